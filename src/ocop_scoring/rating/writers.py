"""`ocop-evaluation/1`, written: as plain values and as JSON. `rating.formats` has its model."""

from __future__ import annotations

import json
from typing import Any, Protocol

from pydantic_core import to_json as to_indented_json

from ..filing.evidence import Ground, grounds
from ..filing.forms import Dossier, ScoreSheet
from ..terms import Certifier
from ..text import Words
from ..version import ENGINE
from . import explain
from .advise import Plan
from .bounds import Bounds
from .caveats import Caveat
from .choices import Choice, Unmet, ids_of
from .finding import Finding
from .outcome import Outcome
from .steps import Raised, Range
from .toward import Toward
from .words import fresh, plain

__all__ = [
    "as_json",
    "caveat_json",
    "choice_json",
    "finding_json",
    "gate_json",
    "range_json",
    "rated_json",
    "to_json",
    "unmet_json",
    "without_words",
]

Doc = dict[str, Any]


class Result(Protocol):
    """What is written: `Evaluation` has it."""

    @property
    def outcome(self) -> Outcome: ...
    @property
    def dossier(self) -> Dossier: ...
    @property
    def sheet(self) -> ScoreSheet: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def readings(self) -> tuple[str, ...]: ...
    @property
    def caveats(self) -> tuple[Caveat, ...]: ...
    @property
    def next_star(self) -> Plan | None: ...
    @property
    def toward(self) -> Toward | None: ...
    @property
    def released(self) -> bool | None: ...
    @property
    def bounds(self) -> Bounds: ...
    @property
    def certifies(self) -> Certifier | None: ...


def as_json(result: Result) -> Doc:
    """A result as `ocop-evaluation/1`, in plain values that are the caller's own."""
    outcome, plan, next_needs = result.outcome, result.next_star, result.toward
    product_set, bounds = outcome.table.product_set, result.bounds
    return {
        "format": "ocop-evaluation/1",
        "ruleset": product_set.ruleset,
        "product_set": product_set.product_set,
        "ruleset_digest": product_set.digest,
        "engine": ENGINE,
        "status": outcome.status,
        "total": str(outcome.tally.total),
        "parts": {code: str(points) for code, points in outcome.parts.items()},
        "star_by_points": outcome.star_by_points,
        "star": outcome.star,
        "range": range_json(outcome.range) if outcome.range else None,
        "unmet": [unmet_json(unmet) for unmet in outcome.unmet],
        "gates": [gate_json(raised) for raised in outcome.gates],
        "criteria": [_criterion(outcome, choice) for choice in outcome.choices.criteria],
        "findings": [finding_json(finding) for finding in result.findings],
        "readings": list(result.readings),
        "caveats": [caveat_json(caveat) for caveat in result.caveats],
        "next_star": plan.as_json() if plan else None,
        "toward": next_needs.as_json() if next_needs else None,
        "rated": rated_json(result.dossier, result.sheet),
        "released": result.released,
        "at_most": bounds.at_most,
        "at_least": bounds.at_least,
        "certifies": result.certifies,
    }


def to_json(document: Doc, *, words: bool, indent: int | None) -> bytes:
    """The document as JSON in UTF-8, a line break at its end; without `words`, no `vi`, no `en`."""
    shown = document if words else without_words(document)
    if indent is None:
        return json.dumps(shown, ensure_ascii=False).encode() + b"\n"
    # The same bytes as json.dumps writes, which is several times as slow where it indents.
    return to_indented_json(shown, indent=indent) + b"\n"


def without_words(value: Any) -> Any:
    """A document without the sentences in `vi` and `en`."""
    if isinstance(value, dict):
        return {k: without_words(v) for k, v in value.items() if k not in ("vi", "en")}
    return [without_words(entry) for entry in value] if isinstance(value, list) else value


def _both(words: Words) -> dict[str, str | None]:
    return {"vi": words.vi, "en": words.en}


def range_json(possible: Range) -> Doc:
    """What is still possible, as formats show it."""
    return {
        "total": [str(total) for total in possible.total],
        "star": list(possible.star),
    }


def unmet_json(unmet: Unmet) -> Doc:
    """A minimum that is missed, as formats show it."""
    return {
        "star": unmet.star,
        "criterion": unmet.criterion,
        "needs": unmet.needs,
        "has": unmet.has,
        **_both(explain.unmet(unmet)),
    }


def gate_json(raised: Raised) -> Doc:
    """A gate that applies, as formats show it."""
    return {
        "id": raised.id,
        "outcome": raised.outcome,
        **_both(raised.words),
        "source": raised.source,
        "provenance": raised.provenance,
        "values": fresh(raised.values),
    }


def _criterion(outcome: Outcome, choice: Choice) -> Doc:
    criterion = choice.criterion
    known: tuple[Ground, ...] = ()
    if choice.source == "fact":
        known = grounds(criterion, outcome.review, outcome.table.product_set.vocabulary)
    return {
        **choice_json(choice),
        "vi": explain.reason(choice, known, "vi"),
        "en": explain.reason(choice, known, "en"),
    }


def choice_json(choice: Choice) -> Doc:
    """What a criterion gets, as formats show it: without the reason in words."""
    criterion = choice.criterion
    return {
        "number": criterion.number,
        "id": criterion.id,
        "level": ids_of(choice.levels, criterion),
        "points": str(choice.points) if choice.is_assessed else None,
        "max": str(criterion.points),
        "source": choice.source,
    }


def finding_json(finding: Finding) -> Doc:
    """A finding as formats show it."""
    where = {"document": finding.document, "date": plain(finding.date)}
    return {
        "code": finding.code,
        "severity": finding.severity,
        "criterion": finding.criterion,
        "values": {name: fresh(plain(value)) for name, value in finding.said_of.items()},
        **{name: value for name, value in where.items() if value is not None},
        "vi": finding.vi,
        "en": finding.en,
    }


def caveat_json(caveat: Caveat) -> Doc:
    """A caveat as formats show it."""
    return {
        "code": caveat.code,
        "values": fresh(caveat.values),
        "vi": caveat.vi,
        "en": caveat.en,
    }


def rated_json(dossier: Dossier, sheet: ScoreSheet) -> Doc:
    """What was rated, as formats show it."""
    assessed_on = sheet.assessed_on
    return {
        "product_name": dossier.product.name,
        "product_code": dossier.product.code or sheet.product_code,
        "producer": dossier.producer.name,
        "assessor": {"id": sheet.assessor.id, "role": sheet.assessor.role},
        "round": sheet.round,
        "submitted_on": dossier.application.submitted_on.isoformat(),
        "assessed_on": assessed_on.isoformat() if assessed_on else None,
    }
