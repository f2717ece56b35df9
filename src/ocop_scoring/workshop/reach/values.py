"""Statements about every complete sheet of a table, each with a sheet that shows it.

What is not known of a table stands in its caveats: numbers are of the table as it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...filing.forms import Mark
from ...frozen import FrozenDict, Value
from ...rating.bounds import Bounds
from ...rating.caveats import Caveat, caveats_of, of_table
from ...rating.writers import caveat_json
from ...rules.product_set import ProductSet
from .space import Space, space_of

__all__ = [
    "Deciding",
    "Reach",
    "ReachedStar",
    "WitnessSheet",
    "mark_json",
    "marks_json",
    "sheet_with",
    "shown",
]


class ReachedStar(NamedTuple):
    """What holds for one star.

    `minimum_points` adds up the points of all minimums of it and of lower stars, of each criterion
    those of the highest level asked. `fewest_points` is the lowest total of a sheet with exactly
    this star, None where there is none; `most_points_without` the highest total of one with a lower
    star, None where every sheet has this star or a higher one. `sheets` have exactly this star.
    """

    star: int
    minimum_points: int
    fewest_points: int | None
    most_points_without: int | None
    sheets: int

    @property
    def reachable(self) -> bool:
        """Whether some sheet has exactly this star."""
        return self.sheets > 0


class WitnessSheet(NamedTuple):
    """A sheet that shows what is claimed: its marks, and what it comes to, gates aside.

    `is_gated`: no such sheet is free of marks that raise a gate (set 16: a sensory 0), so this one
    is rejected; its total and star by points stand in its result all the same.
    """

    marks: FrozenDict[str, Mark]
    total: int
    star_by_points: int
    star: int
    is_gated: bool


class Deciding(NamedTuple):
    """Whether a criterion ever decides a star: two sheets that differ in its mark alone and have
    different stars; None both where there are none.

    Where the criterion opens others, their marks stay, and count 0 where it falls short.
    """

    criterion: str
    sheets: tuple[WitnessSheet, WitnessSheet] | None

    @property
    def decides(self) -> bool:
        """Whether there are two such sheets."""
        return self.sheets is not None


class Reach(Value):
    """What holds for every complete sheet of one table.

    `stars` has the highest star first. Counts are exact: `totals` by total, `by_points` by star by
    points and star, `stars_by_total` by total and star. `witnesses` are named as in the JSON:
    `most_points`, `fewest_points_4`, `most_points_without_5`.
    """

    rules: ProductSet
    sheets: int
    most_points: int
    stars: tuple[ReachedStar, ...]
    totals: FrozenDict[int, int]
    by_points: FrozenDict[int, FrozenDict[int, int]]
    stars_by_total: FrozenDict[int, FrozenDict[int, int]]
    decisive: tuple[Deciding, ...]
    witnesses: FrozenDict[str, WitnessSheet]

    @property
    def ruleset(self) -> str:
        """The id of the ruleset."""
        return self.rules.ruleset

    @property
    def product_set(self) -> int:
        """The number of the product set."""
        return self.rules.product_set

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What is not known of the table, so that it may say otherwise than its decision."""
        return tuple(_caveats(self.rules, self.most_points))

    def star(self, star: int) -> ReachedStar:
        """What holds for one star. KeyError where the ruleset has no such star."""
        for found in self.stars:
            if found.star == star:
                return found
        raise KeyError(star)

    def sheet_with(self, points: int, star: int) -> WitnessSheet | None:
        """A sheet with this total and star; None where there is none."""
        return sheet_with(space_of(self.rules), points, star)

    def as_json(self) -> dict[str, Any]:
        """`ocop-reach/1`: what `ocop reach RULESET N --json` prints."""
        return {
            "format": "ocop-reach/1",
            "ruleset": self.ruleset,
            "product_set": self.product_set,
            "most_points": str(self.most_points),
            "stars": {str(found.star): _star_json(found) for found in self.stars},
            "witnesses": {name: marks_json(sheet.marks) for name, sheet in self.witnesses.items()},
            "sheets": str(self.sheets),
            "totals": {str(total): str(sheets) for total, sheets in self.totals.items()},
            "by_points": _counts(self.by_points),
            "stars_by_total": _counts(self.stars_by_total),
            "decisive": [_deciding_json(found) for found in self.decisive],
            "gated": [name for name, sheet in self.witnesses.items() if sheet.is_gated],
            "ruleset_digest": self.rules.digest,
            "released": self.rules.released,
            "provenance": self.rules.provenance,
            "caveats": [caveat_json(caveat) for caveat in self.caveats],
        }


# A sheet that shows it


def sheet_with(space: Space, total: int, star: int) -> WitnessSheet | None:
    """A sheet with this total and star: one that raises no gate, where there is one; then one that
    misses no minimum, or one of as high a star as can be.
    """
    for some in (space.ungated, space):
        for lost in reversed(some.lost):
            if some.has(total, lost) and space.star(total, lost) == star:
                return shown(space, space.marks(total, lost), total, lost)
    return None


def shown(
    space: Space,
    marks: FrozenDict[str, Mark],
    total: int,
    lost: int | None,
    *,
    is_gated: bool | None = None,
) -> WitnessSheet:
    gated = not space.ungated.has(total, lost) if is_gated is None else is_gated
    by_points = space.table.star_of_total[total]
    return WitnessSheet(marks, total, by_points, space.star(total, lost), gated)


# What is not known


def _caveats(product_set: ProductSet, most: int) -> Iterator[Caveat]:
    """That the table is no released one, then what is not known of it."""
    of_all = Bounds((0, most), (0, most), None, None, False)  # of no sheet in particular
    yield from [c for c in caveats_of(product_set, of_all) if c.code == "not-released"]
    yield from [of_table(product_set, code) for code in product_set.caveats]


# As systems read it


def _star_json(found: ReachedStar) -> dict[str, Any]:
    return {
        "reachable": found.reachable,
        "minimum_points": str(found.minimum_points),
        "fewest_points": _points(found.fewest_points),
        "most_points_without": _points(found.most_points_without),
        "sheets": str(found.sheets),
    }


def _points(points: int | None) -> str | None:
    return None if points is None else str(points)


def _deciding_json(found: Deciding) -> dict[str, Any]:
    """A criterion: where it decides, one sheet, and the mark that makes it the other one."""
    said: dict[str, Any] = {"criterion": found.criterion, "decides": found.decides}
    if found.sheets is None:
        return said | {"marks": None, "star": None, "instead": None, "star_instead": None}
    one, other = found.sheets
    return said | {
        "marks": marks_json(one.marks),
        "star": one.star,
        "instead": mark_json(other.marks[found.criterion]),
        "star_instead": other.star,
    }


def marks_json(marks: Mapping[str, Mark]) -> dict[str, Any]:
    """Marks as a sheet has them in JSON."""
    return {number: mark_json(mark) for number, mark in marks.items()}


def mark_json(mark: Mark) -> int | str | list[str]:
    return list(mark) if isinstance(mark, tuple) else mark


def _counts(counts: Mapping[int, Mapping[int, int]]) -> dict[str, dict[str, str]]:
    return {str(one): {str(n): str(c) for n, c in of.items()} for one, of in counts.items()}
