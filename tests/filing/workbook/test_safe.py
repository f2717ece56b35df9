"""Whatever is handed in as a workbook is read within bounds, or refused in one sentence."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.extras import extra

from ocop_scoring.errors import FilingError
from ocop_scoring.filing.workbook.safe import Opened, opened
from ocop_scoring.sources.places import address, place_in_cell

openpyxl = extra("openpyxl")
extra("python_calamine")

SHEET = "xl/worksheets/sheet1.xml"


def book(fill: Callable[..., None] = lambda sheet: None, title: str = "Phiếu") -> bytes:
    """A workbook as openpyxl writes it."""
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    workbook.active["A1"] = "x"
    fill(workbook.active)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def changed(**parts: bytes) -> bytes:
    """A workbook with the part of a sheet, or others, replaced."""
    named = {SHEET if name == "sheet" else name: part for name, part in parts.items()}
    return packed({**parts_of(book()), **named})


def sheet_of(rows: str, before: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<worksheet xmlns="{space}">{before}<sheetData>{rows}</sheetData></worksheet>'
    return f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode()


def said(content: bytes) -> str:
    """The one sentence with which a workbook is refused, when opened or when its cells are read."""
    with pytest.raises(FilingError) as refused:
        opened(content, "m1.xlsx").cells(["Phiếu"])
    (fault,) = refused.value.faults
    assert fault.file == "m1.xlsx"
    return fault.said("en")


def values(workbook: Opened) -> list[object]:
    return [value for row in workbook.cells(["Phiếu"])["Phiếu"].rows for value in row]


def test_numbers_texts_answers_days_and_nothing_come_as_themselves() -> None:
    def fill(sheet: dict[str, object]) -> None:
        for row, value in enumerate([3, 3.5, True, date(2026, 12, 8), "ô", None], 1):
            sheet[f"B{row}"] = value

    cells = opened(book(fill)).cells(["Phiếu"])["Phiếu"]
    assert [cells.at(row, 1) for row in range(6)] == [3, 3.5, True, date(2026, 12, 8), "ô", None]
    assert type(cells.at(0, 1)) is int
    assert cells.at(99, 0) is cells.at(0, 99) is None


def test_a_formula_an_error_and_merged_cells_are_known_as_such() -> None:
    def fill(sheet: dict[str, object]) -> None:
        sheet["B2"], sheet["C3"] = "=1+1", "#N/A"
        sheet.merge_cells("A4:B5")  # type: ignore[attr-defined]

    cells = opened(book(fill)).cells(["Phiếu"])["Phiếu"]
    assert [(row, 1) in cells.formulas for row in range(3)] == [False, True, False]
    assert (1, 2) not in cells.formulas
    assert cells.errors == {(2, 2)}
    assert cells.merged == (((3, 0), (4, 1)),)


def test_sheets_are_named_in_the_order_of_their_tabs_and_only_those_asked_for_are_read() -> None:
    def fill(sheet: object) -> None:
        sheet.parent.create_sheet("Khác")["XFD1048576"] = 1  # type: ignore[attr-defined]

    workbook = opened(book(fill))
    assert workbook.names == ("Phiếu", "Khác")
    assert list(workbook.cells(["Không có", "Phiếu"])) == ["Phiếu"]


FAR = {
    "as Excel writes it": '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "a row alone": '<row r="1048576"><c><v>1</v></c></row>',
    "a column alone": '<row r="1"><c r="XFD1"><v>1</v></c></row>',
    "the first row beyond": '<row r="10000"><c r="A10000"><v>1</v></c></row>',
    "the first column beyond": '<row r="1"><c r="DA1"><v>1</v></c></row>',
    "small letters": '<row r="1"><c r="xfd1048576"><v>1</v></c></row>',
    "single quotes": "<row r='1'><c r='XFD1048576'><v>1</v></c></row>",
    "other attributes first": '<row r="1"><c s="0" r="XFD1048576"><v>1</v></c></row>',
    "a decoy": """<row r="1"><c r="A1" s=' r="A1"'/><c s=">" r="XFD1048576"><v>1</v></c></row>""",
    "a line break": '<row r="1"><c\nr="XFD1048576"><v>1</v></c></row>',
    "an entity": '<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>',
    "a prefix": '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="1"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
    "without addresses": "<row>" + "<c><v>1</v></c>" * 200 + "</row>",
    "rows without addresses": "<row><c><v>1</v></c></row>" * 10_001,
}


@pytest.mark.parametrize("way", FAR)
def test_a_cell_far_away_is_refused_however_it_is_written(way: str) -> None:
    sentence = said(changed(sheet=sheet_of(FAR[way])))
    assert sentence.startswith("m1.xlsx:1:1 workbook-too-large: something stands in cell ")
    assert "CZ9999" in sentence


def test_the_last_cell_within_bounds_is_read() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9999"><c r="CZ9999"><v>2</v></c></row>'
    cells = opened(changed(sheet=sheet_of(rows))).cells(["Phiếu"])["Phiếu"]
    assert (cells.at(0, 0), cells.at(9998, 103)) == (1, 2)


def test_a_used_range_that_only_claims_to_be_large_does_no_harm() -> None:
    before = '<dimension ref="A1:XFD1048576"/>'
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert values(opened(changed(sheet=sheet_of(rows, before)))) == [1]


def test_text_that_looks_like_an_address_is_text() -> None:
    text = 'r="XFD1048576" r=5 :c x'
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'
    assert values(opened(changed(sheet=sheet_of(rows)))) == [text]


@given(
    st.lists(
        st.tuples(st.integers(1, 12_000), st.integers(0, 120), st.sampled_from(["plain", "odd"])),
        min_size=1,
        max_size=5,
        unique_by=lambda cell: cell[:2],
    )
)
def test_a_cell_is_read_exactly_where_it_lies_within_bounds(
    cells: list[tuple[int, int, str]],
) -> None:
    rows = ""
    for row, column, way in sorted(cells):
        at = f'r="{address(row - 1, column)}"'
        attributes = at if way == "plain" else f's="0" {at}'
        rows += f'<row r="{row}"><c {attributes}><v>{row}</v></c></row>'
    content = changed(sheet=sheet_of(rows))
    if all(row <= 9_999 and column < 104 for row, column, _ in cells):
        found = opened(content).cells(["Phiếu"])["Phiếu"]
        assert all(found.at(row - 1, column) == row for row, column, _ in cells)
    else:
        assert "workbook-too-large" in said(content)


@pytest.mark.slow
def test_a_gigabyte_of_zeros_is_counted_while_it_is_unpacked_and_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts_of(book()).items():
            if name != SHEET:
                archive.writestr(name, part)
        with archive.open(SHEET, "w", force_zip64=True) as stream:
            for _ in range(1_000):
                stream.write(bytes(1_000_000))
    code = (
        "import resource, sys; from ocop_scoring.filing.workbook.safe import opened;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;\n"
        "try: opened(sys.stdin.buffer.read(), 'm1.xlsx').cells(['Phiếu'])\n"
        "except ValueError as error: print(error)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, input=content.getvalue(), capture_output=True, check=True)
    sentence, kilobytes = done.stdout.decode().splitlines()
    assert sentence.startswith(
        "m1.xlsx:1:1 workbook-too-large: the workbook unpacks to > 10,000,000"
    )
    assert int(kilobytes) < 100_000


def test_many_parts_are_refused() -> None:
    parts = parts_of(book()) | {f"xl/media/{n}.png": b"" for n in range(2_001)}
    assert "workbook-too-large: the workbook is made of 2,0" in said(packed(parts))


def test_a_large_file_is_refused() -> None:
    assert "has > 10,000,000 bytes" in said(b"PK\3\4" + bytes(10_000_001))


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
UTF_16 = '<?xml version="1.0" encoding="UTF-16"?><worksheet/>'.encode("utf-16")
LATIN = b'<?xml version="1.0" encoding="latin-1"?><worksheet/>'
NO_SHEETS = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
DAMAGED = {
    "entities": changed(sheet=ENTITIES),
    "UTF-16": changed(sheet=UTF_16),
    "another encoding": changed(sheet=LATIN),
    "cut off": book()[:900],
    "no sheets": changed(**{"xl/workbook.xml": NO_SHEETS}),
    "no workbook": packed({"xl/styles.xml": b""}),
    "no XML": changed(**{"xl/workbook.xml": b"<workbook"}),
    "an address that is none": changed(sheet=sheet_of('<row r="1"><c r="1A"><v>1</v></c></row>')),
    "a row that is none": changed(sheet=sheet_of('<row r="-1"><c r="A1"><v>1</v></c></row>')),
    "two addresses": changed(
        sheet=sheet_of('<row r="1"><c r="A1" r="XFD1048576"><v>1</v></c></row>')
    ),
}


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_workbook_is_refused(how: str) -> None:
    assert said(DAMAGED[how]).startswith("m1.xlsx:1:1 damaged-workbook: the workbook can't be read")


def test_a_damaged_byte_is_noticed() -> None:
    content = bytearray(book())
    at = content.index(SHEET.encode()) + len(SHEET) + 20
    content[at] ^= 0xFF
    assert "damaged-workbook" in said(bytes(content))


def test_a_part_that_stands_twice_is_refused() -> None:
    parts = parts_of(book())
    twice = {**parts, "xl/worksheets/SHEET1.xml": parts[SHEET]}
    assert "damaged-workbook: the workbook can't be read (a part stands in it twice)" in said(
        packed(twice)
    )


def test_macros_are_refused() -> None:
    content = changed(**{"xl/vbaProject.bin": b"macro"})
    assert "workbook-with-macros: the workbook has macros" in said(content)


def test_links_to_other_files_comments_and_pictures_are_never_unpacked() -> None:
    links = {"xl/externalLinks/externalLink1.xml": b"<!DOCTYPE x>", "xl/media/a.png": b"\x89PNG"}
    assert values(opened(changed(**links))) == ["x"]


def test_a_workbook_with_a_password_is_named() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    encrypted = ole + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert "encrypted-workbook: the workbook has a password" in said(encrypted)


OTHERS = {
    "Excel, .xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "Excel, .xlsb": packed({"xl/workbook.bin": b""}),
    "PDF": b"%PDF-1.7",
    "PNG": b"\x89PNG\r\n",
    "text": b"a;b\n1;2\n",
    "an empty file": b"",
}


@pytest.mark.parametrize("kind", OTHERS)
def test_another_kind_of_file_is_named(kind: str) -> None:
    found = said(OTHERS[kind])
    assert found.startswith(f"m1.xlsx:1:1 file-of-another-kind: this is {kind}; an Excel workbook")


def test_a_file_of_libreoffice_is_named() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(FilingError, match=r"this is LibreOffice, \.ods"):
        opened(content.getvalue(), "m1.ods")


@given(st.binary(max_size=200), st.integers(0, 5_000), st.integers(0, 3))
def test_any_bytes_are_a_workbook_or_refused(noise: bytes, at: int, way: int) -> None:
    whole = book()
    at %= len(whole)
    content = [noise, b"PK\3\4" + noise, whole[:at] + noise, whole[:at] + noise + whole[at + 3 :]]
    with suppress(FilingError):
        workbook = opened(content[way], "m1.xlsx")
        workbook.cells(workbook.names)


def test_a_missing_file_is_named(tmp_path: object) -> None:
    with pytest.raises(FilingError, match=r"none\.xlsx:1:1 unreadable-file"):
        opened(f"{tmp_path}/none.xlsx")


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(0, 0, "A1"), (11, 25, "Z12"), (0, 26, "AA1"), (9_998, 103, "CZ9999"), (0, 16_383, "XFD1")],
)
def test_cells_are_named_as_spreadsheets_name_them(row: int, column: int, name: str) -> None:
    assert address(row, column) == name


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("Phiếu", "Phiếu!B2"), ("Phiếu 1", "'Phiếu 1'!B2"), ("a'b", "'a''b'!B2"), ("", "B2")],
)
def test_a_place_names_sheet_and_cell(sheet: str, cell: str) -> None:
    assert str(place_in_cell("m1.xlsx", sheet, 1, 1)) == f"m1.xlsx:{cell}"


def test_without_the_extra_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(FilingError) as refused:
        opened(book()).cells(["Phiếu"])
    sentence = "missing-extra: XLSX needs the package python-calamine, which is not installed"
    assert str(refused.value).startswith(sentence)
