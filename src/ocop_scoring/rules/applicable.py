"""Which decision a day, or a dossier's dates, call for (26/2026/QĐ-TTg, Articles 11 and 12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..errors import CatalogError, Fault
from ..frozen import FrozenDict
from ..sources.values import day as day_from
from ..terms import KINDS_OF_APPLICATION, KindOfApplication
from ..text import Words, say_both
from .resolved import Doc
from .ruleset import Ruleset, Transition

__all__ = ["Applicable", "applicable_of", "standing"]


@dataclass(frozen=True, slots=True)
class Applicable:
    """Which ruleset a dossier's dates call for; `ruleset` is None where the law is silent, and
    `choices` are open.

    `readings` are the open readings that the answer rests on.
    """

    ruleset: str | None
    choices: tuple[str, ...]
    decide_by: date | None
    article: str
    readings: tuple[str, ...]
    _message: str
    _values: FrozenDict[str, object]

    @property
    def words(self) -> Words:
        """The answer in a sentence."""
        return say_both(self._message, **self._values)

    @property
    def vi(self) -> str:
        """The answer in a Vietnamese sentence."""
        return self.words.vi

    @property
    def en(self) -> str:
        """The answer in an English sentence."""
        return self.words.say("en")

    def as_json(self) -> Doc:
        """As `ocop-applicable/1`."""
        words = self.words
        return {
            "format": "ocop-applicable/1",
            "ruleset": self.ruleset,
            "choices": list(self.choices),
            "decide_by": self.decide_by.isoformat() if self.decide_by else None,
            "vi": words.vi,
            "en": words.say("en"),
            "article": self.article,
            "readings": list(self.readings),
        }


def standing(rulesets: Sequence[Ruleset], day: date) -> Ruleset:
    """The one decision in force on `day` (a date, or `YYYY-MM-DD`). CatalogError where two stand
    side by side, or none.
    """
    day = _day(day)
    found = [ruleset for ruleset in rulesets if ruleset.in_force.covers(day)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(ruleset.id for ruleset in found)
        raise CatalogError(Fault("several-in-force", None, "", day.isoformat(), names))
    raise CatalogError(Fault("none-in-force", None, "", day.isoformat(), _spans(rulesets)))


def applicable_of(
    rulesets: Sequence[Ruleset], filed: date, kind: KindOfApplication, decided: date | None
) -> Applicable:
    """Which of some rulesets a dossier filed on `filed` is rated under.

    A transition that covers the day goes first (Article 12), then the filing days (Article 11).
    CatalogError where none covers the day, or the kind is none.
    """
    filed, decided = _day(filed), None if decided is None else _day(decided)
    _check_application(kind, filed, decided)
    for newer in rulesets:
        for transition in newer.transitions:
            if transition.covers(kind, filed):
                return _in_transition(newer, transition, filed, decided)
    open_to = [ruleset for ruleset in rulesets if ruleset.filings.covers(filed)]
    if not open_to:
        found = filed.isoformat()
        raise CatalogError(Fault("no-ruleset-for-dates", None, "", found, _spans(rulesets)))
    return _one(open_to[0], filed) if len(open_to) == 1 else _several(open_to, filed)


def _check_application(kind: KindOfApplication, filed: date, decided: date | None) -> None:
    if kind not in KINDS_OF_APPLICATION:
        right = ", ".join(KINDS_OF_APPLICATION)
        raise CatalogError(Fault("wrong-word", None, "kind", str(kind), right))
    if decided is not None and decided < filed:
        found, right = decided.isoformat(), filed.isoformat()
        raise CatalogError(Fault("decided-before-filed", None, "decided", found, right))


def _in_transition(
    newer: Ruleset, transition: Transition, filed: date, decided: date | None
) -> Applicable:
    """The earlier decision finishes what was filed under it, until a day; after that the law is
    silent.
    """
    limit, under = transition.decide_by, transition.under
    readings = transition.readings
    if decided is None or decided <= limit:
        said = FrozenDict[str, object](filed=filed, limit=limit, under=under)
        message = "applicable.transition"
        return Applicable(under, (under,), limit, transition.article, readings, message, said)
    choices = (under, newer.id)
    said = FrozenDict(filed=filed, limit=limit, decided=decided, choices=", ".join(choices))
    message = "applicable.silent"
    return Applicable(None, choices, limit, transition.article, readings, message, said)


def _one(ruleset: Ruleset, filed: date) -> Applicable:
    days, choices = ruleset.filings, (ruleset.id,)
    message = "applicable.one" if days.until is None else "applicable.one-of-a-span"
    said = FrozenDict[str, object](
        filed=filed, decision=ruleset.decision, first=days.from_, last=days.until
    )
    return Applicable(ruleset.id, choices, None, days.article or "", (), message, said)


def _several(rulesets: Iterable[Ruleset], filed: date) -> Applicable:
    choices = tuple(ruleset.id for ruleset in rulesets)
    said = FrozenDict[str, object](filed=filed, choices=", ".join(choices))
    return Applicable(None, choices, None, "", (), "applicable.several", said)


def _spans(rulesets: Iterable[Ruleset]) -> str:
    """Each ruleset with its days in force, as a refusal names them."""
    return ", ".join(f"{r.id} ({r.in_force.from_} – {r.in_force.until or '…'})" for r in rulesets)


def _day(value: object) -> date:
    try:
        return day_from(value)
    except ValueError:
        raise CatalogError(Fault("not-a-date", None, "", str(value), "YYYY-MM-DD")) from None
