"""Sentences of papers: lines put into messages, numbers and days as each language writes them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from ocop_scoring.reporting.paper import Span, given, texts
from ocop_scoring.reporting.papers.wording import joined, line, long_day, points


def test_whole_points_have_no_decimals() -> None:
    assert [points(8, "vi"), points(Fraction(8), "vi"), points(Fraction(17, 2), "vi")] == [
        "8",
        "8",
        "8,50",
    ]


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        (date(2026, 12, 8), "ngày 08 tháng 12 năm 2026", "8 December 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026", "28 February 2026"),
        (date(2026, 3, 1), "ngày 01 tháng 3 năm 2026", "1 March 2026"),
    ],
)
def test_days_below_10_and_the_first_two_months_have_a_zero_before_them(
    day: date, vi: str, en: str
) -> None:
    assert (long_day(day, "vi"), long_day(day, "en")) == (vi, en)


def test_a_line_in_a_message_stays_what_people_wrote() -> None:
    name = given("{place} <b>")
    said = line("papers.place-and-day", "vi", place=(name,), day="hôm nay")
    assert said == (name, Span(", "), Span("hôm nay"))


def test_lines_are_joined_with_words_between_them() -> None:
    assert "".join(texts(joined([(Span("a"),), (), (Span("b"),)], "; "))) == "a; ; b"
