"""Runs case decks: each case is rated as a sheet, and compared with what it expects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...errors import Fault, Faults, OcopError, RulesetError
from ...rating.table import table_of
from ...rules.catalog import Catalog
from ...rules.product_set import ProductSet
from ...rules.ruleset import Ruleset
from ...sources.layout import shown_name
from ...sources.places import Source
from ...text import spans
from .coverage import Coverage, Covered, OfTable
from .decision_deck import cases_of_decision, decision_decks
from .decision_run import answer, differences_of_decision
from .deck import Case, cases_of, deck_files
from .differences import Difference
from .rated import came_otherwise, made_ready, rated

__all__ = ["Run", "Tried", "cases_in", "decks_of", "run_cases"]


class Tried(NamedTuple):
    """One case that was run: where it stands, its sentence, and how its result differs from what it
    expects.
    """

    place: str
    product_set: int | None
    """None of a case of the decision itself."""
    case: str
    differences: tuple[Difference, ...]


class Run(NamedTuple):
    """All cases of a ruleset, and what they cover."""

    ruleset: str
    cases: tuple[Tried, ...]
    coverage: tuple[Covered, ...]
    tables: tuple[OfTable, ...] = ()

    @property
    def failed(self) -> tuple[Tried, ...]:
        """The cases that came otherwise."""
        return tuple(tried for tried in self.cases if tried.differences)

    @property
    def ok(self) -> bool:
        """Whether every case came as expected and nothing is left untried."""
        return not self.failed and all(covered.tried == covered.of for covered in self.coverage)


def run_cases(catalog: Catalog, name: str, only: int | None = None, *, fully: bool = False) -> Run:
    """Run the decks of a ruleset, or those of one of its product sets; `fully` counts all that they
    try (see `Coverage`).

    RulesetError with the faults of all decks that can't be read: a case without its base, marks
    that don't fit their group or criterion, a product set that isn't there.
    """
    ruleset = catalog.ruleset(name)
    decks = decks_of(ruleset, catalog)
    tried: list[Tried] = []
    faults, coverage = Faults(), Coverage(fully=fully)
    for number in ruleset.numbers if only is None else (only,):
        product_set = ruleset.product_set(number)
        coverage.expect(product_set)
        for case in cases_in(decks.get(number, ()), product_set, faults):
            try:
                ready = made_ready(ruleset, product_set, case, catalog)
                result = rated(ready, ruleset, table_of(product_set))
            except OcopError as error:
                faults.take(fault._replace(place=case.place(fault.path)) for fault in error.faults)
                continue
            coverage.note(product_set, result)
            found = tuple(came_otherwise(ready, result))
            tried.append(Tried(str(case.place()), number, case.told.case, found))
    if only is None:
        tried += _of_decision(ruleset, catalog, coverage, faults)
    faults.raise_any(RulesetError)
    return Run(name, tuple(tried), coverage.counted(), coverage.by_table())


def _of_decision(
    ruleset: Ruleset, catalog: Catalog, coverage: Coverage, faults: Faults
) -> Iterator[Tried]:
    """The cases about the decision itself, beside its tables."""
    coverage.expect_decision(ruleset)
    for file in decision_decks(catalog.folder / ruleset.id):
        for case in cases_of_decision(file, faults):
            try:
                came = answer(case.told, ruleset, catalog.rulesets(), catalog)
            except OcopError as error:
                faults.take(fault._replace(place=case.place(fault.path)) for fault in error.faults)
                continue
            coverage.note_decision(ruleset, case.told, came)
            found = tuple(differences_of_decision(case.told, came))
            yield Tried(str(case.place()), None, case.told.case, found)


def decks_of(ruleset: Ruleset, catalog: Catalog) -> dict[int, tuple[Path, ...]]:
    """The decks of a ruleset by product set. RulesetError where there is no such product set."""
    decks = deck_files(catalog.folder / ruleset.id)
    for number, files in decks.items():
        if number not in ruleset.numbers:
            place = Source(shown_name(files[0]), {}).place(())
            right = spans(ruleset.numbers)
            values = {"ruleset": ruleset.id}
            raise RulesetError(Fault("unknown-product-set", place, "", str(number), right, values))
    return decks


def cases_in(files: tuple[Path, ...], product_set: ProductSet, faults: Faults) -> Iterator[Case]:
    """Every case of some decks that can be read; the faults of others are added to `faults`."""
    for file in files:
        yield from cases_of(file, product_set, faults)
