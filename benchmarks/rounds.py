"""A large round, from workbooks to all its papers: how long `ocop round run` takes, the processor's
time and memory of all its processes together. Not part of `make bench`: it takes minutes.

    python -m benchmarks.rounds [--products 150] [--members 9] [FOLDER]

The round is that of docs/examples/demo-round over and over, with more members. In a folder that is
named it stays, and is not made again.
"""

from __future__ import annotations

import json
import random
import resource
import runpy
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter
from typing import Any, NamedTuple

import yaml

__all__ = ["Run", "make", "measured"]

DEMO = Path(__file__).parent.parent / "docs" / "examples" / "demo-round"
SECONDS, PROCESSOR, MEGABYTES = 180, 330, 500
"""What a round of 150 products and 9 members may take on two processors."""


class Run(NamedTuple):
    """What one run took: seconds, the processors' seconds, the most memory at once in megabytes."""

    seconds: float
    processor: float
    megabytes: float


def make(folder: Path, products: int, members: int) -> None:
    """Fill in a round's folder: dossiers, and a workbook for every sheet."""
    demo = runpy.run_path(str(DEMO / "make.py"))
    seats: dict[str, tuple[str, str]] = demo["MEMBERS"]
    for number in range(len(seats) + 1, members + 1):
        seats[f"m{number}"] = (f"Người thứ {number} (tên đặt ra)", "Sở Mẫu")
    for name in ("dossiers", "sheets"):
        (folder / name).mkdir(parents=True)
    entries = yaml.safe_load((DEMO / "products.yaml").read_text(encoding="utf-8"))
    many = [_entry(entries[at % len(entries)], at) for at in range(products)]
    for entry in many:
        demo["write"](folder / "dossiers" / f"{entry['file']}.yaml", demo["dossier_of"](entry))
        for sheet in _sheets(demo, entry, list(seats)[:members]):
            demo["save_sheet"](folder, entry, sheet)
    demo["write"](folder / "round.yaml", demo["round_of"](many))


def _entry(entry: dict[str, Any], at: int) -> dict[str, Any]:
    code = f"96-32244-{at + 1:03}-2026"
    again = {"file": f"{entry['file']}-{at:03}", "code": code, "shows": None}
    return {**entry, **again, "product": f"{entry['product']} {at + 1}"}


def _sheets(demo: dict[str, Any], entry: dict[str, Any], members: list[str]) -> list[Any]:
    """A sheet a member; of the totals in products.yaml, the first ones come again."""
    table = demo["RULES"].product_set(entry["product_set"])
    totals, found = entry["totals"], []
    for at, member in enumerate(members):
        draw = random.Random(f"{entry['file']} {member}")
        marks = demo["marks_of"](table, totals[at % len(totals)], entry["meets"], draw)
        found.append(demo["sheet_of"](entry, member, marks, 1))
    return found


def measured(folder: Path) -> Run:
    """One run over a folder. SystemExit where it fails."""
    command = [sys.executable, "-m", "ocop_scoring", "round", "run", str(folder), "--json"]
    before, start = _processor(), perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        over, most = Event(), [0.0]
        watching = Thread(target=_watch, args=(process.pid, over, most))
        watching.start()
        said = process.stdout.read() if process.stdout else b""
        process.wait()
        over.set()
        watching.join()
    seconds = perf_counter() - start
    if process.returncode not in (0, 4):
        sys.exit(f"the run failed: {process.returncode} {said[-500:]!r}")
    files = json.loads(said)["files"]
    print(f"{len(files)} files, {sum(one['state'] == 'written' for one in files)} written")
    return Run(seconds, _processor() - before, most[0])


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(pid: int, over: Event, most: list[float]) -> None:
    """The memory of a process and of all below it, looked at five times a second."""
    while not over.wait(0.2):
        most[0] = max(most[0], sum(map(_resident, _family(pid))))


def _family(pid: int) -> list[int]:
    """A process and all that it started, as Linux lists them."""
    found = [pid]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _resident(pid: int) -> float:
    """Megabytes of a process; what it shares with others is counted for each by its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main() -> None:
    """Make the round where it isn't there yet, run it, and say what it took."""
    parser = ArgumentParser(description="A large round, from workbooks to all its papers.")
    parser.add_argument("--products", type=int, default=150)
    parser.add_argument("--members", type=int, default=9)
    parser.add_argument("folder", nargs="?", type=Path)
    given = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary) / "round"
        if not (folder / "round.yaml").exists():
            make(folder, given.products, given.members)
        run = measured(folder)
    print(
        f"{run.seconds:.0f} s (at most {SECONDS}), {run.processor:.0f} s of processors "
        f"(at most {PROCESSOR}), {run.megabytes:.0f} MB (at most {MEGABYTES})"
    )
    if run.processor > PROCESSOR or run.megabytes > MEGABYTES:
        sys.exit(1)


if __name__ == "__main__":
    main()
