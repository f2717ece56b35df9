"""The second evaluator rates a small population under both sides: the same stars, and the same
products won and lost.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from oracle.oracle import Mark, rate_table, read_table
from support.drafts import draft

import ocop_scoring as ocop

LAW = ocop.ruleset("26-2026")
SETS = (3, 8)
CHANGED = "chain-contracts"


def test_engine_and_oracle_agree_on_who_wins_and_loses(tmp_path: Path) -> None:
    """A draft moves a minimum of contracts from 4 to 3 stars; the oracle moves its asterisk."""
    name = f"criteria/{CHANGED}/levels/over-three-quarters/minimum"
    side = draft(tmp_path, {"replace": name, "from": 4, "to": 3})
    found = []
    for number in SETS:
        population = ocop.synthetic(LAW, 60, 0, product_set=number)
        rows = ocop.impact(LAW, side, population).rows
        found += rows
        printed = LAW.product_set(number)
        here = read_table(number)
        place = next(c.number for c in printed.criteria if c.id == CHANGED)
        there = [
            replace(
                c,
                levels=tuple(
                    [replace(lv, minimum=3) if lv.minimum == 4 else lv for lv in c.levels]
                ),
            )
            if c.number == place
            else c
            for c in here
        ]
        for row in rows:
            marked = row.entry.sheets[0].marks
            marks = {
                c.number: _mark(c, marked[c.number]) for c in printed.criteria if c.number in marked
            }
            stars = [rate_table(table, marks, [], plan=False)["star"] for table in (here, there)]
            assert [row.a.star, row.b.star] == stars
    assert {row.verdict for row in found} > {"same"}


def _mark(criterion: ocop.Criterion, mark: int | str | tuple[str, ...]) -> Mark:
    """A mark as the oracle writes it: the place of the ticked level, of several lines all."""
    ids = [level.id for level in criterion.levels]
    if isinstance(mark, tuple):
        return tuple([ids.index(line) for line in mark])
    if isinstance(mark, str):
        return ids.index(mark)
    points = [level.points for level in criterion.levels]
    return points.index(mark) if mark in points else None
