"""The single changes of an amendment, and which of them can touch what a table rates."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast

from ...assembly.amend import Change, plain
from ...assembly.between import between, files_between, has_own_tables
from ...assembly.door import Assembled
from ...assembly.folder import Folder
from ...frozen import fixed
from ...rules.catalog import Catalog, decision_in

__all__ = ["OWN_FILES", "Doc", "Players", "SingleChange", "TablesBetween", "players_of", "rated_in"]

OWN_FILES = "files"
"""What the files of its own that an amendment brings are called: one change together."""

Doc = Mapping[str, Any]


class SingleChange(NamedTuple):
    """One change: its address, where it stands, its verb, what stood there and what stands now."""

    address: str
    at: str
    verb: str = ""
    was: Any = None
    now: Any = None


class Players:
    """The changes of an amendment, in the order of its file; the last are its own files, where it
    has any that tables are made of.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        changes = folder.amendment.changes
        self.own = len(changes) if has_own_tables(folder) else None
        self.every = tuple(map(_player, changes))
        if self.own is not None:
            self.every += (SingleChange(OWN_FILES, str(folder.path)),)

    def touching(self, number: int, documents: tuple[Doc, ...]) -> tuple[int, ...]:
        """The players that can change what table `number` rates; `documents` are this table as it
        is on both sides. All others change nothing in it, with whichever others they come.
        """
        if self.own is not None:
            named = None
        else:
            named = {name for document in documents for name in _named(document)}
            of_table = [c for c in self._folder.amendment.changes if _is_of(c, number)]
            named |= {text for c in of_table for text in _texts(plain(c.shape.to))}
        changes = enumerate(self._folder.amendment.changes)
        found = [at for at, change in changes if _touches(change, number, named)]
        return (*found, *(() if self.own is None else (self.own,)))

    def root(self, at: int, numbers: Mapping[str, str]) -> tuple[str, str] | None:
        """What a change is about: two changes of other roots touch nothing in common. None where
        that can't be said. `numbers` has the criterion of each printed number of the table.
        """
        if at == self.own:
            return None
        room, *rest = self._folder.amendment.changes[at].address
        if room in ("criteria", "gates"):
            return room, rest[0]
        if (room, *rest[:1]) == ("ruleset", "stars"):
            return "ruleset", "stars"
        if room == "product-sets" and rest[1:2] == ["rows"] and rest[2:3] and rest[3:]:
            criterion = numbers.get(rest[2])
            if criterion is not None and rest[3] in ("points", "minimums"):
                return "criteria", criterion
        return None

    def is_shared(self, at: int) -> bool:
        """Whether a player is about what several tables share."""
        changes = self._folder.amendment.changes
        return at == self.own or changes[at].address[0] != "product-sets"

    def between(self, shared: frozenset[int]) -> TablesBetween:
        """The tables that these of the shared changes make, with whichever of their own."""
        return TablesBetween(self._folder, shared, own=self.own in shared)


class TablesBetween:
    """Tables with some of an amendment's changes: those of what tables share are chosen."""

    def __init__(self, folder: Folder, shared: frozenset[int], *, own: bool) -> None:
        self._changes = folder.amendment.changes
        chosen = [change for at, change in enumerate(self._changes) if at in shared]
        self._between = between(folder, chosen, own=own)
        self._files = files_between(folder, own=own)

    def document(self, number: int, own: frozenset[int]) -> Doc | None:
        """Table `number` with these changes of its own; None where there is none yet."""
        file = self._files.get(number)
        chosen = [change for at, change in enumerate(self._changes) if at in own]
        return None if file is None else self._between.product_set(file, chosen)


def players_of(catalog: Catalog, name: str) -> Players | None:
    """The changes of an amendment of a catalogue; None where the ruleset amends none."""
    folder = cast("Assembled", decision_in(catalog, name)).folder
    return Players(folder) if len(folder.folders) > 1 else None


def _player(change: Change) -> SingleChange:
    place = change.place
    return SingleChange(
        "/".join(change.address),
        f"{place.file}:{place.line}",
        change.verb,
        fixed(plain(change.shape.from_)),
        fixed(plain(change.shape.to)),
    )


_WORDS = frozenset(("vi", "en", "note", "title", "reading", "readings", "provenance", "caveats"))
"""Steps of an address under which nothing is rated."""


def _is_of(change: Change, number: int) -> bool:
    return change.address[:2] == ("product-sets", str(number))


def _touches(change: Change, number: int, named: set[str] | None) -> bool:
    """Whether a change can touch what a table rates; `named` are the criteria and gates that it can
    have, None: any.
    """
    room, *rest = change.address
    if room == "product-sets":
        return _is_of(change, number) and rest[-1] not in _WORDS
    if room in ("criteria", "gates"):
        return (named is None or rest[0] in named) and rest[-1] not in _WORDS
    return room == "minimums" or change.address[:2] == ("ruleset", "stars")


def _named(document: Doc) -> Iterator[str]:
    """The criteria and gates that a table has."""
    for part in document["parts"]:
        for group in part["groups"]:
            yield from [criterion["id"] for criterion in group["criteria"]]
    yield from [gate["id"] for gate in document["gates"]]


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield str(name)
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)
    elif node is not None:
        yield str(node)


_UNRATED = _WORDS | {"format", "number_of", "sector", "errata", "rests_on", "minimums_missing"}
_OF_RULESET = frozenset(("stars",))


def rated_in(document: Doc) -> str:
    """All that a table's document says that can change a result: equal where no sheet is rated
    otherwise.
    """
    head = {name: document["ruleset"][name] for name in sorted(_OF_RULESET)}
    body = _without_words({**document, "ruleset": head})
    return json.dumps(body, sort_keys=True, ensure_ascii=False, default=str)


def _without_words(node: Any) -> Any:
    if isinstance(node, (str, int)):
        return node
    if isinstance(node, Mapping):
        return {k: _without_words(v) for k, v in node.items() if k not in _UNRATED}
    return [_without_words(entry) for entry in node] if isinstance(node, (list, tuple)) else node
