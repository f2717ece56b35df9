"""A score string as the sheet that it says."""

from __future__ import annotations

from datetime import date

from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from .forms import Assessor, ScoreSheet
from .string import ScoreString, as_marks, parse_string, table_for

__all__ = ["sheet_from_string"]


def sheet_from_string(
    string: ScoreString | str,
    rules: Ruleset | ProductSet,
    *,
    assessor: Assessor,
    assessed_on: date | None = None,
) -> ScoreSheet:
    """The sheet that a score string says; who filled it in, and when, the string doesn't say.

    FilingError where the text is no score string, or where `rules` is another ruleset or table.
    Whoever rates the sheet holds its marks and gates against the table.
    """
    said = parse_string(string) if isinstance(string, str) else string
    table = table_for(rules, said.ruleset, said.product_set, None)
    return ScoreSheet.model_validate(
        {
            "format": "ocop-sheet/1",
            "ruleset": said.ruleset,
            "product_set": said.product_set,
            "assessor": assessor,
            "assessed_on": assessed_on,
            "marks": as_marks(table, said.marks),
            "rejects": said.rejects,
        }
    )
