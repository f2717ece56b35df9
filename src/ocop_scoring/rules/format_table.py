"""`ocop-product-set/1`: a table of the law with all that a form needs, as systems read it."""

from __future__ import annotations

from typing import Annotated, Literal

from ..terms import (
    Confidence,
    Ending,
    Evidence,
    GateProvenance,
    Mode,
    Provenance,
    RaisedBy,
)
from .format_base import Condition, Digest, Entries, Format, Points, Star, Tree, Whole, Words, told
from .format_vocabulary import English, Vietnamese, Vocabulary

__all__ = [
    "Band",
    "Case",
    "Criterion",
    "Erratum",
    "Gate",
    "GateConditions",
    "Group",
    "Heading",
    "Level",
    "LevelConditions",
    "MissingMinimums",
    "OnlyIf",
    "Part",
    "ProductSet",
    "Reading",
    "SharedCases",
]

Number = Annotated[str, told("Số in trong bảng", "Printed number")]
Title = Annotated[Words, told("Tên", "Title")]
FirstReading = Annotated[
    str | None, told("Cách hiểu mà nó dựa vào", "Reading that it rests on: the first")
]
Readings = Annotated[
    tuple[str, ...], told("Mọi cách hiểu mà nó dựa vào", "All readings that it rests on")
]
Source = Annotated[Provenance, told("Nguồn của văn bản", "Where the text is known from")]


class LevelConditions(Format, frozen=True):
    """What facts and papers say of a level, in the ruleset's own words."""

    when: Annotated[
        Condition | None,
        told(
            "Xác định mức này: một trong các khả năng đúng",
            "Decides this level: where one of these alternatives holds",
        ),
    ]
    needs: Annotated[
        Condition | None,
        told(
            "Giới hạn mức này: không khả năng nào đúng thì tích mức này bị lưu ý",
            "Bounds this level: where none of these holds, a tick here is a finding",
        ),
    ]


class Level(Format, frozen=True):
    """Mức / A printed box of a criterion, and what facts and papers say of it."""

    id: Annotated[str, told("Mã mức", "Id of the level")]
    points: Annotated[Points, told("Điểm của mức", "Points of the level")]
    minimum: Annotated[
        Star | None,
        told("Điều kiện tối thiểu: của sao này", "Minimum: the star that asks for this level"),
    ]
    case: Annotated[
        str | None,
        told("Trường hợp: a hoặc b, nếu tiêu chí có hai", "Case: a or b, where there are two"),
    ]
    reading: Annotated[
        str | None,
        told("Cách hiểu mà mức dựa vào", "Reading of the law that the level rests on: the first"),
    ]
    vi: Vietnamese
    en: English
    mark: Annotated[
        int | str,
        told(
            "Ghi trên phiếu: điểm, hoặc mã mức; trong danh sách nếu các dòng cộng lại",
            "Mark on a sheet: the points, or the id; inside a list where lines add up",
        ),
    ]
    conditions: Annotated[
        LevelConditions | None, told("Điều kiện theo minh chứng, nếu có", "Conditions of evidence")
    ]
    readings: Readings = ()


class Case(Format, frozen=True):
    """Trường hợp / One of the cases of a criterion."""

    vi: Vietnamese
    en: English
    when: Annotated[
        Condition | None,
        told(
            "Hồ sơ thuộc trường hợp này khi: một trong các khả năng đúng",
            "Decides this case: where one of these alternatives holds",
        ),
    ] = None


class OnlyIf(Format, frozen=True):
    """The item without which a conditional criterion counts 0."""

    criterion: Annotated[str, told("Số của mục", "Number of the item")]
    at_least: Annotated[str, told("Mức thấp nhất phải đạt", "Lowest level it must reach")]


class Criterion(Format, frozen=True):
    """Tiêu chí / A criterion in its place in the table."""

    number: Number
    id: Annotated[
        str,
        told("Mã tiêu chí: như nhau ở mọi quyết định", "Id of the criterion: across decisions"),
    ]
    title: Title
    points: Annotated[Points, told("Điểm cao nhất", "The most points it can give")]
    heading: Annotated[
        str | None, told("Tiêu đề mà mục đứng dưới", "Number of the heading it stands under")
    ]
    mode: Annotated[
        Mode,
        told(
            "Cách tích: một mức, hoặc các dòng cộng lại", "Ticked: one level, or lines that add up"
        ),
    ]
    only_if: Annotated[OnlyIf | None, told("Chỉ tính khi", "Rated only if")]
    evidence: Annotated[
        Evidence,
        told(
            "Minh chứng: xác định mức, giới hạn mức, hay do người đánh giá",
            "Evidence: decides the level, bounds it, or leaves it to a person",
        ),
    ]
    provenance: Source
    levels: Annotated[tuple[Level, ...], told("Các mức, theo thứ tự in", "Levels as printed")]
    note: Annotated[
        Words | None, told("Ghi chú in kèm tên", "Note: what print says beyond the title")
    ]
    cases: Annotated[Entries[Case], told("Các trường hợp", "Words of each case, by its id")]
    pair: Annotated[
        str | None,
        told(
            "Cặp trường hợp: các mục cùng cặp lấy cùng một trường hợp",
            "Pair of cases: items of the same pair take the same case",
        ),
    ] = None
    reading: FirstReading = None
    readings: Readings = ()


class Heading(Format, frozen=True):
    """A printed heading inside a group."""

    number: Number
    title: Title
    points: Annotated[Points, told("Điểm in", "Points as printed")]


class Group(Format, frozen=True):
    """Nhóm / A printed group of criteria; a criterion that is its own group stands in one."""

    number: Number
    title: Title
    points: Annotated[Points, told("Điểm in", "Points as printed")]
    headings: Annotated[tuple[Heading, ...], told("Các tiêu đề", "Headings")]
    criteria: Annotated[tuple[Criterion, ...], told("Các tiêu chí", "Criteria")]


class Part(Format, frozen=True):
    """Phần / One of the parts A, B, C."""

    code: Annotated[str, told("Chữ của phần", "Letter of the part")]
    title: Title
    points: Annotated[Points, told("Điểm in", "Points as printed")]
    groups: Annotated[tuple[Group, ...], told("Các nhóm", "Groups")]


class GateConditions(Format, frozen=True):
    """What facts and papers say of a ground of rejection, in the ruleset's own words."""

    when: Annotated[
        Condition | None, told("Áp dụng khi", "Raises it: one of these alternatives that holds")
    ]
    unless: Annotated[
        Condition | None, told("Áp dụng trừ khi", "Raises it: unless one of these holds")
    ]
    waived_by: Annotated[
        Condition | None, told("Được miễn khi", "Waives it: one of these that holds")
    ]


class Gate(Format, frozen=True):
    """Căn cứ loại / A ground on which a dossier is rejected, or its rating stopped."""

    id: Annotated[str, told("Mã căn cứ: ghi vào rejects", "Id: what a sheet's rejects names")]
    at: Annotated[str | None, told("Mục in kèm căn cứ", "Number of the item it is printed at")]
    outcome: Annotated[Ending, told("Hậu quả: loại, hay dừng", "Outcome: rejected or stopped")]
    raised_by: Annotated[
        RaisedBy,
        told("Ai nêu: người, hồ sơ, hay điểm", "Raised by: a person, evidence, or marks"),
    ]
    vi: Vietnamese
    en: English
    reading: Annotated[
        str | None, told("Cách hiểu mà căn cứ dựa vào", "Reading that it rests on: the first")
    ]
    conditions: Annotated[
        GateConditions | None, told("Điều kiện theo minh chứng, nếu có", "Conditions of evidence")
    ]
    any_of: Annotated[
        tuple[str, ...],
        told("Theo điểm: một trong các mục này", "By marks: one of these items"),
    ]
    points: Annotated[Points | None, told("Theo điểm: được điểm này", "By marks: has these points")]
    readings: Readings = ()
    provenance: Annotated[
        GateProvenance | None, told("Nguồn của căn cứ", "Where the ground is known from")
    ] = None


class Erratum(Format, frozen=True):
    """Đính chính / A misprint, and how it is read."""

    at: Annotated[str, told("Chỗ in", "Where it is printed")]
    printed: Annotated[str, told("Bản in", "What print says")]
    read_as: Annotated[str, told("Đọc là", "How it is read")]
    why: Annotated[str, told("Vì sao, tiếng Anh", "Why, in English")]
    confidence: Annotated[Confidence, told("Mức chắc chắn", "Confidence")]
    vi: Annotated[str, told("Vì sao, tiếng Việt", "Why, in Vietnamese")]
    en: Annotated[str | None, told("Vì sao, tiếng Anh, nếu có", "Why, where English has it")]


class Reading(Format, frozen=True):
    """Cách hiểu / A question that the law leaves open, and the answer taken."""

    question: Annotated[Words, told("Câu hỏi", "Question")]
    taken: Annotated[Words, told("Cách hiểu được chọn", "Answer taken")]
    basis: Annotated[str, told("Cơ sở, tiếng Việt", "Basis, in Vietnamese")]
    other_readings: Annotated[
        tuple[str, ...], told("Cách hiểu khác, tiếng Việt", "Other answers, in Vietnamese")
    ]
    article: Annotated[str, told("Điều, khoản, mục", "Article or item")]


class Band(Format, frozen=True):
    """Thang hạng sao / The stretch of points that gives a star, before minimums."""

    star: Annotated[Star, told("Hạng sao", "Star")]
    points: Annotated[
        str, told("Khoảng điểm, lời của bộ tiêu chí", "Points, in the ruleset's own words")
    ]
    low: Annotated[Points | None, told("Đầu dưới", "Lower end: null where it is open")]
    low_in: Annotated[bool, told("Gồm đầu dưới", "Whether the lower end belongs to it")]
    high: Annotated[Points | None, told("Đầu trên", "Upper end: null where it is open")]
    high_in: Annotated[bool, told("Gồm đầu trên", "Whether the upper end belongs to it")]
    vi: Vietnamese
    en: Annotated[str, told("Tiếng Anh", "English")]


class MissingMinimums(Format, frozen=True):
    """A part of the table and the stars whose minimums exist but are not known."""

    part: Annotated[str, told("Phần hoặc nhóm", "Part or group")]
    stars: Annotated[tuple[Star, ...], told("Các sao", "Stars")]


class SharedCases(Format, frozen=True):
    """Items that share a pair of cases: a sheet rates them under the same one."""

    criteria: Annotated[tuple[str, ...], told("Số các mục", "Numbers of the items")]
    pair: Annotated[
        str | None, told("Mã của cặp", "Id of the pair: null where the item stands alone")
    ] = None


class ProductSet(Format, frozen=True):
    """Bảng của một bộ sản phẩm / A table of the law with all that a form needs."""

    format: Annotated[Literal["ocop-product-set/1"], told("Định dạng", "Format")]
    ruleset: Annotated[str, told("Mã bộ tiêu chí", "Id of the ruleset")]
    product_set: Annotated[Whole, told("Số bộ sản phẩm", "Number of the product set")]
    digest: Annotated[
        Digest,
        told(
            "Mã băm: SHA-256 của document dạng chuẩn (RFC 8785)",
            "Digest: SHA-256 of document in canonical form (RFC 8785)",
        ),
    ]
    title: Title
    provenance: Source
    caveats: Annotated[
        tuple[str, ...], told("Điều chưa biết về bảng", "What is not known about the table")
    ]
    minimums_missing: Annotated[
        tuple[MissingMinimums, ...],
        told("Điều kiện tối thiểu chưa biết", "Minimums that are not known"),
    ]
    parts: Annotated[tuple[Part, ...], told("Các phần", "Parts")]
    gates: Annotated[tuple[Gate, ...], told("Căn cứ loại", "Grounds of rejection")]
    errata: Annotated[tuple[Erratum, ...], told("Chỗ in sai", "Misprints")]
    readings: Annotated[
        Entries[Reading], told("Chỗ văn bản để ngỏ, theo mã", "Open readings of the law, by id")
    ]
    sector: Annotated[str, told("Ngành", "Id of the sector")]
    revision: Annotated[Whole, told("Lần sửa của bộ tiêu chí", "Revision of the ruleset")]
    decision: Annotated[str, told("Số quyết định", "Number of the decision")]
    bands: Annotated[tuple[Band, ...], told("Thang hạng sao", "Bands of the stars, best first")]
    cases: Annotated[
        tuple[SharedCases, ...],
        told("Các mục cùng một cặp trường hợp", "Items that share a pair of cases"),
    ]
    vocabulary: Annotated[Vocabulary, told("Từ vựng của bảng", "Vocabulary of the table")]
    rests_on: Annotated[
        tuple[str, ...],
        told(
            "Cách hiểu mà mọi kết quả theo bảng này dựa vào",
            "Readings that every result under this table rests on",
        ),
    ] = ()
    document: Annotated[
        Tree | None,
        told(
            "Văn bản đầy đủ: chỉ với --whole; mã băm là của văn bản này",
            "Resolved document: only with --whole; the digest is of it",
            exclude_if=lambda value: value is None,
        ),
    ] = None
