"""The draft of a decision: those alone whose star is certified on this very result."""

from __future__ import annotations

from typing import Any

import pytest
from support.councils import every_status, real, top
from support.papers import blocks, said

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES
from ocop_scoring.reporting import paper_of, placeholders
from ocop_scoring.reporting.paper import Annex, Bases, Clause, Notice, Paper, Ruled

EVERY = every_status()


def draft(*results: ocop.CouncilResult, lang: ocop.Lang = "vi", **fields: Any) -> Paper:
    return paper_of(results, "draft_decision", lang, fields)


def listed(paper: Paper) -> list[list[str]]:
    return [[said(cell) for cell in row.cells] for row in next(blocks(paper, Ruled)).rows]


def test_the_list_has_what_is_certified_and_nothing_else() -> None:
    paper = draft(real(), *EVERY.values(), top())
    certified = [r for r in (real(), *EVERY.values()) if r.certifies == "province"]
    assert len(listed(paper)) == len(certified)
    assert f"Công nhận hạng sao của {len(certified)} sản phẩm" in said(paper)
    left_out = len(EVERY) + 2 - len(certified)
    assert f"Không đưa vào danh mục: {left_out} sản phẩm" in said(tuple(blocks(paper, Notice)))


def test_a_row_says_product_code_producer_place_set_mean_and_star() -> None:
    result = real()
    (row,) = listed(draft(result))
    product = result.dossier.product
    assert row[1:] == [
        *(product.name, product.code, result.dossier.producer.name),
        *(f"{product.commune}, {product.province}", "8", "74,00", "3 trên 5 sao 3 sao"),
    ]


@pytest.mark.parametrize("name", ["rejected", "incomplete", "no-quorum", "rescore"])
def test_where_nothing_is_certified_there_is_no_draft(name: str) -> None:
    with pytest.raises(ocop.FilingError, match="nothing-certified"):
        draft(EVERY[name])


def test_what_goes_on_to_the_ministry_is_not_certified_here() -> None:
    assert top().forward_to == "ministry"
    with pytest.raises(ocop.FilingError, match="nothing-certified"):
        draft(top())


def test_articles_are_numbered_and_months_are_the_decisions() -> None:
    clauses = [clause for clause in blocks(draft(real()), Clause) if clause.role == "article"]
    assert [clause.number for clause in clauses] == [f"Điều {n}." for n in range(1, 5)]
    assert "36 tháng kể từ ngày cấp (26/2026/QĐ-TTg, Điều 4.3)" in said(clauses[1])


def test_it_says_that_it_is_a_draft_and_has_an_annex_that_belongs_to_it() -> None:
    paper = draft(real(), number="12/QĐ-UBND")
    assert [notice.title for notice in blocks(paper, Notice)] == ["DỰ THẢO"]
    assert "12/QĐ-UBND" in said(next(blocks(paper, Annex)).belongs_to)


def test_the_bases_are_asked_for_and_the_decision_is_known() -> None:
    paper = draft(real())
    assert "26/2026/QĐ-TTg" in said(next(blocks(paper, Bases)))
    missing = {each.id for each in placeholders(paper)}
    assert {"other_bases", "council_decision", "minutes", "proposal", "executors"} <= missing


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_languages_have_the_same_structure(lang: ocop.Lang) -> None:
    def shape(of: object) -> list[str]:
        return [type(part).__name__ for part in blocks(of, tuple) if type(part) is not tuple]

    assert shape(draft(real(), lang=lang).blocks) == shape(draft(real()).blocks)
