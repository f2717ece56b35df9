"""Whether a file is what a run of ours wrote: papers end with a mark that has their digest, so that
one that somebody changed afterwards is no longer taken for ours.
"""

from __future__ import annotations

import re
from hashlib import sha256

__all__ = ["is_paper", "is_schema", "marked"]

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


def is_schema(content: bytes) -> bool:
    """Whether it is a JSON Schema of ours, of this release or another one."""
    begins = content.startswith(b'{\n "$schema": "https://json-schema.org/')
    return begins and b'\n "title": "OCOP ' in content
