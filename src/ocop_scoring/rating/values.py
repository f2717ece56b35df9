"""What an evaluation hands out: rows, minimums missed, what was rated."""

from datetime import date
from typing import NamedTuple

from ..filing.evidence import Ground
from ..filing.forms import Assessor, Dossier, ScoreSheet
from ..rules.model import Criterion, Level
from ..rules.ruleset import Ruleset
from ..terms import Certifier, ChoiceSource
from ..text import Words
from . import explain
from .choices import Choice, Unmet, ids_of

__all__ = ["CriterionResult", "Rated", "UnmetMinimum", "certifier_of"]


class CriterionResult(NamedTuple):
    """What one criterion got, and why. `grounds` are the facts and papers that decided it."""

    choice: Choice
    grounds: tuple[Ground, ...]

    @property
    def number(self) -> str:
        """The printed number."""
        return self.choice.criterion.number

    @property
    def id(self) -> str:
        """The id of the criterion."""
        return self.choice.criterion.id

    @property
    def printed(self) -> Criterion:
        """The criterion as printed."""
        return self.choice.criterion

    @property
    def title(self) -> Words:
        """The printed title."""
        return self.choice.criterion.title

    @property
    def level(self) -> str | list[str] | None:
        """The id of the level reached, ids where lines add up, None where none is reached."""
        return ids_of(self.choice.levels, self.choice.criterion)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels reached."""
        return self.choice.levels

    @property
    def points(self) -> int | None:
        """The points; None where the criterion is not assessed."""
        return self.choice.points if self.choice.is_assessed else None

    @property
    def max(self) -> int:
        """The most points that the criterion can give."""
        return self.choice.criterion.points

    @property
    def source(self) -> ChoiceSource:
        """Where the level comes from: `mark`, `fact`, `condition` or `none` (not assessed)."""
        return self.choice.source

    @property
    def vi(self) -> str:
        """Why, in Vietnamese."""
        return explain.reason(self.choice, self.grounds, "vi")

    @property
    def en(self) -> str:
        """Why, in English."""
        return explain.reason(self.choice, self.grounds, "en")


class UnmetMinimum(Unmet):
    """A printed minimum that is missed, in numbers and words."""

    __slots__ = ()

    @property
    def vi(self) -> str:
        """What it costs and needs, in Vietnamese."""
        return explain.unmet(self).say("vi")

    @property
    def en(self) -> str:
        """What it costs and needs, in English."""
        return explain.unmet(self).say("en")


class Rated(NamedTuple):
    """What was rated, by whom, and when."""

    product_name: str
    product_code: str | None
    producer: str
    assessor: Assessor
    round: int
    submitted_on: date
    assessed_on: date | None


def certifier_of(
    rules: Ruleset, star: int | None, dossier: Dossier, sheet: ScoreSheet
) -> Certifier | None:
    """Who certifies a star on the day of rating (where that is not known, of filing); None where
    nobody does, or there is no star.
    """
    if star is None:
        return None
    day = sheet.assessed_on or dossier.application.submitted_on
    return rules.procedure.competence(day).certified_by.get(star)
