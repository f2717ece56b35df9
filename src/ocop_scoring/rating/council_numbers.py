"""What a council's sheets come to, in numbers: each worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from operator import itemgetter

from ..exact import two_places
from ..frozen import FrozenDict, worked_out
from ..rules.model import Criterion
from ..rules.procedure import Stage
from ..terms import Certifier, CouncilStatus
from .agreement import alpha
from .bounds import Bounds
from .choices import Choice
from .council_bounds import council_bounds
from .council_gates import CouncilGate, GateNotCarried, Voice, gates_of
from .council_sheets import CouncilSheets
from .council_values import (
    CouncilCriterion,
    CouncilMember,
    CouncilRound,
    CouncilTotal,
    CouncilUnmet,
    Dispersion,
    Flip,
    QuorumCount,
    Rescore,
)
from .flips import flips_of
from .outcome import Outcome
from .policy import Standing, needed_present, parts_of, standing_of
from .seats import has_chair, seats_until
from .steps import Raised, Tally

__all__ = ["CouncilNumbers"]


class CouncilNumbers(CouncilSheets, init=False):
    """What a council's sheets come to under its policy."""

    # What it comes to

    @worked_out
    def status(self) -> CouncilStatus:
        """The first that holds: `rejected` where a gate applies, `incomplete` where a counted sheet
        has an open criterion, `no-quorum`, `rescore` where totals are too far apart, else `rated`.
        """
        if self.gates:
            return "rejected"
        if not self.is_complete:
            return "incomplete"
        quorum = self.quorum
        if quorum is not None and not quorum.met:
            return "no-quorum"
        return "rescore" if self.rescore is not None else "rated"

    @property
    def exit_status(self) -> int:
        """What a command that shows it ends with: 0 rated, 3 rejected, 4 not decided yet."""
        return {"rated": 0, "rejected": 3}.get(self.status, 4)

    @worked_out
    def standing(self) -> Standing | None:
        """What the counted sheets come to, gates aside; None where incomplete."""
        if not self.is_complete:
            return None
        return standing_of(self.rules_of_procedure, self.table, self.counted, self.advisory)

    @property
    def mean(self) -> Fraction | None:
        """The mean as the policy works it out and rounds it; None where incomplete."""
        return self.standing.mean if self.standing else None

    @property
    def mean_shown(self) -> str | None:
        """The mean for show: two decimals, a half goes up."""
        return two_places(self.mean, "en") if self.mean is not None else None

    @worked_out
    def parts(self) -> FrozenDict[str, Fraction] | None:
        """The mean of each part, by its code, as the policy works it out; None where incomplete."""
        if not self.is_complete:
            return None
        means = parts_of(self.rules_of_procedure, self.table, self.counted)
        return FrozenDict(zip(self.table.part_codes, means, strict=True))

    @property
    def star_by_points(self) -> int | None:
        """The star whose band holds the mean; None where incomplete."""
        return self.standing.star_by_points if self.standing else None

    @property
    def star(self) -> int | None:
        """The star that the sheets come to; None where a gate applies or a criterion is open. It
        stands only where the status is `rated`.
        """
        return self.standing.star if self.standing and not self.gates else None

    @property
    def unmet(self) -> tuple[CouncilUnmet, ...]:
        """The minimums that are missed, lowest star first."""
        return self.standing.unmet if self.standing else ()

    @property
    def gates(self) -> tuple[CouncilGate, ...]:
        """The gates that apply, in printed order."""
        return self._gates[0]

    @property
    def gates_not_carried(self) -> tuple[GateNotCarried, ...]:
        """The gates that sheets raise and the policy doesn't carry."""
        return self._gates[1]

    @worked_out
    def _gates(self) -> tuple[tuple[CouncilGate, ...], tuple[GateNotCarried, ...]]:
        if not any(map(_gates_raised, self.counted)):
            return (), ()
        people = [sheet.assessor for sheet in self.seats.counting]
        voices = [
            Voice(person.id, person.role == "chair", outcome)
            for person, outcome in zip(people, self.counted, strict=True)
        ]
        return gates_of(self.rules_of_procedure, voices)

    # The members

    @worked_out
    def members(self) -> tuple[CouncilMember, ...]:
        """Every sheet with what it comes to, in the council's order."""
        counted, exact = set(self.seats.counted), self.standing.exact if self.standing else None
        return tuple(
            [
                CouncilMember(sheet, outcome, place in counted, _deviation(outcome, exact))
                for place, (sheet, outcome) in enumerate(
                    zip(self.sheets, self.outcomes, strict=True)
                )
            ]
        )

    @worked_out
    def spread(self) -> int | None:
        """The highest counted total less the lowest; None where incomplete or agreed."""
        if not self.is_complete or self.rules_of_procedure.mean == "agreed":
            return None
        lowest, highest = self._ends
        return highest - lowest

    @worked_out
    def _totals(self) -> list[int]:
        return list(map(_total, self.tallies))

    @worked_out
    def _ends(self) -> tuple[int, int]:
        totals = self._totals
        return min(totals), max(totals)

    @worked_out
    def rescore(self) -> Rescore | None:
        """Who scores again, where totals are further apart than the policy allows: all at either
        end.
        """
        limit, spread = self.rules_of_procedure.max_spread, self.spread
        if spread is None or limit is None or spread <= limit:
            return None
        marked, ends = zip(self.seats.counting, self._totals, strict=True), self._ends
        members = [sheet.assessor.id for sheet, total in marked if total in ends]
        return Rescore("spread", limit, tuple(members))

    @worked_out
    def quorum(self) -> QuorumCount | None:
        """How many are present and must be; None where the policy has no quorum."""
        asked, appointed = self.rules_of_procedure.quorum, self.appointed
        if asked is None or appointed is None:
            return None
        present, needed = len(self.counted), needed_present(self.rules_of_procedure, appointed)
        is_chaired = has_chair(self.seats)
        is_met = present >= needed and (is_chaired or asked.chair != "required")
        return QuorumCount(present, appointed, needed, is_chaired, is_met)

    @worked_out
    def rounds(self) -> tuple[CouncilRound, ...]:
        """How the council stood after each round of marking."""
        roles = {sheet.assessor.role for sheet in self.seats.counting}
        roles |= {"chair", "member"} if "council" not in roles else set()
        numbers = {sheet.round for sheet in self.sheets if sheet.assessor.role in roles}
        return tuple([self._round(number) for number in sorted(numbers)])

    def _round(self, number: int) -> CouncilRound:
        seats = seats_until(self.seats, self.rules_of_procedure, number)
        seats = seats._replace(advisory=self.seats.advisory)
        policy, outcomes = self.rules_of_procedure, self.outcomes
        held = CouncilNumbers(self.rules, self.dossier, seats, policy, outcomes, self.sitting)
        totals = [
            CouncilTotal(sheet.assessor.id, outcome.tally.total)
            for sheet, outcome in zip(seats.counting, held.counted, strict=True)
        ]
        return CouncilRound(number, tuple(totals), held.mean, held.spread, held.star)

    @worked_out
    def criteria(self) -> tuple[CouncilCriterion, ...]:
        """What the counted sheets give each criterion, in printed order."""
        return tuple(
            [
                _criterion(printed, [outcome.choices.criteria[place] for outcome in self.counted])
                for place, printed in enumerate(self.table.criteria)
            ]
        )

    @property
    def dispersion(self) -> tuple[Dispersion, ...]:
        """The criteria on which the counted sheets differ, in printed order."""
        found = []
        for row in self.criteria:
            points = [p for p in row.points if p is not None]
            if len(set(points)) > 1:
                found.append(Dispersion(row.printed, min(points), max(points)))
        return tuple(found)

    @worked_out
    def alpha(self) -> Fraction | None:
        """Krippendorff's alpha of the counted points, exact; None where it is not defined."""
        return alpha([[p for p in row.points if p is not None] for row in self.criteria])

    @property
    def agreement(self) -> str | None:
        """Krippendorff's alpha for show: two decimals, a half goes up; None where not defined."""
        return two_places(self.alpha, "en") if self.alpha is not None else None

    @worked_out
    def flips(self) -> tuple[Flip, ...]:
        """For each counted member the stars possible over every complete sheet in place of theirs,
        gates, spread and quorum aside; none where incomplete.
        """
        if not self.is_complete:
            return ()
        ids = [sheet.assessor.id for sheet in self.seats.counting]
        counted = list(zip(ids, self.counted, strict=True))
        return flips_of(self.rules_of_procedure, self.table, counted, self.advisory)

    # What follows

    @worked_out
    def stage(self) -> Stage | None:
        """What the decision does with what this council rates, where it says so."""
        return self.rules.procedure.stage(self.level, self._decided)

    @property
    def _decided(self) -> date:
        """The day that competence goes by: of rating; where that is not known, of filing."""
        return self.day or self.dossier.application.submitted_on

    @property
    def forward_to(self) -> Certifier | None:
        """The next council, which the mean alone sends the product on to; None where it sends it
        nowhere, or the council has not decided.
        """
        if self.status != "rated":
            return None
        stage, mean = self.stage, self.mean
        if stage is None or stage.sends_on is None or mean is None:
            return None
        return stage.to if mean in stage.sends_on else None

    @property
    def certifies(self) -> Certifier | None:
        """Who certifies the star; None where nobody does, where the product goes on to another
        council, or where this one has not decided.
        """
        if self.status != "rated":
            return None
        star, stage = self.star, self.stage
        if star is None or self.forward_to is not None:
            return None
        who = self.rules.procedure.competence(self._decided).certified_by.get(star)
        below_top = stage.below_top_certified_by if stage else None
        if who is None or who == self.level:
            return who
        return below_top or who

    @worked_out
    def bounds(self) -> Bounds:
        """What the true mean and star may be, where the table itself is not fully known."""
        counted, is_rejected = self.counted, bool(self.gates)
        policy = self.rules_of_procedure
        return council_bounds(policy, self.table, counted, self.advisory, is_rejected)

    @property
    def at_most(self) -> bool:
        """Whether a lower star is possible, since the table itself is not fully known."""
        return self.bounds.at_most

    @property
    def at_least(self) -> bool:
        """Whether a higher star is possible, since the table itself is not fully known."""
        return self.bounds.at_least


# Read by their places: no line of Python runs for each sheet.
_gates_raised: Callable[[Outcome], tuple[Raised, ...]]
_gates_raised = itemgetter(Outcome._fields.index("gates"))
_total: Callable[[Tally], int] = itemgetter(Tally._fields.index("total"))


def _deviation(outcome: Outcome, exact: Fraction | None) -> Fraction | None:
    """A total less the exact mean of the counted totals."""
    return None if exact is None or outcome.tally.open else outcome.tally.total - exact


def _criterion(printed: Criterion, column: Sequence[Choice]) -> CouncilCriterion:
    points = tuple([choice.points if choice.is_assessed else None for choice in column])
    known = [p for p in points if p is not None]
    mean = Fraction(sum(known), len(known)) if len(known) == len(points) else None
    return CouncilCriterion(printed, points, mean)
