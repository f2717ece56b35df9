"""Runs case decks: each case is rated as a sheet, and compared with what it expects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from ..errors import Fault, Faults, OcopError, RulesetError
from ..filing.read import read_dossier, read_sheet
from ..rating.score import Evaluation, score
from ..rules.catalog import Catalog
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from ..sources.layout import shown_name
from ..sources.places import Source
from .coverage import Coverage, Covered, OfTable
from .decision_deck import cases_of_decision, decision_decks
from .decision_run import answer, differences_of_decision
from .deck import Case, Expected, cases_of, deck_files
from .differences import Difference, differences

__all__ = ["Run", "Tried", "run_cases"]


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
    decks = _decks_of(ruleset, catalog)
    tried: list[Tried] = []
    faults, coverage = Faults(), Coverage(fully=fully)
    for number in ruleset.numbers if only is None else (only,):
        product_set = ruleset.product_set(number)
        coverage.expect(product_set)
        for case in _cases(decks.get(number, ()), product_set, faults):
            try:
                result = _result(ruleset, product_set, case, catalog)
            except OcopError as error:
                faults.take(fault._replace(place=case.place(fault.path)) for fault in error.faults)
                continue
            coverage.note(product_set, result)
            differences = tuple(_differences(case.told.expect, result))
            tried.append(Tried(str(case.place()), number, case.told.case, differences))
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


def _decks_of(ruleset: Ruleset, catalog: Catalog) -> dict[int, tuple[Path, ...]]:
    """The decks of a ruleset by product set. RulesetError where there is no such product set."""
    decks = deck_files(catalog.folder / ruleset.id)
    for number, files in decks.items():
        if number not in ruleset.numbers:
            place = Source(shown_name(files[0]), {}).place(())
            right = ", ".join(map(str, ruleset.numbers))
            values = {"ruleset": ruleset.id}
            raise RulesetError(Fault("unknown-product-set", place, "", str(number), right, values))
    return decks


def _cases(files: tuple[Path, ...], product_set: ProductSet, faults: Faults) -> Iterator[Case]:
    for file in files:
        yield from cases_of(file, product_set, faults)


def _result(ruleset: Ruleset, product_set: ProductSet, case: Case, catalog: Catalog) -> Evaluation:
    """The rating of a case: an invented dossier filed on the ruleset's first day, and its sheet."""
    dossier = _dossier(ruleset, product_set, case)
    sheet = {
        "format": "ocop-sheet/1",
        "ruleset": ruleset.id,
        "product_set": product_set.product_set,
        "assessor": {"id": "case", "role": "member"},
        "marks": {n: mark.value for n, mark in case.marks.items() if mark.value is not None},
        "rejects": case.told.rejects,
        "assessed_on": case.told.assessed_on,
    }
    return score(ruleset, read_dossier(dossier, catalog=catalog), read_sheet(sheet))


def _dossier(ruleset: Ruleset, product_set: ProductSet, case: Case) -> dict[str, Any]:
    told = case.told
    dossier: dict[str, Any] = {
        "format": "ocop-dossier/1",
        "product": {
            "name": "Sản phẩm đặt ra",
            "product_set": product_set.product_set,
            "commune": "Xã đặt ra",
            "province": "Tỉnh đặt ra",
        },
        "producer": {
            "name": "Chủ thể đặt ra",
            "kind": told.producer_kind or "other",
            "representative": {"name": "Người đặt ra", **_given(told.representative)},
        },
        "application": told.application or {"kind": "first", "submitted_on": ruleset.filings.from_},
        "facts": told.facts,
    }
    if told.documents is not None:
        dossier["documents"] = [_given(paper) for paper in told.documents]
    return dossier


def _given(shape: BaseModel | None) -> dict[str, Any]:
    """What a case says of a part of its dossier."""
    return shape.model_dump(exclude_unset=True) if shape is not None else {}


def _differences(expected: Expected, result: Evaluation) -> Iterator[Difference]:
    wanted = expected.model_dump(exclude_unset=True)
    wanted |= {"status": expected.status, "gates": expected.gates}
    came = {what: _CAME[what](result) for what in wanted}
    if isinstance(expected.findings, dict):
        came["findings"] = _findings_at(result, expected.findings)
    return differences(wanted, came)


def _range_of(result: Evaluation) -> dict[str, list[int]] | None:
    if result.range is None:
        return None
    return {"total": list(result.range.total), "star": list(result.range.star)}


_CAME: Mapping[str, Callable[[Evaluation], object]] = {
    "status": lambda result: result.status,
    "total": lambda result: result.total,
    "parts": lambda result: dict(result.parts),
    "star_by_points": lambda result: result.star_by_points,
    "star": lambda result: result.star,
    "gates": lambda result: [raised.id for raised in result.gates],
    "findings": lambda result: [finding.code for finding in result.findings],
    "readings": lambda result: list(result.readings),
    "range": _range_of,
    "levels": lambda result: {row.number: row.level for row in result.criteria},
    "unmet": lambda result: [
        {"star": u.star, "criterion": u.criterion, "needs": u.needs, "has": u.has}
        for u in result.unmet
    ],
}
"""What came of a case, in the words of `Expected`: worked out where it is asked for."""


def _findings_at(result: Evaluation, numbers: Iterable[str]) -> dict[str, list[str]]:
    """The codes of the findings on these criteria."""
    found: dict[str, list[str]] = {number: [] for number in numbers}
    for finding in result.findings:
        if finding.criterion in found:
            found[finding.criterion].append(finding.code)
    return found
