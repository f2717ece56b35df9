"""`ocop-reach/1`, `ocop-reaches/1`: what holds for every sheet of a table, as systems read it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ...rating.formats import Caveat
from ...rules.format_base import Digest, Entries, Format, Points, RulesetId, SetNumber, Star, told
from ...terms import Provenance

__all__ = ["DecidingCriterion", "Reach", "ReachedStar", "Reaches"]

Count = Annotated[str, Field(pattern=r"^(0|[1-9][0-9]*)$")]
"""A whole number as text: it may be longer than a number of JSON can be."""

Mark = int | str | tuple[str, ...]
Marks = Entries[Mark]
"""Marks as on a sheet, by printed number."""


class ReachedStar(Format, frozen=True):
    """What holds for one star."""

    reachable: Annotated[bool, told("Có phiếu đạt", "Whether some sheet has exactly this star")]
    minimum_points: Annotated[
        Points,
        told(
            "Điểm của các điều kiện tối thiểu cộng lại",
            "Points of the minimums of this and lower stars added up: the highest of each item",
        ),
    ]
    fewest_points: Annotated[
        Points | None, told("Ít điểm nhất", "Fewest points of a sheet with exactly this star")
    ]
    most_points_without: Annotated[
        Points | None,
        told(
            "Nhiều điểm nhất mà không đạt",
            "Most points of a sheet with a lower star: null where every sheet has this one",
        ),
    ]
    sheets: Annotated[Count, told("Số phiếu", "Sheets with exactly this star")]


class DecidingCriterion(Format, frozen=True):
    """Whether a criterion ever decides a star; where it does, a sheet, and another mark of this
    criterion that gives it another star.
    """

    criterion: Annotated[str, told("Số của tiêu chí", "Printed number of the criterion")]
    decides: Annotated[bool, told("Có lúc quyết định hạng sao", "Whether it ever decides a star")]
    marks: Annotated[Marks | None, told("Điểm tích của một phiếu", "Marks of a sheet")]
    star: Annotated[Star | None, told("Hạng sao của phiếu ấy", "Star of this sheet")]
    instead: Annotated[Mark | None, told("Tích khác đi", "Another mark of this criterion")]
    star_instead: Annotated[Star | None, told("Hạng sao khi ấy", "Star of the sheet then")]


class Reach(Format, frozen=True):
    """Những điều đúng với mọi phiếu của một bảng / What holds for every sheet of a table."""

    format: Annotated[Literal["ocop-reach/1"], told("Định dạng", "Format")]
    ruleset: RulesetId
    product_set: SetNumber
    most_points: Annotated[Points, told("Nhiều điểm nhất", "Most points of a sheet")]
    stars: Annotated[Entries[ReachedStar], told("Theo hạng sao", "By star, the highest first")]
    witnesses: Annotated[
        Entries[Marks],
        told(
            "Phiếu làm chứng: điểm tích, theo tên của điều được nói",
            "Sheets that show it: marks, by the name of the statement",
        ),
    ]
    sheets: Annotated[Count, told("Số phiếu khác nhau", "Complete sheets")]
    totals: Annotated[Entries[Count], told("Số phiếu theo tổng điểm", "Sheets by total")]
    by_points: Annotated[
        Entries[Entries[Count]],
        told("Số phiếu theo hạng của điểm và hạng sao", "Sheets by star by points, then by star"),
    ]
    stars_by_total: Annotated[
        Entries[Entries[Count]],
        told("Số phiếu theo tổng điểm và hạng sao", "Sheets by total, then by star"),
    ]
    decisive: Annotated[
        tuple[DecidingCriterion, ...],
        told("Các tiêu chí", "Criteria in printed order, and whether they ever decide a star"),
    ]
    gated: Annotated[
        tuple[str, ...],
        told(
            "Phiếu làm chứng có điểm thuộc căn cứ loại",
            "Witnesses with a mark that raises a gate: they are rejected",
        ),
    ]
    ruleset_digest: Annotated[Digest, told("Dấu vân tay của bảng", "Digest of the table")]
    released: Annotated[
        bool | None, told("Bảng đã phát hành", "Whether the table is released: null if unknown")
    ]
    provenance: Annotated[Provenance, told("Nguồn của bảng", "Where its text is known from")]
    caveats: Annotated[
        tuple[Caveat, ...], told("Điều chưa biết hết của bảng", "What of the table is in doubt")
    ]


class Reaches(Format, frozen=True):
    """Những điều đúng với mọi phiếu, mọi bảng / What holds for every sheet of every table."""

    format: Annotated[Literal["ocop-reaches/1"], told("Định dạng", "Format")]
    ruleset: RulesetId
    product_sets: Annotated[tuple[Reach, ...], told("Các bộ sản phẩm", "Product sets")]
