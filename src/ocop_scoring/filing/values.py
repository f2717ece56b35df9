"""The values that dossiers and sheets are made of: how each is read, and what its schema says.

Each is an annotated type with one reader in Python, which says itself what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ..exact import decimal_from
from ..sources.characters import find_refused, in_one_form, named
from ..sources.faults import Complaint
from ..sources.places import Plain
from ..sources.values import day as day_of
from ..sources.values import refusal, yes_no

__all__ = [
    "BILLION",
    "Comment",
    "Day",
    "ProductCode",
    "Read",
    "Round",
    "Sha256",
    "Star",
    "Text",
    "Whole",
    "YesNo",
    "number",
    "read_again",
    "text",
    "unwrapped",
]

BILLION = 10**9
"""Whole numbers in forms are below it."""


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """Tells pydantic which function reads a value, and what its JSON Schema is, in and out.

    `native` is a schema of pydantic that takes the usual values in a third of the time; the reader
    is then asked about the others, and `code` says that it refused (`read_again` tells why).
    `strict` is pydantic's own schema for its strict mode. `in_context` says that the reader takes
    pydantic's ValidationInfo too. `as_json` writes the value for JSON.
    """

    reader: Callable[..., object]
    json: Mapping[str, Any]
    native: CoreSchema | None = None
    code: str = ""
    strict: CoreSchema | None = None
    in_context: bool = False
    as_json: Callable[[Any], object] | None = None

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        written = None
        if self.as_json is not None:
            written = core_schema.plain_serializer_function_ser_schema(
                self.as_json, when_used="json"
            )
        if self.in_context:
            return core_schema.with_info_plain_validator_function(
                self.reader, serialization=written
            )
        read: CoreSchema = core_schema.no_info_plain_validator_function(
            self.reader, serialization=written
        )
        if self.native is not None:
            read = core_schema.union_schema(
                [self.native, read],
                mode="left_to_right",
                custom_error_type=self.code,
                custom_error_message=self.code,
                custom_error_context={},
            )
        if self.strict is None:
            return read
        return core_schema.lax_or_strict_schema(read, self.strict)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.json)


# Text

# Letters, digits and signs as they stand in one form: most texts need no second look.
_ORDINARY = core_schema.str_schema(
    strict=True,
    pattern="^[!-~\xa1-\xac\xae-\u024f\u1e00-\u1eff][ -~\xa1-\xac\xae-\u024f\u1e00-\u1eff]*$",
)


def text(value: object) -> str:
    """Non-empty text, in one form (`in_one_form`), as a plain `str`."""
    return _text(value, lines=False)


def comment(value: object) -> str:
    """Text whose line breaks stay."""
    return _text(value, lines=True)


def _text(value: object, lines: bool) -> str:
    if isinstance(value, Plain):
        raise refusal("quote-this", value, f'"{value.text}"')
    if not isinstance(value, str):
        raise refusal("not-text", value, "text")
    given = str.__str__(value)  # a subclass may say anything of itself
    refused = find_refused(given)
    if refused:
        raise refusal("control-character", named(refused[0]), "")
    found = in_one_form(given, lines)
    if not found.strip():
        raise refusal("not-text", value, "text")
    return found


def _form_of_text(expression: str, code: str, right: str) -> Callable[[object], str]:
    fits = re.compile(expression, re.ASCII).fullmatch

    def read(value: object) -> str:
        found = text(value)
        if fits(found):
            return found
        raise refusal(code, found, right)

    return read


_CODE = r"[0-9A-Z]+(-[0-9A-Z]+){3,5}"
_SHA = "[0-9a-f]{64}"
_TEXT_SCHEMA = {"type": "string", "minLength": 1, "pattern": r"\S"}

Text = Annotated[str, Read(text, _TEXT_SCHEMA, _ORDINARY, "not-text")]
Comment = Annotated[str, Read(comment, _TEXT_SCHEMA)]
ProductCode = Annotated[
    str,
    Read(
        _form_of_text(_CODE, "not-a-product-code", "96-32244-001-2026"),
        {"type": "string", "pattern": f"^{_CODE}$"},
    ),
]
Sha256 = Annotated[
    str,
    Read(
        _form_of_text(_SHA, "not-a-digest", "64 hexadecimal digits"),
        {"type": "string", "pattern": f"^{_SHA}$"},
    ),
]


# Days, yes and no


def day(value: object) -> date:
    """A day of the years 1000 to 2999, as a date or as `YYYY-MM-DD`; a moment is no day."""
    if isinstance(value, datetime):
        raise refusal("day-with-time", value, value.date().isoformat())
    if isinstance(value, date):
        return day_of(value)
    written = value.text if isinstance(value, Plain) else value
    if isinstance(written, str) and written.strip():
        written = text(written)
        if _MOMENT(written):
            raise refusal("day-with-time", written, written[:10])
    return day_of(written)


def _yes_or_no(value: object) -> bool:
    if value is True or value is False:
        return value
    given = unwrapped(value)
    return yes_no(text(given) if isinstance(given, str) else given)


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d?:?\d.*", re.ASCII).fullmatch
_ISO = "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$"
Day = Annotated[
    date,
    Read(
        day,
        {"type": "string", "format": "date", "pattern": _ISO},
        native=core_schema.chain_schema(
            [core_schema.str_schema(strict=True, pattern=_ISO), core_schema.date_schema()]
        ),
        code="not-a-date",
        strict=core_schema.date_schema(),
    ),
]
YesNo = Annotated[
    bool,
    Read(
        _yes_or_no,
        {"enum": [True, False, "yes", "no", "true", "false"]},
        strict=core_schema.bool_schema(),
    ),
]


# Numbers


def number(value: object) -> Decimal | None:
    """The exact number that a value is, without trailing zeros, or None.

    Numbers of numpy and its like are read by their value; text is a number as JSON writes one.
    """
    if isinstance(value, str):
        found = _number_of_text(value)
    else:
        given = unwrapped(value)
        found = decimal_from(float(given) if isinstance(given, float) else given)
    return None if found is None else _without_zeros(found)


def _number_of_text(value: str) -> Decimal | None:
    if len(value) > 400 or not _NUMBER(value):
        return None
    return decimal_from(Decimal(value))


_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d{1,3})?", re.ASCII).fullmatch


def unwrapped(value: object) -> object:
    """A single number, yes or no of numpy or its like as Python's own; else the same value."""
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        return value.item()
    return value


def _without_zeros(number: Decimal) -> Decimal:
    """The same number in its one way to be written: 3.0 and 3E0 are 3."""
    written = format(number, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return Decimal("0" if written == "-0" else written)


def whole(value: object) -> int:
    """A whole number from 0 to 999,999,999."""
    if type(value) is int and 0 <= value < BILLION:
        return value
    found = None if isinstance(value, bool) else number(value)
    if found is None or not 0 <= found < BILLION or found != found.to_integral_value():
        raise refusal("not-a-whole-number", value, "0, 1, 2, …")
    return int(found)


def _between(low: int, high: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        found = whole(value)
        if low <= found <= high:
            return found
        raise refusal("out-of-range", value, f"{low}–{high}")

    return read


def _round(value: object) -> int:
    return 1 if value is None else _ROUNDS(value)


_ROUNDS = _between(1, 99)
_DIGITS = {"type": "string", "pattern": "^(0|[1-9][0-9]{0,8})$"}


def _whole_schema(**bounds: int) -> dict[str, Any]:
    return {"anyOf": [{"type": "integer", **bounds}, _DIGITS]}


Whole = Annotated[
    int,
    Read(
        whole,
        _whole_schema(minimum=0, exclusiveMaximum=BILLION),
        native=core_schema.int_schema(strict=True, ge=0, lt=BILLION),
        code="not-a-whole-number",
        strict=core_schema.int_schema(ge=0, lt=BILLION),
    ),
]
Star = Annotated[
    int,
    Read(
        _between(1, 5),
        {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 5}, {"enum": list("12345")}]},
        strict=core_schema.int_schema(ge=1, le=5),
    ),
]
Round = Annotated[
    int,
    Read(
        _round,
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": 99},
                {"type": "string", "pattern": "^[1-9][0-9]?$"},
                {"type": "null"},
            ]
        },
        native=core_schema.int_schema(strict=True, ge=1, le=99),
        code="out-of-range",
    ),
]
_READERS: Mapping[str, Callable[[Any], object]] = {
    "not-text": text,
    "not-a-date": day,
    "not-a-whole-number": whole,
    "out-of-range": _round,
}


def read_again(complaint: Complaint) -> Complaint:
    """A complaint of which only is known which reader refused, with what that reader says."""
    reader = None if complaint.right else _READERS.get(complaint.code)
    if reader is None:
        return complaint
    try:
        reader(complaint.given)
    except PydanticCustomError as refused:
        context = refused.context or {}
        return complaint._replace(code=refused.type, found=context["found"], right=context["right"])
    return complaint
