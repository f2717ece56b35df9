"""Which ruleset the dates call for, against the one that was used; days out of order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.bad_rulesets import Edit
from support.decisions import two_decisions
from support.strategies import RULESETS, dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.rating.finding import Finding

DAYS = st.dates(date(2019, 8, 21), date(2028, 12, 31))
KINDS = st.sampled_from(["first", "upgrade", "renewal"])
LAW = {rules.id: rules for rules in ocop.rulesets()}
SHRIMP = LAW["26-2026"].product_set(8)
OF_RULESETS = {"ruleset-not-applicable", "ruleset-was-chosen", "limit-unchecked"}


def rated(
    name: str, assessed: date | str | None = None, role: str = "member", **application: Any
) -> ocop.Evaluation:
    table = LAW[name].product_set(8)
    dossier = dossier_for(SHRIMP, application={"kind": "first", **application})
    more: dict[str, Any] = {"assessed_on": assessed, "assessor": {"id": "m1", "role": role}}
    return ocop.score(LAW[name], dossier, sheet_for(table, {}, **more))


def of(result: ocop.Evaluation, *wanted: str) -> dict[str, Finding]:
    """The findings of some codes, by code; of all where none is named."""
    return {f.code: f for f in result.findings if not wanted or f.code in wanted}


@given(DAYS, KINDS, st.none() | st.integers(0, 900), st.sampled_from(sorted(LAW)))
def test_a_ruleset_gets_a_finding_exactly_where_the_dates_leave_it_out_or_open(
    filed: date, kind: str, days: int | None, name: str
) -> None:
    decided = None if days is None else filed + timedelta(days)
    answer = ocop.applicable(filed, kind, decided)
    found = of(rated(name, decided, kind=kind, submitted_on=filed), *OF_RULESETS)
    assert ("ruleset-not-applicable" in found) is (name not in answer.choices)
    assert ("ruleset-was-chosen" in found) is (answer.ruleset is None and name in answer.choices)
    assert ("limit-unchecked" in found) is (answer.decide_by is not None and decided is None)


def test_one_that_the_dates_dont_allow_is_loud_and_names_the_right_one_and_the_article() -> None:
    result = rated("26-2026", "2024-06-01", submitted_on="2024-03-01")
    found = of(result)["ruleset-not-applicable"]
    assert found.severity == "loud"
    assert found.values["right"] == ("148-2023",)
    assert found.values["article"] == "148/QĐ-TTg"
    assert "Quyết định 148/QĐ-TTg" in found.vi
    assert "Bộ tiêu chí: 148-2023 (148/QĐ-TTg)" in found.vi
    assert "Decision 26/2026/QĐ-TTg does not cover" in found.en


def test_a_dossier_that_missed_the_60_days_is_not_rated_under_the_old_rules_in_silence() -> None:
    for name in ("148-2023+1489", "26-2026"):
        result = rated(name, "2026-09-30", submitted_on="2026-05-10")
        found = of(result, *OF_RULESETS)
        assert list(found) == ["ruleset-was-chosen"]
        chosen = found["ruleset-was-chosen"]
        assert chosen.severity == "check"
        assert "late-transition" in chosen.values["readings"]  # type: ignore[operator]
        assert chosen.values["choices"] == ("148-2023+1489", "26-2026")
        assert chosen.date == date(2026, 7, 21)
        assert "late-transition" in chosen.vi


def test_without_a_day_of_assessment_the_limit_is_named() -> None:
    found = of(rated("148-2023+1489", submitted_on="2026-05-10", kind="renewal"), *OF_RULESETS)
    assert list(found) == ["limit-unchecked"]
    assert found["limit-unchecked"].date == date(2026, 6, 22)
    assert "22/06/2026" in found["limit-unchecked"].vi
    assert "2026-06-22" in found["limit-unchecked"].en


def test_a_late_dossier_that_names_26_2026_is_not_reproached_for_it() -> None:
    result = rated("26-2026", submitted_on="2026-05-10", ruleset="26-2026")
    assert list(of(result, *OF_RULESETS)) == ["limit-unchecked"]
    not_named = rated("26-2026", submitted_on="2026-05-10")
    assert "ruleset-not-applicable" in of(not_named)


def test_a_day_that_no_ruleset_covers_is_loud() -> None:
    found = of(rated("26-2026", submitted_on="2019-01-01"))["ruleset-not-applicable"]
    assert found.severity == "loud"
    assert "01/01/2019" in found.vi


@pytest.mark.parametrize("assessed", [None, "2026-09-15", "2026-12-08"])
def test_dates_in_order_say_nothing(assessed: str | None) -> None:
    found = of(rated("26-2026", assessed, submitted_on="2026-09-15"))
    assert list(found) == ["documents-not-listed"]


def test_a_sheet_of_a_day_before_the_filing_is_loud_and_still_rated() -> None:
    result = rated("26-2026", "2024-01-01", submitted_on="2026-09-15")
    found = of(result)
    assert (result.status, found["assessed-before-filed"].severity) == ("incomplete", "loud")
    assert not OF_RULESETS & set(found)


@pytest.mark.parametrize(("role", "is_found"), [("member", True), ("chair", True), ("self", False)])
def test_a_council_assesses_what_the_commune_has_proposed(role: str, is_found: bool) -> None:
    days = {"submitted_on": "2026-09-15", "proposed_by_commune_on": "2026-10-02"}
    early = of(rated("26-2026", "2026-10-01", role, **days))
    assert ("assessed-before-proposed" in early) is is_found
    assert "assessed-before-proposed" not in of(rated("26-2026", "2026-10-02", role, **days))


def test_rating_reads_no_disk_for_the_dates_of_other_rulesets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    catalog = ocop.Catalog(ocop.ruleset("26-2026")._catalog.folder)  # type: ignore[attr-defined]
    rules = catalog.in_force("2026-09-15")  # the first question about days reads all rulesets
    table = rules.product_set(8)
    assert of(rated("26-2026", submitted_on="2024-03-01"))  # the messages are read

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the disk was read")

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    monkeypatch.setattr("os.listdir", refuse)
    dossier = dossier_for(table, application={"kind": "first", "submitted_on": "2024-03-01"})
    found = ocop.score(rules, dossier, sheet_for(table, {})).findings
    assert found[0].values["right"] == ("148-2023",)


def test_a_result_cites_the_readings_that_its_ruleset_rests_on_by_dates() -> None:
    late = rated("26-2026", "2026-09-30", submitted_on="2026-05-10")
    assert "late-transition" in late.readings
    assert list(late.readings) == late.as_json()["readings"]
    assert all(late.rules.reading(name) is not None for name in late.readings)
    after = rated("148-2023", "2025-09-01", submitted_on="2025-07-05")
    assert {"filed-before-amendment", "competence-after-districts"} <= set(after.readings)
    side_by_side = rated("26-2026", submitted_on="2026-06-01")
    assert "filed-in-force-side-by-side" in side_by_side.readings
    wrong = rated("26-2026", "2024-06-01", submitted_on="2024-03-01")
    plain = rated("26-2026", submitted_on="2026-09-15")
    assert wrong.readings == plain.readings == plain.outcome.readings


def dossier(filed: str, **application: Any) -> ocop.Dossier:
    asked = {"kind": "first", "submitted_on": filed, **application}
    return dossier_for(SHRIMP, application=asked)


@pytest.mark.parametrize(
    ("filed", "decided", "expected"),
    [
        ("2026-05-10", None, "148-2023+1489"),
        ("2026-05-10", date(2026, 7, 21), "148-2023+1489"),
        ("2026-09-15", date(2026, 12, 8), "26-2026"),
        ("2024-03-01", date(2024, 6, 1), "148-2023"),
        ("2026-09-15", date(2024, 1, 1), "26-2026"),  # a slip: passed over, and found
    ],
)
def test_the_ruleset_of_a_dossier_follows_its_filing_and_the_day_of_decision(
    filed: str, decided: date | None, expected: str
) -> None:
    assert ocop.ruleset_for(dossier(filed), decided=decided).id == expected


def test_where_the_law_is_silent_the_choices_are_named_and_one_must_be_made() -> None:
    late = date(2026, 9, 30)
    with pytest.raises(ocop.CatalogError, match="ruleset-left-open") as error:
        ocop.ruleset_for(dossier("2026-05-10"), decided=late)
    (fault,) = error.value.faults
    assert (fault.path, fault.right) == ("application/submitted_on", "148-2023+1489, 26-2026")
    chosen = dossier("2026-05-10", ruleset="26-2026")
    assert ocop.ruleset_for(chosen, decided=late).id == "26-2026"
    assert ocop.ruleset_for(dossier("2026-05-10"), "148-2023+1489", decided=late).id == (
        "148-2023+1489"
    )


def test_a_decision_in_time_is_held_against_a_ruleset_that_applies_only_later() -> None:
    result = rated("26-2026", "2026-06-01", submitted_on="2026-05-10", ruleset="26-2026")
    assert list(of(result, *OF_RULESETS)) == ["ruleset-not-applicable"]


def test_a_ruleset_that_the_dates_do_not_call_for_rests_on_none_of_their_readings() -> None:
    called = rated("26-2026", "2026-10-01", submitted_on="2026-06-01")
    assert "filed-in-force-side-by-side" in called.readings
    wrong = rated("1048-2019", "2026-10-01", submitted_on="2026-06-01")
    assert "filed-in-force-side-by-side" not in wrong.readings
    assert rated("1048-2019", submitted_on="2018-01-01").readings == wrong.readings


@pytest.fixture(scope="module")
def side_by_side(tmp_path_factory: pytest.TempPathFactory) -> ocop.Catalog:
    """Two decisions that both rate what is filed on 30 June 2031, and no article on which."""
    root = tmp_path_factory.mktemp("two") / "r"
    catalog = two_decisions(root, filings_from="2031-06-30")
    span = "filed: {from: 2031-05-01, until: 2031-06-%d}"
    Edit("mini-2031/ruleset.yaml", [span % 30], [span % 29]).apply(root)
    return catalog


def filed_under(catalog: ocop.Catalog, name: str, day: str) -> dict[str, Finding]:
    application = {"kind": "first", "submitted_on": day, "ruleset": name}
    small = RULESETS["mini-2030"].product_set(1)
    entries = dossier_for(small).model_dump() | {"application": application}
    dossier = ocop.read_dossier(entries, catalog=catalog)
    sheet = sheet_for(small, {}, ruleset=name, assessed_on=day)
    return of(ocop.score(catalog.ruleset(name), dossier, sheet), *OF_RULESETS)


def test_where_several_rulesets_are_open_the_one_that_was_chosen_is_named(
    side_by_side: ocop.Catalog,
) -> None:
    for name, number in (("mini-2030", "1/2030/QĐ-THỬ"), ("mini-2031", "1/2031/QĐ-THỬ")):
        chosen = filed_under(side_by_side, name, "2031-06-30")["ruleset-was-chosen"]
        assert chosen.values["choices"] == ("mini-2030", "mini-2031")
        assert (chosen.date, chosen.values["limit"]) == (None, None)
        assert chosen.en == (
            "The filing day 2031-06-30 leaves several rulesets open (mini-2030, mini-2031): "
            f"here Decision {number} was chosen"
        )
