"""Findings on dates: which ruleset they call for, and days that contradict one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from ..days import days_after
from ..errors import CatalogError
from ..filing.forms import Dossier, ScoreSheet
from ..rules.applicable import Applicable
from ..rules.ruleset import Ruleset
from ..terms import KindOfApplication
from ..text import Words, say_both
from .application_findings import application_findings, result_findings
from .finding import Finding, finding
from .outcome import Outcome
from .words import Named

__all__ = [
    "called_for",
    "date_findings",
    "date_readings",
    "day_findings",
    "ruleset_findings",
    "sheet_date_findings",
]

_KINDS: Mapping[KindOfApplication, str] = MappingProxyType(
    {"first": "kind.first", "upgrade": "kind.upgrade", "renewal": "kind.renewal"}
)
_RATING_ROLES = ("member", "chair", "council")


def date_findings(
    outcome: Outcome, rules: Ruleset, dossier: Dossier, sheet: ScoreSheet
) -> Iterator[Finding]:
    """What the dates of a dossier and a sheet say against the ruleset, each other, and the result
    (26/2026/QĐ-TTg, Articles 5 to 7 and 12).
    """
    yield from ruleset_findings(rules, dossier, sheet.assessed_on)
    yield from sheet_date_findings(dossier, sheet)
    yield from application_findings(rules, dossier)
    yield from result_findings(outcome.star, dossier)


def called_for(rules: Ruleset, dossier: Dossier, decided: date | None) -> Applicable | None:
    """What the dates of a dossier call for, of the catalogue that `rules` came from; None where no
    ruleset of it covers them. A day of decision before the filing is passed over: it is a slip.
    """
    application = dossier.application
    filed = application.submitted_on
    if decided is not None and decided < filed:
        decided = None
    try:
        return rules.applicable(filed, application.kind, decided)
    except CatalogError:
        return None


def date_readings(rules: Ruleset, dossier: Dossier, decided: date | None) -> tuple[str, ...]:
    """The open readings that this ruleset, and who is competent, rest on by the dossier's dates."""
    answer = called_for(rules, dossier, decided)
    return answer.readings if answer is not None and rules.id in answer.choices else ()


def ruleset_findings(rules: Ruleset, dossier: Dossier, decided: date | None) -> Iterator[Finding]:
    """A ruleset that the dates don't allow; one that was chosen where the law leaves a choice; a
    limit that can't be checked, since the day of decision is not known.
    """
    answer = called_for(rules, dossier, decided)
    if answer is None:
        yield finding("ruleset-not-applicable", **_asked(rules, dossier), message=_NONE_COVERS)
        return
    if answer.ruleset is None and rules.id in answer.choices:
        yield _chosen(rules, dossier, answer)
    elif rules.id not in answer.choices and not _is_open(rules, dossier, answer, decided):
        yield _not_applicable(rules, dossier, answer)
    if answer.decide_by is not None and decided is None:
        yield _unchecked(rules, dossier, answer)


_NONE_COVERS = "finding.ruleset-not-applicable.none"


def _is_open(rules: Ruleset, dossier: Dossier, answer: Applicable, decided: date | None) -> bool:
    """Whether the dossier itself names the ruleset, and the day of decision, which is unknown, may
    lie where it is a choice.
    """
    application = dossier.application
    if decided is not None or answer.decide_by is None or application.ruleset != rules.id:
        return False
    the_day_after = days_after(answer.decide_by, 1)
    late = rules.applicable(application.submitted_on, application.kind, the_day_after)
    return rules.id in late.choices


def _asked(rules: Ruleset, dossier: Dossier) -> dict[str, Any]:
    application = dossier.application
    kind = Named(application.kind, say_both(_KINDS[application.kind]))
    return {"ruleset": _named(rules), "filed": application.submitted_on, "kind": kind}


def _named(rules: Ruleset) -> Named:
    return Named(rules.id, Words(rules.decision))


def _not_applicable(rules: Ruleset, dossier: Dossier, answer: Applicable) -> Finding:
    return finding(
        "ruleset-not-applicable",
        day=dossier.application.submitted_on,
        **_asked(rules, dossier),
        right=answer.choices,
        because=Named(answer.article, answer.words),
        article=answer.article or "–",
    )


def _chosen(rules: Ruleset, dossier: Dossier, answer: Applicable) -> Finding:
    is_late = answer.decide_by is not None
    return finding(
        "ruleset-was-chosen",
        message="" if is_late else "finding.ruleset-was-chosen.several",
        day=answer.decide_by,
        **_asked(rules, dossier),
        choices=answer.choices,
        limit=answer.decide_by,
        readings=answer.readings,
        article=answer.article,
    )


def _unchecked(rules: Ruleset, dossier: Dossier, answer: Applicable) -> Finding:
    return finding(
        "limit-unchecked",
        day=answer.decide_by,
        **_asked(rules, dossier),
        limit=answer.decide_by,
        because=Named(answer.article, answer.words),
        readings=answer.readings,
        article=answer.article,
    )


def sheet_date_findings(dossier: Dossier, sheet: ScoreSheet) -> Iterator[Finding]:
    """A sheet of a day before the filing, or a council's before the commune's proposal."""
    is_council = sheet.assessor.role in _RATING_ROLES
    yield from day_findings(dossier, sheet.assessed_on, is_council=is_council)


def day_findings(dossier: Dossier, day: date | None, *, is_council: bool) -> Iterator[Finding]:
    """A day of rating before the filing, or a council's before the commune's proposal."""
    application = dossier.application
    filed, proposed = application.submitted_on, application.proposed_by_commune_on
    if day is None:
        return
    if day < filed:
        yield finding("assessed-before-filed", day=day, assessed=day, filed=filed)
    elif proposed is not None and day < proposed and is_council:
        yield finding("assessed-before-proposed", day=day, assessed=day, proposed=proposed)
