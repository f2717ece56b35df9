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

__all__ = [
    "as_json",
    "council_gate_json",
    "member_json",
    "number_json",
    "parts_json",
    "quorum_json",
    "rated_json",
    "rescore_json",
    "round_json",
    "unmet_json",
]

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
        "rated": rated_json(numbers.rated),
        "policy": numbers.policy,
        "policy_digest": numbers.policy_digest,
        "level": numbers.level,
        "decided_on": numbers.decided_on.isoformat() if numbers.decided_on else None,
        "status": numbers.status,
        "members": [member_json(member) for member in numbers.members],
        "mean": number_json(numbers.mean),
        "mean_shown": numbers.mean_shown,
        "parts": parts_json(numbers),
        "spread": number_json(numbers.spread),
        "quorum": quorum_json(numbers.quorum) if numbers.quorum else None,
        "dispersion": [
            {"criterion": d.criterion, "lowest": str(d.lowest), "highest": str(d.highest)}
            for d in numbers.dispersion
        ],
        "agreement": numbers.agreement,
        "rescore": rescore_json(numbers.rescore) if numbers.rescore else None,
        "rounds": [round_json(entry) for entry in numbers.rounds],
        "star_by_points": numbers.star_by_points,
        "star": numbers.star,
        "unmet": [unmet_json(unmet) for unmet in numbers.unmet],
        "gates": [council_gate_json(gate) for gate in numbers.gates],
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


def number_json(number: int | Fraction | None) -> str | None:
    """An exact number: a whole one, or a fraction."""
    return None if number is None else str(number)


def rated_json(rated: RatedByCouncil) -> Doc:
    """What was rated, as formats show it."""
    day = rated.assessed_on
    return {
        "product_name": rated.product_name,
        "product_code": rated.product_code,
        "producer": rated.producer,
        "submitted_on": rated.submitted_on.isoformat(),
        "assessed_on": day.isoformat() if day else None,
    }


def member_json(member: CouncilMember) -> Doc:
    """One sheet of the council, as formats show it."""
    return {
        "id": member.id,
        "role": member.role,
        "round": member.round,
        "counted": member.counted,
        "total": str(member.total),
        "parts": {code: str(points) for code, points in member.parts.items()},
        "star": member.star,
        "deviation": number_json(member.deviation),
        "open": list(member.open),
    }


def parts_json(numbers: CouncilNumbers) -> Doc | None:
    """The mean of each part, as formats show it."""
    return numbers.parts and {code: str(mean) for code, mean in numbers.parts.items()}


def quorum_json(quorum: QuorumCount) -> Doc:
    """Who must be present, and is, as formats show it."""
    return {
        "present": quorum.present,
        "appointed": quorum.appointed,
        "needed": quorum.needed,
        "chair": quorum.chair,
        "met": quorum.met,
    }


def rescore_json(rescore: Rescore) -> Doc:
    """Who scores again, as formats show it."""
    return {
        "reason": rescore.reason,
        "limit": str(rescore.limit),
        "members": list(rescore.members),
    }


def round_json(entry: CouncilRound) -> Doc:
    """How the council stood after a round of marking, as formats show it."""
    return {
        "round": entry.round,
        "members": [{"id": m.id, "total": str(m.total)} for m in entry.members],
        "mean": number_json(entry.mean),
        "spread": number_json(entry.spread),
        "star": entry.star,
    }


def unmet_json(unmet: CouncilUnmet) -> Doc:
    """A minimum that is missed, as formats show it."""
    return {
        "star": unmet.star,
        "criterion": unmet.criterion,
        "needs": unmet.needs,
        "has": unmet.has,
        "vi": unmet.vi,
        "en": unmet.en,
        "mean": number_json(unmet.mean),
        "met_by": unmet.met_by,
        "of": unmet.of,
    }


def council_gate_json(gate: CouncilGate) -> Doc:
    """A ground of rejection that applies, as formats show it."""
    return {**gate_json(gate.raised), "members": list(gate.members)}
