"""The summary of a round: one table for all products, on pages that lie, and how many of each."""

from __future__ import annotations

import pytest
from support.councils import every_status
from support.papers import blocks, said

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES
from ocop_scoring.reporting import paper_of, placeholders
from ocop_scoring.reporting.paper import Pages, Ruled, Title

EVERY = every_status()


def test_all_products_stand_in_one_table_on_a_page_that_lies() -> None:
    paper = paper_of(list(EVERY.values()), "summary", fields={"round_name": "Đợt 2 năm 2026"})
    pages = paper.blocks[0]
    assert isinstance(pages, Pages)
    assert pages.wide
    assert len(next(blocks(pages, Ruled)).rows) == len(EVERY)
    assert "Đợt 2 năm 2026" in said(next(blocks(paper, Title)))


def test_products_stay_in_the_order_given() -> None:
    several = [EVERY["real"], EVERY["rated"], EVERY["real"]]
    rows = next(blocks(paper_of(several, "summary"), Ruled)).rows
    names = [result.dossier.product.name for result in several]
    assert [said(row.cells[1]).startswith(name) for row, name in zip(rows, names, strict=True)]


def test_what_nobody_knows_is_asked_for() -> None:
    assert [each.id for each in placeholders(paper_of(EVERY["real"], "summary"))] == [
        *("agency_above", "number", "place", "dated", "round_name", "secretary")
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_languages_have_the_same_structure(lang: ocop.Lang) -> None:
    def shape(of: object) -> list[str]:
        return [type(part).__name__ for part in blocks(of, tuple) if type(part) is not tuple]

    results = list(EVERY.values())
    one = paper_of(results, "summary", lang)
    assert shape(one.blocks) == shape(paper_of(results, "summary").blocks)
