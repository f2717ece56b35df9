"""The proposal letter: what is proposed for which products, and what the chair is asked for."""

from __future__ import annotations

from typing import Any

import pytest
from support.councils import every_status, real, top
from support.papers import blocks, said

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES
from ocop_scoring.reporting import paper_of
from ocop_scoring.reporting.paper import Addressees, Heading, Pages, Paper, Ruled

EVERY = every_status()


def letter(*results: ocop.CouncilResult, lang: ocop.Lang = "vi", **fields: Any) -> Paper:
    return paper_of(results, "proposal_letter", lang, fields)


def headings(paper: Paper) -> list[str]:
    return [said(heading.line) for heading in blocks(paper, Heading)]


def test_it_goes_to_the_chair_of_the_province() -> None:
    assert said(next(blocks(letter(real()), Addressees)).names) == (
        "Chủ tịch Ủy ban nhân dân tỉnh (thành phố) Cà Mau"
    )
    other = letter(real(), addressee="Chủ tịch Ủy ban nhân dân thành phố Cần Thơ")
    assert "thành phố Cần Thơ" in said(next(blocks(other, Addressees)))


def test_what_is_certified_is_proposed_for_recognition() -> None:
    paper = letter(real())
    assert headings(paper) == ["Kết quả chung", "Đề nghị công nhận và cấp giấy chứng nhận"]
    assert "Ban hành quyết định công nhận" in said(paper)
    assert "74,00 điểm" in said(paper)


def test_what_goes_on_is_proposed_to_the_council_above() -> None:
    paper = letter(top())
    assert "Đề nghị chuyển hồ sơ lên Hội đồng cấp trên" in headings(paper)
    assert "Đề nghị Hội đồng cấp trên đánh giá" in said(paper)
    assert "Ban hành quyết định công nhận" not in said(paper)


@pytest.mark.parametrize("name", ["rejected", "incomplete", "no-quorum", "rescore"])
def test_what_is_no_result_is_proposed_for_nothing(name: str) -> None:
    paper = letter(EVERY[name])
    assert headings(paper) == ["Kết quả chung", "Không xếp hạng hoặc chưa có kết quả"]
    assert "Ban hành quyết định công nhận" not in said(paper)


def test_every_product_stands_in_one_group_and_in_the_table() -> None:
    paper = letter(*EVERY.values())
    wide = next(pages for pages in blocks(paper, Pages) if pages.wide)
    assert len(next(blocks(wide, Ruled)).rows) == len(EVERY)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_languages_have_the_same_structure(lang: ocop.Lang) -> None:
    def shape(of: object) -> list[str]:
        return [type(part).__name__ for part in blocks(of, tuple) if type(part) is not tuple]

    results = list(EVERY.values())
    assert shape(letter(*results, lang=lang).blocks) == shape(letter(*results).blocks)
