"""Plans: the best by one's own costs, the next best in order, or why there is none; held against
every way to raise a sheet of small tables, one by one.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_tables import (
    came,
    every_sheet,
    is_open,
    items,
    levels_of,
    raises,
    small_tables,
    table_from,
)
from support.strategies import RULESETS, TABLES, complete_marks, dossier_for, rate, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import Review
from ocop_scoring.rating.outcome import rate as rate_outcome
from ocop_scoring.whatif.plan import plans_of

Doc = dict[str, Any]
FORMAT = {"format": "ocop-what-if/1"}
RULES = RULESETS["26-2026"]
MANY = 50


class Case(NamedTuple):
    """A small table, a sheet of it, and a patch."""

    document: Doc
    marks: dict[str, Any]
    patch: ocop.Patch


@st.composite
def cases(draw: st.DrawFn) -> Case:
    # Of levels of two cases that gain the same both are told: the plain evaluator tells one.
    document = draw(small_tables().filter(lambda d: not any(c["cases"] for c in items(d))))
    sheets = list(every_sheet(document))
    marks = sheets[draw(st.integers(0, len(sheets) - 1))]
    numbers = [item["number"] for item in items(document)]
    amount = st.integers(0, 3)
    price = st.fixed_dictionaries({}, optional={"cost": amount, "months": amount})
    costs = draw(st.dictionaries(st.sampled_from(numbers), price))
    given: Doc = {"costs": costs, "months": draw(st.sampled_from(["longest", "sum"]))}
    if draw(st.booleans()):
        given["least"] = draw(st.sampled_from(["cost", "months", "changes"]))
    given["keep"] = draw(st.lists(st.sampled_from(numbers), unique=True, max_size=2))
    given["star"] = draw(st.integers(2, len(document["ruleset"]["stars"])))
    return Case(document, marks, ocop.read_patch(FORMAT | given))


def found(case: Case, most: int) -> Any:
    """The plans that the library finds."""
    table = table_from(case.document)
    sheet = sheet_for(table.product_set, as_marks(case.document, case.marks))
    outcome = rate_outcome(table, Review(), sheet)
    return plans_of(outcome, sheet, case.patch, best=most, change_kind=True)


def as_marks(document: Doc, marks: dict[str, Any]) -> dict[str, Any]:
    """The marks of a sheet; what is closed has none."""
    return {
        item["number"]: list(marks[item["number"]])
        if item["mode"] == "sum"
        else (*marks[item["number"]], 0)[0]
        for item in items(document)
        if is_open(document, item, marks)
    }


class Brute(NamedTuple):
    """One way up, by the plain evaluator: what it takes in order, and the points that each changed
    criterion gains.
    """

    rank: tuple[Any, ...]
    takes: tuple[Any, ...]
    gains: dict[int, int]


def ways(case: Case, *, may_free: bool = False) -> list[Brute]:
    """Every way up that reaches the star."""
    document, marks, patch = case
    every, least = items(document), patch.least or ("cost" if patch.costs else "changes")
    before, _, _ = came(document, marks)
    found: dict[tuple[Any, ...], Brute] = {}
    for changed, after in raises(document, marks):
        total, _, star = came(document, after)
        kept = [p for p in changed if every[p]["number"] in patch.keep]
        if star < (patch.star or 0) or (kept and not may_free):
            continue
        gains = {
            place: points(every[place], after) - points(every[place], marks, document)
            for place in changed
        }
        prices = [patch.costs.get(every[place]["number"]) for place in changed]
        costs = [price.cost if price else None for price in prices]
        months = [price.months if price else None for price in prices]
        if not patch.costs:
            costs, months = [Decimal()] * len(changed), [Decimal()] * len(changed)
        asked = months if least == "months" else costs
        known = [m for m in months if m is not None]
        time = sum(known) if patch.months == "sum" else max(known, default=0)
        cost = sum(c for c in costs if c is not None)
        unpriced, count, gain = asked.count(None), len(changed), total - before
        orders = {
            "cost": (len(kept), unpriced, cost, time, count),
            "months": (len(kept), unpriced, time, cost, count),
            "changes": (len(kept), count, unpriced, cost, time),
        }
        takes = (len(kept), unpriced, cost, time, count)
        rank = (*orders[least], gain, tuple(changed), tuple(gains.values()))
        found.setdefault(tuple(gains.items()), Brute(rank, takes, gains))
    return sorted(found.values(), key=lambda way: way.rank)


def points(item: Doc, marks: dict[str, Any], document: Doc | None = None) -> int:
    """The points of a criterion; with a document, none where it is closed."""
    if document is not None and not is_open(document, item, marks):
        return 0
    return sum(level["points"] for level in levels_of(item, marks[item["number"]]))


def is_needless(way: Brute, others: list[Brute], unit_of: list[int]) -> bool:
    """Whether another way reaches the star that takes something back in one unit alone."""
    for other in others:
        if other is way or not other.gains.items() ^ way.gains.items():
            continue
        differing = {unit_of[place] for place, _ in other.gains.items() ^ way.gains.items()}
        if len(differing) > 1 or not other.gains.keys() <= way.gains.keys():
            continue
        if any(gain > way.gains[place] for place, gain in other.gains.items()):
            continue
        if all(less <= more for less, more in zip(other.takes, way.takes, strict=True)):
            return True
    return False


def units(document: Doc) -> list[int]:
    """For each criterion the unit that it is in: those that one opens are in its own."""
    numbers = [item["number"] for item in items(document)]
    return [
        numbers.index(item["only_if"]["criterion"]) if "only_if" in item else place
        for place, item in enumerate(items(document))
    ]


def gains_of(plan: ocop.CostedPlan, document: Doc) -> dict[int, int]:
    numbers = [item["number"] for item in items(document)]
    return {numbers.index(change.criterion): change.points for change in plan.changes}


@settings(max_examples=30)
@given(cases())
def test_the_plans_are_the_best_that_ask_for_nothing_needless_in_their_order(case: Case) -> None:
    plans = found(case, MANY)
    every = ways(case)
    if plans is None:
        assert came(case.document, case.marks)[2] >= (case.patch.star or 0)
        return
    unit_of = units(case.document)
    needed = [way.gains for way in every if not is_needless(way, every, unit_of)]
    assert [gains_of(plan, case.document) for plan in plans.plans] == needed[:MANY]
    if every:
        assert needed[0] == every[0].gains
        assert [gains_of(p, case.document) for p in found(case, 2).plans] == needed[:2]
    assert (plans.blocked is None) == bool(every)


@settings(max_examples=30)
@given(cases())
def test_a_sheet_marked_as_a_plan_says_has_the_star(case: Case) -> None:
    plans = found(case, 3)
    table = table_from(case.document)
    for plan in plans.plans if plans else ():
        outcome = rate_outcome(table, Review(), sheet_for(table.product_set, dict(plan.marks)))
        assert (outcome.star or 0) >= plan.star


@settings(max_examples=30)
@given(cases())
def test_where_no_plan_keeps_what_is_kept_the_fewest_that_must_change_are_named(case: Case) -> None:
    plans = found(case, 1)
    if plans is None or plans.blocked is None:
        return
    every = ways(case, may_free=True)
    blocked = plans.blocked
    if not every:
        assert (blocked.free, blocked.plan) == (None, None)
        return
    kept = [item["number"] in case.patch.keep for item in items(case.document)]
    assert gains_of(blocked.plan, case.document) == every[0].gains
    assert len(blocked.free) == every[0].takes[0] == sum(kept[p] for p in every[0].gains)
    assert blocked.below or blocked.most_gain < plans.points_missing


@settings(max_examples=20)
@given(st.data())
def test_without_costs_the_best_plan_is_that_of_the_next_star(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    result = rate(table, data.draw(complete_marks(table, good=True)))
    rules = RULESETS[table.ruleset]
    tried = ocop.what_if(rules, result.dossier, result.sheet, change_kind=True)
    plans, known = tried.plans, result.next_star
    for plan in plans.plans if plans else ():
        assert (rate(table, dict(plan.marks)).star or 0) >= plan.star
    if result.star is None or any(c.marked for c in result.outcome.choices.criteria):
        return  # what opens an item with a mark lets its points count
    if known is None:
        assert plans is None or not plans.plans
        return
    assert plans is not None
    changes = [(c.criterion, c.points) for c in plans.plans[0].changes]
    assert changes == [(c.criterion, c.points) for c in known.changes]


def demo(patch: dict[str, Any], **given: Any) -> ocop.WhatIf:
    table = TABLES[8]
    marks = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in table.criteria}
    sheet = sheet_for(table, marks | {"9": 0, "2.2": 0})
    return ocop.what_if(RULESETS["26-2026"], dossier_for(table), sheet, FORMAT | patch, **given)


def test_what_costs_less_goes_first_and_months_may_overlap() -> None:
    costs = {"9": {"cost": 3, "months": 6}, "2.2": {"cost": "1.5", "months": 4}}
    (plan,) = demo({"costs": costs, "star": 5}).plans.plans  # type: ignore[union-attr]
    assert (plan.cost, plan.months, plan.unpriced) == (Decimal("4.5"), 6, 0)
    (plan,) = demo({"costs": costs, "star": 5, "months": "sum"}).plans.plans  # type: ignore[union-attr]
    assert plan.months == 10


def test_a_level_may_have_a_price_of_its_own() -> None:
    levels = {level.id: {"cost": at} for at, level in enumerate(TABLES[8].criterion("9").levels)}
    costs = {"9": {"cost": 100, "levels": levels}, "2.2": {"cost": 0}}
    plan = demo({"costs": costs, "star": 5}).plans.plans[0]  # type: ignore[union-attr]
    (raised,) = [change for change in plan.changes if change.criterion == "9"]
    assert raised.cost == levels[raised.to_levels[0].id]["cost"]


def test_a_plan_says_what_the_dossier_has_to_show() -> None:
    plan = demo({"star": 5}).plans.plans[0]  # type: ignore[union-attr]
    (quality,) = [change for change in plan.changes if change.criterion == "9"]
    assert quality.asks
    assert all(asks.say("vi") for asks in quality.asks)


@pytest.mark.parametrize(
    ("patch", "code"),
    [
        ({"keep": ["99"]}, "unknown-criterion"),
        ({"costs": {"1.55": {"cost": 1}}}, "unknown-criterion"),
        ({"costs": {"1.5": {"levels": {"hlf": {"cost": 1}}}}}, "unknown-level"),
    ],
)
def test_what_a_patch_says_of_plans_is_held_against_the_table(
    patch: dict[str, Any], code: str
) -> None:
    with pytest.raises(ocop.FilingError, match=code):
        _ = demo(patch).plans


def test_where_a_mark_raises_a_gate_the_plan_lifts_it() -> None:
    table = RULESETS["26-2026"].product_set(16)
    (gate,) = [gate for gate in table.gates if gate.any_of]
    marks = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in table.criteria}
    sheet = sheet_for(table, marks | {gate.any_of[0]: 0})
    found = ocop.what_if(RULES, dossier_for(table), sheet)
    assert found.after.status == "rejected"
    assert found.plans is not None
    assert found.plans.gates == ()
    (plan,) = found.plans.plans
    assert [change.criterion for change in plan.changes] == [gate.any_of[0]]
    assert (rate(table, dict(plan.marks)).star or 0) >= plan.star
    kept = ocop.what_if(RULES, dossier_for(table), sheet, FORMAT | {"keep": [gate.any_of[0]]})
    assert kept.plans is not None
    assert kept.plans.blocked is not None
    assert kept.plans.blocked.free == (gate.any_of[0],)
