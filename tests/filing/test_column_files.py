"""A council's sheets as CSV or Parquet, in and out."""

from __future__ import annotations

import csv
import io
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.extras import extra
from support.strategies import TABLES, partial_marks, sheet_for

from ocop_scoring import FilingError, ScoreSheet
from ocop_scoring.filing.column_files import csv_of, load_columns, parquet_of, read_columns
from ocop_scoring.filing.columns import COLUMNS

TABLE = """\
ruleset,product_set,product_code,assessor/id,assessor/name,assessor/role,round,assessed_on,marks/1.1,marks/5,rejects,comment
mini-2030,1,96-32244-001-2026,m1,Trần Văn B,chair,2,2026-12-08,3,"[tea, guides]",[forged],"Đẹp, gọn"
mini-2030,1,,m2,,member,,,below-half,,,
"""
EXPECTED: list[dict[str, Any]] = [
    {
        "assessor": {"id": "m1", "name": "Trần Văn B", "role": "chair"},
        "product_code": "96-32244-001-2026",
        "round": 2,
        "assessed_on": "2026-12-08",
        "rejects": ["forged"],
        "comment": "Đẹp, gọn",
        "marks": {"1.1": 3, "5": ["tea", "guides"]},
    },
    {"assessor": {"id": "m2", "role": "member"}, "marks": {"1.1": "below-half"}},
]


def sheets(*entries: dict[str, Any]) -> tuple[ScoreSheet, ...]:
    return tuple(sheet_for(TABLES[0], **entry) for entry in entries)


def said(text: str | bytes, file: str = "s.csv") -> list[str]:
    with pytest.raises(FilingError) as refused:
        read_columns(text.encode() if isinstance(text, str) else text, file)
    return refused.value.lines("en")


WRITTEN = {
    "commas": TABLE,
    "a byte-order mark": f"\ufeff{TABLE}",
    "Windows line ends": TABLE.replace("\n", "\r\n"),
    "bare printed numbers": TABLE.replace("marks/", ""),
    "blank lines": TABLE.replace("\n", "\n\n") + ",,,,,,,,,,,\n",
    "other blanks": TABLE.replace("[tea, guides]", " [ tea,guides ] ").replace(",3,", ", 3 ,"),
}


@pytest.mark.parametrize("way", WRITTEN)
def test_a_table_is_read_as_spreadsheets_write_it(way: str) -> None:
    assert read_columns(WRITTEN[way].encode()) == sheets(*EXPECTED)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_separate_as_commas_do(separator: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(csv.reader(io.StringIO(TABLE)))
    assert read_columns(written.getvalue().encode()) == sheets(*EXPECTED)


TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=20)
DANGEROUS = st.sampled_from(["=1+1", "+84", "-5", "@SUM(A1)", "'=1", "''", '="a"', "＝1", " =1"])


@st.composite
def drawn(draw: st.DrawFn) -> tuple[ScoreSheet, ...]:
    found = []
    for number in range(draw(st.integers(0, 4))):
        table = draw(st.sampled_from(TABLES[:4]))
        entries: dict[str, Any] = {"assessor": {"id": f"m{number}", "role": "member"}}
        text = draw(TEXTS | DANGEROUS)
        if text.strip() and text.isprintable():
            entries["assessor"] |= {"id": f"{text.strip()}{number}", "name": text}
            entries |= {"comment": f"{text}\nhai dòng", "round": 3, "assessed_on": "2026-12-08"}
        try:
            found.append(sheet_for(table, draw(partial_marks(table)), **entries))
        except FilingError:  # a text that no sheet takes
            continue
    return tuple(found)


@settings(max_examples=40)
@given(drawn(), st.sampled_from([",", ";"]))
def test_sheets_come_back_as_they_were_written(given: tuple[ScoreSheet, ...], sign: Any) -> None:
    assert read_columns(csv_of(given, separator=sign)) == given


@settings(max_examples=40)
@given(drawn())
def test_rows_that_are_alike_say_what_each_says_alone(given: tuple[ScoreSheet, ...]) -> None:
    head, *rows = csv.reader(io.StringIO(csv_of(given + given).decode("utf-8-sig"), newline=""))
    together = read_columns(_table(head, *rows))
    alone = [sheet for row in rows for sheet in read_columns(_table(head, [*row, ""]))]
    assert together == tuple(alone)
    for number, (quick, looked_at) in enumerate(zip(together, alone, strict=True), 1):
        assert quick.model_fields_set == looked_at.model_fields_set
        assert list(quick.marks.items()) == list(looked_at.marks.items())
        assert str(quick.place(("assessor", "id"))) == f"sheets.csv:D{number + 1}"


def _table(*rows: list[str]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def test_printed_numbers_are_read_in_one_form_whichever_way_they_are_typed() -> None:
    text = "ruleset,assessor/id,assessor/role,marks/1.{}\n" + "148-2023,m1,member,2\n" * 2
    composed, apart = [read_columns(text.format(way).encode()) for way in ("\u00e2", "a\u0302")]
    assert composed == apart
    assert [dict(sheet.marks) for sheet in composed] == [{"1.\u00e2": 2}] * 2


@settings(max_examples=15)
@given(drawn())
def test_sheets_come_back_from_parquet_and_the_same_sheets_are_the_same_bytes(
    given: tuple[ScoreSheet, ...],
) -> None:
    extra("pyarrow")
    written = parquet_of(given)
    assert read_columns(written, "s.parquet") == given
    assert parquet_of(given) == written


@given(DANGEROUS)
def test_no_cell_is_run_by_a_spreadsheet(text: str) -> None:
    entry = {"assessor": {"id": "m1", "role": "member", "name": text}, "comment": text, "marks": {}}
    (_, row) = csv.reader(io.StringIO(csv_of(sheets(entry)).decode("utf-8-sig")))
    assert not [cell for cell in row if cell.lstrip()[:1] in tuple("=+-@＝")]


def test_printed_numbers_stand_in_the_order_of_print() -> None:
    entry = {"assessor": {"id": "m1", "role": "member"}, "marks": {"1.10": 1, "1.2": 1, "2": 1}}
    head = csv_of(sheets(entry)).decode("utf-8-sig").splitlines()[0]
    assert "marks/1.2,marks/1.10,marks/2" in head
    assert [name for name in head.split(",") if "marks" not in name] == list(COLUMNS)


WRONG = {
    "a mark": (TABLE.replace(",3,", ",3.5,"), "s.csv:I2 not-a-mark: “3.5” is not a mark"),
    "a role": (TABLE.replace("chair", "boss"), "s.csv:F2 wrong-word: “boss” can't stand here"),
    "a day": (TABLE.replace("2026-12-08", "8/12/2026"), "s.csv:H2 not-a-date: “8/12/2026”"),
    "no id": (TABLE.replace("m2", ""), "s.csv:D3 missing-field: assessor/id"),
    "an unknown column": (
        TABLE.replace("comment", "commnt"),
        "s.csv:L1 unknown-column: the column",
    ),
    "a column twice": (TABLE.replace("marks/5", "1.1"), "s.csv:J1 column-twice: the column"),
    "no column of roles": (TABLE.replace("assessor/role", ""), "s.csv:A1 missing-column: the"),
    "a cell too many": (TABLE.rstrip() + ",x", "s.csv:M3 cell-without-column: “x” stands"),
    "an open quote": (TABLE.replace('gọn"', "gọn"), "not-a-table: the table can't be read"),
    "nothing": ("", "s.csv:A1 missing-column: the column ruleset is missing"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_with_its_cell(what: str) -> None:
    text, sentence = WRONG[what]
    assert sentence in said(text)[0]


def test_all_that_is_wrong_is_said_at_once() -> None:
    lines = said(TABLE.replace("chair", "boss").replace("below-half", "½"))
    assert [line.split()[0] for line in lines] == ["s.csv:F2", "s.csv:I3"]


OTHERS = {
    "UTF-16": (TABLE.encode("utf-16"), "not-utf-8: the file is saved as UTF-16"),
    "Windows-1258": (TABLE.encode("cp1258", "ignore"), "not-utf-8: byte"),
    "a workbook": (b"PK\3\4xl/workbook.xml", "file-of-another-kind: this is Excel, .xlsx; a table"),
    "too large": (b"a" * 20_000_001, "file-too-large: the file has more than 20,000,000 bytes"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_another_kind_of_file_is_named(kind: str) -> None:
    content, sentence = OTHERS[kind]
    assert sentence in said(content)[0]


def test_a_damaged_parquet_file_is_refused() -> None:
    extra("pyarrow")
    whole = parquet_of(sheets(*EXPECTED))
    for content in (b"PAR1", whole[:-20], whole[:200] + bytes(20) + whole[220:]):
        (line,) = said(content, "s.parquet")
        assert line.startswith("s.parquet:1:1 not-a-table: the table can't be read here")


def test_a_fault_in_parquet_names_row_and_column() -> None:
    pyarrow = extra("pyarrow")
    written = io.BytesIO()
    rows = {"ruleset": ["a"], "assessor/id": [7], "assessor/role": ["boss"], "marks/1.1": [2.0]}
    extra("pyarrow.parquet").write_table(pyarrow.table(rows), written)
    (line,) = said(written.getvalue(), "s.parquet")
    assert line.startswith("s.parquet:2:3 wrong-word: “boss”")


def test_a_file_is_read_by_its_name(tmp_path: Any) -> None:
    path = tmp_path / "sheets.csv"
    path.write_text(TABLE, encoding="utf-8")
    assert load_columns(path) == sheets(*EXPECTED)
    with pytest.raises(FilingError, match=r"none\.csv:1:1 unreadable-file"):
        load_columns(tmp_path / "none.csv")


def test_without_the_extra_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FilingError, match=r"missing-extra: Parquet .* 'ocop-scoring\[batch\]'"):
        parquet_of(sheets(*EXPECTED))
    with pytest.raises(FilingError, match="missing-extra"):
        read_columns(b"PAR1", "s.parquet")
