"""The door by which workbooks of score sheets come in: a member's own, or an entry workbook."""

from __future__ import annotations

from os import PathLike

from ...rules.catalog import Catalog
from ..forms import ScoreSheet
from .entry_layout import ENTRY
from .entry_read import entries_from
from .read import sheet_from
from .safe import opened

__all__ = ["sheets_of_workbook"]


def sheets_of_workbook(
    given: str | PathLike[str] | bytes, catalog: Catalog | None, file: str | None = None
) -> tuple[ScoreSheet, ...]:
    """The score sheets of a workbook, whichever of ours it is. FilingError with all that is wrong,
    each with its cell.
    """
    workbook = opened(given, file)
    if ENTRY in workbook.names:
        return entries_from(workbook, catalog)
    return (sheet_from(workbook, catalog),)
