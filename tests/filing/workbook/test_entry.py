"""The entry workbook: paper sheets typed in, a column a member, and read back, a sheet a member."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.drawn import shown
from support.extras import extra
from support.folders import INVENTED
from support.strategies import RULESETS, TABLES, partial_marks, sheet_for

import ocop_scoring as ocop
from ocop_scoring import Assessor, FilingError, ScoreSheet
from ocop_scoring.filing.workbook.door import sheets_of_workbook
from ocop_scoring.filing.workbook.entries import YES
from ocop_scoring.filing.workbook.entry_layout import ENTRY, MEMBERS, entry_layout
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.sources.places import address

extra("xlsxwriter")
extra("python_calamine")
openpyxl = extra("openpyxl")

RULES = ocop.ruleset("26-2026")
SHRIMP = RULES.product_set(8)
LAYOUT = entry_layout(SHRIMP)
CODE = "96-32244-001-2026"


def read(content: bytes, table: ProductSet = SHRIMP) -> tuple[ScoreSheet, ...]:
    catalog = INVENTED if table.ruleset == "mini-2030" else None
    return sheets_of_workbook(content, catalog, "entry.xlsx")


def said(content: bytes) -> list[str]:
    with pytest.raises(FilingError) as refused:
        read(content)
    return [line.removeprefix(f"entry.xlsx:'{ENTRY}'!") for line in refused.value.lines("en")]


def written(*sheets: ScoreSheet, table: ProductSet = SHRIMP, **more: Any) -> bytes:
    rules = RULESETS[table.ruleset]
    return ocop.entry_workbook(rules, table.product_set, sheets=sheets, **more)


def changed(content: bytes, **cells: Any) -> bytes:
    """The workbook as openpyxl saves it, with some cells of the table written."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    for cell, value in cells.items():
        workbook[ENTRY][cell] = value
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def cell(number: str, member: int = 0) -> str:
    row = next(r.row for r in LAYOUT.of("criterion") if r.a == number)
    return address(row, MEMBERS + member)


def field(name: Any, member: int = 0) -> str:
    return address(LAYOUT.field(name), MEMBERS + member)


@st.composite
def councils(draw: st.DrawFn) -> tuple[ProductSet, tuple[ScoreSheet, ...]]:
    table = draw(st.sampled_from(TABLES))
    sheets = []
    for number in range(draw(st.integers(1, 4))):
        marks: dict[str, Any] = {}
        for name, mark in draw(partial_marks(table)).items():
            criterion = table.criterion(name)
            if criterion.mode == "sum":
                ids = mark if isinstance(mark, list) else []
                marks[name] = [level.id for level in criterion.levels if level.id in ids]
            else:
                marks[name] = next((lv.mark for lv in criterion.levels if lv.id == mark), mark)
        assessor = {"id": f"m{number}", "role": "chair" if number == 0 else "member"}
        more: dict[str, Any] = {"product_code": CODE, "round": number + 1, "comment": "=1+1\nĐẹp"}
        if draw(st.booleans()):
            assessor["name"] = "Trần Văn B (tên đặt ra)"
            more["assessed_on"] = "2026-12-08"
        sheets.append(sheet_for(table, marks, assessor=assessor, **more))
    return table, tuple(sheets)


@settings(max_examples=15)
@given(councils())
def test_what_is_typed_in_comes_back_a_sheet_a_member(
    drawn: tuple[ProductSet, tuple[ScoreSheet, ...]],
) -> None:
    table, sheets = drawn
    assert read(written(*sheets, table=table), table) == sheets


def three() -> tuple[ScoreSheet, ...]:
    best = {c.number: max(c.levels, key=lambda lv: lv.points).mark for c in SHRIMP.criteria}
    few = {number: mark for number, mark in best.items() if number[0] != "3"}
    all_marks: list[dict[str, Any]] = [best, few, {"1.1": 2}]
    return tuple(
        sheet_for(SHRIMP, marks, assessor={"id": f"m{n}", "role": "member"}, product_code=CODE)
        for n, marks in enumerate(all_marks)
    )


def sums(content: bytes) -> list[list[Any]]:
    """The two lines of sums, for three members."""
    rows = shown(content)[ENTRY]
    found = [rows[row.row] for row in LAYOUT.of("total", "open")]
    return [row[MEMBERS : MEMBERS + 3] for row in found]


def test_totals_and_open_items_are_those_of_the_engine() -> None:
    sheets = three()
    ours = written(*sheets)
    totals = [ocop.score(RULES, dossier(), sheet).outcome.tally.total for sheet in sheets]
    lacking = [len(SHRIMP.criteria) - len(sheet.marks) for sheet in sheets]
    assert sums(ours) == [totals, lacking]


def dossier() -> ocop.Dossier:
    from support.strategies import dossier_for

    product = dossier_for(SHRIMP).product.model_dump() | {"code": CODE}
    return dossier_for(SHRIMP, product=product)


def test_points_or_entries_may_be_typed_and_a_member_without_answers_has_no_sheet() -> None:
    members = [Assessor(id=f"m{n}", role="member") for n in range(3)]
    blank = ocop.entry_workbook(RULES, 8, members=members, dossier=dossier())
    assert read(blank) == ()
    entry = LAYOUT.of("criterion")[0].answer
    assert entry is not None
    cells = {cell("1.1"): 2, cell("1.1", 2): entry.entries[-1].text, cell("1.2", 2): " 0 "}
    first, third = read(changed(blank, **cells))
    assert (first.assessor.id, first.product_code, first.marks) == ("m0", CODE, {"1.1": 2})
    assert (third.assessor.id, third.marks) == ("m2", {"1.1": entry.entries[-1].mark, "1.2": 0})


def test_what_is_wrong_is_said_with_its_cell_for_all_members_at_once() -> None:
    cells = {cell("1.1", 0): 9, field("role", 1): "thủ quỹ", field("assessor_id", 2): None}
    lines = said(changed(written(*three()), **cells))
    assert [line.split(":")[0] for line in lines] == [
        f"{cell('1.1', 0)} unknown-points",
        f"{field('role', 1)} wrong-word",
        f"{field('assessor_id', 2)} missing-field",
    ]


def test_a_changed_or_moved_row_is_refused() -> None:
    row = LAYOUT.of("criterion")[3]
    (line,) = said(changed(written(*three()), **{f"B{row.row + 1}": "Khác"}))
    assert line.startswith(f"B{row.row + 1} changed-text: “Khác” stands where the form has")
    workbook = openpyxl.load_workbook(io.BytesIO(written(*three())))
    workbook[ENTRY].insert_rows(row.row)
    saved = io.BytesIO()
    workbook.save(saved)
    (line,) = said(saved.getvalue())
    assert " moved-row: " in line


def test_another_product_s_code_is_refused() -> None:
    at = address(LAYOUT.of("product_code")[0].row, MEMBERS)
    (line,) = said(changed(written(*three()), **{at: "96-32244-002-2026"}))
    assert line.startswith(f"{at} other-product-code")


def test_a_ground_is_raised_by_yes_alone() -> None:
    gate = LAYOUT.of("gate")[0]
    assert gate.gate is not None
    cells = {address(gate.row, MEMBERS): YES, address(gate.row, MEMBERS + 1): "không"}
    first, second, _ = read(changed(written(*three()), **cells))
    assert (first.rejects, second.rejects) == ((gate.gate.id,), ())


def test_the_same_sheets_are_the_same_bytes_and_too_many_members_are_refused() -> None:
    assert written(*three()) == written(*three())
    members = [Assessor(id=f"m{n}", role="member") for n in range(31)]
    with pytest.raises(FilingError, match="wrong-length"):
        ocop.entry_workbook(RULES, 8, members=members)


def test_several_sheets_of_one_workbook_come_in_by_the_door_of_all_sheets(tmp_path: Path) -> None:
    path = tmp_path / "council.xlsx"
    path.write_bytes(written(*three()))
    assert ocop.sheets_at([path]) == three()
    with pytest.raises(FilingError, match="not-one-sheet"):
        ocop.load_sheet(path)
