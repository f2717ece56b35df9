"""One dossier and one sheet to one `Evaluation`, after one look that names all that doesn't fit."""

from __future__ import annotations

from datetime import date

from ..errors import CatalogError, Fault, Faults, FilingError
from ..filing.evidence import review
from ..filing.forms import Dossier, ScoreSheet
from ..rules.catalog import Catalog, built_in
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from .evaluation import Evaluation
from .fitting import at, fits, is_of_another_product, look_at_rules, printed_set
from .marks import look_at
from .outcome import rate
from .table import table_of

__all__ = ["Evaluation", "ruleset_for", "score"]


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
    if not fits(ruleset, dossier, sheet):
        faults = Faults()
        look_at_rules(ruleset, dossier, sheet, faults)
        faults.raise_any(FilingError)
    product_set = printed_set(ruleset, dossier)
    if is_of_another_product(dossier, sheet):
        _refuse_other_code(product_set, dossier, sheet)
    return product_set


def _refuse_other_code(product_set: ProductSet, dossier: Dossier, sheet: ScoreSheet) -> None:
    """Refuse another product code, together with every mark and gate that doesn't fit."""
    faults, code = Faults(), dossier.product.code
    faults.add("other-product-code", sheet, ("product_code",), sheet.product_code, code)
    look_at(table_of(product_set), sheet, faults)
    faults.raise_any(FilingError)


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
        return at(dossier, ("application", "ruleset"), lambda: known.ruleset(asked))
    return at(dossier, ("application", "submitted_on"), lambda: _of_dates(dossier, known, decided))


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
