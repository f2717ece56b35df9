"""What can be said of a dossier or a sheet before the other one is there."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import Faults, FilingError
from ..filing.forms import Dossier, ScoreSheet
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from .evaluation import Evaluation
from .finding import Finding, finding
from .mark_findings import cases_differ
from .marks import choices_one_by_one, look_at
from .score import score
from .table import table_of

__all__ = ["Marked", "dossier_alone", "findings_alone", "sheet_alone"]

_OF_SHEETS = frozenset({"limit-unchecked", "sheet-names-no-set"})


class Marked(NamedTuple):
    """A sheet held against the table that it names: which criteria have a mark and which none, and
    what to look at. Where it names no product set, there is no table.
    """

    product_set: ProductSet | None
    marked: tuple[str, ...]
    open: tuple[str, ...]
    findings: tuple[Finding, ...]


def dossier_alone(rules: Ruleset, dossier: Dossier) -> Evaluation:
    """A dossier rated against a sheet without marks: what facts and papers decide, which gates they
    raise. FilingError, CatalogError where it doesn't fit the ruleset.
    """
    sheet = ScoreSheet.model_validate(
        {
            "format": "ocop-sheet/1",
            "ruleset": rules.id,
            "product_set": dossier.product.product_set,
            "assessor": {"id": "–", "role": "self"},
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
        found.append(finding("sheet-names-no-set", message=message))
        return Marked(None, tuple(sheet.marks), (), tuple(found))
    table, faults = table_of(rules.product_set(sheet.product_set)), Faults()
    look_at(table, sheet, faults)
    faults.raise_any(FilingError)
    found += cases_differ(choices_one_by_one(table, sheet))
    marked = [number for number in table.numbers if number in sheet.marks]
    unmarked = [number for number in table.numbers if number not in sheet.marks]
    by_severity = sorted(found, key=lambda found: found.rank)
    product_set = table.product_set
    return Marked(product_set, tuple(marked), tuple(unmarked), tuple(by_severity))


def _on_days(rules: Ruleset, sheet: ScoreSheet) -> list[Finding]:
    """A sheet filled in before its decision was in force."""
    day, since = sheet.assessed_on, rules.in_force.from_
    if day is None or day >= since:
        return []
    values = {"assessed": day, "decision": rules.decision, "since": since}
    return [finding("assessed-before-decision", day=day, **values)]  # type: ignore[arg-type]
