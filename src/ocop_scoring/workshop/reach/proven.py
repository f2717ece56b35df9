"""What holds for every sheet of a table and speaks against it: a star that no sheet reaches, levels
that no one needs, minimums that ask for nothing, criteria that decide nothing.

Each is exact, since it is asked of all sheets (`space`, `families`), and has a sheet that shows it
where one can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from ...frozen import FrozenDict
from ...rating.table import Item
from ...rules.model import Level
from ...rules.product_set import ProductSet
from ...text import say_both
from .choosable import Option
from .families import Best, Families, having
from .proven_minimums import Proven, proven_minimums
from .space import Setting, Space, space_of

__all__ = ["Proven", "proven_of"]


def proven_of(product_set: ProductSet) -> tuple[Proven, ...]:
    """All that is proven against a table, in printed order within each kind."""
    space = space_of(product_set)
    families = Families(space)
    best = families.most(lambda _: True)
    assert best is not None  # a criterion always has a choice
    return (
        *_stars(space, best),
        *_points(space, best),
        *_cases(families),
        *proven_minimums(families),
        *_indifference(space),
    )


# What no sheet reaches


def _stars(space: Space, best: Best) -> Iterator[Proven]:
    """Stars that no sheet gets."""
    reached = {outcome.star for outcome in space.outcomes()}
    for band in reversed(space.table.product_set.bands):
        if band.star not in reached:
            values = {"star": band.star, "total": best.total, "reached": best.star}
            yield Proven("star-unreachable", None, None, FrozenDict(values), best.marks)


def _points(space: Space, best: Best) -> Iterator[Proven]:
    """The points that the table prints, where no sheet has so many."""
    printed = sum([part.points for part in space.table.product_set.parts])
    if best.total < printed:
        values = {"printed": printed, "total": best.total, "reached": best.star}
        yield Proven("points-unreachable", None, None, FrozenDict(values), best.marks)


def _cases(families: Families) -> Iterator[Proven]:
    """Cases of a criterion that give fewer points than another one, however good the product."""
    space = families.space
    for place, item in enumerate(space.table.items):
        by_case: dict[str, list[Option]] = {}
        for option in space.options[place]:
            case = option.levels[0].case if option.levels else None
            if case is not None:
                by_case.setdefault(case, []).append(option)
        points = {case: max(o.points for o in own) for case, own in by_case.items()}
        most = max(points.values(), default=0)
        for case in (case for case in points if points[case] < most):
            best = families.most(having(place, by_case[case]))
            if best is not None:
                words = item.criterion.cases[case].words
                values = {"case": words, "points": points[case], "most": most}
                values |= {"total": best.total, "reached": best.star}
                number = item.criterion.number
                yield Proven("case-worth-less", number, None, FrozenDict(values), best.marks)


# What decides nothing


def _indifference(space: Space) -> Iterator[Proven]:
    """Criteria on which no sheet's star hangs; of the others, levels that no one needs."""
    for place, item in enumerate(space.table.items):
        settings, others = space.settings(place), tuple(space.rest(place).outcomes())[::-1]
        asked = _Asked(space, settings, others)
        every = range(len(space.options[place]))
        if not any(asked.differ(0, other) for other in every):
            yield Proven("criterion-decides-nothing", item.criterion.number, None, FrozenDict())
        elif item.criterion.mode == "sum":
            yield from _lines_unneeded(space, place, item, asked)
        else:
            yield from _levels_unneeded(space, place, item, asked)


class _Asked:
    """Whether two options of a criterion ever give different stars, all else being the same."""

    def __init__(
        self, space: Space, settings: Iterable[Setting], others: Iterable[tuple[int, int | None]]
    ) -> None:
        self._space, self._settings, self._others = space, tuple(settings), tuple(others)

    def differ(self, one: int, other: int) -> bool:
        """Whether some sheet's star changes where the one option takes the other's place."""
        for setting in self._settings:
            first, second = setting.ways[one], setting.ways[other]
            if first[:2] == second[:2]:
                continue
            of_first, of_second = self._space.lost_of(first), self._space.lost_of(second)
            for total, lost in self._others:
                star = self._space.star(total + first.points, _lower(lost, of_first))
                if star != self._space.star(total + second.points, _lower(lost, of_second)):
                    return True
        return False


def _lower(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def _levels_unneeded(space: Space, place: int, item: Item, asked: _Asked) -> Iterator[Proven]:
    """Levels in whose place the next lower choice of their case changes no star, or another level
    that is worth as much.
    """
    options = space.options[place]
    for at, option in enumerate(options):
        if not option.levels:
            continue
        for instead in _instead_of(options, at):
            if not asked.differ(at, instead):
                yield _unneeded(item, option.levels[0], options[instead].levels)
                break


def _instead_of(options: tuple[Option, ...], at: int) -> Iterator[int]:
    """The places of the choices that could stand for a level: one worth as much that is printed
    before it, the next lower one of its case, else none reached where a sheet can say that.
    """
    (level,) = options[at].levels
    lower: list[int] = []
    for place, option in enumerate(options):
        same_case = option.levels and option.levels[0].case == level.case
        if same_case and option.points == level.points and place < at:
            yield place
        if option.points < level.points and (same_case or not option.levels):
            lower.append(place)
    if lower:
        yield max(lower, key=lambda place: (options[place].points, bool(options[place].levels)))


def _lines_unneeded(space: Space, place: int, item: Item, asked: _Asked) -> Iterator[Proven]:
    """Lines that change no star, whatever else is ticked."""
    lines = item.criterion.levels
    if len(lines) > _MOST_LINES:
        return
    options = {_alike(option): at for at, option in enumerate(space.options[place])}
    for line in lines:
        others = [other for other in lines if other is not line]
        pairs = set()
        for size in range(len(others) + 1):
            for ticked in combinations(others, size):
                more = tuple([lv for lv in lines if lv is line or lv in ticked])
                pairs.add((options[_of(item, ticked)], options[_of(item, more)]))
        if not any(asked.differ(one, other) for one, other in pairs):
            yield _unneeded(item, line, ())


_MOST_LINES = 12
"""Of an item with more lines not every set is looked at, and nothing is said of its lines."""


def _alike(option: Option) -> tuple[int, tuple[str, ...]]:
    return option.points, tuple([unmet.needs for unmet in option.choice.unmet])


def _of(item: Item, ticked: tuple[Level, ...]) -> tuple[int, tuple[str, ...]]:
    return _alike(Option(item.choice(ticked, "mark")))


def _unneeded(item: Item, level: Level, instead: tuple[Level, ...]) -> Proven:
    other = instead[0].id if instead else say_both("lint.proven.none-reached")
    values = {"instead": other, "points": level.points}
    return Proven("level-unneeded", item.criterion.number, level.id, FrozenDict(values))
