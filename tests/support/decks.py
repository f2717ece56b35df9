"""What tests of case decks share: a small deck, and a run of it in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import ocop_scoring as ocop
from ocop_scoring.workshop import Run, run_cases
from support.folders import GOOD

__all__ = ["BEST", "failed", "law_in", "ran", "said"]

BEST = """\
- case: Mọi mức cao nhất
  name: best
  marks: {"1": [3, 3, 2, 1], "2": [3, 2], "3": [2], "4": a-full, "5": [tea, guides]}
  expect: {total: 20, parts: {A: 9}, star_by_points: 5, star: 5, unmet: [], levels: {"1.1": most}}
"""


def law_in(folder: Path) -> Path:
    """The small invented ruleset in a folder, with room for decks."""
    shutil.copytree(GOOD, folder / "criteria")
    (folder / "criteria" / "mini-2030" / "cases").mkdir()
    return folder / "criteria"


def ran(folder: Path, deck: str, name: str = "01-dried.yaml") -> Run:
    """The run of one deck."""
    (folder / "mini-2030" / "cases" / name).write_text(deck, encoding="utf-8")
    return run_cases(ocop.Catalog(folder), "mini-2030")


def said(folder: Path, deck: str, name: str = "01-dried.yaml") -> list[str]:
    """What is said of a deck that can't be read, line by line."""
    with pytest.raises(ocop.RulesetError) as refused:
        ran(folder, deck, name)
    return [line.replace(f"{folder}/", "") for line in refused.value.lines("en")]


def failed(run: Run) -> list[tuple[str, str, str]]:
    """All differences of a run."""
    return [difference for tried in run.failed for difference in tried.differences]
