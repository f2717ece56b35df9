"""The shape of the YAML files that say what a decision is – dates, bands, certificates, councils,
classification –, of the changes of an amendment, and of what all decisions share.

The editors' JSON Schemas are made from `FILE_MODELS`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field, RootModel, WithJsonSchema

from ..days import Span
from ..terms import (
    Certifier,
    DossierPath,
    KindOfApplication,
    KindOfProducer,
    LimitCode,
    Provenance,
    TableCaveat,
    Unit,
)
from . import files
from .crosswalk import CrosswalkFile
from .files import Title
from .policy import Policy
from .product_files import ProductsFile
from .types import (
    Anything,
    ConditionText,
    Day,
    FactName,
    Id,
    IntervalText,
    Label,
    MonthDay,
    ReadingIds,
    RulesetId,
    Shape,
    Star,
    StarKey,
    Text,
    Whole,
    YesNo,
    one_or_more,
)

__all__ = [
    "FILE_MODELS",
    "AmendmentFile",
    "Certificate",
    "ChangeShape",
    "ChangesFile",
    "ClassificationFile",
    "ContradictionShape",
    "ContradictionsFile",
    "CouncilShape",
    "Dates",
    "Decision",
    "DocumentShape",
    "DocumentsFile",
    "FactShape",
    "FactsFile",
    "Process",
    "ProductGroup",
    "RulesetFile",
    "RulesetReadings",
    "Sector",
    "Subgroup",
    "Transition",
]


class Decision(Shape):
    number: Text
    issued_on: Day


class Dates(Shape):
    from_: Day = Field(alias="from")
    until: Day | None = None
    article: Text | None = None

    @property
    def span(self) -> Span:
        """The days as a span."""
        return Span(self.from_, self.until, self.article)


Days = Annotated[Whole, Field(le=3660)]


AboutCertificates = Literal["months", "earlier", "window", "late"]
ReadAboutCertificates = Literal["months", "window", "rest_days", "late", "ended"]


class Certificate(Shape):
    months: Annotated[Whole, Field(ge=1, le=1200)]
    renew_between_days: list[Days] | None = Field(default=None, min_length=2, max_length=2)
    late_extension_days: Days | None = None
    articles: dict[AboutCertificates, Text] = {}
    readings: dict[ReadAboutCertificates, Id] = {}


class Transition(Shape):
    kinds: list[KindOfApplication] = Field(min_length=1)
    filed: Dates
    under: RulesetId
    or_: list[RulesetId] = Field(default=[], alias="or")
    decide_by: Day
    article: Text
    reading: ReadingIds = []
    silent: ReadingIds = []


class FiledBefore(Shape):
    """Dossiers filed under an earlier decision that are decided while this one is in force, where
    nothing limits until when.
    """

    filed: Dates
    under: RulesetId
    article: Text
    reading: ReadingIds = []


class RulesetReadings(Shape):
    bands: Id | None = None
    star_lost: Id | None = None
    minimums: Id | None = None
    side_by_side: Id | None = None
    holidays: Id | None = None


class CouncilShape(Shape):
    """One council on a dossier's way: how many members and rounds it has, and what becomes of the
    products it rates.
    """

    members: list[Whole] = Field(min_length=2, max_length=2)
    rounds: Annotated[Whole, Field(ge=1)]
    first_round_from: Star | None = None
    papers_days_before: Whole | None = None
    sends_on: IntervalText | None = None
    to: Certifier | None = None
    below_top_certified_by: Certifier | None = None


class Process(Shape):
    policy: Id
    councils: dict[Certifier, CouncilShape] = Field(min_length=1)


class Programme(Shape):
    since: Day
    decision: Text


class AlsoEligible(Shape):
    product_set: Whole
    kinds: list[KindOfProducer] = Field(min_length=1)


class Registered(Shape):
    """Kinds of producers that take part only with a paper."""

    kinds: list[KindOfProducer] = Field(min_length=1)
    document: Id


class EligibleShape(Shape):
    """Who may take part: in every product set, and in some."""

    kinds: list[KindOfProducer] = Field(min_length=1)
    also: list[AlsoEligible] = []
    registered: Registered | None = None
    article: Text
    reading: ReadingIds = []


class CompetenceShape(Shape):
    """Who is competent for what is decided from a day on; the first entry is the decision's own."""

    from_: Day | None = Field(default=None, alias="from")
    received_by: Literal["commune", "district"] | None = None
    certified_by: dict[StarKey, Certifier] | None = None
    councils: list[Certifier] = Field(min_length=1)
    article: Text
    reading: ReadingIds = []


class StageShape(Shape):
    """What becomes of the products that a council has rated."""

    level: Certifier
    sends_on: IntervalText | None = None
    to: Certifier | None = None
    below_top_certified_by: Certifier | None = None
    article: Text
    reading: ReadingIds = []


class RoundShape(Shape):
    """A rating round of the year: proposed before a day, rated before another."""

    level: Certifier
    proposed_by: Literal["commune", "province"]
    proposed_before: MonthDay
    ends_before: MonthDay
    article: Text
    reading: ReadingIds = []


class LimitShape(Shape):
    """How many days a step may take; without `working` all days count."""

    code: LimitCode
    days: Days
    working: YesNo = False
    kinds: list[KindOfApplication] = []
    article: Text
    reading: ReadingIds = []


class SamplesShape(Shape):
    count: Whole
    article: Text


class Procedure(Shape):
    """A dossier's way, as far as the text is known."""

    competence: list[CompetenceShape] = Field(min_length=1)
    stages: list[StageShape] = []
    rounds: list[RoundShape] = []
    limits: list[LimitShape] = []
    samples: SamplesShape | None = None


class RulesetFile(Shape):
    id: RulesetId
    revision: Whole
    vi: Text
    en: Text
    provenance: Provenance
    caveats: list[TableCaveat] = []
    decision: Decision
    programme: Programme | None = None
    in_force: Dates
    filings: Dates | None = None
    replaces: list[RulesetId] = []
    points: Whole
    stars: dict[StarKey, IntervalText] = Field(min_length=1)
    received_by: Literal["commune", "district"] | None = None
    certified_by: dict[StarKey, Certifier]
    certificate: Certificate
    transition: list[Transition] = []
    filed_before: list[FiledBefore] = []
    readings: RulesetReadings = RulesetReadings()
    process: Process | None = None
    procedure: Procedure | None = None
    eligible: EligibleShape | None = None


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
    caveats: list[TableCaveat] | None = None
    transition: list[Transition] | None = None
    filed_before: list[FiledBefore] | None = None


class Subgroup(Shape):
    vi: Label
    en: Label
    product_set: Whole
    also: list[Text] = []
    examples: list[Text] = []
    agencies: list[Text] = []
    samples: Whole = 0


class ProductGroup(Shape):
    vi: Label
    en: Label
    product_set: Whole | None = None
    subgroups: dict[Id, Subgroup] = {}
    also: list[Text] = []
    examples: list[Text] = []
    agencies: list[Text] = []
    samples: Whole = 0


class Sector(Shape):
    vi: Label
    en: Label
    groups: dict[Id, ProductGroup] = Field(min_length=1)


_Lines = Annotated[
    list[Id],
    BeforeValidator(one_or_more),
    Field(min_length=1),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}, "minItems": 1}),
]


class ClassificationFile(Shape):
    sectors: dict[Id, Sector] = Field(min_length=1)
    products: dict[Id, _Lines] = {}


class FactShape(Shape):
    unit: Unit
    vi: Text
    en: Text
    words: dict[Id, Title] | None = Field(default=None, min_length=2)
    from_: DossierPath | None = Field(default=None, alias="from")
    shown_by: list[Id] = []
    retired_by: FactName | None = None


class FactsFile(RootModel[dict[FactName, FactShape]]):
    pass


class DocumentShape(Shape):
    vi: Text
    en: Text
    form_02_row: Whole | None = None
    expires: YesNo
    of_product: YesNo = False
    retired_by: Id | None = None


class DocumentsFile(RootModel[dict[Id, DocumentShape]]):
    pass


class ContradictionShape(Shape):
    vi: Text
    en: Text
    both: ConditionText


class ContradictionsFile(RootModel[dict[Id, ContradictionShape]]):
    pass


FILE_MODELS: dict[str, type[BaseModel]] = {
    "ruleset": RulesetFile,
    "groups": files.GroupsFile,
    "gates": files.GatesFile,
    "classification": ClassificationFile,
    "readings": files.ReadingsFile,
    "errata": files.ErrataFile,
    "criteria": files.CriteriaFile,
    "english": files.EnglishFile,
    "product-set": files.ProductSetFile,
    "facts": FactsFile,
    "documents": DocumentsFile,
    "contradictions": ContradictionsFile,
    "changes": ChangesFile,
    "amendment": AmendmentFile,
    "minimums": files.MinimumsFile,
    "policy": Policy,
    "products": ProductsFile,
    "crosswalk": CrosswalkFile,
}
