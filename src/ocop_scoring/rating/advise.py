"""The least that reaches the next star, by dynamic programming; the same table of reachable gains serves proofs.

Gains that a run of criteria can bring are kept as the bits of one integer: bit g is set where some choice of changes gains g points. So
combining criteria is shifting and joining integers, and what is found is optimal by construction, not by search.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import NamedTuple

from ..rules.model import Criterion, Level
from .steps import Choice, ScoringTable, is_met

__all__ = ["Change", "Plan", "next_star"]


class Change(NamedTuple):
    """One criterion raised from a level to another, and the points it gains. Where lines add up, several levels stand for one."""

    criterion: Criterion
    from_levels: tuple[Level, ...]
    to_levels: tuple[Level, ...]
    points: int


class Plan(NamedTuple):
    """The next star, what the total lacks to its band, and the fewest changes that reach it."""

    star: int
    points_missing: int
    changes: tuple[Change, ...]

    @property
    def gain(self) -> int:
        """The points that the changes gain together."""
        return sum(change.points for change in self.changes)


def next_star(table: ScoringTable, choices: tuple[Choice, ...], total: int, star: int) -> Plan | None:
    """The fewest changes, then the fewest points, then the earliest printed numbers, that reach the star above `star` or a higher one.

    Every criterion must be assessed. A level never changes its case; a conditional criterion that a change opens counts 0 unless the
    plan raises it too. None where the star is the highest, or no change can reach the next.
    """
    above = [band for band in table.bands if band.star > star]
    if not above:
        return None
    target = min(above, key=lambda band: band.star)
    least = _least_total(table, target.star)
    missing = max(0, least - total)
    search = _Search(table, choices, target.star)
    plans = (search.best(limit, missing) for limit in range(1, len(choices) + 1))
    changes = next((plan for plan in plans if plan is not None), None)
    return Plan(target.star, missing, changes) if changes is not None else None


def _least_total(table: ScoringTable, star: int) -> int:
    return next(total for total, given in enumerate(table.star_of_total) if given >= star)


class _Search:
    """Which gains are reachable from each criterion on, with exactly so many changes, and whether stories were opened."""

    def __init__(self, table: ScoringTable, choices: tuple[Choice, ...], star: int) -> None:
        self.table, self.choices, self.star = table, choices, star
        # A closed conditional criterion can be raised only where its story is; `opens` numbers the stories that are closed now.
        closed = [c for c in table.conditionals if choices[c.story].points < c.at_least]
        stories = list(dict.fromkeys(c.story for c in closed))
        self.opens = {story: 1 << bit for bit, story in enumerate(stories)}
        self.needs = {c.at: self.opens[c.story] for c in closed}
        self.enough = {c.story: c.at_least for c in closed}
        self.reachable = cache(self._reachable)

    def best(self, changes: int, missing: int) -> tuple[Change, ...] | None:
        """The plan of exactly so many changes with the least gain of at least `missing`, earliest numbers first."""
        gains = self.reachable(0, changes, 0) >> missing
        if not gains:
            return None
        gain = missing + (gains & -gains).bit_length() - 1
        return tuple(self._traced(changes, gain))

    def _reachable(self, index: int, changes: int, opened: int) -> int:
        if index == len(self.choices):
            return int(changes == 0)
        gains = self.reachable(index + 1, changes, opened) if self._may_stay(index) else 0
        if changes:
            for levels, gain in self._raises(index, opened):
                gains |= self.reachable(index + 1, changes - 1, self._opened(index, levels, opened)) << gain
        return gains

    def _traced(self, changes: int, gain: int) -> Iterator[Change]:
        opened = 0
        for index, choice in enumerate(self.choices):
            for levels, points in self._raises(index, opened) if changes else ():
                now = self._opened(index, levels, opened)
                if points <= gain and self.reachable(index + 1, changes - 1, now) >> (gain - points) & 1:
                    yield Change(choice.criterion, choice.levels, levels, points)
                    changes, gain, opened = changes - 1, gain - points, now
                    break

    def _opened(self, index: int, levels: tuple[Level, ...], opened: int) -> int:
        """The stories open once this criterion is raised."""
        if index in self.opens and sum(level.points for level in levels) >= self.enough[index]:
            return opened | self.opens[index]
        return opened

    def _may_stay(self, index: int) -> bool:
        return self._meets(index, self.choices[index].levels)

    def _raises(self, index: int, opened: int) -> Iterator[tuple[tuple[Level, ...], int]]:
        """What this criterion may be raised to, lowest first, with what each gains."""
        choice = self.choices[index]
        if index in self.needs and not opened & self.needs[index]:
            return
        stays, seen = self._may_stay(index), set[int]()
        for levels in _more_lines(choice) if choice.criterion.mode == "sum" else _higher_levels(choice):
            gain = sum(level.points for level in levels) - choice.points
            if gain in seen:
                continue
            # A level of equal points is a change worth making only where it meets a minimum that is missed now.
            if self._meets(index, levels) and (gain or not stays):
                seen.add(gain)
                yield levels, gain

    def _meets(self, index: int, levels: tuple[Level, ...]) -> bool:
        printed = self.table.minimums_of.get(self.table.numbers[index], ())
        return all(is_met(minimum, levels) for _, minimum in printed if minimum.star <= self.star)


def _higher_levels(choice: Choice) -> Iterator[tuple[Level, ...]]:
    """The other levels with as many points or more, of the same case where one was reached, lowest first."""
    for level in sorted(choice.criterion.levels, key=lambda level: level.points):
        if level.points >= choice.points and level is not choice.level and (choice.level is None or level.case == choice.level.case):
            yield (level,)


def _more_lines(choice: Choice) -> Iterator[tuple[Level, ...]]:
    """Every way to tick more lines of an item whose lines add up, in printed order; fewest points first, then fewest lines."""
    unticked = [level for level in choice.criterion.levels if level not in choice.levels]
    ways = [set(lines) for count in range(1, len(unticked) + 1) for lines in combinations(unticked, count)]
    for lines in sorted(ways, key=lambda lines: sum(level.points for level in lines)):
        yield tuple(level for level in choice.criterion.levels if level in lines or level in choice.levels)
