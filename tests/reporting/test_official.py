"""Official papers: everything that their layout needs can be said in the tree."""

from __future__ import annotations

import pytest
from support.official import minutes
from support.papers import blocks, said

from ocop_scoring.reporting import official as module
from ocop_scoring.reporting import paper as tree
from ocop_scoring.reporting.html import html
from ocop_scoring.reporting.markdown import markdown
from ocop_scoring.reporting.paper import Placeholder, placeholders


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
    assert '<mark class="placeholder" id="field-number">' in html(minutes()).decode()
    assert "Số: \\[số\\]/BB-HĐOCOP" in markdown(minutes()).decode()


def test_all_words_of_an_official_paper_are_words_of_the_tree() -> None:
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said(minutes())
    assert "centre" not in said(minutes())


def test_headings_stay_headings_in_markdown() -> None:
    page = markdown(minutes()).decode()
    assert "\n## I. THÀNH PHẦN\n" in page
    assert "\n### 1\\. Kiểm tra hồ sơ\n" in page
    assert page.lstrip().startswith("ỦY BAN NHÂN DÂN TỈNH CÀ MAU")
