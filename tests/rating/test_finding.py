"""Each code in the register: the least of a dossier and a sheet that raises it, how loud it is, and
all that it says, in `findings.yaml`.

So no code, and no way to say one, can vanish or change unseen; when exactly each comes is tested
beside, a file for each sort.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from support.folders import INVENTED, ROOT
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.rating.finding import REGISTER, Finding

TESTS = ROOT / "tests"
LAW = {rules.id: rules for rules in (*ocop.rulesets(), INVENTED.ruleset("mini-2030"))}

CERTIFICATE = {
    "kind": "food-safety-certificate",
    "number": "12/2025",
    "issued_on": "2025-03-01",
    "expires_on": "2028-03-01",
}
REPORT = {"kind": "quality-declaration", "number": "KN-1"}
RATED = {"assessed_on": "2026-12-08"}
HELD = {"star": 3, "certified_on": "2024-03-01"}


def found(
    rules: str = "26-2026",
    number: int = 8,
    marks: dict[str, Any] | None = None,
    sheet: dict[str, Any] | None = None,
    papers: list[dict[str, Any]] | None = None,
    facts: dict[str, Any] | None = None,
    **entries: dict[str, Any],
) -> list[Finding]:
    """The findings on a dossier of which these entries differ from a plain one."""
    table = LAW[rules].product_set(number)
    plain = dossier_for(table).model_dump()
    changed = {name: plain[name] | more for name, more in entries.items()}
    changed |= {"facts": facts or {}} | ({} if papers is None else {"documents": papers})
    dossier = dossier_for(table, **changed)
    return list(
        ocop.score(LAW[rules], dossier, sheet_for(table, marks or {}, **sheet or {})).findings
    )


def paper(**entries: Any) -> dict[str, Any]:
    """The certificate with other entries, on file alone, on the day of rating."""
    return {"papers": [CERTIFICATE | entries], "sheet": RATED}


def application(**entries: Any) -> dict[str, Any]:
    return {"application": entries}


ALL_MARKED = {
    c.number: max(c.levels, key=lambda lv: lv.points).id
    for c in LAW["26-2026"].product_set(8).criteria
}

RAISED: dict[str, dict[str, Any]] = {
    # Marks
    "cases-differ": {"rules": "1048-2019+781", "number": 26, "marks": {"9": "b-certified", "10": "a-all"}},
    "cases-differ/of another producer": {"rules": "1048-2019", "number": 1, "marks": {"3.2": "b-from-province"}, "producer": {"kind": "cooperative"}},
    "document-missing": {"rules": "1048-2019", "number": 7, "marks": {"9": "advanced"}, "papers": []},
    "mark-above-bound": {"rules": "mini-2030", "number": 1, "marks": {"1.3": 2}, "facts": {"processing": "simple"}},
    "mark-above-bound/papers": {"rules": "1048-2019", "number": 1, "marks": {"1.5": "file"}, "papers": []},
    "mark-above-evidence": {"marks": {"1.2": 1}, "papers": []},
    "mark-above-evidence/facts": {"rules": "mini-2030", "number": 1, "marks": {"1.1": 3}, "facts": {"share_of_local_workers": "0.2"}},
    "mark-below-evidence": {"rules": "mini-2030", "number": 1, "marks": {"1.1": 0}, "facts": {"share_of_local_workers": "0.6"}},
    "mark-below-evidence/papers": {"rules": "1048-2019", "number": 1, "marks": {"10": "advanced"}, "papers": [], "facts": {"meets_export_requirements": True}},
    "mark-beside-evidence": {"rules": "1048-2019", "number": 10, "marks": {"3.2": "b-from-province"}, "facts": {"share_of_managers_from_province": "0.3", "local_woman_among_managers": False}},
    "mark-requirement-unknown": {"marks": {"1.6": 1}, "papers": []},
    "mark-without-condition": {"rules": "mini-2030", "number": 1, "marks": {"2.1": 0, "2.2": 2}},
    # Papers
    "document-dates-contradict": paper(expires_on="2025-02-01"),
    "document-expired": paper(expires_on="2026-01-31"),
    "document-expired/lapsed": paper(issued_on="2026-09-20", expires_on="2026-12-07"),
    "document-listed-twice": {"papers": [CERTIFICATE, CERTIFICATE]},
    "document-not-yet-issued": paper(issued_on="2026-12-09"),
    "document-not-yet-issued/no day of rating": {"papers": [CERTIFICATE | {"issued_on": "2026-09-16"}]},
    "document-other-producer": paper(issued_to="HTX Khác"),
    "document-other-product": {"papers": [REPORT | {"product": "Tôm khô"}]},
    "document-undated": paper(expires_on=None),
    "document-without-number": paper(number=None),
    "documents-not-listed": {},
    "expires-before-rating": paper(expires_on="2026-12-07"),
    "issued-after-filing": paper(issued_on="2026-09-16"),
    "name-nearly-same": paper(issued_to="HTX Mẩu"),
    "name-nearly-same/product": {"papers": [REPORT | {"product": "Sản phâm mẫu"}]},
    "requirement-unknown": {"papers": []},
    # Facts and grounds
    "fact-retired": {"facts": {"sells_outside_commune": True}},
    "facts-contradict": {"facts": {"materials_origin": "all-imported", "share_of_provincial_materials": 1}},
    "ground-at-second-hand": {"rules": "148-2023", "number": 6, "facts": {"registration_complete": False}},
    "stated-without-paper": {"papers": [], "facts": {"share_under_contract": "0.9", "months_under_contract": 24}},
    # Days
    "assessed-before-filed": {"sheet": {"assessed_on": "2026-09-14"}},
    "assessed-before-proposed": {"sheet": {"assessed_on": "2026-10-01"}, **application(proposed_by_commune_on="2026-10-02")},
    "limit-unchecked": {"rules": "148-2023", **application(submitted_on="2026-04-01")},
    "proposals-out-of-order": application(proposed_by_commune_on="2026-10-02", proposed_by_province_on="2026-10-01"),
    "proposed-before-filed": application(proposed_by_commune_on="2026-09-14"),
    "proposed-before-filed/by the province": application(proposed_by_province_on="2026-09-14"),
    "ruleset-not-applicable": application(submitted_on="2024-03-01"),
    "ruleset-not-applicable/none": application(submitted_on="2018-03-01"),
    "ruleset-was-chosen": {"sheet": {"assessed_on": "2026-09-30"}, **application(submitted_on="2026-05-10")},
    # The certificate before
    "previous-dates-reversed": application(kind="renewal", previous=HELD | {"expires_on": "2024-02-01"}),
    "previous-missing": application(kind="renewal"),
    "previous-missing/of an upgrade": application(kind="upgrade"),
    "previous-never-certified": application(kind="renewal", previous=HELD | {"star": 2}),
    "previous-not-expected": application(previous=HELD),
    "previous-not-yet-issued": application(kind="upgrade", previous=HELD | {"certified_on": "2026-09-16"}),
    "previous-term-differs": application(kind="renewal", previous=HELD | {"expires_on": "2026-12-01"}),
    "renewal-below": {"marks": ALL_MARKED | {"1.1": 0}, **application(kind="renewal", previous=HELD | {"certified_on": "2023-10-15"})},
    "renewal-lapsed": application(kind="renewal", submitted_on="2026-11-19", previous=HELD | {"certified_on": "2023-05-22"}),
    "renewal-lapsed/before the decision": application(kind="renewal", submitted_on="2026-06-01", previous=HELD | {"certified_on": "2023-05-21"}),
    "renewal-late": application(kind="renewal", previous=HELD | {"certified_on": "2023-09-20"}),
    "renewal-late/by the decision": application(kind="renewal", submitted_on="2026-06-01", previous=HELD | {"certified_on": "2023-08-31"}),
    "renewal-too-early": application(kind="renewal", previous=HELD | {"certified_on": "2025-06-01"}),
    "renewal-window-unknown": {"rules": "148-2023", **application(kind="renewal", previous=HELD | {"certified_on": "2021-06-01"})},
    "upgrade-after-expiry": application(kind="upgrade", previous=HELD | {"certified_on": "2020-01-01"}),
    "upgrade-from-top": application(kind="upgrade", previous=HELD | {"star": 5}),
    "upgrade-not-reached": {"marks": ALL_MARKED | {"1.1": 0}, **application(kind="upgrade", previous=HELD)},
    # Product, producer, sheet
    "code-after-filing": {"product": {"code": "96-32244-001-2027"}},
    "code-before-filing": {"product": {"code": "96-32244-001-2025"}},
    "code-before-programme": {"product": {"code": "96-32244-001-2017"}},
    "producer-not-eligible": {"producer": {"kind": "community"}},
    "producer-not-registered": {"producer": {"kind": "household"}, "papers": []},
    "sheet-names-no-set": {"sheet": {"product_set": None}},
    "unknown-product-group": {"product": {"product_group": "nowhere"}},
    "wrong-product-set": {"product": {"product_group": "tea"}},
    "wrong-product-set/by name": {"product": {"name": "Nước mắm"}},
}  # fmt: skip
"""For each code how loud it is, and what raises it."""


ELSEWHERE = {
    "assessed-before-decision": "cli/test_check.py",
    "commune-proposed-late": "cli/test_check.py",
}
"""Codes that no rating of one sheet raises, and the file that tests them."""

OF_COUNCILS = {"gate-not-carried", "identical-sheets", "policy-against-decision"}
"""Codes that the sheets of a council raise together."""

SAID: dict[str, Any] = yaml.safe_load((TESTS / "rating" / "findings.yaml").read_text("utf-8"))
"""What each of them says, in words and in plain values."""


def said(finding: Finding) -> dict[str, Any]:
    """All that a finding hands out."""
    plain = {
        "severity": finding.severity,
        "criterion": finding.criterion,
        "document": finding.document,
        "date": finding.date and finding.date.isoformat(),
        "values": json.loads(json.dumps(finding.values)),
    }
    here = {name: value for name, value in plain.items() if value is not None}
    return here | {"vi": finding.vi, "en": finding.en}


@pytest.mark.parametrize("name", RAISED)
def test_each_finding_comes_with_its_severity_values_and_sentences(name: str) -> None:
    code, _, _ = name.partition("/")
    one = next(finding for finding in found(**RAISED[name]) if finding.code == code)
    assert said(one) == SAID[name]


def test_every_code_of_the_register_is_raised_here_or_where_it_is_said_to_be() -> None:
    assert (
        set(REGISTER)
        == {name.partition("/")[0] for name in RAISED} | OF_COUNCILS | ELSEWHERE.keys()
    )
    for code, file in ELSEWHERE.items():
        assert f'"{code}"' in (TESTS / file).read_text("utf-8")
