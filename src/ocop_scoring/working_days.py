"""Working days and public holidays of Viet Nam, where a calendar is installed (the extra
`calendar`: the library `holidays`). Said beside an answer, never what a result rests on.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Protocol

__all__ = ["has_calendar", "next_working_day", "working_days_after"]


class _Calendar(Protocol):
    def get_nth_working_day(self, key: date, n: int) -> date: ...

    def is_working_day(self, key: date) -> bool: ...


_FROM, _TO = 2018, 2100  # the programme's first year, and how far the calendar knows Tết


@cache
def _calendar() -> _Calendar | None:
    """The calendar of public holidays; None where the extra is not installed."""
    try:
        from holidays import country_holidays  # an extra, and slow to import
    except ImportError:
        return None
    found: _Calendar = country_holidays("VN")
    return found


def has_calendar() -> bool:
    """Whether public holidays are known here."""
    return _calendar() is not None


def working_days_after(day: date, days: int) -> date | None:
    """The last of so many working days; the day they run from is not counted (Civil Code, Article
    147.2). None where no calendar is at hand, or the year is beyond it.
    """
    calendar = _calendar_of(day)
    return None if calendar is None else calendar.get_nth_working_day(day, days)


def next_working_day(day: date) -> date | None:
    """The day itself where it is a working day, else the next one (Article 148.5). None where no
    calendar is at hand, or the year is beyond it.
    """
    calendar = _calendar_of(day)
    if calendar is None or calendar.is_working_day(day):
        return day if calendar is not None else None
    return calendar.get_nth_working_day(day, 1)


def _calendar_of(day: date) -> _Calendar | None:
    return _calendar() if _FROM <= day.year < _TO else None
