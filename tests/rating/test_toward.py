"""What the next star needs: minimums and points apart, whether or not the sheet is finished."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.strategies import RULESETS, complete_marks, partial_marks, rate, sheet_for, tables

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import Review
from ocop_scoring.rating.outcome import rate as rate_by
from ocop_scoring.rating.table import table_of
from ocop_scoring.rating.toward import toward
from ocop_scoring.rules.product_set import ProductSet

Marks = dict[str, Any]


def _best(table: ocop.ProductSet) -> Marks:
    best = [max(c.levels, key=lambda level: level.points) for c in table.criteria]
    return {c.number: level.id for c, level in zip(table.criteria, best, strict=True)}


def _top(table: ocop.ProductSet) -> int:
    return max(band.star for band in table.bands)


@given(st.data())
def test_what_a_star_needs_is_what_it_takes(data: st.DataObject) -> None:
    table = data.draw(tables())
    result = rate(table, data.draw(complete_marks(table, good=True)))
    needs, plan = result.toward, result.next_star
    if result.star in (None, _top(table)):
        assert needs is None
        return
    assert needs is not None
    assert result.star is not None
    assert needs.star == result.star + 1
    if plan:
        assert (plan.star, plan.points_missing) == (needs.star, needs.points_missing)
        # A plan changes every criterion whose minimum is missing.
        assert {lack.criterion for lack in needs.unmet} <= {c.criterion for c in plan.changes}
    missed = {unmet.criterion for unmet in result.unmet if unmet.star <= needs.star}
    assert missed <= {lack.criterion for lack in needs.unmet}


@given(st.data())
def test_an_open_sheet_names_its_open_criteria_and_every_minimum_not_met(
    data: st.DataObject,
) -> None:
    table = data.draw(tables())
    result = rate(table, data.draw(partial_marks(table)))
    needs = result.toward
    open_now = [row.number for row in result.criteria if row.points is None]
    lowest = result.range.star[0] if result.range else result.star
    if result.status == "rejected" or lowest == _top(table):
        assert needs is None
        return
    assert needs is not None
    assert lowest is not None
    assert (needs.star, list(needs.open)) == (lowest + 1, open_now)
    asked = {
        criterion.number
        for criterion in table.criteria
        for level in criterion.levels
        if level.minimum and level.minimum <= needs.star
    }
    named = {lack.criterion: lack for lack in needs.unmet}
    assert asked & set(open_now) <= set(named)
    assert all(named[number].has is None for number in set(named) & set(open_now))


def test_minimums_are_named_though_the_points_do_not_reach_them(law: ocop.Ruleset) -> None:
    table = law.product_set(8)
    marks = dict.fromkeys(_best(table), 0) | {"1.5": 1}
    needs = rate(table, marks).toward
    assert needs is not None
    assert needs.star == 2
    assert (needs.points_missing, needs.unmet) == (29, ())
    marks = {number: 0 if number == "9" else level for number, level in _best(table).items()}
    needs = rate(table, marks).toward
    assert needs is not None
    assert [lack.criterion for lack in needs.unmet] == ["9"]
    assert needs.points_missing == 0


def test_of_several_minimums_on_a_criterion_the_highest_is_asked(law: ocop.Ruleset) -> None:
    table = law.product_set(8)
    result = rate(table, _best(table) | {"3.4": 0})
    assert result.toward is not None
    (lack,) = result.toward.unmet
    levels = [lv for lv in table.criterion("3.4").levels if lv.minimum and lv.minimum <= 5]
    assert lack.needs == levels[-1].id if result.toward.star == 5 else lack.needs
    assert lack.has is None or lack.has == table.criterion("3.4").levels[0].id


def test_nothing_is_asked_at_the_top_or_where_a_gate_applies(law: ocop.Ruleset) -> None:
    table = law.product_set(8)
    assert rate(table, _best(table)).toward is None
    assert rate(table, {}, rejects=["forged-dossier"]).toward is None


def test_the_two_lists_are_said_of_an_unfinished_sheet(law: ocop.Ruleset) -> None:
    table = law.product_set(8)
    result = rate(table, {n: m for n, m in _best(table).items() if n != "12"} | {"9": 0})
    said = result.explain("vi")
    assert result.toward is not None
    assert f"Để lên {result.toward.star}★" in said
    assert "3★ đến 3★" not in said


def test_as_json_the_two_lists_are_the_contracts(law: ocop.Ruleset) -> None:
    table = law.product_set(8)
    best = _best(table)
    result = rate(table, {n: m for n, m in best.items() if n != "11"} | {"1.5": 0, "9": 0})
    needs = result.toward
    assert needs is not None
    assert needs.as_json() == {
        "star": 3,
        "points_missing": "0",
        "unmet": [{"criterion": "9", "needs": "food-safety", "has": None}],
        "open": ["11"],
    }
    assert result.as_json()["toward"] == needs.as_json()
    assert [lack.star for lack in needs.unmet] == [3]


def test_the_highest_minimum_up_to_a_star_is_asked_with_what_there_is(law: ocop.Ruleset) -> None:
    table = law.product_set(8)
    needs = rate(table, _best(table) | {"1.5": "half"}).toward
    assert needs is not None
    (lack,) = needs.unmet
    assert (needs.star, lack.star, lack.needs, lack.has) == (4, 4, "over-three-quarters", "half")
    for_five = rate(table, _best(table) | {"1.5": "over-three-quarters"}).toward
    assert for_five is not None
    (lack,) = for_five.unmet
    assert (for_five.star, lack.star, lack.has) == (5, 5, "over-three-quarters")
    open_again = rate(table, {n: m for n, m in _best(table).items() if n != "1.5"}).toward
    assert open_again is not None
    assert [(lack.star, lack.has) for lack in open_again.unmet] == [(4, None)]


SMALL = RULESETS["mini-2030"].product_set(1)


def _toward(document: dict[str, Any], **marks: Any) -> ocop.Toward | None:
    """What the next star of the small table so changed needs."""
    table = table_of(ProductSet(document))
    return toward(rate_by(table, Review(), sheet_for(SMALL, marks)))


def test_of_minimums_of_one_star_the_one_with_the_most_points_is_asked() -> None:
    document = SMALL.resolved()
    item = document["parts"][0]["groups"][0]["criteria"][0]
    item["levels"] = [
        {"id": "z-low", "points": 1, "minimum": 3, "vi": "Thấp"},
        {"id": "a-high", "points": 3, "minimum": 3, "vi": "Cao"},
    ]
    marks = {"1.1": 0, "1.2": 3, "1.3": 2, "1.4": 1, "2.1": 0, "3.1.1": 1, "4": "a-full", "5": 0}
    needs = _toward(document, **marks)
    assert needs is not None
    assert [(lack.criterion, lack.needs) for lack in needs.unmet] == [
        ("1.1", "a-high"),
        ("5", "guides"),
    ]


def test_nothing_is_asked_where_no_total_reaches_the_next_star() -> None:
    document = SMALL.resolved()
    stars = {"5": "from 30", "4": "from 14 to below 30", "3": "below 14"}
    document["ruleset"] = document["ruleset"] | {"stars": stars}
    marks = {"1.1": 3, "1.2": 3, "1.3": 2, "1.4": 1, "2.1": 3, "2.2": 2, "3.1.1": 2, "4": "a-full"}
    assert _toward(document, **marks, **{"5": ["tea", "guides"]}) is None
