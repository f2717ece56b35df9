"""What one sheet comes to under two tables at once that offer the same choices.

Two tables offer the same choices where they have the same criteria (by id) with the same levels (by
id), cases, modes and openers, and where whatever opens a criterion in the one opens it in the
other. Then a sheet of the one is a sheet of the other, whatever points, minimums and bands say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...filing.forms import Mark
from ...rating.table import Item, Table, table_of
from ...rules.model import Criterion, Level
from ...rules.product_set import ProductSet
from ..reach.choosable import Option, alike, without_gates

__all__ = ["Pair", "Pick", "Way", "pair_of"]


class Pick(NamedTuple):
    """One choice of a criterion as each of the two tables takes it; of an item whose lines add up,
    one of several sets of lines that come to the same.
    """

    first: Option
    second: Option
    ways: int = 1


class Way(NamedTuple):
    """What some criteria come to together under both tables: points and the lowest star that a
    missed minimum costs (None: none is missed), in how many ways, and the picks of the first of
    these, by their places in the first table.
    """

    points: tuple[int, int]
    lost: tuple[int | None, int | None]
    ways: int
    picks: tuple[tuple[int, Pick], ...]

    @property
    def is_same(self) -> bool:
        """Whether both tables say the same of it."""
        return self.points[0] == self.points[1] and self.lost[0] == self.lost[1]


class Pair(NamedTuple):
    """Two tables that offer the same choices; `places` has for each criterion of the first its
    place in the second, `picks` its choices.
    """

    first: Table
    second: Table
    places: tuple[int, ...]
    picks: tuple[tuple[Pick, ...], ...]

    @property
    def has_gates_by_marks(self) -> bool:
        """Whether a mark raises a gate in one of them."""
        return self.first.has_gates_by_marks or self.second.has_gates_by_marks

    def without_gates(self) -> Pair:
        """The same without the choices that raise a gate by their mark in one of them."""
        kept = [
            tuple([pick for pick in picks if self._is_free(place, pick)])
            for place, picks in enumerate(self.picks)
        ]
        return self._replace(picks=tuple(kept))

    def _is_free(self, place: int, pick: Pick) -> bool:
        at = self.places[place]
        free = without_gates(self.first, place, [pick.first])
        return bool(free and without_gates(self.second, at, [pick.second]))

    def components(self) -> Iterator[tuple[Way, ...]]:
        """For each opener with all that it opens, and each criterion alone, what it comes to."""
        opened = {opener.at for opener in self.first.openers}
        for place in range(len(self.places)):
            if place not in opened:
                hanging = [(o.at, o.at_least) for o in self.first.openers if o.opener == place]
                yield _merged(
                    [way for pick in self.picks[place] for way in self._of(place, pick, hanging)]
                )

    def _of(self, place: int, pick: Pick, hanging: Iterable[tuple[int, int]]) -> tuple[Way, ...]:
        """What one choice comes to with all choices of what hangs on it."""
        ways: tuple[Way, ...] = (_way(place, pick),)
        for at, least in hanging:
            own = self.picks[at] if pick.first.points >= least else (self._closed(at),)
            ways = _merged([_added(way, _way(at, other)) for way in ways for other in own])
        return ways

    def _closed(self, place: int) -> Pick:
        """What a criterion comes to where its opener falls short."""
        of_first, of_second = self.first.closed[place], self.second.closed[self.places[place]]
        return Pick(Option(of_first[0]), Option(of_second[0]))

    def marks(self, picks: Iterable[tuple[int, Pick]]) -> tuple[dict[str, Mark], dict[str, Mark]]:
        """The marks of some choices as a sheet of the first table has them, and as one of the
        second.
        """
        first, second = {}, {}
        for place, pick in picks:
            of_first, of_second = pick.first.mark, pick.second.mark
            if of_first is not None:
                first[self.first.numbers[place]] = of_first
            if of_second is not None:
                second[self.second.numbers[self.places[place]]] = of_second
        return _in_order(self.first, first), _in_order(self.second, second)


def _in_order(table: Table, marks: dict[str, Mark]) -> dict[str, Mark]:
    return {number: marks[number] for number in table.numbers if number in marks}


def _way(place: int, pick: Pick) -> Way:
    one, other = pick.first, pick.second
    return Way((one.points, other.points), (one.lost, other.lost), pick.ways, ((place, pick),))


def _added(way: Way, other: Way) -> Way:
    """Both together."""
    return Way(
        (way.points[0] + other.points[0], way.points[1] + other.points[1]),
        (_lower(way.lost[0], other.lost[0]), _lower(way.lost[1], other.lost[1])),
        way.ways * other.ways,
        (*way.picks, *other.picks),
    )


def _lower(lost: int | None, other: int | None) -> int | None:
    """Of two lost stars the lower one."""
    both = [star for star in (lost, other) if star is not None]
    return min(both, default=None)


def _merged(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Those that come to the same once, with all their ways."""
    found: dict[object, Way] = {}
    for way in ways:
        known = found.get(way[:2])
        found[way[:2]] = known._replace(ways=known.ways + way.ways) if known else way
    return tuple(found.values())


# Whether two tables offer the same choices


def pair_of(first: ProductSet, second: ProductSet) -> Pair | None:
    """Two tables as one; None where they don't offer the same choices."""
    one, other = table_of(first), table_of(second)
    if _shape(one) != _shape(other):
        return None
    at = {criterion.id: place for place, criterion in enumerate(other.criteria)}
    places = tuple([at[criterion.id] for criterion in one.criteria])
    items = [(item, other.items[place]) for item, place in zip(one.items, places, strict=True)]
    picks = tuple([tuple(_picks(item, of_other)) for item, of_other in items])
    pair = Pair(one, other, places, picks)
    return pair if _open_alike(pair) else None


def _shape(table: Table) -> dict[str, object]:
    """What must be equal for each criterion, by its id: all but its points, numbers and words."""
    ids = {criterion.number: criterion.id for criterion in table.criteria}
    return {criterion.id: _choices(criterion, ids) for criterion in table.criteria}


def _choices(criterion: Criterion, ids: dict[str, str]) -> tuple[object, ...]:
    """Mode, cases, levels with their cases, the opener, and whether some level is worth 0: where
    none is, "none reached" is a choice of its own.
    """
    levels = {level.id: level.case for level in criterion.levels}
    opener = ids[criterion.only_if.criterion] if criterion.only_if else None
    has_zero = criterion.mode == "one" and criterion.zero is not None
    return criterion.mode, set(criterion.cases), levels, opener, has_zero


def _open_alike(pair: Pair) -> bool:
    """Whether every choice of an opener opens the same criteria in both tables."""
    least = {opener.at: opener.at_least for opener in pair.second.openers}
    for at, opener, at_least in pair.first.openers:
        at_least_of_second = least[pair.places[at]]
        for pick in pair.picks[opener]:
            if (pick.first.points >= at_least) != (pick.second.points >= at_least_of_second):
                return False
    return True


def _picks(item: Item, other: Item) -> Iterator[Pick]:
    """All choices of a criterion, in the printed order of the first table, "none reached" last."""
    criterion = item.criterion
    if criterion.mode == "sum":
        yield from _picks_of_lines(item, other)
        return
    of_second = other.choices()
    for level, choice in item.choices().items():
        yield Pick(Option(choice), Option(of_second[level]))
    if criterion.zero is None:
        yield Pick(Option(item.choice((), "mark")), Option(other.choice((), "mark")))


def _picks_of_lines(item: Item, other: Item) -> Iterator[Pick]:
    """What the sets of lines of an item come to under both, line by line: those that are alike in
    both tables are alike with any further line too.
    """
    of_second = {level.id: level for level in other.criterion.levels}
    asked = {minimum.level.id for minimum in item.minimums}
    asked_of_second = {minimum.level.id for minimum in other.minimums}
    sets: dict[object, tuple[tuple[Level, ...], int]] = {None: ((), 1)}
    for line in item.criterion.levels:
        for levels, ways in list(sets.values()):
            ticked = (*levels, line)
            key = alike(ticked, asked), alike([of_second[lv.id] for lv in ticked], asked_of_second)
            first, known = sets.get(key, (ticked, 0))
            sets[key] = (first, known + ways)
    for levels, ways in sets.values():
        same = tuple([of_second[level.id] for level in levels])
        choices = item.choice(levels, "mark"), other.choice(same, "mark")
        yield Pick(Option(choices[0]), Option(choices[1]), ways)
