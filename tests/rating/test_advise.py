"""The way to the next star: what may change, what is kept, which case an item takes."""

from __future__ import annotations

from typing import Any

import pytest
from support.strategies import rate

import ocop_scoring as ocop

TOURISM = {
    "1.1": 3, "1.2": 5, "1.3": 4, "1.4": 1, "2.1": 5, "2.2": 1, "2.3": 5, "3.1": 3, "3.2": 1,
    "3.3": 4, "3.4": 3, "3.5": 3, "4.1": 5, "4.2": 3, "4.3": 2, "4.4": 4, "4.5": 3, "5.1": 4,
    "5.2": 1, "5.3": 2, "6": 3, "7": 1, "8": "b-recognised", "9": "b-trained", "10": 1, "11": 1,
    "12": 1, "13": 4, "14": 4, "15": 0, "16": 3, "17": 2,
}  # fmt: skip
"""A service point (case b) of set 26 with 87 points; item 15 reaches no level."""


def _ways(law: ocop.Ruleset, marks: dict[str, Any]) -> ocop.Plan:
    plan = rate(law.product_set(26), marks).next_star
    assert plan is not None
    return plan


@pytest.mark.parametrize(("case", "levels"), [("b", ("b-recognised", "b-trained"))])
def test_an_item_without_a_level_takes_the_case_of_its_pair(
    law: ocop.Ruleset, case: str, levels: tuple[str, str]
) -> None:
    plan = _ways(law, TOURISM | dict(zip(("8", "9"), levels, strict=True)))
    (change,) = plan.changes
    assert change.criterion == "15"
    assert [level.case for level in change.to_levels] == [case]


def test_items_without_a_level_all_take_one_case(law: ocop.Ruleset) -> None:
    plan = _ways(law, TOURISM | {"8": 0, "9": 0, "15": 0, "13": 0})
    cases = {level.case for change in plan.changes for level in change.to_levels} - {None}
    assert len(cases) <= 1


def test_what_is_kept_does_not_change(law: ocop.Ruleset) -> None:
    result = rate(law.product_set(26), TOURISM)
    free, kept = result.plan(), result.plan(["15"])
    assert free is not None
    assert kept is not None
    assert "15" in [change.criterion for change in free.changes]
    assert "15" not in [change.criterion for change in kept.changes]
    assert len(kept.changes) >= len(free.changes)


def test_no_way_is_left_where_what_must_change_is_kept(law: ocop.Ruleset) -> None:
    table = law.product_set(8)
    marks = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in table.criteria}
    result = rate(table, marks | {"9": 0})
    assert result.plan() is not None
    assert result.plan(["9"]) is None
    said = result.on_next_star("vi", ["9"])
    assert any("Không có cách nào" in line for line in said)


def test_what_the_producer_legally_is_stays_unless_asked(law: ocop.Ruleset) -> None:
    table = law.product_set(8)
    marks = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in table.criteria}
    result = rate(table, marks | {"3.1": 1, "11": 0, "1.7": 0, "2.4": "no", "3.3": 0, "4.3": 1})
    kept, free = result.plan(), result.plan(change_kind=True)
    assert kept is not None
    assert free is not None
    assert "3.1" not in [change.criterion for change in kept.changes]
    assert free == result.next_star


def test_a_kept_number_that_the_table_does_not_have_is_named(law: ocop.Ruleset) -> None:
    with pytest.raises(ocop.FilingError, match=r"unknown-criterion.*99"):
        rate(law.product_set(26), TOURISM).plan(["99"])


def test_where_only_another_legal_form_would_do_there_is_a_way_just_if_it_may_change(
    law: ocop.Ruleset,
) -> None:
    table = law.product_set(8)
    marks = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in table.criteria}
    lowest = min(table.criterion("3.1").levels, key=lambda level: level.points).id
    result = rate(table, marks | {"3.1": lowest, "1.3": 2, **dict.fromkeys(LOST, 0)})
    assert (result.star, result.total) == (4, 89)
    others = [number for number in marks if number != "3.1"]
    free = result.plan(others, change_kind=True)
    assert free is not None
    assert [change.criterion for change in free.changes] == ["3.1"]
    assert result.plan(others) is None


LOST = ("1.7", "2.4", "3.3", "11")
"""Items without minimums."""


def test_a_plan_in_plain_values_has_the_keys_of_the_contract(law: ocop.Ruleset) -> None:
    plan = _ways(law, TOURISM)
    (change,) = plan.changes
    assert plan.as_json() == {
        "star": 5,
        "points_missing": "3",
        "changes": [
            {"criterion": "15", "from": None, "to": change.to, "points": str(change.points)}
        ],
    }
