"""The shape of each YAML file of a ruleset, as pydantic models; the editors' JSON Schemas are made
from them.

Only the files are described here, value by value; what must hold between files is the work of
`assemble`.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    Discriminator,
    Field,
    RootModel,
    Tag,
    WithJsonSchema,
)

from .policy import Policy
from .types import (
    AboveOne,
    Anything,
    ConditionText,
    Day,
    FactName,
    Id,
    IntervalText,
    Number,
    RulesetId,
    Shape,
    Star,
    StarKey,
    Text,
    Whole,
    YesNo,
    listed,
)

__all__ = ["FILE_MODELS"]

Provenance = Literal["published", "transcription", "reading", "unverified"]
Caveat = Literal["unverified", "minimums-incomplete", "gates-incomplete"]


class Title(Shape):
    vi: Text
    en: Text


class LevelShape(Shape):
    points: Whole
    minimum: AboveOne | None = None
    vi: Text
    en: Text | None = None
    when: ConditionText = None
    needs: ConditionText = None
    reading: Id | None = None


class CaseShape(Shape):
    vi: Text
    en: Text | None = None
    levels: dict[Id, LevelShape] = Field(min_length=1)


class YesNoWords(Shape):
    vi: Text
    en: Text | None = None


class YesNoShape(Shape):
    points: Whole
    yes: YesNoWords | None = None
    no: YesNoWords | None = None


class CriterionShape(Shape):
    vi: Text
    en: Text
    levels: dict[Id, LevelShape] | None = Field(default=None, min_length=1)
    yes_no: YesNoShape | None = None
    cases: dict[Id, CaseShape] | None = Field(default=None, min_length=2)
    mode: Literal["one", "sum"] = "one"
    minimum: AboveOne | None = None
    when: ConditionText = None
    needs: ConditionText = None
    reading: Id | None = None
    provenance: Provenance | None = None


class PartRow(Shape):
    part: Id
    points: Whole


class GroupRow(Shape):
    group: Id
    points: Whole


class HeadingRow(Shape):
    heading: Id
    points: Whole


class OnlyIfShape(Shape):
    criterion: Number
    at_least: Id


class UseRow(Shape):
    use: Id
    points: dict[Id, Whole] = {}
    minimums: dict[StarKey, Id] | None = None
    only_if: OnlyIfShape | None = None
    points_printed: Whole | None = None
    why: Text | None = None


ROW_KINDS = ("part", "group", "heading", "use", "id")


def _row_kind(value: object) -> str:
    if isinstance(value, dict):
        return next((kind for kind in ROW_KINDS if kind in value), "use")
    return "id"


Row = Annotated[
    Annotated[PartRow, Tag("part")]
    | Annotated[GroupRow, Tag("group")]
    | Annotated[HeadingRow, Tag("heading")]
    | Annotated[UseRow, Tag("use")]
    | Annotated[Id, Tag("id")],
    Discriminator(_row_kind),
]


class GateAt(Shape):
    gate: Id
    at: Number


def _gate_kind(value: object) -> str:
    return "at" if isinstance(value, dict) else "id"


GateUse = Annotated[
    Annotated[GateAt, Tag("at")] | Annotated[Id, Tag("id")], Discriminator(_gate_kind)
]


class ProductSetFile(Shape):
    number: Whole
    vi: Text
    en: Text
    sector: Id
    provenance: Provenance
    caveats: list[Caveat] = []
    gates: list[GateUse]
    rows: dict[Number, Row] = Field(min_length=1)


class CriteriaFile(RootModel[dict[Id, CriterionShape]]):
    pass


class GroupsFile(RootModel[dict[Id, Title]]):
    pass


Raiser = Literal["assessor", "evidence", "marks"]
_RAISERS_SCHEMA = WithJsonSchema(
    {
        "anyOf": [
            {"enum": list(get_args(Raiser))},
            {"type": "array", "items": {"enum": list(get_args(Raiser))}, "minItems": 1},
        ],
    }
)


class GateShape(Shape):
    outcome: Literal["rejected", "stopped"]
    vi: Text
    en: Text
    raised_by: Annotated[
        list[Raiser], BeforeValidator(listed), Field(min_length=1), _RAISERS_SCHEMA
    ]
    when: ConditionText = None
    unless: ConditionText = None
    waived_by: ConditionText = None
    any_of: list[Number] = []
    points: Whole = 0
    reading: Id | None = None


class GatesFile(RootModel[dict[Id, GateShape]]):
    pass


class EnglishReading(Shape):
    question: Text
    taken: Text


class ReadingShape(Shape):
    question: Text
    taken: Text
    basis: Text
    other_readings: list[Text] = []
    article: Text
    en: EnglishReading


class ReadingsFile(RootModel[dict[Id, ReadingShape]]):
    pass


class ErratumShape(Shape):
    at: Annotated[
        list[Text], BeforeValidator(listed), WithJsonSchema({"type": ["string", "array"]})
    ]
    field: Literal["points", "boxes", "title", "number", "text", "minimum", "level"]
    printed: Text
    read_as: Text
    why: Text
    en: Text
    confidence: Literal["high", "medium", "low", "unresolved"]


class ErrataFile(RootModel[list[ErratumShape]]):
    pass


class Decision(Shape):
    number: Text
    issued_on: Day


class Dates(Shape):
    from_: Day = Field(alias="from")
    until: Day | None = None
    article: Text | None = None


Days = Annotated[Whole, Field(le=3660)]


class Certificate(Shape):
    months: Annotated[Whole, Field(ge=1, le=1200)]
    renew_between_days: list[Days] | None = Field(default=None, min_length=2, max_length=2)
    late_extension_days: Days | None = None


class Transition(Shape):
    kinds: list[Literal["first", "upgrade", "renewal"]] = Field(min_length=1)
    filed: Dates
    under: RulesetId
    decide_by: Day
    article: Text
    reading: Id | None = None


class RulesetReadings(Shape):
    bands: Id | None = None
    star_lost: Id | None = None
    minimums: Id | None = None


Council = Literal["district", "province", "ministry"]


class CouncilShape(Shape):
    """One council on a dossier's way: how many members and rounds it has, and what becomes of the
    products it rates.
    """

    members: list[Whole] = Field(min_length=2, max_length=2)
    rounds: Annotated[Whole, Field(ge=1)]
    first_round_from: Star | None = None
    papers_days_before: Whole | None = None
    sends_on: IntervalText | None = None
    to: Council | None = None
    below_top_certified_by: Council | None = None


class Process(Shape):
    policy: Id
    councils: dict[Council, CouncilShape] = Field(min_length=1)


class RulesetFile(Shape):
    id: RulesetId
    revision: Whole
    vi: Text
    en: Text
    provenance: Provenance
    caveats: list[Caveat] = []
    decision: Decision
    in_force: Dates
    filings: Dates | None = None
    replaces: list[RulesetId] = []
    points: Whole
    stars: dict[StarKey, IntervalText] = Field(min_length=1)
    received_by: Literal["commune", "district"] | None = None
    certified_by: dict[StarKey, Council]
    certificate: Certificate
    transition: list[Transition] = []
    readings: RulesetReadings = RulesetReadings()
    process: Process | None = None


class KnownMinimum(Shape):
    """Minimums that a decision states beside its tables: from this star on, these levels of these
    criteria.
    """

    star: AboveOne
    part: Number
    vi: Text
    en: Text
    levels: dict[Id, Id] = Field(min_length=1)
    confidence: Literal["high", "medium", "low"]


class MissingMinimums(Shape):
    """Minimums that are known to exist and are not known themselves."""

    part: Number
    stars: list[AboveOne] = Field(min_length=1)
    not_in: list[Whole] = []


class MinimumsFile(Shape):
    known: list[KnownMinimum]
    missing: list[MissingMinimums]


class ChangeShape(Shape):
    replace: Text | None = None
    add: Text | None = None
    remove: Text | None = None
    from_: Anything = Field(default=None, alias="from")
    to: Anything = None
    article: Text


class ChangesFile(RootModel[list[ChangeShape]]):
    pass


class AmendmentFile(Shape):
    """Who an amendment is; everything else of its base changes in `changes.yaml` alone."""

    id: RulesetId
    revision: Whole
    vi: Text
    en: Text
    decision: Decision
    in_force: Dates
    filings: Dates | None = None
    replaces: list[RulesetId] = []
    provenance: Provenance | None = None
    caveats: list[Caveat] | None = None
    transition: list[Transition] | None = None


class Subgroup(Shape):
    vi: Text
    en: Text
    product_set: Whole
    also: list[Text] = []
    examples: list[Text] = []
    agencies: list[Text] = []
    samples: Whole = 0


class ProductGroup(Shape):
    vi: Text
    en: Text
    product_set: Whole | None = None
    subgroups: dict[Id, Subgroup] = {}
    also: list[Text] = []
    examples: list[Text] = []
    agencies: list[Text] = []
    samples: Whole = 0


class Sector(Shape):
    vi: Text
    en: Text
    groups: dict[Id, ProductGroup] = Field(min_length=1)


class ClassificationFile(Shape):
    sectors: dict[Id, Sector] = Field(min_length=1)


DossierPath = Literal[
    "producer/kind",
    "producer/representative/woman",
    "producer/representative/ethnic_minority",
    "producer/representative/disabled",
]


class FactShape(Shape):
    unit: Literal["share", "count", "months", "yes_no", "word"]
    vi: Text
    en: Text
    words: dict[Id, Title] | None = Field(default=None, min_length=2)
    from_: DossierPath | None = Field(default=None, alias="from")


class FactsFile(RootModel[dict[FactName, FactShape]]):
    pass


class DocumentShape(Shape):
    vi: Text
    en: Text
    form_02_row: Whole | None = None
    expires: YesNo


class DocumentsFile(RootModel[dict[Id, DocumentShape]]):
    pass


FILE_MODELS: dict[str, type[BaseModel]] = {
    "ruleset": RulesetFile,
    "groups": GroupsFile,
    "gates": GatesFile,
    "classification": ClassificationFile,
    "readings": ReadingsFile,
    "errata": ErrataFile,
    "criteria": CriteriaFile,
    "product-set": ProductSetFile,
    "facts": FactsFile,
    "documents": DocumentsFile,
    "changes": ChangesFile,
    "amendment": AmendmentFile,
    "minimums": MinimumsFile,
    "policy": Policy,
}
