"""What all forms have in common: values, read-only, one schema, errors in our words."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import ValidationError

from ocop_scoring.sources.model import Form, Model, about, keys_at


class Part(Model, frozen=True):
    """A part of a form."""

    size: Annotated[int, about("Cỡ", "Size")]
    note: str | None = None


class Whole(Form, frozen=True):
    """A form."""

    part: Part
    parts: tuple[Part, ...] = ()
    either: Part | None = None


def test_the_keys_at_a_path_are_those_of_its_model() -> None:
    assert tuple(keys_at(Whole, ())) == ("part", "parts", "either")
    for path in (("part",), ("parts", 0), ("either",)):
        assert tuple(keys_at(Whole, path)) == ("size", "note")
    assert not keys_at(Whole, ("part", "size"))
    assert not keys_at(Whole, ("nothing",))


def test_an_error_names_the_nearest_field_wherever_it_stands() -> None:
    with pytest.raises(ValidationError) as refused:
        Whole.model_validate({"part": {"size": 1, "nte": "x"}, "parts": [{"size": 1, "siz": 2}]})
    assert [(error["loc"], error["ctx"]["right"]) for error in refused.value.errors()] == [
        (("part", "nte"), "note"),
        (("parts", 0, "siz"), "size"),
    ]


def test_a_copy_is_validated_again_and_leaves_the_original() -> None:
    one = Whole(part=Part(size=1))
    assert one.model_copy(update={"part": {"size": 2}}).part.size == 2
    assert one.part.size == 1
    assert one.model_copy() == one
    with pytest.raises(ValidationError, match="unknown-field"):
        one.model_copy(update={"prt": 3})
    with pytest.raises(ValidationError):
        one.model_copy(update={"part": {"size": "x"}})


def test_what_was_left_out_stays_out_in_models_of_others_too() -> None:
    one = Whole(part=Part(size=1))
    assert one.model_dump() == {"part": {"size": 1}}
    assert one.model_dump(exclude={"part"}) == {}
    assert one.model_dump(include={"part"}) == one.model_dump(mode="json") == {"part": {"size": 1}}
    given = Whole(part=Part(size=1, note=None))
    assert given.model_dump() == {"part": {"size": 1, "note": None}}
    assert given.model_dump(exclude_none=True) == {"part": {"size": 1}}
    assert given == one
    assert hash(given) == hash(one)


def test_one_schema_says_what_goes_in_and_what_comes_out() -> None:
    schemas = [Whole.model_json_schema(mode=mode) for mode in ("validation", "serialization")]
    assert schemas[0] == schemas[1]
    assert set(schemas[0]["$defs"]) == {"Part"}
    assert schemas[0]["$defs"]["Part"]["properties"]["size"]["title"] == "Cỡ / Size"


def test_json_above_a_megabyte_is_one_sentence() -> None:
    with pytest.raises(ValidationError, match="more than 1,000,000 bytes"):
        Whole.model_validate_json("[" * 1_000_001)


def test_a_part_by_itself_is_validated_too() -> None:
    with pytest.raises(ValidationError):
        Part.model_validate({"size": 1, "x": 2})
