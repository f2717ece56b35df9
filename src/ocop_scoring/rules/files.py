"""What the files of a folder hold, by digest: keys of the cache, and whether one has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from stat import S_ISREG

from ..sources.layout import content_of
from ..sources.read import LIMIT_BYTES

__all__ = ["Files", "State"]

State = tuple[int, int, int]
"""When a file was last written, its size and its place on the disk."""


class Files:
    """What the files of a folder hold, by digest; each is read again only where it was written
    again.
    """

    def __init__(self, folder: str) -> None:
        self._start = len(folder)
        self._contents: dict[str, tuple[State, str]] = {}
        self._keys: dict[str, tuple[list[str], list[State | None], str]] = {}

    def key(self, files: Iterable[str], extra: Iterable[str] = ()) -> str:
        """The digest of some files: their places in the folder and their contents."""
        said = [f"{path[self._start :]} {self._content(path)}" for path in files]
        return sha256("\n".join([*said, *extra]).encode(errors="surrogateescape")).hexdigest()

    def key_of_many(self, name: str, files: list[str]) -> str:
        """The same, remembered under a name as long as none of the files is written again."""
        states = [self.state(path) for path in files]
        known = self._keys.get(name)
        if known is None or known[:2] != (files, states):
            known = self._keys[name] = files, states, self.key(files)
        return known[2]

    def state(self, path: str) -> State | None:
        """The state of a file; None where there is none that would be read."""
        try:
            now = os.stat(path)
        except OSError:
            return None
        if not S_ISREG(now.st_mode) or now.st_size > LIMIT_BYTES:
            return None
        return now.st_mtime_ns, now.st_size, now.st_ino

    def _content(self, path: str) -> str:
        state = self.state(path)
        if state is None:
            return "-"
        known = self._contents.get(path)
        if known is None or known[0] != state:
            try:
                content = content_of(path, LIMIT_BYTES)
            except OSError:
                return "-"
            known = self._contents[path] = state, sha256(content).hexdigest()
        return known[1]
