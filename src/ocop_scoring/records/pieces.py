"""The pieces of a record: each value with its canonical bytes (RFC 8785) and their digest; those of
rules, which many records share, are kept by their digest.
"""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from hashlib import sha256
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset

__all__ = [
    "MOST_KEPT",
    "Kept",
    "Piece",
    "joined",
    "known_rules",
    "piece",
    "piece_of_product_set",
    "piece_of_ruleset",
    "rules_piece",
]

V = TypeVar("V")


class Piece(NamedTuple):
    """A JSON value, its canonical bytes, and their SHA-256 as `sha256:…`."""

    value: Any
    written: bytes
    digest: str


def piece(value: Any) -> Piece:
    """A value with its canonical bytes. UnicodeEncodeError where a text in it is half a character,
    RecursionError where it nests beyond all measure.
    """
    written = _ENCODED(value).encode()
    if _ASTRAL(written):  # then the order of keys by UTF-16 may be another one than by characters
        written = json.dumps(_in_order(value), ensure_ascii=False, separators=(",", ":")).encode()
    return Piece(value, written, _digest(written))


# As `rules.resolved.canonical` writes; an encoder that is made once.
_ENCODED = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_ASTRAL = re.compile(rb"[\xf0-\xff]").search


def _in_order(value: Any) -> Any:
    """A value whose keys stand in the order of RFC 8785: of their UTF-16."""
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return {key: _in_order(value[key]) for key in keys}
    return [_in_order(entry) for entry in value] if isinstance(value, list | tuple) else value


def _digest(written: bytes) -> str:
    return f"sha256:{sha256(written).hexdigest()}"


def joined(pieces: Mapping[str, Piece]) -> bytes:
    """A whole document of named pieces in canonical form; its own names are ASCII."""
    entries = [b'"%s":%s' % (name.encode(), pieces[name].written) for name in sorted(pieces)]
    return b"{%s}" % b",".join(entries)


class Kept(Generic[V]):
    """What was met most recently, by key; no more than a number of them."""

    def __init__(self, most: int) -> None:
        self._most, self._found, self._lock = most, OrderedDict[Any, V](), Lock()

    def get(self, key: object) -> V | None:
        """What is kept under a key; None where nothing is."""
        with self._lock:
            found = self._found.get(key)
            if found is not None:
                self._found.move_to_end(key)
            return found

    def keep(self, key: object, value: V) -> V:
        """Keep a value; what was met longest ago is let go."""
        with self._lock:
            self._found[key] = value
            self._found.move_to_end(key)
            if len(self._found) > self._most:
                self._found.popitem(last=False)
        return value

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._found.clear()

    def made(self, key: object, make: Callable[[], V]) -> V:
        """What is kept under a key, else what `make` makes."""
        found = self.get(key)
        return found if found is not None else self.keep(key, make())


MOST_KEPT = 160
"""So many documents of rules are kept in a process, those of all tables: some 100 MB."""

_RULES: Kept[Piece] = Kept(MOST_KEPT)
_OF_RULESETS: Kept[tuple[Ruleset, Piece]] = Kept(MOST_KEPT)


def known_rules(written: bytes) -> Piece | None:
    """The document of rules that has these canonical bytes, where it was met before."""
    return _RULES.get(_digest(written))


def rules_piece(found: Piece) -> Piece:
    """A document of rules, the same one each time that it is met."""
    return _RULES.made(found.digest, lambda: found)


def piece_of_product_set(product_set: ProductSet) -> Piece:
    """The resolved document of a table."""
    return rules_piece(product_set.kept(_of_product_set))


def _of_product_set(product_set: ProductSet) -> Piece:
    return piece(product_set.resolved())


def piece_of_ruleset(ruleset: Ruleset) -> Piece:
    """The resolved document of a decision."""
    _, found = _OF_RULESETS.made(id(ruleset), lambda: (ruleset, piece(ruleset.resolved())))
    return rules_piece(found)
