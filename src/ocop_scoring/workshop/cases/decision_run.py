"""Runs the cases of a decision's deck: asks the ruleset what each case asks, and compares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ...errors import CatalogError
from ...filing.forms import Dossier
from ...filing.read import read_dossier
from ...rating.application_findings import application_findings, result_findings
from ...rating.date_findings import day_findings, ruleset_findings
from ...rating.finding import Finding
from ...rules.catalog import Catalog
from ...rules.procedure import Procedure
from ...rules.ruleset import Ruleset
from ...rules.which import applicable_of, standing
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
from .differences import Difference, differences

__all__ = ["answer", "differences_of_decision"]

Answer = dict[str, Any]


def differences_of_decision(told: DecisionCase, came: Answer) -> Iterator[Difference]:
    """How the answer to a case differs from what it expects."""
    wanted = told.expect.model_dump(exclude_unset=True)
    if isinstance(told, AskedRuleset | AskedStanding):
        wanted.setdefault("refused", None)
    return differences(wanted, came)


def answer(
    told: DecisionCase, ruleset: Ruleset, rulesets: Sequence[Ruleset], catalog: Catalog
) -> Answer:
    """What a ruleset answers to a case, in the words of what the case can expect.

    `rulesets` are all among which days choose; `catalog` has the vocabulary of dossiers.
    FilingError where an application can't be read.
    """
    if isinstance(told, AskedRuleset):
        return _or_refused(lambda: _which(told, rulesets))
    if isinstance(told, AskedStanding):
        return _or_refused(lambda: {"ruleset": standing(rulesets, told.in_force_on).id})
    if isinstance(told, AskedApplication):
        return {"findings": [f.code for f in _findings(told, ruleset, catalog)]}
    return _of_ruleset(told, ruleset)


def _of_ruleset(
    told: AskedCertificate | AskedCouncil | AskedMean | AskedCompetence, ruleset: Ruleset
) -> Answer:
    """What the decision alone says."""
    if isinstance(told, AskedCertificate):
        days = ruleset.certificate(told.certified_on, told.expires_on)
        cited = {"articles": list(days.articles), "readings": list(days.readings)}
        return {**days._asdict(), **cited}
    if isinstance(told, AskedCouncil):
        return _of_council(told, ruleset)
    if isinstance(told, AskedMean):
        return {"star_by_points": ruleset.star_by_points(told.mean)}
    found = ruleset.procedure.competence(told.decided_on)
    return {
        "received_by": found.received_by,
        "certified_by": dict(found.certified_by),
        "councils": list(found.councils),
        "article": found.article,
    }


def _or_refused(ask: Callable[[], Answer]) -> Answer:
    """An answer, or the code of the refusal with nothing beside it."""
    try:
        return {**_NOTHING, **ask()}
    except CatalogError as error:
        return {**_NOTHING, "refused": error.faults[0].code}


_NOTHING: Mapping[str, Any] = {
    "ruleset": None,
    "choices": [],
    "decide_by": None,
    "article": "",
    "readings": [],
    "limits": {},
    "samples": None,
    "refused": None,
}


def _which(told: AskedRuleset, rulesets: Sequence[Ruleset]) -> Answer:
    found = applicable_of(rulesets, told.filed, told.kind, told.decided)
    procedure = found.procedure or Procedure(told.filed, ())
    limits = {
        limit.code: {"days": limit.days, "working": limit.is_working} for limit in found.limits
    }
    return {
        "ruleset": found.ruleset,
        "choices": list(found.choices),
        "decide_by": found.decide_by,
        "article": found.article,
        "readings": list(found.readings),
        "limits": limits,
        "samples": procedure.samples.number if procedure.samples else None,
    }


def _of_council(told: AskedCouncil, ruleset: Ruleset) -> Answer:
    procedure, came = ruleset.procedure, dict.fromkeys(type(told.expect).model_fields)
    found: Answer = {**came}
    stage = procedure.stage(told.council, told.decided_on)
    if stage is not None:
        sends = stage.sends_on is not None and told.points is not None
        if sends and Decimal(told.points or 0) in (stage.sends_on or ()):
            found["to"] = stage.to
        found["below_top_certified_by"] = stage.below_top_certified_by
    if told.proposed_on is not None:
        days = procedure.round_for(told.council, told.proposed_on)
        if days is not None:
            found |= {"proposed_before": days.proposed_before, "ends_before": days.ends_before}
    for council in ruleset.councils:
        if council.level == told.council:
            found["members"] = list(council.members)
            for field in ("rounds", "first_round_from", "papers_days_before"):
                found[field] = getattr(council, field)
    return found


def _findings(told: AskedApplication, ruleset: Ruleset, catalog: Catalog) -> list[Finding]:
    """What is said of an application, its days and who applies: the loudest first."""
    dossier = _dossier(told, ruleset, catalog)
    day = told.assessed_on
    found = [
        *ruleset_findings(ruleset, dossier, day),
        *day_findings(dossier, day, is_council=True),
        *application_findings(ruleset, dossier),
    ]
    if told.star is not None:
        found += result_findings(told.star, dossier)
    return sorted(found, key=lambda one: one.rank)


def _dossier(told: AskedApplication, ruleset: Ruleset, catalog: Catalog) -> Dossier:
    """An invented dossier with the application."""
    product: Answer = {
        "name": "Sản phẩm đặt ra",
        "product_set": told.product_set or ruleset.numbers[0],
        "commune": "Xã đặt ra",
        "province": "Tỉnh đặt ra",
        "code": told.code,
    }
    dossier: Answer = {
        "format": "ocop-dossier/1",
        "product": product,
        "producer": {
            "name": "Chủ thể đặt ra",
            "kind": told.producer_kind,
            "representative": {"name": "Người đặt ra"},
        },
        "application": told.application,
    }
    if told.documents is not None:
        dossier["documents"] = [{"kind": kind} for kind in told.documents]
    return read_dossier(dossier, catalog=catalog)
