"""Answers for people: lines, rows, a terminal; and what each kind of result says."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.commandline import Filed, Ocop
from support.folders import DEMO, ROOT

from ocop_scoring.cli.show import EXIT, Screen, Terminal, screen
from ocop_scoring.terms import STATUSES

DEMO_FILES = (DEMO / "dossier.yaml", DEMO / "sheet.yaml")


def test_every_status_has_its_exit_status() -> None:
    assert EXIT == {"rated": 0, "rejected": 3, "incomplete": 4}
    assert set(EXIT) == set(STATUSES)


def test_columns_are_as_wide_as_their_widest_cell(capsys: pytest.CaptureFixture[str]) -> None:
    Screen().rows([("a", "bb", "last"), ("aaa", "b", "runs on"), ("", "", "")])
    assert capsys.readouterr().out == "a    bb  last\naaa  b   runs on\n\n"


def test_no_rows_are_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Screen().rows([])
    assert capsys.readouterr().out == ""


CELLS = st.text(st.characters(codec="utf-8"), max_size=8)


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5))
def test_a_row_is_one_line_whatever_stands_in_its_cells(rows: list[tuple[str, str, str]]) -> None:
    said: list[str] = []

    class Listening(Screen):
        def line(self, text: str = "", style: str = "") -> None:
            said.append(text)

    Listening().rows(rows)
    assert len(said) == len(rows)
    assert not any("\n" in line or "\x1b" in line for line in said)


def test_what_is_no_terminal_gets_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert type(screen()) is Screen


def on_a_terminal(*arguments: object, columns: int = 80) -> str:
    """What a run writes to a terminal of so many columns."""
    leader, follower = pty.openpty()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "OCOP_LANG": "vi",
        "TERM": "xterm-256color",
        "COLUMNS": str(columns),
    }
    environment.pop("NO_COLOR", None)
    done = subprocess.Popen(
        [sys.executable, "-m", "ocop_scoring", *(str(a) for a in arguments)],
        env=environment,
        stdin=follower,
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    said = b""
    while chunk := _read(leader):
        said += chunk
    done.wait()
    os.close(leader)
    return said.decode("utf-8")


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 4096)
    except OSError:  # the other side is closed
        return b""


@pytest.mark.skipif(os.name == "nt", reason="terminals are another matter there")
def test_a_terminal_gets_colours_and_lines_no_wider_than_it_is() -> None:
    said = on_a_terminal("score", *DEMO_FILES, "--all")
    assert "\x1b[1;38;5;208m74 điểm thuộc thang 4★" in said  # a lost star is not green
    plain = "".join(part.partition("m")[2] if i else part for i, part in enumerate(said.split("\x1b[")))  # fmt: skip
    *lines, sheet = plain.splitlines()
    assert sheet.startswith("OCOP:")  # whole, to be copied: the terminal itself breaks it
    assert max(map(len, lines)) <= 80
    at = next(place for place, line in enumerate(lines) if line.startswith("  – 4★ cần mục"))
    assert lines[at + 1].startswith("    ")  # what goes on stands under its beginning
    assert not [line for line in lines if line.lstrip().startswith("%")]


@pytest.mark.skipif(os.name == "nt", reason="terminals are another matter there")
def test_no_file_name_reaches_a_terminal_raw(tmp_path: Path) -> None:
    strange = tmp_path / "\x1b]0;pwned\x07\n\u202e.html"
    said = on_a_terminal("report", *DEMO_FILES, "--out", strange, columns=300)
    assert "\x1b]0" not in said
    assert "\u202e" not in said
    assert "\\x1b]0;pwned\\x07\\n\\u202e.html" in said
    assert strange.is_file()


def test_without_rich_a_terminal_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    class Tty:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Tty())
    assert type(screen()) is Terminal
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert type(screen()) is Screen


def test_a_result_fits_on_one_screen(ocop: Ocop, filed: Filed) -> None:
    for sheet in (("", ""), ('"1.1": 3, ', ""), ("marks:", "rejects: [forged]\nmarks:")):
        assert len(ocop("score", *filed(sheet=sheet)).out.splitlines()) <= 24
