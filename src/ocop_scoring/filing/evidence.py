"""What facts and documents show about a product set: levels decided, levels bounded, gates,
findings.

Three values are kept apart: a condition holds, does not hold, or is unknown. A fact that is absent
is unknown, and nothing follows from it; documents given, even none, are the whole file, and what is
not on it is missing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ..rules.model import Clause, Condition, Criterion, FactValue, Gate, Level, ProductSet
from .forms import Dossier, FiledDocument

__all__ = ["DocumentFlaw", "Review", "flaw_of", "review"]

Shown = Mapping[str, FactValue]


class DocumentFlaw(NamedTuple):
    """Why a document on file does not count: `expired`, `not-yet-issued`, `other-product` or
    `other-producer`.
    """

    position: int
    document: FiledDocument
    why: str


class Review(NamedTuple):
    """What a dossier shows about one product set; it depends on the dossier alone, so that a
    council reviews once.

    `decided` has the level (None: none reached) of every criterion that facts decide, by its place
    in the table; `at_least` that of those where a better level is open; `gates` the ids of the
    gates that facts or papers raise; `valid` the kinds of document that count, None where no papers
    were filed here.
    """

    decided: Mapping[int, Level | None] = MappingProxyType({})
    gates: frozenset[str] = frozenset()
    facts: Shown = MappingProxyType({})
    valid: frozenset[str] | None = None
    flaws: tuple[DocumentFlaw, ...] = ()
    at_least: Mapping[int, Level] = MappingProxyType({})

    def holds(self, condition: Condition) -> bool | None:
        """Whether a condition holds: True, False, or None where what is known leaves it open."""
        results = [self._all_hold(alternative) for alternative in condition.alternatives]
        return True if True in results else None if None in results else False

    def _all_hold(self, clauses: tuple[Clause, ...]) -> bool | None:
        results = [self.clause_holds(clause) for clause in clauses]
        return False if False in results else None if None in results else True

    def clause_holds(self, clause: Clause) -> bool | None:
        """Whether one clause holds, or None where its fact is unknown."""
        if clause.fact == "document":
            return None if self.valid is None else clause.document in self.valid
        value = self.facts.get(clause.fact)
        return None if value is None else clause.holds(value)

    def knows(self, clause: Clause) -> bool:
        """Whether the fact or document that a clause asks about is known."""
        return self.valid is not None if clause.fact == "document" else clause.fact in self.facts


def review(product_set: ProductSet, dossier: Dossier) -> Review:
    """What the dossier's facts and documents show about the criteria and gates of `product_set`.

    A document counts when it was valid on the filing date and names no other product or producer.
    """
    if dossier.facts or dossier.documents is not None:
        return _reviewed(product_set, _facts_of(product_set, dossier), dossier)
    # Without facts and papers only the producer speaks: few kinds of dossiers, each reviewed once.
    representative = dossier.producer.representative
    return _reviewed_by_producer(
        product_set,
        dossier.producer.kind,
        representative.woman,
        representative.ethnic_minority,
        representative.disabled,
    )


@lru_cache(maxsize=1024)
def _reviewed_by_producer(
    product_set: ProductSet,
    kind: str,
    woman: bool | None,
    ethnic_minority: bool | None,
    disabled: bool | None,
) -> Review:
    values = {
        "producer/kind": kind,
        "producer/representative/woman": woman,
        "producer/representative/ethnic_minority": ethnic_minority,
        "producer/representative/disabled": disabled,
    }
    return _reviewed(product_set, _from_dossier(product_set, values.get), None)


def _facts_of(product_set: ProductSet, dossier: Dossier) -> Shown:
    def at(path: str) -> FactValue | None:
        value: object = dossier
        for step in path.split("/"):
            value = getattr(value, step, None)
        return value  # type: ignore[return-value]

    return {**dossier.facts, **_from_dossier(product_set, at)}


def _from_dossier(
    product_set: ProductSet, at: Callable[[str], FactValue | None]
) -> dict[str, FactValue]:
    """The facts that the dossier itself states, outside `facts`."""
    found = {}
    for name, fact in product_set.vocabulary.facts.items():
        value = at(fact.from_dossier) if fact.from_dossier else None
        if value is not None:
            found[name] = value
    return found


def _reviewed(product_set: ProductSet, facts: Shown, dossier: Dossier | None) -> Review:
    documents = dossier.documents if dossier else None
    flaws: tuple[DocumentFlaw, ...] = ()
    valid = None
    if dossier is not None and documents is not None:
        flaws = tuple(
            DocumentFlaw(index, document, why)
            for index, document in enumerate(documents)
            if (why := flaw_of(document, dossier)) is not None
        )
        flawed = {flaw.position for flaw in flaws}
        valid = frozenset(
            document.kind for index, document in enumerate(documents) if index not in flawed
        )
    known = Review({}, frozenset(), facts, valid, flaws)
    decided, at_least = _decided(product_set.criteria, known)
    gates = frozenset(gate.id for gate in product_set.gates if _is_raised(gate, known))
    return Review(decided, gates, facts, valid, flaws, at_least)


def flaw_of(document: FiledDocument, dossier: Dossier) -> str | None:
    """Why a document does not count for this dossier on its filing date, or None where it does."""
    filed: date = dossier.application.submitted_on
    if document.expires_on is not None and document.expires_on < filed:
        return "expired"
    if document.issued_on is not None and document.issued_on > filed:
        return "not-yet-issued"
    if document.issued_to is not None and not _same_name(document.issued_to, dossier.producer.name):
        return "other-producer"
    if document.product is not None and not _same_name(document.product, dossier.product.name):
        return "other-product"
    return None


def _same_name(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _decided(
    criteria: Iterable[Criterion], known: Review
) -> tuple[dict[int, Level | None], dict[int, Level]]:
    decided: dict[int, Level | None] = {}
    at_least: dict[int, Level] = {}
    for index, criterion in enumerate(criteria):
        if criterion.evidence != "derived" or criterion.mode != "one":
            continue
        shown = [(level, known.holds(level.when)) for level in criterion.levels if level.when]
        best = max(
            (level for level, holds in shown if holds), key=lambda level: level.points, default=None
        )
        if best is not None:
            # Where a better level is open for want of a fact, at least this one is shown, and no
            # level decided.
            (
                at_least
                if any(holds is None and level.points > best.points for level, holds in shown)
                else decided
            )[index] = best
        elif all(
            known.knows(clause)
            for level in criterion.levels
            if level.when
            for clause in level.when.clauses()
        ):
            decided[index] = next(
                (level for level in criterion.levels if level.points == 0 and level.case is None),
                None,
            )
    return decided, at_least


def _is_raised(gate: Gate, known: Review) -> bool:
    if gate.waived_by is not None and known.holds(gate.waived_by):
        return False
    if gate.when is not None and known.holds(gate.when):
        return True
    return gate.unless is not None and known.holds(gate.unless) is False
