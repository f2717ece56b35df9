"""What type checkers say of people's own code: right uses pass, each wrong line is refused, and no
other (tests/types).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.folders import ROOT

BIN = Path(sys.executable).parent
FOLDER = ROOT / "tests" / "types"
RIGHT, WRONG = FOLDER / "right_uses.py", FOLDER / "wrong_uses.py"


def _run(*command: str | Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"MYPYPATH": str(ROOT / "src")},
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def mypy(file: Path) -> dict[int, str]:
    """What mypy in its strict mode says, by line."""
    said = _run(BIN / "mypy", "--strict", "--no-error-summary", file)
    found = re.findall(rf"{file.name}:(\d+): error: (.*)", said)
    assert bool(found) == bool(said.strip()), said
    return {int(line): message for line, message in found}


def basedpyright(file: Path) -> dict[int, str]:
    """What basedpyright (pyright, with its checker in the wheel) says, by line."""
    said = json.loads(_run(BIN / "basedpyright", "--outputjson", file))
    assert said["summary"]["filesAnalyzed"] == 1
    return {
        one["range"]["start"]["line"] + 1: one["message"]
        for one in said["generalDiagnostics"]
        if one["severity"] == "error"
    }


Checker = Callable[[Path], dict[int, str]]
CHECKERS: list[Checker] = [mypy, basedpyright]


def _marked_wrong() -> set[int]:
    lines = WRONG.read_text(encoding="utf-8").splitlines()
    return {number for number, line in enumerate(lines, 1) if "  # wrong: " in line}


@pytest.mark.parametrize("check", CHECKERS)
def test_right_uses_pass(check: Checker) -> None:
    assert check(RIGHT) == {}


@pytest.mark.parametrize("check", CHECKERS)
def test_wrong_uses_are_refused_line_by_line(check: Checker) -> None:
    refused = set(check(WRONG))
    assert refused - _marked_wrong() == set(), "right lines that are refused"
    assert _marked_wrong() - refused == set(), "wrong lines that pass"
