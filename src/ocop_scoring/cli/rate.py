"""`ocop score`: one dossier and one sheet to a result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ..errors import FilingError
from ..filing.forms import Dossier, ScoreSheet, load_dossier, load_sheet
from ..rating.score import Evaluation, ruleset_for
from ..rating.score import score as rate
from ..rules.catalog import Catalog
from .frame import catalog_option, verb
from .language import Speech
from .show import EXIT, screen, show_evaluation

__all__ = ["case_arguments", "rated", "score"]


def case_arguments(function: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments that name a case: dossier, sheet, ruleset, criteria folder."""
    for argument in (
        catalog_option,
        click.option("--ruleset", metavar="ID"),
        click.argument("sheet"),
        click.argument("dossier"),
    ):
        function = argument(function)
    return function


def rated(dossier: str, sheet: str, ruleset: str | None, catalog: Catalog) -> Evaluation:
    """The result of two files. OcopError with the faults of both."""
    case, marks = _read(dossier, sheet, catalog)
    return rate(ruleset_for(case, ruleset, catalog=catalog), case, marks)


def _read(dossier: str, sheet: str, catalog: Catalog) -> tuple[Dossier, ScoreSheet]:
    try:
        case = load_dossier(dossier, catalog=catalog)
    except FilingError as error:
        try:
            load_sheet(sheet)
        except FilingError as other:
            raise FilingError([*error.faults, *other.faults]) from None
        raise
    return case, load_sheet(sheet)


@verb("score")
@case_arguments
@click.option("--all", "every_criterion", is_flag=True)
def score(
    speech: Speech,
    dossier: str,
    sheet: str,
    ruleset: str | None,
    catalog: Catalog,
    every_criterion: bool,
) -> int:
    """Rate one sheet: exit status 0 rated, 3 rejected, 4 incomplete."""
    result = rated(dossier, sheet, ruleset, catalog)
    if speech.json:
        click.echo(result.to_json(), nl=False)
    else:
        show_evaluation(screen(), result, speech, every_criterion=every_criterion)
    return EXIT[result.status]
