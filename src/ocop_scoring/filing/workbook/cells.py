"""The cells of a worksheet as they were read, and how far they may reach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from ...sources.places import address

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "Cells", "Spot", "Value"]

Value = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell shows: text, a number, yes or no, a day; None where it is empty or holds an error."""

Spot = tuple[int, int]
"""Row and column of a cell; both count from 0."""

MOST_ROWS, MOST_COLUMNS = 9_999, 104
"""The last row and column (CZ) that a workbook of ours, filled in, may use."""


class Cells(NamedTuple):
    """The cells of one worksheet: what stands in each, the ranges that are merged into one cell,
    by their first and last, and the addresses of cells whose value a formula gives, or that show an
    error.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    merged: tuple[tuple[Spot, Spot], ...] = ()
    formulas: frozenset[bytes] = frozenset()
    errors: frozenset[bytes] = frozenset()

    def has_formula(self, spot: Spot) -> bool:
        """Whether a formula gives the value of a cell."""
        return address(*spot).encode() in self.formulas

    def has_error(self, spot: Spot) -> bool:
        """Whether a cell shows an error of the spreadsheet."""
        return bool(self.errors) and address(*spot).encode() in self.errors

    def at(self, row: int, column: int) -> Value:
        """The value of a cell, whole numbers as such; None where it is empty."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        value = self.rows[row][column]
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if isinstance(value, datetime) and value.time() == time():
            return value.date()  # some programs keep every day as a moment
        return None if value == "" else value
