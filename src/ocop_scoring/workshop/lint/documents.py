"""Where two JSON documents differ: entries of lists are told apart by what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

__all__ = ["Difference", "differences"]

_NAMES = ("code", "number", "id", "at")
"""What an entry of a list is called by, where all its entries have it and no two the same."""


class Difference(NamedTuple):
    """One place in which two documents differ: the names that lead there, and what each says; None
    where it says nothing.
    """

    path: tuple[str, ...]
    one: Any
    other: Any


def differences(one: Any, other: Any, path: tuple[str, ...] = ()) -> Iterator[Difference]:
    """All places in which two documents differ, in the order of the first one; nothing is said
    differently by null than by being left out.
    """
    if one == other:
        return
    named = _named(one), _named(other)
    if named[0] is None or named[1] is None or isinstance(one, list) != isinstance(other, list):
        yield Difference(path, one, other)
        return
    for name in {**named[0], **named[1]}:
        yield from differences(named[0].get(name), named[1].get(name), (*path, name))
    both = [name for name in named[0] if name in named[1]]
    if isinstance(one, list) and both != [name for name in named[1] if name in named[0]]:
        order = [name for name in named[1] if name in named[0]]
        yield Difference((*path, "order"), both, order)


def _named(node: Any) -> Mapping[str, Any] | None:
    """The entries of a mapping or of a list of mappings by name; None where they have none."""
    if isinstance(node, Mapping):
        return node
    if not isinstance(node, list) or not all(isinstance(entry, Mapping) for entry in node):
        return None
    for name in _NAMES:
        names = [str(entry.get(name, "")) for entry in node]
        if "" not in names and len({*names}) == len(names):
            return dict(zip(names, node, strict=True))
    return _by_position(node)


def _by_position(node: Sequence[Any]) -> dict[str, Any]:
    return {str(position): entry for position, entry in enumerate(node)}
