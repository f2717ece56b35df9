"""Findings on what sheet and dossier say of themselves: the product set, the product's group and
name.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..filing.forms import Dossier, ScoreSheet
from ..rules.ruleset import Ruleset
from .finding import Finding, finding
from .fitting import names_its_set
from .words import Named

__all__ = ["product_findings", "sheet_findings"]


def sheet_findings(rules: Ruleset, dossier: Dossier, sheet: ScoreSheet) -> Iterator[Finding]:
    """A sheet that doesn't say which product set it is of; a dossier in another product set than
    its line of Appendix I, or than the product's name says.
    """
    if not names_its_set(dossier, sheet):
        yield finding("sheet-names-no-set", product_set=dossier.product.product_set)
    yield from product_findings(rules, dossier)


def product_findings(rules: Ruleset, dossier: Dossier) -> Iterator[Finding]:
    """A dossier in another product set than its line of Appendix I, or than its name says."""
    yield from list(_on_product_group(rules, dossier)) or _on_product_name(rules, dossier)


def _on_product_group(rules: Ruleset, dossier: Dossier) -> Iterator[Finding]:
    """A product whose line of Appendix I has another product set, or none."""
    group, number = dossier.product.product_group, dossier.product.product_set
    if group is None:
        return
    numbers = sorted({li.product_set for li in rules.classification if li.lies_in(group)})
    if not numbers:
        yield finding("unknown-product-group", group=group)
    elif number not in numbers:
        right = tuple(numbers)
        yield finding("wrong-product-set", group=group, product_set=number, right=right)


def _on_product_name(rules: Ruleset, dossier: Dossier) -> Iterator[Finding]:
    """A product whose name clearly points to another product set (`ocop rules find`)."""
    name, number = dossier.product.name, dossier.product.product_set
    place = rules.elsewhere(name, number)
    if place is not None:
        yield finding(
            "wrong-product-set",
            message="finding.wrong-product-set.by-name",
            name=name,
            because=place.because,
            line=Named(place.line.id, place.line.title),
            product_set=number,
            right=(place.product_set,),
        )
