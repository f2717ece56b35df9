"""On which members a council's star hangs: for each, the stars possible over every complete sheet
of the table in place of theirs.

A table has more sheets than can be looked through, but two things alone of a sheet move a council's
star: the points that it adds, and the lowest star that a missed minimum costs. Whether a minimum is
missed shows at its own criterion. So the criteria are walked once, and for each star that may be
lost so far the sums that can be reached are kept as the bits of a whole number: bit s is set where
s can be, and a level with p points shifts all of them by p. Where a policy rounds parts or
criteria, what rounding adds is summed beside the points in the same number (`_Scale`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product
from operator import add
from typing import NamedTuple

from ..filing.policy import Policy, Rounding
from ..rules.product_set import ProductSet
from .choices import Choice, is_met
from .council_values import Flip
from .outcome import Outcome
from .policy import Judged, is_unmet, judged_on, judges, rounded, rounding_of, star_of_mean
from .table import Table, table_of

__all__ = ["flips_of"]


def flips_of(
    policy: Policy, table: Table, counted: Sequence[tuple[str, Outcome]], advisory: Outcome | None
) -> tuple[Flip, ...]:
    """The stars that are possible over every complete sheet of each member; gates aside."""
    outcomes = [outcome for _, outcome in counted]
    found = []
    for place, (member, _) in enumerate(counted):
        others = [*outcomes[:place], *outcomes[place + 1 :]]
        found.append(Flip(member, _Ballot(policy, table, others, advisory).stars()))
    return tuple(found)


# Every way to fill in a table


class _Ways(NamedTuple):
    """For each criterion every choice that a mark makes, and the criteria that have to be looked at
    together, since one opens another.
    """

    choices: tuple[tuple[Choice, ...], ...]
    units: tuple[tuple[int, ...], ...]


def _ways_of(product_set: ProductSet) -> _Ways:
    table = table_of(product_set)
    choices = tuple([tuple(_choices_of(table, place)) for place in range(len(table.items))])
    return _Ways(choices, tuple(_units_of(table)))


def _choices_of(table: Table, place: int) -> Iterable[Choice]:
    """Every choice that a mark makes of a criterion; of those alike in points and minimums, one."""
    item = table.items[place]
    if item.criterion.mode == "sum":
        levels = item.criterion.levels
        ticked = [lines for size in range(len(levels) + 1) for lines in combinations(levels, size)]
        made = [item.choice(lines, "mark") for lines in ticked]
    else:
        made = [choice for mark, choice in table.by_mark[place].items() if mark is not None]
    needed = [asked.level for asked in item.minimums]
    return {
        (c.points, *[(judges(level, c), is_met(level, c.levels)) for level in needed]): c
        for c in made
    }.values()


def _units_of(table: Table) -> Iterator[tuple[int, ...]]:
    """Criteria that open one another stand together, each other one alone."""
    unit_of = {place: {place} for place in range(len(table.items))}
    for at, opener, _ in table.openers:
        both = unit_of[at] | unit_of[opener]
        unit_of |= dict.fromkeys(both, both)
    seen: set[int] = set()
    for place, unit in unit_of.items():
        if place not in seen:
            seen |= unit
            yield tuple(sorted(unit))


class _Way(NamedTuple):
    """One way to fill in a unit: how far it shifts the sums of each part, and the place in
    `_Ballot._lost` of the lowest star that it loses.
    """

    shifts: tuple[int, ...]
    lost: int


# Sums, with what rounding adds


class _Scale(NamedTuple):
    """Where a sum stands among the bits: `points * width` and beside that what rounding adds.

    A mean of n sheets rounded to k places is (10^k points + added) / (10^k n) with a whole number
    `added`, of at most half of n. Each is counted from -n up, so that no sum of them is below 0.
    """

    width: int
    sheets: int
    rounding: Rounding | None

    @classmethod
    def of(cls, count: int, steps: int, rounding: Rounding | None) -> _Scale:
        """For the means of `count` sheets, at most so many steps of which are rounded."""
        return cls(2 * count * steps + 1 if rounding else 1, count, rounding)

    def shift(self, others: int, points: int) -> int:
        """How far some points shift the sums, where the other sheets have so many there."""
        if self.rounding is None:
            return points
        exact = Fraction(others + points, self.sheets)
        added = (rounded(exact, self.rounding) - exact) * self.sheets * 10**self.rounding.places
        return points * self.width + int(added) + self.sheets

    def means(self, others: int, steps: int, sums: int) -> set[Fraction]:
        """The means that sums stand for, where the other sheets have so many points in all."""
        unit = 10**self.rounding.places if self.rounding else 1
        bias = self.sheets * steps if self.rounding else 0
        found = [divmod(bit, self.width) for bit in _bits(sums)]
        return {
            Fraction(unit * (others + points) + added - bias, unit * self.sheets)
            for points, added in found
        }


def _bits(sums: int) -> list[int]:
    return [bit for bit, digit in enumerate(reversed(bin(sums))) if digit == "1"]


def _reached(begun: list[int], unit: Iterable[tuple[int, int]]) -> list[int]:
    """The sums after one more unit, by the lowest star lost; `unit` has how far each way shifts
    them, and the star that it loses.
    """
    after = [0] * len(begun)
    for shift, lost in unit:
        for before, sums in enumerate(begun):
            if sums:
                after[min(before, lost)] |= sums << shift
    return after


# One member


class _Ballot:
    """One member's sheet, filled in anyhow, among the others' sheets as they are."""

    def __init__(
        self, policy: Policy, table: Table, others: Sequence[Outcome], advisory: Outcome | None
    ) -> None:
        self._policy, self._table, self._advisory = policy, table, advisory
        self._count, self._ways = len(others) + 1, table.product_set.kept(_ways_of)
        columns = [[o.choices.criteria[at] for o in others] for at in range(len(table.items))]
        self._points = [sum([c.points for c in column]) for column in columns]
        self._judged = [
            [judged_on(asked.level, column) for asked in item.minimums]
            for item, column in zip(table.items, columns, strict=True)
        ]
        stars = {asked.star for item in table.items for asked in item.minimums}
        self._lost: list[int | None] = [*sorted(stars), None]

    def stars(self) -> tuple[int, ...]:
        """The stars that the council can come to."""
        stage, others = rounding_of(self._policy, "mean"), sum(self._points)
        scale, steps, sums = self._sums()
        of_advisory = self._advisory.tally.lost if self._advisory is not None else None
        found = set()
        for lost, bits in zip(self._lost, sums, strict=True):
            means = {rounded(mean, stage) for mean in scale.means(others, steps, bits)}
            for by_points in _bands_of(self._table.product_set, sorted(means)):
                found.add(self._star(by_points, of_advisory or lost))
        return tuple(sorted(found))

    def _star(self, by_points: int, lost: int | None) -> int:
        if lost is None or lost > by_points:
            return by_points
        return max(lost - 1, self._table.lowest_star)

    def _sums(self) -> tuple[_Scale, int, list[int]]:
        """The sums that can be reached, by the lowest star lost: their scale, how many steps were
        rounded, and the sums.
        """
        by_parts = rounding_of(self._policy, "parts")
        if by_parts is not None:
            return self._sums_of_parts(by_parts)
        steps = len(self._table.items)
        scale = _Scale.of(self._count, steps, rounding_of(self._policy, "criteria"))
        sums = self._none_lost()
        for unit in self._ways.units:
            ways = {(sum(way.shifts), way.lost) for way in self._fill_in(unit, scale)}
            sums = _reached(sums, ways)
        return scale, steps, sums

    def _sums_of_parts(self, rounding: Rounding) -> tuple[_Scale, int, list[int]]:
        """The same, where each part is rounded: first the points of a part that can be reached,
        then, each rounded, of all parts together.

        Criteria that open one another may lie in several parts: each of their ways stands alone.
        """
        steps = len(self._table.part_codes)
        scale, plain = _Scale.of(self._count, steps, rounding), _Scale.of(self._count, 1, None)
        inside, across = self._by_parts()
        sums = [0] * len(self._lost)
        for ways in product(*[list(self._fill_in(unit, plain)) for unit in across]):
            lost = min([way.lost for way in ways], default=len(self._lost) - 1)
            reached = [int(place == lost) for place in range(len(self._lost))]
            for part in range(steps):
                shift = sum([way.shifts[part] for way in ways])
                begun = [bit << shift for bit in self._none_lost()]
                for unit in inside[part]:
                    filled = self._fill_in(unit, plain)
                    begun = _reached(begun, {(way.shifts[part], way.lost) for way in filled})
                reached = _reached(reached, self._rounded(begun, part, scale))
            sums = [every | new for every, new in zip(sums, reached, strict=True)]
        return scale, steps, sums

    def _by_parts(self) -> tuple[list[list[tuple[int, ...]]], list[tuple[int, ...]]]:
        """The units that lie in each part, and those that lie in several."""
        inside: list[list[tuple[int, ...]]] = [[] for _ in self._table.part_codes]
        across: list[tuple[int, ...]] = []
        for unit in self._ways.units:
            parts = {self._table.items[place].part for place in unit}
            (inside[parts.pop()] if len(parts) == 1 else across).append(unit)
        return inside, across

    def _rounded(self, sums: list[int], part: int, scale: _Scale) -> set[tuple[int, int]]:
        """The points of a part that can be reached as ways to shift the sums of all parts."""
        of_items = zip(self._points, self._table.items, strict=True)
        others = sum([points for points, item in of_items if item.part == part])
        return {
            (scale.shift(others, points), lost)
            for lost, bits in enumerate(sums)
            for points in _bits(bits)
        }

    def _none_lost(self) -> list[int]:
        """Before the first criterion: nothing is reached, and no star is lost."""
        return [*[0] * (len(self._lost) - 1), 1]

    def _fill_in(self, unit: tuple[int, ...], scale: _Scale) -> Iterator[_Way]:
        """Every way to fill in criteria that open one another, or a lone one."""
        table = self._table
        for chosen in product(*[self._ways.choices[place] for place in unit]):
            of_unit = dict(zip(unit, chosen, strict=True))
            for at, opener, at_least in table.openers if len(unit) > 1 else ():
                if at in of_unit and of_unit[opener].points < at_least:
                    of_unit[at] = table.closed[at][0]
            shifts = [0] * len(table.part_codes)
            for place, choice in of_unit.items():
                shifts[table.items[place].part] += scale.shift(self._points[place], choice.points)
            lost = min([self._lost_by(place, choice) for place, choice in of_unit.items()])
            yield _Way(tuple(shifts), lost)

    def _lost_by(self, place: int, choice: Choice) -> int:
        """The place in `_lost` of the lowest star that a criterion costs with this choice."""
        if self._advisory is None:
            of_others = zip(self._table.items[place].minimums, self._judged[place], strict=True)
            for (star, needed), judged in of_others:
                own = judged_on(needed, [choice])
                if is_unmet(self._policy, needed, Judged(*map(add, judged, own))):
                    return self._lost.index(star)
        return len(self._lost) - 1


def _bands_of(product_set: ProductSet, means: Sequence[Fraction]) -> set[int]:
    """The stars by points of means in ascending order."""
    if not means:
        return set()
    lowest, highest = (star_of_mean(product_set, mean) for mean in (means[0], means[-1]))
    if lowest == highest or len(means) == 1:
        return {lowest, highest}
    half = len(means) // 2
    return _bands_of(product_set, means[:half]) | _bands_of(product_set, means[half:])
