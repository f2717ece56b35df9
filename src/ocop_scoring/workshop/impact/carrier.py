"""A sheet of one side read under the other: what was ticked stays ticked, what is gone stays open.

Within a decision criteria and levels are the same where their ids are. A mark by points is the
level that it ticks on the first side: so the sheet says the same where the points of a level
change. A mark whose level the other side has no more is left out, and its criterion stays open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple, Protocol

from pydantic import BaseModel

from ...errors import CatalogError
from ...filing.forms import Mark, ScoreSheet
from ...frozen import FrozenDict
from ...rating.choices import Choice
from ...rating.table import Table, table_of
from ...rules.model import Criterion
from ...rules.ruleset import Ruleset

__all__ = [
    "Carrier",
    "Move",
    "SameDecision",
    "carried_sheet",
    "is_same_decision",
    "moves_between",
    "table_in",
]


class Carrier(Protocol):
    """Takes sheets from one side to the other."""

    def number(self, number: int) -> int | None:
        """The number of the product set there; None where it has none there."""
        ...

    def sheet(self, number: int, sheet: ScoreSheet) -> ScoreSheet:
        """A sheet of product set `number` as the other side reads it; what must be judged anew is
        left out of its marks.
        """
        ...


def table_in(ruleset: Ruleset, number: int) -> Table | None:
    """A ruleset's table laid flat; None where it has no such product set."""
    if number not in ruleset.numbers:
        return None
    try:
        return table_of(ruleset.product_set(number))
    except CatalogError:
        return None  # of a sealed record: it holds one table


def is_same_decision(a: str, b: str) -> bool:
    """Whether two rulesets are of one decision by their ids: an amendment bears its base's name
    before the `+`.
    """
    return a.partition("+")[0] == b.partition("+")[0]


class Move(NamedTuple):
    """How the marks of one criterion are written on the other side.

    `to` is its number there, None where it is gone. What `marks` doesn't have stays as it is.
    """

    number: str
    to: str | None
    marks: Mapping[Mark, Mark | None]
    lines: frozenset[str] | None
    """Of a criterion whose lines add up: the ids of those that the other side has."""

    def mark(self, mark: Mark) -> Mark | None:
        """A mark as the other side writes it; None where what it ticks is gone."""
        if isinstance(mark, tuple):
            kept = self.lines is None or all(line in self.lines for line in mark)
            return mark if kept else None
        return self.marks.get(mark, mark)


class SameDecision:
    """Carries sheets between two rulesets of one decision."""

    def __init__(self, a: Ruleset, b: Ruleset) -> None:
        self._a, self._b = a, b
        self._known: dict[int, tuple[Move, ...]] = {}

    def number(self, number: int) -> int | None:
        """The same number, where the other side has it."""
        return number if number in self._b.numbers else None

    def sheet(self, number: int, sheet: ScoreSheet) -> ScoreSheet:
        """The sheet itself where nothing that it ticks has changed its mark."""
        moves = self._known.get(number)
        if moves is None:
            moves = self._known[number] = self._moves(number)
        table = table_in(self._b, number)
        return sheet if table is None else carried_sheet(moves, table, sheet)

    def _moves(self, number: int) -> tuple[Move, ...]:
        here, there = table_in(self._a, number), table_in(self._b, number)
        return moves_between(here, there) if here is not None and there is not None else ()


def carried_sheet(moves: tuple[Move, ...], there: Table, sheet: ScoreSheet) -> ScoreSheet:
    """A sheet as the other side reads it; itself where nothing changes. A ground that the other
    side doesn't have is no longer one.
    """
    rejects = sheet.rejects
    if rejects:
        rejects = tuple([gate for gate in rejects if gate in there.gates])
    marks = carried_marks(moves, sheet.marks) if moves else sheet.marks
    if marks is sheet.marks and rejects == sheet.rejects:
        return sheet
    # Marks and grounds are those of a table: they need no second look.
    return BaseModel.model_copy(sheet, update={"marks": marks, "rejects": rejects})


def carried_marks(moves: tuple[Move, ...], marks: FrozenDict[str, Mark]) -> FrozenDict[str, Mark]:
    """Marks as the other side writes them; the same object where none changes."""
    changed = {}
    for move in moves:
        mark = marks.get(move.number)
        if mark is not None:
            new = move.mark(mark)
            if move.to != move.number or new != mark or type(new) is not type(mark):
                changed[move.number] = (move.to, new)
    if not changed:
        return marks
    found = {number: mark for number, mark in marks.items() if number not in changed}
    found |= {to: mark for to, mark in changed.values() if to is not None and mark is not None}
    return FrozenDict(found)


def moves_between(here: Table, there: Table) -> tuple[Move, ...]:
    """The criteria whose marks are written otherwise on the other side."""
    names = _names(there.criteria)
    places = {name: place for place, name in enumerate(names)}
    found = []
    for place, name in enumerate(_names(here.criteria)):
        to = places.get(name)
        if to is None:
            found.append(Move(here.numbers[place], None, {}, None))
            continue
        move = _move(here, place, there, to)
        if move is not None:
            found.append(move)
    return tuple(found)


def _names(criteria: tuple[Criterion, ...]) -> list[str]:
    """What criteria are told apart by: their ids, with their numbers where several share one."""
    ids = Counter([criterion.id for criterion in criteria])
    return [c.id if ids[c.id] == 1 else f"{c.id} {c.number}" for c in criteria]


def _move(here: Table, place: int, there: Table, to: int) -> Move | None:
    """How the marks of a criterion are written there; None where every mark stays."""
    number, number_there = here.numbers[place], there.numbers[to]
    printed, found = here.criteria[place], there.criteria[to]
    ids = frozenset([level.id for level in found.levels])
    lines = None
    if "sum" in (printed.mode, found.mode) and not ids >= {lv.id for lv in printed.levels}:
        lines = ids
    marks: dict[Mark, Mark | None] = {
        mark: _mark(choice, ids)
        for mark, choice in here.by_mark[place].items()
        if mark is not None and not isinstance(mark, tuple)
        if not _stays(mark, choice, there.by_mark[to])
    }
    if number == number_there and not marks and lines is None:
        return None
    return Move(number, number_there, marks, lines)


def _stays(mark: Mark, choice: Choice, there: Mapping[Mark | None, Choice]) -> bool:
    """Whether a mark ticks the same level on the other side."""
    other = there.get(mark)
    if other is None:
        return False
    if not choice.levels:
        return True  # 0, no level reached
    return [level.id for level in other.levels] == [level.id for level in choice.levels]


def _mark(choice: Choice, ids: frozenset[str]) -> Mark | None:
    if not choice.levels:
        return 0
    level = choice.levels[0].id
    return level if level in ids else None
