"""Mutants that no case can see, proven: facts and papers decide the same level in every situation
and say the same of each mark, or no sheet that a minimum is about has the points of its star.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from ...filing.evidence import Review, Shown, shown_at
from ...frozen import FrozenDict
from ...rating.choices import Choice, points_of
from ...rating.lacking import lacking, lacking_unless
from ...rating.table import Table
from ...rules.model import Criterion, Level
from ...rules.vocabulary import Clause, FactValue
from .edits import Mutant

__all__ = ["Proof", "proof_of"]

_MOST = 100_000
"""So many situations of one criterion are looked at; where there are more, nothing is proven."""


class Proof(NamedTuple):
    """Why a mutant can't be seen: `same-level` in so many situations, or `too-few-points`: the most
    points of a sheet that it is about.
    """

    of: str
    number: int


def proof_of(mutant: Mutant, table: Table, changed: Table) -> Proof | None:
    """Why no case can tell the changed table from the table; None where that isn't proven."""
    number = mutant.at.split("/")[1]
    place = table.index.get(number)
    if place is None:
        return None
    if mutant.kind.startswith("minimum"):
        return _too_few_points(table, changed, place)
    if mutant.kind in ("threshold", "condition"):
        return _same_level(table, changed, place)
    return None


# What facts and papers decide, and say of a mark


def _same_level(table: Table, changed: Table, place: int) -> Proof | None:
    """The same level is decided, or shown at least, and the same is found of each mark, in every
    situation of what the criterion asks about: each fact unknown or in any stretch between two
    ends, each paper there or not.
    """
    clauses = [*_clauses(table, place), *_clauses(changed, place)]
    facts = _values(clauses)
    papers = sorted({c.document for c in clauses if c.document is not None})
    count = 2 ** len(papers) + bool(papers)
    for values in facts.values():
        count *= len(values)
    if count > _MOST:
        return None
    for there in _papers(papers):
        for given in product(*facts.values()):
            known = {n: v for n, v in zip(facts, given, strict=True) if v is not None}
            if _seen(table, place, known, there) != _seen(changed, place, known, there):
                return None
    return Proof("same-level", count)


def _clauses(table: Table, place: int) -> Iterator[Clause]:
    for level in table.criteria[place].levels:
        if level.when is not None:
            yield from level.when.clauses()


def _values(clauses: Sequence[Clause]) -> dict[str, list[FactValue | None]]:
    """For each fact a value of every sort that the clauses tell apart, and None: unknown."""
    found: dict[str, list[FactValue | None]] = {}
    for clause in clauses:
        if clause.document is not None:
            continue
        values = found.setdefault(clause.fact, [None])
        fresh: list[FactValue] = []
        if isinstance(clause.wanted, bool):
            fresh = [True, False]
        elif isinstance(clause.wanted, tuple):
            fresh = [*clause.wanted, _ANOTHER]
        else:
            ends = [e for e in (clause.wanted.low, clause.wanted.high) if e is not None]
            fresh = [value for end in ends for value in (end - _NEAR, end, end + _NEAR)]
        values += [value for value in fresh if value not in values]
    return found


_ANOTHER = ""
"""A word that no clause asks for."""
_NEAR = Decimal("0.001")
"""Less than any step between two ends."""


def _papers(kinds: Sequence[str]) -> Iterator[frozenset[str] | None]:
    """No papers filed, and every choice of them on file."""
    if kinds:
        yield None
    for given in product((False, True), repeat=len(kinds)):
        yield frozenset(kind for kind, is_there in zip(kinds, given, strict=True) if is_there)


def _seen(
    table: Table, place: int, facts: Mapping[str, FactValue], there: frozenset[str] | None
) -> tuple[object, ...]:
    """What a case can see of a situation: the level that it shows, and what it says of marks."""
    review, criterion = _review(table, facts, there), table.criteria[place]
    found: Shown | None = shown_at(table, review, place)
    best = points_of((found.level,)) if found and found.level else 0
    if found and found.at_least and not best:
        found = None  # no mark has less, and no cell is filled in with what is shown at least
    # A mark above the level shown is told as that, and nothing else of it.
    told = [lv for lv in criterion.levels if not found or found.at_least or lv.points <= best]
    shown = found and (found.level.id if found.level else None, found.at_least)
    return (shown, _bound(criterion, told, review), _lacking_papers(table, told, review))


def _review(table: Table, facts: Mapping[str, FactValue], there: frozenset[str] | None) -> Review:
    """What is known in a situation."""
    asked = table.conditions
    both = 0
    for name, value in facts.items():
        if name in asked.met:
            both |= asked.meet(name, value)
    true, known = both & (1 << asked.width) - 1, both >> asked.width
    if there is not None:
        known |= asked.all_papers
        true |= sum(bit for kind, bit in asked.papers.items() if kind in there)
    return Review(facts=FrozenDict(facts), valid=there, true=true, false=known ^ true)


def _bound(criterion: Criterion, told: Sequence[Level], review: Review) -> object:
    """The levels that are ruled out and above all that is possible; of a sum, what is possible."""
    denied = [lv for lv in criterion.levels if lv.when and review.holds(lv.when) is False]
    possible = [level.points for level in criterion.levels if level not in denied]
    if criterion.mode == "sum":
        return sum(possible), {level.id for level in denied}
    most = max(possible, default=0)
    return {level.id for level in denied if level in told and level.points > most}


def _lacking_papers(
    table: Table, told: Sequence[Level], review: Review
) -> tuple[set[str], set[str]]:
    """The levels that rest on papers which the file lacks, and those where it may lack them."""
    vocabulary = table.product_set.vocabulary
    ways = (lacking, lacking_unless)
    surely, perhaps = [
        {lv.id for lv in told if lv.when and way(lv.when, review, vocabulary)} for way in ways
    ]
    return surely, perhaps


# Points


def _too_few_points(table: Table, changed: Table, place: int) -> Proof | None:
    """No sheet on which the minimum counts has the points of its star, whatever else it ticks; what
    a mark leaves closed gives none.
    """
    if table.criteria[place].mode == "sum" or changed.criteria[place].mode == "sum":
        return None
    others = sum(best.points for at, best in enumerate(table.best) if at != place)
    most = -1
    for one, other in zip(_choices(table, place), _choices(changed, place), strict=True):
        stars = {star for star, _ in _missed(one) ^ _missed(other)}
        closed = [o.at for o in table.openers if o.opener == place and one.points < o.at_least]
        total = others + one.points - sum(table.best[at].points for at in closed)
        total = min(total, len(table.star_of_total) - 1)
        if stars and table.star_of_total[total] >= min(stars):
            return None
        most = max(most, total) if stars else most
    return Proof("too-few-points", most)


def _missed(choice: Choice) -> set[tuple[int, str]]:
    return {(unmet.star, unmet.needs) for unmet in choice.unmet}


def _choices(table: Table, place: int) -> list[Choice]:
    """What a criterion can get: each level, and none."""
    item = table.items[place]
    return [item.choice((), "mark"), *item.choices().values()]
