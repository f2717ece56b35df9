"""`ocop-record/1` and `ocop-verification/1`, as systems read them."""

from __future__ import annotations

from typing import Annotated, Literal

from ..rules.format_base import Day, Digest, Entries, Fault, Format, Tree, Whole, told
from ..terms import Certifier, CheckState, Severity

__all__ = [
    "CaveatOfRecord",
    "CheckOfRecord",
    "DecidedInRecord",
    "DigestsOfRecord",
    "JournalLine",
    "JournalVerification",
    "NotedFinding",
    "Record",
    "SealedResult",
    "Signed",
    "SignedRecord",
    "Verification",
    "Verifications",
    "VerifiedFile",
]


class DigestsOfRecord(Format, frozen=True):
    """The SHA-256 of each document of a record, in canonical JSON."""

    ruleset: Annotated[Digest, told("Quyết định", "Of the ruleset's resolved document")]
    product_set: Annotated[Digest, told("Bộ sản phẩm", "Of the product set's: ruleset_digest")]
    policy: Annotated[
        Digest | None, told("Cách tính", "Of the policy's: null where one sheet is sealed")
    ]
    dossier: Annotated[Digest, told("Hồ sơ", "Of the dossier")]
    sheets: Annotated[tuple[Digest, ...], told("Từng phiếu", "Of each sheet, in their order")]
    result: Annotated[Digest, told("Kết quả", "Of the result")]
    noted: Annotated[Digest, told("Điều cần xem", "Of what was noted")]


class NotedFinding(Format, frozen=True):
    """A finding of the day, without words."""

    code: Annotated[str, told("Mã: không đổi", "Code: it never changes")]
    severity: Annotated[Severity, told("Mức độ", "Severity")]
    criterion: Annotated[str | None, told("Số trong bảng", "Printed number, where it is of one")]
    document: Annotated[Whole | None, told("Vị trí giấy tờ", "Position of a paper, from 0")]
    member: Annotated[str | None, told("Thành viên", "Member, where it is of one")]
    values: Annotated[Tree, told("Giá trị trong câu", "Values of its sentence")]


class Record(Format, frozen=True):
    """Bản ghi niêm phong / A result sealed with all that it rests on."""

    format: Annotated[Literal["ocop-record/1"], told("Định dạng", "Format")]
    engine: Annotated[Whole, told("Số của cách tính", "Number of the engine's meaning")]
    library: Annotated[str, told("Phiên bản thư viện", "Release of the library that sealed it")]
    decided_on: Annotated[Day, told("Ngày quyết định", "Day of the decision")]
    recorded_on: Annotated[Day | None, told("Ngày ghi lại", "Day of sealing, where it was given")]
    supersedes: Annotated[
        Digest | None, told("Thay cho bản ghi", "Digest of the record that it takes the place of")
    ]
    ruleset: Annotated[Tree, told("Bộ tiêu chí", "Resolved document of the ruleset")]
    product_set: Annotated[Tree, told("Bộ sản phẩm", "Resolved document of the product set")]
    policy: Annotated[
        Tree | None, told("Cách tính của Hội đồng", "Resolved policy: null of one sheet")
    ]
    appointed: Annotated[Whole | None, told("Số người được cử", "How many are appointed")]
    conflicts: Annotated[
        tuple[str, ...], told("Người không được chấm", "Ids of those who might not rate")
    ]
    level: Annotated[Certifier | None, told("Cấp của Hội đồng", "Level: the council's own")]
    dossier: Annotated[Tree, told("Hồ sơ", "Dossier, as `ocop-dossier/1`")]
    sheets: Annotated[tuple[Tree, ...], told("Mọi phiếu", "Every sheet, as `ocop-sheet/1`")]
    result: Annotated[
        Tree,
        told(
            "Kết quả: không có câu chữ",
            "Result: keys of `ocop-evaluation/1` or `ocop-council/1`, without words",
        ),
    ]
    noted: Annotated[tuple[NotedFinding, ...], told("Điều cần xem", "Findings of the day")]
    digests: Annotated[DigestsOfRecord, told("Các mã băm", "Digests of the documents")]
    digest: Annotated[Digest, told("Mã băm của bản ghi", "Digest of the record")]


class JournalLine(Format, frozen=True):
    """Dòng nhật ký / A line of a round's journal: each line of the file is one such document."""

    format: Annotated[Literal["ocop-journal/1"], told("Định dạng", "Format")]
    number: Annotated[Whole, told("Số dòng", "Number of the line, from 1")]
    previous: Annotated[
        Digest | None, told("Mã băm dòng trước", "Digest of the line before: null of the first")
    ]
    record: Annotated[Digest, told("Mã băm bản ghi", "Digest of the record")]
    product_code: Annotated[str | None, told("Mã sản phẩm, nếu có", "Code, where it has one")]
    decided_on: Annotated[Day, told("Ngày quyết định", "Day of the decision")]
    supersedes: Annotated[
        Digest | None, told("Thay cho bản ghi", "Digest of the record that it takes the place of")
    ]


class SignedRecord(Format, frozen=True):
    """A record that was signed, and the file beside it."""

    file: Annotated[str, told("Tệp bản ghi", "The record's file")]
    digest: Annotated[Digest, told("Mã băm của bản ghi", "Digest of the record")]
    signatures: Annotated[str, told("Tệp chữ ký", "The file of its signatures")]
    added: Annotated[
        bool, told("Mới ký: không thì đã ký từ trước", "Whether it is new: else it stood there")
    ]


class Signed(Format, frozen=True):
    """Ký bản ghi / What `ocop sign` signed."""

    format: Annotated[Literal["ocop-signed/1"], told("Định dạng", "Format")]
    key: Annotated[str, told("Mã khóa", "Id of the key")]
    records: Annotated[tuple[SignedRecord, ...], told("Các bản ghi", "Records")]


class CheckOfRecord(Format, frozen=True):
    """One check of a record."""

    name: Annotated[str, told("Tên: không đổi", "Name: it never changes")]
    state: Annotated[CheckState, told("Kết quả", "How it came out")]
    path: Annotated[str, told("Chỗ sai", "Where it failed: empty where it did not")]
    expected: Annotated[str, told("Đúng ra là", "What should stand there")]
    found: Annotated[str, told("Trong bản ghi là", "What stands there")]
    asked: Annotated[bool, told("Có yêu cầu kiểm", "Whether it was asked for")]
    vi: Annotated[str, told("Câu tiếng Việt", "Sentence in Vietnamese")]
    en: Annotated[str, told("Câu tiếng Anh", "Sentence in English")]


class CaveatOfRecord(Format, frozen=True):
    """What is no failure and should be known."""

    code: Annotated[str, told("Mã: không đổi", "Code: it never changes")]
    values: Annotated[Entries[str], told("Giá trị trong câu", "Values of its sentence")]
    vi: Annotated[str, told("Câu tiếng Việt", "Sentence in Vietnamese")]
    en: Annotated[str, told("Câu tiếng Anh", "Sentence in English")]


class DecidedInRecord(Format, frozen=True):
    """What a record says was decided."""

    product_name: Annotated[str | None, told("Tên sản phẩm", "Name of the product")]
    product_code: Annotated[str | None, told("Mã sản phẩm, nếu có", "Code, where it is given")]
    producer: Annotated[str | None, told("Chủ thể", "Name of the producer")]
    ruleset: Annotated[str | None, told("Mã bộ tiêu chí", "Id of the ruleset")]
    product_set: Annotated[int | None, told("Số bộ sản phẩm", "Number of the product set")]
    status: Annotated[str | None, told("Kết quả", "Status")]
    points: Annotated[str | None, told("Điểm", "Total, or a council's mean")]
    star: Annotated[int | None, told("Hạng sao", "Star")]
    decided_on: Annotated[Day, told("Ngày quyết định", "Day of the decision")]


class Verification(Format, frozen=True):
    """Kiểm tra bản ghi / What came of verifying a record."""

    format: Annotated[Literal["ocop-verification/1"], told("Định dạng", "Format")]
    digest: Annotated[Digest, told("Mã băm ghi trong bản ghi", "Digest that the record says")]
    ok: Annotated[bool, told("Đúng: mọi việc đã kiểm", "Ok: all that was asked for held")]
    checks: Annotated[tuple[CheckOfRecord, ...], told("Các việc kiểm", "Checks, in order")]
    caveats: Annotated[tuple[CaveatOfRecord, ...], told("Điều cần biết", "What should be known")]
    decided: Annotated[DecidedInRecord, told("Điều đã quyết định", "What the record says")]
    vi: Annotated[str, told("Câu tiếng Việt", "Verdict in Vietnamese")]
    en: Annotated[str, told("Câu tiếng Anh", "Verdict in English")]


class VerifiedFile(Format, frozen=True):
    """A file, and what came of it."""

    file: Annotated[str, told("Tệp", "File")]
    verification: Annotated[
        Tree | None, told("Kết quả kiểm tra", "What came of it: null where it can't be read")
    ]
    errors: Annotated[tuple[Fault, ...], told("Các lỗi", "What keeps it from being read")]


class Verifications(Format, frozen=True):
    """Kiểm tra nhiều bản ghi / What came of verifying several records."""

    format: Annotated[Literal["ocop-verifications/1"], told("Định dạng", "Format")]
    held: Annotated[Whole, told("Đúng", "How many hold")]
    failed: Annotated[Whole, told("Sai", "How many failed")]
    not_checked: Annotated[Whole, told("Chưa kiểm hết", "How many could not all be checked")]
    unreadable: Annotated[Whole, told("Không đọc được", "How many can't be read")]
    files: Annotated[tuple[VerifiedFile, ...], told("Các tệp", "The files")]
    journal: Annotated[
        Tree | None, told("Nhật ký, nếu kiểm", "What came of their journal, where it was asked for")
    ]


class SealedResult(Format, frozen=True):
    """Niêm phong / Where a record was written."""

    format: Annotated[Literal["ocop-sealed/1"], told("Định dạng", "Format")]
    file: Annotated[str, told("Tệp", "File")]
    digest: Annotated[Digest, told("Mã băm của bản ghi", "Digest of the record")]


class JournalVerification(Format, frozen=True):
    """Kiểm tra nhật ký / What came of verifying a journal."""

    format: Annotated[Literal["ocop-journal-verification/1"], told("Định dạng", "Format")]
    head: Annotated[
        Digest | None, told("Mã đầu", "Digest of the last line: null where there is none")
    ]
    lines: Annotated[Whole, told("Số dòng", "Lines")]
    ok: Annotated[bool, told("Đúng hết", "Whether every check held, none left out")]
    checks: Annotated[tuple[CheckOfRecord, ...], told("Các việc kiểm", "Every check, in order")]
    vi: Annotated[str, told("Kết luận tiếng Việt", "Verdict in Vietnamese")]
    en: Annotated[str, told("Kết luận tiếng Anh", "Verdict in English")]
