"""The shape of each YAML file of a ruleset, as pydantic models; the editors' JSON Schemas are made from them.

Only the files are described here, value by value; what must hold between files is the work of `assemble`.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, RootModel, Tag, ValidationError, WithJsonSchema

from ..errors import OcopError
from ..exact import Interval
from .source import Source
from .values import Path, day, faults_of, refusal, text, whole, yes_no

__all__ = ["FILE_MODELS", "checked"]


_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _interval(value: object) -> object:
    try:
        if isinstance(value, str):
            Interval.parse(value)
            return str(value)
    except ValueError:
        pass
    raise refusal("not-an-interval", value, '"from 50 to below 70"')


def _id(value: object) -> object:
    if isinstance(value, str) and _ID.fullmatch(value):
        return str(value)
    raise refusal("not-an-id", value, "lower-case English words with hyphens")


def _fact_name(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", value):
        return str(value)
    raise refusal("not-an-id", value, "lower-case English words with underscores")


def _ruleset_id(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(\+[a-z0-9]+)?", value):
        return str(value)
    raise refusal("not-an-id", value, "such as 26-2026 or 148-2023+1489")


def _number(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d+(\.[0-9a-zđ]+)*|[A-Z]", value):
        return str(value)
    raise refusal("not-a-printed-number", value, '"1.1", "6.1.1" or "A"')


_WHOLE_SCHEMA = WithJsonSchema({"type": "integer", "minimum": 0})
Text = Annotated[str, BeforeValidator(text), Field(min_length=1)]
Whole = Annotated[int, BeforeValidator(whole), _WHOLE_SCHEMA]
Star = Annotated[int, BeforeValidator(whole), Field(ge=1, le=5), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 5})]
StarKey = Annotated[int, BeforeValidator(whole), Field(ge=1, le=5), WithJsonSchema({"type": "string", "pattern": "^[1-5]$"})]
Day = Annotated[date, BeforeValidator(day)]
YesNo = Annotated[bool, BeforeValidator(yes_no), WithJsonSchema({"enum": ["yes", "no", True, False]})]
IntervalText = Annotated[str, BeforeValidator(_interval)]
Id = Annotated[str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"})]
RulesetId = Annotated[str, BeforeValidator(_ruleset_id), WithJsonSchema({"type": "string"})]
Number = Annotated[str, BeforeValidator(_number), WithJsonSchema({"type": "string"})]
FactName = Annotated[
    str, BeforeValidator(_fact_name), WithJsonSchema({"type": "string", "pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"})
]  # fmt: skip
Provenance = Literal["published", "transcription", "reading", "unverified"]
Caveat = Literal["unverified", "minimums-incomplete", "gates-incomplete"]
Anything = Annotated[Any, WithJsonSchema({})]
ConditionText = Annotated[
    Any,
    WithJsonSchema({
        "description": "Facts and what is asked of them: all must hold; of a list of mappings, one must.",
        "anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}, "minItems": 1}],
    }),
]  # fmt: skip


class Shape(BaseModel):
    """A mapping whose unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(Shape):
    vi: Text
    en: Text


class LevelShape(Shape):
    points: Whole
    minimum: Star | None = None
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
    minimum: Star | None = None
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


GateUse = Annotated[Annotated[GateAt, Tag("at")] | Annotated[Id, Tag("id")], Discriminator(_gate_kind)]


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


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Raiser = Literal["assessor", "evidence", "marks"]
_RAISERS_SCHEMA = WithJsonSchema({
    "anyOf": [{"enum": list(get_args(Raiser))}, {"type": "array", "items": {"enum": list(get_args(Raiser))}, "minItems": 1}],
})  # fmt: skip


class GateShape(Shape):
    outcome: Literal["rejected", "stopped"]
    vi: Text
    en: Text
    raised_by: Annotated[list[Raiser], BeforeValidator(_listed), Field(min_length=1), _RAISERS_SCHEMA]
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
    at: Annotated[list[Text], BeforeValidator(_listed), WithJsonSchema({"type": ["string", "array"]})]
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


class Certificate(Shape):
    months: Whole
    renew_between_days: list[Whole] | None = Field(default=None, min_length=2, max_length=2)
    late_extension_days: Whole | None = None


class Transition(Shape):
    kinds: list[Literal["first", "upgrade", "renewal"]] = Field(min_length=1)
    filed: Dates
    under: RulesetId
    decide_by: Day
    article: Text
    reading: Id | None = None


class RulesetReadings(Shape):
    star_lost: Id | None = None


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
    certified_by: dict[StarKey, Literal["district", "province", "ministry"]]
    certificate: Certificate
    transition: list[Transition] = []
    readings: RulesetReadings = RulesetReadings()


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


class FactShape(Shape):
    unit: Literal["share", "count", "months", "yes_no", "word"]
    vi: Text
    en: Text
    words: dict[Id, Title] | None = Field(default=None, min_length=2)
    from_: str | None = Field(default=None, alias="from")


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
    "ruleset": RulesetFile, "groups": GroupsFile, "gates": GatesFile, "classification": ClassificationFile,
    "readings": ReadingsFile, "errata": ErrataFile, "criteria": CriteriaFile, "product-set": ProductSetFile, "facts": FactsFile,
    "documents": DocumentsFile, "changes": ChangesFile, "amendment": AmendmentFile,
}  # fmt: skip


M = TypeVar("M", bound=BaseModel)


def checked(source: Source, model: type[M], error: type[OcopError]) -> M:
    """The content of a file as its model; every fault with its place, in `error`."""
    try:
        return model.model_validate(source.root)
    except ValidationError as problem:
        raise error(faults_of(problem, source, lambda path: _keys_at(model, path), _without_tag)) from None


@cache
def _keys_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys that the mapping at `path` of a file may have, in the order of its shape."""
    types: list[Any] = [model]
    for step in path:
        types = [inner for outer in types for inner in _inside(outer, step)]
    keys = (field.alias or name for shape in _shapes(types) for name, field in shape.model_fields.items())
    return tuple(dict.fromkeys(keys))


def _inside(outer: Any, step: int | str) -> list[Any]:
    """What may stand at one step inside a type: a field's type, or the values of a mapping or list."""
    if isinstance(outer, type) and issubclass(outer, Shape):
        return [field.annotation for name, field in outer.model_fields.items() if step == (field.alias or name)]
    if isinstance(outer, type) and issubclass(outer, RootModel):
        return _inside(outer.model_fields["root"].annotation, step)
    if getattr(outer, "__origin__", None) in (dict, list):
        return [get_args(outer)[-1]]
    return [found for inner in get_args(outer) for found in _inside(inner, step)]


def _shapes(types: list[Any]) -> list[type[Shape]]:
    if not types:
        return []
    shapes = [t for t in types if isinstance(t, type) and issubclass(t, Shape)]
    return shapes or _shapes([inner for t in types for inner in get_args(t)])


def _without_tag(loc: Path) -> Path:
    # In product sets, the third step of a row's or a gate's path is pydantic's name for the kind of row.
    return loc[:2] + loc[3:] if len(loc) > 2 and loc[0] in ("rows", "gates") and loc[2] != "[key]" else loc
