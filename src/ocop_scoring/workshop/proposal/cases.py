"""Which cases of the base's decks come otherwise under a proposal."""

from __future__ import annotations

from typing import NamedTuple

from ...errors import Faults, OcopError, RulesetError
from ...rating.evaluation import Evaluation
from ...rating.table import table_of
from ...rules.catalog import Catalog
from ...rules.ruleset import Ruleset
from ..cases.rated import Ready, made_ready, rated
from ..cases.run import cases_in, decks_of

__all__ = ["BaseCases", "CaseOutcome", "MovedCase", "TriedCases"]


class CaseOutcome(NamedTuple):
    """What a case comes to: its status, its star, the star by its points."""

    status: str
    star: int | None
    star_by_points: int | None
    total: int | None


class MovedCase(NamedTuple):
    """A case that comes to something else: its sentence, where it stands, what it came to and comes
    to; `now` is None where its marks no longer fit the table.
    """

    case: str
    at: str
    was: CaseOutcome
    now: CaseOutcome | None


class TriedCases(NamedTuple):
    """The cases of a table that were tried: how many, and those that come otherwise."""

    tried: int
    moved: tuple[MovedCase, ...]


class BaseCases:
    """The cases of a ruleset's decks, each made ready and rated once, however many proposals are
    tried on them.
    """

    def __init__(self, base: Ruleset, catalog: Catalog) -> None:
        self._base, self._catalog = base, catalog
        self._known: dict[int, list[tuple[Ready, CaseOutcome]]] = {}

    def tried(self, proposed: Ruleset, number: int) -> TriedCases:
        """The cases of one table under a proposal. RulesetError where a deck can't be read."""
        table, moved = table_of(proposed.product_set(number)), []
        for ready, was in self._of(number):
            try:
                now = _outcome(rated(ready, proposed, table))
            except OcopError:
                now = None
            if was != now:
                moved.append(MovedCase(ready.case.told.case, str(ready.case.place()), was, now))
        return TriedCases(len(self._of(number)), tuple(moved))

    def _of(self, number: int) -> list[tuple[Ready, CaseOutcome]]:
        if number not in self._known:
            faults, base = Faults(), self._base
            files = decks_of(base, self._catalog).get(number, ())
            product_set = base.product_set(number)
            table = table_of(product_set)
            every = [
                made_ready(base, product_set, case, self._catalog)
                for case in cases_in(files, product_set, faults)
            ]
            faults.raise_any(RulesetError)
            self._known[number] = [(ready, _outcome(rated(ready, base, table))) for ready in every]
        return self._known[number]


def _outcome(result: Evaluation) -> CaseOutcome:
    return CaseOutcome(result.status, result.star, result.star_by_points, result.total)
