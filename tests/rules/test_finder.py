"""Real-sounding names of products find their place in the classification of 26/2026/QĐ-TTg."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

import ocop_scoring as ocop
from ocop_scoring import Ruleset
from ocop_scoring.spelling import bare, spelled

LIST = Path(__file__).parent / "product-names.psv"
NAMES = [
    (name, {int(number) for number in numbers.split(",")})
    for name, _, numbers in (
        line.rpartition("|")
        for line in LIST.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
]
ENGLISH = """
    dried shrimp|8, shrimp|2, Ca Mau mud crab|2, fish sauce|9, lotus tea|11, artichoke tea bags|12, instant noodles|5,
    rice paper|6, rice noodles|6, coconut candy|7, banana chips|7, fresh durian|1, forest honey from U Minh|4, rice wine|14,
    grape wine|15, mineral water|16, orange juice|17, essential oil of lemongrass|20, herbal soap|19, bamboo basket|21,
    silk scarf|22, orchids|23, bonsai|24, koi fish|25, homestay|26, roasted cashew nuts|7, black pepper|10, brown rice|3,
    salted duck eggs|8, chicken eggs|2, shrimp crackers|8, coffee beans|13, capsules of black garlic|18, crocodile leather belt|22
"""


def first_of(ruleset: Ruleset, name: str) -> int | None:
    places = ruleset.find(name).places
    return places[0].product_set if places else None


def share_right(ruleset: Ruleset, changed: Callable[[str], str]) -> float:
    return sum(first_of(ruleset, changed(name)) in right for name, right in NAMES) / len(NAMES)


def test_the_list_has_every_product_set() -> None:
    assert len(NAMES) > 300
    assert set.union(*(right for _, right in NAMES)) == set(range(1, 27))


@pytest.mark.parametrize(
    ("changed", "least"),
    [
        (lambda name: name, 0.99),
        (str.upper, 0.99),
        (lambda name: unicodedata.normalize("NFD", name), 0.99),
        (lambda name: f"{name} Hòn Mẫu", 0.99),
        (lambda name: f"{name} (loại đặc biệt, hộp 500g)", 0.99),
        (lambda name: f"{name} - HTX Mẫu Một", 0.99),
        (lambda name: bare(spelled(name)), 0.97),
    ],
    ids=["as written", "capitals", "decomposed", "place", "brackets", "maker", "no accents"],
)
def test_the_first_place_is_right(
    law: Ruleset, changed: Callable[[str], str], least: float
) -> None:
    assert share_right(law, changed) >= least


def test_no_name_finds_nothing(law: Ruleset) -> None:
    for name, _ in NAMES:
        for given in (name, bare(spelled(name))):
            assert law.find(given).places, given


@pytest.mark.parametrize("entry", [entry.strip() for entry in ENGLISH.split(",")])
def test_english_names_are_found(law: Ruleset, entry: str) -> None:
    name, _, number = entry.partition("|")
    assert first_of(law, name) == int(number)


@pytest.mark.parametrize(
    ("one", "other"),
    [("thuỷ sản", "thủy sản"), ("Mỳ Chũ", "mì chũ"), ("Hoà Bình: mĩ nghệ", "hòa bình: mỹ nghệ")],
)
def test_spellings_of_one_word_find_the_same(law: Ruleset, one: str, other: str) -> None:
    assert law.find(one) == law.find(other)


def test_the_places_of_a_name_stand_best_first_and_each_once(law: Ruleset) -> None:
    found = law.find("tôm sú Năm Căn").places
    assert [(place.product_set, place.because) for place in found] == [
        (2, "tôm sú"),
        (8, "tôm sú"),
    ]
    assert [place.product_set for place in law.find("đường thốt nốt").places] == [4, 7]


@pytest.mark.parametrize("words", ["mười", "xe máy", "lễ hội làng", "zzz"])
def test_what_is_no_product_finds_nothing(law: Ruleset, words: str) -> None:
    assert law.find(words).places == ()


@pytest.mark.parametrize(
    ("ruleset", "name", "number"),
    [
        ("26-2026", "tôm khô", 8),
        ("148-2023", "tôm khô", 8),
        ("148-2023+1489", "tôm khô", 8),
        ("1048-2019", "tôm khô", 9),
        ("1048-2019+781", "chả bò", 8),
        ("1048-2019", "nước mắm", 10),
        ("1048-2019", "nước cốt chanh dây", 18),
        ("1048-2019", "tranh gạo", 23),
        ("1048-2019", "giỏ lục bình", 24),
        ("1048-2019", "nhang thảo mộc", 23),
        ("1048-2019", "đậu phộng", 7),
        ("1048-2019", "lễ hội", 26),
        ("1048-2019+781", "lễ hội", None),
        ("1048-2019+781", "homestay", 26),
        ("1048-2019", "khẩu trang", 21),
        ("1048-2019", "hoa lan", None),
        ("26-2026", "nhang thảo mộc", 21),
        ("26-2026", "đông trùng hạ thảo", 20),
    ],
)
def test_each_decision_has_its_own_lines(ruleset: str, name: str, number: int | None) -> None:
    assert first_of(ocop.ruleset(ruleset), name) == number


@pytest.mark.parametrize("ruleset", ["26-2026", "148-2023", "148-2023+1489"])
def test_decisions_with_the_same_lines_place_the_names_alike(ruleset: str) -> None:
    assert share_right(ocop.ruleset(ruleset), str) >= 0.99


# A name that points elsewhere than its dossier's product set


@pytest.mark.parametrize(
    ("name", "product_set", "right"),
    [
        ("Tôm khô Rạch Mẫu", 8, None),
        ("Tôm khô Rạch Mẫu", 10, 8),
        ("Nước mắm Mẫu", 8, 9),
        ("Trà xạ đen túi lọc", 11, 12),
        ("Tôm sú Năm Căn", 8, None),  # a material: it may be worked
        ("Đường thốt nốt", 7, None),  # a border that is open
        ("Vải thiều", 22, 1),
        ("Vải", 1, None),
        ("tom kho", 10, None),  # guessed
        ("dried shrimp", 10, None),
        ("Sen Vàng", 13, 1),
        ("Mẫu Một", 10, None),
        ("Sản phẩm Ví Dụ", 10, None),  # everyday words with the name of a good in them
        ("Hồi Sinh", 10, None),
        ("Chăn Nuôi Mẫu", 2, None),
        ("Ví dụ về kẹo dừa", 21, 7),
        ("Ví da Mẫu", 10, 22),
        ("", 10, None),
    ],
)
def test_a_name_that_clearly_points_elsewhere_is_told(
    law: Ruleset, name: str, product_set: int, right: int | None
) -> None:
    found = law.elsewhere(name, product_set)
    assert (found and found.product_set) == right


def test_no_name_of_the_list_points_away_from_its_own_product_set(law: Ruleset) -> None:
    for name, right in NAMES:
        found = [law.elsewhere(name, number) for number in right]
        assert None in found, name
