"""Products rated on one side: the numbers of `score` and `council`, without their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...filing.evidence import Review, review
from ...filing.forms import Dossier, ScoreSheet
from ...rating.alone import silent
from ...rating.choices import Unmet
from ...rating.council_numbers import CouncilNumbers
from ...rating.council_values import CouncilUnmet
from ...rating.outcome import Outcome, rate
from ...rating.seats import day_of, seats_of
from ...rating.table import Table
from ...rules.ruleset import Ruleset
from ...rules.vocabulary import FactValue
from .carrier import table_in
from .entry import CouncilOf, PopulationEntry
from .result import MissedMinimum, SideResult

__all__ = ["Rater"]

_NO_SET = SideResult("open", why="no-product-set")


class Rater:
    """Rates products under one ruleset; with `tables`, under these in place of its own.

    `only_whole` is for sheets that come from another decision: what leaves criteria open is open,
    even where a gate applies already.
    """

    def __init__(
        self,
        ruleset: Ruleset,
        tables: Mapping[int, Table] | None = None,
        *,
        only_whole: bool = False,
    ) -> None:
        self._ruleset, self._tables = ruleset, tables or {}
        self._only_whole = only_whole
        self._silent: dict[int, Dossier] = {}

    def result(
        self, entry: PopulationEntry, number: int | None, sheets: Sequence[ScoreSheet]
    ) -> SideResult:
        """What an entry comes to with these sheets, in product set `number` of this side.

        FilingError where marks, gates or facts don't fit the table. Sheets are of this table, and
        stand in the order of the entry's.
        """
        table = None if number is None else self._table(number)
        if table is None or number is None:
            return _NO_SET
        if entry.council is None:
            (sheet,) = sheets
            return self._of_sheet(rate(table, self._review(table, number, entry, sheet), sheet))
        return self._of_council(table, number, entry, entry.council, sheets)

    def _table(self, number: int) -> Table | None:
        return self._tables.get(number) or table_in(self._ruleset, number)

    def _review(
        self, table: Table, number: int, entry: PopulationEntry, sheet: ScoreSheet
    ) -> Review:
        dossier = entry.dossier
        if dossier is None:
            dossier = self._silent.get(number)
            if dossier is None:
                dossier = self._silent[number] = silent(self._ruleset, sheet, number)
            return review(table, dossier, {})
        return review(table, dossier, self._facts(dossier), sheet.assessed_on)

    def _facts(self, dossier: Dossier) -> Mapping[str, FactValue]:
        if dossier.facts or dossier.documents:
            return dossier.checked_facts(self._ruleset.vocabulary)
        return {}

    def _of_council(
        self,
        table: Table,
        number: int,
        entry: PopulationEntry,
        council: CouncilOf,
        sheets: Sequence[ScoreSheet],
    ) -> SideResult:
        seats = seats_of(sheets, council.policy)
        dossier = entry.dossier or silent(self._ruleset, sheets[0], number)
        shown = review(
            table, dossier, self._facts(dossier), day_of(council.sitting.decided_on, seats)
        )
        outcomes = tuple([rate(table, shown, sheet) for sheet in seats.sheets])
        numbers = CouncilNumbers(
            self._ruleset, dossier, seats, council.policy, outcomes, council.sitting
        )
        found = _of_numbers(numbers)
        return self._as_far(found, any(outcome.tally.open for outcome in outcomes))

    def _of_sheet(self, outcome: Outcome) -> SideResult:
        return self._as_far(_of_sheet(outcome), outcome.tally.open > 0)

    def _as_far(self, found: SideResult, is_open: bool) -> SideResult:
        """What is rejected while criteria are open, as open, where only whole sheets count."""
        if self._only_whole and is_open and found.status == "rejected":
            return found._replace(status="open", star_by_points=None, why="incomplete")
        return found


def _of_sheet(outcome: Outcome) -> SideResult:
    total, award = outcome.tally.total, outcome.award
    if outcome.gates:
        gates = tuple(dict.fromkeys([raised.gate.id for raised in outcome.gates]))
        return SideResult("rejected", None, total, award.star_by_points, gates=gates)
    missed = tuple(map(_missed, outcome.unmet)) if outcome.unmet else ()
    if award.range is not None:
        return SideResult("open", None, total, None, missed, (), award.range.star, "incomplete")
    return _made(
        SideResult, ("rated", award.star, total, award.star_by_points, missed, (), None, None)
    )


_made = tuple.__new__  # as in `rating.steps`: a named tuple of a ready tuple


def _missed(unmet: Unmet) -> MissedMinimum:
    return MissedMinimum(unmet.star, unmet.printed.id, unmet.criterion, unmet.needs, unmet.has)


def _of_numbers(numbers: CouncilNumbers) -> SideResult:
    status = numbers.status
    if status == "rejected":
        gates = tuple(dict.fromkeys([found.gate.id for found in numbers.gates]))
        return SideResult("rejected", None, numbers.mean, numbers.star_by_points, gates=gates)
    advisory = numbers.advisory
    if advisory is not None and advisory.tally.open:
        return SideResult("open", None, None, why="advisory-open")
    if status == "incomplete":
        return SideResult("open", None, None, why="incomplete")
    missed = tuple([_missed_by_council(unmet) for unmet in numbers.unmet])
    if status != "rated":
        return SideResult("open", None, numbers.mean, numbers.star_by_points, missed, why=status)
    return SideResult("rated", numbers.star, numbers.mean, numbers.star_by_points, missed)


def _missed_by_council(unmet: CouncilUnmet) -> MissedMinimum:
    met_by = unmet.met_by, unmet.of
    return MissedMinimum(
        unmet.star, unmet.printed.id, unmet.criterion, unmet.needs, unmet.has, *met_by
    )
