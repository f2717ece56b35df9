"""Each code in the register: the least of a dossier and a sheet that raises it, and how loud it is.

That no code can vanish unseen; when exactly each comes is tested beside, a file for each sort.
"""

from __future__ import annotations

from typing import Any

import pytest
from support.folders import INVENTED
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.rating.finding import REGISTER, Finding

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

RAISED: dict[str, tuple[str, dict[str, Any]]] = {
    # Marks
    "cases-differ": ("check", {"rules": "1048-2019+781", "number": 26, "marks": {"9": "b-certified", "10": "a-all"}}),
    "document-missing": ("check", {"rules": "1048-2019", "number": 7, "marks": {"9": "advanced"}, "papers": []}),
    "mark-above-bound": ("check", {"rules": "mini-2030", "number": 1, "marks": {"1.3": 2}, "facts": {"processing": "simple"}}),
    "mark-above-evidence": ("check", {"marks": {"1.2": 1}, "papers": []}),
    "mark-below-evidence": ("check", {"rules": "mini-2030", "number": 1, "marks": {"1.1": 0}, "facts": {"share_of_local_workers": "0.6"}}),
    "mark-beside-evidence": ("check", {"rules": "1048-2019", "number": 10, "marks": {"3.2": "b-from-province"}, "facts": {"share_of_managers_from_province": "0.3", "local_woman_among_managers": False}}),
    "mark-requirement-unknown": ("check", {"marks": {"1.6": 1}, "papers": []}),
    "mark-without-condition": ("check", {"rules": "mini-2030", "number": 1, "marks": {"2.1": 0, "2.2": 2}}),
    # Papers
    "document-dates-contradict": ("loud", paper(expires_on="2025-02-01")),
    "document-expired": ("check", paper(expires_on="2026-01-31")),
    "document-listed-twice": ("check", {"papers": [CERTIFICATE, CERTIFICATE]}),
    "document-not-yet-issued": ("check", paper(issued_on="2026-12-09")),
    "document-other-producer": ("check", paper(issued_to="HTX Khác")),
    "document-other-product": ("check", {"papers": [REPORT | {"product": "Tôm khô"}]}),
    "document-undated": ("check", paper(expires_on=None)),
    "document-without-number": ("note", paper(number=None)),
    "documents-not-listed": ("note", {}),
    "expires-before-rating": ("loud", paper(expires_on="2026-12-07")),
    "issued-after-filing": ("check", paper(issued_on="2026-09-16")),
    "name-nearly-same": ("check", paper(issued_to="HTX Mẩu")),
    "requirement-unknown": ("loud", {"papers": []}),
    # Facts and grounds
    "fact-retired": ("note", {"facts": {"sells_outside_commune": True}}),
    "facts-contradict": ("loud", {"facts": {"materials_origin": "all-imported", "share_of_provincial_materials": 1}}),
    "ground-at-second-hand": ("check", {"rules": "148-2023", "number": 6, "facts": {"registration_complete": False}}),
    "stated-without-paper": ("check", {"papers": [], "facts": {"share_under_contract": "0.9", "months_under_contract": 24}}),
    # Days
    "assessed-before-filed": ("loud", {"sheet": {"assessed_on": "2026-09-14"}}),
    "assessed-before-proposed": ("check", {"sheet": {"assessed_on": "2026-10-01"}, **application(proposed_by_commune_on="2026-10-02")}),
    "limit-unchecked": ("check", {"rules": "148-2023", **application(submitted_on="2026-04-01")}),
    "proposals-out-of-order": ("check", application(proposed_by_commune_on="2026-10-02", proposed_by_province_on="2026-10-01")),
    "proposed-before-filed": ("check", application(proposed_by_commune_on="2026-09-14")),
    "ruleset-not-applicable": ("loud", application(submitted_on="2024-03-01")),
    "ruleset-was-chosen": ("check", {"sheet": {"assessed_on": "2026-09-30"}, **application(submitted_on="2026-05-10")}),
    # The certificate before
    "previous-dates-reversed": ("loud", application(kind="renewal", previous=HELD | {"expires_on": "2024-02-01"})),
    "previous-missing": ("check", application(kind="renewal")),
    "previous-never-certified": ("loud", application(kind="renewal", previous=HELD | {"star": 2})),
    "previous-not-expected": ("check", application(previous=HELD)),
    "previous-not-yet-issued": ("loud", application(kind="upgrade", previous=HELD | {"certified_on": "2026-09-16"})),
    "previous-term-differs": ("check", application(kind="renewal", previous=HELD | {"expires_on": "2026-12-01"})),
    "renewal-below": ("check", {"marks": ALL_MARKED | {"1.1": 0}, **application(kind="renewal", previous=HELD | {"certified_on": "2023-10-15"})}),
    "renewal-lapsed": ("loud", application(kind="renewal", previous=HELD | {"certified_on": "2020-01-01"})),
    "renewal-late": ("check", application(kind="renewal", previous=HELD | {"certified_on": "2023-09-20"})),
    "renewal-too-early": ("check", application(kind="renewal", previous=HELD | {"certified_on": "2025-06-01"})),
    "renewal-window-unknown": ("note", {"rules": "148-2023", **application(kind="renewal", previous=HELD | {"certified_on": "2021-06-01"})}),
    "upgrade-after-expiry": ("loud", application(kind="upgrade", previous=HELD | {"certified_on": "2020-01-01"})),
    "upgrade-from-top": ("loud", application(kind="upgrade", previous=HELD | {"star": 5})),
    "upgrade-not-reached": ("check", {"marks": ALL_MARKED | {"1.1": 0}, **application(kind="upgrade", previous=HELD)}),
    # Product, producer, sheet
    "code-after-filing": ("check", {"product": {"code": "96-32244-001-2027"}}),
    "code-before-filing": ("check", {"product": {"code": "96-32244-001-2025"}}),
    "code-before-programme": ("check", {"product": {"code": "96-32244-001-2017"}}),
    "producer-not-eligible": ("check", {"producer": {"kind": "community"}}),
    "producer-not-registered": ("check", {"producer": {"kind": "household"}, "papers": []}),
    "sheet-names-no-set": ("loud", {"sheet": {"product_set": None}}),
    "unknown-product-group": ("loud", {"product": {"product_group": "nowhere"}}),
    "wrong-product-set": ("check", {"product": {"product_group": "tea"}}),
}  # fmt: skip
"""For each code how loud it is, and what raises it."""


BY_CHECK_ALONE = {"assessed-before-decision", "commune-proposed-late"}
"""What is said of one form without the other: see the tests of `ocop check`."""


BY_COUNCILS_ALONE = {"gate-not-carried", "identical-sheets", "policy-against-decision"}
"""What is said of several sheets together: see test_council_findings.py."""


def test_every_code_of_the_register_is_raised_by_something_here_or_elsewhere() -> None:
    assert set(REGISTER) == set(RAISED) | BY_CHECK_ALONE | BY_COUNCILS_ALONE


@pytest.mark.parametrize("code", RAISED)
def test_each_code_comes_with_its_severity_and_a_sentence_in_two_languages(code: str) -> None:
    severity, entries = RAISED[code]
    one = next(finding for finding in found(**entries) if finding.code == code)
    assert one.severity == severity
    assert one.vi != one.en
