"""The steps of docs/contributing.md are carried out in a copy of the checkout: together they are
enough, and where one that is easily forgotten is left out, the checks of the page say so.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = [pytest.mark.docs, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "contributing.md"
COPIED = ("src", "tests", "docs", "criteria")


class Change(NamedTuple):
    """A step that changes a file: its lines begin with a blank (they stay), `+` or `-`."""

    path: str
    lines: tuple[str, ...]


class Commands(NamedTuple):
    """A step that is done by commands."""

    lines: tuple[str, ...]


class Recipe(NamedTuple):
    """The steps under one heading, and the checks that hold after them."""

    title: str
    steps: tuple[Change | Commands, ...]
    checks: tuple[str, ...]


def recipes() -> list[Recipe]:
    sections = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    return [recipe for recipe in map(recipe_of, sections) if recipe.steps]


def recipe_of(section: str) -> Recipe:
    """Fences that belong to a numbered item are steps, the last fence holds the checks."""
    fences = re.findall(r"^( *)```(diff|sh)\n(.*?)^ *```$", section, re.MULTILINE | re.DOTALL)
    steps: list[Change | Commands] = []
    checks: tuple[str, ...] = ()
    for margin, kind, body in fences:
        lines = tuple(line.removeprefix(margin) for line in body.splitlines())
        if kind == "diff":
            steps.append(Change(lines[0].removeprefix("--- "), lines[1:]))
        elif margin:
            steps.append(Commands(lines))
        else:
            checks = lines
    return Recipe(section.split("\n")[0], tuple(steps), checks)


def test_the_page_has_the_recipes_that_contributors_ask_for() -> None:
    assert [recipe.title for recipe in recipes()] == [
        "A new error code",
        "A new finding",
        "A new check of lint",
        "A new field of a form",
        "A new verb",
        "A new kind of paper",
        "A new room",
    ]


class Checkout:
    """A copy of the checkout, and a process that runs commands in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in COPIED:
            ignored = shutil.ignore_patterns("cache", ".hypothesis")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        for path in [*ROOT.glob("*.toml"), *ROOT.glob("*.md"), *ROOT.glob("*.py")]:
            shutil.copy2(path, folder)
        self.before = self.states()
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("OCOP_", "PYTEST_"))}
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "support" / "checks.py"), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**kept, "PYTHONPATH": str(folder / "src"), "PYTHONUTF8": "1"},
        )

    def states(self) -> dict[Path, int]:
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {path: path.stat().st_mtime_ns for path in files if "__pycache__" not in path.parts}

    def restore(self) -> None:
        for path, changed in self.states().items():
            if path not in self.before:
                path.unlink()
            elif changed != self.before[path]:
                shutil.copy2(ROOT / path.relative_to(self.folder), path)

    def run(self, line: str) -> tuple[int, str]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(shlex.split(line)) + "\n")
        self.process.stdin.flush()
        status, output = json.loads(self.process.stdout.readline())
        return status, output

    def take(self, step: Change | Commands) -> str:
        """Carry out a step: what a command of it says that fails."""
        if isinstance(step, Change):
            self.change(step)
            return ""
        return self.failing(step.lines)

    def change(self, step: Change) -> None:
        path = self.folder / step.path
        old = [line[1:] for line in step.lines if not line.startswith("+")]
        new = [line[1:] for line in step.lines if not line.startswith("-")]
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if old:
            before = "".join(f"{line}\n" for line in old)
            assert text.count(f"\n{before}") == 1, f"{step.path} has not once:\n{before}"
            text = text.replace(f"\n{before}", "\n" + "".join(f"{line}\n" for line in new))
        else:
            text += "".join(f"{line}\n" for line in new)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def failing(self, lines: tuple[str, ...]) -> str:
        """What the first command says that fails; nothing where all succeed."""
        said = ((line, *self.run(line)) for line in lines)
        return next((f"{line}\n{output}" for line, status, output in said if status), "")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    made = Checkout(tmp_path_factory.mktemp("checkout"))
    yield made
    made.process.communicate()


@pytest.mark.parametrize("recipe", recipes(), ids=lambda recipe: recipe.title)
def test_its_steps_are_enough(checkout: Checkout, recipe: Recipe) -> None:
    checkout.restore()
    for step in recipe.steps:
        assert checkout.take(step) == ""
    assert checkout.failing(recipe.checks) == ""


FORGOTTEN = ("A new error code", "A new verb")
"""The recipes of which a step is left out: what notices it is the same for the others."""


def easily_forgotten(recipe: Recipe) -> Iterator[int]:
    """Of the one the step before pages are refreshed, of the other the refreshing itself."""
    for place, step in enumerate(recipe.steps):
        if isinstance(step, Commands) and "docs/build.py" in step.lines[0]:
            yield place - 1 if recipe.title == FORGOTTEN[0] else place


LEFT_OUT = [
    pytest.param(recipe, place, id=f"{recipe.title}, step {place + 1}")
    for recipe in recipes()
    if recipe.title in FORGOTTEN
    for place in easily_forgotten(recipe)
]


@pytest.mark.parametrize(("recipe", "place"), LEFT_OUT)
def test_a_step_that_is_left_out_is_noticed(checkout: Checkout, recipe: Recipe, place: int) -> None:
    checkout.restore()
    others = (*recipe.steps[:place], *recipe.steps[place + 1 :])
    stopped = any(checkout.take(step) for step in others)
    assert stopped or checkout.failing(recipe.checks)
