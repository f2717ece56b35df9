"""Two rulesets compared: ids, folders, sealed records; places, crosswalks, JSON."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from support.archive import EARLIER, records
from support.decks import law_in
from support.folders import CRITERIA, INVENTED

import ocop_scoring as ocop
from ocop_scoring import formats
from ocop_scoring.workshop.diff.diff import diff


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The small ruleset as a draft: a minimum lowered, a day moved."""
    folder = law_in(tmp_path) / "mini-2030"
    for file, was, becomes in (
        ("criteria/all.yaml", "good: {points: 2, minimum: 5", "good: {points: 2, minimum: 4"),
        ("ruleset.yaml", "in_force: {from: 2030-01-01", "in_force: {from: 2030-01-02"),
    ):
        text = (folder / file).read_text(encoding="utf-8")
        assert was in text
        (folder / file).write_text(text.replace(was, becomes, 1), encoding="utf-8")
    return folder


def test_a_draft_differs_from_what_it_was_copied_from_where_it_was_edited(draft: Path) -> None:
    found = diff("mini-2030", draft, catalog=INVENTED)
    (table,) = found.product_sets
    (change,) = table.changes
    assert (change.kind, change.from_, change.to) == ("minimum", "5", "4")
    for at, folder in ((change.at.from_, INVENTED.folder / "mini-2030"), (change.at.to, draft)):
        assert at is not None
        file, line = at.rsplit(":", 1)
        assert file == str(folder / "criteria" / "all.yaml")
        text = Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert "good:" in text
    assert {change.field for change in found.ruleset} == {"in_force/from", "filings/from"}
    assert not found.is_empty
    assert table.semantic is not None
    assert table.semantic.changed > 0


def test_equal_differences_are_one_value_that_pickles_and_prints_what_it_counts(
    draft: Path,
) -> None:
    found = diff("mini-2030", draft, catalog=INVENTED)
    again = diff("mini-2030", draft, catalog=INVENTED)
    mirrored = diff(draft, "mini-2030", catalog=INVENTED)
    assert {found, again, mirrored} == {found, mirrored}
    assert found.product_set(1) == again.product_set(1) != mirrored.product_set(1)
    assert found != found.as_json()
    assert repr(found).endswith("; in the decision: 2; product set 1: minimum 1>")
    assert repr(diff("mini-2030", "mini-2030", catalog=INVENTED)).endswith("; no difference>")
    with pytest.raises(AttributeError):
        found.ruleset = ()
    whole = ocop.diff("148-2023", "148-2023+1489", product_set=8)
    assert pickle.loads(pickle.dumps(whole)) == whole


def test_what_a_row_says_is_found_in_the_row_where_it_says_it() -> None:
    found = diff("148-2023", "26-2026", product_set=5).product_set(5)
    (change,) = [c for c in found.of_kind("minimum") if (c.id, c.level) == ("impurities", "clean")]
    file, line = str(change.at.from_).rsplit(":", 1)
    said = Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1].strip()
    assert said == "minimums: {5: clean}"


def test_a_ruleset_differs_from_itself_in_nothing() -> None:
    found = diff("mini-2030", "mini-2030", catalog=INVENTED)
    assert found.is_empty
    assert found.as_json()["product_sets"] == [
        {
            "product_set": 1,
            "changes": [],
            "semantic": {
                "sheets_that_change_star": "0",
                "of": str(found.product_set(1).semantic.of),  # type: ignore[union-attr]
                "witness": None,
            },
        }
    ]


def test_the_document_is_as_its_model_says_and_is_mirrored(draft: Path) -> None:
    there = diff("mini-2030", draft, catalog=INVENTED).as_json()
    back = diff(draft, "mini-2030", catalog=INVENTED).as_json()
    read = formats.Diff.model_validate_json(json.dumps(there))
    assert read.model_dump(mode="json", by_alias=True, exclude_unset=True) == there
    (one,), (other,) = (said["product_sets"][0]["changes"] for said in (there, back))
    assert (one["from"], one["to"]) == (other["to"], other["from"])
    assert one["at"] == {"from": other["at"]["to"], "to": other["at"]["from"]}
    assert (there["from"], there["to"]) == ("mini-2030", str(draft))


def test_two_decisions_are_compared_by_id_and_told_what_a_crosswalk_relates() -> None:
    table = ocop.diff("148-2023", "26-2026", product_set=8).product_set(8)
    points = {
        (c.number.from_, c.number.to, c.level): (c.from_, c.to)
        for c in table.of_kind("level-points")
    }
    assert points["1.a", "1.1", "half"] == ("3", "2")
    minimums = {(c.number.to, c.level): (c.from_, c.to) for c in table.of_kind("minimum")}
    assert minimums["2.2", "creative"] == (None, "3")
    assert table.semantic is None
    removed = {c.id: c for c in table.of_kind("criterion-removed")}
    relation = removed["chain-contracts-for-materials"].relation
    assert relation is None or relation.criterion == "chain-contracts"


def test_only_the_table_of_a_record_is_compared(tmp_path: Path) -> None:
    record = next(r for r in records(EARLIER, 3) if r.rules().id == "26-2026")
    file = tmp_path / "record.json"
    record.save(file)
    found = ocop.diff(file, "26-2026")
    number = record.document["product_set"]["number"]
    assert [table.product_set for table in found.product_sets] == [number]
    assert ("revision", "1", "2") in [(c.field, c.from_, c.to) for c in found.ruleset]
    assert found.product_sets[0].changes, "what was mended"
    with pytest.raises(ocop.RulesetError, match="table-not-in-record"):
        ocop.diff(file, "26-2026", product_set=number % 26 + 1)


def test_a_product_set_that_neither_has_is_refused() -> None:
    with pytest.raises(ocop.CatalogError, match="unknown-product-set"):
        diff("mini-2030", "mini-2030", product_set=2, catalog=INVENTED)


def test_a_table_on_one_side_alone_is_told_whole(tmp_path: Path) -> None:
    found = diff(INVENTED.ruleset("mini-2030"), "26-2026", product_set=8)
    table = found.product_set(8)
    assert (table.both, table.semantic) == (None, None)
    assert len(table.of_kind("criterion-added")) == len(
        ocop.ruleset("26-2026").product_set(8).criteria
    )
    assert str(CRITERIA.name) in str(table.changes[0].at.to)
