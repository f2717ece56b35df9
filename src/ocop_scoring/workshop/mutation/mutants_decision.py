"""Mutants of a decision: every one-step change of its document, beside its tables and words.

Days and periods are moved by one, an authority is taken for another, entries of lists are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from ...days import Span
from ...exact import Interval
from ...rules.decision import span_from
from ...rules.resolved import Doc
from .edits import DROPPED, Edit, Kind, Mutant, Path
from .mutants import mutants_of_bands
from .mutants_conditions import ends_moved
from .mutants_refused import Wrong, wrong_in_stars

__all__ = ["mutants_of_decision", "wrong_in_decision"]

_ROOMS: tuple[tuple[str, Kind], ...] = (
    ("in_force", "day"),
    ("filings", "day"),
    ("transition", "transition"),
    ("filed_before", "transition"),
    ("certificate", "certificate"),
    ("received_by", "competence"),
    ("certified_by", "competence"),
    ("process", "competence"),
    ("procedure", "procedure"),
    ("eligible", "eligible"),
)
"""What of a decision is changed, and of what kind that is."""

_WORDS_ONLY = ("article", "articles", "reading", "readings", "silent", "policy", "code", "document")
"""What says where something stands, or names it: no number, day or authority."""

_AUTHORITIES = ("commune", "district", "province", "ministry")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_OF_YEAR = re.compile(r"\d{2}-\d{2}")


def mutants_of_decision(document: Mapping[str, Any], rulesets: Sequence[str]) -> Iterator[Mutant]:
    """Every mutant of a decision's resolved document; `rulesets` are the ids that it may name."""
    rooms = dict(_ROOMS)
    if document["filings"] == document["in_force"]:
        del rooms["filings"]  # stated once: what changes there changes here
    for room, kind in rooms.items():
        if document.get(room) is not None:
            for mutant in _of(document[room], (room,), kind, rulesets):
                yield _also_filings(mutant) if "filings" not in rooms else mutant
    yield from mutants_of_bands(document["stars"], "decision", ("stars",))


def _also_filings(mutant: Mutant) -> Mutant:
    """A change of the days in force, where the filing days are the same."""
    (edit,) = mutant.edits
    if edit.path[0] != "in_force":
        return mutant
    return mutant._replace(edits=(edit, Edit(("filings", *edit.path[1:]), edit.value)))


def _of(node: Any, path: Path, kind: Kind, rulesets: Sequence[str]) -> Iterator[Mutant]:
    """The mutants of what stands at a path."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key not in _WORDS_ONLY:
                yield from _of(value, (*path, key), kind, rulesets)
    elif isinstance(node, list):
        for place, entry in enumerate(node):
            if not isinstance(entry, int):
                yield _changed((*path, place), kind, _shown(entry), "–", DROPPED)
            yield from _of(entry, (*path, place), kind, rulesets)
    else:
        for other in _others(node, path, rulesets):
            yield _changed(path, kind, _shown(node), _shown(other), other)


def _changed(path: Path, kind: Kind, was: str, becomes: str, value: Any) -> Mutant:
    *at, what = map(str, path)
    return Mutant("/".join(("decision", *at)), kind, what, was, becomes, (Edit(path, value),))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        said = {k: v for k, v in value.items() if k not in _WORDS_ONLY and v not in (None, [])}
        return ", ".join(f"{key}: {_shown(entry)}" for key, entry in said.items())
    return " + ".join(map(_shown, value)) if isinstance(value, list) else str(value)


def _others(value: Any, path: Path, rulesets: Sequence[str]) -> Iterator[Any]:
    """What could stand there by a slip."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (other for other in (value - 1, value + 1) if other >= 0)
    elif isinstance(value, str):
        yield from _other_texts(value, path, rulesets)


def _other_texts(value: str, path: Path, rulesets: Sequence[str]) -> Iterator[str]:
    if _DAY.fullmatch(value):
        yield from (_moved(date.fromisoformat(value), step).isoformat() for step in (-1, 1))
    elif _DAY_OF_YEAR.fullmatch(value):
        some = date.fromisoformat(f"2027-{value}")
        yield from (_moved(some, step).isoformat()[5:] for step in (-1, 1))
    elif path[-1] == "sends_on":
        yield from ends_moved(Interval.parse(value))
    elif path[-1] == "under":
        yield from (name for name in rulesets if name != value)
    elif path[-1] == "received_by":
        yield from (other for other in _AUTHORITIES[:2] if other != value)
    elif value in _AUTHORITIES and path[-1] not in ("level", "proposed_by"):
        yield from (other for other in _AUTHORITIES[1:] if other != value)


def _moved(day: date, step: int) -> date:
    return day + timedelta(days=step)


# What the loader refuses


def wrong_in_decision(document: Mapping[str, Any], others: Sequence[Doc]) -> frozenset[Wrong]:
    """All that the loader would refuse in a decision: spans that run backwards, filing days that
    two rulesets or two transitions take, limits before what they limit, windows and councils whose
    ends are turned around, bands that don't meet. `others` are the other decisions.
    """
    return frozenset((*_wrong(document), *_taken_twice(document, others)))


def _wrong(document: Mapping[str, Any]) -> Iterator[Wrong]:
    yield from wrong_in_stars(document["stars"], document["points"])
    own = span_from(document["filings"])
    entries = [*document["transition"], *document["filed_before"]]
    spans = [span_from(document["in_force"]), own, *(span_from(e["filed"]) for e in entries)]
    for place, span in enumerate(spans):
        if span.is_backwards:
            yield "span-backwards", str(place)
    for place, entry in enumerate(entries):
        filed = span_from(entry["filed"])
        if filed.meets(own):
            yield "transition-overlap", str(place)
        limit = date.fromisoformat(entry["decide_by"]) if "decide_by" in entry else date.max
        if limit < (filed.until or filed.from_):
            yield "limit-before-filing", str(place)
    windows = [document["certificate"]["renew_between_days"]]
    if windows[0] is not None and windows[0][0] < windows[0][1]:
        yield "window-backwards", "certificate"
    councils = (document["process"] or {"councils": {}})["councils"]
    for level, council in councils.items():
        if council["members"][0] > council["members"][1]:
            yield "window-backwards", level


def _taken_twice(document: Mapping[str, Any], others: Sequence[Doc]) -> Iterator[Wrong]:
    own = span_from(document["filings"])
    taken = list(_transitions(document))
    for place, (kinds, filed) in enumerate(taken):
        for other_kinds, other in taken[place + 1 :]:
            if kinds & other_kinds and filed.meets(other):
                yield "transition-overlap", f"{place}"
    for other_document in others:
        if own.meets(span_from(other_document["filings"])):
            yield "filings-overlap", other_document["id"]
        for other_kinds, other in _transitions(other_document):
            if any(kinds & other_kinds and filed.meets(other) for kinds, filed in taken):
                yield "transition-overlap", other_document["id"]


def _transitions(document: Mapping[str, Any]) -> Iterator[tuple[frozenset[str], Span]]:
    for entry in document["transition"]:
        yield frozenset(entry["kinds"]), span_from(entry["filed"])
