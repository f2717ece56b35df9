"""The score sheet: the printed table, ticked as the assessor did, and its own points; or blank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from support.papers import CLEAN, LOST, MINI, OPEN, at_most, blocks, demo, named, said, unreleased
from support.strategies import RULESETS, partial_marks, rate, tables

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES, Lang
from ocop_scoring.reporting import paper_of, placeholders
from ocop_scoring.reporting.paper import (
    Closing,
    Dotted,
    Notice,
    Paper,
    Room,
    Ruled,
    RuledRow,
    Tick,
)


def sheet(result: Any, lang: Lang = "vi", **fields: str) -> Paper:
    return paper_of(result, "score_sheet", lang, fields)


def rows(paper: Paper) -> Iterator[RuledRow]:
    *_, table = blocks(paper, Ruled)
    return iter(table.rows)


def ticks(of: object) -> list[bool]:
    return [tick.ticked for tick in blocks(of, Tick)]


def test_every_printed_row_stands_in_printed_order() -> None:
    result = demo()
    first = [said(row.cells[0]).removeprefix("PHẦN ") for row in rows(sheet(result))]
    numbers = [row.number for row in result.printed.rows()]
    heads = [text.partition(". ")[0] for text in first if not text.startswith("levels")]
    found = iter(heads)
    assert all(number in found for number in numbers)


def test_every_box_of_the_table_is_there_and_those_ticked_that_were() -> None:
    result = demo()
    boxes = [level for criterion in result.printed.criteria for level in criterion.levels]
    ticked = [level.id for c in result.criteria for level in c.levels]
    found = ticks(tuple(rows(sheet(result))))
    assert len(found) == len(boxes)
    assert [box.id for box, on in zip(boxes, found, strict=True) if on] == ticked


@settings(max_examples=25)
@drawn(st.data())
def test_points_of_rows_parts_and_total_are_those_of_the_result(data: st.DataObject) -> None:
    table = data.draw(tables())
    result = rate(table, data.draw(partial_marks(table)))
    shown = list(rows(sheet(result)))
    got = {c.number: "" if c.points is None else str(c.points) for c in result.criteria}
    lines = [row for row in shown if not ticks(row) and said(row.cells[1])]
    printed = [*result.printed.rows()]
    for row, one in zip(lines[:-1], printed, strict=True):
        points = sum(c.points or 0 for c in result.criteria if c.printed in one.criteria)
        expected = got[one.number] if one.kind == "criterion" else str(points)
        assert (said(row.cells[1]), said(row.cells[2])) == (str(one.points), expected)
    assert [said(cell) for cell in lines[-1].cells[1:]] == [
        str(result.printed.points),
        str(result.total),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_forms_fields_are_there(lang: Lang) -> None:
    result = demo()
    text = said(sheet(result, lang))
    dossier = result.dossier
    for field in (
        dossier.product.name,
        dossier.product.code,
        dossier.producer.name,
        dossier.product.commune,
        result.sheet.assessor.name,
        result.sheet.comment,
        result.printed.title.say(lang),
        result.printed.decision,
        result.verdict(lang),
        result.ruleset_digest,
    ):
        assert str(field) in text


def test_what_no_result_knows_is_a_placeholder_until_it_is_given() -> None:
    assert [each.id for each in placeholders(sheet(demo()))] == ["phone", "place"]
    done = sheet(demo(), phone="0290 000 000", place="Cà Mau")
    assert placeholders(done) == ()
    assert "Cà Mau, ngày 20 tháng 11 năm 2026" in said(done)


def test_a_ground_that_was_raised_is_ticked_in_the_box_above() -> None:
    box = next(blocks(sheet(demo("sheet-rejected")), Ruled))
    assert ticks(box).count(True) == 1
    assert ticks(next(blocks(sheet(demo()), Ruled))).count(True) == 0
    assert len(ticks(box)) == len(demo().printed.gates)


def test_minimums_are_printed_as_asterisks_and_explained() -> None:
    text = said(sheet(rate(MINI, CLEAN)))
    stars = {minimum.star for minimum in MINI.minimums}
    for star in stars:
        assert f"{'*' * star}: {star} sao" in text
    assert said(tuple(rows(sheet(rate(MINI, CLEAN))))).count("*") == sum(
        level.minimum or 0 for criterion in MINI.criteria for level in criterion.levels
    )


def test_an_open_criterion_has_no_points_and_says_so() -> None:
    text = said(sheet(rate(MINI, OPEN)))
    assert text.count("chưa chấm") >= 2
    assert "Chưa chấm xong" in text


def test_lost_stars_are_said_with_what_they_need() -> None:
    result = rate(MINI, LOST)
    for held in result.held_back():
        assert held in said(sheet(result))


def test_a_sheet_under_an_unreleased_table_looks_like_none() -> None:
    for result in (unreleased(), unreleased().printed):
        assert result.released is False
        paper = sheet(result)
        assert "BẢN THỬ" in next(blocks(paper, Notice)).title
        assert not any(blocks(paper, Closing))


def test_an_upper_bound_is_said() -> None:
    assert "CẬN TRÊN" in said(next(blocks(sheet(at_most()), Notice)))


def test_readings_are_said_with_their_answers() -> None:
    result = demo()
    text = said(sheet(result))
    assert result.readings
    for name in result.readings:
        reading = result.rules.reading(name)
        assert reading is not None
        assert reading.question.vi in text
        assert reading.taken.vi in text


@pytest.mark.parametrize("number", [1, 8, 26])
def test_a_blank_sheet_has_every_box_and_room_to_write(number: int) -> None:
    table = RULESETS["26-2026"].product_set(number)
    paper = sheet(table)
    assert not any(ticks(paper))
    boxes = sum(len(criterion.levels) for criterion in table.criteria)
    assert len(ticks(tuple(rows(paper)))) == boxes
    assert len(list(blocks(paper, Dotted))) == 6
    assert any(blocks(paper, Room))
    assert placeholders(paper) == ()


def test_a_blank_sheet_takes_what_is_known_already() -> None:
    paper = sheet(MINI, product="Tôm khô mẫu (tên đặt ra)")
    assert "Tôm khô mẫu (tên đặt ra)" in said(paper)


def test_hostile_names_are_marked_as_given() -> None:
    name = "<script>alert(1)</script> {{ x }} =cmd|' /C calc'!A0"
    for result in (named(name),):
        page = ocop.render(result, "html", kind="score_sheet").decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_languages_have_the_same_structure(lang: Lang) -> None:
    def shape(of: object) -> list[str]:
        return [type(part).__name__ for part in blocks(of, tuple) if type(part) is not tuple]

    assert shape(sheet(demo(), lang).blocks) == shape(sheet(demo()).blocks)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sheet_says_its_marks_in_one_line_and_a_blank_one_doesn_t(lang: Lang) -> None:
    result = demo()
    line = result.sheet.to_string(result.printed)
    assert line in said(sheet(result, lang))
    assert "OCOP:" not in said(paper_of(result.printed, "score_sheet", lang))
