"""What stands where in the workbook of a score sheet: made of the product set alone, so that the
writer and the reader can't differ.

| sheet | |
|---|---|
| `Phiếu đánh giá` | the printed form: four columns, the answers in them; the only one shown |
| `MUC` | the entries of the drop-downs: key, text, points, case, a row each |
| `TINH` | the arithmetic, a row a criterion, a minimum, a ground |
| `OCOP` | what the workbook is: `IDENTITY`, a name and a value a row |

On the form a row is a printed row, top to bottom:

| column | A | B | C | D |
|---|---|---|---|---|
| field | label | **answer** | | |
| ground of rejection | **Có / Không** | its words | what the dossier shows | |
| criterion | number | title | printed maximum | points (formula) |
| level | tick (formula) | words | points, asterisks | |
| answer | label | **drop-down** | what is missing (formula) | |
| line that adds up | **Có / Không** | words | points | |

No cell is merged. A blank answer says *not assessed*; `0 · Không đạt mức nào` is a mark. An item
whose lines add up is assessed once every one of its lines is answered; until then it is open. A
ground is raised by *Có* alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...frozen import FrozenDict
from ...rules.model import Criterion, Gate, Level, Row
from ...rules.product_set import ProductSet
from ...text import say
from .entries import entries_of, one_line
from .places import (
    FIELDS,
    RESULTS,
    Answer,
    Cell,
    Field,
    GateAnswer,
    Kind,
    Line,
    Placed,
    SheetLayout,
)

__all__ = ["sheet_layout"]

_A, _B, _C, _D = range(4)


def sheet_layout(product_set: ProductSet) -> SheetLayout:
    """The layout for a product set; made once and kept with it."""
    return product_set.kept(_laid_out)


def _laid_out(product_set: ProductSet) -> SheetLayout:
    return _Making(product_set).layout()


class _Making:
    """Lays out row after row."""

    def __init__(self, product_set: ProductSet) -> None:
        self.product_set = product_set
        self.rows: list[Placed] = []
        self.answers: list[Answer] = []
        self.gates: list[GateAnswer] = []
        self.fields: dict[Field, Cell] = {}
        self.results: dict[str, Cell] = {}
        self.entries = 0
        self.head = 0

    def layout(self) -> SheetLayout:
        self._lay_heading()
        self._lay_gates()
        self._lay_table()
        self._lay_results()
        self._lay_end()
        return SheetLayout(
            self.product_set,
            tuple(self.rows),
            tuple(self.answers),
            tuple(self.gates),
            FrozenDict(self.fields),
            FrozenDict(self.results),
            self.head,
        )

    def _add(
        self,
        kind: Kind,
        a: str = "",
        b: str = "",
        c: str = "",
        about: Field | Row | Level | str | None = None,
    ) -> int:
        self.rows.append(Placed(len(self.rows), kind, a, b, c, about))
        return len(self.rows) - 1

    def _say(self, kind: Kind, key: str, **values: object) -> int:
        """A row with a message in its column B."""
        return self._add(kind, b=say(f"workbook.{key}", "vi", **values))

    def _lay_heading(self) -> None:
        product_set = self.product_set
        number, title = product_set.product_set, one_line(product_set.title.vi)
        self._add("live", about="rated")
        self._add("live", about="result")
        self._say("title", "title")
        self._say("title", "set", number=number, title=title)
        self._add("subtitle", about="kind")
        self._say("subtitle", "decision", decision=product_set.decision)
        for field in FIELDS:
            self._lay_field("field", field)
            if field == "product_code":
                self._say("legend", "legend")

    def _lay_field(self, kind: Kind, field: Field) -> None:
        row = self._add(kind, a=say(f"workbook.field.{field}", "vi"), about=field)
        self.fields[field] = Cell(row, _B)

    def _lay_gates(self) -> None:
        for outcome in ("rejected", "stopped"):
            gates = [gate for gate in self.product_set.gates if gate.outcome == outcome]
            if gates:
                self._say("gates", f"gates.{outcome}")
            for gate in gates:
                row = self._add("gate", b=_words_of(gate))
                self.gates.append(GateAnswer(gate, Cell(row, _A)))

    def _lay_table(self) -> None:
        a, b, c = [say(f"workbook.head.{column}", "vi") for column in "abc"]
        self.head = self._add("head", a, b, c)
        for row in self.product_set.rows():
            number = f"{row.number}." if row.kind == "group" else row.number
            title = one_line(row.title.vi)
            if row.kind == "part":
                number, title = "", say("workbook.part", "vi", code=row.number, title=title)
            at = self._add(row.kind, number, title, str(row.points), about=row)
            if row.kind == "criterion":
                self._lay_criterion(row.criterion, at)
        points = str(self.product_set.points)
        self._add("total", b=say("workbook.total", "vi"), c=points)

    def _lay_criterion(self, criterion: Criterion, title: int) -> None:
        for note in _notes(criterion):
            self._add("note", b=note)
        ticks, case = [], None
        for level in criterion.levels:
            if level.case is not None and level.case != case:
                words = one_line(criterion.cases[level.case].vi)
                self._add("case", b=say("workbook.case", "vi", case=level.case, words=words))
            case = level.case
            kind: Kind = "line" if criterion.mode == "sum" else "level"
            ticks.append(self._add(kind, b=one_line(level.vi), c=_worth(level), about=level))
        if criterion.mode == "sum":
            lines = [
                Line(Cell(row, _A), lv) for row, lv in zip(ticks, criterion.levels, strict=True)
            ]
            answer = self._say("answer", "sum")
        else:
            lines = []
            answer = self._add("answer", a=say("workbook.answer", "vi"))
        entries = entries_of(criterion)
        cell = Cell(answer, _B)
        self.answers.append(
            Answer(criterion, title, cell, entries, tuple(lines), tuple(ticks), self.entries)
        )
        self.entries += len(entries)

    def _lay_results(self) -> None:
        pairs = [c.pair for c in self.product_set.criteria if c.pair is not None]
        for result in RESULTS:
            if result != "cases" or len(pairs) > len(set(pairs)):
                label = say(f"workbook.result.{result}", "vi")
                self.results[result] = Cell(self._add("result", a=label, about=result), _B)

    def _lay_end(self) -> None:
        stars = sorted({minimum.star for minimum in self.product_set.minimums})
        if stars:
            each = [say("workbook.asterisk", "vi", asterisks="*" * s, star=s) for s in stars]
            self._say("asterisks", "asterisks", stars=", ".join(each))
        self._lay_field("comment", "comment")
        for what in ("day", "assessor", "signature", "name"):
            self._add("sign", about=what)
        self._add("identity", about="table")
        self._add("identity", about="digest")


def _words_of(gate: Gate) -> str:
    words = one_line(gate.vi)
    return words if gate.at is None else say("workbook.gate-at", "vi", words=words, at=gate.at)


def _worth(level: Level) -> str:
    return str(level.points) + (f" ({'*' * level.minimum})" if level.minimum else "")


def _notes(criterion: Criterion) -> Iterator[str]:
    if criterion.note is not None:
        yield one_line(criterion.note.vi)
    if criterion.only_if:
        yield say("workbook.only-if", "vi", opener=criterion.only_if.criterion)
