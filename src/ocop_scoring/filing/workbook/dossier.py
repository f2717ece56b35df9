"""The doors to the workbook of a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...errors import Fault, FilingError
from ...lang import LANGUAGES
from ...rules.ruleset import Ruleset
from ..forms import Dossier
from .dossier_layout import DossierLayout, dossier_layout
from .extra import with_xlsxwriter

__all__ = ["dossier_workbook"]

_UNDATED = date(2000, 1, 1)


def dossier_workbook(
    rules: Ruleset,
    product_set: int,
    *,
    dossier: Dossier | None = None,
    made_on: date = _UNDATED,
) -> bytes:
    """A dossier as a workbook, blank or filled in: its fields, the facts in the order of the table
    with drop-downs and units, the papers as rows. `load_dossier` reads it back.

    `made_on` is the day that the file bears; the same input gives the same bytes. FilingError where
    the extra `xlsx` is not installed, where the dossier is of another product set, and where it
    says what the workbook of this table has no room for.
    """
    layout = dossier_layout(rules, rules.product_set(product_set))
    if dossier is not None:
        _refuse_unfit(layout, rules, dossier)
    with with_xlsxwriter():
        from .dossier_write import dossier_workbook_of  # needs an extra
    return dossier_workbook_of(layout, dossier, made_on)


def _refuse_unfit(layout: DossierLayout, rules: Ruleset, dossier: Dossier) -> None:
    number = layout.product_set.product_set
    if dossier.product.product_set != number:
        found, place = str(dossier.product.product_set), dossier.place(("product", "product_set"))
        raise FilingError(Fault("other-product-set", place, "", str(number), found))
    faults = [*_facts_without_row(layout, rules, dossier), *_papers_without_row(layout, dossier)]
    if faults:
        raise FilingError(faults)


def _facts_without_row(layout: DossierLayout, rules: Ruleset, dossier: Dossier) -> Iterator[Fault]:
    """The facts that the table never asks."""
    asked = {row.path[1] for row in layout.of("field") if row.path[0] == "facts"}
    values: dict[str, object] = {"habit": "fact", "number": layout.product_set.product_set}
    for name in sorted(dossier.facts.keys() - asked):
        fact = rules.vocabulary.facts.get(name)
        titles = {f"title_{lang}": fact.title.say(lang) if fact else name for lang in LANGUAGES}
        place = dossier.place(("facts", name), True)
        yield Fault("no-room-in-workbook", place, f"facts/{name}", name, "", {**values, **titles})


def _papers_without_row(layout: DossierLayout, dossier: Dossier) -> Iterator[Fault]:
    """Where there are more papers than rows: how many there are, and how many rows."""
    kinds = {row.path[0] for row in layout.of("paper")}
    papers = [paper.kind for paper in dossier.documents or ()]
    others, rows = len(papers) - len(kinds & set(papers)), len(layout.of("other"))
    if others > rows:
        place, room = dossier.place(("documents",), True), len(papers) - others + rows
        yield Fault("no-room-in-workbook", place, "documents", str(len(papers)), str(room))
