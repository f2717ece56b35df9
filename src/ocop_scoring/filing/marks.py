"""The marks of a sheet: points, ids of levels, lists of them.

They are read a whole mapping at a time: a loop in Python takes half the time of pydantic's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from ..frozen import FrozenDict
from ..sources.faults import Complaint, refused_within
from ..sources.meant import meant
from ..sources.places import Plain
from ..sources.values import refusal
from .annotated import Read
from .entries import MOST_ENTRIES, entries_of
from .values import BILLION, number, text

__all__ = ["Mark", "Marks"]

Mark = int | str | tuple[str, ...]
"""Points, a level's id, or the ids of lines that add up."""

_LEVEL = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"


def _are_plain(marks: dict[Any, Any]) -> bool:
    """Whether all marks are whole numbers and ids as most programs send them.

    A few calls for the whole sheet, since one for each mark takes five times as long.
    """
    given = marks.values()
    if not _PLAIN_TYPES.issuperset(map(type, given)):  # so that True is not taken for 1
        return False
    if not _PLAIN.issuperset(given) and not all(map(_is_plain, given)):
        return False
    try:
        numbers = "".join(marks)
    except TypeError:
        return False
    return numbers.isascii() and numbers.isprintable()


_PLAIN_TYPES = frozenset((int, str))
_PLAIN: set[int | str] = set()
"""Marks that were met and are plain: the few that tables have, and no more than `_MOST_MET`."""
_MOST_MET = 4096


def _is_plain(mark: int | str) -> bool:
    """Whether a mark is a whole number or a level's id."""
    if isinstance(mark, int):
        is_plain = 0 <= mark < BILLION
    else:
        is_plain = len(mark) < 100 and _IS_LEVEL(mark) is not None
    if is_plain and len(_PLAIN) < _MOST_MET:
        _PLAIN.add(mark)
    return is_plain


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
        raise _no_mark(value)
    return int(found)


def _levels(value: Sequence[object]) -> tuple[str, ...]:
    found = tuple(
        text(entry) if isinstance(entry, str) and entry.strip() else "" for entry in value
    )
    if all(_IS_LEVEL(level) for level in found):
        return found
    raise _no_mark(value)


def _no_mark(value: object) -> PydanticCustomError:
    """A refusal with the mark that was meant."""
    from ..sources import words  # only on the way to an error

    if isinstance(value, (str, Plain)) and not str(value).strip():
        return refusal("not-a-mark", value, "", habit="empty")
    if isinstance(value, (list, tuple)) and len(value) < MOST_ENTRIES:
        near = [words.level(entry) or "" if isinstance(entry, str) else "" for entry in value]
        right = f"[{', '.join(near)}]" if all(map(_IS_LEVEL, near)) else ""
    elif isinstance(value, (str, Plain)):
        right = words.level(str(value)) or ""
    else:
        right = ""
    return refusal("not-a-mark", value, "", meant(right))


def marks(value: object) -> FrozenDict[str, Mark]:
    """The marks of a sheet by printed number; one that is null is not assessed, null for all of
    them is a sheet without any.
    """
    if type(value) is dict and _are_plain(value):
        return FrozenDict(value)
    if value is None:
        return FrozenDict()
    wrong: list[Complaint] = []
    found = entries_of(value, mark, wrong)
    if wrong:
        raise refused_within(wrong)
    return FrozenDict(found)


_IS_LEVEL = re.compile(_LEVEL, re.ASCII).fullmatch
_MARK_SCHEMA = [
    {"type": "integer", "minimum": 0, "exclusiveMaximum": BILLION},
    {"type": "string", "pattern": f"^(0|[1-9][0-9]{{0,8}}|{_LEVEL})$"},
    {"type": "array", "items": {"type": "string", "pattern": f"^{_LEVEL}$"}},
    {"type": "null"},
]
_MARKS_SCHEMA = [
    {"type": "object", "additionalProperties": {"anyOf": _MARK_SCHEMA}},
    {"type": "null"},
]
Marks = Annotated[FrozenDict[str, Mark], Read(marks, {"anyOf": _MARKS_SCHEMA})]
