"""Text that stays on one line of a terminal, whatever it holds."""

from __future__ import annotations

import re

__all__ = ["one_line"]

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters: line breaks, escape sequences
    "\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # no width, or turns the text round
    "\ud800-\udfff]"  # bytes of a file name that are not UTF-8
)


def one_line(text: str) -> str:
    """The text with escapes for what would move a terminal's cursor or can't be seen.

    So a file name with a line break or an escape sequence leaves a sentence one plain line.
    """
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
