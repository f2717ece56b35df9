"""`ocop coverage`: what of a ruleset its case decks exercise, and what case would try the rest."""

from __future__ import annotations

from ..rules.catalog import Catalog
from ..workshop import DeckCoverage, coverage_of, what_would_try
from .covers import put_counts
from .frame import argument, criteria_option, verb
from .language import Speech
from .options import read_number, read_ruleset
from .output import put_json
from .show import Screen, screen

__all__ = ["coverage"]

_SHOWN = 5  # of the tables, and of what would try the rest


@verb("coverage")
@argument("ruleset", callback=read_ruleset)
@argument("n", required=False, callback=read_number)
@criteria_option
def coverage(speech: Speech, ruleset: str, n: int | None, catalog: Catalog) -> int:
    """Of each kind of things so many; exit status 1 where something is untried or a case fails."""
    if n is not None:
        catalog.ruleset(ruleset).product_set(n)  # says what is wrong with a number that is none
    found = coverage_of(catalog, ruleset, n)
    if speech.json:
        put_json(found.as_json())
    else:
        _show(screen(), found, speech)
    return 0 if found.ok else 1


def _show(at: Screen, found: DeckCoverage, speech: Speech) -> None:
    passed = found.cases - len(found.failed)
    where = [found.ruleset, *([str(found.product_set)] if found.product_set else [])]
    said = speech.say("cases-run", ruleset="/".join(where), passed=passed, cases=found.cases)
    at.line(said, "green" if found.ok else "bold red")
    put_counts(at, found.counts, speech)
    least = sorted(found.tables, key=lambda table: table.tried / max(table.of, 1))
    if found.product_set is None and least and least[0].tried < least[0].of:
        at.line(speech.say("coverage-least"))
        at.rows((f"  {t.product_set}", f"{t.tried}/{t.of}") for t in least[:_SHOWN])
    untried = [(covered.kind, place) for covered in found.counts for place in covered.missing[:1]]
    if untried:
        at.line(speech.say("coverage-would-try"))
    for kind, place in untried:
        at.line(f"  {what_would_try(kind, place).say(speech.lang)}")
