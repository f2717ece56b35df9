"""The state of a run of mutants, kept in a file: a line for every slice that is done, so that a run
that was cut off goes on where it stood.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from ...appending import append, held
from ...errors import Fault, FilingError, Place
from .trial import Fate, Found

__all__ = ["State", "state_in"]

_HEAD = "ocop-mutants-state/1"


class State:
    """What earlier runs found, by the key of their product set and the places of its mutants.

    A line of another key is of other rules, decks, engine or changes: it is passed over.
    """

    def __init__(self, path: Path | None, known: dict[tuple[str, int, int], list[Found]]) -> None:
        self._path, self._known = path, known

    def found(self, key: str, first: int, last: int) -> Sequence[Found] | None:
        """What became of a slice; None where no run has finished it."""
        return self._known.get((key, first, last))

    def others(self, keys: Sequence[str]) -> int:
        """How many slices are of none of these keys."""
        return sum(1 for key, _, _ in self._known if key not in keys)

    def add(self, key: str, first: int, last: int, found: Sequence[Found]) -> None:
        """Keep what became of a slice. FilingError where the file can't be written."""
        if self._path is None:
            return
        entry = {"key": key, "first": first, "last": last, "found": [list(one) for one in found]}
        try:
            with held(self._path) as handle:
                append(handle, _line(entry))
        except OSError as problem:
            raise _unwritable(self._path, problem) from None


def state_in(path: Path | None) -> State:
    """The state in a file, begun where there is none; without a path, one that is kept nowhere.

    The last line may be cut off: then its slice is tried again. FilingError where the file is
    something else, or can't be read or written.
    """
    if path is None:
        return State(None, {})
    try:
        if not path.exists() or not path.stat().st_size:
            with held(path) as handle:
                append(handle, _line({"format": _HEAD}))
        content = path.read_bytes()
    except OSError as problem:
        raise _unwritable(path, problem) from None
    head, *lines = content.split(b"\n")
    if _read(head) != {"format": _HEAD}:
        fault = Fault("not-a-state", Place(str(path), 1, 1), "", str(path), _HEAD)
        raise FilingError(fault)
    if lines and lines[-1]:  # cut off: what is added now begins a line of its own
        with held(path) as handle:
            append(handle, b"\n")
    known = {}
    for line in lines:
        entry = _read(line)
        if _is_slice(entry):
            at = (entry["key"], entry["first"], entry["last"])
            known[at] = [Found(*one) for one in entry["found"]]
    return State(path, known)


def _read(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _is_slice(entry: Any) -> bool:
    if not isinstance(entry, dict) or entry.keys() != {"key", "first", "last", "found"}:
        return False
    found, fates = entry["found"], get_args(Fate)
    return isinstance(found, list) and all(
        isinstance(one, list) and len(one) == 2 and one[0] in fates for one in found
    )


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _unwritable(path: Path, problem: OSError) -> FilingError:
    words = problem.strerror or type(problem).__name__
    return FilingError(Fault("unwritable-file", Place(str(path), 1, 1), "", words, ""))
