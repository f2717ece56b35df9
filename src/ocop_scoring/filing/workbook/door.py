"""The door by which workbooks come in: a member's sheet, a council's entry workbook, a dossier."""

from __future__ import annotations

from os import PathLike

from ...rules.catalog import Catalog
from ..forms import Dossier, ScoreSheet
from .dossier_layout import DOSSIER
from .dossier_read import dossier_from
from .entry_layout import ENTRY
from .entry_read import entries_from
from .read import sheet_from
from .safe import opened

__all__ = ["dossier_of_workbook", "is_dossier", "sheets_of_workbook"]


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


def dossier_of_workbook(
    given: str | PathLike[str] | bytes, catalog: Catalog | None, file: str | None = None
) -> Dossier:
    """The dossier of a workbook. FilingError with all that is wrong, each with its cell."""
    return dossier_from(opened(given, file), catalog)


def is_dossier(given: str | PathLike[str] | bytes) -> bool:
    """Whether a workbook says that it is a dossier's."""
    return DOSSIER in opened(given).names
