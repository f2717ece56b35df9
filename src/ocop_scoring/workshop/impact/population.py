"""A population read from files: score sheets with the dossiers beside them, sealed records.

What a file is, its content says. A sheet belongs to the dossier whose product code it bears, and
where it bears none to the one that it, or its folder, is called by. Every sheet is a product of its
own: which policy makes one result of several, only a round or a sealed record says.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ...errors import Fault, FilingError, OcopError, Place
from ...filing.dossiers import load_dossier
from ...filing.forms import Dossier, ScoreSheet
from ...filing.sheets import ENDINGS, is_workbook, sheets_in
from ...rating.council_result import CouncilResult
from ...records.record import Record, load_record
from ...rules.catalog import Catalog
from .entry import (
    CouncilOf,
    Population,
    PopulationEntry,
    PopulationKind,
    PopulationProblem,
    RecordedResult,
)

__all__ = ["entries_of", "entry_of_record", "files_at", "read_population"]

_DOSSIER, _RECORD = b"ocop-dossier/", b"ocop-record/"
_LOOKED_AT = 4096
"""So many bytes of a file are looked at for the name of its format; a record has it anywhere."""


class _Filed(NamedTuple):
    """A dossier and the file it came in."""

    path: Path
    dossier: Dossier


class _Sheet(NamedTuple):
    """A sheet, the file it came in, and which one of that file it is, None of a lone one."""

    path: Path
    sheet: ScoreSheet
    row: int | None


def read_population(
    paths: Iterable[str | os.PathLike[str]],
    catalog: Catalog | None = None,
    said: Callable[[int, int], None] = lambda done, of: None,
) -> Population:
    """The products of some files and folders, in their order. FilingError where a path isn't there;
    whatever else is wrong is among the `problems`.
    """
    files = [file for path in paths for file in files_at(Path(path))]
    reading = _Reading(catalog)
    for done, file in enumerate(files):
        said(done, len(files))
        reading.take(file)
    said(len(files), len(files))
    return reading.population()


def files_at(path: Path) -> list[Path]:
    """A file, or the files of a folder and its folders that may hold sheets, dossiers or records,
    by their paths. FilingError where there is none.
    """
    if not path.is_dir():
        if not path.exists():
            place, values = Place(str(path), 1, 1), {"habit": "missing"}
            raise FilingError(Fault("unreadable-file", place, "", str(path), "", values))
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if name[0] not in ".~")
        here = [name for name in names if name.lower().endswith(ENDINGS) and name[0] not in ".~"]
        found += [Path(folder, name) for name in here]
    return sorted(found)


class _Reading:
    """Reads files one by one, and keeps what can't be used."""

    def __init__(self, catalog: Catalog | None) -> None:
        self._catalog = catalog
        self._dossiers: list[_Filed] = []
        self._sheets: list[_Sheet] = []
        self._records: list[PopulationEntry] = []
        self._problems: list[PopulationProblem] = []

    def take(self, path: Path) -> None:
        """Read one file, whatever it is."""
        try:
            self._take(path)
        except OcopError as error:
            self._problems.append(PopulationProblem(str(path), error.faults))

    def _take(self, path: Path) -> None:
        begins = _begin(path)
        if _RECORD in begins or (path.suffix.lower() == ".json" and _is_record(path)):
            self._records.append(entry_of_record(load_record(path), str(path), self._catalog))
        elif _DOSSIER in begins:
            self._dossiers.append(_Filed(path, load_dossier(path, catalog=self._catalog)))
        else:
            self._take_sheets(path)

    def _take_sheets(self, path: Path) -> None:
        try:
            sheets = sheets_in(path, catalog=self._catalog)
        except FilingError:
            if not is_workbook(path):
                raise
            dossier = _of_workbook(path, self._catalog)
            if dossier is None:
                raise
            self._dossiers.append(_Filed(path, dossier))
            return
        rows = [None] if len(sheets) == 1 else range(1, len(sheets) + 1)
        self._sheets += [_Sheet(path, *one) for one in zip(sheets, rows, strict=True)]

    def population(self) -> Population:
        """All that was read: sheets with their dossiers, then sealed records."""
        entries = [*entries_of(self._sheets, self._dossiers, self._problems), *self._records]
        is_of_records = self._records and len(self._records) == len(entries)
        kind: PopulationKind = "records" if is_of_records else "sheets"
        return Population(kind, tuple(entries), tuple(self._problems))


def _begin(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LOOKED_AT)
    except OSError:
        return b""  # the reader says what is wrong with the file


def _is_record(path: Path) -> bool:
    try:
        return b'"ocop-record/' in path.read_bytes()
    except OSError:
        return False


def _of_workbook(path: Path, catalog: Catalog | None) -> Dossier | None:
    try:
        return load_dossier(path, catalog=catalog)
    except FilingError:
        return None


# Sheets with their dossiers


def entries_of(
    sheets: Sequence[_Sheet], dossiers: Sequence[_Filed], problems: list[PopulationProblem]
) -> Iterator[PopulationEntry]:
    """A product of each sheet; sheets that don't say which product set they are of, or another one
    than their dossier, and dossiers without a sheet are named among the `problems`.
    """
    by_code = {code: one for one in dossiers if (code := one.dossier.product.code)}
    by_name = {one.path.stem: one for one in dossiers}
    of_each = [_dossier_of(one, by_code, by_name) for one in sheets]
    counts = Counter([id(filed) for filed in of_each if filed is not None])
    for one, filed in zip(sheets, of_each, strict=True):
        fault = _misfit(one, filed)
        if fault is not None:
            problems.append(PopulationProblem(str(one.path), (fault,)))
        else:
            yield _entry(one, filed, is_lone=filed is None or counts[id(filed)] == 1)
    for filed in dossiers:
        if not counts[id(filed)]:
            place = Place(str(filed.path), 1, 1)
            fault = Fault("dossier-without-sheet", place, "", filed.dossier.product.name, "")
            problems.append(PopulationProblem(str(filed.path), (fault,)))


def _dossier_of(
    one: _Sheet, by_code: dict[str, _Filed], by_name: dict[str, _Filed]
) -> _Filed | None:
    code = one.sheet.product_code
    if code is not None and code in by_code:
        return by_code[code]
    named = by_name.get(one.path.stem) or by_name.get(one.path.parent.name)
    if named is None or (code is not None and named.dossier.product.code is not None):
        return None
    return named if one.row is None else None


def _misfit(one: _Sheet, filed: _Filed | None) -> Fault | None:
    sheet = one.sheet
    if filed is None:
        if sheet.product_set is not None:
            return None
        who, right = sheet.assessor.id, "1, 2, 3, …"
        place = sheet.place(()) or Place(str(one.path), 1, 1)
        return Fault("sheet-without-set", place, "product_set", who, right)
    wanted = filed.dossier.product.product_set
    if sheet.product_set in (None, wanted):
        return None
    found, path = str(sheet.product_set), "product_set"
    return Fault("other-product-set", sheet.place((path,)), path, found, str(wanted))


def _entry(one: _Sheet, filed: _Filed | None, *, is_lone: bool) -> PopulationEntry:
    sheet, row = one.sheet, "" if one.row is None else f":{one.row}"
    source = f"{one.path}{row}"
    if filed is None:
        name = sheet.product_code or f"{one.path.stem}{row}"
        return PopulationEntry(name, sheet.product_set or 0, (sheet,), source)
    entry = PopulationEntry.filed(filed.dossier, (sheet,), source)
    return entry if is_lone else entry._replace(name=f"{entry.name} ({sheet.assessor.id})")


# Sealed records


def entry_of_record(record: Record, source: str, catalog: Catalog | None) -> PopulationEntry:
    """The product of a sealed record, with what was decided. OcopError where it can't be replayed
    under its own rules.
    """
    dossier, policy, told = record.dossier, record.policy, record.result
    points = told.get("mean") if policy is not None else told.get("total")
    decided = RecordedResult(
        told["status"], told.get("star"), None if points is None else str(points)
    )
    council = None
    if policy is not None:
        result = record.outcome(catalog=catalog or "built-in")
        assert isinstance(result, CouncilResult)  # whatever has a policy is a council's
        council = CouncilOf(policy, result.sitting)
    return PopulationEntry.filed(dossier, record.sheets, source, council=council, decided=decided)
