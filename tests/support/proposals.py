"""Invented proposals to amend the small ruleset, and sheets that they move."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from ocop_scoring import read_sheet
from ocop_scoring.workshop.impact.entry import Population, PopulationEntry

from .folders import GOOD
from .mini import AMENDMENT, BEST

__all__ = ["DECK", "population", "proposal"]

DECK = """\
- case: Đủ điểm, hợp đồng trên 50 % nên 4 sao
  product_set: 1
  marks: {"1": [3, 2, 2, 1], "2": [3, 2], "3": [2], "4": a-full, "5": [tea, guides]}
  expect: {total: 19, star: 4}
- case: Mọi mục cao nhất
  product_set: 1
  marks: {"1": [3, 3, 2, 1], "2": [3, 2], "3": [2], "4": a-full, "5": [tea, guides]}
  expect: {total: 20, star: 5}
"""


def proposal(root: Path, *changes: dict[str, Any], name: str = "thu") -> Path:
    """The folder of a proposal that changes the small ruleset so, beside a copy of that one."""
    if not (root / "mini-2030").exists():
        shutil.copytree(GOOD, root, dirs_exist_ok=True)
        (root / "mini-2030" / "cases").mkdir()
        (root / "mini-2030" / "cases" / "01-cases.yaml").write_text(DECK, encoding="utf-8")
    folder = root / f"mini-2030+{name}"
    folder.mkdir()
    head = AMENDMENT.replace("mini-2030+5", folder.name)
    (folder / "ruleset.yaml").write_text(head, encoding="utf-8")
    every = [{"article": "Mục 1 (đặt ra)", **change} for change in changes]
    said = yaml.safe_dump(every, allow_unicode=True, sort_keys=False) if every else ""
    (folder / "changes.yaml").write_text(said, encoding="utf-8")
    return folder


def population(*marks: dict[str, Any]) -> Population:
    """Products with these marks in place of the best ones, by name."""
    return Population("sheets", tuple([_entry(at, one) for at, one in enumerate(marks, 1)]))


def _entry(at: int, marks: dict[str, Any]) -> PopulationEntry:
    sheet = read_sheet(
        {
            "format": "ocop-sheet/1",
            "ruleset": "mini-2030",
            "product_set": 1,
            "assessor": {"id": "m1", "role": "member"},
            "assessed_on": "2031-06-01",
            "marks": BEST | marks,
        }
    )
    return PopulationEntry(
        f"Sản phẩm {at} (tên đặt ra)", 1, (sheet,), f"{at}.yaml", commune="Xã Mẫu"
    )
