"""The formats of the law: what is written, its model and its JSON Schema say the same."""

from __future__ import annotations

import copy
import hashlib
import json
import pickle
from functools import cache
from typing import Any

import jsonschema
import pytest
import rfc8785
from pydantic import ValidationError
from support.folders import ROOT

import ocop_scoring as ocop
from ocop_scoring import formats
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.rules.product_set import ProductSet

TABLES = [
    pytest.param(rules.product_set(number), id=f"{rules.id}/{number}")
    for rules in ocop.rulesets()
    for number in rules.numbers
]
ONE_EACH = [
    pytest.param(rules.product_set(number), id=f"{rules.id}/{number}")
    for rules in ocop.rulesets()
    for number in (1, 8, 26)
]


def written(table: ProductSet, whole: bool = False) -> dict[str, Any]:
    return table.as_json(whole=whole)


@cache
def holds(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((ROOT / "criteria" / "schemas" / f"{name}.json").read_text("utf-8"))
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_read_back_as_it_was_written(table: ProductSet) -> None:
    document = written(table)
    model = formats.ProductSet.model_validate(document)
    assert json.dumps(model.model_dump(mode="json")) == json.dumps(document)


@pytest.mark.parametrize("table", ONE_EACH)
def test_a_table_with_its_document_is_read_back_from_text_too(table: ProductSet) -> None:
    text = json.dumps(written(table, whole=True))
    model = formats.ProductSet.model_validate_json(text)
    assert model == formats.ProductSet.model_validate(json.loads(text))
    assert json.dumps(model.model_dump(mode="json")) == text


@pytest.mark.parametrize("table", ONE_EACH)
def test_a_table_fits_its_schema(table: ProductSet) -> None:
    holds("product-set").validate(written(table, whole=True))


@pytest.mark.parametrize("table", ONE_EACH)
def test_anyone_recomputes_the_digest_from_the_json_alone(table: ProductSet) -> None:
    document = json.loads(json.dumps(written(table, whole=True)))
    canonical = rfc8785.dumps(document["document"])
    assert f"sha256:{hashlib.sha256(canonical).hexdigest()}" == document["digest"]


@pytest.mark.parametrize("table", ONE_EACH)
def test_the_points_of_a_sheet_are_found_by_its_marks(table: ProductSet) -> None:
    """A form built from the JSON alone sends marks that mean the level they stand at."""
    document = written(table)
    items = [c for p in document["parts"] for g in p["groups"] for c in g["criteria"]]
    marks = {
        item["number"]: [item["levels"][-1]["mark"]] if item["mode"] == "sum" else level["mark"]
        for item in items
        for level in item["levels"][-1:]
    }
    result = ocop.score(ocop.ruleset(table.ruleset), _dossier(table), _sheet(table, marks))
    ids = {c.number: [level.id for level in c.levels] for c in result.criteria}
    assert {item["number"]: [item["levels"][-1]["id"]] for item in items} == ids


@pytest.mark.parametrize("table", TABLES)
def test_every_level_of_a_table_has_a_mark_of_its_own(table: ProductSet) -> None:
    for part in written(table)["parts"]:
        for group in part["groups"]:
            for item in group["criteria"]:
                marks = [level["mark"] for level in item["levels"]]
                assert len({str(mark) for mark in marks}) == len(marks), item["number"]
                if item["cases"]:
                    assert 0 not in marks, item["number"]


@pytest.mark.parametrize("table", ONE_EACH)
def test_everything_that_conditions_name_stands_in_the_vocabulary(table: ProductSet) -> None:
    document = written(table)
    asked = [
        entry for key in ("when", "needs", "unless", "waived_by") for entry in _all(document, key)
    ]
    facts = {name for condition in asked for name in condition} - {"document"}
    kinds = {kind for condition in asked for kind in condition.get("document", ())}
    vocabulary = document["vocabulary"]
    assert facts == set(vocabulary["facts"]) - set(vocabulary["beside"])
    assert kinds == set(vocabulary["documents"]) - set(vocabulary["beside"])


def test_bands_have_their_words_and_their_exact_ends() -> None:
    assert written(ocop.ruleset("26-2026").product_set(8))["bands"][1] == {
        "star": 4,
        "points": "from 70 to below 90",
        "low": "70",
        "low_in": True,
        "high": "90",
        "high_in": False,
        "vi": "từ 70 đến dưới 90",
        "en": "from 70 to below 90",
    }


def test_cases_have_their_words_and_the_items_that_share_them() -> None:
    document = written(ocop.ruleset("26-2026").product_set(26))
    assert document["cases"] == [
        {"criteria": ["8", "9", "15"], "pair": "community-or-service-point"}
    ]
    (item,) = [i for i in _all_items(document) if i["number"] == "9"]
    assert list(item["cases"]) == ["a", "b"]
    assert {level["case"] for level in item["levels"]} == {"a", "b"}


def test_items_share_a_pair_of_cases_where_the_ruleset_says_so() -> None:
    document = written(ocop.ruleset("1048-2019+781").product_set(26))
    assert document["cases"] == [
        {"criteria": ["3.2"], "pair": "form-of-producer"},
        {"criteria": ["9", "10", "16"], "pair": "community-or-service-point"},
    ]
    (item,) = [i for i in _all_items(document) if i["number"] == "3.2"]
    assert [len(case["when"]) for case in item["cases"].values()] == [2, 2]
    assert written(ocop.ruleset("26-2026").product_set(8))["cases"] == []


def test_conditions_stand_in_the_rulesets_own_words() -> None:
    document = written(ocop.ruleset("26-2026").product_set(8))
    assert _all_items(document)[0]["levels"][1]["conditions"] == {
        "when": [{"share_of_provincial_materials": "from 50 % to below 75 %"}],
        "needs": None,
    }
    gates = {gate["id"]: gate["conditions"] for gate in document["gates"]}
    assert gates["forged-dossier"] is None
    assert gates["food-safety-certificate"] == {
        "when": None,
        "unless": [{"document": ["food-safety-certificate"]}],
        "waived_by": [{"food_safety_certificate_required": False}],
    }


def test_a_misprint_is_told_in_both_languages_and_its_old_key_says_what_it_said() -> None:
    errata = written(ocop.ruleset("26-2026").product_set(8))["errata"]
    assert [erratum["at"].split("/")[1] for erratum in errata] == ["2.4", "5.2", "5.2"]
    for erratum in errata:
        assert erratum["why"] == (erratum["en"] or erratum["vi"])
        assert list(erratum)[:5] == ["at", "printed", "read_as", "why", "confidence"]


def test_what_was_written_before_keeps_its_place() -> None:
    document = written(ocop.ruleset("26-2026").product_set(8))
    assert list(document)[:12] == [
        "format", "ruleset", "product_set", "digest", "title", "provenance", "caveats",
        "minimums_missing", "parts", "gates", "errata", "readings",
    ]  # fmt: skip
    level = _all_items(document)[0]["levels"][0]
    assert list(level)[:7] == ["id", "points", "minimum", "case", "reading", "vi", "en"]


def test_editing_what_was_handed_out_changes_nothing() -> None:
    table = ocop.ruleset("26-2026").product_set(8)
    before = copy.deepcopy(written(table, whole=True))
    _spoil(written(table, whole=True))
    assert written(table, whole=True) == before


def test_a_read_table_can_not_be_changed_and_is_a_value() -> None:
    table = written(ocop.ruleset("26-2026").product_set(26), whole=True)
    model = formats.ProductSet.model_validate(table)
    with pytest.raises(ValidationError):
        model.digest = "sha256:0"  # type: ignore[misc]
    with pytest.raises(TypeError):
        model.readings["x"] = None  # type: ignore[index]
    assert model.document is not None
    with pytest.raises(TypeError):
        model.document["title"]["vi"] = "?"
    again = pickle.loads(pickle.dumps(model))
    assert (again, hash(again)) == (model, hash(model))
    assert copy.deepcopy(model) == model


def test_a_reader_of_today_takes_the_documents_of_tomorrow() -> None:
    document = written(ocop.ruleset("26-2026").product_set(8))
    later = document | {"added_later": {"x": 1}}
    model = formats.ProductSet.model_validate(later)
    assert model.model_dump(mode="json") == document
    holds("product-set").validate(later)


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("format", "ocop-product-set/2"),
        ("digest", "sha256:abc"),
        ("product_set", "8"),
        ("provenance", "hearsay"),
        ("parts", None),
        ("bands", [{"star": 6}]),
    ],
)
def test_what_is_known_is_held_strictly_by_reader_and_schema(key: str, wrong: object) -> None:
    document = written(ocop.ruleset("26-2026").product_set(8)) | {key: wrong}
    with pytest.raises(ValidationError):
        formats.ProductSet.model_validate(document)
    assert not holds("product-set").is_valid(document)


@pytest.mark.parametrize("rules", [pytest.param(r, id=r.id) for r in ocop.rulesets()])
def test_a_ruleset_is_read_back_as_it_was_written(rules: ocop.Ruleset) -> None:
    document = rules.as_json()
    model = formats.Ruleset.model_validate(document)
    assert json.dumps(model.model_dump(mode="json")) == json.dumps(document)
    holds("ruleset").validate(document)
    assert model.in_force.from_ == rules.in_force.from_.isoformat()


def test_the_list_of_rulesets_is_read_back_as_it_was_written() -> None:
    document = built_in().as_json()
    model = formats.Rulesets.model_validate(document)
    assert json.dumps(model.model_dump(mode="json")) == json.dumps(document)
    holds("rulesets").validate(document)
    _spoil(document)
    assert built_in().as_json() == model.model_dump(mode="json")


def _all(value: Any, key: str) -> list[dict[str, Any]]:
    """Every alternative of every condition under `key`, wherever it stands in a document."""
    if isinstance(value, list):
        return [found for entry in value for found in _all(entry, key)]
    if not isinstance(value, dict):
        return []
    own = value.get(key) or []
    return [*own, *(found for entry in value.values() for found in _all(entry, key))]


def _all_items(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [c for p in document["parts"] for g in p["groups"] for c in g["criteria"]]


def _spoil(value: Any) -> None:
    """Change everything inside a document that can be changed."""
    for entry in list(value.values()) if isinstance(value, dict) else list(value):
        if isinstance(entry, dict | list):
            _spoil(entry)
    value.clear()


def _dossier(table: ProductSet) -> ocop.Dossier:
    return ocop.read_dossier(
        {
            "format": "ocop-dossier/1",
            "product": {
                "name": "n",
                "product_set": table.product_set,
                "commune": "c",
                "province": "p",
            },
            "producer": {"name": "n", "kind": "cooperative", "representative": {"name": "r"}},
            "application": {"kind": "first", "submitted_on": "2026-09-15"},
        }
    )


def _sheet(table: ProductSet, marks: dict[str, Any]) -> ocop.ScoreSheet:
    return ocop.read_sheet(
        {
            "format": "ocop-sheet/1",
            "ruleset": table.ruleset,
            "assessor": {"id": "m1", "role": "member"},
            "marks": marks,
        }
    )
