"""HTML: all words of the tree, names in their own direction, no markup from names, nothing from
outside.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from markupsafe import Markup
from support.papers import blocks, demo, every_kind, named

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES, Lang
from ocop_scoring.reporting import paper_of
from ocop_scoring.reporting.html import html
from ocop_scoring.reporting.paper import (
    Badge,
    Bar,
    Bars,
    Note,
    Paper,
    Paragraph,
    Points,
    Scale,
    Segment,
    Span,
    Stars,
    texts,
)
from ocop_scoring.reporting.setter import unbroken

NASTY = [
    "<script>alert('1')</script> & \"bạn\" | **đậm** `mã` [x](y)",
    "</bdi></h1><img src=x onerror=alert(1)>",
    "\" onload=\"x' y='",
    "{{ 7 * 7 }} {% raw %}",
    "--> <!-- ]]>",
    "&lt;b&gt;&#60;",
]


class Tags(HTMLParser):
    """The tags of a page, its text, and the text of each element of a tag."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.words = ""
        self.at: list[str] = []
        self.inside: list[tuple[tuple[str, ...], str]] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(attrs)))
        if tag not in ("meta", "use", "rect", "path", "br"):
            self.at.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.at and self.at.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.words += data
        self.inside.append((tuple(self.at), data))

    def attributes(self, name: str) -> list[str]:
        return [value or "" for _, attrs in self.seen for key, value in attrs if key == name]


def tags(result: ocop.Evaluation, lang: Lang = "vi") -> Tags:
    return Tags(ocop.render(result, "html", lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", every_kind())
def test_all_words_of_the_tree_are_on_the_page(name: str, lang: Lang) -> None:
    of = paper_of(every_kind()[name], lang=lang)
    page = Tags(html(of))
    pictures = list(blocks(of, Stars)) + list(blocks(of, Scale)) + list(blocks(of, Segment))
    drawn_only = {stars.text for stars in blocks(of, Stars)}
    drawn_only |= {segment.said for segment in blocks(of, Segment)}
    for text in set(texts(of)) - drawn_only:
        assert unbroken(text) in page.words or unbroken(text) in page.attributes("aria-label")
    for picture in pictures:
        if not isinstance(picture, Segment):
            assert picture.said in page.attributes("aria-label")


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_changes_nothing_of_a_page_but_its_text(name: str, lang: Lang) -> None:
    assert tags(named(name), lang).seen == tags(named("Tôm khô"), lang).seen


@settings(max_examples=40, deadline=None)
@drawn(st.text(min_size=1))
def test_no_text_in_any_span_changes_a_page(text: str) -> None:
    def page(words: str) -> list[Any]:
        span = Span(words, given=True, lang="vi", to="x")
        line = (span, Badge(words, words, "missed"), Points(words, words), Note((span,), "alert"))
        bars = Bars((Bar(line, 1, 2),))
        scale = Scale((Segment(words, words, 0, 2),), 2, 1, 1, words, words)
        of = Paper("report", "vi", words, line, line, (line,), (Paragraph(line), bars, scale))
        return Tags(html(of)).seen

    harmless = [
        (tag, tuple((key, value) for key, value in attrs if key != "aria-label"))
        for tag, attrs in page("x")
    ]
    assert harmless == [
        (tag, tuple((key, value) for key, value in attrs if key != "aria-label"))
        for tag, attrs in page(text)
    ]


def test_every_name_that_people_wrote_keeps_its_direction_to_itself() -> None:
    name = "ABC-1-unlike-any-word"
    page = tags(named(name))
    places = [at for at, words in page.inside if name in words]
    assert len(places) == 7  # title, heading, producer, commune, province, comment, assessor
    for at in places:
        assert at[-1] == "bdi" or at[-1] == "title"


def test_a_string_that_calls_itself_safe_is_escaped() -> None:
    page = tags(named(Markup("<script>x</script>")))
    assert "script" not in [tag for tag, _ in page.seen]
    assert "<script>x</script>" in page.words


@pytest.mark.parametrize("name", every_kind())
def test_a_page_needs_nothing_from_outside(name: str) -> None:
    page = tags(every_kind()[name])
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.seen}
    links = page.attributes("href") + page.attributes("src")
    assert links
    assert all(link.startswith("#") for link in links)
    assert {link[1:] for link in links} - {"star"} <= set(page.attributes("id"))
    assert b"url(" not in ocop.render(every_kind()[name], "html")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_its_language_and_that_of_foreign_words(lang: Lang) -> None:
    page = tags(demo(), lang)
    assert next(dict(attrs)["lang"] for tag, attrs in page.seen if tag == "html") == lang
    assert ("vi" in page.attributes("lang")[1:]) == (lang == "en")


def test_every_section_is_named_by_its_heading() -> None:
    page = tags(demo())
    named_by = page.attributes("aria-labelledby")
    assert named_by
    assert set(named_by) <= set(page.attributes("id"))
    assert len(page.attributes("id")) == len(set(page.attributes("id")))


def test_every_criterion_stands_in_the_table_once() -> None:
    text = ocop.render(demo(), "html").decode()
    for choice in demo().criteria:
        assert text.count(f'<th scope="row">{choice.number} ') == 1


def test_a_mark_does_not_leave_the_scale() -> None:
    def anchors(low: int, high: int) -> str:
        of = Scale((Segment("1★", "", 0, 100),), 100, low, high, "x", "")
        page = html(Paper("report", "vi", "", (), (), (), (of,))).decode()
        return page[page.index('<text class="mark') :].split('"')[1]

    assert anchors(0, 0) == "mark start"
    assert anchors(50, 50) == anchors(5, 95) == "mark middle"
    assert anchors(100, 100) == "mark end"


@pytest.mark.parametrize(
    ("start", "end", "most", "places"),
    [(0, 30, 100, ("0.0%", "30.0%")), (1, 2, 3, ("33.3%", "33.3%")), (2, 3, 3, ("66.7%", "33.3%"))],
)
def test_places_on_the_scale_are_shares_to_a_tenth(
    start: int, end: int, most: int, places: tuple[str, str]
) -> None:
    of = Scale((Segment("1★", "", start, end),), most, 0, 0, "", "")
    page = html(Paper("report", "vi", "", (), (), (), (of,))).decode()
    assert f'x="{places[0]}" y="32" width="{places[1]}"' in page


def test_a_star_lost_to_minimums_can_not_be_missed() -> None:
    page = tags(demo())
    assert page.words.index("xếp 3★") < page.words.index("Điểm các phần")


def test_half_a_character_does_not_stop_a_page() -> None:
    of = Paper("report", "vi", "d\udcff", (), (Span("d\udcff"),), (), ())
    assert b"<h1>d?</h1>" in html(of)
