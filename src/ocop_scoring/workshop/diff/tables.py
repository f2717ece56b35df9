"""What differs between two tables: every field of every thing, each difference of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ..lint.read import Doc
from .changes import BothSides, RuleChange, is_words
from .entries import Entry, Key, entries_of, with_words
from .kinds import ChangeKind, Thing

__all__ = ["Found", "changes_between", "fields_between"]

Found = tuple[RuleChange, tuple[str, ...] | None, tuple[str, ...] | None]
"""A change, and where what it is of stands in either document; None where there is none."""

_WHOLE: Mapping[Thing, tuple[ChangeKind, ChangeKind]] = MappingProxyType(
    {
        "criterion": ("criterion-added", "criterion-removed"),
        "level": ("level-added", "level-removed"),
        "gate": ("gate-added", "gate-removed"),
    }
)
"""The kinds of a whole thing that came or went, of those that have kinds of their own."""

_FIELD_BY_FIELD: tuple[Thing, ...] = ("table", "part", "group", "heading")
"""Things whose fields are told one by one also where they came or went."""

_KINDS: Mapping[Thing, ChangeKind] = MappingProxyType(
    {
        "table": "reading",
        "part": "title",
        "group": "title",
        "heading": "title",
        "criterion": "case",
        "level": "condition",
        "gate": "gate",
        "erratum": "erratum",
        "reading": "reading",
        "fact": "condition",
        "document": "condition",
        "contradiction": "condition",
    }
)
"""The kind of a change of any other field."""

_OF_FIELDS: Mapping[tuple[Thing, str], ChangeKind] = MappingProxyType(
    {
        ("table", "title"): "title",
        ("table", "sector"): "title",
        ("table", "minimums_missing"): "minimum",
        ("table", "beside"): "condition",
        ("part", "points"): "points",
        ("group", "points"): "points",
        ("heading", "points"): "points",
        ("criterion", "place"): "criterion-moved",
        ("criterion", "heading"): "criterion-moved",
        ("criterion", "order"): "criterion-moved",
        ("criterion", "title"): "title",
        ("criterion", "points"): "points",
        ("criterion", "note"): "label",
        ("criterion", "evidence"): "condition",
        ("criterion", "only_if"): "condition",
        ("criterion", "provenance"): "reading",
        ("criterion", "readings"): "reading",
        ("level", "points"): "level-points",
        ("level", "minimum"): "minimum",
        ("level", "text"): "label",
        ("level", "order"): "label",
        ("level", "case"): "case",
        ("level", "readings"): "reading",
        ("fact", "text"): "label",
        ("fact", "words"): "label",
        ("document", "text"): "label",
        ("contradiction", "text"): "label",
    }
)


def changes_between(one: Doc, other: Doc) -> Iterator[Found]:
    """Every difference between two tables' resolved documents, in printed order; an empty document
    is a table that is not there. What a table repeats of its decision is left to the decision.
    """
    both = entries_of(one), entries_of(other)
    moved = dict(_moved(*both))
    for key in _in_order(*both):
        entries = both[0].get(key), both[1].get(key)
        for change in _of_thing(key, *entries, moved):
            yield _found(*entries, _numbered(change, *both))


def _numbered(
    change: RuleChange, one: Mapping[Key, Entry], other: Mapping[Key, Entry]
) -> RuleChange:
    """A change of a level that came or went has the numbers of its criterion on both sides."""
    if change.thing != "level" or None not in change.number:
        return change
    rows = [side.get(("criterion", change.id or "", "", 0)) for side in (one, other)]
    return change._replace(number=BothSides(*[None if row is None else row.number for row in rows]))


def _in_order(one: Mapping[Key, Entry], other: Mapping[Key, Entry]) -> Iterator[Key]:
    """The keys of both, as the other side has them; those that went stand behind what was before
    them. Levels of a criterion that came or went are not told one by one.
    """
    behind: dict[Key | None, list[Key]] = {}
    before: Key | None = None
    for key in one:
        if key in other:
            before = key
        else:
            behind.setdefault(before, []).append(key)
    whole = {
        key[1] for key in {**one, **other} if key[0] == "criterion" and not _is_in(key, one, other)
    }
    every = [key for first in (None, *other) for key in (first, *behind.get(first, ()))]
    for each in every:
        if each is not None and not (each[0] == "level" and each[1] in whole):
            yield each


def _is_in(key: Key, *both: Mapping[Key, Entry]) -> bool:
    return all(key in entries for entries in both)


def _found(one: Entry | None, other: Entry | None, change: RuleChange) -> Found:
    paths = [None if entry is None else (*entry.path, *_steps(change)) for entry in (one, other)]
    return change, paths[0], paths[1]


_NOWHERE = ("place", "order", "text", "part", "group")
"""Fields that stand nowhere of their own in a file: they stand where the thing itself does."""


def _steps(change: RuleChange) -> tuple[str, ...]:
    first = change.steps[:1]
    return () if first and first[0] in _NOWHERE else change.steps


def _of_thing(
    key: Key, one: Entry | None, other: Entry | None, moved: Mapping[Key, tuple[int, int]]
) -> Iterator[RuleChange]:
    thing = key[0]
    if (one is None or other is None) and thing not in _FIELD_BY_FIELD:
        yield _whole(key, one, other)
        return
    if all(entry is None or entry.is_told for entry in (one, other)):
        return
    then, now = (dict(entry.says) if entry is not None else {} for entry in (one, other))
    if key in moved and then.get("place") == now.get("place"):
        then["order"], now["order"] = moved[key]
    for field, was, becomes in fields_between(then, now):
        kind = _OF_FIELDS.get((thing, field.partition("/")[0]), _KINDS[thing])
        yield _change(key, kind, one, other)._replace(field=field, was=was, becomes=becomes)


def _whole(key: Key, one: Entry | None, other: Entry | None) -> RuleChange:
    """A thing that came or went, with its words."""
    added, removed = _WHOLE.get(key[0], (_KINDS[key[0]],) * 2)
    words = [None if entry is None else _words_of(entry) for entry in (one, other)]
    change = _change(key, added if one is None else removed, one, other)
    return change._replace(was=words[0], becomes=words[1])


def _words_of(entry: Entry) -> Any:
    """What a whole thing is told by."""
    says = entry.says
    if entry.key[0] == "erratum":
        return {name: says[name] for name in ("printed", "read_as")}
    return next(says[name] for name in ("title", "text", "question") if name in says)


def _change(key: Key, kind: ChangeKind, one: Entry | None, other: Entry | None) -> RuleChange:
    thing, name, level, _ = key
    numbers = BothSides(*[None if entry is None else entry.number for entry in (one, other)])
    is_row = thing in ("part", "group", "heading", "erratum")
    own = None if is_row or not name or name == "vocabulary" else name
    return RuleChange(kind, thing, own, numbers, level or None, "", None, None)


def fields_between(
    one: Mapping[str, Any], other: Mapping[str, Any], before: str = ""
) -> Iterator[tuple[str, Any, Any]]:
    """The fields in which two mappings differ, with what each says; null is said as nothing is.
    Mappings in them are compared field by field, words are one field.
    """
    for field in dict.fromkeys([*one, *other]):
        was, becomes = one.get(field), other.get(field)
        if was == becomes:
            continue
        inside = [_inner(value) for value in (was, becomes)]
        if inside[0] is None or inside[1] is None:
            yield f"{before}{field}", was, becomes
        else:
            yield from fields_between(inside[0], inside[1], f"{before}{field}/")


def _inner(value: Any) -> Mapping[str, Any] | None:
    """The fields of a value that is compared field by field; None of any other."""
    if value is None:
        return {}
    if is_words(value) or not isinstance(value, Mapping):
        return None
    return with_words(value)


def _moved(
    one: Mapping[Key, Entry], other: Mapping[Key, Entry]
) -> Iterator[tuple[Key, tuple[int, int]]]:
    """The things whose order among those that both sides have is another, with their places in it,
    from 1.
    """
    for thing in ("part", "group", "heading", "criterion", "gate", "erratum"):
        yield from _moved_of(_names(one, thing), _names(other, thing))
    for criterion in (key for key in one if key[0] == "criterion" and key in other):
        both = [_names(entries, "level", criterion[1]) for entries in (one, other)]
        yield from _moved_of(*both)


def _names(entries: Iterable[Key], thing: str, name: str = "") -> list[Key]:
    return [key for key in entries if key[0] == thing and name in ("", key[1])]


def _moved_of(one: list[Key], other: list[Key]) -> Iterator[tuple[Key, tuple[int, int]]]:
    shared = [key for key in other if key in one]
    for place, key in enumerate([key for key in one if key in shared], 1):
        if shared[place - 1] != key:
            yield key, (place, shared.index(key) + 1)
