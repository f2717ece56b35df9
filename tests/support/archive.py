"""The frozen archive of sealed records: all tables of all decisions, all policies, all statuses. Every
later build verifies it unchanged; nothing in it is ever changed, another engine brings another file.

    PYTHONPATH=src:tests python -m support.archive           # verify all of it
    PYTHONPATH=src:tests python -m support.archive --write   # where there is no file for this engine yet

A line is `rules DIGEST JSON` or `record DIGEST JSON`: a record stands there without its ruleset and
product set, which many share, and is put together again by their digests.
"""

from __future__ import annotations

import json
import lzma
import random
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import ocop_scoring as ocop
from ocop_scoring.records.record import pieces_of
from ocop_scoring.version import ENGINE
from support.chance import RATED
from support.drawn import drawn, random_marks
from support.folders import ROOT
from support.strategies import dossier_for
from support.tables import every_table, rules_of

__all__ = ["ARCHIVE", "EARLIER", "council_drawn", "outcomes", "records", "write"]

ARCHIVE = ROOT / "tests" / "records" / f"engine-{ENGINE}.jsonl.xz"
EARLIER = ARCHIVE.with_name("revision-1.jsonl.xz")
"""Records of revision 1 of all decisions; how they were made, earlier.py says."""
RULES = ("ruleset", "product_set")


@cache
def _lines(path: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The rules and the records of an archive by their digests, not read yet."""
    kinds: dict[bytes, dict[str, bytes]] = {b"rules": {}, b"record": {}}
    for line in lzma.decompress(path.read_bytes()).splitlines():
        kind, digest, content = line.split(b" ", 2)
        kinds[kind][digest.decode()] = content
    return kinds[b"rules"], kinds[b"record"]


def records(path: Path = ARCHIVE, every: int = 1) -> Iterator[ocop.Record]:
    """The records of an archive, or every n-th of them."""
    rules, sealed = _lines(path)
    for digest, content in list(sealed.items())[::every]:
        document = json.loads(content)
        document |= {name: json.loads(rules[document["digests"][name]]) for name in RULES}
        record = ocop.read_record(document)
        assert record.digest == digest
        yield record


def outcomes() -> Iterator[ocop.Evaluation | ocop.CouncilResult]:
    """What is sealed: two drawn sheets of every table, and councils of every policy and status."""
    tables = every_table()[1:]
    for table in tables:
        for seed in ("archive 1", "archive 2"):
            one = drawn(table, seed)
            dossier = one.dossier or dossier_for(table)
            yield ocop.score(one.rules, dossier, one.sheet)
    chance = random.Random("councils of the archive")
    for policy in ocop.policies():
        for table in chance.sample(tables, 12):
            dossier = drawn(table, "archive council").dossier or dossier_for(table)
            yield council_drawn(rules_of(table), table, policy, dossier, chance)


def council_drawn(
    rules: ocop.Ruleset,
    table: ocop.ProductSet,
    policy: ocop.Policy,
    dossier: ocop.Dossier,
    chance: random.Random,
) -> ocop.CouncilResult:
    """A council of three to seven, the advisory team's sheet and the producer's own beside them."""
    day = date.fromisoformat(RATED[table.ruleset])
    good = {c.number: c.levels[-1].id for c in table.criteria if c.mode == "one"}
    rest = {c.number: [lv.id for lv in c.levels] for c in table.criteria if c.mode == "sum"}
    roles = ["chair", *["member"] * chance.randrange(2, 7), "advisory", "self"]
    if policy.mean == "agreed":
        roles = ["council", "self"]
    gates = [gate.id for gate in table.gates if gate.raised_by == "assessor"]
    sheets = []
    for at, role in enumerate(roles):
        marks = {**good, **rest}
        for number in chance.sample(list(good), 4):
            marks[number] = 0
        if role == "self" or (role == "member" and chance.random() < 0.02):
            marks = random_marks(table, chance)
        rejects = chance.sample(gates, 1) if gates and chance.random() < 0.04 else []
        who = {"id": f"m{at}", "role": role, "name": "Người chấm (tên đặt ra)"}
        sheet = {"format": "ocop-sheet/1", "ruleset": table.ruleset, "assessor": who}
        more = {"product_set": table.product_set, "marks": marks, "rejects": rejects}
        sheets.append(ocop.read_sheet(sheet | more | {"assessed_on": str(day)}))
    appointed = sum(role in ("chair", "member", "council") for role in roles)
    return ocop.council(
        rules,
        dossier,
        sheets,
        policy=policy,
        appointed=appointed + chance.choice([0, 0, 4]),
        decided_on=day,
        level="province",
    )


def _sealed() -> Iterator[ocop.Record]:
    for outcome in outcomes():
        yield ocop.seal(outcome, decided_on=date.fromisoformat(RATED[outcome.ruleset]))


def write(path: Path, archived: Iterable[ocop.Record]) -> None:
    """Write records as an archive: the rules that they share once."""
    rules: dict[str, bytes] = {}
    sealed: dict[str, bytes] = {}
    for record in archived:
        pieces = pieces_of(record)
        rules |= {pieces[name].digest: pieces[name].written for name in RULES}
        document = {name: v for name, v in record.document.items() if name not in RULES}
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        sealed[record.digest] = text.encode()
    lines = [b"rules %s %s\n" % (digest.encode(), rules[digest]) for digest in rules]
    lines += [b"record %s %s\n" % (digest.encode(), sealed[digest]) for digest in sealed]
    path.write_bytes(lzma.compress(b"".join(lines), preset=9 | lzma.PRESET_EXTREME))


def main(arguments: list[str]) -> int:
    """Verify the archive, or write it: 1 where a record does not hold."""
    if arguments == ["--write"]:
        if ARCHIVE.exists():
            print(f"{ARCHIVE} is there already: nothing of it is ever changed")
            return 1
        write(ARCHIVE, _sealed())
    failed = 0
    statuses: dict[str, int] = {}
    for record in (*records(), *records(EARLIER)):
        said = ocop.verify(record)
        status = f"{record.result['format'].split('/')[0]} {record.result['status']}"
        statuses[status] = statuses.get(status, 0) + 1
        if not said.ok:
            failed += 1
            print(said.say("en"))
    print(f"{sum(statuses.values())} records, {failed} do not hold: {statuses}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
