"""`ocop council`: the sheets of a council to one result, under a policy that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from ..errors import CatalogError, Fault, Faults, FilingError
from ..filing.dossiers import load_dossier
from ..filing.forms import Dossier, ScoreSheet
from ..filing.policy import Policy, load_policy
from ..filing.read import read_dossier
from ..filing.sheets import sheets_at
from ..rating.comparison import compare_policies
from ..rating.council import CouncilResult
from ..rating.council import council as rate
from ..rating.score import ruleset_for
from ..rules.catalog import Catalog, built_in
from ..rules.ruleset import Ruleset
from ..terms import Certifier
from ..text import listed
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .means import show_means
from .options import bad_argument, one_of, read_count, read_day, read_ruleset
from .output import put, put_json, put_note
from .rate import STDIN, from_stdin
from .show import screen
from .show_council import show_comparison, show_council

__all__ = ["Sitting", "council", "council_of", "council_options", "files_at", "policy_at"]

Function = Callable[..., int | None]

_ENDINGS = (".yaml", ".yml", ".json")
_COUNCIL = ("chair", "member", "council")


def council_options(function: Function) -> Function:
    """The options by which a council's sheets become one result."""
    for declare in (
        option("--conflict", metavar="ID", multiple=True),
        option("--level", metavar="LEVEL", callback=one_of("district", "province", "ministry")),
        option("--decided", metavar="YYYY-MM-DD", callback=read_day),
        option("--appointed", metavar="N", callback=read_count),
        option("--policy", metavar="ID"),
    ):
        function = declare(function)
    return function


@verb("council")
@argument("dossier", required=False)
@argument("sheet", nargs=-1)
@council_options
@option("--ruleset", metavar="ID", callback=read_ruleset)
@option("--means", metavar="A=31,B=24,C=38")
@criteria_option
def council(
    speech: Speech,
    dossier: str | None,
    sheet: tuple[str, ...],
    policy: str | None,
    appointed: int | None,
    decided: date | None,
    level: Certifier | None,
    conflict: tuple[str, ...],
    ruleset: str | None,
    means: str | None,
    catalog: Catalog,
) -> int:
    """Rate a dossier by a council's sheets: exit status 0 rated, 3 rejected, 4 not decided yet.

    Without a policy, what each gives stands side by side: exit status 2.
    """
    if means is not None:
        _show_means(means, dossier, ruleset, catalog, speech)
        return 0
    if dossier is None or not sheet:
        right = "DOSSIER" if dossier is None else "SHEET"
        raise FilingError(Fault("missing-argument", None, "", "", right))
    chosen = policy_at(policy, catalog) if policy is not None else None
    sitting = Sitting(appointed, conflict, decided, level)
    asked = _asked(dossier, sheet, ruleset, catalog, sitting)
    if chosen is None:
        return _compare(asked, catalog, speech)
    result = asked.result(chosen)
    if speech.json:
        put(result.to_json())
    else:
        show_council(screen(), result, speech)
    return result.exit_status


class Sitting(NamedTuple):
    """What a council says of itself at the command line."""

    appointed: int | None = None
    conflicts: tuple[str, ...] = ()
    decided_on: date | None = None
    level: Certifier | None = None


def council_of(
    dossier: str,
    sheets: tuple[str, ...],
    policy: str,
    ruleset: str | None,
    catalog: Catalog,
    sitting: Sitting,
) -> CouncilResult:
    """The result of files under a policy. OcopError with the faults of all."""
    chosen = policy_at(policy, catalog)
    return _asked(dossier, sheets, ruleset, catalog, sitting).result(chosen)


def _asked(
    dossier: str, sheet: tuple[str, ...], ruleset: str | None, catalog: Catalog, sitting: Sitting
) -> _Asked:
    filed, sheets = files_at(dossier, sheet, catalog)
    day = sitting.decided_on or _latest(sheets)
    return _Asked(
        ruleset_for(filed, ruleset, catalog=catalog, decided=day), filed, sheets, *sitting
    )


class _Asked(NamedTuple):
    """What a council is asked to rate, and what it says of itself."""

    rules: Ruleset
    dossier: Dossier
    sheets: tuple[ScoreSheet, ...]
    appointed: int | None
    conflicts: tuple[str, ...]
    decided_on: date | None
    level: Certifier | None

    def result(self, policy: Policy) -> CouncilResult:
        """What comes of it under a policy."""
        rules, dossier, sheets, appointed, conflicts, decided_on, level = self
        return rate(
            rules,
            dossier,
            sheets,
            policy=policy,
            appointed=appointed,
            conflicts=conflicts,
            decided_on=decided_on,
            level=level,
        )


def _show_means(
    means: str, dossier: str | None, ruleset: str | None, catalog: Catalog, speech: Speech
) -> None:
    """The band of means alone, without files: under the ruleset that is named, else under each."""
    if dossier is not None:
        raise bad_argument("wrong-option", dossier, "ocop council --means …")
    rulesets = catalog.rulesets() if ruleset is None else (catalog.ruleset(ruleset),)
    show_means(means, rulesets, speech)


def policy_at(given: str, catalog: Catalog) -> Policy:
    """A policy by its id, of the catalogue's folder or built in; or one's own, in a file."""
    if given.lower().endswith(_ENDINGS):
        return load_policy(given)
    try:
        return catalog.policy(given)
    except CatalogError:
        if catalog is built_in():
            raise
        return built_in().policy(given)


def _policies(catalog: Catalog) -> tuple[Policy, ...]:
    """The policies to choose from: of a folder, and those that are built in beside them."""
    own = {policy.id: policy for policy in catalog.policies()}
    every = {policy.id: policy for policy in built_in().policies()} | own
    return tuple(every[name] for name in sorted(every))


def files_at(
    dossier: str, given: tuple[str, ...], catalog: Catalog
) -> tuple[Dossier, tuple[ScoreSheet, ...]]:
    """The dossier and the sheets; FilingError with the faults of all files."""
    faults, filed = Faults(), None
    try:
        filed = _dossier(dossier, catalog)
    except FilingError as error:
        faults.take(error.faults)
    try:
        sheets = sheets_at(given, catalog=catalog)
    except FilingError as error:
        faults.take(error.faults)
        sheets = ()
    if filed is None or faults:
        raise FilingError(faults.found)
    if not sheets:
        raise bad_argument("no-sheets", listed(given), "YAML, JSON, XLSX, CSV", "SHEET")
    return filed, sheets


def _dossier(given: str, catalog: Catalog) -> Dossier:
    if given == STDIN:
        return read_dossier(from_stdin("dossier"), catalog=catalog)
    return load_dossier(given, catalog=catalog)


def _latest(sheets: Iterable[ScoreSheet]) -> date | None:
    """The latest day on which the council marked, where that is known: the producer's own sheet and
    the advisory team's come before.
    """
    days = [
        sheet.assessed_on
        for sheet in sheets
        if sheet.assessed_on is not None and sheet.assessor.role in _COUNCIL
    ]
    return max(days, default=None)


def _compare(asked: _Asked, catalog: Catalog, speech: Speech) -> int:
    """What each policy gives, side by side; that one is to be chosen."""
    found = compare_policies(
        asked.rules,
        asked.dossier,
        asked.sheets,
        policies=_policies(catalog),
        appointed=asked.appointed,
        conflicts=asked.conflicts,
        decided_on=asked.decided_on,
        level=asked.level,
    )
    if speech.json:
        put_json(found.as_json())
    else:
        show_comparison(screen(), found, speech)
    fault = Fault("policy-not-chosen", None, "", "", "--policy ID")
    put_note(fault.said(speech.lang))
    return FilingError(fault).exit_status
