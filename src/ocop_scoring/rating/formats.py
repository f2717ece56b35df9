"""`ocop-evaluation/1`, and what `ocop report` and `ocop demo` say of it, as systems read them."""

from __future__ import annotations

from typing import Annotated, Literal

from ..rules.format_base import Day, Digest, Entries, Format, Points, Star, Tree, Whole, told
from ..terms import (
    Certifier,
    ChoiceSource,
    CouncilStatus,
    Ending,
    GateProvenance,
    GateSource,
    Role,
    Severity,
    Status,
)

__all__ = [
    "Caveat",
    "Change",
    "Demo",
    "Evaluation",
    "Finding",
    "Lacking",
    "PaperResult",
    "Plan",
    "RaisedGate",
    "Range",
    "Rated",
    "RatedBy",
    "RatedCriterion",
    "Report",
    "Toward",
    "Unmet",
    "WrittenPaper",
]

Levels = str | tuple[str, ...] | None
Number = Annotated[str, told("Số in trong bảng", "Printed number")]


def _is_none(value: object) -> bool:
    return value is None


Vietnamese = Annotated[
    str | None,
    told("Câu tiếng Việt", "In Vietnamese: not there without words", exclude_if=_is_none),
]
English = Annotated[
    str | None,
    told("Câu tiếng Anh", "In English: not there without words", exclude_if=_is_none),
]


class Range(Format, frozen=True):
    """What is still possible for an incomplete sheet, over all ways to complete it."""

    total: Annotated[
        tuple[Points, Points], told("Tổng điểm: thấp nhất, cao nhất", "Total: lowest and highest")
    ]
    star: Annotated[
        tuple[Star, Star], told("Hạng sao: thấp nhất, cao nhất", "Star: lowest and highest")
    ]


class Unmet(Format, frozen=True):
    """Điều kiện tối thiểu chưa đạt / A printed minimum that is missed."""

    star: Annotated[Star, told("Sao đòi điều kiện này", "The star that asks for it")]
    criterion: Number
    needs: Annotated[str, told("Mức phải đạt", "Id of the level it asks for")]
    has: Annotated[Levels, told("Mức đang đạt", "Level reached: null where none is")]
    vi: Vietnamese = None
    en: English = None


class RaisedGate(Format, frozen=True):
    """A ground of rejection that applies."""

    id: Annotated[str, told("Mã căn cứ", "Id of the ground")]
    outcome: Annotated[Ending, told("Hậu quả: loại, hay dừng", "Outcome: rejected or stopped")]
    vi: Vietnamese = None
    en: English = None
    source: Annotated[
        GateSource, told("Do phiếu, hồ sơ, hay điểm", "Raised by: sheet, evidence, or marks")
    ]
    provenance: Annotated[
        GateProvenance, told("Căn cứ biết từ đâu", "Provenance: where the ground is known from")
    ]
    values: Annotated[
        Tree,
        told("Giá trị trong câu", "Values: the papers that failed, the marks, in plain values"),
    ]


class RatedCriterion(Format, frozen=True):
    """What a criterion got, and why."""

    number: Number
    id: Annotated[str, told("Mã tiêu chí", "Id of the criterion")]
    level: Annotated[
        Levels,
        told(
            "Mức đạt: danh sách nếu các dòng cộng lại",
            "Level reached: a list where lines add up, null where none is or nothing is assessed",
        ),
    ]
    points: Annotated[Points | None, told("Điểm", "Points: null where it is not assessed")]
    max: Annotated[Points, told("Điểm cao nhất", "The most points it can give")]
    source: Annotated[
        ChoiceSource,
        told(
            "Từ đâu: phiếu, dữ kiện, điều kiện, hay chưa chấm",
            "Source: a mark, facts, a condition, or none as it is not assessed",
        ),
    ]
    vi: Vietnamese = None
    en: English = None


class Finding(Format, frozen=True):
    """Điều cần xem / Something that a council should look at; it changes no number."""

    code: Annotated[str, told("Mã: không đổi", "Code: it never changes")]
    severity: Annotated[
        Severity,
        told(
            "Mức độ: cả kết quả đáng ngờ, nên xem trước khi dùng, hay để biết",
            "Severity: the whole result is in doubt, look before it is used, or good to know",
        ),
    ]
    criterion: Annotated[
        str | None, told("Số mục", "Number of the item: null where it is about the dossier")
    ]
    values: Annotated[
        Tree,
        told("Giá trị trong câu", "Values: what its sentence is made of, ids in place of words"),
    ]
    document: Annotated[
        Whole | None,
        told(
            "Giấy tờ: thứ tự trong hồ sơ, từ 0",
            "Document: its position in the dossier, from 0; where it is about one",
            exclude_if=_is_none,
        ),
    ] = None
    date: Annotated[
        Day | None,
        told("Ngày", "Date: the day it is about, where there is one", exclude_if=_is_none),
    ] = None
    vi: Vietnamese = None
    en: English = None


class Caveat(Format, frozen=True):
    """What keeps every result of a table in doubt."""

    code: Annotated[str, told("Mã: không đổi", "Code: it never changes")]
    values: Annotated[Tree, told("Giá trị trong câu", "Values: what its sentence is made of")]
    vi: Vietnamese = None
    en: English = None


class Change(Format, frozen=True):
    """One criterion raised from a level to another."""

    criterion: Number
    from_: Annotated[Levels, told("Từ mức", "From: null where none was reached", alias="from")]
    to: Annotated[Levels, told("Lên mức", "To: a list where lines add up")]
    points: Annotated[Points, told("Điểm tăng", "Points gained")]


class Plan(Format, frozen=True):
    """Đường lên sao kế tiếp / The fewest changes that reach the next star."""

    star: Annotated[Star, told("Sao kế tiếp", "The next star")]
    points_missing: Annotated[
        Points, told("Điểm còn thiếu", "What the total lacks to the star's band")
    ]
    changes: Annotated[tuple[Change, ...], told("Các thay đổi", "Changes, in printed order")]


class Lacking(Format, frozen=True):
    """Điều kiện tối thiểu còn thiếu / A minimum that the next star still needs."""

    criterion: Number
    needs: Annotated[str, told("Mức phải đạt", "Id of the level it asks for")]
    has: Annotated[
        Levels, told("Mức đang đạt", "Level reached: null where none is, or not assessed")
    ]


class Toward(Format, frozen=True):
    """Sao kế tiếp còn cần gì / What the next star needs: minimums and points apart."""

    star: Annotated[Star, told("Sao kế tiếp", "The next star")]
    points_missing: Annotated[
        Points, told("Điểm còn thiếu", "What the total lacks to the star's band")
    ]
    unmet: Annotated[
        tuple[Lacking, ...],
        told("Điều kiện tối thiểu còn thiếu", "Minimums not met, or not assessed"),
    ]
    open: Annotated[tuple[Number, ...], told("Tiêu chí chưa chấm", "Criteria not assessed")]


class RatedBy(Format, frozen=True):
    """Who filled in the sheet."""

    id: Annotated[str, told("Mã người đánh giá", "Id of the assessor")]
    role: Annotated[Role, told("Vai trò", "Role")]


class Rated(Format, frozen=True):
    """Đối tượng được chấm / What was rated."""

    product_name: Annotated[str, told("Tên sản phẩm", "Name of the product")]
    product_code: Annotated[str | None, told("Mã sản phẩm, nếu có", "Code, where it is given")]
    producer: Annotated[str, told("Chủ thể", "Name of the producer")]
    assessor: Annotated[RatedBy, told("Người đánh giá", "Assessor")]
    round: Annotated[Whole, told("Lần chấm", "Round")]
    submitted_on: Annotated[Day, told("Ngày nộp hồ sơ", "Day of filing")]
    assessed_on: Annotated[
        Day | None, told("Ngày chấm", "Day of rating: null where the sheet has none")
    ]


class Evaluation(Format, frozen=True):
    """Kết quả / The result of one sheet."""

    format: Annotated[Literal["ocop-evaluation/1"], told("Định dạng", "Format")]
    ruleset: Annotated[str, told("Mã bộ tiêu chí", "Id of the ruleset")]
    product_set: Annotated[Whole, told("Số bộ sản phẩm", "Number of the product set")]
    ruleset_digest: Annotated[Digest, told("Mã băm của bảng", "Digest of the table")]
    engine: Annotated[Whole, told("Số của cách tính", "Number of the engine's meaning")]
    status: Annotated[
        Status, told("Kết quả: đã xếp, bị loại, chưa đủ", "Status: rated, rejected, incomplete")
    ]
    total: Annotated[Points, told("Tổng điểm: đã chấm", "Total: of all that is assessed")]
    parts: Annotated[Entries[Points], told("Điểm từng phần", "Points of each part, by letter")]
    star_by_points: Annotated[
        Star | None, told("Sao theo điểm", "Star by points: null where incomplete")
    ]
    star: Annotated[
        Star | None,
        told(
            "Hạng sao: sau điều kiện tối thiểu",
            "Star: minimums counted; null where rejected or incomplete",
        ),
    ]
    range: Annotated[
        Range | None, told("Còn có thể: nếu chưa đủ", "Range: of an incomplete sheet only")
    ]
    unmet: Annotated[tuple[Unmet, ...], told("Điều kiện chưa đạt", "Minimums missed")]
    gates: Annotated[tuple[RaisedGate, ...], told("Căn cứ loại", "Grounds of rejection")]
    criteria: Annotated[tuple[RatedCriterion, ...], told("Các tiêu chí", "Criteria")]
    findings: Annotated[tuple[Finding, ...], told("Điều cần xem", "What to look at")]
    readings: Annotated[
        tuple[str, ...], told("Cách hiểu mà kết quả dựa vào", "Open readings it rests on, by id")
    ]
    caveats: Annotated[tuple[Caveat, ...], told("Điều chưa biết", "What is not known")]
    next_star: Annotated[
        Plan | None, told("Đường lên sao kế tiếp", "The way to the next star, where there is one")
    ]
    toward: Annotated[
        Toward | None,
        told("Sao kế tiếp còn cần gì", "What the next star needs: null at the top or rejected"),
    ]
    rated: Annotated[Rated, told("Đối tượng được chấm", "What was rated")]
    released: Annotated[
        bool | None,
        told(
            "Bảng đã phát hành: đúng như bản đã phát hành",
            "Released: whether the table is as its revision was released; null: no lock at hand",
        ),
    ]
    at_most: Annotated[
        bool,
        told(
            "Nhiều nhất: có thể ít sao hơn, vì chưa biết hết bảng",
            "At most: fewer stars are possible, as the table itself is not fully known",
        ),
    ]
    at_least: Annotated[
        bool,
        told(
            "Ít nhất: có thể nhiều sao hơn, vì chưa biết hết bảng",
            "At least: more stars are possible, as the table itself is not fully known",
        ),
    ]
    certifies: Annotated[
        Certifier | None,
        told("Cấp công nhận", "Certifies: who certifies the star; null where nobody does"),
    ]


class Report(Format, frozen=True):
    """Báo cáo / Where a report was written, and its result in short."""

    format: Annotated[Literal["ocop-report/1"], told("Định dạng", "Format")]
    file: Annotated[str, told("Tệp", "File")]
    status: Annotated[Status, told("Kết quả", "Status")]
    total: Annotated[Points, told("Tổng điểm", "Total")]
    star_by_points: Annotated[Star | None, told("Sao theo điểm", "Star by points")]
    star: Annotated[Star | None, told("Hạng sao", "Star")]
    ruleset: Annotated[str, told("Mã bộ tiêu chí", "Id of the ruleset")]
    product_set: Annotated[Whole, told("Số bộ sản phẩm", "Number of the product set")]
    ruleset_digest: Annotated[Digest, told("Mã băm của bảng", "Digest of the table")]


class PaperResult(Format, frozen=True):
    """Kết quả / A result that a paper is on, in short."""

    status: Annotated[CouncilStatus, told("Kết quả", "Status")]
    star_by_points: Annotated[Star | None, told("Sao theo điểm", "Star by points")]
    star: Annotated[Star | None, told("Hạng sao", "Star")]
    ruleset: Annotated[str, told("Mã bộ tiêu chí", "Id of the ruleset")]
    product_set: Annotated[Whole, told("Số bộ sản phẩm", "Number of the product set")]
    ruleset_digest: Annotated[Digest, told("Mã băm của bảng", "Digest of the table")]


class WrittenPaper(Format, frozen=True):
    """Giấy tờ / Where a paper was written, on which results, and which fields nobody filled in."""

    format: Annotated[Literal["ocop-paper/1"], told("Định dạng", "Format")]
    file: Annotated[str, told("Tệp", "File")]
    kind: Annotated[str, told("Loại giấy tờ", "Kind of paper")]
    results: Annotated[tuple[PaperResult, ...], told("Các kết quả", "Results")]
    missing: Annotated[tuple[str, ...], told("Chỗ còn trống", "Missing: ids of open fields")]


class Demo(Format, frozen=True):
    """Hồ sơ mẫu / The report and the result of the demo's dossier."""

    format: Annotated[Literal["ocop-demo/1"], told("Định dạng", "Format")]
    report: Annotated[Report, told("Báo cáo", "Report")]
    result: Annotated[Evaluation, told("Kết quả", "Result")]
