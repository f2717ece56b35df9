"""What a paper of records says of how it was made, and what came of verifying it, as systems read
them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from ..rules.format_base import Digest, Entries, Format, Whole, told
from .formats import CaveatOfRecord, CheckOfRecord, Verification

__all__ = [
    "PaperProof",
    "PaperVerification",
    "RecordOfPaper",
    "SheetOfRecord",
    "VerifiedRecord",
]


class SheetOfRecord(Format, frozen=True):
    """The sheet of a council that a paper is on."""

    assessor: Annotated[str, told("Mã người đánh giá", "Id of the assessor")]
    round: Annotated[Whole, told("Lần chấm", "Round of scoring")]


class RecordOfPaper(Format, frozen=True):
    """A record that a paper is made of."""

    file: Annotated[str, told("Tệp kèm theo", "The file inside the paper")]
    digest: Annotated[Digest, told("Mã băm của bản ghi", "Digest of the record")]
    sheet: Annotated[
        SheetOfRecord | None,
        told("Phiếu, nếu chỉ nói về một phiếu", "The sheet, where the paper is on one of several"),
    ]


class PaperProof(Format, frozen=True):
    """Cách lập văn bản / How a paper was made, as it lies inside it (`paper.json`)."""

    format: Annotated[Literal["ocop-paper-proof/1"], told("Định dạng", "Format")]
    kind: Annotated[str, told("Loại văn bản", "Kind of paper")]
    lang: Annotated[Literal["vi", "en"], told("Ngôn ngữ", "Language")]
    records: Annotated[tuple[RecordOfPaper, ...], told("Các bản ghi", "Records, in order")]
    fields: Annotated[
        Entries[tuple[str, ...]],
        told("Phần đã điền", "What was filled in: lines of fields"),
    ]
    fonts: Annotated[tuple[str, ...], told("Phông chữ", "Fonts: empty in HTML")]
    library: Annotated[str, told("Bản thư viện", "Release of the library")]
    typst: Annotated[str | None, told("Bản Typst", "Release of Typst: null in HTML")]
    segno: Annotated[
        str | None, told("Bản segno", "Release of segno, which draws codes: null in HTML")
    ]


class VerifiedRecord(Verification, frozen=True):
    """What came of verifying a record inside a paper."""

    file: Annotated[str, told("Tệp kèm theo", "The file inside the paper")]


class PaperVerification(Format, frozen=True):
    """Kiểm tra văn bản / What came of verifying a paper and the records inside."""

    format: Annotated[Literal["ocop-paper-verification/1"], told("Định dạng", "Format")]
    ok: Annotated[bool, told("Đúng: mọi việc đã kiểm", "Ok: paper and records hold")]
    paper: Annotated[CheckOfRecord, told("Văn bản", "The paper itself")]
    caveats: Annotated[tuple[CaveatOfRecord, ...], told("Điều cần biết", "What should be known")]
    records: Annotated[tuple[VerifiedRecord, ...], told("Các bản ghi", "The records inside")]
    vi: Annotated[str, told("Câu tiếng Việt", "Sentence in Vietnamese")]
    en: Annotated[str, told("Câu tiếng Anh", "Sentence in English")]
