"""Mutants of conditions: intervals moved by a step, facts turned around, clauses left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ...exact import Interval
from ...rules.resolved import Doc
from .edits import DROPPED, Edit, Kind, Mutant, Path

__all__ = [
    "ends_moved",
    "moved",
    "of_condition",
    "said",
    "whole_condition",
]

_STEP = Decimal(1)
_STEP_OF_SHARES = Decimal("0.01")
"""The smallest step that rules are written in: a whole, of shares a percent."""


def said(interval: Interval) -> str:
    """An interval as rules write it; also one without a number in it, which the loader refuses."""
    if interval.low is None or interval.low != interval.high or not interval.is_empty():
        return interval.say("en")
    low, high = ("from" if interval.low_in else "above"), ("to" if interval.high_in else "to below")
    end = Interval(None, False, interval.high, True, interval.share).say("en").partition(" ")[2]
    return f"{low} {end} {high} {end}"


def moved(interval: Interval, *, low: int = 0, high: int = 0) -> Interval | None:
    """An interval whose ends are so many steps higher; None where an end would lie below 0."""
    step = _STEP_OF_SHARES if interval.share else _STEP
    new_low = None if interval.low is None else interval.low + low * step
    new_high = None if interval.high is None else interval.high + high * step
    if any(end is not None and end < 0 for end in (new_low, new_high)):
        return None
    return interval._replace(low=new_low, high=new_high)


def ends_moved(interval: Interval) -> Iterator[str]:
    """The interval with one end a step lower or higher, or counted to the other side."""
    others: list[Interval | None] = []
    if interval.low is not None and interval.low == interval.high:
        others = [moved(interval, low=step, high=step) for step in (-1, 1)]
    else:
        if interval.low is not None:
            others += [moved(interval, low=step) for step in (-1, 1)]
            others.append(interval._replace(low_in=not interval.low_in))
        if interval.high is not None:
            others += [moved(interval, high=step) for step in (-1, 1)]
            others.append(interval._replace(high_in=not interval.high_in))
    yield from (said(other) for other in others if other is not None)


def of_condition(
    alternatives: Sequence[Doc],
    at: str,
    path: Path,
    key: str,
    facts: Mapping[str, Doc],
    kind: Kind | None = None,
) -> Iterator[Mutant]:
    """The mutants of a condition that stands at `path` under `key`: an alternative or a clause left
    out, an interval moved, a fact turned around. Those of a level's `when` have kinds of their own,
    all others have one `kind`.
    """
    several = len(alternatives) > 1
    for place, alternative in enumerate(alternatives):
        name = f"{key} {place + 1}" if several else key
        here = (*path, place)
        if several:
            was = _alternative(alternative)
            yield Mutant(at, kind or "condition", name, was, "–", (Edit(here, DROPPED),))
        clauses = sum(len(w) if f == "document" else 1 for f, w in alternative.items())
        for fact, wanted in alternative.items():
            what = f"{name} {fact}"
            if fact == "document":
                yield from _papers(wanted, at, (*here, fact), what, clauses > 1, kind)
                continue
            if clauses > 1:
                edits = (Edit((*here, fact), DROPPED),)
                yield Mutant(at, kind or "condition", what, _wanted(wanted), "–", edits)
            for sort, becomes in _others(wanted, facts[fact]):
                edits = (Edit((*here, fact), becomes),)
                of_kind = kind or sort
                yield Mutant(at, of_kind, what, _wanted(wanted), _wanted(becomes), edits)


def _papers(
    kinds: Sequence[str], at: str, path: Path, what: str, others: bool, kind: Kind | None
) -> Iterator[Mutant]:
    """A kind of papers left out of those asked for, unless nothing else would be asked."""
    if not others:
        return
    for index, paper in enumerate(kinds):
        here = path if len(kinds) == 1 else (*path, index)
        yield Mutant(at, kind or "condition", what, paper, "–", (Edit(here, DROPPED),))


def _others(wanted: Any, fact: Doc) -> Iterator[tuple[Kind, Any]]:
    """What else could be asked of a fact, one step away."""
    if isinstance(wanted, bool):
        yield "condition", not wanted
    elif isinstance(wanted, str):
        yield from (("threshold", text) for text in ends_moved(Interval.parse(wanted)))
    else:
        yield from (("condition", words) for words in _other_words(wanted, list(fact["words"])))


def _other_words(wanted: Sequence[str], known: Sequence[str]) -> Iterator[list[str]]:
    """A word left out of several; each taken for the next one of the vocabulary that is not asked
    for.
    """
    for place, word in enumerate(wanted):
        rest = [other for other in wanted if other != word]
        if rest:
            yield rest
        at = known.index(word)
        following = [w for w in (*known[at + 1 :], *known[:at]) if w not in wanted]
        if following:
            yield [*wanted[:place], following[0], *wanted[place + 1 :]]


def whole_condition(alternatives: Sequence[Doc]) -> str:
    """A condition in one line."""
    return " or ".join(map(_alternative, alternatives))


def _alternative(alternative: Doc) -> str:
    return ", ".join(f"{fact}: {_wanted(wanted)}" for fact, wanted in alternative.items())


def _wanted(wanted: Any) -> str:
    if isinstance(wanted, bool):
        return "yes" if wanted else "no"
    return wanted if isinstance(wanted, str) else " + ".join(wanted)
