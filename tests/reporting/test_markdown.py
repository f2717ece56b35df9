"""Markdown: whatever names and comments hold stays text, on one line, in its cell."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup
from support.papers import MINI, blocks, every_kind, named
from support.strategies import rate

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES, Lang
from ocop_scoring.reporting import paper_of
from ocop_scoring.reporting.markdown import markdown
from ocop_scoring.reporting.paper import (
    Badge,
    Cell,
    Column,
    Entry,
    Grid,
    GridRow,
    Item,
    Items,
    Line,
    Note,
    Paper,
    Paragraph,
    Quotation,
    Scale,
    Section,
    Span,
    Stars,
    texts,
)

NAMES = [
    "<script>alert('1')</script>",
    "a | b || c",
    "*đậm* **rất** _nghiêng_ ~~bỏ~~ `mã`",
    "[chữ](https://vi.du) ![ảnh](x) <https://vi.du> www.vi.du",
    "# tiêu đề #",
    "&lt;b&gt; &amp; \\* \\",
    "hai dòng\nvà\r\n\r\n- một mục",
    "$x^2$ @ai :tada:",
]
BEGINNINGS = ["- x", "+ x", "* x", "1. x", "1) x", "-", "===", "---", "> x", "# x", "    x", ": x"]
BEGINNINGS += ["2026. x", "```", "~~~", "| x |", "[x]: y", "- [ ] x", "\t- x", "1."]
MARKS = "\\`*_[]<>#|~&$@"
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def page(name: str) -> str:
    return ocop.render(named(name), "md").decode()


def shown(text: str) -> str:
    """What a reader sees of a text in Markdown."""
    return re.sub(r"\\([\\`*_\[\]<>#|~&$@:.=+)-])", r"\1", text)


def said(text: str) -> str:
    """A text as it is said on one line."""
    return " ".join(text.split())


def set_alone(line: Line, *more: Any) -> str:
    return markdown(Paper("report", "vi", "", (), (), (), (Paragraph(line), *more))).decode()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", every_kind())
def test_all_words_of_the_tree_are_on_the_page(name: str, lang: Lang) -> None:
    of = paper_of(every_kind()[name], lang=lang)
    # What names the paper outside, and what tells of stars to those who can't see them.
    elsewhere = {of.title, *(stars.said for stars in blocks(of, Stars))}
    elsewhere |= {scale.mark for scale in blocks(of, Scale)}
    everything = said(shown(markdown(of).decode()).replace("**", ""))
    for text in set(texts(of)) - elsewhere:
        assert said(text.replace("**", "")) in everything


@pytest.mark.parametrize("name", NAMES)
def test_a_name_reads_as_it_was_written_on_one_line(name: str) -> None:
    title = page(name).splitlines()[0]
    assert title.startswith("# ")
    assert shown(title.removeprefix("# ")) == said(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_of_a_name_is_left_bare(name: str) -> None:
    title = page(name).splitlines()[0].removeprefix("# ")
    bare = re.sub(r"\\.", "", title)
    assert not set(bare) & set(MARKS)
    assert "://" not in bare
    assert "www." not in bare


def structure(text: str) -> list[str]:
    """What a reader of Markdown takes a text for, without its words."""
    tokens = READER.parse(text)
    return [
        f"{part.type} {part.tag} {part.level}"
        for token in tokens
        for part in (token, *(token.children or ()))
        if part.type not in ("text", "text_special")
    ]


@pytest.mark.parametrize("name", [*NAMES, *BEGINNINGS])
def test_a_name_changes_nothing_else_on_the_page(name: str) -> None:
    assert structure(page(name)) == structure(page("Tôm khô"))


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_name_at_the_beginning_of_a_line_begins_nothing_else(name: str) -> None:
    # The producer's name begins a line of the head, a quotation and a paragraph.
    for line in (page(name).splitlines()[3], set_alone((Span(name, given=True),)).split("\n")[-2]):
        assert shown(line).startswith(said(name)[:1])
        assert not re.match(r"[-+*=:>#|`~]|\d+[.)](?:\s|$)|\s", line)


PAYLOADS = st.text() | st.text("-+*=>#.1) \t\n\\`_~|[]<>&:x", min_size=1)


@settings(max_examples=150, deadline=None)
@drawn(PAYLOADS)
def test_no_text_makes_another_line_or_block(text: str) -> None:
    def page(words: str) -> str:
        line: Line = (Span(words, given=True), Badge("3★", words, "met"), Note((Span(words),)))
        entry = Entry("n", line)
        row = GridRow((Cell(line), Cell(line, columns=2)))
        grid = Grid(line, (Column("a"), Column("b"), Column("c")), ((row,),))
        return set_alone(line, Quotation(line), Items((Item(line, (entry,)),)), grid)

    assert structure(page(text)) == structure(page("x"))


def test_a_string_that_calls_itself_safe_is_escaped() -> None:
    assert r"\<b\>" in set_alone((Span(Markup("<b>")),))


def test_neighbours_that_stand_alike_share_their_marks() -> None:
    line: Line = (Span("1.2 ", "strong"), Span("Trà", "strong"), Span(": "), Span("3", "number"))
    assert set_alone(line).strip().endswith("**1.2 Trà**: **3**")


def test_a_missed_minimum_stands_out_and_remarks_follow_what_they_are_of() -> None:
    line: Line = (
        Badge("3★", "từ 1: đạt", "met"),
        Badge("4★", "từ 2: thiếu", "missed"),
        Note((Span("Mất 4★"),), "alert"),
    )
    assert set_alone(line).strip().endswith("3★ từ 1: đạt; **4★ từ 2: thiếu** – Mất 4★")
    assert set_alone((Note((Span("Chưa chấm"),), "alert"),)).strip().endswith("\nChưa chấm")


def test_stars_in_letters_stand_only_where_they_are_given() -> None:
    titles = {
        name: next(
            line
            for line in ocop.render(result, "md").decode().splitlines()
            if line.startswith("## ")
        )
        for name, result in every_kind().items()
        if name not in ("at-most", "unverified")
    }
    assert {name: "★" in title for name, title in titles.items()} == {
        **dict.fromkeys(["clean", "lost", "demo"], True),
        **dict.fromkeys(["open", "rejected", "stopped"], False),
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_of_a_table_has_as_many_cells_as_its_head(lang: Lang) -> None:
    text = ocop.render(rate(MINI, {"1.1": 1, "5": ["tea"]}), "md", lang=lang).decode()
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert len(tables) == len(MINI.parts)
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1
    assert not re.search(r"\n{3,}|[ \t]$", text, re.MULTILINE)


def test_a_section_in_a_section_stands_under_its_own_heading() -> None:
    inner = Section("b", "B", (Paragraph((Span("x"),)),))
    assert set_alone((), Section("a", "A", (inner,))).strip().endswith("## A\n\n## B\n\nx")
