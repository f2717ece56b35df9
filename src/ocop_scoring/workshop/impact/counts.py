"""How many products of a population came to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from .moved import RatedTwice

__all__ = ["ImpactCounts", "counted"]


class ImpactCounts(NamedTuple):
    """How many products came to what: `rated` have a star on both sides, `rejected` none on one or
    both since a gate applies, `open` no result on one side. `effect` is the change of the mean
    star over all that are not open, a rejected product counting 0; None where all are open.
    """

    products: int
    rated: int
    open: int
    rejected: int
    winners: int
    losers: int
    effect: Fraction | None


def counted(rows: Iterable[RatedTwice]) -> ImpactCounts:
    """The counts of some products."""
    every = list(rows)
    verdicts = Counter([row.verdict for row in every])
    settled = [row for row in every if not row.is_open]
    rejected = sum([row.is_rejected for row in settled])
    moved = sum([row.b.rank - row.a.rank for row in settled])
    return ImpactCounts(
        products=len(every),
        rated=len(settled) - rejected,
        open=len(every) - len(settled),
        rejected=rejected,
        winners=verdicts["up"],
        losers=verdicts["down"],
        effect=Fraction(moved, len(settled)) if settled else None,
    )
