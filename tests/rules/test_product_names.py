"""What the name of a product says that it is, by the words of the small invented ruleset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_scoring import Catalog
from ocop_scoring.rules.lexicon import Lexicon, Phrases, Reading
from ocop_scoring.rules.product_names import readings

NONE = Phrases({})


@pytest.fixture(scope="module")
def lexicon(invented: Catalog) -> Lexicon:
    """The words in tests/rulesets/good/products.yaml."""
    return invented._lexicon("mini-2030")


def first(name: str, lexicon: Lexicon) -> tuple[str | None, str]:
    found = readings(name, lexicon, NONE, NONE)
    return (found[0].kind, found[0].because) if found else (None, "")


@pytest.mark.parametrize(
    ("name", "kind", "because"),
    [
        # the noun that stands first, the longest phrase
        ("tôm", "seafood", "tôm"),
        ("tôm sú Năm Căn", "seafood", "tôm sú"),
        ("Nước mắm cá cơm", "sauce", "nước mắm"),
        ("Rạch Mẫu tôm sú", "seafood", "tôm sú"),
        # how it is worked
        ("tôm sú khô", "dried-seafood", "tôm sú khô"),
        ("cá lóc một nắng", "dried-seafood", "cá … một nắng"),
        ("tôm đông lạnh", "seafood", "tôm"),
        ("tôm khô đông lạnh", "dried-seafood", "tôm khô"),
        ("cá muối", "sauce", "cá muối"),
        ("nước mắm khô", "sauce", "nước mắm"),
        # what stands beside it
        ("trà xoài", "fruit-tea", "trà xoài"),
        ("trà thơm dịu vườn xoài", "fruit-tea", "trà … xoài"),
        ("trà tôm", "tea", "trà"),
        ("khô xoài", "dried-fruit", "khô xoài"),
        ("khô cá", "dried-seafood", "khô"),
        # words that are nouns and ways of working
        ("muối tôm", "salt", "muối"),
        ("ba khía muối", "sauce", "ba khía muối"),
        # a noun that decides wherever it stands
        ("vườn xoài ông Ba du lịch", "visit", "du lịch"),
        ("Tôm khô (có du lịch)", "visit", "du lịch"),
        # names, tastes, places
        ("trà ông Dứa", "tea", "trà"),
        ("trà vị xoài", "tea", "trà"),
        ("trà vị lạ xoài", "fruit-tea", "trà … xoài"),
        ("Trà Vinh - dừa", "fruit", "dừa"),
        ("trà cá nhân", "tea", "trà"),
        # parts of a name
        ("Xoài Ba Mùa - trà", "tea", "trà"),
        ("Xoài - cá khô", "dried-seafood", "cá khô"),
        ("Xoài (trà)", "fruit", "xoài"),
        ("(trà)", "tea", "trà"),
        ("HTX tôm sú: xoài", "fruit", "xoài"),
        ("Xoài sấy HTX tôm khô", "dried-fruit", "xoài sấy"),
        ("HTX Tôm sú Năm Căn", "seafood", "tôm sú"),
        # without accents, in English
        ("tom su kho", "dried-seafood", "tôm sú khô"),
        ("trả", None, ""),
        ("muoi", "salt", "muối"),
        ("mười", None, ""),
        ("ca loc kho", "seafood", "cá"),
        ("dried mangoes", "dried-fruit", "dried mango"),
        ("mango tea", "fruit-tea", "mango tea"),
        ("fish sauce", "sauce", "fish sauce"),
        ("tea of mango", "fruit-tea", "tea … mango"),
        ("Năm Căn shrimp", "seafood", "shrimp"),
        ("mango sấy", "dried-fruit", "mango sấy"),
        # nothing
        ("", None, ""),
        ("sấy khô", None, ""),
        ("xe máy", None, ""),
        ("Bồ hòn khô", None, ""),
    ],
)
def test_a_name_is_read(name: str, kind: str | None, because: str, lexicon: Lexicon) -> None:
    assert first(name, lexicon) == (kind, because)


def test_a_material_alone_may_be_worked(lexicon: Lexicon) -> None:
    assert readings("tôm sú", lexicon, NONE, NONE) == (
        Reading("seafood", None, "tôm sú", "dried-seafood"),
    )


def test_of_several_senses_the_one_that_the_other_words_fit_comes_first(lexicon: Lexicon) -> None:
    def kinds(name: str) -> list[str | None]:
        return [reading.kind for reading in readings(name, lexicon, NONE, NONE)]

    assert kinds("vải Lục Ngạn") == ["cloth", "fruit"]
    assert kinds("vải sấy") == ["dried-fruit", "cloth"]


def test_read_strictly_nothing_is_guessed(lexicon: Lexicon) -> None:
    for name in ("tom su kho", "shrimp", "Năm Căn shrimp", "tom khô"):
        assert not any(
            reading.kind == "seafood"
            for reading in readings(name, lexicon, NONE, NONE, strict=True)
        )
    assert readings("tôm sú khô", lexicon, NONE, NONE, strict=True)


@given(st.text(max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    lexicon = Lexicon({}, frozenset(), NONE, NONE)
    assert readings(text, lexicon, NONE, NONE) == ()
