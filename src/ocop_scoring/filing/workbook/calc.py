"""Where the arithmetic stands on `TINH`, and what of a form it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...rules.model import Gate, Level
from ...rules.product_set import ProductSet
from ..marks import Mark
from .counted import Counted, Filled, Got
from .entries import Entry
from .layout import sheet_layout
from .pages import Value
from .places import CALC, FORM, Answer, Cell, SheetLayout

__all__ = [
    "SUMS",
    "Calc",
    "among",
    "calc_of",
    "entry_of",
    "filled_in",
    "is_raised",
    "on_form",
    "position",
    "position_of",
    "quoted",
    "shown",
]

SUMS = (
    "open",
    "total",
    "most",
    "by_points",
    "reach",
    "lost",
    "unmet",
    "grounds",
    "rejected",
    "star",
)


class Calc(NamedTuple):
    """Where the arithmetic of a product set stands on `TINH`: its first rows, counted from 1."""

    layout: SheetLayout
    criteria: int
    minimums: int
    gates: int
    parts: int
    bands: int
    sums: int

    def row(self, place: int) -> int:
        """The row of the criterion at this place."""
        return self.criteria + place

    def cell(self, name: str) -> str:
        """A sum, as another sheet names it."""
        return f"{CALC}!$B${self.sums + SUMS.index(name)}"

    def of(self, column: str, places: Sequence[int]) -> str:
        """A column of some criteria that follow one another, as another sheet names it."""
        first, last = self.row(places[0]), self.row(places[-1])
        return f"{CALC}!${column}${first}:${column}${last}"

    def minimums_of(self, number: str) -> list[int]:
        """The rows of a criterion's minimums."""
        known = enumerate(self.layout.product_set.minimums, self.minimums)
        return [row for row, minimum in known if minimum.criterion == number]


def calc_of(product_set: ProductSet) -> Calc:
    """Where the arithmetic of a product set stands; made once and kept with it."""
    return product_set.kept(_calc)


def _calc(product_set: ProductSet) -> Calc:
    layout = sheet_layout(product_set)
    minimums = 2 + len(layout.answers)
    gates = minimums + len(product_set.minimums)
    parts = gates + len(layout.gates)
    bands = parts + len(product_set.parts)
    sums = bands + len(product_set.bands)
    return Calc(layout, 2, minimums, gates, parts, bands, sums)


def on_form(cell: Cell) -> str:
    """A cell of the form, as the other sheets name it."""
    return f"'{FORM}'!{cell.fixed}"


def position(answer: Answer, got: Got) -> Value:
    """Which entry a criterion comes to, from 1; 0 where it is closed, empty where it is open."""
    if got.closed:
        return 0
    if got.points is None or not answer.entries:
        return ""
    return position_of(answer, got.levels)


def position_of(answer: Answer, levels: tuple[Level, ...]) -> int:
    """The entry of a level, from 1; of none the one that says so."""
    if not levels:
        return next(at for at, entry in enumerate(answer.entries, 1) if entry.key == "0")
    return next(at for at, entry in enumerate(answer.entries, 1) if entry.level == levels[0])


def among(cell: str, positions: list[int]) -> str:
    """A formula: whether a cell has one of these positions."""
    listed = "".join(f"{at}|" for at in positions)
    return f'ISNUMBER(FIND("|"&{cell}&"|","|{listed}"))'


def entry_of(answer: Answer, mark: Mark) -> Entry:
    """The entry that a mark is: a level's id, its points, or 0. KeyError where there is none."""
    if mark == 0:
        return next(entry for entry in answer.entries if entry.key == "0")
    for entry in answer.entries:
        if entry.mark == mark or (entry.level is not None and entry.level.id == mark):
            return entry
    raise KeyError(mark)


def is_raised(gate: Gate, filled: Filled, counted: Counted) -> bool:
    """Whether a ground is raised, by whoever."""
    return gate.id in {*filled.rejects, *counted.by_papers, *counted.by_marks}


def shown(number: int | None) -> Value:
    """A number, or nothing."""
    return "" if number is None else number


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def filled_in(said: str, *values: str) -> str:
    """A formula that says a message with values: `{}` in it is the next one."""
    pieces = said.split("{}")
    formula = [quoted(pieces[0])] if pieces[0] else []
    for value, piece in zip(values, pieces[1:], strict=True):
        formula += [value, quoted(piece)] if piece else [value]
    return "&".join(formula)
