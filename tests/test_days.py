"""Periods of the Civil Code, and the days of certificates under the decisions in force."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop_scoring as ocop
from ocop_scoring.days import Span, days_after, months_after

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
    assert days == (
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
        assert transition.decide_by == days_after(start, days)
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
    }
