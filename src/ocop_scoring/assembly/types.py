"""The values that YAML files are made of, as pydantic types, and how a file's faults get their
places.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)

from ..errors import OcopError
from ..exact import Interval
from ..sources.faults import Path, placed_faults
from ..sources.model import keys_at
from ..sources.places import Plain, Source
from ..sources.values import day, pattern, refusal, text, whole, yes_no

__all__ = [
    "AboveOne",
    "Anything",
    "ConditionText",
    "Day",
    "FactName",
    "Id",
    "IntervalText",
    "Label",
    "MonthDay",
    "Number",
    "ReadingIds",
    "RulesetId",
    "Shape",
    "Star",
    "StarKey",
    "Text",
    "Whole",
    "YesNo",
    "checked",
    "one_or_more",
    "or_none",
]


_ID, _FACT = "[a-z][a-z0-9]*(-[a-z0-9]+)*", "[a-z][a-z0-9]*(_[a-z0-9]+)*"
_MONTH_DAY = "(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31"
_RULESET = r"[a-z0-9]+(-[a-z0-9]+)*(\+[a-z0-9]+(-[a-z0-9]+)*)*"
_NUMBER = r"\d+(\.[0-9a-zđ]+)*|[A-Z]"


def _interval(value: object) -> object:
    try:
        if isinstance(value, str):
            Interval.parse(value)
            return str(value)
    except ValueError:
        pass
    from ..sources import habits  # only on the way to an error

    meant = habits.interval(str(value), _is_interval) if isinstance(value, (str, Plain)) else None
    raise refusal("not-an-interval", value, '"from 50 to below 70"', meant)


def _is_interval(text: str) -> bool:
    try:
        Interval.parse(text)
    except ValueError:
        return False
    return True


_WHOLE_SCHEMA = WithJsonSchema({"type": "integer", "minimum": 0, "exclusiveMaximum": 10**9})
_NUMERAL = r"(0|[1-9][0-9]*)(\.[0-9]+)?( %)?"
_INTERVAL = (
    f"(exactly|from|above|to|below) {_NUMERAL}|(from|above) {_NUMERAL} to (below )?{_NUMERAL}"
)
Text = Annotated[
    str,
    BeforeValidator(text),
    Field(min_length=1),
    WithJsonSchema({"type": "string", "pattern": r"\S"}),
]


def _label(value: object) -> object:
    """Text that stands for a printed one. Asterisks in it are left over from print: they are
    minimums.
    """
    said = text(value)
    if "*" in said:
        raise refusal("asterisk-in-text", said, "minimum")
    return said


Label = Annotated[
    str,
    BeforeValidator(_label),
    Field(min_length=1),
    WithJsonSchema({"type": "string", "pattern": r"^[^*]*[^*\s][^*]*$"}),
]
Whole = Annotated[int, BeforeValidator(whole), _WHOLE_SCHEMA]
Star = Annotated[
    int,
    BeforeValidator(whole),
    Field(ge=1, le=5),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 5}),
]
AboveOne = Annotated[
    int,
    BeforeValidator(whole),
    Field(ge=2, le=5),
    WithJsonSchema({"type": "integer", "minimum": 2, "maximum": 5}),
]
StarKey = Annotated[
    int,
    BeforeValidator(whole),
    Field(ge=1, le=5),
    WithJsonSchema({"type": "string", "pattern": "^[1-5]$"}),
]
Day = Annotated[
    date,
    BeforeValidator(day),
    WithJsonSchema(
        {"type": "string", "format": "date", "pattern": "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$"}
    ),
]
MonthDay = Annotated[
    str,
    BeforeValidator(pattern(_MONTH_DAY, "not-a-day-of-the-year", "04-30")),
    WithJsonSchema({"type": "string", "pattern": f"^({_MONTH_DAY})$"}),
]
YesNo = Annotated[
    bool, BeforeValidator(yes_no), WithJsonSchema({"enum": ["yes", "no", True, False]})
]
IntervalText = Annotated[
    str,
    BeforeValidator(_interval),
    WithJsonSchema({"type": "string", "pattern": f"^({_INTERVAL})$"}),
]
Id = Annotated[
    str,
    BeforeValidator(pattern(_ID, "not-an-id", "lower-case English words with hyphens")),
    WithJsonSchema({"type": "string", "pattern": f"^{_ID}$"}),
]
FactName = Annotated[
    str,
    BeforeValidator(pattern(_FACT, "not-an-id", "lower-case English words with underscores")),
    WithJsonSchema({"type": "string", "pattern": f"^{_FACT}$"}),
]
RulesetId = Annotated[
    str,
    BeforeValidator(pattern(_RULESET, "not-an-id", "such as 26-2026 or 148-2023+1489")),
    WithJsonSchema({"type": "string", "pattern": f"^{_RULESET}$"}),
]
Number = Annotated[
    str,
    BeforeValidator(pattern(_NUMBER, "not-a-printed-number", '"1.1", "6.1.1" or "A"')),
    WithJsonSchema({"type": "string", "pattern": f"^({_NUMBER})$"}),
]


def one_or_more(value: object) -> object:
    """A lone text as a list of one."""
    return [value] if isinstance(value, str) else value


ReadingIds = Annotated[
    list[Id],
    BeforeValidator(one_or_more),
    WithJsonSchema(
        {
            "description": "The readings that this rests on: one id, or a list.",
            "anyOf": [
                {"type": "string", "pattern": f"^{_ID}$"},
                {"type": "array", "items": {"type": "string", "pattern": f"^{_ID}$"}},
            ],
        }
    ),
]
Anything = Annotated[Any, WithJsonSchema({})]
ConditionText = Annotated[
    Any,
    WithJsonSchema(
        {
            "description": "Facts and what is asked of them: all must hold; of a list, one must.",
            "anyOf": [
                {"type": "object"},
                {"type": "array", "items": {"type": "object"}, "minItems": 1},
            ],
        }
    ),
]


def or_none(value: object) -> object:
    """YAML's and JSON's null as None."""
    return None if isinstance(value, Plain) and value.text in ("null", "~", "") else value


class Shape(BaseModel):
    """A mapping whose unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


M = TypeVar("M", bound=BaseModel)


def checked(source: Source, model: type[M], error: type[OcopError]) -> M:
    """The content of a file as its model; every fault with its place, in `error`."""
    try:
        return model.model_validate(source.root)
    except ValidationError as problem:
        raise error(
            placed_faults(problem, source, lambda path: keys_at(model, path), _without_tag)
        ) from None


def _without_tag(loc: Path) -> Path:
    # The third step of the path of a row, a gate, or an entry of a crosswalk, is pydantic's name
    # for the kind of entry.
    return loc[:2] + loc[3:] if len(loc) > 2 and loc[0] in _TAGGED and loc[2] != "[key]" else loc


_TAGGED = ("rows", "gates", "product_sets", "criteria")
