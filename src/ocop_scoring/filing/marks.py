"""The marks of a sheet: points, ids of levels, lists of them.

They are read a whole mapping at a time: a loop in Python takes half the time of pydantic's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any

from ..frozen import FrozenDict
from ..sources.faults import Complaint, refused_within
from ..sources.places import Plain
from ..sources.values import refusal
from .entries import entries_of
from .values import BILLION, Read, number, text

__all__ = ["Mark", "Marks"]

Mark = int | str | tuple[str, ...]
"""Points, a level's id, or the ids of lines that add up."""

_LEVEL = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"


def _are_plain(marks: dict[Any, Any]) -> bool:
    """Whether all marks are whole numbers and ids as most programs send them.

    A few calls for the whole sheet, since one for each mark takes five times as long.
    """
    try:
        numbers = "".join(marks)
    except TypeError:
        return False
    points = [mark for mark in marks.values() if type(mark) is int]
    levels = [mark for mark in marks.values() if type(mark) is str]
    return (
        len(points) + len(levels) == len(marks)
        and numbers.isascii()
        and numbers.isprintable()
        and (not points or (min(points) >= 0 and max(points) < BILLION))
        and (not levels or _ARE_LEVELS(",".join(levels)) is not None)
    )


def mark(value: object) -> Mark:
    """Points as a whole number, a level's id, or a list of ids."""
    if type(value) is int and 0 <= value < BILLION:
        return value
    if isinstance(value, Plain) and value.text in ("yes", "no"):  # the levels of a yes/no item
        return value.text
    if isinstance(value, str) and value.strip():
        value = text(value)
        if _IS_LEVEL(value):
            return value
    if isinstance(value, (list, tuple)):
        return _levels(value)
    found = None if isinstance(value, bool) else number(value)
    if found is None or not 0 <= found < BILLION or found != found.to_integral_value():
        raise refusal("not-a-mark", value, "")
    return int(found)


def _levels(value: Iterable[object]) -> tuple[str, ...]:
    found = tuple(
        text(entry) if isinstance(entry, str) and entry.strip() else "" for entry in value
    )
    if all(_IS_LEVEL(level) for level in found):
        return found
    raise refusal("not-a-mark", value, "")


def marks(value: object) -> FrozenDict[str, Mark]:
    """The marks of a sheet by printed number; one that is null is not assessed."""
    if type(value) is dict and _are_plain(value):
        return FrozenDict(value)
    wrong: list[Complaint] = []
    found = entries_of(value, mark, wrong)
    if wrong:
        raise refused_within(wrong)
    return FrozenDict(found)


_IS_LEVEL = re.compile(_LEVEL, re.ASCII).fullmatch
_ARE_LEVELS = re.compile(f"{_LEVEL}(,{_LEVEL})*", re.ASCII).fullmatch
_MARK_SCHEMA = [
    {"type": "integer", "minimum": 0, "exclusiveMaximum": BILLION},
    {"type": "string", "pattern": f"^(0|[1-9][0-9]{{0,8}}|{_LEVEL})$"},
    {"type": "array", "items": {"type": "string", "pattern": f"^{_LEVEL}$"}},
    {"type": "null"},
]
Marks = Annotated[
    FrozenDict[str, Mark],
    Read(marks, {"type": "object", "additionalProperties": {"anyOf": _MARK_SCHEMA}}),
]
