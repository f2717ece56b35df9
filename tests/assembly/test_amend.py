"""Amendments: three verbs on a base, resolved to a whole of its own, and refused where their target
moved.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.folders import GOOD
from support.mini import AMENDMENT

import ocop_scoring as ocop
from ocop_scoring.rules.cache import Cache
from ocop_scoring.rules.catalog import catalog_over
from ocop_scoring.rules.store import Store

CHANGES = """\
- replace: ruleset/certified_by/3
  from: province
  to: district
  article: 5/2031/QĐ-THỬ, Điều 1
- replace: criteria/story/levels/told/vi
  from: Có kể
  to: Có kể chuyện
  article: 5/2031/QĐ-THỬ, Điều 2
- add: gates/too-late
  to: {outcome: rejected, vi: Quá hạn, en: Too late, raised_by: assessor}
  article: 5/2031/QĐ-THỬ, Điều 3
- replace: product-sets/1/gates/0
  from: forged
  to: too-late
  article: 5/2031/QĐ-THỬ, Điều 3
- remove: readings/exactly-half/other_readings
  from: [Không xếp hạng]
  article: 5/2031/QĐ-THỬ, Điều 4
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "criteria")
    base = tmp_path / "criteria" / "mini-2030" / "ruleset.yaml"
    text = base.read_text(encoding="utf-8")
    base.write_text(
        text.replace(
            "in_force: {from: 2030-01-01, article:",
            "in_force: {from: 2030-01-01, until: 2030-12-31, article:",
        ),
        "utf-8",
    )
    return tmp_path / "criteria"


def amended(folder: Path, changes: str, own: str = AMENDMENT) -> ocop.Catalog:
    place = folder / "mini-2030+5"
    place.mkdir()
    (place / "ruleset.yaml").write_text(own, encoding="utf-8")
    (place / "changes.yaml").write_text(changes, encoding="utf-8")
    return ocop.Catalog(folder)


def test_an_amendment_is_a_whole_of_its_own(folder: Path) -> None:
    readings = folder / "mini-2030" / "readings.yaml"
    text = readings.read_text(encoding="utf-8")
    readings.write_text(
        text.replace(
            "  question: Đúng 50 %", "  other_readings: [Không xếp hạng]\n  question: Đúng 50 %"
        ),
        encoding="utf-8",
    )
    catalog = amended(folder, CHANGES)
    assert catalog.check("mini-2030+5") == ((1,), ())
    base, new = catalog.ruleset("mini-2030"), catalog.ruleset("mini-2030+5")
    assert (base.certified_by[3], new.certified_by[3]) == ("province", "district")
    assert new.product_set(1).criterion("2.1").levels[1].vi == "Có kể chuyện"
    assert base.product_set(1).criterion("2.1").levels[1].vi == "Có kể"
    assert new.product_set(1).gates[0].id == "too-late"
    assert new.product_set(1).digest != base.product_set(1).digest
    assert new.product_set(1).ruleset == "mini-2030+5"
    assert catalog.ids() == ("mini-2030", "mini-2030+5")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            "- {replace: ruleset/certified_by/3, from: ministry, to: district, article: a}",
            "changes.yaml:1:13 change-target-moved: the change of ruleset/certified_by/3 says that ministry stands there, but province does",
        ),
        (
            "- {replace: ruleset/certified_by/7, from: ministry, to: district, article: a}",
            "says that ministry stands there, but – does",
        ),
        (
            "- {add: gates/forged, to: {outcome: rejected}, article: a}",
            "change-target-moved: the change of gates/forged says that – stands",
        ),
        (
            "- {remove: criteria/story/levels/gone, from: x, article: a}",
            "change-target-moved: the change of criteria/story/levels/gone",
        ),
        (
            "- {replace: criteria/no-such/vi, from: x, to: y, article: a}",
            "unknown-criterion-id: there is no shared criterion “no-such”",
        ),
        (
            "- {replace: product-sets/9/vi, from: x, to: y, article: a}",
            "set-not-here: the ruleset has no product set “9”; it has 1.",
        ),
        (
            "- {replace: ruleset/revision, from: 1, to: 2, article: a}",
            "change-of-own: the amendment states “revision” itself; change it in its own ruleset.yaml.",
        ),
        (
            "- {add: product-sets/1/gates/2, to: forged, article: a}",
            "change-of-list: nothing can be added to a list (product-sets/1/gates/2)",
        ),
        ("- {replace: nowhere/x, from: x, to: y, article: a}", "change-without-place"),
        (
            "- {replace: ruleset/points, add: ruleset/points, from: x, to: y, article: a}",
            "change-of-one-kind: a change has one verb",
        ),
        ("- {replace: ruleset/points, to: y, article: a}", "change-of-one-kind"),
        ('- {replace: ruleset/points, from: "20", to: "21", article: a}', "bands-do-not-cover"),
    ],
)
def test_a_change_whose_place_is_not_as_it_says_is_refused(
    folder: Path, changes: str, message: str
) -> None:
    with pytest.raises(ocop.RulesetError) as refused:
        amended(folder, changes + "\n").check("mini-2030+5")
    assert message in str(refused.value)


def test_an_amendment_without_its_base_is_refused(folder: Path) -> None:
    catalog = amended(folder, CHANGES)
    shutil.rmtree(folder / "mini-2030")
    with pytest.raises(
        ocop.RulesetError,
        match=r"ruleset\.yaml:1:1 base-missing: the base mini-2030 of this amendment is not there",
    ):
        catalog.check("mini-2030+5")


def test_a_fault_that_an_amendment_makes_in_a_bases_table_is_told_as_the_amendments(
    folder: Path,
) -> None:
    changes = "- {replace: criteria/story/levels/written/points, from: 3, to: 2, article: a}\n"
    catalog = amended(folder, changes)
    with pytest.raises(ocop.RulesetError) as refused:
        catalog.check("mini-2030+5")
    lines = refused.value.lines("en")
    assert any(
        "01-dried.yaml" in line and "sum-mismatch: as amended by mini-2030+5: " in line
        for line in lines
    ), lines
    assert catalog.check("mini-2030") == ((1,), ())


def test_a_target_that_an_earlier_change_moved_is_refused(folder: Path) -> None:
    twice = CHANGES.split("- replace: criteria")[0] * 2
    with pytest.raises(
        ocop.RulesetError, match="says that province stands there, but district does"
    ):
        amended(folder, twice).check("mini-2030+5")


def test_an_amendment_changes_the_rest_in_changes_alone(folder: Path) -> None:
    with pytest.raises(ocop.RulesetError, match="unknown-field: the key “stars”"):
        amended(folder, CHANGES, AMENDMENT + "stars: {5: from 1 to 20}\n").check("mini-2030+5")


def test_two_rulesets_must_not_take_the_same_filings(folder: Path) -> None:
    with pytest.raises(
        ocop.RulesetError, match="dossiers filed from 2030-06-01 are taken by mini-2030 too"
    ):
        amended(folder, "[]\n", AMENDMENT.replace("from: 2031-01-01", "from: 2030-06-01")).check(
            "mini-2030+5"
        )


def test_the_cache_of_an_amendment_never_outlives_its_base(folder: Path, tmp_path: Path) -> None:
    amended(folder, CHANGES.split("- remove")[0])
    Store(folder).write_cache(tmp_path / "cache")
    cached = (
        catalog_over(Store(folder, Cache(tmp_path / "cache"))).ruleset("mini-2030+5").product_set(1)
    )
    criteria = folder / "mini-2030" / "criteria" / "all.yaml"
    criteria.write_text(
        criteria.read_text(encoding="utf-8").replace("vi: Vị", "vi: Vị ngon"), encoding="utf-8"
    )
    fresh = (
        catalog_over(Store(folder, Cache(tmp_path / "cache"))).ruleset("mini-2030+5").product_set(1)
    )
    assert (cached.criterion("3.1.1").title.vi, fresh.criterion("3.1.1").title.vi) == (
        "Vị",
        "Vị ngon",
    )


def test_1489_puts_the_commune_and_the_province_in_the_districts_place() -> None:
    base, amended = ocop.ruleset("148-2023"), ocop.ruleset("148-2023+1489")
    assert (base.received_by, dict(base.certified_by)) == (
        "district",
        {3: "district", 4: "province", 5: "ministry"},
    )
    assert (amended.received_by, dict(amended.certified_by)) == (
        "commune",
        {3: "province", 4: "province", 5: "ministry"},
    )
    assert ocop.ruleset("26-2026").received_by == "commune"
