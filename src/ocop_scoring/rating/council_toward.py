"""What keeps a council's result from the next star: points that the mean lacks, minimums that are
missed, as its policy judges them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from .council_numbers import CouncilNumbers
from .council_values import CouncilUnmet
from .policy import missed_up_to
from .toward import star_above

__all__ = ["CouncilToward", "council_toward"]


class CouncilToward(NamedTuple):
    """A star and what it needs: the points that the mean lacks to its band, and the highest minimum
    missed of each criterion.
    """

    star: int
    points_missing: Fraction
    unmet: tuple[CouncilUnmet, ...]


def council_toward(result: CouncilNumbers) -> CouncilToward | None:
    """What the star above the one that the sheets come to needs; None at the highest, where a gate
    applies and where a criterion is open.
    """
    above, mean = star_above(result.table, result.star), result.mean
    if above is None or mean is None:
        return None
    (band,) = [band for band in result.printed.bands if band.star == above]
    missing = max(Fraction(), Fraction(band.points.low or 0) - mean)
    policy, counted = result.rules_of_procedure, result.counted
    found: dict[str, CouncilUnmet] = {}
    for unmet in missed_up_to(policy, result.table, counted, result.advisory, above):
        known = found.get(unmet.criterion)
        if known is None or unmet.needs_level.points > known.needs_level.points:
            found[unmet.criterion] = unmet
    in_order = sorted(found.values(), key=lambda unmet: result.table.index[unmet.criterion])
    return CouncilToward(above, missing, tuple(in_order))
