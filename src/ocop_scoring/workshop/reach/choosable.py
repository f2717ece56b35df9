"""What one criterion can come to on a complete sheet: each of its levels, none, sets of lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...filing.evidence import Review
from ...filing.forms import Mark
from ...rating.choices import Choice, points_of
from ...rating.steps import Choices, raise_gates
from ...rating.table import Item, Table
from ...rules.model import Level

__all__ = ["Option", "alike", "options_of", "without_gates"]


class Option(NamedTuple):
    """One thing that a criterion can come to: its choice, and how many sets of lines come to the
    same (1 where lines don't add up). What several sets come to is shown by the first of them.
    """

    choice: Choice
    ways: int = 1

    @property
    def points(self) -> int:
        """Its points."""
        return self.choice.points

    @property
    def levels(self) -> tuple[Level, ...]:
        """Its levels: none where none is reached, several where lines add up."""
        return self.choice.levels

    @property
    def missed(self) -> tuple[int, ...]:
        """The stars of the minimums that it misses, lowest first."""
        return tuple([unmet.star for unmet in self.choice.unmet])

    @property
    def lost(self) -> int | None:
        """The lowest star that a missed minimum costs; None where none is missed."""
        return min(self.missed, default=None)

    @property
    def mark(self) -> Mark | None:
        """What a sheet writes for it; None where a conditional criterion has no choice."""
        choice = self.choice
        if choice.source == "condition":
            return None
        if choice.criterion.mode == "sum" and choice.levels:
            return tuple([level.id for level in choice.levels])
        return choice.levels[0].mark if choice.levels else 0


def options_of(item: Item) -> tuple[Option, ...]:
    """All that a criterion can come to, in printed order, "none reached" last."""
    criterion = item.criterion
    if criterion.mode == "sum":
        return tuple(_options_of_lines(item))
    options = [Option(choice) for choice in item.choices().values()]
    if criterion.zero is None:
        options.append(Option(item.choice((), "mark")))
    return tuple(options)


def _options_of_lines(item: Item) -> Iterator[Option]:
    """What the sets of lines of an item come to, line by line, so that not every set is looked at.

    Whether a minimum is met hangs on the points, on which lines with a minimum are ticked, and of a
    lone line on the line itself: sets that are alike in these are alike with any further line too.
    """
    asked = {minimum.level.id for minimum in item.minimums}
    sets: dict[object, tuple[tuple[Level, ...], int]] = {alike((), asked): ((), 1)}
    for line in item.criterion.levels:
        for levels, ways in list(sets.values()):
            ticked = (*levels, line)
            first, known = sets.get(alike(ticked, asked), (ticked, 0))
            sets[alike(ticked, asked)] = (first, known + ways)
    found: dict[object, Option] = {}
    for levels, ways in sets.values():
        option = Option(item.choice(levels, "mark"), ways)
        key = option.points, tuple([unmet.needs for unmet in option.choice.unmet])
        known_option = found.get(key, option._replace(ways=0))
        found[key] = known_option._replace(ways=known_option.ways + ways)
    yield from found.values()


def alike(levels: Sequence[Level], asked: set[str]) -> object:
    """What is equal for sets of lines that count alike; `asked` are the lines with a minimum."""
    ticked = frozenset([level.id for level in levels if level.id in asked])
    return points_of(levels), ticked, tuple(levels) if len(levels) < 2 else None


def without_gates(table: Table, place: int, options: Iterable[Option]) -> tuple[Option, ...]:
    """The options of a criterion that raise no gate by their mark (set 16: a sensory 0)."""
    before, after = table.best[:place], table.best[place + 1 :]
    return tuple(
        [
            option
            for option in options
            if not raise_gates(table, Choices((*before, option.choice, *after), ()), Review())
        ]
    )
