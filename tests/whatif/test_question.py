"""What to look at next: counted exactly, held against every way to complete a sheet."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_tables import came, completions, is_open, items, small_tables, table_from
from support.strategies import TABLES, partial_marks, rate, sheet_for

from ocop_scoring.filing.evidence import Review
from ocop_scoring.rating.outcome import rate as rate_outcome
from ocop_scoring.whatif.question import questions_of

Doc = dict[str, Any]


def stars_of(document: Doc, marks: dict[str, Any]) -> Counter[int]:
    """The stars of all ways to complete a sheet: what is closed has one way only."""
    found: dict[Any, int] = {}
    for sheet in completions(document, marks):
        seen = []
        for item in items(document):
            number = item["number"]
            is_free = number not in marks and is_open(document, item, sheet)
            zero = [lv["id"] for lv in item["levels"] if lv["points"] == 0 and "case" not in lv]
            way = sheet[number] or tuple(zero[:1])
            seen.append((way if item["mode"] == "one" else sheet[number]) if is_free else None)
        found[tuple(seen)] = came(document, sheet)[2]
    return Counter(found.values())


@settings(max_examples=25)
@given(st.data())
def test_all_ways_to_complete_a_sheet_are_counted(data: st.DataObject) -> None:
    document = data.draw(small_tables())
    table = table_from(document)
    every = items(document)
    numbers = [item["number"] for item in every]
    left_open = data.draw(st.sets(st.sampled_from(numbers), min_size=1, max_size=3))
    marks: dict[str, Any] = {
        item["number"]: data.draw(st.sampled_from([(), *[(lv["id"],) for lv in item["levels"]]]))
        for item in every
        if item["number"] not in left_open
    }
    zeros = {
        i["number"]: [v["id"] for v in i["levels"] if not v["points"] and "case" not in v]
        for i in every
    }
    modes = {item["number"]: item["mode"] for item in every}
    marks = {
        n: way or (tuple(zeros[n][:1]) if modes[n] == "one" else ()) for n, way in marks.items()
    }
    written = {n: list(way) if modes[n] == "sum" else (*way, 0)[0] for n, way in marks.items()}
    outcome = rate_outcome(table, Review(), sheet_for(table.product_set, written))
    found = questions_of(outcome)
    if found is None:
        return
    assert dict(found.stars) == dict(stars_of(document, marks))
    for question in found.questions:
        for answer in question.answers:
            way = tuple([level.id for level in answer.levels])
            if question.printed.mode == "one":  # of lines that add up, several sets are one answer
                mine = stars_of(document, marks | {question.criterion: way})
                assert dict(answer.stars) == dict(mine)
        sheets = sum([answer.sheets for answer in question.answers])
        left = sum([answer.sheets * len(answer.stars) for answer in question.answers])
        assert question.mean_stars == Fraction(left, sheets)
    order = [(q.most_stars, q.mean_stars, numbers.index(q.criterion)) for q in found.questions]
    assert order == sorted(order)


@settings(max_examples=10)
@given(st.data())
def test_the_stars_that_are_left_lie_in_the_range_of_the_result(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    result = rate(table, data.draw(partial_marks(table)))
    found = questions_of(result.outcome)
    if result.range is None or found is None:
        return
    assert (min(found.stars), max(found.stars)) == result.range.star
    for question in found.questions:
        for answer in question.answers:
            assert set(answer.stars) <= set(found.stars)


def test_a_complete_sheet_has_nothing_to_ask() -> None:
    table = TABLES[8]
    assert (
        questions_of(rate(table, dict.fromkeys([c.number for c in table.criteria], 0)).outcome)
        is None
    )
