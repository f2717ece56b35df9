"""Periods as the Civil Code counts them (Bộ luật Dân sự 2015, Điều 147, 148), and what they make of
a certificate.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from .errors import CatalogError, Fault

__all__ = ["Certificate", "certificate_of", "days_after", "months_after"]


def days_after(day: date, days: int) -> date:
    """The last day of a period of so many days: the day it runs from is not counted (Article
    147.2). Negative days run back.
    """
    return day + timedelta(days=days)


def months_after(day: date, months: int) -> date:
    """The last day of a period of so many months: the same day of the month, or the month's last
    where it has none (Article 148.3).
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


class Certificate(NamedTuple):
    """The days of a certificate; those that a decision doesn't regulate are None.

    It is valid from `issued_on` to `expires_on`; its renewal is filed from `renew_from` to
    `renew_until`; where that window could not be met it runs on until the result, to
    `extended_until` at most.
    """

    issued_on: date
    expires_on: date
    renew_from: date | None
    renew_until: date | None
    extended_until: date | None

    def may_be_renewed(self, filed: date) -> bool:
        """Whether a renewal filed on that day is in its window; always, where the decision has
        none.
        """
        return (
            self.renew_from is None
            or self.renew_until is None
            or self.renew_from <= filed <= self.renew_until
        )


def certificate_of(
    rule: Mapping[str, Any], issued_on: date, expires_on: date | None = None
) -> Certificate:
    """The days of a certificate issued on that day, by a ruleset's `certificate`; its own expiry,
    where it is known, goes before.

    CatalogError where a day is none of the years 1000 to 2999.
    """
    for given in (issued_on, expires_on or issued_on):
        if type(given) is not date or not 1000 <= given.year < 3000:
            raise CatalogError(Fault("not-a-date", None, "", str(given), "YYYY-MM-DD"))
    end = expires_on or months_after(issued_on, rule["months"])
    earliest, latest = rule["renew_between_days"] or (None, None)
    late = rule["late_extension_days"]
    return Certificate(
        issued_on,
        end,
        days_after(end, -earliest) if earliest is not None else None,
        days_after(end, -latest) if latest is not None else None,
        days_after(end, late) if late is not None else None,
    )
