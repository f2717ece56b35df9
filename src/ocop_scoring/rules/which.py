"""Which decision a day, or a dossier's dates, call for (26/2026/QĐ-TTg, Articles 11 and 12)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..errors import CatalogError, Fault
from ..frozen import FrozenDict
from ..sources.values import day as day_from
from ..terms import KINDS_OF_APPLICATION, KindOfApplication
from .applicable import Applicable
from .decision import Transition
from .procedure import Competence
from .ruleset import Ruleset

__all__ = ["applicable_of", "standing"]


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

    What was filed and decided before a later decision came into force meets none of its transition:
    the filing day calls for the decision (Article 11). A dossier that is decided later, or on an
    unknown day, is finished under the earlier rules until a day (Article 12). CatalogError where
    none covers the day, or the kind is none.
    """
    filed, decided = _day(filed), None if decided is None else _day(decided)
    _check_application(kind, filed, decided)
    asked = _Asked(rulesets, filed, kind, decided)
    for newer, transition in asked.transitions():
        return asked.in_transition(newer, transition)
    open_to = [ruleset for ruleset in rulesets if ruleset.filings.covers(filed)]
    if not open_to:
        found = filed.isoformat()
        raise CatalogError(Fault("no-ruleset-for-dates", None, "", found, _spans(rulesets)))
    return asked.one(open_to[0]) if len(open_to) == 1 else asked.several(open_to)


def _check_application(kind: KindOfApplication, filed: date, decided: date | None) -> None:
    if kind not in KINDS_OF_APPLICATION:
        right = ", ".join(KINDS_OF_APPLICATION)
        raise CatalogError(Fault("wrong-word", None, "kind", str(kind), right))
    if decided is not None and decided < filed:
        found, right = decided.isoformat(), filed.isoformat()
        raise CatalogError(Fault("decided-before-filed", None, "decided", found, right))


class _Asked(NamedTuple):
    """What was asked, among which rulesets."""

    rulesets: Sequence[Ruleset]
    filed: date
    kind: KindOfApplication
    decided: date | None

    def transitions(self) -> Iterator[tuple[Ruleset, Transition]]:
        """The transitions that the dossier meets: of decisions that were in force when it was
        decided. Where that day is not known, of the decisions that replace the one it was filed
        under: an older dossier was decided long ago.
        """
        for newer in self.rulesets:
            for transition in newer.transitions:
                if transition.covers(self.kind, self.filed) and self._meets(newer, transition):
                    yield newer, transition

    def _meets(self, newer: Ruleset, transition: Transition) -> bool:
        if self.decided is None:
            return transition.under in newer.replaces
        return self.decided >= newer.in_force.from_

    def in_transition(self, newer: Ruleset, transition: Transition) -> Applicable:
        """The earlier decision finishes what was filed under it, until a day; after that the law is
        silent.
        """
        limit, under = transition.decide_by, transition.under
        said = FrozenDict[str, object](
            filed=self.filed,
            limit=limit,
            decided=self.decided,
            decision=self._decision(under),
            newer=newer.decision,
            since=newer.in_force.from_,
        )
        if self.decided is not None and self.decided > limit:
            choices = tuple(dict.fromkeys([under, *transition.or_, newer.id]))
            return Applicable(
                None,
                choices,
                limit,
                transition.article,
                tuple(dict.fromkeys([*transition.silent, *transition.readings])),
                "applicable.silent",
                FrozenDict(said | self._named(choices)),
                self.filed,
                self.kind,
            )
        is_open = self.decided is None
        message = "applicable.transition-undecided" if is_open else "applicable.transition"
        readings = [*transition.readings, *self._filed_before(under)]
        return self._answer(under, limit, transition.article, readings, message, said)

    def one(self, ruleset: Ruleset) -> Applicable:
        """The one decision that takes dossiers of that filing day."""
        days = ruleset.filings
        message = "applicable.one" if days.until is None else "applicable.one-of-a-span"
        said = FrozenDict[str, object](
            filed=self.filed, decision=ruleset.decision, first=days.from_, last=days.until
        )
        readings = [*self._side_by_side(ruleset), *self._filed_before(ruleset.id)]
        return self._answer(ruleset.id, None, days.article or "", readings, message, said)

    def _answer(
        self,
        under: str,
        limit: date | None,
        article: str,
        readings: Iterable[str],
        message: str,
        said: FrozenDict[str, object],
    ) -> Applicable:
        ruleset = next((ruleset for ruleset in self.rulesets if ruleset.id == under), None)
        procedure = ruleset.procedure if ruleset is not None else None
        competences = self._competences(ruleset, limit) if ruleset is not None else ()
        cited = tuple(dict.fromkeys([*readings, *(r for c in competences for r in c.readings)]))
        return Applicable(
            under,
            (under,),
            limit,
            article,
            cited,
            message,
            said,
            self.filed,
            self.kind,
            procedure,
            competences,
        )

    def _competences(self, ruleset: Ruleset, limit: date | None) -> tuple[Competence, ...]:
        until = limit or ruleset.in_force.until
        return ruleset.procedure.competences_from(self.filed, self.decided, until)

    def several(self, rulesets: Sequence[Ruleset]) -> Applicable:
        """Several decisions take dossiers of that filing day."""
        choices = tuple([ruleset.id for ruleset in rulesets])
        said = FrozenDict[str, object](filed=self.filed, **self._named(choices))
        message = "applicable.several"
        return Applicable(None, choices, None, "", (), message, said, self.filed, self.kind)

    def _filed_before(self, under: str) -> Iterator[str]:
        """The readings of decisions that came into force between filing and decision, and leave
        open that the earlier one holds.
        """
        for newer in self.rulesets:
            if self.decided is not None and self.decided >= newer.in_force.from_:
                for entry in newer.filed_before:
                    if entry.under == under and entry.filed.covers(self.filed):
                        yield from entry.readings

    def _side_by_side(self, ruleset: Ruleset) -> Iterator[str]:
        """The reading that a decision rests on while an earlier one still stands beside it."""
        reading = ruleset.side_by_side_reading
        earlier = [other for other in self.rulesets if other.id in ruleset.replaces]
        if reading and any(other.in_force.covers(self.filed) for other in earlier):
            yield reading

    def _decision(self, name: str) -> str:
        """What a decision is called; its id where it is not here."""
        return next((r.decision for r in self.rulesets if r.id == name), name)

    def _named(self, choices: Sequence[str]) -> dict[str, object]:
        """The ids by which a dossier names some rulesets, and what their decisions are called."""
        decisions = "; ".join([self._decision(name) for name in choices])
        return {"choices": ", ".join(choices), "decisions": decisions}


def _spans(rulesets: Iterable[Ruleset]) -> str:
    """Each ruleset with its days in force, as a refusal names them."""
    return ", ".join(f"{r.id} ({r.in_force.from_} – {r.in_force.until or '…'})" for r in rulesets)


def _day(value: object) -> date:
    try:
        return day_from(value)
    except ValueError:
        raise CatalogError(Fault("not-a-date", None, "", str(value), "YYYY-MM-DD")) from None
