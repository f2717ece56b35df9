"""Workbooks as LibreOffice saves them, every formula worked out anew, all in one run: the formulas
come to what the engine says, and what was filled in comes back.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from support.drawn import Shown, differences, drawn_sheets, shown
from support.extras import extra
from support.folders import DEMO, INVENTED
from support.shapes import SHAPES, sheet_of
from support.shared import made_once
from support.soffice import Answers, saved
from support.strategies import RULESETS, sheet_for
from support.workbooks import answers_of

import ocop_scoring as ocop
from ocop_scoring.filing.workbook.door import dossier_of_workbook, sheets_of_workbook
from ocop_scoring.filing.workbook.entry_layout import ENTRY, MEMBERS, entry_layout
from ocop_scoring.filing.workbook.layout import sheet_layout
from ocop_scoring.filing.workbook.places import FORM, WHAT, Cell
from ocop_scoring.filing.workbook.read import read_workbook
from ocop_scoring.sources.places import address

extra("xlsxwriter")
extra("python_calamine")
pytestmark = pytest.mark.slow

RULES = ocop.ruleset("26-2026")
DOSSIER, SHEET = ocop.load_dossier(DEMO / "dossier.yaml"), ocop.load_sheet(DEMO / "sheet.yaml")
RESULT = ocop.score(RULES, DOSSIER, SHEET)
SHRIMP = RULES.product_set(8)
LAYOUT, ENTRIES = sheet_layout(SHRIMP), entry_layout(SHRIMP)
DRAWN = drawn_sheets()
CODE = "96-32244-001-2026"

Made = dict[str, tuple[bytes, bytes]]
"""Workbooks as we write them, and as LibreOffice saves them."""


def members() -> tuple[ocop.ScoreSheet, ...]:
    """Three members' sheets: all marks, some, one."""
    best = {c.number: max(c.levels, key=lambda lv: lv.points).mark for c in SHRIMP.criteria}
    few = {number: mark for number, mark in best.items() if number[0] != "3"}
    all_marks: list[dict[str, Any]] = [best, few, {"1.1": 2}]
    return tuple(
        sheet_for(SHRIMP, marks, assessor={"id": f"m{n}", "role": "member"}, product_code=CODE)
        for n, marks in enumerate(all_marks)
    )


MEMBERS_SHEETS = members()


def with_another_answer(workbook: bytes) -> bytes:
    """The demo's workbook with another answer to 1.1, its formulas still with the old results."""
    entries = LAYOUT.answer_of("1.1").entries
    now, then = (f"<si><t>{entries[at].text}</t></si>".encode() for at in (3, 1))
    content = BytesIO()
    with ZipFile(BytesIO(workbook)) as given, ZipFile(content, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            if name == "xl/sharedStrings.xml":
                assert now in data
                data = data.replace(now, then, 1)
            made.writestr(name, data)
    return content.getvalue()


def ours() -> dict[str, bytes]:
    """All workbooks as we write them."""
    entry = ocop.entry_workbook(RULES, 8, sheets=MEMBERS_SHEETS)
    return {
        **{name: one.workbook() for name, one in DRAWN.items()},
        **{
            shape: ocop.sheet_workbook(RULESETS[table.ruleset], sheet_of(table))
            for shape, table in SHAPES.items()
        },
        "changed": with_another_answer(ocop.sheet_workbook(RULES, SHEET, dossier=DOSSIER)),
        "entry": entry,
        "entry-with-points": entry,
        "dossier": ocop.dossier_workbook(RULES, 8, dossier=DOSSIER),
        "blank": ocop.blank_workbook(RULES, 8, dossier=DOSSIER),
    }


def by_hand() -> dict[str, Answers]:
    """What is typed into some of them: points for the third member; all of the demo's sheet."""
    row = next(row.row for row in ENTRIES.of("criterion") if row.a == "1.2")
    answers = answers_of(SHRIMP, SHEET) | {LAYOUT.fields["round"].address: 1}
    day = answers.pop(LAYOUT.fields["assessed_on"].address)
    answers[LAYOUT.fields["assessed_on"].address] = (day - date(1899, 12, 30)).days
    return {"entry-with-points": {address(row, MEMBERS + 2): 1}, "blank": answers}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    ours_now = ours()

    def make(folder: Path) -> None:
        folder.mkdir()
        saved(ours_now, folder, by_hand())

    folder = made_once(tmp_path_factory, "libreoffice", make)
    return {name: (ours_now[name], (folder / f"{name}.xlsx").read_bytes()) for name in ours_now}


def read(workbook: bytes) -> ocop.ScoreSheet:
    is_invented = "mini-2030" in str(shown(workbook)[WHAT])
    return read_workbook(workbook, catalog=INVENTED if is_invented else None)


def on_form(cells: Shown, cell: Cell) -> Any:
    return cells[FORM][cell.row][cell.column]


def test_a_changed_answer_changes_the_total_so_that_formulas_are_really_worked_out(
    made: Made,
) -> None:
    ours, theirs = map(shown, made["changed"])
    total = Cell(next(row.row for row in LAYOUT.rows if row.kind == "total"), 3)
    assert on_form(ours, total) == RESULT.total == 74
    assert on_form(theirs, total) == 72
    assert on_form(theirs, LAYOUT.answer_of("1.1").points) == 1
    assert differences(ours, theirs)


@pytest.mark.parametrize("name", DRAWN)
def test_every_cell_shows_what_the_formulas_come_to(name: str, made: Made) -> None:
    """Points, parts, total, stars, open items, missed minimums: the engine's."""
    ours, theirs = map(shown, made[name])
    assert differences(ours, theirs) == []


@pytest.mark.parametrize("name", DRAWN)
def test_a_workbook_that_libreoffice_saved_comes_back_as_the_same_sheet(
    name: str, made: Made
) -> None:
    ours, theirs = map(read, made[name])
    assert ours == theirs


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_comes_back_with_all_that_a_sheet_says(shape: str, made: Made) -> None:
    assert read(made[shape][1]) == sheet_of(SHAPES[shape])


def test_a_form_filled_in_by_hand_comes_back_as_the_sheet_with_the_engines_star(
    made: Made,
) -> None:
    filled = made["blank"][1]
    sheet = read(filled)
    assert sheet == SHEET.model_copy(update={"marks": sheet.marks})
    assert ocop.score(RULES, DOSSIER, sheet).to_json() == RESULT.to_json()
    assert on_form(shown(filled), LAYOUT.results["star"]) == f"{'★' * 3} (3 sao)"
    assert RESULT.star == 3


def test_an_entry_workbook_comes_back_a_sheet_a_member_and_adds_up_what_is_typed(
    made: Made,
) -> None:
    ours, theirs = made["entry"]
    assert sheets_of_workbook(theirs, None, "entry.xlsx") == MEMBERS_SHEETS
    totals, lacking = sums(ours)
    assert sums(theirs) == [totals, lacking]
    # Points that are typed count as an entry does: the third member's total changes.
    assert sums(made["entry-with-points"][1])[0] == [*totals[:2], totals[2] + 1]


def sums(workbook: bytes) -> list[list[Any]]:
    """The two lines of sums, for three members."""
    rows = shown(workbook)[ENTRY]
    return [rows[row.row][MEMBERS : MEMBERS + 3] for row in ENTRIES.of("total", "open")]


def test_a_dossier_comes_back(made: Made) -> None:
    ours, theirs = [dossier_of_workbook(each, None, "d.xlsx") for each in made["dossier"]]
    assert ours == theirs
    assert len(theirs.documents or ()) == len(DOSSIER.documents or ())
