"""What tests of the command share: where files are, what a run leaves, a small case."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from support.folders import ROOT


class Run(NamedTuple):
    """What a run left: exit status, stdout, stderr."""

    status: int
    out: str
    err: str

    @property
    def sentences(self) -> list[str]:
        """What stderr says, without the lines of files shown under it, which are indented."""
        return [line for line in self.err.splitlines() if not line.startswith(" ")]

    def json(self) -> Any:
        """Stdout as JSON."""
        return json.loads(self.out)


Ocop = Callable[..., Run]
Filed = Callable[..., tuple[str, ...]]

DOSSIER = """\
format: ocop-dossier/1
product: {name: Tôm khô, product_set: 1, commune: Xã, province: Tỉnh}
producer: {name: HTX, kind: cooperative, representative: {name: A}}
application: {kind: first, submitted_on: 2030-02-01}
"""
SHEET = """\
format: ocop-sheet/1
ruleset: mini-2030
product_set: 1
assessor: {id: m1, role: member}
marks: {"1.1": 3, "1.2": 1, "1.3": 2, "1.4": 1, "2.1": 3, "2.2": 2, "3.1.1": 2, "4": a-full, "5": [tea, guides]}
"""


def process(*arguments: object, lang: str = "vi", **more: Any) -> subprocess.CompletedProcess[Any]:
    """Run `ocop` in a process of its own; what it says is caught unless `more` sends it
    elsewhere.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "OCOP_LANG": lang}
    command = [sys.executable, "-m", "ocop_scoring", *(os.fspath(a) for a in arguments)]  # type: ignore[call-overload]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    text = {"text": True, "encoding": "utf-8"}
    return subprocess.run(command, env=environment, check=False, **(streams | text | more))
