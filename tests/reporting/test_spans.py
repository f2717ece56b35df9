"""Words of the law in a paper: in its language, or marked as Vietnamese."""

from __future__ import annotations

from datetime import date

import pytest
from support.papers import MINI

from ocop_scoring.lang import Lang
from ocop_scoring.reporting.paper import Points, Span
from ocop_scoring.reporting.spans import day_in, label_of, law, message, points_of, words_of
from ocop_scoring.text import Words


@pytest.mark.parametrize(
    ("words", "lang", "span"),
    [
        (Words("Trà", "Tea"), "vi", Span("Trà")),
        (Words("Trà", "Tea"), "en", Span("Tea")),
        (Words("Trà"), "vi", Span("Trà")),
        (Words("Trà"), "en", Span("Trà", lang="vi")),
    ],
)
def test_words_without_english_are_marked_as_vietnamese(
    words: Words, lang: Lang, span: Span
) -> None:
    assert words_of(words, lang) == span


def test_words_of_the_law_are_vietnamese_in_every_paper() -> None:
    assert (law("Điều 3", "vi").lang, law("Điều 3", "en").lang) == ("", "vi")


def test_a_label_of_several_lines_is_foreign_if_one_of_them_is() -> None:
    levels = MINI.criterion("1.4").levels
    assert label_of(levels, "en") == Span("No; Yes")
    assert label_of((*levels, *MINI.criterion("1.2").levels), "en").lang == "vi"
    assert label_of((), "vi") == Span("không đạt mức nào")


def test_points_that_nobody_gave_are_a_dash_and_none_is_a_nought() -> None:
    assert points_of(None, 3) == Points("–", "3")
    assert points_of(0, 3) == Points("0", "3")


def test_a_day_is_written_as_each_language_writes_it() -> None:
    assert day_in(date(2026, 9, 5), "vi") == "05/09/2026"
    assert day_in(date(2026, 9, 5), "en") == "2026-09-05"


def test_a_message_is_the_one_of_its_language() -> None:
    assert (message("report.result", "vi"), message("report.result", "en")) == ("Kết quả", "Result")
