"""What lint remarks on, for people: each kind once, with its first place and the others' addresses,
or all places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import get_args

from ..text import listed
from ..workshop import Remark
from ..workshop.lint.remark import Severity
from .language import Speech
from .show import Screen, screen

__all__ = ["kinds_of", "show_first", "show_kinds", "show_remarks"]

_COUNTED: Mapping[Severity, str] = {
    "error": "remarks.error",
    "warning": "remarks.warning",
    "note": "remarks.note",
}
_COLOURS: Mapping[Severity, str] = {"error": "bold red", "warning": "yellow", "note": "cyan"}


_SHOWN = 12
"""Places that are shown with their sentences; the others by their addresses."""


def kinds_of(remarks: Iterable[Remark]) -> list[list[Remark]]:
    """The remarks of each kind, in the order in which they came; apart by how serious they are, and
    by what they compare.
    """
    kinds: dict[tuple[str, Severity, object], list[Remark]] = {}
    for remark in remarks:
        key = remark.code, remark.severity, remark.values.get("aspect")
        kinds.setdefault(key, []).append(remark)
    return list(kinds.values())


def show_kinds(remarks: tuple[Remark, ...], key: str, speech: Speech, **values: object) -> None:
    """How much there is to look at, and of each kind the first; the others by their addresses."""
    if not remarks:
        return
    at = screen()
    at.line(speech.say(key, count=len(remarks), **values), "yellow")
    for first, *others in kinds_of(remarks):
        at.line(f"  {first.place} {first.code}: {first.sentence(speech.lang)}")
        _show_others(at, others, speech)


def show_first(remarks: tuple[Remark, ...], key: str, speech: Speech, **values: object) -> None:
    """How much there is to look at, and the first places, each with its sentence."""
    if not remarks:
        return
    at = screen()
    at.line(speech.say(key, count=len(remarks), **values), "yellow")
    for remark in remarks[:_SHOWN]:
        at.line(f"  {remark.place} {remark.sentence(speech.lang)}")
    _show_others(at, [*remarks[_SHOWN:]], speech)


def show_remarks(
    remarks: tuple[Remark, ...],
    name: str,
    speech: Speech,
    *,
    every: bool,
    command: Callable[[Remark], str | None],
) -> None:
    """What there is to look at in a ruleset, the most serious kinds first: with `every`, all places
    of each kind, how it is mended and its page; else on one screen of each kind how many, and of
    what is more than a note the first. `command` shows the witness of a remark.
    """
    at, order = screen(), get_args(Severity)
    at.line(_counted(remarks, name, speech), "bold")
    kinds = sorted(kinds_of(remarks), key=lambda kind: order.index(kind[0].severity))
    if every:
        _show_every(at, kinds, speech, command)
        return
    notes: Counter[str] = Counter()
    for kind in kinds:
        first = kind[0]
        if first.severity == "note":
            notes[first.code] += len(kind)
            continue
        said = f"{speech.say(_COUNTED[first.severity])} {first.code}: {len(kind)}"
        at.line(said, _COLOURS[first.severity])
        at.line(f"  {first.place} {first.sentence(speech.lang)}")
    if notes:
        counted = ", ".join(f"{code} {count}" for code, count in notes.most_common())
        at.line(f"{speech.say(_COUNTED['note'])}: {counted}", _COLOURS["note"])


def _show_every(
    at: Screen,
    kinds: list[list[Remark]],
    speech: Speech,
    command: Callable[[Remark], str | None],
) -> None:
    """Every place of each kind, how the kind is mended, and its page."""
    mended: set[str] = set()
    for kind in kinds:
        first = kind[0]
        at.line(f"{speech.say(_COUNTED[first.severity])} {first.code}", _COLOURS[first.severity])
        for remark in kind:
            at.line(f"  {remark.place} {remark.sentence(speech.lang)}")
            witness = command(remark)
            if witness:
                at.line(f"    $ {witness}")
        if first.code not in mended:
            at.line(f"    → {first.mend.say(speech.lang)} ({first.page})", "dim")
        mended.add(first.code)


def _counted(remarks: tuple[Remark, ...], name: str, speech: Speech) -> str:
    found = Counter(remark.severity for remark in remarks)
    counts = {f"{severity}s": found[severity] for severity in _COUNTED}
    return speech.say("remarks-counted", name=name, **counts)


def _show_others(at: Screen, others: list[Remark], speech: Speech) -> None:
    if others:
        places = listed(remark.where for remark in others)
        at.line(f"    {speech.say('likewise', count=len(others), places=places)}")
