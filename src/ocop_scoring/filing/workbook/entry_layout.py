"""What stands where in the entry workbook: the paper sheets of a council for one product typed into
one table, a column a member.

| sheet | |
|---|---|
| `Nhập phiếu` | the rows of the printed table; members from column D on |
| `MUC` | the entries of the drop-downs, as in a score sheet's workbook |
| `OCOP` | what the workbook is: `IDENTITY`, a name and a value a row |

| column | A | B | C | D, E, … |
|---|---|---|---|---|
| field of the product | | label | | **answer** in D |
| field of a member | | label | | **answer** |
| ground of rejection | | its words | | **Có / Không** |
| criterion | number | title | printed maximum | **drop-down, or points** |
| line that adds up | | words | points | **Có / Không** |

A column without an answer is no sheet. A blank answer says *not assessed*.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ...frozen import FrozenDict
from ...rules.model import Criterion, Gate, Level, Row
from ...rules.product_set import ProductSet
from ...text import say
from ..forms import Assessor, ScoreSheet
from .cells import Spot
from .entries import one_line
from .layout import sheet_layout
from .places import IDENTITY, Answer, Field

__all__ = [
    "ENTRY",
    "ENTRY_FORMAT",
    "ENTRY_IDENTITY",
    "ENTRY_TEMPLATE",
    "MEMBERS",
    "MOST_MEMBERS",
    "OF_MEMBERS",
    "Column",
    "EntryLayout",
    "EntryRow",
    "entry_layout",
]

ENTRY_FORMAT = "ocop-entry-workbook/1"
ENTRY_TEMPLATE = 1
ENTRY = "Nhập phiếu"
ENTRY_IDENTITY = IDENTITY

MEMBERS = 3
"""The column of the first member."""

MOST_MEMBERS = 30
"""So many columns of members are looked at."""

Column = Assessor | ScoreSheet | None
"""What a column has: a member alone, a member's sheet, or nothing yet."""

OF_MEMBERS: tuple[Field, ...] = ("assessor_id", "assessor_name", "role", "round", "assessed_on")
"""The fields that every member has, in the order of their rows; the comment stands at the end."""

Kind = Literal[
    "title",
    "subtitle",
    "product_code",
    "field",
    "gates",
    "gate",
    "head",
    "part",
    "group",
    "heading",
    "criterion",
    "item",
    "line",
    "total",
    "open",
]


class EntryRow(NamedTuple):
    """A row: what it is, the texts that stand in it, and what is answered in it."""

    row: int
    kind: Kind
    a: str = ""
    b: str = ""
    c: str = ""
    field: Field | None = None
    gate: Gate | None = None
    answer: Answer | None = None
    level: Level | None = None

    def texts(self) -> Iterator[tuple[Spot, str]]:
        """The fixed texts by their cells."""
        for column, text in enumerate((self.a, self.b, self.c)):
            if text:
                yield (self.row, column), text


class EntryLayout(NamedTuple):
    """Where everything stands in the entry workbook of a product set."""

    product_set: ProductSet
    rows: tuple[EntryRow, ...]
    texts: FrozenDict[Spot, str]

    def of(self, *kinds: Kind) -> tuple[EntryRow, ...]:
        """The rows of some kinds, from top to bottom."""
        return tuple(row for row in self.rows if row.kind in kinds)

    def field(self, name: Field) -> int:
        """The row of a member's field."""
        return next(row.row for row in self.rows if row.field == name)


def entry_layout(product_set: ProductSet) -> EntryLayout:
    """The layout for a product set; made once and kept with it."""
    return product_set.kept(_laid_out)


def _laid_out(product_set: ProductSet) -> EntryLayout:
    rows: list[EntryRow] = []
    for described in _rows(product_set):
        rows.append(described._replace(row=len(rows)))
    texts = {spot: text for row in rows for spot, text in row.texts()}
    return EntryLayout(product_set, tuple(rows), FrozenDict(texts))


def _said(key: str, **values: object) -> str:
    return say(f"workbook.{key}", "vi", **values)


def _rows(product_set: ProductSet) -> Iterator[EntryRow]:
    number, title = product_set.product_set, one_line(product_set.title.vi)
    yield EntryRow(0, "title", b=_said("entry.title"))
    yield EntryRow(0, "title", b=_said("set", number=number, title=title))
    yield EntryRow(0, "subtitle", b=_said("decision", decision=product_set.decision))
    yield EntryRow(0, "product_code", b=_said("field.product_code"))
    yield EntryRow(0, "subtitle", b=_said("entry.how"))
    for field in OF_MEMBERS:
        yield EntryRow(0, "field", b=_said(f"field.{field}"), field=field)
    yield from _gates(product_set)
    yield EntryRow(0, "head", _said("head.a"), _said("head.b"), _said("head.c"))
    for row in product_set.rows():
        yield from _printed(product_set, row)
    yield EntryRow(0, "total", b=_said("entry.total"), c=str(product_set.points))
    yield EntryRow(0, "open", b=_said("entry.open"))
    yield EntryRow(0, "field", b=_said("field.comment"), field="comment")


def _gates(product_set: ProductSet) -> Iterator[EntryRow]:
    gates = [answer.gate for answer in sheet_layout(product_set).gates]
    for outcome in ("rejected", "stopped"):
        of_outcome = [gate for gate in gates if gate.outcome == outcome]
        if of_outcome:
            yield EntryRow(0, "gates", b=_said(f"gates.{outcome}"))
        for gate in of_outcome:
            yield EntryRow(0, "gate", b=one_line(gate.vi), gate=gate)


def _printed(product_set: ProductSet, row: Row) -> Iterator[EntryRow]:
    title, points = one_line(row.title.vi), str(row.points)
    if row.kind == "part":
        yield EntryRow(0, "part", b=_said("part", code=row.number, title=title), c=points)
    elif row.kind != "criterion":
        yield EntryRow(0, row.kind, row.number, title, points)
    else:
        yield from _criterion(product_set, row.criterion, title, points)


def _criterion(
    product_set: ProductSet, criterion: Criterion, title: str, points: str
) -> Iterator[EntryRow]:
    answer = sheet_layout(product_set).answer_of(criterion.number)
    if criterion.mode == "one":
        yield EntryRow(0, "criterion", criterion.number, title, points, answer=answer)
        return
    yield EntryRow(0, "item", criterion.number, title, points)
    for level in criterion.levels:
        words = one_line(level.vi)
        yield EntryRow(0, "line", b=words, c=str(level.points), answer=answer, level=level)
