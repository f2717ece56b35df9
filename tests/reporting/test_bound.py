"""Papers bound for the printer: each as it is alone, on pages of its own."""

from __future__ import annotations

import pytest
from support.extras import extra
from support.official import minutes, points, say
from support.papers import said
from support.programs import pdf_text

from ocop_scoring.reporting import bound
from ocop_scoring.reporting.paper import Pages, Paper, Paragraph, Title, official
from ocop_scoring.reporting.pdf import pdf


def wide() -> Paper:
    blocks = (Pages((Title(say("BẢNG")), points(60)), wide=True), Paragraph(say("Hết")))
    return official("summary", "vi", "Bảng", blocks, "2026-12-08")


def test_all_words_of_all_papers_stand_in_order() -> None:
    of_all = bound([minutes(), wide(), minutes("B")], "Đợt 2")
    assert said(of_all.blocks) == "".join(
        [said(paper.blocks) for paper in (minutes(), wide(), minutes("B"))]
    )
    assert (of_all.title, of_all.kind, of_all.dated_on) == ("Đợt 2", "minutes", "2026-12-08")


def test_each_paper_is_numbered_from_one_on_pages_of_its_own() -> None:
    found = bound([minutes(), wide()], "Đợt 2").blocks
    assert [(part.wide, part.numbered_apart) for part in found if isinstance(part, Pages)] == [
        *[(False, True), (True, True)],  # the minutes and their annex
        *[(True, True), (False, False)],
    ]
    assert all(isinstance(part, Pages) for part in found)


def test_pages_are_those_of_each_paper_alone() -> None:
    extra("typst")
    papers = [minutes(), wide(), minutes("B")]
    alone = [page for paper in papers for page in pdf_text(pdf(paper)).split("\f")[:-1]]
    assert pdf_text(pdf(bound(papers, "x"))).split("\f")[:-1] == alone


def test_nothing_is_not_bound() -> None:
    with pytest.raises(ValueError, match="no paper"):
        bound([], "x")
