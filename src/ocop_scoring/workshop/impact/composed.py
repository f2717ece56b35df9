"""Tables between put together: what changes do to points, minimums and bands is laid over one
table, so that a table of many changes costs no more than one of them.

Changes fall into blocks that touch nothing in common: a block is laid over by itself. One block may
do more than points, minimums and bands (criteria, conditions, gates): its tables are the ground
that all others are laid over. Every choice is packed anew, by one packing for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...frozen import FrozenDict
from ...rating.choices import Choice
from ...rating.table import Asked, Item, Packing, Table, table_of
from ...rules.model import Band, Criterion
from ...rules.product_set import ProductSet
from .players import Doc, rated_in

__all__ = ["Block", "Chosen", "Composed", "is_of_numbers"]

Chosen = frozenset[int]


class Block(NamedTuple):
    """Changes that touch something in common, and the table with each set of them alone."""

    players: Chosen
    documents: Mapping[Chosen, Doc]


def is_of_numbers(bare: Doc, others: Iterable[Doc | None], *, complete: bool) -> bool:
    """Whether other tables differ from one in points, minimums and bands alone, so that they can be
    laid over it. What opens a criterion does more by its points; and where sheets aren't
    `complete`, so does a level that facts decide.
    """
    skeleton, criteria = _skeleton(bare), list(_criteria(bare))
    opening = {c["only_if"]["criterion"] for c in criteria if c.get("only_if")}
    firm = [
        (at, _points(was))
        for at, was in enumerate(criteria)
        if was["number"] in opening or (not complete and _is_decided(was))
    ]
    return all(other is bare or _differs_in_numbers(other, skeleton, firm) for other in others)


def _differs_in_numbers(
    other: Doc | None, skeleton: str, firm: Iterable[tuple[int, list[int]]]
) -> bool:
    """Whether a table has this skeleton, and at these places these points."""
    if other is None or _skeleton(other) != skeleton:
        return False
    criteria = list(_criteria(other))
    return all(_points(criteria[at]) == points for at, points in firm)


def _criteria(document: Doc) -> Iterator[Doc]:
    for part in document["parts"]:
        for group in part["groups"]:
            yield from group["criteria"]


def _points(criterion: Doc) -> list[int]:
    return [level["points"] for level in criterion["levels"]]


def _is_decided(criterion: Doc) -> bool:
    return any("when" in level for level in criterion["levels"])


_NUMBERS = frozenset(("points", "minimum"))


def _skeleton(document: Doc) -> str:
    """All that a table says but points, minimums and bands."""
    gates = [{**gate, "at_most": gate.get("points")} for gate in document["gates"]]
    bare = {**document, "ruleset": {"stars": {}}, "gates": gates}
    return rated_in(_without_numbers(bare))


def _without_numbers(node: Any) -> Any:
    if isinstance(node, (str, int)):
        return node
    if isinstance(node, Mapping):
        return {k: _without_numbers(v) for k, v in node.items() if k not in _NUMBERS}
    return [_without_numbers(entry) for entry in node] if isinstance(node, (list, tuple)) else node


class _Place(NamedTuple):
    """All that a table has of one criterion."""

    criterion: Criterion
    item: Item
    by_mark: FrozenDict[Any, Choice]
    shown: FrozenDict[Any, Choice]
    closed: tuple[Choice, ...]
    best: Choice


class _Layer(NamedTuple):
    """What a set of one block's changes lays over the ground: places, and bands."""

    places: Mapping[int, _Place]
    bands: ProductSet | None


class Composed:
    """The tables of all sets of changes, put together when they are asked for."""

    def __init__(self, ground: Block, blocks: Sequence[Block]) -> None:
        self._ground, self._blocks = ground, blocks
        bare = table_of(ProductSet(ground.documents[frozenset()]))
        grounds = {s: table_of(ProductSet(d)) for s, d in ground.documents.items()}
        of_blocks = [
            {chosen: table_of(ProductSet(d)) for chosen, d in block.documents.items()}
            for block in blocks
        ]
        every = [bare, *grounds.values(), *[t for of in of_blocks for t in of.values()]]
        self._packing = _packing_for(every)
        parts = range(len(bare.part_codes))
        self._most = sum([_most_of_part(every, part) for part in parts])
        self._known_stars: dict[tuple[Band, ...], tuple[int, ...]] = {}
        self._grounds = {chosen: self._repacked(table) for chosen, table in grounds.items()}
        self._layers = [
            {chosen: self._layer(bare, table) for chosen, table in of.items()} for of in of_blocks
        ]

    def has(self, chosen: Chosen) -> bool:
        """Whether there is a table with these changes."""
        return chosen & self._ground.players in self._grounds

    def table(self, chosen: Chosen) -> Table:
        """The table with these changes."""
        ground = self._grounds[chosen & self._ground.players]
        places: dict[int, _Place] = {}
        bands = ground.product_set
        for block, layers in zip(self._blocks, self._layers, strict=True):
            own = chosen & block.players
            if own:
                places |= layers[own].places
                bands = layers[own].bands or bands
        return self._with(ground, places, bands)

    def _with(self, table: Table, places: Mapping[int, _Place], bands: ProductSet) -> Table:
        columns = [
            [*column]
            for column in (
                *(table.criteria, table.items, table.by_mark),
                *(table.shown, table.closed, table.best),
            )
        ]
        for at, place in places.items():
            for column, value in zip(columns, place, strict=True):
                column[at] = value
        criteria, items, by_mark, shown, closed, best = map(tuple, columns)
        return table._replace(
            product_set=bands,
            criteria=criteria,
            items=items,
            by_mark=by_mark,
            shown=shown,
            closed=closed,
            best=best,
            star_of_total=self._stars_of(bands),
            lowest_star=min([band.star for band in bands.bands]),
        )

    def _stars_of(self, bands: ProductSet) -> tuple[int, ...]:
        """The star of each total by the bands of a table, which few sets change."""
        known = self._known_stars.get(bands.bands)
        if known is None:
            known = self._known_stars[bands.bands] = tuple(_stars(bands.bands, self._most))
        return known

    def _layer(self, bare: Table, table: Table) -> _Layer:
        """What differs from the table without any change."""
        changed = [
            at
            for at, (was, now) in enumerate(zip(bare.criteria, table.criteria, strict=True))
            if _numbers(was) != _numbers(now)
        ]
        bands = table.product_set if bare.product_set.bands != table.product_set.bands else None
        return _Layer({at: self._place(table, at) for at in changed}, bands)

    def _repacked(self, table: Table) -> Table:
        """A table whose choices are packed as all are here."""
        places = {at: self._place(table, at) for at in range(len(table.criteria))}
        return self._with(table, places, table.product_set)._replace(packing=self._packing)

    def _place(self, table: Table, at: int) -> _Place:
        item = table.items[at]._replace(packing=self._packing)
        packed = self._packed
        return _Place(
            table.criteria[at],
            item,
            FrozenDict({mark: packed(item, c) for mark, c in table.by_mark[at].items()}),
            FrozenDict({level: packed(item, c) for level, c in table.shown[at].items()}),
            tuple([packed(item, choice) for choice in table.closed[at]]),
            packed(item, table.best[at]),
        )

    def _packed(self, item: Item, choice: Choice) -> Choice:
        missed = [unmet.star for unmet in choice.unmet]
        is_open = choice.source == "none"
        return choice._replace(
            packed=self._packing.packed(choice.points, item.part, is_open, missed)
        )


def _numbers(criterion: Criterion) -> list[tuple[int, int | None]]:
    return [(level.points, level.minimum) for level in criterion.levels]


def _packing_for(tables: Sequence[Table]) -> Packing:
    """One packing that has room for the choices of all these tables."""
    asked: dict[tuple[int, str, str], Asked] = {}
    for table in tables:
        for item in table.items:
            for one in item.minimums:
                asked[one.star, item.criterion.number, one.level.id] = one
    reached = [_most_of_part(tables, part) for part in range(len(tables[0].part_codes))]
    return Packing(reached, len(tables[0].criteria), [star for star, _, _ in asked])


def _most_of_part(tables: Sequence[Table], part: int) -> int:
    """The most points that a part can come to, whichever of the tables each criterion is of."""
    found = 0
    for items in zip(*[table.items for table in tables], strict=True):
        if items[0].part == part:
            found += max([item.criterion.most for item in items])
    return found


def _stars(bands: Iterable[Band], most: int) -> Iterable[int]:
    every = tuple(bands)
    for total in range(most + 1):
        yield next(band.star for band in every if total in band.points)
