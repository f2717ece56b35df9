"""DOCX: what a clerk edits and prints: real headings, tables and styles, nothing but text from names."""

from __future__ import annotations

import builtins
import io
import re
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from support.extras import extra
from support.official import HEAD, minutes, points, say
from support.papers import blocks, demo, every_kind
from support.programs import pdf_pages, pdf_text
from support.soffice import convert

import ocop_scoring as ocop
from ocop_scoring.reporting import paper as tree
from ocop_scoring.reporting import paper_of
from ocop_scoring.reporting.docx import docx
from ocop_scoring.reporting.docx_template import template
from ocop_scoring.reporting.paper import (
    Block,
    Pages,
    Paper,
    Paragraph,
    Placeholder,
    Ruled,
    RuledCell,
    RuledColumn,
    RuledRow,
    Span,
    Title,
    official,
    texts,
)

python_docx = extra("docx")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = [
    "</w:t></w:r></w:p><w:p/> &amp; <![CDATA[x]]> <!-- -->",
    "#{x} \\ $x$ `a` \"b\" 'c'",
    "😀 漢字 \u200e שלום مرحبا ก",
    "x" * 10_000,
]


def alone(*parts: Block) -> Paper:
    return official("minutes", "vi", "Thử", parts, "2026-12-08")


def opened(content: bytes) -> Any:
    return python_docx.Document(io.BytesIO(content))


def body(content: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml"))


def shape(content: bytes) -> list[str]:
    """What a document is made of, without its words; a word may come with line breaks."""
    return [part.tag for part in body(content).iter() if part.tag not in (f"{W}t", f"{W}br")]


def said(content: bytes) -> str:
    """All words of a document, in order, without blanks."""
    words = [part.text or "" for part in body(content).iter(f"{W}t")]
    return re.sub(r"\s+", "", "".join(words))


def words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def styles(content: bytes) -> list[tuple[str, str]]:
    return [(found.style.name, found.text) for found in opened(content).paragraphs]


def test_it_is_what_python_docx_reads() -> None:
    document = opened(docx(minutes()))
    assert document.core_properties.title == "Biên bản họp Hội đồng"
    assert document.core_properties.language == "vi-VN"
    assert document.core_properties.created == document.core_properties.modified
    assert document.core_properties.created.replace(tzinfo=None) == datetime(2026, 12, 8)
    assert len(document.tables) == 1 + 2 + 2
    assert document.settings is not None


def test_headings_and_words_of_the_law_have_styles_that_a_clerk_can_edit() -> None:
    found = styles(docx(minutes()))
    assert ("Title", "BIÊN BẢN") in found
    assert ("Heading 1", "I. THÀNH PHẦN") in found
    assert ("Heading 2", "1. Kiểm tra hồ sơ") in found
    assert ("Heading 1", "PHỤ LỤC I") in found
    assert ("Căn cứ", "Xét đề nghị của Tổ tư vấn.") in found
    head = opened(docx(minutes())).tables[0].cell(0, 1).paragraphs
    assert [found.style.name for found in head[:2]] == ["Quốc hiệu", "Tiêu ngữ"]
    defined = opened(docx(minutes())).styles
    assert defined["Nội dung"].font.name == "Times New Roman"
    assert defined["Nội dung"].font.size.pt == 14
    assert defined["Quốc hiệu"].font.bold


def test_every_style_that_is_used_is_defined() -> None:
    for paper in (minutes(), paper_of(demo())):
        content = docx(paper)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            defined = archive.read("word/styles.xml").decode()
            header = archive.read("word/header1.xml").decode()
        known = set(re.findall(r'w:styleId="([^"]+)"', defined))
        kinds = {f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"}
        used = {part.get(f"{W}val") for part in body(content).iter() if part.tag in kinds}
        used |= set(re.findall(r'<w:pStyle w:val="([^"]+)"', header))
        assert used <= known


def test_pages_are_those_of_the_decree() -> None:
    first, *_, last = opened(docx(minutes())).sections
    measures = [first.page_width, first.page_height, first.left_margin, first.right_margin]
    assert [round(each.mm) for each in measures] == [210, 297, 30, 15]
    assert [round(first.top_margin.mm), round(first.bottom_margin.mm)] == [20, 20]
    assert last.page_width > last.page_height
    assert first.different_first_page_header_footer
    assert "PAGE" in first.header.paragraphs[0]._p.xml


def test_a_head_of_a_table_is_repeated_and_spans_hold() -> None:
    content = docx(minutes())
    table = opened(content).tables[1]
    assert [row._tr.trPr.xml.count("tblHeader") for row in table.rows[:3]] == [1, 1, 0]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 2)._tc is table.cell(0, 4)._tc
    assert [table.cell(1, at).text for at in (2, 3, 4)] == ["m1", "m2", "m3"]
    assert table.cell(3, 5).text == "76,67"


def test_a_cell_that_covers_rows_and_columns_stays_one() -> None:
    wide = RuledCell((say("A"),), columns=2, rows=2)
    rows = (RuledRow((wide, RuledCell((say("B"),)))), RuledRow((RuledCell((say("C"),)),)))
    table = Ruled(say("x"), (RuledColumn(1),) * 3, (), (*rows, RuledRow(())))
    found = opened(docx(alone(table))).tables[0]
    assert found.cell(0, 0)._tc is found.cell(1, 1)._tc
    assert found.cell(1, 2).text == "C"
    assert all(len(row.cells) == 3 for row in found.rows)


@pytest.mark.parametrize("name", [*HOSTILE, "Tôm khô"])
def test_all_words_of_a_paper_are_in_the_file(name: str) -> None:
    paper = minutes(name)
    found = said(docx(paper)).replace("\u2068", "").replace("\u2069", "")
    unprinted = {paper.title, "ý kiến", "ý kiến của người đánh giá", "Bảng điểm của Hội đồng"}
    for text in set(texts(paper)) - unprinted - {"4 sao trong 5"}:
        assert words(text) in found
    assert "★★★★☆" in found
    assert "☒Đạt☐Khôngđạt" in found


@pytest.mark.parametrize("name", every_kind())
def test_reports_have_all_their_words(name: str) -> None:
    paper = paper_of(every_kind()[name])
    content = docx(paper)
    # What tells of pictures to those who can't see them; an open dossier has no star.
    unprinted = {paper.title, *(stars.said for stars in blocks(paper, tree.Stars))}
    unprinted |= {text for star in blocks(paper, tree.Stars) for text in [star.text]}
    unprinted |= {part.said for part in blocks(paper, tree.Segment)}
    unprinted |= {part.said for part in blocks(paper, tree.Scale)}
    found = said(content)
    missing = [text for text in set(texts(paper)) - unprinted if words(text) not in found]
    assert missing == []
    assert opened(content).paragraphs[1].style.name == "Title"


@pytest.mark.parametrize("name", HOSTILE)
def test_what_people_wrote_changes_nothing_else(name: str) -> None:
    assert shape(docx(minutes(name))) == shape(docx(minutes()))


@settings(max_examples=60, deadline=None)
@drawn(st.text() | st.text("<>&\"'\x00\x0b\ufffe\ud800\u202e\n\r\t ]"))
def test_no_text_breaks_the_file(text: str) -> None:
    content = docx(
        alone(Title((Span(text),)), Paragraph((Span(text, given=True),)), points(1, text))
    )
    assert shape(content) == shape(
        docx(alone(Title(say("x")), Paragraph(say("x")), points(1, "x")))
    )


def test_equal_trees_give_equal_bytes() -> None:
    first = docx(minutes())
    template.cache_clear()
    assert docx(minutes()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert b"2013" not in archive.read("docProps/core.xml")


def test_what_is_to_be_filled_in_is_marked() -> None:
    paragraph = docx(alone(Paragraph((Placeholder("day", "ngày"),))))
    run = opened(paragraph).paragraphs[0].runs[0]
    assert (run.text, run.style.name) == ("[ngày]", "Chỗ cần điền")


def test_properties_stand_in_the_order_of_the_schema() -> None:
    runs = ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "bdr", "shd", "lang"]
    paragraphs = [
        "pStyle",
        "keepNext",
        "keepLines",
        "pBdr",
        "shd",
        "tabs",
        "spacing",
        "ind",
        "jc",
        "sectPr",
    ]
    for paper in (minutes(), *[paper_of(each) for each in every_kind().values()]):
        for part in body(docx(paper)).iter():
            for kind, order in (("rPr", runs), ("pPr", paragraphs)):
                if part.tag == W + kind:
                    found = [order.index(each.tag.removeprefix(W)) for each in part]
                    assert found == sorted(set(found))


def test_pages_inside_pages_lie_flat() -> None:
    inner = Pages((Paragraph(say("B")),), wide=True)
    paper = alone(Pages((Paragraph(say("A")), inner), numbered_apart=True), Paragraph(say("C")))
    sections = opened(docx(paper)).sections
    assert [each.page_width > each.page_height for each in sections] == [False, True, False]
    assert [each.different_first_page_header_footer for each in sections] == [True, False, False]


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def none(name: str, *rest: Any) -> Any:
        if name.startswith("docx"):
            raise ImportError(name)
        return real(name, *rest)

    template.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "docx"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", none)
    with pytest.raises(ocop.FilingError, match="missing-extra") as refused:
        ocop.render(demo(), "docx")
    assert "ocop-scoring[docx]" in refused.value.faults[0].sentence("vi")


def test_another_font_is_named_in_its_styles() -> None:
    content = ocop.render(demo(), "docx", font="Tinos")
    assert opened(content).styles["Nội dung"].font.name == "Tinos"


@pytest.mark.slow
def test_libreoffice_opens_and_prints_it(tmp_path: Path) -> None:
    papers = {
        "minutes": alone(HEAD, Title(say("BIÊN BẢN")), points(60)),
        "all": minutes(),
        "report": paper_of(demo()),
    }
    for name, paper in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(docx(paper))
    convert([tmp_path / f"{name}.docx" for name in papers], "pdf", tmp_path)
    printed = {name: (tmp_path / f"{name}.pdf").read_bytes() for name in papers}
    pages = pdf_text(printed["minutes"]).split("\f")[:-1]
    assert len(pages) >= 3
    assert all("Hạng đề nghị" in page for page in pages)
    assert [page.split()[0] for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pdf_text(printed["all"])
    assert pdf_pages(printed["all"]) == 3
    assert "3.4 Tăng trưởng sản xuất kinh doanh" in pdf_text(printed["report"])
