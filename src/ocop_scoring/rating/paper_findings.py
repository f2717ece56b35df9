"""Findings on papers: those that don't count, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..filing.evidence import DocumentFlaw
from ..filing.forms import Dossier, ScoreSheet
from ..rules.product_set import ProductSet
from ..text import Words
from .finding import Finding, finding
from .outcome import Outcome
from .words import Named

__all__ = ["paper_findings"]

_FLAWS: Mapping[str, str] = MappingProxyType(
    {
        "expired": "document-expired",
        "not-yet-issued": "document-not-yet-issued",
        "other-producer": "document-other-producer",
        "other-product": "document-other-product",
    }
)


def paper_findings(outcome: Outcome, dossier: Dossier, sheet: ScoreSheet) -> Iterator[Finding]:
    """That no papers were listed, or the papers that don't count, in the dossier's order."""
    if dossier.documents is None:
        yield finding("documents-not-listed")
    for flaw in outcome.review.flaws:
        yield _on_flaw(flaw, outcome.table.product_set)


def _on_flaw(flaw: DocumentFlaw, product_set: ProductSet) -> Finding:
    document = flaw.document
    kind = product_set.vocabulary.documents.get(document.kind)
    return finding(
        _FLAWS[flaw.why],
        position=flaw.position,
        document=Named(document.kind, kind.title if kind else Words(document.kind, document.kind)),
        number=document.number or "–",
        expires_on=document.expires_on,
        issued_on=document.issued_on,
        issued_to=document.issued_to,
        product=document.product,
    )
