"""The effect in one table, split among the changes that touch it: over all sets of them, or along
some orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from ...assembly.between import rateable
from ...rating.table import Table
from ...rules.ruleset import Ruleset
from .carrier import Move, carried_sheet, moves_between, table_in
from .composed import Block, Chosen, Composed, is_of_numbers
from .moved import RatedTwice
from .players import Doc, rated_in
from .rated import Rater
from .shapley import Share, every_set, exact_shares, sampled_shares, sets_along

__all__ = ["Split"]

_NONE: Chosen = frozenset()


class _Moves(NamedTuple):
    """How marks are written in a table, which is kept: what it is known by stays its own."""

    table: Table
    made: tuple[Move, ...]


class Split:
    """The changes of one table in `blocks` that touch nothing in common, and its products.

    What is `wanted` is made outside and taken in, until nothing is wanted; then every set is worked
    out. A block that does more than points, minimums and bands joins the ground (see `composed`).
    """

    def __init__(
        self,
        a: Ruleset,
        b: Ruleset,
        number: int,
        rows: Sequence[RatedTwice],
        blocks: Sequence[Chosen],
        orders: Sequence[tuple[int, ...]] | None,
    ) -> None:
        self.number = number
        self._a, self._b, self._rows, self._orders = a, b, rows, orders
        self._blocks, self._ground = list(blocks), _NONE
        self._touching = tuple(sorted(chain.from_iterable(blocks)))
        self._here = table_in(a, number)
        self._documents: dict[Chosen, Doc | None] = {}
        self._worths: dict[Chosen, int] = {}
        self._known_moves: dict[tuple[int, ...], _Moves] = {}

    @property
    def _sets(self) -> list[Chosen]:
        return every_set(self._touching) if self._orders is None else sets_along(self._orders)

    def _of_block(self, block: Chosen) -> list[Chosen]:
        """The sets of a block's changes that come up."""
        if self._orders is None:
            return every_set(sorted(block))
        return list(dict.fromkeys(chosen & block for chosen in self._sets))

    # The tables between

    def wanted(self) -> list[Chosen]:
        """The sets of changes whose table is to be made next; none where all are there."""
        if not self._touching:
            return []
        wanted = self._missing()
        while not wanted and self._joins_ground():
            wanted = self._missing()
        return wanted

    def take(self, chosen: Chosen, document: Doc | None) -> None:
        """Take in the table with these changes alone; None where there is none then."""
        self._documents[chosen] = document

    def _missing(self) -> list[Chosen]:
        sets = chain([_NONE], *map(self._of_block, [self._ground, *self._blocks]))
        return [chosen for chosen in dict.fromkeys(sets) if chosen not in self._documents]

    def _joins_ground(self) -> bool:
        """Let all blocks that can't be laid over join the ground: whether some did. Where the
        ground has other rows, nothing can be laid over it.
        """
        bare = self._documents[_NONE]
        joining = [block for block in self._blocks if not self._is_of_numbers(bare, block)]
        rows = {_rows_of(self._documents[chosen]) for chosen in self._of_block(self._ground)}
        if len(rows) > 1:
            joining = self._blocks
        if not joining:
            return False
        self._ground |= frozenset(chain.from_iterable(joining))
        self._blocks = [block for block in self._blocks if block not in joining]
        return True

    def _is_of_numbers(self, bare: Doc | None, block: Chosen) -> bool:
        documents = [self._documents[chosen] for chosen in self._of_block(block)]
        return bare is not None and is_of_numbers(bare, documents, complete=self._is_complete)

    @property
    def _is_complete(self) -> bool:
        """Whether every sheet has a mark for every criterion, so that facts decide none."""
        criteria = len(self._here.criteria) if self._here is not None else 0
        return all(len(sheet.marks) == criteria for row in self._rows for sheet in row.entry.sheets)

    @property
    def begins_at_a(self) -> bool:
        """Whether without any change the table is that of A: else B amends another text."""
        document = self._documents.get(_NONE)
        if not self._touching or self._here is None:
            return True
        here = rateable(self._a.product_set(self.number).resolved())
        return document is not None and rated_in(document) == rated_in(here)

    # What they come to

    def work_out(self) -> None:
        """Find the worth of every set: the stars of all products together."""
        self._worths = {_NONE: sum([row.a.rank for row in self._rows])}
        if not self._touching:
            return
        self._worths[frozenset(self._touching)] = sum([row.b.rank for row in self._rows])
        idle = self._idle()
        composed, by_active = None, dict[Chosen, int]()
        for chosen in self._sets:
            if chosen in self._worths:
                continue
            active = chosen - idle
            if active not in by_active:
                composed = composed or self._composed()
                known = self._worths.get(active)
                by_active[active] = self._stars_under(composed, active) if known is None else known
            self._worths[chosen] = by_active[active]

    def _idle(self) -> Chosen:
        """The changes of blocks that change nothing of what is rated, whichever of them come."""
        bare, found = self._documents[_NONE], _NONE
        rated = None if bare is None else rated_in(bare)
        for block in [*self._blocks, self._ground]:
            documents = [self._documents[chosen] for chosen in self._of_block(block)]
            if all(one is not None and rated_in(one) == rated for one in documents):
                found |= block
        return found

    def _composed(self) -> Composed | None:
        made = [self._block(block) for block in (self._ground, *self._blocks)]
        return Composed(made[0], made[1:]) if _NONE in made[0].documents else None

    def _block(self, players: Chosen) -> Block:
        known = {chosen: self._documents[chosen] for chosen in self._of_block(players)}
        return Block(players, {chosen: d for chosen, d in known.items() if d is not None})

    def _stars_under(self, composed: Composed | None, chosen: Chosen) -> int:
        """The stars of all products under a table between; where there is none, those under A."""
        if composed is None or not composed.has(chosen):
            return sum([row.a.rank for row in self._rows])
        return self._stars(composed.table(chosen))

    def _stars(self, table: Table) -> int:
        number, moves = self.number, self._moves(table)
        rater, stars = Rater(self._b, {number: table}), 0
        for row in self._rows:
            sheets = [carried_sheet(moves, table, sheet) for sheet in row.entry.sheets]
            result = rater.result(row.entry, number, sheets)
            if result.status == "open":
                stars += result.range[0] if result.range else row.a.rank
            else:
                stars += result.rank
        return stars

    def _moves(self, table: Table) -> tuple[Move, ...]:
        """How marks are written in a table between, made once for all that read them alike."""
        key = (*map(id, table.criteria), *map(id, table.by_mark))
        if key not in self._known_moves:
            here = self._here
            made = moves_between(here, table) if here is not None else ()
            self._known_moves[key] = _Moves(table, made)
        return self._known_moves[key].made

    def shares(self) -> dict[int, Share]:
        """The share of each change that touches the table, in stars of all its products."""
        if not self._touching:
            return {}
        if self._orders is None:
            return exact_shares(self._touching, self._worths)
        return sampled_shares(self._orders, self._worths)


def _rows_of(document: Doc | None) -> tuple[tuple[str, str], ...]:
    if document is None:
        return ()
    return tuple(
        (criterion["number"], criterion["id"])
        for part in document["parts"]
        for group in part["groups"]
        for criterion in group["criteria"]
    )
