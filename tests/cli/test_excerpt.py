"""Under a complaint stand the line that it is about and a caret, cut to a screen's width."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_scoring.cli import excerpt
from ocop_scoring.cli.excerpt import forget, keep, under
from ocop_scoring.errors import Fault, Place


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget()


def fault(file: object, line: int, column: int, code: str = "not-a-date") -> Fault:
    return Fault(code, Place(str(file), line, column), "", "x", "y")


def written(folder: Path, text: str) -> Path:
    path = folder / "sheet.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_line_and_a_caret_under_the_place_are_indented(tmp_path: Path) -> None:
    path = written(tmp_path, "a: 1\n  assessed_on: hôm nay   \n")
    assert under(fault(path, 2, 16)) == ("    assessed_on: hôm nay", "                 ^")


def test_columns_are_a_terminals(tmp_path: Path) -> None:
    path = written(tmp_path, "te\u0302n: 福 x\n")
    line, caret = under(fault(path, 1, 9))
    assert line == "    te\u0302n: 福 x"
    assert caret == " " * (4 + len("ten: ") + 3) + "^"


def test_what_cant_be_seen_is_written_out(tmp_path: Path) -> None:
    path = written(tmp_path, "a:\tb\u200b\xa0\x1b[2J c\n")
    line, caret = under(fault(path, 1, 6))
    assert line == "    a: b\\u200b\\xa0\\x1b[2J c"
    assert caret == " " * (4 + len("a: b\\u200b")) + "^"


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_long_line_is_cut_around_the_place(length: int, column: int) -> None:
    forget()
    text = "".join(chr(97 + i % 26) for i in range(length))
    keep("long", text.encode())
    line, caret = under(fault("long", 1, min(column, length)))
    assert len(line) <= 100
    at = caret.index("^")
    assert line[at] == text[min(column, length) - 1]
    assert line.startswith("    ")


def test_of_a_file_as_a_whole_no_line_is_shown(tmp_path: Path) -> None:
    path = written(tmp_path, "a: 1\n")
    for code in ("unreadable-file", "file-too-large", "more-faults", "file-exists"):
        assert under(fault(path, 1, 1, code)) == ()


@pytest.mark.parametrize("place", [(0, 1), (9, 1), (2, 1)])
def test_where_there_is_no_such_line_nothing_is_shown(
    tmp_path: Path, place: tuple[int, int]
) -> None:
    path = written(tmp_path, "a: 1\n\n")
    assert under(fault(path, *place)) == ()
    assert under(fault(tmp_path / "gone.yaml", 1, 1)) == ()
    assert under(Fault("not-a-date", None, "", "", "")) == ()


def test_what_was_read_from_stdin_is_shown_and_forgotten_by_the_next_run() -> None:
    assert keep("sheet", b"marks: 3\n") == b"marks: 3\n"
    assert under(fault("sheet", 1, 8))[0] == "    marks: 3"
    excerpt.forget()
    assert under(fault("sheet", 1, 8)) == ()
