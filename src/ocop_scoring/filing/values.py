"""The values that dossiers and sheets are made of: how each is read, and what its schema says.

Each is an annotated type with one reader in Python, which says itself what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic_core import PydanticCustomError, core_schema

from ..exact import decimal_from
from ..sources.characters import find_refused, in_one_form, named
from ..sources.faults import Complaint
from ..sources.meant import meant
from ..sources.places import Plain
from ..sources.values import day as day_of
from ..sources.values import refusal, yes_no
from .annotated import Read
from .placeholders import is_placeholder

__all__ = [
    "BILLION",
    "Comment",
    "Day",
    "Minority",
    "ProductCode",
    "Round",
    "Sha256",
    "Star",
    "Text",
    "Whole",
    "Woman",
    "YesNo",
    "number",
    "one_of",
    "read_again",
    "text",
    "unwrapped",
]

BILLION = 10**9
"""Whole numbers in forms are below it."""


# Text

# Letters, digits and signs as they stand in one form: most texts need no second look. What begins
# with a bracket or a full stop may be what a blank form has there.
_ORDINARY = core_schema.str_schema(
    strict=True,
    pattern="^[!-')-\\-/-~\xa1-\xac\xae-\u024f\u1e00-\u1eff]"
    "[ -~\xa1-\xac\xae-\u024f\u1e00-\u1eff]*$",
)


def text(value: object) -> str:
    """Non-empty text, in one form (`in_one_form`), as a plain `str`; nothing that a blank form has
    there to be replaced.

    All that stands unquoted in YAML is text here (`01`, `12:30`, `no`).
    """
    return _text(value, lines=False)


def comment(value: object) -> str:
    """Text whose line breaks stay."""
    return _text(value, lines=True)


def _text(value: object, lines: bool) -> str:
    if isinstance(value, Plain):
        value = value.text
    if not isinstance(value, str):
        raise refusal("not-text", value, "text")
    given = str.__str__(value)  # a subclass may say anything of itself
    refused = find_refused(given)
    if refused:
        raise refusal("control-character", named(refused[0]), "")
    found = in_one_form(given, lines)
    if not found.strip():
        raise refusal("not-text", value, "text", habit="empty")
    if found[0] in "(…." and is_placeholder(found):
        raise refusal("not-filled-in", found, "")
    return found


def _form_of_text(expression: str, code: str, right: str) -> Callable[[object], str]:
    fits = re.compile(expression, re.ASCII).fullmatch

    def read(value: object) -> str:
        found = text(value)
        if fits(found):
            return found
        from ..sources import habits  # only on the way to an error

        raise refusal(code, found, right, habits.in_form(found, lambda form: bool(fits(form))))

    return read


def one_of(*words: str) -> Read:
    """One of some words, as text; another is refused with the one that was meant."""
    form = {"const": words[0]} if len(words) == 1 else {"enum": list(words)}
    return Read(
        _reader_of(words),
        {**form, "type": "string"},
        native=core_schema.literal_schema(list(words)),
        code="wrong-word",
        right=", ".join(words),
    )


def _reader_of(known: tuple[str, ...]) -> Callable[[object], str]:
    def read(value: object) -> str:
        found = text(value) if isinstance(value, (str, Plain)) else ""
        if found in known:
            return found
        from ..sources import words  # only on the way to an error

        near = words.word(found, known) if found else None
        raise refusal("wrong-word", value, ", ".join(known), meant(near))

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
        if not written[0].isdigit() and is_placeholder(written):
            raise refusal("not-filled-in", written, "")
        if _MOMENT(written):
            raise refusal("day-with-time", written, written[:10])
    return day_of(written)


def _yes_or_no(**also: str) -> Callable[[object], bool]:
    """A reader of yes or no; `also` has what answers this question in other words."""

    def read(value: object) -> bool:
        if value is True or value is False:
            return value
        given = unwrapped(value)
        return yes_no(text(given) if isinstance(given, (str, Plain)) else given, also)

    return read


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


def _answer(**also: str) -> Read:
    words = {"enum": [True, False, "yes", "no", "true", "false"]}
    return Read(_yes_or_no(**also), words, strict=core_schema.bool_schema())


YesNo = Annotated[bool, _answer()]
Woman = Annotated[bool, _answer(nu="yes", ba="yes", nam="no", ong="no", female="yes", male="no")]
Minority = Annotated[bool, _answer(kinh="no", khmer="yes", hoa="yes", cham="yes")]


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
        raise _not_whole(value)
    return int(found)


def _not_whole(value: object) -> PydanticCustomError:
    written = str(value) if isinstance(value, (str, Plain)) else ""
    if is_placeholder(written):
        return refusal("not-filled-in", written, "")
    from ..sources import habits  # only on the way to an error

    return refusal("not-a-whole-number", value, "0, 1, 2, …", habits.whole(written))


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
    if complaint.code == "wrong-word" and isinstance(complaint.right, str):
        reader = _reader_of(tuple(complaint.right.split(", ")))
    if reader is None:
        return complaint
    try:
        reader(complaint.given)
    except PydanticCustomError as refused:
        context = dict(refused.context or {})
        found, right = context.pop("found"), context.pop("right")
        values = {**complaint.values, **context}
        return complaint._replace(code=refused.type, found=found, right=right, values=values)
    return complaint
