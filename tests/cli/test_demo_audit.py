"""`make demo-audit` shows how each change of a sealed round is found, and ends with 1 where one isn't."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from support.commandline import Ocop
from support.extras import extra
from support.folders import ROOT

for name in ("typst", "cryptography", "pyhanko", "xlsxwriter", "python_calamine"):
    extra(name)
pytestmark = pytest.mark.slow

Audit: Any = runpy.run_path(str(ROOT / "docs" / "examples" / "demo-audit" / "make.py"))["Audit"]


def test_every_change_of_the_audit_is_found(tmp_path: Path, ocop: Ocop) -> None:
    """With a few products of the round, and without a process for each command."""
    said: list[str] = []

    class InOneProcess(Audit):  # type: ignore[misc]
        def command(self, arguments: list[str]) -> CompletedProcess[str]:
            done = ocop(*arguments)
            said[-1] += done.out
            return CompletedProcess(arguments, done.status, done.out, done.err)

        def say(self, vi: str, en: str) -> None:
            super().say(vi, en)
            said.append(f"{en}\n")

    audit = InOneProcess(tmp_path / "audit", 6)
    assert audit.run() == 0
    assert [step.partition("\n")[0] for step in said if "✗" in step] == [
        "One mark in one record is changed",
        "A record and its line are taken away",
        "The end is cut off: the head tells",
        "Another record, with other sheets",
        "The signatures are those of another record",
        "The record inside the PDF is another one",
        "A page is made blank by an increment",
    ]
    assert len(said) == 10
    # What was sealed is as it was: every change was made to a copy.
    assert len(list((tmp_path / "audit" / "records").glob("*.json"))) == 5
    assert re.search(r"đúng 5, sai 0|5 held|held 5", said[1])
