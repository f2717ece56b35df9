"""What is answered when a dossier's dates ask for a decision."""

from __future__ import annotations

from datetime import date

from ..frozen import FrozenDict, Value
from ..terms import KindOfApplication
from ..text import Words, say_both
from ..working_days import has_calendar, next_working_day, working_days_after
from .procedure import Competence, Procedure, TimeLimit, as_json
from .resolved import Doc

__all__ = ["Applicable"]


class Applicable(Value):
    """Which ruleset a dossier's dates call for; `ruleset` is None where the law is silent, and
    `choices` are open.

    `readings` are the open readings that the answer rests on. `competences` says who receives and
    certifies, and `procedure` what else the decision says of the way: for the day of decision, or
    for every day from filing on where that is not known.
    """

    ruleset: str | None
    choices: tuple[str, ...]
    decide_by: date | None
    article: str
    readings: tuple[str, ...]
    _message: str
    _values: FrozenDict[str, object]
    filed: date
    kind: KindOfApplication
    procedure: Procedure | None = None
    competences: tuple[Competence, ...] = ()

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

    @property
    def limits(self) -> tuple[TimeLimit, ...]:
        """How long the steps of this kind of application may take, without what comes after the
        certificate.
        """
        every = self.procedure.limits if self.procedure else ()
        return tuple([limit for limit in every if limit.binds(self.kind)])

    def until(self, limit: TimeLimit) -> date | None:
        """The last day of a step that runs from the filing day; None where it runs from another
        one, or where no calendar of public holidays is at hand (the extra `calendar`).
        """
        if limit.code != "commune-check":
            return None
        return working_days_after(self.filed, limit.days)

    @property
    def moved_limit(self) -> date | None:
        """The working day that `decide_by` moves to by the calendar of public holidays; None where
        it is a working day, or no calendar is at hand. Which ruleset applies never rests on it.
        """
        if self.decide_by is None:
            return None
        working_day = next_working_day(self.decide_by)
        return working_day if working_day != self.decide_by else None

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
            "procedure": as_json(self.procedure, self.competences) if self.procedure else None,
            "working_days": self._working_days(),
        }

    def _working_days(self) -> Doc | None:
        """The days that the calendar of public holidays gives; None where there is none."""
        if not has_calendar():
            return None
        ends = {limit.code: self.until(limit) for limit in self.limits if limit.is_working}
        moved = self.moved_limit or self.decide_by
        return {name: day.isoformat() if day else None for name, day in ends.items()} | {
            "decide_by": moved.isoformat() if moved else None
        }
