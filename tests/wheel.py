"""Builds the wheel and runs the demo from it in an empty environment: what a user gets, and nothing
of the checkout.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Every table answers from the cache that the wheel brings: nothing that reads YAML is ever loaded.
FROM_THE_CACHE = """
import sys, ocop_scoring
for ruleset in ocop_scoring.rulesets():
    for number in ruleset.numbers:
        ruleset.product_set(number).digest
sys.exit("the cache of the wheel is not used" if "ocop_scoring.assembly.tables" in sys.modules else 0)
"""


def run(*command: str | Path, cwd: Path | None = None) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "OCOP"))}
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


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", work, ROOT)
        (wheel,) = work.glob("*.whl")
        names = zipfile.ZipFile(wheel).namelist()
        for needed in (
            "criteria/26-2026/ruleset.yaml",
            "cache/26-2026/8.json",
            "cache/26-2026/pieces.jsonl",
            "cache/sums.json",
            "messages/vi/errors.yaml",
            "py.typed",
        ):
            if f"ocop_scoring/{needed}" not in names:
                sys.exit(f"the wheel lacks {needed}")
        venv.create(work / "empty", with_pip=True)
        python = work / "empty" / ("Scripts" if os.name == "nt" else "bin") / "python"
        run(
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            f"{wheel}[cli]",
        )
        run(python, "-c", FROM_THE_CACHE, cwd=work)
        said = run(python, "-m", "ocop_scoring", "demo", "--out", work / "demo", cwd=work)
        reports = list((work / "demo").glob("*.html"))
        if not reports or "3★" not in said:
            sys.exit(f"the demo said:\n{said}")
        print(said)
        print(
            f"wheel: {wheel.name}, {wheel.stat().st_size // 1024} kB, {len(names)} files; its demo ran in an empty environment"
        )


if __name__ == "__main__":
    main()
