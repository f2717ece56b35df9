"""`ocop-what-if-result/1`: what a change does to a result, as systems read it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ...rating.council_formats import CouncilUnmet
from ...rating.formats import Finding, RaisedGate, Range, Unmet
from ...rules.format_base import Format, RulesetId, SetNumber, Star, Tree, told
from ...terms import CouncilStatus, Status

__all__ = ["CameOut", "GaveBefore", "MovedBetween", "MovedFindings", "MovedGates"]
__all__ += ["MovedOfCriterion", "MovedUnmet", "WhatIf"]

Exact = Annotated[str, Field(pattern=r"^[0-9]+(/[1-9][0-9]*)?$")]
"""Points, or a mean of them: a whole number or a fraction."""
Number = Annotated[str, told("Số của tiêu chí", "Printed number of the criterion")]
Levels = str | tuple[str, ...] | None


class CameOut(Format, frozen=True):
    """What dossier and sheets come to, before or after the change."""

    ruleset: RulesetId
    status: Annotated[Status | CouncilStatus, told("Trạng thái", "Status")]
    points: Annotated[
        Exact | None, told("Điểm", "Total: of a council its mean, null where incomplete")
    ]
    is_mean: Annotated[bool, told("Là điểm trung bình", "Whether the points are a council's mean")]
    star_by_points: Annotated[Star | None, told("Hạng theo điểm", "Star by points")]
    star: Annotated[Star | None, told("Hạng sao", "Star")]
    range: Annotated[Range | None, told("Còn có thể", "What is still possible of an open sheet")]


class GaveBefore(Format, frozen=True):
    """What one criterion gave on one side of the change."""

    level: Annotated[Levels, told("Mức", "Level: null where none, and of councils")]
    points: Annotated[Exact | None, told("Điểm", "Points: null where not assessed")]


class MovedOfCriterion(Format, frozen=True):
    """A criterion that gives something else."""

    criterion: Number
    id: Annotated[str, told("Mã của tiêu chí", "Id of the criterion")]
    from_: Annotated[
        GaveBefore | None,
        told("Trước", "Before: null where the rules had it not", alias="from"),
    ]
    to: Annotated[GaveBefore | None, told("Sau", "After: null where the rules have it no more")]


class MovedUnmet(Format, frozen=True):
    """Minimums that are missed now and were not, and those that no longer are."""

    appeared: Annotated[tuple[CouncilUnmet | Unmet, ...], told("Thiếu thêm", "Missed now")]
    vanished: Annotated[tuple[CouncilUnmet | Unmet, ...], told("Hết thiếu", "Missed before")]


class MovedGates(Format, frozen=True):
    """Gates that apply now and did not, and those that no longer do."""

    appeared: Annotated[tuple[RaisedGate, ...], told("Thêm căn cứ loại", "Apply now")]
    vanished: Annotated[tuple[RaisedGate, ...], told("Hết căn cứ loại", "Applied before")]


class MovedFindings(Format, frozen=True):
    """Findings that are made now and were not, and those that no longer are."""

    appeared: Annotated[tuple[Finding, ...], told("Thêm điều cần xem", "Made now")]
    vanished: Annotated[tuple[Finding, ...], told("Hết điều cần xem", "Made before")]


class MovedBetween(Format, frozen=True):
    """All that differs between the two results."""

    criteria: Annotated[tuple[MovedOfCriterion, ...], told("Tiêu chí", "Criteria")]
    unmet: Annotated[MovedUnmet, told("Điều kiện tối thiểu", "Minimums")]
    gates: Annotated[MovedGates, told("Căn cứ loại", "Gates")]
    findings: Annotated[MovedFindings, told("Điều cần xem", "Findings")]


class WhatIf(Format, frozen=True):
    """Kết quả của một thay đổi thử / What a change does to a result, and what else would."""

    format: Annotated[Literal["ocop-what-if-result/1"], told("Định dạng", "Format")]
    product_set: SetNumber
    patch: Annotated[Tree, told("Thay đổi thử", "The patch: ocop-what-if/1")]
    before: Annotated[CameOut, told("Trước", "Before")]
    after: Annotated[CameOut, told("Sau", "After")]
    lists_papers: Annotated[
        bool,
        told(
            "Nay mới kê khai minh chứng",
            "Whether the dossier listed no papers before: those of the patch are the whole file",
        ),
    ]
    moved: Annotated[MovedBetween, told("Điều đã đổi", "What moved")]
