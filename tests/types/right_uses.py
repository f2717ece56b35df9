"""How people's own code uses the library: both type checkers find nothing wrong here, in their
strictest mode, and every value has the type that is written down.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import assert_type

import ocop_scoring as ocop
from ocop_scoring import Dossier, Evaluation, FilingError, Ruleset, ScoreSheet


def rate(folder: Path, language: ocop.Lang = "vi") -> str:
    """A dossier and its sheets, from files to words."""
    rules: Ruleset = ocop.in_force(date(2026, 9, 15))
    dossier: Dossier = ocop.load_dossier(folder / "dossier.yaml")
    said: list[str] = []
    for path in sorted(folder.glob("sheet-*.yaml")):
        try:
            result: Evaluation = ocop.score(rules, dossier, ocop.load_sheet(path))
        except FilingError as error:
            said += error.lines(language)
        else:
            said.append(result.explain(language))
    return "\n".join(said)


def rate_by_council(dossier: Dossier, sheets: list[ScoreSheet]) -> str:
    """A council's sheets under each policy, then under one."""
    rules = ocop.ruleset_for(dossier)
    policies: tuple[ocop.Policy, ...] = ocop.policies()
    found = ocop.compare_policies(rules, dossier, sheets, policies=policies, appointed=9)
    for row in found.rows:
        assert_type(row.result, ocop.CouncilResult | None)
    assert_type(found.differ, tuple[str, ...])
    own = ocop.Catalog("criteria").policy("mean-of-totals")
    assert_type(ocop.policy_digest(own), str)
    return ocop.council(rules, dossier, sheets, policy=own).verdict()


def read(result: Evaluation) -> None:
    """What a result says."""
    assert_type(result.star, int | None)
    assert_type(result.total, int)
    if result.status == "rejected":
        for raised in result.gates:
            print(raised.id, raised.outcome, raised.vi)
    for choice in result.criteria:
        assert_type(choice.number, str)
        print(choice.number, choice.points)
    for finding in result.findings:
        assert_type(finding.code, str)
    plan = result.next_star
    if plan is not None:
        for change in plan.changes:
            assert_type(change.points, int)
    Path("result.json").write_bytes(result.to_json())
    Path("report.html").write_bytes(ocop.render(result, "html", kind="report", lang="en"))
    Path("sheet.docx").write_bytes(ocop.render(result, "docx", kind="score_sheet"))
    Path("sheet.pdf").write_bytes(ocop.render(result, "pdf", font="Times New Roman"))


def sealed(result: ocop.Evaluation | ocop.CouncilResult, path: Path) -> bool:
    """A result is sealed, kept, and worked out again in ten years."""
    record = ocop.seal(result, decided_on=date(2026, 12, 8))
    record.save(path)
    again = ocop.load_record(path)
    assert_type(again.digest, str)
    assert_type(again.outcome(), ocop.Evaluation | ocop.CouncilResult)
    verified = ocop.verify(again, catalog=None)
    for check in verified.checks:
        assert_type(check.found, str)
    assert_type(verified.say("en"), str)
    return verified.ok


def stored(result: str, table: str) -> list[int | str]:
    """What systems keep is read back from its JSON alone."""
    kept = ocop.formats.Evaluation.model_validate_json(result)
    assert_type(kept.star, int | None)
    assert_type(kept.total, str)
    if kept.next_star is not None:
        assert_type(kept.next_star.changes[0].points, str)
    parts = ocop.formats.ProductSet.model_validate_json(table).parts
    items = [item for part in parts for group in part.groups for item in group.criteria]
    return [level.mark for item in items for level in item.levels]


def own_types(level: ocop.Level, words: ocop.Words) -> str:
    """Types that results are made of can be written down."""
    assert_type(level.points, int)
    return f"{level.id}: {words.say('vi')}"


def the_law() -> None:
    """Rulesets, their tables, and which one a day calls for."""
    rules = ocop.ruleset("26-2026")
    table: ocop.ProductSet = rules.product_set(8)
    points = sum(level.points for criterion in table.criteria for level in criterion.levels)
    print(points, table.digest, [ruleset.id for ruleset in ocop.rulesets()])
    answer: ocop.Applicable = ocop.applicable(date(2026, 5, 10), "first")
    assert_type(answer.choices, tuple[str, ...])
    certificate: ocop.Certificate = rules.certificate(date(2026, 12, 8))
    assert_type(certificate.expires_on, date)
    catalog = ocop.Catalog(Path("criteria"))
    assert_type(catalog.ruleset("26-2026"), Ruleset)


def why(error: ocop.OcopError) -> list[dict[str, object]]:
    """An error's faults."""
    for fault in error.faults:
        assert_type(fault.line, int | None)
        assert_type(fault.vi, str)
    return [fault.as_json() for fault in error.faults]


def a_sheet(content: dict[str, object]) -> ScoreSheet:
    """A form from a mapping."""
    return ScoreSheet.model_validate(content)


def from_workbooks(folder: Path, rules: Ruleset) -> bytes:
    """Sheets from whatever files they are in, and out again as a table; workbooks to fill in."""
    sheets = ocop.sheets_at([folder, folder / "council.csv"])
    assert_type(sheets, tuple[ScoreSheet, ...])
    assert_type(ocop.read_workbook(folder / "m1.xlsx"), ScoreSheet)
    assert_type(ocop.load_columns(folder / "council.parquet"), tuple[ScoreSheet, ...])
    members = [ocop.Assessor(id="m1", role="chair")]
    assert_type(ocop.entry_workbook(rules, 8, members=members), bytes)
    assert_type(ocop.dossier_workbook(rules, 8), bytes)
    return ocop.csv_of(sheets, separator=";") + ocop.parquet_of(sheets)


def a_council(rules: Ruleset, dossier: Dossier, sheets: list[ScoreSheet]) -> str:
    """Several sheets to one result."""
    result: ocop.CouncilResult = ocop.council(
        rules, dossier, sheets, policy="mean-of-totals", appointed=7, decided_on=date(2026, 12, 8)
    )
    assert_type(result.mean, Fraction | None)
    assert_type(result.star, int | None)
    assert_type(result.members[0].deviation, Fraction | None)
    assert_type(result.flips[0].stars, tuple[int, ...])
    assert_type(result.unmet[0].has, str | None)
    return result.explain("vi")


def one_line(sheet: ScoreSheet, rules: Ruleset) -> ScoreSheet:
    """A sheet as a score string and back."""
    said = ocop.parse_string(sheet.to_string(rules))
    assert_type(said, ocop.ScoreString)
    assert_type(said.product_set, int)
    assert_type(said.rejects, tuple[str, ...])
    return ocop.sheet_from_string(
        said, rules.product_set(said.product_set), assessor=sheet.assessor
    )


def for_every_sheet(rules: Ruleset) -> str:
    """What holds for every sheet of a table."""
    found: ocop.Reach = ocop.reach(rules, product_set=8)
    assert_type(found.stars[0].fewest_points, int | None)
    assert_type(found.decisive[0].sheets, tuple[ocop.WitnessSheet, ocop.WitnessSheet] | None)
    assert_type(found.sheet_with(92, 3), ocop.WitnessSheet | None)
    assert_type(found.star(5), ocop.ReachedStar)
    return found.witnesses["most_points"].marks["1.1"].__repr__()


def what_would_change(dossier: Dossier, sheet: ScoreSheet) -> list[str]:
    """What a change does to a star, and the plans to a higher one."""
    patch: ocop.Patch = ocop.read_patch({"format": "ocop-what-if/1", "marks": {"1.5": 3}})
    found: ocop.WhatIf = ocop.what_if(ocop.ruleset("26-2026"), dossier, sheet, patch, best=5)
    assert_type(found.weights, tuple[ocop.MarkWeight, ...])
    if found.robustness is not None:
        for fall in found.robustness.falls:
            assert_type(fall.mark.criterion, str)
    said = [criterion.criterion for criterion in found.moved.criteria]
    if found.plans is not None:
        for plan in found.plans.plans:
            said += [change.criterion for change in plan.changes]
    if found.questions is not None:
        assert_type(found.questions.next.mean_stars, Fraction)
    return said


def what_changes(draft: Path) -> list[str]:
    """What a draft changes of the ruleset that it was copied from."""
    found: ocop.Diff = ocop.diff("26-2026", draft)
    told = [f"{change.field}: {change.from_} → {change.to}" for change in found.ruleset]
    for table in found.product_sets:
        counted: ocop.StarChanges | None = table.semantic
        if counted is not None and counted.witness is not None:
            told.append(f"{table.product_set}: {counted.changed} of {counted.of}")
        told += [f"{c.kind} {c.number.to} {c.at.to}" for c in table.of_kind("minimum", "points")]
    return told
