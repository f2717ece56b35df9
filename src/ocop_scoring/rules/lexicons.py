"""The everyday names of products of each folder of rulesets: read with the first table, taken apart
where they are first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from .lexicon import Lexicon, lexicon_from
from .resolved import Doc
from .store import Store

__all__ = ["Lexicons"]


class Lexicons:
    """The lexicons of a catalogue's stores."""

    def __init__(self, lock: AbstractContextManager[object]) -> None:
        self._lock = lock
        self._read: dict[Store, Callable[[], Doc | None]] = {}
        self._made: dict[Store, Lexicon] = {}

    def prepare(self, store: Store) -> Callable[[], Doc | None]:
        """Read a store's names from the disk, so that `of` needs it no more. RulesetError where
        their file doesn't hold together.
        """
        with self._lock:
            if store not in self._read:
                self._read[store] = store.products_later()
            return self._read[store]

    def of(self, store: Store) -> Lexicon:
        """The lexicon of a store. RulesetError as `prepare`."""
        with self._lock:
            if store not in self._made:
                self._made[store] = lexicon_from(self.prepare(store)())
            return self._made[store]
