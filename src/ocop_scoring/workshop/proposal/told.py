"""The changes of a proposal, each with what it is about: a level of a criterion, a row, a star."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from ...assembly.amend import Change, plain
from ...text import Words
from ..lint.read import ReadRuleset
from .present import flow

__all__ = ["Asked", "ToldChange", "told_changes"]


class Asked(NamedTuple):
    """A minimum of a row: the star that asks for it, and the words of its level."""

    star: int
    level: Words


class ToldChange(NamedTuple):
    """One entry of `changes.yaml`.

    `title` names the criterion, the table or the ground of rejection that it is about, `level` the
    level, `field` what of it; `rows` are the rows of tables that use it (`8/1.5`). `was` and `now`
    are written as YAML writes them; None where there is nothing. Of a row of one table, `asks` has
    its minimums before and after.
    """

    verb: Literal["replace", "add", "remove"]
    address: str
    article: str
    title: Words
    level: Words | None
    field: str
    rows: tuple[str, ...]
    was: str | None
    now: str | None
    at: str
    asks: tuple[tuple[Asked, ...], tuple[Asked, ...]] | None = None


def told_changes(read: ReadRuleset, base: ReadRuleset) -> tuple[ToldChange, ...]:
    """The changes of an amendment in the order of its file; `base` is what it amends."""
    return tuple(_told(change, read, base) for change in read.folder.amendment.changes)


def _told(change: Change, read: ReadRuleset, base: ReadRuleset) -> ToldChange:
    shape, place = change.shape, change.place
    verb: Literal["replace", "add", "remove"] = "replace"
    if shape.add or shape.remove:
        verb = "add" if shape.add else "remove"
    title, level, rows = _about(change.address, read, base)
    return ToldChange(
        verb,
        "/".join(change.address),
        shape.article,
        title,
        level,
        change.address[-1],
        rows,
        None if verb == "add" else flow(plain(shape.from_)),
        None if verb == "remove" else flow(plain(shape.to)),
        f"{place.file}:{place.line}",
        _asks_of_row(change.address, read, base),
    )


def _asks_of_row(
    address: tuple[str, ...], read: ReadRuleset, base: ReadRuleset
) -> tuple[tuple[Asked, ...], tuple[Asked, ...]] | None:
    """The minimums of the row that an address leads to, before and after."""
    if len(address) < 4 or address[0] != "product-sets" or address[2] != "rows":
        return None
    number, row = int(address[1]), address[3]
    return _asks(number, row, base), _asks(number, row, read)


def _asks(number: int, row: str, read: ReadRuleset) -> tuple[Asked, ...]:
    criteria = read.sheets[number].criteria() if number in read.sheets else ()
    return tuple(
        Asked(level["minimum"], _words_of_level(criterion["id"], level, read))
        for criterion in criteria
        if criterion["number"] == row
        for level in criterion["levels"]
        if level.get("minimum") is not None
    )


def _words_of_level(name: str, level: Mapping[str, Any], read: ReadRuleset) -> Words:
    known = _level([name, "levels", str(level["id"])], read)
    return known or Words(str(level["id"]), str(level["id"]))


def _about(
    address: tuple[str, ...], read: ReadRuleset, base: ReadRuleset
) -> tuple[Words, Words | None, tuple[str, ...]]:
    """What an address is about: a title, a level, the rows that it is of."""
    room, *rest = address
    if room == "criteria" and rest:
        for known in (base, read):
            if rest[0] in known.folder.criteria:
                return _criterion(rest[0], known), _level(rest, known), _rows(rest[0], known)
    if room == "product-sets" and rest and rest[0].isdecimal():
        return _row(int(rest[0]), rest[1:], read, base)
    if room == "gates" and rest:
        root = (base if rest[0] in base.folder.gates.source.root else read).folder.gates.source.root
        entry = root.get(rest[0])
        if isinstance(entry, Mapping):
            return _words(entry), None, ()
    return Words("/".join(address), "/".join(address)), None, ()


def _words(entry: Mapping[str, object]) -> Words:
    vi = str(entry.get("vi", ""))
    return Words(vi, str(entry.get("en", vi)))


def _criterion(name: str, read: ReadRuleset) -> Words:
    return _words(read.folder.criteria[name].source.root[name])


def _level(rest: list[str], read: ReadRuleset) -> Words | None:
    """The level that an address under a criterion leads to."""
    name = rest[0]
    if "levels" not in rest or len(rest) <= rest.index("levels") + 1:
        return None
    id_ = rest[rest.index("levels") + 1]
    found = next((level for level in read.criteria[name].levels if level["id"] == id_), None)
    if found is None:
        return Words(id_, id_)
    vi = str(found.get("vi", id_))
    return Words(vi, str(read.english.get(name, {}).get(id_, vi)))


def _rows(name: str, read: ReadRuleset) -> tuple[str, ...]:
    return tuple(
        f"{number}/{criterion['number']}"
        for number, sheet in read.sheets.items()
        for criterion in sheet.criteria()
        if criterion["id"] == name
    )


def _row(
    number: int, steps: list[str], read: ReadRuleset, base: ReadRuleset
) -> tuple[Words, Words | None, tuple[str, ...]]:
    """A row of a table, or the table itself."""
    sheet = (base if number in base.sheets else read).sheets[number]
    if len(steps) < 2 or steps[0] != "rows":
        title = sheet.document["title"]
        return Words(title["vi"], title["en"]), None, ()
    for criterion in _criteria_at(steps[1], number, base, read):
        return criterion, None, (f"{number}/{steps[1]}",)
    return Words(steps[1], steps[1]), None, (f"{number}/{steps[1]}",)


def _criteria_at(row: str, number: int, *sides: ReadRuleset) -> Iterator[Words]:
    """The titles of the criterion in a row, of the sides that have one there."""
    for read in sides:
        if number in read.sheets:
            for criterion in read.sheets[number].criteria():
                if criterion["number"] == row:
                    yield _criterion(criterion["id"], read)
