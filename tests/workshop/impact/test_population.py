"""A population read from files: which sheet belongs to which dossier, sealed records, rounds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from support.rounds import CODE, MEMBERS, RULES, TEA, best_marks, put_sheet, small_round
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.rounds.population import population_at
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.workshop.impact.carrier import SameDecision
from ocop_scoring.workshop.impact.entry import Population, RecordedResult
from ocop_scoring.workshop.impact.impact import impact, rated_twice
from ocop_scoring.workshop.impact.population import read_population


def codes(population: Population) -> dict[str, list[str]]:
    return {Path(p.file).name: [fault.code for fault in p.faults] for p in population.problems}


def test_sheets_find_their_dossier_by_code_and_by_name(tmp_path: Path) -> None:
    table = RULES.product_set(TEA)
    tea = dossier_for(table)
    (tmp_path / "che.yaml").write_text(tea.model_dump_json(), "utf-8")
    (tmp_path / "khac.yaml").write_text(tea.model_dump_json(), "utf-8")
    (tmp_path / "che").mkdir()
    for who in ("m1", "m2"):
        sheet = sheet_for(table, {}, assessor={"id": who, "role": "member"})
        (tmp_path / "che" / f"{who}.yaml").write_text(sheet.model_dump_json(), "utf-8")
    lone = sheet_for(table, {}, product_code=CODE)
    (tmp_path / "le.yaml").write_text(lone.model_dump_json(), "utf-8")
    found = read_population([tmp_path])
    assert [(e.name, e.commune, e.product_set) for e in found.entries] == [
        ("Sản phẩm mẫu (m1)", "Xã Mẫu", TEA),
        ("Sản phẩm mẫu (m2)", "Xã Mẫu", TEA),
        (CODE, None, TEA),
    ]
    assert codes(found) == {"khac.yaml": ["dossier-without-sheet"]}


def test_a_table_of_columns_is_a_product_a_row(tmp_path: Path) -> None:
    table = RULES.product_set(TEA)
    sheets = [sheet_for(table, {}), sheet_for(table, {}, product_code=CODE)]
    (tmp_path / "phieu.csv").write_bytes(ocop.csv_of(sheets))
    found = read_population([tmp_path / "phieu.csv"])
    assert [(e.name, e.origin.rpartition(":")[2]) for e in found.entries] == [
        ("phieu:1", "1"),
        (CODE, "2"),
    ]


def test_a_round_is_its_councils_and_what_has_no_result_is_named(tmp_path: Path) -> None:
    root = small_round(tmp_path / "dot")
    for sheet in (root / "sheets" / "mam").iterdir():
        sheet.unlink()
    put_sheet(root, "che", TEA, CODE, MEMBERS[0])
    found = population_at([root], built_in())
    (tea,) = found.entries
    assert tea.council is not None
    assert (tea.council.policy.id, len(tea.sheets)) == ("mean-of-totals", 3)
    assert codes(found) == {"mam.yaml": ["dossier-without-sheet"]}
    (row,) = impact(RULES, RULES, found).rows
    rated = ocop.council(RULES, tea.dossier, tea.sheets, policy="mean-of-totals", level="province")  # type: ignore[arg-type]
    assert (row.a.status, row.a.star, row.a.points) == (rated.status, rated.star, rated.mean)


def test_a_council_without_a_quorum_stays_open(tmp_path: Path) -> None:
    root = small_round(tmp_path / "dot")
    (one, *_) = population_at([root], built_in()).entries
    assert one.council is not None
    policy = ocop.policies()
    strict = next(p for p in policy if p.quorum is not None)
    sitting = one.council.sitting._replace(appointed=9)
    few = one._replace(council=one.council._replace(policy=strict, sitting=sitting))
    (row,), _ = rated_twice(RULES, RULES, [few], SameDecision(RULES, RULES))
    assert (row.verdict, row.a.why) == ("open", "no-quorum")


@pytest.mark.parametrize("kind", ["lone", "council"])
def test_a_sealed_record_is_replayed_and_said_where_it_comes_otherwise(
    tmp_path: Path, kind: str
) -> None:
    table, day = RULES.product_set(TEA), date(2026, 12, 1)
    dossier, marks = dossier_for(table), best_marks(TEA)
    if kind == "lone":
        result = ocop.score(RULES, dossier, sheet_for(table, marks))
    else:
        sheets = [
            sheet_for(table, marks, assessor={"id": m["id"], "role": m["role"]}) for m in MEMBERS
        ]
        result = ocop.council(  # type: ignore[assignment]
            RULES, dossier, sheets, policy="mean-of-totals", decided_on=day, level="province"
        )
    ocop.seal(result, decided_on=day).save(tmp_path / "che.record.json")
    found = read_population([tmp_path])
    assert found.kind == "records"
    (one,) = found.entries
    assert one.decided == RecordedResult("rated", 5, "100")
    same = impact(RULES, RULES, found)
    assert same.decided_otherwise == ()
    other = found._replace(entries=(one._replace(decided=RecordedResult("rated", 4, "100")),))
    assert [row.entry for row in impact(RULES, RULES, other).decided_otherwise] == [*other.entries]


def test_what_a_file_is_not_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("cam: 3\n", "utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"format": "ocop-record/1"}), "utf-8")
    found = read_population([tmp_path])
    assert list(codes(found)) == ["a.yaml", "b.json"]
    assert found.entries == ()
