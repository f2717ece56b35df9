"""What one criterion can get: a level or none, its points, and the minimums that it misses."""

from collections.abc import Iterable
from typing import NamedTuple

from ..rules.model import Criterion, Level
from ..terms import ChoiceSource

__all__ = ["Choice", "Unmet", "ids_of", "is_met", "points_of"]


class Unmet(NamedTuple):
    """A printed minimum that is missed: the star it costs, what it needs, what there is.

    `needs_level`, or a level with more points of its case, would meet it.
    """

    star: int
    printed: Criterion
    needs_level: Level
    has_level: Level | None

    @property
    def criterion(self) -> str:
        """The printed number of the criterion."""
        return self.printed.number

    @property
    def needs(self) -> str:
        """The id of the level that is needed."""
        return self.needs_level.id

    @property
    def has(self) -> str | None:
        """The id of the level reached; None where none is."""
        return self.has_level.id if self.has_level else None


class Choice(NamedTuple):
    """What one criterion gets, in numbers: its levels, their points, where they come from.

    `levels` is empty where no level is reached or nothing is assessed, and has several where ticked
    lines add up. `marked` has the points of a mark that doesn't count, since the criterion that
    opens this one fell short. `packed` is what `Packing` adds up.
    """

    criterion: Criterion
    levels: tuple[Level, ...]
    points: int
    source: ChoiceSource
    unmet: tuple[Unmet, ...]
    packed: int
    marked: int = 0

    @property
    def number(self) -> str:
        """The printed number of the criterion."""
        return self.criterion.number

    @property
    def is_assessed(self) -> bool:
        """Whether the criterion is assessed: 0 points are, *not assessed* is not."""
        return self.source != "none"

    @property
    def level(self) -> Level | None:
        """The level reached, the first where lines add up; None where none is."""
        return self.levels[0] if self.levels else None


def points_of(levels: Iterable[Level]) -> int:
    """The points of some levels together."""
    return sum([level.points for level in levels])


def ids_of(levels: tuple[Level, ...], criterion: Criterion) -> str | list[str] | None:
    """A level's id; a list of ids where lines add up; None where no level is reached."""
    if not levels:
        return None
    return [level.id for level in levels] if criterion.mode == "sum" else levels[0].id


def is_met(needed: Level, levels: tuple[Level, ...]) -> bool:
    """Whether the levels reached meet a minimum: its level, or one with more points of its case.

    A minimum binds within its case; where no level is reached it is missed.
    """
    if not levels:
        return False
    if len(levels) > 1:
        is_ticked = any(level.id == needed.id for level in levels)
        return is_ticked or points_of(levels) > needed.points
    (level,) = levels
    return level.id == needed.id or level.case != needed.case or level.points > needed.points
