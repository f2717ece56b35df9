"""What all papers say of what is in doubt: caveats at the top, stars that are bounds in words alone,
readings with their answers, and nothing official on an unreleased table.
"""

from __future__ import annotations

import pytest
from support.councils import bound, real, unreleased_council
from support.papers import blocks, said

import ocop_scoring as ocop
from ocop_scoring.reporting import PaperKind, paper_of
from ocop_scoring.reporting.paper import Bases, Closing, Head, Notice, Starred

OF_COUNCILS: tuple[PaperKind, ...] = (
    *("minutes", "summary", "notice", "proposal_letter", "draft_decision", "score_sheet"),
)


@pytest.mark.parametrize("kind", OF_COUNCILS)
def test_an_upper_bound_is_said_at_the_top_and_never_drawn(kind: PaperKind) -> None:
    paper = paper_of(bound(), kind)
    assert "CẬN TRÊN" in said(next(blocks(paper, Notice)))
    assert not any(blocks(paper, Starred))
    if kind != "score_sheet":
        assert "Tối đa 4 sao (cận trên)" in said(paper)


@pytest.mark.parametrize("kind", OF_COUNCILS)
def test_nothing_official_stands_on_an_unreleased_table(kind: PaperKind) -> None:
    paper = paper_of(unreleased_council(), kind)
    assert "BẢN THỬ" in said(next(blocks(paper, Notice)))
    assert not any(blocks(paper, Head))
    assert not any(blocks(paper, Closing))


@pytest.mark.parametrize("kind", OF_COUNCILS)
def test_every_reading_is_said_with_its_answer(kind: PaperKind) -> None:
    result, text = real(), said(paper_of(real(), kind))
    assert result.readings
    for name in result.readings:
        reading = result.rules.reading(name)
        assert reading is not None
        assert reading.taken.vi in text


@pytest.mark.parametrize("kind", ["minutes", "notice", "proposal_letter", "draft_decision"])
def test_the_legal_bases_are_those_of_the_decision(kind: PaperKind) -> None:
    bases = said(next(blocks(paper_of(bound(), kind), Bases)))
    assert "1048/QĐ-TTg của Thủ tướng Chính phủ" in bases
    assert "sửa đổi, bổ sung bởi Quyết định số 781/QĐ-TTg" in bases
    assert "26/2026" not in bases


@pytest.mark.parametrize("kind", OF_COUNCILS)
def test_hostile_names_are_shown_as_text(kind: PaperKind) -> None:
    nasty = "<img src=x onerror=alert(1)> {{ 7*7 }}"
    result = real()
    product = result.dossier.product.model_copy(update={"name": nasty, "commune": nasty})
    dossier = result.dossier.model_copy(update={"product": product})
    again = ocop.council(
        result.rules, dossier, result.sheets, policy="mean-of-totals", decided_on=result.decided_on
    )
    for fields in ({}, dict.fromkeys([f.id for f in ocop.fields_of(kind)], nasty)):
        page = ocop.render(again, "html", kind=kind, fields=fields).decode()
        assert "<img" not in page
        assert "&lt;img" in page
