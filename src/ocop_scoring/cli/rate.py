"""`ocop score`: one dossier and one sheet to a result."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import FilingError
from ..filing.forms import Dossier, ScoreSheet
from ..filing.read import load_dossier, load_sheet
from ..rating.score import Evaluation, ruleset_for
from ..rating.score import score as rate
from ..rules.catalog import Catalog
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .output import put
from .show import EXIT, screen, show_evaluation

__all__ = ["rated", "rating_arguments", "score"]

Function = Callable[..., int | None]


def rating_arguments(function: Function) -> Function:
    """The arguments of a rating: dossier, sheet, ruleset, criteria folder."""
    for declare in (
        criteria_option,
        option("--ruleset", metavar="ID"),
        argument("sheet"),
        argument("dossier"),
    ):
        function = declare(function)
    return function


def rated(dossier: str, sheet: str, ruleset: str | None, catalog: Catalog) -> Evaluation:
    """The result of two files. OcopError with the faults of both."""
    filed, marked = _read(dossier, sheet, catalog)
    return rate(ruleset_for(filed, ruleset, catalog=catalog), filed, marked)


def _read(dossier: str, sheet: str, catalog: Catalog) -> tuple[Dossier, ScoreSheet]:
    try:
        filed = load_dossier(dossier, catalog=catalog)
    except FilingError as error:
        try:
            load_sheet(sheet)
        except FilingError as other:
            raise FilingError([*error.faults, *other.faults]) from None
        raise
    return filed, load_sheet(sheet)


@verb("score")
@rating_arguments
@option("--all", "every_criterion", is_flag=True)
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
        put(result.to_json())
    else:
        show_evaluation(screen(), result, speech, every_criterion=every_criterion)
    return EXIT[result.status]
