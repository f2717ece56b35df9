"""Writing a file: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import Fault, FilingError, Place

__all__ = ["folder_at", "write_new", "write_whole"]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside it, then give it its own. FilingError where that
    fails.
    """
    target = Path(os.path.realpath(path))  # a link stays, what it points to is replaced
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # a device or pipe can't be replaced
            return
        try:
            with draft.open("xb") as stream:
                stream.write(content)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as problem:
        raise _unwritable(path, problem) from None


def folder_at(path: Path) -> Path:
    """The folder, made where it is missing. FilingError where that fails."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise _unwritable(path, problem) from None
    return path


def _unwritable(path: Path, problem: OSError) -> FilingError:
    reason = problem.strerror or type(problem).__name__
    return FilingError(Fault("unwritable-file", Place(str(path), 1, 1), "", reason, ""))


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet. FilingError where it is: what someone filled in is never
    lost.
    """
    if path.exists():
        raise FilingError(Fault("file-exists", Place(str(path), 1, 1), "", str(path), ""))
    write_whole(path, content)
