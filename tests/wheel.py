"""Builds the wheel and runs the demo from it in an empty environment of each Python found here: what
a user gets, and nothing of the checkout.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from support.archive import EARLIER, records
from support.folders import ROOT
from support.interpreters import interpreters

# Every table answers from the cache that the wheel brings: nothing that reads YAML is ever loaded.
FROM_THE_CACHE = """
import sys, ocop_scoring
for ruleset in ocop_scoring.rulesets():
    for number in ruleset.numbers:
        ruleset.product_set(number).digest
sys.exit("the cache of the wheel is not used" if "ocop_scoring.assembly.tables" in sys.modules else 0)
"""


# Records that were sealed elsewhere verify without network, libyaml and checkout, in another time zone.
VERIFIES = """
import sys
sys.modules["yaml._yaml"] = None
import pathlib, socket
import ocop_scoring as ocop
socket.socket = None
files = list(pathlib.Path(sys.argv[1]).glob("*.json"))
failed = [f.name for f in files if not ocop.verify(ocop.load_record(f)).ok]
sys.exit(f"these records do not verify: {failed}" if failed or not files else 0)
"""
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "random"}


def run(*command: str | Path, cwd: Path | None = None, **more: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "OCOP"))}
    environment |= more
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(
            f"{' '.join(str(part) for part in command)}\nexit {done.returncode}\n{done.stdout}\n{done.stderr}"
        )
    return done.stdout


NEEDED = (
    "criteria/26-2026/ruleset.yaml",
    "cache/26-2026/8.json",
    "cache/26-2026/pieces.jsonl",
    "cache/sums.json",
    "messages/vi/errors.yaml",
    "py.typed",
)


def build(work: Path) -> Path:
    """The wheel of this checkout, with all that it needs in it."""
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", work, ROOT)
    (wheel,) = work.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for needed in NEEDED:
        if f"ocop_scoring/{needed}" not in names:
            sys.exit(f"the wheel lacks {needed}")
    print(f"wheel: {wheel.name}, {wheel.stat().st_size // 1024} kB, {len(names)} files")
    return wheel


def keep_records(folder: Path) -> None:
    """Some records of the frozen archives, those of an earlier revision too, a file each."""
    folder.mkdir()
    for at, record in enumerate([*records(every=20), *records(EARLIER, every=20)]):
        record.save(folder / f"{at}.json")


def try_out(wheel: Path, version: str, interpreter: str, work: Path) -> None:
    """Install the wheel with `cli` in an empty environment, answer from its cache, run its demo."""
    run(interpreter, "-m", "venv", work)
    python = work / ("Scripts" if os.name == "nt" else "bin") / "python"
    quiet = ("--quiet", "--disable-pip-version-check")
    run(python, "-m", "pip", "install", *quiet, f"{wheel}[cli]")
    run(python, "-W", "error", "-c", FROM_THE_CACHE, cwd=work)
    said = run(python, "-m", "ocop_scoring", "demo", "--out", work / "demo", cwd=work)
    reports = list((work / "demo").glob("*.html"))
    if not reports or "3★" not in said:
        sys.exit(f"the demo said:\n{said}")
    run(python, "-c", VERIFIES, work.parent / "records", cwd=work, **ELSEWHERE)
    print(
        f"its demo ran, and records verified, in an empty environment of Python {version}",
        flush=True,
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        wheel = build(Path(folder))
        keep_records(Path(folder) / "records")
        with ThreadPoolExecutor(2) as pool:  # an installation waits for files mostly
            tries = [
                pool.submit(try_out, wheel, version, interpreter, Path(folder) / version)
                for version, interpreter in interpreters().items()
            ]
            for done in tries:
                done.result()


if __name__ == "__main__":
    main()
