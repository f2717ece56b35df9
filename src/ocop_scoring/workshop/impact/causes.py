"""Which change an effect is due to: the mean star's change, split over the entries of an
amendment's `changes.yaml`.

Players are the entries. A set of them makes a table between (see `assembly.between`), under which
every settled sheet is rated; the worth of the set is the sum of the stars. A change that doesn't
fit without another, since it changes what that one put there, has no effect alone: the effect of
both is shared by both. What is rejected has no star and counts 0; a sheet that is open in between
alone counts with the lowest star still possible.

A change that touches nothing that a table rates adds nothing there to any set: it is a null player,
whose Shapley value is 0 by the axioms, and it can be left out of all sets of that table without
changing the others' values. Sheets of different tables add up, and Shapley values with them
(linearity). So each table is split alone, among the changes that touch it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import isqrt
from typing import Literal, NamedTuple

from ...errors import OcopError
from ...rules.catalog import Catalog
from ...rules.ruleset import Ruleset, home_of
from .carrier import table_in
from .composed import Chosen
from .moved import RatedTwice
from .players import Doc, Players, SingleChange, players_of
from .shapley import Share, some_orders
from .split import Split

__all__ = ["MOST_RATINGS", "Cause", "Causes", "NoCauses", "causes_of"]

MOST_RATINGS = 5_000_000
"""Shares are exact where so many ratings do: two to the power of the changes, times the sheets."""

_MOST_TABLES = 4000
"""So many tables between are made at most where shares are sampled."""

NoCauses = Literal[
    "same-rules", "not-its-amendment", "no-changes", "nothing-settled", "not-between"
]
"""Why there are no causes: A and B are one; B is no amendment of A; it changes nothing single; no
product is settled on both sides; the tables between can't be made.
"""


class Cause(NamedTuple):
    """What one change adds to the mean star: exact, or sampled with its standard error."""

    change: SingleChange
    share: Fraction
    exact: bool = True
    error: Fraction | None = None


class Causes(NamedTuple):
    """The shares of all changes in their order, which add up to the whole effect; or why there are
    none.
    """

    parts: tuple[Cause, ...] = ()
    none: NoCauses | None = None

    @property
    def whole(self) -> Fraction:
        """The sum of the shares."""
        return sum([part.share for part in self.parts], Fraction())


def causes_of(
    a: Ruleset,
    b: Ruleset,
    rows: Sequence[RatedTwice],
    seed: int = 0,
    said: Callable[[int, int], None] = lambda done, of: None,
) -> Causes:
    """The causes of what `b` does to some products in place of `a`."""
    settled = [row for row in rows if not row.is_open]
    if a.id == b.id and a == b:  # digests of all tables are costly, and hold the id
        return Causes(none="same-rules")
    catalog = home_of(b)
    if b.id.rpartition("+")[0] != a.id or not isinstance(catalog, Catalog):
        return Causes(none="not-its-amendment")
    if not settled:
        return Causes(none="nothing-settled")
    players = players_of(catalog, b.id)
    if players is None or not players.every:
        return Causes(none="no-changes")
    splits = _splits_of(a, b, players, settled, seed)
    try:
        _work_out(splits, players, said)
    except OcopError:
        return Causes(none="not-between")
    if not all(split.begins_at_a for split in splits):
        return Causes(none="not-its-amendment")
    found: dict[int, list[Share]] = {at: [] for at in range(len(players.every))}
    for split in splits:
        for at, share in split.shares().items():
            found[at].append(share)
    parts = [_cause(players.every[at], shares, len(settled)) for at, shares in found.items()]
    return Causes(tuple(parts))


def _splits_of(
    a: Ruleset, b: Ruleset, players: Players, settled: Sequence[RatedTwice], seed: int
) -> list[Split]:
    by_table: dict[int, list[RatedTwice]] = {}
    for row in settled:
        by_table.setdefault(row.entry.product_set, []).append(row)
    splits = []
    for number, rows in sorted(by_table.items()):
        touching, orders = players.touching(number, _documents(a, b, number)), None
        if len(settled) << len(touching) > MOST_RATINGS:
            count = max(16, min(1000, _MOST_TABLES // (len(touching) * len(by_table))))
            orders = some_orders(touching, count, f"{seed}/{number}")
        splits.append(Split(a, b, number, rows, _blocks(players, a, number, touching), orders))
    return splits


def _blocks(
    players: Players, a: Ruleset, number: int, touching: Sequence[int]
) -> tuple[Chosen, ...]:
    """The changes that touch something in common, together."""
    table = table_in(a, number)
    numbers = {c.number: c.id for c in table.criteria} if table is not None else {}
    found: dict[object, list[int]] = {}
    for at in touching:
        found.setdefault(players.root(at, numbers), []).append(at)
    return (frozenset(touching),) if None in found else tuple(map(frozenset, found.values()))


def _documents(a: Ruleset, b: Ruleset, number: int) -> tuple[Doc, ...]:
    """The table as it is on each side that has it."""
    having = [rules for rules in (a, b) if number in rules.numbers]
    return tuple([rules.product_set(number).resolved() for rules in having])


def _work_out(splits: Sequence[Split], players: Players, said: Callable[[int, int], None]) -> None:
    """The worth of every set in every table that it touches. What tables share is made once for
    each set of shared changes, the costliest step.
    """
    while True:
        todo: dict[Chosen, list[tuple[Split, Chosen]]] = {}
        for split in splits:
            for chosen in split.wanted():
                shared = frozenset([at for at in chosen if players.is_shared(at)])
                todo.setdefault(shared, []).append((split, chosen))
        if not todo:
            break
        for shared, asked in todo.items():
            tables = players.between(shared)
            for split, chosen in asked:
                split.take(chosen, tables.document(split.number, chosen - shared))
    for done, split in enumerate(splits):
        said(done, len(splits))
        split.work_out()
    said(len(splits), len(splits))


def _cause(player: SingleChange, shares: Sequence[Share], of: int) -> Cause:
    value = sum([share.value for share in shares], Fraction()) / of
    variances = [share.variance for share in shares if share.variance is not None]
    if not variances:
        return Cause(player, value)
    return Cause(player, value, False, _root(sum(variances, Fraction()) / (of * of)))


_FINE = 10**6


def _root(square: Fraction) -> Fraction:
    """A square root to six places, rounded up: an error is not told smaller than it is."""
    root = isqrt(int(square * _FINE * _FINE))
    return Fraction(root + (Fraction(root, _FINE) ** 2 < square), _FINE)
