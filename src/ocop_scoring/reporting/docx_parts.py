"""Paragraphs, cells, rows and tables of a DOCX file, and the page on which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from .docx_template import style_id
from .docx_words import DOTS_TO_THE_END, runs, said
from .paper import Line

__all__ = [
    "BARE",
    "BOLD",
    "GRID",
    "HEAD_ROW",
    "KEPT",
    "PLAIN",
    "WIDE_GRID",
    "Page",
    "cell",
    "dotted",
    "fill",
    "indent",
    "paragraph",
    "row",
    "rule",
    "shares",
    "side",
    "tab",
    "table",
]

BOLD = "<w:b/><w:bCs/>"
KEPT = "<w:keepNext/>"
"""On the same page as the next paragraph."""
HEAD_ROW = "<w:cantSplit/><w:tblHeader/>"
"""A row that is repeated on every page."""

# The order that the schema asks for.
_PROPERTIES = ("keepNext", "keepLines", "pBdr", "shd", "tabs", "spacing", "ind", "jc")
_TAG = re.compile(r"<w:(\w+)")
_SIDES = {"left": "left", "centre": "center", "right": "right", "number": "right"}


def paragraph(style: str, inner: str, *extras: str) -> str:
    """A paragraph in a style of ours, with further properties."""
    if len(extras) > 1:
        extras = tuple(sorted(filter(None, extras), key=_place))
    named = f'<w:pStyle w:val="{style_id(style)}"/>'
    return f"<w:p><w:pPr>{named}{''.join(extras)}</w:pPr>{inner}</w:p>"


def _place(extra: str) -> int:
    return _PROPERTIES.index(_TAG.findall(extra)[0])


def side(align: str) -> str:
    """How a paragraph stands, as a property of it; nothing where its style says it."""
    return f'<w:jc w:val="{_SIDES[align]}"/>' if align else ""


def indent(*, left: int = 0, right: int = 0, first: int = 0, hanging: int = 0) -> str:
    """Indents in twips, as a property of a paragraph."""
    line = f'w:hanging="{hanging}"' if hanging else f'w:firstLine="{first}"'
    return f'<w:ind w:left="{left}" w:right="{right}" {line}/>'


def fill(tone: str) -> str:
    """A ground in a colour, of a cell or a paragraph."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{tone}"/>' if tone else ""


def tab(kind: str, at: int, leader: str = "none") -> str:
    """A stop so many twips from the left, as a property of a paragraph."""
    return f'<w:tabs><w:tab w:val="{kind}" w:leader="{leader}" w:pos="{at}"/></w:tabs>'


def dotted(width: int) -> str:
    """The stop at the end of the line to which dots lead."""
    return tab("right", width, "dot")


def rule(width: int, length: int) -> str:
    """A rule in the middle, so long, in a line of its own that a clerk can edit."""
    edge = max((width - length) // 2, 0)
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    return paragraph("Rule", "", border, indent(left=edge, right=edge))


def cell(inner: str, width: int, properties: str = "") -> str:
    """A cell so many twips wide."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def row(cells: str, properties: str = "<w:cantSplit/>") -> str:
    """A row, which no page end tears apart."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def table(rows: str, widths: Iterable[int], looks: str, named: str = "") -> str:
    """A table of these widths; `named` tells what it is to those who can't see it. Behind it stands
    a small paragraph, since two tables in a row would become one.
    """
    columns = list(widths)
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in columns])
    caption = f'<w:tblCaption w:val="{said(named)}"/>' if named else ""
    return (
        f"<w:tbl><w:tblPr>{looks.replace('{width}', str(sum(columns)))}{caption}</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{paragraph('Gap', '')}"
    )


def _looks(*, style: str = "", margin: int = 60) -> str:
    """How a table stands: as wide as the page, in the style of tables with rules or in none."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    none = "".join([f'<w:{each} w:val="nil"/>' for each in sides])
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    borders = "" if style else f"<w:tblBorders>{none}</w:tblBorders>"
    inside = "".join([f'<w:{each} w:w="{margin}" w:type="dxa"/>' for each in ("left", "right")])
    return (
        f'{named}<w:tblW w:w="{{width}}" w:type="dxa"/><w:jc w:val="center"/>{borders}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{inside}</w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
    )


PLAIN, BARE = _looks(), _looks(margin=0)
GRID, WIDE_GRID = _looks(style="TableGrid"), _looks(style="TableGrid", margin=120)


def shares(parts: Iterable[int], width: int) -> list[int]:
    """Widths in these shares, which add up to the whole."""
    every = list(parts)
    whole, at, edges = sum(every) or 1, 0, [0]
    for part in every:
        at += part
        edges.append(width * at // whole)
    return [end - start for start, end in pairwise(edges)]


@dataclass(frozen=True)
class Page:
    """Where blocks stand: whether it is an official paper, how many twips are between the margins,
    and the numbers of bookmarks that are left.
    """

    is_official: bool
    width: int
    names: Iterator[int]

    def said(self, style: str, line: Line, *extras: str, looks: str = "") -> str:
        """A line as a paragraph."""
        inner = runs(line, looks, is_official=self.is_official)
        if DOTS_TO_THE_END in inner:
            extras = (*extras, dotted(self.width))
        return paragraph(style, inner, *extras)
