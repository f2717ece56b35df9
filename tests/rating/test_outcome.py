"""The heart in numbers: five steps, one frozen outcome."""

from __future__ import annotations

from typing import Any

import pytest
from support.folders import INVENTED
from support.strategies import RULESETS, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import Review
from ocop_scoring.rating.outcome import Outcome, rate
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.product_set import ProductSet

SMALL = INVENTED.ruleset("mini-2030").product_set(1)
SHRIMP = RULESETS["26-2026"].product_set(8)
GOOD = {"1.1": 3, "1.2": 3, "1.3": 2, "1.4": 1, "2.1": 3, "2.2": 2, "3.1.1": 2, "4": "a-full"}


def rated(marks: dict[str, Any], table: ProductSet = SMALL, **changes: Any) -> Outcome:
    return rate(table_of(table), Review(), sheet_for(table, marks, **changes))


def test_an_outcome_has_the_results_of_all_five_steps() -> None:
    outcome = rated(GOOD | {"5": ["tea", "guides"]})
    assert [choice.points for choice in outcome.choices.criteria] == [3, 3, 2, 1, 3, 2, 2, 2, 2]
    assert outcome.gates == ()
    assert (outcome.tally.total, outcome.tally.parts, outcome.tally.open) == (20, (9, 11), 0)
    assert (outcome.award.star_by_points, outcome.award.star) == (5, 5)
    assert outcome.unmet == ()
    assert (outcome.status, outcome.range) == ("rated", None)


def test_an_outcome_can_not_be_changed() -> None:
    outcome = rated(GOOD)
    with pytest.raises(AttributeError):
        outcome.unmet = ()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        outcome.star = 5  # type: ignore[misc]
    with pytest.raises(TypeError):
        outcome.parts["A"] = 20


def test_a_star_is_lost_to_the_lowest_minimum_that_is_missed() -> None:
    outcome = rated(GOOD | {"5": ["tea", "guides"], "1.1": 0})
    assert (outcome.tally.lost, outcome.star_by_points, outcome.star) == (3, 4, 2)
    assert [(u.star, u.criterion, u.needs, u.has) for u in outcome.unmet] == [
        (3, "1.1", "some", None),
        (4, "1.1", "most", None),
    ]


def test_minimums_of_stars_that_the_points_do_not_reach_are_not_listed() -> None:
    outcome = rated(dict.fromkeys(table_of(SMALL).numbers, 0) | {"3.1.1": 1})
    assert (outcome.star_by_points, outcome.star, outcome.unmet) == (1, 1, ())
    assert outcome.tally.lost == 3


def test_at_least_the_lowest_star_remains() -> None:
    document = SMALL.resolved()
    document["ruleset"] = dict(document["ruleset"]) | {
        "stars": {"4": "from 10 to 20", "3": "below 10"}
    }
    outcome = rated(GOOD | {"5": ["tea", "guides"], "1.1": 0}, ProductSet(document))
    assert (outcome.star_by_points, outcome.star) == (4, 3)


def test_an_open_sheet_has_no_star_but_what_is_still_possible() -> None:
    outcome = rated(GOOD)
    assert (outcome.status, outcome.star, outcome.star_by_points) == ("incomplete", None, None)
    assert outcome.range is not None
    assert (outcome.range.total, outcome.range.star) == ((18, 20), (2, 5))
    assert outcome.tally.open == 1


def test_a_gate_takes_star_and_range_but_not_the_points() -> None:
    for marks, by_points in ((GOOD, None), (GOOD | {"5": 0}, 5)):
        outcome = rated(marks, rejects=["forged"])
        assert (outcome.status, outcome.star, outcome.range) == ("rejected", None, None)
        assert (outcome.tally.total, outcome.star_by_points) == (18, by_points)


@pytest.mark.parametrize(
    ("points", "raised"), [(0, True), (1, False), (None, False)], ids=["0", "1", "open"]
)
def test_a_gate_of_marks_is_raised_by_a_mark_and_not_by_an_open_item(
    points: int | None, raised: bool
) -> None:
    marks = {} if points is None else {"3.1.1": points}
    assert [gate.id for gate in rated(marks).gates] == (["zero-look"] if raised else [])


def test_gates_stand_in_printed_order_once_for_each_who_raised_them() -> None:
    gates = rated({"3.1.1": 0}, rejects=["zero-look", "forged"]).gates
    assert [(gate.id, gate.source) for gate in gates] == [
        ("forged", "sheet"),
        ("zero-look", "sheet"),
        ("zero-look", "marks"),
    ]


# Which readings a result rests on


def test_a_lost_star_rests_on_the_reading_of_lost_stars() -> None:
    lost = rated(GOOD | {"5": 0, "1.1": 1})
    kept = rated(GOOD | {"5": ["tea", "guides"]})
    assert "lost-star" in lost.readings
    assert "lost-star" not in kept.readings


def test_a_ticked_level_and_a_raised_gate_rest_on_their_readings() -> None:
    assert rated({"1.2": "half"}).readings == ("exactly-half",)
    assert rated({}, rejects=["imported"]).readings == ("imported-effect",)
    assert rated({"1.2": "over-half"}).readings == ()


def test_the_reading_of_minimums_is_cited_only_where_a_minimum_is_in_reach() -> None:
    table = ocop.ruleset("1048-2019+781").product_set(1)
    reading = table.minimums_reading
    assert reading
    best = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in table.criteria}
    lowest = min(minimum.star for minimum in table.minimums)
    for marks in (best, dict.fromkeys(best, 0)):
        outcome = rate(table_of(table), Review(), _sheet_of(table, marks))
        reaches = (outcome.star_by_points or 0) >= lowest
        assert (reading in outcome.readings) is reaches


def _sheet_of(table: ProductSet, marks: dict[str, Any]) -> ocop.ScoreSheet:
    return ocop.ScoreSheet.model_validate(
        {
            "format": "ocop-sheet/1",
            "ruleset": table.ruleset,
            "assessor": {"id": "m1", "role": "member"},
            "marks": marks,
        }
    )


def test_a_result_cites_every_reading_of_what_it_rests_on() -> None:
    document = SMALL.resolved() | {"rests_on": ["of-the-table"]}
    first, second = document["parts"][0]["groups"][0]["criteria"][:2]
    first["reading"] = "of-the-row"
    second["reading"] = "of-another-row"
    first["levels"][1] |= {"reading": "of-the-level", "readings": ["of-the-level", "and-another"]}
    gate = document["gates"][0]
    gate |= {"reading": "of-the-ground", "readings": ["of-the-ground", "and-of-it"]}
    marks = {"1.1": 3}
    cited = rated(marks, ProductSet(document)).readings
    assert cited == ("and-another", "of-the-level", "of-the-row", "of-the-table")
    cited = rated({}, ProductSet(document), rejects=["forged"]).readings
    assert cited == ("and-of-it", "of-the-ground", "of-the-table")


@pytest.mark.parametrize(("points", "is_cited"), [(9, False), (10, True), (None, False)])
def test_a_minimum_of_just_the_star_by_points_is_in_reach(
    points: int | None, is_cited: bool
) -> None:
    """10 points are 3 stars, and the lowest minimum is one of 3 stars; an open sheet has no star."""
    document = SMALL.resolved()
    document["ruleset"] = document["ruleset"] | {"readings": {"minimums": "of-minimums"}}
    marks = dict.fromkeys(table_of(SMALL).numbers, 0) | {"1.1": 3, "1.2": 3, "1.3": 2, "3.1.1": 1}
    if points is None:
        del marks["5"]
    marks["1.4"] = int(points == 10)
    outcome = rated(marks, ProductSet(document))
    assert ("of-minimums" in outcome.readings) is is_cited


def test_a_table_without_minimums_rests_on_no_reading_of_them() -> None:
    document = SMALL.resolved()
    document["ruleset"] = document["ruleset"] | {"readings": {"minimums": "of-minimums"}}
    for part in document["parts"]:
        for group in part["groups"]:
            for criterion in group["criteria"]:
                for level in criterion["levels"]:
                    level.pop("minimum", None)
    assert rated(GOOD | {"5": 0}, ProductSet(document)).readings == ()
