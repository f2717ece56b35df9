"""`ocop-evaluation/1`: what is written, its model and its JSON Schema say the same."""

from __future__ import annotations

import json
import pickle
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from support import strategies
from support.folders import DEMO, ROOT

import ocop_scoring as ocop
from ocop_scoring import formats
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.workshop.cases import run
from ocop_scoring.workshop.cases.rated import rated

ENTRIES = ("unmet", "gates", "criteria", "findings", "caveats")
"""The lists of a result whose entries say in words what they are."""


@cache
def schema() -> jsonschema.Draft202012Validator:
    text = (ROOT / "criteria" / "schemas" / "evaluation.json").read_text("utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def demo(sheet: str = "sheet") -> ocop.Evaluation:
    dossier = ocop.load_dossier(DEMO / "dossier.yaml")
    return ocop.score(ocop.ruleset_for(dossier), dossier, ocop.load_sheet(DEMO / f"{sheet}.yaml"))


def read(document: dict[str, Any]) -> formats.Evaluation:
    """The model of a document, which gives the same document back, key by key."""
    model = formats.Evaluation.model_validate(document)
    assert json.dumps(model.model_dump(mode="json")) == json.dumps(document)
    return model


@pytest.mark.parametrize("sheet", ["sheet", "sheet-incomplete", "sheet-rejected"])
def test_a_result_is_read_back_from_its_json(sheet: str) -> None:
    result = demo(sheet)
    model = formats.Evaluation.model_validate_json(result.to_json())
    assert model == read(result.as_json())
    assert (model.status, model.star, model.total) == (
        result.status,
        result.star,
        str(result.total),
    )
    assert model.rated.assessor.id == result.sheet.assessor.id
    schema().validate(result.as_json())


@pytest.mark.parametrize("name", [rules.id for rules in ocop.rulesets()])
def test_every_result_of_the_decks_is_read_back(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    results: list[ocop.Evaluation] = []

    def noted(*given: Any) -> ocop.Evaluation:
        results.append(rated(*given))
        return results[-1]

    monkeypatch.setattr(run, "rated", noted)
    for number in (8, 26):  # the shapes of all tables: facts and papers here, two cases there
        run.run_cases(built_in(), name, number)
    assert len(results) > 20
    for result in results:
        read(result.as_json())
    for result in results[::10]:
        schema().validate(result.as_json())


@given(st.data())
def test_any_result_is_read_back_and_fits_its_schema(data: st.DataObject) -> None:
    table = data.draw(strategies.tables())
    marks = data.draw(strategies.partial_marks(table, most_open=8))
    document = strategies.rate(table, marks).as_json()
    read(document)
    schema().validate(document)


def test_a_result_without_words_is_read_back_too() -> None:
    for sheet in ("sheet", "sheet-incomplete", "sheet-rejected"):
        document = json.loads(demo(sheet).to_json(words=False))
        model = read(document)
        schema().validate(document)
        for name in ENTRIES:
            assert not any("vi" in entry or "en" in entry for entry in document[name])
            assert all(entry.vi is None for entry in getattr(model, name))


def test_two_results_of_other_products_or_assessors_differ() -> None:
    result = demo().as_json()
    other = result | {"rated": result["rated"] | {"product_name": "Tôm khô khác"}}
    assert read(result) != read(other)


def test_a_change_of_the_way_up_bears_the_names_of_the_json() -> None:
    model = read(demo().as_json())
    assert model.next_star is not None
    (change, *_) = model.next_star.changes
    assert (change.from_, change.to) == ("half", "over-three-quarters")


def test_a_plan_is_read_back_alone() -> None:
    plan = demo().next_star
    assert plan is not None
    assert formats.Plan.model_validate(plan.as_json()).model_dump(mode="json") == plan.as_json()
    assert plan.as_json() == demo().as_json()["next_star"]


def test_a_read_result_can_not_be_changed_and_is_a_value() -> None:
    model = read(demo().as_json())
    with pytest.raises(ValidationError):
        model.star = 5  # type: ignore[misc]
    with pytest.raises(TypeError):
        model.parts["A"] = "40"  # type: ignore[index]
    again = pickle.loads(pickle.dumps(model))
    assert (again, hash(again)) == (model, hash(model))


def test_a_result_of_a_later_version_is_read_with_what_is_known() -> None:
    document = demo().as_json()
    later = document | {"a_later_field": {"star": 4, "open": []}}
    assert read(document) == formats.Evaluation.model_validate(later)
    schema().validate(later)


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("status", "done"),
        ("star", 6),
        ("star", "3"),
        ("total", 74),
        ("total", "74,5"),
        ("parts", {"A": 31}),
        ("range", {"total": ["70"], "star": [3, 4]}),
        ("ruleset_digest", "1056906a"),
        ("rated", None),
        ("criteria", None),
    ],
)
def test_what_is_known_is_held_strictly_by_reader_and_schema(key: str, wrong: object) -> None:
    document = demo().as_json() | {key: wrong}
    with pytest.raises(ValidationError):
        formats.Evaluation.model_validate(document)
    assert not schema().is_valid(document)


def test_editing_what_was_handed_out_changes_nothing() -> None:
    result = demo()
    before = result.to_json()
    document = result.as_json()
    document["parts"].clear()
    document["rated"]["assessor"].clear()
    for name in ENTRIES:
        for entry in document[name]:
            entry.clear()
    document["next_star"]["changes"].clear()
    assert result.to_json() == before
