"""Score sheets as a Parquet table (the extra `batch`: pyarrow), with the columns of `columns`.

Marks are texts, since one item is marked by points and another by ids; days are days, numbers whole
numbers, `rejects` a list.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from types import ModuleType
from typing import Any

from ..errors import Fault, FilingError, Place
from .columns import MOST_SHEETS, by_columns
from .forms import ScoreSheet

__all__ = ["parquet_of", "pyarrow_here", "rows_of"]

MOST_COLUMNS = 1_000
MOST_BYTES = 200_000_000  # of all columns, unpacked


def pyarrow_here() -> tuple[ModuleType, ModuleType]:
    """pyarrow and what it writes Parquet with. FilingError, with the extra, where it is missing."""
    try:
        import pyarrow
        import pyarrow.parquet as parquet  # an extra
    except ImportError:
        values = {"package": "pyarrow"}
        raise FilingError(Fault("missing-extra", None, "", "Parquet", "batch", values)) from None
    return pyarrow, parquet


def parquet_of(sheets: Iterable[ScoreSheet]) -> bytes:
    """Score sheets as a Parquet file; the same sheets give the same bytes."""
    pyarrow, parquet = pyarrow_here()
    given = list(sheets)
    columns: dict[str, Any] = {
        name: pyarrow.array([cell or None for cell in cells], pyarrow.string())
        for name, cells in by_columns(given).items()
    }
    columns |= {
        "product_set": pyarrow.array([s.product_set for s in given], pyarrow.int32()),
        "round": pyarrow.array([s.round for s in given], pyarrow.int32()),
        "assessed_on": pyarrow.array([s.assessed_on for s in given], pyarrow.date32()),
        "rejects": pyarrow.array([list(s.rejects) for s in given], pyarrow.list_(pyarrow.string())),
    }
    written = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), written)
    return written.getvalue()


def rows_of(content: bytes, file: str) -> Iterator[list[str]]:
    """The head of a Parquet table, then its rows, each value as text.

    FilingError where it can't be read, or has more than any council's sheets.
    """
    pyarrow, parquet = pyarrow_here()
    try:
        table = parquet.ParquetFile(io.BytesIO(content))
        _refuse_large(table.metadata, file)
        yield list(table.schema_arrow.names)
        for batch in table.iter_batches(batch_size=1_000):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield [_said(value) for value in row]
    except (pyarrow.ArrowException, OSError, ValueError) as problem:
        if isinstance(problem, FilingError):
            raise
        found = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        raise FilingError(Fault("not-a-table", Place(file, 1, 1), "", found, "")) from None


def _refuse_large(known: Any, file: str) -> None:
    size = sum(known.row_group(at).total_byte_size for at in range(known.num_row_groups))
    for found, most in (
        (known.num_rows, MOST_SHEETS),
        (known.num_columns, MOST_COLUMNS),
        (size, MOST_BYTES),
    ):
        if found > most:
            place = Place(file, 1, 1)
            raise FilingError(Fault("not-a-table", place, "", f"{found:,} > {most:,}", f"{most:,}"))


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)
