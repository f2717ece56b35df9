"""Conditions of facts and documents, checked against the vocabulary and against each other: no gap,
no overlap without a reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from ..errors import Faults
from ..exact import Interval
from ..sources.places import Source
from ..sources.values import shown
from ..text import near
from .folder import Doc

__all__ = ["Conditions", "ladders_of", "named_in", "place_of", "wrong_in_cover"]

Path = tuple[str | int, ...]


class Conditions:
    """Reads the conditions of one product set, and remembers the facts and kinds of document that
    they name.
    """

    def __init__(self, vocabulary: Doc, faults: Faults) -> None:
        self.vocabulary, self.faults = vocabulary, faults
        self.facts: set[str] = set()
        self.kinds: set[str] = set()

    def read(self, raw: object, source: Source, path: Path) -> list[Doc] | None:
        """A condition in its resolved form, a list of alternatives; None where there is none.

        What is no condition, and facts and words that the vocabulary doesn't have, are faults.
        """
        if raw is None:
            return None
        if not isinstance(raw, list) or not raw:
            return [*self._alternative(raw, source, path)]
        return [
            found
            for index, alternative in enumerate(raw)
            for found in self._alternative(alternative, source, (*path, index))
        ]

    def _alternative(self, raw: object, source: Source, path: Path) -> Iterator[Doc]:
        if isinstance(raw, dict) and raw:
            yield {
                fact: self._asked(fact, wanted, source, (*path, fact))
                for fact, wanted in raw.items()
            }
            return
        found = shown(raw) if raw else "empty"
        self.faults.add("wrong-condition", source, path, found, "{fact: …}")

    def _asked(self, fact: str, wanted: object, source: Source, path: Path) -> object:
        """What a clause asks for, in the form of the resolved document, checked against the
        vocabulary.
        """
        facts, documents = self.vocabulary["facts"], self.vocabulary["documents"]
        words = [str(word) for word in wanted] if isinstance(wanted, list) else [str(wanted)]
        if fact == "document":
            self.kinds |= {kind for kind in words if kind in documents}
            self._check_words(words, documents, "unknown-document", source, path)
            return words
        if fact not in facts:
            self.faults.add("unknown-fact", source, path, fact, near(fact, facts), key=True)
            return words
        self.facts.add(fact)
        unit = facts[fact]["unit"]
        if unit == "word":
            self._check_words(words, facts[fact]["words"], "unknown-word", source, path)
            return words
        if unit == "yes_no":
            return self._yes_or_no(wanted, source, path)
        return self._interval(wanted, unit == "share", source, path)

    def _yes_or_no(self, wanted: object, source: Source, path: Path) -> bool:
        if str(wanted) not in ("yes", "no"):
            self.faults.add("not-yes-or-no", source, path, wanted, "yes, no")
        return str(wanted) == "yes"

    def _interval(self, wanted: object, share: bool, source: Source, path: Path) -> object:
        """The sentence of an interval, of shares where the fact is one."""
        if _is_interval(str(wanted), share):
            return str(wanted)
        from ..sources import habits  # only on the way to an error

        meant = habits.interval(str(wanted), lambda text: _is_interval(text, share))
        right = '"from 50 % to below 75 %"' if share else '"from 12"'
        if meant:
            self.faults.add("not-an-interval", source, path, wanted, meant.right, habit="meant")
        else:
            self.faults.add("not-an-interval", source, path, wanted, right)
        return []

    def _check_words(
        self,
        words: list[str],
        known: Mapping[str, object],
        code: str,
        source: Source,
        path: Path,
    ) -> None:
        for word in words:
            if word not in known:
                self.faults.add(code, source, path, word, near(word, known))

    def check_coverage(self, name: str, levels: list[Doc], source: Source) -> None:
        """Intervals of one fact over the levels meet: no overlap, and above the lowest no gap
        (unless a level names a reading).
        """
        for wrong in wrong_in_cover(levels):
            path = place_of(name, wrong.at)
            self.faults.add(
                wrong.code,
                source,
                path,
                wrong.found,
                wrong.right,
                key=True,
                criterion=name,
                fact=wrong.fact,
                level=wrong.level,
                above=wrong.above,
            )


class WrongCover(NamedTuple):
    """A gap or an overlap between the intervals of one fact: at which level it shows, between which
    levels, what was found, what would be right.
    """

    code: str
    at: Doc
    fact: str
    level: str
    above: str
    found: str
    right: str


def wrong_in_cover(levels: list[Doc]) -> Iterator[WrongCover]:
    """Where the intervals of one fact over the levels overlap, or leave a gap above the lowest.

    A level that names a reading may leave a gap. Of an overlap a reading says which level takes
    what both could, and the intervals say so too.
    """
    best = max(levels, key=lambda level: int(level["points"]), default=None)
    for fact, ladder in ladders_of(levels).items():
        for (lower, level), (higher, above) in pairwise(ladder):
            fault = _between(lower, higher)
            has_reading = "reading" in level or "reading" in above
            if fault == "derivation-overlap" or (fault and not has_reading):
                yield _wrong_cover(fault, fact, (lower, level), (higher, above))
        top, level = ladder[-1]
        if level is best and "reading" not in level and not _is_open_above(top):
            found, right = "100 %" if top.share else "∞", top.say("en")
            yield WrongCover("derivation-gap", level, fact, level["id"], "-", found, right)
    for fact, steps in _ladders_beside(levels):
        for step, next_step in pairwise(steps):
            # An open end is none: whoever reaches the higher level reaches the lower one too.
            if step[0].high is not None and step[0].overlaps(next_step[0]):
                yield _wrong_cover("derivation-overlap", fact, step, next_step)


_Step = tuple[Interval, Doc]
"""An interval that a level asks for."""


def _wrong_cover(code: str, fact: str, step: _Step, next_step: _Step) -> WrongCover:
    (lower, level), (higher, above) = step, next_step
    found, right = higher.say("en"), lower.say("en")
    return WrongCover(code, above, fact, level["id"], above["id"], found, right)


def _ladders_beside(levels: list[Doc]) -> Iterator[tuple[str, list[_Step]]]:
    """The intervals of a fact in the order of the levels' points, where all else that is asked
    beside it is alike; not where one level has several.
    """
    found: dict[tuple[str, str, str], list[_Step]] = {}
    for level in sorted(levels, key=lambda level: int(level["points"])):
        for alternative in level.get("when") or []:
            for fact, wanted in alternative.items():
                beside = sorted((name, str(of)) for name, of in alternative.items() if name != fact)
                if beside and isinstance(wanted, str):
                    key = (level.get("case", ""), fact, str(beside))
                    found.setdefault(key, []).append((Interval.parse(wanted), level))
    for (_, fact, _), steps in found.items():
        if len({level["id"] for _, level in steps}) == len(steps):
            yield fact, steps


def named_in(condition: list[Doc]) -> tuple[frozenset[str], frozenset[str]]:
    """The facts and the kinds of document that a resolved condition names."""
    facts = {fact for alternative in condition for fact in alternative}
    kinds = {kind for alternative in condition for kind in alternative.get("document", ())}
    return frozenset(facts - {"document"}), frozenset(kinds)


def ladders_of(levels: list[Doc]) -> dict[str, list[tuple[Interval, Doc]]]:
    """For each fact that alone decides levels, the intervals in the order of the levels."""
    ladders: dict[str, list[tuple[Interval, Doc]]] = {}
    for level in levels:
        alternatives: list[Doc] = level.get("when") or []
        if len(alternatives) == 1 and len(alternatives[0]) == 1:
            ((fact, wanted),) = alternatives[0].items()
            if isinstance(wanted, str):
                ladders.setdefault(fact, []).append((Interval.parse(wanted), level))
    return ladders


def _is_open_above(interval: Interval) -> bool:
    """Whether no value lies above it: shares end at 100 %."""
    return interval.high is None or (interval.share and interval.high == 1 and interval.high_in)


def place_of(name: str, level: Doc) -> tuple[str, ...]:
    """Where a level of a criterion stands in its file."""
    return (name, *(("cases", level["case"]) if "case" in level else ()), "levels", level["id"])


def _is_interval(text: str, share: bool) -> bool:
    try:
        return Interval.parse(text).share == share
    except ValueError:
        return False


def _between(lower: Interval, higher: Interval) -> str | None:
    """What is wrong between the intervals of two neighbouring levels: a gap, an overlap, or nothing
    where they meet. Counts and months are whole numbers.
    """
    if lower.overlaps(higher):
        return "derivation-overlap"
    return None if lower.meets(higher, whole=not lower.share) else "derivation-gap"
