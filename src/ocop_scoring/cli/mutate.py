"""`ocop mutate`: how many one-step changes of a ruleset its case decks see."""

from __future__ import annotations

import os
from pathlib import Path

from ..rules.catalog import Catalog
from ..text import say
from ..workshop.mutation.mutate import Mutations, Score, Survivor, run_mutants
from ..workshop.mutation.words import KINDS, mutants_json, of_survivor, percent_of
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .options import read_count, read_number, read_ruleset
from .output import put_json, put_note
from .progress import progress
from .show import Screen, screen

__all__ = ["mutate"]

_SHOWN = 12


@verb("mutate")
@argument("ruleset", callback=read_ruleset)
@argument("n", required=False, callback=read_number)
@option("--jobs", metavar="N", callback=read_count)
@option("--state", metavar="FILE")
@criteria_option
def mutate(
    speech: Speech,
    ruleset: str,
    n: int | None,
    jobs: int | None,
    state: str | None,
    catalog: Catalog,
) -> int:
    """Try every mutant against the decks: exit status 1 where one is neither seen nor explained."""
    if n is not None:
        catalog.ruleset(ruleset).product_set(n)  # says what is wrong with a number that is none
    found = run_mutants(
        catalog,
        ruleset,
        n,
        jobs=jobs or os.cpu_count() or 1,
        state=Path(state) if state is not None else None,
        said=progress(speech),
    )
    if found.others_in_state:
        put_note(speech.say("mutants-anew", count=found.others_in_state, file=state))
    if speech.json:
        put_json(mutants_json(found))
    else:
        _show(screen(), found, n, speech)
    return 0 if found.ok else 1


def _show(at: Screen, found: Mutations, n: int | None, speech: Speech) -> None:
    """The score, its kinds, its worst product sets, and survivors that nothing explains."""
    where = found.ruleset if n is None else f"{found.ruleset}/{n}"
    at.line(_said("mutants-score", found.score, speech, where=where), _style(found))
    at.rows(
        (say(KINDS[kind][0], speech.lang), f"{s.killed}/{s.loaded}", _percent(s, speech))
        for kind, s in found.by_kind().items()
    )
    open_ones = [survivor for survivor in found.survivors if survivor.is_open]
    if n is None and open_ones:
        worst = sorted(found.by_set().items(), key=lambda one: one[1].share)[:3]
        said = ", ".join(f"{number}: {_percent(score, speech)}" for number, score in worst)
        at.line(speech.say("mutants-worst", sets=said))
    for survivor in open_ones[:_SHOWN]:
        _show_survivor(at, survivor, found.ruleset, speech)
    if len(open_ones) > _SHOWN:
        at.line(speech.say("mutants-more", count=len(open_ones) - _SHOWN))
    for stale in found.stale[:_SHOWN]:
        key = "mutants-killed-now" if stale.is_killed else "mutants-gone"
        at.line(speech.say(key, address=f"{found.ruleset}/{stale.address}"), "yellow")


def _show_survivor(at: Screen, survivor: Survivor, ruleset: str, speech: Speech) -> None:
    at.line(f"{ruleset}/{survivor.mutant.address}", "yellow")
    at.line(f"  – {of_survivor(survivor, speech.lang)}")


def _said(key: str, score: Score, speech: Speech, **values: object) -> str:
    return speech.say(
        key,
        share=_percent(score, speech),
        killed=score.killed,
        loaded=score.loaded,
        refused=score.refused,
        proven=score.proven,
        argued=score.argued,
        survived=score.survived,
        **values,
    )


def _percent(score: Score, speech: Speech) -> str:
    said = percent_of(score)
    return f"{said.replace('.', ',') if speech.lang == 'vi' else said} %"


def _style(found: Mutations) -> str:
    return "green" if found.ok else "bold red"
