"""Sheets come in from any of their files, whatever the files are called, and from folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.extras import extra
from support.strategies import TABLES, sheet_for

import ocop_scoring as ocop
from ocop_scoring import FilingError
from ocop_scoring.filing.column_files import csv_of, parquet_of
from ocop_scoring.filing.written import yaml_of

SHRIMP = ocop.ruleset("26-2026").product_set(8)


def sheet(name: str, **marks: int) -> ocop.ScoreSheet:
    assessor = {"id": name, "role": "member"}
    return sheet_for(SHRIMP, {"1.1": 2, **marks}, assessor=assessor)


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_forms_and_tables_come_in_by_one_door(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", yaml_of(sheet("m1")))
    write(tmp_path, "b.csv", csv_of([sheet("m2"), sheet("m3")]))
    write(tmp_path, "~$b.xlsx", b"what Excel keeps beside an open file")
    single = write(tmp_path, "notes.txt", yaml_of(sheet("m4")))
    found = ocop.sheets_at([tmp_path, single])
    assert found == tuple(sheet(name) for name in ("m1", "m2", "m3", "m4"))
    assert ocop.load_sheets(tmp_path) == found[:3]


def test_a_workbook_comes_in_by_its_content(tmp_path: Path) -> None:
    extra("python_calamine")
    extra("openpyxl")
    from support.workbooks import filled

    path = write(tmp_path, "m1.tmp", filled(SHRIMP, sheet("m1")))
    found = ocop.load_sheet(path)
    assert (found.assessor.id, found.marks) == ("m1", {"1.1": 2})
    assert str(found.place(("marks", "1.1"))).startswith(f"{path}:'Phiếu đánh giá'!B")


def test_parquet_comes_in_by_its_content(tmp_path: Path) -> None:
    extra("pyarrow")
    assert ocop.sheets_at([write(tmp_path, "x", parquet_of([sheet("m1")]))]) == (sheet("m1"),)


def test_one_sheet_is_not_taken_from_a_table_of_several(tmp_path: Path) -> None:
    path = write(tmp_path, "s.csv", csv_of([sheet("m1"), sheet("m2")]))
    with pytest.raises(FilingError, match="not-one-sheet: the file has 2 score sheets"):
        ocop.load_sheet(path)


def test_the_faults_of_all_files_are_said_at_once(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "a.yaml", yaml_of(sheet("m1")).replace("member", "boss")),
        write(tmp_path, "b.csv", csv_of([sheet("m2")]).replace(b"member", b"boss")),
        write(tmp_path, "c.ods", b"PK\3\4 mimetype"),
        tmp_path / "none.yaml",
    ]
    with pytest.raises(FilingError) as refused:
        ocop.sheets_at(paths)
    assert [(Path(str(f.file)).name, f.code) for f in refused.value.faults] == [
        ("a.yaml", "wrong-word"),
        ("b.csv", "wrong-word"),
        ("c.ods", "damaged-workbook"),
        ("none.yaml", "unreadable-file"),
    ]


def test_a_sheet_written_as_yaml_is_read_as_the_same() -> None:
    entries: dict[str, Any] = {
        "assessor": {"id": "no", "role": "chair", "name": "“Trần: #1”, 'B' \\"},
        "product_code": "96-32244-001-2026",
        "assessed_on": "2026-12-08",
        "round": 2,
        "rejects": ["forged-dossier"],
        "comment": "dòng 1\n- dòng 2: {a}",
    }
    marks = {"1.1": "yes", "1.2": 0, "5": ["tea", "guides"], "6": [], "7": "half"}
    given = sheet_for(TABLES[0], marks, **entries)
    assert ocop.read_sheet(yaml_of(given)) == given
