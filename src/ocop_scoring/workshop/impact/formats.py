"""`ocop-impact/1`: what a change of the rules does to a population, as systems read it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from ...rules.format_base import Entries, Fault, Format, SetNumber, Star, Whole, Words, told

__all__ = [
    "Impact",
    "ImpactCause",
    "ImpactCounts",
    "ImpactMinimum",
    "ImpactPopulation",
    "ImpactProblem",
    "ImpactProduct",
    "ImpactReason",
    "ImpactStanding",
]

Exact = Annotated[str, Field(pattern=r"^-?[0-9]+(/[1-9][0-9]*)?$")]
"""An exact number as text: a whole one, or a fraction such as `-7/500`."""


class ImpactPopulation(Format, frozen=True):
    """How many products came to what."""

    kind: Annotated[
        Literal["sheets", "records", "synthetic"],
        told("Gồm những gì", "What it is made of"),
    ]
    products: Annotated[Whole, told("Số sản phẩm", "Products")]
    rated: Annotated[Whole, told("Có hạng sao ở cả hai bên", "With a star on both sides")]
    open: Annotated[Whole, told("Còn bỏ ngỏ", "Without a result on one side: never won or lost")]
    rejected: Annotated[Whole, told("Bị loại ở một bên", "Rejected by a gate on one side or both")]
    limits: Annotated[
        tuple[Words, ...],
        told(
            "Điều không kết luận được từ tập tổng hợp",
            "Of a synthetic population what it is and what can't be concluded from it; else empty",
        ),
    ]


class ImpactCounts(Format, frozen=True):
    """The counts of one group of products."""

    products: Annotated[Whole, told("Số sản phẩm", "Products")]
    rated: Annotated[Whole, told("Có hạng sao ở cả hai bên", "With a star on both sides")]
    open: Annotated[Whole, told("Còn bỏ ngỏ", "Without a result on one side")]
    rejected: Annotated[Whole, told("Bị loại ở một bên", "Rejected on one side or both")]
    winners: Annotated[Whole, told("Được thêm sao", "With a higher star")]
    losers: Annotated[Whole, told("Mất sao", "With a lower star, or rejected now")]
    effect: Annotated[
        Exact | None, told("Thay đổi của số sao trung bình", "Change of the mean star")
    ]


class ImpactCause(Format, frozen=True):
    """What one change adds to the change of the mean star."""

    change: Annotated[str, told("Địa chỉ", "Address of the change")]
    at: Annotated[str, told("Tệp và dòng", "File and line")]
    verb: Annotated[str, told("Động từ", "Verb: empty for the amendment's own files")]
    was: Annotated[Any, told("Trước là", "What stood there")]
    now: Annotated[Any, told("Nay là", "What stands there now")]
    share: Annotated[Exact, told("Phần", "Its part of the change of the mean star (Shapley)")]
    exact: Annotated[bool, told("Tính đúng", "Whether it is exact, else sampled")]
    error: Annotated[str | None, told("Sai số chuẩn", "Standard error of a sampled part")]


class ImpactMinimum(Format, frozen=True):
    """A minimum that is missed."""

    star: Annotated[Star, told("Hạng sao", "Star that it belongs to")]
    criterion: Annotated[str, told("Tiêu chí", "Id of the criterion")]
    number: Annotated[str, told("Số in", "Printed number")]
    needs: Annotated[str, told("Mức cần", "Level that it asks for")]
    has: Annotated[str | None, told("Mức có", "Level that there is")]
    met_by: Annotated[int | None, told("Số phiếu đạt", "Sheets of the council that meet it")]
    of: Annotated[int | None, told("Trên số phiếu", "Of so many sheets")]


class ImpactReason(Format, frozen=True):
    """A condition that came otherwise under the second side."""

    kind: Annotated[
        Literal["minimum-missed", "minimum-met", "gate-raised", "gate-lifted", "points", "band"],
        told("Loại", "Kind"),
    ]
    minimum: Annotated[ImpactMinimum | None, told("Điều kiện tối thiểu", "The minimum")]
    gate: Annotated[str | None, told("Căn cứ loại", "Id of the gate")]
    was: Annotated[Exact | None, told("Trước", "Points or star before")]
    now: Annotated[Exact | None, told("Nay", "Points or star now")]
    vi: Annotated[str, told("Tiếng Việt", "The sentence in Vietnamese")]
    en: Annotated[str, told("Tiếng Anh", "The sentence in English")]


class ImpactStanding(Format, frozen=True):
    """What a product comes to on one side."""

    status: Annotated[Literal["rated", "rejected", "open"], told("Tình trạng", "Status")]
    star: Annotated[Star | None, told("Hạng sao", "Star")]
    points: Annotated[Exact | None, told("Điểm", "Points: of a council its mean")]
    star_by_points: Annotated[Star | None, told("Hạng theo điểm", "Star by points")]
    range: Annotated[
        tuple[Star, Star] | None,
        told("Hạng còn có thể", "Lowest and highest star still possible of an open sheet"),
    ]
    why: Annotated[str | None, told("Vì sao bỏ ngỏ", "Why it is open")]


class ImpactProduct(Format, frozen=True):
    """A product whose result is another, or open: with what moved it."""

    name: Annotated[str, told("Tên", "Name")]
    product_set: SetNumber
    producer_kind: Annotated[str | None, told("Loại hình chủ thể", "Kind of producer")]
    commune: Annotated[str | None, told("Xã", "Commune")]
    source: Annotated[str, told("Từ tệp", "Where it came from")]
    from_: Annotated[ImpactStanding, told("Theo bộ cũ", "Under the first side", alias="from")]
    to: Annotated[ImpactStanding, told("Theo bộ mới", "Under the second side")]
    reasons: Annotated[tuple[ImpactReason, ...], told("Vì", "What moved it")]


class ImpactProblem(Format, frozen=True):
    """A file, or a product of one, that could not be used."""

    file: Annotated[str, told("Tệp", "File")]
    errors: Annotated[tuple[Fault, ...], told("Các lỗi", "Faults")]


class Impact(Format, frozen=True):
    """Tác động của việc sửa bộ tiêu chí / What a change of the rules does to a population."""

    format: Annotated[Literal["ocop-impact/1"], told("Định dạng", "Format")]
    from_: Annotated[str, told("Bộ cũ", "The first side", alias="from")]
    to: Annotated[str, told("Bộ mới", "The second side")]
    population: Annotated[ImpactPopulation, told("Tập sản phẩm", "The products")]
    matrix: Annotated[
        Entries[Entries[Whole]],
        told("Bảng chuyển hạng", "Products by star before, then by star now; `rejected` last"),
    ]
    winners: Annotated[Whole, told("Được thêm sao", "Products with a higher star")]
    losers: Annotated[Whole, told("Mất sao", "Products with a lower star, or rejected now")]
    effect: Annotated[
        Exact | None, told("Thay đổi của số sao trung bình", "Change of the mean star")
    ]
    causes: Annotated[tuple[ImpactCause, ...], told("Do thay đổi nào", "Which change it is due to")]
    without_causes: Annotated[
        Literal["same-rules", "not-its-amendment", "no-changes", "nothing-settled", "not-between"]
        | None,
        told("Vì sao không chia được", "Why there are no causes"),
    ]
    by: Annotated[
        Entries[Entries[ImpactCounts]],
        told("Theo nhóm", "By product set, kind of producer, commune: `unknown` where not said"),
    ]
    products: Annotated[
        tuple[ImpactProduct, ...],
        told("Sản phẩm đổi hạng hoặc bỏ ngỏ", "Products that moved, or open"),
    ]
    decided_otherwise: Annotated[
        tuple[str, ...],
        told("Biên bản khác kết quả", "Records that say otherwise than the first side rates"),
    ]
    problems: Annotated[
        tuple[ImpactProblem, ...], told("Không dùng được", "What could not be used")
    ]
