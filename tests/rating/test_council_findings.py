"""What a council should look at: beside what one sheet's result says of the dossier, once."""

from __future__ import annotations

from typing import Any

import pytest
from support.folders import DEMO, INVENTED
from support.mini import BEST
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop

RULES = INVENTED.ruleset("mini-2030")
TABLE = RULES.product_set(1)
SHIPPED = {policy.id: policy for policy in ocop.policies()}


def found(*marks: dict[str, Any], policy: str = "majority-minimums") -> list[ocop.Finding]:
    sheets = [
        sheet_for(TABLE, each, assessor={"id": f"m{place}", "role": "member"})
        for place, each in enumerate(marks, 1)
    ]
    return list(ocop.council(RULES, dossier_for(TABLE), sheets, policy=SHIPPED[policy]).findings)


def one(code: str, findings: list[ocop.Finding]) -> ocop.Finding:
    (finding,) = [entry for entry in findings if entry.code == code]
    assert finding.vi != finding.en
    return finding


def codes(findings: Any) -> list[str]:
    return [finding.code for finding in findings]


def test_sheets_whose_marks_are_all_equal_are_named_together() -> None:
    other = BEST | {"1.1": 0}
    finding = one("identical-sheets", found(BEST, other, BEST, BEST))
    assert (finding.severity, finding.values["members"]) == ("check", ("m1", "m3", "m4"))
    assert "identical-sheets" not in codes(found(BEST, other))


def test_marks_are_equal_however_they_are_written() -> None:
    level = next(lv.id for lv in TABLE.criterion("1.1").levels if lv.points == 3)
    assert "identical-sheets" in codes(found(BEST, BEST | {"1.1": level}))


def test_sheets_without_marks_are_not_called_alike() -> None:
    assert "identical-sheets" not in codes(found({}, {}))


def test_members_who_choose_different_cases_are_named_by_case() -> None:
    other = next(lv.id for lv in TABLE.criterion("4").levels if lv.case == "b")
    finding = one("cases-differ", found(BEST, BEST | {"4": other}, BEST | {"4": 0}))
    assert finding.criterion == "4"
    assert finding.values["cases"] == (("a", ("m1",)), ("b", ("m2",)))
    assert "m1" in finding.vi


@pytest.mark.parametrize(
    ("policy", "is_against"),
    [
        ("mean-of-totals", False),
        ("three-quarters-with-chair", False),
        ("mean-of-parts", True),
        ("majority-minimums", True),  # without the limit of 10 points
    ],
)
def test_another_way_than_the_decision_itself_fixes_is_told_loudly(
    policy: str, is_against: bool
) -> None:
    rules = ocop.ruleset("1048-2019")
    table = rules.product_set(8)
    marks = {c.number: 0 for c in table.criteria if c.mode == "one"}
    result = ocop.council(
        rules,
        dossier_for(table),
        [sheet_for(table, marks)],
        policy=policy,
        level="province",
        appointed=1,
    )
    assert ("policy-against-decision" in codes(result.findings)) == is_against
    if is_against:
        finding = one("policy-against-decision", list(result.findings))
        assert (finding.severity, finding.values["right"]) == ("loud", "mean-of-totals")


def test_a_decision_that_leaves_it_to_the_council_says_nothing() -> None:
    rules = ocop.ruleset("26-2026")
    table = rules.product_set(8)
    sheets = [sheet_for(table, {c.number: 0 for c in table.criteria})]
    for name in ("mean-of-parts", "mean-per-criterion"):
        result = ocop.council(rules, dossier_for(table), sheets, policy=name)
        assert "policy-against-decision" not in codes(result.findings)


def test_what_a_sheets_result_says_of_the_dossier_is_said_once() -> None:
    dossier, sheet = ocop.load_dossier(DEMO / "dossier.yaml"), ocop.load_sheet(DEMO / "sheet.yaml")
    rules = ocop.ruleset_for(dossier)
    alone = ocop.score(rules, dossier, sheet)
    others = [
        sheet.model_copy(
            update={
                "assessor": ocop.Assessor(id=f"m{n}", role="member"),
                "product_set": dossier.product.product_set,
            }
        )
        for n in range(5)
    ]
    council = ocop.council(
        rules, dossier, others, policy="majority-minimums", decided_on=alone.sheet.assessed_on
    )
    of_dossier = [f for f in alone.findings if not f.code.startswith("mark-")]
    kept = [f for f in council.findings if f.code != "identical-sheets"]
    assert [(f.code, f.vi) for f in kept] == [
        (f.code, f.vi) for f in of_dossier if f.code in {entry.code for entry in kept}
    ]
    papers = {f.code for f in of_dossier if f.criterion is None and f.code != "sheet-names-no-set"}
    assert papers <= set(codes(kept))


def test_findings_stand_the_loudest_first() -> None:
    rules = ocop.ruleset("1048-2019")
    table = rules.product_set(8)
    marks = {c.number: 0 for c in table.criteria if c.mode == "one"}
    sheets = [sheet_for(table, marks, assessor={"id": f"m{n}", "role": "member"}) for n in "12"]
    result = ocop.council(
        rules, dossier_for(table), sheets, policy="mean-of-parts", level="province"
    )
    ranks = [finding.rank for finding in result.findings]
    assert ranks == sorted(ranks)
    assert codes(result.findings)[0] == "policy-against-decision"
