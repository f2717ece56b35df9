"""What the next star needs, as two lists: minimums, and points; of unfinished sheets too."""

from typing import Any, NamedTuple

from ..rules.model import Criterion, Level
from .choices import Choice, ids_of, is_met
from .outcome import Outcome
from .table import Asked, Item, Table

__all__ = ["Lacking", "Toward", "least_total", "star_above", "toward"]


class Lacking(NamedTuple):
    """A criterion whose minimum is not met or not yet assessed: the highest level asked, and what
    there is.
    """

    printed: Criterion
    star: int
    needs_level: Level
    has_levels: tuple[Level, ...]

    @property
    def criterion(self) -> str:
        """The printed number of the criterion."""
        return self.printed.number

    @property
    def needs(self) -> str:
        """The id of the level that is needed."""
        return self.needs_level.id

    @property
    def has(self) -> str | list[str] | None:
        """The id of the level reached; None where none is, or nothing is assessed."""
        return ids_of(self.has_levels, self.printed)

    def as_json(self) -> dict[str, Any]:
        """The entry as it stands in `toward`, in plain values."""
        return {"criterion": self.criterion, "needs": self.needs, "has": self.has}


class Toward(NamedTuple):
    """A star and what it needs: the points that the total lacks to its band, the minimums that are
    not met, and the criteria that are still open.
    """

    star: int
    points_missing: int
    unmet: tuple[Lacking, ...]
    open_criteria: tuple[Criterion, ...]

    @property
    def open(self) -> tuple[str, ...]:
        """The printed numbers of the criteria that nobody has assessed."""
        return tuple([criterion.number for criterion in self.open_criteria])

    def as_json(self) -> dict[str, Any]:
        """As `toward` of `ocop-evaluation/1`, in plain values."""
        return {
            "star": self.star,
            "points_missing": str(self.points_missing),
            "unmet": [lacking.as_json() for lacking in self.unmet],
            "open": list(self.open),
        }


def toward(outcome: Outcome) -> Toward | None:
    """What the star above the one given needs; of an open sheet, above the lowest still possible.

    None at the highest star, where no total reaches the next one, and where a gate applies.
    """
    star = outcome.range.star[0] if outcome.range else outcome.star  # neither where a gate applies
    above = star_above(outcome.table, star)
    least = None if above is None else least_total(outcome.table, above)
    if above is None or least is None:
        return None
    choices = outcome.choices.criteria
    both = zip(outcome.table.items, choices, strict=True)
    found = [_lacking(item, choice, above) for item, choice in both]
    return Toward(
        above,
        max(0, least - outcome.tally.total),
        tuple([lacking for lacking in found if lacking is not None]),
        tuple([choice.criterion for choice in choices if not choice.is_assessed]),
    )


def star_above(table: Table, star: int | None) -> int | None:
    """The star above this one; None where there is none."""
    if star is None:
        return None
    return min([band.star for band in table.product_set.bands if band.star > star], default=None)


def least_total(table: Table, star: int) -> int | None:
    """The least total whose band is this star or a higher one; None where no total has it."""
    return next((total for total, s in enumerate(table.star_of_total) if s >= star), None)


def _lacking(item: Item, choice: Choice, star: int) -> Lacking | None:
    """The highest minimum of a criterion, up to a star, that its levels don't meet."""
    missed = [asked for asked in item.minimums if asked.star <= star and not _meets(choice, asked)]
    if not missed:
        return None
    highest = max(missed, key=lambda asked: (asked.level.points, asked.star))
    return Lacking(item.criterion, highest.star, highest.level, choice.levels)


def _meets(choice: Choice, asked: Asked) -> bool:
    return choice.is_assessed and is_met(asked.level, choice.levels)
