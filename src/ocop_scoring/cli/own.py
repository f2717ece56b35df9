"""Whether a file is what a run of ours wrote; papers bear a mark of their own."""

from __future__ import annotations

import io
import zipfile

__all__ = ["WITNESS", "is_draft", "is_schema", "is_witness"]

WITNESS = "# ocop reach"
"""How a witness that `ocop reach` writes begins."""


def is_schema(content: bytes) -> bool:
    """Whether it is a JSON Schema of ours, of this release or another one."""
    begins = content.startswith(b'{\n "$schema": "https://json-schema.org/')
    return begins and b'\n "title": "OCOP ' in content


def is_witness(content: bytes) -> bool:
    """Whether it is a dossier or a sheet that `ocop reach` wrote."""
    return content.startswith(f"{WITNESS} ".encode())


def is_draft(content: bytes) -> bool:
    """Whether it is a document of ours that nobody has saved since: ours is of no day."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            core = archive.read("docProps/core.xml")
    except (KeyError, zipfile.BadZipFile, ValueError):
        return False
    return b">1970-01-01T00:00:00Z</dcterms:modified>" in core
