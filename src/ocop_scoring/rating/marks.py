"""What the marks of a sheet mean in a table, and all of a sheet that doesn't fit its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..errors import Faults, FilingError
from ..filing.forms import Mark, ScoreSheet
from ..rules.model import Criterion, Gate, Level
from ..text import listed
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
            right = _number_meant(number, table.numbers)
            faults.add("unknown-criterion", sheet, ("marks", number), number, right, key=True)
        elif _choice_of(table, index, mark) is None:
            _name(table.criteria[index], mark, sheet, faults)
    for place, gate in enumerate(sheet.rejects):
        if gate not in table.gates:
            right = _word_meant(gate, {g.id: _called(g) for g in table.gates.values()})
            faults.add("unknown-gate", sheet, ("rejects", place), gate, right)


def _choice_of(table: Table, index: int, mark: Mark) -> Choice | None:
    """What a criterion gets by this mark; None where none of its levels fits it."""
    if not isinstance(mark, tuple):
        return table.by_mark[index].get(mark)
    item = table.items[index]
    ticked = tuple([level for level in item.criterion.levels if level.id in mark])
    if item.criterion.mode != "sum" or len(ticked) != len(mark):
        return None
    return item.choice(ticked, "mark")


Right = Callable[[], str | tuple[str, dict[str, object]]]
"""What would be right, and other words of the sentence: asked only where a fault is named."""


def _number_meant(number: str, known: tuple[str, ...]) -> Right:
    from ..sources import words  # only on the way to an error

    def right() -> str | tuple[str, dict[str, object]]:
        near = words.criterion(number, known)
        return near or (listed(known), {"habit": "numbers"})

    return right


def _word_meant(word: str, known: Mapping[str, tuple[str, ...]]) -> Right:
    from ..sources import words  # only on the way to an error

    def right() -> str | tuple[str, dict[str, object]]:
        near = words.word(word, known)
        return (near, {"habit": "meant"}) if near else ", ".join(known) or "[]"

    return right


def _called(entry: Gate | Level) -> tuple[str, ...]:
    return tuple(name for name in entry.words if name)


def _name(criterion: Criterion, mark: Mark, sheet: ScoreSheet, faults: Faults) -> None:
    """Name a mark that no level of its criterion fits."""
    path, number = ("marks", criterion.number), criterion.number
    ids = [level.id for level in criterion.levels]
    if criterion.mode == "sum":
        found, right = _of_lines(mark, ids)
        faults.add("lines-of-item", sheet, path, found, right, criterion=number)
    elif isinstance(mark, tuple):
        found = ", ".join(mark) or "[]"
        faults.add("list-of-levels", sheet, path, found, ", ".join(ids), criterion=number)
    elif isinstance(mark, str):
        meant = _word_meant(mark, {level.id: _called(level) for level in criterion.levels})
        faults.add("unknown-level", sheet, path, mark, meant, number=number)
    else:
        _name_points(criterion, mark, sheet, faults)


def _name_points(criterion: Criterion, mark: int, sheet: ScoreSheet, faults: Faults) -> None:
    """Name points that no level has, or that several share."""
    path, number = ("marks", criterion.number), criterion.number
    sharing = [level.id for level in criterion.levels if level.points == mark]
    if len(sharing) > 1:
        right = ", ".join(sharing)
        faults.add("ambiguous-points", sheet, path, mark, right, criterion=number)
        return
    points = sorted({0, *[level.points for level in criterion.levels]})
    right = ", ".join([str(p) for p in points])
    faults.add("unknown-points", sheet, path, mark, right, criterion=number)


def _of_lines(mark: Mark, known: list[str]) -> tuple[str, str]:
    """What is wrong with a mark of an item whose lines add up, and what would be right."""
    lines = mark if isinstance(mark, tuple) else (str(mark),)
    strange = [line for line in lines if line not in known]
    if strange:
        return ", ".join(strange), ", ".join(known)
    found = f"[{', '.join(lines)}]" if isinstance(mark, tuple) else str(mark)
    return found, f"[{', '.join(dict.fromkeys(lines))}]"
