"""Tables and stars of official papers."""

from __future__ import annotations

from collections.abc import Iterable

from ...lang import Lang
from ..line import Line, Span, Starred
from ..official import Align, Ruled, RuledCell, RuledColumn, RuledRow
from ..spans import message
from .wording import plain, strong, text

__all__ = ["cell", "heads", "row", "stars", "table", "total_row"]


def cell(*lines: Line, columns: int = 1, rows: int = 1, align: Align | None = None) -> RuledCell:
    """A cell of some paragraphs; one empty one where there is none."""
    return RuledCell(lines or ((),), columns, rows, align or "")


def row(*cells: Line | str | int | RuledCell) -> RuledRow:
    """A row of cells, of lines or plain words."""
    return RuledRow(tuple([_cell(each) for each in cells]))


def total_row(*cells: Line | str | int | RuledCell) -> RuledRow:
    """The row below, that adds up."""
    return RuledRow(tuple([_cell(each) for each in cells]), "total")


def _cell(each: Line | str | int | RuledCell) -> RuledCell:
    if isinstance(each, RuledCell):
        return each
    return cell(plain(each) if isinstance(each, (str, int)) else each)


def heads(keys: Iterable[str], lang: Lang) -> RuledRow:
    """The heads of columns, by their messages."""
    cells = [cell(strong(message(key, lang)), align="centre") for key in keys]
    return RuledRow(tuple(cells))


def table(caption: str, columns: str, head: RuledRow, rows: Iterable[RuledRow]) -> Ruled:
    """A ruled table; the caption is for readers who can't see it. `columns` has the width of each,
    with `c` or `r` behind it where it stands in the middle or on the right: "5c 26 24 8r".
    """
    return Ruled((Span(caption),), tuple(map(_column, columns.split())), (head,), tuple(rows))


def _column(written: str) -> RuledColumn:
    if written.isdecimal():
        return RuledColumn(int(written))
    return RuledColumn(int(written[:-1]), "centre" if written[-1] == "c" else "right")


def stars(star: int, of: int, lang: Lang, *, at_most: bool = False, at_least: bool = False) -> Line:
    """Stars drawn, and in words; where the true star may be another, in words alone."""
    if at_most:
        return strong(text("papers.stars-at-most", lang, star=star))
    if at_least:
        return strong(text("papers.stars-at-least", lang, star=star))
    said = text("report.stars-said", lang, star=star, stars=of)
    words = text("report.stars", lang, star=star)
    return (Starred(star, of, said), Span(f" {words}", "strong"))
