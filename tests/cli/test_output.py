"""Stdout and stderr: closed, full, without a reader, of another encoding; and what they may show."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.commandline import Filed, Ocop, process
from support.folders import DEMO, ROOT

from ocop_scoring.cli.language import Speech
from ocop_scoring.cli.output import json_text, one_line, put_error
from ocop_scoring.errors import Fault, FilingError, Place

pytestmark = pytest.mark.skipif(os.name == "nt", reason="streams are another matter there")

DEMO_FILES = (DEMO / "dossier.yaml", DEMO / "sheet.yaml")
SAYS_SOMETHING = [
    ("--help",),
    ("--version",),
    ("rules", "list"),
    ("score", *DEMO_FILES, "--json"),
    ("report", *DEMO_FILES, "--out", "-"),
    ("sheet", "new", "8"),
]
COMMAND = (sys.executable, "-m", "ocop_scoring")


def closed(*arguments: object) -> subprocess.CompletedProcess[str]:
    """A run whose stdout is closed before it begins, as `>&-` in a shell."""
    line = " ".join(["exec", '"$@"', ">&-"])
    words = [*COMMAND, *(str(argument) for argument in arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "OCOP_LANG": "en"}
    return subprocess.run(
        ["sh", "-c", line, "sh", *words],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments", SAYS_SOMETHING, ids=lambda words: " ".join(map(str, words[:2]))
)
def test_a_closed_stdout_is_one_sentence_and_exit_2(arguments: tuple[object, ...]) -> None:
    done = closed(*arguments)
    assert (done.returncode, done.stderr) == (
        2,
        "unwritable-stdout: stdout can't be written (closed); send it to a file, a terminal or a program that reads.\n",
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize(
    "arguments", SAYS_SOMETHING, ids=lambda words: " ".join(map(str, words[:2]))
)
def test_a_full_disk_behind_stdout_is_one_sentence_and_exit_2(
    arguments: tuple[object, ...],
) -> None:
    with open("/dev/full", "wb") as full:
        done = process(*arguments, lang="en", stdout=full)
    assert done.returncode == 2
    assert done.stderr.startswith("unwritable-stdout: stdout can't be written (No space left")
    assert len(done.stderr.splitlines()) == 1


def test_a_complaint_is_still_heard_where_stdout_is_closed() -> None:
    done = closed("score", "nowhere.yaml", "nothing.yaml", "--json")
    assert done.returncode == 2
    said = [line.partition(": ")[0] for line in done.stderr.splitlines()]
    assert said == [
        "unwritable-stdout",
        "nowhere.yaml:1:1 unreadable-file",
        "nothing.yaml:1:1 unreadable-file",
    ]


@pytest.mark.parametrize(
    ("sheet", "status"), [("sheet", 0), ("sheet-incomplete", 4), ("sheet-rejected", 3)]
)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_reader_that_goes_away_leaves_the_status_of_the_work(
    sheet: str, status: int, form: tuple[str, ...]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = process("score", DEMO / "dossier.yaml", DEMO / f"{sheet}.yaml", *form, stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (status, "")


def test_nobody_at_stderr_changes_no_status() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = process("rules", "find", "zzzz", stderr=writer)
    bad = process("score", "nowhere.yaml", "nothing.yaml", stderr=writer)
    os.close(writer)
    assert (done.returncode, bad.returncode) == (1, 2)


def environment_of(encoding: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": encoding}


@pytest.mark.parametrize("encoding", ["ascii", "cp1258", "utf-16"])
def test_what_is_redirected_is_utf_8_whatever_code_page_the_system_has(
    filed: Filed, encoding: str
) -> None:
    done = subprocess.run(
        [*COMMAND, "score", *filed()],
        env=environment_of(encoding),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "điểm thuộc thang 5★" in done.stdout.decode()
    bad = subprocess.run(
        [*COMMAND, "score", "không.yaml", "có.yaml"],
        env=environment_of(encoding),
        capture_output=True,
        check=False,
    )
    assert "không có tệp này" in bad.stderr.decode()


@pytest.mark.parametrize("encoding", ["ascii", "cp1258"])
def test_a_terminal_that_lacks_letters_shows_them_without_accents(encoding: str) -> None:
    pty = pytest.importorskip("pty")
    near, far = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "score", DEMO / "dossier.yaml", DEMO / "sheet-rejected.yaml"],
        env={**environment_of(encoding), "NO_COLOR": "1", "COLUMNS": "200"},
        stdout=far,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(far)
    said = os.read(near, 100_000).decode(encoding)
    os.close(near)
    assert (done.returncode, done.stderr) == (3, b"")
    plain = "".join(c for c in unicodedata.normalize("NFD", said) if not unicodedata.combining(c))
    assert "diem" in plain.replace("đ", "d")
    assert "\\u" not in said


def test_a_file_name_of_strange_bytes_stops_nothing() -> None:
    name = os.fsdecode(b"\xff.yaml")
    done = process("score", name, DEMO / "sheet.yaml", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["errors"][0]["file"] == name
    assert done.stderr.startswith("\\udcff.yaml:1:1 unreadable-file: ")


@given(st.text())
def test_one_line_is_one_line_without_anything_that_moves_a_cursor(text: str) -> None:
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    assert not any(unicodedata.bidirectional(c) in ("RLE", "LRE", "RLO", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI") for c in shown)  # fmt: skip
    assert one_line(shown) == shown


def test_vietnamese_stays_as_it_is() -> None:
    said = "Tôm khô – 50\u202f% “đặc sản” · 4★ ≥ 70\u00a0điểm"
    assert one_line(said) == said


STRANGE = "d\x1b]0;pwned\x07\n\u202efed.yaml"


@pytest.mark.parametrize(
    "verb",
    [
        lambda folder: ("score", folder / STRANGE, DEMO / "sheet.yaml"),
        lambda folder: ("rules", "check", "--folder", folder / STRANGE),
        lambda folder: ("rules", "list", "--criteria", folder / STRANGE),
        lambda folder: ("sheet", "new", "8", "--out", folder / STRANGE),
        lambda folder: ("report", *DEMO_FILES, "--out", folder / STRANGE),
        lambda folder: ("demo", "--out", folder / STRANGE),
        lambda folder: ("rules", "find", STRANGE),
        lambda folder: ("rules", "show", STRANGE),
        lambda folder: (STRANGE,),
        lambda folder: ("score", "a", "b", f"--{STRANGE}"),
    ],
)
def test_no_name_moves_a_terminals_cursor_or_breaks_a_sentence(
    ocop: Ocop, tmp_path: Path, verb: Callable[[Path], tuple[object, ...]]
) -> None:
    run = ocop(*verb(tmp_path), "--lang", "en")
    for said in (run.out, run.err):
        assert "\x1b" not in said
        assert "\u202e" not in said
        assert not any(line.startswith("\\u202e") for line in said.splitlines())
    assert "\\x1b]0;pwned\\x07\\n\\u202efed.yaml" in run.out + run.err


def test_a_sentence_stays_short_whatever_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    long = "x" * 1_000_000
    fault = Fault("wrong-option", Place(long, 1, 1), long, long, long, {})
    assert put_error(FilingError(fault), Speech("en")) == 2
    assert len(capsys.readouterr().err) < 1_100


def test_all_faults_are_on_stderr_and_with_json_on_stdout_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    faults = [Fault("not-utf-8", Place("a.yaml", n, 1), "", "byte", "UTF-8") for n in (1, 2)]
    assert put_error(FilingError(faults), Speech("en", json=True)) == 2
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 2
    assert [error["line"] for error in json.loads(said.out)["errors"]] == [1, 2]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text() | st.integers() | st.none() | st.booleans(), inner)
    ),
    max_leaves=20,
)


@given(JSON)
def test_json_is_written_as_python_writes_it(document: object) -> None:
    assert json_text(document) == json.dumps(document, ensure_ascii=False, indent=1)


def test_what_is_no_json_is_not_written() -> None:
    with pytest.raises(TypeError):
        json_text({"found": [object()]})
