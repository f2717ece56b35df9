"""Finding the product set of a product from everyday words."""

from __future__ import annotations

import pytest

import ocop_scoring as ocop
from ocop_scoring import Catalog, Ruleset


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
    assert [place.line.id for place in mini.find(words).places] == found


@pytest.mark.parametrize("words", ["", "   ", "?!", "xe máy", "tô", "zzz zzz"])
def test_words_of_nothing_find_nothing(mini: Ruleset, words: str) -> None:
    assert mini.find(words).places == ()


def test_decomposed_words_find_what_composed_ones_do(mini: Ruleset) -> None:
    assert [place.line.id for place in mini.find("to\u0302m kho\u0302").places] == ["dried"]


@pytest.mark.parametrize(
    ("words", "inside", "outside"), [("lụa", 22, 3), ("lúa", 3, 22), ("nấm", 1, 18)]
)
def test_words_with_accents_are_not_taken_for_others(
    law: Ruleset, words: str, inside: int, outside: int
) -> None:
    found = {place.product_set for place in law.find(words).places}
    assert inside in found
    assert outside not in found


def test_accents_that_are_given_are_respected(mini: Ruleset) -> None:
    assert [place.line.id for place in mini.find("tra").places] == ["drinks"]
    assert mini.find("trả").places == ()


def test_a_whole_name_leads_to_its_line_alone(mini: Ruleset, law: Ruleset) -> None:
    for ruleset in (mini, law):
        for line in ruleset.classification:
            for name in line.names():
                found = ruleset.find(name.upper()).places
                assert line.id in [place.line.id for place in found]
                assert all(name in place.line.names() for place in found)


@pytest.mark.parametrize(
    ("words", "number"),
    [("tôm khô", 8), ("tom kho", 8), ("nước mắm", 9), ("cà phê", 13), ("homestay", 26)],
)
def test_everyday_products_find_their_product_set_in_the_law(
    law: Ruleset, words: str, number: int
) -> None:
    assert {place.product_set for place in law.find(words).places} == {number}


def test_all_26_product_sets_have_their_line(law: ocop.Ruleset) -> None:
    assert {place.product_set for place in law.classification} == set(range(1, 27))


def test_a_line_knows_its_sector_group_and_subgroup(mini: Ruleset) -> None:
    dried, _, drinks = mini.classification
    assert (dried.sector, dried.group, dried.subgroup, dried.id) == (
        "food",
        "processed",
        "dried",
        "dried",
    )
    assert [title.en for title in dried.titles] == ["Food", "Processed", "Dried food"]
    assert (drinks.subgroup, drinks.id, drinks.names()[-2:]) == (
        None,
        "drinks",
        ("Đồ uống", "Drinks"),
    )
    assert all(dried.lies_in(name) for name in ("food", "processed", "dried"))
    assert not dried.lies_in("drinks")


def test_what_is_found_says_because_of_which_name(law: Ruleset) -> None:
    found = law.find("TÔM  khô")
    assert [(place.product_set, place.because) for place in found.places] == [(8, "tôm khô")]


@pytest.mark.parametrize("words", ["tôm khô", "trà", "zzz"])
def test_places_as_json_have_the_keys_of_the_contract(law: Ruleset, words: str) -> None:
    found = law.find(words)
    shown = found.as_json()
    assert (shown["format"], shown["ruleset"]) == ("ocop-places/1", "26-2026")
    assert len(shown["places"]) == len(found.places)
    for entry, place in zip(shown["places"], found.places, strict=True):
        names = ["product_set", "sector", "group", "subgroup", "because", "vi", "en"]
        assert list(entry) == names
        assert all(entry[name] == getattr(place, name) for name in names)
    shown["places"].append("more")
    assert len(found.as_json()["places"]) == len(found.places)


@pytest.mark.parametrize("ruleset", ocop.rulesets(), ids=lambda ruleset: ruleset.id)
def test_a_line_called_as_its_table_is_called_so_in_english_too(ruleset: Ruleset) -> None:
    for line in ruleset.classification:
        table = ruleset.product_set(line.product_set)
        if line.title.vi == table.title.vi:
            assert line.title == table.title
    unlike = [
        line.product_set
        for line in ruleset.classification
        if line.title.vi != ruleset.product_set(line.product_set).title.vi
    ]
    # Appendix I of 26/2026 calls some lines otherwise than Appendix II its tables.
    assert unlike == ([8, 10, 11, 12, 13, 17, 21] if ruleset.id == "26-2026" else [])
