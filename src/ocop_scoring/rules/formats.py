"""The formats of the catalogue: rulesets, which one applies, which product set, certificates, and
what checks say.
"""

from __future__ import annotations

from typing import Annotated, Literal

from ..terms import Certifier, Provenance
from .format_base import (
    Day,
    Digest,
    Entries,
    Format,
    Points,
    RulesetId,
    SetNumber,
    Whole,
    Words,
    told,
)
from .format_decision import (
    CertificateDays,
    Eligible,
    FiledBefore,
    Procedure,
    Process,
    Programme,
    Receiver,
    Span,
    Transition,
)
from .format_table import Band

__all__ = [
    "Applicable",
    "Certificate",
    "Check",
    "Checked",
    "Derived",
    "DerivedSet",
    "ListedSet",
    "Place",
    "Places",
    "Ruleset",
    "RulesetEntry",
    "Rulesets",
]


class _About(Format, frozen=True):
    """What is said of a ruleset, alone or in a list."""

    id: RulesetId
    revision: Annotated[Whole, told("Lần sửa", "Revision")]
    decision: Annotated[str, told("Số quyết định", "Number of the decision")]
    title: Annotated[Words, told("Tên", "Title")]
    provenance: Annotated[Provenance, told("Nguồn của văn bản", "Where the text is known from")]
    in_force: Annotated[Span, told("Hiệu lực", "Days in force")]
    product_sets: Annotated[tuple[object, ...], told("Các bộ sản phẩm", "Product sets")]
    received_by: Annotated[
        Receiver | None, told("Nơi nhận hồ sơ", "Who receives dossiers, where it is said")
    ]
    certified_by: Annotated[
        Entries[Certifier], told("Ai công nhận, theo sao", "Who certifies, by star")
    ]
    process: Annotated[
        Process | None, told("Trình tự của Hội đồng, nếu quyết định định", "Councils' process")
    ]
    caveats: Annotated[
        tuple[str, ...], told("Điều chưa biết", "What is not known about all of its tables")
    ]
    issued_on: Annotated[Day, told("Ngày ban hành", "Day the decision was issued")]
    replaces: Annotated[tuple[str, ...], told("Thay thế", "Rulesets that it replaces")]
    points: Annotated[Points, told("Tổng điểm của bảng", "Points of a whole table")]
    bands: Annotated[tuple[Band, ...], told("Thang hạng sao", "Bands of the stars, best first")]
    filings: Annotated[Span, told("Nhận hồ sơ nộp trong khoảng", "Filing days that it covers")]
    certificate: Annotated[CertificateDays, told("Giấy chứng nhận", "Certificates")]
    transition: Annotated[
        tuple[Transition, ...], told("Chuyển tiếp", "Dossiers of earlier decisions' time")
    ]
    filed_before: Annotated[
        tuple[FiledBefore, ...],
        told("Hồ sơ nộp theo quyết định trước", "Dossiers of earlier decisions without a limit"),
    ] = ()
    programme: Annotated[Programme | None, told("Chương trình", "The programme")] = None
    procedure: Annotated[Procedure | None, told("Trình tự", "A dossier's way")] = None
    eligible: Annotated[Eligible | None, told("Ai được tham gia", "Who may take part")] = None


class RulesetEntry(_About, frozen=True):
    """A ruleset in the list of all."""

    product_sets: Annotated[
        tuple[SetNumber, ...], told("Số các bộ sản phẩm", "Numbers of its product sets")
    ]


class Rulesets(Format, frozen=True):
    """Các bộ tiêu chí / All rulesets of a catalogue, oldest first."""

    format: Annotated[Literal["ocop-rulesets/1"], told("Định dạng", "Format")]
    rulesets: Annotated[tuple[RulesetEntry, ...], told("Các bộ tiêu chí", "Rulesets")]


class ListedSet(Format, frozen=True):
    """A product set in the list of its ruleset."""

    number: SetNumber
    title: Annotated[Words, told("Tên", "Title")]
    provenance: Annotated[Provenance, told("Nguồn của văn bản", "Where the text is known from")]
    digest: Annotated[Digest, told("Mã băm", "Digest of the table")]


class _Head(Format, frozen=True):
    format: Annotated[Literal["ocop-ruleset/1"], told("Định dạng", "Format")]


class Ruleset(_About, _Head, frozen=True):
    """Bộ tiêu chí / A decision as data: its days, bands, certificates, and its product sets."""

    product_sets: Annotated[tuple[ListedSet, ...], told("Các bộ sản phẩm", "Product sets")]


class Applicable(Format, frozen=True):
    """Bộ tiêu chí áp dụng / Which ruleset a dossier's dates call for."""

    format: Annotated[Literal["ocop-applicable/1"], told("Định dạng", "Format")]
    ruleset: Annotated[
        str | None, told("Bộ tiêu chí", "Ruleset: null where the law leaves it open")
    ]
    choices: Annotated[tuple[str, ...], told("Các lựa chọn", "Rulesets that are possible")]
    decide_by: Annotated[Day | None, told("Hạn quyết định", "Last day to decide")]
    vi: Annotated[str, told("Giải thích, tiếng Việt", "Why, in Vietnamese")]
    en: Annotated[str, told("Giải thích, tiếng Anh", "Why, in English")]
    article: Annotated[str, told("Điều, khoản", "Article: empty where there is none")]
    readings: Annotated[
        tuple[str, ...], told("Các cách hiểu liên quan", "Ids of the open readings it rests on")
    ]

    procedure: Annotated[
        Procedure | None, told("Trình tự", "The dossier's way; null where the law leaves it open")
    ] = None
    working_days: Annotated[
        Entries[Day | None] | None,
        told(
            "Hạn theo lịch nghỉ lễ",
            "Last days by the calendar of public holidays; null where none is installed",
        ),
    ] = None


class Place(Format, frozen=True):
    """A line of the classification that fits some words."""

    product_set: SetNumber
    sector: Annotated[str, told("Mã ngành", "Id of the sector")]
    group: Annotated[str, told("Mã nhóm", "Id of the product group")]
    subgroup: Annotated[str | None, told("Mã phân nhóm", "Id of the subgroup: null without any")]
    because: Annotated[str, told("Từ đã khớp", "The words that say so")]
    vi: Annotated[str, told("Tên dòng, tiếng Việt", "Name of the line, in Vietnamese")]
    en: Annotated[str | None, told("Tên dòng, tiếng Anh", "Name of the line, in English")]


class Places(Format, frozen=True):
    """Bộ sản phẩm / Which product sets some words point to, best first."""

    format: Annotated[Literal["ocop-places/1"], told("Định dạng", "Format")]
    ruleset: RulesetId
    places: Annotated[tuple[Place, ...], told("Các dòng tìm thấy", "Lines that fit")]


class Certificate(Format, frozen=True):
    """Giấy chứng nhận / The days of a certificate; null where the decision says nothing."""

    format: Annotated[Literal["ocop-certificate/1"], told("Định dạng", "Format")]
    ruleset: RulesetId
    issued_on: Annotated[Day, told("Ngày cấp", "Day of issue")]
    expires_on: Annotated[Day, told("Ngày hết hạn", "Last day of validity")]
    renew_from: Annotated[Day | None, told("Nộp lại từ ngày", "First day to file a renewal")]
    renew_until: Annotated[Day | None, told("Nộp lại đến ngày", "Last day to file a renewal")]
    extended_until: Annotated[
        Day | None, told("Kéo dài nhiều nhất đến", "Last day it may run on until a result")
    ]
    articles: Annotated[tuple[str, ...], told("Điều, khoản", "Articles")] = ()
    readings: Annotated[
        tuple[str, ...], told("Các cách hiểu liên quan", "Ids of the open readings it rests on")
    ] = ()


class DerivedSet(Format, frozen=True):
    """How many criteria of a table evidence decides, bounds, or leaves to a person."""

    product_set: SetNumber
    derived: Annotated[Whole, told("Do minh chứng xác định", "Decided by evidence")]
    guarded: Annotated[Whole, told("Bị minh chứng giới hạn", "Bounded by evidence")]
    judged: Annotated[Whole, told("Do người đánh giá", "Left to a person")]
    criteria: Annotated[Whole, told("Tất cả", "All criteria")]


class Derived(Format, frozen=True):
    """Vai trò của minh chứng / What evidence decides, table by table."""

    format: Annotated[Literal["ocop-derived/1"], told("Định dạng", "Format")]
    ruleset: RulesetId
    product_sets: Annotated[tuple[DerivedSet, ...], told("Các bảng", "Tables")]


class Remark(Format, frozen=True):
    """Chỗ nên xem lại / Something that holds together and may still be wrong."""

    code: Annotated[str, told("Mã", "Code")]
    severity: Annotated[Literal["error", "warning", "note"], told("Mức độ", "How serious it is")]
    product_set: Annotated[Whole | None, told("Số bộ sản phẩm", "Number of the product set")]
    number: Annotated[str | None, told("Số của mục", "Printed number of the item")]
    level: Annotated[str | None, told("Mã mức", "Id of the level")]
    file: Annotated[str, told("Tệp", "File")]
    line: Annotated[Whole, told("Dòng", "Line")]
    vi: Annotated[str, told("Tiếng Việt", "Vietnamese")]
    en: Annotated[str, told("Tiếng Anh", "English")]
    witness: Annotated[
        Entries[int | str | tuple[str, ...]] | None,
        told("Phiếu chứng tỏ", "Marks that show it, where there are some"),
    ]
    where: Annotated[str, told("Địa chỉ", "Address, such as 26-2026/8/1.5")]
    column: Annotated[Whole, told("Cột", "Column")] = 1
    why: Annotated[Words | None, told("Vì sao cần xem", "Why it matters")] = None
    mend: Annotated[Words | None, told("Cách sửa", "How it is mended")] = None
    page: Annotated[str, told("Trang nói rõ", "The page on its code")] = ""


class Checked(Format, frozen=True):
    """The tables of a ruleset that were assembled from their files."""

    id: RulesetId
    checked: Annotated[tuple[Whole, ...], told("Đã kiểm tra", "Numbers of the tables checked")]
    unverified: Annotated[
        tuple[Whole, ...], told("Chưa xác minh", "Tables whose print doesn't add up")
    ]
    remarks: Annotated[
        tuple[Remark, ...], told("Chỗ nên xem lại", "What to look at, where nothing is certain")
    ] = ()


class Check(Format, frozen=True):
    """Kiểm tra / What `ocop rules check` found in order."""

    format: Annotated[Literal["ocop-check/1"], told("Định dạng", "Format")]
    rulesets: Annotated[tuple[Checked, ...], told("Các bộ tiêu chí", "Rulesets")]
    policies: Annotated[
        tuple[str, ...],
        told("Các cách tính của Hội đồng", "Ids of the policies: none where one ruleset was named"),
    ] = ()
    crosswalks: Annotated[
        tuple[str, ...],
        told("Các bảng đối chiếu", "Names of the crosswalks: none where one ruleset was named"),
    ] = ()
    remarks: Annotated[
        tuple[Remark, ...],
        told("Chỗ nên xem lại trong từ vựng", "What to look at in the vocabulary"),
    ] = ()
