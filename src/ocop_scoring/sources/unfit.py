"""Characters that a whole text may not have, each with its place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from ..errors import Fault, Place
from .characters import find_refused, find_unseen, named
from .places import LINE_BREAK, place_of

__all__ = ["unfit", "unfit_in_form"]

_TAB_FIRST = re.compile("(?:^|[\r\n]) *(\t)")
"""A tab among the blanks that a line begins with."""

_WORD = re.compile(r"[^\s\"'{}\[\],:]+")


def unfit_in_form(text: str, file: str) -> Iterator[Fault]:
    """What stands in a form, whose fields look at their own text, and may stand nowhere."""
    tab = _TAB_FIRST.search(text) if "\t" in text else None
    if tab:
        yield Fault("tab", place_of(text, tab.start(1), file), "", "tab", "spaces")
    refused = find_refused(text)
    if refused:
        place = place_of(text, refused.start(), file)
        yield Fault("control-character", place, "", named(refused[0]), "")


def unfit(text: str, file: str) -> Iterator[Fault]:
    """What may not stand in a rule file: tabs, what no editor shows, accents as characters."""
    tab = text.find("\t")
    if tab >= 0:
        yield Fault("tab", place_of(text, tab, file), "", "tab", "spaces")
    unseen = find_unseen(text)
    if unseen:
        place = place_of(text, unseen.start(), file)
        yield Fault("control-character", place, "", named(unseen[0]), "")
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        yield _not_composed(text, file)


def _not_composed(text: str, file: str) -> Fault:
    """Where a text stops being composed, with the word that does."""
    for number, line in enumerate(re.split(LINE_BREAK, text), 1):
        if unicodedata.is_normalized("NFC", line):
            continue
        # Every beginning of composed text is composed, so the first one that is not can be searched
        # by halves.
        at = bisect_left(
            range(len(line)),
            True,
            key=lambda i: not unicodedata.is_normalized("NFC", line[: i + 1]),
        )
        word = next(word[0] for word in _WORD.finditer(line) if at < word.end())
        return Fault("not-nfc", Place(file, number, at + 1), "", word[:40], "NFC")
    # Only across a line break, which stands between no two letters.
    return Fault("not-nfc", Place(file, 1, 1), "", text.strip()[:40], "NFC")
