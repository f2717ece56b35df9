"""Which sheets change star from one table to another: counted, all of them, never sampled.

The star of a sheet hangs on its total and the lowest star that a missed minimum costs (see
`workshop.reach.space`). Under two tables that offer the same choices it has two totals and two lost
stars; both pairs are put together criterion by criterion: totals add up, of lost stars the lowest
counts. How many sheets have which is one whole number with a field for each pair of totals; what
can be had at all, one with a bit for each. Gates stand aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from math import prod
from typing import NamedTuple

from ...filing.forms import Mark
from ...frozen import FrozenDict, Value
from ...rules.product_set import ProductSet
from ..reach.reached import bits
from ..reach.space import Space, space_of
from .joint_ways import Pair, Pick, Way, pair_of

__all__ = ["ChangedSheet", "StarChanges", "star_changes"]

Stars = tuple[int, int]
"""The star of a sheet under the first table, and that under the second."""


class ChangedSheet(NamedTuple):
    """A sheet, and what it comes to under both tables, gates aside: marks as a sheet of the first
    has them, and as one of the second; totals and stars under both.

    `is_gated`: no sheet with these stars is free of marks that raise a gate in one of the tables.
    """

    marks: FrozenDict[str, Mark]
    marks_of_second: FrozenDict[str, Mark]
    totals: tuple[int, int]
    stars: Stars
    is_gated: bool

    @property
    def changes(self) -> bool:
        """Whether its stars differ."""
        return self.stars[0] != self.stars[1]


class StarChanges(Value):
    """How many complete sheets have which star under one table and which under another.

    `matrix` has each pair of stars that some sheet has, highest first; `witnesses` a sheet for each
    of them. Every sheet is counted, as `reach` counts them: 0 changed sheets is a proof.
    """

    matrix: FrozenDict[Stars, int]
    witnesses: FrozenDict[Stars, ChangedSheet]

    @property
    def of(self) -> int:
        """How many complete sheets there are."""
        return sum(self.matrix.values())

    @property
    def changed(self) -> int:
        """How many of them have another star under the second table."""
        return sum([sheets for (one, other), sheets in self.matrix.items() if one != other])

    @property
    def gained(self) -> int:
        """How many have a higher star under the second table."""
        return sum([sheets for (one, other), sheets in self.matrix.items() if one < other])

    @property
    def lost(self) -> int:
        """How many have a lower star under the second table."""
        return self.changed - self.gained

    @property
    def unchanged_is_proven(self) -> bool:
        """Whether no sheet changes star."""
        return self.changed == 0

    @property
    def witness(self) -> ChangedSheet | None:
        """A sheet that changes star, of the pair of stars that most such sheets have; None where
        none does.
        """
        changes = [(sheets, stars) for stars, sheets in self.matrix.items() if len({*stars}) > 1]
        return self.witnesses[max(changes)[1]] if changes else None


def star_changes(a: ProductSet, b: ProductSet) -> StarChanges | None:
    """How many sheets have which stars under two tables. None where these don't offer the same
    choices: then a sheet of the one is no sheet of the other.
    """
    pair = pair_of(a, b)
    return None if pair is None else _Both(pair, space_of(a), space_of(b)).star_changes()


# How it is counted

Ranks = tuple[int, int]
"""Lost stars under both tables, by their places among all that a minimum of either asks for, the
last place for "none is missed": of two ranks the lower one counts.
"""

Fields = dict[Ranks, int]
"""For each pair of ranks one whole number that has a field for each pair of totals: the field of
the totals t and u is number t + u × (the most points under the first table + 1).
"""


class _Both:
    """Two tables as one: a lattice of pairs of totals, and a star for each of its points."""

    def __init__(self, pair: Pair, first: Space, second: Space) -> None:
        self.pair, self.spaces = pair, (first, second)
        self.lost = _lost_stars((*first.lost, *second.lost))
        self.rank = {star: rank for rank, star in enumerate(self.lost)}
        self.components = _alike_first(pair)
        self.width, self.height = [
            1 + sum([max([way.points[side] for way in ways]) for ways in self.components])
            for side in (0, 1)
        ]

    def star_changes(self) -> StarChanges:
        matrix = self._matrix()
        found = dict(self._witnesses(self.pair.without_gates(), matrix, is_gated=False))
        if self.pair.has_gates_by_marks and len(found) < len(matrix):
            found = dict(self._witnesses(self.pair, matrix, is_gated=True)) | found
        witnesses = FrozenDict({stars: found[stars] for stars in matrix})
        return StarChanges(FrozenDict(matrix), witnesses)

    def _place(self, points: tuple[int, int]) -> int:
        return points[0] + points[1] * self.width

    def _totals(self, place: int) -> tuple[int, int]:
        return place % self.width, place // self.width

    def _ranks(self, way: Way) -> Ranks:
        return self.rank[way.lost[0]], self.rank[way.lost[1]]

    def _joined(self, fields: Fields, ways: Iterable[Way], size: int) -> Fields:
        """What these and one more component come to; a field is `size` bits long."""
        found: Fields = {}
        for way in ways:
            moved, (rank, other_rank) = self._place(way.points) * size, self._ranks(way)
            count = way.ways if size > 1 else 1
            for (one, other), number in fields.items():
                ranks = min(one, rank), min(other, other_rank)
                more = (number << moved) * count
                known = found.get(ranks, 0)
                found[ranks] = known + more if size > 1 else known | more
        return found

    def _nothing(self) -> Fields:
        none = len(self.lost) - 1
        return {(none, none): 1}

    # Counts

    def _matrix(self) -> dict[Stars, int]:
        """How many sheets have which stars, highest stars first."""
        sheets = prod([sum([way.ways for way in ways]) for ways in self.components])
        size = sheets.bit_length() // 8 + 1
        fields = self._nothing()
        for ways in self.components:
            fields = self._joined(fields, ways, 8 * size)
        matrix: dict[Stars, int] = {}
        for ranks, number in fields.items():
            for stars, count in self._counted(ranks, number, size):
                matrix[stars] = matrix.get(stars, 0) + count
        return dict(sorted(matrix.items(), reverse=True))

    def _counted(self, ranks: Ranks, number: int, size: int) -> Iterator[tuple[Stars, int]]:
        """The sheets of two ranks by their stars: rows of one star are added up as whole numbers,
        and then fields of one star.
        """
        row = size * self.width
        by_star: dict[int, int] = {}
        for total, fields in enumerate(_cut(number, row, self.height)):
            star = self._star(1, total, ranks)
            by_star[star] = by_star.get(star, 0) + fields
        for other, fields in by_star.items():
            for total, count in enumerate(_cut(fields, size, self.width)):
                if count:
                    yield (self._star(0, total, ranks), other), count

    def _star(self, side: int, total: int, ranks: Ranks) -> int:
        return self.spaces[side].star(total, self.lost[ranks[side]])

    # Sheets that show it

    def _witnesses(
        self, pair: Pair, matrix: Mapping[Stars, int], *, is_gated: bool
    ) -> Iterator[tuple[Stars, ChangedSheet]]:
        """A sheet for each pair of stars that has one among the choices of `pair`: where as few
        minimums as can be are missed, with as many points as can be.
        """
        components = _alike_first(pair)
        reached = list(accumulate(components, self._reach, initial=self._nothing()))
        found: set[Stars] = set()
        for ranks, places in sorted(reached[-1].items(), reverse=True, key=_few_missed):
            for place in bits(places):
                totals = self._totals(place)
                stars = self._star(0, totals[0], ranks), self._star(1, totals[1], ranks)
                if stars not in found:
                    found.add(stars)
                    picks = self._picks(totals, ranks, components, reached)
                    yield stars, _sheet(pair, picks, totals, stars, is_gated=is_gated)
            if len(found) == len(matrix):
                return

    def _reach(self, fields: Fields, ways: Iterable[Way]) -> Fields:
        return self._joined(fields, ways, 1)

    def _picks(
        self,
        totals: tuple[int, int],
        ranks: Ranks,
        components: list[tuple[Way, ...]],
        reached: list[Fields],
    ) -> Iterator[tuple[int, Pick]]:
        """The choices of a sheet with these totals and ranks; `reached` has for each component what
        those before it can come to.
        """
        for ways, before in zip(reversed(components), reversed(reached[:-1]), strict=True):
            way, totals, ranks = next(self._steps_back(totals, ranks, ways, before))
            yield from way.picks

    def _steps_back(
        self, totals: tuple[int, int], ranks: Ranks, ways: Iterable[Way], before: Fields
    ) -> Iterator[tuple[Way, tuple[int, int], Ranks]]:
        """Each way of a component that leads to these totals and ranks, and what those before it
        come to then.
        """
        for way in ways:
            left = totals[0] - way.points[0], totals[1] - way.points[1]
            mine = self._ranks(way)
            for other, places in before.items():
                leads = (min(mine[0], other[0]), min(mine[1], other[1])) == ranks
                if leads and min(left) >= 0 and places >> self._place(left) & 1:
                    yield way, left, other


def _sheet(
    pair: Pair,
    picks: Iterable[tuple[int, Pick]],
    totals: tuple[int, int],
    stars: Stars,
    *,
    is_gated: bool,
) -> ChangedSheet:
    marks, of_second = pair.marks(picks)
    return ChangedSheet(FrozenDict(marks), FrozenDict(of_second), totals, stars, is_gated)


def _lost_stars(lost: Iterable[int | None]) -> tuple[int | None, ...]:
    """The stars that a missed minimum can cost, lowest first, then None."""
    return (*sorted({star for star in lost if star is not None}), None)


def _alike_first(pair: Pair) -> list[tuple[Way, ...]]:
    """What the tables' criteria come to, those first of which both say the same: as long as there
    are only these, both totals and both lost stars are equal, and there is little to add up.
    """
    return sorted(pair.components(), key=lambda ways: not all(way.is_same for way in ways))


def _few_missed(entry: tuple[Ranks, int]) -> tuple[int, Ranks]:
    ranks, _ = entry
    return sum(ranks), ranks


def _cut(number: int, size: int, count: int) -> Iterator[int]:
    """The fields of a whole number, each of so many bytes, the lowest first."""
    fields = number.to_bytes(size * count, "little")
    return (int.from_bytes(fields[at : at + size], "little") for at in range(0, len(fields), size))
