"""Text in one form: which characters are removed, which are made a blank, which are refused.

People paste from PDF, chat and spreadsheets. What changes nothing that a reader sees is put right
(accents composed, zero-width characters taken out, tabs and line breaks made a blank); what could
hide or turn text around is refused by name. Rule files are written with care: there, all of it is
refused.

The characters are listed, not asked of Unicode's tables, so that every Python says the same.
"""

from __future__ import annotations

import re
import unicodedata

from ..patterns import compiled

__all__ = ["find_refused", "find_unseen", "in_one_form", "named"]

_ZERO_WIDTH = "\xad\u034f\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
"""Soft hyphen, joiners, spaces without width, byte-order marks, variation selectors."""

_REFUSED = (
    "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but for tab and line breaks
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the direction of writing around
    "\u2028\u2029"  # separators that only some programs take for line breaks
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0"  # letters and signs without ink
    "\u2065\u206a-\u206f\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags, and what is kept for their like
    "\ud800-\uf8ff\U000f0000-\U0010ffff"  # halves of surrogate pairs, private use
    "\ufdd0-\ufdef\ufffe\uffff"  # what is no character, here and at the end of each plane
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}-{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 15)
    )
)

_PRINTABLE_BUT_UNSEEN = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
)
"""The characters above that `str.isprintable` takes for printable (but for one range of them)."""

_NAMES = {0x00: "null", 0x07: "bell", 0x08: "backspace", 0x0C: "form feed", 0x1B: "escape"}


def find_refused(text: str) -> re.Match[str] | None:
    """The first character that may stand in no text, or None."""
    if text.replace("\n", "").isprintable() and not _has_printable_but_unseen(text):
        return None
    return compiled(f"[{_REFUSED}]").search(text)


def find_unseen(text: str) -> re.Match[str] | None:
    """The first character that no editor shows, zero-width ones too, or None.

    A tab and line breaks are not among them.
    """
    if text.replace("\n", "").isprintable() and not _has_printable_but_unseen(text):
        return None
    return compiled(f"[{_REFUSED}{_ZERO_WIDTH}]").search(text)


def _has_printable_but_unseen(text: str) -> bool:
    if text.isascii():
        return False
    if any(character in text for character in _PRINTABLE_BUT_UNSEEN):
        return True
    return compiled("[\U000e0100-\U000e01ef]").search(text) is not None


def in_one_form(text: str, lines: bool = False) -> str:
    """The text composed (NFC), without zero-width characters, tabs and line breaks as one blank.

    With `lines`, line breaks stay, each as LF. What must be refused is looked for before, with
    `find_refused`.
    """
    if text.isascii() and text.isprintable():
        return text
    seen = compiled(f"[{_ZERO_WIDTH}]").sub("", text)
    composed = unicodedata.normalize("NFC", seen)
    if lines:
        return compiled("\t+").sub(" ", compiled("\r\n?").sub("\n", composed))
    return compiled(" *[\t\r\n][ \t\r\n]*").sub(" ", composed.strip("\t\r\n"))


def named(character: str) -> str:
    """A character by number and name: `U+202E right-to-left override`."""
    number = ord(character)
    return f"U+{number:04X} {_name_of(number, character)}"


def _name_of(number: int, character: str) -> str:
    if 0xD800 <= number <= 0xDFFF:
        return "half of a surrogate pair"
    if number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF:
        return "noncharacter"
    if number < 0xA0:
        return _NAMES.get(number, "control character")
    kept = "private use" if unicodedata.category(character) == "Co" else "reserved"
    return unicodedata.name(character, kept).lower()
