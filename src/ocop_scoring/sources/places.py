"""Values that know where in a file they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..errors import Place

__all__ = [
    "LINE_BREAK",
    "PlacedList",
    "PlacedMapping",
    "Plain",
    "Source",
    "Spot",
    "address",
    "place_in_cell",
    "place_of",
]

Spot = tuple[int, int]


LINE_BREAK = "\r\n|\r|\n"


class Plain:
    """An unquoted scalar that YAML 1.1 would not read as text (`no`, `012`, `2026-09-15`, nothing
    at all).
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Plain({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Plain) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


class PlacedMapping(dict[str, Any]):
    """A mapping that knows where it stands, and where each key and value does (lines and columns
    from 0).
    """

    __slots__ = ("at", "spots")
    at: Spot
    spots: dict[str, tuple[Spot, Spot]]


class PlacedList(list[Any]):
    """A list that knows where it stands, and where each item does."""

    __slots__ = ("at", "spots")
    at: Spot
    spots: list[Spot]


class Source:
    """One file read: its name, its content, its text, and the place of anything in it."""

    __slots__ = ("changed", "file", "root", "text")

    def __init__(self, file: str, root: Any, text: str = "") -> None:
        self.file = file
        self.root = root
        self.text = text
        # What an amendment put here stands in a file of its own.
        self.changed: dict[tuple[str, ...], Place] = {}

    def place(self, path: Sequence[str | int], key: bool = False) -> Place:
        """Where the value at `path` (or, with `key`, its key) stands; of what is not there, where
        it should.
        """
        for steps, place in self.changed.items():
            if steps == tuple(map(str, path[: len(steps)])):
                return place
        node, spot = self.root, getattr(self.root, "at", (0, 0))
        for step in path:
            if isinstance(node, PlacedMapping) and step in node.spots:
                key_spot, value_spot = node.spots[str(step)]
                spot = key_spot if key and step is path[-1] else value_spot
                node = node[str(step)]
            elif isinstance(node, PlacedList) and isinstance(step, int) and step < len(node):
                spot, node = node.spots[step], node[step]
            else:
                break
        return Place(self.file, spot[0] + 1, spot[1] + 1)


def place_of(text: str, index: int, file: str) -> Place:
    """The place of a character of a text."""
    lines = re.split(LINE_BREAK, text[:index])
    return Place(file, len(lines), len(lines[-1]) + 1)


def place_in_cell(file: str, sheet: str, row: int, column: int) -> Place:
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
