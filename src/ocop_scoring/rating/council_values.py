"""What a council's result hands out: its members, minimums missed, rounds, quorum, criteria."""

from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from ..filing.forms import ScoreSheet
from ..frozen import FrozenDict
from ..rules.model import Criterion, Level
from ..terms import Role
from ..text import Lang, Words
from .outcome import Outcome
from .words import Labels, Mean, Points, sentence

__all__ = [
    "CouncilCriterion",
    "CouncilMember",
    "CouncilRound",
    "CouncilTotal",
    "CouncilUnmet",
    "Dispersion",
    "Flip",
    "QuorumCount",
    "RatedByCouncil",
    "Rescore",
]


class CouncilUnmet(NamedTuple):
    """A printed minimum that a council's sheets miss, as its policy judges.

    `mean` is the criterion's mean points over the counted sheets that take the level's case or none
    (rounded where the policy rounds criteria; None where no sheet does), `met_by` says how many of
    these `of` sheets meet it. `has_level` is that of the one sheet that decides, where the policy
    judges on the advisory team's or an agreed sheet; else None.
    """

    star: int
    printed: Criterion
    needs_level: Level
    has_level: Level | None
    mean: Fraction | None
    met_by: int
    of: int

    @property
    def criterion(self) -> str:
        """The printed number of the criterion."""
        return self.printed.number

    @property
    def needs(self) -> str:
        """The id of the level that is needed."""
        return self.needs_level.id

    @property
    def has(self) -> str | None:
        """The id of the level on the sheet that decides; None where none, or no one sheet does."""
        return self.has_level.id if self.has_level else None

    @property
    def vi(self) -> str:
        """What it costs and needs, and how many meet it, in Vietnamese."""
        return self.say("vi")

    @property
    def en(self) -> str:
        """What it costs and needs, and how many meet it, in English."""
        return self.say("en")

    def say(self, lang: Lang) -> str:
        """What it costs and needs; what the one sheet that decides has, else how many meet it."""
        is_of_one = self.has_level is not None
        values: dict[str, object] = {
            "star": self.star,
            "number": self.criterion,
            "title": self.printed.title,
            "needs": self.needs_level.words,
            "points": Points(self.needs_level.points),
            "has": Labels((self.has_level,) if self.has_level else ()),
            "mean": Mean(self.mean) if self.mean is not None else "–",
            "met_by": self.met_by,
            "of": self.of,
        }
        return sentence("council.unmet-on-one" if is_of_one else "council.unmet", lang, values)


class CouncilMember(NamedTuple):
    """One sheet of a council and what it comes to; `counted` where it enters the result.

    `deviation` is its total less the exact mean of the counted totals; None where a criterion is
    open on it or on a counted sheet.
    """

    sheet: ScoreSheet
    outcome: Outcome
    counted: bool
    deviation: Fraction | None

    @property
    def id(self) -> str:
        """The id of the assessor."""
        return self.sheet.assessor.id

    @property
    def name(self) -> str | None:
        """The assessor's name, where the sheet has it."""
        return self.sheet.assessor.name

    @property
    def role(self) -> Role:
        """In what role the sheet was filled in."""
        return self.sheet.assessor.role

    @property
    def round(self) -> int:
        """The round of marking, from 1."""
        return self.sheet.round

    @property
    def total(self) -> int:
        """All points assessed, added up."""
        return self.outcome.tally.total

    @property
    def parts(self) -> FrozenDict[str, int]:
        """The points of each part, by its code."""
        return self.outcome.parts

    @property
    def star(self) -> int | None:
        """The star that this sheet alone would give; None where it rejects or is incomplete."""
        return self.outcome.star

    @property
    def open(self) -> tuple[str, ...]:
        """The printed numbers of the criteria that are not assessed."""
        return tuple([c.number for c in self.outcome.choices.criteria if not c.is_assessed])


class QuorumCount(NamedTuple):
    """How many members are present of those appointed, how many must be, and whether the chair's
    sheet is among the counted ones.
    """

    present: int
    appointed: int
    needed: int
    chair: bool
    met: bool


class Rescore(NamedTuple):
    """Why members score again: their totals are further apart than the `limit`; `members` are all
    at either end.
    """

    reason: Literal["spread"]
    limit: int
    members: tuple[str, ...]


class CouncilTotal(NamedTuple):
    """The total of one member's sheet."""

    id: str
    total: int


class CouncilRound(NamedTuple):
    """How a council stood after a round of marking: of each member the sheet of the highest round
    so far. None where a criterion was open, a star also where a gate applied.
    """

    round: int
    members: tuple[CouncilTotal, ...]
    mean: Fraction | None
    spread: int | None
    star: int | None


class Dispersion(NamedTuple):
    """A criterion on whose points the counted sheets differ."""

    printed: Criterion
    lowest: int
    highest: int

    @property
    def criterion(self) -> str:
        """The printed number of the criterion."""
        return self.printed.number


class CouncilCriterion(NamedTuple):
    """What each counted sheet gives a criterion (None: not assessed), in the council's order, and
    the exact mean; None where one is open.
    """

    printed: Criterion
    points: tuple[int | None, ...]
    mean: Fraction | None

    @property
    def number(self) -> str:
        """The printed number."""
        return self.printed.number

    @property
    def title(self) -> Words:
        """The printed title."""
        return self.printed.title

    @property
    def max(self) -> int:
        """The most points that the criterion can give."""
        return self.printed.points


class Flip(NamedTuple):
    """The stars that a member's sheet decides among: those possible over every complete sheet of
    the table in place of theirs, the others kept.
    """

    member: str
    stars: tuple[int, ...]


class RatedByCouncil(NamedTuple):
    """What a council rated, and on which day, where that is known."""

    product_name: str
    product_code: str | None
    producer: str
    submitted_on: date
    assessed_on: date | None
