"""Holds the baseline and the library against each other: the same rows, totals, stars, minimums,
gates; the same refusals.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ocop_scoring as ocop
from ocop_scoring.filing.forms import Dossier, ScoreSheet
from ocop_scoring.rating.score import Evaluation
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.ruleset import Ruleset

from . import plain, plain_evidence, sheets

__all__ = [
    "as_plain",
    "disagreements",
    "disagreements_with_evidence",
    "every_kind",
    "strange",
]


def as_plain(result: Evaluation) -> dict[str, Any]:
    """An evaluation in the dicts of the baseline."""
    criteria = [
        {
            "number": row.number,
            "id": row.id,
            "level": row.level,
            "points": row.points,
            "max": row.max,
            "source": row.source,
            "title": row.title.vi,
        }
        for row in result.criteria
    ]
    unmet = [
        {
            "star": u.star,
            "criterion": u.criterion,
            "needs": u.needs,
            "has": u.has,
        }
        for u in result.unmet
    ]
    return {
        "status": result.status,
        "total": result.total,
        "parts": dict(result.parts),
        "star_by_points": result.star_by_points,
        "star": result.star,
        "unmet": unmet,
        "criteria": criteria,
        "gates": [{"id": r.id, "outcome": r.outcome, "source": r.source} for r in result.gates],
    }


def every_kind(product_set: ProductSet, count: int) -> list[ScoreSheet]:
    """About `count` sheets: complete ones, one in eight incomplete; and, over and above, every edge
    and every gate.
    """
    marked = [
        *sheets.complete(product_set, count - count // 8),
        *sheets.incomplete(product_set, count // 8),
        *sheets.edges(product_set),
    ]
    gated = [
        sheets.sheet_document(product_set, marks, (gate,))
        for marks, gate in sheets.rejected(product_set)
    ]
    return [*sheets.sheets_of(product_set, marked), *map(ScoreSheet.model_validate, gated)]


def strange(product_set: ProductSet) -> list[ScoreSheet]:
    """Sheets that both must refuse: points that no level has, a level of another criterion, a
    number that isn't printed, a gate too.
    """
    (marks,) = sheets.complete(product_set, 1)
    first, last = product_set.criteria[0], product_set.criteria[-1]
    wrong = [
        {**marks, first.number: 99},
        {**marks, first.number: last.levels[0].id},
        {**marks, "99.9": 1},
    ]
    documents = [sheets.sheet_document(product_set, entry) for entry in wrong]
    documents.append(sheets.sheet_document(product_set, marks, ("no-such-gate",)))
    return [ScoreSheet.model_validate(document) for document in documents]


def disagreements(
    rules: Ruleset, dossier: Dossier, product_set: ProductSet, given: Iterable[ScoreSheet]
) -> list[ScoreSheet]:
    """The sheets on which the two give different results, or which only one refuses."""
    table = plain.table_from(product_set)
    return [
        sheet for sheet in given if _by_library(rules, dossier, sheet) != _by_hand(table, sheet)
    ]


def disagreements_with_evidence(
    rules: Ruleset, product_set: ProductSet, pairs: Iterable[tuple[Dossier, ScoreSheet]]
) -> list[tuple[Dossier, ScoreSheet]]:
    """The dossiers with facts and papers, and their sheets, on which the two differ."""
    ready = plain_evidence.ready_from(product_set)
    return [
        (dossier, sheet)
        for dossier, sheet in pairs
        if as_plain(ocop.score(rules, dossier, sheet))
        != plain_evidence.score(ready, dossier, sheet)
    ]


def _by_library(rules: Ruleset, dossier: Dossier, sheet: ScoreSheet) -> dict[str, Any] | None:
    try:
        return as_plain(ocop.score(rules, dossier, sheet))
    except ocop.OcopError:
        return None


def _by_hand(table: plain.Table, sheet: ScoreSheet) -> dict[str, Any] | None:
    try:
        return plain.score(table, sheet)
    except ValueError:
        return None
