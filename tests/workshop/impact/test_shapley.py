"""Shares of an effect that several changes have together."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from support.amounts import examples

from ocop_scoring.workshop.impact.shapley import (
    every_set,
    exact_shares,
    sampled_shares,
    sets_along,
    some_orders,
)

Worths = dict[frozenset[int], int]


@st.composite
def games(draw: st.DrawFn) -> Worths:
    """What every set of one to four changes comes to."""
    players = range(draw(st.integers(1, 4)))
    return {chosen: draw(st.integers(-9, 9)) for chosen in every_set(players)}


def players_in(worths: Worths) -> tuple[int, ...]:
    return tuple(sorted(max(worths, key=len)))


@settings(max_examples=examples(50))
@given(games())
def test_an_exact_share_is_what_a_change_adds_on_average_over_all_orders(worths: Worths) -> None:
    players = players_in(worths)
    orders = list(permutations(players))
    added = dict.fromkeys(players, 0)
    for order in orders:
        for size, player in enumerate(order):
            added[player] += worths[frozenset(order[: size + 1])] - worths[frozenset(order[:size])]
    shares = exact_shares(players, worths)
    assert {p: s.value for p, s in shares.items()} == {
        p: Fraction(total, len(orders)) for p, total in added.items()
    }


@settings(max_examples=examples(50))
@given(games(), st.integers(0, 99))
def test_sampled_shares_too_add_up_to_the_whole_effect_exactly(worths: Worths, seed: int) -> None:
    players = players_in(worths)
    orders = some_orders(players, 5, str(seed))
    assert orders == some_orders(players, 5, str(seed))
    needed = {chosen: worths[chosen] for chosen in sets_along(orders)}
    shares = sampled_shares(orders, needed)
    whole = worths[frozenset(players)] - worths[frozenset()]
    assert sum(share.value for share in shares.values()) == whole
    assert all(share.variance is not None and share.variance >= 0 for share in shares.values())


def test_over_all_orders_alike_the_error_of_a_lone_change_is_nothing() -> None:
    worths = {frozenset[int](): 3, frozenset({0}): 5}
    assert sampled_shares(some_orders((0,), 4, "x"), worths)[0] == (2, 0)
