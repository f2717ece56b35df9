"""The closed words of the field stand in one place: as a type, and as a tuple of the same words."""

from __future__ import annotations

from typing import Literal, get_args, get_origin

import pytest

from ocop_scoring import terms

TYPES = {
    name: get_args(value)
    for name, value in vars(terms).items()
    if get_origin(value) is Literal and name in terms.__all__
}
TUPLES = {
    name: value
    for name, value in vars(terms).items()
    if isinstance(value, tuple) and name.isupper()
}


@pytest.mark.parametrize("name", TUPLES)
def test_a_tuple_of_words_is_that_of_a_type(name: str) -> None:
    assert TUPLES[name] in TYPES.values()


@pytest.mark.parametrize("name", TYPES)
def test_no_word_stands_twice_in_a_type(name: str) -> None:
    assert len(set(TYPES[name])) == len(TYPES[name])
