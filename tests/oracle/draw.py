"""Complete sheets of a table drawn at random, a million in less than a second: only their totals and
the lowest star that a missed minimum costs are kept. It imports numpy and nothing of the package.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from oracle.sheets import NONE_LOST, Row, Table

__all__ = ["drawn"]


def drawn(table: Table, sheets: int, seed: int, numpy: Any) -> Counter[tuple[int, int]]:
    """How many of so many sheets, the same each time, came to this total and lost this star.

    A sheet has a goodness between -1 and 1: the share of criteria, on the whole, that get the choice
    with the most points, or the fewest below 0. The others get any, each choice as likely. So totals
    of every height turn up, which they don't where all choices are equally likely.
    """
    chance = numpy.random.default_rng(seed)
    goodness = chance.uniform(-1, 1, sheets)
    totals = numpy.zeros(sheets, dtype=numpy.int64)
    lost = numpy.full(sheets, NONE_LOST, dtype=numpy.int64)
    points_of = {}
    openers_first = sorted(table.rows, key=lambda row: row.opener is not None)
    for row in openers_first:
        points, costs = _columns(row, numpy)
        count = len(row.ways)
        picked = chance.integers(count, size=sheets)
        luck = chance.random(sheets)
        picked[luck < goodness] = points[:count].argmax()
        picked[luck < -goodness] = points[:count].argmin()
        if row.opener is not None:
            picked[points_of[row.opener] < row.opens_at] = count  # closed
        points_of[row.number] = points[picked]
        totals += points_of[row.number]
        numpy.minimum(lost, costs[picked], out=lost)
    seen, times = numpy.unique(totals * 1000 + lost, return_counts=True)
    return Counter(
        {divmod(int(both), 1000): int(often) for both, often in zip(seen, times, strict=True)}
    )


def _columns(row: Row, numpy: Any) -> tuple[Any, Any]:
    """Points and lowest lost star of each way, that without a choice last."""
    ways = [*row.ways, row.closed]
    return numpy.array([way.points for way in ways]), numpy.array([way.lost for way in ways])
