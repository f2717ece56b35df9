"""What stands where in a folder of rulesets: the files that tables share, the folders of an
amendment, tables by number.

Only what is not there counts as not there. A folder that can't be read is refused: taken for an
empty one it would silently change the law.
"""

from __future__ import annotations

import os
from errno import ENAMETOOLONG
from functools import cache
from os import PathLike
from pathlib import Path
from stat import S_ISREG

from ..errors import CatalogError, Fault, Place
from ..installed import package_folder

__all__ = [
    "SHARED_FILES",
    "content_of",
    "folders_of",
    "is_there",
    "may_be_there",
    "names_in",
    "number_of",
    "rulesets_in",
    "shipped_folder",
    "shown_name",
    "yaml_files",
]

SHARED_FILES = ("ruleset", "groups", "gates", "classification", "readings", "errata", "minimums")
"""The files of a ruleset that all its product sets share, beside `criteria/*.yaml`; `minimums` is
there where a decision needs it.
"""

_ABSENT = (FileNotFoundError, NotADirectoryError)
# A pipe is opened without waiting for who writes to it; on Windows bytes stay as they are.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def folders_of(path: Path) -> tuple[Path, ...]:
    """The folders that a ruleset's files stand in, base first: one, or two for an amendment, whose
    name has its base's before a `+`. The base stands beside it, else among the shipped rulesets.
    """
    base = path.name.rpartition("+")[0]
    if not base:
        return (path,)
    beside, shipped = path.parent / base, shipped_folder() / base
    is_lent = not is_there(beside) and is_there(shipped)
    return (*folders_of(shipped if is_lent else beside), path)


@cache
def shipped_folder() -> Path:
    """The `criteria` folder inside the package; in a checkout the one beside `src`."""
    package = package_folder()
    inside = package / "criteria"
    return inside if is_there(inside / "facts.yaml") else package.parent.parent / "criteria"


def names_in(folder: str | PathLike[str]) -> list[str]:
    """What stands in a folder, in order. CatalogError where it can't be read, or isn't there."""
    try:
        return sorted(os.listdir(folder))
    except (OSError, ValueError) as problem:
        raise _unreadable(folder, problem) from None


def rulesets_in(folder: str | PathLike[str]) -> list[str]:
    """The names of the rulesets in a folder, in order; what is hidden is nobody's rules.

    CatalogError where the folder can't be read.
    """
    return [
        name
        for name in names_in(folder)
        if name[0] != "." and may_be_there(os.path.join(folder, name, "ruleset.yaml"))
    ]


def may_be_there(path: str) -> bool:
    """Whether a file is there, or can't be looked at: then reading it says why."""
    try:
        os.stat(path)
    except (*_ABSENT, ValueError):
        return False
    except OSError as problem:
        return problem.errno != ENAMETOOLONG
    return True


def is_there(path: str | PathLike[str]) -> bool:
    """Whether something has this name. CatalogError where that can't be seen."""
    try:
        os.lstat(path)
    except _ABSENT:
        return False
    except (OSError, ValueError) as problem:
        raise _unreadable(os.path.dirname(path), problem) from None
    return True


def yaml_files(folder: str | PathLike[str]) -> list[str]:
    """The names of a folder's YAML files, in order, without hidden ones; none where there is no
    such folder. CatalogError where it can't be read.
    """
    if not is_there(folder):
        return []
    return [name for name in names_in(folder) if name.endswith(".yaml") and name[0] != "."]


def _unreadable(folder: str | PathLike[str], problem: Exception) -> CatalogError:
    reason = getattr(problem, "strerror", None) or "no such folder"
    place = Place(os.fspath(folder), 1, 1)
    values = {"habit": "missing"} if isinstance(problem, FileNotFoundError) else {}
    return CatalogError(Fault("unreadable-folder", place, "", reason, "", values))


def content_of(path: str | PathLike[str], limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes. OSError where it is another kind of
    file, as a pipe or a device, or is larger: nothing is waited for, and no more is read.
    """
    handle = os.open(path, _FLAGS)
    try:
        state = os.fstat(handle)
        if not S_ISREG(state.st_mode):
            raise OSError(0, "not a regular file")
        if state.st_size > limit:
            raise OSError(0, f"more than {limit:,} bytes")
        return os.read(handle, limit)
    finally:
        os.close(handle)


def number_of(file: str) -> int | None:
    """The product set's number that the name of its file begins with (`08-….yaml`); None where it
    begins otherwise.
    """
    number = file.partition("-")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 4):
        return None
    return int(number) or None if f"{int(number):02d}" == number else None


def shown_name(path: Path) -> str:
    """A file's name as faults show it: from `criteria/` on where it is built in, else the whole
    path.
    """
    parts = path.parts
    if "ocop_scoring" in parts and "criteria" in parts:
        return "/".join(parts[parts.index("criteria") :])
    return str(path)
