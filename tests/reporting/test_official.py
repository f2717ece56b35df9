"""Official papers: everything that their layout needs can be said in the tree."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from markdown_it import MarkdownIt
from support.official import minutes
from support.papers import blocks, said

from ocop_scoring.reporting import official as module
from ocop_scoring.reporting import paper as tree
from ocop_scoring.reporting.html import html
from ocop_scoring.reporting.markdown import markdown
from ocop_scoring.reporting.paper import (
    Placeholder,
    RuledCell,
    RuledRow,
    placeholders,
    texts,
)
from ocop_scoring.reporting.setter import Placed, placed

READER = MarkdownIt("commonmark").enable("table")


def test_the_tree_has_every_type_of_official_papers() -> None:
    assert {name for name in module.__all__ if hasattr(tree, name)} == set(module.__all__)
    assert set(module.__all__) <= set(tree.__all__)


@pytest.mark.parametrize("name", module.__all__)
def test_the_example_has_a_block_of_every_type(name: str) -> None:
    kind = getattr(module, name)
    if isinstance(kind, type):
        assert any(blocks(minutes(), kind))


def test_what_is_to_be_filled_in_is_listed_in_order_and_once() -> None:
    paper = minutes()
    assert [field.id for field in placeholders(paper)] == ["number", "day", "chair"]
    twice = paper._replace(blocks=paper.blocks + paper.blocks)
    assert placeholders(twice) == placeholders(paper)
    assert placeholders(paper)[0] == Placeholder("number", "số")


def test_what_is_to_be_filled_in_is_visible_everywhere() -> None:
    assert '<mark class="placeholder" data-field="number">' in html(minutes()).decode()
    assert "Số: \\[số\\]/BB-HĐOCOP" in markdown(minutes()).decode()


def test_all_words_of_an_official_paper_are_words_of_the_tree() -> None:
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said(minutes())
    assert "centre" not in said(minutes())


def test_headings_stay_headings_in_markdown() -> None:
    page = markdown(minutes()).decode()
    assert "\n## I. THÀNH PHẦN\n" in page
    assert "\n### 1\\. Kiểm tra hồ sơ\n" in page
    assert page.lstrip().startswith("ỦY BAN NHÂN DÂN TỈNH CÀ MAU")


HOSTILE = [
    "<script>x</script> &amp; </p></td>",
    "a | b || c\n\n# x\n- y",
    "**x** _y_ `z` [a](b) $c$ ~~d~~",
    "1. x",
    "x" * 5000,
]


def outline(page: str) -> list[str]:
    """The elements of an HTML page in order."""
    return re.findall(r"</?[a-z][\w-]*", page[page.index("<main") :])


def tokens(page: str) -> list[str]:
    """What a reader of Markdown takes a page for, without its words."""
    return [
        f"{part.type} {part.level}"
        for token in READER.parse(page)
        for part in (token, *(token.children or ()))
        if part.type not in ("text", "text_special")
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_people_wrote_changes_nothing_else(name: str) -> None:
    page = html(minutes(name)).decode()
    assert outline(page) == outline(html(minutes()).decode())
    assert escape(" ".join(name.split())[:40]) in " ".join(page.split())
    assert tokens(markdown(minutes(name)).decode()) == tokens(markdown(minutes()).decode())


def test_all_words_of_a_paper_are_on_its_page() -> None:
    paper = minutes()
    page = unescape(html(paper).decode())
    plain = re.sub(r"\\(.)", r"\1", markdown(paper).decode())
    unsaid = {"ý kiến", "ý kiến của người đánh giá", "4 sao trong 5", paper.title}
    for text in set(texts(paper)):
        assert text.strip() in page
        assert text.strip() in plain or text in unsaid


def test_a_page_needs_no_network_and_prints_on_a4() -> None:
    page = html(minutes()).decode()
    assert not re.search(r"https?://(?!www\.w3\.org)|<script|@import|url\(", page)
    assert "@page { size: A4;" in page
    assert "size: A4 landscape" in page
    assert '<div class="pages wide">' in page


def test_heads_of_tables_span_in_html() -> None:
    page = html(minutes()).decode()
    assert '<th scope="colgroup" colspan="3">' in page
    assert '<th scope="col" rowspan="2">' in page


def test_cells_stand_in_their_places() -> None:
    tall = RuledCell((), columns=2, rows=2)
    one = RuledCell(())
    rows = (RuledRow((tall, one)), RuledRow((one, one)), RuledRow((RuledCell((), 9, 9),)))
    found = [[(place.at, place.columns) for place in row] for row in placed(rows, 3)]
    assert found == [[(0, 2), (2, 1)], [(0, 2), (2, 1)], [(0, 3)]]
    assert placed(rows, 3)[1][0].cell is None
    assert placed(rows, 3)[2][0].cell == RuledCell((), 3, 1)
    assert placed((RuledRow(()),), 2) == ((Placed(0, one, 1), Placed(1, one, 1)),)
