"""Spans of days, periods as the Civil Code counts them (Bộ luật Dân sự 2015, Điều 147, 148), and
what they make of a certificate.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from .errors import CatalogError, Fault

__all__ = ["Certificate", "CertificateRule", "Span", "days_after", "months_after"]


class Span(NamedTuple):
    """Days from one to another, both in it; without `until` it is open. `article` says where it is
    stated.
    """

    from_: date
    until: date | None = None
    article: str | None = None

    def covers(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.from_ <= day and (self.until is None or day <= self.until)

    def meets(self, other: Span) -> bool:
        """Whether some day lies in both."""
        if self.is_backwards or other.is_backwards:
            return False
        first = max(self.from_, other.from_)
        return self.covers(first) and other.covers(first)

    @property
    def is_backwards(self) -> bool:
        """Whether it ends before it begins, so that no day lies in it."""
        return self.until is not None and self.until < self.from_


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
    `extended_until` at most. `ruleset` is the one that says so.
    """

    ruleset: str
    issued_on: date
    expires_on: date
    renew_from: date | None
    renew_until: date | None
    extended_until: date | None

    def may_be_renewed(self, filed: date) -> bool:
        """Whether a renewal filed on that day is in its window; always, where the decision has
        none.
        """
        if self.renew_from is None or self.renew_until is None:
            return True
        return Span(self.renew_from, self.renew_until).covers(filed)

    def as_json(self) -> dict[str, str | None]:
        """As `ocop-certificate/1`."""
        days = (self.issued_on, self.expires_on, self.renew_from, self.renew_until)
        named = zip(self._fields[1:], (*days, self.extended_until), strict=True)
        shown = {name: day.isoformat() if day else None for name, day in named}
        return {"format": "ocop-certificate/1", "ruleset": self.ruleset, **shown}


class CertificateRule(NamedTuple):
    """How long a decision's certificates are valid, from how many to how many days before their end
    a renewal is filed, and how many days they may run on; None where it doesn't regulate it.
    """

    months: int
    renew_between_days: tuple[int, int] | None = None
    late_extension_days: int | None = None

    def certificate(
        self, ruleset: str, issued_on: date, expires_on: date | None = None
    ) -> Certificate:
        """The days of a certificate issued on that day under this rule of `ruleset`; its own
        expiry, where it is known, takes precedence.

        CatalogError where a day is outside the years 1000 to 2999.
        """
        for given in (issued_on, expires_on or issued_on):
            if type(given) is not date or not 1000 <= given.year < 3000:
                raise CatalogError(Fault("not-a-date", None, "", str(given), "YYYY-MM-DD"))
        end = expires_on or months_after(issued_on, self.months)
        earliest, latest = self.renew_between_days or (None, None)
        late = self.late_extension_days
        return Certificate(
            ruleset,
            issued_on,
            end,
            None if earliest is None else days_after(end, -earliest),
            None if latest is None else days_after(end, -latest),
            None if late is None else days_after(end, late),
        )
