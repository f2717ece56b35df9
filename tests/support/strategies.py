"""Hypothesis strategies: dossiers, and sheets of marks for a product set."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

import ocop_scoring as ocop
from ocop_scoring.rules.model import Criterion
from ocop_scoring.rules.product_set import ProductSet
from support.folders import INVENTED

TABLES: tuple[ProductSet, ...] = (
    INVENTED.ruleset("mini-2030").product_set(1),
    *(ocop.ruleset("26-2026").product_set(number) for number in ocop.ruleset("26-2026").numbers),
)
RULESETS = {"mini-2030": INVENTED.ruleset("mini-2030"), "26-2026": ocop.ruleset("26-2026")}
FILED = {"mini-2030": "2030-09-15", "26-2026": "2026-09-15", "148-2023": "2024-09-15"}


def dossier_for(table: ProductSet, **changes: Any) -> ocop.Dossier:
    """A dossier without facts and papers for a product set; changes replace whole entries."""
    filed = FILED.get(table.ruleset) or str(ocop.ruleset(table.ruleset).filings.from_)
    entries: dict[str, Any] = {
        "format": "ocop-dossier/1",
        "product": {
            "name": "Sản phẩm mẫu",
            "product_set": table.product_set,
            "commune": "Xã Mẫu",
            "province": "Tỉnh Mẫu",
        },
        "producer": {
            "name": "HTX Mẫu",
            "kind": "joint-stock-company",
            "representative": {"name": "Người Mẫu"},
        },
        "application": {"kind": "first", "submitted_on": filed},
    }
    catalog = INVENTED if table.ruleset == "mini-2030" else None
    return ocop.read_dossier(entries | changes, catalog=catalog)


def sheet_for(table: ProductSet, marks: dict[str, Any], **changes: Any) -> ocop.ScoreSheet:
    """A sheet with these marks."""
    entries = {
        "format": "ocop-sheet/1",
        "ruleset": table.ruleset,
        "product_set": table.product_set,
        "assessor": {"id": "m1", "role": "member"},
        "marks": marks,
    }
    return ocop.read_sheet(entries | changes)


def rate(table: ProductSet, marks: dict[str, Any], **changes: Any) -> ocop.Evaluation:
    """The result of these marks, for a dossier without facts and papers."""
    return ocop.score(
        RULESETS[table.ruleset], dossier_for(table), sheet_for(table, marks, **changes)
    )


def tables() -> st.SearchStrategy[ProductSet]:
    """Any table that the tests know."""
    return st.sampled_from(TABLES)


def mark_for(criterion: Criterion) -> st.SearchStrategy[Any]:
    """Any mark that fits a criterion: 0, a level's id, its points where they are its own, a list
    where lines add up.
    """
    ids = [level.id for level in criterion.levels]
    if criterion.mode == "sum":
        return st.lists(st.sampled_from(ids), unique=True) | st.just(0)
    points = [level.points for level in criterion.levels]
    own = [p for p in points if points.count(p) == 1]
    return st.sampled_from([0, *ids, *own])


@st.composite
def complete_marks(draw: st.DrawFn, table: ProductSet, good: bool = False) -> dict[str, Any]:
    """A mark for every criterion; with `good`, mostly high ones, so that high stars come up."""
    marks = {}
    for criterion in table.criteria:
        best = max(criterion.levels, key=lambda level: level.points).id
        high = good and draw(st.integers(0, 9)) < 8
        marks[criterion.number] = (
            best if high and criterion.mode == "one" else draw(mark_for(criterion))
        )
    return marks


@st.composite
def partial_marks(draw: st.DrawFn, table: ProductSet, most_open: int = 4) -> dict[str, Any]:
    """A complete sheet from which up to `most_open` marks are left out."""
    marks = draw(complete_marks(table, good=draw(st.booleans())))
    left_out = draw(st.sets(st.sampled_from(list(marks)), max_size=most_open))
    return {number: mark for number, mark in marks.items() if number not in left_out}
