"""The cells of a worksheet as they were read, how they are named, and how far they may reach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from ...errors import Place

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "Cells", "Spot", "Value", "address", "place_in"]

Value = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell shows: text, a number, yes or no, a day; None where it is empty or holds an error."""

Spot = tuple[int, int]
"""Row and column of a cell; both count from 0."""

MOST_ROWS, MOST_COLUMNS = 9_999, 104
"""The last row and column (CZ) that a workbook of ours, filled in, may use."""


class Cells(NamedTuple):
    """The cells of one worksheet: what stands in each, the ranges that are merged into one cell,
    by their first and last, and the cells whose value a formula gives, or that show an error.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    merged: tuple[tuple[Spot, Spot], ...] = ()
    formulas: frozenset[Spot] = frozenset()
    errors: frozenset[Spot] = frozenset()

    def at(self, row: int, column: int) -> Value:
        """The value of a cell, whole numbers as such; None where it is empty."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        value = self.rows[row][column]
        if isinstance(value, float) and value.is_integer():
            return int(value)
        return None if value == "" else value


def place_in(file: str, sheet: str, row: int, column: int) -> Place:
    """The place of a cell, whose row and column count from 0; its worksheet `""` in a table of one
    sheet.
    """
    return Place(file, row + 1, column + 1, _quoted(sheet) + address(row, column))


def address(row: int, column: int) -> str:
    """`D12` for row 11, column 3, as spreadsheets name it."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _quoted(sheet: str) -> str:
    if not sheet:
        return ""
    return f"{sheet}!" if sheet.isalnum() else f"'{sheet.replace(chr(39), chr(39) * 2)}'!"
