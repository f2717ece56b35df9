"""A case made ready once – its dossier, its sheet, what must come of it –, rated under a table, and
compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from ...filing.evidence import review
from ...filing.forms import Dossier, ScoreSheet
from ...filing.read import read_dossier, read_sheet
from ...frozen import FrozenDict
from ...rating.choices import ids_of
from ...rating.evaluation import Evaluation
from ...rating.outcome import rate
from ...rating.table import Table
from ...rules.catalog import Catalog
from ...rules.product_set import ProductSet
from ...rules.ruleset import Ruleset
from ...rules.vocabulary import FactValue
from .deck import Case
from .differences import Difference, differences

__all__ = ["Ready", "came_otherwise", "made_ready", "rated"]


class Ready(NamedTuple):
    """A case made ready: an invented dossier with its facts, a sheet, and all that must come of it,
    in plain values.
    """

    case: Case
    dossier: Dossier
    facts: Mapping[str, FactValue]
    sheet: ScoreSheet
    wanted: Mapping[str, Any]


def made_ready(ruleset: Ruleset, product_set: ProductSet, case: Case, catalog: Catalog) -> Ready:
    """A case with its dossier, filed on the ruleset's first day, and its sheet. OcopError where one
    of them can't be read.
    """
    dossier = read_dossier(_dossier(ruleset, product_set, case), catalog=catalog)
    facts: Mapping[str, FactValue] = FrozenDict()
    if dossier.facts or dossier.documents:
        facts = dossier.checked_facts(ruleset.vocabulary)
    expected = case.told.expect
    wanted = expected.model_dump(exclude_unset=True)
    wanted |= {"status": expected.status, "gates": expected.gates}
    sheet = {
        "format": "ocop-sheet/1",
        "ruleset": ruleset.id,
        "product_set": product_set.product_set,
        "assessor": {"id": "case", "role": "member"},
        "marks": {n: mark.value for n, mark in case.marks.items() if mark.value is not None},
        "rejects": case.told.rejects,
        "assessed_on": case.told.assessed_on,
    }
    return Ready(case, dossier, facts, read_sheet(sheet), wanted)


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


def rated(ready: Ready, ruleset: Ruleset, table: Table) -> Evaluation:
    """The result of a case under a table. FilingError where a mark doesn't fit it."""
    _, dossier, facts, sheet, _ = ready
    shown = review(table, dossier, facts, sheet.assessed_on)
    return Evaluation(ruleset, dossier, sheet, rate(table, shown, sheet))


def came_otherwise(ready: Ready, result: Evaluation) -> Iterator[Difference]:
    """How a result differs from what its case expects."""
    came = {what: _CAME[what](result) for what in ready.wanted}
    findings = ready.wanted.get("findings")
    if isinstance(findings, Mapping):
        came["findings"] = _findings_at(result, findings)
    return differences(ready.wanted, came)


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
    "outcomes": lambda result: {raised.id: raised.gate.outcome for raised in result.gates},
    "findings": lambda result: [finding.code for finding in result.findings],
    "readings": lambda result: list(result.readings),
    "range": _range_of,
    "levels": lambda result: {
        c.number: ids_of(c.levels, c.criterion) for c in result.outcome.choices.criteria
    },
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
