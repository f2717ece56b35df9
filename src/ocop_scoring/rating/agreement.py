"""How far a council's members agree: Krippendorff's alpha on an interval scale, worked out exactly
(K. Krippendorff, Content Analysis, 2004, chapter 11).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

__all__ = ["alpha"]


def alpha(units: Iterable[Sequence[int]]) -> Fraction | None:
    """One less the disagreement observed within units over the one expected among all values: 1
    where all agree, 0 where units explain nothing. Each unit has the values that it was given, one
    an assessor; a unit with fewer than two says nothing. None where no two values differ.
    """
    observed, count, total, squares = Fraction(), 0, 0, 0
    for values in units:
        size, added, squared = len(values), sum(values), sum([v * v for v in values])
        if size > 1:
            # The differences of all ordered pairs, squared, are 2 (n Σv² - (Σv)²).
            observed += Fraction(size * squared - added * added, size - 1)
            count, total, squares = count + size, total + added, squares + squared
    expected = count * squares - total * total
    return None if expected == 0 else 1 - observed * (count - 1) / expected
