"""Findings on dates: a ruleset that they don't allow, and days that contradict one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..filing.forms import Dossier, ScoreSheet
from ..rules.ruleset import Ruleset
from ..text import say_both
from .finding import Finding, finding
from .outcome import Outcome
from .words import Named

__all__ = ["date_findings"]

_KINDS: Mapping[str, str] = MappingProxyType(
    {"first": "kind.first", "upgrade": "kind.upgrade", "renewal": "kind.renewal"}
)


def date_findings(
    outcome: Outcome, rules: Ruleset, dossier: Dossier, sheet: ScoreSheet
) -> Iterator[Finding]:
    """A ruleset that the dossier's dates don't allow; a renewal outside its window."""
    application = dossier.application
    filed, previous = application.submitted_on, application.previous
    if not rules.may_rate(filed, application.kind, sheet.assessed_on):
        kind = Named(application.kind, say_both(_KINDS[application.kind]))
        yield finding("ruleset-not-applicable", ruleset=rules.id, filed=filed, kind=kind)
    if application.kind == "renewal" and previous is not None:
        certificate = rules.certificate(previous.certified_on, previous.expires_on)
        if not certificate.may_be_renewed(filed):
            yield finding(
                "outside-renewal-window",
                filed=filed,
                expires=certificate.expires_on,
                first=certificate.renew_from,
                last=certificate.renew_until,
            )
