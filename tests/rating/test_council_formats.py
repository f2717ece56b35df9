"""`ocop-council/1`: what is written, its model and its JSON Schema say the same."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache

import jsonschema
import pytest
from support.councils import every_status
from support.folders import ROOT

from ocop_scoring import formats

RESULTS = every_status()


@cache
def schema() -> jsonschema.Draft202012Validator:
    text = (ROOT / "criteria" / "schemas" / "council.json").read_text("utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_is_read_back_from_its_json(name: str) -> None:
    result = RESULTS[name]
    document = result.as_json()
    model = formats.CouncilResult.model_validate_json(result.to_json())
    assert json.dumps(model.model_dump(mode="json")) == json.dumps(document)
    schema().validate(document)


@pytest.mark.parametrize("name", RESULTS)
def test_numbers_of_the_json_are_those_of_the_result_without_loss(name: str) -> None:
    result = RESULTS[name]
    document = result.as_json()
    assert document["mean"] == (None if result.mean is None else str(result.mean))
    if result.parts is not None:
        assert {code: Fraction(text) for code, text in document["parts"].items()} == result.parts
    for shown, member in zip(document["members"], result.members, strict=True):
        assert Fraction(shown["total"]) == member.total
        assert (shown["deviation"] and Fraction(shown["deviation"])) == (
            None if member.deviation is None else member.deviation
        )


def test_its_keys_stand_as_the_format_says() -> None:
    assert list(RESULTS["rated"].as_json()) == list(formats.CouncilResult.model_fields)


def test_what_is_handed_out_is_the_callers_own() -> None:
    result = RESULTS["rated"]
    result.as_json()["members"].clear()
    assert result.as_json()["members"]


def test_without_words_no_sentence_is_left() -> None:
    document = json.loads(RESULTS["lost"].to_json(words=False))
    assert all(key not in json.dumps(document) for key in ('"vi":', '"en":'))
