"""A filled-in workbook comes back as the sheet that was meant; whatever doesn't fit is said with
its cell.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.extras import extra
from support.folders import INVENTED
from support.strategies import TABLES, partial_marks, sheet_for

import ocop_scoring as ocop
from ocop_scoring import FilingError, ScoreSheet
from ocop_scoring.filing.workbook.layout import sheet_layout
from ocop_scoring.filing.workbook.places import FORM, WHAT, Answer
from ocop_scoring.filing.workbook.read import read_workbook
from ocop_scoring.rules.product_set import ProductSet

extra("python_calamine")
extra("openpyxl")
from support.workbooks import filled  # noqa: E402 - after the extras are known to be there

MINI = INVENTED.ruleset("mini-2030").product_set(1)
SHRIMP = ocop.ruleset("26-2026").product_set(8)
TEA = ocop.ruleset("26-2026").product_set(11)


def read(content: bytes, table: ProductSet = SHRIMP) -> ScoreSheet:
    catalog = INVENTED if table.ruleset == "mini-2030" else None
    return read_workbook(content, catalog=catalog, file="m1.xlsx")


def said(content: bytes, table: ProductSet = SHRIMP) -> list[str]:
    """What is wrong with a workbook, without the file's name."""
    with pytest.raises(FilingError) as refused:
        read(content, table)
    return [line.removeprefix("m1.xlsx:") for line in refused.value.lines("en")]


def form(change: Callable[[Any], None]) -> Callable[[Any], None]:
    """A change of the form, as one of the workbook."""
    return lambda workbook: change(workbook[FORM])


def writes(cell: Any, value: object) -> Callable[[Any], None]:
    """A change that writes a value into a cell of the form."""

    def write(sheet: Any) -> None:
        sheet[getattr(cell, "address", cell)] = value

    return form(write)


def answer(number: str, table: ProductSet = SHRIMP) -> Answer:
    return sheet_layout(table).answer_of(number)


def normal(table: ProductSet, sheet: ScoreSheet) -> ScoreSheet:
    """The sheet as a workbook gives it back: a level's own points instead of its id, no level as 0
    or as an empty list, lines in printed order.
    """
    marks: dict[str, Any] = {}
    for number, mark in sheet.marks.items():
        criterion = table.criterion(number)
        if criterion.mode == "sum":
            ticked = mark if isinstance(mark, tuple) else ()
            marks[number] = [level.id for level in criterion.levels if level.id in ticked]
        else:
            named = [level.mark for level in criterion.levels if level.id == mark]
            marks[number] = named[0] if named else mark
    return sheet.model_copy(update={"marks": marks})


@st.composite
def sheets(draw: st.DrawFn) -> tuple[ProductSet, ScoreSheet]:
    table = draw(st.sampled_from(TABLES))
    entries: dict[str, Any] = {
        "assessor": {"id": draw(st.sampled_from(["m1", "Ông A", "007"])), "role": "chair"},
        "round": draw(st.integers(1, 3)),
    }
    if draw(st.booleans()):
        entries["assessor"]["name"] = "Trần Văn B"
        entries["assessed_on"] = "2026-12-08"
        entries["product_code"] = "96-32244-001-2026"
        entries["comment"] = "Mẫu mã đẹp;\nnhãn còn thiếu ngày"
    gates = [gate.id for gate in table.gates if gate.raised_by != "marks"]
    rejects = draw(st.lists(st.sampled_from(gates), unique=True, max_size=2)) if gates else []
    entries["rejects"] = [gate for gate in gates if gate in rejects]
    return table, sheet_for(table, draw(partial_marks(table)), **entries)


@settings(max_examples=25)
@given(sheets())
def test_a_filled_in_workbook_comes_back_as_the_same_sheet(
    drawn: tuple[ProductSet, ScoreSheet],
) -> None:
    table, sheet = drawn
    found = read(filled(table, sheet), table)
    expected = normal(table, sheet)
    assert found.model_dump() | {"rejects": found.rejects} == expected.model_dump()


def test_a_blank_answer_is_not_assessed_and_no_level_is_0() -> None:
    number = answer("1.2")
    none = next(entry.text for entry in number.entries if entry.points == 0)
    content = filled(SHRIMP, sheet_for(SHRIMP, {}), writes(number.cell, none))
    assert read(content).marks == {"1.2": 0}


def test_lines_that_add_up_are_assessed_once_all_are_answered() -> None:
    five = answer("5", MINI)
    some = filled(MINI, sheet_for(MINI, {}), writes(five.lines[0].cell, "Có"))
    assert read(some, MINI).marks == {}
    all_no = [writes(line.cell, "không") for line in five.lines]
    assert read(filled(MINI, sheet_for(MINI, {}), *all_no), MINI).marks == {"5": ()}


WRITTEN = {
    "points as a number": lambda entry: entry.points,
    "points as text": lambda entry: f" {entry.points} ",
    "the key alone": lambda entry: entry.key,
    "other blanks": lambda entry: f"  {entry.text.replace(' ', chr(0xA0) + ' ')}\n",
    "accents of their own": lambda entry: unicodedata.normalize("NFD", entry.text),
    "a zero-width blank": lambda entry: f"\u200b{entry.text}",
}


@pytest.mark.parametrize("way", WRITTEN)
def test_an_answer_is_understood_however_a_program_writes_it(way: str) -> None:
    number = answer("1.1")
    for entry in number.entries:
        content = filled(SHRIMP, sheet_for(SHRIMP, {}), writes(number.cell, WRITTEN[way](entry)))
        assert read(content).marks == {"1.1": entry.mark}


WRONG: dict[str, tuple[Any, str]] = {
    "another number": (7, "unknown-points: criterion 1.1 has no level with 7 points"),
    "words": ("đạt", "not-an-answer: “đạt” is no answer to item 1.1; choose an entry of its list"),
    "half a point": (1.5, "not-an-answer: “1.5” is no answer to item 1.1"),
    "yes": (True, "not-an-answer: “true” is no answer to item 1.1"),
    "a day": (date(2026, 1, 2), "not-an-answer: “2026-01-02” is no answer to item 1.1"),
    "two points": ("1, 2", "two-ticks: “1, 2” says two levels of item 1.1; choose one."),
    "another item's words": ("1 · Có chứng nhận", "other-answer: “1 · Có chứng nhận” begins like"),
    "a formula": ("=1+1", "formula-in-answer: a formula stands in this answer"),
    "an error": ("#N/A", "error-in-answer: this answer shows an error"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_answer_is_refused_with_its_cell(what: str) -> None:
    value, sentence = WRONG[what]
    number = answer("1.1")
    (line,) = said(filled(SHRIMP, sheet_for(SHRIMP, {}), writes(number.cell, value)))
    assert line.startswith(f"'{FORM}'!{number.cell.address} {sentence}")


def test_two_entries_in_one_answer_are_two_ticks() -> None:
    number = answer("1.1")
    both = "\n".join(entry.text for entry in number.entries[-2:])
    (line,) = said(filled(SHRIMP, sheet_for(SHRIMP, {}), writes(number.cell, both)))
    assert "two-ticks" in line


def test_ticks_beside_levels_are_refused_one_and_two() -> None:
    number = answer("1.1")
    ticks = [writes(f"A{row + 1}", "x") for row in number.ticks[:2]]
    (one,) = said(filled(SHRIMP, sheet_for(SHRIMP, {}), *ticks[:1]))
    assert "tick-outside-answer: “x” stands in the box beside a level of item 1.1" in one
    (two,) = said(filled(SHRIMP, sheet_for(SHRIMP, {}), *ticks))
    first, second = (f"A{row + 1}" for row in number.ticks[:2])
    assert f"!{first} two-ticks: item 1.1 has two levels ticked ({first}, {second})" in two


def test_all_that_is_wrong_is_said_at_once() -> None:
    changes = [
        writes(answer("1.1").cell, 9),
        writes(answer("1.2").cell, "?"),
        writes(sheet_layout(SHRIMP).fields["role"], "thủ quỹ"),
        writes(sheet_layout(SHRIMP).fields["assessed_on"], "8/12/2026"),
        writes(sheet_layout(SHRIMP).gates[0].cell, "có thể"),
    ]
    lines = said(filled(SHRIMP, sheet_for(SHRIMP, {}), *changes))
    codes = {line.split(": ")[0].split()[-1] for line in lines}
    assert codes == {"unknown-points", "not-an-answer", "wrong-word", "not-a-date"}
    assert len(lines) == 5
    assert all(line.startswith(f"'{FORM}'!") for line in lines)


def test_an_assessor_without_id_or_role_is_asked_for_in_its_cell() -> None:
    fields = sheet_layout(SHRIMP).fields
    lines = said(filled(SHRIMP, None))
    assert [line.split(":")[0] for line in lines] == [
        f"'{FORM}'!{fields['assessor_id'].address} missing-field",
        f"'{FORM}'!{fields['role'].address} missing-field",
    ]


def test_an_id_of_digits_is_text_though_a_spreadsheet_takes_it_for_a_number() -> None:
    change = writes(sheet_layout(SHRIMP).fields["assessor_id"], 12)
    assert read(filled(SHRIMP, sheet_for(SHRIMP, {}), change)).assessor.id == "12"


def test_a_role_may_be_the_form_s_words_or_the_word_of_the_format() -> None:
    for written in ("chủ tịch Hội đồng", "CHỦ TỊCH  HỘI ĐỒNG", "chair"):
        change = writes(sheet_layout(SHRIMP).fields["role"], written)
        assert read(filled(SHRIMP, sheet_for(SHRIMP, {}), change)).assessor.role == "chair"


# Another form, or one that was changed


def test_a_changed_label_is_named_with_what_belongs_there() -> None:
    cell, text = next((c, t) for c, t in sheet_layout(SHRIMP).texts() if len(t) > 40)
    (line,) = said(filled(SHRIMP, sheet_for(SHRIMP, {}), writes(cell, "Nguyên liệu địa phương")))
    where = f"'{FORM}'!{cell.address} changed-text: “Nguyên liệu địa phương” stands where"
    assert line.startswith(where)
    assert text[:30] in line


def test_a_label_that_was_cleared_is_named() -> None:
    cell, _ = next((c, t) for c, t in sheet_layout(SHRIMP).texts() if len(t) > 40)
    (line,) = said(filled(SHRIMP, sheet_for(SHRIMP, {}), writes(cell, None)))
    assert f"{cell.address} changed-text: nothing stands where the form has" in line


def test_labels_may_have_other_blanks_and_accents_and_numbers_for_points() -> None:
    def change(sheet: Any) -> None:
        for cell, text in sheet_layout(SHRIMP).texts():
            spaced = unicodedata.normalize("NFD", text).replace(" ", "\xa0 ")
            sheet[cell.address] = int(text) if text.isdigit() else spaced

    assert read(filled(SHRIMP, sheet_for(SHRIMP, {"1.1": 2}), form(change))).marks == {"1.1": 2}


MOVES: dict[str, Callable[[Any], None]] = {
    "inserted": lambda sheet: sheet.insert_rows(30),
    "deleted": lambda sheet: sheet.delete_rows(30),
    "moved": lambda sheet: sheet.move_range("A40:D44", rows=3),
}


@pytest.mark.parametrize("how", MOVES)
def test_rows_that_moved_are_one_sentence(how: str) -> None:
    (line,) = said(filled(SHRIMP, sheet_for(SHRIMP, {"1.1": 2}), form(MOVES[how])))
    assert " moved-row: the row “" in line
    assert "rows were inserted, deleted or sorted" in line


def test_another_product_s_form_in_the_same_workbook_is_one_sentence() -> None:
    def change(workbook: Any) -> None:
        for row in workbook[FORM].iter_rows():
            for cell in row:
                cell.value = None
        for cell, text in sheet_layout(TEA).texts():
            workbook[FORM][cell.address] = text

    (line,) = said(filled(SHRIMP, sheet_for(SHRIMP, {}), change))
    assert "moved-row" in line or "changed-text" in line


def test_merged_cells_over_an_answer_are_refused_elsewhere_they_do_no_harm() -> None:
    cell = answer("1.1").cell
    over = form(lambda sheet: sheet.merge_cells(f"{cell.address}:C{cell.row + 1}"))
    (line,) = said(filled(SHRIMP, sheet_for(SHRIMP, {}), over))
    assert f"merged-cells: the cells {cell.address}:C{cell.row + 1} are merged" in line
    beside = form(lambda sheet: sheet.merge_cells("F1:G2"))
    assert read(filled(SHRIMP, sheet_for(SHRIMP, {"1.1": 1}), beside)).marks == {"1.1": 1}


def identity(**said: str) -> Callable[[Any], None]:
    def change(workbook: Any) -> None:
        for name, value in workbook[WHAT].iter_rows():
            if name.value in said:
                value.value = said[name.value]

    return change


OTHERS = {
    "format": ("ocop-x/1", "other-workbook: this workbook is not a score sheet (ocop-sheet-work"),
    "template": ("0", "B2 other-template: the form is of template 0, and template 1 is read"),
    "ruleset": ("99-2099", "B3 unknown-ruleset: there is no ruleset “99-2099”"),
    "product_set": ("99", "B5 unknown-product-set: ruleset 26-2026 has no product set"),
    "ruleset_digest": ("sha256:0", "B6 other-table: the workbook was made of another state of"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_template_or_table_is_refused_in_one_sentence(name: str) -> None:
    value, sentence = OTHERS[name]
    (line,) = said(filled(SHRIMP, sheet_for(SHRIMP, {}), identity(**{name: value})))
    assert line.startswith(f"A1 {sentence}" if name == "format" else f"{WHAT}!{sentence}")


def test_another_product_s_code_is_refused() -> None:
    sheet = sheet_for(SHRIMP, {}, product_code="96-32244-001-2026")
    other = writes(sheet_layout(SHRIMP).fields["product_code"], "96-32244-002-2026")
    (line,) = said(filled(SHRIMP, sheet, other))
    assert "other-product-code: the form is for product 96-32244-002-2026, and the" in line


def test_a_workbook_that_is_none_of_ours_is_refused() -> None:
    def change(workbook: Any) -> None:
        del workbook[WHAT]

    (line,) = said(filled(SHRIMP, None, change))
    assert line.startswith(f"A1 other-workbook: the workbook has no worksheet “{WHAT}”")

    def renamed(workbook: Any) -> None:
        workbook[FORM].title = "Sheet1"

    (line,) = said(filled(SHRIMP, None, renamed))
    assert line.startswith(f"A1 other-workbook: the workbook has no worksheet “{FORM}”")


def test_errors_of_a_rating_name_the_cell_of_the_mark() -> None:
    sheet = read(filled(SHRIMP, sheet_for(SHRIMP, {"1.1": 2})))
    place = sheet.place(("marks", "1.1"))
    assert str(place) == f"m1.xlsx:'{FORM}'!{answer('1.1').cell.address}"
