"""What the true mean and star of a council may be, where the table itself is not fully known."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..filing.policy import Policy
from .bounds import Bounds, doubt_of
from .choices import Choice
from .outcome import Outcome
from .policy import Standing, standing_of
from .steps import Tally, at_best, at_worst, award_of, missed
from .table import Table

__all__ = ["council_bounds"]


def council_bounds(
    policy: Policy,
    table: Table,
    counted: Sequence[Outcome],
    advisory: Outcome | None,
    is_rejected: bool,
) -> Bounds:
    """What the mean and the star come to and may truly come to, as `bounds_of` says of one sheet;
    where criteria are open, over all ways to complete the counted sheets.
    """
    doubts = [doubt_of(outcome) for outcome in counted]
    fewer = Fraction(sum([doubt[0] for doubt in doubts]), len(counted))
    more = Fraction(sum([doubt[1] for doubt in doubts]), len(counted))
    worst, best = [_at_worst(o) for o in counted], [_at_best(o) for o in counted]

    def standing(outcomes: Sequence[Outcome], shift: Fraction = Fraction()) -> Standing:
        return standing_of(policy, table, outcomes, advisory, shift)

    low, high = standing(worst), standing(best)
    true_low, true_high = standing(worst, fewer), standing(best, more)
    star = None if is_rejected else (low.star, high.star)
    true_star = None if is_rejected else (true_low.star, true_high.star)
    lacks = star is not None and table.product_set.lacks_minimums_of(star[1])
    means, true_means = (low.mean, high.mean), (true_low.mean, true_high.mean)
    return Bounds(means, true_means, star, true_star, lacks)


def _at_worst(outcome: Outcome) -> Outcome:
    tally, given = outcome.tally.lowest, outcome.choices.criteria
    return outcome if tally is None else _completed(outcome, tally, at_worst(outcome.table, given))


def _at_best(outcome: Outcome) -> Outcome:
    tally, given = outcome.tally.highest, outcome.choices.criteria
    return outcome if tally is None else _completed(outcome, tally, at_best(outcome.table, given))


def _completed(outcome: Outcome, tally: Tally, criteria: tuple[Choice, ...]) -> Outcome:
    """The outcome with its open criteria filled in; gates aside."""
    table, choices = outcome.table, outcome.choices._replace(criteria=criteria)
    award = award_of(table, tally)
    unmet = missed(choices, award)
    return outcome._replace(choices=choices, tally=tally, award=award, unmet=unmet)
