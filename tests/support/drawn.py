"""Workbooks of score sheets in tests: sheets drawn at random, and what cells show."""

from __future__ import annotations

import json
import random
from io import BytesIO
from typing import Any

import ocop_scoring as ocop
from ocop_scoring.rules.product_set import ProductSet
from support.chance import RATED, random_dossier
from support.extras import extra
from support.tables import every_table, rules_of

__all__ = [
    "Drawn",
    "Shown",
    "differences",
    "drawn",
    "drawn_sheets",
    "random_marks",
    "shown",
    "some_tables",
]

Shown = dict[str, list[list[Any]]]
"""What the cells of each sheet show, row by row."""


class Drawn:
    """A sheet drawn at random, with its dossier or without, and its result."""

    def __init__(self, table: ProductSet, chance: random.Random) -> None:
        self.table, self.rules = table, rules_of(table)
        has_dossier = table.ruleset != "mini-2030" and chance.random() < 0.5
        self.dossier = _dossier(table, chance) if has_dossier else None
        gates = [gate.id for gate in table.gates]
        rejects = [gate for gate in gates if chance.random() < 0.04]
        rated = RATED.get(table.ruleset) if chance.random() < 0.7 else None
        self.sheet = ocop.read_sheet(
            {
                "format": "ocop-sheet/1",
                "ruleset": table.ruleset,
                "product_set": table.product_set,
                "assessor": {"id": "m1", "role": "member", "name": "=1+1 (tên đặt ra)"},
                "assessed_on": rated,
                "round": chance.choice([1, 2]),
                "marks": random_marks(table, chance),
                "rejects": rejects,
            }
        )

    def workbook(self) -> bytes:
        """The sheet as a workbook."""
        return ocop.sheet_workbook(self.rules, self.sheet, dossier=self.dossier)


def drawn(table: ProductSet, seed: str) -> Drawn:
    """A sheet drawn at random, the same one for each seed."""
    return Drawn(table, random.Random(f"{table.ruleset}/{table.product_set}/{seed}"))


def some_tables() -> list[ProductSet]:
    """The small table, two tables of each decision, and those with rare shapes: items whose lines add
    up, two cases, grounds by marks.
    """
    rare = {("1048-2019", 26), ("26-2026", 26), ("26-2026", 16), ("1048-2019+781", 7)}
    chance = random.Random("some tables")
    tables = every_table()
    by_decision: dict[str, list[ProductSet]] = {}
    for table in tables:
        by_decision.setdefault(table.ruleset, []).append(table)
    some = [table for of in by_decision.values() for table in chance.sample(of, min(2, len(of)))]
    return some + [table for table in tables if (table.ruleset, table.product_set) in rare]


def drawn_sheets() -> dict[str, Drawn]:
    """A sheet of each of these tables, by a name."""
    return {
        f"{table.ruleset}-{table.product_set}-{at}": drawn(table, str(at))
        for at, table in enumerate(some_tables())
    }


def _dossier(table: ProductSet, chance: random.Random) -> ocop.Dossier:
    document = json.loads(json.dumps(table.as_json(whole=True)["document"]))
    return ocop.read_dossier(random_dossier(table.ruleset, document, chance))


def random_marks(table: ProductSet, chance: random.Random) -> dict[str, Any]:
    """Marks of a table: of all criteria or of some, mostly good ones or any."""
    goodness, left_out = chance.random() ** 0.3, chance.choice([0.0, 0.0, 0.05, 0.4])
    marks: dict[str, Any] = {}
    for criterion in table.criteria:
        if chance.random() < left_out:
            continue
        ids = [level.id for level in criterion.levels]
        if criterion.mode == "sum":
            marks[criterion.number] = [name for name in ids if chance.random() < goodness]
        elif chance.random() < goodness:
            marks[criterion.number] = ids[-1]
        else:
            marks[criterion.number] = chance.choice([0, *ids])
    return marks


def shown(workbook: bytes) -> Shown:
    """What a workbook's cells show: results as they are kept in it. Nothing and no text are one."""
    calamine = extra("python_calamine")
    book = calamine.CalamineWorkbook.from_filelike(BytesIO(workbook))
    return {
        name: _filled(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for name in book.sheet_names
    }


def _filled(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows without the empty cells at their ends."""
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def differences(one: Shown, other: Shown) -> list[str]:
    """The cells in which two workbooks differ."""
    found = []
    for name in one.keys() | other.keys():
        left, right = one.get(name, []), other.get(name, [])
        for row in range(max(len(left), len(right))):
            a = left[row] if row < len(left) else []
            b = right[row] if row < len(right) else []
            found += [
                f"{name} {'ABCDEFGH'[column]}{row + 1}: {x!r}, not {y!r}"
                for column, (x, y) in enumerate(_side_by_side(a, b))
                if x != y
            ]
    return found


def _side_by_side(a: list[Any], b: list[Any]) -> list[tuple[Any, Any]]:
    size = max(len(a), len(b))
    return list(zip(a + [""] * (size - len(a)), b + [""] * (size - len(b)), strict=True))
