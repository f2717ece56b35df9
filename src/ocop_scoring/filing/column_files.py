"""Files of score sheets, a row each: CSV as spreadsheets write it, and Parquet.

CSV may have commas, semicolons (as Vietnamese Excel) or tabs. Text that a spreadsheet would run as
a formula is written with an apostrophe before it, which is taken away again when it is read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from typing import Literal

from ..errors import Fault, FilingError, Place
from ..sources.read import content_of, decoded
from . import parquet
from .columns import Row, rows_for, sheets_of
from .forms import ScoreSheet

__all__ = ["csv_of", "guarded", "load_columns", "parquet_of", "read_columns"]

LIMIT_BYTES = 20_000_000
Separator = Literal[",", ";"]

parquet_of = parquet.parquet_of


def load_columns(path: str | PathLike[str]) -> tuple[ScoreSheet, ...]:
    """The score sheets of a CSV or Parquet file, a row each. FilingError with all that is wrong,
    with the cell of each.
    """
    file = fspath(path)
    return read_columns(content_of(path, FilingError, LIMIT_BYTES, file), file)


def read_columns(content: bytes, file: str = "sheets.csv") -> tuple[ScoreSheet, ...]:
    """The same of a file's bytes; `file` is the name that faults show."""
    if content[:4] == b"PAR1":
        return sheets_of(parquet.rows_of(content, file), file, cells=False)
    return sheets_of(_rows_of(content, file), file, cells=True)


def _rows_of(content: bytes, file: str) -> Iterator[Row]:
    text = decoded(content, file, FilingError, LIMIT_BYTES, table=True)
    separator = _separator_of(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    is_guarded = _GUARD in text
    try:
        for row in rows:
            yield [_unguarded(cell) for cell in row] if is_guarded else row
    except csv.Error as problem:
        place = Place(file, max(rows.line_num, 1), 1)
        raise FilingError(Fault("not-a-table", place, "", str(problem), "")) from None


def _separator_of(text: str) -> str:
    """What separates the names in the first line: Vietnamese Excel writes semicolons."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def csv_of(sheets: Iterable[ScoreSheet], *, separator: Separator = ",") -> bytes:
    """Score sheets as CSV in UTF-8 with a byte-order mark, by which Excel knows it; with `;` a
    Vietnamese Excel opens it as columns.
    """
    written = io.StringIO(newline="")
    rows = csv.writer(written, delimiter=separator, lineterminator="\r\n")
    for row in rows_for(sheets):
        rows.writerow([guarded(cell) for cell in row])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


_RUN = "=+-@＝＋－＠"  # what a spreadsheet begins a formula with
_GUARD = "'"


def guarded(cell: str) -> str:
    """Text that no spreadsheet runs."""
    return _GUARD + cell if cell.lstrip()[:1] in (*_RUN, _GUARD) else cell


def _unguarded(cell: str) -> str:
    begins = cell[:1] == _GUARD and cell[1:].lstrip()[:1] in (*_RUN, _GUARD)
    return cell[1:] if begins else cell
