"""Forms of a witness: the sheet that shows a claim, and an invented dossier to rate it with."""

from __future__ import annotations

from collections.abc import Mapping

from ...filing.forms import Dossier, Mark, ScoreSheet
from ...rules.product_set import ProductSet
from ...rules.ruleset import Ruleset

__all__ = ["invented_dossier", "sheet_of"]


def invented_dossier(rules: Ruleset, product_set: ProductSet) -> Dossier:
    """A dossier of an invented producer, filed on the ruleset's first day. It states no facts and
    lists no papers, so that nothing but the marks decides.
    """
    return Dossier.model_validate(
        {
            "format": "ocop-dossier/1",
            "product": {
                "name": "Hàng mẫu (tên đặt ra)",
                "product_set": product_set.product_set,
                "commune": "Xã Ví Dụ (tên đặt ra)",
                "province": "Tỉnh Ví Dụ (tên đặt ra)",
            },
            "producer": {
                "name": "HTX Ví Dụ (tên đặt ra)",
                "kind": "cooperative",
                "representative": {"name": "Nguyễn Thị A (tên đặt ra)"},
            },
            "application": {
                "kind": "first",
                "submitted_on": rules.filings.from_,
                "ruleset": rules.id,
            },
        }
    )


def sheet_of(product_set: ProductSet, marks: Mapping[str, Mark]) -> ScoreSheet:
    """The sheet with these marks, of an invented member."""
    return ScoreSheet.model_validate(
        {
            "format": "ocop-sheet/1",
            "ruleset": product_set.ruleset,
            "product_set": product_set.product_set,
            "assessor": {"id": "m1", "name": "Trần Văn B (tên đặt ra)", "role": "member"},
            "marks": marks,
        }
    )
