"""Blocks of every paper as paragraphs and tables of a DOCX file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from .docx_official import OFFICIAL
from .docx_parts import (
    BOLD,
    GRID,
    HEAD_ROW,
    KEPT,
    PLAIN,
    WIDE_GRID,
    Page,
    cell,
    fill,
    indent,
    paragraph,
    row,
    shares,
    side,
    tab,
    table,
)
from .docx_words import runs, said, stars
from .paper import (
    Bars,
    Block,
    Codes,
    Entries,
    Grid,
    GridRow,
    Items,
    Notice,
    Paragraph,
    Quotation,
    Scale,
    Section,
    Span,
    Stars,
    Subheading,
    Verdict,
)
from .setter import twips

__all__ = ["set_blocks"]

_TONES = {
    "clean": "1D5B41",
    "lost": "8F3A0C",
    "incomplete": "1C4D78",
    "rejected": "8A1616",
    "stopped": "8A1616",
}
_FILLS = {"group": "E6EBE8", "heading": "F3F5F6", "short": "FDF3EC", "open": "EEF4F9"}


def set_blocks(page: Page, blocks: Iterable[Block]) -> str:
    """Blocks one after the other."""
    return "".join([_SETTERS[type(block)](page, block) for block in blocks])


def _subheading(page: Page, it: Subheading) -> str:
    return page.said("Heading2", it.line)


def _paragraph(page: Page, it: Paragraph) -> str:
    style = {"centred": "Centred", "boxed": "Boxed", "flush": "Flush"}.get(it.role, "Body")
    if it.role == "sentence":
        return page.said(style, it.line, looks=BOLD)
    if it.role == "ground":
        return page.said(style, it.line, fill("FBEFEF"))
    return page.said(style, it.line)


def _quotation(page: Page, it: Quotation) -> str:
    return page.said("Flush", it.line, indent(left=twips(8)))


def _entries(page: Page, it: Entries) -> str:
    widths = shares((30, 70), page.width)
    rows = [
        row(
            cell(page.said("Cell", (Span(entry.name),)), widths[0])
            + cell(page.said("Cell", entry.value), widths[1])
        )
        for entry in it.entries
    ]
    return table("".join(rows), widths, PLAIN) if rows else ""


def _items(page: Page, it: Items) -> str:
    made = []
    stands = "" if page.is_official else indent(left=twips(6), hanging=twips(4))
    mark = "- " if page.is_official else "• "
    for item in it.items:
        tone = '<w:color w:val="8A1616"/>' if item.state else ""
        made.append(page.said("Item", (Span(mark), *item.line), stands, looks=tone))
        for entry in item.entries:
            line = (Span(f"{entry.name}: ", "soft"), *entry.value)
            made.append(page.said("Item", line, indent(left=twips(12))))
    return "".join(made)


def _grid(page: Page, it: Grid) -> str:
    parts = (27, 38, 11, 24) if len(it.columns) == 4 else (1,) * len(it.columns)
    widths = shares(parts, page.width)
    head = "".join(
        [
            cell(
                paragraph("CellHead", runs((Span(column.title),)), side(column.role)),
                width,
                fill("F3F5F6"),
            )
            for column, width in zip(it.columns, widths, strict=True)
        ]
    )
    rows = [_grid_row(page, one, widths) for body in it.bodies for one in body]
    made = row(head, HEAD_ROW) + "".join(rows)
    caption = "".join([span.text for span in it.caption if isinstance(span, Span)])
    return page.said("Heading2", it.caption) + table(made, widths, GRID, caption)


def _grid_row(page: Page, it: GridRow, widths: list[int]) -> str:
    tone, made, at = _FILLS.get(it.role or it.state, ""), [], 0
    keep = KEPT if it.role else ""
    for one in it.cells:
        width = sum(widths[at : at + one.columns])
        spans = f'<w:gridSpan w:val="{one.columns}"/>' if one.columns > 1 else ""
        said_in = page.said("Cell", one.line, keep, side(one.role))
        made.append(cell(said_in, width, spans + fill(tone)))
        at += one.columns
    return row("".join(made))


def _stars(page: Page, it: Stars) -> str:
    return paragraph("Centred", stars(it.states))


def _bars(page: Page, it: Bars) -> str:
    made = []
    for bar in it.bars:
        made.append(page.said("Flush", bar.line, KEPT))
        full, empty = shares((bar.points, max(bar.most - bar.points, 0)), page.width)
        cells = cell(paragraph("Gap", ""), full, fill("1D5B41")) if full else ""
        cells += cell(paragraph("Gap", ""), empty) if empty else ""
        widths = [width for width in (full, empty) if width]
        made.append(table(row(cells), widths, GRID))
    return "".join(made)


def _scale(page: Page, it: Scale) -> str:
    """The mark above the segments, the points where they begin below."""
    middle = page.width * (it.low + it.high) // (2 * it.most or 1)
    mark = "<w:r><w:tab/></w:r>" + runs((Span(f"▼ {it.mark}", "strong"),))
    widths = shares([part.end - part.start for part in it.segments], page.width)
    drawn, ticks = [], []
    for part, width in zip(it.segments, widths, strict=True):
        tone = {"given": "1D5B41", "at-most": "DBE7F1"}.get(part.state, "EEF1F3")
        looks = '<w:color w:val="FFFFFF"/>' if part.state == "given" else ""
        label = paragraph("CellHead", runs((Span(part.label),), looks), side("centre"))
        drawn.append(cell(label, width, fill(tone)))
        last = part is it.segments[-1]
        end = tab("right", width - 120) if last else ""
        words = runs((Span(str(part.start)),))
        words += f"<w:r><w:tab/></w:r>{runs((Span(str(it.most)),))}" if last else ""
        ticks.append(cell(paragraph("Cell", words, end), width))
    rows = row("".join(drawn)) + row("".join(ticks))
    above = paragraph("Flush", mark, KEPT, tab("center", middle))
    return above + table(rows, widths, GRID, it.said)


def _notice(page: Page, it: Notice) -> str:
    made = [page.said("Boxed", (Span(it.title, "strong"),), KEPT)]
    made += [page.said("Boxed", line) for line in it.lines]
    return "".join(made)


def _verdict(page: Page, it: Verdict) -> str:
    left, right = shares((28, 72), page.width)
    tone = f'<w:color w:val="{_TONES[it.states[0]]}"/>'
    big = '<w:sz w:val="{0}"/><w:szCs w:val="{0}"/>'
    glance = page.said("Heading1", (Span(it.title, "small"),), side("centre"))
    glance += page.said("Centred", (Span(it.headline),), looks=BOLD + tone + big.format(40))
    glance += _stars(page, it.stars) if it.stars else ""
    glance += page.said("Centred", it.total, looks=big.format(26))
    inside = Page(page.is_official, right - 240, page.names)
    why = cell(set_blocks(inside, it.why), right)
    whole = '<w:gridSpan w:val="2"/>'
    note = cell(page.said("Cell", (Span(it.note),)), left + right, whole)
    return table(row(cell(glance, left) + why, "") + row(note), (left, right), WIDE_GRID)


def _section(page: Page, it: Section) -> str:
    name = next(page.names)
    start = f'<w:bookmarkStart w:id="{name}" w:name="{said(it.id)}"/>'
    end = f'<w:bookmarkEnd w:id="{name}"/>'
    heading = start + runs((Span(it.title),)) + end
    return paragraph("Heading1", heading) + set_blocks(page, it.blocks)


def _codes(page: Page, it: Codes) -> str:
    """The lines alone: what machines read stands in other formats."""
    return "".join([page.said("Flush", line) for code in it.codes for line in code.lines])


_SETTERS: Mapping[type, Callable[[Page, Any], str]] = MappingProxyType(
    {
        **OFFICIAL,
        Subheading: _subheading,
        Paragraph: _paragraph,
        Quotation: _quotation,
        Entries: _entries,
        Items: _items,
        Grid: _grid,
        Stars: _stars,
        Bars: _bars,
        Scale: _scale,
        Notice: _notice,
        Verdict: _verdict,
        Section: _section,
        Codes: _codes,
    }
)
