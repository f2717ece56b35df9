"""What the true total and star may be, where the table itself is not fully known."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import dossier_for, partial_marks, sheet_for

import ocop_scoring as ocop
from ocop_scoring.rating.bounds import bounds_of
from ocop_scoring.rules.product_set import ProductSet

UNVERIFIED = [
    rules.product_set(number)
    for rules in ocop.rulesets()
    for number in rules.numbers
    if "unverified" in rules.product_set(number).caveats
]
TEA = ocop.ruleset("148-2023").product_set(11)
SMELL = ocop.ruleset("148-2023").product_set(7)
PLAIN = ocop.ruleset("26-2026").product_set(8)
MISSING = ocop.ruleset("1048-2019+781").product_set(1)


def best(table: ProductSet, **changes: Any) -> ocop.Evaluation:
    """A result of the best levels, but for these marks; None: not assessed."""
    marks: dict[str, Any] = {
        c.number: [lv.id for lv in c.levels]
        if c.mode == "sum"
        else max(c.levels, key=lambda lv: lv.points).id
        for c in table.criteria
    }
    marks = {n: mark for n, mark in (marks | changes).items() if mark is not None}
    rules = ocop.ruleset(table.ruleset)
    return ocop.score(rules, dossier_for(table), sheet_for(table, marks))


def test_three_points_that_print_lacks_may_be_a_star() -> None:
    """97 can be had of 100; eight points below that are 89, which are perhaps 92."""
    result = best(TEA, **{"1.b": 1, "1.đ": 1, "1.e": 0, "3.b": 0, "3.c": 1})
    assert result.total == 89
    assert (result.star, result.range) == (4, None)
    assert (result.at_least, result.at_most) == (True, False)
    assert result.bounds.true_total == (89, 92)
    assert result.bounds.true_star == (4, 5)
    assert "89, perhaps up to 92: 4★, perhaps 5★" in result.verdict("en")
    assert "89, perhaps up to 92: 4★, perhaps 5★" in result.caveats[-1].en
    assert result.as_json()["at_least"] is True


def test_where_the_missing_points_reach_no_band_the_star_is_sure() -> None:
    result = best(TEA)
    assert (result.total, result.star) == (97, 5)
    assert (result.at_least, result.at_most) == (False, False)
    assert result.bounds.true_total == (97, 100)
    assert "perhaps" not in result.verdict("en")
    assert "97, perhaps up to 100: 5★" in result.caveats[-1].en


def test_a_missed_minimum_is_missed_whatever_the_points_are() -> None:
    """The star that more points would reach is still lost to a minimum."""
    lost = best(TEA, **{"1.b": 1, "1.đ": 1, "1.e": 0, "3.b": 0, "3.c": 1, "9": 0})
    assert lost.unmet
    assert lost.at_least is False


def test_a_criterion_without_points_gets_none_from_a_level_that_may_be_worth_more() -> None:
    assert best(SMELL).bounds.true_total == (99, 100)
    assert best(SMELL, **{"6.d": 0}).bounds.true_total == (96, 96)


def test_an_open_criterion_may_have_the_points_that_print_lacks() -> None:
    result = best(SMELL, **{"6.d": None})
    assert result.range is not None
    assert result.range.total == (96, 99)
    assert result.bounds.true_total == (96, 100)


def test_of_a_rejected_dossier_only_points_are_in_doubt() -> None:
    (gate, *_) = TEA.gates or (None,)
    if gate is None:
        pytest.skip("no gate of this table is known")
    marks = {"rejects": [gate.id]}
    result = ocop.score(ocop.ruleset("148-2023"), dossier_for(TEA), sheet_for(TEA, {}, **marks))
    assert (result.bounds.star, result.at_least, result.at_most) == (None, False, False)


def test_minimums_that_are_not_known_bound_a_star_from_above() -> None:
    result = best(MISSING)
    assert (result.at_most, result.at_least) == (True, False)
    assert result.as_json()["at_most"] is True
    assert best(MISSING, **{c.number: 0 for c in MISSING.criteria}).at_most is False


@given(st.data())
def test_a_table_that_adds_up_and_is_known_leaves_nothing_in_doubt(data: st.DataObject) -> None:
    marks = data.draw(partial_marks(PLAIN))
    result = ocop.score(ocop.ruleset("26-2026"), dossier_for(PLAIN), sheet_for(PLAIN, marks))
    bounds = bounds_of(result.outcome)
    assert (bounds.total, bounds.star) == (bounds.true_total, bounds.true_star)
    assert (bounds.at_most, bounds.at_least) == (False, False)


@given(st.data())
def test_what_is_true_lies_around_what_is_known(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(UNVERIFIED))
    marks = data.draw(partial_marks(table))
    rules = ocop.ruleset(table.ruleset)
    bounds = ocop.score(rules, dossier_for(table), sheet_for(table, marks)).bounds
    lacking = table.points - table.most_points
    assert bounds.true_total[0] == bounds.total[0]
    assert bounds.total[1] <= bounds.true_total[1] <= bounds.total[1] + lacking
    if bounds.star and bounds.true_star:
        assert bounds.true_star[0] <= bounds.star[0]
        assert bounds.true_star[1] >= bounds.star[1]
