"""What can be known of a product: facts, kinds of papers, and the conditions that ask for them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ..errors import CatalogError, Fault
from ..exact import Interval
from ..frozen import FrozenDict
from ..terms import DossierPath, Unit
from ..text import Words, listed
from .resolved import words_from

__all__ = [
    "Clause",
    "Condition",
    "Contradiction",
    "DocumentKind",
    "Fact",
    "FactValue",
    "Vocabulary",
    "condition_from",
    "vocabulary_from",
]

FactValue = Decimal | bool | str
"""The value of a fact: a number (exact), a yes or no, or a word."""


class Fact(NamedTuple):
    """An entry of the vocabulary of facts: its unit, its words, and where in the dossier it stands
    when not under `facts`. It is `shown_by` papers of any of these kinds, where there are such. One
    that no rule asks any more is `retired_by` its successor.
    """

    name: str
    unit: Unit
    title: Words
    words: FrozenDict[str, Words] = FrozenDict()
    from_dossier: DossierPath | None = None
    retired_by: str | None = None
    shown_by: tuple[str, ...] = ()

    def is_like(self, other: "Fact") -> bool:
        """Whether another entry of this name is read from a dossier in the same way."""
        return (self.unit, self.from_dossier) == (other.unit, other.from_dossier)

    def with_words_of(self, other: "Fact") -> "Fact":
        """This entry, with the words of another one too."""
        return self._replace(words=FrozenDict({**other.words, **self.words}))


class DocumentKind(NamedTuple):
    """An entry of the vocabulary of papers: a kind that can be filed, such as a certificate;
    whether it expires, and is about one product rather than the producer or the facility. One that
    no rule asks any more is `retired_by` its successor.
    """

    kind: str
    title: Words
    form_02_row: int | None = None
    expires: bool = False
    of_product: bool = False
    retired_by: str | None = None


class Clause(NamedTuple):
    """One thing that a condition asks of one fact: an interval, a yes or no, or one of some words;
    or of one kind of document.
    """

    fact: str
    wanted: Interval | bool | tuple[str, ...]

    @property
    def document(self) -> str | None:
        """The kind of document asked for, where this is about one."""
        if self.fact == "document" and isinstance(self.wanted, tuple):
            return self.wanted[0]
        return None

    def holds(self, value: FactValue) -> bool:
        """Whether a known value is what is asked for."""
        if isinstance(self.wanted, tuple):
            return value in self.wanted
        if isinstance(self.wanted, bool):
            return value is self.wanted
        return value in self.wanted


class Condition(NamedTuple):
    """Alternatives, one of which must hold; all clauses of an alternative must."""

    alternatives: tuple[tuple[Clause, ...], ...]

    def clauses(self) -> tuple[Clause, ...]:
        """Every clause of every alternative, in order."""
        return tuple([clause for alternative in self.alternatives for clause in alternative])


class Contradiction(NamedTuple):
    """What cannot all be true at once of a dossier: facts, or facts and papers."""

    id: str
    words: Words
    condition: Condition

    @property
    def vi(self) -> str:
        """What it says, in Vietnamese."""
        return self.words.vi

    @property
    def en(self) -> str | None:
        """What it says, in English."""
        return self.words.en


class Vocabulary(NamedTuple):
    """What may be known (facts) and what may be shown (kinds of papers), and what of it cannot be
    true at once.

    In the vocabulary of a table, `beside` names what only its contradictions ask for. `is_part`
    says that a dossier may name more than stands here: as where only a table is at hand.
    """

    facts: FrozenDict[str, Fact]
    documents: FrozenDict[str, DocumentKind]
    contradictions: tuple[Contradiction, ...] = ()
    beside: frozenset[str] = frozenset()
    is_part: bool = False

    def joined(self, other: "Vocabulary") -> "Vocabulary":
        """Both vocabularies as one. Of an entry that both have, this one's, with the words of both.

        CatalogError where a fact is another kind of thing in each.
        """
        both = self.facts.keys() & other.facts.keys()
        differing = [name for name in both if not self.facts[name].is_like(other.facts[name])]
        if differing:
            raise CatalogError(Fault("vocabulary-differs", None, "", listed(sorted(differing)), ""))
        shared = {name: self.facts[name].with_words_of(other.facts[name]) for name in both}
        own = {entry.id for entry in self.contradictions}
        others = [entry for entry in other.contradictions if entry.id not in own]
        return Vocabulary(
            FrozenDict({**other.facts, **self.facts, **shared}),
            FrozenDict({**other.documents, **self.documents}),
            (*self.contradictions, *others),
        )


def vocabulary_from(document: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary that a resolved document carries."""
    facts = {name: _fact(name, entry) for name, entry in document["facts"].items()}
    kinds = {kind: _kind(kind, entry) for kind, entry in document["documents"].items()}
    contradictions = [
        Contradiction(name, words_from(entry), _condition(entry["both"]))
        for name, entry in document.get("contradictions", {}).items()
    ]
    beside = frozenset(document.get("beside", ()))
    return Vocabulary(FrozenDict(facts), FrozenDict(kinds), tuple(contradictions), beside)


def _fact(name: str, entry: Mapping[str, Any]) -> Fact:
    words = {word: words_from(said) for word, said in entry.get("words", {}).items()}
    successor = entry.get("retired_by")
    title, path = words_from(entry), entry.get("from")
    shown_by = tuple(entry.get("shown_by", ()))
    return Fact(name, entry["unit"], title, FrozenDict(words), path, successor, shown_by)


def _kind(kind: str, entry: Mapping[str, Any]) -> DocumentKind:
    return DocumentKind(
        kind,
        words_from(entry),
        entry.get("form_02_row"),
        entry.get("expires", False),
        entry.get("of_product", False),
        entry.get("retired_by"),
    )


def condition_from(alternatives: Sequence[Mapping[str, Any]] | None) -> Condition | None:
    """A condition from its resolved form: a list of `{fact: wanted}`."""
    return None if alternatives is None else _condition(alternatives)


def _condition(alternatives: Sequence[Mapping[str, Any]]) -> Condition:
    return Condition(tuple(tuple(_clauses(alternative)) for alternative in alternatives))


def _clauses(alternative: Mapping[str, Any]) -> Iterator[Clause]:
    """The clauses of one alternative; each kind of document asked for is one of its own."""
    for fact, wanted in alternative.items():
        if fact == "document":
            yield from (Clause(fact, (kind,)) for kind in wanted)
        elif isinstance(wanted, str):
            yield Clause(fact, Interval.parse(wanted))
        else:
            yield Clause(fact, wanted if isinstance(wanted, bool) else tuple(wanted))
