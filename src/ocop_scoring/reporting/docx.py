"""A paper as DOCX, which clerks open, edit and print: real headings, tables and styles, the same
bytes for the same tree.

The empty document with its styles is python-docx's work, once; the body of each paper is written
as it stands in the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from .docx_blocks import set_blocks
from .docx_parts import Page, paragraph
from .docx_template import HEADER, template
from .docx_words import runs, said
from .paper import Block, Pages, Paper
from .setter import twips

__all__ = ["docx"]

_FACE = "Times New Roman"
_DAY_OF_ALL_PARTS = (1980, 1, 1, 0, 0, 0)
_NO_DAY = "1970-01-01"
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
# Width and height of A4, and margins at the top, right, bottom and left, in millimetres.
_UPRIGHT, _WIDE = (210, 297), (297, 210)
_MARGINS = {"official": (20, 15, 20, 30), "wide": (20, 15, 20, 20), "": (18, 18, 18, 18)}


def docx(paper: Paper, *, font: str = "") -> bytes:
    """The paper as a DOCX file; the same tree gives the same bytes.

    Its styles name Times New Roman, or another `font`; the file holds none. FilingError where the
    extra `docx` is not installed.
    """
    empty = template(paper.role, font or _FACE)
    body = "".join(_body(paper)).encode("utf-8", "replace")
    document = b"".join([empty.opening.encode(), b"<w:body>", body, b"</w:body></w:document>"])
    first, *rest = [_marked(part, paper.watermark) for part in empty.parts]
    core = ("docProps/core.xml", _core(paper).encode("utf-8", "replace"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in (first, ("word/document.xml", document), core, *rest):
            entry = zipfile.ZipInfo(name, _DAY_OF_ALL_PARTS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return packed.getvalue()


def _marked(part: tuple[str, bytes], watermark: str) -> tuple[str, bytes]:
    """The header with what stands on every page, if anything does; any other part as it is."""
    name, content = part
    if not watermark or not name.startswith("word/header"):
        return part
    words = f'<w:r><w:t xml:space="preserve">{said(watermark)} – </w:t></w:r>'.encode()
    return name, content.replace(b"</w:pPr>", b"</w:pPr>" + words, 1)


class _Part(NamedTuple):
    """Blocks on pages that lie the same way and are numbered on."""

    blocks: tuple[Block, ...]
    is_wide: bool = False
    is_numbered_apart: bool = False


def _parts(
    blocks: Iterable[Block], *, is_wide: bool = False, apart: bool = False
) -> Iterator[_Part]:
    """The parts of a paper, in order, pages inside pages laid flat."""
    standing: list[Block] = []
    for block in blocks:
        if not isinstance(block, Pages):
            standing.append(block)
            continue
        if standing:
            yield _Part(tuple(standing), is_wide, apart)
            standing, apart = [], False
        yield from _parts(block.blocks, is_wide=block.wide, apart=block.numbered_apart or apart)
        apart = False
    if standing:
        yield _Part(tuple(standing), is_wide, apart)


def _body(paper: Paper) -> Iterator[str]:
    names = count(1)
    parts = list(_parts(paper.blocks)) or [_Part(())]
    if not paper.role:
        yield _opening(paper)
    for number, part in enumerate(parts):
        margins = _MARGINS["wide" if paper.role and part.is_wide else paper.role]
        size = _WIDE if part.is_wide else _UPRIGHT
        width = twips(size[0] - margins[1] - margins[3])
        yield set_blocks(Page(bool(paper.role), width, names), part.blocks)
        # The first page of a paper or of an annex bears no number.
        is_new = number == 0 or part.is_numbered_apart
        section = _section(size, margins, is_new=is_new and not paper.watermark)
        yield section if part is parts[-1] else f"<w:p><w:pPr>{_TINY}{section}</w:pPr></w:p>"


_FROM_ONE = '<w:pgNumType w:start="1"/><w:titlePg/>'
_TINY = '<w:pStyle w:val="OCOPGap"/>'


def _opening(paper: Paper) -> str:
    """What stands above the blocks of a paper that is not official."""
    made = paragraph("Above", runs(paper.above)) + paragraph("Title", runs(paper.heading))
    return made + "".join([paragraph("Flush", runs(about)) for about in paper.about])


def _section(size: tuple[int, int], margins: tuple[int, int, int, int], *, is_new: bool) -> str:
    top, right, bottom, left = map(twips, margins)
    wide = ' w:orient="landscape"' if size == _WIDE else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER}"/>'
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{twips(size[0])}" w:h="{twips(size[1])}"{wide}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        f' w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>'
        f"{_FROM_ONE if is_new else ''}</w:sectPr>"
    )


def _core(paper: Paper) -> str:
    """What the file says of itself."""
    day = f"{paper.dated_on or _NO_DAY}T00:00:00Z"
    keywords = (
        f"<cp:keywords>{said(' '.join(paper.digests))}</cp:keywords>" if paper.digests else ""
    )
    dates = "".join(
        [
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
            for name in ("created", "modified")
        ]
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{said(paper.title)}</dc:title>"
        f"<dc:language>{_LANGUAGES[paper.lang]}</dc:language>{keywords}{dates}</cp:coreProperties>"
    )
