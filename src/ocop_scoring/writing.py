"""Writing a file: whole or not at all, and never over what a run reads."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from os import PathLike
from pathlib import Path

from .errors import Fault, FilingError, Place

__all__ = ["folder_at", "is_no_file", "refuse_inputs", "write_new", "write_whole"]

_ANYONE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def write_whole(
    path: Path,
    content: bytes,
    inputs: Iterable[str | PathLike[str]] = (),
    is_own: Callable[[bytes], bool] | None = None,
) -> None:
    """Write a file, or replace one; its permissions stay, and its owner where that is allowed.

    A link stays a link: the file that it points to is replaced. With `is_own`, only a file whose
    content is a run's own earlier output, or that is empty, is replaced. FilingError where that
    fails, where the file may only be read, and where it is one of the run's `inputs` or lies in
    one.
    """
    with _told(path):
        target = Path(os.path.realpath(path))
        standing = _standing(target)
        if standing is None:
            with _draft(target.parent, content) as draft:
                os.replace(draft, target)
            return
        _refuse_inputs(path, target, inputs)
        _refuse_fixed(target, standing)
        if not stat.S_ISREG(standing.st_mode):
            _write_into(target, content)
            return
        if is_own is not None and standing.st_size and not _is_own(target, standing, is_own):
            raise _fault("not-our-file", path, str(path))
        _replace(target, content, standing)


def _replace(target: Path, content: bytes, standing: os.stat_result) -> None:
    if standing.st_nlink > 1:
        _rewrite(target, content)
        return
    with _draft(target.parent, content, standing) as draft:
        os.replace(draft, target)


def _is_own(target: Path, standing: os.stat_result, is_own: Callable[[bytes], bool]) -> bool:
    return standing.st_size <= _MOST_BYTES and is_own(target.read_bytes())


_MOST_BYTES = 50_000_000
"""No output of ours is larger."""


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet. FilingError where it is: what someone filled in is never
    lost, and of two runs that write the same file at once, one is told.
    """
    with _told(path):
        if os.path.lexists(path):
            raise FileExistsError
        with _draft(path.parent, content) as draft:
            _name(draft, path, content)


def is_no_file(path: Path) -> bool:
    """Whether something other than a file is there: a device, a pipe, a folder."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode)


def folder_at(path: Path) -> Path:
    """The folder, made where it is missing. FilingError where that fails."""
    with _told(path):
        path.mkdir(parents=True, exist_ok=True)
    return path


def refuse_inputs(path: Path, inputs: Iterable[str | PathLike[str]]) -> None:
    """FilingError where the file is there and is one of a run's `inputs`, or lies in one."""
    with _told(path):
        target = Path(os.path.realpath(path))
        if _standing(target) is not None:
            _refuse_inputs(path, target, inputs)


def _standing(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _refuse_inputs(path: Path, target: Path, inputs: Iterable[str | PathLike[str]]) -> None:
    for given in inputs:
        read = Path(os.path.realpath(given))
        if read.exists() and (target.is_relative_to(read) or target.samefile(read)):
            raise FilingError(Fault("would-overwrite", Place(str(path), 1, 1), "", str(given), ""))


def _refuse_fixed(target: Path, standing: os.stat_result) -> None:
    """PermissionError for a file that nobody may write. Who owns the folder could replace it, and
    root could write it: neither was asked for.
    """
    if not standing.st_mode & _ANYONE or not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")


@contextmanager
def _draft(folder: Path, content: bytes, like: os.stat_result | None = None) -> Iterator[Path]:
    """The content in a file of its own in the folder, safe on the disk; gone afterwards, unless it
    got another name.

    Its own name is random, so that two runs never meet, and short, so that there is room for it
    wherever the folder has room for a name.
    """
    draft = folder / f".ocop-{os.urandom(8).hex()}"
    mode = 0o666 if like is None else 0o600
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with open(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            if like is not None:
                _take_after(handle, like)
            os.fsync(handle)
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _take_after(handle: int, like: os.stat_result) -> None:
    """Give an open file the owner, where that is allowed, and the permissions of another."""
    if hasattr(os, "fchown"):
        with suppress(PermissionError):
            os.fchown(handle, like.st_uid, like.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(like.st_mode))


def _name(draft: Path, path: Path, content: bytes) -> None:
    """Give a draft its name. FileExistsError where something has it already.

    A second name for the file is the one step that is whole and never replaces; a disk that has no
    second names (a memory stick) gets the file itself, made only where it is not there.
    """
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        stream = path.open("xb")
        try:
            with stream:
                stream.write(content)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _rewrite(target: Path, content: bytes) -> None:
    """Write a file with several names where it stands: a new file would have only one of them."""
    with target.open("r+b") as stream:
        stream.write(content)
        stream.truncate()
        stream.flush()
        os.fsync(stream.fileno())


def _write_into(target: Path, content: bytes) -> None:
    """Write to a device or a pipe, which can't be replaced. A pipe that nobody reads is refused
    instead of waited for.
    """
    handle = os.open(target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    with open(handle, "wb", buffering=0) as stream:
        os.set_blocking(handle, True)
        left = memoryview(content)
        while left:
            left = left[stream.write(left) :]


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turns what the disk says into a sentence about the file that was asked for."""
    try:
        yield
    except FileExistsError:
        raise _fault("file-exists", path, str(path)) from None
    except OSError as problem:
        raise _fault("unwritable-file", path, problem.strerror or type(problem).__name__) from None
    except ValueError as problem:
        if isinstance(problem, FilingError):
            raise
        raise _fault("unwritable-file", path, str(problem)) from None  # a NUL in its name


def _fault(code: str, path: Path, found: str) -> FilingError:
    return FilingError(Fault(code, Place(str(path), 1, 1), "", found, ""))
