"""Changes journals, signatures and signed records, one place at a time, and counts what goes unseen.

    python -m tests.records.tries 20000

The suite does the same with few examples; so many take minutes. Exit status 1 where anything did.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

if __name__ == "__main__":  # run from the checkout, without pytest's paths
    ROOT = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from support.keys import write_pair
from support.mutations import changed, says_the_same
from support.papers import demo

import ocop_scoring as ocop
from ocop_scoring.errors import RecordError
from ocop_scoring.records.journal import read_journal
from ocop_scoring.records.signing import look_at, read_signatures

SIGNERS = ("secretary", "chair")


def other_bytes(content: bytes, random: Random) -> bytes:
    """One byte changed, added or taken away."""
    at, byte = random.randrange(len(content)), bytes([random.randrange(256)])
    kind = random.randrange(3)
    return content[:at] + (b"" if kind == 0 else byte) + content[at + (kind != 2) :]


def other_lines(content: bytes, random: Random) -> bytes:
    """A line taken away, doubled or put elsewhere, or the end cut off."""
    lines = content.splitlines(keepends=True)
    line = lines.pop(random.randrange(len(lines)))
    kind = random.randrange(4)
    if kind == 3:
        return content[: random.randrange(len(content))]
    for _ in range(kind):
        lines.insert(random.randrange(len(lines) + 1), line)
    return b"".join(lines)


def tries_of_journal(folder: Path, random: Random) -> Callable[[], bool]:
    """Whether a change of a journal goes unseen, against the head that was printed."""
    records: list[ocop.Record] = []
    for day in range(8, 15):
        before = records[-1] if records else None
        records.append(ocop.seal(demo(), decided_on=date(2026, 12, day), supersedes=before))
    head = ocop.add_to_journal(folder / "journal.jsonl", records).head
    good = (folder / "journal.jsonl").read_bytes()

    def unseen() -> bool:
        content = random.choice((other_bytes, other_lines))(good, random)
        found = read_journal(content)
        return content != good and not found.breaks and found.head == head

    return unseen


def tries_of_signatures(folder: Path, random: Random) -> Callable[[], bool]:
    """Whether a changed byte of a file of signatures goes unseen."""
    content = ocop.seal(demo(), decided_on=date(2026, 12, 8)).to_bytes()
    keys = [ocop.load_key(write_pair(folder, name)[0]) for name in SIGNERS]
    trusted = ocop.load_trusted(folder / "trust")
    good = "".join(key.sign(content).line() for key in keys).encode()

    def unseen() -> bool:
        signatures = other_bytes(good, random)
        return signatures != good and all_hold(content, signatures, trusted)

    return unseen


def tries_of_records(folder: Path, random: Random) -> Callable[[], bool]:
    """Whether a change of a signed record goes unseen by its signatures alone."""
    record = ocop.seal(demo(), decided_on=date(2026, 12, 8))
    keys = [ocop.load_key(write_pair(folder, name)[0]) for name in SIGNERS]
    trusted = ocop.load_trusted(folder / "trust")
    signatures = "".join(key.sign(record.to_bytes()).line() for key in keys).encode()

    def unseen() -> bool:
        content = changed(record, random)
        if says_the_same(record, content):
            return False
        try:
            again = ocop.read_record(content)
        except RecordError:
            return False
        return all_hold(again.to_bytes(), signatures, trusted)

    return unseen


def all_hold(content: bytes, signatures: bytes, trusted: Mapping[str, ocop.PublicKey]) -> bool:
    """Whether every signer's signature is there, and of these bytes."""
    try:
        looked = look_at(content, read_signatures(signatures), trusted)
    except RecordError:
        return False
    return len(looked) == len(SIGNERS) and all(one.holds for one in looked)


def main(tries: int) -> int:
    """Run so many of each."""
    total = 0
    for kind in (tries_of_journal, tries_of_signatures, tries_of_records):
        with TemporaryDirectory() as folder:
            unseen, start = kind(Path(folder), Random(2026)), time.perf_counter()
            found = sum(unseen() for _ in range(tries))
        total += found
        seconds = time.perf_counter() - start
        print(
            f"{kind.__name__.removeprefix('tries_of_')}: {tries} changes, {found} unseen, {seconds:.0f} s"
        )
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
