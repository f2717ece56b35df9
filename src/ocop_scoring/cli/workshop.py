"""`ocop check-cases`: run the case decks that stand beside the rules, and say what they try."""

from __future__ import annotations

from typing import Any

from ..rules.catalog import Catalog
from ..workshop import Run, run_cases
from .covers import put_counts
from .frame import argument, criteria_option, verb
from .language import Speech
from .options import read_number, read_ruleset
from .output import put_json
from .show import Screen, screen

__all__ = ["check_cases"]

_SHOWN = 12


@verb("check-cases")
@argument("ruleset", required=False, callback=read_ruleset)
@argument("n", required=False, callback=read_number)
@criteria_option
def check_cases(speech: Speech, ruleset: str | None, n: int | None, catalog: Catalog) -> int:
    """Run all decks: exit status 1 where a case came otherwise or something is left untried."""
    names = (ruleset,) if ruleset is not None else catalog.ids()
    if n is not None:
        catalog.ruleset(names[0]).product_set(n)  # says what is wrong with a number that is none
    runs = [run_cases(catalog, name, n) for name in names]
    if speech.json:
        put_json({"format": "ocop-cases/1", "rulesets": [_run_json(run) for run in runs]})
    else:
        at = screen()
        for run in runs:
            _show(at, run, speech)
    return 0 if all(run.ok for run in runs) else 1


def _run_json(run: Run) -> dict[str, Any]:
    return {
        "id": run.ruleset,
        "ok": run.ok,
        "cases": len(run.cases),
        "failed": [
            {
                "place": tried.place,
                "product_set": tried.product_set,
                "case": tried.case,
                "differences": [difference._asdict() for difference in tried.differences],
            }
            for tried in run.failed
        ],
        "coverage": [
            {"kind": c.kind, "tried": c.tried, "of": c.of, "missing": list(c.missing)}
            for c in run.coverage
        ],
    }


def _show(at: Screen, run: Run, speech: Speech) -> None:
    """How many cases came as expected, those that didn't, and what no case tries."""
    passed = len(run.cases) - len(run.failed)
    said = speech.say("cases-run", ruleset=run.ruleset, passed=passed, cases=len(run.cases))
    at.line(said, "green" if run.ok else "bold red")
    for tried in run.failed[:_SHOWN]:
        at.line(f"{tried.place} {tried.case}", "red")
        for difference in tried.differences:
            at.line("  " + speech.say("case-differs", **difference._asdict()))
    if len(run.failed) > _SHOWN:
        at.line(speech.say("cases-more", count=len(run.failed) - _SHOWN))
    put_counts(at, run.coverage, speech)
