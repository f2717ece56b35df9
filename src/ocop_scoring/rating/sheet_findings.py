"""Findings on what sheet and dossier say of themselves: the product set and the product's group."""

from __future__ import annotations

from collections.abc import Iterator

from ..filing.forms import Dossier, ScoreSheet
from ..rules.ruleset import Ruleset
from .finding import Finding, finding

__all__ = ["sheet_findings"]


def sheet_findings(rules: Ruleset, dossier: Dossier, sheet: ScoreSheet) -> Iterator[Finding]:
    """A dossier in another product set than its line of Appendix I."""
    yield from _on_product_group(rules, dossier)


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
