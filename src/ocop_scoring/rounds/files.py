"""The files of a round by what they end with: forms in YAML and JSON, workbooks, tables."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from ..errors import Fault, OcopError
from ..filing.dossiers import load_dossier
from ..filing.forms import Dossier, ScoreSheet
from ..filing.sheets import sheets_in
from ..rules.catalog import Catalog, built_in

__all__ = ["SheetsOfFile", "dossier_of", "read_sheets"]

_MANY = 100
"""From so many files on, processes are worth their start."""


class SheetsOfFile(NamedTuple):
    """The sheets in one file, or what is wrong with it."""

    sheets: tuple[ScoreSheet, ...]
    faults: tuple[Fault, ...] = ()


def dossier_of(path: Path, catalog: Catalog) -> Dossier:
    """The dossier in a file. FilingError with all that is wrong."""
    return load_dossier(path, catalog=catalog)


def read_sheets(paths: Sequence[Path], catalog: Catalog, jobs: int) -> list[SheetsOfFile]:
    """The sheets in each file, in their order: read here, or in several processes at once."""
    if jobs <= 1 or len(paths) < _MANY:
        return [_sheets_in(path, catalog) for path in paths]
    folder = None if catalog is built_in() else catalog.folder
    with ProcessPoolExecutor(jobs, get_context("spawn"), _keep_catalog, (folder,)) as pool:
        return list(pool.map(_read_here, paths, chunksize=16))


def _sheets_in(path: Path, catalog: Catalog) -> SheetsOfFile:
    try:
        return SheetsOfFile(sheets_in(path, catalog=catalog))
    except OcopError as error:
        return SheetsOfFile((), error.faults)


_here: list[Catalog] = []
"""In a process that reads sheets for another one: the catalogue to read them with."""


def _keep_catalog(folder: Path | None) -> None:
    _here[:] = [built_in() if folder is None else Catalog(folder)]


def _read_here(path: Path) -> SheetsOfFile:
    return _sheets_in(path, _here[0])
