"""The least that reaches the next star, by dynamic programming; the same table of reachable gains
serves proofs.

Gains that a run of criteria can bring are kept as the bits of one integer: bit g is set where some
choice of changes gains g points. So combining criteria is shifting and joining integers, and what
is found is optimal by construction, not by search.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from ..rules.model import Criterion, Level
from .steps import Choice, ScoringTable, is_met

Raise = tuple[tuple[Level, ...], int]

__all__ = ["Change", "Plan", "next_star"]


class Change(NamedTuple):
    """One criterion raised from a level to another, and the points it gains. Where lines add up,
    several levels stand for one.
    """

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


def next_star(
    table: ScoringTable, choices: tuple[Choice, ...], total: int, star: int
) -> Plan | None:
    """The fewest changes, then the fewest points, then the earliest printed numbers, that reach the
    star above `star` or a higher one.

    Every criterion must be assessed. A level never changes its case; a conditional criterion that a
    change opens counts 0 unless the plan raises it too. None where the star is the highest, or no
    change can reach the next.
    """
    above = [band for band in table.bands if band.star > star]
    if not above:
        return None
    target = min(above, key=lambda band: band.star)
    least = _least_total(table, target.star)
    missing = max(0, least - total)
    changes = _Search(table, choices, target.star).best(missing)
    return Plan(target.star, missing, changes) if changes is not None else None


def _least_total(table: ScoringTable, star: int) -> int:
    return next(total for total, given in enumerate(table.star_of_total) if given >= star)


class _Search:
    """Which gains are reachable from each criterion on, by how many changes, and with which stories
    opened.

    Bit `changes * width + gain` of a number says that so many changes can gain so much: one shift a
    raise joins all counts at once.
    """

    def __init__(self, table: ScoringTable, choices: tuple[Choice, ...], star: int) -> None:
        self.choices = choices
        self.width = 1 + sum([choice.points for choice in table.best])
        # A closed conditional criterion can be raised only where its story is; `opens` numbers the
        # stories that are closed now.
        closed = [c for c in table.conditionals if choices[c.story].points < c.at_least]
        stories = list(dict.fromkeys(c.story for c in closed))
        self.opens = {story: 1 << bit for bit, story in enumerate(stories)}
        self.needs = {c.at: self.opens[c.story] for c in closed}
        self.enough = {c.story: c.at_least for c in closed}
        self.ways = [
            _ways(table, index, tuple([level.id for level in choice.levels]), star)
            for index, choice in enumerate(choices)
        ]
        self.reachable: dict[int, list[int]] = {}
        for opened in reversed(range(1 << len(stories))):
            self.reachable[opened] = self._from_each_on(opened)

    def best(self, missing: int) -> tuple[Change, ...] | None:
        """The plan of the fewest changes, then of the least gain of at least `missing`, earliest
        numbers first.
        """
        enough = ((1 << self.width) - 1) >> missing
        for changes in range(1, len(self.choices) + 1):
            gains = self.reachable[0][0] >> (changes * self.width + missing) & enough
            if gains:
                return tuple(self._traced(changes, missing + (gains & -gains).bit_length() - 1))
        return None

    def _from_each_on(self, opened: int) -> list[int]:
        reach = 1
        found = [reach]
        for index in range(len(self.ways) - 1, -1, -1):
            after, ways = reach, self.ways[index]
            reach = after if ways.may_stay else 0
            for levels, gain in self._raises(index, opened):
                now = self._opened(index, levels, opened) if index in self.opens else opened
                reach |= (after if now == opened else self.reachable[now][index + 1]) << (
                    gain + self.width
                )
            found.append(reach)
        found.reverse()
        return found

    def _traced(self, changes: int, gain: int) -> Iterator[Change]:
        """The changes themselves: of all plans with that gain the earliest criteria, then the
        lowest levels on the earliest ones.
        """
        chosen = self._earliest(changes, gain)
        for index, (levels, points) in zip(chosen, self._lowest(chosen, gain), strict=True):
            choice = self.choices[index]
            yield Change(choice.criterion, choice.levels, levels, points)

    def _earliest(self, changes: int, gain: int) -> tuple[int, ...]:
        """The earliest criteria that a plan can change; what is left to gain, and which stories are
        open, may differ by their levels.
        """
        chosen, states = [], {(0, gain)}
        for index in range(len(self.choices)):
            raised = {
                (now, left - points)
                for opened, left in states
                for levels, points in (self._raises(index, opened) if changes else ())
                if points <= left
                and self._reaches(
                    index + 1,
                    changes - 1,
                    left - points,
                    now := self._opened(index, levels, opened),
                )
            }
            if raised:
                chosen.append(index)
                changes, states = changes - 1, raised
            else:
                states = {
                    (opened, left)
                    for opened, left in states
                    if self._reaches(index + 1, changes, left, opened)
                }
        return tuple(chosen)

    def _reaches(self, index: int, changes: int, gain: int, opened: int) -> bool:
        return bool(self.reachable[opened][index] >> (changes * self.width + gain) & 1)

    def _lowest(self, chosen: tuple[int, ...], gain: int) -> tuple[Raise, ...]:
        """What each chosen criterion is raised to so that all gain just so much: the lowest on the
        earliest.
        """
        dead: set[tuple[int, int, int]] = (
            set()
        )  # what was tried in vain is not tried again: a plan may have twenty changes

        def filled(position: int, left: int, opened: int) -> tuple[Raise, ...] | None:
            if position == len(chosen):
                return () if left == 0 else None
            for levels, points in self._raises(chosen[position], opened):
                now = self._opened(chosen[position], levels, opened)
                if points <= left and (position + 1, left - points, now) not in dead:
                    rest = filled(position + 1, left - points, now)
                    if rest is not None:
                        return ((levels, points), *rest)
            dead.add((position, left, opened))
            return None

        return filled(0, gain, 0) or ()

    def _opened(self, index: int, levels: tuple[Level, ...], opened: int) -> int:
        """The stories open once this criterion is raised."""
        if index in self.opens and sum(level.points for level in levels) >= self.enough[index]:
            return opened | self.opens[index]
        return opened

    def _raises(self, index: int, opened: int) -> tuple[tuple[tuple[Level, ...], int], ...]:
        """What this criterion may be raised to, lowest first, with what each gains; nothing while
        its story is closed.
        """
        if index in self.needs and not opened & self.needs[index]:
            return ()
        return self.ways[index].raises


class _Ways(NamedTuple):
    """Whether a criterion may stay as it is for a star, and what it may be raised to, lowest first,
    with what each gains.
    """

    may_stay: bool
    raises: tuple[tuple[tuple[Level, ...], int], ...]


@lru_cache(maxsize=16_384)
def _ways(table: ScoringTable, index: int, ids: tuple[str, ...], star: int) -> _Ways:
    """The ways of a criterion that reaches these levels. They depend on nothing else of a sheet, so
    they are worked out once.
    """
    criterion = table.criteria[index]
    reached = tuple(level for level in criterion.levels if level.id in ids)
    printed = [
        minimum
        for _, minimum in table.minimums_of.get(criterion.number, ())
        if minimum.star <= star
    ]
    stays, points = (
        all(is_met(minimum, reached) for minimum in printed),
        sum(level.points for level in reached),
    )
    raises: dict[int, tuple[Level, ...]] = {}
    for levels in (
        _more_lines(criterion, reached)
        if criterion.mode == "sum"
        else _higher_levels(criterion, reached)
    ):
        gain = sum(level.points for level in levels) - points
        # A level of equal points is a change worth making only where it meets a minimum that is
        # missed now.
        if (
            gain not in raises
            and (gain or not stays)
            and all(is_met(minimum, levels) for minimum in printed)
        ):
            raises[gain] = levels
    return _Ways(stays, tuple((levels, gain) for gain, levels in raises.items()))


def _higher_levels(criterion: Criterion, reached: tuple[Level, ...]) -> Iterator[tuple[Level, ...]]:
    """The other levels with as many points or more, of the same case where one was reached, lowest
    first.
    """
    now = reached[0] if reached else None
    for level in sorted(criterion.levels, key=lambda level: level.points):
        if level is not now and (
            now is None or (level.points >= now.points and level.case == now.case)
        ):
            yield (level,)


def _more_lines(criterion: Criterion, reached: tuple[Level, ...]) -> Iterator[tuple[Level, ...]]:
    """Every way to tick more lines of an item whose lines add up, in printed order; fewest points
    first, then fewest lines.
    """
    unticked = [level for level in criterion.levels if level not in reached]
    ways = [
        set(lines)
        for count in range(1, len(unticked) + 1)
        for lines in combinations(unticked, count)
    ]
    for lines in sorted(ways, key=lambda lines: sum(level.points for level in lines)):
        yield tuple(level for level in criterion.levels if level in lines or level in reached)
