"""The sheets of a council on the command line: files and folders, as YAML, JSON or workbooks."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from ..errors import Fault, Faults, FilingError, Place
from ..filing.forms import ScoreSheet
from ..filing.read import load_sheet
from ..rules.catalog import Catalog
from ..sources.layout import names_in

__all__ = ["sheets_at"]

_WORKBOOK = ".xlsx"
_ENDINGS = (".yaml", ".yml", ".json", _WORKBOOK)


def sheets_at(given: Iterable[str], catalog: Catalog) -> tuple[ScoreSheet, ...]:
    """The sheets of files, and of folders all that stand in them, in the order of their names.

    FilingError with the faults of all at once, or where a folder has none.
    """
    sheets, faults = list[ScoreSheet](), Faults()
    for path in given:
        try:
            for file in _files(path):
                sheets.append(_sheet(file, catalog))
        except FilingError as error:
            faults.take(error.faults)
    faults.raise_any(FilingError)
    return tuple(sheets)


def _files(path: str) -> Iterator[str]:
    """A file, or the sheets of a folder; hidden ones, such as those of an open workbook, aside."""
    if not os.path.isdir(path):
        yield path
        return
    names = [name for name in names_in(path) if name.lower().endswith(_ENDINGS)]
    shown = [name for name in names if name[0] not in ".~"]
    if not shown:
        place = Place(path, 1, 1)
        raise FilingError(Fault("no-sheets", place, "", path, ", ".join(_ENDINGS)))
    yield from (os.path.join(path, name) for name in shown)


def _sheet(file: str, catalog: Catalog) -> ScoreSheet:
    if not file.lower().endswith(_WORKBOOK):
        return load_sheet(file)
    from ..filing.workbook.read import read_workbook  # only where a workbook is given

    return read_workbook(file, catalog=catalog)
