"""What scoring means: the digest of every source file that can change a sealed result.

A file that changed is either a new meaning – then `ENGINE` in version.py rises, the old archive stays
replayable or its records are refused –, or nothing that a record holds changed, which is shown by

    PYTHONPATH=src:tests python -m support.engine --write

It runs every case deck and verifies the whole frozen archive, and only then writes the digests anew.
Comments and docstrings are no part of a digest.
"""

from __future__ import annotations

import ast
import io
import os
import subprocess
import sys
import tokenize
from functools import cache
from hashlib import sha256
from pathlib import Path

from support.archive import ARCHIVE
from support.folders import ROOT

__all__ = ["PINS", "digests", "meaning", "pinned", "replaying"]

PINS = ROOT / "tests" / "records" / "engine.txt"
PACKAGE = ROOT / "src" / "ocop_scoring"

ELSEWHERE = (
    *("assembly", "errors", "faces", "formats", "installed", "lang", "patterns", "text", "version"),
    *("working_days", "writing"),
    *("rating.explain", "rating.council_explain", "rating.finding"),
    *("rating.application_findings", "rating.council_findings", "rating.date_findings"),
    *("rating.fact_findings", "rating.ground_findings", "rating.lacking"),
    *("rating.paper_findings", "rating.sheet_findings", "rating.advise", "rating.toward"),
    *("rating.flips", "rating.agreement", "filing.placeholders", "filing.unfit_marks"),
    *("rules.applicable", "rules.cache", "rules.catalog", "rules.classification", "rules.files"),
    *("rules.finder", "rules.lexicon", "rules.lexicons", "rules.policy_words", "rules.releases"),
    *("rules.store", "records.formats", "sources.events", "sources.faults", "sources.layout"),
    *("sources.meant", "sources.parse", "sources.places", "sources.read", "sources.unfit"),
)
"""What a replay loads and no sealed result rests on: words, findings, faults, files, what is not
sealed.
"""

DATA = ("filing/names.yaml",)
"""What is no code and decides all the same."""

_REPLAY = """
import json, lzma, sys
import ocop_scoring as ocop
from ocop_scoring.records.result import result_of
rules, sealed = {}, []
for line in lzma.open(sys.argv[1]).read().splitlines():
    kind, digest, content = line.split(b" ", 2)
    rules[digest.decode()] = content if kind == b"rules" else sealed.append(content)
for content in sealed[::9]:
    document = json.loads(content)
    for name in ("ruleset", "product_set"):
        document[name] = json.loads(rules[document["digests"][name]])
    result_of(ocop.read_record(document).outcome(catalog=None))
print(*[name.partition(".")[2] for name in sys.modules if name.startswith("ocop_scoring.")])
"""


@cache
def replaying() -> list[str]:
    """The modules that are loaded where records of every kind are worked out again."""
    done = subprocess.run(
        [sys.executable, "-c", _REPLAY, str(ARCHIVE)], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    return sorted(done.stdout.split())


def meaning(modules: list[str]) -> list[str]:
    """The files among some modules that can change a result, by their paths in the package."""
    found = [name for name in modules if name not in ELSEWHERE]
    files = [name.replace(".", "/") for name in found]
    paths = [f"{f}.py" if (PACKAGE / f"{f}.py").exists() else f"{f}/__init__.py" for f in files]
    return sorted([*(p for p in paths if not p.endswith("__init__.py")), *DATA])


@cache
def _digest(path: Path) -> str:
    text = path.read_text("utf-8")
    said = _without_words(text) if path.suffix == ".py" else text
    return sha256(said.encode()).hexdigest()


def _without_words(text: str) -> str:
    """Source without comments, docstrings and empty lines."""
    lines = text.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            at = token.start[0] - 1
            lines[at] = lines[at][: token.start[1]]
    for node in ast.walk(ast.parse(text)):
        # A text that stands alone as a statement says something to readers only.
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            for at in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[at] = ""
    return "\n".join(line.rstrip() for line in lines if line.strip())


def digests(files: list[str]) -> dict[str, str]:
    """The digest of each file."""
    return {file: _digest(PACKAGE / file) for file in files}


def pinned() -> dict[str, str]:
    """The digests as they were when nothing had changed."""
    pairs = [line.split() for line in PINS.read_text("utf-8").splitlines() if line[:1] != "#"]
    return {file: digest for digest, file in pairs}


def main(arguments: list[str]) -> int:
    """Say what changed; with `--write`, show that no result did, and take the digests anew."""
    now = digests(meaning(replaying()))
    before = pinned() if PINS.exists() else {}
    for file in sorted(now.keys() | before.keys()):
        if now.get(file) != before.get(file):
            print(f"changed: {file}")
    if arguments != ["--write"]:
        return 0 if now == before else 1
    for command in (["ocop_scoring", "check-cases"], ["support.archive"]):
        print("…", *command)
        if subprocess.run([sys.executable, "-m", *command], check=False).returncode:
            print("a result changed: raise ENGINE in version.py, and keep the old one replayable")
            return 1
    head = "# SHA-256 of what can change a sealed result; see tests/support/engine.py\n"
    PINS.write_text(head + "".join(f"{d} {file}\n" for file, d in now.items()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
