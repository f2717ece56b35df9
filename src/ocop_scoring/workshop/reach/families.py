"""Criteria that hang together and all that they can come to with one another, each missed minimum
by itself: what is asked of single minimums.

A total is a sum over families, and whether a minimum is missed hangs on its own family alone. So
the most points of all sheets within some condition on minimums is the sum of each family's most: no
sheet is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ...filing.marks import Mark
from ...frozen import FrozenDict
from ...rating.choices import Unmet
from .choosable import Option
from .space import Space

__all__ = ["Best", "Families", "Family", "Together", "having"]


class Together(NamedTuple):
    """What the criteria of a family come to: an option of each, their points, what they miss."""

    places: tuple[int, ...]
    options: tuple[Option, ...]
    points: int
    missed: tuple[Unmet, ...]

    def meets(self, star: int) -> bool:
        """Whether all minimums of this star and of lower ones are met."""
        return not any(unmet.star <= star for unmet in self.missed)


class Family(NamedTuple):
    """The places of an opener and of all that it opens, or of a criterion alone; and all that they
    can come to.
    """

    places: tuple[int, ...]
    ways: tuple[Together, ...]


class Best(NamedTuple):
    """The most points of all sheets that something holds of; the star and marks of one that has
    them.
    """

    total: int
    star: int
    marks: FrozenDict[str, Mark]


Holds = Callable[[Together], bool]


class Families:
    """A table's families. `space` are all of its sheets."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.all = tuple(
            [Family(c.places, tuple(_ways(space, c.places))) for c in space.components]
        )
        self._shown = self if space.ungated is space else Families(space.ungated)

    def most(self, holds: Holds) -> Best | None:
        """The most points of the sheets of which this holds in every family; None where there are
        none. The sheet is one that raises no gate by its marks, if any such has as many points.
        """
        found = self._most(holds)
        if found is None or self._shown is self:
            return found
        shown = self._shown._most(holds)
        return shown if shown is not None and shown.total == found.total else found

    def points_for(self, star: int) -> int | None:
        """The fewest points that give this star or a higher one; None where none do."""
        stars = self.space.table.star_of_total
        return next((total for total, given in enumerate(stars) if given >= star), None)

    def _most(self, holds: Holds) -> Best | None:
        total = 0
        lost: list[int] = []
        marks: dict[str, Mark] = {}
        for family in self.all:
            ways = [way for way in family.ways if holds(way)]
            if not ways:
                return None
            best = max(ways, key=lambda way: way.points)
            total += best.points
            lost += [unmet.star for unmet in best.missed]
            marks |= dict(_marks(best))
        numbers, star = self.space.table.numbers, self.space.star(total, min(lost, default=None))
        return Best(total, star, FrozenDict({n: marks[n] for n in numbers if n in marks}))


def _ways(space: Space, places: tuple[int, ...]) -> Iterator[Together]:
    opener, *hanging = places
    table = space.table
    least = {o.at: o.at_least for o in table.openers}
    for opening in space.options[opener]:
        picks: list[tuple[Option, ...]] = [(opening,)]
        for at in hanging:
            is_open = opening.points >= least[at]
            own = space.options[at] if is_open else (Option(table.closed[at][0]),)
            picks = [(*pick, option) for pick in picks for option in own]
        for pick in picks:
            missed = tuple([unmet for option in pick for unmet in option.choice.unmet])
            yield Together(places, pick, sum([option.points for option in pick]), missed)


def _marks(way: Together) -> Iterator[tuple[str, Mark]]:
    for option in way.options:
        mark = option.mark
        if mark is not None:
            yield option.choice.number, mark


def having(place: int, own: Iterable[Option]) -> Callable[[Together], bool]:
    """Whether the criterion at a place, if it is among these, has one of some options."""
    choices = [option.choice for option in own]

    def holds(way: Together) -> bool:
        if place not in way.places:
            return True
        return way.options[way.places.index(place)].choice in choices

    return holds
