"""`ocop verify`: records, and papers that carry them, one by one or by the folder."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from ..errors import FilingError, OcopError, RecordError
from ..records.journal import load_journal
from ..records.journal_checks import JournalVerification, verify_journal
from ..records.reading import MOST_BYTES
from ..records.record import Record, load_record
from ..records.shape import is_digest
from ..records.signature_checks import checks_beside
from ..records.signing import PublicKey, load_trusted, signatures_of
from ..records.verification import RecordCheck
from ..records.verify import verify as verified
from ..reporting.paper_files import read_paper
from ..reporting.pdf_files import MOST_BYTES as MOST_OF_PAPER
from ..reporting.verified import PaperVerification, verify_paper
from ..rules.catalog import Catalog
from ..sources.read import content_of
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .options import bad_argument
from .output import put_error, put_json
from .progress import progress
from .show import Screen, screen

__all__ = ["verify"]


class Found(Protocol):
    """What came of verifying a file."""

    @property
    def exit_status(self) -> int: ...
    def verdict(self, lang: Any = ...) -> str: ...
    def say(self, lang: Any = ...) -> str: ...
    def as_json(self) -> dict[str, Any]: ...


class Verified(NamedTuple):
    """A file, and what came of it: a verification, or what keeps it from being read."""

    file: str
    found: Found | None
    error: OcopError | None = None

    @property
    def exit_status(self) -> int:
        """0 all held, 3 one failed, 4 one not checked, 2 unreadable."""
        return 2 if self.found is None else self.found.exit_status

    def as_json(self) -> dict[str, Any]:
        """It as an entry of `ocop-verifications/1`."""
        return {
            "file": self.file,
            "verification": self.found and self.found.as_json(),
            "errors": self.error.as_json()["errors"] if self.error else [],
        }


class Asked(NamedTuple):
    """What records are held against: a catalogue, and the keys of those who are trusted."""

    catalog: Catalog | None
    trusted: Mapping[str, PublicKey] | None


@verb("verify")
@argument("paths", nargs=-1)
@criteria_option
@option("--alone", is_flag=True)
@option("--trust", metavar="DIR")
@option("--find", metavar="DIGEST")
@option("--journal", metavar="FILE")
@option("--head", metavar="DIGEST")
def verify(
    speech: Speech,
    paths: tuple[str, ...],
    catalog: Catalog,
    alone: bool,
    trust: str | None,
    find: str | None,
    journal: str | None,
    head: str | None,
) -> int:
    """Work records out again: 0 all held, 3 one failed, 4 one not checked, 2 unreadable."""
    _refuse_odd(paths, find, journal, head)
    asked = Asked(None if alone else catalog, None if trust is None else load_trusted(trust))
    beside = str(Path(journal).parent) if journal is not None else ""
    files = [file for path in paths or (beside,) for file in _files_at(path)]
    if find is not None:
        return _verify_found(files, find, asked, speech)
    if journal is None and len(paths) == 1 and not Path(paths[0]).is_dir():
        return _show_one(_verified(paths[0], asked), speech)
    kept = None
    if journal is not None:
        kept = _journal(journal, head, [*files, *_files_at(beside)])
    done = _all_verified(files, asked, progress(speech))
    if speech.json:
        put_json(_as_json(done, kept))
    else:
        _show_all(screen(), done, speech)
        if kept is not None:
            _show(screen(), kept, speech)
    return _worst([*_statuses(done), *([kept.exit_status] if kept else [])])


def _refuse_odd(
    paths: tuple[str, ...], find: str | None, journal: str | None, head: str | None
) -> None:
    """FilingError where nothing is named, or an option stands without the one that it goes with."""
    if not paths and journal is None:
        raise bad_argument("missing-argument", "", "PATHS")
    if head is not None and journal is None:
        raise bad_argument("missing-argument", "", "--journal")
    if find is not None and journal is not None:
        raise bad_argument("wrong-option", "--find", "--journal")


def _journal(journal: str, head: str | None, files: Sequence[str]) -> JournalVerification:
    """A journal held against the head that was printed, and against the records that can be read.

    RecordError where it can't be read itself.
    """
    if head is not None:
        head = f"sha256:{head.removeprefix('sha256:').lower()}"
        if not is_digest(head):
            raise bad_argument("not-a-digest", head, "sha256:…", "--head")
    read = load_journal(journal)
    records = list(_readable(dict.fromkeys(files)))
    return verify_journal(read, head=head, records=records, file=Path(journal).name)


def _readable(files: Iterable[str]) -> Iterator[tuple[str, Record]]:
    for file in files:
        if _is_paper(file):
            continue
        try:
            yield file, load_record(file)
        except OcopError:
            continue  # named where it is verified; its line has no record then


def _files_at(path: str) -> list[str]:
    """A file; of a folder, every file in it, at any depth, that may be a record."""
    folder = Path(path)
    if not folder.is_dir():
        return [path]
    found = sorted(file for file in folder.rglob("*") if file.suffix.lower() in _ENDINGS)
    return [str(file) for file in found if file.is_file() and not _is_other(file)]


_PAPERS = (".pdf", ".html", ".htm")
_ENDINGS = (".json", *_PAPERS)


def _is_other(file: Path) -> bool:
    """Whether a file of a folder says itself that it is something else of ours: a result, a schema.
    What says nothing is taken for a record, which it then has to be.
    """
    if _is_paper(str(file)):
        return not _carries(file)
    try:
        content = content_of(file, RecordError, MOST_BYTES, str(file))
        if b'"ocop-record/' in content:
            return False
        document = json.loads(content)
    except (OcopError, ValueError, RecursionError):
        return False
    if not isinstance(document, dict):
        return False
    said = document.get("format")
    is_other = isinstance(said, str) and not said.startswith("ocop-record/")
    return "$schema" in document or (is_other and str(said).startswith("ocop-"))


def _is_paper(file: str) -> bool:
    return file.lower().endswith(_PAPERS)


def _carries(file: Path) -> bool:
    """Whether a paper of a folder is to be verified: one that carries no record has nothing to be
    verified, as the result notice and the round's own page.
    """
    try:
        read_paper(content_of(file, RecordError, MOST_OF_PAPER, str(file)), str(file))
    except OcopError as refused:
        return all(fault.code != "paper-without-record" for fault in refused.faults)
    return True


def _paper(file: str, asked: Asked) -> PaperVerification:
    """A paper verified; the signatures of the one record inside may lie beside it too. Those of
    others are not checked, which is said of each.
    """
    found, path = verify_paper(file, catalog=asked.catalog), Path(file)
    if asked.trusted is None:
        return found
    is_signed = len(found.records) == 1 and signatures_of(path).exists()
    records = []
    for name, one in found.records:
        checks: tuple[RecordCheck, ...] = (RecordCheck("signatures", "not-checked"),)
        if is_signed:
            checks = checks_beside(one.record, path, asked.trusted)
        records.append((name, one.beside(checks)))
    return PaperVerification(tuple(records), found.paper, found.caveats)


def _verified(file: str, asked: Asked) -> Verified:
    try:
        if _is_paper(file):
            return Verified(file, _paper(file, asked))
        record = load_record(file)
        found = verified(record, catalog=asked.catalog)
        if asked.trusted is not None:
            found = found.beside(checks_beside(record, Path(file), asked.trusted))
        return Verified(file, found)
    except OcopError as error:
        return Verified(file, None, error)


def _all_verified(
    files: Sequence[str], asked: Asked, said: Callable[[int, int], None]
) -> list[Verified]:
    """What came of each file, in order. Many papers, each of which is set again, are shared among
    processes.
    """
    done: list[Verified] = []
    processes = os.cpu_count() or 1
    if processes > 1 and sum(map(_is_paper, files)) >= _MANY_PAPERS:
        with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
            for one in pool.map(_verified, files, repeat(asked), chunksize=4):
                done.append(one)
                said(len(done), len(files))
        return done
    for file in files:
        done.append(_verified(file, asked))
        said(len(done), len(files))
    return done


_MANY_PAPERS = 60
"""So many papers are quicker in several processes, each of which takes a second to begin."""


def _status(done: Sequence[Verified]) -> int:
    """One that failed is said before one that can't be read, and this before one not checked."""
    return _worst(_statuses(done))


def _statuses(done: Sequence[Verified]) -> list[int]:
    """The exit status of each file; 1 where there is none."""
    return [one.exit_status for one in done] or [1]


def _worst(statuses: Sequence[int]) -> int:
    return next((status for status in (3, 2, 4, 1) if status in statuses), 0)


def _show_one(one: Verified, speech: Speech) -> int:
    if one.found is None:
        raise one.error or FilingError(())
    if speech.json:
        put_json(one.found.as_json())
    else:
        _show(screen(), one.found, speech)
    return one.exit_status


_STYLES = {0: "bold green", 3: "bold red"}


def _show(at: Screen, found: Found, speech: Speech) -> None:
    verdict, *lines = found.say(speech.lang).split("\n")
    at.line(verdict, _STYLES.get(found.exit_status, "bold yellow"))
    for line in lines:
        at.line(f"  {line}", "red" if line.startswith("✗") else "")


def _show_all(at: Screen, done: Sequence[Verified], speech: Speech) -> None:
    """Every file that doesn't hold, then how many there are of each."""
    for one in done:
        if one.error is not None:
            put_error(one.error, Speech(speech.lang))
        elif one.found is not None and one.exit_status:
            at.line(
                f"{one.file}: {one.found.verdict(speech.lang)}", _STYLES.get(one.exit_status, "")
            )
            for line in one.found.say(speech.lang).split("\n"):
                if line[:1] in ("✗", "?"):
                    at.line(f"  {line}")
    counts = {name: sum(o.exit_status == status for o in done) for name, status in _COUNTED.items()}
    style = _STYLES.get(_status(done), "bold yellow")
    at.line(speech.say("verified-all", count=len(done), **counts), style)


_COUNTED = {"held": 0, "failed": 3, "not_checked": 4, "unreadable": 2}


def _as_json(done: Sequence[Verified], kept: JournalVerification | None = None) -> dict[str, Any]:
    """What came of several files, and of their journal, as `ocop-verifications/1`."""
    counts = {name: sum(o.exit_status == status for o in done) for name, status in _COUNTED.items()}
    return {
        "format": "ocop-verifications/1",
        **counts,
        "files": [one.as_json() for one in done],
        "journal": kept.as_json() if kept else None,
    }


# The record behind a printed digest


def _verify_found(files: Sequence[str], digest: str, asked: Asked, speech: Speech) -> int:
    """Verify the records that have a digest, or begin with it: 1 where none has."""
    wanted = digest.removeprefix("sha256:").lower()
    if len(wanted) < _LEAST or not set(wanted) <= set("0123456789abcdef"):
        raise bad_argument("not-a-digest", digest, "sha256:…", "--find")
    done = [_verified(file, asked) for file in _with_digest(files, wanted)]
    if speech.json:
        put_json(_as_json(done))
        return _status(done)
    at = screen()
    if not done:
        at.line(speech.say("no-such-record", digest=digest, count=len(files)))
    for one in done:
        at.line(one.file, "bold")
        if one.found is not None:
            _show(at, one.found, speech)
    return _status(done)


_LEAST = 8
"""So many digits of a digest are asked for at least."""


def _with_digest(files: Sequence[str], wanted: str) -> Iterator[str]:
    for file in files:
        try:
            records = _records_in(file)
        except OcopError:
            continue
        if any(one.digest.removeprefix("sha256:").startswith(wanted) for one in records):
            yield file


def _records_in(file: str) -> list[Record]:
    """The record that a file is, or those that a paper carries."""
    if not _is_paper(file):
        return [load_record(file)]
    read = read_paper(content_of(Path(file), RecordError, MOST_OF_PAPER, file), file)
    return [record for _, record in read.records]
