"""The English of levels stands beside the rules and changes nothing of them."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest
from support.folders import GOOD
from support.mini import AMENDMENT

from ocop_scoring import Catalog, ProductSet
from ocop_scoring.rules.cache import Cache
from ocop_scoring.rules.catalog import catalog_over
from ocop_scoring.rules.product_set import ProductSet as Table
from ocop_scoring.rules.store import Store

CHANGE = """\
- replace: criteria/taste/levels/fine/vi
  from: Được
  to: Vừa miệng
  article: 5/2031/QĐ-THỬ, Điều 2
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "r")
    base = tmp_path / "r" / "mini-2030" / "ruleset.yaml"
    until = "in_force: {from: 2030-01-01, until: 2030-12-31, article:"
    text = base.read_text(encoding="utf-8")
    base.write_text(text.replace("in_force: {from: 2030-01-01, article:", until), "utf-8")
    return tmp_path / "r"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def table(folder: Path, name: str = "mini-2030") -> ProductSet:
    return Catalog(folder).ruleset(name).product_set(1)


def english(table: ProductSet) -> list[str | None]:
    return [level.en for level in table.criterion("3.1.1").levels]


def test_levels_have_the_english_that_stands_beside_them(folder: Path) -> None:
    assert english(table(folder)) == ["Odd", "Fine", None]
    assert table(folder).criterion("3.1.1").level("odd").words == ("Lạ", "Odd")


def test_the_table_as_json_has_it_too(folder: Path) -> None:
    (item,) = [
        criterion
        for part in table(folder).as_json(whole=True)["parts"]
        for group in part["groups"]
        for criterion in group["criteria"]
        if criterion["number"] == "3.1.1"
    ]
    assert [level["en"] for level in item["levels"]] == ["Odd", "Fine", None]


def test_it_is_in_no_digest_and_in_no_resolved_document(folder: Path) -> None:
    before, digest = table(folder), Catalog(folder).ruleset("mini-2030").digest
    write(folder / "mini-2030" / "en" / "all.yaml", "taste: {odd: Strange, great: Great}\n")
    after = table(folder)
    assert english(after) == ["Strange", None, "Great"]
    assert (after.digest, after.resolved()) == (before.digest, before.resolved())
    assert Catalog(folder).ruleset("mini-2030").digest == digest
    assert "Strange" not in str(after.as_json(whole=True)["document"])


def test_it_goes_where_a_table_goes(folder: Path) -> None:
    found = table(folder)
    assert english(pickle.loads(pickle.dumps(found))) == english(found)
    alone = Table(found.resolved(), english={"taste": {"great": "Great"}})
    assert english(pickle.loads(pickle.dumps(alone))) == [None, None, "Great"]


def test_the_cache_carries_it(folder: Path, tmp_path: Path) -> None:
    Store(folder).write_cache(tmp_path / "cache")
    cached = catalog_over(Store(folder, Cache(tmp_path / "cache")))
    assert english(cached.ruleset("mini-2030").product_set(1)) == ["Odd", "Fine", None]


def test_a_ruleset_without_any_is_whole(folder: Path) -> None:
    shutil.rmtree(folder / "mini-2030" / "en")
    assert english(table(folder)) == [None, None, None]
    assert Catalog(folder).check("mini-2030").numbers == (1,)


def test_english_of_what_an_amendment_worded_anew_counts_no_more(folder: Path) -> None:
    write(folder / "mini-2030+5" / "ruleset.yaml", AMENDMENT)
    write(folder / "mini-2030+5" / "changes.yaml", CHANGE)
    assert english(table(folder, "mini-2030+5")) == ["Odd", None, None]
    assert english(table(folder)) == ["Odd", "Fine", None]


def test_an_amendment_brings_english_of_its_own(folder: Path) -> None:
    write(folder / "mini-2030+5" / "ruleset.yaml", AMENDMENT)
    write(folder / "mini-2030+5" / "changes.yaml", CHANGE)
    write(folder / "mini-2030+5" / "en" / "all.yaml", "taste: {fine: Palatable, great: Great}\n")
    assert english(table(folder, "mini-2030+5")) == ["Odd", "Palatable", "Great"]


def test_english_of_what_an_amendment_takes_away_is_no_fault_of_it(folder: Path) -> None:
    level = "great: {points: 2, minimum: 5, vi: Ngon}"
    assert level in (folder / "mini-2030" / "criteria" / "all.yaml").read_text(encoding="utf-8")
    write(folder / "mini-2030" / "en" / "all.yaml", "taste: {odd: Odd, fine: Fine, great: Great}\n")
    write(folder / "mini-2030+5" / "ruleset.yaml", AMENDMENT)
    removed = """\
- replace: criteria/taste/levels
  from: {odd: {points: 0, vi: Lạ}, fine: {points: 1, vi: Được}, great: {points: 2, minimum: 5, vi: Ngon}}
  to: {odd: {points: 0, vi: Kém}, good: {points: 2, minimum: 5, vi: Ngon}}
  article: 5/2031/QĐ-THỬ, Điều 2
"""
    write(folder / "mini-2030+5" / "changes.yaml", removed)
    write(folder / "mini-2030+5" / "en" / "all.yaml", "taste: {good: Good}\n")
    assert english(table(folder, "mini-2030+5")) == [None, "Good"]
