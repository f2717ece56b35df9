"""Conditions of facts and documents, checked against the vocabulary and one against another: no
gap, no overlap without a reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from ..errors import Faults
from ..exact import Interval
from ..sources.places import Source
from ..sources.values import shown
from ..text import near
from .folder import Doc

__all__ = ["Conditions", "place_of"]


class Conditions:
    """Reads the conditions of one product set, and remembers the facts and kinds of document that
    they name.
    """

    def __init__(self, vocabulary: Doc, faults: Faults) -> None:
        self.vocabulary, self.faults = vocabulary, faults
        self.facts: set[str] = set()
        self.kinds: set[str] = set()

    def read(self, raw: object, source: Source, path: tuple[str | int, ...]) -> list[Doc] | None:
        if raw is None:
            return None
        listed = raw if isinstance(raw, list) and raw else [raw]
        alternatives = []
        for index, alternative in enumerate(listed):
            at = (*path, index) if isinstance(raw, list) and raw else path
            if not isinstance(alternative, dict) or not alternative:
                found = shown(alternative) if alternative else "empty"
                self.faults.add("wrong-condition", source, at, found, "{fact: …}")
                continue
            alternatives.append(
                {
                    fact: self._asked(fact, wanted, source, (*at, fact))
                    for fact, wanted in alternative.items()
                }
            )
        return alternatives

    def _asked(
        self, fact: str, wanted: object, source: Source, path: tuple[str | int, ...]
    ) -> object:
        """What a clause asks for, in the form of the resolved document, checked against the
        vocabulary.
        """
        facts, documents = self.vocabulary["facts"], self.vocabulary["documents"]
        listed = [str(word) for word in wanted] if isinstance(wanted, list) else [str(wanted)]
        if fact == "document":
            self.kinds |= {kind for kind in listed if kind in documents}
            self._check_words(listed, documents, "unknown-document", source, path)
            return listed
        if fact not in facts:
            self.faults.add("unknown-fact", source, path, fact, near(fact, facts), key=True)
            return listed
        self.facts.add(fact)
        unit = facts[fact]["unit"]
        if unit == "word":
            self._check_words(listed, facts[fact]["words"], "unknown-word", source, path)
            return listed
        if unit == "yes_no":
            if str(wanted) not in ("yes", "no"):
                self.faults.add("not-yes-or-no", source, path, wanted, "yes, no")
            return str(wanted) == "yes"
        try:
            interval = Interval.parse(str(wanted))
            if interval.share == (unit == "share"):
                return str(wanted)
        except ValueError:
            pass
        self.faults.add(
            "not-an-interval",
            source,
            path,
            wanted,
            '"from 50 % to below 75 %"' if unit == "share" else '"from 12"',
        )
        return []

    def _check_words(
        self,
        words: list[str],
        known: Mapping[str, object],
        code: str,
        source: Source,
        path: tuple[str | int, ...],
    ) -> None:
        for word in words:
            if word not in known:
                self.faults.add(code, source, path, word, near(word, known))

    def check_coverage(self, name: str, levels: list[Doc], source: Source) -> None:
        """Intervals of one fact over the levels meet: no gap, no overlap, above the lowest (unless
        a level names a reading).
        """
        by_fact: dict[str, list[tuple[Interval, Doc]]] = {}
        for level in levels:
            if level.get("when") and len(level["when"]) == 1 and len(level["when"][0]) == 1:
                ((fact, wanted),) = level["when"][0].items()
                if isinstance(wanted, str):
                    by_fact.setdefault(fact, []).append((Interval.parse(wanted), level))
        for fact, entries in by_fact.items():
            for (lower, level), (higher, above) in pairwise(entries):
                fault = _between(lower, higher)
                if fault and not ("reading" in level or "reading" in above):
                    self.faults.add(
                        fault,
                        source,
                        place_of(name, above),
                        higher.say("en"),
                        lower.say("en"),
                        key=True,
                        criterion=name,
                        fact=fact,
                        level=level["id"],
                        above=above["id"],
                    )
            top, level = entries[-1]
            whole = top.high is None or (top.share and top.high == 1 and top.high_in)
            if (
                not whole
                and "reading" not in level
                and level is max(levels, key=lambda lv: int(lv["points"]))
            ):
                self.faults.add(
                    "derivation-gap",
                    source,
                    place_of(name, level),
                    "100 %" if top.share else "∞",
                    top.say("en"),
                    key=True,
                    criterion=name,
                    fact=fact,
                    level=level["id"],
                    above="-",
                )


def place_of(name: str, level: Doc) -> tuple[str, ...]:
    """Where a level of a criterion stands in its file."""
    return (name, *(("cases", level["case"]) if "case" in level else ()), "levels", level["id"])


def _between(lower: Interval, higher: Interval) -> str | None:
    """What is wrong between the intervals of two neighbouring levels: a gap, an overlap, or nothing
    where they meet.
    """
    if lower.high is None or higher.low is None:
        return "derivation-overlap"
    if lower.high == higher.low:
        return (
            None
            if lower.high_in != higher.low_in
            else "derivation-overlap"
            if lower.high_in
            else "derivation-gap"
        )
    if lower.high > higher.low:
        return "derivation-overlap"
    # Counts and months are whole numbers: from 1 to 2, then from 3, leaves none between.
    meets = not lower.share and lower.high_in and higher.low_in and lower.high + 1 == higher.low
    return None if meets else "derivation-gap"
