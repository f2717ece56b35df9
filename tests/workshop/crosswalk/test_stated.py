"""What the crosswalks of the package call sure, against the conditions of both decisions: wherever the
same facts decide a criterion on both sides, no dossier reaches a level that is not among those named.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from math import prod

import pytest

from ocop_scoring.exact import Interval
from ocop_scoring.rules.model import Criterion, Level
from ocop_scoring.rules.vocabulary import Clause
from ocop_scoring.workshop.crosswalk import Crosswalk, crosswalk_of
from ocop_scoring.workshop.crosswalk.relation import Lead, lowest_of

Fact = tuple[str, str | None]
"""A fact, or a document and its kind."""

EVERY = tuple(range(1, 27))
PAIRS = [
    ("1048-2019", "148-2023", EVERY),
    ("1048-2019+781", "148-2023", (26,)),  # the table that the amendment puts in
    ("148-2023", "26-2026", EVERY),
]
MOST_CELLS = 500

UNLIKE = {
    # a mark that is granted but stands without the sign that its paper gives the right to
    ("intellectual-property", "registered"),
    ("intellectual-property-tourism", "registered"),
}


def clauses(criterion: Criterion) -> tuple[Clause, ...]:
    return tuple(c for level in criterion.levels if level.when for c in level.when.clauses())


def fact_of(clause: Clause) -> Fact:
    return clause.fact, clause.document


def is_decided(criterion: Criterion) -> bool:
    zero = criterion.zero
    return criterion.mode != "sum" and all(
        level.when or level is zero for level in criterion.levels
    )


def values(asked: Sequence[Clause]) -> list[object]:
    """A value of every kind that the clauses on one fact tell apart."""
    wanted = [clause.wanted for clause in asked]
    if asked[0].document is not None or isinstance(wanted[0], bool):
        return [True, False]
    if isinstance(wanted[0], tuple):
        return [*sorted({word for words in wanted for word in words}), "other than these"]
    found: set[object] = set()
    for stretch in wanted:
        assert isinstance(stretch, Interval)
        step, most = (Decimal("0.001"), 1) if stretch.share else (Decimal(1), 10**6)
        for end in (stretch.low, stretch.high):
            if end is not None:
                found |= {x for x in (end - step, end, end + step) if 0 <= x <= most}
    return sorted(found)  # type: ignore[type-var]


def cells(a: Criterion, b: Criterion) -> Iterator[dict[Fact, object]]:
    """Facts in every combination, or many of them at random."""
    asked: dict[Fact, list[Clause]] = {}
    for clause in (*clauses(a), *clauses(b)):
        asked.setdefault(fact_of(clause), []).append(clause)
    every = [values(one) for one in asked.values()]
    if prod(map(len, every)) <= MOST_CELLS:
        yield from (dict(zip(asked, one, strict=True)) for one in product(*every))
        return
    chosen = random.Random(1)
    for _ in range(MOST_CELLS):
        yield {fact: chosen.choice(one) for fact, one in zip(asked, every, strict=True)}


def holds(level: Level, facts: dict[Fact, object]) -> bool:
    assert level.when is not None
    return any(
        all(
            facts[fact_of(c)] if c.document else c.holds(facts[fact_of(c)])  # type: ignore[arg-type]
            for c in alternative
        )
        for alternative in level.when.alternatives
    )


def best(criterion: Criterion, facts: dict[Fact, object]) -> str:
    held = [level.id for level in criterion.levels if level.when and holds(level, facts)]
    return held[-1] if held else lowest_of(criterion)


def decided(
    crosswalk: Crosswalk, numbers: Sequence[int]
) -> Iterator[tuple[Lead, Criterion, Criterion]]:
    """Every lead, once, between criteria that the same facts decide."""
    seen = set()
    for number in numbers:
        for target in crosswalk.targets(number):
            pair = crosswalk.pair(number, target)
            ours = {criterion.id: criterion for criterion in pair.a.criteria}
            theirs = {criterion.id: criterion for criterion in pair.b.criteria}
            for lead in pair.leads:
                a, b = ours[lead.criterion], theirs[lead.to]
                same = {fact_of(c) for c in clauses(a)} >= {fact_of(c) for c in clauses(b)}
                key = (lead.criterion, lead.to, tuple(lead.relations.items()))
                if key not in seen and same and is_decided(a) and is_decided(b):
                    seen.add(key)
                    yield lead, a, b


@pytest.mark.parametrize(("begin", "end", "numbers"), PAIRS, ids=[one[0] for one in PAIRS])
def test_what_is_called_sure_is_never_against_the_conditions(
    begin: str, end: str, numbers: Sequence[int]
) -> None:
    tried, wrong = 0, set()
    for lead, a, b in decided(crosswalk_of(begin, end), numbers):
        tried += 1
        for facts in cells(a, b):
            level, there = best(a, facts), best(b, facts)
            relation = lead.relations[level]
            if relation.levels and there not in relation.levels:
                wrong.add((lead.criterion, level, there))
    assert tried > 8
    assert {one for one in wrong if one[:2] not in UNLIKE} == set()
