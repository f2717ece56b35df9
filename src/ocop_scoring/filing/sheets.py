"""The doors by which score sheets come in from files: YAML and JSON, workbooks, tables of columns,
and folders of them. What a file is, its content says.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from os import PathLike, fspath

from ..errors import Fault, Faults, FilingError, Place
from ..rules.catalog import Catalog
from ..sources.model import load_form
from ..sources.read import first_bytes
from .forms import ScoreSheet

__all__ = ["ENDINGS", "is_workbook", "load_sheet", "load_sheets", "sheets_at", "sheets_in"]

_FORMS = (".yaml", ".yml", ".json")
_SPREADSHEETS = (".xlsx", ".ods", ".xls", ".xlsm", ".xlsb")
"""Only the first of them is read. The others are refused by name, lest a sheet is passed over."""
ENDINGS = (*_FORMS, *_SPREADSHEETS, ".csv", ".tsv", ".parquet")
"""How files end that may hold sheets."""
_WORKBOOKS = (b"PK\3\4", b"\xd0\xcf\x11\xe0")
"""What XLSX begins with, and old or encrypted workbooks, which are refused by name."""


def load_sheet(path: str | PathLike[str], *, catalog: Catalog | None = None) -> ScoreSheet:
    """A score sheet from a file: YAML, JSON, or a workbook that was filled in.

    `catalog`: where a workbook's ruleset is looked for, else among the built-in ones. FilingError
    with file and line and column, or cell, of every fault; where the file has several sheets too.
    """
    sheets = sheets_in(path, catalog=catalog)
    if len(sheets) == 1:
        return sheets[0]
    place = Place(fspath(path), 1, 1)
    raise FilingError(Fault("not-one-sheet", place, "", str(len(sheets)), "1"))


def sheets_in(
    path: str | PathLike[str], *, catalog: Catalog | None = None
) -> tuple[ScoreSheet, ...]:
    """The score sheets in one file: one in YAML, JSON and a member's workbook, a column each in
    an entry workbook, a row each in CSV and Parquet. FilingError with all that is wrong.
    """
    begin, name = _begin(path), fspath(path).lower()
    if begin.startswith(_WORKBOOKS) or (begin and name.endswith(_SPREADSHEETS)):
        from .workbook.door import sheets_of_workbook  # only where a workbook is given

        return sheets_of_workbook(path, catalog)
    if begin == b"PAR1" or name.endswith((".csv", ".tsv")):
        from .column_files import load_columns  # only where a table is given

        return load_columns(path)
    return (load_form(ScoreSheet, path, FilingError),)


def is_workbook(path: str | PathLike[str]) -> bool:
    """Whether a file begins as a workbook does, ours or not."""
    return _begin(path).startswith(_WORKBOOKS)


def _begin(path: str | PathLike[str]) -> bytes:
    try:
        return first_bytes(path, 3)
    except (OSError, ValueError):
        return b""  # the reader says what is wrong with the file


def load_sheets(
    folder: str | PathLike[str], *, catalog: Catalog | None = None
) -> tuple[ScoreSheet, ...]:
    """All score sheets of a folder (`*.yaml`, `*.yml`, `*.json`, `*.xlsx`, `*.csv`, `*.parquet`),
    in the order of the files' names.

    FilingError with the faults of all files at once, or where the folder can't be read.
    """
    return sheets_at([os.path.join(folder, name) for name in _files_of(folder)], catalog=catalog)


def sheets_at(
    paths: Iterable[str | PathLike[str]], *, catalog: Catalog | None = None
) -> tuple[ScoreSheet, ...]:
    """All score sheets of some files and folders, in their order. FilingError with the faults of
    all of them at once.
    """
    faults = Faults()
    sheets: list[ScoreSheet] = []
    for path in paths:
        read = load_sheets if os.path.isdir(path) else sheets_in
        try:
            sheets += read(path, catalog=catalog)
        except FilingError as error:
            faults.take(error.faults)
    faults.raise_any(FilingError)
    return tuple(sheets)


def _files_of(folder: str | PathLike[str]) -> list[str]:
    """The names of what may hold sheets; not what programs keep beside an open file."""
    try:
        names = os.listdir(folder)
    except OSError as problem:
        place = Place(fspath(folder), 1, 1)
        raise FilingError(
            Fault("unreadable-folder", place, "", problem.strerror or "", "")
        ) from None
    return sorted(name for name in names if name.lower().endswith(ENDINGS) and name[0] not in ".~")
