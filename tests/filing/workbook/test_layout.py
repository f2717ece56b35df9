"""What stands where: of every table of every decision."""

from __future__ import annotations

import pytest
from support.tables import every_table

from ocop_scoring.filing.workbook.layout import sheet_layout
from ocop_scoring.filing.workbook.places import FIELDS, Cell, SheetLayout
from ocop_scoring.rules.product_set import ProductSet

TABLES = every_table()


@pytest.fixture(params=TABLES, ids=lambda t: f"{t.ruleset}-{t.product_set}")
def layout(request: pytest.FixtureRequest) -> SheetLayout:
    table: ProductSet = request.param
    return sheet_layout(table)


def test_the_form_has_the_printed_rows_in_their_order(layout: SheetLayout) -> None:
    printed = [
        row.about for row in layout.rows if row.kind in ("part", "group", "heading", "criterion")
    ]
    assert printed == list(layout.product_set.rows())
    assert [answer.criterion for answer in layout.answers] == list(layout.product_set.criteria)


def test_rows_follow_one_another_and_no_two_answers_share_a_cell(layout: SheetLayout) -> None:
    assert [row.row for row in layout.rows] == list(range(len(layout.rows)))
    assert len(set(layout.answered)) == len(layout.answered)
    written = {cell for cell, _ in layout.texts()}
    assert not written & set(layout.answered)


def test_every_level_stands_in_full_above_the_answer(layout: SheetLayout) -> None:
    for answer in layout.answers:
        shown = [layout.rows[row] for row in answer.ticks]
        assert [row.about for row in shown] == list(answer.criterion.levels)
        assert [row.b for row in shown] == [
            " ".join(lv.vi.split()) for lv in answer.criterion.levels
        ]
        assert answer.title < answer.ticks[0]
        assert answer.ticks[-1] < answer.cell.row


def test_every_ground_is_answered_beside_its_words(layout: SheetLayout) -> None:
    assert {gate.gate for gate in layout.gates} == set(layout.product_set.gates)
    for gate in layout.gates:
        assert " ".join(gate.gate.vi.split()) in layout.rows[gate.cell.row].b


def test_entries_of_all_criteria_stand_one_below_the_other(layout: SheetLayout) -> None:
    row = 0
    for answer in layout.answers:
        assert answer.first_entry == row
        row += len(answer.entries)


def test_every_field_has_a_label_before_its_cell(layout: SheetLayout) -> None:
    assert layout.fields.keys() == {*FIELDS, "comment"}
    for cell in layout.fields.values():
        assert layout.rows[cell.row].a
        assert cell.column == 1


def test_a_layout_is_made_once() -> None:
    assert sheet_layout(TABLES[1]) is sheet_layout(TABLES[1])


def test_an_answer_is_found_by_its_number_and_an_entry_by_its_text() -> None:
    answer = sheet_layout(TABLES[1]).answer_of("1.1")
    entry = answer.entries[1]
    assert answer.entry(entry.text) == answer.entry_of_key(entry.key) == entry
    assert answer.entry(entry.text[:-1]) is None
    with pytest.raises(KeyError):
        sheet_layout(TABLES[1]).answer_of("99.9")


def test_a_cell_is_named_as_spreadsheets_name_it() -> None:
    assert Cell(19, 1).address == "B20"
    assert Cell(19, 1).fixed == "$B$20"
