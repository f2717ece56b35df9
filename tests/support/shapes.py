"""Sheets of every shape that a table has, with all that a sheet may say, for workbooks."""

from __future__ import annotations

import random
from typing import Any

import ocop_scoring as ocop
from ocop_scoring.rules.product_set import ProductSet
from support.drawn import random_marks
from support.strategies import sheet_for
from support.tables import MINI

__all__ = ["SHAPES", "sheet_of"]

SHAPES = {
    "plain": ocop.ruleset("26-2026").product_set(8),
    "headings": ocop.ruleset("26-2026").product_set(11),
    "cases": ocop.ruleset("26-2026").product_set(26),
    "lines": MINI.product_set(1),
}
"""A table of each shape: plain, with headings, with two cases, with lines that add up."""


def sheet_of(table: ProductSet, member: int = 1) -> ocop.ScoreSheet:
    """A member's sheet drawn at random, with a name, a comment, a day and a second round."""
    marks: dict[str, Any] = {}
    for number, mark in random_marks(table, random.Random(f"{table.digest}{member}")).items():
        levels = table.criterion(number).levels
        marks[number] = next((lv.mark for lv in levels if lv.id == mark), mark)
    assessor = {"id": f"m{member}", "name": "Trần Văn B (tên đặt ra)", "role": "member"}
    more = {"product_code": "96-32244-001-2026", "assessed_on": "2026-12-08", "round": 2}
    comment = "=1+1, “đẹp” & gọn <b>\nnhãn thiếu ngày"
    return sheet_for(table, marks, assessor=assessor, comment=comment, **more)
