"""Text in one form: what is put right, what is refused, by which name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_scoring.sources.characters import find_refused, find_unseen, in_one_form, named

EVERY_CHARACTER = [chr(number) for number in range(0x110000)]
CONTROLS = ("Cc", "Co", "Cs", "Zl", "Zp")


def test_every_control_private_and_half_character_is_refused_but_tab_and_line_breaks() -> None:
    controls = [c for c in EVERY_CHARACTER if unicodedata.category(c) in CONTROLS]
    assert {c for c in controls if find_refused(c) is None} == {"\t", "\n", "\r"}


@pytest.mark.parametrize(
    "character",
    [
        *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",  # direction
        *"\u115f\u1160\u3164\uffa0\u2800",  # without ink
        *"\ufdd0\ufffe\uffff\U0001ffff\U000e0041\U000e0001\ue000\U0010fffd",
        *"\0\x07\x1b\x7f\x85\u2028\u2029\ud800\udfff\u206a\ufff9",
    ],
    ids=lambda c: f"U+{ord(c):04X}",
)
def test_what_could_hide_or_turn_text_around_is_refused_wherever_it_stands(character: str) -> None:
    text = f"Tôm{character}khô"
    refused = find_refused(text)
    assert refused is not None
    assert refused.start() == 3
    assert find_unseen(text) is not None


@pytest.mark.parametrize(
    "character",
    [*"\xad\u034f\u200b\u200c\u200d\u2060\u2063\ufeff\ufe0f\U000e0100"],
    ids=lambda c: f"U+{ord(c):04X}",
)
def test_zero_width_characters_are_taken_out_of_forms_and_refused_in_rules(character: str) -> None:
    text = f"Tôm{character} khô"
    assert find_refused(text) is None
    assert in_one_form(text) == "Tôm khô"
    assert find_unseen(text) is not None


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("To\u0302m kho\u0302", "Tôm khô"),
        ("To\u200b\u0302m", "Tôm"),
        ("Tôm\tkhô", "Tôm khô"),
        ("Tôm\r\nkhô", "Tôm khô"),
        ("Tôm \n\t khô", "Tôm khô"),
        ("\nTôm\n", "Tôm"),
        ("Tôm  khô", "Tôm  khô"),
        ("Tôm\xa0khô", "Tôm\xa0khô"),
        ("🦐", "🦐"),
    ],
)
def test_text_is_composed_and_its_breaks_are_one_blank(given: str, read: str) -> None:
    assert in_one_form(given) == read


def test_line_breaks_of_a_comment_stay_each_as_lf() -> None:
    assert in_one_form("một\r\nhai\rba\nbốn\t\tnăm\u200b", lines=True) == "một\nhai\nba\nbốn năm"


@given(st.text(), st.booleans())
def test_one_form_is_one_form_again(text: str, lines: bool) -> None:
    once = in_one_form(text, lines)
    assert in_one_form(once, lines) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x1EFF)))
def test_what_no_editor_shows_is_all_that_rule_files_refuse(text: str) -> None:
    if find_unseen(text) is None:
        assert in_one_form(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "U+202E right-to-left override"),
        ("\u200b", "U+200B zero width space"),
        ("\0", "U+0000 null"),
        ("\x1b", "U+001B escape"),
        ("\x85", "U+0085 control character"),
        ("\ud800", "U+D800 half of a surrogate pair"),
        ("\ue000", "U+E000 private use"),
        ("\uffff", "U+FFFF noncharacter"),
        ("\u3164", "U+3164 hangul filler"),
        ("\U000e0fff", "U+E0FFF reserved"),
    ],
)
def test_a_character_is_named(character: str, name: str) -> None:
    assert named(character) == name
