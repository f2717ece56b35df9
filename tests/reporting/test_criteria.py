"""Every criterion in the table: its level and why, its points, its minimums."""

from __future__ import annotations

import pytest
from support.papers import BEST, CLEAN, LOST, MINI, OPEN, blocks, demo, paper, row, said, unreleased
from support.strategies import RULESETS, dossier_for, rate, sheet_for

import ocop_scoring as ocop
from ocop_scoring.reporting import paper_of
from ocop_scoring.reporting.paper import Badge, Grid, Note, Points, Ruled, Span

TABLES = [MINI, RULESETS["26-2026"].product_set(11), RULESETS["26-2026"].product_set(26)]


def badges(of: object) -> list[tuple[str, str]]:
    return [(badge.label, badge.state) for badge in blocks(of, Badge)]


def test_a_minimum_is_met_missed_or_lies_ahead() -> None:
    # 13 points reach 3★: what 4★ and 5★ ask for lies ahead, what 3★ asks for is missed.
    marks = {"1.1": 3, "1.2": "over-half", "1.3": 2, "1.4": 1, "2.1": 0, "2.2": 0, "3.1.1": 2}
    of = paper({**marks, "4": "a-full", "5": ["tea"]})
    assert badges(row(of, "1.2")) == [("4★", "met"), ("5★", "ahead")]
    assert row(of, "1.2").state == ""
    assert badges(row(of, "5")) == [("3★", "missed")]
    assert row(of, "5").state == "short"
    assert any("Mất 3★; cần “" in said(note) for note in blocks(row(of, "5"), Note))


def test_a_criterion_left_open_has_a_dash_and_open_minimums() -> None:
    still = row(paper(OPEN), "4")
    assert (still.state, next(blocks(still, Points)).got) == ("open", "–")
    assert {state for _, state in badges(still)} == {"open"}
    assert "Chưa chấm" in said(still)


def test_a_minimum_of_the_other_case_is_not_shown() -> None:
    assert badges(row(paper(CLEAN), "4")) == [("3★", "met")]
    in_b = row(paper({**CLEAN, "4": "b-full"}), "4")
    assert badges(in_b) == []
    assert Span("Điểm:", "soft") in in_b.cells[1].line


def test_a_level_that_facts_decide_shows_the_facts() -> None:
    dossier = dossier_for(MINI, facts={"share_of_local_workers": "0.64"})
    result = ocop.score(RULESETS["mini-2030"], dossier, sheet_for(MINI, {}))
    level = row(paper_of(result), "1.1").cells[1]
    label, note = level.line
    assert label == Span("Từ 50 % trở lên")
    assert note == Note((Span("Theo hồ sơ: Tỷ lệ lao động địa phương: 64 %", given=True),))


def test_a_criterion_whose_opener_fell_short_says_so() -> None:
    closed = row(paper({**CLEAN, "2.1": 0}), "2.2")
    note = closed.cells[1].line[0]
    assert isinstance(note, Note)
    assert (note.role, "2.1" in said(note)) == ("alert", True)
    assert next(blocks(closed, Points)).got == "0"


def test_a_level_that_a_finding_is_about_leads_to_the_findings() -> None:
    dossier = dossier_for(MINI, facts={"share_of_local_workers": "0.64"})
    result = ocop.score(RULESETS["mini-2030"], dossier, sheet_for(MINI, {**CLEAN, "1.1": 0}))
    assert [f.criterion for f in result.findings if f.criterion] == ["1.1"]
    doubted = {
        number: any(span.to == "findings" for span in blocks(row(paper_of(result), number), Span))
        for number in BEST
    }
    assert [number for number, leads in doubted.items() if leads] == ["1.1"]


def test_labels_of_the_law_are_marked_as_vietnamese_in_english() -> None:
    of = paper(LOST, "en")
    assert row(of, "1.2").cells[1].line[0]._asdict()["lang"] == "vi"
    assert row(of, "1.4").cells[1].line[0] == Span("Yes")


@pytest.mark.parametrize("table", TABLES, ids=repr)
def test_headings_add_up_and_every_criterion_stands_under_its_own(table: ocop.ProductSet) -> None:
    best = {
        c.number: [level.id for level in c.levels]
        if c.mode == "sum"
        else max(c.levels, key=lambda at: at.points).id
        for c in table.criteria
    }
    grids = list(blocks(paper_of(rate(table, best)), Grid))
    rows = [each for grid in grids for body in grid.bodies for each in body]
    numbers = [said(each.cells[0]).split()[0] for each in rows if not each.role]
    assert numbers == [criterion.number for criterion in table.criteria]
    for body in (body for grid in grids for body in grid.bodies):
        above, *under = body
        if above.role:
            number, points = said(above.cells[0]).split()[0], next(blocks(above, Points))
            assert points.got == points.most
            assert all(said(each.cells[0]).startswith(f"{number}.") for each in under)
        else:
            assert under == []
    for grid, part in zip(grids, table.parts, strict=True):
        assert next(blocks(grid.caption, Points)).most == str(part.points)


@pytest.mark.parametrize("table", TABLES, ids=repr)
def test_every_row_covers_every_column(table: ocop.ProductSet) -> None:
    for grid in blocks(paper_of(rate(table, {})), Grid):
        for body in grid.bodies:
            for each in body:
                assert sum(cell.columns for cell in each.cells) == len(grid.columns)


@pytest.mark.parametrize("kind", ["report", "score_sheet"])
def test_english_words_are_those_of_its_own_table_whatever_was_set_before(kind: str) -> None:
    """English labels are in no digest: equal tables may differ in them."""
    translated, plain = demo(), unreleased()
    assert translated.printed == plain.printed
    label = translated.criteria[0].levels[0].words
    assert label.en is not None
    for result, words in ((translated, label.en), (plain, label.vi), (translated, label.en)):
        found = paper_of(result, kind, "en")
        assert words in said(row(found, "1.1") if kind == "report" else tuple(blocks(found, Ruled)))
