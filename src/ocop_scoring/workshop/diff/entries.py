"""A table's resolved document as a flat list of things, each with what it says itself.

Whatever a document has, some thing has it: a key that this module doesn't know is said by the thing
that it stands in. So a comparison of things misses nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ...rules.resolved import readings_in
from ..lint.read import Doc
from .kinds import Thing

__all__ = ["Entry", "Key", "entries_of", "with_words"]

Key = tuple[Thing, str, str, int]
"""What a thing is, its id or number, its level, and which one of those of the same name it is."""


class Entry(NamedTuple):
    """A thing in a table: what it is called on both sides, its printed number, its place in the
    document (as `Side.place` takes it), and what it says. `is_told`: a criterion that is its own
    group says all of it.
    """

    key: Key
    number: str | None
    path: tuple[str, ...]
    says: Mapping[str, Any]
    is_told: bool = False


def entries_of(document: Doc) -> dict[Key, Entry]:
    """All things of a table by key, in printed order. Of an empty document none."""
    found: dict[Key, Entry] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for entry in _entries(document):
        name = entry.key[:3]
        found[(*name, seen[name])] = entry._replace(key=(*name, seen[name]))
        seen[name] += 1
    return found


def _entries(document: Doc) -> Iterator[Entry]:
    if not document:
        return
    yield _entry("table", "", None, (), document, _OF_TABLE)
    for part in document["parts"]:
        yield _entry("part", part["code"], part["code"], (part["code"],), part, ("groups", "code"))
        for group in part["groups"]:
            yield from _of_group(group, part["code"])
    for gate in document["gates"]:
        yield _entry("gate", gate["id"], None, ("gates", gate["id"]), gate, ("id",))
    for erratum in document["errata"]:
        _, number, level = f"{erratum['at']}//".split("/")[:3]
        said = _entry("erratum", erratum["at"], number or None, ("errata", erratum["at"]), erratum)
        yield said._replace(key=("erratum", erratum["at"], level, 0))
    for name, reading in document["readings"].items():
        yield _entry("reading", name, None, ("readings", name), reading)
    yield from _of_vocabulary(document["vocabulary"])


_OF_TABLE = ("format", "number", "ruleset", "parts", "gates", "errata", "readings", "vocabulary")
"""What of a table's document is told by other things, or is its name."""


_OF_GROUP = ("number", "headings", "criteria")


def _of_group(group: Doc, part: str) -> Iterator[Entry]:
    number, criteria = group["number"], group["criteria"]
    is_criterion = len(criteria) == 1 and criteria[0]["number"] == number
    entry = _entry("group", number, number, (number,), {**group, "part": part}, _OF_GROUP)
    yield entry._replace(is_told=is_criterion and _alike(group, criteria[0]))
    for heading in group["headings"]:
        at = heading["number"]
        yield _entry("heading", at, at, (at,), {**heading, "group": number}, ("number",))
    for criterion in criteria:
        yield from _of_criterion(criterion, part, number)


def _alike(group: Doc, criterion: Doc) -> bool:
    """Whether a group that is one criterion says nothing of its own."""
    return all(group[name] == criterion[name] for name in ("title", "points"))


def _of_criterion(criterion: Doc, part: str, group: str) -> Iterator[Entry]:
    number, name = criterion["number"], criterion["id"]
    place = {"place": [part, group, number]}
    said = {**criterion, **place}
    yield _entry("criterion", name, number, (number,), said, ("id", "number", "levels"))
    for level in criterion["levels"]:
        path = (number, level["id"])
        entry = _entry("level", name, number, path, level, ("id",))
        yield entry._replace(key=("level", name, level["id"], 0))


def _of_vocabulary(vocabulary: Doc) -> Iterator[Entry]:
    rooms: tuple[tuple[str, Thing], ...] = (
        ("facts", "fact"),
        ("documents", "document"),
        ("contradictions", "contradiction"),
    )
    for room, thing in rooms:
        for name, entry in vocabulary.get(room, {}).items():
            yield _entry(thing, name, None, ("vocabulary", room, name), entry)
    rest = {name: said for name, said in vocabulary.items() if name not in dict(rooms)}
    if rest:
        yield _entry("table", "vocabulary", None, ("vocabulary",), rest)


def _entry(
    thing: Thing,
    name: str,
    number: str | None,
    path: tuple[str, ...],
    said: Mapping[str, Any],
    left_out: Iterable[str] = (),
) -> Entry:
    """A thing that says all but what its own things say; readings under one name."""
    readings = list(readings_in(said)) if thing != "table" else []
    own = {
        field: value
        for field, value in with_words(said).items()
        if field not in left_out and field not in ("reading", "readings")
    }
    if readings:
        own["readings"] = readings
    return Entry((thing, name, "", 0), number, path, own)


def with_words(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """What has words beside other things, with them as one entry, `text`."""
    if "vi" not in said:
        return said
    rest = {name: value for name, value in said.items() if name not in ("vi", "en")}
    return {"text": {name: said[name] for name in ("vi", "en") if name in said}, **rest}
