"""What each policy gives on the same sheets, side by side: for a council that has to choose one.

None is the default, and none is recommended; where they differ is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..errors import Fault, FilingError
from ..filing.forms import Dossier, ScoreSheet
from ..filing.policy import Policy
from ..rules.policies import policy_digest
from ..rules.ruleset import Ruleset
from ..terms import Certifier
from .council import CouncilResult, council

__all__ = ["Compared", "Comparison", "compare_policies"]


class Compared(NamedTuple):
    """A policy with what it gives; or, where it can't be used on these sheets, why not."""

    policy: Policy
    result: CouncilResult | None
    refused: tuple[Fault, ...] = ()

    def answers(self) -> dict[str, object]:
        """What of its result may differ from another's, by the names that JSON has."""
        result = self.result
        if result is None:
            return {}
        return {
            "status": result.status,
            "mean": result.mean,
            "star_by_points": result.star_by_points,
            "star": result.star,
            "unmet": tuple([(unmet.star, unmet.criterion) for unmet in result.unmet]),
            "certifies": result.certifies,
            "forward_to": result.forward_to,
        }


class Comparison(NamedTuple):
    """Every policy with what it gives on the same sheets, by their ids."""

    rows: tuple[Compared, ...]

    @property
    def differ(self) -> tuple[str, ...]:
        """In what the policies that can be used differ, by the names that JSON has."""
        answers = [row.answers() for row in self.rows if row.result is not None]
        names = answers[0] if answers else ()
        return tuple([name for name in names if len({one[name] for one in answers}) > 1])

    def as_json(self) -> dict[str, Any]:
        """The comparison as `ocop-comparison/1`."""
        shown = next(row.result for row in self.rows if row.result is not None)
        return {
            "format": "ocop-comparison/1",
            "ruleset": shown.ruleset,
            "product_set": shown.product_set,
            "ruleset_digest": shown.ruleset_digest,
            "engine": shown.engine,
            "policies": [_row(row) for row in self.rows],
            "differ": list(self.differ),
        }


def _row(row: Compared) -> dict[str, Any]:
    policy, result = row.policy, row.result
    names = {"policy": policy.id, "policy_digest": policy_digest(policy)}
    said = {"vi": policy.vi, "en": policy.en, "basis": policy.basis}
    rated = None if result is None else _rated(result)
    return {**names, **said, "result": rated, "refused": [_fault(fault) for fault in row.refused]}


def _rated(result: CouncilResult) -> dict[str, Any]:
    return {
        "status": result.status,
        "mean": None if result.mean is None else str(result.mean),
        "mean_shown": result.mean_shown,
        "star_by_points": result.star_by_points,
        "star": result.star,
        "unmet": [{"star": unmet.star, "criterion": unmet.criterion} for unmet in result.unmet],
        "certifies": result.certifies,
        "forward_to": result.forward_to,
    }


def _fault(fault: Fault) -> dict[str, str]:
    return {"code": fault.code, "vi": fault.vi, "en": fault.en}


def compare_policies(
    rules: Ruleset,
    dossier: Dossier,
    sheets: Iterable[ScoreSheet],
    *,
    policies: Sequence[Policy],
    appointed: int | None = None,
    conflicts: Collection[str] = (),
    decided_on: date | None = None,
    level: Certifier | None = None,
) -> Comparison:
    """What each policy gives on the same sheets. One that they don't fit, as where it asks for a
    quorum and nobody says how many are appointed, stands there with the reason.

    FilingError with what is wrong under every policy: then it is the sheets' own. CatalogError
    where the ruleset lacks the product set.
    """
    given = tuple(sheets)

    def compared(policy: Policy) -> Compared:
        try:
            result = council(
                rules,
                dossier,
                given,
                policy=policy,
                appointed=appointed,
                conflicts=conflicts,
                decided_on=decided_on,
                level=level,
            )
        except FilingError as error:
            return Compared(policy, None, error.faults)
        return Compared(policy, result)

    rows = tuple([compared(policy) for policy in policies])
    if rows and all(row.result is None for row in rows):
        raise FilingError(_of_all(rows))
    return Comparison(rows)


def _of_all(rows: Sequence[Compared]) -> list[Fault]:
    """What every policy refuses; where that is nothing, all that each does."""
    first, *others = rows
    shared = [fault for fault in first.refused if all(fault in row.refused for row in others)]
    return shared or list(dict.fromkeys(_each(rows)))


def _each(rows: Iterable[Compared]) -> Iterator[Fault]:
    for row in rows:
        yield from row.refused
