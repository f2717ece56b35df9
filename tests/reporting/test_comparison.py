"""Two rulesets side by side on a page."""

from __future__ import annotations

import pytest
from support.folders import INVENTED

import ocop_scoring as ocop
from ocop_scoring.reporting.comparison import comparison
from ocop_scoring.reporting.html import html
from ocop_scoring.reporting.paper import Ruled, texts
from ocop_scoring.workshop.diff.difference import TableDiff


@pytest.fixture(scope="module")
def found() -> ocop.Diff:
    return ocop.diff("148-2023", "26-2026", product_set=8)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_says_first_that_it_is_no_official_paper(
    found: ocop.Diff, lang: ocop.Lang
) -> None:
    paper = comparison(found, lang)
    said = list(texts(paper.blocks[0]))
    assert any(words in said for words in ("Không phải văn bản chính thức", "No official paper"))
    page = html(paper).decode()
    assert page == html(comparison(found, lang)).decode()
    assert "<script" not in page


def test_tables_stand_side_by_side_and_every_criterion_of_both_is_there(found: ocop.Diff) -> None:
    paper = comparison(found, "vi")
    (section,) = [block for block in paper.blocks if getattr(block, "id", "") == "set-8"]
    tables = [block for block in section.blocks if isinstance(block, Ruled)]
    (table,) = [table for table in tables if table.columns[0].width == 5]
    said = [["".join(texts(cell.lines)) for cell in row.cells] for row in table.rows]
    for side, name in ((1, "148-2023"), (2, "26-2026")):
        for criterion in ocop.ruleset(name).product_set(8).criteria:
            (cell,) = [row[side] for row in said if row[side].startswith(f"{criterion.number} ")]
            assert all(level.vi in cell for level in criterion.levels)
    signs = {row[1].split()[0]: row[0] for row in said}
    assert signs["1.a"] == "≠"
    by_new = {row[2].split()[0]: row[0] for row in said}
    assert by_new["1.2"] == "+"
    assert by_new["1.5"] == "≈"


def test_what_no_table_prints_is_told_below_in_words(found: ocop.Diff) -> None:
    page = html(comparison(found, "vi")).decode()
    assert "Điều kiện tối thiểu (11)" in page
    assert "Căn cứ loại (8)" in page
    assert "hồ sơ phải có" in page


def test_of_several_product_sets_the_page_leads_to_each_that_differs(found: ocop.Diff) -> None:
    (eight,) = found.product_sets
    same = TableDiff(9, eight.one, eight.one, ())
    both = ocop.Diff(found.one, found.other, (), (eight, same))
    page = html(comparison(both, "en")).decode()
    assert page.count('<a href="#set-') == page.count('<a href="#set-8"') == 1
    assert "other levels" in page


def test_where_nothing_differs_the_page_says_so() -> None:
    same = ocop.diff(INVENTED.ruleset("mini-2030"), INVENTED.ruleset("mini-2030"))
    assert "Hai bên như nhau" in html(comparison(same, "vi")).decode()
