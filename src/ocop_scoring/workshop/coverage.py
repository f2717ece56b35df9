"""How much of the rules the case decks try: of everything that a product set has, what some case
tries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..rating.score import Evaluation
from ..rules.product_set import ProductSet

__all__ = ["Coverage", "Covered", "Kind"]

Kind = Literal["levels", "cases", "minimums-met", "minimums-missed", "gates", "stars", "boundaries"]
"""What is counted: levels that a sheet ticks, cases of criteria that have two, minimums met and
missed, gates raised, stars given, and the totals on both sides of each band's lower end.
"""

Thing = tuple[Kind, str]


class Covered(NamedTuple):
    """How many of all things of one kind some case tries, and those that none does."""

    kind: Kind
    tried: int
    of: int
    missing: tuple[str, ...]


class Coverage:
    """What some case tries, of all that the product sets have."""

    def __init__(self) -> None:
        self._all: dict[Thing, None] = {}
        self._tried: set[Thing] = set()

    def expect(self, product_set: ProductSet) -> None:
        """Everything of a product set that a case can try."""
        at = f"{product_set.ruleset}/{product_set.product_set}"
        things = (*_of_criteria(product_set), *_of_stars(product_set))
        self._all |= dict.fromkeys((kind, f"{at}/{place}") for kind, place in things)

    def note(self, product_set: ProductSet, result: Evaluation) -> None:
        """Everything that one result tries."""
        at = f"{product_set.ruleset}/{product_set.product_set}"
        things = [*_ticked(result), *(("gates", raised.id) for raised in result.gates)]
        if result.status == "rated":
            things += [("stars", f"{result.star}★"), ("boundaries", str(result.total))]
            things += _minimums(product_set, result)
        self._tried |= {(kind, f"{at}/{place}") for kind, place in things}

    def counted(self) -> tuple[Covered, ...]:
        """Every kind with its count, its denominator and what is left."""
        return tuple(self._counted(kind) for kind in dict.fromkeys(kind for kind, _ in self._all))

    def _counted(self, kind: Kind) -> Covered:
        things = [thing for thing in self._all if thing[0] == kind]
        left = tuple(thing[1] for thing in things if thing not in self._tried)
        return Covered(kind, len(things) - len(left), len(things), left)


def _of_criteria(product_set: ProductSet) -> Iterator[Thing]:
    for criterion in product_set.criteria:
        for level in criterion.levels:
            yield "levels", f"{criterion.number}/{level.id}"
        for case in criterion.cases:
            yield "cases", f"{criterion.number}/{case}"
    for minimum in product_set.minimums:
        yield "minimums-met", f"{minimum.criterion}/{minimum.level.id}"
        yield "minimums-missed", f"{minimum.criterion}/{minimum.level.id}"


def _of_stars(product_set: ProductSet) -> Iterator[Thing]:
    for gate in product_set.gates:
        yield "gates", gate.id
    for band in product_set.bands:
        yield "stars", f"{band.star}★"
        if band.points.low is not None:
            yield "boundaries", str(band.points.low)
            yield "boundaries", str(band.points.low - 1)


def _ticked(result: Evaluation) -> Iterator[Thing]:
    for choice in result.outcome.choices.criteria:
        for level in choice.levels:
            yield "levels", f"{choice.number}/{level.id}"
            if level.case is not None:
                yield "cases", f"{choice.number}/{level.case}"


def _minimums(product_set: ProductSet, result: Evaluation) -> Iterator[Thing]:
    """The minimums that a result meets and misses, up to its star by points.

    A minimum binds within its case: one of the other case is neither met nor missed.
    """
    missed = {(unmet.criterion, unmet.needs) for unmet in result.unmet}
    choices = result.outcome.choices.criteria
    reached = {choice.number: choice.levels[-1].case for choice in choices if choice.levels}
    for minimum in product_set.minimums:
        in_case = minimum.level.case in (None, reached.get(minimum.criterion))
        if in_case and minimum.star <= (result.star_by_points or 0):
            place = (minimum.criterion, minimum.level.id)
            yield "minimums-missed" if place in missed else "minimums-met", "/".join(place)
