"""`ocop-diff/1`: what differs between two rulesets, as systems read it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ...rules.format_base import Entries, Format, SetNumber, told
from ..crosswalk.kinds import Kind
from .kinds import ChangeKind, Thing

__all__ = [
    "Diff",
    "DiffChange",
    "DiffOfSet",
    "DiffRelation",
    "DiffRulesetChange",
    "DiffSides",
    "SheetsThatChange",
]

Count = Annotated[str, Field(pattern=r"^(0|[1-9][0-9]*)$")]
"""A whole number as text: it may be longer than a number of JSON can be."""

Mark = int | str | tuple[str, ...]


class DiffSides(Format, frozen=True):
    """What is so on either side; null where a side has no such thing."""

    from_: Annotated[str | None, told("Bên thứ nhất", "On the first side", alias="from")]
    to: Annotated[str | None, told("Bên thứ hai", "On the second side")]


class DiffRelation(Format, frozen=True):
    """What a crosswalk says of a criterion that came or went, or of a level of the first side."""

    kind: Annotated[
        Kind | None,
        told(
            "Quan hệ của mức; trống khi nói về cả tiêu chí",
            "How the level relates: null of a whole criterion",
        ),
    ]
    criterion: Annotated[str, told("Mã tiêu chí bên kia", "Id of the criterion of the other side")]
    levels: Annotated[tuple[str, ...], told("Các mức có thể", "Levels that are possible")]


class DiffRulesetChange(Format, frozen=True):
    """One thing that the two decisions say differently: dates, bands, certificates, process."""

    what: Annotated[str, told("Chỗ trong quyết định", "Path in the decision, joined by /")]
    from_: Annotated[str | None, told("Bên thứ nhất", "What the first says", alias="from")]
    to: Annotated[str | None, told("Bên thứ hai", "What the second says")]
    at: Annotated[DiffSides, told("Tệp và dòng", "FILE:LINE on either side")]


class DiffChange(Format, frozen=True):
    """One thing that two tables say differently."""

    kind: Annotated[ChangeKind, told("Loại thay đổi", "Kind of change")]
    thing: Annotated[Thing, told("Cái thay đổi", "What has changed")]
    id: Annotated[
        str | None,
        told("Mã", "Id of the criterion, ground, reading, fact or paper: null of other rows"),
    ]
    number: Annotated[DiffSides, told("Số in trong bảng", "Printed numbers of the row")]
    level: Annotated[str | None, told("Mã mức", "Id of the level, where it is of one")]
    field: Annotated[str, told("Trường", "Field of it: empty where the whole thing came or went")]
    from_: Annotated[
        str | None, told("Trước", "What the first says: null where nothing", alias="from")
    ]
    to: Annotated[str | None, told("Sau", "What the second says: null where nothing")]
    at: Annotated[DiffSides, told("Tệp và dòng", "FILE:LINE on either side")]
    relation: Annotated[
        DiffRelation | None,
        told("Theo bảng đối chiếu", "What a crosswalk says: left out where it says nothing else"),
    ] = None


class SheetsThatChange(Format, frozen=True):
    """Of all complete sheets, those that have another star under the second table. Exact."""

    sheets_that_change_star: Annotated[Count, told("Số phiếu đổi sao", "Sheets that change star")]
    of: Annotated[Count, told("Trên tất cả", "Of so many")]
    witness: Annotated[
        Entries[Mark] | None,
        told("Điểm tích của một phiếu đổi sao", "Marks of one that does: null where none does"),
    ]


class DiffOfSet(Format, frozen=True):
    """What differs in one product set."""

    product_set: SetNumber
    changes: Annotated[tuple[DiffChange, ...], told("Các thay đổi", "Changes, in printed order")]
    semantic: Annotated[
        SheetsThatChange | None,
        told(
            "Phiếu đổi sao: chỉ khi hai bảng có cùng các lựa chọn",
            "Sheets that change star: where both tables offer the same choices",
        ),
    ] = None


class Diff(Format, frozen=True):
    """Khác nhau giữa hai bộ tiêu chí / What differs from one ruleset to another."""

    format: Annotated[Literal["ocop-diff/1"], told("Định dạng", "Format")]
    from_: Annotated[str, told("Bộ thứ nhất", "The first ruleset, as it was named", alias="from")]
    to: Annotated[str, told("Bộ thứ hai", "The second ruleset, as it was named")]
    ruleset: Annotated[
        tuple[DiffRulesetChange, ...], told("Trong chính quyết định", "In the decision itself")
    ]
    product_sets: Annotated[tuple[DiffOfSet, ...], told("Theo bộ sản phẩm", "By product set")]
