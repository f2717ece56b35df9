"""Whether a table is as it was released: which lock decides, and what it says."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from support.folders import CRITERIA, GOOD

import ocop_scoring as ocop
from ocop_scoring.rules import lock
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.rules.releases import lock_in, released_in

DAY = date(2030, 2, 1)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a ruleset of one's own."""
    shutil.copytree(GOOD, tmp_path / "criteria")
    return tmp_path / "criteria"


def table(folder: Path) -> ocop.ProductSet:
    return ocop.Catalog(folder).ruleset("mini-2030").product_set(1)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# A folder's own lock


def test_without_a_lock_nobody_can_say(own: Path) -> None:
    assert (table(own).released_digest, table(own).released) == (None, None)


def test_a_released_table_is_known_by_its_own_folders_lock(own: Path) -> None:
    lock.release(ocop.Catalog(own), "mini-2030", DAY)
    assert table(own).released is True
    assert table(own).released_digest == table(own).digest


def test_a_changed_table_is_not_the_released_one(own: Path) -> None:
    lock.release(ocop.Catalog(own), "mini-2030", DAY)
    released = table(own).digest
    edit(own / "mini-2030" / "criteria" / "all.yaml", "vi: Vị", "vi: Vị khác")
    changed = table(own)
    assert (changed.released, changed.released_digest) == (False, released)


def test_a_revision_that_the_lock_does_not_know_is_not_released(own: Path) -> None:
    lock.release(ocop.Catalog(own), "mini-2030", DAY)
    edit(own / "mini-2030" / "ruleset.yaml", "revision: 1", "revision: 7")
    assert (table(own).released, table(own).released_digest) == (False, "")


def test_a_lock_that_cannot_be_read_releases_nothing(own: Path) -> None:
    lock.release(ocop.Catalog(own), "mini-2030", DAY)
    with lock_in(own).open("a", encoding="utf-8") as file:
        file.write("not a line of a lock\n")
    assert table(own).released is False


def test_a_catalogue_stays_with_the_lock_that_it_read(own: Path) -> None:
    catalog = ocop.Catalog(own)
    first = catalog.ruleset("mini-2030").product_set(1)
    lock.release(ocop.Catalog(own), "mini-2030", DAY)
    assert catalog.ruleset("mini-2030").product_set(1).released is first.released is None
    assert table(own).released is True


def test_no_disk_is_read_once_a_table_is_loaded(own: Path) -> None:
    lock.release(ocop.Catalog(own), "mini-2030", DAY)
    loaded = table(own)
    shutil.rmtree(own)
    assert loaded.released is True


# The package's lock


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of one of the package's rulesets, with a lock of its own making."""
    folder = tmp_path / "criteria"
    folder.mkdir()
    for path in CRITERIA.glob("*.yaml"):
        shutil.copy(path, folder)
    for name in ("policies", "1048-2019"):
        shutil.copytree(CRITERIA / name, folder / name)
    return folder


def test_of_a_ruleset_that_the_package_knows_its_lock_alone_decides(copied: Path) -> None:
    shipped = ocop.ruleset("1048-2019")
    number, revision = shipped.numbers[0], f"revision: {shipped.revision}"
    edit(copied / "1048-2019" / "ruleset.yaml", revision, "revision: 99")
    changed = ocop.Catalog(copied).ruleset("1048-2019").product_set(number)
    line = f"1048-2019 {changed.revision} {number} {changed.digest} 2030-02-01\n"
    lock_in(copied).write_text(line, encoding="utf-8")
    forged = ocop.Catalog(copied).ruleset("1048-2019").product_set(number)
    assert forged.digest == changed.digest
    assert forged.released is False


def test_an_unchanged_copy_is_as_released_as_the_package_s_own(copied: Path) -> None:
    number = ocop.ruleset("1048-2019").numbers[0]
    same = ocop.Catalog(copied).ruleset("1048-2019").product_set(number)
    assert same.released is ocop.ruleset("1048-2019").product_set(number).released


def test_the_package_s_own_tables_are_held_against_its_lock() -> None:
    released = {release.key: release.digest for release in lock.releases(built_in())}
    for rules in ocop.rulesets():
        shown = rules.product_set(rules.numbers[0])
        known = released.get((rules.id, rules.revision, shown.product_set))
        assert shown.released is (known == shown.digest)


def test_a_lock_gives_each_digest_by_ruleset_revision_and_number() -> None:
    known = released_in(CRITERIA)
    assert known is not None
    (first, *_) = lock.releases(built_in())
    assert known.digest_of(*first.key) == first.digest
    assert known.digest_of("26-2026", 99, 1) == ""
    assert "26-2026" in known.rulesets


def test_results_of_copies_differ_where_one_is_released_and_the_other_is_not(own: Path) -> None:
    """Equal results give equal JSON: a result says whether its table was released."""
    other = own.parent / "other"
    shutil.copytree(own, other)
    lock.release(ocop.Catalog(other), "mini-2030", DAY)
    results = []
    for folder in (own, other):
        catalog = ocop.Catalog(folder)
        rules = catalog.ruleset("mini-2030")
        dossier = {
            "format": "ocop-dossier/1",
            "product": {"name": "M", "product_set": 1, "commune": "X", "province": "T"},
            "producer": {"name": "H", "kind": "other", "representative": {"name": "N"}},
            "application": {"kind": "first", "submitted_on": str(rules.filings.from_)},
        }
        sheet = {
            "format": "ocop-sheet/1",
            "ruleset": "mini-2030",
            "product_set": 1,
            "assessor": {"id": "m1", "role": "member"},
            "marks": {},
        }
        filed = ocop.read_dossier(dossier, catalog=catalog)
        results.append(ocop.score(rules, filed, ocop.read_sheet(sheet)))
    assert [result.released for result in results] == [None, True]
    assert results[0] != results[1]
