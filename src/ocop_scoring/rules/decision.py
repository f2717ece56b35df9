"""What a decision says of itself, as values: spans of days, transitions, councils, certificates."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, cast

from ..days import CertificateRule, Span
from ..exact import Interval
from ..frozen import FrozenDict
from ..terms import Certifier, KindOfApplication, KindOfProducer
from .resolved import readings_in

__all__ = [
    "Council",
    "Eligible",
    "FiledBefore",
    "Programme",
    "Transition",
    "certificate_rule_from",
    "council_from",
    "eligible_from",
    "filed_before_from",
    "programme_from",
    "span_from",
    "transition_from",
]


class Council(NamedTuple):
    """A council on a dossier's way, where the decision itself regulates it: members and rounds, and
    where its products go.

    `first_round_from` is the star from which a product passes the first of two rounds; `sends_on`
    the points that go `to` the next council.
    """

    level: Certifier
    members: tuple[int, int]
    rounds: int
    first_round_from: int | None
    papers_days_before: int | None
    sends_on: Interval | None
    to: Certifier | None
    below_top_certified_by: Certifier | None


class Transition(NamedTuple):
    """Dossiers filed before a decision came into force that an earlier one finishes, by a day (26/
    2026/QĐ-TTg, Article 12).

    `or_` are other rulesets that its words may mean, `silent` the readings that a dossier rests on
    that was not decided by that day.
    """

    kinds: tuple[KindOfApplication, ...]
    filed: Span
    under: str
    decide_by: date
    article: str
    readings: tuple[str, ...]
    or_: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def reading(self) -> str | None:
        """The first of the readings that it rests on; None where it rests on none."""
        return self.readings[0] if self.readings else None

    def covers(self, kind: KindOfApplication, filed: date) -> bool:
        """Whether it is about an application of this kind, filed on that day."""
        return kind in self.kinds and self.filed.covers(filed)


class FiledBefore(NamedTuple):
    """Dossiers filed under an earlier decision and decided since this one came into force, which
    nothing limits: a reading says that the earlier one holds.
    """

    filed: Span
    under: str
    article: str
    readings: tuple[str, ...]


class Programme(NamedTuple):
    """The programme that the decision belongs to: since when, and by which decision."""

    since: date
    decision: str


class Eligible(NamedTuple):
    """Who may take part (26/2026/QĐ-TTg, Article 2.3): kinds of producers, in some product sets
    more of them, and those that are `registered`, with a kind of `document`.
    """

    kinds: tuple[KindOfProducer, ...]
    also: FrozenDict[int, tuple[KindOfProducer, ...]]
    registered: tuple[KindOfProducer, ...]
    document: str | None
    article: str
    readings: tuple[str, ...]

    def may_take_part(self, kind: KindOfProducer, product_set: int) -> bool:
        """Whether producers of this kind may apply with a product of that set."""
        return kind in self.kinds or kind in self.also.get(product_set, ())


def eligible_from(entry: Mapping[str, Any] | None) -> Eligible | None:
    """Who may take part, of a resolved document that says so."""
    if not entry:
        return None
    registered = entry["registered"] or {"kinds": (), "document": None}
    return Eligible(
        tuple(entry["kinds"]),
        FrozenDict({also["product_set"]: tuple(also["kinds"]) for also in entry["also"]}),
        tuple(registered["kinds"]),
        registered["document"],
        entry["article"],
        readings_in(entry),
    )


def span_from(days: Mapping[str, str | None]) -> Span:
    """Days, of a resolved document."""
    until = days["until"]
    first = date.fromisoformat(cast("str", days["from"]))
    return Span(first, date.fromisoformat(until) if until else None, days["article"])


def transition_from(entry: Mapping[str, Any]) -> Transition:
    """A transition, of a resolved document."""
    return Transition(
        tuple(entry["kinds"]),
        span_from(entry["filed"]),
        entry["under"],
        date.fromisoformat(entry["decide_by"]),
        entry["article"],
        readings_in(entry),
        tuple(entry.get("or", ())),
        tuple(entry.get("silent", ())),
    )


def filed_before_from(entry: Mapping[str, Any]) -> FiledBefore:
    """Dossiers of an earlier decision, of a resolved document."""
    return FiledBefore(
        span_from(entry["filed"]), entry["under"], entry["article"], readings_in(entry)
    )


def programme_from(entry: Mapping[str, str] | None) -> Programme | None:
    """The programme, of a resolved document that names it."""
    return Programme(date.fromisoformat(entry["since"]), entry["decision"]) if entry else None


def certificate_rule_from(document: Mapping[str, Any]) -> CertificateRule:
    """What a decision says of certificates."""
    rule = document["certificate"]
    between = rule["renew_between_days"]
    return CertificateRule(
        rule["months"],
        tuple(between) if between else None,
        rule["late_extension_days"],
        date.fromisoformat(document["in_force"]["from"]),
        FrozenDict(rule.get("articles", {})),
        FrozenDict(rule.get("readings", {})),
    )


def council_from(level: Certifier, council: Mapping[str, Any]) -> Council:
    """A council that the decision regulates."""
    return Council(
        level,
        tuple(council["members"]),
        council["rounds"],
        council["first_round_from"],
        council["papers_days_before"],
        Interval.parse(council["sends_on"]) if council["sends_on"] else None,
        council["to"],
        council["below_top_certified_by"],
    )
