"""Criteria with two cases: which case an item takes, and which items of a pair differ."""

from __future__ import annotations

from typing import Any

import pytest
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.rating.cases import decided_case, differing, ways_to_choose

LAW_781 = "1048-2019+781"


def _rated(number: int, marks: dict[str, Any], kind: str = "cooperative") -> ocop.Evaluation:
    rules = ocop.ruleset(LAW_781)
    table = rules.product_set(number)
    dossier = dossier_for(table).model_dump()
    dossier["producer"]["kind"] = kind
    dossier["application"]["submitted_on"] = "2021-06-01"
    return ocop.score(rules, ocop.read_dossier(dossier), sheet_for(table, marks))


def _ways(result: ocop.Evaluation) -> list[dict[str, str]]:
    outcome = result.outcome
    ways = ways_to_choose(outcome.table, outcome.choices.criteria, outcome.review)
    numbers = outcome.table.numbers
    return [{numbers[place]: case for place, case in way.items()} for way in ways]


@pytest.mark.parametrize(
    ("kind", "case"),
    [
        ("cooperative", "a"),
        ("joint-stock-company", "a"),
        ("household", "b"),
        ("private-enterprise", "b"),
        ("limited-company", None),  # one member or several: the dossier doesn't say
        ("other", None),
    ],
)
def test_the_producers_kind_decides_the_case_of_an_item(kind: str, case: str | None) -> None:
    result = _rated(1, {}, kind)
    item = result.printed.criterion("3.2")
    assert decided_case(item, result.outcome.review) == case
    ways = {way["3.2"] for way in _ways(result)}
    assert ways == ({case} if case else {"a", "b"})


def test_items_of_a_pair_take_one_case_and_an_item_alone_its_own() -> None:
    ways = _ways(_rated(26, {}))
    assert [way["3.2"] for way in ways] == ["a", "a"]
    assert [{way["9"], way["10"], way["16"]} for way in ways] == [{"a"}, {"b"}]


def test_an_item_without_a_level_takes_the_case_that_its_pair_has() -> None:
    ways = _ways(_rated(26, {"9": "b-certified"}))
    assert [(way["10"], way["16"]) for way in ways] == [("b", "b")]
    assert "9" not in ways[0]


def test_an_item_alone_says_nothing_about_the_case_of_a_pair() -> None:
    ways = _ways(_rated(26, {"3.2": "a-half-or-local-woman"}))
    assert [{way["9"], way["10"], way["16"]} for way in ways] == [{"a"}, {"b"}]


def test_only_items_of_one_pair_are_held_against_each_other() -> None:
    mixed = {"3.2": "a-half-or-local-woman", "9": "b-certified", "10": "b-safe"}
    assert not list(differing(_rated(26, mixed).outcome.choices.criteria))
    (items,) = differing(_rated(26, mixed | {"10": "a-all"}).outcome.choices.criteria)
    assert [choice.number for choice in items] == ["9", "10"]


def test_a_table_without_cases_has_one_way(law: ocop.Ruleset) -> None:
    result = ocop.score(law, dossier_for(law.product_set(8)), sheet_for(law.product_set(8), {}))
    assert _ways(result) == [{}]
    assert not list(differing(result.outcome.choices.criteria))
