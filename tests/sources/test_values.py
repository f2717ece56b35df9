"""Single values of rule files; and how faults show what was found."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from pydantic_core import PydanticCustomError

from ocop_scoring.sources.places import Plain
from ocop_scoring.sources.values import day, pattern, shown, text, whole, yes_no


class Strange:
    """An object whose own words are no words."""

    def __str__(self) -> str:
        raise RuntimeError("not this one")


SHOWN: list[tuple[object, str]] = [
    (None, "null"),
    (True, "true"),
    ({"a": 1}, "{…}"),
    ([1], "[1]"),
    ((), "[…]"),
    ({1}, "[…]"),
    (["a", 2, "b c"], "[a, 2, b c]"),
    ([["a"]], "[…]"),
    ([10**5000], "[…]"),
    (Decimal("0.10"), "0.10"),
    (date(2026, 9, 15), "2026-09-15"),
    ("", ""),
    ("  ", "  "),
    ("x" * 61, "x" * 60 + "…"),
    ("x" * 1_000_000, "x" * 60 + "…"),
    (b"x" * 1_000_000, "b'" + "x" * 58 + "…"),
    (10**5000, "…"),
    (-(10**5000), "-…"),
    ("\ud800", "\\ud800"),
    (Plain("no"), "no"),
    (Strange(), "<Strange>"),
]


@pytest.mark.parametrize("which", range(len(SHOWN)))
def test_what_was_found_is_shown_in_one_short_line(which: int) -> None:
    value, said = SHOWN[which]
    assert shown(value) == said
    said.encode()


@pytest.mark.parametrize("value", [0, 7, "0", "7", "999999999"])
def test_a_whole_number_is_one_as_number_or_digits(value: object) -> None:
    assert whole(value) == int(str(value))


@pytest.mark.parametrize("value", [True, -1, 1.0, "01", "1.0", "", None, 10**9, "٣", Plain("1:30")])
def test_what_is_no_whole_number_is_refused(value: object) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        whole(value)
    assert refused.value.type == "not-a-whole-number"


@pytest.mark.parametrize("value", ["2026-09-15", Plain("2026-09-15"), date(2026, 9, 15)])
def test_a_day_is_iso_text_or_a_date(value: object) -> None:
    assert day(value) == date(2026, 9, 15)


@pytest.mark.parametrize(
    "value",
    ["2026-02-30", "15/9/2026", "0999-01-01", "3000-01-01", 20260915, datetime(2026, 9, 15), None],
)
def test_what_is_no_day_is_refused(value: object) -> None:
    with pytest.raises(PydanticCustomError):
        day(value)


def test_yes_and_no_are_words_and_booleans() -> None:
    assert [yes_no(value) for value in (True, "yes", Plain("no"), "false")] == [
        True,
        True,
        False,
        False,
    ]
    with pytest.raises(PydanticCustomError):
        yes_no("Yes")


def test_text_that_yaml_would_read_as_something_else_asks_for_quotes() -> None:
    with pytest.raises(PydanticCustomError) as refused:
        text(Plain("no"))
    assert (refused.value.type, refused.value.context) == (
        "quote-this",
        {"found": "no", "right": '"no"'},
    )
    with pytest.raises(PydanticCustomError):
        text(" ")


def test_a_pattern_holds_for_the_whole_text() -> None:
    read = pattern("[a-z]+", "not-an-id", "letters")
    assert read("abc") == "abc"
    for value in ("abc\n", "ab1", 3, None):
        with pytest.raises(PydanticCustomError):
            read(value)
