"""The door to the entry workbook: a council's paper sheets for one product, a column a member."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ...errors import Fault, FilingError
from ...rules.ruleset import Ruleset
from ..forms import Assessor, Dossier, ScoreSheet
from .entry_layout import MOST_MEMBERS, Column, entry_layout
from .extra import with_xlsxwriter

__all__ = ["entry_workbook"]

_UNDATED = date(2000, 1, 1)
_COLUMNS = 11


def entry_workbook(
    rules: Ruleset,
    product_set: int,
    *,
    dossier: Dossier | None = None,
    members: Iterable[Assessor] = (),
    sheets: Iterable[ScoreSheet] = (),
    made_on: date = _UNDATED,
) -> bytes:
    """A workbook into which a council's paper sheets for one product are typed, a column a member:
    entries of drop-downs or points, totals beside them. `read_workbook`'s neighbour `sheets_at`
    reads it back, a sheet a member.

    `members` are known by name, `sheets` are filled in already; without either there are eleven
    blank columns. `made_on` is the day that the file bears; the same input gives the same bytes.
    FilingError where the extra `xlsx` is not installed, and where there are too many members.
    """
    columns: list[Column] = [*sheets, *members]
    if len(columns) > MOST_MEMBERS:
        right = f"≤ {MOST_MEMBERS}"
        raise FilingError(Fault("wrong-length", None, "members", str(len(columns)), right))
    with with_xlsxwriter():
        from .entry_write import entry_workbook_of  # needs an extra
    given = [sheet.product_code for sheet in columns if isinstance(sheet, ScoreSheet)]
    code = (dossier.product.code if dossier else None) or next(filter(None, given), "")
    layout = entry_layout(rules.product_set(product_set))
    blank: list[Column] = [None] * _COLUMNS
    return entry_workbook_of(layout, columns or blank, code or "", made_on)
