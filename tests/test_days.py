"""Periods of the Civil Code, and the days of certificates under the decisions in force."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop_scoring as ocop
from ocop_scoring.days import (
    Certificate,
    CertificateRule,
    Span,
    days_after,
    end_of_period,
    is_rest_day,
    months_after,
)
from ocop_scoring.errors import CatalogError

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(0, 400))
def test_the_first_day_of_a_period_is_not_counted(day: date, days: int) -> None:
    assert (days_after(day, days) - day).days == days
    assert days_after(days_after(day, days), -days) == day


@given(DAYS, st.integers(1, 60))
def test_a_period_of_months_ends_on_the_same_day_or_the_months_last(day: date, months: int) -> None:
    end = months_after(day, months)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("issued", "end"),
    [
        (date(2023, 10, 1), date(2026, 10, 1)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2021, 2, 28), date(2024, 2, 28)),
        (date(2026, 5, 31), date(2029, 5, 31)),
    ],
)
def test_a_certificate_is_valid_for_36_months(issued: date, end: date) -> None:
    for rules in ocop.rulesets():
        assert rules.certificate(issued).expires_on == end


def test_renewal_is_filed_from_180_to_120_days_before_the_end_and_a_late_one_runs_on_for_180() -> (
    None
):
    days = ocop.ruleset("26-2026").certificate(date(2026, 10, 1))
    assert days[:6] == (
        "26-2026",
        date(2026, 10, 1),
        date(2029, 10, 1),
        date(2029, 4, 4),
        date(2029, 6, 3),
        date(2030, 3, 30),
    )
    assert [
        days.may_be_renewed(d)
        for d in (date(2029, 4, 3), date(2029, 4, 4), date(2029, 6, 3), date(2029, 6, 4))
    ] == [
        False,
        True,
        True,
        False,
    ]


def test_what_a_decision_does_not_regulate_is_none_and_forbids_nothing() -> None:
    days = ocop.ruleset("148-2023").certificate(date(2024, 1, 1))
    assert (days.renew_from, days.renew_until, days.extended_until) == (None, None, None)
    assert days.may_be_renewed(date(2020, 1, 1))


def test_an_expiry_that_the_certificate_states_goes_before_the_36_months() -> None:
    days = ocop.ruleset("26-2026").certificate(date(2026, 10, 1), date(2029, 9, 30))
    assert days.expires_on == date(2029, 9, 30)
    assert days.renew_until == date(2029, 6, 2)


def test_the_limits_of_the_transition_are_the_days_counted_from_its_start() -> None:
    start = date(2026, 5, 22)
    for transition in ocop.ruleset("26-2026").transitions:
        days = 30 if transition.kinds == ("renewal",) else 60
        assert transition.decide_by == end_of_period(days_after(start, days))
    assert ocop.ruleset("148-2023+1489").in_force.until == days_after(start, 60)


SPANS = st.builds(Span, DAYS, st.none() | DAYS)


@given(SPANS, DAYS)
def test_a_span_covers_its_days_from_the_first_to_the_last(span: Span, day: date) -> None:
    assert span.covers(day) is (span.from_ <= day <= (span.until or day))


@given(SPANS, SPANS)
def test_spans_meet_where_a_day_lies_in_both(one: Span, other: Span) -> None:
    candidates = (one.from_, other.from_)
    shared = any(one.covers(day) and other.covers(day) for day in candidates)
    assert one.meets(other) is other.meets(one) is shared


def test_a_certificate_as_json_has_the_days_as_text() -> None:
    shown = ocop.ruleset("148-2023").certificate(date(2024, 1, 1)).as_json()
    assert shown == {
        "format": "ocop-certificate/1",
        "ruleset": "148-2023",
        "issued_on": "2024-01-01",
        "expires_on": "2027-01-01",
        "renew_from": None,
        "renew_until": None,
        "extended_until": None,
        "articles": ["148/QĐ-TTg"],
        "readings": ["certificate-months"],
    }


@given(DAYS, st.integers(0, 400))
def test_a_period_that_ends_on_a_rest_day_ends_on_the_monday_after(day: date, days: int) -> None:
    last = days_after(day, days)
    end = end_of_period(last)
    assert not is_rest_day(end)
    assert end == last if not is_rest_day(last) else end.weekday() == 0 and (end - last).days <= 2


def test_the_30_days_for_renewals_end_on_a_monday() -> None:
    assert end_of_period(days_after(date(2026, 5, 22), 30)) == date(2026, 6, 22)


@given(st.dates(date(2018, 1, 1), date(2032, 12, 31)))
def test_window_and_extension_are_for_certificates_alive_when_the_decision_came(
    issued: date,
) -> None:
    rules = ocop.ruleset("26-2026")
    days = rules.certificate(issued)
    is_alive = days.expires_on >= rules.in_force.from_
    assert days.expires_on == months_after(issued, 36)
    for day, distance in (
        (days.renew_from, -180),
        (days.renew_until, -120),
        (days.extended_until, 180),
    ):
        assert day == (days_after(days.expires_on, distance) if is_alive else None)
    assert ("certificate-ended-before" in days.readings) is not is_alive
    assert ("26/2026/QĐ-TTg, Điều 12.1" in days.articles) is (issued < rules.in_force.from_)


@pytest.mark.parametrize(
    ("issued", "extended"),
    [(date(2023, 5, 21), None), (date(2023, 5, 22), date(2026, 11, 18)), (date(2020, 1, 1), None)],
)
def test_a_certificate_that_ended_the_day_before_the_decision_is_not_extended(
    issued: date, extended: date | None
) -> None:
    days = ocop.ruleset("26-2026").certificate(issued)
    assert days.extended_until == extended
    assert ("26/2026/QĐ-TTg, Điều 12.3" in days.articles) is (extended is not None)


def test_a_certificate_cites_each_reading_that_its_days_rest_on() -> None:
    rules = ocop.ruleset("26-2026")
    assert rules.certificate(date(2026, 10, 1)).readings == (
        "certificate-months",
        "ends-of-the-renewal-window",
        "late-renewals-of-later-certificates",
        "certificate-days-on-rest-days",
    )
    stated = rules.certificate(date(2026, 10, 1), date(2029, 9, 26))
    assert stated.renew_until == date(2029, 5, 29)
    assert stated.readings == ("ends-of-the-renewal-window", "late-renewals-of-later-certificates")
    assert set(stated.readings) <= set(rules.readings)


@pytest.mark.parametrize(
    "wrong", [datetime(2026, 1, 1), "2026-01-01", date(999, 1, 1), date(3000, 1, 1)]
)
def test_a_certificate_has_days_of_the_years_1000_to_2999(wrong: Any) -> None:
    for days in ({"issued_on": wrong}, {"issued_on": date(2026, 1, 1), "expires_on": wrong}):
        with pytest.raises(CatalogError) as refused:
            CertificateRule(36).certificate("26-2026", **days)
        (fault,) = refused.value.faults
        shown = (fault.code, fault.place, fault.path, fault.found, fault.right)
        assert shown == ("not-a-date", None, "", str(wrong), "YYYY-MM-DD")


@pytest.mark.parametrize("day", [date(1000, 1, 1), date(2999, 12, 31)])
def test_the_first_and_the_last_day_that_are_known_may_be_stated(day: date) -> None:
    assert CertificateRule(36).certificate("x", date(2026, 1, 1), day).expires_on == day
    assert CertificateRule(0).certificate("x", day).issued_on == day


def test_saturdays_and_sundays_are_rest_days() -> None:
    monday = date(2026, 11, 23)
    rests = [is_rest_day(days_after(monday, number)) for number in range(7)]
    assert rests == [False] * 5 + [True] * 2


def test_a_span_that_ends_before_it_begins_meets_none() -> None:
    backwards, whole = Span(date(2026, 5, 2), date(2026, 5, 1)), Span(date(2026, 1, 1))
    assert not backwards.meets(whole)
    assert not whole.meets(backwards)


def test_a_window_needs_both_of_its_ends() -> None:
    first = date(2026, 1, 1)
    one = Certificate("x", first, first, first, None, None)
    other = Certificate("x", first, first, None, first, None)
    assert one.may_be_renewed(date(2020, 1, 1))
    assert other.may_be_renewed(date(2030, 1, 1))


def test_a_certificate_of_the_decisions_own_first_day_is_its_own() -> None:
    rule = CertificateRule(
        36, since=date(2026, 5, 22), articles={"earlier": "old"}, readings={"months": "ends"}
    )
    assert rule.certificate("x", date(2026, 5, 22)).articles == ()
    assert rule.certificate("x", date(2026, 5, 21)).articles == ("old",)


def test_how_long_an_earlier_certificate_lasts_is_told_without_the_article() -> None:
    rule = CertificateRule(
        36, since=date(2026, 5, 22), articles={"months": "36"}, readings={"months": "ends"}
    )
    earlier = rule.certificate("x", date(2025, 1, 1))
    assert (earlier.articles, earlier.readings) == ((), ("ends",))
    own = rule.certificate("x", date(2026, 6, 1))
    assert (own.articles, own.readings) == (("36",), ("ends",))
    stated = rule.certificate("x", date(2026, 6, 1), date(2029, 1, 1))
    assert (stated.articles, stated.readings) == ((), ())
