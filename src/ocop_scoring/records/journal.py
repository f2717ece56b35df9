"""The journal of a round: a line for each record that was sealed, each with the digest of the line
before, so that a line removed, put elsewhere or replaced is seen.

The digest of the last line is the journal's head. A journal whose end is cut off is whole in
itself; only a head that was written down elsewhere, as in the minutes, tells it. A file is only
added to: whoever adds to it at the same time waits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from os import PathLike, fspath
from pathlib import Path
from typing import Any, NamedTuple

from ..appending import append, held
from ..errors import Fault, Faults, Place, RecordError
from ..frozen import Value
from ..rules.resolved import canonical, digest
from ..sources.read import content_of, too_large
from .record import Record, pieces_of

__all__ = [
    "FORMAT",
    "JOURNAL",
    "Journal",
    "JournalBreak",
    "JournalEntry",
    "JournalLine",
    "add_to_journal",
    "entry_of",
    "load_journal",
    "read_journal",
]

FORMAT = "ocop-journal/1"
JOURNAL = "journal.jsonl"
"""How a round's journal is called; it lies beside the records."""

MOST_BYTES = 40_000_000
"""A journal of more bytes, some 100,000 records, is refused."""


class JournalEntry(Value):
    """What a journal says of a record."""

    record: str
    product_code: str | None
    decided_on: date
    supersedes: str | None


def entry_of(record: Record) -> JournalEntry:
    """What a journal says of a record."""
    product = pieces_of(record)["dossier"].value.get("product")
    code = product.get("code") if isinstance(product, dict) else None
    shown = code if isinstance(code, str) else None
    return JournalEntry(record.digest, shown, record.decided_on, record.supersedes)


class JournalLine(Value):
    """A line of a journal: its number, the digest of the line before (None for the first), and what
    it says of a record.
    """

    number: int
    previous: str | None
    entry: JournalEntry

    @property
    def document(self) -> dict[str, object]:
        """The line as JSON, `ocop-journal/1`."""
        entry = self.entry
        return {
            "format": FORMAT,
            "number": self.number,
            "previous": self.previous,
            "record": entry.record,
            "product_code": entry.product_code,
            "decided_on": entry.decided_on.isoformat(),
            "supersedes": entry.supersedes,
        }

    @property
    def digest(self) -> str:
        """The digest of the line's canonical bytes, without the line's end."""
        return digest(self.document)

    def written(self) -> bytes:
        """The line as a journal has it."""
        return canonical(self.document) + b"\n"


class JournalBreak(NamedTuple):
    """Where a journal doesn't hold: the line, what of it, what was expected, what was found."""

    line: int
    what: str
    expected: str
    found: str


class Journal(Value):
    """A journal as it was read: its lines, None where one is none, and where it doesn't hold."""

    lines: tuple[JournalLine | None, ...]
    breaks: tuple[JournalBreak, ...]

    @property
    def head(self) -> str | None:
        """The digest of the last line; None where there is no line, or the last one is none."""
        last = self.lines[-1] if self.lines else None
        return last.digest if last else None

    def line_of(self, head: str) -> int | None:
        """The number of the line whose digest a head is; None where no line has it."""
        found = (n for n, line in enumerate(self.lines, 1) if line and line.digest == head)
        return next(found, None)

    def entries(self) -> Iterator[tuple[int, JournalEntry]]:
        """What the journal says of records, each with its line."""
        for number, line in enumerate(self.lines, 1):
            if line is not None:
                yield number, line.entry


def load_journal(path: str | PathLike[str]) -> Journal:
    """A journal from its file, broken or not. RecordError where it can't be read at all."""
    file = fspath(path)
    return read_journal(content_of(path, RecordError, MOST_BYTES, file), file)


def read_journal(content: bytes, file: str = JOURNAL) -> Journal:
    """The same of a file's bytes. RecordError where they are more than any journal's."""
    if len(content) > MOST_BYTES:
        raise RecordError(too_large(file, MOST_BYTES))
    texts = content.split(b"\n")
    tail = texts.pop()
    lines = [_read(text) for text in texts]
    shown = list(texts)
    if tail:  # the last line has no end: it was cut off within, or not written by us
        lines.append(None)
        shown.append(tail)
    return Journal(tuple(lines), tuple(_breaks(lines, shown)))


def _read(text: bytes) -> JournalLine | None:
    """The line of a text; None where the text is not just what `JournalLine.written` writes."""
    if len(text) > _LONGEST:
        return None
    try:
        line = _made(json.loads(text))
        # INVARIANT: a line has one text; so the digest of its values is the digest of its bytes.
        return line if line is not None and line.written()[:-1] == text else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


_LONGEST = 2_000
_DIGEST = re.compile("sha256:[0-9a-f]{64}").fullmatch


def _made(said: dict[str, Any]) -> JournalLine | None:
    number, code = said["number"], said["product_code"]
    record, others = said["record"], (said["previous"], said["supersedes"])
    if type(number) is not int or number < 1 or not _DIGEST(record):
        return None
    if not all(other is None or _DIGEST(other) for other in others):
        return None
    if not (code is None or isinstance(code, str)):
        return None
    day = date.fromisoformat(said["decided_on"])
    return JournalLine(number, others[0], JournalEntry(record, code, day, others[1]))


def _breaks(lines: Sequence[JournalLine | None], texts: Sequence[bytes]) -> Iterator[JournalBreak]:
    """Where lines are none, or don't follow on one another; a break is named once, and the lines
    after it are held against what follows from it.
    """
    number, before = 1, None
    records: dict[str, int] = {}
    latest: dict[str, str] = {}
    for at, (line, text) in enumerate(zip(lines, texts, strict=True), 1):
        if line is None:
            yield JournalBreak(at, "form", FORMAT, _shown(text))
            number, before = number + 1, f"sha256:{sha256(text).hexdigest()}"
            continue
        if line.number != number:
            yield JournalBreak(at, "number", str(number), str(line.number))
        if line.previous != before:
            yield JournalBreak(at, "previous", before or "null", line.previous or "null")
        yield from _of_entry(at, line.entry, records, latest)
        number, before = line.number + 1, line.digest


def _of_entry(
    at: int, entry: JournalEntry, records: dict[str, int], latest: dict[str, str]
) -> Iterator[JournalBreak]:
    """A record that stands twice, and a product decided again without saying what is superseded."""
    if entry.record in records:
        yield JournalBreak(at, "record", f"≠ {records[entry.record]}", entry.record)
    records.setdefault(entry.record, at)
    code = entry.product_code
    if code is not None:
        before = latest.get(code)
        if entry.supersedes != before and (before or entry.supersedes in records):
            yield JournalBreak(at, "supersedes", before or "null", entry.supersedes or "null")
        latest[code] = entry.record


def _shown(text: bytes) -> str:
    return text[:60].decode("utf-8", "replace")


def add_to_journal(path: str | PathLike[str], records: Sequence[Record | JournalEntry]) -> Journal:
    """Add what is not there yet of some records to a journal, made where it is missing: the journal
    with it. Records that stand there already are passed over.

    RecordError where the journal is broken, can't be read or written, or a product is decided again
    and its record doesn't say which one it supersedes.
    """
    entries = [one if isinstance(one, JournalEntry) else entry_of(one) for one in records]
    at = Path(path)
    try:
        with held(at) as handle:
            journal = load_journal(at)
            _refuse_broken(journal, at)
            lines = _following(journal, entries)
            grown = read_journal(b"".join(_written(journal)) + b"".join(lines), str(at))
            _refuse_broken(grown, at)
            if lines:
                append(handle, b"".join(lines))
    except OSError as problem:
        place, reason = Place(str(at), 1, 1), problem.strerror or "–"
        raise RecordError(Fault("unwritable-file", place, "", reason, "")) from None
    return grown


def _written(journal: Journal) -> Iterator[bytes]:
    return (line.written() for line in journal.lines if line is not None)


def _following(journal: Journal, entries: Sequence[JournalEntry]) -> list[bytes]:
    """The lines of the records that the journal doesn't have."""
    known = {entry.record for _, entry in journal.entries()}
    number, before, lines = len(journal.lines), journal.head, []
    for entry in entries:
        if entry.record in known:
            continue
        number += 1
        line = JournalLine(number, before, entry)
        known.add(entry.record)
        before = line.digest
        lines.append(line.written())
    return lines


def _refuse_broken(journal: Journal, at: Path) -> None:
    faults = Faults()
    faults.take(
        Fault("journal-broken", Place(str(at), one.line, 1), one.what, one.found, one.expected)
        for one in journal.breaks
    )
    faults.raise_any(RecordError)
