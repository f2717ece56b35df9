"""What the layout of a score sheet is made of: cells, answers, rows of the form; the names of
sheets and fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from ...frozen import FrozenDict
from ...rules.model import Criterion, Gate, Level, Row
from ...rules.product_set import ProductSet
from ...terms import ROLES, Role
from ...text import say
from .entries import Entry

__all__ = [
    "CALC",
    "FIELDS",
    "FORM",
    "FORMAT",
    "IDENTITY",
    "LISTS",
    "NOT_TICKED",
    "RESULTS",
    "ROLE_WORDS",
    "TEMPLATE",
    "TICKED",
    "WHAT",
    "Answer",
    "Cell",
    "Field",
    "GateAnswer",
    "Kind",
    "Line",
    "Placed",
    "SheetLayout",
]

FORMAT = "ocop-sheet-workbook/1"
TEMPLATE = 1
"""Raised when anything moves: a reader refuses another one."""

FORM, LISTS, CALC, WHAT = "Phiếu đánh giá", "MUC", "TINH", "OCOP"
"""The names of the four sheets."""

IDENTITY = (
    "format",
    "template",
    "ruleset",
    "revision",
    "product_set",
    "ruleset_digest",
    "product_code",
)
"""What the hidden sheet `OCOP` says, one a row from A1: the name in column A, the value in B. All
are texts; `product_code` is empty where the dossier has none, or none was given.
"""

Field = Literal[
    "product_name",
    "product_code",
    "producer",
    "phone",
    "address",
    "assessor_id",
    "assessor_name",
    "role",
    "round",
    "assessed_on",
    "place",
    "comment",
]
FIELDS: tuple[Field, ...] = tuple([field for field in get_args(Field) if field != "comment"])
"""The fields at the head of the form, in their order; `comment` stands at its end. `phone`,
`address` and `place` are for the paper: no score sheet has them.
"""

ROLE_WORDS: FrozenDict[Role, str] = FrozenDict(
    {role: say(f"blank.role-{role}", "vi") for role in ROLES}
)
"""The words by which the drop-down of roles names each."""


TICKED, NOT_TICKED = "☒", "☐"
"""What formulas show in the box beside each level."""


class Cell(NamedTuple):
    """A cell of the form: row and column, both from 0."""

    row: int
    column: int

    @property
    def address(self) -> str:
        """As spreadsheets name it: `B20`."""
        return f"{'ABCD'[self.column]}{self.row + 1}"

    @property
    def fixed(self) -> str:
        """The same as an absolute reference: `$B$20`."""
        return f"${'ABCD'[self.column]}${self.row + 1}"


class Line(NamedTuple):
    """A line that adds up: its yes/no cell and its level."""

    cell: Cell
    level: Level


class Answer(NamedTuple):
    """How one criterion is answered: by a drop-down in `cell`, or by yes or no a line.

    `title` is the row of its title, `ticks` the row of each level's tick box; `first_entry` the row
    of its first entry on `MUC`.
    """

    criterion: Criterion
    title: int
    cell: Cell
    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]
    ticks: tuple[int, ...]
    first_entry: int

    @property
    def number(self) -> str:
        """The printed number."""
        return self.criterion.number

    @property
    def points(self) -> Cell:
        """Where its points stand."""
        return Cell(self.title, 3)

    @property
    def state(self) -> Cell:
        """Where what is missing stands."""
        return Cell(self.cell.row, 2)

    def entry(self, text: str) -> Entry | None:
        """The entry with exactly this text; None where there is none."""
        return next((entry for entry in self.entries if entry.text == text), None)

    def entry_of_key(self, key: str) -> Entry | None:
        """The entry of this key; None where there is none."""
        return next((entry for entry in self.entries if entry.key == key), None)


class GateAnswer(NamedTuple):
    """The yes/no cell of a ground of rejection."""

    gate: Gate
    cell: Cell

    @property
    def hint(self) -> Cell:
        """Where what the dossier or the marks show stands."""
        return Cell(self.cell.row, 2)


Kind = Literal[
    "live",
    "title",
    "subtitle",
    "field",
    "legend",
    "gates",
    "gate",
    "head",
    "part",
    "group",
    "heading",
    "criterion",
    "note",
    "case",
    "level",
    "line",
    "answer",
    "total",
    "result",
    "asterisks",
    "comment",
    "sign",
    "identity",
]


class Placed(NamedTuple):
    """One row of the form: what it is, and the texts that stand in it whoever fills it in; `about`
    is the field, result, level or printed row that it shows.
    """

    row: int
    kind: Kind
    a: str = ""
    b: str = ""
    c: str = ""
    about: Field | Row | Level | str | None = None

    def texts(self) -> Iterator[tuple[Cell, str]]:
        """The fixed texts by their cells."""
        for column, text in enumerate((self.a, self.b, self.c)):
            if text:
                yield Cell(self.row, column), text


RESULTS = ("star_by_points", "star", "open", "unmet", "cases")
"""The lines below the total; `cases` only where items share a pair of cases."""


class SheetLayout(NamedTuple):
    """Where everything stands in the workbook of one product set's score sheet.

    `rows` has the form from top to bottom; `head` is the row of the table's head, which is repeated
    on every printed page.
    """

    product_set: ProductSet
    rows: tuple[Placed, ...]
    answers: tuple[Answer, ...]
    gates: tuple[GateAnswer, ...]
    fields: FrozenDict[Field, Cell]
    results: FrozenDict[str, Cell]
    head: int

    def answer_of(self, number: str) -> Answer:
        """The answer of the criterion printed under this number. KeyError where there is none."""
        for answer in self.answers:
            if answer.number == number:
                return answer
        raise KeyError(number)

    def texts(self) -> Iterator[tuple[Cell, str]]:
        """The texts that stand in every workbook of this product set, each with its cell: whatever
        differs was changed, or has moved.
        """
        for row in self.rows:
            yield from row.texts()

    @property
    def answered(self) -> tuple[Cell, ...]:
        """Every cell that a person may fill in, from top to bottom."""
        cells = [*self.fields.values(), *[gate.cell for gate in self.gates]]
        for answer in self.answers:
            cells += [line.cell for line in answer.lines] or [answer.cell]
        return tuple(sorted(cells))
