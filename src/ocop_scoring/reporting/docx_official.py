"""Blocks of official papers as paragraphs and tables of a DOCX file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from .docx_parts import (
    BARE,
    BOLD,
    GRID,
    HEAD_ROW,
    KEPT,
    PLAIN,
    Page,
    cell,
    dotted,
    fill,
    indent,
    paragraph,
    row,
    rule,
    shares,
    side,
    table,
)
from .docx_words import DOTS_TO_THE_END, runs
from .paper import (
    Addressees,
    Annex,
    Bases,
    Clause,
    Closing,
    Head,
    Heading,
    Recipients,
    Room,
    Ruled,
    Signature,
    Span,
    Title,
)
from .setter import Placed, aligned, placed, twips

__all__ = ["OFFICIAL"]


def _head(page: Page, it: Head) -> str:
    country = paragraph("Country", runs((Span(it.country),)))
    country += paragraph("Motto", runs((Span(it.motto),)))
    if not it.agency:
        whole = page.width
        made = country + rule(whole, _long(it.motto))
        return made + (page.said("Dated", it.dated) if it.dated else "")
    left, right = shares((42, 58), page.width)
    agency = page.said("Above", it.above) if it.above else ""
    agency += page.said("Agency", it.agency) + rule(left, left * 2 // 5)
    country += rule(right, _long(it.motto))
    number = page.said("Number", it.number)
    number += page.said("About", it.about) if it.about else ""
    rows = row(cell(agency, left) + cell(country, right))
    rows += row(cell(number, left) + cell(page.said("Dated", it.dated), right))
    return table(rows, (left, right), BARE)


def _title(page: Page, it: Title) -> str:
    made = page.said("Title", it.name)
    made += "".join([page.said("Subject", subject) for subject in it.subject])
    return made + (rule(page.width, page.width // 4) if it.ruled else "")


def _addressees(page: Page, it: Addressees) -> str:
    if len(it.names) == 1:
        return page.said("Addressee", (Span(f"{it.label} "), *it.names[0]))
    made = [page.said("Addressee", (Span(it.label),), indent(right=twips(70)))]
    made += [page.said("Addressees", (Span("- "), *name)) for name in it.names]
    return "".join(made)


def _bases(page: Page, it: Bases) -> str:
    return "".join([page.said("Base", line) for line in it.lines])


def _heading(page: Page, it: Heading) -> str:
    extras = (indent(), side("centre")) if it.role else ()
    return page.said(f"Heading{min(it.level, 4)}", (Span(f"{it.number} "), *it.line), *extras)


def _clause(page: Page, it: Clause) -> str:
    number = Span(f"{it.number} ", "strong" if it.role == "article" else "")
    return page.said("Body", (number, *it.line))


def _ruled(page: Page, it: Ruled) -> str:
    widths = shares([column.width for column in it.columns], page.width)
    head = [_ruled_row(it, cells, widths, "head") for cells in placed(it.head, len(widths))]
    rows = [
        _ruled_row(it, cells, widths, one.role)
        for one, cells in zip(it.rows, placed(it.rows, len(widths)), strict=True)
    ]
    named = "".join([words.text for words in it.caption if isinstance(words, Span)])
    above = page.said("Caption", it.caption) if it.captioned else ""
    return above + table("".join(head + rows), widths, GRID, named)


def _ruled_row(it: Ruled, cells: tuple[Placed, ...], widths: list[int], role: str) -> str:
    made = "".join([_ruled_cell(it, one, widths, role) for one in cells])
    return row(made, HEAD_ROW) if role == "head" else row(made)


def _ruled_cell(it: Ruled, place: Placed, widths: list[int], role: str) -> str:
    at, one, columns = place
    width = sum(widths[at : at + columns])
    spans = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    if one is None:
        return cell(paragraph("Cell", ""), width, f"{spans}<w:vMerge/>")
    if one.rows > 1:
        spans += '<w:vMerge w:val="restart"/>'
    style, looks, stands = _cell_style(it), BOLD if role else "", side(aligned(it, at, one))
    if role == "head":
        style, looks, stands = f"{style}Head", "", ""
    kept = KEPT if role == "group" else ""
    inner = "".join([paragraph(style, runs(line, looks), kept, stands) for line in one.lines])
    shade = fill(_STATES.get(one.state, ""))
    return cell(inner or paragraph(style, ""), width, f'{spans}{shade}<w:vAlign w:val="center"/>')


_STATES = {"same": "ECEFF1", "up": "D8EBDF", "down": "F3CDB9"}


def _cell_style(it: Ruled) -> str:
    """Smaller letters where many columns leave a number little room."""
    return "NarrowCell" if len(it.columns) > _MANY else "Cell"


_MANY = 12


def _closing(page: Page, it: Closing) -> str:
    widths = shares((1,) * len(it.columns), page.width)
    cells = [
        cell(_column(page, column), width) for column, width in zip(it.columns, widths, strict=True)
    ]
    return paragraph("Gap", "") + table(row("".join(cells)), widths, PLAIN)


def _column(page: Page, it: Signature | Recipients | None) -> str:
    if it is None:
        return paragraph("Recipient", "")
    if isinstance(it, Recipients):
        made = page.said("Label", (Span(it.label),))
        return made + "".join([page.said("Recipient", (Span("- "), *name)) for name in it.names])
    made = page.said("Dated", it.dated) if it.dated else ""
    made += "".join([page.said("Office", office) for office in it.office])
    made += page.said("Hint", it.hint) if it.hint else ""
    return made + page.said("Name", it.name)


def _annex(page: Page, it: Annex) -> str:
    made = page.said("Heading1", it.label, indent(), side("centre")) + page.said(
        "Subject", it.title
    )
    return made + (page.said("AnnexOf", it.belongs_to) if it.belongs_to else "")


def _room(page: Page, it: Room) -> str:
    return paragraph("Dots", DOTS_TO_THE_END, dotted(page.width)) * it.lines


def _long(motto: str) -> int:
    """About how long the motto is in its size, in twips: letters of bold Times are half as wide as
    tall.
    """
    return round(len(motto) * 13 * 20 * 0.5)


OFFICIAL: Mapping[type, Callable[[Page, Any], str]] = MappingProxyType(
    {
        Head: _head,
        Title: _title,
        Addressees: _addressees,
        Bases: _bases,
        Heading: _heading,
        Clause: _clause,
        Ruled: _ruled,
        Closing: _closing,
        Annex: _annex,
        Room: _room,
    }
)
"""How each block of official papers is set."""
