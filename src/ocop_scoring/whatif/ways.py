"""What may become of the marks of one sheet: criteria that open one another looked at together, and
the way down from each level, one level at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from ..rating.choices import Choice, points_of
from ..rating.table import Item, Table
from ..rules.model import Level

__all__ = ["Down", "downs_of", "higher", "lower", "units_of"]


def units_of(table: Table) -> tuple[tuple[int, ...], ...]:
    """The places of criteria that open one another together, of every other one alone; by their
    first places.
    """
    unit_of = {place: frozenset([place]) for place in range(len(table.items))}
    for at, opener, _ in table.openers:
        both = unit_of[at] | unit_of[opener]
        unit_of |= dict.fromkeys(both, both)
    return tuple([tuple(sorted(unit)) for unit in dict.fromkeys(unit_of.values())])


def lower(item: Item, levels: tuple[Level, ...]) -> Iterator[tuple[int, tuple[Level, ...]]]:
    """What lies below some levels of a criterion, and how many levels down: of the same case, each
    number of points once; where lines add up, fewer lines.
    """
    if item.criterion.mode == "sum":
        for lost in range(1, len(levels) + 1):
            for left in combinations(levels, len(levels) - lost):
                yield lost, left
        return
    if not levels:
        return
    (now,) = levels
    below: dict[int, Level] = {}
    for level in item.criterion.levels:
        if level.points < now.points and level.case == now.case:
            below.setdefault(level.points, level)
    steps: list[tuple[Level, ...]] = [(below[at],) for at in sorted(below, reverse=True)]
    if not any(level.points == 0 for (level,) in steps) and now.points > 0:
        steps.append(() if item.criterion.zero is None else (item.criterion.zero,))
    yield from enumerate(steps, start=1)


class Down(NamedTuple):
    """One way to mark criteria that hang together no higher: how many levels down in all, what they
    then come to by their places, and which were marked lower.
    """

    levels: int
    choices: tuple[tuple[int, Choice], ...]
    lowered: tuple[int, ...]

    @property
    def points(self) -> int:
        """Their points together."""
        return sum([choice.points for _, choice in self.choices])


def downs_of(table: Table, given: Sequence[Choice], unit: tuple[int, ...]) -> Iterator[Down]:
    """Every way to mark the criteria of a unit as they are or lower."""
    ways = []
    for place in unit:
        item, now = table.items[place], given[place]
        below = [(count, item.choice(left, "mark")) for count, left in lower(item, now.levels)]
        ways.append([(place, 0, now), *[(place, count, choice) for count, choice in below]])
    for picked in product(*ways):
        own = {place: choice for place, _, choice in picked}
        for at, opener, at_least in table.openers if len(unit) > 1 else ():
            if at in own and own[opener].points < at_least:
                own[at] = table.closed[at][0]
        lowered = tuple([place for place, count, _ in picked if count])
        yield Down(sum([count for _, count, _ in picked]), tuple(own.items()), lowered)


def higher(item: Item, levels: tuple[Level, ...], case: str | None) -> Iterator[tuple[Level, ...]]:
    """What some levels of a criterion can be raised to: as many points or more, of the same case,
    of this one where none is reached; where lines add up, more lines.
    """
    criterion = item.criterion
    if criterion.mode == "sum":
        more = [level for level in criterion.levels if level not in levels]
        for count in range(1, len(more) + 1):
            for added in combinations(more, count):
                yield tuple([lv for lv in criterion.levels if lv in levels or lv in added])
        return
    least = points_of(levels)
    for level in sorted(criterion.levels, key=lambda level: level.points):
        same_case = level.case == levels[0].case if levels else level.case in (None, case)
        if same_case and level not in levels and level.points >= least:
            yield (level,)
