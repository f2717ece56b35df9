"""Score sheets as a table, one sheet a row.

A column is named as the path of what it holds:

| column | holds |
|---|---|
| `ruleset` | id of the ruleset |
| `product_set`, `product_code` | as in the dossier |
| `assessor/id`, `assessor/name`, `assessor/role` | who filled in the sheet, and as what |
| `round`, `assessed_on` | a whole number; year-month-day |
| `marks/1.1`, `marks/1.2`, … | points, a level's id, or `[a, b]` of lines that add up |
| `rejects` | ids of gates, `[a, b]` |
| `comment` | text |

An empty cell is left out; a mark that is left out is not assessed. Columns stand in any order; a
printed number alone (`1.1`) is a column of marks too, though spreadsheets take it for a number or a
day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from ..errors import Fault, Faults, FilingError, Place
from ..frozen import FrozenDict
from ..sources.model import form_of
from ..sources.places import Source, place_in_cell
from ..text import near
from .forms import ScoreSheet
from .marks import Mark, mark, marks

__all__ = ["COLUMNS", "MOST_SHEETS", "Row", "by_columns", "rows_for", "sheets_of"]

MOST_SHEETS = 100_000

_BEFORE = (
    "ruleset",
    "product_set",
    "product_code",
    "assessor/id",
    "assessor/name",
    "assessor/role",
    "round",
    "assessed_on",
)
_BEHIND = ("rejects", "comment")
COLUMNS = (*_BEFORE, *_BEHIND)
"""The columns that every table may have, beside those of marks."""

_NEEDED = ("ruleset", "assessor/id", "assessor/role")
_TEXTS = frozenset(("assessor/name", "comment"))  # whose blanks are kept as they are
MARKS = "marks/"

Row = Sequence[str]


# Reading


def sheets_of(rows: Iterable[Row], file: str, cells: bool) -> tuple[ScoreSheet, ...]:
    """The sheets of a table's rows, the first of which names the columns.

    `cells`: whether faults name cells, as spreadsheets do, or row and column. FilingError with all
    that is wrong.
    """
    faults = Faults()
    given = iter(rows)
    columns = _columns_of(next(given, ()), file, cells)
    quick = _Quick.of(columns)
    sheets: list[ScoreSheet] = []
    for number, row in enumerate(given, 1):
        if not any(cell.strip() for cell in row):
            continue
        if len(sheets) == MOST_SHEETS:
            right = f"{MOST_SHEETS:,}"
            raise FilingError(Fault("not-a-table", Place(file, number, 1), "", f"> {right}", right))
        at = _Row(file, number, columns, cells)
        try:
            sheets.append((quick and quick.sheet(at, row)) or at.sheet(row))
        except FilingError as error:
            faults.take(error.faults)
    faults.raise_any(FilingError)
    return tuple(sheets)


def _columns_of(head: Row, file: str, cells: bool) -> dict[int, str]:
    """The name of each column that has one, by its position."""
    faults = Faults()
    row = _Row(file, 0, {}, cells)
    found: dict[int, str] = {}
    for position, written in enumerate(head):
        name = written.strip()
        if re.match(r"\d", name, re.ASCII):
            name = MARKS + name
        if name in found.values():
            row.refuse(faults, "column-twice", position, name, name)
        elif name in COLUMNS or (name.startswith(MARKS) and name != MARKS):
            found[position] = name
        elif name:
            known = [*COLUMNS, f"{MARKS}1.1"]
            right = near(name, dict.fromkeys(known))
            row.refuse(faults, "unknown-column", position, name, right)
    for name in _NEEDED:
        if name not in found.values():
            row.refuse(faults, "missing-column", 0, name, name)
    faults.raise_any(FilingError)
    return found


class _Row(Source):
    """One row of a table: where each value of its sheet stands."""

    __slots__ = ("cells", "columns", "number")

    def __init__(self, file: str, number: int, columns: dict[int, str], cells: bool) -> None:
        super().__init__(file, {})
        self.number, self.columns, self.cells = number, columns, cells

    def place(self, path: Sequence[str | int], key: bool = False) -> Place:
        """The cell of the value at `path`, or the first of the row."""
        steps = [str(step) for step in path]
        names = ["/".join(steps[:size]) for size in range(len(steps), 0, -1)]
        return self.at(next((at for at, name in self.columns.items() if name in names), 0))

    def at(self, position: int) -> Place:
        """The place of a cell of the row."""
        if self.cells:
            return place_in_cell(self.file, "", self.number, position)
        return Place(self.file, self.number + 1, position + 1)

    def refuse(self, faults: Faults, code: str, position: int, found: str, right: str) -> None:
        """A fault of a column."""
        faults.take([Fault(code, self.at(position), found, found, right)])

    def sheet(self, row: Row) -> ScoreSheet:
        """The sheet that the row says."""
        marks: dict[str, object] = {}
        document: dict[str, object] = {"format": "ocop-sheet/1", "assessor": {}, "marks": marks}
        columns = self.columns
        for position, cell in enumerate(row):
            if not cell or cell.isspace():
                continue
            name = columns.get(position)
            if name is not None and name.startswith(MARKS):
                points = _POINTS.get(cell)
                marks[name.removeprefix(MARKS)] = _value(name, cell) if points is None else points
                continue
            if name is None:
                raise FilingError(Fault("cell-without-column", self.at(position), "", cell, ""))
            *outer, last = name.split("/", 1)
            target = document if not outer else document[outer[0]]
            target[last] = _value(name, cell)  # type: ignore[index]
        return form_of(ScoreSheet, document, self, FilingError)


class _Marks(dict[str, Mark | None]):
    """The mark that a cell says, read once for each way to write one; None of an empty cell.

    PydanticCustomError where it is no mark.
    """

    def __missing__(self, cell: str) -> Mark | None:
        found = None if not cell or cell.isspace() else mark(_value(MARKS, cell))
        if len(self) < _MOST_KEPT:
            self[cell] = found
        return found


class _Quick:
    """Reads rows as nearly all of a large table are: what stands beside the marks is checked once
    for all rows that have the same there, and each way to write a mark once.
    """

    def __init__(self, marked: Mapping[int, str], columns: dict[int, str]) -> None:
        places = list(marked)
        self._others = [at for at in columns if at not in marked]
        self._width, self._numbers, self._marks = len(columns), tuple(marked.values()), _Marks()
        self._marks_in = itemgetter(*places, places[-1])  # twice the last: a lone one is a tuple
        self._others_in = itemgetter(*self._others)  # three at least: those that every table has
        self._heads: dict[tuple[str, ...], ScoreSheet] = {}

    @classmethod
    def of(cls, columns: dict[int, str]) -> _Quick | None:
        """That of a table's columns; None where it has none of marks, some without a name, or
        numbers that no sheet may have.
        """
        named = {at: name for at, name in columns.items() if name.startswith(MARKS)}
        if not named or max(columns) >= len(columns):
            return None
        try:
            numbers = marks({name.removeprefix(MARKS): 0 for name in named.values()})
        except PydanticCustomError:
            return None
        return cls(dict(zip(named, numbers, strict=True)), columns)

    def sheet(self, at: _Row, row: Row) -> ScoreSheet | None:
        """The sheet that a row says; None where it needs a closer look."""
        if len(row) != self._width:
            return None
        try:
            found = list(map(self._marks.__getitem__, self._marks_in(row)))
            head = self._heads.get(self._others_in(row)) or self._head(at, row)
        except (PydanticCustomError, FilingError):
            return None
        given = {n: m for n, m in zip(self._numbers, found, strict=False) if m is not None}
        # All of it is checked: the head as a sheet without marks, and each mark.
        sheet = BaseModel.model_copy(head, update={"marks": FrozenDict(given)})
        object.__setattr__(sheet, "_source", at)
        return sheet

    def _head(self, at: _Row, row: Row) -> ScoreSheet:
        """The sheet of a row without its marks. FilingError with what is wrong."""
        bare = [""] * self._width
        for place in self._others:
            bare[place] = row[place]
        found = at.sheet(bare)
        if len(self._heads) < _MOST_KEPT:
            self._heads[self._others_in(row)] = found
        return found


_MOST_KEPT = 4096
_POINTS = {str(points): points for points in range(1000)}
"""Points as spreadsheets write them: nearly all marks of a large table are such."""


def _value(column: str, cell: str) -> object:
    if column in _TEXTS:
        return cell
    said = cell.strip()
    if column == "rejects":
        return [entry for entry in re.split(r"[\s,;]+", said.strip("[]")) if entry]
    if column.startswith(MARKS) and said.startswith("[") and said.endswith("]"):
        return [entry for entry in re.split(r"[\s,;]+", said[1:-1]) if entry]
    return said


# Writing


def rows_for(sheets: Iterable[ScoreSheet]) -> Iterator[Row]:
    """The head of the table, then a row a sheet."""
    given = list(sheets)
    numbers = sorted({number for sheet in given for number in sheet.marks}, key=_in_order)
    yield [*_BEFORE, *[MARKS + number for number in numbers], *_BEHIND]
    for sheet in given:
        marks = [_written(sheet.marks.get(number)) for number in numbers]
        assessor = sheet.assessor
        yield [
            *map(_written, (sheet.ruleset, sheet.product_set, sheet.product_code)),
            *map(_written, (assessor.id, assessor.name, assessor.role)),
            *map(_written, (sheet.round, sheet.assessed_on)),
            *marks,
            _written(sheet.rejects or None),
            _written(sheet.comment),
        ]


def _in_order(number: str) -> tuple[tuple[int, str], ...]:
    """Printed numbers in the order of print: 1.2 before 1.10."""
    return tuple((int(step) if step.isdecimal() else -1, step) for step in number.split("."))


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]"
    return "" if value is None else str(value)


def by_columns(sheets: Iterable[ScoreSheet]) -> Mapping[str, list[str]]:
    """The same table by columns."""
    head, *rows = rows_for(sheets)
    return {name: [row[at] for row in rows] for at, name in enumerate(head)}
