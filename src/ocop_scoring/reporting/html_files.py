"""The files inside an HTML page of ours, read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

__all__ = ["files_in_html"]

_FILE = re.compile(
    rb'<script type="application/json" data-file="([^"<>]{1,400})">([^<>]*)</script>\n'
)


def files_in_html(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the files inside a page, in order; a name may come twice. Only blocks
    as this library writes them count.
    """
    for found in _FILE.finditer(content):
        yield unescape(found[1].decode("utf-8", "replace")), found[2]
