"""Krippendorff's alpha, exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.extras import extra

from ocop_scoring.rating.agreement import alpha

VALUES = st.integers(0, 5)


def test_of_members_who_agree_it_is_1() -> None:
    assert alpha([[1, 1, 1], [3, 3, 3], [0, 0, 0]]) == 1


def test_it_is_not_defined_where_no_two_values_differ() -> None:
    assert alpha([[2, 2], [2, 2]]) is None
    assert alpha([[1], [3]]) is None
    assert alpha([]) is None


def test_a_criterion_that_one_member_assessed_says_nothing() -> None:
    assert alpha([[1, 2], [3, 3], [5]]) == alpha([[1, 2], [3, 3]])


def test_of_two_members_who_contradict_each_other_it_is_below_0() -> None:
    assert alpha([[0, 1], [1, 0]]) == Fraction(-1, 2)


def test_of_three_members_it_is_what_is_worked_out_by_hand() -> None:
    """Observed: the ordered pairs of 1, 2, 3 differ by 12, over 2 others, over 6 values: 1. Expected:
    the ordered pairs of all six values differ by 24, over 30 pairs: 4/5.
    """
    assert alpha([[1, 2, 3], [2, 2, 2]]) == 1 - 1 / Fraction(4, 5)


@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), max_size=8))
def test_the_order_of_members_and_criteria_changes_nothing(units: list[list[int]]) -> None:
    assert alpha([sorted(unit) for unit in reversed(units)]) == alpha(units)


@given(st.integers(2, 6), st.data())
def test_it_is_what_the_package_krippendorff_works_out(members: int, data: st.DataObject) -> None:
    krippendorff, numpy = extra("krippendorff"), extra("numpy")
    open_or_points = st.none() | VALUES
    row = st.lists(open_or_points, min_size=members, max_size=members)
    units = data.draw(st.lists(row, min_size=1, max_size=10))
    exact = alpha([[value for value in unit if value is not None] for unit in units])
    pairable = [v for unit in units if len([v for v in unit if v is not None]) > 1 for v in unit]
    if len({value for value in pairable if value is not None}) < 2:
        assert exact is None
        return
    given = numpy.array([[numpy.nan if v is None else v for v in unit] for unit in units], float).T
    found = krippendorff.alpha(reliability_data=given, level_of_measurement="interval")
    assert exact is not None
    assert float(exact) == pytest.approx(found, abs=1e-9)
