"""Runs what may differ between versions on each Python that is found here, and with the lowest and
the newest releases of what we depend on: threads, forms, the second evaluator, decks.

Each has its own environment, kept beside `.venv` and made again where what it is made of changed.
The wheel is tried on each Python by `tests/wheel.py`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from support.amounts import FEW
from support.code import settings
from support.folders import ROOT
from support.interpreters import interpreters, version_of

TESTS = (
    "tests/properties",
    "tests/filing",
    "tests/sources",
    "tests/oracle",
    "tests/rules/test_formats.py",
    "tests/test_errors.py",
    "tests/test_formats.py",
)
BETWEEN = (
    "tests/properties/test_score.py",
    "tests/properties/test_values.py",
    "tests/filing/test_forms.py",
)
"""Of a Python between the oldest and the newest: what fails there has nearly always failed on one of
these two already.
"""
TOOLS = ("pytest", "pytest-xdist", "hypothesis", "rfc8785", "jsonschema", "fastapi", "httpx")
"""What the tests need beside what the library does; each as the lock has it."""


class Environment(NamedTuple):
    """An environment to test in: its folder, the Python it is made with, what is installed, until
    when that is good.
    """

    folder: str
    python: str
    packages: tuple[str, ...]
    until: str = ""
    tests: tuple[str, ...] = TESTS

    @property
    def bin(self) -> Path:
        """Where its programs are."""
        return ROOT / self.folder / ("Scripts" if os.name == "nt" else "bin")

    def make(self) -> None:
        """Install it, where it is not there as it should be."""
        mark = ROOT / self.folder / "made-of"
        made_of = sha256("\n".join([self.python, *self.packages, self.until]).encode()).hexdigest()
        if mark.exists() and mark.read_text() == made_of:
            return
        _run(self.python, "-m", "venv", "--clear", ROOT / self.folder)
        quiet = ("--quiet", "--disable-pip-version-check")
        _run(self.bin / "python", "-m", "pip", "install", *quiet, *self.packages)
        mark.write_text(made_of)

    def test(self) -> None:
        """The tests that may differ, and every case of the newest decks."""
        print(f"— {self.folder}: {self.says()}", flush=True)
        python = self.bin / "python"
        _run(
            python, "-m", "pytest", "-n", "2", "--dist", "worksteal", "-m", "not slow", *self.tests
        )
        _run(python, "-m", "ocop_scoring", "check-cases", "26-2026")

    def says(self) -> str:
        """Its Python and the releases of what we depend on."""
        names = [_name(line) for line in settings()["project"]["dependencies"]]
        asked = "import sys; from importlib.metadata import version as v; "
        asked += f"print(sys.version.split()[0], *[n + ' ' + v(n) for n in {names}], sep=', ')"
        return _run(self.bin / "python", "-c", asked)


def _run(*command: str | Path) -> str:
    """What it prints. These environments lack the extras, whose tests are therefore skipped even
    where `CI` asks that nothing is.
    """
    ours = ("PYTHON", "OCOP")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(ours) and k != "CI"}
    environment = {**kept, "PYTHONPATH": str(ROOT / "src"), FEW: "yes"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = f"{done.stdout}\n{done.stderr}"
        sys.exit(f"{' '.join(map(str, command))}\nexit {done.returncode}\n{said}")
    return done.stdout.strip()


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0]


def _lowest(requirement: str) -> str:
    """`pydantic==2.12` of `pydantic>=2.12,<3`; what has no range of its own is left as it is."""
    ranged = re.fullmatch(r"([\w.-]+)>=([\d.]+).*", requirement)
    return f"{ranged[1]}=={ranged[2]}" if ranged else requirement


def _locked() -> dict[str, str]:
    """Every line of the lock, by its package."""
    lines = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").splitlines()
    return {_name(line): line for line in lines if "==" in line}


def environments() -> list[Environment]:
    """One for each Python but this and the newest, from the lock; the lowest releases with the oldest
    Python; the newest releases with the newest.
    """
    project = settings()["project"]
    extras = project["optional-dependencies"]
    ours = [*project["dependencies"], *extras["cli"], *extras["calendar"]]
    found, locked = interpreters(), _locked()
    tools = tuple(locked[name] for name in TOOLS)
    here = version_of(sys.executable)
    of_lock = ("-c", "requirements-dev.lock", *(_name(line) for line in ours))
    lowest, newest = next(iter(found.values())), list(found.values())[-1]
    versions = [
        Environment(f".venv-{version}", python, (*of_lock, *tools), tests=BETWEEN)
        for version, python in found.items()
        if version != here and python != newest
    ]
    year, week, _ = date.today().isocalendar()
    return [
        *versions,
        Environment(".venv-lowest", lowest, (*map(_lowest, ours), *tools)),
        # Made again each week, so that a new release is met soon.
        Environment(".venv-newest", newest, (*ours, *tools), f"{year}-{week}"),
    ]


def main() -> None:
    """Test in one environment while the next ones are made: that waits for files mostly."""
    with ThreadPoolExecutor(1) as pool:
        made = [(environment, pool.submit(environment.make)) for environment in environments()]
        for environment, making in made:
            making.result()
            environment.test()


if __name__ == "__main__":
    main()
