"""What of a decision's document its deck tries: both sides of every day, each end of points that
send a product on, who may apply, what is said of councils, certificates, rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from ...days import Span
from ...filing.forms import Application
from ...rules.decision import Transition
from ...rules.ruleset import Ruleset
from ...terms import KINDS_OF_PRODUCER
from .decision_deck import (
    AskedApplication,
    AskedCertificate,
    AskedCompetence,
    AskedCouncil,
    AskedMean,
    AskedRuleset,
    AskedStanding,
    DecisionCase,
)

__all__ = ["things_of_decision", "tried_by_case"]

Answer = Mapping[str, Any]
_DAY = timedelta(1)


def things_of_decision(ruleset: Ruleset) -> Iterator[str]:
    """All that a case can try of a decision's own document."""
    yield from _sides("in_force", ruleset.in_force)
    yield from _sides("filings", ruleset.filings)
    for transition in ruleset.transitions:
        at = _place(transition)
        yield from _sides(at, transition.filed)
        for kind in transition.kinds:
            yield f"{at}/{kind}/decided {transition.decide_by}"
            yield f"{at}/{kind}/decided {transition.decide_by + _DAY}"
    for entry in ruleset.filed_before:
        yield from _sides(f"filed_before/{entry.under}", entry.filed)
    yield from _of_certificates(ruleset)
    yield from _of_procedure(ruleset)
    yield from _of_producers(ruleset)
    yield from (f"finding/{code}" for code, applies in _FINDINGS.items() if applies(ruleset))


def tried_by_case(told: DecisionCase, ruleset: Ruleset, came: Answer) -> Iterator[str]:
    """What of it a case tries that got this answer."""
    if isinstance(told, AskedRuleset):
        yield from _of_filing(told, ruleset)
    elif isinstance(told, AskedStanding):
        yield f"in_force/{told.in_force_on}"
    elif isinstance(told, AskedCertificate):
        yield from _of_issue(told, ruleset)
    elif isinstance(told, AskedCouncil):
        yield from _of_council(told, ruleset)
    elif isinstance(told, AskedMean):
        yield from _of_mean(told, ruleset)
    elif isinstance(told, AskedCompetence):
        yield from (f"certified_by/{star}" for star in told.expect.certified_by or ())
        yield f"competence/{told.decided_on}"
    else:
        yield from _of_application(told, ruleset, came)


def _sides(at: str, span: Span) -> Iterator[str]:
    """The first and the last day of a span, and the days beside it."""
    yield f"{at}/{span.from_ - _DAY}"
    yield f"{at}/{span.from_}"
    if span.until is not None:
        yield f"{at}/{span.until}"
        yield f"{at}/{span.until + _DAY}"


def _place(transition: Transition) -> str:
    return f"transition/{transition.under}/{transition.decide_by}"


def _of_filing(told: AskedRuleset, ruleset: Ruleset) -> Iterator[str]:
    yield f"filings/{told.filed}"
    for transition in ruleset.transitions:
        if told.kind in transition.kinds:
            yield f"{_place(transition)}/{told.filed}"
            if transition.filed.covers(told.filed):
                yield f"{_place(transition)}/{told.kind}/decided {told.decided}"
    if told.decided is not None and told.decided >= ruleset.in_force.from_:
        yield from (f"filed_before/{e.under}/{told.filed}" for e in ruleset.filed_before)
    yield from (f"limit/{code}" for code in told.expect.limits or ())
    if told.expect.samples is not None:
        yield "samples"


# Certificates


def _of_certificates(ruleset: Ruleset) -> Iterator[str]:
    yield "certificate/months"
    rule, since = ruleset.certificate_rule, ruleset.in_force.from_
    if rule.renew_between_days is None:
        return
    for what in ("issued", "expires"):
        yield f"certificate/{what} {since - _DAY}"
        yield f"certificate/{what} {since}"
    for end in ("renew_from", "renew_until", "extended_until"):
        yield f"renewal/{end}"
        yield f"renewal/{end} beside"


def _of_issue(told: AskedCertificate, ruleset: Ruleset) -> Iterator[str]:
    if told.expires_on is None:
        yield "certificate/months"
    else:
        yield f"certificate/expires {told.expires_on}"
    yield f"certificate/issued {told.certified_on}"


def _of_renewal(told: AskedApplication, ruleset: Ruleset) -> Iterator[str]:
    """Which end of the window to renew an application is filed on, or beside."""
    application = Application.model_validate(told.application)
    previous, filed = application.previous, application.submitted_on
    if previous is None or application.kind != "renewal":
        return
    days = ruleset.certificate(previous.certified_on, previous.expires_on)
    for end, beside in (("renew_from", -_DAY), ("renew_until", _DAY), ("extended_until", _DAY)):
        day: date | None = getattr(days, end)
        if day is not None:
            yield f"renewal/{end}" if filed == day else ""
            yield f"renewal/{end} beside" if filed == day + beside else ""


# Councils, rounds, limits, bands


def _of_procedure(ruleset: Ruleset) -> Iterator[str]:
    procedure = ruleset.procedure
    yield from (f"certified_by/{star}" for star in sorted(ruleset.certified_by))
    for competence in procedure.competences:
        if competence.since is not None:
            yield f"competence/{competence.since - _DAY}"
            yield f"competence/{competence.since}"
    councils = {level for competence in procedure.competences for level in competence.councils}
    for stage in [stage for stage in procedure.stages if stage.level in councils]:
        if stage.sends_on is not None and stage.sends_on.low is not None:
            yield f"stage/{stage.level}/{stage.sends_on.low}"
            yield f"stage/{stage.level}/below {stage.sends_on.low}"
        if stage.below_top_certified_by is not None:
            yield f"stage/{stage.level}/below top"
    for entry in procedure.rounds:
        yield f"round/{entry.level}/{_of_year(entry.proposed_before)}"
        yield f"round/{entry.level}/before {_of_year(entry.proposed_before)}"
    yield from (f"limit/{limit.code}" for limit in procedure.limits)
    if procedure.samples is not None:
        yield "samples"
    yield from (f"council/{council.level}" for council in ruleset.councils)
    for band in ruleset.bands:
        if band.points.low is not None:
            yield f"mean/{band.points.low}"
            yield f"mean/below {band.points.low}"


def _of_year(month_day: tuple[int, int]) -> str:
    return "{:02}-{:02}".format(*month_day)


def _of_council(told: AskedCouncil, ruleset: Ruleset) -> Iterator[str]:
    stage = ruleset.procedure.stage(told.council, told.decided_on)
    if told.points is not None:
        low = stage.sends_on.low if stage is not None and stage.sends_on is not None else None
        yield from _beside(f"stage/{told.council}", Decimal(told.points), low)
    if told.expect.below_top_certified_by is not None:
        yield f"stage/{told.council}/below top"
    if told.proposed_on is not None:
        day, after = told.proposed_on, told.proposed_on + _DAY
        yield f"round/{told.council}/{_of_year((day.month, day.day))}"
        yield f"round/{told.council}/before {_of_year((after.month, after.day))}"
    if told.expect.members is not None:
        yield f"council/{told.council}"


def _of_mean(told: AskedMean, ruleset: Ruleset) -> Iterator[str]:
    for band in ruleset.bands:
        yield from _beside("mean", Decimal(told.mean), band.points.low)


def _beside(at: str, points: Decimal, low: Decimal | None) -> Iterator[str]:
    """Points on a lower end, or less than one point below it."""
    if low is not None and points == low:
        yield f"{at}/{low}"
    elif low is not None and low - 1 < points < low:
        yield f"{at}/below {low}"


# Who applies, and what is said of it


def _of_producers(ruleset: Ruleset) -> Iterator[str]:
    if ruleset.programme is not None:
        yield f"programme/{ruleset.programme.since.year}"
        yield f"programme/{ruleset.programme.since.year - 1}"
    eligible = ruleset.eligible
    if eligible is None:
        return
    yield from (f"producer/{kind}" for kind in KINDS_OF_PRODUCER if kind != "unknown")
    for number, kinds in eligible.also.items():
        yield from (f"producer/{number}/{kind}" for kind in kinds)
    for kind in eligible.registered:
        yield f"producer/{kind}/with {eligible.document}"
        yield f"producer/{kind}/without {eligible.document}"


def _of_application(told: AskedApplication, ruleset: Ruleset, came: Answer) -> Iterator[str]:
    yield from (f"finding/{code}" for code in came["findings"])
    if told.code is not None:
        yield f"programme/{told.code.rpartition('-')[2]}"
    yield f"producer/{told.producer_kind}"
    yield f"producer/{told.product_set}/{told.producer_kind}"
    if told.documents is not None and ruleset.eligible is not None:
        paper = ruleset.eligible.document
        word = "with" if paper in told.documents else "without"
        yield f"producer/{told.producer_kind}/{word} {paper}"
    yield from _of_renewal(told, ruleset)


def _always(ruleset: Ruleset) -> bool:
    return True


def _has_window(ruleset: Ruleset) -> bool:
    return ruleset.certificate_rule.renew_between_days is not None


_FINDINGS: Mapping[str, Callable[[Ruleset], bool]] = MappingProxyType(
    {
        "ruleset-not-applicable": _always,
        "previous-never-certified": lambda ruleset: bool(ruleset.certified_by),
        "previous-term-differs": _always,
        "upgrade-from-top": lambda ruleset: bool(ruleset.certified_by),
        "renewal-too-early": _has_window,
        "renewal-late": lambda ruleset: ruleset.certificate_rule.late_extension_days is not None,
        "renewal-lapsed": _has_window,
        "renewal-window-unknown": lambda ruleset: not _has_window(ruleset),
        "code-before-programme": lambda ruleset: ruleset.programme is not None,
        "limit-unchecked": lambda ruleset: bool(ruleset.transitions),
        "ruleset-was-chosen": lambda ruleset: bool(ruleset.transitions),
        "producer-not-eligible": lambda ruleset: ruleset.eligible is not None,
        "producer-not-registered": lambda ruleset: bool(
            ruleset.eligible and ruleset.eligible.registered
        ),
    }
)
"""The findings that a decision's own words decide, and where they can come up."""
