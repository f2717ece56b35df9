"""What a workbook is told: what stands in its answers, and what its formulas come to.

Formulas carry their results, since readers see the kept ones; these come from whoever rates, not
from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ...rules.model import Level
from ..marks import Mark
from .places import Field

__all__ = ["Counted", "Filled", "Got"]


class Filled(NamedTuple):
    """What stands in the answers: the fields that are known, the marks, the grounds raised.

    `fixed` are the fields that a dossier says: they are locked. `kind` says of which sector and
    group of products the table is. `made_on` is the day that the file bears.
    """

    fields: Mapping[Field, str | int | date]
    marks: Mapping[str, Mark]
    rejects: tuple[str, ...]
    fixed: frozenset[Field]
    kind: str
    product_code: str
    made_on: date


class Got(NamedTuple):
    """What one criterion comes to: its levels, its points (None: not assessed), whether it counts 0
    since the item that opens it fell short, the minimums it misses (star and level), and what facts
    decide: a level, none of them (an empty tuple), or nothing (None).
    """

    levels: tuple[Level, ...]
    points: int | None
    closed: bool
    missed: frozenset[tuple[int, str]]
    by_facts: tuple[Level, ...] | None


class Counted(NamedTuple):
    """What a sheet comes to: each criterion in printed order, parts, total, stars.

    `reach` is the star up to which missed minimums count. `by_papers` and `by_marks` have the
    grounds that the dossier and the marks raise. The star is that of the sheet, grounds apart.
    """

    criteria: tuple[Got, ...]
    parts: tuple[int, ...]
    total: int
    star_by_points: int | None
    star: int | None
    reach: int
    lowest_star: int
    by_papers: frozenset[str]
    by_marks: frozenset[str]
