"""A workbook comes back as the same sheet whichever program saved it in between."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from support.drawn import random_marks
from support.extras import extra
from support.folders import INVENTED
from support.saved_by import SAVED_BY
from support.soffice import recalculated
from support.strategies import RULESETS, sheet_for

import ocop_scoring as ocop
from ocop_scoring import ScoreSheet
from ocop_scoring.filing.workbook.door import dossier_of_workbook, sheets_of_workbook
from ocop_scoring.rules.product_set import ProductSet

extra("xlsxwriter")
extra("python_calamine")
extra("openpyxl")

LAW = RULESETS["26-2026"]
TABLES = {
    "plain": LAW.product_set(8),
    "headings": LAW.product_set(11),
    "cases": LAW.product_set(26),
    "lines": INVENTED.ruleset("mini-2030").product_set(1),
}
SHRIMP = TABLES["plain"]


def sheet_of(table: ProductSet, member: int = 1) -> ScoreSheet:
    marks: dict[str, Any] = {}
    for number, mark in random_marks(table, random.Random(f"{table.digest}{member}")).items():
        levels = table.criterion(number).levels
        marks[number] = next((lv.mark for lv in levels if lv.id == mark), mark)
    assessor = {"id": f"m{member}", "name": "Trần Văn B (tên đặt ra)", "role": "member"}
    more = {"product_code": "96-32244-001-2026", "assessed_on": "2026-12-08", "round": 2}
    comment = "=1+1, “đẹp” & gọn <b>\nnhãn thiếu ngày"
    return sheet_for(table, marks, assessor=assessor, comment=comment, **more)


def read(content: bytes, table: ProductSet) -> tuple[ScoreSheet, ...]:
    catalog = INVENTED if table.ruleset == "mini-2030" else None
    return sheets_of_workbook(content, catalog, "m1.xlsx")


@pytest.mark.parametrize("program", SAVED_BY)
@pytest.mark.parametrize("shape", TABLES)
def test_a_sheet_comes_back_whichever_program_saved_it(shape: str, program: str) -> None:
    table = TABLES[shape]
    sheet = sheet_of(table)
    written = ocop.sheet_workbook(RULESETS[table.ruleset], sheet)
    assert read(SAVED_BY[program](written), table) == (sheet,)


@pytest.mark.parametrize("program", SAVED_BY)
def test_entry_workbook_and_dossier_come_back_too(program: str) -> None:
    save = SAVED_BY[program]
    sheets = tuple(sheet_of(SHRIMP, member) for member in range(3))
    entry = ocop.entry_workbook(LAW, 8, sheets=sheets)
    assert read(save(entry), SHRIMP) == sheets
    blank = dossier_of_workbook(ocop.dossier_workbook(LAW, 8, dossier=DOSSIER), None)
    assert dossier_of_workbook(save(ocop.dossier_workbook(LAW, 8, dossier=DOSSIER)), None) == blank


DOSSIER = ocop.read_dossier(
    {
        "format": "ocop-dossier/1",
        "product": {"name": "Tôm khô", "product_set": 8, "commune": "Xã", "province": "Tỉnh"},
        "producer": {"name": "=HTX", "kind": "cooperative", "representative": {"name": "A"}},
        "application": {"kind": "first", "submitted_on": "2026-09-15"},
        "facts": {"share_of_provincial_materials": "0.823", "processing": "deep"},
        "documents": [{"kind": "origin-papers", "number": "007", "issued_on": "2026-01-02"}],
    }
)


@pytest.mark.slow
def test_libreoffice_saves_every_shape_so_that_it_comes_back(tmp_path: Path) -> None:
    sheets = {shape: sheet_of(table) for shape, table in TABLES.items()}
    ours = {
        shape: ocop.sheet_workbook(RULESETS[TABLES[shape].ruleset], sheet)
        for shape, sheet in sheets.items()
    }
    several = tuple(sheet_of(SHRIMP, member) for member in range(3))
    ours["entry"] = ocop.entry_workbook(LAW, 8, sheets=several)
    ours["dossier"] = ocop.dossier_workbook(LAW, 8, dossier=DOSSIER)
    theirs = recalculated(ours, tmp_path)
    for shape, sheet in sheets.items():
        assert read(theirs[shape], TABLES[shape]) == (sheet,)
    assert read(theirs["entry"], SHRIMP) == several
    assert dossier_of_workbook(theirs["dossier"], None) == DOSSIER
