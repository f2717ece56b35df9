"""What setters share: one template for each format, with a macro for every type of block."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.environment import TemplateModule

from .paper import Bars, GridRow, Items, Line, Ruled, RuledCell, RuledRow, Scale, Stars

__all__ = ["Placed", "Ready", "Setter", "aligned", "isolated", "placed", "twips", "unbroken"]

_TEMPLATES = Path(__file__).parent / "templates"
_KEPT = 4096
# Blocks with no blocks inside, which many papers share.
_SHARED = (GridRow, Items, Stars, Bars, Scale)


_SHARE = re.compile(r"(?<=\d) %")
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc]")


def unbroken(text: str) -> str:
    """A text in which no line ends before a percent sign; a plain `str`, whatever it was."""
    return _SHARE.sub("\u00a0%", str.__str__(text))


def isolated(text: str) -> str:
    """What people wrote, kept from turning what stands beside it where it runs from the right."""
    return f"\u2068{text}\u2069" if _FROM_THE_RIGHT.search(text) else text


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point, as offices measure."""
    return round(mm * 1440 / 25.4)


class Placed(NamedTuple):
    """A cell of a table in its place: the column where it begins, and how many columns it covers.
    None stands where a cell from above reaches down. Rows that are too short get empty cells.
    """

    at: int
    cell: RuledCell | None
    columns: int


def placed(rows: tuple[RuledRow, ...], columns: int) -> tuple[tuple[Placed, ...], ...]:
    """The cells of each row in their places, none reaching beyond the edges."""
    reaching: dict[int, tuple[int, int]] = {}  # by column: rows still to come, columns covered
    placed = []
    for left, row in zip(range(len(rows), 0, -1), rows, strict=True):
        cells, at, shown = iter(row.cells), 0, []
        while at < columns:
            below, wide = reaching.pop(at, (0, 1))
            cell = None if below else next(cells, RuledCell(()))
            if cell:
                below, wide = min(cell.rows, left), min(cell.columns, columns - at)
                if (below, wide) != (cell.rows, cell.columns):
                    cell = cell._replace(rows=below, columns=wide)
            if below > 1:
                reaching[at] = below - 1, wide
            shown.append(Placed(at, cell, wide))
            at += wide
        placed.append(tuple(shown))
    return tuple(placed)


def aligned(table: Ruled, at: int, cell: RuledCell) -> str:
    """How a cell stands: in its own way, or in that of its column."""
    return cell.align or table.columns[at].align


class Ready:
    """Text that is set already. Not a `str`: so a string of somebody's web framework that calls
    itself safe (`Markup`) never passes for it.
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Setter:
    """Sets a tree in one format.

    The template of a format has a macro for each type of block. In it, `|set` sets a block inside
    and `|line` a line of words; whatever else is put out goes through `escape`, which takes the
    place of Jinja's autoescape. Templates are strict: what is missing is an error.

    Papers on products of one set share most of their words, lines, rows, lists and pictures. With
    `keep`, the last few thousand of each are kept set. All that two of one type can differ in is in
    their values, so equal ones are set alike.
    """

    def __init__(
        self,
        suffix: str,
        escape: Callable[[str], str],
        line: Callable[[Line], Ready],
        *,
        keep: bool = True,
        **filters: Callable[..., object],
    ) -> None:
        most = _KEPT if keep else 0
        self._suffix = suffix
        self._escape = lru_cache(most)(escape)
        self._shared = lru_cache(most, typed=True)(self._block)
        self._filters = {"set": self.set, "line": lru_cache(most)(line), **filters}

    def set(self, block: object) -> Ready:
        """A block, or the whole paper, as text in this format."""
        return self._shared(block) if isinstance(block, _SHARED) else self._block(block)

    def _block(self, block: object) -> Ready:
        macro = getattr(self._macros, type(block).__name__.lower())
        return Ready(macro(block).strip("\n"))

    @cached_property
    def _macros(self) -> TemplateModule:
        environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            undefined=StrictUndefined,
            finalize=self._put_out,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.filters.update(self._filters)
        return environment.get_template(f"{self._suffix}.j2").module

    def _put_out(self, value: object) -> object:
        if type(value) is Ready:
            return value.text
        return self._escape(value) if isinstance(value, str) else value
