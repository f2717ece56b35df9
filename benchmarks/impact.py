"""How long `ocop impact` takes as a whole: a table of 100,000 sheets under two decisions, and the
shares of eight changes over 10,000 products. Not part of `make bench`: it takes a minute.

    python -m benchmarks.impact [--sheets 100000] [--products 10000]
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple

import yaml

import ocop_scoring as ocop

__all__ = ["CHANGES", "draft", "measured"]

SECONDS_TWICE, SECONDS_SHARES = 20, 60
"""What each may take of one processor; on a machine that does nothing else it is the time."""

_LEVELS = "criteria/{}/levels/{}".format
CHANGES: tuple[dict[str, Any], ...] = (
    {"remove": _LEVELS("growth", "two-years/minimum"), "from": 4},
    {
        "replace": _LEVELS("intellectual-property", "application-accepted/minimum"),
        "from": 3,
        "to": 2,
    },
    {"replace": _LEVELS("packaging", "creative/minimum"), "from": 3, "to": 4},
    {"replace": _LEVELS("chain-contracts", "over-three-quarters/minimum"), "from": 4, "to": 3},
    {"replace": _LEVELS("labelling", "complete/minimum"), "from": 3, "to": 2},
    {"replace": _LEVELS("environment", "file/minimum"), "from": 4, "to": 3},
    {"replace": "ruleset/stars/5", "from": "from 90 to 100", "to": "from 88 to 100"},
    {"replace": "ruleset/stars/4", "from": "from 70 to below 90", "to": "from 70 to below 88"},
)
_HEAD = {
    "id": "26-2026+thu",
    "revision": 1,
    "vi": "Dự thảo để đo (đặt ra)",
    "en": "A draft to measure with (invented)",
    "decision": {"number": "dự thảo (đặt ra)", "issued_on": "2027-01-01"},
    "in_force": {"from": "2027-01-01", "article": "dự thảo (đặt ra)"},
    "replaces": ["26-2026"],
}


def draft(folder: Path) -> Path:
    """A draft of Decision 26/2026 with eight changes."""
    root = folder / "26-2026+thu"
    root.mkdir()
    changes = [{**change, "article": "Điều 1 (đặt ra)"} for change in CHANGES]
    for name, document in (("ruleset", _HEAD), ("changes", changes)):
        text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
        (root / f"{name}.yaml").write_text(text.replace("'2027-01-01'", "2027-01-01"), "utf-8")
    return root


class Run(NamedTuple):
    """What one run took, in seconds by the clock and of the processor, and what it says."""

    seconds: float
    processor: float
    told: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, {self.processor:.1f} s of the processor"


def measured(*arguments: str) -> Run:
    """One run. SystemExit where it fails."""
    command = [sys.executable, "-m", "ocop_scoring", "impact", *arguments, "--json"]
    before, start = _processor(), perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    seconds = perf_counter() - start
    if done.returncode:
        sys.exit(f"the run failed: {done.returncode} {done.stdout[-500:]!r}")
    return Run(seconds, _processor() - before, json.loads(done.stdout))


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure both, and say what they took."""
    parser = ArgumentParser(description="How long ocop impact takes as a whole.")
    parser.add_argument("--sheets", type=int, default=100_000)
    parser.add_argument("--products", type=int, default=10_000)
    given = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        drawn = ocop.synthetic("148-2023", given.sheets, 0)
        table = folder / "sheets.csv"
        table.write_bytes(ocop.csv_of([entry.sheets[0] for entry in drawn.entries]))
        twice = measured("148-2023", "26-2026", str(table))
        count = twice.told["population"]["products"]
        print(f"{count:,} sheets under two decisions: {twice} (at most {SECONDS_TWICE})")
        shares = measured("26-2026", str(draft(folder)), "--synthetic", str(given.products))
        exact = all(cause["exact"] for cause in shares.told["causes"])
        what = f"{len(CHANGES)} changes, {given.products:,} products"
        kind = "exact" if exact else "sampled"
        print(f"{what}: {shares} (at most {SECONDS_SHARES}), {kind}")
    if twice.processor > SECONDS_TWICE or shares.processor > SECONDS_SHARES:
        sys.exit(1)


if __name__ == "__main__":
    main()
