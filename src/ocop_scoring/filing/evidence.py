"""What facts and documents show about a product set: levels decided, levels bounded, gates,
findings.

Three values are kept apart: a condition holds, does not hold, or is unknown. A fact that is absent
is unknown, and nothing follows from it; documents given, even none, are the whole file, and what is
not on it is missing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Protocol

from ..frozen import FrozenDict
from ..rules.model import Criterion, Level
from ..rules.vocabulary import Clause, Condition, DocumentKind, Fact, FactValue, Vocabulary
from .conditions import Conditions, holds
from .forms import Dossier, FiledDocument

__all__ = ["Asking", "DocumentFlaw", "Ground", "Review", "flaw_of", "grounds", "review"]


class Ground(NamedTuple):
    """What is known of one thing that a criterion asks about: a fact's value, or of a kind of
    papers whether one on file counts.
    """

    of: Fact | DocumentKind
    value: FactValue


class DocumentFlaw(NamedTuple):
    """Why a document on file does not count: `expired`, `not-yet-issued`, `other-product` or
    `other-producer`.
    """

    position: int
    document: FiledDocument
    why: str


class Review(NamedTuple):
    """What a dossier shows about one product set. It depends on these two alone, so that a council
    reviews once.

    `decided` has the level (None: none reached) of every criterion that facts decide, by its place
    in the table; `at_least` that of those where a better level is open; `gates` the ids of the
    gates that facts or papers raise; `valid` the kinds of document that count, None where no papers
    were filed here.
    """

    decided: FrozenDict[int, Level | None] = FrozenDict()
    gates: frozenset[str] = frozenset()
    facts: FrozenDict[str, FactValue] = FrozenDict()
    valid: frozenset[str] | None = None
    flaws: tuple[DocumentFlaw, ...] = ()
    at_least: FrozenDict[int, Level] = FrozenDict()

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


class Asking(Protocol):
    """What evidence asks of a table: the conditions of its criteria and gates, made ready."""

    @property
    def conditions(self) -> Conditions:
        """All that the table asks of dossiers."""
        ...


def review(table: Asking, dossier: Dossier, facts: Mapping[str, FactValue]) -> Review:
    """What a dossier's facts, in their units, and its papers show about a table.

    A paper counts when it was valid on the filing date and names no other product or producer.
    """
    asked = table.conditions
    said = asked.said_by(dossier)
    if facts or dossier.documents is not None:
        return _reviewed(asked, said, facts, dossier)
    # Without facts and papers only who the producer is speaks. Of that there are a few hundred
    # kinds, no more, so that each is reviewed once per table.
    known = asked.of_producers.get(said)
    if known is None:
        known = asked.of_producers[said] = _reviewed(asked, said, facts, dossier)
    return known


def _reviewed(
    asked: Conditions,
    said: tuple[FactValue | None, ...],
    facts: Mapping[str, FactValue],
    dossier: Dossier,
) -> Review:
    of_producer = zip(asked.said_names, said, strict=False)
    shown = {**facts, **{name: value for name, value in of_producer if value is not None}}
    flaws, valid = _papers(dossier)
    true, false = _known(asked, shown, valid)
    decided, at_least = _decided(asked, true, false)
    gates = frozenset([gate.id for gate in asked.gates if gate.is_raised(true, false)])
    return Review(FrozenDict(decided), gates, FrozenDict(shown), valid, flaws, FrozenDict(at_least))


def _papers(dossier: Dossier) -> tuple[tuple[DocumentFlaw, ...], frozenset[str] | None]:
    """The papers that don't count, and the kinds of those that do; None where none were filed."""
    if dossier.documents is None:
        return (), None
    flaws, valid = [], set()
    for position, document in enumerate(dossier.documents):
        why = flaw_of(document, dossier)
        if why is None:
            valid.add(document.kind)
        else:
            flaws.append(DocumentFlaw(position, document, why))
    return tuple(flaws), frozenset(valid)


def _known(
    asked: Conditions, facts: Mapping[str, FactValue], valid: frozenset[str] | None
) -> tuple[int, int]:
    """The clauses that hold and those that don't, as bits."""
    true = known = 0
    find = asked.answers.get
    for name, value in facts.items():
        answers = find(name)
        if answers is not None:
            every, by_word, ends, _ = answers
            known |= every
            true |= answers.of_number(value) if ends else by_word.get(value, 0)
    if valid is not None:
        shown = sum([bit for kind, bit in asked.papers.items() if kind in valid])
        known |= asked.all_papers
        true |= shown
    return true, known ^ true


def _decided(
    asked: Conditions, true: int, false: int
) -> tuple[dict[int, Level | None], dict[int, Level]]:
    """The level that facts decide, by place of the criterion, and the level that they show at least
    where a better one is open.
    """
    decided: dict[int, Level | None] = {}
    at_least: dict[int, Level] = {}
    known = true | false
    for place, everything, rungs, otherwise in asked.criteria:
        if not everything & known:
            continue
        most_open = -1
        for level, points, when in rungs:
            shown = holds(when, true, false)
            if shown:
                (at_least if most_open > points else decided)[place] = level
                break
            if shown is None and most_open < 0:
                most_open = points
        else:
            if everything & known == everything:
                decided[place] = otherwise
    return decided, at_least


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
    return one == other or _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def grounds(criterion: Criterion, review: Review, vocabulary: Vocabulary) -> tuple[Ground, ...]:
    """What is known of the facts and papers that a criterion's conditions name, in their order."""
    found: dict[str, Ground] = {}
    conditions = [c for level in criterion.levels for c in (level.when, level.needs) if c]
    for clause in [clause for condition in conditions for clause in condition.clauses()]:
        name = clause.document or clause.fact
        if name in found or not review.knows(clause):
            continue
        if clause.document:
            kind, counts = vocabulary.documents[name], review.clause_holds(clause) is True
            found[name] = Ground(kind, counts)
        else:
            found[name] = Ground(vocabulary.facts[name], review.facts[name])
    return tuple(found.values())
