"""What every model of a JSON format is made of: its base, its scalars, and how its fields are named
in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from ..frozen import FrozenDict

__all__ = [
    "Condition",
    "Day",
    "Digest",
    "Entries",
    "Fault",
    "Format",
    "Points",
    "RulesetId",
    "SetNumber",
    "Star",
    "Tree",
    "Wanted",
    "Whole",
    "Words",
    "told",
]

V = TypeVar("V")


class Format(BaseModel, frozen=True):
    """A document, or a part of one, that systems read: frozen, with the JSON's own names and types.

    Formats are added to, never changed: a key that a later version adds is passed over on reading,
    so that a reader of today takes the documents of tomorrow. What is known is held strictly.
    `model_dump(mode="json")` gives the document back, key by key in the same order.
    """

    model_config = ConfigDict(
        extra="ignore",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        defer_build=True,  # importing the models costs little; each is built when first used
    )


def told(vi: str, en: str, **settings: Any) -> FieldInfo:
    """A field's title and description in both languages; what stands before a colon is its title.

    `settings` are those of pydantic's `Field`.
    """
    title = " / ".join(text.split(":")[0] for text in (vi, en))
    info: FieldInfo = Field(title=title, description=f"{vi}. / {en}.", **settings)
    return info


def _still(value: Any) -> Any:
    """A JSON value that can't be changed."""
    if isinstance(value, Mapping):
        return FrozenDict((name, _still(entry)) for name, entry in value.items())
    return tuple(map(_still, value)) if isinstance(value, list | tuple) else value


Entries = Annotated[Mapping[str, V], AfterValidator(FrozenDict)]
"""A JSON object whose keys are names; frozen once it is read."""

Tree = Annotated[Mapping[str, Any], AfterValidator(_still)]
"""A whole JSON document inside another; frozen to its leaves."""

Star = Annotated[int, Field(strict=True, ge=1, le=5)]
Whole = Annotated[int, Field(strict=True, ge=0)]
Points = Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)?$")]
"""An exact decimal as text."""
Day = Annotated[str, Field(pattern=r"^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$")]
"""A day as ISO text."""
Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]

Wanted = str | bool | tuple[str, ...]
"""What a condition asks of a fact: an interval in words, yes or no, or one of some words."""
Condition = tuple[Entries[Wanted], ...]
"""Alternatives, one of which must hold; of one alternative, all entries must."""


class Words(Format, frozen=True):
    """One text in both languages."""

    vi: Annotated[str, told("Tiếng Việt", "Vietnamese")]
    en: Annotated[str | None, told("Tiếng Anh, nếu có", "English, where there is one")]


RulesetId = Annotated[str, told("Mã bộ tiêu chí", "Id of the ruleset")]
SetNumber = Annotated[Whole, told("Số bộ sản phẩm", "Number of the product set")]


class Fault(Format, frozen=True):
    """One thing that is wrong, and what would be right."""

    code: Annotated[str, told("Mã lỗi: không đổi", "Code: it never changes")]
    file: Annotated[str | None, told("Tệp", "File, where the fault stands in one")]
    line: Annotated[int | None, told("Dòng", "Line, from 1")]
    column: Annotated[int | None, told("Cột", "Column, from 1")]
    cell: Annotated[str | None, told("Ô: chỉ với bảng tính", "Cell: of spreadsheets alone")] = None
    path: Annotated[str, told("Đường dẫn trong văn bản", "Path in the document, joined by /")]
    found: Annotated[str, told("Đã thấy", "What was found")]
    right: Annotated[str, told("Đúng ra là", "What would be right: empty where nothing is near")]
    vi: Annotated[str, told("Câu tiếng Việt", "Sentence in Vietnamese")]
    en: Annotated[str, told("Câu tiếng Anh", "Sentence in English")]
