"""The heart: one sheet under one table to an outcome in numbers. Councils, batches and proofs call
it as it stands.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ..filing.evidence import Review
from ..filing.forms import ScoreSheet
from ..frozen import FrozenDict
from ..terms import Status
from .choices import Unmet
from .steps import (
    Award,
    Choices,
    Raised,
    Range,
    Tally,
    add_up,
    award_of,
    choose,
    missed,
    raise_gates,
)
from .table import Table

__all__ = ["Outcome", "rate"]


class Outcome(NamedTuple):
    """What one sheet comes to, in numbers: the five steps' results beside what they rest on."""

    table: Table
    review: Review
    choices: Choices
    gates: tuple[Raised, ...]
    tally: Tally
    award: Award
    unmet: tuple[Unmet, ...]

    @property
    def status(self) -> Status:
        """`rejected` where a gate applies, `incomplete` where a criterion is open, else `rated`."""
        if self.gates:
            return "rejected"
        return "incomplete" if self.tally.open else "rated"

    @property
    def parts(self) -> FrozenDict[str, int]:
        """The points of each part, by its code."""
        return FrozenDict(zip(self.table.part_codes, self.tally.parts, strict=True))

    @property
    def star_by_points(self) -> int | None:
        """The star of the total before minimums; None where criteria are open."""
        return self.award.star_by_points

    @property
    def star(self) -> int | None:
        """The star given; None where a gate applies or criteria are open."""
        return None if self.gates else self.award.star

    @property
    def range(self) -> Range | None:
        """What is still possible for an incomplete sheet, else None."""
        return None if self.gates else self.award.range

    @property
    def readings(self) -> tuple[str, ...]:
        """The ids of the open readings of the law that the result rests on, in their order."""
        cited = set(self.table.product_set.rests_on)
        for choice in self.choices.criteria:
            if choice.source != "none":
                cited.update(choice.criterion.readings)
            for level in choice.levels:
                cited.update(level.readings)
        for raised in self.gates:
            cited.update(raised.gate.readings)
        for unmet in self.unmet:
            cited.update(unmet.needs_level.readings)
        return tuple(sorted(cited.union(self._readings_of_the_star())))

    def _readings_of_the_star(self) -> Iterator[str]:
        """The readings that the way from points to a star rests on."""
        product_set = self.table.product_set
        if product_set.star_lost_reading and self._has_lost_a_star():
            yield product_set.star_lost_reading
        if product_set.minimums_reading and self._has_minimums_in_reach():
            yield product_set.minimums_reading

    def _has_lost_a_star(self) -> bool:
        star, by_points = self.star, self.star_by_points
        return star is not None and by_points is not None and star < by_points

    def _has_minimums_in_reach(self) -> bool:
        """Whether some minimum is asked for by the star by points or a lower one."""
        lowest = min([a.star for item in self.table.items for a in item.minimums], default=None)
        return lowest is not None and lowest <= (self.star_by_points or 0)


def rate(table: Table, review: Review, sheet: ScoreSheet) -> Outcome:
    """Rate one sheet (26/2026/QĐ-TTg, Article 3 and the notes of Appendix II).

    `review` is that of the dossier under this table. FilingError with every mark and gate of the
    sheet that the table doesn't have.
    """
    choices = choose(table, sheet, review)  # the sheet is left behind here
    gates = raise_gates(table, choices, review)
    tally = add_up(table, choices)
    award = award_of(table, tally)
    unmet = missed(choices, award)
    return _made(Outcome, (table, review, choices, gates, tally, award, unmet))


_made = tuple.__new__  # as in `steps`
