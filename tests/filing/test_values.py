"""The values of dossiers and sheets, one by one, whatever gives them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from ocop_scoring.filing.entries import several
from ocop_scoring.filing.facts import fact
from ocop_scoring.filing.marks import mark
from ocop_scoring.filing.values import day, number, text, whole
from ocop_scoring.sources.places import Plain


class Scalar:
    """A single number, yes or no as numpy has them: of no type of Python's."""

    shape = ()

    def __init__(self, value: Any) -> None:
        self.value = value

    def item(self) -> Any:
        return self.value


class Float64(float):
    """A float as numpy's: with words of its own."""

    def __repr__(self) -> str:
        return f"np.float64({float(self)})"


def code(read: Any, value: object) -> str:
    with pytest.raises(PydanticCustomError) as refused:
        read(value)
    return refused.value.type


@pytest.mark.parametrize(
    "value", [3, 3.0, "3", "3.0", "3e0", Decimal("3.00"), Float64(3), Scalar(3)]
)
def test_three_is_three_however_it_is_given(value: object) -> None:
    assert whole(value) == mark(value) == 3
    assert (str(number(value)), str(fact(value))) == ("3", "3")


@pytest.mark.parametrize("value", [0.5, "0.50", Float64(0.5), Scalar(0.5), "5e-1", Decimal("0.5")])
def test_a_half_is_one_decimal_and_neither_a_mark_nor_a_count(value: object) -> None:
    assert str(fact(value)) == "0.5"
    assert code(whole, value) == "not-a-whole-number"
    assert code(mark, value) == "not-a-mark"


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        pytest.param(10**5000, id="huge"),
        "1e999",
        [1],
        {},
    ],
)
def test_what_is_no_number_is_none(value: object) -> None:
    assert number(value) is None


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=9) | st.floats(0, 1) | st.integers()
)
def test_a_number_is_exact_and_has_one_way_to_be_written(value: Any) -> None:
    found = number(value)
    assert found is not None
    assert found == (Decimal(repr(value)) if isinstance(value, float) else Decimal(value))
    assert number(format(found, "f")) == number(found) == found
    with localcontext() as context:
        context.prec = 1
        assert number(value) == found


def test_yes_and_no_of_arrays_are_booleans() -> None:
    assert fact(Scalar(True)) is True
    assert fact(Plain("no")) is False
    assert fact("no") == "no"


@pytest.mark.parametrize("value", [[1], {}, (), object(), b"x", float("nan")])
def test_what_is_no_fact_is_refused(value: object) -> None:
    assert code(fact, value) == "not-a-fact"


@pytest.mark.parametrize(
    "value", [datetime(2026, 9, 15, 8), "2026-09-15T08:00", "2026-09-15 08:00:00Z"]
)
def test_a_moment_is_no_day(value: object) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        day(value)
    assert refused.value.type == "day-with-time"
    assert (refused.value.context or {})["right"] == "2026-09-15"


def test_a_day_is_read_from_text_date_and_what_yaml_keeps_apart() -> None:
    assert day("2026-09-15") == day(Plain("2026-09-15")) == day(date(2026, 9, 15))
    assert code(day, "2026-9-15") == "not-a-date"


@pytest.mark.parametrize("value", ["", " ", "\u200b", "\t\n", None, 7, True])
def test_text_has_something_in_it(value: object) -> None:
    assert code(text, value) == "not-text"


def test_a_mark_is_an_id_or_a_list_of_them_too() -> None:
    assert (mark("over-half"), mark(["tea", "guides"]), mark([]), mark(Plain("yes"))) == (
        "over-half",
        ("tea", "guides"),
        (),
        "yes",
    )
    for wrong in ("Over half", "over_half", [1], [""], True, -1, 10**9, "", {"a": 1}):
        assert code(mark, wrong) == "not-a-mark"


def test_a_list_stays_one_and_anything_in_a_row_becomes_one() -> None:
    assert several([1]) == [1]
    assert several(iter((1, 2))) == several({1: "a", 2: "b"}.keys()) == (1, 2)
    assert several(None) is None
    for wrong in ("ab", b"ab", {"a": 1}, 3):
        assert code(several, wrong) == "not-a-list"
