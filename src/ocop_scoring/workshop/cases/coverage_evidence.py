"""What of a table's conditions, gates, openers and readings some case tries: both answers of every
alternative, both sides of every interval's end, papers filed and missing, each way to a gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ...exact import Interval, shown
from ...filing.evidence import Review
from ...rating.ground_findings import ground_findings
from ...rating.mark_findings import mark_findings
from ...rating.outcome import Outcome
from ...rating.score import Evaluation
from ...rules.model import Criterion, Gate
from ...rules.product_set import ProductSet
from ...rules.vocabulary import Clause, Condition
from .coverage_kinds import Thing

__all__ = ["things_of_table", "tried_by_result", "tried_by_review"]

_STEPS = {"share": Decimal("0.01")}
"""How near an end a value beside it is, by the unit of its fact; else 1."""


class _Alternative(NamedTuple):
    """One alternative of a condition, and where it stands."""

    at: str
    condition: Condition


class _End(NamedTuple):
    """An end of the intervals about a fact: the values that try it lie in `side`."""

    at: str
    fact: str
    side: Interval


class _Asked(NamedTuple):
    """All that a table asks of dossiers, ready to be held against results."""

    alternatives: tuple[_Alternative, ...]
    ends: tuple[_End, ...]
    papers: tuple[str, ...]
    bounded: frozenset[str]
    """The numbers of criteria with a level that a mark alone can be too high for."""


def things_of_table(product_set: ProductSet) -> Iterator[Thing]:
    """All that a case can try of a table's conditions, gates, openers and readings."""
    asked = product_set.kept(_asked)
    for alternative in asked.alternatives:
        yield "alternatives-true", alternative.at
        yield "alternatives-false", alternative.at
    yield from (("ends", end.at) for end in asked.ends)
    for kind in asked.papers:
        yield "papers", f"{kind}/filed"
        yield "papers", f"{kind}/missing"
    for gate in product_set.gates:
        yield from (("gate-ways", f"{gate.id}/{way}") for way in _ways(gate))
    for criterion in product_set.criteria:
        if criterion.only_if is not None:
            yield "openers", f"{criterion.number}/open"
            yield "openers", f"{criterion.number}/closed"
    without = set() if product_set.minimums else _readings_of_minimums(product_set)
    yield from (("readings", name) for name in product_set.readings if name not in without)
    yield from _findings(product_set, asked)


def tried_by_review(product_set: ProductSet, review: Review) -> Iterator[Thing]:
    """What of it the facts and papers of one dossier try."""
    asked = product_set.kept(_asked)
    for alternative in asked.alternatives:
        holds = review.holds(alternative.condition)
        if holds is not None:
            yield "alternatives-true" if holds else "alternatives-false", alternative.at
    for end in asked.ends:
        value = review.facts.get(end.fact)
        if isinstance(value, Decimal) and value in end.side:
            yield "ends", end.at
    for kind in asked.papers if review.valid is not None else ():
        is_filed = kind in (review.valid or ())
        yield "papers", f"{kind}/{'filed' if is_filed else 'missing'}"
    for gate in product_set.gates:
        if gate.waived_by is not None and _is_met(gate, review):
            waived = review.holds(gate.waived_by)
            if waived:
                yield "gate-ways", f"{gate.id}/waived"
            elif waived is None:
                yield "findings", f"{gate.id}/requirement-unknown"
    yield from (("findings", f"{name}/facts-contradict") for name in review.contradictions)


def tried_by_result(product_set: ProductSet, result: Evaluation) -> Iterator[Thing]:
    """What of it one result tries beside its dossier."""
    for raised in result.gates:
        ways = [f"marks/{n}" for n in raised.criteria] or [raised.source]
        yield from (("gate-ways", f"{raised.id}/{way}") for way in ways)
    yield from _of_openers(result)
    yield from (("readings", reading) for reading in result.outcome.readings)
    yield from _of_findings(result.outcome, product_set.kept(_asked))


def _readings_of_minimums(product_set: ProductSet) -> set[str | None]:
    """The decision's readings on minimums: a table without any never rests on them."""
    return {product_set.star_lost_reading, product_set.minimums_reading}


# What a table asks


def _asked(product_set: ProductSet) -> _Asked:
    conditions = list(_conditions(product_set))
    clauses = [clause for _, condition in conditions for clause in condition.clauses()]
    bounded = [c.number for c in product_set.criteria if any(level.needs for level in c.levels)]
    return _Asked(
        tuple(
            [
                _Alternative(f"{at}/{place}", Condition((alternative,)))
                for at, condition in conditions
                for place, alternative in enumerate(condition.alternatives, 1)
            ]
        ),
        tuple(_ends(product_set, clauses)),
        tuple(dict.fromkeys([c.document for c in clauses if c.document is not None])),
        frozenset(bounded),
    )


def _conditions(product_set: ProductSet) -> Iterator[tuple[str, Condition]]:
    """Every condition of a table, and where it stands."""
    for criterion in product_set.criteria:
        yield from _of_criterion(criterion)
    for gate in product_set.gates:
        for what in ("when", "unless", "waived_by"):
            condition = getattr(gate, what)
            if condition is not None:
                yield f"{gate.id}/{what}", condition


def _of_criterion(criterion: Criterion) -> Iterator[tuple[str, Condition]]:
    for level in criterion.levels:
        if level.when is not None:
            yield f"{criterion.number}/{level.id}/when", level.when
        if level.needs is not None:
            yield f"{criterion.number}/{level.id}/needs", level.needs
    for name, case in criterion.cases.items():
        if case.when is not None:
            yield f"{criterion.number}/{name}/when", case.when


def _ends(product_set: ProductSet, clauses: Iterable[Clause]) -> Iterator[_End]:
    """The ends of all intervals, each with the sides on which some interval answers otherwise than
    on the end itself.
    """
    by_fact: dict[str, dict[Interval, None]] = {}
    for clause in clauses:
        if isinstance(clause.wanted, Interval):
            by_fact.setdefault(clause.fact, {})[clause.wanted] = None
    for fact, intervals in by_fact.items():
        unit = product_set.vocabulary.facts[fact].unit
        step, most = _STEPS.get(unit, Decimal(1)), Decimal(1) if unit == "share" else None
        ends = {end for i in intervals for end in (i.low, i.high) if end is not None}
        for end in sorted(ends):
            yield from _sides(fact, end, step, most, intervals)


def _sides(
    fact: str, end: Decimal, step: Decimal, most: Decimal | None, intervals: Iterable[Interval]
) -> Iterator[_End]:
    """The end itself, and what lies less than a step beside it where that is answered otherwise."""
    said, near = shown(end, "en"), step / 2
    first, last = shown(max(end - step, Decimal(0)), "en"), shown(end + step, "en")
    yield _End(f"{fact}/{said}", fact, Interval.parse(f"exactly {said}"))
    for word, value, side in (
        ("below", end - near, f"from {first} to below {said}"),
        ("above", end + near, f"above {said} to {last}"),
    ):
        is_possible = value > 0 and (most is None or value < most)
        if is_possible and any((end in i) != (value in i) for i in intervals):
            yield _End(f"{fact}/{word} {said}", fact, Interval.parse(side))


def _ways(gate: Gate) -> Iterator[str]:
    """How a gate is raised, and that it is waived."""
    yield "sheet"
    if (gate.when or gate.unless) and gate.provenance != "second-hand":
        yield "evidence"
        if gate.waived_by is not None:
            yield "waived"
    yield from (f"marks/{number}" for number in gate.any_of)


def _findings(product_set: ProductSet, asked: _Asked) -> Iterator[Thing]:
    """The findings that the rules of a table decide."""
    for number in sorted(asked.bounded):
        yield "findings", f"{number}/mark-above-bound"
    if any(c.evidence == "derived" and c.mode == "one" for c in product_set.criteria):
        yield "findings", "mark-above-evidence"
        yield "findings", "mark-below-evidence"
    if any(c.only_if for c in product_set.criteria):
        yield "findings", "mark-without-condition"
    if any(case.when for c in product_set.criteria for case in c.cases.values()):
        yield "findings", "cases-differ"
    for gate in product_set.gates:
        is_evident = gate.when or gate.unless
        if is_evident and gate.provenance == "second-hand":
            yield "findings", f"{gate.id}/ground-at-second-hand"
        elif is_evident and gate.waived_by:
            yield "findings", f"{gate.id}/requirement-unknown"
    for entry in product_set.vocabulary.contradictions:
        yield "findings", f"{entry.id}/facts-contradict"


# What a result tries


def _is_met(gate: Gate, review: Review) -> bool:
    """Whether a gate applies, but for what waives it."""
    if gate.when is not None and review.holds(gate.when):
        return True
    return gate.unless is not None and review.holds(gate.unless) is False


def _of_openers(result: Evaluation) -> Iterator[Thing]:
    for choice in result.outcome.choices.criteria:
        if choice.criterion.only_if is not None and choice.source != "none":
            is_closed = choice.source == "condition"
            yield "openers", f"{choice.number}/{'closed' if is_closed else 'open'}"


_OF_TABLE = frozenset(
    {"cases-differ", "mark-above-evidence", "mark-below-evidence", "mark-without-condition"}
)


def _of_findings(outcome: Outcome, asked: _Asked) -> Iterator[Thing]:
    for finding in mark_findings(outcome):
        if finding.code == "mark-above-bound" and finding.criterion in asked.bounded:
            yield "findings", f"{finding.criterion}/mark-above-bound"
        elif finding.code in _OF_TABLE:
            yield "findings", finding.code
    for finding in ground_findings(outcome):
        yield "findings", f"{finding.values.get('gate')}/{finding.code}"
