"""What the true total and star may be, where the table itself is not fully known: where print does
not add up and nobody knows where the points belong, and where minimums are not known.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from ..rules.model import Group
from ..rules.product_set import ProductSet
from .choices import Choice
from .outcome import Outcome
from .steps import Tally, award_of

__all__ = ["Bounds", "Number", "bounds_of", "doubt_of"]

Number = int | Fraction
"""A total; of a council, a mean."""


class _Doubt(NamedTuple):
    """A printed row whose points are not those of what stands below it: how many more are printed
    (fewer: below 0), and the criteria below, one of which may be worth other points.
    """

    more: int
    numbers: frozenset[str]


class Bounds(NamedTuple):
    """What a result comes to, and what it may truly come to: the lowest and the highest total and
    star, of an open sheet over all ways to complete it.

    `total` and `star` are worked out from the printed levels; `true_total` and `true_star` count
    what print lacks. Both stars are None where the dossier is rejected. `lacks_minimums`: minimums
    of the highest star are not known.
    """

    total: tuple[Number, Number]
    true_total: tuple[Number, Number]
    star: tuple[int, int] | None
    true_star: tuple[int, int] | None
    lacks_minimums: bool

    @property
    def at_most(self) -> bool:
        """Whether a lower star is possible than the one given, or than the lowest of `range`."""
        return self.lacks_minimums or self._differs(0)

    @property
    def at_least(self) -> bool:
        """Whether a higher star is possible than the one given, or than the highest of `range`."""
        return self._differs(1)

    def _differs(self, end: int) -> bool:
        known, true = self.star, self.true_star
        return known is not None and true is not None and known[end] != true[end]


def bounds_of(outcome: Outcome) -> Bounds:
    """What the true total and star of an outcome may be."""
    table, tally = outcome.table, outcome.tally
    lowest, highest = tally.lowest or tally, tally.highest or tally
    fewer, more = doubt_of(outcome)
    total = (lowest.total, highest.total)
    most = len(table.star_of_total) - 1
    true_total = (max(0, total[0] + fewer), min(most, total[1] + more))
    star = true_star = None
    if not outcome.gates:
        star = _star_of(outcome, lowest), _star_of(outcome, highest)
        true_star = (
            _star_of(outcome, lowest._replace(total=true_total[0])),
            _star_of(outcome, highest._replace(total=true_total[1])),
        )
    lacks = star is not None and table.product_set.lacks_minimums_of(star[1])
    return Bounds(total, true_total, star, true_star, lacks)


def doubt_of(outcome: Outcome) -> tuple[int, int]:
    """How many points fewer (0 or below) and more the true total of an outcome may have."""
    doubts = outcome.table.product_set.kept(_doubts_of)
    active = [doubt.more for doubt in doubts if _may_change(doubt, outcome)]
    return sum([more for more in active if more < 0]), sum([more for more in active if more > 0])


def _star_of(outcome: Outcome, tally: Tally) -> int:
    return award_of(outcome.table, tally).star or 0


def _may_change(doubt: _Doubt, outcome: Outcome) -> bool:
    """Whether a doubt touches what a sheet has: a criterion with no points gets none from a level
    that is worth more.
    """
    return any(
        _has_points(choice) for choice in outcome.choices.criteria if choice.number in doubt.numbers
    )


def _has_points(choice: Choice) -> bool:
    return choice.points > 0 or not choice.is_assessed


def _doubts_of(product_set: ProductSet) -> tuple[_Doubt, ...]:
    """Every row of a table whose printed points are not the sum of the printed points below it; of
    a criterion, not what its levels can give.
    """
    return tuple([doubt for doubt in _rows_of(product_set) if doubt.more])


def _rows_of(product_set: ProductSet) -> Iterator[_Doubt]:
    for part in product_set.parts:
        for group in part.groups:
            yield from _rows_of_group(group)
        numbers = [c.number for group in part.groups for c in group.criteria]
        added = sum([group.points for group in part.groups])
        yield _Doubt(part.points - added, frozenset(numbers))


def _rows_of_group(group: Group) -> Iterator[_Doubt]:
    for criterion in group.criteria:
        yield _Doubt(criterion.points - criterion.most, frozenset([criterion.number]))
    for heading in group.headings:
        under = [c for c in group.criteria if c.heading == heading.number]
        added = sum([c.points for c in under])
        yield _Doubt(heading.points - added, frozenset([c.number for c in under]))
    added = sum([heading.points for heading in group.headings])
    added += sum([c.points for c in group.criteria if c.heading is None])
    yield _Doubt(group.points - added, frozenset([c.number for c in group.criteria]))
