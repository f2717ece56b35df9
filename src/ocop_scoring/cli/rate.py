"""`ocop score`: one dossier and one sheet to a result."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from ..errors import Fault, FilingError, Place
from ..filing.dossiers import load_dossier
from ..filing.forms import Dossier, ScoreSheet
from ..filing.read import read_dossier, read_sheet
from ..filing.sheets import load_sheet
from ..rating.score import Evaluation, ruleset_for
from ..rating.score import score as rate
from ..rules.catalog import Catalog
from ..sources.read import LIMIT_BYTES
from .excerpt import keep
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .options import bad_argument, read_ruleset
from .output import put
from .show import EXIT, screen, show_evaluation

__all__ = ["STDIN", "from_stdin", "rated", "rating_arguments", "score"]

Function = Callable[..., int | None]

STDIN = "-"
"""What stands for stdin where a file is expected."""


def rating_arguments(function: Function) -> Function:
    """The arguments of a rating: dossier, sheet, ruleset, criteria folder."""
    for declare in (
        criteria_option,
        option("--ruleset", metavar="ID", callback=read_ruleset),
        argument("sheet", required=False, metavar="SHEET"),
        argument("dossier", required=False, metavar="DOSSIER"),
    ):
        function = declare(function)
    return function


def rated(dossier: str, sheet: str, ruleset: str | None, catalog: Catalog) -> Evaluation:
    """The result of two files, one of them perhaps `-`. OcopError with the faults of both."""
    if dossier == sheet == STDIN:
        raise bad_argument("wrong-option", f"{STDIN} {STDIN}", f"{STDIN} SHEET, DOSSIER {STDIN}")
    filed, marked = _read(dossier, sheet, catalog)
    rules = ruleset_for(filed, ruleset, catalog=catalog, decided=marked.assessed_on)
    return rate(rules, filed, marked)


def _read(dossier: str, sheet: str, catalog: Catalog) -> tuple[Dossier, ScoreSheet]:
    try:
        filed = _dossier(dossier, catalog)
    except FilingError as error:
        try:
            _sheet(sheet, catalog)
        except FilingError as other:
            if _is_other_form(error) and _is_other_form(other):
                raise _swapped(dossier, sheet) from None
            raise FilingError([*error.faults, *other.faults]) from None
        raise
    return filed, _sheet(sheet, catalog)


def _is_other_form(error: FilingError) -> bool:
    return error.faults[0].values.get("habit") == "other-form"


def _swapped(dossier: str, sheet: str) -> FilingError:
    """A sheet where the dossier belongs and a dossier where the sheet does: one sentence."""
    right = f"{sheet} {dossier}"
    return FilingError(Fault("files-swapped", None, "", f"{dossier} {sheet}", right))


def _dossier(given: str, catalog: Catalog) -> Dossier:
    if given == STDIN:
        return read_dossier(from_stdin("dossier"), catalog=catalog)
    return load_dossier(given, catalog=catalog)


def _sheet(given: str, catalog: Catalog) -> ScoreSheet:
    if given == STDIN:
        return read_sheet(from_stdin("sheet"))
    return load_sheet(given, catalog=catalog)


def from_stdin(name: str) -> bytes:
    """All of stdin, cut behind the longest form. FilingError where it is closed or a folder."""
    try:
        if sys.stdin is None:
            raise OSError("closed")
        return keep(name, sys.stdin.buffer.read(LIMIT_BYTES + 1))
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise FilingError(Fault("unreadable-file", Place(name, 1, 1), "", reason, "")) from None


def _rated_string(
    string: str, dossier: str | None, ruleset: str | None, catalog: Catalog
) -> Evaluation:
    """The result of a score string, beside a dossier or for one of which nothing is known."""
    from ..filing.string import parse_string  # only where a score string is given
    from ..filing.string_sheet import sheet_from_string
    from ..rating.alone import NOBODY, silent

    said = parse_string(string)
    if dossier is None:
        rules = catalog.ruleset(ruleset or said.ruleset)
        sheet = sheet_from_string(said, rules, assessor=NOBODY)
        return rate(rules, silent(rules, sheet, said.product_set), sheet)
    filed = _dossier(dossier, catalog)
    rules = ruleset_for(filed, ruleset, catalog=catalog)
    return rate(rules, filed, sheet_from_string(said, rules, assessor=NOBODY))


def _rated(
    dossier: str | None,
    sheet: str | None,
    string: str | None,
    ruleset: str | None,
    catalog: Catalog,
) -> Evaluation:
    if string is None:
        return rated(_given("dossier", dossier), _given("sheet", sheet), ruleset, catalog)
    if sheet is not None:
        raise bad_argument("wrong-option", f"{sheet} --string", "DOSSIER SHEET, DOSSIER --string …")
    return _rated_string(string, dossier, ruleset, catalog)


def _given(name: str, value: str | None) -> str:
    """An argument that only a score string does without."""
    if value is not None:
        return value
    ctx = click.get_current_context()
    parameter = next(p for p in ctx.command.params if p.name == name)
    raise click.MissingParameter(ctx=ctx, param=parameter)


@verb("score")
@rating_arguments
@option("--string", metavar="STRING")
@option("--keep", metavar="1.1,2.3", multiple=True)
@option("--change-kind", is_flag=True)
@option("--all", "every_criterion", is_flag=True)
def score(
    speech: Speech,
    dossier: str | None,
    sheet: str | None,
    string: str | None,
    ruleset: str | None,
    catalog: Catalog,
    every_criterion: bool,
    keep: tuple[str, ...],
    change_kind: bool,
) -> int:
    """Rate one sheet, or one in one line: exit status 0 rated, 3 rejected, 4 incomplete."""
    result = _rated(dossier, sheet, string, ruleset, catalog)
    kept = [number.strip() for given in keep for number in given.split(",") if number.strip()]
    if speech.json:
        if kept:  # numbers that the table doesn't have are refused here too
            result.plan(kept)
        put(result.to_json())
    else:
        towards = result.on_next_star(speech.lang, kept, change_kind=change_kind)
        at = screen()
        show_evaluation(at, result, speech, every_criterion=every_criterion, towards=towards)
        if string is not None or every_criterion:
            put(f"{result.sheet.to_string(result.printed)}\n")
    return EXIT[result.status]
