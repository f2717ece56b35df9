"""The tree: values that nobody can change, with every word in them."""

from __future__ import annotations

import pickle
from copy import deepcopy
from typing import get_args

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from markupsafe import Markup
from support.official import minutes
from support.papers import blocks, every_kind, said

from ocop_scoring.reporting import carried, line, official, paper_of
from ocop_scoring.reporting import paper as tree
from ocop_scoring.reporting.paper import Paper, Span, clean, given, texts

PAPERS = [paper_of(result, lang=lang) for result in every_kind().values() for lang in ("vi", "en")]
PAPERS.append(minutes())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.title)
def test_a_paper_is_a_value(paper: Paper) -> None:
    assert pickle.loads(pickle.dumps(paper)) == paper
    assert deepcopy(paper) == paper
    assert hash(pickle.loads(pickle.dumps(paper))) == hash(paper)
    with pytest.raises(AttributeError):
        paper.title = "another"  # type: ignore[misc]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.title)
def test_nothing_but_words_numbers_and_parts_of_the_tree_stands_in_it(paper: Paper) -> None:
    known = {getattr(tree, name) for name in tree.__all__}
    for part in blocks(paper, object):
        assert type(part) in known or type(part) in (str, int, bool, tuple, type(None))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.title)
def test_every_span_leads_to_a_section_that_is_there(paper: Paper) -> None:
    ids = [section.id for section in blocks(paper, tree.Section)]
    assert len(set(ids)) == len(ids)
    assert {span.to for span in blocks(paper, Span)} <= {"", *ids}


def test_every_type_of_the_tree_is_a_tuple_with_names() -> None:
    types = [kind for kind in vars(tree).values() if isinstance(kind, type)]
    modules = {module.__name__ for module in (tree, line, official, carried)}
    own = [kind for kind in types if kind.__module__ in modules]
    assert {kind.__module__ for kind in own} == modules
    for kind in own:
        assert issubclass(kind, tuple)
        assert kind.__name__ in tree.__all__


def test_no_two_kinds_of_words_can_be_taken_for_each_other() -> None:
    # Equal lines are set once: tuples of different types would be equal if their parts were.
    kinds = get_args(tree.Words)
    shapes = {(len(kind._fields), kind.__annotations__[kind._fields[0]]) for kind in kinds}
    assert len(shapes) == len(kinds)


def test_all_that_is_said_is_found_in_order() -> None:
    line = (Span("a", "strong", lang="vi"), tree.Badge("b", "c", "met"), tree.Points("1", "2"))
    assert list(texts(tree.Section("x", "t", (tree.Paragraph(line, "sentence"),)))) == [
        *("t", "a", "b", "c", "1", "2")
    ]
    assert said(tree.Segment("3★", "from 50", 50, 70, "given")) == "3★from 50"


@pytest.mark.parametrize(
    "unseen", ["\udcff", "\u202e", "\u2067", "\u2069", "\x00", "\x1b", "\x7f", "\uffff"]
)
def test_what_nobody_can_see_is_shown_as_a_mark(unseen: str) -> None:
    assert clean(f"d{unseen}x") == "d\N{REPLACEMENT CHARACTER}x"


@drawn(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn"])))
def test_what_can_be_seen_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_a_string_that_calls_itself_safe_is_only_a_string() -> None:
    span = given(Markup("<b>x</b>"))
    assert type(span.text) is str
    assert span.given
