"""`ocop-council/1`, written: as plain values. `rating.council_formats` has its model."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from .caveats import Caveat
from .council_gates import CouncilGate
from .council_numbers import CouncilNumbers
from .council_values import (
    CouncilMember,
    CouncilRound,
    CouncilUnmet,
    QuorumCount,
    RatedByCouncil,
    Rescore,
)
from .finding import Finding
from .writers import caveat_json, finding_json, gate_json

__all__ = ["as_json"]

Doc = dict[str, Any]


def as_json(
    numbers: CouncilNumbers,
    findings: Sequence[Finding],
    readings: Sequence[str],
    caveats: Sequence[Caveat],
) -> Doc:
    """A council's result as `ocop-council/1`, in plain values that are the caller's own."""
    return {
        "format": "ocop-council/1",
        "ruleset": numbers.ruleset,
        "product_set": numbers.product_set,
        "ruleset_digest": numbers.ruleset_digest,
        "engine": numbers.engine,
        "rated": _rated(numbers.rated),
        "policy": numbers.policy,
        "policy_digest": numbers.policy_digest,
        "level": numbers.level,
        "decided_on": numbers.decided_on.isoformat() if numbers.decided_on else None,
        "status": numbers.status,
        "members": [_member(member) for member in numbers.members],
        "mean": _number(numbers.mean),
        "mean_shown": numbers.mean_shown,
        "parts": _parts(numbers),
        "spread": _number(numbers.spread),
        "quorum": _quorum(numbers.quorum) if numbers.quorum else None,
        "dispersion": [
            {"criterion": d.criterion, "lowest": str(d.lowest), "highest": str(d.highest)}
            for d in numbers.dispersion
        ],
        "agreement": numbers.agreement,
        "rescore": _rescore(numbers.rescore) if numbers.rescore else None,
        "rounds": [_round(entry) for entry in numbers.rounds],
        "star_by_points": numbers.star_by_points,
        "star": numbers.star,
        "unmet": [_unmet(unmet) for unmet in numbers.unmet],
        "gates": [_gate(gate) for gate in numbers.gates],
        "flips": [{"member": f.member, "stars": list(f.stars)} for f in numbers.flips],
        "certifies": numbers.certifies,
        "forward_to": numbers.forward_to,
        "findings": [finding_json(finding) for finding in findings],
        "readings": list(readings),
        "caveats": [caveat_json(caveat) for caveat in caveats],
        "released": numbers.released,
        "at_most": numbers.at_most,
        "at_least": numbers.at_least,
    }


def _number(number: int | Fraction | None) -> str | None:
    """An exact number: a whole one, or a fraction."""
    return None if number is None else str(number)


def _rated(rated: RatedByCouncil) -> Doc:
    day = rated.assessed_on
    return {
        "product_name": rated.product_name,
        "product_code": rated.product_code,
        "producer": rated.producer,
        "submitted_on": rated.submitted_on.isoformat(),
        "assessed_on": day.isoformat() if day else None,
    }


def _member(member: CouncilMember) -> Doc:
    return {
        "id": member.id,
        "role": member.role,
        "round": member.round,
        "counted": member.counted,
        "total": str(member.total),
        "parts": {code: str(points) for code, points in member.parts.items()},
        "star": member.star,
        "deviation": _number(member.deviation),
        "open": list(member.open),
    }


def _parts(numbers: CouncilNumbers) -> Doc | None:
    return numbers.parts and {code: str(mean) for code, mean in numbers.parts.items()}


def _quorum(quorum: QuorumCount) -> Doc:
    return {
        "present": quorum.present,
        "appointed": quorum.appointed,
        "needed": quorum.needed,
        "chair": quorum.chair,
        "met": quorum.met,
    }


def _rescore(rescore: Rescore) -> Doc:
    return {
        "reason": rescore.reason,
        "limit": str(rescore.limit),
        "members": list(rescore.members),
    }


def _round(entry: CouncilRound) -> Doc:
    return {
        "round": entry.round,
        "members": [{"id": m.id, "total": str(m.total)} for m in entry.members],
        "mean": _number(entry.mean),
        "spread": _number(entry.spread),
        "star": entry.star,
    }


def _unmet(unmet: CouncilUnmet) -> Doc:
    return {
        "star": unmet.star,
        "criterion": unmet.criterion,
        "needs": unmet.needs,
        "has": unmet.has,
        "vi": unmet.vi,
        "en": unmet.en,
        "mean": _number(unmet.mean),
        "met_by": unmet.met_by,
        "of": unmet.of,
    }


def _gate(gate: CouncilGate) -> Doc:
    return {**gate_json(gate.raised), "members": list(gate.members)}
