"""Hundreds of score sheets as workbooks, of every table of every decision, worked out anew by
LibreOffice: every cell must show what the engine says.

    PYTHONPATH=tests python tests/oracle/workbooks.py [SHEETS_PER_TABLE]
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from support.drawn import Shown, differences, drawn, shown
from support.soffice import saved
from support.tables import every_table


def main(per_table: int) -> int:
    """The number of sheets on which the two disagree."""
    asked = [(table, seed) for table in every_table() for seed in range(per_table)]
    wrong, cells = 0, 0
    for at in range(0, len(asked), 100):
        some = asked[at : at + 100]
        workbooks = {
            f"{table.ruleset}_{table.product_set}_{seed}": drawn(table, str(seed)).workbook()
            for table, seed in some
        }
        with TemporaryDirectory() as folder:
            anew = saved(workbooks, Path(folder))
        for name, content in workbooks.items():
            ours, theirs = shown(content), shown(anew[name])
            cells += _count(ours)
            found = differences(ours, theirs)
            wrong += bool(found)
            if found:
                print(name, *found[:8], sep="\n  ")
        print(f"{at + len(some)} of {len(asked)}: {wrong} differ", file=sys.stderr)
    print(f"{len(asked)} sheets of {len(every_table())} tables, {cells} cells: {wrong} differ")
    return wrong


def _count(cells: Shown) -> int:
    return sum(len(row) for rows in cells.values() for row in rows)


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)))
