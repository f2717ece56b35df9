"""What one product comes to on one side, in plain values that cost little to keep."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

__all__ = ["MissedMinimum", "SideResult", "Why", "points_shown"]

Why = Literal["incomplete", "no-quorum", "rescore", "no-product-set", "advisory-open"]
"""Why a product has no result: a criterion is open, the council has no quorum or must score again,
there is no such product set, or the advisory team's sheet is open where minimums rest on it.
"""


class MissedMinimum(NamedTuple):
    """A minimum that is missed and whose star the points reach: the star that it costs, the
    criterion by id and printed number, the level that it asks for, the one that there is. Of a
    council `met_by` of its sheets meet it, out of `of`.
    """

    star: int
    criterion: str
    number: str
    needs: str
    has: str | None = None
    met_by: int | None = None
    of: int | None = None


class SideResult(NamedTuple):
    """What one product comes to on one side.

    `star` is None where it is rejected or open; `points` are a sheet's total, or a council's mean,
    as far as assessed; `range` the lowest and the highest star that are still possible for an open
    sheet; `why` says why it is open.
    """

    status: Literal["rated", "rejected", "open"]
    star: int | None = None
    points: Fraction | int | None = None
    star_by_points: int | None = None
    missed: tuple[MissedMinimum, ...] = ()
    gates: tuple[str, ...] = ()
    range: tuple[int, int] | None = None
    why: Why | None = None

    @property
    def rank(self) -> int:
        """The star, 0 of what is rejected: it ends without one."""
        return self.star or 0


def points_shown(points: Fraction | int | None) -> str | None:
    """Points as systems read them: exact, a fraction as `251/3`."""
    return None if points is None else str(points)
