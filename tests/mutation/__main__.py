"""`make mutants`: changes the code that rates, one small change after another, and says which
changes no test notices (mutmut; docs/decisions/0013-mutmut.md).

First it proves that it can fail: known bad changes, each in a copy of the package, must make the
same tests fail, and the copy without a change must pass. Then it tries a sample, the same for equal
code, until the time is up. Survivors must stand in `survivors.md` with the reason why they may live.

    python -m tests.mutation [--share 0.25] [--minutes 20] [--only ocop_scoring.days]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
MUTANTS = ROOT / "mutants"
BIN = Path(sys.executable).parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
TESTS: list[str] = SETTINGS["pytest_add_cli_args_test_selection"]
SURVIVED, NO_TESTS = 0, 33
"""What mutmut notes for a mutant: all tests that reach it pass; none reaches it."""


class Bad(NamedTuple):
    """A change that would give wrong stars: in which file, which text, by which."""

    file: str
    old: str
    new: str


KNOWN_BAD = (
    Bad("days.py", "timedelta(days=days)", "timedelta(days=days + 1)"),
    Bad("exact.py", "number < low if", "number <= low if"),
    Bad("rating/steps.py", "lost <= by_points", "lost < by_points"),
)


def main() -> None:
    asked = _asked()
    _prove()
    shutil.rmtree(MUTANTS, ignore_errors=True)
    _mutmut("run", "--max-children", "1", f"{SMALLEST}*")  # writes the mutants of all modules
    names = _sample(asked.only, asked.share)
    print(f"{len(names)} mutants, {asked.share:.0%} of each function's", flush=True)
    _mutmut("run", "--max-children", "1", *names, minutes=asked.minutes)
    _report(names)


SMALLEST = "ocop_scoring.days.x_days_after"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--share", type=float, default=0.25)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--only", default="", help="modules whose names begin so")
    return parser.parse_args()


def _prove() -> None:
    """The tests pass as things are, and fail for each known bad change."""
    if not _passes(None):
        sys.exit("the tests fail without any change: mend them first")
    for bad in KNOWN_BAD:
        if _passes(bad):
            sys.exit(f"no test notices {bad.new!r} in {bad.file}: this run would prove nothing")
    print(f"{len(KNOWN_BAD)} known bad changes were noticed", flush=True)


def _passes(bad: Bad | None) -> bool:
    """Whether the tests pass on a copy of the package with this change."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("src", "tests", "criteria", "benchmarks", "pyproject.toml"):
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)
        if bad is not None:
            file = copy / "src" / "ocop_scoring" / bad.file
            text = file.read_text(encoding="utf-8")
            if text.count(bad.old) != 1:
                sys.exit(
                    f"{bad.file} does not hold {bad.old!r} once: choose another known bad change"
                )
            file.write_text(text.replace(bad.old, bad.new), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", *TESTS]
        done = subprocess.run(command, cwd=copy, env=_plain(), capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stdout.decode() + done.stderr.decode())
    return done.returncode == 0


def _plain() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "OCOP"))}
    return kept | {"UNSHRUNK_EXAMPLES": "1"}  # `support.amounts` reads it


def _mutmut(*arguments: str, minutes: float | None = None) -> None:
    """Run mutmut; where the time is up, what it found until then stands in its files."""
    command = [str(BIN / "mutmut"), *arguments]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=_plain(),
            capture_output=True,
            text=True,
            check=False,
            timeout=minutes * 60 if minutes else None,
        )
    except subprocess.TimeoutExpired:
        print(f"{minutes} minutes are up", flush=True)
        return
    if done.returncode:
        sys.exit(f"mutmut {arguments[0]} failed:\n{done.stdout[-3000:]}\n{done.stderr[-1000:]}")


def _codes() -> dict[str, int | None]:
    """Every mutant with the exit code of its tests; None where it was not tried."""
    found: dict[str, int | None] = {}
    for file in sorted(MUTANTS.rglob("*.meta")):
        found |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def _sample(only: str, share: float) -> list[str]:
    """Each mutant falls in or out by its own name: the same sample for the same code, spread over
    all modules, and a larger share holds the smaller one.
    """
    names = [name for name in _codes() if name.startswith(only)]
    return sorted((n for n in names if _draw(n) < share), key=_draw)


def _draw(name: str) -> float:
    return int(sha256(name.encode()).hexdigest()[:8], 16) / 2**32


def _report(names: list[str]) -> None:
    codes = {name: code for name, code in _codes().items() if name in set(names)}
    tried = {name: code for name, code in codes.items() if code is not None}
    by_module: dict[str, list[bool]] = {}
    for name, code in tried.items():
        by_module.setdefault(_module(name), []).append(code not in (SURVIVED, NO_TESTS))
    for module, killed in sorted(by_module.items()):
        print(f"{module}: {sum(killed)}/{len(killed)} killed, {sum(killed) / len(killed):.0%}")
    survived = [name for name, code in tried.items() if code in (SURVIVED, NO_TESTS)]
    print(f"all: {len(tried) - len(survived)}/{len(tried)} of {len(names)} tried in time")
    known = (Path(__file__).parent / "survivors.md").read_text(encoding="utf-8")
    unargued = [said for said in map(_said, survived) if said.splitlines()[-1] not in known]
    for said in unargued:
        print(f"\n{said}")
    sys.exit(f"{len(unargued)} survivors are not argued in survivors.md" if unargued else 0)


def _module(name: str) -> str:
    return name.rpartition(".")[0].removeprefix("ocop_scoring.")


def _said(name: str) -> str:
    """A mutant: its function, the line as it is, the line as changed."""
    shown = subprocess.run(
        [str(BIN / "mutmut"), "show", name],
        cwd=ROOT,
        env=_plain(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    lines = [line for line in shown.splitlines() if re.match(r"[+-](?![+-])", line)]
    return "\n".join([_function(name), *lines])


def _function(name: str) -> str:
    """`ocop_scoring.days.months_after` of `ocop_scoring.days.x_months_after__mutmut_3`."""
    module, _, mangled = re.sub(r"__mutmut_\d+$", "", name).rpartition(".")
    return f"{module}.{re.sub(r'^x(_|ǁ)', '', mangled).replace('ǁ', '.')}"


if __name__ == "__main__":
    main()
