"""A proposal from its folder to the meeting, over the demo round: `make demo-proposal`.

Two drafts of one idea: both drop a minimum of 4★, and raise one on packaging, the first for 3★, the
second for 4★ alone. Both are tried on the twenty products of the demo round and stand side by side
in one page and one document, which say on their first page who loses, why, since which change, and
whether 5★ can still be reached. Ends with 1 where that is not as it should be.

    python docs/examples/demo-proposal/make.py out/demo-proposal
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent
RULESET = "26-2026"
DRAFTS = {"phuong-an-a": (3, 1), "phuong-an-b": (1, 1)}
"""The drafts, whose changes stand beside this file, and how many products of the round lose and
gain a star by each of them.
"""


class Demo:
    """One walk through a folder."""

    drafts = DRAFTS

    def __init__(self, folder: Path, products: int | None = None) -> None:
        """In this folder, over all products of the demo round or the first ones."""
        self.folder, self.products = folder, products
        self.said: dict[str, Any] = {}

    def run(self) -> int:
        """The whole walk: 0 where all came as it should."""
        demo_round().fill(self.folder / "dot-mau", self.products)
        for name in self.drafts:
            self.ocop("proposal", "new", RULESET, self.folder / name)
            with self.draft(name, "changes.yaml").open("a", encoding="utf-8") as file:
                file.write(self.changes(name))
        begun = time.monotonic()
        self.said = said = self.build()
        print(f"{time.monotonic() - begun:.0f} s", flush=True)
        found = {
            one["ruleset"].partition("+")[2]: tuple(
                (part["losers"], part["winners"]) for part in one["populations"]
            )
            for one in said["proposals"]
        }
        wanted = {name: (counts,) for name, counts in self.drafts.items()}
        print(*said["files"], sep="\n")
        if self.products is None and found != wanted:
            print(f"!! {found}, {wanted} expected", file=sys.stderr)
            return 1
        return 0

    def changes(self, name: str) -> str:
        """What is written into the `changes.yaml` of a draft."""
        return (HERE / f"{name}.yaml").read_text(encoding="utf-8")

    def draft(self, name: str, *inside: str) -> Path:
        """The folder of a draft, or a file in it."""
        return self.folder.joinpath(f"{RULESET}+{name}", *inside)

    def build(self) -> dict[str, Any]:
        """Both drafts side by side, over the round."""
        drafts = [self.draft(name) for name in self.drafts]
        beside = ("--round", self.folder / "dot-mau", "--out", self.folder / "de-xuat")
        said: dict[str, Any] = json.loads(
            self.ocop("proposal", "build", *drafts, *beside, "--json")
        )
        return said

    def ocop(self, *arguments: object) -> str:
        """What the command says; where it fails, so does the demo."""
        done = self.command([str(argument) for argument in arguments])
        if done.returncode:
            raise SystemExit(f"ocop {arguments[0]}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def command(self, arguments: list[str]) -> subprocess.CompletedProcess[str]:
        """What the command `ocop` leaves."""
        command = [sys.executable, "-m", "ocop_scoring", *arguments]
        return subprocess.run(command, check=False, capture_output=True, encoding="utf-8")


def demo_round() -> ModuleType:
    """The module that makes the demo round."""
    spec = spec_from_file_location("demo_round_make", HERE.parent / "demo-round" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    shutil.rmtree(sys.argv[1], ignore_errors=True)
    sys.exit(Demo(Path(sys.argv[1])).run())
