"""Reads one YAML (or JSON) file strictly, remembering where each value stands.

Plain YAML only: mappings, lists, scalars. Anchors, aliases, tags, merge keys, several documents,
duplicate keys, tabs, text that is not NFC, characters that no editor shows, deep nesting and large
files are refused, all faults of a file at once. Every scalar stays text until the model asks for a
number, a date or a yes/no; a plain scalar that YAML 1.1 would turn into something else (`no`,
`012`, `2026-09-15`, `1:30`, `null`) is a `Plain`, so that a text field can ask for quotes.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path

import yaml

from ..errors import Fault, OcopError, Place
from .parse import _checked_json, _Reader, _syntax_fault, _unfit_characters
from .places import Source, _place_of

__all__ = ["LIMIT_BYTES", "read", "read_text"]

LIMIT_BYTES = 1_000_000


def read(
    path: str | PathLike[str],
    error: type[OcopError],
    limit: int = LIMIT_BYTES,
    name: str | None = None,
) -> Source:
    """Read a YAML or JSON file (by its suffix) of at most `limit` bytes; all faults at once in
    `error`.
    """
    file = name or str(path)
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(limit + 1)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "no such file"
        raise error(Fault("unreadable-file", Place(file, 1, 1), "", reason, "")) from None
    if len(content) > limit:
        raise error(
            Fault(
                "file-too-large",
                Place(file, 1, 1),
                "",
                f"> {limit}",
                f"{limit}",
                {"limit": f"{limit:,}"},
            )
        )
    return read_text(
        decoded(content, file, error), file, error, json=file.lower().endswith(".json")
    )


def decoded(content: bytes, file: str, error: type[OcopError]) -> str:
    """The text of a file in UTF-8, with or without a byte-order mark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = problem.object[: problem.start].decode()  # the object lacks the byte-order mark
        found = f"byte 0x{problem.object[problem.start]:02x}"
        raise error(
            Fault("not-utf-8", _place_of(before, len(before), file), "", found, "UTF-8")
        ) from None


def read_text(text: str, file: str, error: type[OcopError], json: bool = False) -> Source:
    """Read YAML (or JSON) from text; `file` is the name that faults show."""
    if json:
        text = _checked_json(text, file, error)
    faults = list(_unfit_characters(text, file))
    if faults:
        raise error(faults)
    reader = _Reader(file, json)
    try:
        root = reader.build(text)
    except (
        yaml.MarkedYAMLError,
        yaml.reader.ReaderError,
        RecursionError,
        ValueError,
        OverflowError,
    ) as problem:
        raise error(
            [*reader.faults, _syntax_fault(problem, text, file, "JSON" if json else "YAML")]
        ) from None
    if reader.faults:
        raise error(reader.faults)
    return Source(file, root)
