"""The door: every format, kind and language that there is, and no other."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from support.papers import demo, every_kind

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES, Lang
from ocop_scoring.reporting import FORMATS, KINDS, PaperFormat, PaperKind, paper_of

TEXTS: tuple[PaperFormat, ...] = ("html", "md")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize(
    ("sheet", "facts"),
    [
        ("sheet", ["74", "3", "1.5", "3.4"]),
        ("sheet-incomplete", ["59", "79"]),
        ("sheet-rejected", ["74", "2.1"]),
    ],
)
def test_every_outcome_shows_what_decides_it(
    sheet: str, facts: list[str], form: PaperFormat, lang: Lang
) -> None:
    text = ocop.render(demo(sheet), form, lang=lang).decode()
    assert all(fact in text for fact in facts)
    assert demo(sheet).ruleset_digest in text


@pytest.mark.parametrize("form", TEXTS)
def test_equal_results_give_equal_bytes(form: PaperFormat) -> None:
    for first, second in zip(every_kind().values(), every_kind().values(), strict=True):
        assert first is not second
        assert paper_of(first) == paper_of(second)
        assert ocop.render(first, form) == ocop.render(second, form)


def test_a_rejected_dossier_has_no_star() -> None:
    text = ocop.render(demo("sheet-rejected"), "md", lang="en").decode()
    assert not re.search(r"\b[1-5][ -]stars?\b|★★", text[: text.index("Points by part")])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", TEXTS)
def test_an_upper_bound_is_said_twice_at_the_top(form: PaperFormat, lang: Lang) -> None:
    text = ocop.render(every_kind()["at-most"], form, lang=lang).decode()
    words = text[text.index("<body") :] if form == "html" else text
    bound = {"vi": "CẬN TRÊN", "en": "UPPER BOUND"}[lang]
    assert words.count(bound) >= 2
    assert words.index(bound) < 1500


@pytest.mark.parametrize("wrong", ["exe", "", "HTML", None, 5, [], {"html"}, b"html"])
@pytest.mark.parametrize("option", ["format", "kind", "lang"])
def test_another_format_kind_or_language_is_refused(option: str, wrong: Any) -> None:
    options: dict[str, Any] = {"format": "html", option: wrong}
    with pytest.raises(ocop.FilingError, match="wrong-option") as refused:
        ocop.render(demo(), **options)
    right = {"format": FORMATS, "kind": KINDS, "lang": LANGUAGES}[option]
    assert refused.value.faults[0].right == ", ".join(right)


@pytest.mark.parametrize("wrong", ["../../evil", "fr", None])
def test_no_language_but_ours_is_looked_up(wrong: Any) -> None:
    with pytest.raises(ocop.FilingError, match="wrong-option"):
        paper_of(demo(), lang=wrong)


def test_checkers_know_the_same_words() -> None:
    assert get_args(PaperFormat) == FORMATS
    assert set(KINDS) <= set(get_args(PaperKind))
