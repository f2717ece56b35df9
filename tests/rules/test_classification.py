"""Finding the product set of a product from everyday words."""

from __future__ import annotations

import pytest

import ocop_scoring as ocop
from ocop_scoring import Catalog, Ruleset
from ocop_scoring.rules.classification import find, places


@pytest.fixture(scope="module")
def mini(invented: Catalog) -> Ruleset:
    return invented.ruleset("mini-2030")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tôm khô", ["dried"]),
        ("Tôm  KHÔ", ["dried"]),
        ("tom kho", ["dried"]),
        ("cá khô một nắng", ["dried"]),
        ("nước mắm", ["sauces"]),
        ("nuoc mam", ["sauces"]),
        ("nước mắm cá cơm", ["sauces"]),
        ("trà", ["drinks"]),
        ("tra", ["drinks"]),
        ("Đồ uống", ["drinks"]),
        ("do uong", ["drinks"]),
        ("Dried food", ["dried"]),
        ("sauces", ["sauces"]),
        ("khô, tôm!", ["dried"]),
    ],
)
def test_words_find_their_line_with_and_without_accents(
    mini: Ruleset, words: str, found: list[str]
) -> None:
    assert [place.id for place in find(mini, words)] == found


@pytest.mark.parametrize("words", ["", "   ", "?!", "xe máy", "tô", "zzz zzz"])
def test_words_of_nothing_find_nothing(mini: Ruleset, words: str) -> None:
    assert find(mini, words) == ()


def test_decomposed_words_find_what_composed_ones_do(mini: Ruleset) -> None:
    assert [place.id for place in find(mini, "to\u0302m kho\u0302")] == ["dried"]


@pytest.mark.parametrize(
    ("words", "inside", "outside"), [("lụa", 22, 3), ("lúa", 3, 22), ("nấm", 1, 18)]
)
def test_words_with_accents_are_not_taken_for_others(
    law: Ruleset, words: str, inside: int, outside: int
) -> None:
    found = {place.product_set for place in find(law, words)}
    assert inside in found
    assert outside not in found


def test_words_with_accents_are_looked_for_as_written_first(mini: Ruleset) -> None:
    assert [place.id for place in find(mini, "tra")] == ["drinks"]
    assert find(mini, "trả") == find(mini, "tra"), (
        "only where nothing bears these accents are they left aside"
    )


def test_a_whole_name_beats_a_part_of_another(law: Ruleset) -> None:
    for place in places(law):
        for example in place.examples:
            first = find(law, example)[0]
            assert example in first.examples or example.lower() in (
                title.lower() for title in first.titles()
            )


@pytest.mark.parametrize(
    ("words", "number"),
    [("tôm khô", 8), ("tom kho", 8), ("nước mắm", 9), ("cà phê", 13), ("homestay", 26)],
)
def test_everyday_products_find_their_product_set_in_the_law(
    law: Ruleset, words: str, number: int
) -> None:
    assert {place.product_set for place in find(law, words)} == {number}


def test_all_26_product_sets_have_their_line(law: ocop.Ruleset) -> None:
    assert {place.product_set for place in places(law)} == set(range(1, 27))


def test_a_line_knows_its_sector_group_and_subgroup(mini: Ruleset) -> None:
    dried, _, drinks = places(mini)
    assert (dried.sector.en, dried.group.en, dried.subgroup.en if dried.subgroup else None) == (
        "Food",
        "Processed",
        "Dried food",
    )
    assert dried.ancestors == ("food", "processed", "dried")
    assert (drinks.subgroup, drinks.ancestors, drinks.titles()) == (
        None,
        ("food", "drinks"),
        ("Đồ uống", "Drinks"),
    )
