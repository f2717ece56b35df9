"""Sheets drawn at random: their weights against every sheet of small tables weighed one by one."""

from __future__ import annotations

from collections import Counter
from math import comb, lcm
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.amounts import examples
from support.small_tables import came, every_sheet, is_open, items, small_tables

from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.workshop.impact.drawn_sheets import (
    BITS,
    QUALITIES,
    Asked,
    SheetsOfTable,
    thresholds,
)
from ocop_scoring.workshop.reach.space import space_of

Doc = dict[str, Any]
FIRST_CASE = "a"


def _weight(document: Doc, marks: dict[str, tuple[str, ...]], quality: int) -> int:
    """The weight of one sheet: for each criterion that of its mark, of a closed one that of all."""
    weight = 1
    for item in items(document):
        options = _options(document, item)
        if is_open(document, item, marks):
            weight *= options.get(marks[item["number"]], {}).get(quality, 0)
        else:
            weight *= sum(one[quality] for one in options.values())
    return weight


def _options(document: Doc, item: Doc) -> dict[tuple[str, ...], dict[int, int]]:
    """By what is ticked and by quality the weight of each mark of a criterion, in the first case."""
    case_of = {level["id"]: level.get("case") for level in item["levels"]}
    points = {level["id"]: level["points"] for level in item["levels"]}
    ticked = {
        marks[item["number"]]
        for marks in every_sheet(document | _alone(document, item))
        if all(case_of[name] in (None, FIRST_CASE) for name in marks[item["number"]])
    }
    worth = {one: sum(points[name] for name in one) for one in ticked}
    counts = Counter(worth.values())
    order, whole = sorted(counts), lcm(*counts.values())
    throws = len(order) - 1
    return {
        one: {
            q: comb(throws, order.index(of)) * q ** order.index(of)
            * (10 - q) ** (throws - order.index(of)) * whole // counts[of]
            for q in QUALITIES
        }
        for one, of in worth.items()
    }  # fmt: skip


def _alone(document: Doc, item: Doc) -> Doc:
    """The same table with one criterion alone, which nothing opens."""
    alone = {key: value for key, value in item.items() if key != "only_if"}
    part = document["parts"][0]
    group = part["groups"][0] | {"criteria": [alone]}
    return {"parts": [part | {"groups": [group]}]}


@settings(max_examples=examples(25))
@given(small_tables().filter(lambda found: all(i["mode"] == "one" for i in items(found))))
def test_what_is_drawn_weighs_as_much_as_all_such_sheets_one_by_one(document: Doc) -> None:
    sheets = SheetsOfTable(space_of(ProductSet(document)))
    cases = tuple(FIRST_CASE for _ in sheets.pairs)
    every: Counter[Asked] = Counter()
    for marks in every_sheet(document):
        _, by_points, star = came(document, marks)
        asked = Asked(star, star < by_points)
        every[asked] += sum(_weight(document, marks, quality) for quality in QUALITIES)
    found = sheets.weights(cases)
    assert found == {asked: weight for asked, weight in every.items() if weight}


@settings(max_examples=examples(25))
@given(small_tables(), st.integers(2, 4), st.booleans(), st.data())
def test_a_sheet_that_is_drawn_is_as_asked_for(
    document: Doc, star: int, is_lowered: bool, data: st.DataObject
) -> None:
    table = ProductSet(document)
    sheets = SheetsOfTable(space_of(table))
    cases = tuple(FIRST_CASE for _ in sheets.pairs)
    asked = Asked(star, is_lowered)
    size = 1 + len(table.criteria)
    numbers = data.draw(st.lists(st.integers(0, 2**BITS - 1), min_size=size, max_size=size))
    marks = sheets.marks(asked, cases, numbers)
    assert list(marks) == [number for number in space_of(table).table.numbers if number in marks]
    _, by_points, came_out = came(document, _ticked(table, marks))
    there = sheets.weights(cases)
    if asked in there:
        assert (came_out, came_out < by_points) == asked
    else:
        lower = [one.star for one in there if one.star <= star]
        assert came_out == (max(lower) if lower else min(one.star for one in there))


def _ticked(table: ProductSet, marks: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    found = {}
    for criterion in table.criteria:
        mark = marks.get(criterion.number, 0)
        zero = criterion.zero if criterion.mode == "one" and mark == 0 else None
        fits = [level.id for level in criterion.levels if mark in (level.id, level.mark)]
        named = [zero.id] if zero else fits
        found[criterion.number] = mark if isinstance(mark, tuple) else tuple(named)
    return found


@pytest.mark.parametrize(
    ("weights", "found"),
    [
        ([1], [2**BITS]),
        ([1, 1], [2**63, 2**BITS]),
        ([1, 0, 3], [2**62, 2**62, 2**BITS]),
    ],
)
def test_random_numbers_are_split_by_weight(weights: list[int], found: list[int]) -> None:
    assert list(thresholds(weights)) == found
