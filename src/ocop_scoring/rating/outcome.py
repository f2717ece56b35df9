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

__all__ = ["Outcome", "rate", "star_readings"]


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
        cited = set(self.readings_of_choices)
        for raised in self.gates:
            cited.update(raised.gate.readings)
        for unmet in self.unmet:
            cited.update(unmet.needs_level.readings)
        cited.update(star_readings(self.table, self.star_by_points, self.star))
        return tuple(sorted(cited))

    @property
    def readings_of_choices(self) -> frozenset[str]:
        """The readings that the table, and what is chosen in it, rest on."""
        cited = set(self.table.product_set.rests_on)
        for choice in self.choices.criteria:
            if choice.source != "none":
                cited.update(choice.criterion.readings)
            for level in choice.levels:
                cited.update(level.readings)
        return frozenset(cited)


def star_readings(table: Table, by_points: int | None, star: int | None) -> Iterator[str]:
    """The readings that the way from points to a star rests on: where a star is lost, and where
    some minimum is asked for by the star by points or a lower one.
    """
    product_set = table.product_set
    if product_set.star_lost_reading and star is not None and star < (by_points or 0):
        yield product_set.star_lost_reading
    if product_set.minimums_reading:
        lowest = min([a.star for item in table.items for a in item.minimums], default=None)
        if lowest is not None and lowest <= (by_points or 0):
            yield product_set.minimums_reading


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
