"""Reads one YAML (or JSON) file strictly, remembering where each value stands.

Plain YAML only: mappings, lists, scalars. Anchors, aliases, tags, merge keys, several documents,
duplicate keys, characters that no editor shows, deep nesting and large files are refused, all
faults of a file at once; in rule files also tabs and text that is not NFC, which the fields of a
form put right. Every scalar stays text until the model asks for a number, a date or a yes/no; a
plain scalar that YAML 1.1 would turn into something else (`no`, `012`, `2026-09-15`, `1:30`,
`null`) is a `Plain`, so that a text field can ask for quotes.
"""

from __future__ import annotations

import os
import stat
from os import PathLike

from ..errors import Fault, OcopError, Place
from .parse import parsed
from .places import Source, place_of

__all__ = ["LIMIT_BYTES", "content_of", "decoded", "first_bytes", "read", "read_text", "too_large"]

LIMIT_BYTES = 1_000_000


def read(
    path: str | PathLike[str],
    error: type[OcopError],
    limit: int = LIMIT_BYTES,
    name: str | None = None,
    form: bool = False,
) -> Source:
    """Read a YAML or JSON file (by its suffix) of at most `limit` bytes; all faults in `error`.

    `form` is for what people fill in: a dossier, a sheet (see `parse.parsed`).
    """
    file = name or os.fspath(path)
    text = decoded(content_of(path, error, limit, file, form), file, error, limit)
    return read_text(text, file, error, json=file.lower().endswith(".json"), form=form)


def content_of(
    path: str | PathLike[str], error: type[OcopError], limit: int, file: str, form: bool = True
) -> bytes:
    """The first `limit + 1` bytes of a file; `error` where it can't be read."""
    try:
        return first_bytes(path, limit)
    except (OSError, ValueError) as problem:
        raise error(_unreadable(problem, file, path, form)) from None


def _unreadable(problem: Exception, file: str, path: str | PathLike[str], form: bool) -> Fault:
    from .kinds import unread  # only on the way to an error

    found, right, habit = unread(problem, path if form else None)
    values = {"habit": habit} if habit else {}
    return Fault("unreadable-file", Place(file, 1, 1), "", found, right, values)


def first_bytes(path: str | PathLike[str], limit: int) -> bytes:
    """The first `limit + 1` bytes of a file. OSError where it is none, as a pipe or a terminal."""
    with open(path, "rb", opener=_open_at_once) as stream:
        is_pipe = stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
        content: bytes | None = None if is_pipe else stream.read(limit + 1)
    if content is None:  # also where a device has nothing to say yet
        raise OSError(0, "a pipe or a device")
    return content


def _open_at_once(path: str, flags: int) -> int:
    """Opens without waiting: a pipe that nobody writes to would be waited for without end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def decoded(
    content: bytes,
    file: str,
    error: type[OcopError],
    limit: int = LIMIT_BYTES,
    table: bool = False,
) -> str:
    """The text of at most `limit` bytes of UTF-8, with or without a byte-order mark; with `table`
    of CSV, which is no form.
    """
    begin = content[:64]
    other = not table and file.lower().endswith(_ENDINGS_OF_OTHERS)
    if begin[:2] in _MARKS_OF_OTHERS or 0 in begin or other:
        _refuse_other_kind(content, file, error, table)
    if len(content) > limit:
        raise error(too_large(file, limit))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        _refuse_other_kind(content, file, error, table)
        before = problem.object[: problem.start].decode()  # the object lacks the byte-order mark
        found = f"byte 0x{problem.object[problem.start]:02x}"
        place = place_of(before, len(before), file)
        raise error(Fault("not-utf-8", place, "", found, "UTF-8")) from None


_MARKS_OF_OTHERS = frozenset((b"PK", b"\xd0\xcf", b"%P", b"\xff\xfe", b"\xfe\xff"))
"""What files of Office, PDF, and text in UTF-16 begin with."""

_ENDINGS_OF_OTHERS = (".csv", ".tsv")


def _refuse_other_kind(content: bytes, file: str, error: type[OcopError], table: bool) -> None:
    """Say that a file is a spreadsheet, a PDF, a picture, or text in UTF-16, where it is one."""
    from .kinds import kind_of  # only on the way to an error

    place = Place(file, 1, 1)
    found, is_spreadsheet = kind_of(content, file)
    if found == "UTF-16":
        raise error(Fault("not-utf-8", place, "", found, "UTF-8", {"habit": "utf-16"}))
    if found and table:
        if found not in ("CSV", "TSV"):
            values = {"habit": "columns"}
            raise error(Fault("file-of-another-kind", place, "", found, "CSV, Parquet", values))
    elif found:
        values = {"habit": "spreadsheet"} if is_spreadsheet else {}
        raise error(Fault("file-of-another-kind", place, "", found, "YAML, JSON", values))


def too_large(file: str, limit: int = LIMIT_BYTES) -> Fault:
    """What is said of a file or text of more than `limit` bytes."""
    values = {"limit": f"{limit:,}"}
    return Fault("file-too-large", Place(file, 1, 1), "", f"> {limit}", f"{limit}", values)


def read_text(
    text: str, file: str, error: type[OcopError], json: bool = False, form: bool = False
) -> Source:
    """Read YAML (or JSON) from text; `file` is the name that faults show."""
    return Source(file, parsed(text, file, error, json, form), text)
