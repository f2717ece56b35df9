"""On small random tables, against every possibility tried one by one: stars, ranges, plans."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support.amounts import examples
from support.small_tables import (
    came,
    completions,
    items,
    marks_of,
    raises,
    small_tables,
    table_from,
)

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import Review
from ocop_scoring.rating.advise import next_star
from ocop_scoring.rating.outcome import Outcome, rate

Doc = dict[str, Any]
Marks = dict[str, tuple[str, ...]]


@st.composite
def marked(draw: st.DrawFn, open_ones: bool = False) -> tuple[Doc, Marks]:
    document = draw(small_tables())
    marks = {item["number"]: draw(st.sampled_from(marks_of(item))) for item in items(document)}
    left_out = draw(st.sets(st.sampled_from(list(marks)), min_size=1)) if open_ones else set()
    return document, {number: mark for number, mark in marks.items() if number not in left_out}


def rated(document: Doc, marks: Marks) -> Outcome:
    modes = {item["number"]: item["mode"] for item in items(document)}
    sheet = ocop.ScoreSheet.model_validate(
        {
            "format": "ocop-sheet/1",
            "ruleset": "mini-2030",
            "product_set": 1,
            "assessor": {"id": "m1", "role": "member"},
            "marks": {
                number: list(ids) if modes[number] == "sum" else ids[0] if ids else 0
                for number, ids in marks.items()
            },
        }
    )
    return rate(table_from(document), Review(), sheet)


@settings(max_examples=examples(300))
@given(marked())
def test_total_and_stars_are_those_of_the_plain_evaluator(case: tuple[Doc, Marks]) -> None:
    outcome = rated(*case)
    assert (outcome.tally.total, outcome.star_by_points, outcome.star) == came(*case)


@settings(max_examples=examples(200))
@given(marked(open_ones=True))
def test_the_range_is_that_of_all_completions(case: tuple[Doc, Marks]) -> None:
    document, marks = case
    outcome = rated(document, marks)
    if outcome.status == "rated":  # what is left out is closed: it counts 0, nothing is missing
        return
    possible = outcome.range
    every = [came(document, completed) for completed in completions(document, marks)]
    assert possible is not None
    assert possible.total == (
        min(total for total, _, _ in every),
        max(total for total, _, _ in every),
    )
    assert possible.star == (min(star for *_, star in every), max(star for *_, star in every))


@settings(max_examples=examples(200))
@given(marked())
def test_the_plan_is_the_least_of_all_raises_that_reach_the_next_star(
    case: tuple[Doc, Marks],
) -> None:
    document, marks = case
    outcome = rated(document, marks)
    total, _, star = came(document, marks)
    reached = [
        (len(changed), came(document, after)[0] - total, changed)
        for changed, after in raises(document, marks)
        if came(document, after)[2] > star
    ]
    plan = next_star(outcome)
    least = min(reached, default=None)
    if plan is None:
        assert least is None
        return
    numbers = [item["number"] for item in items(document)]
    places = [numbers.index(change.criterion) for change in plan.changes]
    assert (len(plan.changes), plan.gain, places) == least


@settings(max_examples=examples(200))
@given(marked())
def test_a_plan_that_is_carried_out_reaches_its_star(case: tuple[Doc, Marks]) -> None:
    document, marks = case
    outcome = rated(document, marks)
    plan = next_star(outcome)
    if plan is None:
        return
    closed = {c.number: () for c in outcome.choices.criteria if c.source == "condition"}
    raised = {c.criterion: tuple(level.id for level in c.to_levels) for c in plan.changes}
    after = rated(document, marks | closed | raised)
    assert (after.star or 0) >= plan.star
    assert after.tally.total == outcome.tally.total + plan.gain
