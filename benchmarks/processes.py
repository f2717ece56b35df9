"""Fresh processes, by turns: what importing costs, what one rated sheet costs, what the command
costs.

They run the package as a wheel installs it: a copy with the rulesets and their resolved cache
inside, byte-compiled.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import yaml

import ocop_scoring as ocop
from ocop_scoring.rules.store import Store

from . import pydantic_forms
from .timing import Turns, turns_of

__all__ = ["FORMS", "IMPORT", "ONE_SHEET", "OURS", "Stage", "installed"]

IMPORT = "import pydantic, yaml"
OURS = "import ocop_scoring"
FORMS = "import yaml, pydantic_forms"
ONE_SHEET = """
import sys
import ocop_scoring as ocop
dossier, sheet = ocop.load_dossier(sys.argv[1]), ocop.load_sheet(sys.argv[2])
print(ocop.score(ocop.ruleset(sys.argv[3]), dossier, sheet).star)
"""
COMMAND = "import sys; from ocop_scoring.cli import main; sys.argv[0] = 'ocop'; sys.exit(main())"


class Stage(NamedTuple):
    """A folder that holds the installed copy, a dossier and a sheet."""

    folder: Path
    ruleset: str

    def process(self, code: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run some code in a fresh process that finds the copy first."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder / "site"), "OCOP_LANG": "vi"}
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            check=False,
        )

    def timer(self, code: str, *arguments: str) -> Callable[[], float]:
        """A function that runs the code in a fresh process once, and returns its seconds.
        RuntimeError where it fails.
        """

        def seconds() -> float:
            start = perf_counter()
            done = self.process(code, *arguments)
            taken = perf_counter() - start
            if done.returncode:
                raise RuntimeError(done.stderr.decode().strip()[-400:])
            return taken

        return seconds

    def turns(self, ours: Callable[[], float], theirs: str, rounds: int = 15) -> Turns:
        """Our process and another one by turns."""
        return turns_of(ours, self.timer(theirs), rounds)

    def one_sheet(self) -> Callable[[], float]:
        """A process that reads the dossier and the sheet, rates it and prints the star."""
        return self.timer(ONE_SHEET, "dossier.yaml", "sheet.yaml", self.ruleset)

    def command(self) -> Callable[[], float]:
        """The command, as the console script calls it."""
        return self.timer(COMMAND, *self._command())

    def why_no_command(self) -> str | None:
        """Why the command can't be measured, or None where it works."""
        done = self.process(COMMAND, *self._command())
        if done.returncode == 0 and done.stdout:
            return None
        return (done.stderr.decode().strip().splitlines() or ["it printed nothing"])[-1]

    def _command(self) -> tuple[str, ...]:
        return ("score", "dossier.yaml", "sheet.yaml", "--ruleset", self.ruleset, "--json")


def installed(
    folder: Path, criteria: Path, ruleset: str, dossier: dict[str, Any], sheet: dict[str, Any]
) -> Stage:
    """The package installed under `folder`, as a wheel would, with these rulesets; and the two
    files beside it.
    """
    package = folder / "site" / "ocop_scoring"
    shutil.copytree(
        Path(str(ocop.__file__)).parent,
        package,
        ignore=shutil.ignore_patterns("__pycache__", "cache", "criteria"),
    )
    shutil.copytree(criteria, package / "criteria")
    Store(package / "criteria").write_cache(package / "cache")
    compileall.compile_dir(package, quiet=2)
    shutil.copy(str(pydantic_forms.__file__), folder / "site")
    compileall.compile_dir(folder / "site", quiet=2, maxlevels=0)
    for name, document in (("dossier", dossier), ("sheet", sheet)):
        (folder / f"{name}.yaml").write_text(
            yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    return Stage(folder, ruleset)
