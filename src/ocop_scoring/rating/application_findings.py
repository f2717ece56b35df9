"""Findings on an application: its proposals, the product's code, and the certificate that an
upgrade or a renewal starts from.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ..days import Certificate
from ..filing.forms import Dossier, Previous
from ..filing.producers import KEYS_OF_PRODUCERS
from ..rules.ruleset import Ruleset
from ..text import say_both
from .finding import Finding, finding
from .words import Named

__all__ = ["application_findings", "result_findings"]


def application_findings(rules: Ruleset, dossier: Dossier) -> Iterator[Finding]:
    """What the days of a dossier, taken alone, contradict."""
    yield from _on_producer(rules, dossier)
    yield from _on_proposals(dossier)
    yield from _on_code(rules, dossier)
    yield from _on_previous(rules, dossier)


def _on_producer(rules: Ruleset, dossier: Dossier) -> Iterator[Finding]:
    """A producer who may not take part, or only with a paper that is not on file (Article 2.3)."""
    eligible, kind = rules.eligible, dossier.producer.kind
    if eligible is None or kind == "unknown":
        return
    number = dossier.product.product_set
    values: dict[str, Any] = {"article": eligible.article, "readings": eligible.readings}
    named = Named(kind, say_both(KEYS_OF_PRODUCERS[kind]))
    if not eligible.may_take_part(kind, number):
        yield finding("producer-not-eligible", kind=named, product_set=number, **values)
    elif kind in eligible.registered and _lacks(dossier, eligible.document):
        paper = rules.vocabulary.documents[str(eligible.document)]
        needed = Named(paper.kind, paper.title)
        yield finding("producer-not-registered", kind=named, needs=needed, **values)


def _lacks(dossier: Dossier, kind: str | None) -> bool:
    """Whether papers are listed, and none of them is of this kind."""
    return dossier.documents is not None and all(d.kind != kind for d in dossier.documents)


def _on_proposals(dossier: Dossier) -> Iterator[Finding]:
    """Proposals before the filing, or the province's before the commune's (Article 7)."""
    application = dossier.application
    filed = application.submitted_on
    by_commune, by_province = (
        application.proposed_by_commune_on,
        application.proposed_by_province_on,
    )
    for day, message in (
        (by_commune, "finding.proposed-before-filed"),
        (by_province, "finding.proposed-before-filed.by-province"),
    ):
        if day is not None and day < filed:
            yield finding(
                "proposed-before-filed", message=message, day=day, proposed=day, filed=filed
            )
    if by_commune is not None and by_province is not None and by_province < by_commune:
        yield finding(
            "proposals-out-of-order", day=by_province, commune=by_commune, province=by_province
        )


def _on_code(rules: Ruleset, dossier: Dossier) -> Iterator[Finding]:
    """The year in a product's code, against the filing and the programme's beginning."""
    code, application = dossier.product.code, dossier.application
    if code is None:
        return
    year, filed = int(code.rpartition("-")[2]), application.submitted_on
    values: dict[str, Any] = {"product_code": code, "year": year, "filed": filed}
    programme = rules.programme
    if year > filed.year:
        yield finding("code-after-filing", **values)
    elif programme is not None and year < programme.since.year:
        since: dict[str, Any] = {"since": programme.since, "decision": programme.decision}
        yield finding("code-before-programme", **values, **since)
    elif year < filed.year and application.kind == "first":
        yield finding("code-before-filing", **values)


# The certificate that an upgrade or a renewal starts from


def _on_previous(rules: Ruleset, dossier: Dossier) -> Iterator[Finding]:
    kind, previous = dossier.application.kind, dossier.application.previous
    if previous is None:
        if kind != "first":
            message = _MISSING[kind]
            yield finding("previous-missing", message=message)
        return
    if kind == "first":
        yield finding("previous-not-expected", star=previous.star, certified=previous.certified_on)
    yield from _on_certificate(rules, dossier, previous)
    certificate = rules.certificate(previous.certified_on, previous.expires_on)
    if kind == "upgrade":
        yield from _on_upgrade(rules, dossier, previous, certificate)
    elif kind == "renewal":
        yield from _on_renewal(rules, dossier, certificate)


_MISSING = {
    "upgrade": "finding.previous-missing.of-upgrade",
    "renewal": "finding.previous-missing",
}


def _on_certificate(rules: Ruleset, dossier: Dossier, previous: Previous) -> Iterator[Finding]:
    """A certificate that can't be: of a star that nobody certifies, of days in the wrong order."""
    filed, issued, stated = (
        dossier.application.submitted_on,
        previous.certified_on,
        previous.expires_on,
    )
    if rules.certified_by and previous.star not in rules.certified_by:
        lowest = min(rules.certified_by)
        yield finding("previous-never-certified", star=previous.star, lowest=lowest)
    if issued > filed:
        yield finding("previous-not-yet-issued", day=issued, certified=issued, filed=filed)
    if stated is None:
        return
    if stated < issued:
        yield finding("previous-dates-reversed", day=stated, certified=issued, expires=stated)
        return
    usual = rules.certificate(issued)
    if stated != usual.expires_on:
        yield finding(
            "previous-term-differs",
            day=stated,
            certified=issued,
            expires=stated,
            right=usual.expires_on,
            months=rules.certificate_rule.months,
        )


def _on_upgrade(
    rules: Ruleset, dossier: Dossier, previous: Previous, certificate: Certificate
) -> Iterator[Finding]:
    """An upgrade starts from a certificate below the top that is still valid (Article 7.5)."""
    filed = dossier.application.submitted_on
    if rules.certified_by and previous.star >= max(rules.certified_by):
        yield finding("upgrade-from-top", star=previous.star)
    if certificate.issued_on <= certificate.expires_on < filed:
        expires = certificate.expires_on
        yield finding("upgrade-after-expiry", day=expires, expires=expires, filed=filed)


def _on_renewal(rules: Ruleset, dossier: Dossier, certificate: Certificate) -> Iterator[Finding]:
    """A renewal is filed in a window before the end; where that was not met the certificate may run
    on for a while, after which it has lapsed (Articles 7.6a, 12.3).
    """
    filed, first, last = (
        dossier.application.submitted_on,
        certificate.renew_from,
        certificate.renew_until,
    )
    values: dict[str, Any] = {
        "filed": filed,
        "expires": certificate.expires_on,
        "first": first,
        "last": last,
        "articles": _articles(rules, "window", "late"),
        "readings": certificate.readings,
    }
    if first is None or last is None:
        yield from _without_window(rules, certificate, filed, values)
    elif filed < first:
        yield finding("renewal-too-early", day=first, **values)
    elif filed > last:
        yield _too_late(rules, certificate, last, values)


def _without_window(
    rules: Ruleset, certificate: Certificate, filed: date, values: dict[str, Any]
) -> Iterator[Finding]:
    """A certificate that ended before the decision, or a decision whose window is not known."""
    expires = certificate.expires_on
    if rules.certificate_rule.renew_between_days is None:
        yield finding("renewal-window-unknown", decision=rules.decision, **values)
    elif expires < filed:
        since = rules.in_force.from_
        message = "finding.renewal-lapsed.before"
        yield finding(
            "renewal-lapsed",
            message=message,
            day=expires,
            decision=rules.decision,
            since=since,
            **(values | {"articles": _articles(rules, "earlier", "late")}),
        )


def _articles(rules: Ruleset, *matters: str) -> tuple[str, ...]:
    """What the decision says of some matters of certificates."""
    said = rules.certificate_rule.articles
    return tuple([said[matter] for matter in matters if matter in said])


def _too_late(
    rules: Ruleset, certificate: Certificate, last: date, values: dict[str, Any]
) -> Finding:
    until, filed = certificate.extended_until, values["filed"]
    assert isinstance(filed, date)
    if until is None or filed > until:
        until = until or certificate.expires_on
        return finding("renewal-lapsed", day=until, until=until, **values)
    if last < rules.in_force.from_:
        message = "finding.renewal-late.by-decision"
        since: dict[str, Any] = {"decision": rules.decision, "since": rules.in_force.from_}
        return finding("renewal-late", message=message, day=until, until=until, **since, **values)
    return finding("renewal-late", day=until, until=until, **values)


def result_findings(star: int | None, dossier: Dossier) -> Iterator[Finding]:
    """A star that is no upgrade, or below the one that a renewal starts from; none is given where
    the dossier is rejected or its rating incomplete.
    """
    application, previous = dossier.application, dossier.application.previous
    if previous is None or star is None:
        return
    values: dict[str, Any] = {"star": star, "held": previous.star}
    if application.kind == "upgrade" and star <= previous.star:
        yield finding("upgrade-not-reached", **values)
    elif application.kind == "renewal" and star < previous.star:
        yield finding("renewal-below", **values)
