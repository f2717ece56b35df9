"""What two criteria have in common for certain: levels of one id whose condition, or else label, is
equal, where no level above them could take what reached them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from ...exact import Interval
from ...rules.model import Criterion, Level
from ...rules.vocabulary import Clause, Condition
from .relation import Basis, Relation, choices_of, lowest_of

__all__ = ["by_id", "equal", "proven"]


def equal(a: Level, b: Level) -> Basis | None:
    """What shows that two levels of one id ask the same: their condition, else their label where
    not both have a condition; None where nothing does.
    """
    if a.id != b.id or a.case != b.case:
        return None
    if a.when is not None and b.when is not None:
        return "condition" if a.when == b.when else None
    return "label" if a.words.vi == b.words.vi else None


def proven(a: Criterion, b: Criterion) -> dict[str, Relation]:
    """The choices of `a` that are certainly the same in `b`, with what shows it."""
    if a.mode != b.mode or _cases(a) != _cases(b):
        return {}
    if a.mode == "sum":
        return _lines(a, b)
    found = dict(_ladders(a, b))
    same = {level for level in found if level != lowest_of(a)}
    if all(level.id in same for level in b.levels if level is not b.zero):
        basis = found[lowest_of(a)].basis if lowest_of(a) in found else "label"
        found[lowest_of(a)] = Relation("same", (lowest_of(b),), basis)
    return found


def _cases(criterion: Criterion) -> dict[str, str]:
    return {name: case.words.vi for name, case in criterion.cases.items()}


def _lines(a: Criterion, b: Criterion) -> dict[str, Relation]:
    """Lines that add up: each for itself; nothing ticked is the same where all lines are."""
    there = {level.id: level for level in b.levels}
    found: dict[str, Relation] = {}
    for level in a.levels:
        basis = equal(level, there[level.id]) if level.id in there else None
        if basis is not None:
            found[level.id] = Relation("same", (level.id,), basis)
    if len(found) == len(a.levels) == len(b.levels):
        found[lowest_of(a)] = Relation("same", (lowest_of(b),), "label")
    return found


def _ladders(a: Criterion, b: Criterion) -> Iterator[tuple[str, Relation]]:
    """The levels of each case, or of a criterion without any, one above the other."""
    for case in a.cases or (None,):
        ours = [level for level in a.levels if level.case == case]
        theirs = [level for level in b.levels if level.case == case]
        yield from _ladder(ours, theirs)


def _ladder(ours: Sequence[Level], theirs: Sequence[Level]) -> Iterator[tuple[str, Relation]]:
    places = {level.id: place for place, level in enumerate(ours)}
    matched = {b.id for b in theirs if b.id in places and equal(ours[places[b.id]], b)}
    for place, b in enumerate(theirs):
        if b.id not in matched:
            continue
        a = ours[places[b.id]]
        above = theirs[place + 1 :]
        if all(_is_above(a, other, places, matched) for other in above):
            yield a.id, Relation("same", (b.id,), equal(a, b) or "label")


def _is_above(a: Level, other: Level, places: dict[str, int], matched: set[str]) -> bool:
    """Whether a higher level of the other table can't be reached by what has level `a`: it is one
    that stands above `a` here too, or its condition excludes that of `a`.
    """
    if other.id in matched:
        return places[other.id] > places[a.id]
    return _exclude(a.when, other.when)


def _exclude(a: Condition | None, b: Condition | None) -> bool:
    """Whether two conditions can never hold together."""
    if a is None or b is None:
        return False
    pairs = product(a.alternatives, b.alternatives)
    return all(any(_apart(x, y) for x, y in product(one, other)) for one, other in pairs)


def _apart(a: Clause, b: Clause) -> bool:
    """Whether two clauses are on one fact, and no value is what both ask."""
    if a.fact != b.fact or a.document is not None:
        return False
    if isinstance(a.wanted, Interval) and isinstance(b.wanted, Interval):
        return not (a.wanted.overlaps(b.wanted) and b.wanted.overlaps(a.wanted))
    if isinstance(a.wanted, bool) and isinstance(b.wanted, bool):
        return a.wanted is not b.wanted
    if isinstance(a.wanted, tuple) and isinstance(b.wanted, tuple):
        return not set(a.wanted) & set(b.wanted)
    return False


def by_id(a: Criterion, b: Criterion) -> dict[str, Relation]:
    """Within one decision: a level is the one of its id, whatever was changed on it; one that is
    not there any more is left open.
    """
    there = set(choices_of(b)) | {level.id for level in b.levels}
    found = {}
    for name in choices_of(a):
        if name == lowest_of(a) and name not in there:
            found[name] = Relation("same", (lowest_of(b),), "id")
        elif name in there:
            found[name] = Relation("same", (name,), "id")
        else:
            found[name] = Relation("open")
    return found
