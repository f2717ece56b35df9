"""Workbooks as Excel and Google Sheets save them, imitated by editing the parts of ours: what these
programs are known to change. What a program of one's own saved is tried by hand.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

from support.extras import extra

__all__ = ["SAVED_BY"]

Parts = dict[str, str]

_STRINGS = "xl/sharedStrings.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _edited(content: bytes, edit: Callable[[Parts], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    edit(parts)
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return saved.getvalue()


def _worksheets(parts: Parts) -> list[str]:
    return [name for name in parts if name.startswith("xl/worksheets/sheet")]


def excel(content: bytes) -> bytes:
    """As Excel for Windows: namespaces of later versions, attributes of theirs on rows and sheets,
    CRLF behind the declaration, a calculation chain, text of formulas kept beside them.
    """

    def edit(parts: Parts) -> None:
        later = (
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'mc:Ignorable="x14ac xr" '
            'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
            'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
            'xr:uid="{00000000-0001-0000-0000-000000000000}"'
        )
        for name in _worksheets(parts):
            part = parts[name].replace("<worksheet ", f"<worksheet {later} ", 1)
            part = re.sub(r'<row r="(\d+)"', r'<row r="\1" x14ac:dyDescent="0.25"', part)
            parts[name] = re.sub(r"(\?>)\s*", r"\1" + "\r\n", part, count=1)
        cells = re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f', parts["xl/worksheets/sheet1.xml"])
        chain = "".join(f'<c r="{cell}" i="1"/>' for cell in cells)
        parts["xl/calcChain.xml"] = f'<calcChain xmlns="{_MAIN}">{chain}</calcChain>'

    return _edited(content, edit)


def google(content: bytes) -> bytes:
    """As Google Sheets exports: no properties of the document, text in the cells instead of a shared
    list, the theme elsewhere, a thousand rows, the hidden sheets hidden alike.
    """

    def edit(parts: Parts) -> None:
        for name in [name for name in parts if name.startswith("docProps/")]:
            del parts[name]
        texts = _texts_of(parts.pop(_STRINGS))
        for name in _worksheets(parts):
            part = re.sub(
                r'<c r="(\w+)"( s="\d+")? t="s"><v>(\d+)</v></c>',
                lambda cell: (
                    f'<c r="{cell[1]}"{cell[2] or ""} t="inlineStr">'
                    f"<is><t>{texts[int(cell[3])]}</t></is></c>"
                ),
                parts[name],
            )
            last = max([int(row) for row in re.findall(r'<row r="(\d+)"', part)], default=0)
            empty = "".join(
                f'<row r="{row}" ht="15.75" customHeight="1"><c r="A{row}" s="0"/></row>'
                for row in range(last + 1, 1_001)
            )
            parts[name] = part.replace("</sheetData>", f"{empty}</sheetData>")
        for name in ("[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"):
            gone = r"<(?:Override|Relationship) [^>]*(?:sharedStrings|docProps)[^>]*/>"
            parts[name] = re.sub(gone, "", parts[name])

    return _edited(content, edit)


def _texts_of(strings: str) -> list[str]:
    """The shared texts, as they stand between tags."""
    items = ElementTree.fromstring(strings).findall(f"{{{_MAIN}}}si")
    found = ["".join(text.text or "" for text in si.iter(f"{{{_MAIN}}}t")) for si in items]
    return [text.replace("&", "&amp;").replace("<", "&lt;") for text in found]


def openpyxl(content: bytes) -> bytes:
    """As programs in Python: all parts written anew, absolute links between them."""
    workbook = extra("openpyxl").load_workbook(io.BytesIO(content))
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


SAVED_BY: dict[str, Callable[[bytes], bytes]] = {
    "Excel": excel,
    "Google Sheets": google,
    "openpyxl": openpyxl,
}
