"""Adding lines to a file that only grows: whole or not at all, one writer after another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path

__all__ = ["append", "held"]

_NOT_WAITING = getattr(os, "O_NONBLOCK", 0)

try:
    from fcntl import LOCK_EX
    from fcntl import flock as _flock

    def _locked(handle: int) -> None:
        _flock(handle, LOCK_EX)

    flock: Callable[[int], None] | None = _locked
except ImportError:  # Windows
    flock = None


@contextmanager
def held(path: Path) -> Iterator[int]:
    """A file, made where it is missing, open to add to, and nobody else's until it is closed.
    OSError where it can't be opened.

    A system without such locks (Windows) does without: what is added is still written in one go.
    """
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | _NOT_WAITING, 0o644)
    try:
        if flock is not None:
            flock(handle)
        yield handle
    finally:
        os.close(handle)


def append(handle: int, content: bytes) -> None:
    """Add to a file that is held, in one go. OSError where not all of it finds room: then none."""
    before = os.fstat(handle).st_size
    try:
        if os.write(handle, content) == len(content):
            os.fsync(handle)
            return
        problem = OSError(ENOSPC, os.strerror(ENOSPC))
    except OSError as error:
        problem = error
    os.truncate(handle, before)
    raise problem
