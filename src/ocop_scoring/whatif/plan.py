"""Plans to reach a star: the best ones by the user's own costs and months, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import ceil
from typing import Any, NamedTuple

from ..errors import Faults, FilingError
from ..exact import Interval
from ..filing.forms import Mark, ScoreSheet
from ..frozen import FrozenDict
from ..lang import Lang
from ..rating.advise import kept_places
from ..rating.cases import ways_to_choose
from ..rating.choices import Choice, ids_of
from ..rating.outcome import Outcome, rate
from ..rating.table import Table
from ..rating.toward import least_total, star_above
from ..rating.words import Asked
from ..rules.model import Criterion, Level
from ..rules.vocabulary import Clause, Condition, DocumentKind, Fact
from ..text import listed, nearest
from ..workshop.reach.values import mark_json
from .climb import Climb, Goal, Price, Standing, climbs, limits_of
from .patch import LeastFirst, Patch

__all__ = ["Asks", "Blocked", "CostedChange", "CostedPlan", "Plans"]
__all__ += ["look_at_plans", "plans_of"]


class Asks(NamedTuple):
    """What a level rests on and the dossier doesn't show: a fact with the value it would need, or a
    kind of paper.
    """

    fact: Fact | None
    wanted: Interval | bool | tuple[str, ...] | None
    paper: DocumentKind | None

    def say(self, lang: Lang) -> str:
        """The fact and its value, or the paper."""
        if self.fact is not None and self.wanted is not None:
            return Asked(self.fact, self.wanted).say(lang)
        return self.paper.title.say(lang) if self.paper else ""

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        named = {"document": self.paper.kind} if self.paper else {}
        if self.fact is not None:
            named = {"fact": self.fact.name}
        return {**named, "vi": self.say("vi"), "en": self.say("en")}


class CostedChange(NamedTuple):
    """One criterion raised from a level to another: the points it gains, what it takes as the user
    says, None where nobody said; and what facts and papers would still have to show.

    `is_freed`: it was to stay as it is.
    """

    printed: Criterion
    from_levels: tuple[Level, ...]
    to_levels: tuple[Level, ...]
    points: int
    cost: Decimal | None
    months: Decimal | None
    asks: tuple[Asks, ...]
    is_freed: bool

    @property
    def criterion(self) -> str:
        """The printed number of the criterion."""
        return self.printed.number

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        return {
            "criterion": self.criterion,
            "from": ids_of(self.from_levels, self.printed),
            "to": ids_of(self.to_levels, self.printed),
            "points": str(self.points),
            "cost": _said(self.cost),
            "months": _said(self.months),
            "asks": [one.as_json() for one in self.asks],
        }


class CostedPlan(NamedTuple):
    """Changes that reach a star together: what they gain and take, and the marks of a sheet with
    them. `unpriced` of them have no price; the cost of the others is `cost`.
    """

    star: int
    gain: int
    unpriced: int
    cost: Decimal
    months: Decimal
    changes: tuple[CostedChange, ...]
    marks: FrozenDict[str, Mark]

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        return {
            "star": self.star,
            "points": str(self.gain),
            "unpriced": self.unpriced,
            "cost": _said(self.cost),
            "months": _said(self.months),
            "changes": [change.as_json() for change in self.changes],
            "marks": {number: mark_json(mark) for number, mark in self.marks.items()},
        }


class Blocked(NamedTuple):
    """Why no plan reaches a star: what can be gained at most of what is `missing`, and the criteria
    that stay below what the star asks.

    `free` are the fewest criteria that would have to change though they were to stay, and `plan`
    the best way then; None where the table itself, the cases or openers of it, leave no way.
    """

    most_gain: int
    below: tuple[str, ...]
    free: tuple[str, ...] | None
    plan: CostedPlan | None

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        return {
            "most_points": str(self.most_gain),
            "below": list(self.below),
            "free": None if self.free is None else list(self.free),
            "plan": self.plan.as_json() if self.plan else None,
        }


class Plans(NamedTuple):
    """The best plans to reach a star or a higher one, in order; or what blocks them all.

    `gates` apply whatever is marked: facts and papers, or the assessor, raise them. They have to be
    lifted first.
    """

    star: int
    points_missing: int
    gates: tuple[str, ...]
    plans: tuple[CostedPlan, ...]
    blocked: Blocked | None

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        return {
            "star": self.star,
            "points_missing": str(self.points_missing),
            "gates": list(self.gates),
            "plans": [plan.as_json() for plan in self.plans],
            "blocked": self.blocked.as_json() if self.blocked else None,
        }


def _said(number: Decimal | None) -> str | None:
    return None if number is None else format(number.normalize(), "f")


def plans_of(
    outcome: Outcome, sheet: ScoreSheet, patch: Patch, *, best: int = 3, change_kind: bool = False
) -> Plans | None:
    """The `best` best plans to reach the star that a patch names, else the next one – where marks
    raise a gate, the one that the points would give without it –, by the patch's costs;
    None of an open sheet, and where the star is reached already. The patch fits the table: see
    `look_at_plans`.
    """
    table = outcome.table
    if outcome.tally.open:
        return None
    star = outcome.award.star or table.lowest_star
    is_marked_out = any(raised.source == "marks" for raised in outcome.gates)
    wanted = patch.star or (star if is_marked_out else star_above(table, star))
    gates = tuple(dict.fromkeys([r.id for r in outcome.gates if r.source != "marks"]))
    is_there = wanted is not None and wanted <= star and not outcome.gates
    if wanted is None or is_there:
        return None
    missing = max(0, _least(table, wanted) - outcome.tally.total)
    planner = _Planner(outcome, sheet, patch, wanted, missing, change_kind)
    found = planner.plans(best)
    return Plans(wanted, planner.missing, gates, found, None if found else planner.blocked())


def _least(table: Table, star: int) -> int:
    """The least total of a star or a higher one, though the table may have less in all."""
    least = least_total(table, star)
    if least is None:
        (band,) = [band for band in table.product_set.bands if band.star == star]
        least = ceil(band.points.low or 0)
    return least


def look_at_plans(table: Table, patch: Patch) -> None:
    """FilingError with all of what a patch says of plans that the table doesn't have."""
    faults = Faults()
    for at, number in enumerate(patch.keep):
        _look_at_number(table, patch, ("keep", at), number, faults)
    for number, costs in patch.costs.items():
        if _look_at_number(table, patch, ("costs", number), number, faults):
            known = [level.id for level in table.criteria[table.index[number]].levels]
            for level in costs.levels:
                if level not in known:
                    path = ("costs", number, "levels", level)
                    right = nearest(level, known) or ", ".join(known)
                    faults.add("unknown-level", patch, path, level, right, key=True, number=number)
    stars = [band.star for band in table.product_set.bands]
    if patch.star is not None and patch.star not in stars:
        faults.add("out-of-range", patch, ("star",), patch.star, listed(sorted(stars)))
    faults.raise_any(FilingError)


def _look_at_number(
    table: Table, patch: Patch, path: tuple[str | int, ...], number: str, faults: Faults
) -> bool:
    if number in table.index:
        return True
    near = nearest(number, table.numbers)
    values = {} if near else {"habit": "numbers"}
    right = near or listed(table.numbers)
    is_key = path[-1] == number
    faults.add("unknown-criterion", patch, path, number, right, key=is_key, **values)
    return False


class _Planner:
    """Looks for ways up from one outcome of a sheet."""

    def __init__(
        self,
        outcome: Outcome,
        sheet: ScoreSheet,
        patch: Patch,
        star: int,
        missing: int,
        change_kind: bool,
    ) -> None:
        self.outcome, self.table, self.sheet = outcome, outcome.table, sheet
        self.patch, self.star, self.missing = patch, star, missing
        self.opened = _as_opened(outcome, sheet)
        kept = kept_places(self.table, patch.keep, not change_kind)
        order: LeastFirst = patch.least or ("cost" if patch.costs else "changes")
        self.goal = Goal(star, missing, kept, self._price, order, patch.months == "longest")

    def plans(self, most: int, *, may_free: bool = False) -> tuple[CostedPlan, ...]:
        """The best plans, in order."""
        goal = self.goal._replace(may_free=may_free)
        found: dict[tuple[object, ...], Climb] = {}
        for at in self._standings():
            for climb in climbs(at, goal, most):
                found.setdefault(_levels_of(climb), climb)
        return tuple([self._plan(c) for c in sorted(found.values(), key=_rank_of)[:most]])

    def blocked(self) -> Blocked:
        """Why there is none."""
        limits = [limits_of(at, self.goal) for at in self._standings()]
        best = min(limits, key=lambda found: (len(found.blocked), -found.most_gain))
        below = tuple([self.table.numbers[place] for place in best.blocked])
        plans = self.plans(1, may_free=True)
        if not plans:
            return Blocked(best.most_gain, below, None, None)
        freed = tuple([change.criterion for change in plans[0].changes if change.is_freed])
        return Blocked(best.most_gain, below, freed, plans[0])

    def _standings(self) -> Iterator[Standing]:
        table, given = self.table, self.outcome.choices.criteria
        for cases in ways_to_choose(table, given, self.outcome.review):
            yield Standing(table, given, self.opened, cases)

    def _price(self, place: int, now: tuple[Level, ...], then: tuple[Level, ...]) -> Price:
        """What raising a criterion takes: as said of the level, else of the criterion. Without any
        costs a change takes nothing but itself.
        """
        if not self.patch.costs:
            return Price(Decimal(), Decimal())
        costs = self.patch.costs.get(self.table.numbers[place])
        if costs is None:
            return Price(None, None)
        added = [level for level in then if level not in now]
        known = [costs.levels[level.id] for level in added if level.id in costs.levels]
        if len(known) < len(added) or not added:
            return Price(costs.cost, costs.months)
        return Price(_sum([one.cost for one in known]), _sum([one.months for one in known]))

    def _plan(self, climb: Climb) -> CostedPlan:
        changes = tuple(self._changes(climb))
        marks: dict[str, Mark] = dict(self.sheet.marks)
        for raised in climb.raised:
            marks[self.table.numbers[raised.place]] = _mark(
                self.table.criteria[raised.place], raised.levels
            )
        self._close_gaps(marks)
        _, _, cost, months, _, gain = climb.takes
        unpriced = climb.takes.unpriced
        return CostedPlan(self.star, gain, unpriced, cost, months, changes, FrozenDict(marks))

    def _close_gaps(self, marks: dict[str, Mark]) -> None:
        """What a plan opens and leaves as it is has no mark so far: no level of it is reached."""
        for place, choice in enumerate(self.opened):
            given = self.outcome.choices.criteria[place]
            number = self.table.numbers[place]
            if given.source == "condition" and choice.source == "none" and number not in marks:
                marks[number] = 0

    def _changes(self, climb: Climb) -> Iterator[CostedChange]:
        for raised in climb.raised:
            given = self.outcome.choices.criteria[raised.place]
            yield CostedChange(
                given.criterion,
                given.levels,
                raised.levels,
                raised.gain,
                raised.price.cost if self.patch.costs else None,
                raised.price.months if self.patch.costs else None,
                tuple(_asks(self.outcome, raised.levels, given.levels)),
                raised.is_freed,
            )


def _rank_of(climb: Climb) -> Any:
    return climb.rank


def _levels_of(climb: Climb) -> tuple[object, ...]:
    return tuple([(one.place, tuple([level.id for level in one.levels])) for one in climb.raised])


def _sum(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal()) if len(known) == len(amounts) else None


def _mark(criterion: Criterion, levels: tuple[Level, ...]) -> Mark:
    if criterion.mode == "sum":
        return tuple([level.id for level in levels])
    return levels[0].mark if levels else 0


def _as_opened(outcome: Outcome, sheet: ScoreSheet) -> tuple[Choice, ...]:
    """What each criterion would have if nothing closed it: its own mark or what facts decide, else
    nothing.
    """
    table = outcome.table
    if not any(choice.source == "condition" for choice in outcome.choices.criteria):
        return outcome.choices.criteria
    best: Mapping[str, Mark] = {
        table.numbers[opener.opener]: _mark(
            table.criteria[opener.opener], table.best[opener.opener].levels
        )
        for opener in table.openers
    }
    marks = {**sheet.marks, **best}
    opened = rate(table, outcome.review, sheet.model_copy(update={"marks": marks}))
    return tuple(
        [
            then if now.source == "condition" else now
            for now, then in zip(outcome.choices.criteria, opened.choices.criteria, strict=True)
        ]
    )


# What facts and papers would have to show


def _asks(outcome: Outcome, levels: tuple[Level, ...], known: tuple[Level, ...]) -> Iterator[Asks]:
    """What new levels rest on and the dossier doesn't show, each once."""
    seen = set()
    for level in levels:
        for condition in (level.when, level.needs) if level not in known else ():
            for clause in _lacking(outcome, condition) if condition else ():
                if clause not in seen:
                    seen.add(clause)
                    yield _asked(outcome, clause)


def _lacking(outcome: Outcome, condition: Condition) -> tuple[Clause, ...]:
    """The clauses that the alternative nearest to hold lacks; none where the condition holds."""
    lacks = [
        tuple([clause for clause in every if outcome.review.clause_holds(clause) is not True])
        for every in condition.alternatives
    ]
    return min(lacks, key=len, default=())


def _asked(outcome: Outcome, clause: Clause) -> Asks:
    vocabulary = outcome.table.product_set.vocabulary
    if clause.document is not None:
        return Asks(None, None, vocabulary.documents[clause.document])
    return Asks(vocabulary.facts[clause.fact], clause.wanted, None)
