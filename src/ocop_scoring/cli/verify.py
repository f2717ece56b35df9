"""`ocop verify`: records worked out again, one by one or by the folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from ..errors import FilingError, OcopError, RecordError
from ..records.reading import MOST_BYTES
from ..records.record import load_record
from ..records.verify import verify as verified
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


@verb("verify")
@argument("paths", nargs=-1, required=True)
@criteria_option
@option("--alone", is_flag=True)
@option("--find", metavar="DIGEST")
def verify(
    speech: Speech, paths: tuple[str, ...], catalog: Catalog, alone: bool, find: str | None
) -> int:
    """Work records out again: 0 all held, 3 one failed, 4 one not checked, 2 unreadable."""
    against = None if alone else catalog
    files = [file for path in paths for file in _files_at(path)]
    if find is not None:
        return _verify_found(files, find, against, speech)
    if len(paths) == 1 and not Path(paths[0]).is_dir():
        return _show_one(_verified(paths[0], against), speech)
    done = _all_verified(files, against, progress(speech))
    if speech.json:
        put_json(_as_json(done))
    else:
        _show_all(screen(), done, speech)
    return _status(done)


def _files_at(path: str) -> list[str]:
    """A file; of a folder, every file in it, at any depth, that may be a record."""
    folder = Path(path)
    if not folder.is_dir():
        return [path]
    found = sorted(file for file in folder.rglob("*") if file.suffix.lower() in _ENDINGS)
    return [str(file) for file in found if file.is_file() and not _is_other(file)]


_ENDINGS = (".json",)


def _is_other(file: Path) -> bool:
    """Whether a file of a folder says itself that it is something else of ours: a result, a schema.
    What says nothing is taken for a record, which it then has to be.
    """
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


def _verified(file: str, catalog: Catalog | None) -> Verified:
    try:
        return Verified(file, verified(load_record(file), catalog=catalog))
    except OcopError as error:
        return Verified(file, None, error)


def _all_verified(
    files: Sequence[str], catalog: Catalog | None, said: Callable[[int, int], None]
) -> list[Verified]:
    done = []
    for file in files:
        done.append(_verified(file, catalog))
        said(len(done), len(files))
    return done


def _status(done: Sequence[Verified]) -> int:
    """One that failed is said before one that can't be read, and this before one not checked."""
    if not done:
        return 1
    every = {one.exit_status for one in done}
    return next((status for status in (3, 2, 4) if status in every), 0)


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


def _as_json(done: Sequence[Verified]) -> dict[str, Any]:
    """What came of several files, as `ocop-verifications/1`."""
    counts = {name: sum(o.exit_status == status for o in done) for name, status in _COUNTED.items()}
    return {
        "format": "ocop-verifications/1",
        **counts,
        "files": [one.as_json() for one in done],
    }


# The record behind a printed digest


def _verify_found(
    files: Sequence[str], digest: str, catalog: Catalog | None, speech: Speech
) -> int:
    """Verify the records that have a digest, or begin with it: 1 where none has."""
    wanted = digest.removeprefix("sha256:").lower()
    if len(wanted) < _LEAST or not set(wanted) <= set("0123456789abcdef"):
        raise bad_argument("not-a-digest", digest, "sha256:…", "--find")
    done = [_verified(file, catalog) for file in _with_digest(files, wanted)]
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
            record = load_record(file)
        except OcopError:
            continue
        if record.digest.removeprefix("sha256:").startswith(wanted):
            yield file
