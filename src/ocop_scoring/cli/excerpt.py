"""The line that a complaint is about, and a caret under the place, as compilers show them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ..errors import Fault, FilingError, OcopError
from ..sources.places import LINE_BREAK
from ..sources.read import LIMIT_BYTES, decoded, first_bytes
from .one_line import one_line

__all__ = ["forget", "keep", "under"]

_INDENT = "    "
_WIDTH = 100  # columns of the line shown, its indent among them

_OF_WHOLE_FILES = frozenset(
    (
        *("unreadable-file", "unreadable-folder", "unreadable-path", "unwritable-file"),
        *("file-too-large", "not-utf-8", "file-of-another-kind", "file-exists", "would-overwrite"),
        *("more-faults", "files-swapped", "too-deep", "release-gone"),
    )
)
"""What is wrong with a file as a whole: no line of it would show that."""

_kept: dict[str, str] = {}


def keep(name: str, content: bytes) -> bytes:
    """Remember what was read from stdin, under the name that faults give it."""
    _kept[name] = content.decode("utf-8-sig", "replace")
    return content


def forget() -> None:
    """Forget what was read: a run begins."""
    _kept.clear()
    _lines_of.cache_clear()


def under(fault: Fault) -> tuple[str, ...]:
    """Two indented lines to stand under a sentence: the line of the file, cut around the place, and
    a caret under it; nothing where there is no such line.
    """
    place = fault.place
    if place is None or fault.code in _OF_WHOLE_FILES:
        return ()
    lines = _lines_of(place.file)
    if not 0 < place.line <= len(lines) or not lines[place.line - 1].strip():
        return ()
    return _cut(lines[place.line - 1], place.column - 1)


def _cut(line: str, column: int) -> tuple[str, str]:
    """The line with what can't be seen written out, at most `_WIDTH` columns of it, and the caret.

    Columns are those of a terminal: a wide letter takes two, an accent of its own none.
    """
    room = _WIDTH - len(_INDENT)
    before, after = _seen(line[:column].lstrip()), _seen(line[column:].rstrip())
    if _width(before) + _width(after) > room:
        before, after = _shortened(before, after, room)
    return f"{_INDENT}{before}{after}", f"{_INDENT}{' ' * _width(before)}^"


def _shortened(before: str, after: str, room: int) -> tuple[str, str]:
    """Both sides of the place, cut so that what stands at it is seen: a third of the room, at
    least, before it.
    """
    ahead = max(room // 3, room - _width(after))
    if _width(before) > ahead:
        before = f"…{_last(before, ahead - 1)}"
    left = room - _width(before)
    return before, after if _width(after) <= left else f"{_first(after, left - 1)}…"


def _first(text: str, room: int) -> str:
    while _width(text) > room:
        text = text[: max(0, min(len(text) - 1, room))]
    return text


def _last(text: str, room: int) -> str:
    while _width(text) > room:
        text = text[max(1, len(text) - room) :]
    return text


def _seen(text: str) -> str:
    return one_line(text.replace("\t", " ")).replace("\xa0", "\\xa0")


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@cache
def _lines_of(file: str) -> list[str]:
    """The lines of a file; none where it can't be read, or is no text."""
    if file in _kept:
        return re.split(LINE_BREAK, _kept[file])
    try:
        return re.split(LINE_BREAK, decoded(first_bytes(file, LIMIT_BYTES), file, FilingError))
    except (OSError, ValueError, OcopError):
        return []
