"""What is said of mutants: how many, why one survives, what kind of case would see it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ...lang import Lang
from ...text import say
from .edits import Kind
from .mutate import Mutations, Score, Survivor

__all__ = ["KINDS", "mutants_json", "of_survivor", "percent_of"]

KINDS: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        "points": ("mutants.points", "mutants.points.how"),
        "minimum-dropped": ("mutants.minimum-dropped", "mutants.minimum-dropped.how"),
        "minimum-star": ("mutants.minimum-star", "mutants.minimum-star.how"),
        "minimum-moved": ("mutants.minimum-moved", "mutants.minimum-moved.how"),
        "minimum-added": ("mutants.minimum-added", "mutants.minimum-added.how"),
        "threshold": ("mutants.threshold", "mutants.threshold.how"),
        "condition": ("mutants.condition", "mutants.condition.how"),
        "guard": ("mutants.guard", "mutants.guard.how"),
        "opener": ("mutants.opener", "mutants.opener.how"),
        "case": ("mutants.case", "mutants.case.how"),
        "gate": ("mutants.gate", "mutants.gate.how"),
        "band": ("mutants.band", "mutants.band.how"),
        "day": ("mutants.day", "mutants.day.how"),
        "transition": ("mutants.transition", "mutants.transition.how"),
        "certificate": ("mutants.certificate", "mutants.certificate.how"),
        "competence": ("mutants.competence", "mutants.competence.how"),
        "procedure": ("mutants.procedure", "mutants.procedure.how"),
        "eligible": ("mutants.eligible", "mutants.eligible.how"),
    }
)
"""The messages of each kind: what it is, and what case would kill one."""


_PROOFS: Mapping[str, str] = MappingProxyType(
    {"same-level": "mutants.same-level", "too-few-points": "mutants.too-few-points"}
)


def of_survivor(survivor: Survivor, lang: Lang) -> str:
    """Why no case can see it; of one that nobody explained, what kind of case would."""
    if survivor.proof:
        of, count = survivor.proof.split()
        return say(_PROOFS[of], lang, count=count)
    if survivor.why is not None:
        return survivor.why.why.say(lang)
    return say(KINDS[survivor.mutant.kind][1], lang)


def percent_of(score: Score) -> str:
    """The percentage killed of those that load, with two decimals, rounded down: 100 is all."""
    of = score.loaded or 1
    hundredths = 10_000 * (score.killed if score.loaded else 1) // of
    return f"{hundredths // 100}.{hundredths % 100:02}"


def mutants_json(found: Mutations) -> dict[str, Any]:
    """As `ocop-mutants/1`."""
    return {
        "format": "ocop-mutants/1",
        "ruleset": found.ruleset,
        "digest": found.digest,
        "score": _score(found.score),
        "kinds": [{**_score(score), "kind": kind} for kind, score in found.by_kind().items()],
        "product_sets": [
            {**_score(score), "product_set": number} for number, score in found.by_set().items()
        ],
        "refused": [{"code": code, "count": n} for code, n in found.refused_by().items()],
        "survivors": [_survivor(survivor, found.ruleset) for survivor in found.survivors],
        "without_effect": [
            {"address": f"{found.ruleset}/{stale.address}", "is_killed": stale.is_killed}
            for stale in found.stale
        ],
    }


def _status(survivor: Survivor) -> str:
    if survivor.proof:
        return "proven"
    return "survived" if survivor.is_open else "argued"


def _score(score: Score) -> dict[str, Any]:
    return {
        "made": score.made,
        "refused": score.refused,
        "loaded": score.loaded,
        "killed": score.killed,
        "proven": score.proven,
        "argued": score.argued,
        "survived": score.survived,
        "score": percent_of(score),
    }


def _survivor(survivor: Survivor, ruleset: str) -> dict[str, Any]:
    mutant = survivor.mutant
    return {
        "address": f"{ruleset}/{mutant.address}",
        "product_set": survivor.product_set,
        "kind": mutant.kind,
        "at": f"{ruleset}/{mutant.at}",
        "what": mutant.what,
        "was": mutant.was,
        "becomes": mutant.becomes,
        "status": _status(survivor),
        "vi": of_survivor(survivor, "vi"),
        "en": of_survivor(survivor, "en"),
    }
