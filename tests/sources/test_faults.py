"""Pydantic's complaints in our words: codes, nearest names, places, at most fifty."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ocop_scoring import FilingError, faults_of
from ocop_scoring.sources.faults import (
    Complaint,
    Key,
    as_pydantic,
    at_most,
    complaints_of,
    placed_faults,
)
from ocop_scoring.sources.read import read_text


class Shrimp(BaseModel):
    """A model of somebody else's."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(min_length=1, strict=True)] = "x"
    grams: Annotated[int, Field(ge=1, le=9)] = 1
    kind: Literal["dried", "fresh"] = "dried"
    parts: Annotated[list[int], Field(min_length=1, max_length=2)] = [1]
    of: dict[str, int] = {}
    needed: int = Field(default=0)


class Needing(BaseModel):
    """A model with a field that can't be left out."""

    code: str


def told(model: type[BaseModel], document: Any) -> list[tuple[str, str, str, str]]:
    with pytest.raises(ValidationError) as refused:
        model.model_validate(document)
    return [(f.code, f.path, f.found, f.right) for f in faults_of(refused.value)]


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({"name": 7}, ("not-text", "name", "7", "text")),
        ({"name": ""}, ("not-text", "name", "", "text")),
        ({"grams": 0}, ("out-of-range", "grams", "0", "≥ 1")),
        ({"grams": 10}, ("out-of-range", "grams", "10", "≤ 9")),
        ({"kind": "smoked"}, ("wrong-word", "kind", "smoked", "dried, fresh")),
        ({"parts": []}, ("wrong-length", "parts", "0", "≥ 1")),
        ({"parts": [1, 2, 3]}, ("wrong-length", "parts", "3", "≤ 2")),
        ({"parts": "x"}, ("not-a-list", "parts", "x", "[…]")),
        ({"parts": [1, {}]}, ("wrong-shape", "parts/1", "{…}", "input should be a valid integer")),
        ({"of": 3}, ("not-a-mapping", "of", "3", "{…}")),
        (7, ("not-a-mapping", "", "7", "{…}")),
        ({"nme": "x"}, ("unknown-field", "nme", "nme", "")),
    ],
    ids=str,
)
def test_what_pydantic_says_has_a_code_a_path_and_what_is_right(
    document: Any, fault: tuple[str, ...]
) -> None:
    assert told(Shrimp, document) == [fault]


def test_a_missing_field_is_named() -> None:
    assert told(Needing, {}) == [("missing-field", "code", "", "code")]


def test_known_names_give_the_nearest_and_a_source_the_place() -> None:
    source = read_text("nme: x\ngrams: 0\n", "x.yaml", FilingError)
    with pytest.raises(ValidationError) as refused:
        Shrimp.model_validate(source.root)
    faults = placed_faults(
        refused.value, source, lambda path: dict.fromkeys(Shrimp.model_fields, Key())
    )
    assert [(str(f.place), f.code, f.right) for f in faults] == [
        ("x.yaml:2:8", "out-of-range", "≥ 1"),
        ("x.yaml:1:1", "unknown-field", "name"),
    ]


def test_what_is_no_error_of_pydantics_is_read_by_its_errors() -> None:
    class RefusedError(Exception):
        """As FastAPI's RequestValidationError."""

        def errors(self) -> list[Any]:
            return [{"type": "missing", "loc": ("body", "sheet"), "msg": "Field required"}]

    (fault,) = faults_of(RefusedError())
    assert (fault.code, fault.path) == ("missing-field", "body/sheet")
    assert fault.en == "body/sheet is missing; add it."


def test_our_own_complaints_come_back_as_they_were() -> None:
    complaint = Complaint("share-above-one", ("facts", "x"), "64", "0.64", {"fact": "x"}, 64)
    error = as_pydantic("Dossier", [complaint])
    assert error.errors()[0]["ctx"] == {"found": "64", "right": "0.64", "fact": "x"}
    assert list(complaints_of(error, lambda path: {})) == [complaint]


def test_at_most_fifty_are_named_and_the_nearest_is_searched_for_those_alone() -> None:
    asked = []

    def right() -> str:
        asked.append(1)
        return "near"

    many = (
        Complaint("unknown-field", (str(n),), str(n), right, {"field": str(n)}) for n in range(2000)
    )
    error = as_pydantic("Dossier", at_most(many))
    assert error.error_count() == 51
    assert (
        error.errors()[-1]["msg"]
        == "1950 more faults of this document are not named; mend these first."
    )
    assert len(asked) == 50


STRANGE = ["\ud800", float("nan"), 10**5000, {"a": "\ud800"}, [[float("inf")]]]


@pytest.mark.parametrize("which", range(len(STRANGE)))
def test_what_no_json_holds_is_only_shown(which: int) -> None:
    complaint = Complaint("not-text", ("a",), "", "", given=STRANGE[which])
    (detail,) = as_pydantic("X", [complaint]).errors()
    assert isinstance(detail["input"], str)
    detail["input"].encode()
