"""One dossier and one sheet to one `Evaluation`, after one look that names all that doesn't fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from ..errors import CatalogError, Fault, Faults, FilingError
from ..filing.evidence import review
from ..filing.forms import Dossier, ScoreSheet
from ..rules.catalog import Catalog, built_in
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from .evaluation import Evaluation
from .marks import look_at
from .outcome import rate
from .table import table_of

__all__ = ["Evaluation", "ruleset_for", "score"]

Found = TypeVar("Found")


def score(ruleset: Ruleset, dossier: Dossier, sheet: ScoreSheet) -> Evaluation:
    """Rate one sheet (26/2026/QĐ-TTg, Article 3 and the notes of Appendix II).

    Reads no clock, no environment, and no disk once the product set is loaded. FilingError with all
    that doesn't fit between ruleset, dossier and sheet; CatalogError where the ruleset lacks the
    product set.
    """
    table = table_of(_fitting(ruleset, dossier, sheet))
    facts = dossier.facts
    if facts or dossier.documents:  # held against the ruleset's whole vocabulary
        facts = dossier.checked_facts(ruleset.vocabulary)
    shown = review(table, dossier, facts, sheet.assessed_on)
    return Evaluation(ruleset, dossier, sheet, rate(table, shown, sheet))


def _fitting(ruleset: Ruleset, dossier: Dossier, sheet: ScoreSheet) -> ProductSet:
    """The product set that all three agree on.

    Where the ruleset or the product set is another's, that alone is said. Another product code is
    named together with every mark and gate that doesn't fit; without one, `rate` names those.
    """
    product, asked = dossier.product, dossier.application.ruleset
    of_sheet = sheet.product_set
    is_of_rules = sheet.ruleset == ruleset.id and (asked is None or asked == ruleset.id)
    is_there = product.product_set in ruleset.numbers
    is_of_set = of_sheet is None or of_sheet == product.product_set or not is_there
    if not (is_of_rules and is_of_set):
        _refuse_other_rules(ruleset, dossier, sheet)
    product_set = _product_set_of(ruleset, dossier)
    if _is_of_another_product(dossier, sheet):
        _refuse_other_code(product_set, dossier, sheet)
    return product_set


def _refuse_other_rules(ruleset: Ruleset, dossier: Dossier, sheet: ScoreSheet) -> None:
    """Refuse another ruleset or product set. That is said alone – marks and gates of another table
    mean nothing in this one –, but another product code beside another ruleset.
    """
    faults, asked, product = Faults(), dossier.application.ruleset, dossier.product
    number, of_sheet = product.product_set, sheet.product_set
    if sheet.ruleset != ruleset.id:
        faults.add("other-ruleset", sheet, ("ruleset",), sheet.ruleset, ruleset.id)
    if asked is not None and asked != ruleset.id:
        faults.add("other-ruleset", dossier, ("application", "ruleset"), asked, ruleset.id)
    if of_sheet is not None and of_sheet != number:
        faults.add("other-product-set", sheet, ("product_set",), of_sheet, number)
    elif _is_of_another_product(dossier, sheet):
        faults.add("other-product-code", sheet, ("product_code",), sheet.product_code, product.code)
    faults.raise_any(FilingError)


def _is_of_another_product(dossier: Dossier, sheet: ScoreSheet) -> bool:
    code, of_sheet = dossier.product.code, sheet.product_code
    return code is not None and of_sheet is not None and of_sheet != code


def _refuse_other_code(product_set: ProductSet, dossier: Dossier, sheet: ScoreSheet) -> None:
    """Refuse another product code, together with every mark and gate that doesn't fit."""
    faults, code = Faults(), dossier.product.code
    faults.add("other-product-code", sheet, ("product_code",), sheet.product_code, code)
    look_at(table_of(product_set), sheet, faults)
    faults.raise_any(FilingError)


def _product_set_of(ruleset: Ruleset, dossier: Dossier) -> ProductSet:
    number = dossier.product.product_set
    try:
        return ruleset.product_set(number)
    except CatalogError:
        return _at(dossier, ("product", "product_set"), lambda: ruleset.product_set(number))


def ruleset_for(
    dossier: Dossier,
    name: str | None = None,
    *,
    catalog: Catalog | None = None,
    decided: date | None = None,
) -> Ruleset:
    """The ruleset to rate a dossier under: the one named, else the dossier's own, else the one that
    its dates allow (Article 12).

    `decided` is the day of decision: a sheet's `assessed_on`, a council's `decided_on`. One before
    the filing is passed over: it is a slip, and a finding of the result. CatalogError where the
    dates leave several, naming the choices, or where no known ruleset covers them.
    """
    known, asked = catalog or built_in(), dossier.application.ruleset
    if name is not None:
        return known.ruleset(name)
    if asked is not None:
        return _at(dossier, ("application", "ruleset"), lambda: known.ruleset(asked))
    return _at(dossier, ("application", "submitted_on"), lambda: _of_dates(dossier, known, decided))


def _of_dates(dossier: Dossier, known: Catalog, decided: date | None) -> Ruleset:
    filed = dossier.application.submitted_on
    decided = None if decided is not None and decided < filed else decided
    answer = known.applicable(filed, dossier.application.kind, decided)
    if answer.ruleset is None:
        choices = ", ".join(answer.choices)
        raise CatalogError(Fault("ruleset-left-open", None, "", filed.isoformat(), choices))
    try:
        return known.ruleset(answer.ruleset)
    except CatalogError:
        values, ids = {"under": answer.ruleset}, ", ".join(known.ids())
        fault = Fault("ruleset-not-here", None, "", filed.isoformat(), ids, values)
        raise CatalogError(fault) from None


def _at(dossier: Dossier, path: tuple[str, ...], found: Callable[[], Found]) -> Found:
    """What `found` gives; its errors of the catalogue with the place in the dossier that led to
    them.
    """
    try:
        return found()
    except CatalogError as error:
        place, joined = dossier.place(path), "/".join(path)
        faults = [replace(fault, place=place, path=joined) for fault in error.faults]
        raise CatalogError(faults) from None
