"""The cheapest ways up to a star, in their order: exact, by dynamic programming.

Criteria that open one another are looked at together (a unit), all others alone. Unit by unit the
ways up are joined; of all that have gained so much the few cheapest are kept. That is enough: what
costs less here costs less with whatever follows.

A way up asks for nothing that it does not need: in no unit could a change be taken back, or made
smaller at no higher cost, and the star still be reached. Whether that holds shows in two numbers –
the points above those needed, and the fewest points that such a step back would lose – so both are
carried along.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from math import inf
from operator import add
from typing import Any, NamedTuple

from ..rating.choices import Choice, is_met, points_of
from ..rating.table import Table
from ..rules.model import Level
from .patch import LeastFirst
from .ways import higher, units_of

__all__ = ["Climb", "Goal", "Limits", "Price", "Raised", "Standing", "climbs", "limits_of"]


class Price(NamedTuple):
    """What raising a criterion takes, each None where nobody said."""

    cost: Decimal | None
    months: Decimal | None


PriceOf = Callable[[int, tuple[Level, ...], tuple[Level, ...]], Price]
"""The price of raising the criterion at a place from some levels to others."""


class Standing(NamedTuple):
    """Where a way up begins: what each criterion has, what it would have if no other closed it, and
    the case that those without a level take.
    """

    table: Table
    given: tuple[Choice, ...]
    opened: tuple[Choice, ...]
    cases: Mapping[int, str]


class Goal(NamedTuple):
    """What is to be reached, and at what price: a star, the points missing to its band, the places
    of criteria that stay as they are – but with `may_free`, which then change as few as can be.

    `order` says what the best way has least of; `side_by_side` that months overlap.
    """

    star: int
    missing: int
    kept: frozenset[int]
    price_of: PriceOf
    order: LeastFirst
    side_by_side: bool
    may_free: bool = False


class Raised(NamedTuple):
    """One criterion that is raised: its place, the points it gains, its levels then, its price, and
    whether it should have stayed as it is.
    """

    place: int
    gain: int
    levels: tuple[Level, ...]
    price: Price
    is_freed: bool


class Takes(NamedTuple):
    """What a way up takes: criteria that should have stayed, changes without a price, cost, months,
    changes, points gained.
    """

    freed: int
    unpriced: int
    cost: Decimal
    months: Decimal
    changes: int
    gain: int


class Climb(NamedTuple):
    """A way up: what orders it among others, what it takes, what is raised in printed order."""

    rank: tuple[object, ...]
    takes: Takes
    raised: tuple[Raised, ...]


class _Way(NamedTuple):
    """One way for a unit, and the fewest points that a step back in it would lose."""

    takes: Takes
    raised: tuple[Raised, ...]
    loses: float


class _State(NamedTuple):
    """What is reached so far: points gained, the longest months where they overlap, and the fewest
    points that a step back would lose.
    """

    gain: int
    longest: Decimal
    loses: float


_NOTHING = Takes(0, 0, Decimal(), Decimal(), 0, 0)


def climbs(at: Standing, goal: Goal, most: int) -> list[Climb]:
    """The `most` best ways up, the best first; none where there is no way."""
    reached: dict[_State, list[Climb]] = {_State(0, Decimal(), inf): [Climb((), _NOTHING, ())]}
    for unit in units_of(at.table):
        ways = list(_needed(_ways(at, unit, goal)))
        after: dict[_State, list[Climb]] = {}
        for state, before in reached.items():
            for way in ways:
                now = _after(state, way, goal)
                if now.gain < goal.missing + now.loses:
                    _keep(after.setdefault(now, []), before, way, now, goal, most)
        reached = after
    found = [
        climb for state, best in reached.items() if state.gain >= goal.missing for climb in best
    ]
    return sorted(found, key=_rank_of)[:most]


def _after(state: _State, way: _Way, goal: Goal) -> _State:
    longest = max(state.longest, way.takes.months) if goal.side_by_side else state.longest
    return _State(state.gain + way.takes.gain, longest, min(state.loses, way.loses))


def _keep(
    best: list[Climb], before: Iterable[Climb], way: _Way, now: _State, goal: Goal, most: int
) -> None:
    """Join a way to climbs, and keep the best of all."""
    for climb in before:
        takes = Takes(*map(add, climb.takes, way.takes))
        if goal.side_by_side:
            takes = takes._replace(months=now.longest)
        rank = _in_order(takes, goal.order)
        if len(best) == most and rank > best[-1].rank[: len(rank)]:
            continue
        raised = tuple(sorted([*climb.raised, *way.raised], key=_place_of))
        ties = tuple([one.place for one in raised]), tuple([one.gain for one in raised])
        insort(best, Climb((*rank, *ties), takes, raised), key=_rank_of)
        del best[most:]


def _in_order(takes: Takes, order: LeastFirst) -> tuple[Decimal | int, ...]:
    """What a way takes, the most important first."""
    freed, unpriced, cost, months, changes, gain = takes
    if order == "cost":
        return freed, unpriced, cost, months, changes, gain
    if order == "months":
        return freed, unpriced, months, cost, changes, gain
    return freed, changes, unpriced, cost, months, gain


def _rank_of(climb: Climb) -> Any:
    return climb.rank


def _place_of(raised: Raised) -> int:
    return raised.place


# The ways of one unit


def _ways(at: Standing, unit: tuple[int, ...], goal: Goal) -> Iterator[_Way]:
    """Every way to leave or raise the criteria of a unit that the star allows."""
    openers = [o for o in at.table.openers if len(unit) > 1 and o.at in unit]
    of_each = [[None, *_raises(at, place, goal)] for place in unit]
    for picked in product(*of_each):
        raised = {one.place: one for one in picked if one is not None}
        levels = {
            place: raised[place].levels if place in raised else at.opened[place].levels
            for place in unit
        }
        closed = {o.at for o in openers if points_of(levels[o.opener]) < o.at_least}
        if closed & raised.keys():
            continue
        levels |= dict.fromkeys(closed, ())
        if all(_is_allowed(at.table, place, levels[place], goal.star) for place in unit):
            gain = sum([points_of(levels[p]) - at.given[p].points for p in unit])
            changes = tuple(raised.values())
            yield _Way(_taken(changes, gain, goal), changes, inf)


def _raises(at: Standing, place: int, goal: Goal) -> Iterator[Raised]:
    """What a criterion may be raised to, as far as the star allows it: of levels that gain the
    same, the one with the best price, the first of these.
    """
    is_kept = place in goal.kept
    if is_kept and not goal.may_free:
        return
    item, now = at.table.items[place], at.opened[place]
    best: dict[int, tuple[Any, Raised]] = {}
    for levels in higher(item, now.levels, at.cases.get(place)):
        if not _is_allowed(at.table, place, levels, goal.star):
            continue
        price = goal.price_of(place, now.levels, levels)
        gain = points_of(levels) - at.given[place].points
        raised = Raised(place, gain, levels, price, is_kept)
        rank = _in_order(_taken((raised,), gain, goal), goal.order)
        if gain not in best or rank < best[gain][0]:
            best[gain] = rank, raised
    yield from [raised for _, raised in best.values()]


def _is_allowed(table: Table, place: int, levels: tuple[Level, ...], star: int) -> bool:
    """Whether levels meet every minimum of their criterion for a star, and raise no gate."""
    item, points = table.items[place], points_of(levels)
    if not all(is_met(asked.level, levels) for asked in item.minimums if asked.star <= star):
        return False
    number = table.numbers[place]
    gates = table.gates.values() if table.has_gates_by_marks else ()
    return not any(number in gate.any_of and points <= (gate.points or 0) for gate in gates)


def _taken(raised: Sequence[Raised], gain: int, goal: Goal) -> Takes:
    costs = [one.price.cost for one in raised]
    months = [one.price.months for one in raised]
    asked = months if goal.order == "months" else costs
    known = [month for month in months if month is not None]
    longest = max(known, default=Decimal()) if goal.side_by_side else sum(known, Decimal())
    return Takes(
        sum([one.is_freed for one in raised]),
        asked.count(None),
        sum([cost for cost in costs if cost is not None], Decimal()),
        longest,
        len(raised),
        gain,
    )


def _needed(ways: Iterable[_Way]) -> Iterator[_Way]:
    """The ways without those that a step back makes no worse, each with what a step back loses."""
    own = list(ways)
    for way in own:
        loses = [way.takes.gain - o.takes.gain for o in own if _is_step_back(o, way)]
        least = min(loses, default=inf)
        if least > 0:
            yield way._replace(loses=least)


def _is_step_back(other: _Way, way: _Way) -> bool:
    """Whether another way raises nothing more and nothing further, and takes no more."""
    if other is way:
        return False
    gains = {one.place: one.gain for one in way.raised}
    if any(one.place not in gains or one.gain > gains[one.place] for one in other.raised):
        return False
    less, more = other.takes, way.takes
    return (
        less.freed <= more.freed
        and less.unpriced <= more.unpriced
        and less.cost <= more.cost
        and less.months <= more.months
        and less.changes <= more.changes
    )


# Why there is no way


class Limits(NamedTuple):
    """How far ways up can come: the most points that can be gained where all minimums are met, and
    the places of criteria that no way allowed brings to what the star asks.
    """

    most_gain: int
    blocked: tuple[int, ...]


def limits_of(at: Standing, goal: Goal) -> Limits:
    """How far the ways allowed can come."""
    most, blocked = 0, list[int]()
    for unit in units_of(at.table):
        ways = list(_ways(at, unit, goal))
        if ways:
            most += max([way.takes.gain for way in ways])
        else:
            blocked += [p for p in unit if not _can_be_allowed(at, p, goal)] or list(unit)
    return Limits(most, tuple(sorted(blocked)))


def _can_be_allowed(at: Standing, place: int, goal: Goal) -> bool:
    """Whether a criterion alone can have what the star asks."""
    if _is_allowed(at.table, place, at.opened[place].levels, goal.star):
        return True
    return any(True for _ in _raises(at, place, goal))
