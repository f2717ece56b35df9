"""The arithmetic of a council's policy: means, where they are rounded, on whose sheet a minimum
counts as met, how many must be present. Numbers in, numbers out, all exact.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain
from math import ceil, floor
from operator import itemgetter
from typing import NamedTuple

from ..filing.policy import Policy, Rounding
from ..rules.model import Level
from ..rules.product_set import ProductSet
from .choices import Choice, Unmet, is_met
from .council_values import CouncilUnmet
from .outcome import Outcome
from .table import Table

__all__ = [
    "Judged",
    "Standing",
    "is_unmet",
    "judged_on",
    "judges",
    "missed_up_to",
    "needed_present",
    "parts_of",
    "rounded",
    "rounding_of",
    "standing_of",
    "star_of_mean",
]


_NOTHING = Fraction()


class Standing(NamedTuple):
    """What counted sheets come to under a policy, gates aside.

    `mean` is the value after rounding, `exact` the mean of the totals before it.
    `unmet` has the minimums that are missed and that the points reach: lowest star first, then in
    printed order.
    """

    exact: Fraction
    mean: Fraction
    star_by_points: int
    unmet: tuple[CouncilUnmet, ...]
    star: int


def standing_of(
    policy: Policy,
    table: Table,
    counted: Sequence[Outcome],
    advisory: Outcome | None = None,
    shift: Fraction = _NOTHING,
) -> Standing:
    """What complete counted sheets come to; `advisory` is the advisory team's, where the policy
    judges minimums on it. `shift` is added to the mean before it is rounded: what the true points
    of a table may come to beside the printed ones, as far as there are such points.
    """
    exact = Fraction(sum([outcome.tally.total for outcome in counted]), len(counted))
    mean = exact
    if policy.mean in ("parts", "criteria"):
        mean = sum(parts_of(policy, table, counted), Fraction())
    if shift:
        mean = min(max(mean + shift, _NOTHING), Fraction(len(table.star_of_total) - 1))
    mean = rounded(mean, rounding_of(policy, "mean"))
    by_points = star_of_mean(table.product_set, mean)
    unmet = tuple(missed_up_to(policy, table, counted, advisory, by_points))
    star = max(unmet[0].star - 1, table.lowest_star) if unmet else by_points
    return Standing(exact, mean, by_points, unmet, star)


# Means


def rounding_of(policy: Policy, stage: str) -> Rounding | None:
    """How a policy rounds at a stage (`mean`, `parts`, `criteria`); None where it doesn't."""
    rounding = policy.rounding
    return rounding if rounding != "none" and rounding.of == stage else None


def rounded(value: Fraction, rounding: Rounding | None) -> Fraction:
    """A value as a policy rounds it: a half goes up, or to the even digit."""
    if rounding is None:
        return value
    unit = 10**rounding.places
    scaled = value * unit
    return Fraction(round(scaled) if rounding.half == "even" else floor(scaled + _HALF), unit)


_HALF = Fraction(1, 2)


def parts_of(policy: Policy, table: Table, counted: Sequence[Outcome]) -> tuple[Fraction, ...]:
    """The mean of each part, rounded where the policy rounds parts; where it averages criteria, of
    their means added up.
    """
    count = len(counted)
    by_criteria = rounding_of(policy, "criteria")
    if by_criteria is not None:
        means = [Fraction()] * len(table.part_codes)
        for item, points in zip(table.items, _points_of_criteria(counted), strict=True):
            means[item.part] += rounded(Fraction(points, count), by_criteria)
        return tuple(means)
    of_parts = zip(*[outcome.tally.parts for outcome in counted], strict=True)
    by_parts = rounding_of(policy, "parts")
    return tuple([rounded(Fraction(sum(points), count), by_parts) for points in of_parts])


def _points_of_criteria(counted: Sequence[Outcome]) -> Iterator[int]:
    """The points of all counted sheets together, criterion by criterion."""
    return map(sum, zip(*[map(_points, o.choices.criteria) for o in counted], strict=True))


_points: Callable[[Choice], int] = itemgetter(Choice._fields.index("points"))


def star_of_mean(product_set: ProductSet, mean: Fraction) -> int:
    """The star whose band holds a mean, exactly."""
    above, below = mean.numerator, mean.denominator
    for low, unit, is_in, star in product_set.kept(_bands):
        difference = above * unit - low * below  # of fractions, without making one
        if difference > 0 or (is_in and not difference):
            return star
    raise AssertionError(f"no band of {product_set} holds {mean}")  # pragma: no cover


def _bands(product_set: ProductSet) -> tuple[tuple[int, int, bool, int], ...]:
    """Where each band begins, as a fraction, and whether with that number; the highest first.

    INVARIANT: bands meet and cover every total, so that a mean lies in the first that begins no
    higher than it.
    """
    begins = [
        (Fraction(band.points.low or 0), band.points.low_in or band.points.low is None, band.star)
        for band in product_set.bands
    ]
    begins.sort(reverse=True)
    return tuple([(low.numerator, low.denominator, is_in, star) for low, is_in, star in begins])


# Minimums


class Judged(NamedTuple):
    """How counted sheets stand to one minimum: `of` take its level's case or none, `met_by` of them
    meet it, and have so many `points` together.
    """

    met_by: int
    of: int
    points: int


def judges(needed: Level, choice: Choice) -> bool:
    """Whether a sheet meets or misses a minimum: a level of the other case does neither."""
    levels = choice.levels
    return len(levels) != 1 or levels[0].case == needed.case


def is_unmet(policy: Policy, needed: Level, judged: Judged) -> bool:
    """Whether a minimum is missed on counted sheets; never where no sheet takes its case or none.

    On the advisory team's sheet nothing counts but that sheet: not asked here.
    """
    if not judged.of:
        return False
    if policy.minimums == "majority":
        return 2 * judged.met_by <= judged.of
    if policy.minimums == "mean":
        rounding = rounding_of(policy, "criteria")
        if rounding is None:
            return judged.points < needed.points * judged.of
        return rounded(Fraction(judged.points, judged.of), rounding) < needed.points
    return judged.met_by < judged.of


def judged_on(needed: Level, column: Iterable[Choice]) -> Judged:
    """How the choices of one criterion stand to a minimum on it."""
    met_by = of = points = 0
    for choice in column:
        if judges(needed, choice):
            of += 1
            points += choice.points
            met_by += is_met(needed, choice.levels)
    return Judged(met_by, of, points)


def missed_up_to(
    policy: Policy,
    table: Table,
    counted: Sequence[Outcome],
    advisory: Outcome | None,
    by_points: int,
) -> Iterator[CouncilUnmet]:
    """The minimums that are missed, up to a star: lowest star first, then in printed order.

    A minimum that no counted sheet misses is met under every policy that judges on these.
    """
    found = _missing(counted if advisory is None else (advisory,), by_points)
    count = len(counted)
    # Most minimums that some sheets miss are met by most: a majority needs no closer look at them.
    enough = (count + 1) // 2 if policy.minimums == "majority" else 0
    in_order = [
        (unmet.star, table.index[unmet.printed.number], _place_of(unmet), missed_by, unmet)
        for missed_by, unmet in found
        if missed_by >= enough or unmet.printed.cases
    ]
    in_order.sort()
    by_criteria = rounding_of(policy, "criteria")
    for star, at, _, missed_by, unmet in in_order:
        needed, column = unmet.needs_level, [o.choices.criteria[at] for o in counted]
        if advisory is None and not unmet.printed.cases:  # then every sheet judges
            judged = Judged(count - missed_by, count, sum(map(_points, column)))
        else:
            judged = judged_on(needed, column)
        if advisory is not None or is_unmet(policy, needed, judged):
            has = unmet.has_level if policy.minimums in ("advisory", "agreed") else None
            met_by, of, points = judged
            mean = rounded(Fraction(points, of), by_criteria) if of else None
            yield CouncilUnmet(star, unmet.printed, needed, has, mean, met_by, of)


def _place_of(unmet: Unmet) -> int:
    """Where the level of a minimum stands in its criterion; only cases have several of one star."""
    return unmet.printed.levels.index(unmet.needs_level) if unmet.printed.cases else 0


def _missing(outcomes: Iterable[Outcome], by_points: int) -> Iterator[tuple[int, Unmet]]:
    """Every minimum that some sheet misses, up to a star, and how many miss it."""
    found: dict[int, Unmet] = {}
    counts: dict[int, int] = {}
    for outcome in outcomes:
        lost = outcome.tally.lost
        if lost is None or lost > by_points:
            continue
        missed = outcome.unmet  # all up to its own star by points
        if outcome.award.reach < by_points:
            missed = tuple(chain.from_iterable(map(_unmet_of, outcome.choices.criteria)))
        for unmet in missed:
            star, _, needed, _ = unmet
            if star <= by_points:
                level = id(needed)  # of the table, which outlives its outcomes
                found[level] = unmet
                counts[level] = counts.get(level, 0) + 1
    return zip(counts.values(), found.values(), strict=True)


_unmet_of: Callable[[Choice], tuple[Unmet, ...]] = itemgetter(Choice._fields.index("unmet"))


# Presence


def needed_present(policy: Policy, appointed: int) -> int:
    """How many members must be present of those appointed: the share, rounded up; 0 where the
    policy has no quorum.
    """
    return ceil(policy.quorum.fraction * appointed) if policy.quorum else 0
