"""Which rulesets there are, by id and by the days they are in force; folders that can't be read;
two folders in one catalogue.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.bad_rulesets import RULESETS
from support.decisions import day, refused, two_decisions
from support.folders import CRITERIA

import ocop_scoring as ocop
from ocop_scoring import Catalog, CatalogError, RulesetError
from ocop_scoring.rules.catalog import built_in, catalog_over
from ocop_scoring.rules.store import Store

# By id


def test_rulesets_are_listed_oldest_first(two: Catalog) -> None:
    assert two.ids() == ("mini-2030", "mini-2031")
    assert [ruleset.id for ruleset in two.rulesets()] == ["mini-2030", "mini-2031"]


def test_a_ruleset_is_loaded_once(invented: Catalog) -> None:
    assert invented.ruleset("mini-2030") is invented.ruleset("mini-2030")
    assert invented.ruleset("mini-2030").product_set(1) is invented.ruleset(
        "mini-2030"
    ).product_set(1)


def test_an_id_that_is_close_to_one_gets_that_one_named_first(two: Catalog) -> None:
    assert refused(lambda: two.ruleset("mini-231")) == [
        "unknown-ruleset: there is no ruleset “mini-231”; perhaps mini-2031 is meant."
    ]


def test_in_a_folder_without_rulesets_none_is_known(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    assert refused(lambda: catalog.ruleset("26-2026")) == [
        "unknown-ruleset: there is no ruleset “26-2026”; the folder has none."
    ]
    assert (catalog.ids(), catalog.rulesets(), dict(catalog.unreadable)) == ((), (), {})
    with pytest.raises(CatalogError, match="no-rulesets"):
        catalog.newest()


@pytest.mark.parametrize("name", [26, None, b"26-2026", ["26-2026"], 2.5])
def test_an_id_of_another_type_is_refused_in_one_sentence(two: Catalog, name: Any) -> None:
    (line,) = refused(lambda: two.ruleset(name))
    assert line.startswith(f"unknown-ruleset: there is no ruleset “{name!r}”; known are: mini-2030")


@pytest.mark.parametrize(
    "name", ["148-2023", "", ".", "..", "../r", "/etc", "a/b", "a\\b", "a\0b", "x" * 5000]
)
def test_an_id_that_is_close_to_none_gets_all_named(two: Catalog, name: str) -> None:
    (line,) = refused(lambda: two.ruleset(name))
    shown = (name if len(name) <= 300 else f"{name[:300]}…").replace("\0", "\\x00")
    assert (
        line == f"unknown-ruleset: there is no ruleset “{shown}”; known are: mini-2030, mini-2031."
    )
    assert refused(lambda: two.check(name)) == [line]


@pytest.mark.parametrize(
    "name", ["mini-2030/", "./mini-2030", "mini-2030/criteria", "../r/mini-2030"]
)
def test_an_id_is_never_a_path(two: Catalog, name: str) -> None:
    assert refused(lambda: two.ruleset(name))[0].startswith(
        f"unknown-ruleset: there is no ruleset “{name}”; perhaps mini-2030 is meant."
    )
    assert refused(lambda: two.check(name))


@pytest.mark.parametrize("number", [0, 2, -1, 8, 10**9])
def test_a_product_set_that_the_ruleset_lacks_is_refused(invented: Catalog, number: int) -> None:
    ruleset = invented.ruleset("mini-2030")
    assert refused(lambda: ruleset.product_set(number)) == [
        f"unknown-product-set: ruleset mini-2030 has no product set {number}; it has 1."
    ]


@pytest.mark.parametrize("number", ["1", None, [], 1.0, True, "mini"])
def test_a_number_of_another_type_is_refused_in_one_sentence(
    invented: Catalog, number: Any
) -> None:
    ruleset = invented.ruleset("mini-2030")
    (line,) = refused(lambda: ruleset.product_set(number))
    assert line.startswith(f"product_set not-a-whole-number: “{number!r}” ")
    assert line.endswith((" expected 1.", " expected 1"))


def test_the_law_that_ships_is_found(law: ocop.Ruleset) -> None:
    assert law.id == "26-2026"
    assert law in ocop.rulesets()
    assert {1, 8, 11, 26} <= set(law.numbers)
    assert law.product_set(8).ruleset == "26-2026"


# In force


@pytest.mark.parametrize(
    ("when", "standing"),
    [
        ("2030-01-01", "mini-2030"),
        ("2031-04-30", "mini-2030"),
        ("2031-07-01", "mini-2031"),
        ("2099-12-31", "mini-2031"),
    ],
)
def test_one_decision_is_in_force_from_its_first_day_to_its_last(
    two: Catalog, when: str, standing: str
) -> None:
    assert two.in_force(day(when)).id == standing


@pytest.mark.parametrize("when", ["2031-05-01", "2031-06-30"])
def test_where_two_decisions_stand_side_by_side_both_are_named(two: Catalog, when: str) -> None:
    assert refused(lambda: two.in_force(day(when))) == [
        f"several-in-force: several rulesets stand side by side on {when}: mini-2030, mini-2031; "
        "ask which one the dossier's dates call for."
    ]


def test_where_no_decision_is_in_force_all_are_named_with_their_days(two: Catalog) -> None:
    assert refused(lambda: two.in_force(day("2029-12-31"))) == [
        "none-in-force: no known ruleset is in force on 2029-12-31; "
        "known are mini-2030 (2030-01-01 – 2031-06-30), mini-2031 (2031-05-01 – …)."
    ]


# Folders


@pytest.mark.parametrize("kind", [str, Path, os.fspath])
def test_a_folder_is_given_as_text_or_as_a_path(kind: Callable[[Path], Any]) -> None:
    catalog = Catalog(kind(RULESETS / "good"))
    assert catalog.ids() == ("mini-2030",)
    assert catalog.folder == RULESETS / "good"


@pytest.mark.parametrize("name", ["nowhere", "x" * 300, "a\0b", "mini-2030/ruleset.yaml"])
def test_a_folder_that_is_none_is_refused_at_once(name: str) -> None:
    (line,) = refused(lambda: Catalog(RULESETS / "good" / name))
    assert " unreadable-folder: " in line


def test_no_attribute_of_a_catalogue_can_be_set(two: Catalog) -> None:
    with pytest.raises(AttributeError):
        two.folder = Path("/")  # type: ignore[misc]


@pytest.mark.parametrize("text", ["", "x", "id: [", "\t{"], ids=["empty", "word", "open", "tab"])
def test_what_is_wrong_with_a_neighbour_stops_no_other(tmp_path: Path, text: str) -> None:
    two_decisions(tmp_path / "r")
    (tmp_path / "r/broken").mkdir()
    (tmp_path / "r/broken/ruleset.yaml").write_text(text, encoding="utf-8")
    catalog = Catalog(tmp_path / "r")
    assert catalog.ids() == ("mini-2030", "mini-2031")
    assert catalog.in_force(day("2031-07-01")).id == "mini-2031"
    assert catalog.applicable(day("2031-07-01"), "first").ruleset == "mini-2031"
    assert catalog.check("mini-2030").numbers == (1,)
    assert list(catalog.unreadable) == ["broken"]
    with pytest.raises(RulesetError) as error:
        catalog.ruleset("broken")
    assert catalog.unreadable["broken"] == error.value


def test_a_hidden_folder_is_no_ruleset(tmp_path: Path) -> None:
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    shutil.copytree(tmp_path / "r/mini-2030", tmp_path / "r/.backup")
    catalog = Catalog(tmp_path / "r")
    assert catalog.ids() == ("mini-2030",)
    assert dict(catalog.unreadable) == {}
    assert refused(lambda: catalog.ruleset(".backup"))


def test_the_law_that_ships_is_whole_or_refused(tmp_path: Path) -> None:
    """Without one of its decisions, dates would call for another one in silence."""
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    (tmp_path / "r/broken").mkdir()
    (tmp_path / "r/broken/ruleset.yaml").write_text("", encoding="utf-8")
    shipped = catalog_over(Store(tmp_path / "r"), is_shipped=True)
    with pytest.raises(RulesetError):
        shipped.applicable(day("2030-07-01"), "first")
    assert shipped.ruleset("mini-2030").id == "mini-2030"


# One's own folder and the package's


def test_ones_own_rulesets_join_the_built_in_ones() -> None:
    joined = Catalog(RULESETS / "good", built_in=True)
    assert joined.ids() == tuple(
        sorted(
            ("mini-2030", *built_in().ids()),
            key=lambda name: (joined.ruleset(name).in_force.from_, name),
        )
    )
    assert joined.ruleset("26-2026") == ocop.ruleset("26-2026")
    assert joined.ruleset("26-2026").product_set(8) == ocop.ruleset("26-2026").product_set(8)
    assert joined.ruleset("mini-2030").product_set(1).product_set == 1
    own, shipped, both = (
        catalog.vocabulary() for catalog in (Catalog(RULESETS / "good"), built_in(), joined)
    )
    assert both.facts.keys() == own.facts.keys() | shipped.facts.keys()
    assert both.documents == {**shipped.documents, **own.documents}
    assert both.facts["processing"].words.keys() >= own.facts["processing"].words.keys()
    assert joined.ruleset("26-2026").vocabulary == both


def test_a_ruleset_is_the_same_law_alone_and_beside_the_built_in_ones() -> None:
    alone, joined = Catalog(RULESETS / "good"), Catalog(RULESETS / "good", built_in=True)
    assert alone.ruleset("mini-2030") == joined.ruleset("mini-2030")
    assert alone.ruleset("mini-2030").digest == joined.ruleset("mini-2030").digest


def test_one_id_in_both_is_refused_by_name(tmp_path: Path) -> None:
    shutil.copytree(CRITERIA / "148-2023", tmp_path / "148-2023")
    assert refused(lambda: Catalog(tmp_path, built_in=True)) == [
        "ruleset-twice: the folder and the package both have ruleset 148-2023; "
        "give your own another id."
    ]


def test_a_fact_that_says_two_things_is_refused_by_name(tmp_path: Path) -> None:
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    facts = tmp_path / "r/facts.yaml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(
        f"{text}has_website: {{unit: count, vi: Số trang, en: Sites}}\n", encoding="utf-8"
    )
    joined = Catalog(tmp_path / "r", built_in=True)
    assert [line.partition(" in ")[0] for line in refused(joined.vocabulary)] == [
        "vocabulary-differs: the folder and the package read the fact has_website"
    ]


def test_a_folder_without_facts_of_its_own_uses_the_package_s(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    joined = Catalog(tmp_path / "r", built_in=True)
    assert joined.vocabulary() == built_in().vocabulary()
    assert joined.ids() == built_in().ids()


# From Python


def test_find_answers_for_the_newest_decision_or_the_one_named() -> None:
    assert ocop.find("tôm khô") == ocop.ruleset("26-2026").find("tôm khô")
    assert ocop.find("tôm khô", "148-2023").ruleset == "148-2023"
    assert ocop.find("zzz zzz").places == ()
    with pytest.raises(CatalogError, match="unknown-ruleset"):
        ocop.find("tôm khô", "27-2027")
