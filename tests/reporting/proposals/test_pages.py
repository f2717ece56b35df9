"""The pages on impacts and proposals: they answer an official's questions, and never look official."""

from __future__ import annotations

from io import BytesIO
from typing import get_args
from zipfile import ZipFile

import pytest
from support.extras import extra
from support.proposals import population, proposal

from ocop_scoring.lang import Lang
from ocop_scoring.reporting.docx import docx
from ocop_scoring.reporting.html import html
from ocop_scoring.reporting.markdown import markdown
from ocop_scoring.reporting.paper import Paper, texts
from ocop_scoring.reporting.proposals import impact_page, proposal_page
from ocop_scoring.workshop.proposal import Proposed
from ocop_scoring.workshop.proposal.proposed import proposed

DROPPED = {
    "remove": "criteria/contracts/levels/over-half/minimum",
    "from": "4",
    "article": "Mục 1 (đặt ra)",
}
EASED = {"remove": "criteria/contracts/levels/stable/minimum", "from": "5"}
RAISED = {
    "add": "criteria/contracts/levels/stable/minimum",
    "to": "4",
    "article": "Mục 2 (đặt ra)",
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Proposed, Proposed]:
    """Two proposals on one base: one raises a minimum, one drops it; over the same products."""
    root = tmp_path_factory.mktemp("drafts")
    of = population({}, {"1.2": 2}, {"1.2": 1})
    one = proposed(proposal(root, DROPPED, EASED, RAISED), [("đợt thử", of)])
    other = proposed(proposal(root, DROPPED, EASED, name="bo"), [("đợt thử", of)])
    return one, other


def said(paper: Paper) -> str:
    return "\n".join(texts(paper))


def first_page(paper: Paper) -> str:
    """All that stands before the section with the changes."""
    return "\n".join(texts(paper.blocks[:2]))


def test_the_first_page_says_who_loses_why_since_what_and_what_is_reachable(
    both: tuple[Proposed, Proposed],
) -> None:
    answers = first_page(proposal_page(both[:1], "vi"))
    assert "đợt thử: 1 trong 3 sản phẩm" in answers
    assert "Sản phẩm 2 (tên đặt ra): 4★\u00a0→\u00a03★" in answers
    assert "không đủ mức tối thiểu 4★ ở “Hợp đồng”: 1 sản phẩm" in answers
    assert "sao: Mục 2 (đặt ra)" in answers
    assert "Được: 5★ vẫn đạt được ở cả 1 bảng có thay đổi." in answers


@pytest.mark.parametrize("lang", get_args(Lang))
def test_a_proposal_never_looks_official(both: tuple[Proposed, Proposed], lang: Lang) -> None:
    paper = proposal_page(both, lang)
    assert paper.watermark
    assert not paper.role
    assert not {"Head", "Signature", "Closing"} & {type(block).__name__ for block in paper.blocks}
    page = html(paper).decode()
    assert page.count(paper.watermark) >= 2
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_every_format_says_that_it_is_a_draft(both: tuple[Proposed, Proposed]) -> None:
    extra("docx")
    paper = proposal_page(both[:1], "vi")
    with ZipFile(BytesIO(docx(paper))) as archive:
        header = archive.read("word/header1.xml").decode()
        assert paper.watermark in header
        assert paper.watermark in archive.read("word/document.xml").decode()
    assert paper.watermark in markdown(paper).decode()


def test_two_proposals_stand_side_by_side(both: tuple[Proposed, Proposed]) -> None:
    page = said(proposal_page(both, "vi"))
    assert "mini-2030+thu, mini-2030+bo" in page
    assert "đợt thử: 0 trong 3 sản phẩm" in page
    rows = markdown(proposal_page(both, "vi")).decode().splitlines()
    product = next(row for row in rows if "Sản phẩm 2" in row and row.count("|") > 6)
    assert "3★" in product


def test_what_rises_and_falls_is_said_without_colours_too(both: tuple[Proposed, Proposed]) -> None:
    page = said(proposal_page(both, "vi"))
    assert "▼ 1" in page
    assert "▲ 1" in page


@pytest.mark.parametrize("lang", get_args(Lang))
def test_an_impact_has_a_page_of_its_own(both: tuple[Proposed, Proposed], lang: Lang) -> None:
    impact = both[0].tried[0].impact
    page = said(impact_page(impact, lang))
    assert "Sản phẩm 2 (tên đặt ra)" in page
    assert html(impact_page(impact, lang)) == html(impact_page(impact, lang))
