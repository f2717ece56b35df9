"""The conditions of a table made ready once: what each asks of which fact or paper, as bits.

Every clause of a table has a bit. What is known of a dossier is two numbers, the bits of all
clauses that hold and of all that don't; a clause in neither is unknown.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from ..exact import Interval
from ..frozen import FrozenDict
from ..rules.model import Criterion, Gate, Level
from ..rules.vocabulary import Clause, Condition, Contradiction, FactValue, Vocabulary
from .forms import Dossier

__all__ = [
    "Answers",
    "AskedGate",
    "Conditions",
    "Contradicted",
    "Decidable",
    "Rung",
    "conditions_of",
    "holds",
]

Alternatives = tuple[int, ...]
"""A condition: for each alternative the bits of all its clauses."""


def holds(alternatives: Alternatives, true: int, false: int) -> bool | None:
    """Whether a condition holds: True, False, or None where what is known leaves it open."""
    is_open = False
    for clauses in alternatives:
        if clauses & true == clauses:
            return True
        if not clauses & false:
            is_open = True
    return None if is_open else False


class Answers(NamedTuple):
    """What each value of one fact answers: the bits of the clauses about it that hold.

    `asked` has the bits of all of them. Of a number, `by_stretch` has the bits below the first of
    `ends`, on it, between it and the next, and so on; of words and yes or no, `ends` is empty.
    """

    asked: int
    by_word: FrozenDict[FactValue, int]
    ends: tuple[Decimal, ...]
    by_stretch: tuple[int, ...]

    def of(self, value: FactValue) -> int:
        """The clauses that hold for a value."""
        return self.of_number(value) if self.ends else self.by_word.get(value, 0)

    def of_number(self, value: FactValue) -> int:
        """The clauses that hold for a number; none for anything else."""
        if isinstance(value, str):
            return 0
        at = bisect_left(self.ends, value)
        is_on_end = at < len(self.ends) and self.ends[at] == value
        return self.by_stretch[2 * at + is_on_end]


_MOST_MET = 512
"""How many values of a fact are remembered."""


class Rung(NamedTuple):
    """A level that facts can decide, and when they do."""

    level: Level
    points: int
    when: Alternatives


class Decidable(NamedTuple):
    """A criterion that facts can decide: all that it asks, its levels from the best down, and the
    level that remains where none of them holds. That is decided only where facts decide all levels
    above it: `is_whole`.
    """

    asked: int
    rungs: tuple[Rung, ...]
    otherwise: Level | None
    is_whole: bool


class AskedGate(NamedTuple):
    """A gate that facts or papers can raise; `is_hearsay` where it is known at second hand: then
    they are told of, and an assessor alone raises it.
    """

    id: str
    when: Alternatives
    unless: Alternatives | None
    waived_by: Alternatives
    is_hearsay: bool = False

    def is_raised(self, true: int, false: int) -> bool:
        """Whether it applies: `when` holds or `unless` does not, and nothing can waive it."""
        return not self.is_hearsay and self.applies(true, false)

    def is_unsure(self, true: int, false: int) -> bool:
        """Whether it would apply, but for what waives it being unknown."""
        if self.is_hearsay:
            return False
        return self._is_met(true, false) and holds(self.waived_by, true, false) is None

    def applies(self, true: int, false: int) -> bool:
        """The same as `is_raised`, wherever the gate is known from."""
        return self._is_met(true, false) and holds(self.waived_by, true, false) is False

    def _is_met(self, true: int, false: int) -> bool:
        if self.when and holds(self.when, true, false):
            return True
        return self.unless is not None and holds(self.unless, true, false) is False


class Contradicted(NamedTuple):
    """What cannot be true at once, as the bits of all of it; the facts in it, and the bits of all
    clauses about them.
    """

    id: str
    both: int
    facts: tuple[str, ...]
    touched: int


class Conditions(NamedTuple):
    """All that a table asks of dossiers.

    `of_product` are the kinds of papers that are about one product. `decidable` has the criteria
    that facts can decide, by their places in the table. `said_names`
    are the facts that the dossier states outside `facts`, `said_by` gives their values (of two at
    least, so that a lone one too comes in a tuple).
    """

    answers: FrozenDict[str, Answers]
    met: FrozenDict[str, dict[FactValue, int]]
    """What values of each fact that were met before answer, in one number: the clauses that hold,
    and from bit `width` on all that are then known. Most dossiers say the same few hundred.
    """
    width: int
    papers: FrozenDict[str, int]
    all_papers: int
    of_product: frozenset[str]
    triggers: FrozenDict[int, tuple[Contradicted, ...]]
    """Bits of clauses that stand in contradictions, so few that each contradiction is at one: where
    it doesn't hold, none of its contradictions needs looking at.
    """
    all_triggers: int
    decidable: FrozenDict[int, Decidable]
    gates: tuple[AskedGate, ...]
    gates_when: int
    gates_unless: int
    """All clauses of what raises gates, and of what keeps them off: where none of these holds and
    none of those fails, no gate needs looking at.
    """
    said_names: tuple[str, ...]
    said_by: Callable[[Dossier], tuple[FactValue | None, ...]]
    of_producers: dict[tuple[FactValue | None, ...], Any]
    """Kept by `evidence.review`: what dossiers without facts and papers show, by what they say of
    their producer.
    """
    known_of: dict[tuple[FactValue | None, ...], dict[str, FactValue]]
    """Kept there too: the facts that are known by what a dossier says of its producer."""

    def meet(self, name: str, value: FactValue) -> int:
        """What a value of a fact answers, as `met` has it; kept there."""
        answers, met = self.answers[name], self.met[name]
        found = answers.of(value) | answers.asked << self.width
        if len(met) < _MOST_MET:
            met[value] = found
        return found


def conditions_of(
    criteria: Sequence[Criterion], gates: Iterable[Gate], vocabulary: Vocabulary
) -> Conditions:
    """The conditions of a table's criteria and gates, made ready."""
    bits = _Bits()
    decidable = FrozenDict(_decidable(criteria, bits))
    asked_gates = tuple(_asked_gates(gates, bits))
    for entry in vocabulary.contradictions:
        bits.alternatives(entry.condition)
    by_fact: dict[str, dict[int, Clause]] = {}
    papers: dict[str, int] = {}
    for clause, bit in bits.of.items():
        if clause.document is None:
            by_fact.setdefault(clause.fact, {})[bit] = clause
        else:
            papers[clause.document] = bit
    answers = {name: _answers(clauses) for name, clauses in by_fact.items()}
    triggers = FrozenDict(_triggers(vocabulary.contradictions, bits, answers))
    said = {name: fact.from_dossier for name, fact in vocabulary.facts.items() if fact.from_dossier}
    paths = [path.replace("/", ".") for path in said.values()]
    return Conditions(
        FrozenDict(answers),
        FrozenDict({name: {} for name in answers}),
        len(bits.of),
        FrozenDict(papers),
        sum(papers.values()),
        frozenset([kind for kind, entry in vocabulary.documents.items() if entry.of_product]),
        triggers,
        sum(triggers),
        decidable,
        asked_gates,
        _any_of(clauses for gate in asked_gates for clauses in gate.when),
        _any_of(clauses for gate in asked_gates for clauses in gate.unless or ()),
        tuple(said),
        attrgetter(*paths, *["producer.kind"] * (2 - len(paths))),
        {},
        {},
    )


class _Bits:
    """Gives each clause its bit when it is first met."""

    def __init__(self) -> None:
        self.of: dict[Clause, int] = {}

    def alternatives(self, condition: Condition | None) -> Alternatives:
        """A condition as bits; one that isn't there has no alternative, so that it never holds."""
        if condition is None:
            return ()
        return tuple([sum({self._bit(c) for c in every}) for every in condition.alternatives])

    def of_clauses(self, condition: Condition) -> list[int]:
        """The bit of each clause of a condition."""
        return [self._bit(clause) for clause in condition.clauses()]

    def _bit(self, clause: Clause) -> int:
        return self.of.setdefault(clause, 1 << len(self.of))


def _decidable(criteria: Sequence[Criterion], bits: _Bits) -> Iterator[tuple[int, Decidable]]:
    for place, criterion in enumerate(criteria):
        if criterion.evidence != "derived" or criterion.mode != "one":
            continue
        rungs = [
            Rung(level, level.points, bits.alternatives(level.when))
            for level in criterion.levels
            if level.when
        ]
        rungs.sort(key=attrgetter("points"), reverse=True)  # of equal points the first printed
        asked = 0
        for rung in rungs:
            for clauses in rung.when:
                asked |= clauses
        zero = [lv for lv in criterion.levels if lv.points == 0 and lv.case is None]
        is_whole = all(level.when or not level.points for level in criterion.levels)
        yield place, Decidable(asked, tuple(rungs), zero[0] if zero else None, is_whole)


def _asked_gates(gates: Iterable[Gate], bits: _Bits) -> Iterator[AskedGate]:
    for gate in gates:
        if gate.when or gate.unless:
            unless = bits.alternatives(gate.unless) if gate.unless else None
            when, waived_by = bits.alternatives(gate.when), bits.alternatives(gate.waived_by)
            is_hearsay = gate.provenance == "second-hand"
            yield AskedGate(gate.id, when, unless, waived_by, is_hearsay)


def _triggers(
    contradictions: Sequence[Contradiction], bits: _Bits, answers: Mapping[str, Answers]
) -> Iterator[tuple[int, tuple[Contradicted, ...]]]:
    """The contradictions by as few of their clauses as will do; a *no* before a *yes*, since fewer
    dossiers say it.
    """
    left = [(entry, bits.of_clauses(entry.condition)) for entry in contradictions]
    noes = {bits.of[clause] for clause in bits.of if clause.wanted is False}
    while left:
        standing = Counter([bit for _, own in left for bit in own])
        best = max(standing, key=lambda bit: (standing[bit], bit in noes))
        of_it = [entry for entry, own in left if best in own]
        yield best, tuple([_contradicted(entry, bits, answers) for entry in of_it])
        left = [(entry, own) for entry, own in left if best not in own]


def _contradicted(
    entry: Contradiction, bits: _Bits, answers: Mapping[str, Answers]
) -> Contradicted:
    (both,) = bits.alternatives(entry.condition)
    facts = {clause.fact for clause in entry.condition.clauses() if clause.document is None}
    touched = sum([answers[name].asked for name in facts])
    return Contradicted(entry.id, both, tuple(sorted(facts)), touched)


def _any_of(clauses: Iterable[int]) -> int:
    found = 0
    for bits in clauses:
        found |= bits
    return found


def _answers(clauses: dict[int, Clause]) -> Answers:
    """What the values of one fact answer, of all clauses about it, by their bits."""
    by_word: dict[FactValue, int] = {}
    intervals: dict[int, Interval] = {}
    for bit, clause in clauses.items():
        if isinstance(clause.wanted, Interval):
            intervals[bit] = clause.wanted
            continue
        words = clause.wanted if isinstance(clause.wanted, tuple) else (clause.wanted,)
        for word in words:
            by_word[word] = by_word.get(word, 0) | bit
    ends = sorted({end for i in intervals.values() for end in (i.low, i.high) if end is not None})
    stretches = tuple(_stretches(ends, intervals)) if intervals else ()
    return Answers(sum(clauses), FrozenDict(by_word), tuple(ends), stretches)


def _stretches(ends: list[Decimal], intervals: dict[int, Interval]) -> Iterator[int]:
    """The intervals, by their bits, that hold below the first end, on it, between it and the next,
    and so on.
    """
    for place, end in enumerate(ends):
        below = ends[place - 1] if place else None
        yield sum([bit for bit, i in intervals.items() if _spans(i, below, end)])
        yield sum([bit for bit, i in intervals.items() if end in i])
    yield sum([bit for bit, i in intervals.items() if _spans(i, ends[-1], None)])


def _spans(interval: Interval, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether all numbers between two neighbouring ends lie in an interval."""
    begins = interval.low is None or (low is not None and interval.low <= low)
    stops = interval.high is None or (high is not None and interval.high >= high)
    return begins and stops
