"""The way to the next star: what may change, what is kept, which case an item takes."""

from __future__ import annotations

from typing import Any

import pytest
from support.small_tables import criterion_of, document_of, table_from
from support.strategies import RULESETS, rate, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import Review
from ocop_scoring.frozen import FrozenDict
from ocop_scoring.rating.advise import Plan, next_star
from ocop_scoring.rating.outcome import rate as rate_outcome
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.product_set import ProductSet

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


# Which of two plans is the better one: small tables, whose 2 stars begin at so many points


def plan_from_nothing(
    criteria: list[dict[str, Any]], start: int, marks: dict[str, Any] | None = None, **how: Any
) -> Plan:
    """The way to 2 stars of a sheet with these marks, all others 0."""
    table = table_from(document_of(criteria, [start, 99]))
    given = dict.fromkeys(table.numbers, 0) | (marks or {})
    plan = next_star(rate_outcome(table, Review(), sheet_for(table.product_set, given)), **how)
    assert plan is not None
    assert plan.star == 2
    return plan


def raised(plan: Plan) -> list[tuple[str, Any]]:
    return [(change.criterion, change.to) for change in plan.changes]


def level(points: int, case: str | None = None, **more: Any) -> dict[str, Any]:
    entries = {"id": f"{case or 'level'}-{points}", "points": points, "vi": "Mức", **more}
    return entries | ({} if case is None else {"case": case})


def one(number: str, *points: int) -> dict[str, Any]:
    """A criterion with levels of these points."""
    return criterion_of(number, [level(p) for p in points])


def paired(number: str, a: int, b: int) -> dict[str, Any]:
    """A criterion with a level for each case, of a pair with all others of two cases."""
    return criterion_of(number, [level(a, "a"), level(b, "b")]) | {"pair": "cases"}


@pytest.mark.parametrize(
    ("criteria", "start", "ways"),
    [
        # Fewer changes go before fewer points …
        (
            [paired("1.1", 2, 4), one("1.2", 1)],
            3,
            [("1.1", "b-4")],
        ),
        # … fewer points before earlier numbers …
        ([paired("1.1", 4, 1), paired("1.2", 1, 3)], 3, [("1.2", "b-3")]),
        # … earlier numbers before lower levels …
        ([paired("1.1", 0, 3), paired("1.2", 3, 0)], 3, [("1.1", "b-3")]),
        # … and then the lower levels stand on the earlier numbers.
        ([paired("1.1", 3, 1), paired("1.2", 1, 3)], 4, [("1.1", "b-1"), ("1.2", "b-3")]),
    ],
    ids=["changes", "points", "numbers", "levels"],
)
def test_of_the_ways_of_two_cases_the_better_one_is_the_plan(
    criteria: list[dict[str, Any]], start: int, ways: list[tuple[str, Any]]
) -> None:
    """Case a is tried first; b is the better one in each of these."""
    assert raised(plan_from_nothing(criteria, start)) == ways


def test_an_item_for_just_two_kinds_of_producers_says_what_the_producer_is() -> None:
    of_kind = criterion_of(
        "1.1",
        [
            level(1, when=[{"producer_kind": ["household"]}]),
            level(2, when=[{"producer_kind": ["cooperative"]}]),
        ],
    )
    criteria = [of_kind, one("1.2", 1, 2)]
    assert raised(plan_from_nothing(criteria, 2)) == [("1.1", "level-2")]
    assert raised(plan_from_nothing(criteria, 2, keep_kind=True)) == [("1.2", "level-2")]


def test_an_item_for_one_kind_of_producers_alone_may_change() -> None:
    kinds = [{"producer_kind": ["household", "farm"]}]
    of_kind = criterion_of("1.1", [level(0), level(1, when=kinds), level(2, when=kinds)])
    criteria = [of_kind, one("1.2", 1, 2)]
    assert raised(plan_from_nothing(criteria, 2, keep_kind=True)) == [("1.1", "level-2")]


def test_of_lines_that_gain_the_same_the_fewest_are_ticked_in_printed_order() -> None:
    lines = [
        {"id": f"line-{place}", "points": p, "vi": "Dòng"} for place, p in enumerate((1, 2, 1, 2))
    ]
    criteria = [criterion_of("1.1", lines, "sum")]
    assert raised(plan_from_nothing(criteria, 2)) == [("1.1", ["line-1"])]
    ticked = {"1.1": ["line-3"]}
    assert raised(plan_from_nothing(criteria, 4, ticked)) == [("1.1", ["line-1", "line-3"])]
    assert raised(plan_from_nothing(criteria, 5, ticked)) == [
        ("1.1", ["line-0", "line-1", "line-3"])
    ]


def test_a_plan_has_the_words_of_its_own_table_whatever_was_asked_before() -> None:
    """English labels are not in the digest: equal tables may differ in them."""
    translated = RULESETS["26-2026"].product_set(8)
    marks = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in translated.criteria}
    marks["9"] = 0

    def words(product_set: ProductSet) -> str | None:
        outcome = rate_outcome(table_of(product_set), Review(), sheet_for(translated, marks))
        plan = next_star(outcome)
        assert plan is not None
        return plan.changes[0].to_levels[0].en

    plain = ProductSet(translated.resolved())
    assert plain == translated
    assert words(translated) is not None
    assert words(plain) is None


def test_the_lower_level_stands_on_the_earlier_number_however_levels_are_called() -> None:
    levels = [level(1, id="z-low"), level(2, id="a-high")]
    criteria = [criterion_of(number, levels) for number in ("1.1", "1.2")]
    assert raised(plan_from_nothing(criteria, 3)) == [("1.1", "z-low"), ("1.2", "a-high")]


def test_a_plan_may_gain_nothing_where_points_are_enough_and_two_minimums_are_missed() -> None:
    levels = [level(1, id="x"), level(1, id="y", minimum=2)]
    criteria = [criterion_of(number, levels) for number in ("1.1", "1.2")]
    plan = plan_from_nothing(criteria, 2, {"1.1": "x", "1.2": "x"})
    assert raised(plan) == [("1.1", "y"), ("1.2", "y")]
    assert (plan.points_missing, plan.gain) == (0, 0)


def test_a_criterion_is_raised_high_enough_to_open_the_one_that_the_plan_raises_too() -> None:
    closed = one("1.2", 1, 2) | {"only_if": {"criterion": "1.1", "at_least": "level-2"}}
    plan = plan_from_nothing([one("1.1", 1, 2), closed], 3)
    assert raised(plan) == [("1.1", "level-2"), ("1.2", "level-1")]


@pytest.mark.parametrize(("is_imported", "case"), [(True, "a"), (False, "b")])
def test_an_item_takes_the_case_that_the_dossier_decides(is_imported: bool, case: str) -> None:
    item = criterion_of("1.1", [level(3, "a"), level(3, "b")])
    for name, wanted in (("a", True), ("b", False)):
        item["cases"][name]["when"] = [{"all_imported": wanted}]
    table = table_from(document_of([item], [3, 99]))
    known = Review(facts=FrozenDict({"all_imported": is_imported}))
    plan = next_star(rate_outcome(table, known, sheet_for(table.product_set, {"1.1": 0})))
    assert plan is not None
    assert raised(plan) == [("1.1", f"{case}-3")]


def test_for_a_number_that_is_nearly_one_of_the_table_that_one_is_named() -> None:
    result = rate(RULESETS["26-2026"].product_set(26), TOURISM)
    numbers = result.outcome.table.numbers
    for number, right in (("99", "9"), ("abc", ", ".join(numbers))):
        with pytest.raises(ocop.FilingError) as problem:
            result.plan([number])
        (fault,) = problem.value.faults
        assert (fault.found, fault.right) == (number, right)
