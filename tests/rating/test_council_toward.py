"""What keeps a council from the next star: points of the mean, and minimums as its policy judges."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given as drawn
from hypothesis import settings
from support.councils import council, councils, every_status, seats
from support.papers import CLEAN, LOST, MINI

import ocop_scoring as ocop
from ocop_scoring.rating.council_toward import council_toward

EVERY = every_status()


@settings(max_examples=50)
@drawn(councils())
def test_the_points_missing_reach_the_band_exactly(result: ocop.CouncilResult) -> None:
    needs = council_toward(result)
    if needs is None:
        assert result.star in (None, max(band.star for band in result.printed.bands))
        return
    assert result.mean is not None
    assert result.star is not None
    assert needs.star == result.star + 1
    reached = result.mean + needs.points_missing
    band = next(band for band in result.printed.bands if band.star == needs.star)
    assert reached in band.points or needs.points_missing == 0
    if needs.points_missing:
        assert (reached - Fraction(1, 10**6)) not in band.points


@settings(max_examples=50)
@drawn(councils())
def test_what_costs_a_star_is_among_what_the_next_one_needs(result: ocop.CouncilResult) -> None:
    needs = council_toward(result)
    if needs is not None:
        missed = {unmet.criterion for unmet in result.unmet if unmet.star <= needs.star}
        assert missed <= {unmet.criterion for unmet in needs.unmet}
        assert needs.points_missing or needs.unmet


def test_a_criterion_stands_once_with_the_highest_level_asked() -> None:
    needs = council_toward(council(seats(MINI, [LOST, LOST, LOST])))
    assert needs is not None
    numbers = [unmet.criterion for unmet in needs.unmet]
    assert numbers == sorted(set(numbers), key=numbers.index)


def test_there_is_none_at_the_top_nor_where_no_star_is_given() -> None:
    assert council_toward(council(seats(MINI, [CLEAN]))) is None
    assert council_toward(EVERY["rejected"]) is None
    assert council_toward(EVERY["incomplete"]) is None
