"""The resolved cache: documents as JSON, each keyed by the files that it was made from; what is
damaged is not used. No digest stands in it: a digest is worked out of what is used.

Product sets share most of what they are made of. A ruleset's shared pieces – groups, their
criteria, gates, readings, entries of the vocabulary – lie in one file, one per line; a product
set's document names them by their lines, and only the lines that are asked for are read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..sources.layout import content_of
from .resolved import Doc

__all__ = ["Cache", "write_cache"]


class Cache:
    """Resolved documents in a folder, by name (`26-2026/8`)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sums: dict[str, str] | None = None
        self._pieces: dict[str, _Pieces] = {}

    def find(self, name: str, key: str) -> Doc | None:
        """The document of that name, where it was made from the files that `key` stands for; None
        otherwise.

        What is missing, damaged or does not fit is only a slower answer.
        """
        try:
            entry = json.loads(self._whole(f"{name}.json"))
            if entry["key"] != key:
                return None
            document: Doc = entry["document"]
            if "parts" not in document:
                return document
            pieces = self._pieces_of(name.rpartition("/")[0])
            pieces.read_for(document)
            return _with_pieces(document, pieces.piece, pieces.group)
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None

    def later(self, name: str, key: str) -> Callable[[], Doc] | None:
        """As `find`, of a document without pieces: its bytes are read now, and what they say where
        it is asked for.
        """
        begin = _written({"key": key})[:-1] + b","
        try:
            content = self._whole(f"{name}.json")
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None
        return partial(_document_in, content) if content.startswith(begin) else None

    def _pieces_of(self, ruleset: str) -> _Pieces:
        found = self._pieces.get(ruleset)
        if found is None:
            found = self._pieces[ruleset] = _Pieces(self._whole(f"{ruleset}/{_PIECES}"))
        return found

    def _whole(self, file: str) -> bytes:
        """A file's bytes as they were written. ValueError where they are others."""
        if self._sums is None:
            self._sums = json.loads(content_of(f"{self.folder}/{_SUMS}", _LIMIT))
        content = content_of(f"{self.folder}/{file}", _LIMIT)
        if sha256(content).hexdigest() != self._sums[file]:
            raise ValueError(file)
        return content


def _document_in(content: bytes) -> Doc:
    document: Doc = json.loads(content)["document"]
    return document


# The largest file has the pieces of a decision, under a megabyte; nothing larger was written here.
_LIMIT = 16_000_000
_PIECES, _SUMS = "pieces.jsonl", "sums.json"


class _Pieces:
    """The lines of a file of pieces; each is read when it is first asked for, and shared from then
    on.
    """

    def __init__(self, content: bytes) -> None:
        self._lines = content.split(b"\n")
        self._read: dict[int, Any] = {}
        self._groups: dict[int, Doc] = {}

    def read_for(self, document: Doc) -> None:
        """Read what a document names and is not known yet: groups and other pieces in one go, then
        the groups' criteria.
        """
        named: list[int] = []
        _with_pieces(document, named.append, named.append)
        groups = [line for part in document["parts"] for line in part["groups"]]
        self._read_all(named)
        self._read_all([line for group in groups for line in self._read[group]["criteria"]])

    def _read_all(self, lines: list[int]) -> None:
        new = [line for line in dict.fromkeys(lines) if line not in self._read]
        found = json.loads(b"[" + b",".join([self._lines[line] for line in new]) + b"]")
        self._read.update(zip(new, found, strict=True))

    def piece(self, line: int) -> Any:
        return self._read[line]

    def group(self, line: int) -> Doc:
        found = self._groups.get(line)
        if found is None:
            group = self._read[line]
            criteria = [self._read[criterion] for criterion in group["criteria"]]
            found = self._groups[line] = {**group, "criteria": criteria}
        return found


def _with_pieces(document: Doc, piece: Callable[[Any], Any], group: Callable[[Any], Any]) -> Doc:
    """A product set's document with each of its pieces – groups, gates, readings, entries of the
    vocabulary – replaced.
    """

    def each(entries: Mapping[str, Any]) -> Doc:
        return {name: piece(entry) for name, entry in entries.items()}

    replaced = {
        "parts": [
            {**part, "groups": [group(entry) for entry in part["groups"]]}
            for part in document["parts"]
        ],
        "gates": [piece(gate) for gate in document["gates"]],
        "readings": each(document["readings"]),
        "vocabulary": {
            name: each(entries) if isinstance(entries, Mapping) else entries
            for name, entries in document["vocabulary"].items()
        },
    }
    return {**document, **replaced}


def write_cache(target: Path, entries: Mapping[str, tuple[str, Doc]]) -> None:
    """Write documents with their keys to `target`, by name."""
    lines: dict[str, dict[bytes, int]] = {}
    contents: dict[str, bytes] = {}
    for name, (key, document) in entries.items():
        entry: Doc = {"key": key, "document": document}
        if "parts" in document:
            known = lines.setdefault(name.rpartition("/")[0], {})
            entry["document"] = _with_pieces(document, _numbered(known), _numbered_group(known))
        contents[f"{name}.json"] = _written(entry) + b"\n"
    contents |= {
        f"{ruleset}/{_PIECES}": b"\n".join(known) + b"\n" for ruleset, known in lines.items()
    }
    sums = {file: sha256(content).hexdigest() for file, content in contents.items()}
    for file, content in (contents | {_SUMS: _written(sums) + b"\n"}).items():
        path = target / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _numbered(known: dict[bytes, int]) -> Callable[[Any], int]:
    """The line of each piece among the known ones; a new one is added."""
    return lambda piece: known.setdefault(_written(piece), len(known))


def _numbered_group(known: dict[bytes, int]) -> Callable[[Doc], int]:
    """The same for a group, whose criteria are pieces too."""
    piece = _numbered(known)
    return lambda group: piece(
        {**group, "criteria": [piece(criterion) for criterion in group["criteria"]]}
    )


def _written(document: object) -> bytes:
    # Not in canonical form: a cached document must keep the order of its files, as a fresh one
    # does.
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
