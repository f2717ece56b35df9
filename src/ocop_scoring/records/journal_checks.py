"""Verifies a journal: from itself alone, against a head that was printed, and against records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..frozen import Value
from ..terms import CheckState
from ..text import LANGUAGES, Lang, say
from .journal import JOURNAL, Journal, JournalBreak, JournalEntry, entry_of
from .record import Record
from .verification import RecordCheck, all_held, exit_status_of

__all__ = ["JournalVerification", "verify_journal"]


class JournalVerification(Value):
    """What came of verifying a journal, `ocop-journal-verification/1`."""

    journal: Journal
    checks: tuple[RecordCheck, ...]
    """Every check in order; one that failed stands once for each place."""

    @property
    def ok(self) -> bool:
        """Whether every check held, none of them left out: never without a head."""
        return all_held(self.checks)

    @property
    def exit_status(self) -> int:
        """What a command that shows it ends with: 0 all held, 3 one failed, 4 one not checked."""
        return exit_status_of(self.checks)

    def verdict(self, lang: Lang = "vi") -> str:
        """Whether it holds, in one sentence, with its head."""
        key = {0: "record.journal-ok", 3: "record.journal-not-ok"}.get(
            self.exit_status, "record.journal-not-all-checked"
        )
        return say(key, lang, count=len(self.journal.lines), head=self.journal.head or "–")

    def say(self, lang: Lang = "vi") -> str:
        """All of it in words: whether it holds, and every check."""
        lines = [f"{check.sign} {check.say(lang)}" for check in self.checks]
        return "\n".join([self.verdict(lang), *lines])

    def as_json(self) -> dict[str, Any]:
        """The outcome as `ocop-journal-verification/1`; a fresh copy each time."""
        return {
            "format": "ocop-journal-verification/1",
            "head": self.journal.head,
            "lines": len(self.journal.lines),
            "ok": self.ok,
            "checks": [check.as_json() for check in self.checks],
            **{lang: self.verdict(lang) for lang in LANGUAGES},
        }


class _Kept(NamedTuple):
    """A record beside a journal: its file, and what a line has to say of it."""

    file: str
    entry: JournalEntry


def verify_journal(
    journal: Journal,
    *,
    head: str | None = None,
    records: Iterable[tuple[str, Record]] | None = None,
    file: str = JOURNAL,
) -> JournalVerification:
    """Look at a journal: whether its lines follow on one another (`journal`); whether the head that
    was printed is in it, so that nothing before that was cut off (`journal-end`); whether each line
    has its record and each record its line (`journal-records`).

    Without a `head` the end is `not-checked`. `records` are files and what was read of them; with
    None, nobody asks for them.
    """
    checks = [*_chain(journal, file), _end(journal, head, file)]
    if records is None:
        checks.append(RecordCheck("journal-records", "not-checked", asked=False))
    else:
        kept = {record.digest: _Kept(name, entry_of(record)) for name, record in records}
        checks += _said("journal-records", list(_against(journal, kept, file)))
    return JournalVerification(journal, tuple(checks))


def _chain(journal: Journal, file: str) -> Iterator[RecordCheck]:
    yield from _said("journal", [_placed(one, file) for one in journal.breaks])


def _placed(one: JournalBreak, file: str) -> tuple[str, str, str]:
    return f"{file}:{one.line}/{one.what}", one.expected, one.found


def _end(journal: Journal, head: str | None, file: str) -> RecordCheck:
    count, last = len(journal.lines), journal.head or "–"
    if head is None:
        return RecordCheck("journal-end", "not-checked", f"{file}:{count}", "--head", last)
    line = journal.line_of(head)
    state: CheckState = "failed" if line is None else "held"
    return RecordCheck("journal-end", state, f"{file}:{line or count}", head, last)


def _against(journal: Journal, kept: dict[str, _Kept], file: str) -> Iterator[tuple[str, str, str]]:
    """Lines without their record, records without a line, and where the two differ."""
    missing = dict(kept)
    for number, entry in journal.entries():
        found = kept.get(entry.record)
        missing.pop(entry.record, None)
        if found is None:
            yield f"{file}:{number}/record", entry.record, "–"
            continue
        for name in ("product_code", "decided_on", "supersedes"):
            said, is_so = (str(getattr(one, name) or "null") for one in (entry, found.entry))
            if said != is_so:
                yield f"{file}:{number}/{name}", is_so, said
    for digest, lost in missing.items():
        yield lost.file, file, digest


def _said(name: str, wrong: list[tuple[str, str, str]]) -> Iterator[RecordCheck]:
    if not wrong:
        yield RecordCheck(name, "held")
    for path, expected, found in wrong:
        yield RecordCheck(name, "failed", path, expected, found)
