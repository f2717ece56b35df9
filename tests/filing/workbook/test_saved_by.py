"""A workbook comes back as the same sheet whichever program saved it in between."""

from __future__ import annotations

import pytest
from support.extras import extra
from support.folders import INVENTED
from support.saved_by import SAVED_BY
from support.shapes import SHAPES, sheet_of
from support.strategies import RULESETS

import ocop_scoring as ocop
from ocop_scoring import ScoreSheet
from ocop_scoring.filing.workbook.door import dossier_of_workbook, sheets_of_workbook
from ocop_scoring.rules.product_set import ProductSet

extra("xlsxwriter")
extra("python_calamine")
extra("openpyxl")

LAW = RULESETS["26-2026"]
SHRIMP = SHAPES["plain"]


def read(content: bytes, table: ProductSet) -> tuple[ScoreSheet, ...]:
    catalog = INVENTED if table.ruleset == "mini-2030" else None
    return sheets_of_workbook(content, catalog, "m1.xlsx")


@pytest.mark.parametrize("program", SAVED_BY)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_sheet_comes_back_whichever_program_saved_it(shape: str, program: str) -> None:
    table = SHAPES[shape]
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
