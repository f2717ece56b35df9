"""Filled-in workbooks read back, against python-calamine's own reading of the same bytes: every
worksheet's cells as Python values, or only those that a sheet is read from.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from io import BytesIO

import ocop_scoring as ocop
from ocop_scoring.filing.forms import Dossier, ScoreSheet
from ocop_scoring.filing.workbook.places import FORM, WHAT
from ocop_scoring.filing.workbook.safe import opened
from ocop_scoring.rules.ruleset import Ruleset

from .timing import Side

__all__ = ["Workbooks"]


class Workbooks:
    """Workbooks of some sheets; each function measures itself and returns seconds a workbook.

    ImportError where the extra is not installed, ValueError where a sheet doesn't come back.
    """

    def __init__(
        self, rules: Ruleset, dossier: Dossier, sheets: Sequence[ScoreSheet], catalog: ocop.Catalog
    ) -> None:
        self._calamine = import_module("python_calamine").CalamineWorkbook
        import_module("xlsxwriter")
        self._catalog = catalog
        self._given = [ocop.sheet_workbook(rules, sheet, dossier=dossier) for sheet in sheets]
        self._names = self._calamine.from_filelike(BytesIO(self._given[0])).sheet_names
        for sheet, content in zip(sheets, self._given, strict=True):
            if ocop.score(rules, dossier, sheet).star != self._star(rules, dossier, content):
                raise ValueError("a sheet doesn't come back from its workbook")

    def _star(self, rules: Ruleset, dossier: Dossier, content: bytes) -> int | None:
        return ocop.score(rules, dossier, self._read(content)).star

    def read(self) -> float:
        """Score sheets, their answers checked; what makes sure that the file is harmless too."""
        return Side(self._read, self._given).seconds()

    def _read(self, content: bytes) -> ScoreSheet:
        return ocop.read_workbook(content, catalog=self._catalog)

    def opened(self) -> float:
        """The cells of the worksheets that a sheet is read from, within bounds."""
        return Side(lambda content: opened(content).cells((FORM, WHAT)), self._given).seconds()

    def all_cells(self) -> float:
        """The cells of all worksheets by calamine."""
        return Side(lambda content: self._cells(content, self._names), self._given).seconds()

    def some_cells(self) -> float:
        """The cells of the two worksheets by calamine."""
        return Side(lambda content: self._cells(content, (FORM, WHAT)), self._given).seconds()

    def _cells(self, content: bytes, names: Sequence[str]) -> list[object]:
        book = self._calamine.from_filelike(BytesIO(content))
        return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names]
