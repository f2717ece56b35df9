"""What facts and documents show about a product set: levels decided, levels bounded, gates,
findings.

Three values are kept apart: a condition holds, does not hold, or is unknown. A fact that is absent
is unknown, and nothing follows from it; documents given, even none, are the whole file, and what is
not on it is missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from ..frozen import FrozenDict
from ..rules.model import Criterion, Level
from ..rules.vocabulary import Clause, Condition, DocumentKind, Fact, FactValue, Vocabulary
from .conditions import Conditions, Contradicted, Decidable, holds
from .forms import Dossier
from .papers import DocumentFlaw, Flaw, flaws_of, told

__all__ = [
    "Asking",
    "Ground",
    "Review",
    "Shown",
    "decided",
    "grounds",
    "of_papers",
    "review",
    "shown_at",
]


class Ground(NamedTuple):
    """What is known of one thing that a criterion asks about: a fact's value, or of a kind of
    papers whether one on file counts; where none does, `flaws` has why not.
    """

    of: Fact | DocumentKind
    value: FactValue
    flaws: tuple[DocumentFlaw, ...] = ()


class Review(NamedTuple):
    """What a dossier shows about one table on the day of rating. It depends on these three alone,
    so that a council reviews once.

    `gates` has the ids of the gates that facts or papers raise; `facts` all that is known and not
    in doubt; `valid` the kinds of papers that count, None where no papers were filed here;
    `failed` the positions of others, and why they don't. `contradictions` has the ids of those that
    the dossier is in: their facts are taken as unknown. `true` and `false` are the clauses of the
    table that hold and that don't, as bits: `shown_at` reads levels from them.
    """

    gates: frozenset[str] = frozenset()
    facts: FrozenDict[str, FactValue] = FrozenDict()
    valid: frozenset[str] | None = None
    failed: tuple[tuple[int, tuple[Flaw, ...]], ...] = ()
    true: int = 0
    false: int = 0
    contradictions: tuple[str, ...] = ()
    rated: date | None = None
    """The day of rating, where papers were filed and it is known."""
    dossier: Dossier | None = None
    """The dossier, where papers of it failed."""

    @property
    def flaws(self) -> tuple[DocumentFlaw, ...]:
        """Why papers on file don't count, in their order."""
        return self._flaws()

    def flaws_of(self, kind: str) -> tuple[DocumentFlaw, ...]:
        """The flaws of one kind of papers alone."""
        return self._flaws(kind)

    def _flaws(self, kind: str | None = None) -> tuple[DocumentFlaw, ...]:
        dossier, documents = self.dossier, self.dossier.documents if self.dossier else None
        if dossier is None or documents is None:
            return ()
        return tuple(
            [
                told(position, documents[position], why, dossier, self.rated)
                for position, whys in self.failed
                if kind is None or documents[position].kind == kind
                for why in whys
            ]
        )

    def holds(self, condition: Condition) -> bool | None:
        """Whether a condition holds: True, False, or None where what is known leaves it open."""
        is_open = False
        for alternative in condition.alternatives:
            every_holds = self._all_hold(alternative)
            if every_holds:
                return True
            is_open = is_open or every_holds is None
        return None if is_open else False

    def _all_hold(self, clauses: tuple[Clause, ...]) -> bool | None:
        is_open = False
        for clause in clauses:
            clause_holds = self.clause_holds(clause)
            if clause_holds is False:
                return False
            is_open = is_open or clause_holds is None
        return None if is_open else True

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


def review(
    table: Asking,
    dossier: Dossier,
    facts: Mapping[str, FactValue],
    rated: date | None = None,
) -> Review:
    """What a dossier's facts, in their units, and its papers show about a table; `rated` is the day
    of rating, where it is known.

    Which papers count is said in `filing.papers`.
    """
    asked = table.conditions
    said = asked.said_by(dossier)
    if facts or dossier.documents is not None:
        return _reviewed(asked, said, facts, dossier, rated)
    # Without facts and papers only who the producer is speaks. Of that there are a few hundred
    # kinds, no more, so that each is reviewed once per table.
    known = asked.of_producers.get(said)
    if known is None:
        known = asked.of_producers[said] = _reviewed(asked, said, facts, dossier, None)
    return known


_UNKNOWN = (None, "unknown")
"""What a dossier says of its producer where it doesn't know."""


def _reviewed(
    asked: Conditions,
    said: tuple[FactValue | None, ...],
    facts: Mapping[str, FactValue],
    dossier: Dossier,
    rated: date | None,
) -> Review:
    known = asked.known_of.get(said)
    if known is None:
        of_producer = zip(asked.said_names, said, strict=False)
        known = {name: value for name, value in of_producer if value not in _UNKNOWN}
        asked.known_of[said] = known
    shown = FrozenDict(facts, **known)
    failed, valid = _papers(asked, dossier, rated)
    true, false = _known(asked, shown, valid)
    found = _contradicted(asked, true)
    if found:
        doubted = {name for entry in found for name in entry.facts}
        shown = FrozenDict({name: value for name, value in shown.items() if name not in doubted})
        for entry in found:
            true, false = true & ~entry.touched, false & ~entry.touched
    gates: frozenset[str] = frozenset()
    if true & asked.gates_when or false & asked.gates_unless:
        gates = frozenset([gate.id for gate in asked.gates if gate.is_raised(true, false)])
    names = tuple([entry.id for entry in found])
    of = dossier if failed else None
    return _made(Review, (gates, shown, valid, failed, true, false, names, rated, of))


_made = tuple.__new__  # as in `rating.steps`: a named tuple of a ready tuple


def _papers(
    asked: Conditions, dossier: Dossier, rated: date | None
) -> tuple[tuple[tuple[int, tuple[Flaw, ...]], ...], frozenset[str] | None]:
    """The positions of papers that don't count, with why not, and the kinds of those that do; None
    where none were filed.
    """
    if dossier.documents is None:
        return (), None
    failed: list[tuple[int, tuple[Flaw, ...]]] = []
    valid = set()
    filed, name = dossier.application.submitted_on, dossier.producer.name
    for position, document in enumerate(dossier.documents):
        issued, expires, holder = document.issued_on, document.expires_on, document.issued_to
        # Most count at first sight: valid when filed, in this name or in none, of no product.
        if (
            (expires is not None and expires < filed)
            or (issued is not None and issued > filed)
            or (holder is not None and holder != name)
            or document.product is not None
        ):
            why = flaws_of(document, dossier, rated, document.kind in asked.of_product)
            if why:
                failed.append((position, why))
                continue
        valid.add(document.kind)
    return tuple(failed), frozenset(valid)


def _contradicted(asked: Conditions, true: int) -> list[Contradicted]:
    """The contradictions that a dossier is in."""
    found, triggered = [], asked.all_triggers & true
    while triggered:
        bit = triggered & -triggered
        triggered ^= bit
        found += [entry for entry in asked.triggers[bit] if entry.both & true == entry.both]
    return found


def _known(
    asked: Conditions, facts: Mapping[str, FactValue], valid: frozenset[str] | None
) -> tuple[int, int]:
    """The clauses that hold and those that don't, as bits."""
    both, find, width = 0, asked.met.get, asked.width
    for name, value in facts.items():
        met = find(name)
        if met is not None:
            found = met.get(value)
            both |= asked.meet(name, value) if found is None else found
    true, known = both & (1 << width) - 1, both >> width
    if valid is not None:
        shown = sum([bit for kind, bit in asked.papers.items() if kind in valid])
        known |= asked.all_papers
        true |= shown
    return true, known ^ true


class Shown(NamedTuple):
    """What facts show of one criterion: the level that they decide, None where none is reached; or
    with `at_least` a level that they show, while a better one is open.
    """

    level: Level | None
    at_least: bool = False


def shown_at(table: Asking, review: Review, place: int) -> Shown | None:
    """What facts show of the criterion at a place of the table; None where they leave it open, or
    don't decide it.
    """
    criterion = table.conditions.decidable.get(place)
    found = _best_held(criterion, review.true, review.false) if criterion else None
    return Shown(*found) if found else None


def decided(
    table: Asking, review: Review, places: Iterable[int]
) -> Iterator[tuple[int, Level | None]]:
    """The levels that facts decide, of the criteria at these places; None: none is reached."""
    decidable, true, false = table.conditions.decidable, review.true, review.false
    for place in places:
        found = _best_held(decidable[place], true, false)
        if found and not found[1]:
            yield place, found[0]


def _best_held(criterion: Decidable, true: int, false: int) -> tuple[Level | None, bool] | None:
    """The best level that holds, and whether a better one is open.

    Where no level can hold, it is the level worth 0, or none.
    """
    if criterion.asked & (true | false) == criterion.asked:  # then no level can be open
        for level, _, when in criterion.rungs:
            for clauses in when:
                if clauses & true == clauses:
                    return level, False
        return (criterion.otherwise, False) if criterion.is_whole else None
    most_open = -1
    for level, points, when in criterion.rungs:
        is_met = holds(when, true, false)
        if is_met:
            return level, most_open > points
        if is_met is None and most_open < 0:
            most_open = points
    return (criterion.otherwise, False) if criterion.is_whole and most_open < 0 else None


def grounds(criterion: Criterion, review: Review, vocabulary: Vocabulary) -> tuple[Ground, ...]:
    """What is known of the facts and papers that a criterion's conditions name, in their order."""
    found: dict[str, Ground] = {}
    for level in criterion.levels:
        for condition in (level.when, level.needs):
            for clause in condition.clauses() if condition is not None else ():
                name = clause.document or clause.fact
                if name not in found and review.knows(clause):
                    found[name] = _ground(clause, review, vocabulary)
    return tuple(found.values())


def _ground(clause: Clause, review: Review, vocabulary: Vocabulary) -> Ground:
    """What is known of what one clause asks about."""
    if clause.document is not None:
        return of_papers(vocabulary.documents[clause.document], review)
    return Ground(vocabulary.facts[clause.fact], review.facts[clause.fact])


def of_papers(kind: DocumentKind, review: Review) -> Ground:
    """What is known of one kind of papers."""
    if review.valid is not None and kind.kind in review.valid:
        return Ground(kind, True)
    return Ground(kind, False, review.flaws_of(kind.kind))
