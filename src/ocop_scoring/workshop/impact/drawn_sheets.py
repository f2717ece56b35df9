"""Complete sheets of one table drawn at random, each as likely as it should be.

A sheet has a quality: so and so many tenths. Given it, each criterion is marked by itself: of n
different numbers of points it gets the k-th, counted from 0, as often as n - 1 throws of a coin
that shows heads in so many tenths show k heads (a binomial distribution, here in whole numbers).
Sheets are weighed together, never tried: for each quality it is counted what weight each total with
each lost star has, as `workshop.reach.space` counts sheets. So one of a given star comes at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import comb, lcm
from typing import NamedTuple

from ...filing.forms import Mark
from ..reach.choosable import Option
from ..reach.space import Space

__all__ = ["BITS", "QUALITIES", "Asked", "SheetsOfTable", "thresholds"]

QUALITIES = (4, 5, 6, 7, 8, 9)
"""In tenths: how likely each of the throws is that a mark is made of. Each is as likely as another
before a sheet's star is known.
"""

BITS = 64
"""A random number is a whole number below 2 to this power."""

Cases = tuple[str, ...]
"""The case that each pair of items takes, in the order of `SheetsOfTable.pairs`."""


def thresholds(weights: Iterable[int]) -> tuple[int, ...]:
    """For each of some things the first random number that no longer means it or one before it."""
    sums = list(accumulate(weights))
    return tuple([(upto << BITS) // sums[-1] for upto in sums])


class Asked(NamedTuple):
    """What sheet is drawn: its star, and whether a missed minimum makes it lower than the star by
    points.
    """

    star: int
    is_lowered: bool


class SheetsOfTable:
    """Draws sheets of one table that have a given star. Marks that raise a gate are never drawn.

    `pairs` are its pairs of items with cases, and the cases of each.
    """

    def __init__(self, space: Space) -> None:
        self._space = space.ungated
        self._found: dict[Cases, dict[Asked, list[_Found]]] = {}
        self._drawers: dict[tuple[Cases, Asked], _Drawer] = {}
        self.pairs = {
            criterion.pair or criterion.number: tuple(criterion.cases)
            for criterion in space.table.criteria
            if criterion.cases
        }

    def marks(self, asked: Asked, cases: Cases, numbers: Sequence[int]) -> dict[str, Mark]:
        """The marks of a sheet as asked for that has these cases, drawn by random numbers: one more
        than the table has criteria at least. Where there is none, see `_nearest`.
        """
        drawer = self._drawers.get((cases, asked))
        if drawer is None:
            found = self._all_found(cases)
            drawer = _Drawer([one for near in _nearest(asked, found) for one in found[near]])
            self._drawers[cases, asked] = drawer
        marks = drawer.marks(numbers)
        return {number: marks[number] for number in self._space.table.numbers if number in marks}

    def weights(self, cases: Cases) -> dict[Asked, int]:
        """All that can be asked for, and the weight of its sheets that have these cases."""
        found = self._all_found(cases)
        return {asked: sum([one.weight for one in of]) for asked, of in found.items()}

    def _all_found(self, cases: Cases) -> dict[Asked, list[_Found]]:
        """All that can be asked for, and what sheets that have these cases come to then."""
        found = self._found.get(cases)
        if found is None:
            found = self._found[cases] = {}
            for quality in QUALITIES:
                self._look(cases, quality, found)
        return found

    def _look(self, cases: Cases, quality: int, found: dict[Asked, list[_Found]]) -> None:
        taken = dict(zip(self.pairs, cases, strict=True))
        components = tuple(_components(self._space, taken, quality))
        model = _Model(components, len(self._space.lost))
        for total, by_points in enumerate(self._space.table.star_of_total[: model.most + 1]):
            for star, rank, is_met in self._roots(total, by_points):
                weight = model.weight(0, total, rank, is_met=is_met)
                if weight:
                    one = _Found(model, total, rank, is_met, weight)
                    found.setdefault(Asked(star, star < by_points), []).append(one)

    def _roots(self, total: int, by_points: int) -> Iterator[tuple[int, int, bool]]:
        """The stars that sheets with this total can have, highest first, and the ranks of the stars
        that they lose: for the star by points this rank or any higher one (`is_met`), for a lower
        star exactly this.
        """
        lost = self._space.lost
        kept = next(n for n, star in enumerate(lost) if star is None or star > by_points)
        yield by_points, kept, True
        for rank in reversed(range(kept)):
            yield self._space.star(total, lost[rank]), rank, False


def _nearest(asked: Asked, there: Collection[Asked]) -> list[Asked]:
    """What is drawn where nothing is there that is asked for: the star, lowered or not; else the
    next lower star, or the next higher one.
    """
    if asked in there:
        return [asked]
    stars = {one.star for one in there}
    star = max([star for star in stars if star <= asked.star], default=min(stars))
    return [one for one in there if one.star == star]


# What is drawn by


class _Way(NamedTuple):
    """One way to mark an opener with all that it opens, or a criterion alone."""

    points: int
    rank: int
    weight: int
    marks: tuple[tuple[str, Mark], ...]


class _Found(NamedTuple):
    """What a sheet can come to at the quality of a model, and the weight of all that do; `is_met`
    as in a `_Step`.
    """

    model: _Model
    total: int
    rank: int
    is_met: bool
    weight: int


class _Drawer:
    """Draws sheets of what is asked for."""

    def __init__(self, found: list[_Found]) -> None:
        self._found = found
        self._thresholds = thresholds([one.weight for one in found])

    def marks(self, numbers: Sequence[int]) -> dict[str, Mark]:
        """What comes of a sheet first: its quality, total and lost star; then its marks."""
        one = self._found[bisect_right(self._thresholds, numbers[0])]
        return one.model.marks(one, numbers[1:])


class _Step:
    """A place on the way to a sheet of some total and rank: what can come next, and then.

    `is_met`: something before it lost a star of exactly this rank, so that the rest may lose it or
    higher ones, or none; else the rest must.
    """

    __slots__ = ("at", "is_met", "next", "rank", "thresholds", "total", "ways")

    def __init__(self, at: int, total: int, rank: int, *, is_met: bool) -> None:
        self.at, self.total, self.rank, self.is_met = at, total, rank, is_met
        self.ways: tuple[_Way, ...] = ()
        self.thresholds: tuple[int, ...] = ()
        self.next: list[_Step | None] = []


class _Model:
    """All sheets of a table at one quality, with their weights."""

    def __init__(self, components: tuple[tuple[_Way, ...], ...], ranks: int) -> None:
        self._components, self._ranks = components, ranks
        self.most = sum([max([way.points for way in ways]) for ways in components])
        self._from = self._running()
        self._steps: dict[tuple[int, int, int, bool], _Step] = {}

    def _running(self) -> list[list[list[int]]]:
        """For each component, and the end, by rank and by total: the weight of what it and those
        after it can come to, of all that loses a star of this rank or a higher one, or none.
        """
        nothing = [1, *[0] * self.most]
        sums = [[nothing] * self._ranks]
        for ways in reversed(self._components):
            sums.append([self._added(ways, n, after) for n, after in enumerate(sums[-1])])
        return sums[::-1]

    def _added(self, ways: Iterable[_Way], rank: int, after: list[int]) -> list[int]:
        found = [0] * (self.most + 1)
        for points, weight in _by_points(ways, rank).items():
            for total, count in enumerate(after[: self.most + 1 - points], start=points):
                if count:
                    found[total] += weight * count
        return found

    def weight(self, at: int, total: int, rank: int, *, is_met: bool) -> int:
        """What weight the components from `at` on have that come to this total and rank."""
        of_all = self._from[at]
        if is_met or rank + 1 == self._ranks:
            return of_all[rank][total]
        return of_all[rank][total] - of_all[rank + 1][total]

    def marks(self, found: _Found, numbers: Iterable[int]) -> dict[str, Mark]:
        """The marks of a sheet that comes to this, by a random number for each component."""
        marks: list[tuple[str, Mark]] = []
        step = self._step(0, found.total, found.rank, is_met=found.is_met)
        for number in numbers:
            if not step.ways:
                break
            place = bisect_right(step.thresholds, number)
            marks += step.ways[place].marks
            step = step.next[place] or self._after(step, place)
        return dict(marks)

    def _after(self, step: _Step, place: int) -> _Step:
        way = step.ways[place]
        is_met = step.is_met or way.rank == step.rank
        after = self._step(step.at + 1, step.total - way.points, step.rank, is_met=is_met)
        step.next[place] = after
        return after

    def _step(self, at: int, total: int, rank: int, *, is_met: bool) -> _Step:
        key = at, total, rank, is_met
        step = self._steps.get(key)
        if step is None:
            step = self._steps[key] = _Step(at, total, rank, is_met=is_met)
            if at < len(self._components):
                self._look_ahead(step)
        return step

    def _look_ahead(self, step: _Step) -> None:
        """What can come next, and how likely each way is."""
        at, total, rank = step.at + 1, step.total, step.rank
        ways, weights = [], []
        for way in self._components[step.at]:
            if way.rank >= rank and way.points <= total:
                is_met = step.is_met or way.rank == rank
                weight = self.weight(at, total - way.points, rank, is_met=is_met)
                if weight:
                    ways.append(way)
                    weights.append(way.weight * weight)
        step.ways, step.thresholds = tuple(ways), thresholds(weights)
        step.next = [None] * len(ways)


def _by_points(ways: Iterable[_Way], rank: int) -> dict[int, int]:
    """By points the weight of all ways that lose a star of this rank or a higher one, or none."""
    found: dict[int, int] = {}
    for way in ways:
        if way.rank >= rank:
            found[way.points] = found.get(way.points, 0) + way.weight
    return found


# How ways are weighed


def _components(space: Space, cases: Mapping[str, str], quality: int) -> Iterator[tuple[_Way, ...]]:
    """For each component of a space its ways and their weights."""
    ranks = {star: rank for rank, star in enumerate(space.lost)}
    own = [_ways(space, place, ranks, cases, quality) for place in range(len(space.options))]
    least = {opener.at: opener.at_least for opener in space.table.openers}
    for component in space.components:
        first, *hanging = component.places
        ways = []
        for opening in own[first]:
            made = [opening]
            for at in hanging:
                closed = [_closed(space, at, ranks, own[at])]
                others = own[at] if opening.points >= least[at] else closed
                made = [_together(way, other) for way in made for other in others]
            ways += made
        yield tuple(ways)


def _ways(
    space: Space,
    place: int,
    ranks: Mapping[int | None, int],
    cases: Mapping[str, str],
    quality: int,
) -> list[_Way]:
    """What a criterion can come to in these cases: of lines that add up, of several sets that come
    to the same the first.
    """
    criterion = space.table.criteria[place]
    case = cases.get(criterion.pair or criterion.number)
    options = [
        option
        for option in space.options[place]
        if all(level.case in (None, case) for level in option.levels)
    ]
    found = []
    for option, weight in zip(options, _weights(options, quality), strict=True):
        mark = option.mark
        marks = () if mark is None else ((criterion.number, mark),)
        found.append(_Way(option.points, ranks[option.lost], weight, marks))
    return found


def _weights(options: Sequence[Option], quality: int) -> Iterator[int]:
    """The weight of each option of a criterion: those with equal points share alike."""
    points = Counter([option.points for option in options])
    worth = {of: place for place, of in enumerate(sorted(points))}
    throws, whole = len(points) - 1, lcm(*points.values())
    for option in options:
        heads, alike = worth[option.points], points[option.points]
        chance = comb(throws, heads) * quality**heads * (10 - quality) ** (throws - heads)
        yield chance * (whole // alike)


def _closed(space: Space, at: int, ranks: Mapping[int | None, int], own: Iterable[_Way]) -> _Way:
    """What a criterion comes to where its opener falls short: as likely as all its ways."""
    closed = Option(space.table.closed[at][0])
    return _Way(closed.points, ranks[closed.lost], sum([way.weight for way in own]), ())


def _together(way: _Way, other: _Way) -> _Way:
    return _Way(
        way.points + other.points,
        min(way.rank, other.rank),
        way.weight * other.weight,
        (*way.marks, *other.marks),
    )
