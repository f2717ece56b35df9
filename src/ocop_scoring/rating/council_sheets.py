"""The sheets of a council, each rated once, and what they are of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from operator import itemgetter

from ..filing.forms import Dossier, ScoreSheet
from ..filing.policy import Policy
from ..frozen import Frozen, worked_out
from ..rules.policies import policy_digest
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from ..terms import Certifier
from .council_values import RatedByCouncil
from .of_table import OfTable
from .outcome import Outcome
from .seats import Seats, Sitting, day_of
from .steps import Tally
from .table import Table

__all__ = ["CouncilSheets"]


class CouncilSheets(OfTable, Frozen):
    """The sheets of a council, each rated, with what they are of."""

    rules: Ruleset
    dossier: Dossier
    sheets: tuple[ScoreSheet, ...]
    rules_of_procedure: Policy
    appointed: int | None
    conflicts: tuple[str, ...]
    decided_on: date | None
    level: Certifier
    outcomes: tuple[Outcome, ...]
    """What each sheet comes to, in the council's order."""
    seats: Seats
    """Which of the sheets count."""
    table: Table
    counted: tuple[Outcome, ...]
    """What the counted sheets come to, in the council's order."""

    def __init__(
        self,
        rules: Ruleset,
        dossier: Dossier,
        seats: Seats,
        policy: Policy,
        outcomes: tuple[Outcome, ...],
        sitting: Sitting,
    ) -> None:
        vars(self).update(  # as `_set`, all at once
            rules=rules,
            dossier=dossier,
            sheets=seats.sheets,
            rules_of_procedure=policy,
            appointed=sitting.appointed,
            conflicts=sitting.conflicts,
            decided_on=sitting.decided_on,
            level=sitting.level,
            outcomes=outcomes,
            seats=seats,
            table=outcomes[0].table,
            counted=tuple([outcomes[place] for place in seats.counted]),
        )

    @property
    def sitting(self) -> Sitting:
        """What the council says of itself."""
        return Sitting(self.appointed, self.conflicts, self.decided_on, self.level)

    # What it is of

    @property
    def printed(self) -> ProductSet:
        """The product set that the sheets were rated by."""
        return self.table.product_set

    @property
    def policy(self) -> str:
        """The id of the policy."""
        return self.rules_of_procedure.id

    @worked_out
    def policy_digest(self) -> str:
        """The digest of the policy."""
        return policy_digest(self.rules_of_procedure)

    @worked_out
    def day(self) -> date | None:
        """The day of rating for all sheets: `decided_on`, else the latest on which a counted sheet
        was filled in, where that is known.
        """
        return day_of(self.decided_on, self.seats)

    @property
    def rated(self) -> RatedByCouncil:
        """What was rated, and on which day."""
        product, codes = self.dossier.product, [s.product_code for s in self.sheets]
        return RatedByCouncil(
            product.name,
            product.code or next((code for code in codes if code is not None), None),
            self.dossier.producer.name,
            self.dossier.application.submitted_on,
            self.day,
        )

    @worked_out
    def tallies(self) -> tuple[Tally, ...]:
        """The points of the counted sheets."""
        return tuple(map(_tally, self.counted))

    @worked_out
    def is_complete(self) -> bool:
        """Whether no counted sheet has an open criterion."""
        return not any(map(_open, self.tallies))

    @property
    def advisory(self) -> Outcome | None:
        """The advisory team's sheet, where the policy judges minimums on it."""
        if self.rules_of_procedure.minimums != "advisory":
            return None
        return self.outcomes[self.seats.advisory[0]]


# Read by their places: no line of Python runs for each sheet.
_tally: Callable[[Outcome], Tally] = itemgetter(Outcome._fields.index("tally"))
_open: Callable[[Tally], int] = itemgetter(Tally._fields.index("open"))
