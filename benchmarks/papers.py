"""Papers as PDF against Typst alone, and as DOCX against python-docx: the same table and words,
written for each as its manual shows it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import count
from typing import Any, NamedTuple

from ocop_scoring.reporting.docx import docx
from ocop_scoring.reporting.paper import (
    Clause,
    Head,
    Paper,
    Paragraph,
    Ruled,
    RuledCell,
    RuledColumn,
    RuledRow,
    Span,
    Title,
    official,
)
from ocop_scoring.reporting.pdf import pdf

from .timing import Side

__all__ = ["Papers"]

_MEMBERS = 7
_WIDTHS = (5, 30, *[6] * _MEMBERS, 10, 13)
_TEXT = "Hội đồng thống nhất kết quả đánh giá, phân hạng của các sản phẩm có tên dưới đây."
_HEAD = ("TT", "Sản phẩm", *[f"m{number}" for number in range(1, _MEMBERS + 1)], "TB", "Hạng")


class _Table(NamedTuple):
    """The words of a summary of a round; its name makes each another paper."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def _table(number: int, rows: int) -> _Table:
    shown = [
        (
            str(row),
            f"Tôm khô Rạch Gốc, mẻ {number}.{row} (tên đặt ra)",
            *[str(60 + (row * member) % 35) for member in range(_MEMBERS)],
            "76,67",
            "4 sao",
        )
        for row in range(1, rows + 1)
    ]
    return _Table(f"Đợt {number} năm 2026", tuple(shown))


class Papers:
    """Summaries of a round, each of another one; each function measures itself and returns seconds
    a paper. ImportError where an extra is not installed.
    """

    def __init__(self, rows: int = 60, papers: int = 6) -> None:
        self._rows, self._papers = rows, papers
        self._numbers = count(1)  # nothing that was set once is set again
        self._typst = _typst()
        import docx as python_docx

        self._new_document: Callable[[], Any] = python_docx.Document

    def pdf(self) -> float:
        """By the library, with the tree ready."""
        return Side(pdf, [_paper(table) for table in self._tables()]).seconds()

    def typst(self) -> float:
        """Typst alone: markup written by hand, fonts and compiler kept."""
        return Side(self._typst, [_markup(table).encode() for table in self._tables()]).seconds()

    def docx(self) -> float:
        """By the library, with the tree ready."""
        return Side(docx, [_paper(table) for table in self._tables()]).seconds()

    def python_docx(self) -> float:
        """python-docx alone: the table at once, then its cells row by row."""
        return Side(self._document, self._tables()).seconds()

    def _tables(self) -> list[_Table]:
        return [_table(next(self._numbers), self._rows) for _ in range(self._papers)]

    def _document(self, table: _Table) -> bytes:
        document = self._new_document()
        document.add_heading("BẢNG TỔNG HỢP", 0)
        document.add_paragraph(table.name)
        document.add_paragraph(_TEXT)
        made = document.add_table(rows=len(table.rows) + 1, cols=len(_HEAD))
        for row, texts in zip(made.rows, (_HEAD, *table.rows), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph(f"Điều 1. {_TEXT}")
        saved = io.BytesIO()
        document.save(saved)
        return saved.getvalue()


def _typst() -> Callable[[bytes], bytes]:
    import typst

    fonts = typst.Fonts(include_system_fonts=False)
    compiler = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)

    def compiled(markup: bytes) -> bytes:
        made = compiler.compile(
            markup, format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=1_796_688_000
        )
        assert isinstance(made, bytes)
        return made

    return compiled


def _paper(table: _Table) -> Paper:
    def row(texts: tuple[str, ...]) -> RuledRow:
        return RuledRow(tuple([RuledCell(((Span(text),),)) for text in texts]))

    blocks = (
        Head(
            (Span("ỦY BAN NHÂN DÂN TỈNH CÀ MAU"),),
            (Span("HỘI ĐỒNG ĐÁNH GIÁ SẢN PHẨM OCOP"),),
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            (Span("Số: 12/BB-HĐ"),),
            (),
            (Span("Cà Mau, ngày 08 tháng 12 năm 2026"),),
        ),
        Title((Span("BẢNG TỔNG HỢP"),), ((Span(table.name),),)),
        Paragraph((Span(_TEXT),)),
        Ruled(
            (Span(table.name),),
            tuple([RuledColumn(width, "left" if width == 30 else "centre") for width in _WIDTHS]),
            (row(_HEAD),),
            tuple([row(texts) for texts in table.rows]),
        ),
        Clause("Điều 1.", (Span(_TEXT),), "article"),
    )
    return official("summary", "vi", table.name, blocks, "2026-12-08")


_OPENING = """#set document(title: "Bảng tổng hợp", date: datetime(year: 2026, month: 12, day: 8))
#set page(
  paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm),
  header: context {
    let at = counter(page).get().first()
    if at > 1 { align(center, str(at)) }
  },
)
#set text(font: "Libertinus Serif", size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, leading: .58em, spacing: .95em)
#set par(first-line-indent: (amount: 10mm, all: true))
#grid(columns: (44fr, 56fr), align(center)[
  #text(12pt)[ỦY BAN NHÂN DÂN TỈNH CÀ MAU \\ *HỘI ĐỒNG ĐÁNH GIÁ SẢN PHẨM OCOP* \\ Số: 12/BB-HĐ]
], align(center)[
  #text(12pt)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*] \\ *Độc lập - Tự do - Hạnh phúc* \\
  _Cà Mau, ngày 08 tháng 12 năm 2026_
])
#align(center)[= BẢNG TỔNG HỢP]
"""


def _markup(table: _Table) -> str:
    columns = ", ".join([f"{width}fr" for width in _WIDTHS])
    head = ", ".join([f"[*{text}*]" for text in _HEAD])
    rows = "\n".join([", ".join([f"[{text}]" for text in row]) + "," for row in table.rows])
    return (
        f"{_OPENING}#align(center)[*{table.name}*]\n\n{_TEXT}\n\n"
        "#[#set text(12pt)\n#set par(justify: false, first-line-indent: 0pt, leading: .45em)\n"
        f"#table(columns: ({columns}), inset: (x: 3pt, y: 4pt), stroke: .5pt,\n"
        "align: (x, y) => if x == 1 { left + horizon } else { center + horizon },\n"
        f"table.header({head}),\n{rows}\n)]\n\n*Điều 1.* {_TEXT}\n"
    )
