"""What the true mean and star of a council may be: of one sheet as that sheet's own, of several
between all ways to complete them.
"""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.amounts import examples
from support.folders import INVENTED
from support.mini import BEST
from support.small_tables import completions, items, marks_of, small_tables, table_from
from support.strategies import partial_marks, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import Review
from ocop_scoring.rating.bounds import bounds_of
from ocop_scoring.rating.council_bounds import council_bounds
from ocop_scoring.rating.outcome import Outcome, rate
from ocop_scoring.rating.policy import standing_of
from ocop_scoring.rating.table import Table, table_of
from ocop_scoring.rules.product_set import ProductSet

SHIPPED = {policy.id: policy for policy in ocop.policies()}
POLICY = SHIPPED["majority-minimums"]
UNSURE = [
    rules.product_set(number)
    for rules in ocop.rulesets()
    for number in rules.numbers
    if rules.product_set(number).caveats
]
SMALL = INVENTED.ruleset("mini-2030").product_set(1)
TEA = ocop.ruleset("148-2023").product_set(11)


def outcome_of(table: Table, marks: dict[str, Any], **changes: Any) -> Outcome:
    return rate(table, Review(), sheet_for(table.product_set, marks, **changes))


@settings(max_examples=examples(25))
@given(st.data())
def test_of_one_sheet_they_are_those_of_that_sheet(data: st.DataObject) -> None:
    product_set = data.draw(st.sampled_from(UNSURE))
    outcome = outcome_of(table_of(product_set), data.draw(partial_marks(product_set)))
    found = council_bounds(POLICY, outcome.table, [outcome], None, bool(outcome.gates))
    assert found == bounds_of(outcome)


def tea(**changes: Any) -> Outcome:
    """A sheet of a table whose print lacks three points, with the best of everything but these."""
    best = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in TEA.criteria}
    return outcome_of(table_of(TEA), best | changes)


LESS = {"1.b": 1, "1.đ": 1, "1.e": 0, "3.b": 0, "3.c": 1}


def test_of_two_sheets_they_are_the_means_of_what_each_may_truly_come_to() -> None:
    """97 points may truly be 100, 89 may be 92: a mean of 93 may be 96."""
    found = council_bounds(POLICY, table_of(TEA), [tea(), tea(**LESS)], None, False)
    assert (found.total, found.true_total) == ((93, 93), (93, 96))
    assert (found.star, found.true_star) == ((5, 5), (5, 5))
    found = council_bounds(POLICY, table_of(TEA), [tea(**LESS)] * 2, None, False)
    assert (found.total, found.true_total) == ((89, 89), (89, 92))
    assert (found.star, found.true_star) == ((4, 4), (4, 5))
    assert (found.at_most, found.at_least) == (False, True)


def test_points_that_print_lacks_are_shared_among_all_counted_sheets() -> None:
    """A sheet without points in the doubted rows has none of them; the mean has a half."""
    nothing = outcome_of(table_of(TEA), dict.fromkeys(table_of(TEA).numbers, 0))
    found = council_bounds(POLICY, table_of(TEA), [tea(), nothing], None, False)
    assert (found.total, found.true_total) == ((Fraction(97, 2),) * 2, (Fraction(97, 2), 50))
    assert found.true_star == (2, 2)  # a minimum that one of two sheets misses is lost


def test_where_a_row_prints_less_than_stands_below_it_the_mean_may_be_lower() -> None:
    """The best sheet may have a point less there, one without points there may not; and each may
    have a point more of the part, which then prints one more than its groups.
    """
    document = SMALL.resolved()
    document["parts"][1]["groups"][0]["points"] -= 1
    table = table_of(ProductSet(document))
    best, less = (outcome_of(table, BEST | more) for more in ({}, {"2.1": 0, "2.2": 0}))
    found = council_bounds(POLICY, table, [best, less, less], None, False)
    assert found.total == (Fraction(50, 3), Fraction(50, 3))
    assert found.true_total == (Fraction(49, 3), Fraction(53, 3))
    alone = council_bounds(POLICY, table, [best], None, False)
    assert (alone.total, alone.true_total) == ((20, 20), (19, 20))


def test_where_the_advisory_teams_sheet_decides_minimums_the_stars_are_by_that_sheet() -> None:
    policy, table = SHIPPED["advisory-minimums"], table_of(SMALL)
    best, less = outcome_of(table, BEST), outcome_of(table, BEST | {"1.1": 0})
    assert council_bounds(policy, table, [best], less, False).star == (2, 2)
    assert council_bounds(policy, table, [best], best, False).star == (5, 5)


def test_of_a_rejected_dossier_only_the_mean_is_in_doubt() -> None:
    found = council_bounds(POLICY, table_of(TEA), [tea(**LESS)], None, True)
    assert (found.star, found.true_star, found.true_total) == (None, None, (89, 92))
    assert found.lacks_minimums is False


@settings(max_examples=examples(60), deadline=None)
@given(
    document=small_tables(),
    data=st.data(),
    minimums=st.sampled_from(["every-member", "majority", "mean"]),
)
def test_of_open_sheets_they_are_between_all_ways_to_complete_them(
    document: Any, data: st.DataObject, minimums: str
) -> None:
    # A minimum that no points are asked for is met by a mark of 0, but not by "no level".
    levels = [level for item in items(document) for level in item["levels"]]
    assume(all(level["points"] or "minimum" not in level for level in levels))
    table = table_from(document)
    policy = POLICY.model_copy(update={"minimums": minimums, "mean": "criteria"})
    modes = {item["number"]: item["mode"] for item in items(document)}

    def given_marks(marks: Any) -> dict[str, Any]:
        return {
            number: list(ids) if modes[number] == "sum" else ids[0] if ids else 0
            for number, ids in marks.items()
        }

    drawn = []
    for _ in range(2):
        marks = {
            item["number"]: data.draw(st.sampled_from(marks_of(item))) for item in items(document)
        }
        left_out = data.draw(st.sets(st.sampled_from(list(marks)), max_size=2))
        drawn.append({n: mark for n, mark in marks.items() if n not in left_out})
    ways = [list(completions(document, marks)) for marks in drawn]
    assume(len(ways[0]) * len(ways[1]) <= 200)
    standings = [
        standing_of(policy, table, [outcome_of(table, given_marks(m)) for m in both])
        for both in itertools.product(*ways)
    ]
    counted = [outcome_of(table, given_marks(marks)) for marks in drawn]
    found = council_bounds(policy, table, counted, None, False)
    means = [standing.mean for standing in standings]
    stars = [standing.star for standing in standings]
    assert found.total == (min(means), max(means))
    assert found.star == (min(stars), max(stars))
