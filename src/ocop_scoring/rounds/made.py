"""What earlier runs of a round made, of what: so that a run goes on where one stopped, makes again
what is out of date, and leaves alone what somebody has changed since.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

from ..errors import Fault, FilingError, Place
from ..version import ENGINE, __version__
from ..writing import folder_at, write_whole

__all__ = ["MADE", "Making", "State", "Written", "digest_of", "held"]

MADE = "results/.made.json"
"""The file that says what was made of what; results and papers stand beside it without it."""

_FORMAT = "made by round run, 1"
State = Literal["written", "unchanged", "kept", "outdated"]
"""A file was written; is as it was; was changed by somebody, and is left as it is; was made by an
earlier run and not by this one, so that what it says may no longer hold.
"""


class Written(NamedTuple):
    """A file of a run, by its path in the round's folder, and what became of it."""

    file: str
    state: State


def digest_of(*parts: bytes | str) -> str:
    """A digest of all that something is made of, this release of the library included."""
    found = sha256(f"{__version__} {ENGINE}".encode())
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        found.update(f"\n{len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


class _Made(NamedTuple):
    """What something was made of, and its files, each with the digest it was written with."""

    of: str
    files: dict[str, str]


class Making:
    """Writes the files of a round, each whole or not at all, and remembers what it made of what."""

    def __init__(self, root: Path, *, force: bool = False) -> None:
        """`force` makes everything again, and writes over what somebody has changed."""
        self._root, self._force = root, force
        self._made, self._outdated = _read(root / MADE)
        self._earlier = {*self._outdated, *[f for one in self._made.values() for f in one.files]}

    def is_done(self, name: str, of: str) -> bool:
        """Whether everything called `name` was made of just this, and is still there."""
        made = self._made.get(name)
        if made is None or made.of != of or self._force:
            return False
        return all((self._root / file).exists() for file in made.files)

    def files_of(self, name: str) -> tuple[Written, ...]:
        """The files that were made earlier, as they stand now."""
        files = self._made[name].files.items()
        return tuple([Written(file, self._stands(file, known)) for file, known in files])

    def write(self, name: str, of: str, files: Mapping[str, bytes]) -> tuple[Written, ...]:
        """Write what was made of `of`; a file that somebody has changed since is kept.

        FilingError where a file can't be written.
        """
        before = self._made[name].files if name in self._made else {}
        done, now = [], {}
        for file, content in files.items():
            state = self._put(file, content, before.get(file))
            done.append(Written(file, state))
            if state != "kept":
                now[file] = sha256(content).hexdigest()
            elif file in before:
                now[file] = before[file]
        self._made[name] = _Made(of, now)
        self._keep()
        return tuple(done)

    def outdated(self, current: Collection[str]) -> tuple[Written, ...]:
        """The files of earlier runs that are still there and not among those of this one: of a
        product that left the round, of a result that no longer stands, of another format.
        """
        left = sorted(self._earlier - set(current))
        self._outdated = [file for file in left if (self._root / file).exists()]
        self._keep()
        return tuple([Written(file, "outdated") for file in self._outdated])

    def _put(self, file: str, content: bytes, known: str | None) -> State:
        path = self._root / file
        standing = _digest_at(path)
        if standing == sha256(content).hexdigest():
            return "unchanged"
        if standing not in (None, known) and not self._force:
            return "kept"
        folder_at(path.parent)
        write_whole(path, content)
        return "written"

    def _stands(self, file: str, known: str) -> State:
        return "unchanged" if _digest_at(self._root / file) == known else "kept"

    def _keep(self) -> None:
        made = {name: {"of": one.of, "files": one.files} for name, one in self._made.items()}
        document = {
            "format": _FORMAT,
            "made": dict(sorted(made.items())),
            "outdated": self._outdated,
        }
        said = json.dumps(document, ensure_ascii=False, indent=1)
        folder_at((self._root / MADE).parent)
        write_whole(self._root / MADE, f"{said}\n".encode())


def _read(path: Path) -> tuple[dict[str, _Made], list[str]]:
    """What the file says, and which files it has as outdated. Nothing where it is missing or not
    ours: then all is made again, and what stands there otherwise is kept.
    """
    try:
        document = json.loads(path.read_bytes())
        if document["format"] != _FORMAT:
            return {}, []
        made = document["made"].items()
        known = {name: _Made(str(one["of"]), dict(one["files"])) for name, one in made}
        return known, [str(file) for file in document.get("outdated", [])]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, []


def _digest_at(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


@contextmanager
def held(root: Path) -> Iterator[None]:
    """Nobody else's while it lasts. FilingError where another run has the folder.

    The system lets go of it whatever becomes of the run; a system that knows no such hold (a disk
    on a network) goes without.
    """
    handle = os.open(folder_at(root / "results") / ".lock", os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _taken(handle):
            raise FilingError(Fault("round-in-use", Place(str(root), 1, 1), "", str(root), ""))
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    """Whether the file is ours alone now."""
    try:
        import fcntl  # not on every system
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
