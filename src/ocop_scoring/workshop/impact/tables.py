"""An impact as a table, a product a row: CSV for spreadsheets, Parquet for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ...filing.column_files import guarded
from ...filing.parquet import pyarrow_here
from ...lang import Lang
from .impact import Impact
from .moved import RatedTwice
from .result import SideResult, points_shown
from .words import told_open, told_reason

__all__ = ["COLUMNS", "impact_csv", "impact_parquet"]

_OF_SIDE = ("status", "star", "points", "star_by_points", "lowest", "highest")
COLUMNS = (
    *("name", "product_set", "producer_kind", "commune", "source", "verdict"),
    *(f"from_{name}" for name in _OF_SIDE),
    *(f"to_{name}" for name in _OF_SIDE),
    "why",
)
"""The columns: of a product, then of both sides, then what moved it or keeps it open."""

_WHOLE = frozenset(name for name in COLUMNS if name.endswith(("set", "star", "est", "by_points")))
"""The columns of whole numbers; all others are texts, points too: a mean may be a fraction."""

Cell = str | int | None


def _rows(impact: Impact, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    for row in impact.rows:
        entry = row.entry
        product = (entry.name, entry.product_set, entry.producer_kind, entry.commune, entry.origin)
        sides = (*_of_side(row.a), *_of_side(row.b))
        yield (*product, row.verdict, *sides, "; ".join(_why(row, impact, lang)) or None)


def _of_side(result: SideResult) -> tuple[Cell, ...]:
    lowest, highest = result.range or (None, None)
    points = points_shown(result.points)
    return result.status, result.star, points, result.star_by_points, lowest, highest


def _why(row: RatedTwice, impact: Impact, lang: Lang) -> Iterator[str]:
    if row.is_open:
        open_ = row.a if row.a.status == "open" else row.b
        yield told_open(open_, lang)
    elif row.verdict != "same":
        yield from [told_reason(reason, row, impact, lang) for reason in row.reasons]


def impact_csv(impact: Impact, lang: Lang = "vi") -> bytes:
    """All products as CSV in UTF-8 with a byte-order mark, by which Excel knows it."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for row in _rows(impact, lang):
        rows.writerow(["" if cell is None else guarded(str(cell)) for cell in row])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def impact_parquet(impact: Impact, lang: Lang = "vi") -> bytes:
    """All products as Parquet. FilingError, with what to install, where pyarrow is missing."""
    pyarrow, parquet = pyarrow_here()
    cells = list(_rows(impact, lang))
    columns = {
        name: pyarrow.array([row[at] for row in cells], _kind(name, pyarrow))
        for at, name in enumerate(COLUMNS)
    }
    written = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), written)
    return written.getvalue()


def _kind(name: str, pyarrow: object) -> object:
    return getattr(pyarrow, "int32" if name in _WHOLE else "string")()
