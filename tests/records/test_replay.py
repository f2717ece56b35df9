"""A record is worked out again from itself alone, under rules that are built of it."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.councils import councils, every_status
from support.folders import INVENTED
from support.papers import demo
from support.strategies import partial_marks, rate, tables

import ocop_scoring as ocop
from ocop_scoring.records.law import catalog_of
from ocop_scoring.records.pieces import piece
from ocop_scoring.records.replay import MOST_NAMED, differences
from ocop_scoring.records.result import result_of

DAY = date(2026, 12, 8)


def sealed(result: ocop.Evaluation | ocop.CouncilResult) -> ocop.Record:
    of_council = result.decided_on if isinstance(result, ocop.CouncilResult) else None
    return ocop.read_record(ocop.seal(result, decided_on=of_council or DAY).to_bytes())


def same(again: ocop.Evaluation | ocop.CouncilResult, result: object) -> None:
    """All that is sealed of it is the same; the rules were built of the record."""
    assert type(again) is type(result)
    assert result_of(again) == result_of(result)  # type: ignore[arg-type]
    assert again.printed == result.printed  # type: ignore[attr-defined]


@settings(max_examples=10)
@given(councils())
def test_a_council_comes_out_as_it_was_sealed(result: ocop.CouncilResult) -> None:
    again = sealed(result).outcome(catalog=None)
    same(again, result)
    assert isinstance(again, ocop.CouncilResult)
    assert (again.mean, again.spread, again.sheets) == (result.mean, result.spread, result.sheets)


@settings(max_examples=10)
@given(st.data())
def test_a_sheet_comes_out_as_it_was_sealed(data: st.DataObject) -> None:
    table = data.draw(tables())
    result = rate(table, data.draw(partial_marks(table)))
    same(sealed(result).outcome(catalog=None), result)


def test_facts_and_papers_are_weighed_again_without_a_vocabulary_but_the_tables() -> None:
    result = demo()
    assert result.dossier.facts
    assert result.dossier.documents
    again = sealed(result).outcome(catalog=None)
    same(again, result)


def test_of_a_catalogue_with_the_same_rules_the_result_is_equal_words_and_all() -> None:
    result = demo()
    again = sealed(result).outcome()
    assert again == result
    assert again.to_json() == result.to_json()
    assert again.explain("en") == result.explain("en")


def test_without_its_rules_a_catalogue_says_what_its_dates_call_for() -> None:
    result = every_status()["rated"]
    again = sealed(result).outcome()  # the built-in catalogue doesn't have the small ruleset
    same(again, result)
    assert "ruleset-not-applicable" in {finding.code for finding in again.findings}
    assert sealed(result).outcome(catalog=INVENTED) == result


def test_rules_of_a_record_are_a_ruleset_with_one_table() -> None:
    record = sealed(demo())
    rules = record.rules()
    assert (rules.id, rules.revision) == ("26-2026", ocop.ruleset("26-2026").revision)
    assert rules.product_set(8) == ocop.ruleset("26-2026").product_set(8)
    assert rules.product_set(8).released is None
    with pytest.raises(ocop.RulesetError, match="table-not-in-record"):
        rules.product_set(9)
    again = pickle.loads(pickle.dumps(record.outcome(catalog=None)))
    assert again.total == demo().total


def test_the_words_of_a_replay_without_a_catalogue_are_those_of_the_record() -> None:
    again = sealed(demo()).outcome(catalog=None)
    assert again.verdict("vi") == demo().verdict("vi")
    assert again.printed.criteria[0].levels[0].words.en is None


# What can't be worked out


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (
            "engine",
            1,
            "other-engine: the record was worked out by engine 1, and this version has engine 2",
        ),
        ("engine", 3, "other-engine"),
        ("product_set/parts", [], "not-law"),
        ("product_set/parts", {}, "not-law"),
        ("product_set/vocabulary", None, "not-law"),
        ("ruleset/stars", 7, "not-law"),
        ("ruleset/id", "148-2023", "wrong-shape"),
        ("ruleset/product_sets", [1, 2], "wrong-shape"),
        ("product_set/parts/0/points", 10**12, "out-of-range"),
        ("dossier/product", {}, "missing-field"),
        ("dossier/facts/share_of_local_workers", "many", "not-a-share"),
        ("sheets/0/marks/1.1", 99, "unknown-points"),
        ("sheets/0/product_set", 9, "other-product-set"),
    ],
)
def test_what_makes_no_result_is_refused_in_a_sentence(path: str, value: Any, said: str) -> None:
    document = sealed(demo()).document
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    place: Any = document
    for step in steps:
        place = place[step]
    place[last] = value
    with pytest.raises(ocop.OcopError, match=said):
        ocop.read_record(document).outcome(catalog=None)


def test_sheets_stand_in_the_councils_order() -> None:
    document = sealed(every_status()["rated"]).document
    document["sheets"].reverse()
    document["digests"]["sheets"].reverse()
    with pytest.raises(ocop.RecordError, match="sheets wrong-shape"):
        ocop.read_record(document).outcome(catalog=None)


def test_a_catalogue_is_a_catalogue() -> None:
    assert catalog_of(None) is None
    assert catalog_of(INVENTED) is INVENTED
    with pytest.raises(TypeError, match="a Catalog"):
        catalog_of("26-2026")  # type: ignore[arg-type]


# Where two documents differ


def test_what_differs_is_named_by_its_path() -> None:
    expected = {"a": 1, "b": [1, {"c": None}], "d": "x"}
    found = {"a": True, "b": [1, {"c": 0}], "e": "x" * 200}
    said = differences(piece(expected), piece(found), "result")
    assert [(d.path, d.expected, d.found) for d in said[:3]] == [
        ("result/a", "1", "true"),
        ("result/b/1/c", "null", "0"),
        ("result/d", '"x"', "–"),
    ]
    assert (said[3].path, said[3].found[-1]) == ("result/e", "…")
    assert differences(piece(expected), piece(expected), "") == []


def test_no_more_places_are_named_than_people_read() -> None:
    many = {str(n): n for n in range(100)}
    assert len(differences(piece(many), piece({}), "")) == MOST_NAMED
    assert [d.path for d in differences(piece([1]), piece([1, 2]), "p")] == ["p"]
