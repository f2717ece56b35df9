"""What `ocop reach` says of every sheet of a table, against brute force on small tables, against
HiGHS and random sheets on a decision's, and each witness by hand.

All 130 tables, a million sheets each: `python -m oracle.judge` (in `tests`).
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from oracle import draw, judge, sheets
from support.amounts import examples
from support.extras import extra
from support.small_tables import small_tables

import ocop_scoring as ocop
from ocop_scoring.rules.product_set import ProductSet

DECISION = "26-2026"
TABLES = [("148-2023", 1), ("1048-2019", 26)]
"""Conditional criteria with minimums; lines that add up."""


@settings(max_examples=examples(60))
@given(small_tables())
def test_reach_says_of_small_tables_what_looking_at_each_sheet_says(
    document: dict[str, Any],
) -> None:
    small = ProductSet(document)
    printed, reach = small.as_json(), ocop.reach(small).as_json()
    assert sheets.said(reach) == sheets.every_sheet(sheets.read_table(printed))
    assert [*judge.witnesses(printed, reach)] == []


def test_highs_finds_the_ends_that_reach_says_in_every_table_of_a_decision() -> None:
    highspy = extra("highspy")
    rules = ocop.ruleset(DECISION)
    for number in rules.numbers:
        table = sheets.read_table(rules.product_set(number).as_json())
        reach = ocop.reach(rules, product_set=number).as_json()
        assert [*judge.by_solving(table, reach, highspy)] == [], number


@pytest.mark.parametrize(("ruleset", "number"), TABLES)
def test_random_sheets_and_witnesses_contradict_nothing_that_reach_says(
    ruleset: str, number: int
) -> None:
    document = ocop.ruleset(ruleset).product_set(number).as_json()
    table = sheets.read_table(document)
    reach = ocop.reach(ruleset, product_set=number).as_json()
    drawn = draw.drawn(table, 20_000, number, extra("numpy"))
    assert [*judge.by_drawing(table, sheets.said(reach), drawn)] == []
    assert [*judge.witnesses(document, reach)] == []


def test_counting_agrees_with_reach_where_lines_add_up() -> None:
    document = ocop.ruleset("1048-2019").product_set(26).as_json()
    reach = ocop.reach("1048-2019", product_set=26).as_json()
    assert [*judge.by_counting(sheets.read_table(document), document, reach)] == []


def test_the_judge_sees_a_statement_that_is_off_by_one() -> None:
    document = ocop.ruleset(DECISION).product_set(8).as_json()
    table = sheets.read_table(document)
    reach = ocop.reach(DECISION, product_set=8).as_json()
    star = reach["stars"]["4"]
    star["most_points_without"] = str(int(star["most_points_without"]) - 1)
    star["fewest_points"] = str(int(star["fewest_points"]) + 1)
    found = {
        *judge.by_solving(table, reach, extra("highspy")),
        *judge.witnesses(document, reach),
    }
    assert len(found) == 3  # HiGHS, and both witnesses
