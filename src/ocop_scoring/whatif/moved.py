"""What a change moved: star and points, criteria, missed minimums, gates, findings."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

from ..frozen import fixed, fresh
from ..rating.choices import Choice, ids_of
from ..rating.council_gates import CouncilGate
from ..rating.council_result import CouncilResult
from ..rating.council_values import CouncilUnmet
from ..rating.council_writers import council_gate_json, number_json
from ..rating.council_writers import unmet_json as council_unmet_json
from ..rating.evaluation import Evaluation
from ..rating.finding import Finding
from ..rating.steps import Raised
from ..rating.values import UnmetMinimum
from ..rating.writers import caveat_json, finding_json, gate_json, range_json, unmet_json
from ..rules.model import Criterion

__all__ = ["Moved", "MovedCriterion", "PointsGiven", "Result", "gave", "moved", "result_json"]

Result = Evaluation | CouncilResult
"""The result of a sheet, or of a council."""
V = TypeVar("V")
Sides = tuple[tuple[V, ...], tuple[V, ...]]
Minimum = UnmetMinimum | CouncilUnmet
AnyGate = Raised | CouncilGate


class PointsGiven(NamedTuple):
    """What one criterion gave: points (of a council their mean; None where not assessed), and on a
    single sheet the id of the level, a tuple of ids where lines add up.
    """

    points: int | Fraction | None
    level: str | tuple[str, ...] | None

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        return {"level": fresh(self.level), "points": number_json(self.points)}


class MovedCriterion(NamedTuple):
    """A criterion that gave something else before: None where a side doesn't have it."""

    printed: Criterion
    before: PointsGiven | None
    after: PointsGiven | None

    @property
    def criterion(self) -> str:
        """Its printed number: in the rules after the change, where they have it."""
        return self.printed.number

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        sides = {"from": self.before, "to": self.after}
        said = {name: side.as_json() if side else None for name, side in sides.items()}
        return {"criterion": self.criterion, "id": self.printed.id, **said}


class Moved(NamedTuple):
    """All that differs between two results: what appeared with a change stands in the order of the
    later result, what vanished in that of the earlier one.
    """

    criteria: tuple[MovedCriterion, ...]
    unmet_appeared: tuple[UnmetMinimum | CouncilUnmet, ...]
    unmet_vanished: tuple[UnmetMinimum | CouncilUnmet, ...]
    gates_appeared: tuple[Raised | CouncilGate, ...]
    gates_vanished: tuple[Raised | CouncilGate, ...]
    findings_appeared: tuple[Finding, ...]
    findings_vanished: tuple[Finding, ...]

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        return {
            "criteria": [criterion.as_json() for criterion in self.criteria],
            "unmet": _both(self.unmet_appeared, self.unmet_vanished, _unmet_json),
            "gates": _both(self.gates_appeared, self.gates_vanished, _gate_json),
            "findings": _both(self.findings_appeared, self.findings_vanished, finding_json),
        }


def moved(before: Result, after: Result) -> Moved:
    """What moved between two results, of two sheets or of two councils."""
    minimums: Sides[Minimum] = before.unmet, after.unmet
    gates: Sides[AnyGate] = before.gates, after.gates
    return Moved(
        tuple(_criteria(before, after)),
        *_came(minimums, lambda unmet: (unmet.star, unmet.criterion, unmet.needs)),
        *_came(gates, lambda gate: (gate.id, gate.source)),
        *_came((before.findings, after.findings), _said),
    )


def _said(found: Finding) -> Hashable:
    return found.code, found.criterion, found.en


def _came(sides: Sides[V], key: Callable[[V], Hashable]) -> tuple[tuple[V, ...], tuple[V, ...]]:
    """What appeared, and what vanished."""
    one, other = sides
    known, now = {key(entry) for entry in one}, {key(entry) for entry in other}
    appeared = [entry for entry in other if key(entry) not in known]
    return tuple(appeared), tuple([entry for entry in one if key(entry) not in now])


def _criteria(before: Result, after: Result) -> Iterator[MovedCriterion]:
    """The criteria that give something else, in the order of the later table; then those that it no
    longer has. The same criterion bears the same id.
    """
    was = {printed.id: (printed, gave) for printed, gave in _gave(before)}
    for printed, gave in _gave(after):
        known = was.pop(printed.id, None)
        if known is None or known[1] != gave:
            yield MovedCriterion(printed, known[1] if known else None, gave)
    for printed, gave in was.values():
        yield MovedCriterion(printed, gave, None)


def _gave(result: Result) -> Iterator[tuple[Criterion, PointsGiven]]:
    if isinstance(result, CouncilResult):
        for row in result.criteria:
            yield row.printed, PointsGiven(row.mean, None)
        return
    for choice in result.outcome.choices.criteria:
        yield choice.criterion, gave(choice)


def gave(choice: Choice) -> PointsGiven:
    """What a criterion gives on one sheet."""
    points = choice.points if choice.is_assessed else None
    return PointsGiven(points, fixed(ids_of(choice.levels, choice.criterion)))


# As systems read it


def _both(
    appeared: Iterable[V], vanished: Iterable[V], written: Callable[[V], dict[str, Any]]
) -> dict[str, Any]:
    return {"appeared": list(map(written, appeared)), "vanished": list(map(written, vanished))}


def _unmet_json(unmet: UnmetMinimum | CouncilUnmet) -> dict[str, Any]:
    return council_unmet_json(unmet) if isinstance(unmet, CouncilUnmet) else unmet_json(unmet)


def _gate_json(raised: Raised | CouncilGate) -> dict[str, Any]:
    return gate_json(raised) if isinstance(raised, Raised) else council_gate_json(raised)


def result_json(result: Result) -> dict[str, Any]:
    """What a result comes to: status, points, star, what is still possible."""
    is_council = isinstance(result, CouncilResult)
    possible = None if isinstance(result, CouncilResult) else result.range
    return {
        "ruleset": result.ruleset,
        "status": result.status,
        "points": number_json(result.mean if isinstance(result, CouncilResult) else result.total),
        "is_mean": is_council,
        "star_by_points": result.star_by_points,
        "star": result.star,
        "range": range_json(possible) if possible else None,
        "released": result.released,
        "caveats": [caveat_json(caveat) for caveat in result.caveats],
    }
