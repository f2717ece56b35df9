"""What the true total and star may be, where the table itself is not fully known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folders import INVENTED
from support.mini import BEST
from support.strategies import dossier_for, partial_marks, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import Review
from ocop_scoring.rating.bounds import bounds_of
from ocop_scoring.rating.outcome import rate
from ocop_scoring.rating.table import table_of
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


# Rows that print other points than stand below them, each changed by hand


SMALL = INVENTED.ruleset("mini-2030").product_set(1)


def true_totals(change: Callable[[list[Any]], None], **marks: Any) -> tuple[int, int]:
    """The true totals of the small table's best sheet, once this is changed in its parts."""
    document = SMALL.resolved()
    change(document["parts"])
    table = table_of(ProductSet(document))
    sheet = sheet_for(SMALL, {n: m for n, m in (BEST | marks).items() if m is not None})
    return bounds_of(rate(table, Review(), sheet)).true_total


def _group_prints_less(parts: list[Any]) -> None:
    """A group prints a point less than its criteria; of its part the points are then one more."""
    parts[1]["groups"][0]["points"] -= 1


def test_where_more_stands_below_a_row_than_it_prints_the_true_total_may_be_lower() -> None:
    assert true_totals(_group_prints_less) == (19, 20)
    without = {
        "2.1": 0,
        "2.2": 0,
    }  # in doubt stay the points of the part, of which others have some
    assert true_totals(_group_prints_less, **without) == (15, 16)


def test_the_true_total_is_never_above_the_table_nor_below_nothing() -> None:
    def group_prints_more(parts: list[Any]) -> None:
        parts[1]["groups"][0]["points"] += 3

    def group_prints_nothing(parts: list[Any]) -> None:
        parts[1]["groups"][0]["points"] = 0

    assert true_totals(group_prints_more) == (17, 20)
    nothing = dict.fromkeys(BEST, 0)
    assert true_totals(group_prints_nothing, **nothing) == (0, 0)
    assert true_totals(group_prints_nothing, **nothing | {"2.1": "told"}) == (0, 6)


def test_a_heading_may_lack_points_of_what_stands_under_it() -> None:
    def heading_prints_more(parts: list[Any]) -> None:
        parts[1]["groups"][1]["headings"][0]["points"] += 1
        parts[1]["groups"][1]["points"] += 1
        parts[1]["groups"][0]["points"] -= 1

    half = {"1.1": 1, "5": 0}
    assert true_totals(heading_prints_more, **half) == (15, 17)
    assert true_totals(heading_prints_more, **half | {"3.1.1": 0}) == (13, 14)


def test_one_point_is_enough_to_have_some() -> None:
    def criterion_prints_more(parts: list[Any]) -> None:
        parts[0]["groups"][0]["criteria"][3]["points"] += 1

    half = {"1.1": 1, "5": 0}
    assert true_totals(criterion_prints_more, **half)[1] == 17
    assert true_totals(criterion_prints_more, **half | {"1.4": 0})[1] == 15


def test_a_doubt_that_touches_a_star_widens_it_on_that_side_alone() -> None:
    document = SMALL.resolved()
    _group_prints_less(document["parts"])
    table = table_of(ProductSet(document))
    bounds = bounds_of(rate(table, Review(), sheet_for(SMALL, BEST | {"1.1": 3, "5": 0})))
    assert (bounds.total, bounds.true_total) == ((18, 18), (17, 19))
    assert (bounds.star, bounds.true_star) == ((2, 2), (2, 2))  # what the minimum of 5 costs
    bounds = bounds_of(rate(table, Review(), sheet_for(SMALL, BEST | {"1.3": 0})))
    assert (bounds.star, bounds.true_star) == ((5, 5), (4, 5))
    assert (bounds.at_most, bounds.at_least) == (True, False)
