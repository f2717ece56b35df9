"""Dossier and sheets read under other rules: what was ticked stays ticked, what is gone stays open.

Within a decision criteria and levels are the same where their ids are. Across decisions the
crosswalk between the two says what is carried; the rest must be judged anew.
"""

from __future__ import annotations

from typing import NamedTuple

from ..filing.forms import Dossier, ScoreSheet
from ..frozen import FrozenDict
from ..rules.catalog import Catalog
from ..rules.ruleset import Ruleset
from ..workshop.crosswalk.carrying import carried
from ..workshop.crosswalk.crosswalk import crosswalk_of
from ..workshop.impact.carrier import SameDecision, is_same_decision, table_in
from .changed import Changed

__all__ = ["NotCarried", "under"]


class NotCarried(NamedTuple):
    """What other rules leave out of a sheet: criteria of theirs that must be judged anew, and
    criteria that they have no more.
    """

    to_judge: tuple[str, ...]
    lost: tuple[str, ...]

    def as_json(self) -> dict[str, list[str]]:
        """In plain values."""
        return {"to_judge": list(self.to_judge), "lost": list(self.lost)}


def under(
    rules: Ruleset, other: Ruleset, of: Changed, catalog: Catalog | None = None
) -> tuple[Changed, NotCarried]:
    """Dossier and sheets of `rules` as `other` reads them, and what that leaves out of some sheet.

    CatalogError where no crosswalk leads from one decision to the other, or the product set becomes
    none.
    """
    carry = _within if is_same_decision(rules.id, other.id) else _across
    sheets, number, missing = carry(rules, other, of, catalog)
    return of._replace(dossier=_filed(of.dossier, other, number), sheets=sheets), missing


Read = tuple[tuple[ScoreSheet, ...], int, NotCarried]


def _filed(dossier: Dossier, rules: Ruleset, number: int) -> Dossier:
    """A dossier under other rules: its product set there; where it names its rules, these."""
    product, filed = dossier.product, dossier.application
    if product.product_set != number:
        product = product.model_copy(update={"product_set": number})
    if filed.ruleset is not None:
        filed = filed.model_copy(update={"ruleset": rules.id})
    return dossier.model_copy(update={"product": product, "application": filed})


def _within(rules: Ruleset, other: Ruleset, of: Changed, _: Catalog | None) -> Read:
    number = of.dossier.product.product_set
    other.product_set(number)  # refuses a number that the other rules don't have
    carrier = SameDecision(rules, other)
    found = [carrier.sheet(number, sheet) for sheet in of.sheets]
    here, there = table_in(rules, number), table_in(other, number)
    assert here is not None
    assert there is not None
    known = {criterion.id: criterion.number for criterion in there.criteria}
    lost, to_judge = dict[str, None](), dict[str, None]()
    for sheet, now in zip(of.sheets, found, strict=True):
        for criterion in here.criteria:
            to = known.get(criterion.id)
            if criterion.number in sheet.marks and (to is None or to not in now.marks):
                (lost if to is None else to_judge)[to or criterion.number] = None
    to_judge |= dict.fromkeys(
        [c.number for c in there.criteria if c.id not in {h.id for h in here.criteria}]
    )
    in_order = tuple([n for n in there.numbers if n in to_judge])
    return _named(found, other, number), number, NotCarried(in_order, tuple(lost))


def _across(rules: Ruleset, other: Ruleset, of: Changed, catalog: Catalog | None) -> Read:
    number = of.dossier.product.product_set
    crosswalk = crosswalk_of(rules.id, other, catalog)
    found, into = [], number
    lost, to_judge = dict[str, None](), dict[str, None]()
    for sheet in of.sheets:
        read = carried(crosswalk, sheet, of.dossier, product_set=number)
        into = read.b.product_set
        marks = FrozenDict(read.draft.marks)
        given = {"marks": marks, "rejects": read.draft.rejects}
        found.append(sheet.model_copy(update=given))
        to_judge |= dict.fromkeys([one.number for one in read.to_judge])
        lost |= dict.fromkeys([one.number for one in read.lost])
    numbers = [criterion.number for criterion in other.product_set(into).criteria]
    in_order = tuple([n for n in numbers if n in to_judge])
    return _named(found, other, into), into, NotCarried(in_order, tuple(lost))


def _named(sheets: list[ScoreSheet], rules: Ruleset, number: int) -> tuple[ScoreSheet, ...]:
    """Sheets that name these rules and this product set."""
    named = {"ruleset": rules.id, "product_set": number}
    return tuple([sheet.model_copy(update=named) for sheet in sheets])
