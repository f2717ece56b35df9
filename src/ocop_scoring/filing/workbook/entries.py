"""What a drop-down of a score sheet offers for one criterion, and the mark that each entry is.

An entry begins with its key, the points and, where there are two cases, the case: formulas and
readers look up by the key, since a spreadsheet compares at most 255 letters and takes asterisks as
wildcards. The words behind it are for people, cut where they are long: the level stands in full
above the answer.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from ...rules.model import Criterion, Level
from ...text import say
from ..marks import Mark

__all__ = ["NO", "SEPARATOR", "YES", "Entry", "entries_of", "key_of", "one_line"]

SEPARATOR = " · "
"""What stands between key and words; no key has it."""

YES, NO = say("workbook.yes", "vi"), say("workbook.no", "vi")
"""The two answers of a ground of rejection, and of a line that is added up."""

_LONGEST = 180


class Entry(NamedTuple):
    """One entry of a drop-down: its key, the whole text, its points, the level (None where none is
    reached), and the mark that a score sheet has for it.
    """

    key: str
    text: str
    points: int
    level: Level | None
    mark: Mark


def entries_of(criterion: Criterion) -> tuple[Entry, ...]:
    """The entries for a criterion, in printed order; first that no level is reached, where no level
    says so. None for an item whose lines add up: there each line is answered.
    """
    if criterion.mode == "sum":
        return ()
    found = list(map(_entry, criterion.levels, _keys(criterion.levels)))
    if criterion.zero is None:
        found.insert(0, Entry("0", f"0{SEPARATOR}{say('workbook.none', 'vi')}", 0, None, 0))
    return tuple(found)


def _keys(levels: tuple[Level, ...]) -> list[str]:
    """A key for each level: its points and case; a number behind it where that says two."""
    plain = [_key(level) for level in levels]
    times, met = Counter(plain), Counter[str]()
    keys = []
    for key in plain:
        met[key] += 1
        keys.append(key if times[key] == 1 else f"{key} [{met[key]}]")
    return keys


def _key(level: Level) -> str:
    # "0" alone says that no level is reached: a level worth 0 of one case bears its case.
    return str(level.points) if level.case is None else f"{level.points} ({level.case})"


def _entry(level: Level, key: str) -> Entry:
    asterisks = f" ({'*' * level.minimum})" if level.minimum else ""
    words = one_line(level.vi)
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return Entry(key, f"{key}{SEPARATOR}{words}{asterisks}", level.points, level, level.mark)


def key_of(text: str) -> str | None:
    """The key with which an entry's text begins; None where it begins with none."""
    key, separator, _ = text.partition(SEPARATOR)
    return key if separator else None


def one_line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
