"""What is wrong with a mark, number or gate that a table doesn't have, and what may be meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..errors import Faults, Placing
from ..rules.model import Criterion, Gate, Level
from ..text import listed
from .marks import Mark

__all__ = ["name_gate", "name_mark", "name_number"]


Right = Callable[[], str | tuple[str, dict[str, object]]]
"""What would be right, and other words of the sentence: asked only where a fault is named."""


def name_number(number: str, known: Sequence[str], sheet: Placing, faults: Faults) -> None:
    """Name a printed number that no criterion has."""
    right = _number_meant(number, known)
    faults.add("unknown-criterion", sheet, ("marks", number), number, right, key=True)


def name_gate(place: int, gate: str, known: Sequence[Gate], sheet: Placing, faults: Faults) -> None:
    """Name a gate that the table doesn't have; `place` is its place among the sheet's."""
    right = _word_meant(gate, {g.id: _called(g) for g in known})
    faults.add("unknown-gate", sheet, ("rejects", place), gate, right)


def name_mark(criterion: Criterion, mark: Mark, sheet: Placing, faults: Faults) -> None:
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


def _name_points(criterion: Criterion, mark: int, sheet: Placing, faults: Faults) -> None:
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


def _number_meant(number: str, known: Sequence[str]) -> Right:
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
