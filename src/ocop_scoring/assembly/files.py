"""The shape of the YAML files that make a decision's tables, as pydantic models.

Only the files are described here, value by value; what must hold between them is said by the
modules that assemble them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, RootModel, Tag, WithJsonSchema

from ..terms import (
    RAISED_BY,
    Confidence,
    Ending,
    GateProvenance,
    Mode,
    Provenance,
    RaisedBy,
    TableCaveat,
)
from .types import (
    AboveOne,
    ConditionText,
    Id,
    Label,
    Number,
    ReadingIds,
    Shape,
    StarKey,
    Text,
    Whole,
    one_or_more,
)

__all__ = [
    "Addresses",
    "CaseShape",
    "CriteriaFile",
    "CriterionShape",
    "EnglishFile",
    "EnglishReading",
    "ErrataFile",
    "ErratumShape",
    "GateAt",
    "GateShape",
    "GateUse",
    "GatesFile",
    "GroupRow",
    "GroupsFile",
    "HeadingRow",
    "KnownMinimum",
    "LevelShape",
    "MinimumsFile",
    "MissingMinimums",
    "OnlyIfShape",
    "PartRow",
    "ProductSetFile",
    "ReadingShape",
    "ReadingsFile",
    "Row",
    "Title",
    "UseRow",
    "YesNoShape",
    "YesNoWords",
]


class Title(Shape):
    vi: Label
    en: Label


class LevelShape(Shape):
    points: Whole
    minimum: AboveOne | None = None
    vi: Label
    en: Label | None = None
    when: ConditionText = None
    needs: ConditionText = None
    reading: ReadingIds = []


class CaseShape(Shape):
    vi: Label
    en: Label | None = None
    when: ConditionText = None
    levels: dict[Id, LevelShape] = Field(min_length=1)


class YesNoWords(Shape):
    vi: Label
    en: Label | None = None


class YesNoShape(Shape):
    points: Whole
    yes: YesNoWords | None = None
    no: YesNoWords | None = None


class CriterionShape(Shape):
    vi: Label
    en: Label
    note: Title | None = None
    levels: dict[Id, LevelShape] | None = Field(default=None, min_length=1)
    yes_no: YesNoShape | None = None
    cases: dict[Id, CaseShape] | None = Field(default=None, min_length=2)
    pair: Id | None = None
    mode: Mode = "one"
    minimum: AboveOne | None = None
    when: ConditionText = None
    needs: ConditionText = None
    reading: ReadingIds = []
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
    note: Title | None = None
    reading: ReadingIds = []


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
    vi: Label
    en: Label
    sector: Id
    provenance: Provenance
    caveats: list[TableCaveat] = []
    readings: list[Id] = []
    gates: list[GateUse]
    rows: dict[Number, Row] = Field(min_length=1)


class CriteriaFile(RootModel[dict[Id, CriterionShape]]):
    pass


class EnglishFile(RootModel[dict[Id, dict[Id, Label]]]):
    pass


class GroupsFile(RootModel[dict[Id, Title]]):
    pass


_RAISERS_SCHEMA = WithJsonSchema(
    {
        "anyOf": [
            {"enum": list(RAISED_BY)},
            {"type": "array", "items": {"enum": list(RAISED_BY)}, "minItems": 1},
        ],
    }
)


class GateShape(Shape):
    outcome: Ending
    vi: Label
    en: Label
    raised_by: Annotated[
        list[RaisedBy], BeforeValidator(one_or_more), Field(min_length=1), _RAISERS_SCHEMA
    ]
    when: ConditionText = None
    unless: ConditionText = None
    waived_by: ConditionText = None
    any_of: list[Number] = []
    points: Whole = 0
    reading: ReadingIds = []
    provenance: GateProvenance | None = None


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


Addresses = Annotated[
    list[Text], BeforeValidator(one_or_more), WithJsonSchema({"type": ["string", "array"]})
]
"""One address or a list of them."""


class ErratumShape(Shape):
    at: Addresses
    field: Literal["points", "boxes", "title", "number", "text", "minimum", "level"]
    printed: Text
    read_as: Text
    why: Text
    en: Text
    confidence: Confidence


class ErrataFile(RootModel[list[ErratumShape]]):
    pass


class KnownMinimum(Shape):
    """Minimums that a decision states beside its tables: from this star on, these levels of these
    criteria.
    """

    star: AboveOne
    part: Number
    vi: Label
    en: Label
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
