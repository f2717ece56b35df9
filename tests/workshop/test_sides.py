"""Two rulesets are named as people name them: by id, folder or sealed record."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest
from support.archive import EARLIER, records
from support.decks import law_in
from support.folders import CRITERIA, INVENTED
from support.mini import AMENDMENT

import ocop_scoring as ocop
from ocop_scoring.workshop.sides import Side, side_of


def test_an_id_is_a_ruleset_of_the_catalogue() -> None:
    side = side_of("mini-2030", INVENTED)
    assert (side.name, side.numbers) == ("mini-2030", (1,))
    assert side.ruleset is INVENTED.ruleset("mini-2030")
    assert side.document(1) == side.ruleset.product_set(1).resolved()
    assert side.document() == side.ruleset.resolved()
    assert side_of(side) is side


def test_a_copied_folder_is_a_draft_that_may_bear_the_same_id(tmp_path: Path) -> None:
    shutil.copytree(CRITERIA / "26-2026", tmp_path / "26-2026")
    side = side_of(tmp_path / "26-2026")
    assert side.ruleset == ocop.ruleset("26-2026")
    assert side.at("8/1.5/half").startswith(f"{tmp_path}/26-2026/criteria/")
    assert pickle.loads(pickle.dumps(side.ruleset)) is side.ruleset
    assert side_of(tmp_path / "26-2026" / "ruleset.yaml").name == str(tmp_path / "26-2026")


def test_an_amendment_without_its_base_takes_the_shipped_one(tmp_path: Path) -> None:
    shutil.copytree(CRITERIA / "148-2023+1489", tmp_path / "148-2023+1489")
    side = side_of(tmp_path / "148-2023+1489")
    assert side.ruleset == ocop.ruleset("148-2023+1489")
    assert side.at("certified_by/3") == f"{tmp_path}/148-2023+1489/changes.yaml:5"
    assert "148-2023/criteria" in side.at("8/1.a")
    assert side.ruleset.council_policy("mean-of-totals").id == "mean-of-totals"


def test_what_an_amendment_puts_there_stands_in_its_changes(tmp_path: Path) -> None:
    folder = law_in(tmp_path)
    place = folder / "mini-2030+5"
    place.mkdir()
    (place / "ruleset.yaml").write_text(AMENDMENT, encoding="utf-8")
    change = {"replace": "criteria/story/levels/told/vi", "from": "Có kể", "to": "Có kể chuyện"}
    lines = [f"{'- ' if key == 'replace' else '  '}{key}: {said}\n" for key, said in change.items()]
    lines.append("  article: 5/2031/QĐ-THỬ, Điều 2\n")
    (place / "changes.yaml").write_text("".join(lines), encoding="utf-8")
    ruleset = folder / "mini-2030" / "ruleset.yaml"
    text = ruleset.read_text(encoding="utf-8")
    was, until = "in_force: {from: 2030-01-01,", "in_force: {from: 2030-01-01, until: 2030-12-31,"
    ruleset.write_text(text.replace(was, until), encoding="utf-8")
    side = side_of(place)
    assert side.at("1/2.1/told/vi") == f"{place}/changes.yaml:3"
    assert f"{folder}/mini-2030/criteria" in side.at("1/2.1/told/points")


def test_the_rules_of_a_sealed_record_have_its_one_table(tmp_path: Path) -> None:
    record = next(records(EARLIER, 90))
    file = tmp_path / "record.json"
    record.save(file)
    side = side_of(str(file))
    assert (side.name, side.ruleset.revision) == (str(file), 1)
    assert side.numbers == (record.document["product_set"]["number"],)
    assert side.document(*side.numbers) == record.document["product_set"]
    assert side.at(f"{side.numbers[0]}/1.1") == f"{file}:1"


@pytest.fixture(scope="module")
def side() -> Side:
    return side_of("26-2026")


@pytest.mark.parametrize(
    ("address", "begins"),
    [
        ("8/1.1/half", "half:"),
        ("8/1.1/half/points", "points:"),
        ("8/1.1/half/when", "when:"),
        ("8/1.1", "local-materials:"),
        ("8/A", "A:"),
        ("8/A/title", "product-and-community:"),
        ("8/gates/forged-dossier", "forged-dossier"),
        ("8/gates/forged-dossier/outcome", "outcome:"),
        ("8/readings/exactly-three-quarters", "exactly-three-quarters:"),
        ("8/vocabulary/facts/share_of_provincial_materials", "share_of_provincial_materials:"),
        ("in_force/from", "in_force:"),
        ("stars/5", "5:"),
        ("revision", "revision:"),
    ],
)
def test_an_address_leads_to_its_line(side: Side, address: str, begins: str) -> None:
    file, line = side.at(address).rsplit(":", 1)
    text = Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert begins.partition(" ")[0] in text


@pytest.mark.parametrize(
    ("named", "code", "right"),
    [
        ("26-2025", "unknown-ruleset", "26-2026"),
        (f"{CRITERIA}/26-202", "unreadable-file", f"{CRITERIA}/26-2026"),
        (f"{CRITERIA}/26-2026/group.yaml", "unreadable-file", f"{CRITERIA}/26-2026/groups.yaml"),
        ("nowhere/26-2026", "unreadable-file", ""),
        (str(CRITERIA.parent / "src"), "no-rulesets", "ruleset.yaml"),
        (f"{CRITERIA}/26-2026/groups.yaml", "not-a-record", "ocop-record/1"),
    ],
)
def test_what_is_no_ruleset_is_refused_with_what_would_be(
    named: str, code: str, right: str
) -> None:
    with pytest.raises(ocop.OcopError) as refused:
        side_of(named)
    (fault,) = refused.value.faults
    assert (fault.code, fault.right) == (code, right)


def test_of_a_folder_of_rulesets_one_is_asked_for() -> None:
    with pytest.raises(ocop.CatalogError, match=r"name one of them: .*26-2026"):
        side_of(CRITERIA)
