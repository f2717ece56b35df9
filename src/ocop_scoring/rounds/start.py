"""How a round begins: its folder, a blank `round.yaml`, and a workbook for every sheet to fill in.

Nothing that is there already is written over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from ..assembly.policy import Policy
from ..filing.blank_round import blank_round
from ..filing.forms import Assessor, ScoreSheet
from ..filing.round import ROUND_FILE
from ..lang import Lang
from ..rating.workbook import blank_workbook, sheet_workbook
from ..rules.catalog import Catalog
from ..rules.policy_words import name_of
from ..writing import folder_at, write_new
from .folder import DOSSIERS, PAPERS, RESULTS, SHEETS, Entered, RoundFolder

__all__ = [
    "Wanted",
    "begin",
    "rescoring_sheets",
    "sheet_file",
    "wanted_sheets",
    "workbook_for",
    "write_sheets",
]


_FIELDS = ("number", "place", "agency_above", "agency", "signer_office", "signer")
"""What a blank round asks of what papers need; papers know more of them."""


class Wanted(NamedTuple):
    """A sheet that somebody is to fill in: for which product, by whom, in which round."""

    product: Entered
    assessor: Assessor
    round: int
    file: str
    """Where it will lie, by its path in the round's folder."""
    before: ScoreSheet | None = None
    """The sheet of the round before, where there was one."""


def begin(root: str | PathLike[str], catalog: Catalog, members: int, lang: Lang) -> tuple[str, ...]:
    """Make a round's folder and a blank `round.yaml` in it: what was made, by its path.

    What is there already stays as it is. FilingError where something can't be written.
    """
    folder = Path(root)
    made = [
        f"{name}/" for name in (DOSSIERS, SHEETS, RESULTS, PAPERS) if not (folder / name).is_dir()
    ]
    for name in (DOSSIERS, SHEETS, RESULTS, PAPERS):
        folder_at(folder / name)
    if not (folder / ROUND_FILE).exists():
        called = {policy.id: name_of(policy, lang) for policy in catalog.policies()}
        text = blank_round(called, _FIELDS, members, lang)
        write_new(folder / ROUND_FILE, text.encode())
        made.append(ROUND_FILE)
    return tuple(made)


def wanted_sheets(folder: RoundFolder, policy: Policy) -> Iterator[Wanted]:
    """The sheets of the first round that a policy needs: one a member who is there and not in
    conflict; of the advisory team where the policy asks it; or the one that a council agrees on.
    """
    for product in folder.products:
        if policy.mean == "agreed":
            yield _wanted(product, Assessor(id="council", role="council"))
            continue
        if policy.minimums == "advisory":
            yield _wanted(product, Assessor(id="advisory", role="advisory"))
        for member in folder.round.members:
            if member.id not in product.in_conflict and member.id not in folder.round.absent:
                yield _wanted(product, Assessor(id=member.id, role=member.role, name=member.name))


def _wanted(product: Entered, assessor: Assessor) -> Wanted:
    return Wanted(product, assessor, 1, sheet_file(product.name, assessor.id, 1))


def sheet_file(product: str, assessor: str, round: int) -> str:  # noqa: A002 - the sheet's own word
    """Where a sheet of a product lies, by its path in the round's folder."""
    again = "" if round == 1 else f"-{round}"
    return f"{SHEETS}/{product}/{assessor}{again}.xlsx"


def rescoring_sheets(
    folder: RoundFolder, product: Entered, members: Iterable[str]
) -> Iterator[Wanted]:
    """The sheets of the next round, for the members whose totals are too far apart: each begins as
    the member's last one.
    """
    for name in members:
        own = [one.sheet for one in folder.sheets[product.name] if one.sheet.assessor.id == name]
        last = max(own, key=lambda sheet: sheet.round)
        again = last.round + 1
        yield Wanted(product, last.assessor, again, sheet_file(product.name, name, again), last)


def write_sheets(
    root: Path, wanted: Iterable[Wanted], made: Callable[[Wanted], bytes]
) -> Iterator[tuple[Wanted, bool]]:
    """Write each sheet that is not there yet; whether it was written. FilingError where a file
    can't be.
    """
    for one in wanted:
        path = root / one.file
        if path.exists():
            yield one, False
            continue
        folder_at(path.parent)
        write_new(path, made(one))
        yield one, True


def workbook_for(wanted: Wanted) -> bytes:
    """The workbook of a sheet to fill in: blank, or with the answers of the round before.

    FilingError where the extra `xlsx` is not installed.
    """
    rules, dossier = wanted.product.rules, wanted.product.dossier
    dated = dossier.application.submitted_on
    if wanted.before is None:
        number = dossier.product.product_set
        return blank_workbook(
            rules, number, dossier=dossier, assessor=wanted.assessor, made_on=dated
        )
    again = wanted.before.model_copy(update={"round": wanted.round, "assessed_on": None})
    return sheet_workbook(rules, again, dossier=dossier, made_on=dated)
