"""What can be said of a dossier or a sheet before the other one is there."""

from __future__ import annotations

from typing import NamedTuple

from ..filing.forms import Assessor, Dossier, ScoreSheet
from ..rules.ruleset import Ruleset
from .evaluation import Evaluation
from .finding import Finding, finding
from .mark_findings import mark_findings
from .score import score
from .values import CriterionResult

__all__ = ["NOBODY", "Marked", "dossier_alone", "findings_alone", "sheet_alone", "silent"]

NOBODY = Assessor.model_validate({"id": "–", "role": "self"})
"""Who filled in a sheet, where nothing says so."""

_OF_SHEETS = frozenset({"limit-unchecked", "sheet-names-no-set"})


class Marked(NamedTuple):
    """A sheet held against the table that it names: its result for a dossier that says nothing, and
    what to look at. Where it names no product set, there is no table and no result.
    """

    result: Evaluation | None
    findings: tuple[Finding, ...]

    @property
    def marked(self) -> tuple[str, ...]:
        """The numbers of the criteria that have a mark."""
        return tuple([row.number for row in self._rows if row.source != "none"])

    @property
    def open(self) -> tuple[str, ...]:
        """The numbers of the criteria that have none."""
        return tuple([row.number for row in self._rows if row.source == "none"])

    @property
    def _rows(self) -> tuple[CriterionResult, ...]:
        return self.result.criteria if self.result else ()


def dossier_alone(rules: Ruleset, dossier: Dossier) -> Evaluation:
    """A dossier rated against a sheet without marks: what facts and papers decide, which gates they
    raise. FilingError, CatalogError where it doesn't fit the ruleset.
    """
    sheet = ScoreSheet.model_validate(
        {
            "format": "ocop-sheet/1",
            "ruleset": rules.id,
            "product_set": dossier.product.product_set,
            "assessor": NOBODY,
            "marks": {},
        }
    )
    return score(rules, dossier, sheet)


def findings_alone(result: Evaluation) -> tuple[Finding, ...]:
    """The findings of a dossier alone, without those that only a sheet can answer."""
    return tuple([found for found in result.findings if found.code not in _OF_SHEETS])


def sheet_alone(rules: Ruleset, sheet: ScoreSheet) -> Marked:
    """The marks and gates of a sheet, held against the table of the product set that it names.

    FilingError with every one that the table doesn't have; CatalogError where the ruleset has no
    such product set.
    """
    found = list(_on_days(rules, sheet))
    if sheet.product_set is None:
        message = "finding.sheet-names-no-set.alone"
        return Marked(None, (*found, finding("sheet-names-no-set", message=message)))
    result = score(rules, silent(rules, sheet, sheet.product_set), sheet)
    return Marked(result, (*found, *mark_findings(result.outcome)))


def silent(rules: Ruleset, sheet: ScoreSheet, product_set: int) -> Dossier:
    """A dossier of which nothing is known but what a sheet says."""
    nobody = {"name": "–", "kind": "unknown", "representative": {"name": "–"}}
    product = {"name": "–", "product_set": product_set, "commune": "–", "province": "–"}
    filed = {"kind": "first", "submitted_on": rules.filings.from_, "ruleset": rules.id}
    return Dossier.model_validate(
        {
            "format": "ocop-dossier/1",
            "product": {**product, "code": sheet.product_code},
            "producer": nobody,
            "application": filed,
        }
    )


def _on_days(rules: Ruleset, sheet: ScoreSheet) -> list[Finding]:
    """A sheet filled in before its decision was in force."""
    day, since = sheet.assessed_on, rules.in_force.from_
    if day is None or day >= since:
        return []
    values = {"assessed": day, "decision": rules.decision, "since": since}
    return [finding("assessed-before-decision", day=day, **values)]  # type: ignore[arg-type]
