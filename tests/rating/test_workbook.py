"""Score sheets as workbooks: who may be in them, and what is refused."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import pytest
from support.drawn import shown
from support.extras import extra
from support.folders import DEMO
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.workbook.layout import sheet_layout
from ocop_scoring.filing.workbook.places import FORM, Field

extra("xlsxwriter")
extra("python_calamine")

RULES = ocop.ruleset("26-2026")
TABLE = RULES.product_set(8)
LAYOUT = sheet_layout(TABLE)
DOSSIER, SHEET = ocop.load_dossier(DEMO / "dossier.yaml"), ocop.load_sheet(DEMO / "sheet.yaml")


def field(workbook: bytes, name: Field) -> Any:
    cell = LAYOUT.fields[name]
    row = shown(workbook)[FORM][cell.row]
    return row[cell.column] if cell.column < len(row) else ""


def test_a_blank_workbook_names_product_and_assessor_where_they_are_known() -> None:
    assessor = ocop.Assessor(id="m3", role="chair", name="Lê Thị C (tên đặt ra)")
    workbook = ocop.blank_workbook(
        RULES, 8, dossier=DOSSIER, assessor=assessor, round=2, assessed_on=date(2026, 10, 2)
    )
    assert field(workbook, "product_name") == DOSSIER.product.name
    assert field(workbook, "product_code") == DOSSIER.product.code
    assert field(workbook, "producer") == DOSSIER.producer.name
    assert field(workbook, "assessor_id") == "m3"
    assert field(workbook, "assessor_name") == "Lê Thị C (tên đặt ra)"
    assert field(workbook, "role") == "Chủ tịch Hội đồng"
    assert field(workbook, "round") == 2
    assert field(workbook, "assessed_on") == date(2026, 10, 2)


def test_a_blank_workbook_of_a_table_alone_names_nobody() -> None:
    workbook = ocop.blank_workbook(RULES, 8)
    for name in ("product_name", "product_code", "assessor_id", "assessor_name", "role"):
        assert field(workbook, name) == ""  # type: ignore[arg-type]
    assert field(workbook, "round") == 1


def test_a_filled_workbook_bears_its_sheets_answers() -> None:
    cells = shown(ocop.sheet_workbook(RULES, SHEET))[FORM]
    for number, mark in SHEET.marks.items():
        answer = LAYOUT.answer_of(number)
        entry = answer.entry(cells[answer.cell.row][answer.cell.column])
        assert entry is not None
        assert mark in (entry.mark, entry.level and entry.level.id)


def test_the_day_that_the_file_bears_is_handed_in() -> None:
    one, other = (ocop.blank_workbook(RULES, 8, made_on=date(2026, 1, day)) for day in (1, 2))
    assert one != other


def test_a_sheet_of_another_table_product_or_ruleset_is_refused() -> None:
    with pytest.raises(ocop.FilingError, match="other-product-set"):
        ocop.sheet_workbook(RULES, sheet_for(RULES.product_set(9), {}), dossier=DOSSIER)
    with pytest.raises(ocop.FilingError, match="other-product-set"):
        ocop.blank_workbook(RULES, 9, dossier=DOSSIER)
    with pytest.raises(ocop.FilingError, match="other-ruleset"):
        ocop.sheet_workbook(ocop.ruleset("148-2023"), SHEET)
    with pytest.raises(ocop.CatalogError, match="unknown-product-set"):
        ocop.blank_workbook(RULES, 99)
    with pytest.raises(ocop.FilingError, match="unknown-points"):
        ocop.sheet_workbook(RULES, sheet_for(TABLE, {"1.1": 9}))


def test_a_sheet_that_names_no_table_is_refused_without_a_dossier() -> None:
    nameless = SHEET.model_copy(update={"product_set": None})
    assert ocop.sheet_workbook(RULES, nameless, dossier=DOSSIER)
    with pytest.raises(ocop.FilingError, match="missing-field"):
        ocop.sheet_workbook(RULES, nameless)


def test_a_text_that_no_cell_holds_is_refused() -> None:
    long = SHEET.model_copy(update={"comment": "dài " * 8191 + "hết"})
    assert field(ocop.sheet_workbook(RULES, long), "comment") == long.comment
    with pytest.raises(ocop.FilingError, match="text-too-long"):
        ocop.sheet_workbook(RULES, SHEET.model_copy(update={"comment": "dài " * 8192}))


def test_without_the_extra_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [
        name for name in sys.modules if "filing.workbook." in name or "xlsxwriter" in name
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ocop.FilingError) as refused:
        ocop.blank_workbook(RULES, 8, dossier=dossier_for(TABLE))
    assert refused.value.lines("en") == [
        "missing-extra: XLSX needs the package XlsxWriter, which is not installed; "
        "install it with pip install 'ocop-scoring[xlsx]'."
    ]
