"""The deck of a decision: what its document says beside its tables, as people wrote it down.

A deck is `cases/decision.yaml` of a ruleset, or `cases/decision-….yaml`: a list of cases. Each asks
one thing, told by its first field: which ruleset a filing day calls for, which decision stands on a
day, the days of a certificate, what a council does, who is competent, the star of a mean, what is
to be said of an application. An amendment has a deck of its own: its days are not its base's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Discriminator, RootModel, Tag, ValidationError, WithJsonSchema

from ...assembly.types import (
    Anything,
    Day,
    Id,
    RulesetId,
    Shape,
    Star,
    StarKey,
    Text,
    Whole,
    YesNo,
    or_none,
)
from ...errors import Faults, Place, RulesetError
from ...exact import decimal_from
from ...sources.faults import placed_faults
from ...sources.layout import shown_name, yaml_files
from ...sources.model import keys_at
from ...sources.places import Source
from ...sources.read import read
from ...sources.values import refusal
from ...terms import Certifier, KindOfApplication, KindOfProducer, LimitCode

__all__ = [
    "AskedApplication",
    "AskedCertificate",
    "AskedCompetence",
    "AskedCouncil",
    "AskedMean",
    "AskedRuleset",
    "AskedStanding",
    "DecisionCase",
    "DecisionDeckFile",
    "cases_of_decision",
    "decision_decks",
    "is_of_decision",
]

Null = BeforeValidator(or_none)
MaybeDay = Annotated[Day | None, Null]
Readings = Annotated[list[Id] | None, Null]


def _points(value: object) -> str:
    if decimal_from(str(value)) is None:
        raise refusal("out-of-range", value, "69.5")
    return str(value)


Points = Annotated[
    str,
    BeforeValidator(_points),
    WithJsonSchema({"type": ["string", "number"], "pattern": r"^[0-9]+(\.[0-9]+)?$"}),
]


class _Asked(Shape):
    """What every case of a decision says: its sentence."""

    case: Text


class ExpectedLimit(Shape):
    """How many days a step may take, and whether only working days count."""

    days: Whole
    working: YesNo = False


class ExpectedRuleset(Shape):
    """Which ruleset is called for, and what it says of the way; `refused` is the code of a refusal.

    `limits` has steps of this kind of application, null for one that it sets no limit for;
    `samples` how many go with the dossier.
    """

    ruleset: Annotated[RulesetId | None, Null] = None
    choices: list[RulesetId] | None = None
    decide_by: MaybeDay = None
    article: Text | None = None
    readings: Readings = None
    limits: dict[LimitCode, Annotated[ExpectedLimit | None, Null]] | None = None
    samples: Annotated[Whole | None, Null] = None
    refused: Id | None = None


class AskedRuleset(_Asked):
    """Which ruleset a dossier filed on a day is rated under; without `decided` the day of decision
    is not known.
    """

    filed: Day
    kind: KindOfApplication
    decided: Day | None = None
    expect: ExpectedRuleset


class ExpectedStanding(Shape):
    """The one decision in force; `refused` where two stand, or none."""

    ruleset: RulesetId | None = None
    refused: Id | None = None


class AskedStanding(_Asked):
    """Which decision is in force on a day."""

    in_force_on: Day
    expect: ExpectedStanding


class ExpectedCertificate(Shape):
    """The days of a certificate; null for those that the decision doesn't regulate."""

    expires_on: Day | None = None
    renew_from: MaybeDay = None
    renew_until: MaybeDay = None
    extended_until: MaybeDay = None
    articles: list[Text] | None = None
    readings: Readings = None


class AskedCertificate(_Asked):
    """The days of a certificate issued on a day; `expires_on` is what it says itself."""

    certified_on: Day
    expires_on: Day | None = None
    expect: ExpectedCertificate


class ExpectedCouncil(Shape):
    """Where a council sends a product on `to`, and what else the decision says of it; null for what
    it doesn't say, or where there is no such council on that day.
    """

    to: Annotated[Certifier | None, Null] = None
    below_top_certified_by: Annotated[Certifier | None, Null] = None
    proposed_before: MaybeDay = None
    ends_before: MaybeDay = None
    members: Annotated[list[Whole] | None, Null] = None
    rounds: Annotated[Whole | None, Null] = None
    first_round_from: Annotated[Star | None, Null] = None
    papers_days_before: Annotated[Whole | None, Null] = None


class AskedCouncil(_Asked):
    """What a council does: with so many `points`, on the day `decided_on` (else on the decision's
    first day); which round a dossier `proposed_on` a day belongs to.
    """

    council: Certifier
    points: Points | None = None
    decided_on: Day | None = None
    proposed_on: Day | None = None
    expect: ExpectedCouncil


class ExpectedCompetence(Shape):
    """Who receives dossiers, who certifies each star, which councils there are, which article."""

    received_by: Literal["commune", "district"] | None = None
    certified_by: dict[StarKey, Certifier] | None = None
    councils: list[Certifier] | None = None
    article: Text | None = None


class AskedCompetence(_Asked):
    """Who is competent for what is decided on a day."""

    decided_on: Day
    expect: ExpectedCompetence


class ExpectedMean(Shape):
    """The star whose band the mean lies in."""

    star_by_points: Star


class AskedMean(_Asked):
    """The star of a mean of points, before minimums."""

    mean: Points
    expect: ExpectedMean


class ExpectedFindings(Shape):
    """The codes of all findings on dates and on who applies, in order."""

    findings: list[Id]


class AskedApplication(_Asked):
    """What is to be said of an application and its days: `application` is as in a dossier.

    `assessed_on` is the day of rating, `star` the star that was given; a producer is a cooperative
    and the product set the first where nothing else is said.
    """

    application: Anything
    producer_kind: KindOfProducer = "cooperative"
    product_set: Whole | None = None
    code: Text | None = None
    documents: list[Id] | None = None
    assessed_on: Day | None = None
    star: Star | None = None
    expect: ExpectedFindings


_BY_FIELD = {
    "filed": AskedRuleset,
    "in_force_on": AskedStanding,
    "certified_on": AskedCertificate,
    "council": AskedCouncil,
    "mean": AskedMean,
    "application": AskedApplication,
    "decided_on": AskedCompetence,  # last: a council is asked about with a day, too
}


def _field_asked(case: object) -> str | None:
    """The field that says what a case asks."""
    if not isinstance(case, Mapping):
        return type(case).__name__ if isinstance(case, _Asked) else None
    return next((field for field in _BY_FIELD if field in case), None)


_ASKS = Discriminator(
    _field_asked,
    custom_error_type="case-asks-nothing",
    custom_error_message="asks nothing",
    custom_error_context={"found": "", "right": ", ".join(_BY_FIELD)},
)
DecisionCase = (
    AskedRuleset
    | AskedStanding
    | AskedCertificate
    | AskedCouncil
    | AskedMean
    | AskedApplication
    | AskedCompetence
)
"""A case of a decision, of any kind."""

_Case = Annotated[
    Annotated[AskedRuleset, Tag("filed")]
    | Annotated[AskedStanding, Tag("in_force_on")]
    | Annotated[AskedCertificate, Tag("certified_on")]
    | Annotated[AskedCouncil, Tag("council")]
    | Annotated[AskedMean, Tag("mean")]
    | Annotated[AskedApplication, Tag("application")]
    | Annotated[AskedCompetence, Tag("decided_on")],
    _ASKS,
]


class DecisionDeckFile(RootModel[list[DecisionCase]]):
    """A deck of a decision: a list of cases, each of which asks one thing about days, councils,
    certificates or who may apply.
    """

    # Said here, not as the type above: the discriminator's words of error are a dict, which older
    # releases of pydantic can't hash.
    root: list[_Case]


class OfDecision(NamedTuple):
    """A case of a decision's deck, and where it stands."""

    source: Source
    position: int
    told: DecisionCase

    def place(self, path: str = "") -> Place:
        """Where in the deck the case stands; of a fault in its dossier, where that is stated."""
        steps = [step for step in path.split("/") if step]
        if steps[:1] == ["application"]:
            return self.source.place((self.position, *steps))
        field = {"product/code": "code", "product/product_set": "product_set"}.get(path)
        field = "documents" if steps[:1] == ["documents"] else field
        return self.source.place((self.position, field) if field else (self.position,))


def is_of_decision(name: str) -> bool:
    """Whether a file of `cases` has this name because it is a deck of the decision."""
    return name.partition(".")[0].partition("-")[0] == "decision"


def decision_decks(folder: Path) -> tuple[Path, ...]:
    """The decks of a decision in a ruleset's folder."""
    return tuple([folder / "cases" / n for n in yaml_files(f"{folder}/cases") if is_of_decision(n)])


def cases_of_decision(file: Path, faults: Faults) -> Iterator[OfDecision]:
    """Every case of a decision's deck; where it can't be read, its faults are added to `faults`."""
    try:
        source = read(file, RulesetError, name=shown_name(file))
        told = _read(source)
    except RulesetError as error:
        faults.take(error.faults)
        return
    for position, case in enumerate(told):
        yield OfDecision(source, position, case)


def _read(source: Source) -> list[DecisionCase]:
    """The cases of a file. RulesetError with all that is wrong, each with its place."""
    try:
        return DecisionDeckFile.model_validate(source.root).root
    except ValidationError as problem:
        known = partial(keys_at, DecisionDeckFile)
        raise RulesetError(placed_faults(problem, source, known, _without_tag)) from None


def _without_tag(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Without the step that pydantic puts in: which kind of case it took."""
    return loc[:1] + loc[2:] if len(loc) > 1 and loc[1] in _BY_FIELD else loc
