"""One form of bytes for each JSON document, and its digest."""

from __future__ import annotations

import json
from hashlib import sha256

__all__ = ["canonical", "digest"]


def canonical(document: object) -> bytes:
    """A JSON document of text, whole numbers, booleans and null in RFC 8785 form (keys are ASCII
    here, so their order is the same).
    """
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(document: object) -> str:
    """The SHA-256 of a document's canonical JSON, as `sha256:…`."""
    return f"sha256:{sha256(canonical(document)).hexdigest()}"
