"""The least that reaches the next star, by dynamic programming; the same table of reachable gains
serves proofs.

Gains that a run of criteria can bring are kept as the bits of one integer: bit g is set where some
choice of changes gains g points. So combining criteria is shifting and joining integers, and what
is found is optimal by construction, not by search. An example: a criterion that can gain 1 or 3
points has the bits 0b1010; followed by one that can gain 2, both changed gain 3 or 5 points, which
is 0b1010 shifted by 2, 0b101000.
"""

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache, partial
from itertools import combinations
from typing import Any, NamedTuple

from ..errors import Faults, FilingError
from ..rules.model import Criterion, Level
from ..rules.product_set import ProductSet
from ..text import nearest
from .cases import CaseOf, ways_to_choose
from .choices import Choice, ids_of, is_met, points_of
from .outcome import Outcome
from .table import Item, Table, table_of
from .toward import least_total, star_above

__all__ = ["Change", "Plan", "kept_places", "next_star"]

Raise = tuple[tuple[Level, ...], int]
"""The levels that a criterion is raised to, and the points it gains."""


class Change(NamedTuple):
    """One criterion raised from a level to another, and the points it gains.

    Where lines add up, several levels stand for one. `from_` and `to` are ids, as in the JSON.
    """

    printed: Criterion
    from_levels: tuple[Level, ...]
    to_levels: tuple[Level, ...]
    points: int

    @property
    def criterion(self) -> str:
        """The printed number of the criterion."""
        return self.printed.number

    @property
    def from_(self) -> str | list[str] | None:
        """The id of the level reached now; None where none is."""
        return ids_of(self.from_levels, self.printed)

    @property
    def to(self) -> str | list[str] | None:
        """The id of the level to reach."""
        return ids_of(self.to_levels, self.printed)

    def as_json(self) -> dict[str, Any]:
        """The change as it stands in a plan, in plain values."""
        return {
            "criterion": self.criterion,
            "from": self.from_,
            "to": self.to,
            "points": str(self.points),
        }


class Plan(NamedTuple):
    """The next star, what the total lacks to its band, and the fewest changes that reach it."""

    star: int
    points_missing: int
    changes: tuple[Change, ...]

    @property
    def gain(self) -> int:
        """The points that the changes gain together."""
        return sum([change.points for change in self.changes])

    def as_json(self) -> dict[str, Any]:
        """The plan as `next_star` of `ocop-evaluation/1`, in plain values."""
        return {
            "star": self.star,
            "points_missing": str(self.points_missing),
            "changes": [change.as_json() for change in self.changes],
        }


def next_star(
    outcome: Outcome, keep: Collection[str] = (), *, keep_kind: bool = False
) -> Plan | None:
    """The fewest changes, then the fewest points, then the earliest printed numbers, that reach the
    star above the one given or a higher one.

    A level never changes its case; an item without one takes the case of the sheet's other items of
    its pair. A conditional criterion that a change opens counts 0 unless the plan raises it too.
    The criteria of the printed numbers in `keep` stay as they are, with `keep_kind` also those that
    say what the producer legally is. None where the result is not rated, its star is the highest,
    or no change can reach the next. FilingError for a number that the table doesn't have.
    """
    table = outcome.table
    kept = kept_places(table, keep, keep_kind)
    target = star_above(table, outcome.star)
    least = None if target is None else least_total(table, target)
    if target is None or least is None:
        return None
    missing, choices = max(0, least - outcome.tally.total), outcome.choices.criteria
    ways = [
        _Search(table, choices, target, cases, kept).best(missing)
        for cases in ways_to_choose(table, choices, outcome.review)
    ]
    found = [changes for changes in ways if changes is not None]
    if not found:
        return None
    return Plan(target, missing, min(found, key=lambda changes: _cost(table, changes)))


def kept_places(table: Table, keep: Collection[str], keep_kind: bool) -> frozenset[int]:
    """The places of the criteria of these printed numbers, with `keep_kind` also of those that say
    what the producer legally is. FilingError for a number that the table doesn't have.
    """
    faults = Faults()
    for number in keep:
        if number not in table.index:
            right = nearest(number, table.numbers) or ", ".join(table.numbers)
            faults.add("unknown-criterion", None, (), number, right)
    faults.raise_any(FilingError)
    kept = {table.index[number] for number in keep}
    if keep_kind:
        kept |= {at for at, criterion in enumerate(table.criteria) if _is_of_kind(criterion)}
    return frozenset(kept)


def _is_of_kind(criterion: Criterion) -> bool:
    """Whether the levels of a criterion are for different kinds of producers: no plan asks for
    another legal form. In an item with two cases the kind only says which case applies.
    """
    if criterion.cases:
        return False
    of_levels = {_kinds_asked(level) for level in criterion.levels if level.points}
    return len(of_levels) > 1


def _kinds_asked(level: Level) -> frozenset[object]:
    alternatives = level.when.alternatives if level.when else ()
    asked = [clause for every in alternatives for clause in every]
    kinds = [clause.wanted for clause in asked if clause.fact == "producer_kind"]
    return frozenset([kind for wanted in kinds if isinstance(wanted, tuple) for kind in wanted])


def _cost(table: Table, changes: tuple[Change, ...]) -> tuple[int, int, list[int], list[int]]:
    """What makes one plan better than another: fewer changes, fewer points, earlier numbers, and
    the lowest levels on the earliest ones.
    """
    gain = sum([change.points for change in changes])
    places = [table.index[change.criterion] for change in changes]
    return len(changes), gain, places, [change.points for change in changes]


class _Search:
    """Which gains are reachable from each criterion on, by how many changes, and with what opened.

    Bit `changes * width + gain` of a number says that so many changes can gain so much: one shift a
    raise joins all counts at once. What the plan has opened so far is a set of bits too, one for
    each opener and the points that it must reach: an opener may open several criteria at different
    points.
    """

    def __init__(
        self,
        table: Table,
        choices: tuple[Choice, ...],
        star: int,
        cases: CaseOf,
        kept: frozenset[int],
    ) -> None:
        self.choices, self.kept = choices, kept
        self.width = 1 + _points_of_best(table)
        closed = [o for o in table.openers if choices[o.opener].points < o.at_least]
        thresholds = list(dict.fromkeys([(o.opener, o.at_least) for o in closed]))
        bits = {threshold: 1 << place for place, threshold in enumerate(thresholds)}
        self.needs = {o.at: bits[o.opener, o.at_least] for o in closed}
        self.opens: dict[int, list[tuple[int, int]]] = {}
        for (opener, at_least), bit in bits.items():
            self.opens.setdefault(opener, []).append((at_least, bit))
        ways_of = table.product_set.kept(_kept_ways)
        self.ways = [
            ways_of(index, tuple([lv.id for lv in choice.levels]), star, cases.get(index))
            for index, choice in enumerate(choices)
        ]
        self.reachable: dict[int, list[int]] = {}
        # Raising only opens, so that what is opened later is worked out first.
        for opened in reversed(range(1 << len(thresholds))):
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
        """The gains reachable from each criterion to the last, and at the end from none."""
        reach = 1
        found = [reach]
        for index in range(len(self.ways) - 1, -1, -1):
            after, ways = reach, self.ways[index]
            reach = after if ways.may_stay else 0
            for levels, gain in self._raises(index, opened):
                now = self._opened(index, levels, opened)
                then = after if now == opened else self.reachable[now][index + 1]
                reach |= then << (gain + self.width)
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

    def _earliest(self, changes: int, gain: int) -> list[int]:
        """The places of the earliest criteria that a plan of so many changes can raise.

        Which of their levels it takes stays open: a state is what is opened so far and what is left
        to gain, and all states from which the plan can still be finished are carried along.
        """
        chosen, states = [], {(0, gain)}
        for index in range(len(self.choices)):
            raised = set(self._after_raise(index, changes, states)) if changes else set()
            if raised:
                chosen.append(index)
                changes, states = changes - 1, raised
            else:
                states = {s for s in states if self._reaches(index + 1, changes, s)}
        return chosen

    def _after_raise(
        self, index: int, changes: int, states: set[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """The states once this criterion is raised, where the plan can be finished from them."""
        for opened, left in states:
            for levels, points in self._raises(index, opened):
                state = self._opened(index, levels, opened), left - points
                if points <= left and self._reaches(index + 1, changes - 1, state):
                    yield state

    def _reaches(self, index: int, changes: int, state: tuple[int, int]) -> bool:
        opened, gain = state
        return bool(self.reachable[opened][index] >> (changes * self.width + gain) & 1)

    def _lowest(self, chosen: list[int], gain: int) -> tuple[Raise, ...]:
        """What each chosen criterion is raised to so that all gain just so much: the lowest on the
        earliest.
        """
        # What was tried in vain is not tried again: a plan may have twenty changes.
        dead: set[tuple[int, int, int]] = set()

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
        """What is opened once this criterion is raised."""
        for at_least, bit in self.opens.get(index, ()):
            if points_of(levels) >= at_least:
                opened |= bit
        return opened

    def _raises(self, index: int, opened: int) -> tuple[Raise, ...]:
        """What this criterion may be raised to, lowest first, with what each gains; nothing where
        it is kept, nor while its opener falls short.
        """
        if index in self.kept:
            return ()
        if index in self.needs and not opened & self.needs[index]:
            return ()
        return self.ways[index].raises


def _points_of_best(table: Table) -> int:
    """The points of a sheet that has the most everywhere."""
    return sum([choice.points for choice in table.best])


class _Ways(NamedTuple):
    """Whether a criterion may stay as it is for a star, and what it may be raised to, lowest first,
    with what each gains.
    """

    may_stay: bool
    raises: tuple[Raise, ...]


def _kept_ways(product_set: ProductSet) -> Callable[..., _Ways]:
    """`_ways` of one table. They depend on nothing else of a sheet, so they are worked out once;
    kept with their own table, since equal tables may differ in their English.
    """
    return lru_cache(maxsize=4096)(partial(_ways, table_of(product_set)))


def _ways(table: Table, index: int, ids: tuple[str, ...], star: int, case: str | None) -> _Ways:
    """The ways of a criterion that reaches these levels, or none and takes this case."""
    item = table.items[index]
    levels = item.criterion.levels
    reached = tuple([level for level in levels if level.id in ids])
    may_stay, points = _meets_all(item, reached, star), points_of(reached)
    is_sum = item.criterion.mode == "sum"
    raises: dict[int, tuple[Level, ...]] = {}
    for higher in _more_lines(levels, ids) if is_sum else _higher_levels(levels, reached, case):
        gain = points_of(higher) - points
        # A level of equal points is a change worth making only where it meets a minimum that is
        # missed now.
        is_worth_it = gain > 0 or not may_stay
        if gain not in raises and is_worth_it and _meets_all(item, higher, star):
            raises[gain] = higher
    return _Ways(may_stay, tuple([(higher, gain) for gain, higher in raises.items()]))


def _meets_all(item: Item, levels: tuple[Level, ...], star: int) -> bool:
    """Whether levels meet every minimum of their criterion for a star and the lower ones."""
    return all(is_met(asked.level, levels) for asked in item.minimums if asked.star <= star)


def _higher_levels(
    levels: tuple[Level, ...], reached: tuple[Level, ...], case: str | None
) -> Iterator[tuple[Level, ...]]:
    """The other levels with as many points or more, of the same case where one was reached, else of
    this case; lowest first.
    """
    by_points = sorted(levels, key=lambda level: level.points)
    if not reached:
        yield from [(level,) for level in by_points if level.case in (None, case)]
        return
    (now,) = reached
    for level in by_points:
        if level.id != now.id and level.points >= now.points and level.case == now.case:
            yield (level,)


def _more_lines(levels: tuple[Level, ...], ids: tuple[str, ...]) -> Iterator[tuple[Level, ...]]:
    """Every way to tick more lines of an item whose lines add up, in printed order; fewest points
    first, then fewest lines.
    """
    unticked = [level for level in levels if level.id not in ids]
    more = [
        added for count in range(1, len(unticked) + 1) for added in combinations(unticked, count)
    ]
    more.sort(key=points_of)
    for added in more:
        ticked = {*ids, *[level.id for level in added]}
        yield tuple([level for level in levels if level.id in ticked])
