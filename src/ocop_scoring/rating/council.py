"""One dossier and the sheets of its council to one `CouncilResult`, after one look that names all
that keeps sheets from sitting together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from ..errors import CatalogError, Faults, FilingError
from ..filing.forms import Dossier, ScoreSheet
from ..filing.policy import Policy
from ..rules.catalog import built_in
from ..rules.ruleset import Ruleset
from ..sources.values import day as day_from
from ..terms import Certifier
from ..text import listed
from .council_result import CouncilResult, council_result
from .fitting import printed_set
from .marks import look_at
from .seats import Sitting, day_of, look_at_seats, seats_of
from .table import table_of

__all__ = ["CouncilResult", "council", "policy_of"]


def council(
    rules: Ruleset,
    dossier: Dossier,
    sheets: Iterable[ScoreSheet],
    *,
    policy: str | Policy,
    appointed: int | None = None,
    conflicts: Collection[str] = (),
    decided_on: date | None = None,
    level: Certifier | None = None,
) -> CouncilResult:
    """Rate a dossier by the sheets of a council, under the policy of that id, or this one.

    Sheets of members and the chair count, each person's of the highest round; under a policy of an
    agreed sheet the one of role `council`. `appointed` is how many sit in the council, asked for
    where the policy has a quorum; `conflicts` the ids of those who may not rate this dossier;
    `decided_on` the day of its decision, without which that of the latest counted sheet is taken;
    `level` the council's, asked for where there is one of the district on that day.

    FilingError with all that doesn't fit, at once; CatalogError where there is no such policy, or
    the ruleset lacks the product set. Reads no clock, no environment, and no disk once policy and
    product set are loaded.
    """
    chosen = policy_of(rules, policy)
    seats = seats_of(sheets, chosen)
    barred = frozenset((conflicts,) if isinstance(conflicts, str) else conflicts)
    faults = Faults()
    day = _day(decided_on, faults)
    here = _level(rules, dossier, day_of(day, seats), level, faults)
    fitting = look_at_seats(rules, dossier, seats, chosen, appointed, barred, faults)
    if faults:
        _refuse(rules, dossier, fitting, faults)
    sitting = Sitting(appointed, tuple(sorted(barred)), day, here)
    try:
        result = council_result(rules, dossier, seats, chosen, sitting)
    except FilingError as error:
        faults.take(error.faults)
        _refuse(rules, dossier, fitting, faults)
        raise
    _look_at_advisory(result, faults)
    faults.raise_any(FilingError)
    return result


def policy_of(rules: Ruleset, policy: str | Policy) -> Policy:
    """The policy of an id: of the catalogue that the ruleset came from, else the one that ships. A
    policy as it is. CatalogError where there is none.
    """
    if isinstance(policy, Policy):
        return policy
    try:
        return rules.council_policy(policy)
    except CatalogError:
        return built_in().policy(policy)


def _day(decided_on: object, faults: Faults) -> date | None:
    if decided_on is None:
        return None
    try:
        return day_from(decided_on)
    except ValueError:
        faults.add("not-a-date", None, ("decided_on",), decided_on, "YYYY-MM-DD")
        return None


def _level(
    rules: Ruleset, dossier: Dossier, day: date | None, level: object, faults: Faults
) -> Certifier:
    """The council's own level: asked for where there is a council of the district on that day
    (where it is not known, on that of filing), else the province's.
    """
    councils = rules.procedure.competence(day or dossier.application.submitted_on).councils
    right = ", ".join(councils)
    for known in councils:
        if known == level:
            return known
    if level is not None:
        faults.add("no-such-council", None, ("level",), level, right)
    elif "district" in councils:
        faults.add("level-not-given", None, ("level",), "", right)
    return "province"


def _refuse(
    rules: Ruleset, dossier: Dossier, fitting: Iterable[ScoreSheet], faults: Faults
) -> None:
    """Refuse all that was found, together with every mark and gate that doesn't fit, of sheets that
    are of this table.
    """
    if dossier.product.product_set in rules.numbers:
        table = table_of(printed_set(rules, dossier))
        for sheet in fitting:
            look_at(table, sheet, faults)
    faults.raise_any(FilingError)


def _look_at_advisory(result: CouncilResult, faults: Faults) -> None:
    """Where minimums are judged on the advisory team's sheet, nothing may be open on it."""
    outcome = result.advisory
    if outcome is not None and outcome.tally.open:
        sheet = result.sheets[result.seats.advisory[0]]
        numbers = [c.number for c in outcome.choices.criteria if not c.is_assessed]
        faults.add("advisory-sheet-open", sheet, ("marks",), listed(numbers), "")
