"""What the marks of a sheet mean in a table, and all of a sheet that doesn't fit its table."""

from __future__ import annotations

from ..errors import Faults, FilingError
from ..filing.forms import Mark, ScoreSheet
from ..filing.unfit_marks import name_gate, name_mark, name_number
from .choices import Choice
from .table import Table

__all__ = ["choices_one_by_one", "look_at"]


def choices_one_by_one(table: Table, sheet: ScoreSheet) -> list[Choice]:
    """What each criterion gets by its mark: ready choices, and lists of ticked lines put together.

    FilingError with every mark and every gate of the sheet that the table doesn't have.
    """
    faults = Faults()
    look_at(table, sheet, faults)
    faults.raise_any(FilingError)
    choices = [by_mark[None] for by_mark in table.by_mark]
    for number, mark in sheet.marks.items():
        index = table.index[number]
        choices[index] = _choice_of(table, index, mark) or choices[index]
    return choices


def look_at(table: Table, sheet: ScoreSheet, faults: Faults) -> None:
    """Name every mark and every gate of the sheet that the table doesn't have."""
    for number, mark in sheet.marks.items():
        index = table.index.get(number)
        if index is None:
            name_number(number, table.numbers, sheet, faults)
        elif _choice_of(table, index, mark) is None:
            name_mark(table.criteria[index], mark, sheet, faults)
    for place, gate in enumerate(sheet.rejects):
        if gate not in table.gates:
            name_gate(place, gate, tuple(table.gates.values()), sheet, faults)


def _choice_of(table: Table, index: int, mark: Mark) -> Choice | None:
    """What a criterion gets by this mark; None where none of its levels fits it."""
    if not isinstance(mark, tuple):
        return table.by_mark[index].get(mark)
    item = table.items[index]
    ticked = tuple([level for level in item.criterion.levels if level.id in mark])
    if item.criterion.mode != "sum" or len(ticked) != len(mark):
        return None
    return item.choice(ticked, "mark")
