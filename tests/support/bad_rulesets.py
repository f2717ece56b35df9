"""Reads the table of broken rulesets (tests/rulesets/bad/cases.txt) and makes each of them from the
good one.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from ocop_scoring import Catalog, OcopError
from support.folders import GOOD

RULESETS = GOOD.parent


@dataclass
class Edit:
    """One change of a file: text taken out, text put in."""

    file: str
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)

    def apply(self, root: Path) -> None:
        path = root / self.file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        old, new = "\n".join(self.old), "\n".join(self.new)
        if not self.old:
            text = f"{text}{new}\n"
        else:
            assert text.count(old) == 1, f"{self.file}: found {text.count(old)} times: {old}"
            text = text.replace(old, new)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def edits_in(text: str) -> list[Edit]:
    """The changes of the first block of a diff in a text: `--- FILE`, lines out, lines in."""
    found: list[Edit] = []
    file = ""
    for line in text.partition("```diff\n")[2].partition("```")[0].splitlines():
        if line.startswith("--- "):
            file = line[4:]
            continue
        if not found or found[-1].file != file or (line[0] == "-" and found[-1].new):
            found.append(Edit(file))
        (found[-1].old if line[0] == "-" else found[-1].new).append(line[2:])
    return found


@dataclass
class Case:
    """A broken ruleset: what is wrong, how it is made, what must be said."""

    title: str
    line: int
    steps: list[Edit | list[str]] = field(default_factory=list)
    says: list[str] = field(default_factory=list)

    def make(self, root: Path) -> None:
        """Copy the good ruleset to `root` and break it."""
        shutil.copytree(RULESETS / "good", root)
        for step in self.steps:
            if isinstance(step, Edit):
                step.apply(root)
            elif step[0] == "rm":
                (root / step[1]).unlink()
            else:
                (root / step[2]).parent.mkdir(parents=True, exist_ok=True)
                (shutil.copy if step[0] == "cp" else shutil.move)(root / step[1], root / step[2])


def read_cases(path: Path = RULESETS / "bad" / "cases.txt") -> list[Case]:
    """All cases of the table."""
    cases: list[Case] = []
    file = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        mark, rest = line[:1], line[2:]
        if line.startswith("== "):
            cases.append(Case(line[3:], number))
        elif mark == "#" or not line:
            continue
        elif mark == ">":
            cases[-1].says.append(rest)
        elif mark in "-+":
            steps = cases[-1].steps
            last = steps[-1] if steps else None
            if not isinstance(last, Edit) or last.file != file or (mark == "-" and last.new):
                last = Edit(file)
                steps.append(last)
            (last.old if mark == "-" else last.new).append(rest)
        elif line.split()[0] in ("rm", "cp", "mv"):
            cases[-1].steps.append(line.split())
        else:
            file = line
            cases[-1].steps.append(Edit(file))
    for case in cases:
        case.steps = [
            step for step in case.steps if not isinstance(step, Edit) or step.old or step.new
        ]
    return cases


def said(root: Path) -> list[str]:
    """What a check of the ruleset in `root` says, line by line."""
    try:
        _, unverified = Catalog(root).check("mini-2030")
    except OcopError as error:
        return [line.replace(f"{root}/", "") for line in error.lines("en")]
    return [f"fine, unverified: {', '.join(map(str, unverified))}" if unverified else "fine"]
