"""Timing by turns: two ways of doing the same work in one process, so that a busy machine slows
both.

A ratio is taken in every round and its median kept; which side goes first changes from round to
round.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median, quantiles
from time import perf_counter, perf_counter_ns
from typing import Any, NamedTuple

__all__ = ["Side", "Turns", "tail", "turn_about", "turns_of"]


class Side(NamedTuple):
    """One way of doing the work: a function of one argument, and the arguments of one round."""

    call: Callable[[Any], object]
    items: Sequence[Any]

    def seconds(self) -> float:
        """Seconds an item, over all items once."""
        call = self.call
        start = perf_counter()
        for item in self.items:
            call(item)
        return (perf_counter() - start) / len(self.items)


class Turns(NamedTuple):
    """Seconds of ours and of theirs, and theirs divided by ours: medians over all rounds, and the
    middle half of the ratios.
    """

    ours: float
    theirs: float
    ratio: float
    low: float
    high: float


def turn_about(ours: Side, theirs: Side, rounds: int = 15) -> Turns:
    """Both sides by turns for some rounds, after one that is not counted."""
    return turns_of(ours.seconds, theirs.seconds, rounds)


def turns_of(ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> Turns:
    """The same for two functions that measure themselves and return seconds."""
    ours(), theirs()
    pairs = []
    for number in range(rounds):
        if number % 2:
            second = theirs()
            first = ours()
        else:
            first = ours()
            second = theirs()
        pairs.append((first, second))
    ratios = [second / first for first, second in pairs]
    low, _, high = quantiles(ratios, n=4)
    return Turns(
        median(a for a, _ in pairs), median(b for _, b in pairs), median(ratios), low, high
    )


def tail(side: Side, passes: int = 7) -> tuple[float, float]:
    """Seconds of the median call, and the 99th percentile divided by the median: of several passes,
    the middle one by that ratio.
    """
    call, measured = side.call, []
    for _ in range(passes):
        taken = []
        for item in side.items:
            start = perf_counter_ns()
            call(item)
            taken.append(perf_counter_ns() - start)
        taken.sort()
        middle = taken[len(taken) // 2]
        measured.append((taken[len(taken) * 99 // 100] / middle, middle / 1e9))
    measured.sort()
    ratio, middle_call = measured[passes // 2]
    return middle_call, ratio
