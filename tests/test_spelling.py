"""Vietnamese words in one spelling."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_scoring.spelling import bare, has_accents, singular, spelled, words_of

SYLLABLES = st.text(alphabet="abcdđeêghiklmnoôơpqrstuưvxyàáảãạằắỳýỷỹỵ ,-", max_size=20)


@given(SYLLABLES)
def test_case_and_the_form_of_unicode_make_no_difference(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert spelled(unicodedata.normalize(form, text.upper())) == spelled(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thuỷ sản", "thủy sản"),
        ("hoà", "hòa"),
        ("khoẻ", "khỏe"),
        ("mỹ nghệ", "mĩ nghệ"),
        ("Mỳ Chũ", "mì chũ"),
        ("quý", "quí"),
        ("Lý Sơn", "Lí Sơn"),
        ("ĐƯỜNG", "đường"),
    ],
)
def test_tone_marks_may_stand_on_either_vowel_and_y_for_i(one: str, other: str) -> None:
    assert spelled(one) == spelled(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("muối", "mười"),
        ("tay", "tai"),
        ("thúy", "thúi"),
        ("cây", "câi"),
        ("dừa", "dứa"),
        ("trà", "tra"),
        ("quả", "quá"),
        ("đa", "da"),
    ],
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert spelled(one) != spelled(other)


def test_without_accents_words_are_ascii() -> None:
    assert bare(spelled("Tôm khô, đặc sản Đất Mũi")) == "tom kho, dac san dat mui"


@pytest.mark.parametrize("text", ["Trà Ô Long", "thuỷ sản", "mỹ nghệ", "Đường phèn"])
def test_what_is_spelled_stays_as_it_is(text: str) -> None:
    assert spelled(spelled(text)) == spelled(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("tom kho", False), ("tôm", True), ("đ", True), ("", False)]
)
def test_accents_are_seen(text: str, expected: bool) -> None:
    assert has_accents(spelled(text)) is expected


def test_words_are_what_stands_between_signs() -> None:
    found = words_of(spelled("Sô-cô-la 70% (Hộp, mây tre)"))
    assert found == [spelled(word) for word in ("sô", "cô", "la", "70", "hộp", "mây", "tre")]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("chips", "chip"),
        ("berries", "berry"),
        ("boxes", "box"),
        ("peaches", "peach"),
        ("mangoes", "mango"),
        ("shoes", "shoe"),
        ("glass", "glass"),
        ("octopus", "octopus"),
        ("tea", "tea"),
    ],
)
def test_english_plurals_lose_their_ending(word: str, expected: str) -> None:
    assert singular(word) == expected
