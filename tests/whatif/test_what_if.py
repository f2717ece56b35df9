"""What a change does: both results are those of `score`, and what differs is told, nothing else."""

from __future__ import annotations

import pickle
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.folders import GOOD
from support.strategies import RULESETS, TABLES, complete_marks, dossier_for, mark_for, sheet_for

import ocop_scoring as ocop

RULES = ocop.ruleset("26-2026")
FORMAT = {"format": "ocop-what-if/1"}
DEMO = Path(ocop.__file__).parent / "demo"


def tried(patch: dict[str, Any], sheet: ocop.ScoreSheet | None = None) -> ocop.WhatIf:
    """What a patch does to the sheet of the demo."""
    dossier = ocop.load_dossier(DEMO / "dossier.yaml")
    return ocop.what_if(
        RULES, dossier, sheet or ocop.load_sheet(DEMO / "sheet.yaml"), FORMAT | patch
    )


@settings(max_examples=25)
@given(st.data())
def test_the_result_after_a_change_is_that_of_the_changed_sheet(data: st.DataObject) -> None:
    table = TABLES[8]
    marks = data.draw(complete_marks(table, good=True))
    criterion = data.draw(st.sampled_from(table.criteria))
    mark = data.draw(mark_for(criterion))
    dossier, sheet = dossier_for(table), sheet_for(table, marks)
    found = ocop.what_if(RULES, dossier, sheet, FORMAT | {"marks": {criterion.number: mark}})
    after = sheet_for(table, marks | {criterion.number: mark})
    assert found.before == ocop.score(RULES, dossier, sheet)
    assert found.after == ocop.score(RULES, dossier, after)
    moved = [one.criterion for one in found.moved.criteria]
    rows = zip(found.before.criteria, found.after.criteria, strict=True)
    assert moved == [b.number for b, a in rows if (b.points, b.level) != (a.points, a.level)]  # type: ignore[union-attr]


def test_a_patch_without_changes_moves_nothing() -> None:
    found = tried({})
    assert found.before is found.after
    assert not found.is_changed
    assert not any(found.moved)


def test_facts_decide_where_no_mark_does() -> None:
    found = tried({"facts": {"share_under_contract": "0.9"}, "without_marks": ["1.5"]})
    (moved,) = found.moved.criteria
    assert (moved.criterion, moved.before, moved.after) == (
        "1.5",
        (1, "half"),
        (2, "over-three-quarters"),
    )
    assert [unmet.criterion for unmet in found.moved.unmet_vanished] == ["1.5"]
    assert found.moved.unmet_appeared == ()


def test_a_paper_left_out_raises_the_gate_that_asks_for_it() -> None:
    required = {"food_safety_certificate_required": True}
    found = tried({"without_documents": ["food-safety-certificate"], "facts": required})
    assert found.after.status == "rejected"
    assert [gate.id for gate in found.moved.gates_appeared] == ["food-safety-certificate"]
    assert found.exit_status == 3


def test_a_paper_added_where_none_were_listed_is_told() -> None:
    dossier = dossier_for(TABLES[8])
    sheet = sheet_for(TABLES[8], {})
    paper = {"kind": "gmp-certificate", "issued_on": "2026-01-01", "expires_on": "2029-01-01"}
    found = ocop.what_if(RULES, dossier, sheet, FORMAT | {"documents": [paper]})
    assert found.lists_papers
    assert not tried({"documents": [paper]}).lists_papers


@pytest.mark.parametrize(
    ("patch", "codes"),
    [
        ({"marks": {"1.55": 1, "1.1": 9}}, ["unknown-criterion", "unknown-points"]),
        ({"members": {"m9": {"1.1": 1}}}, ["unknown-member"]),
        ({"without_facts": ["share"]}, ["nothing-to-leave-out"]),
        ({"without_documents": ["gmp-certificate"]}, ["nothing-to-leave-out"]),
        ({"without_marks": ["99"]}, ["nothing-to-leave-out"]),
    ],
)
def test_what_of_a_patch_does_not_fit_is_named_at_once(
    patch: dict[str, Any], codes: list[str]
) -> None:
    with pytest.raises(ocop.FilingError) as refused:
        tried(patch)
    assert [fault.code for fault in refused.value.faults] == codes


def test_what_does_not_fit_has_its_place_in_the_file() -> None:
    dossier, sheet = ocop.load_dossier(DEMO / "dossier.yaml"), ocop.load_sheet(DEMO / "sheet.yaml")
    patch = ocop.read_patch(
        "format: ocop-what-if/1\nmembers:\n  m1:\n    '1.1': 9\nmarks: {'1.1': 9}"
    )
    sheet = sheet.model_copy(update={"assessor": {"id": "m1", "role": "member"}})
    with pytest.raises(ocop.FilingError) as refused:
        ocop.what_if(RULES, dossier, sheet, patch)
    assert [fault.line for fault in refused.value.faults] == [5, 4]


def council_of(*marks: dict[str, Any]) -> list[ocop.ScoreSheet]:
    """The sheets of members m1, m2, …"""
    return [
        sheet_for(TABLES[8], own, assessor={"id": f"m{at}", "role": "member"})
        for at, own in enumerate(marks, start=1)
    ]


def best() -> dict[str, Any]:
    return {c.number: max(c.levels, key=lambda level: level.points).id for c in TABLES[8].criteria}


def test_the_mark_of_one_member_moves_the_mean_of_the_council() -> None:
    sheets = council_of(best(), best(), best())
    found = ocop.what_if(
        RULES,
        dossier_for(TABLES[8]),
        sheets,
        FORMAT | {"members": {"m2": {"7": 0}}},
        policy="mean-of-totals",
        appointed=3,
    )
    assert isinstance(found.after, ocop.CouncilResult)
    assert (found.before.mean, found.after.mean) == (100, Fraction(295, 3))
    assert [one.criterion for one in found.moved.criteria] == ["7"]
    assert found.as_json()["after"]["points"] == "295/3"


def test_marks_of_nobody_are_refused_where_several_mark() -> None:
    sheets = council_of(best(), best())
    with pytest.raises(ocop.FilingError, match=r"marks-of-whom.*m1, m2"):
        ocop.what_if(
            RULES,
            dossier_for(TABLES[8]),
            sheets,
            FORMAT | {"marks": {"7": 0}},
            policy="mean-of-totals",
        )
    with pytest.raises(ocop.FilingError, match="policy-not-chosen"):
        ocop.what_if(RULES, dossier_for(TABLES[8]), sheets)


def of_2023(number: int = 8) -> tuple[ocop.Ruleset, ocop.Dossier, ocop.ScoreSheet]:
    """Rules, dossier and best sheet of the decision of 2023."""
    rules = ocop.ruleset("148-2023")
    table = rules.product_set(number)
    marks = {c.number: max(c.levels, key=lambda level: level.points).id for c in table.criteria}
    return rules, dossier_for(table), sheet_for(table, marks)


def test_rules_of_one_decision_read_the_same_marks() -> None:
    found = ocop.what_if(*of_2023(), FORMAT | {"rules": "148-2023+1489"})
    assert (found.before.ruleset, found.after.ruleset) == ("148-2023", "148-2023+1489")
    assert found.not_carried is not None
    assert found.not_carried == ((), ())
    assert found.moved.criteria == ()


def test_rules_of_another_decision_leave_open_what_no_crosswalk_carries() -> None:
    rules, dossier, sheet = of_2023()
    found = ocop.what_if(rules, dossier, sheet, under=ocop.ruleset("26-2026"))
    carried = ocop.carry_over(sheet, "26-2026", dossier)
    assert isinstance(found.after, ocop.Evaluation)
    assert found.after.status == "incomplete"
    assert found.not_carried is not None
    assert found.not_carried.to_judge == tuple(one.number for one in carried.to_judge)
    assert found.not_carried.lost == tuple(one.number for one in carried.lost)
    open_now = [row.number for row in found.after.criteria if row.source == "none"]
    assert set(open_now) == set(found.not_carried.to_judge)
    assert found.questions is not None
    assert found.as_json()["not_carried"]["to_judge"] == list(found.not_carried.to_judge)


def test_a_change_of_marks_is_carried_with_them() -> None:
    rules, dossier, sheet = of_2023()
    first = next(iter(sheet.marks))
    found = ocop.what_if(
        rules, dossier, sheet, FORMAT | {"marks": {first: 0}, "rules": "148-2023+1489"}
    )
    assert [one.criterion for one in found.moved.criteria] == [first]


def test_rules_that_are_not_there_are_named() -> None:
    with pytest.raises(ocop.CatalogError, match="unknown-ruleset"):
        ocop.what_if(*of_2023(), FORMAT | {"rules": "148-2032"})


def test_the_folder_of_a_copied_ruleset_is_rules_too(tmp_path: Path) -> None:
    folder = tmp_path / "mini-2030"
    shutil.copytree(GOOD / "mini-2030", folder)
    for name in ("facts.yaml", "documents.yaml", "contradictions.yaml"):
        if (GOOD / name).exists():
            shutil.copy(GOOD / name, tmp_path / name)
    rules, table = RULESETS["mini-2030"], TABLES[0]
    marks = {c.number: max(c.levels, key=lambda level: level.points).id for c in table.criteria}
    marks = {n: [m] if table.criterion(n).mode == "sum" else m for n, m in marks.items()}
    sheet = sheet_for(table, marks)
    found = ocop.what_if(rules, dossier_for(table), sheet, FORMAT | {"rules": str(folder)})
    assert found.after.status == "rated"
    assert found.not_carried == ((), ())
    caveats = [caveat["code"] for caveat in found.as_json()["after"]["caveats"]]
    assert caveats == [caveat.code for caveat in found.after.caveats]


def test_an_answer_is_a_value() -> None:
    found = tried({"marks": {"1.5": 3}, "costs": {"3.4": {"cost": 1}}})
    again = tried({"marks": {"1.5": 3}, "costs": {"3.4": {"cost": 1}}})
    assert (found, hash(found)) == (again, hash(again))
    assert found != tried({"marks": {"1.5": 2}})
    copied = pickle.loads(pickle.dumps(found))
    assert copied == found
    assert copied.to_json() == found.to_json() == again.to_json()
    assert b'"vi"' not in found.to_json(words=False)
    with pytest.raises(AttributeError):
        found.best = 5  # type: ignore[misc]
