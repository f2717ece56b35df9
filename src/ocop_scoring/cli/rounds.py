"""`ocop round new`, `status`, `run`: a round of a council in a plain folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from ..exact import two_places
from ..filing.round import ROUND_FILE
from ..reporting.render import FORMATS, PaperFormat
from ..rounds.councils import ProductRun, policy_of_round
from ..rounds.folder import DOSSIERS, Problem, RoundFolder, read_folder
from ..rounds.made import State, Written
from ..rounds.run import OVERVIEW, RoundRun, Step, run_round
from ..rounds.sealing import Sealing
from ..rounds.start import begin, rescoring_sheets, wanted_sheets, workbook_for, write_sheets
from ..rounds.status import HandedState, ProductStatus, RoundStatus, status_of
from ..rounds.writers import begun_json, run_json, status_json
from ..rules.catalog import Catalog
from .frame import argument, criteria_option, force_option, option, verb
from .language import Speech
from .options import bad_argument, read_count
from .output import put_json
from .progress import progress
from .show import Screen, screen

__all__ = ["new", "run", "status"]

_FEW = 5
"""So many names of a list are shown; the others are counted."""


@verb("round new")
@argument("folder")
@option("--members", metavar="N", default="7", callback=read_count)
@criteria_option
def new(speech: Speech, folder: str, members: int, catalog: Catalog) -> int:
    """Make a round's folder; once it has dossiers, a workbook for every sheet to fill in."""
    root = Path(folder)
    made = list(begin(root, catalog, members, speech.lang))
    kept: list[str] = []
    problems: tuple[Problem, ...] = ()
    is_filled_in = ROUND_FILE not in made and any((root / DOSSIERS).iterdir())
    if is_filled_in:
        found = read_folder(root, catalog)
        problems = found.problems
        wanted = wanted_sheets(found, policy_of_round(found, catalog))
        for one, is_new in write_sheets(root, wanted, workbook_for):
            (made if is_new else kept).append(one.file)
    if speech.json:
        put_json(begun_json(folder, made, kept, problems))
    else:
        at = screen()
        _show_begun(at, made, kept, speech)
        key = "round-next-run" if is_filled_in else "round-next-new"
        at.line(speech.say(key, folder=folder, typed=_typed(folder)))
        _show_problems(at, problems, speech)
    return 2 if problems else 0


def _typed(folder: str) -> str:
    """A name as it is typed at a prompt."""
    return f'"{folder}"' if " " in folder else folder


def _show_begun(at: Screen, made: Sequence[str], kept: Sequence[str], speech: Speech) -> None:
    for key, names in (("round-made", made), ("round-kept", kept)):
        if names:
            at.line(speech.say(key, count=len(names)), "bold")
            _show_few(at, names, speech)


@verb("round status")
@argument("folder")
@criteria_option
def status(speech: Speech, folder: str, catalog: Catalog) -> int:
    """Say per dossier and member what is there and what is missing: 0 all, 4 something missing, 2
    a file that can't be used.
    """
    found = read_folder(folder, catalog, jobs=os.cpu_count() or 1)
    known = status_of(found, policy_of_round(found, catalog))
    if speech.json:
        put_json(status_json(found, known))
    else:
        _show_status(screen(), found, known, speech)
    if known.problems:
        return 2
    return 0 if known.products and all(one.is_ready for one in known.products) else 4


def _show_status(at: Screen, folder: RoundFolder, known: RoundStatus, speech: Speech) -> None:
    of = folder.round
    at.line(speech.say("round-head", name=of.name, policy=of.policy), "bold")
    count = {"products": len(known.products), "complete": known.complete, "of": known.expected}
    at.line(speech.say("round-count", **count))
    if known.products:
        at.rows(
            [("", *(one.id for one in known.assessors)), *(_row(one) for one in known.products)]
        )
        at.line(speech.say("round-signs"), "dim")
    else:
        at.line(speech.say("round-no-dossiers", folder=folder.root / DOSSIERS))
    for one in known.products:
        for handed in one.handed:
            if handed.state == "open":
                numbers = ", ".join(handed.open)
                said = {"product": one.product.name, "member": handed.member, "numbers": numbers}
                at.line(f"  – {speech.say('round-open', **said)}")
    _show_problems(at, known.problems, speech)


_SIGNS: Mapping[HandedState, str] = MappingProxyType(
    {"complete": "✓", "open": "…", "missing": "–", "absent": "·", "conflict": "×"}
)


def _row(status: ProductStatus) -> tuple[str, ...]:
    """A product's line: a sign for each member, with the round where it is not the first."""
    signs = []
    for one in status.handed:
        again = f"({one.round})" if one.round and one.round > 1 else ""
        signs.append(f"{_SIGNS[one.state]}{again}")
    return (status.product.name, *signs)


@verb("round run")
@argument("folder")
@option("--format", "form", metavar="docx,pdf", default="docx,pdf")
@option("--jobs", metavar="N", callback=read_count)
@criteria_option
@force_option
def run(
    speech: Speech, folder: str, form: str, jobs: int | None, catalog: Catalog, force: bool
) -> int:
    """Work out every result and set every paper: 0 all done, 4 something is due, 2 a file can't be
    used.
    """
    found = read_folder(folder, catalog, jobs=os.cpu_count() or 1)
    done = run_round(
        found,
        policy_of_round(found, catalog),
        formats=_formats(form),
        lang=speech.lang,
        jobs=jobs or os.cpu_count() or 1,
        force=force,
        said=_progress(speech),
    )
    again = _rescoring(done)
    if speech.json:
        put_json(run_json(done))
    else:
        _show_run(screen(), done, again, speech)
    return done.exit_status


def _formats(given: str) -> tuple[PaperFormat, ...]:
    """The formats of papers, from `docx,pdf`. FilingError for another one."""
    found: list[PaperFormat] = []
    for name in given.split(","):
        known = next((form for form in FORMATS if form == name.strip().lower()), None)
        if known is None:
            raise bad_argument("wrong-option", name, ", ".join(FORMATS), "--format")
        found.append(known)
    return tuple(dict.fromkeys(found))


def _rescoring(done: RoundRun) -> list[str]:
    """Workbooks of the next round for those whose totals are too far apart: the new ones."""
    written = []
    for one in done.products:
        if one.result is None or one.result.rescore is None:
            continue
        wanted = rescoring_sheets(done.folder, one.product, one.result.rescore.members)
        made = write_sheets(done.folder.root, wanted, workbook_for)
        written += [sheet.file for sheet, is_new in made if is_new]
    return written


def _progress(speech: Speech) -> Callable[[Step], None]:
    """What is told of each step of a run."""
    told = progress(speech)
    return lambda step: told(step.done, step.of)


def _show_run(at: Screen, done: RoundRun, again: Sequence[str], speech: Speech) -> None:
    of = done.folder.round
    at.line(speech.say("round-head", name=of.name, policy=of.policy), "bold")
    if done.products:
        at.rows(_result_row(one, speech) for one in done.products)
    else:
        at.line(speech.say("round-no-dossiers", folder=done.folder.root / DOSSIERS))
    _show_files(at, done.files, speech)
    _show_sealing(at, done.sealing, speech)
    if again:
        at.line(speech.say("round-again", count=len(again)), "bold")
        for file in again:
            at.line(f"  {file}")
    at.line(speech.say("round-overview", file=done.folder.root / OVERVIEW), "bold")
    _show_problems(at, done.problems, speech)


def _show_files(at: Screen, files: Sequence[Written], speech: Speech) -> None:
    """How many files became what, and which of them need a look."""
    counts = {state: sum(one.state == state for one in files) for state in get_args(State)}
    at.line(speech.say("round-files", **counts))
    for one in files:
        if one.state == "kept":
            at.line(f"  {speech.say('round-file-kept', file=one.file)}")
    outdated = [one.file for one in files if one.state == "outdated"]
    if outdated:
        at.line(speech.say("round-outdated", count=len(outdated)), "bold")
        _show_few(at, outdated, speech)


def _show_few(at: Screen, names: Sequence[str], speech: Speech) -> None:
    """The first names of a list, and how many more there are."""
    for name in names[:_FEW]:
        at.line(f"  {name}")
    if len(names) > _FEW:
        at.line(f"  {speech.say('round-more', count=len(names) - _FEW)}")


def _show_sealing(at: Screen, sealing: Sealing, speech: Speech) -> None:
    if sealing.head:
        at.line(speech.say("round-sealed", count=len(sealing.records), head=sealing.head))
    if sealing.without_day:
        at.line(speech.say("round-without-day", names=", ".join(sealing.without_day)))


def _result_row(one: ProductRun, speech: Speech) -> tuple[str, str, str, str]:
    """A product's line: name, mean, star, what came of it."""
    result = one.result
    if result is None:
        key = "round-no-result" if one.faults else "round-no-sheet"
        return one.product.name, "–", "", speech.say(key)
    mean = "–" if result.mean is None else two_places(result.mean, speech.lang)
    star = f"{result.star}★" if result.star else "–"
    return one.product.name, mean, star, result.verdict(speech.lang)


def _show_problems(at: Screen, problems: Sequence[Problem], speech: Speech) -> None:
    """Files that can't be used, at the end, each fault in a sentence."""
    if not problems:
        return
    at.line(speech.say("round-problems", count=len(problems)), "bold red")
    for problem in problems:
        for fault in problem.faults:
            at.line(f"  {fault.said(speech.lang)}")
