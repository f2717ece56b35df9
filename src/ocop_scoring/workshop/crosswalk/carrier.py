"""Marks of one table carried into another: made ready once a pair of tables, then one look-up a
criterion.

What is sure is carried; a criterion of the second table that several of the first lead to gets the
level on which they all agree. Whatever else stays without a mark: not assessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pydantic import BaseModel

from ...filing.forms import Mark, ScoreSheet
from ...frozen import FrozenDict
from ...rating.choices import Choice
from ...rating.table import Opener, Table, table_of
from ...rules.model import Criterion
from .crosswalk import Crosswalk
from .pair import Pair
from .relation import UNREACHED, Lead, Relation, lowest_of

__all__ = [
    "Possible",
    "Said",
    "SheetCarrier",
    "TableCarrier",
    "gates_between",
    "mark_of",
    "together",
]

Possible = frozenset[str] | None
"""The levels that are possible; None where nothing is said, and all are."""


class Said(NamedTuple):
    """What one criterion of a sheet says of one of the other table: the lead, the levels ticked,
    and the relation of each.
    """

    lead: Lead
    levels: tuple[str, ...]
    relations: tuple[Relation, ...]

    @property
    def possible(self) -> Possible:
        """The levels that all relations leave possible; None where none says anything."""
        found: Possible = None
        for relation in self.relations:
            if relation.levels:
                led = frozenset(relation.levels)
                found = led if found is None else found & led
        return found


class _Way(NamedTuple):
    """How one criterion of the second table gets its mark.

    `alone` is a mark of each mark of the first table where one criterion alone leads here, and
    neither adds up lines; None elsewhere. `leads` are all that lead here, with their places.
    """

    number: str
    place: int
    source: str
    alone: Mapping[Mark, Mark] | None
    leads: tuple[tuple[int, Lead], ...]


class TableCarrier:
    """Carries the marks of sheets of one table into another; safe to share, it changes nothing."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.a, self.b = table_of(pair.a), table_of(pair.b)
        self.gates = gates_between(self.a, self.b)
        self._shut = tuple(_Shut.of(self.a, opener) for opener in self.a.openers)
        self._ways = tuple(self._way(place) for place in range(len(self.b.criteria)))

    def _way(self, place: int) -> _Way:
        criterion = self.b.criteria[place]
        leads = tuple(
            (self.a.index[lead.number], lead) for lead in self.pair.leads_to(criterion.id)
        )
        source, alone = "", None
        if len(leads) == 1:
            at, lead = leads[0]
            if "sum" not in (criterion.mode, self.a.criteria[at].mode):
                source, alone = lead.number, self._alone(at, lead, criterion)
        return _Way(criterion.number, place, source, alone, leads)

    def _alone(self, at: int, lead: Lead, criterion: Criterion) -> Mapping[Mark, Mark]:
        found: dict[Mark, Mark] = {}
        for mark, choice in self.a.by_mark[at].items():
            relation = lead.relations.get(_ticked(choice)[0]) if choice.is_assessed else None
            if mark is not None and relation is not None and relation.is_sure:
                found[mark] = mark_of(criterion, relation.levels[0])
        return found

    def marks(self, marks: Mapping[str, Mark]) -> dict[str, Mark]:
        """The marks that are sure, by the printed numbers of the second table. The marks given fit
        the first one.
        """
        for shut in self._shut:
            if shut.number in marks and marks.get(shut.opener) in shut.marks:
                marks = {number: mark for number, mark in marks.items() if number != shut.number}
        found: dict[str, Mark] = {}
        for number, place, source, alone, leads in self._ways:
            if alone is not None:
                mark = alone.get(marks[source]) if source in marks else None
            else:
                mark = self._mark(place, leads, marks) if leads else None
            if mark is not None:
                found[number] = mark
        return found

    def _mark(
        self, place: int, leads: tuple[tuple[int, Lead], ...], marks: Mapping[str, Mark]
    ) -> Mark | None:
        criterion = self.b.criteria[place]
        said = [self._said(at, lead, marks) for at, lead in leads]
        if criterion.mode == "sum":
            return _lines(criterion, [one for one in said if one is not None])
        possible = together(one.possible for one in said if one is not None)
        if possible is None or len(possible) != 1:
            return None
        (level,) = possible
        return mark_of(criterion, level)

    def said(self, place: int, marks: Mapping[str, Mark]) -> tuple[Said, ...]:
        """All that a sheet says of a criterion of the second table, by its place there."""
        found = [self._said(at, lead, marks) for at, lead in self._ways[place].leads]
        return tuple(one for one in found if one is not None)

    def _said(self, at: int, lead: Lead, marks: Mapping[str, Mark]) -> Said | None:
        mark = marks.get(lead.number)
        if mark is None or self._is_shut(lead.number, marks):
            return None
        levels = _levels(self.a, at, mark)
        return Said(lead, levels, tuple(lead.relations[level] for level in levels))

    def _is_shut(self, number: str, marks: Mapping[str, Mark]) -> bool:
        return any(
            shut.number == number and marks.get(shut.opener) in shut.marks for shut in self._shut
        )

    def levels(self, number: str, mark: Mark) -> tuple[str, ...]:
        """The levels of the first table that a mark ticks, by their ids."""
        return _levels(self.a, self.a.index[number], mark)

    def rejects(self, rejects: tuple[str, ...]) -> tuple[str, ...] | None:
        """The grounds of rejection on the second table; None where one isn't the same there."""
        return rejects if self.gates.issuperset(rejects) else None

    def sheet(self, sheet: ScoreSheet) -> ScoreSheet:
        """A sheet as far as it is sure in the second table. Where a ground of rejection isn't the
        same there, nothing of it is: none of its marks is carried.
        """
        rejects = self.rejects(sheet.rejects)
        marks = {} if rejects is None else self.marks(sheet.marks)
        given = {
            "ruleset": self.pair.b.ruleset,
            "product_set": self.pair.b.product_set,
            "marks": FrozenDict(marks),
            "rejects": rejects or (),
        }
        # What was checked stays as it was; marks and grounds are those of a table: a hundred
        # thousand sheets need no second look.
        return BaseModel.model_copy(sheet, update=given)


class SheetCarrier:
    """Carries the sheets of one ruleset into another: a `TableCarrier` for each pair of tables,
    made when it is first needed.
    """

    def __init__(self, crosswalk: Crosswalk) -> None:
        self.crosswalk = crosswalk
        self._known: dict[int, TableCarrier | None] = {}

    def number(self, number: int) -> int | None:
        """The product set there; None where none, or more than one, is possible."""
        carrier = self._carrier(number)
        return None if carrier is None else carrier.pair.b.product_set

    def sheet(self, number: int, sheet: ScoreSheet) -> ScoreSheet:
        """A sheet of product set `number`, as far as it is sure on the other side. KeyError where
        its product set becomes none, or several.
        """
        carrier = self._carrier(number)
        if carrier is None:
            raise KeyError(number)
        return carrier.sheet(sheet)

    def _carrier(self, number: int) -> TableCarrier | None:
        if number not in self._known:
            targets = self.crosswalk.targets(number)
            made = (
                self.crosswalk.kept(number, targets[0], TableCarrier) if len(targets) == 1 else None
            )
            self._known[number] = made
        return self._known[number]


def gates_between(a: Table, b: Table) -> frozenset[str]:
    """The grounds of rejection that both tables have in the same words."""
    both = a.gates.keys() & b.gates.keys()
    return frozenset(name for name in both if a.gates[name].words.vi == b.gates[name].words.vi)


class _Shut(NamedTuple):
    """A criterion of the first table, and the marks of the one that opens it with which a mark of
    its own doesn't count.
    """

    number: str
    opener: str
    marks: frozenset[Mark]

    @classmethod
    def of(cls, table: Table, opener: Opener) -> _Shut:
        """The one of an opener."""
        by_mark = table.by_mark[opener.opener].items()
        low = [mark for mark, choice in by_mark if mark is not None and _is_below(choice, opener)]
        numbers = table.numbers
        return cls(numbers[opener.at], numbers[opener.opener], frozenset(low))


def _is_below(choice: Choice, opener: Opener) -> bool:
    return choice.is_assessed and choice.points < opener.at_least


def _ticked(choice: Choice) -> tuple[str, ...]:
    """The levels of a choice by their ids; reaching nothing by its name."""
    return tuple(level.id for level in choice.levels) or (lowest_of(choice.criterion),)


def _levels(table: Table, at: int, mark: Mark) -> tuple[str, ...]:
    if isinstance(mark, tuple):
        return mark or (lowest_of(table.criteria[at]),)
    return _ticked(table.by_mark[at][mark])


def together(given: Iterable[Possible]) -> Possible:
    """What several criteria leave possible; all that any of them does where they contradict one
    another.
    """
    said = [one for one in given if one is not None]
    if not said:
        return None
    return frozenset.intersection(*said) or frozenset.union(*said)


def _lines(criterion: Criterion, said: list[Said]) -> Mark | None:
    """The ticked lines of a criterion that adds them up: sure where every line of the first is the
    same as one of these, and these are all.
    """
    every = [relation for one in said for relation in _of_lines(one)]
    led = {relation.levels[0] for relation in every if relation.is_sure}
    is_same = all(relation.kind == "same" for relation in every)
    if not every or not is_same or led != {level.id for level in criterion.levels}:
        return None
    ticked = {relation.levels[0] for one in said for relation in one.relations}
    return tuple(level.id for level in criterion.levels if level.id in ticked)


def _of_lines(said: Said) -> list[Relation]:
    return [r for level, r in said.lead.relations.items() if level != UNREACHED]


def mark_of(criterion: Criterion, level: str) -> Mark:
    """What a sheet writes for a level, or for reaching none."""
    return 0 if level == UNREACHED else criterion.level(level).mark
