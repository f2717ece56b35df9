"""The everyday names of products, looked up."""

from __future__ import annotations

import pytest

from ocop_scoring import Catalog
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.rules.lexicon import Lexicon, Phrases, lexicon_from, sense_line
from ocop_scoring.spelling import spelled, words_of

NAMES = ("dừa", "dứa", "dưa hấu", "đũa")


@pytest.fixture(scope="module")
def phrases() -> Phrases:
    """Four names that look alike without accents."""
    return Phrases({spelled(name): sense_line(name, "noun", name) for name in NAMES})


def at(phrases: Phrases, text: str, *, lax: bool) -> list[str]:
    return [found.said for found in phrases.at(words_of(spelled(text)), 0, lax=lax)]


@pytest.mark.parametrize(
    ("text", "strict", "lax"),
    [
        ("dừa", ["dừa"], ["dừa"]),
        ("dua", [], ["dừa", "dứa", "đũa"]),
        ("dưa", [], []),
        ("dưa hấu", ["dưa hấu"], ["dưa hấu"]),
        ("dua hau", [], ["dưa hấu"]),
        ("dưa hau", [], ["dưa hấu"]),
        ("dừa hấu", ["dừa"], ["dừa"]),
        ("hấu", [], []),
        ("", [], []),
    ],
)
def test_the_longest_phrase_is_found_and_lost_accents_may_be_guessed_where_asked(
    phrases: Phrases, text: str, strict: list[str], lax: list[str]
) -> None:
    assert at(phrases, text, lax=False) == strict
    assert at(phrases, text, lax=True) == lax


def test_a_phrase_has_all_its_senses_in_the_order_of_the_file(invented: Catalog) -> None:
    found = invented._lexicon("mini-2030").vi.at([spelled("vải")], 0, lax=False)
    assert [phrase.of for phrase in found] == ["cloth", "lychee"]


def test_a_catalogue_without_such_names_borrows_those_that_the_package_ships(
    tmp_path_factory: pytest.TempPathFactory, invented: Catalog
) -> None:
    folder = tmp_path_factory.mktemp("own")
    for file in invented.folder.rglob("*.yaml"):
        if file.name != "products.yaml":
            target = folder / file.relative_to(invented.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    alone, beside = Catalog(folder), Catalog(folder, built_in=True)
    assert alone._lexicon("mini-2030").nouns == {}
    assert "seafood" in beside._lexicon("mini-2030").nouns
    assert beside._lexicon("mini-2030") is not beside._lexicon("26-2026")


def test_without_a_document_nothing_is_known() -> None:
    empty = lexicon_from(None)
    assert isinstance(empty, Lexicon)
    assert empty.vi.at(["gao"], 0, lax=True) == ()


def test_the_shipped_names_are_several_hundred_and_each_stands_for_a_kind() -> None:
    lexicon = built_in()._lexicon("26-2026")
    assert len(lexicon.vi._lines) > 2000
    assert len(lexicon.en._lines) > 300
    known = set(built_in().ruleset("26-2026")._document["products"])
    assert {noun.kind for noun in lexicon.nouns.values()} - known == {"festival", "medical-device"}
