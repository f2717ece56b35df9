"""The marks of a sheet, as programs and people give them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from ocop_scoring.filing.marks import marks
from ocop_scoring.frozen import FrozenDict


def test_marks_are_read_as_they_stand_and_stay_so() -> None:
    read = marks({"1.1": 3, "1.2": "half", "1.3": ["one", "two"], "1.4": None})
    assert read == {"1.1": 3, "1.2": "half", "1.3": ("one", "two")}
    assert type(read) is FrozenDict


@pytest.mark.parametrize(
    "strange", [-1, 10**9, "Half", "a--b", "a" * 100_000 + "!", 2.5, {}, set()]
)
def test_what_is_no_mark_is_refused(strange: object) -> None:
    with pytest.raises(ValidationError):
        marks({"1.1": 1, "1.2": strange})


def test_an_id_of_any_length_is_read() -> None:
    assert marks({"1.1": "a" * 150})["1.1"] == "a" * 150


def test_what_equals_a_remembered_mark_is_not_taken_for_it() -> None:
    assert marks({"1.1": 1, "1.2": 0, "1.3": "half"}) == {"1.1": 1, "1.2": 0, "1.3": "half"}
    for strange in (True, False):  # equal to 1 and 0, and with their hash
        with pytest.raises(ValidationError):
            marks({"1.1": strange})
    read = marks({"1.1": 1.0, "1.2": Decimal(1)})
    assert [type(mark) for mark in read.values()] == [int, int]
