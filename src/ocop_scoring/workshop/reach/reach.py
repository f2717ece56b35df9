"""What holds for every complete sheet of a table, with a sheet that shows it: which stars can be
reached, with how few points, how many sheets have each, which criteria ever decide one.

Nothing is sampled: see `space`. Gates stand aside, and the table counts as it is printed; what is
not known of it stands in `caveats`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...frozen import FrozenDict
from ...rules.catalog import built_in
from ...rules.product_set import ProductSet
from ...rules.ruleset import Ruleset
from .space import Setting, Space, space_of
from .values import Deciding, Reach, ReachedStar, WitnessSheet, sheet_with, shown

__all__ = ["reach"]


def reach(ruleset: str | Ruleset | ProductSet, *, product_set: int | None = None) -> Reach:
    """What holds for every complete sheet of a table: of a ruleset, or of its id, the one numbered
    `product_set`. CatalogError where there is no such ruleset or table.
    """
    if isinstance(ruleset, ProductSet):
        return ruleset.kept(_reach)
    rules = built_in().ruleset(ruleset) if isinstance(ruleset, str) else ruleset
    if product_set is None:
        raise TypeError("reach of a ruleset takes product_set=N")
    return rules.product_set(product_set).kept(_reach)


def _reach(product_set: ProductSet) -> Reach:
    space = space_of(product_set)
    outcomes = list(space.outcomes())
    stars_by_total: dict[int, dict[int, int]] = {}
    by_points: dict[int, dict[int, int]] = {}
    for found in outcomes:
        star_by_points = space.table.star_of_total[found.total]
        for counts in (
            stars_by_total.setdefault(found.total, {}),
            by_points.setdefault(star_by_points, {}),
        ):
            counts[found.star] = counts.get(found.star, 0) + found.sheets
    stars = tuple(_stars(product_set, stars_by_total))
    return Reach(
        rules=product_set,
        sheets=space.sheets,
        most_points=max(stars_by_total),
        stars=stars,
        totals=FrozenDict({total: sum(of.values()) for total, of in stars_by_total.items()}),
        by_points=_frozen(by_points),
        stars_by_total=_frozen(stars_by_total),
        decisive=tuple([_deciding(space, place) for place in range(len(space.options))]),
        witnesses=FrozenDict(dict(_witnesses(space, stars, stars_by_total))),
    )


def _frozen(counts: dict[int, dict[int, int]]) -> FrozenDict[int, FrozenDict[int, int]]:
    """Counts by two numbers, of the second the highest first."""
    return FrozenDict(
        {one: FrozenDict(dict(sorted(of.items(), reverse=True))) for one, of in counts.items()}
    )


def _stars(product_set: ProductSet, counts: dict[int, dict[int, int]]) -> Iterator[ReachedStar]:
    for star in sorted([band.star for band in product_set.bands], reverse=True):
        yield ReachedStar(
            star,
            _minimum_points(product_set, star),
            min([total for total, of in counts.items() if star in of], default=None),
            max([total for total, of in counts.items() if min(of) < star], default=None),
            sum([of.get(star, 0) for of in counts.values()]),
        )


def _minimum_points(product_set: ProductSet, star: int) -> int:
    """The points of the minimums of a star and of lower ones, of each criterion the highest."""
    highest: dict[str, int] = {}
    for asked in product_set.minimums:
        if asked.star <= star:
            known = highest.get(asked.criterion, 0)
            highest[asked.criterion] = max(known, asked.level.points)
    return sum(highest.values())


def _witnesses(
    space: Space, stars: tuple[ReachedStar, ...], counts: dict[int, dict[int, int]]
) -> Iterator[tuple[str, WitnessSheet]]:
    """A sheet for each statement; of several stars without one, the highest is shown."""
    asked = [("most_points", max(counts), max(counts[max(counts)]))]
    for found in stars:
        fewest, most = found.fewest_points, found.most_points_without
        if fewest is not None:
            asked.append((f"fewest_points_{found.star}", fewest, found.star))
        if most is not None:
            below = max([star for star in counts[most] if star < found.star])
            asked.append((f"most_points_without_{found.star}", most, below))
    for name, total, star in asked:
        sheet = sheet_with(space, total, star)
        assert sheet is not None, name  # a count above 0 has a sheet
        yield name, sheet


# Which criteria decide


class _Pair(NamedTuple):
    """Two ways to mark a criterion in one setting, and the rest of both sheets."""

    setting: Setting
    at: tuple[int, int]
    total: int
    lost: int | None


def _deciding(space: Space, place: int) -> Deciding:
    """Two sheets without gates that a criterion tells apart; where there are none, any two."""
    number = space.table.numbers[place]
    for some in dict.fromkeys((space.ungated, space)):
        pair = _pair(some, place)
        if pair is not None:
            one, other = _sheets(some, place, pair, is_gated=some is not space.ungated)
            return Deciding(number, (one, other))
    return Deciding(number, None)


def _pair(space: Space, place: int) -> _Pair | None:
    """The first two found: rests that miss no minimum before others, high totals before low."""
    rest = space.rest(place)
    for setting in space.settings(place):
        for total, lost in rest.outcomes():
            stars = [_star(space, setting, at, total, lost) for at in range(len(setting.ways))]
            if len(set(stars)) > 1:
                at = stars.index(min(stars)), stars.index(max(stars))
                return _Pair(setting, at, total, lost)
    return None


def _whole(
    space: Space, setting: Setting, at: int, total: int, lost: int | None
) -> tuple[int, int | None]:
    """Total and lost star of a whole sheet: a way of a setting, and the rest."""
    way = setting.ways[at]
    both = [star for star in (lost, space.lost_of(way)) if star is not None]
    return total + way.points, min(both, default=None)


def _star(space: Space, setting: Setting, at: int, total: int, lost: int | None) -> int:
    return space.star(*_whole(space, setting, at, total, lost))


def _sheets(space: Space, place: int, pair: _Pair, *, is_gated: bool) -> Iterator[WitnessSheet]:
    rest = space.rest(place).marks(pair.total, pair.lost)
    for at in pair.at:
        marks = space.joint(pair.setting.ways[at], rest)
        total, lost = _whole(space, pair.setting, at, pair.total, pair.lost)
        yield shown(space, marks, total, lost, is_gated=is_gated)
