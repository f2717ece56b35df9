"""The doors to the workbook of a dossier."""

from __future__ import annotations

from datetime import date

from ...errors import Fault, FilingError
from ...rules.ruleset import Ruleset
from ...text import listed
from ..forms import Dossier
from .dossier_layout import DossierLayout, dossier_layout

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
        _refuse_unfit(layout, dossier, product_set)
    try:
        from .dossier_write import dossier_workbook_of  # needs an extra
    except ModuleNotFoundError as missing:
        if missing.name != "xlsxwriter":
            raise
        fault = Fault("missing-extra", None, "", "XLSX", "xlsx", {"package": "XlsxWriter"})
        raise FilingError(fault) from None
    return dossier_workbook_of(layout, dossier, made_on)


def _refuse_unfit(layout: DossierLayout, dossier: Dossier, product_set: int) -> None:
    if dossier.product.product_set != product_set:
        found, place = str(dossier.product.product_set), dossier.place(("product", "product_set"))
        fault = Fault("other-product-set", place, "", str(product_set), found)
        raise FilingError(fault)
    facts = {row.path[1] for row in layout.of("field") if row.path[0] == "facts"}
    kinds = {row.path[0] for row in layout.of("paper")}
    papers = [paper.kind for paper in dossier.documents or ()]
    others = [
        kind for place, kind in enumerate(papers) if kind not in kinds or kind in papers[:place]
    ]
    unknown = sorted(dossier.facts.keys() - facts) + others[len(layout.of("other")) :]
    if unknown:
        raise FilingError(Fault("no-room-in-workbook", None, "", listed(unknown), ""))
