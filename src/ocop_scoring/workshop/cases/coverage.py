"""How much of the rules the case decks try: of everything that a product set has, what some case
tries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...filing.evidence import Review
from ...rating.score import Evaluation
from ...rules.product_set import ProductSet
from ...rules.ruleset import Ruleset
from .coverage_decision import Answer, things_of_decision, tried_by_case
from .coverage_evidence import things_of_table, tried_by_result, tried_by_review
from .coverage_kinds import Kind, Thing
from .decision_deck import DecisionCase

__all__ = ["Coverage", "Covered", "OfTable"]


class Covered(NamedTuple):
    """How many of all things of one kind some case tries, and those that none does."""

    kind: Kind
    tried: int
    of: int
    missing: tuple[str, ...]


class OfTable(NamedTuple):
    """How many of all things of one table some case tries."""

    product_set: int
    tried: int
    of: int


class Coverage:
    """What some case tries, of all that the product sets have; `fully` counts conditions, openers,
    readings, findings and the decision's days beside what sheets tick.
    """

    def __init__(self, *, fully: bool = False) -> None:
        self._fully = fully
        self._all: dict[Thing, None] = {}
        self._tried: set[Thing] = set()
        self._reviews: dict[int, Review] = {}

    def expect(self, product_set: ProductSet) -> None:
        """Everything of a product set that a case can try."""
        at = f"{product_set.ruleset}/{product_set.product_set}"
        things = [*_of_criteria(product_set), *_of_stars(product_set)]
        things += things_of_table(product_set) if self._fully else ()
        self._all |= dict.fromkeys((kind, f"{at}/{place}") for kind, place in things)

    def note(self, product_set: ProductSet, result: Evaluation) -> None:
        """Everything that one result tries."""
        at = f"{product_set.ruleset}/{product_set.product_set}"
        things = [*_ticked(result), *(("gates", raised.id) for raised in result.gates)]
        if result.status == "rated":
            things += [("stars", f"{result.star}★"), ("boundaries", str(result.total))]
            things += _minimums(product_set, result)
        if self._fully:
            things += tried_by_result(product_set, result)
            review = result.outcome.review
            if id(review) not in self._reviews:  # dossiers that say nothing share one
                self._reviews[id(review)] = review
                things += tried_by_review(product_set, review)
        self._tried |= {(kind, f"{at}/{place}") for kind, place in things}

    def expect_decision(self, ruleset: Ruleset) -> None:
        """Everything of a decision beside its tables; nothing where that is not counted."""
        places = things_of_decision(ruleset) if self._fully else ()
        self._all |= dict.fromkeys(("days", f"{ruleset.id}/{place}") for place in places)

    def note_decision(self, ruleset: Ruleset, told: DecisionCase, came: Answer) -> None:
        """Everything that one answer of the decision tries."""
        if self._fully:
            places = tried_by_case(told, ruleset, came)
            self._tried |= {("days", f"{ruleset.id}/{place}") for place in places}

    def counted(self) -> tuple[Covered, ...]:
        """Every kind with its count, its denominator and what is left."""
        return tuple(self._counted(kind) for kind in dict.fromkeys(kind for kind, _ in self._all))

    def by_table(self) -> tuple[OfTable, ...]:
        """Of each table so many of all."""
        counts: dict[int, list[int]] = {}
        for thing in self._all:
            if thing[0] != "days":
                count = counts.setdefault(int(thing[1].split("/")[1]), [0, 0])
                count[0] += thing in self._tried
                count[1] += 1
        return tuple([OfTable(number, *count) for number, count in counts.items()])

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
