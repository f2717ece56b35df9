"""The entries of mappings and lists as people and programs give them, read one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import TypeVar

from pydantic_core import PydanticCustomError

from ..sources.faults import Complaint, Path
from ..sources.places import Plain
from ..sources.values import refusal, shown
from .values import text

__all__ = ["MOST_ENTRIES", "complaint_of", "entries_of", "several"]

V = TypeVar("V")

MOST_ENTRIES = 10_000
"""So many entries a list may have."""

_NULLS = ("", "~", "null")  # of a deck of cases, which is read as rule files are


def entries_of(
    value: object,
    read: Callable[[object], V],
    wrong: list[Complaint],
    null: list[str] | None = None,
) -> dict[str, V]:
    """The entries of a mapping, each read, but for those that are null, whose keys are added to
    `null`; what is wrong with one is added to `wrong`, at its own key.
    """
    if not isinstance(value, Mapping):
        raise refusal("not-a-mapping", value, "{…}")
    found: dict[str, V] = {}
    for key, entry in value.items():
        try:
            name = _name(key)
        except PydanticCustomError as refused:
            wrong.append(complaint_of(refused, (shown(key), "[key]"), key))
            continue
        if name in found:
            wrong.append(Complaint("key-twice", (name,), name, "", given=entry))
        if entry is None or (isinstance(entry, Plain) and entry.text in _NULLS):
            if null is not None:
                null.append(name)
            continue
        try:
            found[name] = read(entry)
        except PydanticCustomError as refused:
            wrong.append(complaint_of(refused, (name,), entry))
    return found


def _name(key: object) -> str:
    if type(key) is str and key.isascii() and key.isprintable():
        return key
    return text(key)


def complaint_of(
    refused: PydanticCustomError, path: Path, given: object, **values: object
) -> Complaint:
    """What a reader refused, at its path in a mapping."""
    context = {**(refused.context or {}), **values}
    found, right = context.pop("found"), context.pop("right")
    return Complaint(refused.type, path, found, right, context, given)


def several(value: object) -> object:
    """What stands one after another as a tuple: a list, a deque, a view, a generator; not text, not
    a mapping, not an array of numbers.
    """
    if value is None:
        return None
    if isinstance(value, (str, bytes, Mapping)) or hasattr(value, "__array__"):
        raise refusal("not-a-list", value, "[…]")
    if not isinstance(value, Iterable):
        raise refusal("not-a-list", value, "[…]")
    # An iterator may have no end; a list stays one, for pydantic's strict mode.
    cut = tuple(islice(value, MOST_ENTRIES + 1))
    found = value if isinstance(value, list) and len(value) <= MOST_ENTRIES else cut
    if len(found) > MOST_ENTRIES:
        raise refusal("wrong-length", f"> {MOST_ENTRIES}", f"≤ {MOST_ENTRIES}")
    return found
