"""The empty document of papers as DOCX: its styles, which clerks can edit, its page and header.

Styles bear the Vietnamese names of what they are for, as Decree 30/2020 calls it.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from typing import Any, NamedTuple

from ..errors import Fault, FilingError
from .setter import twips

__all__ = ["HEADER", "Style", "Template", "style_id", "template"]

HEADER = "rIdHeader"
"""The id by which sections name the header with the number of the page."""


class Style(NamedTuple):
    """A paragraph's style: measures in points, indents in millimetres."""

    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    first: float = 0
    left: float = 0
    color: str = ""
    outline: int = -1
    keep: bool = False
    line: float = 1.0


_OFFICIAL = {
    "Body": Style("Nội dung", align="both", before=3, after=6, first=10, line=1.1),
    "Flush": Style("Nội dung không thụt", before=3, after=6, line=1.1),
    "Centred": Style("Nội dung giữa", align="center", before=3, after=6),
    "Boxed": Style("Nội dung đóng khung", align="both", before=3, after=6),
    "Above": Style("Cơ quan chủ quản", 12, align="center"),
    "Agency": Style("Cơ quan ban hành", 12, bold=True, align="center"),
    "Country": Style("Quốc hiệu", 12, bold=True, align="center"),
    "Motto": Style("Tiêu ngữ", 13, bold=True, align="center"),
    "Number": Style("Số, ký hiệu", 13, align="center", before=4),
    "About": Style("Trích yếu công văn", 12, align="center"),
    "Dated": Style("Địa danh, ngày tháng", 13, italic=True, align="center", before=4),
    "Subject": Style("Trích yếu", bold=True, align="center", keep=True),
    "Addressee": Style("Kính gửi", align="center", before=6, after=6),
    "Addressees": Style("Kính gửi (danh sách)", left=40, after=3),
    "Base": Style("Căn cứ", italic=True, align="both", before=3, after=6, first=10, line=1.1),
    "Item": Style("Gạch đầu dòng", align="both", before=2, after=3, first=10, line=1.1),
    "Cell": Style("Ô bảng", 12, before=1, after=1),
    "CellHead": Style("Đầu bảng", 12, bold=True, align="center", before=1, after=1),
    "NarrowCell": Style("Ô bảng nhiều cột", 10.5, before=1, after=1),
    "NarrowCellHead": Style(
        "Đầu bảng nhiều cột", 10.5, bold=True, align="center", before=1, after=1
    ),
    "Office": Style("Chức vụ người ký", bold=True, align="center", keep=True),
    "Hint": Style("Ghi chú chữ ký", 13, italic=True, align="center", keep=True),
    "Name": Style("Họ tên người ký", bold=True, align="center", before=64),
    "Label": Style("Nơi nhận", 12, bold=True, italic=True),
    "Recipient": Style("Nơi nhận (danh sách)", 11),
    "AnnexOf": Style("Phụ lục kèm theo", italic=True, align="center", after=8),
    "Caption": Style("Tên bảng", 13, bold=True, align="center", before=6, after=3, keep=True),
    "Dots": Style("Dòng chấm", before=4),
    "Gap": Style("Khoảng cách", 4),
    "Rule": Style("Đường kẻ", 4, before=4, after=4),
}
_OFFICIAL_HEADINGS = {
    "Title": Style("Title", bold=True, align="center", before=12, keep=True),
    "Heading1": Style("Heading 1", bold=True, before=8, after=4, first=10, keep=True),
    "Heading2": Style("Heading 2", bold=True, before=6, after=4, first=10, keep=True),
    "Heading3": Style("Heading 3", bold=True, italic=True, before=6, after=4, first=10, keep=True),
    "Heading4": Style("Heading 4", italic=True, before=6, after=4, first=10, keep=True),
}
_REPORT = {
    **_OFFICIAL,
    "Body": Style("Nội dung", 11, before=2, after=4),
    "Flush": Style("Nội dung không thụt", 11, before=2, after=4),
    "Centred": Style("Nội dung giữa", 11, align="center", before=2, after=4),
    "Above": Style("Loại giấy tờ", 10, color="4D565F"),
    "Item": Style("Gạch đầu dòng", 11, before=1, after=2),
    "Cell": Style("Ô bảng", 9.5, before=1, after=1),
    "CellHead": Style("Đầu bảng", 9.5, bold=True, before=1, after=1),
}
_REPORT_HEADINGS = {
    "Title": Style("Title", 19, bold=True, after=4, keep=True),
    "Heading1": Style("Heading 1", 14, bold=True, before=14, after=4, keep=True),
    "Heading2": Style("Heading 2", 11.5, bold=True, before=8, after=3, keep=True),
    "Heading3": Style("Heading 3", 11, bold=True, before=6, after=3, keep=True),
    "Heading4": Style("Heading 4", 11, italic=True, before=6, after=3, keep=True),
}


def style_id(name: str) -> str:
    """The id of a style of ours, or of a heading, which Word knows by its own."""
    return name if name == "Title" or name.startswith("Heading") else f"OCOP{name}"


class Template(NamedTuple):
    """The parts of the empty document by their names, in order, and what stands around its body."""

    parts: tuple[tuple[str, bytes], ...]
    opening: str


@lru_cache(maxsize=8)
def template(role: str, font: str) -> Template:
    """The empty document of papers of this role, set in this font.

    FilingError where the extra `docx` is not installed.
    """
    try:
        import docx  # an extra
        from docx.enum.style import WD_STYLE_TYPE
    except ImportError:
        values = {"package": "python-docx"}
        raise FilingError(Fault("missing-extra", None, "", "DOCX", "docx", values)) from None
    document = docx.Document()
    own, headings = (
        (_OFFICIAL, _OFFICIAL_HEADINGS) if role == "official" else (_REPORT, _REPORT_HEADINGS)
    )
    styles = document.styles
    _defaults(styles, font, own["Body"].size)
    for name, style in headings.items():
        _set(styles[style.name], name, style, font)
    for name, style in own.items():
        made = styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
        made.element.set(_w("styleId"), style_id(name))
        made.base_style, made.quick_style = styles["Normal"], True
        _set(made, name, style, font)
    _field(styles.add_style("Chỗ cần điền", WD_STYLE_TYPE.CHARACTER))
    _header(document.sections[0].header.paragraphs[0], styles[own["Centred"].name])
    rels = document.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        rels.pop(key)
    saved = io.BytesIO()
    document.save(saved)
    return _parts(saved)


def _w(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement  # an extra

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(_w(key), value)
    return made


def _fonts(font: str) -> Any:
    return _element("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)


def _defaults(styles: Any, font: str, size: float) -> None:
    """What holds where no style says otherwise: face, size, language."""
    both = styles.element.find(_w("docDefaults"))
    for old in list(both):
        both.remove(old)
    run, paragraph = _element("rPrDefault"), _element("pPrDefault")
    properties = _element("rPr")
    half = str(round(2 * size))
    for part in (
        _fonts(font),
        _element("sz", val=half),
        _element("szCs", val=half),
        _element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"),
    ):
        properties.append(part)
    run.append(properties)
    inner = _element("pPr")
    inner.append(_element("spacing", after="0", line="240", lineRule="auto"))
    paragraph.append(inner)
    both.extend([run, paragraph])
    normal = styles["Normal"].element
    for old in normal.findall(_w("rPr")) + normal.findall(_w("pPr")):
        normal.remove(old)


def _set(made: Any, name: str, style: Style, font: str) -> None:
    """Gives a style its looks, and nothing of what it had."""
    element = made.element
    for old in element.findall(_w("rPr")) + element.findall(_w("pPr")):
        element.remove(old)
    element.append(_paragraph_of(style, name))
    run = _element("rPr")
    run.append(_fonts(font))
    for on, key in ((style.bold, "b"), (style.italic, "i")):
        if on:
            run.append(_element(key))
            run.append(_element(f"{key}Cs"))
    run.append(_element("color", val=style.color or "000000"))
    half = str(round(2 * style.size))
    run.append(_element("sz", val=half))
    run.append(_element("szCs", val=half))
    element.append(run)


def _paragraph_of(style: Style, name: str) -> Any:
    found = _element("pPr")
    if style.keep:
        found.append(_element("keepNext"))
        found.append(_element("keepLines"))
    if name == "Boxed":
        border = _element("pBdr")
        for side in ("top", "left", "bottom", "right"):
            border.append(_element(side, val="single", sz="6", space="4", color="000000"))
        found.append(border)
    before, after = str(round(20 * style.before)), str(round(20 * style.after))
    line = str(round(240 * style.line))
    found.append(_element("spacing", before=before, after=after, line=line, lineRule="auto"))
    first, left = str(twips(style.first)), str(twips(style.left))
    found.append(_element("ind", left=left, firstLine=first))
    found.append(_element("jc", val=style.align))
    if re.fullmatch(r"Heading\d", name):
        found.append(_element("outlineLvl", val=str(int(name[-1]) - 1)))
    return found


def _field(made: Any) -> None:
    """What is still to be filled in: on yellow."""
    made.element.set(_w("styleId"), style_id("Field"))
    run = _element("rPr")
    run.append(_element("shd", val="clear", color="auto", fill="FFF3B0"))
    made.element.append(run)


def _header(paragraph: Any, style: Any) -> None:
    """The number of the page, in the middle."""
    paragraph.style = style
    for kind in ("begin", "", "separate", "1", "end"):
        run = _element("r")
        if kind in ("begin", "separate", "end"):
            run.append(_element("fldChar", fldCharType=kind))
        else:
            said = _element("t" if kind else "instrText")
            said.text = kind or "PAGE"
            run.append(said)
        paragraph._p.append(run)


def _parts(saved: io.BytesIO) -> Template:
    """The parts of the saved document; what its body stands in, and by which name it knows its
    header.
    """
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts.pop("word/document.xml").decode()
    opening = body[: body.index("<w:body>")]
    links = parts["word/_rels/document.xml.rels"].decode()
    header = re.search(r"<Relationship [^>]*header1\.xml[^>]*>", links)
    assert header
    named = re.sub(r'Id="[^"]*"', f'Id="{HEADER}"', header[0])
    parts["word/_rels/document.xml.rels"] = links.replace(header[0], named).encode()
    parts.pop("docProps/core.xml")
    first = "[Content_Types].xml"
    return Template(((first, parts.pop(first)), *sorted(parts.items())), opening)
