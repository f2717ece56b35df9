"""The least that costs a star: fewest levels, or fewest points, lower on one sheet, or on all
sheets of a council together.

No sheet is tried. A star is lost where the points fall out of its band, where a minimum of it or of
a lower star is missed, on one sheet also where a mark raises a gate. What each criterion can lose
is added up in a table of losses, each with the least that it takes (dynamic programming). A minimum
shows at its own criterion: for each, the sheets are walked once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, inf
from operator import add
from typing import NamedTuple, TypeVar

from ..filing.policy import Policy, Rounding
from ..rating.choices import Choice
from ..rating.outcome import Outcome
from ..rating.policy import (
    Judged,
    is_unmet,
    judged_on,
    parts_of,
    rounded,
    rounding_of,
    star_of_mean,
)
from ..rating.table import Asked, Table
from .ways import Down, downs_of, units_of

__all__ = ["Counted", "Loss", "Lost", "least_losses"]

K = TypeVar("K")


class Counted(NamedTuple):
    """What comes of sheets: one alone, where there is no policy, or those that a council counts.

    `is_advised`: minimums are judged on another sheet, the advisory team's.
    """

    table: Table
    outcomes: tuple[Outcome, ...]
    policy: Policy | None = None
    is_advised: bool = False


class Lost(NamedTuple):
    """A criterion that is lower on one sheet: the places of both, and what it then gets."""

    sheet: int
    place: int
    choice: Choice


class Loss(NamedTuple):
    """What costs a star: how many levels and points lower in all, and where."""

    levels: int
    points: int
    lost: tuple[Lost, ...]


class _Taken(NamedTuple):
    """What some ways down take, the measure that is kept low first, and the ways with the places of
    their sheets.
    """

    first: int
    then: int
    ways: tuple[tuple[int, Down], ...]


_NOTHING = _Taken(0, 0, ())
_Drops = dict[int, _Taken]
"""By how much a mean can drop, in the smallest steps that it has, with the least that it takes."""


def least_losses(counted: Counted, star: int) -> tuple[Loss, Loss] | None:
    """The fewest levels that cost a star, and the fewest points; None where nothing costs it.

    A council's gates stand aside.
    """
    found = [_Least(counted, star, by_points).loss() for by_points in (False, True)]
    fewest_levels, fewest_points = found
    if fewest_levels is None or fewest_points is None:
        return None
    return fewest_levels, fewest_points


class _Least:
    """The least loss by one measure: levels, or points."""

    def __init__(self, counted: Counted, star: int, by_points: bool) -> None:
        self.table, self.policy, self.star = counted.table, counted.policy, star
        self.by_points, self.is_advised = by_points, counted.is_advised
        self.sheets = [outcome.choices.criteria for outcome in counted.outcomes]
        self.mean = _mean_of(counted)
        stages = [_rounding(self.policy, stage) for stage in ("parts", "criteria")]
        places = [rounding.places for rounding in stages if rounding is not None]
        self.steps = 10 ** places[0] if places else len(self.sheets)
        self.units = units_of(self.table)
        self.downs = {
            (sheet, unit): list(downs_of(self.table, given, unit))
            for sheet, given in enumerate(self.sheets)
            for unit in self.units
        }

    def loss(self) -> Loss | None:
        """The least of all ways to lose the star."""
        ways = [*self._out_of_band(), *self._missing_minimums(), *self._raising_gates()]
        if not ways:
            return None
        first, then, taken = min(ways, key=lambda way: way[:2])
        lost = [
            Lost(sheet, place, choice)
            for sheet, down in taken
            for place, choice in down.choices
            if place in down.lowered
        ]
        lost.sort(key=lambda one: one[:2])
        levels, points = (then, first) if self.by_points else (first, then)
        return Loss(levels, points, tuple(lost))

    def _taken(self, sheet: int, unit: tuple[int, ...], down: Down) -> _Taken:
        points = sum([self.sheets[sheet][place].points for place in unit]) - down.points
        ways = ((sheet, down),) if down.lowered else ()
        if self.by_points:
            return _Taken(points, down.levels, ways)
        return _Taken(down.levels, points, ways)

    # Points

    def _out_of_band(self) -> Iterator[_Taken]:
        """The least by which the points fall out of the band, if they can."""
        reached: dict[int | None, _Taken] = {0: _NOTHING}
        far = self._far()
        for drops in self._drops():
            after: dict[int | None, _Taken] = {}
            for drop, taken in reached.items():
                for more, further in drops.items():
                    key = None if drop is None or drop + more >= far else drop + more
                    _keep(after, key, taken, further)
            reached = after
        if None in reached:
            yield reached[None]

    def _far(self) -> int:
        """The fewest steps of a drop that lose the star: no further one keeps it."""
        most = ceil(self.mean * self.steps) + 1
        return bisect_left(range(most), True, key=self._is_lost)

    def _is_lost(self, drop: int) -> bool:
        """Whether the star is lost where the mean drops by so many steps."""
        mean = rounded(self.mean - Fraction(drop, self.steps), _rounding(self.policy, "mean"))
        return star_of_mean(self.table.product_set, mean) < self.star

    def _drops(self) -> Iterator[_Drops]:
        """How far the mean can drop by each thing that is rounded by itself, a part or a criterion;
        where nothing is rounded before the mean, by each unit of each sheet.
        """
        for stage in ("parts", "criteria"):
            rounding = _rounding(self.policy, stage)
            if rounding is not None:
                bucket = {
                    p: i.part if stage == "parts" else p for p, i in enumerate(self.table.items)
                }
                for units in _together(self.units, bucket):
                    yield self._rounded_drops(units, bucket, rounding)
                return
        for sheet, unit in self.downs:
            drops: _Drops = {}
            for (lost,), taken in self._losses(sheet, unit, dict.fromkeys(unit, 0), [0]):
                _keep(drops, lost, taken)
            yield drops

    def _losses(
        self, sheet: int, unit: tuple[int, ...], bucket: Mapping[int, int], buckets: Sequence[int]
    ) -> Iterator[tuple[tuple[int, ...], _Taken]]:
        """The points that each way down of a unit loses in each bucket, and what it takes."""
        for down in self.downs[sheet, unit]:
            lost = dict.fromkeys(buckets, 0)
            for place, choice in down.choices:
                lost[bucket[place]] += self.sheets[sheet][place].points - choice.points
            yield tuple(lost.values()), self._taken(sheet, unit, down)

    def _rounded_drops(
        self, units: Iterable[tuple[int, ...]], bucket: Mapping[int, int], rounding: Rounding
    ) -> _Drops:
        """How far some buckets together can drop, each rounded."""
        own = list(units)
        buckets = sorted({bucket[place] for unit in own for place in unit})
        reached: dict[tuple[int, ...], _Taken] = {(0,) * len(buckets): _NOTHING}
        for sheet in range(len(self.sheets)):
            for unit in own:
                after: dict[tuple[int, ...], _Taken] = {}
                ways = list(self._losses(sheet, unit, bucket, buckets))
                for before, taken in reached.items():
                    for lost, further in ways:
                        key = tuple(map(add, before, lost))
                        _keep(after, key, taken, further)
                reached = after
        drops: _Drops = {}
        points = [sum(self._points(b, bucket)) for b in buckets]
        for losses, taken in reached.items():
            drop = Fraction()
            for had, less in zip(points, losses, strict=True):
                drop += self._rounded(had, rounding) - self._rounded(had - less, rounding)
            _keep(drops, int(drop * self.steps), taken)
        return drops

    def _points(self, wanted: int, bucket: Mapping[int, int]) -> Iterator[int]:
        for given in self.sheets:
            yield from [c.points for place, c in enumerate(given) if bucket[place] == wanted]

    def _rounded(self, points: int, rounding: Rounding) -> Fraction:
        return rounded(Fraction(points, len(self.sheets)), rounding)

    # Minimums and gates

    def _missing_minimums(self) -> Iterator[_Taken]:
        """For each minimum that the star needs, the least by which it is missed."""
        if self.is_advised:
            return
        for unit in self.units:
            for place in unit:
                for asked in self.table.items[place].minimums:
                    if asked.star <= self.star:
                        yield from self._missing(unit, place, asked)

    def _missing(self, unit: tuple[int, ...], place: int, asked: Asked) -> Iterator[_Taken]:
        reached: dict[Judged, _Taken] = {Judged(0, 0, 0): _NOTHING}
        for sheet in range(len(self.sheets)):
            after: dict[Judged, _Taken] = {}
            ways = [
                (
                    judged_on(asked.level, [dict(down.choices)[place]]),
                    self._taken(sheet, unit, down),
                )
                for down in self.downs[sheet, unit]
            ]
            for before, taken in reached.items():
                for judged, further in ways:
                    _keep(after, Judged(*map(add, before, judged)), taken, further)
            reached = after
        yield from [taken for judged, taken in reached.items() if self._is_unmet(asked, judged)]

    def _is_unmet(self, asked: Asked, judged: Judged) -> bool:
        if self.policy is None:
            return judged.met_by < judged.of
        return is_unmet(self.policy, asked.level, judged)

    def _raising_gates(self) -> Iterator[_Taken]:
        """Of a sheet alone: each way down by which a mark raises a gate (set 16: a sensory 0)."""
        gates = [gate for gate in self.table.gates.values() if gate.any_of]
        for (sheet, unit), downs in self.downs.items() if self.policy is None and gates else ():
            for down in downs:
                points = {self.table.numbers[place]: c.points for place, c in down.choices}
                if any(points.get(n, inf) <= (g.points or 0) for g in gates for n in g.any_of):
                    yield self._taken(sheet, unit, down)


def _mean_of(counted: Counted) -> Fraction:
    """The mean before it is rounded itself; of one sheet its total."""
    policy, outcomes = counted.policy, counted.outcomes
    if policy is not None and policy.mean in ("parts", "criteria"):
        return sum(parts_of(policy, counted.table, outcomes), Fraction())
    return Fraction(sum([outcome.tally.total for outcome in outcomes]), len(outcomes))


def _keep(found: dict[K, _Taken], key: K, taken: _Taken, further: _Taken = _NOTHING) -> None:
    """Keep both together where they take less; of two that take the same, the first."""
    known, first, then = found.get(key), taken.first + further.first, taken.then + further.then
    if known is None or (first, then) < known[:2]:
        found[key] = _Taken(first, then, (*taken.ways, *further.ways))


def _rounding(policy: Policy | None, stage: str) -> Rounding | None:
    return None if policy is None else rounding_of(policy, stage)


def _together(
    units: Iterable[tuple[int, ...]], bucket: Mapping[int, int]
) -> Iterator[list[tuple[int, ...]]]:
    """The units that share buckets, by way of others too."""
    groups: list[tuple[set[int], list[tuple[int, ...]]]] = []
    for unit in units:
        buckets, own = {bucket[place] for place in unit}, [unit]
        apart = [group for group in groups if not group[0] & buckets]
        for known, others in groups:
            if known & buckets:
                buckets |= known
                own = [*others, *own]
        groups = [*apart, (buckets, own)]
    yield from [own for _, own in groups]
