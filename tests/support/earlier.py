"""How the frozen records of revision 1, `records/revision-1.jsonl.xz`, were made: what an auditor has years
later, when a newer revision is installed. Every later build verifies them unchanged.

Revision 1 was corrected before anything was sealed under it. These records are of its documents as the
library of then wrote them (all 130 tables have the digest that the lock has of revision 1), with sheets
drawn at random, worked out and sealed by engine 2: one of every table, three councils of every policy. How
they were made, in a checkout of the last state whose rulesets stood at revision 1:

    git worktree add /tmp/then 338d46f^
    PYTHONPATH=src:tests python -m support.earlier /tmp/then

It refuses where the file is there: nothing of it is ever changed.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import ocop_scoring as ocop
from ocop_scoring.records.law import catalog_of, rules_of
from ocop_scoring.records.pieces import piece, rules_piece
from support.archive import EARLIER, council_drawn, write
from support.chance import RATED, random_dossier
from support.drawn import random_marks

__all__ = ["main"]

_DOCUMENTS = """
import json, ocop_scoring as ocop
for rules in ocop.rulesets():
    tables = [rules.product_set(number).resolved() for number in rules.numbers]
    print(json.dumps([rules.resolved(), tables]))
"""


def _rulesets(checkout: Path) -> Iterator[ocop.Ruleset]:
    """The rulesets of a checkout, once for each table, as its own library writes their documents."""
    done = subprocess.run(
        [sys.executable, "-c", _DOCUMENTS], capture_output=True, text=True, check=True,
        cwd=checkout, env={**os.environ, "PYTHONPATH": str(checkout / "src")},
    )  # fmt: skip
    for line in done.stdout.splitlines():
        ruleset, tables = json.loads(line)
        for table in tables:
            documents = rules_piece(piece(ruleset)), rules_piece(piece(table))
            yield rules_of(*documents, catalog_of("built-in"))


def _tables(checkout: Path) -> Iterator[tuple[ocop.Ruleset, ocop.ProductSet]]:
    for rules in _rulesets(checkout):
        (number,) = [n for n in rules.numbers if _has(rules, n)]
        yield rules, rules.product_set(number)


def _has(rules: ocop.Ruleset, number: int) -> bool:
    try:
        rules.product_set(number)
    except ocop.RulesetError:
        return False
    return True


def _scored(rules: ocop.Ruleset, table: ocop.ProductSet, chance: random.Random) -> ocop.Evaluation:
    sheet = {
        "format": "ocop-sheet/1",
        "ruleset": table.ruleset,
        "product_set": table.product_set,
        "assessor": {"id": "m1", "role": "member", "name": "Người chấm (tên đặt ra)"},
        "assessed_on": RATED[table.ruleset],
        "marks": random_marks(table, chance),
    }
    return ocop.score(rules, _dossier(table, chance), ocop.read_sheet(sheet))


def _dossier(table: ocop.ProductSet, chance: random.Random) -> ocop.Dossier:
    document = json.loads(json.dumps(table.resolved()))
    return ocop.read_dossier(random_dossier(table.ruleset, document, chance))


def _outcomes(checkout: Path) -> Iterator[ocop.Evaluation | ocop.CouncilResult]:
    chance = random.Random("records of revision 1")
    tables = list(_tables(checkout))
    for rules, table in tables:
        yield _scored(rules, table, chance)
    for policy in ocop.policies():
        for rules, table in chance.sample(tables, 3):
            yield council_drawn(rules, table, policy, _dossier(table, chance), chance)


def main(arguments: list[str]) -> int:
    """Write the records of a checkout's rules: 1 where they are there already."""
    if EARLIER.exists():
        print(f"{EARLIER} is there already: nothing of it is ever changed")
        return 1
    sealed = (
        ocop.seal(outcome, decided_on=date.fromisoformat(RATED[outcome.ruleset]))
        for outcome in _outcomes(Path(arguments[0]))
    )
    write(EARLIER, sealed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
