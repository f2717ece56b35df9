"""What `ocop check` says of a dossier or a sheet alone, as systems read it."""

from __future__ import annotations

from typing import Annotated, Literal

from ..rules.format_base import Day, Fault, Format, Points, Star, Whole, told
from ..rules.formats import Applicable
from ..terms import Certifier, LimitCode
from .formats import Finding, RaisedGate, Range

__all__ = ["Due", "FormCheck", "MarksOfSheet", "RoundOfDossier"]


class RoundOfDossier(Format, frozen=True):
    """The rating round that a proposal belongs to."""

    level: Annotated[Certifier, told("Đợt của cấp", "Whose round it is")]
    proposed_on: Annotated[Day, told("Ngày đề nghị", "Day of the proposal")]
    proposed_before: Annotated[Day, told("Đề nghị trước ngày", "Proposed before this day")]
    ends_before: Annotated[Day, told("Xong trước ngày", "Done before this day")]
    article: Annotated[str, told("Điều, khoản", "Article")]


class Due(Format, frozen=True):
    """A step with a time limit."""

    code: Annotated[LimitCode, told("Việc", "The step")]
    days: Annotated[Whole, told("Số ngày", "Days")]
    working: Annotated[bool, told("Chỉ tính ngày làm việc", "Only working days count")]
    until: Annotated[Day | None, told("Đến hết ngày", "Last day, where it is known")]
    article: Annotated[str, told("Điều, khoản", "Article")]


class MarksOfSheet(Format, frozen=True):
    """Which criteria of a sheet have a mark."""

    marked: Annotated[tuple[str, ...], told("Đã tích", "Numbers with a mark")]
    open: Annotated[tuple[str, ...], told("Chưa tích", "Numbers without one")]
    total: Annotated[Points, told("Tổng điểm đã tích", "Points of what is marked")]
    star_by_points: Annotated[
        Star | None, told("Hạng theo điểm", "Star of the total; null where marks are missing")
    ]
    star: Annotated[
        Star | None, told("Hạng sao", "Star as far as the sheet alone says; null where it can't")
    ]
    range: Annotated[Range | None, told("Còn có thể", "What is still possible")]


class FormCheck(Format, frozen=True):
    """Xem một tệp / What can be said of a dossier or a sheet alone."""

    format: Annotated[Literal["ocop-form-check/1"], told("Định dạng", "Format")]
    form: Annotated[Literal["dossier", "sheet"], told("Loại tệp", "What was read")]
    ruleset: Annotated[str | None, told("Bộ tiêu chí", "Ruleset: null where none is called for")]
    product_set: Annotated[
        Whole | None, told("Bộ sản phẩm", "Product set: null where a sheet names none")
    ]
    applicable: Annotated[
        Applicable | None, told("Bộ tiêu chí áp dụng", "What the dossier's dates call for")
    ]
    errors: Annotated[
        tuple[Fault, ...], told("Các lỗi", "Why no ruleset is called for: empty where one is")
    ]
    gates: Annotated[
        tuple[RaisedGate, ...], told("Trường hợp loại, dừng", "Gates that facts or papers raise")
    ]
    findings: Annotated[tuple[Finding, ...], told("Điều cần xem lại", "What to look at")]
    rounds: Annotated[
        tuple[RoundOfDossier, ...], told("Đợt đánh giá", "Rounds that proposals belong to")
    ]
    limits: Annotated[tuple[Due, ...], told("Thời hạn", "Time limits")]
    decided: Annotated[
        tuple[str, ...], told("Hồ sơ xác định", "Numbers of the criteria that a dossier decides")
    ]
    marks: Annotated[MarksOfSheet | None, told("Điểm tích", "Marks of a sheet")]
