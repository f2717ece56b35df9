"""The vocabulary of a table in `ocop-product-set/1`: facts, kinds of papers, what contradicts."""

from __future__ import annotations

from typing import Annotated

from ..frozen import FrozenDict
from ..terms import Unit
from .format_base import Condition, Entries, Format, Whole, Words, told

__all__ = ["Contradiction", "DocumentKind", "English", "Fact", "Vietnamese", "Vocabulary"]

Vietnamese = Annotated[str, told("Tiếng Việt", "Vietnamese")]
English = Annotated[str | None, told("Tiếng Anh, nếu có", "English, where there is one")]
Successor = Annotated[
    str | None,
    told("Nay thay bằng", "Its successor, where no rule asks for it any more"),
]


class Fact(Format, frozen=True):
    """Dữ kiện / A fact that conditions of the table name."""

    unit: Annotated[Unit, told("Đơn vị", "Unit: a share is from 0 to 1")]
    vi: Vietnamese
    en: English
    words: Annotated[
        Entries[Words], told("Các từ được dùng", "Words it may be, where its unit is word")
    ]
    from_: Annotated[
        str | None,
        told(
            "Lấy từ chỗ này của hồ sơ, không ghi trong facts",
            "Path in the dossier that it is read from: not written under facts",
            alias="from",
        ),
    ]
    shown_by: Annotated[
        tuple[str, ...],
        told(
            "Giấy tờ loại nào trong số này thì chứng minh được",
            "Kinds of papers, any of which shows it; none where it needs no paper",
        ),
    ] = ()
    retired_by: Successor = None


class DocumentKind(Format, frozen=True):
    """Loại giấy tờ / A kind of paper that conditions of the table name."""

    vi: Vietnamese
    en: English
    form_02_row: Annotated[Whole | None, told("Dòng của Mẫu số 02", "Row of Form 02")]
    expires: Annotated[bool, told("Có thời hạn", "Whether it expires")]
    of_product: Annotated[
        bool,
        told(
            "Về một sản phẩm: không phải về chủ thể hay cơ sở",
            "About one product: not about the producer or the facility",
        ),
    ] = False
    retired_by: Successor = None


class Contradiction(Format, frozen=True):
    """Mâu thuẫn / What cannot all be true of a dossier at once."""

    vi: Vietnamese
    en: English
    both: Annotated[Condition, told("Không thể cùng đúng", "Cannot all be true at once")]


class Vocabulary(Format, frozen=True):
    """Từ vựng / What the table's conditions ask for, and what of it contradicts."""

    facts: Annotated[Entries[Fact], told("Dữ kiện, theo tên", "Facts, by name")]
    documents: Annotated[Entries[DocumentKind], told("Giấy tờ, theo loại", "Papers, by kind")]
    contradictions: Annotated[
        Entries[Contradiction],
        told(
            "Những điều không thể cùng đúng, theo mã",
            "What cannot be true at once, by id",
            default_factory=FrozenDict,
        ),
    ]
    beside: Annotated[
        tuple[str, ...],
        told(
            "Chỉ mâu thuẫn nêu đến, không tiêu chí hay căn cứ nào hỏi",
            "Named only by contradictions: no level, case or ground asks for them",
        ),
    ] = ()
