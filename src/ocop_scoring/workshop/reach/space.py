"""All complete sheets of a table, exactly: how many there are with each total and each missed
minimum, which totals can be had at all, and a sheet for each.

A sheet counts one choice a criterion: a level, or "none reached" where no level is worth 0 that
belongs to no case; of an item whose lines add up any set of lines; a conditional criterion has no
choice where its opener falls short. Gates stand aside. What a choice gives, and which minimums it
misses, is asked of `rating.table`, and the star of a sheet of `rating.steps`: no rule is said
twice.

No sheet is ever looked at by itself. The star of a sheet hangs on two numbers only: its total, and
the lowest star that a missed minimum costs (Article 3). Both can be put together criterion by
criterion: totals add up, of lost stars the lowest counts. That is what everything here does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import prod
from typing import NamedTuple

from ...filing.forms import Mark
from ...frozen import Frozen, FrozenDict, worked_out
from ...rating.steps import Tally, award_of
from ...rating.table import Table, table_of
from ...rules.product_set import ProductSet
from .choosable import Option, options_of, without_gates
from .reached import (
    Reached,
    Way,
    added,
    bits,
    joined,
    joined_from_highest,
    merged,
    nothing,
    of_ways,
    pairs_of,
    way_to,
)

__all__ = ["Component", "Option", "Outcomes", "Rest", "Setting", "Space", "space_of"]


class Component(NamedTuple):
    """Criteria that hang together – an opener with all that it opens, or a criterion alone – by
    their places, and what they can come to together.
    """

    places: tuple[int, ...]
    ways: tuple[Way, ...]


class Setting(NamedTuple):
    """Marks of the criteria that hang together with one; `ways` has for each option of this one, in
    order, what all of them come to while those marks stay.
    """

    ways: tuple[Way, ...]


class Outcomes(NamedTuple):
    """How many sheets have this total and lose this star to a minimum (None: none), and the star
    that they get.
    """

    total: int
    lost: int | None
    star: int
    sheets: int


class Rest:
    """All sheets of a table without one component: what can be had, and a sheet for it."""

    def __init__(self, space: Space, at: int) -> None:
        self._space, self._at = space, at
        self._before = space._before[at]
        self._after = space._after[at + 1]

    def outcomes(self) -> Iterator[tuple[int, int | None]]:
        """Each lost star with each total that the rest of a sheet can have: where no minimum is
        missed first, highest totals first. What is not asked for is not worked out.
        """
        of_ranks = joined_from_highest(self._before, self._after)
        for lost, totals in zip(reversed(self._space.lost), of_ranks, strict=True):
            for total in bits(totals):
                yield total, lost

    def marks(self, total: int, lost: int | None) -> FrozenDict[str, Mark]:
        """The rest of a sheet with this total and lost star. LookupError where there is none."""
        space, rank = self._space, self._space._rank[lost]
        for rank_before, rank_after in pairs_of(rank, len(space.lost)):
            for points in bits(self._before[rank_before]):
                left = total - points
                if left >= 0 and self._after[rank_after] >> left & 1:
                    before = space._marks_before(self._at, points, rank_before)
                    return space._sheet(before, space._marks_after(self._at + 1, left, rank_after))
        raise LookupError(f"no rest of a sheet has {total} points and loses {lost}")


class Space(Frozen):
    """All complete sheets of one table; made once a product set, by `space_of`.

    Whatever is listed by criterion is in printed order. `lost` is everywhere the lowest star that a
    missed minimum costs, None where none is missed.
    """

    table: Table
    options: tuple[tuple[Option, ...], ...]
    """For each criterion all that it can come to, where it has a choice."""
    components: tuple[Component, ...]

    def __init__(self, table: Table, options: Iterable[tuple[Option, ...]]) -> None:
        stars = sorted({asked.star for item in table.items for asked in item.minimums})
        lost = (*stars, None)
        self._set(table=table, _lost=lost, _rank={star: rank for rank, star in enumerate(lost)})
        self._set(options=tuple(options), _stars={})
        self._set(components=tuple(self._components()))

    _lost: tuple[int | None, ...]
    """The lost stars, lowest first: their places are ranks, so that of two the lower counts."""
    _rank: Mapping[int | None, int]
    _stars: dict[tuple[int, int | None], int]

    def __repr__(self) -> str:
        return f"<Space {self.table.product_set.ruleset}/{self.table.product_set.product_set}>"

    def __reduce__(self) -> tuple[object, ...]:
        return space_of, (self.table.product_set,)

    # What there is

    @property
    def lost(self) -> tuple[int | None, ...]:
        """Everything that `lost` can be: the stars that some minimum asks for, then None."""
        return self._lost

    @worked_out
    def sheets(self) -> int:
        """How many complete sheets there are."""
        return prod([sum([way.ways for way in c.ways]) for c in self.components])

    @worked_out
    def counts(self) -> FrozenDict[int | None, tuple[int, ...]]:
        """How many sheets have each lost star and each total, from 0 points up."""
        return FrozenDict(dict(zip(self._lost, self._counted(), strict=True)))

    def outcomes(self) -> Iterator[Outcomes]:
        """Every total with every lost star that some sheet has, lowest totals first."""
        for total in range(len(self.counts[None])):
            for lost in self._lost:
                sheets = self.counts[lost][total]
                if sheets:
                    yield Outcomes(total, lost, self.star(total, lost), sheets)

    def star(self, total: int, lost: int | None) -> int:
        """The star of a sheet with this total that loses this star: as `rating.steps` has it."""
        star = self._stars.get((total, lost))
        if star is None:
            star = award_of(self.table, Tally(total, (), 0, lost)).star or 0
            self._stars[total, lost] = star
        return star

    def has(self, total: int, lost: int | None) -> bool:
        """Whether some sheet has this total and loses this star."""
        return total >= 0 and bool(self._after[0][self._rank[lost]] >> total & 1)

    def marks(self, total: int, lost: int | None) -> FrozenDict[str, Mark]:
        """A sheet with this total that loses this star: its marks, in printed order. Where some
        such sheet raises no gate by its marks, one of those.

        LookupError where there is none.
        """
        if self.ungated is not self and self.ungated.has(total, lost):
            return self.ungated.marks(total, lost)
        if not self.has(total, lost):
            raise LookupError(f"no sheet has {total} points and loses {lost}")
        return self._sheet(self._marks_after(0, total, self._rank[lost]))

    @worked_out
    def ungated(self) -> Space:
        """The sheets none of whose marks raises a gate; where no mark does, all of them."""
        table, options = self.table, self.options
        if not table.has_gates_by_marks:
            return self
        return _Ungated(table, [without_gates(table, at, own) for at, own in enumerate(options)])

    # About one criterion

    def settings(self, place: int) -> tuple[Setting, ...]:
        """For all marks of the criteria that hang together with this one: what each of its options
        gives. Where it is opened by another, those alone in which it has a choice.

        Marks of criteria that it opens stay where an option closes them, and count 0 there.
        """
        opener, opened = self._linked(place)
        if opener is None or opener == place:
            return tuple(self._settings_of_opener(place, opened))
        least = dict(opened)
        others = [(at, points) for at, points in opened if at != place]
        found = []
        for opening in self.options[opener]:
            if opening.points >= least[place]:
                for way in self._together(opener, opening, others):
                    mine = [added(way, self._way(place, o)) for o in self.options[place]]
                    found.append(Setting(tuple(mine)))
        return tuple(found)

    def rest(self, place: int) -> Rest:
        """All sheets without this criterion and those that hang together with it."""
        return Rest(self, next(i for i, c in enumerate(self.components) if place in c.places))

    def joint(self, way: Way, rest: Mapping[str, Mark]) -> FrozenDict[str, Mark]:
        """A whole sheet: the marks of a component and those of the rest, in printed order."""
        return self._sheet(way.marks, rest.items())

    def lost_of(self, way: Way) -> int | None:
        """The lowest star that a missed minimum of a way costs."""
        return self._lost[way.rank]

    # How it is made

    def _components(self) -> Iterator[Component]:
        opened = {opener.at for opener in self.table.openers}
        for place in range(len(self.table.items)):
            if place not in opened:
                _, hanging = self._linked(place)
                ways = [
                    way for o in self.options[place] for way in self._together(place, o, hanging)
                ]
                yield Component((place, *[at for at, _ in hanging]), merged(ways))

    def _linked(self, place: int) -> tuple[int | None, list[tuple[int, int]]]:
        """The opener that a criterion hangs together with, itself perhaps, and all that this one
        opens: places, and the points that open them. An opener is never opened itself.
        """
        openers = self.table.openers
        opener = next((o.opener for o in openers if place in (o.at, o.opener)), None)
        return opener, [(o.at, o.at_least) for o in openers if o.opener == opener]

    def _way(self, place: int, option: Option) -> Way:
        mark = option.mark
        marks = () if mark is None else ((self.table.numbers[place], mark),)
        return Way(option.points, self._rank[option.lost], option.ways, marks)

    def _closed(self, place: int) -> Option:
        return Option(self.table.closed[place][0])

    def _together(
        self, opener: int, opening: Option, hanging: Iterable[tuple[int, int]]
    ) -> tuple[Way, ...]:
        """What an option of an opener comes to with all choices of what hangs on it."""
        ways: tuple[Way, ...] = (self._way(opener, opening),)
        for at, least in hanging:
            own = self.options[at] if opening.points >= least else (self._closed(at),)
            of_each = [self._way(at, option) for option in own]
            ways = merged([added(way, other) for way in ways for other in of_each])
        return ways

    def _settings_of_opener(
        self, place: int, hanging: Sequence[tuple[int, int]]
    ) -> Iterator[Setting]:
        """Each way to mark what hangs on an opener, and what its options make of that."""
        of_each = [[(at, least, o) for o in self.options[at]] for at, least in hanging]
        picks: list[tuple[tuple[int, int, Option], ...]] = [()]
        for own in of_each:
            picks = [(*pick, one) for pick in picks for one in own]
        for pick in picks:
            yield Setting(tuple([self._opening(place, o, pick) for o in self.options[place]]))

    def _opening(self, place: int, option: Option, pick: Iterable[tuple[int, int, Option]]) -> Way:
        way = self._way(place, option)
        for at, least, marked in pick:
            open_, shut = self._way(at, marked), self._way(at, self._closed(at))
            counts = open_ if option.points >= least else shut._replace(marks=open_.marks)
            way = added(way, counts)
        return way

    def _counted(self) -> Iterator[tuple[int, ...]]:
        """For each lost star how many sheets have each total.

        The choices of a component are a polynomial: the number before x^p says how many ways give p
        points. Multiplied, those of all components count all sheets by their total. Here x is 2 to
        a power so high that no number of the product reaches it, each then has a field of its own
        in one whole number, and a product of polynomials is one multiplication of whole numbers
        (Kronecker). Taken over the ways that lose a star of this rank or a higher one, or none, it
        counts the sheets that do; those that lose exactly this star are the difference.
        """
        size = self.sheets.bit_length() // 8 + 1
        most = sum([max([way.points for way in c.ways], default=0) for c in self.components])
        at_least = [self._product(rank, 8 * size) for rank in range(len(self._lost))]
        for product, higher in zip(at_least, [*at_least[1:], 0], strict=True):
            fields = (product - higher).to_bytes(size * (most + 1), "little")
            yield tuple(
                [
                    int.from_bytes(fields[at : at + size], "little")
                    for at in range(0, len(fields), size)
                ]
            )

    def _product(self, rank: int, bits: int) -> int:
        return prod(
            [
                sum([way.ways << bits * way.points for way in c.ways if way.rank >= rank])
                for c in self.components
            ]
        )

    # What can be had, and how

    @worked_out
    def _before(self) -> tuple[Reached, ...]:
        """For each component, and the end: what those before it can come to."""
        return self._running(self.components)

    @worked_out
    def _after(self) -> tuple[Reached, ...]:
        """For each component, and the end: what it and those after it can come to."""
        return self._running(self.components[::-1])[::-1]

    def _running(self, components: Iterable[Component]) -> tuple[Reached, ...]:
        of_each = [of_ways(component.ways, len(self._lost)) for component in components]
        return tuple(accumulate(of_each, joined, initial=nothing(len(self._lost))))

    def _marks_after(self, at: int, total: int, rank: int) -> Iterator[tuple[str, Mark]]:
        ways = [component.ways for component in self.components[at:]]
        return way_to(total, rank, ways, self._after[at + 1 :])

    def _marks_before(self, at: int, total: int, rank: int) -> Iterator[tuple[str, Mark]]:
        ways = [component.ways for component in self.components[:at]]
        return way_to(total, rank, ways[::-1], self._before[:at][::-1])

    def _sheet(self, *marks: Iterable[tuple[str, Mark]]) -> FrozenDict[str, Mark]:
        found = {number: mark for some in marks for number, mark in some}
        return FrozenDict({n: found[n] for n in self.table.numbers if n in found})


class _Ungated(Space, init=False):
    @property
    def ungated(self) -> Space:
        return self


def space_of(product_set: ProductSet) -> Space:
    """All complete sheets of a table; made once, and kept with it."""
    return product_set.kept(_space_from)


def _space_from(product_set: ProductSet) -> Space:
    table = table_of(product_set)
    return Space(table, [options_of(item) for item in table.items])
