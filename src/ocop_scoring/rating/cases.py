"""Criteria with two cases: which case each item of a pair takes on a sheet.

The ruleset names the pair (of set 26: community or service point). Items of one pair take one case;
of an item alone, as 3.2 of 1048, the producer's kind decides it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from ..filing.evidence import Review
from ..rules.model import Criterion
from .choices import Choice
from .table import Table

__all__ = ["CaseOf", "case_of", "decided_case", "differing", "ways_to_choose"]

CaseOf = Mapping[int, str]
"""By their places in the table: the case that items without a level take."""


def decided_case(criterion: Criterion, review: Review) -> str | None:
    """The case that the dossier decides; None where it decides none, or leaves it open."""
    holding = [
        name
        for name, case in criterion.cases.items()
        if case.when is not None and review.holds(case.when)
    ]
    return holding[0] if len(holding) == 1 else None


def differing(choices: Sequence[Choice]) -> Iterator[tuple[Choice, ...]]:
    """The items of each pair that take different cases on one sheet, in printed order."""
    by_pair: dict[str, list[Choice]] = {}
    for choice in choices:
        pair = choice.criterion.pair
        if pair is not None and case_of(choice) is not None:
            by_pair.setdefault(pair, []).append(choice)
    for items in by_pair.values():
        if len({case_of(choice) for choice in items}) > 1:
            yield tuple(items)


def case_of(choice: Choice) -> str | None:
    """The case of the level that a criterion reaches; None where it reaches none."""
    return choice.level.case if choice.level else None


def ways_to_choose(
    table: Table, choices: Sequence[Choice], review: Review
) -> Iterator[dict[int, str]]:
    """Every way in which the items that reach no level can take their cases.

    Such an item takes the case of the other items of its pair; where there are none, the one that
    the dossier decides; else either, but all of a pair the same.
    """
    undecided: dict[str, list[int]] = {}
    for place, choice in enumerate(choices):
        if choice.criterion.cases and case_of(choice) is None:
            pair = choice.criterion.pair or choice.number
            undecided.setdefault(pair, []).append(place)
    possible = [_possible(table, choices, review, places) for places in undecided.values()]
    for cases in product(*possible):
        chosen = zip(undecided.values(), cases, strict=True)
        yield {place: case for places, case in chosen for place in places}


def _possible(
    table: Table, choices: Sequence[Choice], review: Review, places: Sequence[int]
) -> list[str]:
    """The cases that the undecided items of one pair may take."""
    criteria = [table.criteria[place] for place in places]
    pair = criteria[0].pair
    taken = [case_of(choice) for choice in choices if pair and choice.criterion.pair == pair]
    known = list(dict.fromkeys([case for case in taken if case is not None]))
    if not known:
        decided = [decided_case(criterion, review) for criterion in criteria]
        known = list(dict.fromkeys([case for case in decided if case is not None]))
    return known or list(criteria[0].cases)
