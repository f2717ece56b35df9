"""`ocop-carry-over/1`: sheets of one decision as drafts under another, as systems read it."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules.format_base import Format, RulesetId, SetNumber, Star, Tree, told

__all__ = [
    "CarriedMark",
    "CarriedSheet",
    "CarryOver",
    "DerivedMark",
    "LeadingMark",
    "LostMark",
    "OpenMark",
]

Mark = int | str | tuple[str, ...]
Number = Annotated[str, told("Số của tiêu chí", "Printed number of the criterion")]
CriterionId = Annotated[str, told("Mã tiêu chí", "Id of the criterion")]
LevelIds = Annotated[
    tuple[str, ...],
    told("Mã các mức", "Ids of levels; `unreached` where none is reached and none is worth 0"),
]
Why = Annotated[str | None, told("Lý do", "Reason, in Vietnamese, as the crosswalk has it")]


class LeadingMark(Format, frozen=True):
    """A mark of the sheet that leads to a criterion of the other decision, with its relations."""

    number: Number
    criterion: CriterionId
    levels: LevelIds
    kinds: Annotated[
        tuple[Literal["same", "merged", "looser", "split", "stricter", "none", "open"], ...],
        told("Các quan hệ", "The relation of each level"),
    ]
    bases: Annotated[
        tuple[Literal["condition", "label", "id", "stated", "none"], ...],
        told("Căn cứ của từng quan hệ", "What each relation rests on"),
    ]
    why: Why


Of = Annotated[
    tuple[LeadingMark, ...], told("Từ các điểm tích", "Marks of the sheet that lead here")
]


class CarriedMark(Format, frozen=True):
    """A mark that was carried; `facts` is the level that the dossier's facts decide otherwise."""

    number: Number
    criterion: CriterionId
    mark: Annotated[Mark, told("Điểm tích trong bản nháp", "Mark on the draft")]
    levels: LevelIds
    of: Of
    facts: Annotated[str | None, told("Dữ kiện cho thấy mức khác", "Level that facts decide")]


class DerivedMark(Format, frozen=True):
    """A criterion whose level the dossier's facts decide: the draft has no mark."""

    number: Number
    criterion: CriterionId
    level: Annotated[str, told("Mã mức", "Id of the level")]
    of: Of


class OpenMark(Format, frozen=True):
    """A criterion that somebody must still judge, and the levels that it can be."""

    number: Number
    criterion: CriterionId
    levels: LevelIds
    cause: Annotated[
        Literal["relation", "new", "not-assessed", "not-counted", "contradiction"],
        told("Vì sao chưa chắc", "Why it isn't sure"),
    ]
    of: Of
    why: Why


class LostMark(Format, frozen=True):
    """A mark that nothing of the other decision corresponds to."""

    number: Number
    criterion: CriterionId
    levels: LevelIds
    why: Why


class CarriedSheet(Format, frozen=True):
    """One sheet, its draft, and all that became of its marks."""

    file: Annotated[str, told("Tệp của phiếu", "File of the sheet")]
    product_set: SetNumber
    into: Annotated[SetNumber, told("Thành bộ sản phẩm", "Product set of the other decision")]
    draft: Annotated[
        Tree, told("Bản nháp", "The draft: nobody's sheet, as no assessor and no day says")
    ]
    carried: Annotated[tuple[CarriedMark, ...], told("Chuyển được", "Marks that were carried")]
    derived: Annotated[
        tuple[DerivedMark, ...],
        told("Hồ sơ tự xác định", "Criteria that the dossier's facts decide"),
    ]
    to_judge: Annotated[
        tuple[OpenMark, ...], told("Phải xét", "Criteria that somebody must still judge")
    ]
    lost: Annotated[tuple[LostMark, ...], told("Mất", "Marks that nothing corresponds to")]
    closed: Annotated[
        tuple[str, ...], told("Không chấm", "Numbers that aren't rated: what opens them fell short")
    ]
    rejects_to_judge: Annotated[
        tuple[str, ...],
        told("Lý do loại phải xét lại", "Grounds of rejection that the draft does not take over"),
    ]
    star: Annotated[
        tuple[Star, Star] | None,
        told(
            "Còn có thể từ hạng đến hạng", "Lowest and highest star still possible; null: rejected"
        ),
    ]
    written: Annotated[str | None, told("Ghi vào tệp", "File that the draft was written to")]


class CarryOver(Format, frozen=True):
    """Phiếu chuyển sang quyết định khác / Sheets of one decision as drafts under another."""

    format: Annotated[Literal["ocop-carry-over/1"], told("Định dạng", "Format")]
    to: RulesetId
    crosswalks: Annotated[
        tuple[str, ...], told("Các bảng đối chiếu đã dùng", "Names of the crosswalks used")
    ]
    sheets: Annotated[tuple[CarriedSheet, ...], told("Các phiếu", "The sheets")]
