"""The two things people fill in: the dossier and the score sheet.

Both are frozen values that read like pydantic models (`model_validate`, `model_dump`, `model_copy`,
`model_json_schema`) and can be a field of one. Their validators are written in pydantic's own core
schema, so that no model has to be built when a process starts (docs/decisions/0002). Behind this
door nothing is malformed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from os import PathLike
from typing import Any, ClassVar, NamedTuple, TypeVar

from pydantic_core import SchemaValidator, ValidationError, core_schema

from ..errors import Fault, FilingError, Place
from ..exact import decimal_from
from ..rules.catalog import Catalog, built_in
from ..rules.model import KINDS_OF_APPLICATION, Fact, FactValue, Vocabulary
from ..sources.faults import faults_of
from ..sources.places import Plain, Source
from ..sources.read import decoded, read, read_text
from ..sources.values import day, pattern, refusal, shown, text, whole, yes_no
from ..text import nearest

__all__ = [
    "KINDS_OF_APPLICATION",
    "KINDS_OF_PRODUCER",
    "ROLES",
    "Application",
    "Assessor",
    "Dossier",
    "FiledDocument",
    "Mark",
    "Previous",
    "Producer",
    "Product",
    "Representative",
    "ScoreSheet",
    "load_dossier",
    "load_sheet",
]

KINDS_OF_PRODUCER = (
    "household",
    "farm",
    "cooperative-group",
    "private-enterprise",
    "limited-company",
    "joint-stock-company",
    "cooperative",
    "community",
    "other",
)
ROLES = ("self", "advisory", "member", "chair")

Mark = int | str | tuple[str, ...]
F = TypeVar("F", bound="Form")
Schema = core_schema.CoreSchema


class Product(NamedTuple):
    """The product: its name, its product set (number in the ruleset), commune and province."""

    name: str
    product_set: int
    commune: str
    province: str
    product_group: str | None = None
    code: str | None = None


class Representative(NamedTuple):
    """The producer's legal representative; the three yes/no values decide one criterion and may be
    unknown.
    """

    name: str
    woman: bool | None = None
    ethnic_minority: bool | None = None
    disabled: bool | None = None


class Producer(NamedTuple):
    """Who makes the product (26/2026/QĐ-TTg, Article 2.3)."""

    name: str
    kind: str
    representative: Representative


class Previous(NamedTuple):
    """The certificate that an upgrade or a renewal starts from."""

    star: int
    certified_on: date
    expires_on: date | None = None


class Application(NamedTuple):
    """What is applied for, and when: the producer's filing date decides which ruleset applies
    (Article 12).
    """

    kind: str
    submitted_on: date
    proposed_by_commune_on: date | None = None
    proposed_by_province_on: date | None = None
    ruleset: str | None = None
    previous: Previous | None = None


class FiledDocument(NamedTuple):
    """A paper on file: its kind, and what decides whether it counts (dates, to whom and for which
    product it was issued).
    """

    kind: str
    number: str | None = None
    issued_by: str | None = None
    issued_on: date | None = None
    expires_on: date | None = None
    issued_to: str | None = None
    product: str | None = None
    sha256: str | None = None


class Assessor(NamedTuple):
    """Who filled in a sheet, and as what: self, advisory, member or chair."""

    id: str
    role: str
    name: str | None = None


class Form:
    """What a dossier and a score sheet have in common: the habits of a pydantic model."""

    __slots__ = ()
    source: Source | None
    _validator: ClassVar[SchemaValidator]
    _schema: ClassVar[Schema]

    @classmethod
    def model_validate(cls: type[F], document: Any, *, catalog: Catalog | None = None) -> F:
        """A form from a mapping of Python or JSON values. FilingError with all faults at once.

        Dates are ISO text or `date`; shares and counts are text, int, Decimal or float (read by its
        repr); unknown keys are refused.
        """
        if isinstance(document, cls):
            return document
        return _validated(cls, document, None, catalog)

    @classmethod
    def model_validate_json(
        cls: type[F], document: str | bytes, *, catalog: Catalog | None = None
    ) -> F:
        """A form from JSON text. FilingError with line and column."""
        name = f"{cls.__name__.lower()}.json"
        written = decoded(document, name, FilingError) if isinstance(document, bytes) else document
        source = read_text(written, name, FilingError, json=True)
        return _validated(cls, source.root, source, catalog)

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        """The form's JSON Schema, for editors."""
        from pydantic.json_schema import GenerateJsonSchema  # heavy, and only editors ask

        return GenerateJsonSchema().generate(cls._schema, mode="validation")

    def model_dump(self, *, mode: str = "python", exclude_none: bool = True) -> dict[str, Any]:
        """The form as plain values; with `mode="json"`, dates and decimals as text. What was left
        out stays out, or is None.
        """
        dumped: dict[str, Any] = _dumped(self, mode == "json", exclude_none)
        return dumped

    def model_dump_json(self, *, indent: int | None = None, exclude_none: bool = True) -> str:
        """The form as JSON text."""
        return json.dumps(
            self.model_dump(mode="json", exclude_none=exclude_none),
            ensure_ascii=False,
            indent=indent,
        )

    def model_copy(self: F, *, update: Mapping[str, Any] | None = None) -> F:
        """The same form with some fields replaced (not validated again, as in pydantic)."""
        return replace(self, **(update or {}))  # type: ignore[type-var]

    def place(self, path: Sequence[str | int], key: bool = False) -> Place | None:
        """Where in its file the value at `path` stands; None where the form comes from no file."""
        return self.source.place(path, key) if self.source else None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Schema:
        return core_schema.no_info_plain_validator_function(
            cls.model_validate,
            metadata={
                "pydantic_js_functions": [
                    lambda _schema, to_json_schema: to_json_schema(cls._schema)
                ]
            },
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda form, info: form.model_dump(mode=info.mode), info_arg=True
            ),
        )


@dataclass(frozen=True, slots=True)
class Dossier(Form):
    """A product dossier (hồ sơ sản phẩm), `ocop-dossier/1`: product, producer, application, facts
    and documents.

    A fact that is absent is unknown. `documents` None: papers were not filed here; given, even
    empty: they are the whole file.
    """

    format: str
    product: Product
    producer: Producer
    application: Application
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    documents: tuple[FiledDocument, ...] | None = None
    source: Source | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ScoreSheet(Form):
    """A score sheet (phiếu đánh giá), `ocop-sheet/1`: an assessor's marks by printed number.

    A mark is the points of the ticked level, or its id; 0 where no level is reached. A number
    without a mark is not assessed.
    """

    format: str
    ruleset: str
    assessor: Assessor
    marks: Mapping[str, Mark]
    product_code: str | None = None
    assessed_on: date | None = None
    round: int = 1
    rejects: tuple[str, ...] = ()
    comment: str | None = None
    source: Source | None = field(default=None, compare=False, repr=False)


def load_dossier(path: str | PathLike[str], *, catalog: Catalog | None = None) -> Dossier:
    """Read a dossier from a YAML or JSON file. FilingError with file, line and column of every
    fault.
    """
    source = read(path, FilingError)
    return _validated(Dossier, source.root, source, catalog)


def load_sheet(path: str | PathLike[str]) -> ScoreSheet:
    """Read a score sheet from a YAML or JSON file. FilingError with file, line and column of every
    fault.
    """
    source = read(path, FilingError)
    return _validated(ScoreSheet, source.root, source, None)


def _validated(cls: type[F], document: Any, source: Source | None, catalog: Catalog | None) -> F:
    faults: list[Fault] = []
    form: F | None = None
    try:
        form = cls._validator.validate_python(document)
    except ValidationError as problem:
        faults = faults_of(problem, source, lambda path: _KEYS.get((cls, _shape_of(path)), ()))
    if cls is Dossier and isinstance(document, Mapping):
        facts, documents = document.get("facts"), document.get("documents")
        if facts or documents:
            vocabulary = (catalog or built_in()).vocabulary()
            known = _read_facts(facts, vocabulary, source, faults)
            _check_kinds(documents, vocabulary, source, faults)
            if form is not None:
                object.__setattr__(form, "facts", known)
    if faults:
        raise FilingError(faults)
    assert form is not None
    object.__setattr__(form, "source", source)
    return form


def _read_facts(
    facts: object, vocabulary: Vocabulary, source: Source | None, faults: list[Fault]
) -> dict[str, FactValue]:
    """Facts in their units: shares and counts as decimals, yes/no as booleans, words as text."""
    known: dict[str, FactValue] = {}
    for name, value in facts.items() if isinstance(facts, Mapping) else ():
        if not isinstance(name, str):
            continue  # refused with its place by the schema
        path = ("facts", name)
        fact = vocabulary.facts.get(name)
        if fact is None or fact.from_dossier:
            names = [entry for entry, f in vocabulary.facts.items() if not f.from_dossier]
            right = (
                fact.from_dossier if fact and fact.from_dossier else nearest(str(name), names) or ""
            )
            place = source.place(path, key=True) if source else None
            faults.append(Fault("unknown-fact", place, "/".join(path), str(name), right))
            continue
        try:
            known[name] = _fact_value(fact, value)
        except _RefusedError as refused:
            code, right = refused.args
            place = source.place(path) if source else None
            faults.append(Fault(code, place, "/".join(path), shown(value), right, {"fact": name}))
    return known


class _RefusedError(Exception):
    """A fact's value that doesn't fit its unit: the code and what would be right."""


def _fact_value(fact: Fact, value: object) -> FactValue:
    if fact.unit == "yes_no":
        if isinstance(value, bool):
            return value
        if str(value) in ("true", "false", "yes", "no") and isinstance(value, (str, Plain)):
            return str(value) in ("true", "yes")
        raise _RefusedError("not-yes-or-no", "true, false, yes, no")
    if fact.unit == "word":
        if isinstance(value, str) and value in fact.words:
            return value
        raise _RefusedError(
            "unknown-word", nearest(shown(value), list(fact.words)) or ", ".join(fact.words)
        )
    number = decimal_from(value)
    if fact.unit == "share":
        if number is None or number < 0:
            raise _RefusedError("not-a-share", "0.64")
        if number > 1:
            written = format((number / 100).normalize(), "f") if number <= 100 else "1"
            raise _RefusedError("share-above-one", written)
        return number
    if number is None or not 0 <= number < 10**9 or number != number.to_integral_value():
        raise _RefusedError("not-a-whole-number", "0, 1, 2, …")
    return number


def _check_kinds(
    documents: object, vocabulary: Vocabulary, source: Source | None, faults: list[Fault]
) -> None:
    for index, document in enumerate(documents if isinstance(documents, (list, tuple)) else ()):
        kind = document.get("kind") if isinstance(document, Mapping) else None
        if isinstance(kind, str) and kind not in vocabulary.documents:
            path = ("documents", index, "kind")
            right = nearest(kind, list(vocabulary.documents)) or ""
            place = source.place(path) if source else None
            faults.append(Fault("unknown-document", place, f"documents/{index}/kind", kind, right))


def _dumped(value: Any, as_json: bool, exclude_none: bool) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        entries = {
            f.name: _dumped(getattr(value, f.name), as_json, exclude_none)
            for f in fields(value)
            if f.name != "source"
        }
        return {
            name: entry for name, entry in entries.items() if entry is not None or not exclude_none
        }
    if hasattr(value, "_asdict"):
        entries = {
            name: _dumped(entry, as_json, exclude_none) for name, entry in value._asdict().items()
        }
        return {
            name: entry for name, entry in entries.items() if entry is not None or not exclude_none
        }
    if isinstance(value, Mapping):
        return {name: _dumped(entry, as_json, exclude_none) for name, entry in value.items()}
    if isinstance(value, tuple):
        return [_dumped(entry, as_json, exclude_none) for entry in value]
    if as_json and isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if as_json and isinstance(value, Decimal) else value


# The core schema. `_js` gives a plain reader its JSON Schema.


def _js(schema: dict[str, Any]) -> dict[str, Any]:
    return {"pydantic_js_functions": [lambda _schema, _handler: dict(schema)]}


def _read_by(reader: Any, json_schema: dict[str, Any]) -> Schema:
    return core_schema.no_info_plain_validator_function(reader, metadata=_js(json_schema))


def _mark(value: object) -> Mark:
    """Points as a whole number, a level's id, or a list of ids."""
    if isinstance(value, Plain) and value.text in ("yes", "no"):  # the levels of a yes/no item
        return value.text
    if isinstance(value, str):
        if re.fullmatch(r"0|[1-9]\d{0,8}", value, re.ASCII):
            return int(value)
        if re.fullmatch(_LEVEL_ID, value, re.ASCII):
            return value
    elif isinstance(value, (list, tuple)):
        if all(
            isinstance(entry, str) and re.fullmatch(_LEVEL_ID, entry, re.ASCII) for entry in value
        ):
            return tuple(value)
    elif not isinstance(value, bool):
        number = decimal_from(value)
        if number is not None and 0 <= number < 10**9 and number == number.to_integral_value():
            return int(number)
    raise refusal("not-a-mark", value, "")


_LEVEL_ID = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
_TEXT = _read_by(text, {"type": "string", "minLength": 1})
# Native branches first: Python's readers cost ten times as much, and are only needed for what YAML
# adds, and to say what is wrong.
_DAY = core_schema.union_schema(
    [
        core_schema.chain_schema(
            [
                core_schema.str_schema(strict=True, pattern=r"^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$"),
                core_schema.date_schema(),
            ]
        ),
        _read_by(day, {"type": "string", "format": "date"}),
    ],
    mode="left_to_right",
    custom_error_type="not-a-date",
    custom_error_message="not a date",
    custom_error_context={"right": "YYYY-MM-DD"},
    metadata=_js({"type": "string", "format": "date"}),
)
_YES_NO = _read_by(yes_no, {"enum": [True, False, "yes", "no"]})
_WHOLE = _read_by(whole, {"type": "integer", "minimum": 0})
_STAR = core_schema.no_info_after_validator_function(lambda n: _in_range(n, 1, 5), _WHOLE)
_ROUND = core_schema.no_info_after_validator_function(lambda n: _in_range(n, 1, 99), _WHOLE)
_CODE = _read_by(
    pattern(r"[0-9A-Z]+(-[0-9A-Z]+){3,5}", "not-a-product-code", "96-32244-001-2026"),
    {"type": "string", "description": "province-commune-running number-year"},
)
_SHA = _read_by(
    pattern(r"[0-9a-f]{64}", "not-a-digest", "64 hexadecimal digits"),
    {"type": "string", "pattern": "^[0-9a-f]{64}$"},
)
_MARK = core_schema.union_schema(
    [
        core_schema.int_schema(strict=True, ge=0, lt=10**9),
        core_schema.str_schema(strict=True, pattern=f"^{_LEVEL_ID}$"),
        _read_by(
            _mark, {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
        ),
    ],
    mode="left_to_right",
    custom_error_type="not-a-mark",
    custom_error_message="not a mark",
    custom_error_context={"right": "0, 1, 2, …"},
)


def _in_range(number: int, low: int, high: int) -> int:
    if low <= number <= high:
        return number
    raise refusal("out-of-range", number, f"{low}–{high}")


def _optional(schema: Schema, default: Any) -> Schema:
    return core_schema.with_default_schema(core_schema.nullable_schema(schema), default=default)


def _part(cls: Any, required: dict[str, Schema], optional: dict[str, Schema]) -> Schema:
    """The schema of one named tuple, from a mapping of its required and optional fields; null means
    left out.
    """
    entries = {name: core_schema.typed_dict_field(schema) for name, schema in required.items()}
    for name, schema in optional.items():
        entries[name] = core_schema.typed_dict_field(
            core_schema.nullable_schema(schema), required=False
        )
    mapping = core_schema.typed_dict_schema(entries, extra_behavior="forbid", cls_name=cls.__name__)
    return core_schema.no_info_after_validator_function(lambda values: cls(**values), mapping)


def _form(cls: type, required: dict[str, Schema], optional: dict[str, Schema]) -> Schema:
    """The schema of a whole form, a frozen class."""
    entries = [
        core_schema.dataclass_field(name, schema) for name, schema in (required | optional).items()
    ]
    names = [f.name for f in fields(cls)]
    arguments = core_schema.dataclass_args_schema(cls.__name__, entries, extra_behavior="forbid")
    closed: dict[str, Any] = {"pydantic_js_updates": {"additionalProperties": False}}
    return core_schema.dataclass_schema(
        cls,
        arguments,
        names,
        slots=True,
        frozen=True,
        config={"title": cls.__name__},
        metadata=closed,
    )


def _words(*allowed: str) -> Schema:
    return core_schema.literal_schema(list(allowed))


_REPRESENTATIVE = _part(
    Representative,
    {"name": _TEXT},
    {"woman": _YES_NO, "ethnic_minority": _YES_NO, "disabled": _YES_NO},
)
_PREVIOUS = _part(Previous, {"star": _STAR, "certified_on": _DAY}, {"expires_on": _DAY})
_DOCUMENT = _part(
    FiledDocument,
    {"kind": _TEXT},
    {
        "number": _TEXT,
        "issued_by": _TEXT,
        "issued_on": _DAY,
        "expires_on": _DAY,
        "issued_to": _TEXT,
        "product": _TEXT,
        "sha256": _SHA,
    },
)
_PRODUCT = _part(
    Product,
    {"name": _TEXT, "product_set": _WHOLE, "commune": _TEXT, "province": _TEXT},
    {"product_group": _TEXT, "code": _CODE},
)
_PRODUCER = _part(
    Producer,
    {"name": _TEXT, "kind": _words(*KINDS_OF_PRODUCER), "representative": _REPRESENTATIVE},
    {},
)
_APPLICATION = _part(
    Application,
    {"kind": _words(*KINDS_OF_APPLICATION), "submitted_on": _DAY},
    {
        "proposed_by_commune_on": _DAY,
        "proposed_by_province_on": _DAY,
        "ruleset": _TEXT,
        "previous": _PREVIOUS,
    },
)
_FACTS = core_schema.dict_schema(
    core_schema.str_schema(strict=True), core_schema.any_schema(), metadata=_js({"type": "object"})
)
_MARKS = core_schema.dict_schema(core_schema.str_schema(strict=True), _MARK)
Dossier._schema = _form(
    Dossier,
    {
        "format": _words("ocop-dossier/1"),
        "product": _PRODUCT,
        "producer": _PRODUCER,
        "application": _APPLICATION,
    },
    {
        "facts": core_schema.with_default_schema(_FACTS, default_factory=dict),
        "documents": _optional(core_schema.tuple_variable_schema(_DOCUMENT), None),
    },
)
ScoreSheet._schema = _form(
    ScoreSheet,
    {
        "format": _words("ocop-sheet/1"),
        "ruleset": _TEXT,
        "assessor": _part(Assessor, {"id": _TEXT, "role": _words(*ROLES)}, {"name": _TEXT}),
        "marks": _MARKS,
    },
    {
        "product_code": _optional(_CODE, None),
        "assessed_on": _optional(_DAY, None),
        "round": core_schema.with_default_schema(_ROUND, default=1),
        "rejects": core_schema.with_default_schema(
            core_schema.tuple_variable_schema(_TEXT), default=()
        ),
        "comment": _optional(_TEXT, None),
    },
)
Dossier._validator = SchemaValidator(Dossier._schema)
ScoreSheet._validator = SchemaValidator(ScoreSheet._schema)


def _names(cls: Any) -> tuple[str, ...]:
    return getattr(cls, "_fields", None) or tuple(f.name for f in fields(cls) if f.name != "source")


_NESTED: dict[tuple[type, tuple[str, ...]], type] = {
    (Dossier, ()): Dossier,
    (Dossier, ("product",)): Product,
    (Dossier, ("producer",)): Producer,
    (Dossier, ("producer", "representative")): Representative,
    (Dossier, ("application",)): Application,
    (Dossier, ("application", "previous")): Previous,
    (Dossier, ("documents",)): FiledDocument,
    (ScoreSheet, ()): ScoreSheet,
    (ScoreSheet, ("assessor",)): Assessor,
}
_KEYS = {place: _names(cls) for place, cls in _NESTED.items()}


def _shape_of(path: tuple[int | str, ...]) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))
