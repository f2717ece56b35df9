"""The English of levels: it stands beside the rules, in `en/`, is no part of them, and is in no
digest.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..errors import Faults, OcopError, RulesetError
from ..sources.layout import shown_name, yaml_files
from ..sources.places import Source
from ..sources.read import read
from ..text import listed, near
from .amend import Change
from .criteria import Criteria
from .files import EnglishFile
from .folder import Doc, Folder
from .types import checked

__all__ = ["english_of"]


def english_of(folder: Folder, criteria: Criteria) -> Doc:
    """The English of a decision's levels by criterion and level; none where nobody has written any.

    RulesetError with what names no criterion or level of the decision, or one whose English is said
    already. Of an amendment's base, what the amendment has taken away or worded anew counts no
    more.
    """
    reading = _Reading(folder, criteria)
    for place in folder.folders:
        for file in yaml_files(place / "en"):
            reading.take(place / "en" / file, is_own=place == folder.path)
    reading.faults.raise_any(RulesetError)
    return reading.found


class _Reading:
    """The English so far."""

    def __init__(self, folder: Folder, criteria: Criteria) -> None:
        self.folder, self.criteria = folder, criteria
        self.faults = Faults()
        self.found: Doc = {}

    def take(self, file: Path, is_own: bool) -> None:
        """What one more file says."""
        try:
            source = read(file, RulesetError, name=shown_name(file))
            entries = checked(source, EnglishFile, RulesetError).root
        except OcopError as error:
            self.faults.take(error.faults)
            return
        for name, said in entries.items():
            if name in self.folder.criteria:
                self._take_levels(source, name, said, is_own)
            elif is_own:
                right = near(name, self.folder.criteria)
                self.faults.add("unknown-criterion-id", source, (name,), name, right, key=True)

    def _take_levels(self, source: Source, name: str, said: dict[str, str], is_own: bool) -> None:
        levels = {level["id"]: level for level in self.criteria[name].levels}
        english = self.found.setdefault(name, {})
        for level, text in said.items():
            path = (name, level)
            if level not in levels:
                if is_own:
                    right = listed(levels)
                    self.faults.add(
                        "unknown-level", source, path, level, right, key=True, number=name
                    )
            elif level in english or levels[level].get("en"):
                self.faults.add("english-twice", source, path, level, "", key=True, criterion=name)
            elif is_own or not _is_worded_anew(self.folder.amendment.changes, name, level):
                english[level] = text


def _is_worded_anew(changes: Iterable[Change], name: str, level: str) -> bool:
    """Whether an amendment changes the words of a level: they, or something that they stand in."""
    for change in changes:
        if change.address[:2] == ("criteria", name):
            inside = change.address[2:]
            after = inside[inside.index(level) + 1 :] if level in inside else ()
            stands_in = level in inside or not inside or inside[-1] in ("levels", "cases", "yes_no")
            if stands_in and after in ((), ("vi",)):
                return True
    return False
