"""Keeps what runs of `ocop mutate RULESET --json` found, as the page of mutation scores shows it.

python docs/mutation_runs.py RUN.json …      writes docs/law/mutation-scores.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parent / "law" / "mutation-scores.json"


def kept(run: dict[str, Any]) -> dict[str, Any]:
    """A run in short: scores, and survivors by why, alike ones of several tables together."""
    survivors: dict[str, dict[str, list[str]]] = {}
    for one in run["survivors"]:
        line = one["address"].removeprefix(f"{run['ruleset']}/")
        number, _, rest = line.partition("/")
        lines = survivors.setdefault(_why(one), {})
        if one["product_set"] is None:
            lines[line] = []
        else:
            lines.setdefault(rest, []).append(number)
    parts = [one["product_set"] for one in run["product_sets"]]
    return {
        "ruleset": run["ruleset"] if None in parts else f"{run['ruleset']}/{parts[0]}",
        "digest": run["digest"],
        "score": run["score"],
        "kinds": {one["kind"]: [one["killed"], one["loaded"]] for one in run["kinds"]},
        "survivors": dict(sorted(survivors.items())),
    }


def _why(one: dict[str, Any]) -> str:
    """Why it survives; how many situations were looked at is said once for all."""
    if one["status"] == "proven" and "situations" in one["en"]:
        return "Proven: in every situation of facts and papers the level is the same."
    if one["status"] == "proven":
        return "Proven: no sheet that misses the minimum has the points of its star."
    return f"Explained: {one['en']}" if one["status"] == "argued" else "No case sees it yet."


def main() -> None:
    """Write the file that the page is made of."""
    runs = [kept(json.loads(Path(name).read_text(encoding="utf-8"))) for name in sys.argv[1:]]
    text = json.dumps(runs, ensure_ascii=False, indent=1)
    KEPT.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
