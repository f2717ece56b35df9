"""Totals and lost stars put together: what several criteria can come to, and one way to come to it.

A lost star is written as its rank here: 0 for the lowest star that any minimum asks for, and so on,
the last rank for "none is missed". Of two ranks the lower one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...filing.forms import Mark

__all__ = ["Marks", "Reached", "Way", "added", "bits", "joined", "nothing", "of_ways"]
__all__ += ["joined_from_highest", "merged", "pairs_of", "way_to"]

Marks = tuple[tuple[str, Mark], ...]
"""Marks by printed number, as part of a sheet has them."""

Reached = tuple[int, ...]
"""What can be had: for each rank a whole number whose bit n says whether n points can be had in a
way that loses exactly this rank. A set of totals moved up by some points is then one shift.
"""


class Way(NamedTuple):
    """What some criteria come to together: points, rank of the lost star, in how many ways, and the
    marks of the first of these.
    """

    points: int
    rank: int
    ways: int
    marks: Marks


def added(way: Way, other: Way) -> Way:
    """Both together."""
    ways = way.ways * other.ways
    return Way(
        way.points + other.points, min(way.rank, other.rank), ways, (*way.marks, *other.marks)
    )


def merged(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Each pair of points and rank once, with all its ways, lowest points first."""
    found: dict[tuple[int, int], Way] = {}
    for way in ways:
        known = found.get(way[:2])
        found[way[:2]] = known._replace(ways=known.ways + way.ways) if known else way
    return tuple([found[key] for key in sorted(found)])


def nothing(ranks: int) -> Reached:
    """What no criteria come to: 0 points, none missed."""
    return (*[0] * (ranks - 1), 1)


def of_ways(ways: Iterable[Way], ranks: int) -> Reached:
    """What these ways come to."""
    reached = [0] * ranks
    for way in ways:
        reached[way.rank] |= 1 << way.points
    return tuple(reached)


def joined(one: Reached, other: Reached) -> Reached:
    """What both come to together."""
    return tuple(joined_from_highest(one, other))[::-1]


def joined_from_highest(one: Reached, other: Reached) -> Iterator[int]:
    """What both come to together, rank by rank, the highest first.

    A star is lost exactly where one of the two loses exactly it and the other it or a higher one.
    """
    or_higher = other_or_higher = 0
    for exactly, other_exactly in zip(reversed(one), reversed(other), strict=True):
        or_higher |= exactly
        other_or_higher |= other_exactly
        yield _sums(exactly, other_or_higher) | _sums(other_exactly, or_higher)


def _sums(totals: int, others: int) -> int:
    """All sums of a total of the one set and a total of the other."""
    if totals.bit_count() > others.bit_count():
        totals, others = others, totals
    found = 0
    for total in bits(totals):
        found |= others << total
    return found


def bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, highest first."""
    while number:
        place = number.bit_length() - 1
        yield place
        number ^= 1 << place


def pairs_of(rank: int, ranks: int) -> Iterator[tuple[int, int]]:
    """All pairs of ranks of which the lower one is `rank`."""
    yield from [(rank, other) for other in range(rank, ranks)]
    yield from [(other, rank) for other in range(rank + 1, ranks)]


def way_to(
    total: int, rank: int, components: Sequence[Sequence[Way]], after: Sequence[Reached]
) -> Iterator[tuple[str, Mark]]:
    """The marks of one way to this total and rank; `after` has for each component what those after
    it can come to. There must be one.
    """
    for ways, rest in zip(components, after, strict=True):
        way, total, rank = next(_steps(total, rank, ways, rest))
        yield from way.marks


def _steps(
    total: int, rank: int, ways: Iterable[Way], rest: Reached
) -> Iterator[tuple[Way, int, int]]:
    """Each way of a component that leads on, and the total and rank that are then left."""
    for way in ways:
        left = total - way.points
        if left < 0 or way.rank < rank:
            continue
        ranks = range(rank, len(rest)) if way.rank == rank else (rank,)
        for other in ranks:
            if rest[other] >> left & 1:
                yield way, left, other
