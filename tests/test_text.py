"""The message catalogues: both languages say the same things, and every refusal has its sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

import ocop_scoring
from ocop_scoring.lang import LANGUAGES, catalogue
from ocop_scoring.text import Words, cut, nearest, say, say_both, spans

PACKAGE = Path(ocop_scoring.__file__).parent
CODE = re.compile(r"[a-z]+(-[a-z]+)+|alias|anchor|syntax|tab|tag")


def placeholders(message: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(message) if name is not None)


def error_codes() -> set[str]:
    return {key.split(".")[1] for key in catalogue("en") if key.startswith("error.")}


def calls_that_refuse() -> Iterator[str]:
    """The codes that the source hands to a fault, by the calls that make one."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            place = {
                "Fault": 0,
                "refusal": 0,
                "_refuse": 0,
                "_RefusedError": 0,
                "add": 0,
                "pattern": 1,
            }.get(name)
            if place is None or len(node.args) <= place or (name == "add" and len(node.args) < 5):
                continue
            codes = [node.args[place]]
            if isinstance(codes[0], ast.IfExp):
                codes = [codes[0].body, codes[0].orelse]
            yield from (
                code.value
                for code in codes
                if isinstance(code, ast.Constant) and isinstance(code.value, str)
            )


def words_in_the_source() -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    return set(re.findall(r"[\"']([a-z0-9-]+)[\"']", text))


def test_both_catalogues_have_the_same_keys_in_the_same_order() -> None:
    assert list(catalogue("vi")) == list(catalogue("en"))


def test_every_message_has_the_same_placeholders_in_both_languages() -> None:
    differing = {
        key
        for key in catalogue("en")
        if placeholders(catalogue("en")[key]) != placeholders(catalogue("vi")[key])
    }
    assert not differing


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_key_stands_twice_in_a_catalogue_file(lang: str) -> None:
    files = sorted((PACKAGE / "messages" / lang).glob("*.yaml"))
    lines = "\n".join(file.read_text(encoding="utf-8") for file in files).splitlines()
    keys = [line.split(":")[0] for line in lines if line and line[0] not in "# "]
    assert len(keys) == len(set(keys))


def test_every_code_that_the_source_refuses_with_has_its_sentence() -> None:
    assert {code for code in calls_that_refuse() if CODE.fullmatch(code)} <= error_codes()


def test_every_sentence_of_an_error_belongs_to_a_code_in_the_source() -> None:
    assert not error_codes() - words_in_the_source()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_error_is_one_sentence(lang: str) -> None:
    messages = {key: text for key, text in catalogue(lang).items() if key.startswith("error.")}  # type: ignore[arg-type]
    ends = {key for key, text in messages.items() if not text.endswith((".", "{right}"))}
    assert not ends
    assert not [key for key, text in messages.items() if re.search(r"[.!?] [A-ZĐ]", text)]


def test_a_missing_key_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        say("error.no-such-code", "en")


def test_values_are_put_in_as_they_are_braces_and_all() -> None:
    assert say("error.tag", "en", found="{x}") == "the tag {x} is not allowed; leave it out."


def test_words_without_english_are_said_in_vietnamese() -> None:
    assert Words("Có kể").say("en") == "Có kể"
    assert Words("Có kể", "Told").say("en") == "Told"
    assert Words("Có kể", "Told").say("vi") == "Có kể"


def test_words_and_dates_inside_a_message_are_said_in_its_language() -> None:
    said = say_both(
        "applicable.one", filed=date(2026, 9, 5), decision=Words("Quyết định", "Decision")
    )
    assert "05/09/2026" in said.vi
    assert "Quyết định" in said.vi
    assert "2026-09-05" in said.say("en")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("share_of_local_worker", "share_of_local_workers"),
        ("label-languages", "label_languages"),
        ("zzz", None),
        ("", None),
    ],
)
def test_the_nearest_known_word_is_found_or_none_is_near(word: str, found: str | None) -> None:
    assert (
        nearest(word, ["share_of_local_workers", "share_under_contract", "label_languages"])
        == found
    )


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("word", []) is None


def test_a_text_is_cut_where_it_is_longer_than_is_shown() -> None:
    assert [cut("sao mai", most) for most in (7, 6, 5, 2)] == ["sao mai", "sao m…", "sao…", "s…"]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([], ""), ([7], "7"), ([3, 1, 2], "1–3"), ([1, 3, 4, 8], "1, 3–4, 8")],
)
def test_numbers_in_a_row_are_a_span(numbers: list[int], said: str) -> None:
    assert spans(numbers) == said
