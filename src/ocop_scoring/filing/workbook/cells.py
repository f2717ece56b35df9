"""The cells of a worksheet as they were read, and how far they may reach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from ...sources.places import address

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "Cells", "Formulas", "Spot", "Value"]

Value = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell shows: text, a number, yes or no, a day; None where it is empty or holds an error."""

Spot = tuple[int, int]
"""Row and column of a cell; both count from 0."""

MOST_ROWS, MOST_COLUMNS = 9_999, 104
"""The last row and column (CZ) that a workbook of ours, filled in, may use."""


class Formulas:
    """The cells of a worksheet whose value a formula gives. A plain worksheet is looked through a
    column at a time, when that is asked about.
    """

    __slots__ = ("_rows", "_sheet")

    def __init__(self, sheet: bytes = b"", known: Iterable[Spot] = ()) -> None:
        self._sheet = sheet
        self._rows: dict[int, set[int]] = {}
        for row, column in known:
            self._rows.setdefault(column, set()).add(row)

    def __contains__(self, spot: Spot) -> bool:
        row, column = spot
        rows = self._rows.get(column)
        if rows is None:
            rows = self._rows[column] = self._looked_through(column)
        return row in rows

    def _looked_through(self, column: int) -> set[int]:
        letters = address(0, column)[:-1].encode()
        found = re.findall(rb'<c r="%s([0-9]+)"[^<>]*><f[ />]' % letters, self._sheet)
        return {int(row) - 1 for row in found}


class Cells(NamedTuple):
    """The cells of one worksheet: what stands in each, the ranges that are merged into one cell,
    by their first and last, and the cells whose value a formula gives, or that show an error.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    merged: tuple[tuple[Spot, Spot], ...] = ()
    formulas: Formulas = Formulas()
    errors: frozenset[Spot] = frozenset()

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
