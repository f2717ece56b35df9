"""Findings on papers: those that don't count, and why; those that do, and are to be looked at; and
papers of which nobody says whether the law requires them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..filing.forms import Dossier
from ..filing.papers import DocumentFlaw, remarks_of
from ..rules.model import Gate
from ..rules.ruleset import Ruleset
from ..rules.vocabulary import DocumentKind
from .finding import Finding, finding
from .lacking import lacking
from .outcome import Outcome
from .words import Lacking, Named, Paper, Why, with_id

__all__ = ["paper_findings"]

_CODES: Mapping[str, str] = MappingProxyType(
    {
        "dates-contradict": "document-dates-contradict",
        "expired": "document-expired",
        "expires-before-rating": "expires-before-rating",
        "issued-after-filing": "issued-after-filing",
        "issued-after-rating": "document-not-yet-issued",
        "lapsed": "document-expired",
        "listed-twice": "document-listed-twice",
        "not-yet-issued": "document-not-yet-issued",
        "other-producer": "document-other-producer",
        "other-product": "document-other-product",
        "producer-nearly-same": "name-nearly-same",
        "product-nearly-same": "name-nearly-same",
        "undated": "document-undated",
        "unnumbered": "document-without-number",
    }
)
_ISSUED = frozenset({"not-yet-issued", "issued-after-rating", "issued-after-filing"})


def paper_findings(outcome: Outcome, rules: Ruleset, dossier: Dossier) -> Iterator[Finding]:
    """What is to be said of a dossier's papers, in its order; or that none were listed."""
    if dossier.documents is None:
        yield finding("documents-not-listed")
        return
    kinds = rules.vocabulary.documents  # also of papers that this table doesn't ask for
    remarks = list(remarks_of(dossier, outcome.review.rated, kinds))
    again = {remark.position for remark in remarks if remark.why == "listed-twice"}
    flaws = [flaw for flaw in outcome.review.flaws if flaw.position not in again]
    for flaw in sorted([*flaws, *remarks], key=lambda flaw: flaw.position):
        yield _on_flaw(flaw, kinds)
    yield from _on_requirements(outcome)


def _on_flaw(flaw: DocumentFlaw, kinds: Mapping[str, DocumentKind]) -> Finding:
    document = flaw.document
    title = kinds[document.kind].title  # `score` refuses papers of a kind that it doesn't know
    return finding(
        _CODES[flaw.why],
        position=flaw.position,
        day=document.issued_on if flaw.why in _ISSUED else document.expires_on,
        document=Paper(document.kind, title, document.number),
        why=Why(flaw),
        number=document.number,
        issued_on=document.issued_on,
        expires_on=document.expires_on,
        issued_to=document.issued_to,
        product=document.product,
        against=flaw.against,
    )


def _on_requirements(outcome: Outcome) -> Iterator[Finding]:
    """Papers that the law requires of some, that are not on file, and of which the dossier doesn't
    say whether it is one of those.
    """
    review, table = outcome.review, outcome.table
    for asked in table.conditions.gates:
        if asked.is_unsure(review.true, review.false):
            yield from _on_requirement(outcome, table.gates[asked.id])


def _on_requirement(outcome: Outcome, gate: Gate) -> Iterator[Finding]:
    review, vocabulary = outcome.review, outcome.table.product_set.vocabulary
    waivers = gate.waived_by.clauses() if gate.waived_by else ()
    names = [clause.fact for clause in waivers if review.clause_holds(clause) is None]
    lacks = lacking(gate.unless, review, vocabulary) if gate.unless else None
    yield finding(
        "requirement-unknown",
        gate.at,
        message="" if lacks else "finding.requirement-unknown-of-gate",
        gate=Named(gate.id, gate.words),
        lacking=lacks or Lacking(()),
        facts=tuple([Named(name, with_id(vocabulary.facts[name].title, name)) for name in names]),
    )
