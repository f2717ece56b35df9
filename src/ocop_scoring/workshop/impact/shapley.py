"""Shares of an effect that several changes have together (Shapley): what each adds, over all orders
in which they could come.

Shares add up to the whole effect exactly, also sampled ones: along an order what the changes add
telescopes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial
from random import Random
from typing import NamedTuple

__all__ = [
    "Share",
    "every_set",
    "exact_shares",
    "sampled_shares",
    "sets_along",
    "some_orders",
]

Worths = Mapping[frozenset[int], int]
"""What each set of changes comes to, carried out alone."""


class Share(NamedTuple):
    """What one change adds on average; of a sampled one the variance of that average."""

    value: Fraction
    variance: Fraction | None = None


def every_set(players: Sequence[int]) -> list[frozenset[int]]:
    """All sets of some players, the smallest first."""
    sizes = range(len(players) + 1)
    return [frozenset(chosen) for size in sizes for chosen in combinations(players, size)]


def exact_shares(players: Sequence[int], worths: Worths) -> dict[int, Share]:
    """The Shapley value of each player: over every set of the others what the player adds to it."""
    count = len(players)
    shares = {}
    for player in players:
        added = [0] * count
        for chosen, worth in worths.items():
            if player not in chosen:
                added[len(chosen)] += worths[chosen | {player}] - worth
        weighted = [
            Fraction(factorial(size) * factorial(count - size - 1) * of_size, factorial(count))
            for size, of_size in enumerate(added)
        ]
        shares[player] = Share(sum(weighted, Fraction()))
    return shares


def some_orders(players: Sequence[int], orders: int, seed: str) -> list[tuple[int, ...]]:
    """So many random orders, the same for one seed."""
    chance, order, found = Random(seed), list(players), []
    for _ in range(orders):
        chance.shuffle(order)
        found.append(tuple(order))
    return found


def sets_along(orders: Iterable[Sequence[int]]) -> list[frozenset[int]]:
    """The sets that come up along some orders, each once."""
    sets = (frozenset(order[:size]) for order in orders for size in range(len(order) + 1))
    return list(dict.fromkeys(sets))


def sampled_shares(orders: Sequence[Sequence[int]], worths: Worths) -> dict[int, Share]:
    """The average of what each player adds along some orders, at least two."""
    sums: dict[int, int] = dict.fromkeys(orders[0], 0)
    squares = dict(sums)
    for order in orders:
        for size, player in enumerate(order):
            added = worths[frozenset(order[: size + 1])] - worths[frozenset(order[:size])]
            sums[player] += added
            squares[player] += added**2
    return {player: _share(sums[player], squares[player], len(orders)) for player in sums}


def _share(total: int, squares: int, orders: int) -> Share:
    spread = Fraction(squares) - Fraction(total * total, orders)
    return Share(Fraction(total, orders), spread / (orders * (orders - 1)))
