"""Sealed records: how many verify a second on one processor, what sealing takes beside rating, how
large a record is; and, asked for, whether any of many single changes goes unseen.

    PYTHONPATH=src:tests python -m benchmarks.records [--changes 20000]

The processor's own time is counted, the best of three. Records are those of the frozen archive,
each of a table of its own; councils have nine members.
"""

from __future__ import annotations

import gzip
import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from time import process_time

from support.archive import records
from support.councils import real, seats
from support.mutations import changed, is_seen, says_the_same
from support.papers import demo

import ocop_scoring as ocop
from ocop_scoring.records import law as law_of_records
from ocop_scoring.records import pieces
from ocop_scoring.rules.catalog import built_in

__all__ = ["main"]

DAY = date(2026, 12, 8)


def _best(run: Callable[[], object], times: int = 3) -> float:
    """The processor's seconds of the quickest run."""
    found = []
    for _ in range(times):
        began = process_time()
        run()
        found.append(process_time() - began)
    return min(found)


def _verified(sealed: Sequence[ocop.Record], catalog: ocop.Catalog | None) -> None:
    for record in sealed:
        assert ocop.verify(record, catalog=catalog).ok


def _read(contents: Sequence[bytes]) -> list[ocop.Record]:
    return [ocop.read_record(content) for content in contents]


def _forget() -> None:
    """As in a process that has met no rules yet."""
    for kept in (pieces._RULES, pieces._OF_RULESETS, law_of_records._BUILT):
        kept.clear()


def _of_nine() -> ocop.CouncilResult:
    base = demo()
    marks = [dict(base.sheet.marks) for _ in range(9)]
    for at, each in enumerate(marks):
        each["1.1"] = at % 3
    sheets = seats(base.printed, marks)
    return ocop.council(
        base.rules,
        base.dossier,
        sheets,
        policy="mean-of-totals",
        decided_on=DAY,
        appointed=9,
    )


def _rates(name: str, contents: Sequence[bytes], law: ocop.Catalog) -> None:
    """Records a second: loaded, and from their bytes; rules met before, fresh, and unknown here."""
    count = len(contents)
    loaded = _read(contents)
    _verified(loaded, law)
    print(
        f"{name}, loaded, rules met before: {count / _best(lambda: _verified(loaded, law)):.0f}/s"
    )
    print(
        f"{name}, loaded, alone:            {count / _best(lambda: _verified(loaded, None)):.0f}/s"
    )
    both = _best(lambda: _verified(_read(contents), law))
    print(f"{name}, from bytes, rules met:    {count / both:.0f}/s")


def _fresh(contents: Sequence[bytes], law: ocop.Catalog) -> None:
    """The first meeting with the rules of each record: those that are installed, and others."""
    count = len(contents)
    for name, catalog in (("installed here", law), ("in the record alone", None)):
        loaded, spent = [], []
        for _ in range(3):
            _forget()
            loaded = _read(contents)
            began = process_time()
            _verified(loaded, catalog)
            spent.append(process_time() - began)
        print(f"fresh, loaded, rules {name}: {count / min(spent):.0f}/s")
    spent = []
    for _ in range(3):
        _forget()
        began = process_time()
        _verified(_read(contents), law)
        spent.append(process_time() - began)
    print(f"fresh, from bytes, rules installed here: {count / min(spent):.0f}/s")


def _sealing() -> None:
    base = demo()
    rules, dossier, sheet = base.rules, base.dossier, base.sheet
    record = ocop.seal(base, decided_on=DAY)
    document = record.document

    def rated() -> None:
        for _ in range(100):
            ocop.score(rules, dossier, sheet)
            json.dumps(document, sort_keys=True)

    def sealed() -> None:
        for _ in range(100):
            ocop.seal(ocop.score(rules, dossier, sheet), decided_on=DAY).to_bytes()

    both, own = _best(rated) * 10, _best(sealed) * 10
    print(f"sealing: {own:.2f} ms; rating and json.dumps: {both:.2f} ms; ratio {own / both:.2f}")
    content = record.to_bytes()
    bare = {name: v for name, v in document.items() if name not in ("ruleset", "product_set")}
    small = json.dumps(bare, ensure_ascii=False, separators=(",", ":")).encode()
    for name, text in (("a record", content), ("without rules", small)):
        print(f"size of {name}: {len(text):,} bytes, gzipped {len(gzip.compress(text)):,}")


def _changes(count: int) -> int:
    """So many records with one change each: how many of them verify all the same."""
    kinds = [ocop.seal(demo(), decided_on=DAY), ocop.seal(real(), decided_on=DAY)]
    unseen = same = 0
    for seed in range(count):
        record = kinds[seed % 2]
        content = changed(record, Random(seed))
        if says_the_same(record, content):
            same += 1
        elif not is_seen(content):
            unseen += 1
            print(f"unseen: seed {seed}")
    print(f"{count} changes: {same} say the same JSON, {unseen} unseen")
    return unseen


def main(arguments: Sequence[str]) -> int:
    """Print the numbers: 1 where a change goes unseen."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=0)
    given = parser.parse_args(arguments)
    if given.changes:
        return 1 if _changes(given.changes) else 0
    for rules in ocop.rulesets():
        for number in rules.numbers:
            assert rules.product_set(number).digest
    tables: dict[str, bytes] = {}
    for record in records():
        if record.policy is None:
            tables.setdefault(record.digests["product_set"], record.to_bytes())
    contents = list(tables.values())
    _rates("single sheets", contents, built_in())
    _fresh(contents, built_in())
    _rates("councils of nine", [ocop.seal(_of_nine(), decided_on=DAY).to_bytes()] * 50, built_in())
    _sealing()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
