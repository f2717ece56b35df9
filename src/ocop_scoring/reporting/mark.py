"""The mark at the end of a paper that a command wrote, its digest: one that somebody changed
afterwards is no longer taken for ours.
"""

from __future__ import annotations

import re
from hashlib import sha256

__all__ = ["is_paper", "marked"]

_MARK = re.compile(rb"<!-- ocop-scoring sha256:([0-9a-f]{64}) -->\n\Z")


def marked(content: bytes) -> bytes:
    """A paper in HTML or Markdown, with the mark at its end: a comment that nobody sees."""
    return content + f"<!-- ocop-scoring sha256:{sha256(content).hexdigest()} -->\n".encode()


def is_paper(content: bytes) -> bool:
    """Whether it is a paper as it was written, to the last byte."""
    found = _MARK.search(content[-100:])
    if found is None:
        return False
    body = content[: len(content) - len(found[0])]
    return sha256(body).hexdigest().encode() == found[1]
