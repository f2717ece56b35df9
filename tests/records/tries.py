"""Changes journals, signatures, signed records and papers with the records inside, one place at a time,
and counts what goes unseen.

    python -m tests.records.tries 20000 [KIND…]

The suite does the same with few examples; so many take minutes. Exit status 1 where anything did.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

if __name__ == "__main__":  # run from the checkout, without pytest's paths
    ROOT = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from support.keys import write_pair
from support.mutations import changed, is_seen, says_the_same
from support.papers import demo
from support.proofs import paper, sealed_council, swapped

import ocop_scoring as ocop
from ocop_scoring.errors import RecordError
from ocop_scoring.records.journal import read_journal
from ocop_scoring.records.signing import look_at, read_signatures
from ocop_scoring.reporting import paper_check
from ocop_scoring.reporting.paper_files import read_paper

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


def tries_of_sealed(folder: Path, random: Random) -> Callable[[], bool]:
    """Whether a change of a sealed record goes unseen by its verification, from itself alone."""
    sealed = (ocop.seal(demo(), decided_on=date(2026, 12, 8)), sealed_council())

    def unseen() -> bool:
        record = random.choice(sealed)
        content = changed(record, random)
        return not says_the_same(record, content) and not is_seen(content)

    return unseen


def tries_of_papers(folder: Path, random: Random) -> Callable[[], bool]:
    """Whether a change of a paper goes unseen: a byte of a page or of a file inside, a value of the
    record inside, something behind the end.
    """
    whole = {form: paper(form=form) for form in ("pdf", "html")}
    known: dict[str, bytes] = {}

    def remembered(results: Any, form: Any, **given: Any) -> bytes:
        key = f"{[hash(each) for each in results]} {form} {sorted(given.items())}"
        return known.get(key) or known.setdefault(key, ocop.render(results, form, **given))

    paper_check.render = remembered  # what is set again of the same is the same
    record = sealed_council()
    inside = {form: _inside(content) for form, content in whole.items()}

    def unseen() -> bool:
        form = random.choice(("pdf", "html"))
        good, (start, end) = whole[form], inside[form]
        kind = random.randrange(4)
        if kind == 0:
            content = other_bytes(good, random)
        elif kind == 1:
            content = good[:start] + other_bytes(good[start:end], random) + good[end:]
        elif kind == 2:
            content = good + bytes(random.choices(b"\n %\x00a<", k=random.randrange(1, 9)))
        else:
            other = changed(record, random)
            content = packed(whole[form], form, other)
        return content != good and passes(content)

    return unseen


def _inside(content: bytes) -> tuple[int, int]:
    """Where the record stands in a paper, packed or in words."""
    if content.startswith(b"%PDF"):
        at = content.index(b"/EmbeddedFile")
        return content.index(b"stream", at), content.index(b"endstream", at)
    at = content.index(b'"ocop-record/1"')
    return content.rindex(b">", 0, at), content.index(b"</script>", at)


def packed(content: bytes, form: str, record: bytes) -> bytes:
    """A paper with another text of its record inside."""
    start, end = _inside(content)
    if form == "html":
        text = record.decode("utf-8", "replace")
        return content[: start + 1] + text.replace("<", "\\u003c").encode() + content[end:]
    return swapped(content, "record.json", record)


def passes(content: bytes) -> bool:
    """Whether a paper is taken for the one that was issued."""
    try:
        return paper_check.state_of(read_paper(content)).state == "held"
    except ocop.OcopError:
        return False


def all_hold(content: bytes, signatures: bytes, trusted: Mapping[str, ocop.PublicKey]) -> bool:
    """Whether every signer's signature is there, and of these bytes."""
    try:
        looked = look_at(content, read_signatures(signatures), trusted)
    except RecordError:
        return False
    return len(looked) == len(SIGNERS) and all(one.holds for one in looked)


KINDS = (tries_of_journal, tries_of_signatures, tries_of_records, tries_of_sealed, tries_of_papers)


def main(tries: int, names: Sequence[str] = ()) -> int:
    """Run so many of each, or of those that are named."""
    total = 0
    for kind in KINDS:
        if names and kind.__name__.removeprefix("tries_of_") not in names:
            continue
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
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, sys.argv[2:]))
