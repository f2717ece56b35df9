"""Spans of days, periods as the Civil Code counts them (Bộ luật Dân sự 2015, Điều 147, 148), and
what they make of a certificate.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from .errors import CatalogError, Fault
from .frozen import FrozenDict

__all__ = [
    "Certificate",
    "CertificateRule",
    "Span",
    "days_after",
    "end_of_period",
    "is_rest_day",
    "months_after",
]

_SATURDAY = 5  # as `date.weekday` counts


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

    def meets(self, other: "Span") -> bool:
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


def is_rest_day(day: date) -> bool:
    """Whether a day is a Saturday or Sunday. Public holidays are not known here."""
    return day.weekday() >= _SATURDAY


def end_of_period(day: date) -> date:
    """Where a period ends whose last day is `day`: that day, or the Monday after where it is a
    Saturday or Sunday (Article 148.5). Public holidays are not known here.
    """
    while is_rest_day(day):
        day = days_after(day, 1)
    return day


class Certificate(NamedTuple):
    """The days of a certificate; those that a decision doesn't regulate are None.

    It is valid from `issued_on` to `expires_on`; its renewal is filed from `renew_from` to
    `renew_until`; where that window could not be met it runs on until the result, to
    `extended_until` at most. `ruleset` is the one that says so, in its `articles`; `readings` are
    the open readings that the days rest on.
    """

    ruleset: str
    issued_on: date
    expires_on: date
    renew_from: date | None
    renew_until: date | None
    extended_until: date | None
    articles: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()

    def may_be_renewed(self, filed: date) -> bool:
        """Whether a renewal filed on that day is in its window; always, where the decision has
        none.
        """
        if self.renew_from is None or self.renew_until is None:
            return True
        return Span(self.renew_from, self.renew_until).covers(filed)

    def as_json(self) -> dict[str, Any]:
        """As `ocop-certificate/1`."""
        days = (self.issued_on, self.expires_on, self.renew_from, self.renew_until)
        named = zip(self._fields[1:6], (*days, self.extended_until), strict=True)
        shown = {name: day.isoformat() if day else None for name, day in named}
        cited = {"articles": list(self.articles), "readings": list(self.readings)}
        return {"format": "ocop-certificate/1", "ruleset": self.ruleset, **shown, **cited}


class CertificateRule(NamedTuple):
    """How long a decision's certificates are valid, from how many to how many days before their end
    a renewal is filed, and how many days they may run on; None where it doesn't regulate it.

    Window and extension bind certificates that are alive on the day `since`, when the decision came
    into force. `articles` and `readings` are by what they are about: `months`, `window`, `late`,
    `earlier` for certificates issued before that day, `ended` for those that ended before it, and
    `rest_days` for days that fall on a Saturday or Sunday.
    """

    months: int
    renew_between_days: tuple[int, int] | None = None
    late_extension_days: int | None = None
    since: date | None = None
    articles: Mapping[str, str] = FrozenDict()
    readings: Mapping[str, str] = FrozenDict()

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
        has_ended = self.since is not None and end < self.since
        earliest, latest = (None, None) if has_ended else self.renew_between_days or (None, None)
        late = None if has_ended else self.late_extension_days
        window = (_before(end, earliest), _before(end, latest))
        extended = None if late is None else days_after(end, late)
        is_earlier = self.since is not None and issued_on < self.since
        about = {
            "months": expires_on is None,
            "earlier": is_earlier,
            "ended": has_ended,
            "window": earliest is not None,
            "late": late is not None,
            "rest_days": any(day is not None and is_rest_day(day) for day in (*window, extended)),
        }
        if is_earlier:  # how long it lasts, an earlier decision says
            about["months"] = False
        articles = _cited(self.articles, about)
        readings = _cited(self.readings, about | {"months": expires_on is None})
        return Certificate(ruleset, issued_on, end, *window, extended, articles, readings)


def _cited(said: Mapping[str, str], about: Mapping[str, bool]) -> tuple[str, ...]:
    """What is said of the matters that a certificate is about."""
    return tuple([said[matter] for matter, applies in about.items() if applies and matter in said])


def _before(end: date, days: int | None) -> date | None:
    return None if days is None else days_after(end, -days)
