"""Working days of Viet Nam, with a calendar of public holidays and without one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_scoring import working_days
from ocop_scoring.working_days import has_calendar, next_working_day, working_days_after

DAYS = st.dates(date(2019, 1, 1), date(2031, 12, 31))


@pytest.fixture
def without_calendar(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "holidays", None)
    working_days._calendar.cache_clear()
    yield
    working_days._calendar.cache_clear()


@given(DAYS, st.integers(1, 45))
def test_so_many_working_days_take_at_least_so_many_days(day: date, days: int) -> None:
    end = working_days_after(day, days)
    assert end is not None
    between = [day + timedelta(n) for n in range(1, (end - day).days + 1)]
    assert len(between) >= days
    assert next_working_day(end) == end
    assert sum(next_working_day(other) == other for other in between) == days


@given(DAYS)
def test_the_next_working_day_is_the_first_one(day: date) -> None:
    found = next_working_day(day)
    assert found is not None
    assert day <= found
    assert next_working_day(found) == found


@pytest.mark.parametrize(
    ("day", "days", "end"),
    [
        (date(2026, 9, 15), 15, date(2026, 10, 6)),  # no holiday in between
        (date(2025, 8, 25), 15, date(2025, 9, 17)),  # around 2 September
        (date(2026, 2, 10), 15, date(2026, 3, 10)),  # around Tết
    ],
)
def test_public_holidays_are_not_counted(day: date, days: int, end: date) -> None:
    assert working_days_after(day, days) == end


def test_a_day_beyond_the_calendar_has_no_answer() -> None:
    assert working_days_after(date(2200, 1, 1), 15) is None
    assert next_working_day(date(1999, 1, 1)) is None


@pytest.mark.usefixtures("without_calendar")
def test_without_the_extra_working_days_are_not_counted() -> None:
    assert not has_calendar()
    assert working_days_after(date(2026, 9, 15), 15) is None
    assert next_working_day(date(2026, 9, 15)) is None
