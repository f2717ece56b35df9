"""Proposals, the product's code, and the certificate that an upgrade or a renewal starts from."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.bad_rulesets import Edit
from support.folders import GOOD
from support.strategies import RULESETS, dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.days import days_after, months_after
from ocop_scoring.rating.application_findings import application_findings
from ocop_scoring.rating.finding import REGISTER, Finding

RULES = RULESETS["26-2026"]
SHRIMP = RULES.product_set(8)
BEST = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in SHRIMP.criteria}
CAME = RULES.in_force.from_


def found(name: str = "26-2026", code: str | None = None, **application: Any) -> dict[str, Finding]:
    """What a dossier's own days say, by code."""
    filed = {"kind": "first", "submitted_on": "2026-09-15", **application}
    dossier = dossier_for(SHRIMP, application=filed)
    if code is not None:
        product = {**dossier.product.model_dump(), "code": code}
        dossier = dossier.model_copy(update={"product": product})
    return {f.code: f for f in application_findings(ocop.ruleset(name), dossier)}


def previous(star: int = 3, certified: str = "2024-03-01", **more: str) -> dict[str, Any]:
    return {"star": star, "certified_on": certified, **more}


def test_a_first_dossier_in_order_says_nothing() -> None:
    assert found(proposed_by_commune_on="2026-10-02", proposed_by_province_on="2026-12-20") == {}


@pytest.mark.parametrize(
    ("days", "code", "day"),
    [
        ({"proposed_by_commune_on": "2026-09-14"}, "proposed-before-filed", date(2026, 9, 14)),
        ({"proposed_by_province_on": "2025-01-01"}, "proposed-before-filed", date(2025, 1, 1)),
        (
            {"proposed_by_commune_on": "2026-10-02", "proposed_by_province_on": "2026-10-01"},
            "proposals-out-of-order",
            date(2026, 10, 1),
        ),
    ],
)
def test_proposals_come_after_the_filing_and_in_order(
    days: dict[str, str], code: str, day: date
) -> None:
    (one,) = found(**days).values()
    assert (one.code, one.date, one.severity) == (code, day, "check")
    assert one.vi != one.en


def test_all_on_one_day_is_in_order() -> None:
    """Filed, proposed by the commune and by the province; certified, and filed again."""
    same = dict.fromkeys(("proposed_by_commune_on", "proposed_by_province_on"), "2026-09-15")
    assert found(**same) == {}
    today = previous(certified="2026-09-15")
    assert "previous-not-yet-issued" not in found(kind="upgrade", previous=today)
    a_day = previous(certified="2024-03-01", expires_on="2024-03-01")
    codes = found(kind="upgrade", previous=a_day)
    assert set(codes) == {"previous-term-differs", "upgrade-after-expiry"}


def test_where_nobody_is_known_to_certify_no_star_is_too_low_or_the_top(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path / "r")
    certified = "certified_by: {3: province, 4: province, 5: ministry}"
    Edit("mini-2030/ruleset.yaml", [certified], ["certified_by: {}"]).apply(tmp_path / "r")
    rules = ocop.Catalog(tmp_path / "r").ruleset("mini-2030")
    held = {"star": 2, "certified_on": "2030-03-01"}
    application = {"kind": "upgrade", "submitted_on": "2030-09-15", "previous": held}
    dossier = dossier_for(RULESETS["mini-2030"].product_set(1), application=application)
    assert list(application_findings(rules, dossier)) == []
    known = application_findings(RULESETS["mini-2030"], dossier)
    assert [one.code for one in known] == ["previous-never-certified"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("96-32244-001-2026", None),
        ("96-32244-001-2027", "code-after-filing"),
        ("96-32244-001-2025", "code-before-filing"),
        ("96-32244-001-2018", "code-before-filing"),
        ("96-32244-001-2017", "code-before-programme"),
    ],
)
def test_the_year_of_a_code_is_held_against_filing_and_programme(
    code: str, expected: str | None
) -> None:
    assert list(found(code=code)) == ([expected] if expected else [])


def test_a_renewal_keeps_the_code_of_its_first_rating() -> None:
    kept = found(
        code="96-32244-001-2024", kind="renewal", previous=previous(certified="2024-01-15")
    )
    assert "code-before-filing" not in kept


@pytest.mark.parametrize("kind", ["upgrade", "renewal"])
def test_an_upgrade_or_a_renewal_names_its_certificate(kind: str) -> None:
    (one,) = found(kind=kind).values()
    assert one.code == "previous-missing"
    assert ("nâng hạng" in one.vi) is (kind == "upgrade")


def test_a_first_dossier_has_no_certificate() -> None:
    assert list(found(previous=previous())) == ["previous-not-expected"]


@pytest.mark.parametrize(
    ("held", "code", "severity"),
    [
        (previous(5), "upgrade-from-top", "loud"),
        (previous(1), "previous-never-certified", "loud"),
        (previous(2), "previous-never-certified", "loud"),
        (previous(3, "2023-09-14"), "upgrade-after-expiry", "loud"),
        (previous(3, "2026-09-16"), "previous-not-yet-issued", "loud"),
        (previous(3, expires_on="2021-01-01"), "previous-dates-reversed", "loud"),
        (previous(3, expires_on="2029-03-01"), "previous-term-differs", "check"),
    ],
)
def test_an_upgrade_starts_from_a_certificate_that_can_be(
    held: dict[str, Any], code: str, severity: str
) -> None:
    (one,) = found(kind="upgrade", previous=held).values()
    assert (one.code, one.severity) == (code, severity)
    assert one.vi != one.en


@pytest.mark.parametrize("held", [previous(3), previous(4), previous(3, "2023-09-15")])
def test_an_upgrade_of_a_valid_certificate_says_nothing(held: dict[str, Any]) -> None:
    assert found(kind="upgrade", previous=held) == {}


def test_an_upgrade_is_held_against_the_day_that_the_certificate_states() -> None:
    early = previous(certified="2024-03-01", expires_on="2026-09-14")
    assert set(found(kind="upgrade", previous=early)) == {
        "previous-term-differs",
        "upgrade-after-expiry",
    }


# Renewals: too early, late but running on, lapsed


def test_a_window_that_closed_on_the_first_day_of_the_decision_was_open_under_it() -> None:
    late = found(
        kind="renewal", submitted_on="2026-05-23", previous=previous(certified="2023-09-19")
    )
    assert late["renewal-late"].message == "finding.renewal-late"
    before = found(
        kind="renewal", submitted_on="2026-05-23", previous=previous(certified="2023-09-18")
    )
    assert before["renewal-late"].message == "finding.renewal-late.by-decision"


def test_a_renewal_filed_on_the_last_day_of_an_old_certificate_has_not_lapsed() -> None:
    held = previous(certified="2023-05-21")
    assert "renewal-lapsed" not in found(kind="renewal", submitted_on="2026-05-21", previous=held)
    assert "renewal-lapsed" in found(kind="renewal", submitted_on="2026-05-22", previous=held)


FILED = st.dates(CAME, date(2032, 12, 31))
ISSUED = st.dates(date(2022, 1, 1), date(2031, 12, 31))


@given(FILED, ISSUED)
def test_a_renewal_is_in_its_window_or_gets_one_of_three_findings(
    filed: date, issued: date
) -> None:
    if issued > filed:
        return
    days = RULES.certificate(issued)
    codes = found(kind="renewal", submitted_on=filed, previous=previous(certified=str(issued)))
    every = [code for code in codes if code.startswith("renewal-")]
    end = months_after(issued, 36)
    if end < CAME:
        expected = ["renewal-lapsed"]
    elif filed < days_after(end, -180):
        expected = ["renewal-too-early"]
    elif filed <= days_after(end, -120):
        expected = []
    elif filed <= days_after(end, 180):
        expected = ["renewal-late"]
    else:
        expected = ["renewal-lapsed"]
    assert every == expected
    assert days.may_be_renewed(filed) is (not expected or end < CAME)


@pytest.mark.parametrize(
    ("filed", "certified", "code", "day"),
    [
        ("2026-09-02", "2023-12-31", None, None),  # 120 days before 31/12/2026
        ("2026-09-03", "2023-12-31", "renewal-late", date(2027, 6, 29)),
        ("2026-07-04", "2023-12-31", None, None),
        ("2026-07-03", "2023-12-31", "renewal-too-early", date(2026, 7, 4)),
        ("2026-06-01", "2023-08-31", "renewal-late", date(2027, 2, 27)),
        ("2026-05-22", "2023-09-19", None, None),  # the one day in that window
        ("2026-05-23", "2023-09-19", "renewal-late", date(2027, 3, 18)),
        ("2026-11-18", "2023-05-22", "renewal-late", date(2026, 11, 18)),
        ("2026-11-19", "2023-05-22", "renewal-lapsed", date(2026, 11, 18)),
        ("2026-06-01", "2023-05-21", "renewal-lapsed", date(2026, 5, 21)),
    ],
)
def test_the_days_of_a_renewal(filed: str, certified: str, code: str | None, day: date) -> None:
    every = found(kind="renewal", submitted_on=filed, previous=previous(certified=certified))
    assert [(one.code, one.date) for one in every.values()] == ([(code, day)] if code else [])


def test_a_late_renewal_is_told_until_when_its_certificate_runs_on_and_by_which_article() -> None:
    late = found(
        kind="renewal", submitted_on="2027-01-15", previous=previous(certified="2024-03-01")
    )
    said = late["renewal-late"]
    assert "không quá 28/08/2027" in said.vi
    assert "26/2026/QĐ-TTg, Điều 12.3" in said.vi
    assert said.values["until"] == "2027-08-28"
    assert "late-renewals-of-later-certificates" in said.values["readings"]  # type: ignore[operator]


def test_whose_window_closed_before_the_decision_came_is_not_accused() -> None:
    late = found(
        kind="renewal", submitted_on="2026-06-01", previous=previous(certified="2023-08-31")
    )
    assert (
        "đã qua trước khi Quyết định 26/2026/QĐ-TTg có hiệu lực (22/05/2026)"
        in late["renewal-late"].vi
    )
    assert "had closed before Decision 26/2026/QĐ-TTg came into force" in late["renewal-late"].en
    assert "không quá 27/02/2027" in late["renewal-late"].vi


def test_under_a_decision_whose_window_is_not_known_that_is_said() -> None:
    said = found("148-2023", kind="renewal", submitted_on="2024-01-01", previous=previous())
    assert said["renewal-window-unknown"].severity == "note"


# Who may take part


def taking_part(kind: str, number: int, documents: list[dict[str, Any]] | None) -> list[str]:
    table = RULES.product_set(number)
    producer = {"name": "Mẫu", "kind": kind, "representative": {"name": "Mẫu"}}
    more = {} if documents is None else {"documents": documents}
    application = {"kind": "first", "submitted_on": "2026-09-15"}
    dossier = dossier_for(table, producer=producer, application=application, **more)
    every = application_findings(RULES, dossier)
    return [one.code for one in every if one.code.startswith("producer-")]


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        ("cooperative", 8, None),
        ("farm", 8, None),
        ("community", 8, "producer-not-eligible"),
        ("other", 25, "producer-not-eligible"),
        ("community", 26, None),
        ("other", 26, None),
    ],
)
def test_who_may_take_part_follows_the_product_set(kind: str, number: int, code: str) -> None:
    assert taking_part(kind, number, None) == ([code] if code else [])


def test_a_household_needs_its_registration_on_file() -> None:
    registration = [{"kind": "business-registration", "number": "1"}]
    assert taking_part("household", 8, []) == ["producer-not-registered"]
    assert taking_part("household", 8, registration) == []
    assert taking_part("household", 8, None) == []
    assert taking_part("cooperative", 8, []) == []


# The result


@pytest.mark.parametrize(
    ("kind", "held", "code"),
    [
        ("upgrade", 3, None),
        ("upgrade", 4, None),
        ("upgrade", 5, "upgrade-not-reached"),
        ("renewal", 5, None),
        ("renewal", 4, None),
    ],
)
def test_the_best_result_is_held_against_the_star_held(
    kind: str, held: int, code: str | None
) -> None:
    assert results(BEST, kind, held) == ([code] if code else [])


@pytest.mark.parametrize(
    ("kind", "held", "code"),
    [
        ("upgrade", 3, "upgrade-not-reached"),
        ("renewal", 4, "renewal-below"),
        ("renewal", 3, "renewal-below"),
    ],
)
def test_a_result_of_two_stars_is_neither_an_upgrade_nor_a_renewal(
    kind: str, held: int, code: str
) -> None:
    assert results({**BEST, "1.1": 0}, kind, held) == [code]


def test_an_unfinished_or_rejected_sheet_is_not_held_against_the_star_held() -> None:
    assert results({}, "renewal", 4) == []
    assert results({**BEST, "1.1": 0}, "renewal", 4, rejects=["forged-dossier"]) == []


def results(marks: dict[str, Any], kind: str, held: int, **sheet: Any) -> list[str]:
    application = {"kind": kind, "submitted_on": "2026-09-15", "previous": previous(held)}
    dossier = dossier_for(SHRIMP, application=application)
    result = ocop.score(RULES, dossier, sheet_for(SHRIMP, marks, **sheet))
    wanted = ("upgrade-not-reached", "renewal-below")
    return [one.code for one in result.findings if one.code in wanted]


def test_every_finding_on_an_application_is_in_the_register() -> None:
    assert {"renewal-too-early", "renewal-late", "renewal-lapsed"} <= set(REGISTER)
    assert "outside-renewal-window" not in REGISTER
