"""The workbook of a score sheet: what its cells show, how it is locked and printed."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from support.drawn import Drawn, Shown, drawn, drawn_sheets, shown, some_tables
from support.extras import extra
from support.folders import DEMO, INVENTED
from support.tables import MINI

import ocop_scoring as ocop
from ocop_scoring.filing.workbook.layout import sheet_layout
from ocop_scoring.filing.workbook.places import CALC, FORM, LISTS, WHAT, Cell, SheetLayout
from ocop_scoring.filing.workbook.read import read_workbook
from ocop_scoring.rating.alone import sheet_alone

extra("xlsxwriter")
extra("python_calamine")
openpyxl = extra("openpyxl")

RULES = ocop.ruleset("26-2026")
DOSSIER, SHEET = ocop.load_dossier(DEMO / "dossier.yaml"), ocop.load_sheet(DEMO / "sheet.yaml")
SHRIMP = RULES.product_set(8)
LAYOUT = sheet_layout(SHRIMP)
WORKBOOK = ocop.sheet_workbook(RULES, SHEET, dossier=DOSSIER)
RESULT = ocop.score(RULES, DOSSIER, SHEET)

DRAWN = drawn_sheets()


def on_form(cells: Shown, cell: Cell) -> Any:
    """What a cell of the form shows; empty where nothing stands there."""
    rows = cells[FORM]
    row = rows[cell.row] if cell.row < len(rows) else []
    return row[cell.column] if cell.column < len(row) else ""


def said(cells: Shown, layout: SheetLayout, result: str) -> str:
    return str(on_form(cells, layout.results[result]))


# What is written is read


def read(workbook: bytes) -> ocop.ScoreSheet:
    is_invented = "mini-2030" in str(shown(workbook)[WHAT])
    return read_workbook(workbook, catalog=INVENTED if is_invented else None)


@pytest.mark.parametrize("name", DRAWN)
def test_a_sheet_comes_back_from_its_workbook(name: str) -> None:
    one = DRAWN[name]
    sheet = read(one.workbook())
    assert sheet.model_copy(update={"marks": one.sheet.marks}) == one.sheet
    assert _result(one, sheet).to_json() == _result(one, one.sheet).to_json()


# What the engine says stands in the cells


@pytest.mark.parametrize("name", DRAWN)
def test_the_form_says_what_the_engine_says(name: str) -> None:
    one = DRAWN[name]
    cells, layout = shown(one.workbook()), sheet_layout(one.table)
    result = _result(one, one.sheet)
    for row in result.criteria:
        points = on_form(cells, layout.answer_of(row.number).points)
        assert points == ("" if row.points is None else row.points)
    missed = [f"{unmet.star}★ {unmet.criterion}" for unmet in result.unmet]
    assert said(cells, layout, "unmet") == (
        f"{len(missed)}: {'; '.join(missed)}" if missed else "không có"
    )
    opened = [row.number for row in result.criteria if row.source == "none"]
    assert said(cells, layout, "open") == (
        f"{len(opened)}: {', '.join(opened)}" if opened else "không có"
    )
    assert (f"({result.star} sao)" in said(cells, layout, "star")) == (result.star is not None)
    outcomes = {gate.outcome for gate in result.gates}
    assert (said(cells, layout, "star") == "HỒ SƠ BỊ LOẠI") == ("rejected" in outcomes)
    assert (said(cells, layout, "star") == "DỪNG ĐÁNH GIÁ") == (outcomes == {"stopped"})
    if "cases" in layout.results:
        differ = any(finding.code == "cases-differ" for finding in result.findings)
        assert said(cells, layout, "cases").startswith("Các mục") == differ


def _result(one: Drawn, sheet: ocop.ScoreSheet) -> ocop.Evaluation:
    if one.dossier is not None:
        return ocop.score(one.rules, one.dossier, sheet)
    result = sheet_alone(one.rules, sheet).result
    assert result is not None
    return result


def test_texts_of_the_layout_stand_where_it_says() -> None:
    for table in some_tables():
        one = drawn(table, "texts")
        cells, layout = shown(one.workbook()), sheet_layout(table)
        for cell, text in layout.texts():
            assert on_form(cells, cell) == text, cell.address


def test_a_blank_form_shows_what_is_open_and_no_star() -> None:
    cells = shown(ocop.blank_workbook(RULES, 8))
    assert said(cells, LAYOUT, "star").startswith("chưa xác định: còn ")
    assert said(cells, LAYOUT, "star_by_points") == "–"
    for answer in LAYOUT.answers:
        assert on_form(cells, answer.cell) == ""
        assert on_form(cells, answer.points) == ""
        assert on_form(cells, answer.state) == "chưa chấm"


def test_no_level_reached_is_an_answer_and_blank_is_none() -> None:
    sheet = SHEET.model_copy(update={"marks": {"1.5": 0, "5.2": 0}})
    cells = shown(ocop.sheet_workbook(RULES, sheet))
    assert on_form(cells, LAYOUT.answer_of("1.5").points) == 0
    assert str(on_form(cells, LAYOUT.answer_of("1.5").cell)).startswith("0 · ")
    assert on_form(cells, LAYOUT.answer_of("1.4").points) == ""


def test_what_facts_decide_stands_beside_the_answer_and_counts_where_it_is_blank() -> None:
    marks = {number: mark for number, mark in SHEET.marks.items() if number != "1.1"}
    sheet = SHEET.model_copy(update={"marks": marks})
    result = ocop.score(RULES, DOSSIER, sheet)
    assert result.criteria[0].source == "fact"
    cells, answer = (
        shown(ocop.sheet_workbook(RULES, sheet, dossier=DOSSIER)),
        LAYOUT.answer_of("1.1"),
    )
    assert on_form(cells, answer.cell) == ""
    assert on_form(cells, answer.points) == result.criteria[0].points
    assert str(on_form(cells, answer.state)).startswith(f"hồ sơ: {result.criteria[0].points} điểm")


def test_a_ground_that_papers_raise_is_said_and_ends_the_rating() -> None:
    facts = {**DOSSIER.facts, "food_safety_certificate_required": True}
    bare = DOSSIER.model_copy(update={"documents": (), "facts": facts})
    raised = {gate.id for gate in ocop.score(RULES, bare, SHEET).gates}
    cells = shown(ocop.sheet_workbook(RULES, SHEET, dossier=bare))
    assert raised
    for gate in LAYOUT.gates:
        assert (on_form(cells, gate.hint) == "hồ sơ: Có") == (gate.gate.id in raised)
    assert said(cells, LAYOUT, "star") == "HỒ SƠ BỊ LOẠI"


def test_lines_that_add_up_are_answered_each_for_itself() -> None:
    rules = ocop.ruleset("1048-2019")
    table = rules.product_set(26)
    layout = sheet_layout(table)
    answer = layout.answer_of("12")
    sheet = drawn(table, "lines").sheet.model_copy(
        update={"marks": {"12": ("managers-trained", "staff-trained")}}
    )
    cells = shown(ocop.sheet_workbook(rules, sheet))
    assert [on_form(cells, line.cell) for line in answer.lines] == ["Có", "Có", "Không"]
    assert on_form(cells, answer.points) == 5
    none = sheet.model_copy(update={"marks": {"12": 0}})
    assert on_form(shown(ocop.sheet_workbook(rules, none)), answer.points) == 0


# The file


def test_the_same_input_gives_the_same_bytes_and_no_part_bears_a_time() -> None:
    assert ocop.sheet_workbook(RULES, SHEET, dossier=DOSSIER) == WORKBOOK
    with ZipFile(BytesIO(WORKBOOK)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert re.findall(r">(\d{4}-\d\d-\d\d)T", core) == ["2000-01-01", "2000-01-01"]


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x.example")', "_x0041_", "<b>&amp;"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_becomes_a_formula(text: str) -> None:
    product = DOSSIER.product.model_copy(update={"name": text})
    dossier = DOSSIER.model_copy(update={"product": product})
    assessor = SHEET.assessor.model_copy(update={"name": text})
    sheet = SHEET.model_copy(update={"assessor": assessor, "comment": f"{text}\n{text}"})
    workbook = ocop.sheet_workbook(RULES, sheet, dossier=dossier)
    form = openpyxl.load_workbook(BytesIO(workbook))[FORM]
    for field, value in {
        "product_name": text,
        "assessor_name": text,
        "comment": f"{text}\n{text}",
    }.items():
        cell = form[LAYOUT.fields[field].address]  # type: ignore[index]
        assert (cell.value, cell.data_type) == (value, "s")
        assert cell.number_format == "@", "typed anew it stays text"
    with ZipFile(BytesIO(workbook)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                formulas = re.findall(r"<f>(.*?)</f>", parts.read(name).decode())
                assert not any(text in formula for formula in formulas if len(text) > 2)


@pytest.fixture(scope="module")
def opened() -> Any:
    return openpyxl.load_workbook(BytesIO(WORKBOOK))


def test_all_cells_but_the_answers_are_locked_without_a_password(opened: Any) -> None:
    form = opened[FORM]
    fixed = {LAYOUT.fields[name] for name in ("product_name", "product_code", "producer")}
    unlocked = {
        Cell(cell.row - 1, cell.column - 1)
        for row in form.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    assert unlocked == set(LAYOUT.answered) - fixed
    for sheet in opened.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None


def test_one_sheet_is_shown_and_says_what_it_is(opened: Any) -> None:
    assert {sheet.title: sheet.sheet_state for sheet in opened.worksheets} == {
        FORM: "visible",
        LISTS: "hidden",
        CALC: "hidden",
        WHAT: "hidden",
    }
    cells = shown(WORKBOOK)
    assert dict(cells[WHAT]) == {
        "format": "ocop-sheet-workbook/1",
        "template": "1",
        "ruleset": "26-2026",
        "revision": str(SHRIMP.revision),
        "product_set": "8",
        "ruleset_digest": SHRIMP.digest,
        "product_code": "96-32244-001-2026",
    }
    foot = [row[0] for row in cells[FORM][-2:]]
    assert "26-2026" in foot[0]
    assert foot[1] == SHRIMP.digest


def test_the_form_is_for_upright_a4_with_the_tables_head_on_each_page(opened: Any) -> None:
    form = opened[FORM]
    assert (form.page_setup.paperSize, form.page_setup.orientation) == (9, "portrait")
    assert (form.page_setup.fitToWidth, form.page_setup.fitToHeight) == (None, 0)
    assert form.sheet_properties.pageSetUpPr.fitToPage
    head = LAYOUT.head + 1
    assert form.print_title_rows == f"${head}:${head}"
    assert form.print_area == f"'{FORM}'!$A$3:$D${len(LAYOUT.rows)}"
    assert form.freeze_panes == "A3"
    assert "&P/&N" in form.oddFooter.right.text
    assert not form.merged_cells.ranges


def test_each_answer_offers_its_own_entries(opened: Any) -> None:
    lists, offered = opened[LISTS], {}
    for validation in opened[FORM].data_validations.dataValidation:
        for cell in validation.cells:
            offered[str(cell)] = validation
    assert offered.keys() >= {answer.cell.address for answer in LAYOUT.answers}
    for answer in LAYOUT.answers:
        validation = offered[answer.cell.address]
        assert (validation.type, validation.showErrorMessage) == ("list", True)
        entries = lists[validation.formula1.partition("!")[2].replace("$", "")]
        assert [cell.value for (cell,) in entries] == [entry.text for entry in answer.entries]
    for gate in LAYOUT.gates:
        assert offered[gate.cell.address].formula1 == '"Có,Không"'


KNOWN_TO_ALL = {
    *("AND", "COUNT", "COUNTIF", "DAY", "FIND", "IF", "IFERROR", "INDEX", "ISNUMBER", "LEFT"),
    *("LOOKUP", "MATCH", "MAX", "MIN", "MONTH", "OR", "REPT", "RIGHT", "SUM", "YEAR"),
}


def test_formulas_use_only_what_excel_2007_libreoffice_and_google_have_alike() -> None:
    for table in (SHRIMP, ocop.ruleset("1048-2019").product_set(26), MINI.product_set(1)):
        workbook = drawn(table, "functions").workbook()
        with ZipFile(BytesIO(workbook)) as parts:
            sheets = [parts.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2, 3, 4)]
        formulas = [f for sheet in sheets for f in re.findall(r"<f>(.*?)</f>", sheet)]
        assert {name for f in formulas for name in re.findall(r"([A-Z]+)\(", f)} <= KNOWN_TO_ALL
        assert not any("{" in f for f in formulas), "no arrays written in formulas"
        assert max(map(len, formulas)) < 8192


def test_points_are_text_for_nobody_and_numbers_of_items_are_text() -> None:
    cells = shown(WORKBOOK)
    answer = LAYOUT.answer_of("1.1")
    assert on_form(cells, Cell(answer.title, 0)) == "1.1"
    assert on_form(cells, answer.points) == 3
