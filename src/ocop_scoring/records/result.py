"""What of a result is sealed: what was decided and needs nothing but its rules, dossier and sheets,
without words; and, apart from it, what was noted that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..filing.forms import ScoreSheet
from ..rating import council_writers, writers
from ..rating.caveats import Caveat
from ..rating.council_result import CouncilResult
from ..rating.evaluation import Evaluation
from ..rating.finding import Finding
from ..rating.words import fresh
from ..version import ENGINE

__all__ = ["noted_of", "result_of", "sheets_of"]

Doc = dict[str, Any]


def result_of(outcome: Evaluation | CouncilResult) -> Doc:
    """What was decided, in the keys of this engine: those of `ocop-evaluation/1` or
    `ocop-council/1` that rest on no catalogue and on no calendar, without words.
    """
    if isinstance(outcome, CouncilResult):
        found = _of_council(outcome)
    else:
        found = _of_sheet(outcome)
    return found | {name: writers.without_words(found[name]) for name in _WITH_WORDS}


_WITH_WORDS = ("unmet", "gates", "caveats")


def _of_sheet(result: Evaluation) -> Doc:
    outcome, product_set, bounds = result.outcome, result.printed, result.bounds
    return {
        "format": "ocop-evaluation/1",
        "ruleset": product_set.ruleset,
        "product_set": product_set.product_set,
        "ruleset_digest": product_set.digest,
        "engine": ENGINE,
        "status": outcome.status,
        "rated": writers.rated_json(result.dossier, result.sheet),
        "total": str(outcome.tally.total),
        "parts": {code: str(points) for code, points in outcome.parts.items()},
        "star_by_points": outcome.star_by_points,
        "star": outcome.star,
        "range": writers.range_json(outcome.range) if outcome.range else None,
        "unmet": [writers.unmet_json(unmet) for unmet in outcome.unmet],
        "gates": [writers.gate_json(raised) for raised in outcome.gates],
        "criteria": [writers.choice_json(choice) for choice in outcome.choices.criteria],
        "readings": list(outcome.readings),
        "caveats": _caveats(result.caveats),
        "at_most": bounds.at_most,
        "at_least": bounds.at_least,
        "certifies": result.certifies,
    }


def _of_council(result: CouncilResult) -> Doc:
    return {
        "format": "ocop-council/1",
        "ruleset": result.ruleset,
        "product_set": result.product_set,
        "ruleset_digest": result.ruleset_digest,
        "engine": ENGINE,
        "policy": result.policy,
        "policy_digest": result.policy_digest,
        "level": result.level,
        "decided_on": result.decided_on.isoformat() if result.decided_on else None,
        "status": result.status,
        "rated": council_writers.rated_json(result.rated),
        "parts": council_writers.parts_json(result),
        "star_by_points": result.star_by_points,
        "star": result.star,
        "unmet": [council_writers.unmet_json(unmet) for unmet in result.unmet],
        "gates": [council_writers.council_gate_json(gate) for gate in result.gates],
        "readings": list(result.own_readings),
        "caveats": _caveats(result.caveats),
        "at_most": result.at_most,
        "at_least": result.at_least,
        "members": [council_writers.member_json(member) for member in result.members],
        "mean": council_writers.number_json(result.mean),
        "spread": council_writers.number_json(result.spread),
        "quorum": council_writers.quorum_json(result.quorum) if result.quorum else None,
        "rescore": council_writers.rescore_json(result.rescore) if result.rescore else None,
        "rounds": [council_writers.round_json(entry) for entry in result.rounds],
        "certifies": result.certifies,
        "forward_to": result.forward_to,
    }


def _caveats(caveats: Iterable[Caveat]) -> list[Doc]:
    """The table's own: whether it was released rests on a catalogue."""
    own = [caveat for caveat in caveats if caveat.code != "not-released"]
    return [writers.caveat_json(caveat) for caveat in own]


def noted_of(outcome: Evaluation | CouncilResult) -> list[Doc]:
    """The findings of a result, which never change a number, without words."""
    return [_noted(finding) for finding in outcome.findings]


def _noted(finding: Finding) -> Doc:
    values = {name: fresh(value) for name, value in finding.values.items()}
    return {
        "code": finding.code,
        "severity": finding.severity,
        "criterion": finding.criterion,
        "document": finding.document,
        "member": values.get("member"),
        "values": values,
    }


def sheets_of(outcome: Evaluation | CouncilResult) -> tuple[ScoreSheet, ...]:
    """Every sheet of a result, in the council's order."""
    return outcome.sheets if isinstance(outcome, CouncilResult) else (outcome.sheet,)
