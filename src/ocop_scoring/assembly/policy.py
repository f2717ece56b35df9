"""A council's policy, `ocop-policy/1`: the part of its own rules that changes numbers.

It is a rule file of `criteria/policies/`, which every decision's check reads, and a form that a
council may keep for itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ..sources.characters import find_unseen, named
from ..sources.faults import Complaint, as_pydantic
from ..sources.model import Form, Model, about
from ..sources.values import pattern, refusal
from ..terms import Chair, GatesBy, Half, MeanOf, MinimumsBy, RoundingOf
from .types import Id, Text, Whole, or_none

__all__ = ["Policy", "Quorum", "Rounding", "resolved_policy"]


def _as_in_files(text: str) -> str:
    """Text from a mapping is refused where a rule file with it would be."""
    unseen = find_unseen(text)
    if unseen or "\t" in text:
        raise refusal("control-character", named(unseen[0] if unseen else "\t"), "")
    if not unicodedata.is_normalized("NFC", text):
        raise refusal("not-nfc", text, "NFC")
    return text


def _at_most_all(share: str) -> str:
    if Fraction(share) > 1:
        raise refusal("not-a-fraction", share, "2/3")
    return share


RuleText = Annotated[Text, AfterValidator(_as_in_files)]
_SHARE = r"[1-9]\d{0,3}/[1-9]\d{0,3}"
Share = Annotated[
    str,
    BeforeValidator(pattern(_SHARE, "not-a-fraction", "2/3")),
    AfterValidator(_at_most_all),
    Field(json_schema_extra={"pattern": f"^{_SHARE}$"}),
]


class Rounding(Model, frozen=True):
    """Làm tròn / How a policy rounds, and at which stage."""

    places: Annotated[Whole, Field(le=9), about("Số chữ số thập phân", "Decimal places")]
    half: Annotated[Half, about("Nửa đơn vị", "Half", "Lên, hoặc về số chẵn", "Up, or to even")]
    of: Annotated[RoundingOf, about("Làm tròn cái gì", "What is rounded")]


class Quorum(Model, frozen=True):
    """Số người dự tối thiểu / How many members must be present."""

    share: Annotated[
        Share, about("Tỷ lệ", "Share", "Phân số, như 2/3", "A fraction, as 2/3; rounded up")
    ]
    of: Annotated[Literal["appointed"], about("Trên số", "Of", "Số người được cử", "Of appointed")]
    chair: Annotated[Chair, about("Chủ tịch", "Chair", "Có bắt buộc dự", "Whether required")]

    @property
    def fraction(self) -> Fraction:
        """The share as an exact number."""
        return Fraction(self.share)


class Policy(Form, frozen=True):
    """Cách tính kết quả của Hội đồng / How a council's sheets become one result, `ocop-policy/1`.

    It has no revision: what changes gets another id.
    """

    format: Annotated[Literal["ocop-policy/1"], about("Định dạng", "Format")]
    id: Annotated[Id, about("Mã", "Id")]
    vi: Annotated[RuleText | None, about("Tên tiếng Việt", "Name in Vietnamese")] = None
    en: Annotated[RuleText | None, about("Tên tiếng Anh", "Name in English")] = None
    basis: Annotated[
        RuleText,
        about(
            "Căn cứ",
            "Basis",
            "Văn bản hoặc quy chế mà cách tính theo",
            "The decision, practice or rules of procedure that it follows",
        ),
    ]
    mean: Annotated[MeanOf, about("Lấy trung bình", "Mean of")]
    rounding: Annotated[Rounding | Literal["none"], about("Làm tròn", "Rounding")]
    minimums: Annotated[MinimumsBy, about("Điều kiện tối thiểu", "Minimums met by")]
    gates: Annotated[GatesBy, about("Lý do loại", "Gates raised by")]
    max_spread: Annotated[
        Whole | None,
        BeforeValidator(or_none),
        about(
            "Chênh lệch tối đa",
            "Largest spread",
            "Lệch hơn thì chấm lại; null: không giới hạn",
            "Above it, members rate again; null for none",
        ),
    ] = None
    quorum: Annotated[
        Quorum | None, BeforeValidator(or_none), about("Số người dự tối thiểu", "Quorum")
    ] = None

    @model_validator(mode="after")
    def _together(self) -> Self:
        """Its rules go together: ValidationError with each that doesn't."""
        clashes = [*self._of_agreement(), *self._of_rounding()]
        if clashes:
            raise as_pydantic("Policy", clashes)
        return self

    def _of_agreement(self) -> Iterator[Complaint]:
        """A council that agrees on one sheet takes mean, minimums and gates from it, and neither
        rounds nor compares.
        """
        ways = {"mean": self.mean, "minimums": self.minimums, "gates": self.gates}
        agreed = next((name for name, way in ways.items() if way == "agreed"), None)
        if agreed is None:
            return
        other = f"{agreed}: agreed"
        for name, way in ways.items():
            if way != "agreed":
                yield _clash((name,), way, "agreed", other)
        if self.rounding != "none":
            yield _clash(("rounding",), "{…}", "none", other)
        if self.max_spread is not None:
            yield _clash(("max_spread",), str(self.max_spread), "null", other)
        if self.quorum is not None:
            yield _clash(("quorum",), "{…}", "null", other)

    def _of_rounding(self) -> Iterator[Complaint]:
        """The mean can always be rounded, parts and criteria only where they are averaged."""
        if self.rounding == "none" or self.mean == "agreed":
            return
        stage = self.rounding.of
        if stage not in ("mean", self.mean):
            right = "mean" if self.mean == "totals" else f"mean, {self.mean}"
            yield _clash(("rounding", "of"), stage, right, f"mean: {self.mean}")


def _clash(path: tuple[str, ...], found: str, right: str, other: str) -> Complaint:
    return Complaint("policy-clash", path, found, right, {"field": "/".join(path), "other": other})


def resolved_policy(policy: Policy) -> dict[str, Any]:
    """A policy as a resolved document, which its digest is of: every rule said, names where it has
    them.
    """
    rounding, quorum = policy.rounding, policy.quorum
    names = {"vi": policy.vi, "en": policy.en}
    return {
        "format": policy.format,
        "id": policy.id,
        **{lang: said for lang, said in names.items() if said is not None},
        "basis": policy.basis,
        "mean": policy.mean,
        "rounding": rounding if rounding == "none" else rounding.model_dump(),
        "minimums": policy.minimums,
        "gates": policy.gates,
        "max_spread": policy.max_spread,
        "quorum": None if quorum is None else quorum.model_dump(),
    }
