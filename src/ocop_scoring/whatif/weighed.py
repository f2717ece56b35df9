"""How much each single mark weighs: what another level would give, and whether the star stands
where one mark is a level lower.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from ..filing.forms import Mark, ScoreSheet
from ..rating.choices import Choice, ids_of
from ..rating.council_numbers import CouncilNumbers
from ..rating.council_result import CouncilResult
from ..rating.council_writers import number_json
from ..rating.outcome import Outcome, rate
from ..rating.table import Table
from ..rating.toward import least_total, star_above
from ..rules.model import Criterion, Level
from ..workshop.reach.choosable import options_of
from ..workshop.reach.values import mark_json
from .losses import Counted, Loss, Lost, least_losses
from .moved import Result
from .ways import lower

__all__ = ["AnotherLevel", "Fall", "LeastLoss", "LowerMark", "MarkWeight", "Robustness"]
__all__ += ["robustness_of", "weights_of"]


class AnotherLevel(NamedTuple):
    """What a result comes to where one mark is another: the mark, its levels and points, and total
    (of a council its mean) and star then, None where a gate applies.
    """

    mark: Mark
    levels: tuple[Level, ...]
    points: int
    total: int | Fraction
    star: int | None

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        return {
            "mark": mark_json(self.mark),
            "points": str(self.points),
            "total": number_json(self.total),
            "star": self.star,
        }


class MarkWeight(NamedTuple):
    """What each other level of one criterion would give: on the one sheet, or on that of a member.

    `missing` is what the best of them leaves missing to the next band above it; None at the top.
    """

    printed: Criterion
    member: str | None
    points: int
    levels: tuple[Level, ...]
    star: int | None
    others: tuple[AnotherLevel, ...]
    missing: int | Fraction | None

    @property
    def criterion(self) -> str:
        """The printed number of the criterion."""
        return self.printed.number

    @property
    def best_star(self) -> int | None:
        """The highest star that this mark alone can give."""
        return max([o.star for o in self.others if o.star is not None], default=self.star)

    @property
    def worst_star(self) -> int | None:
        """The lowest star that this mark alone can leave; None where a gate would apply."""
        stars = [another.star for another in self.others]
        return None if None in stars else min([s for s in stars if s], default=self.star)

    @property
    def rises(self) -> int:
        """By how many stars this mark alone can raise the result."""
        return max(0, (self.best_star or 0) - (self.star or 0))

    @property
    def falls(self) -> int:
        """By how many stars this mark alone can lower the result; a gate takes all."""
        return max(0, (self.star or 0) - (self.worst_star or 0))

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        return {
            "criterion": self.criterion,
            "member": self.member,
            "level": ids_of(self.levels, self.printed),
            "points": str(self.points),
            "rises": self.rises,
            "falls": self.falls,
            "missing": number_json(self.missing),
            "others": [another.as_json() for another in self.others],
        }


def weights_of(result: Result) -> tuple[MarkWeight, ...]:
    """Each criterion of the sheet, or of every counted sheet, the one that matters most first: what
    raises the star most, then what lowers it most, then what leaves least missing to the next band;
    of equals in printed order, member by member. None of a result without a star.

    Criteria that another one closes stand aside: no mark of theirs counts.
    """
    if result.star is None:
        return ()
    found = [
        _weight(result, at, place)
        for at in range(len(_counted(result)))
        for place in range(len(_table(result).items))
        if _counted(result)[at].choices.criteria[place].source != "condition"
    ]
    place_of = _table(result).index
    found.sort(key=lambda w: (-w.rises, -w.falls, _gap(w), place_of[w.criterion]))
    return tuple(found)


def _gap(weight: MarkWeight) -> int | Fraction:
    return 0 if weight.missing is None else weight.missing


def _weight(result: Result, at: int, place: int) -> MarkWeight:
    table, now = _table(result), _counted(result)[at].choices.criteria[place]
    others = []
    for option in options_of(table.items[place]):
        mark = option.mark
        if mark is not None and option.levels != now.levels:
            total, star = came_with(result, at, {table.numbers[place]: mark})
            points = option.points
            others.append(AnotherLevel(mark, option.levels, points, total, star))
    best = max(others, key=lambda other: (other.star or 0, other.total), default=None)
    star = result.star if best is None else best.star
    total = _total(result) if best is None else best.total
    return MarkWeight(
        table.criteria[place],
        _member(result, at),
        now.points,
        now.levels,
        result.star,
        tuple(others),
        _missing(table, total, star),
    )


def _missing(table: Table, total: int | Fraction, star: int | None) -> int | Fraction | None:
    """What a total lacks to the band of the star above."""
    above = star_above(table, star)
    least = None if above is None else least_total(table, above)
    return None if least is None else max(0, least - total)


# One level lower


class LowerMark(NamedTuple):
    """A mark that is lower: whose sheet of a council, the criterion, from where to where."""

    printed: Criterion
    member: str | None
    from_levels: tuple[Level, ...]
    to_levels: tuple[Level, ...]

    @property
    def criterion(self) -> str:
        """The printed number of the criterion."""
        return self.printed.number

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        return {
            "criterion": self.criterion,
            "member": self.member,
            "from": ids_of(self.from_levels, self.printed),
            "to": ids_of(self.to_levels, self.printed),
        }


class Fall(NamedTuple):
    """One mark a level lower, and the star that is left; None where a gate applies."""

    mark: LowerMark
    star: int | None


class LeastLoss(NamedTuple):
    """Marks that cost the star together: how many levels and points they are lower in all."""

    levels: int
    points: int
    marks: tuple[LowerMark, ...]

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        return {
            "levels": self.levels,
            "points": str(self.points),
            "marks": [mark.as_json() for mark in self.marks],
        }


class Robustness(NamedTuple):
    """How firmly a star stands. Of all `marks` that can go a level lower, those that cost the star
    alone; the fewest levels and the fewest points that cost it together, None where nothing does.
    """

    star: int
    marks: int
    falls: tuple[Fall, ...]
    fewest_levels: LeastLoss | None
    fewest_points: LeastLoss | None

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        levels, points = self.fewest_levels, self.fewest_points
        return {
            "star": self.star,
            "marks": self.marks,
            "falls": [{**fall.mark.as_json(), "star": fall.star} for fall in self.falls],
            "fewest_levels": levels.as_json() if levels else None,
            "fewest_points": points.as_json() if points else None,
        }


def robustness_of(result: Result) -> Robustness | None:
    """How firmly a result's star stands; None where it has none."""
    star = result.star
    if star is None:
        return None
    tried = list(_one_lower(result))
    falls = [Fall(mark, left) for mark, left in tried if left is None or left < star]
    least = least_losses(_as_counted(result), star)
    made = [None, None] if least is None else [_least(result, loss) for loss in least]
    marks = len({(mark.member, mark.criterion) for mark, _ in tried})
    return Robustness(star, marks, tuple(_first_of_each(falls)), *made)


def _first_of_each(falls: list[Fall]) -> Iterator[Fall]:
    """One fall for each mark: where lines add up, several are one line fewer."""
    seen = set()
    for fall in falls:
        key = fall.mark.member, fall.mark.criterion
        if key not in seen:
            seen.add(key)
            yield fall


def _one_lower(result: Result) -> Iterator[tuple[LowerMark, int | None]]:
    table = _table(result)
    for at, outcome in enumerate(_counted(result)):
        for place, now in enumerate(outcome.choices.criteria):
            for down, levels in lower(table.items[place], now.levels):
                if down == 1:
                    mark = table.items[place].choice(levels, "mark")
                    _, star = came_with(result, at, {now.number: _mark(mark)})
                    yield LowerMark(now.criterion, _member(result, at), now.levels, levels), star


def _mark(choice: Choice) -> Mark:
    """How a sheet writes a choice."""
    if choice.criterion.mode == "sum":
        return tuple([level.id for level in choice.levels])
    return choice.levels[0].id if choice.levels else 0


def _least(result: Result, loss: Loss) -> LeastLoss:
    return LeastLoss(loss.levels, loss.points, tuple([_lower(result, one) for one in loss.lost]))


def _lower(result: Result, lost: Lost) -> LowerMark:
    now = _counted(result)[lost.sheet].choices.criteria[lost.place]
    member = _member(result, lost.sheet)
    return LowerMark(now.criterion, member, now.levels, lost.choice.levels)


# A result with other marks


def came_with(result: Result, at: int, marks: dict[str, Mark]) -> tuple[int | Fraction, int | None]:
    """Total and star of a result whose counted sheet at a place is marked otherwise."""
    outcome, sheet = _counted(result)[at], _sheet(result, at)
    other = rate(
        outcome.table, outcome.review, sheet.model_copy(update={"marks": {**sheet.marks, **marks}})
    )
    if not isinstance(result, CouncilResult):
        return other.tally.total, other.star
    outcomes = list(result.outcomes)
    outcomes[result.seats.counted[at]] = other
    policy, sitting = result.rules_of_procedure, result.sitting
    now = CouncilNumbers(
        result.rules, result.dossier, result.seats, policy, tuple(outcomes), sitting
    )
    assert now.mean is not None  # a sheet that was complete stays so
    return now.mean, now.star


def _counted(result: Result) -> tuple[Outcome, ...]:
    return result.counted if isinstance(result, CouncilResult) else (result.outcome,)


def _sheet(result: Result, at: int) -> ScoreSheet:
    return result.seats.counting[at] if isinstance(result, CouncilResult) else result.sheet


def _member(result: Result, at: int) -> str | None:
    return _sheet(result, at).assessor.id if isinstance(result, CouncilResult) else None


def _table(result: Result) -> Table:
    return _counted(result)[0].table


def _total(result: Result) -> int | Fraction:
    total = result.mean if isinstance(result, CouncilResult) else result.total
    return total or 0


def _as_counted(result: Result) -> Counted:
    if isinstance(result, CouncilResult):
        policy, outcomes = result.rules_of_procedure, result.counted
        return Counted(result.table, outcomes, policy, result.advisory is not None)
    return Counted(result.outcome.table, (result.outcome,))
