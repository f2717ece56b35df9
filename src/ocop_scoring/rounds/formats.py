"""What `ocop round new`, `status` and `run` say with `--json`, as systems read it."""

from __future__ import annotations

from typing import Annotated, Literal

from ..rules.format_base import Day, Digest, Fault, Format, Star, Whole, told
from ..terms import Certifier, CouncilStatus

__all__ = [
    "Handed",
    "MadeFile",
    "Problem",
    "ProductOfRound",
    "RatedProduct",
    "RoundBegun",
    "RoundRun",
    "RoundStatus",
]

File = Annotated[str, told("Tệp, theo thư mục của đợt", "File, by its path in the round's folder")]


class Problem(Format, frozen=True):
    """A file that the round can't use."""

    file: File
    errors: Annotated[tuple[Fault, ...], told("Các lỗi", "What is wrong with it")]


Problems = Annotated[
    tuple[Problem, ...], told("Tệp không dùng được", "Files that the round can't use")
]


class RoundBegun(Format, frozen=True):
    """Bắt đầu đợt / What `ocop round new` made."""

    format: Annotated[Literal["ocop-round-begun/1"], told("Định dạng", "Format")]
    folder: Annotated[str, told("Thư mục của đợt", "The round's folder")]
    written: Annotated[tuple[str, ...], told("Đã tạo", "Files and folders that were made")]
    kept: Annotated[tuple[str, ...], told("Đã có, giữ nguyên", "Sheets that were there already")]
    problems: Problems


class Handed(Format, frozen=True):
    """What one member has handed in for a product, or the council, or the advisory team."""

    id: Annotated[
        str,
        told("Mã thành viên, hoặc council, advisory", "Id of the member, or council, advisory"),
    ]
    state: Annotated[
        Literal["complete", "open", "missing", "absent", "conflict"],
        told(
            "Tình trạng: đủ, còn bỏ trống, chưa có, vắng mặt, xung đột",
            "State: whole, with open criteria, not there, not expected, not allowed",
        ),
    ]
    round: Annotated[Whole | None, told("Lần chấm", "Round, also of one awaited")]
    open: Annotated[tuple[str, ...], told("Mục còn bỏ trống", "Printed numbers left open")]
    file: Annotated[str | None, told("Tệp phiếu", "The sheet's file")]


class ProductOfRound(Format, frozen=True):
    """One product of a round, and who has handed in what."""

    name: Annotated[str, told("Tên tệp hồ sơ", "Name of the dossier's file, without its ending")]
    product_code: Annotated[str | None, told("Mã sản phẩm, nếu có", "Code, where it has one")]
    product_name: Annotated[str, told("Tên sản phẩm", "Name of the product")]
    ruleset: Annotated[str, told("Mã bộ tiêu chí", "Id of the ruleset")]
    product_set: Annotated[Whole, told("Số bộ sản phẩm", "Number of the product set")]
    ready: Annotated[bool, told("Đủ phiếu", "Whether every sheet expected is there, and whole")]
    members: Annotated[tuple[Handed, ...], told("Thành viên", "Members")]


class RoundStatus(Format, frozen=True):
    """Tình trạng đợt / What is there and what is missing."""

    format: Annotated[Literal["ocop-round-status/1"], told("Định dạng", "Format")]
    name: Annotated[str, told("Tên đợt", "Name of the round")]
    level: Annotated[Certifier, told("Cấp Hội đồng", "Whose council it is")]
    policy: Annotated[str, told("Cách tính", "Id of the policy")]
    decided_on: Annotated[Day | None, told("Ngày họp", "Day of decision, where it is set")]
    expected: Annotated[Whole, told("Số phiếu phải có", "Sheets that are expected")]
    complete: Annotated[Whole, told("Số phiếu đã đủ", "Sheets that are there, and whole")]
    products: Annotated[tuple[ProductOfRound, ...], told("Sản phẩm", "Products")]
    problems: Problems


class MadeFile(Format, frozen=True):
    """A file of a run."""

    file: File
    state: Annotated[
        Literal["written", "unchanged", "kept", "outdated"],
        told(
            "Đã ghi, như cũ, giữ bản đã sửa tay, hay của lần chạy trước mà lần này không lập lại",
            "Written, as it was, kept since somebody changed it, or of an earlier run alone",
        ),
    ]


class RatedProduct(Format, frozen=True):
    """One product of a round, and its council's result in short."""

    name: Annotated[str, told("Tên tệp hồ sơ", "Name of the dossier's file, without its ending")]
    product_code: Annotated[str | None, told("Mã sản phẩm, nếu có", "Code, where it has one")]
    product_name: Annotated[str, told("Tên sản phẩm", "Name of the product")]
    status: Annotated[
        CouncilStatus | None,
        told("Kết quả", "Status: null where there is no sheet, or no result"),
    ]
    mean_shown: Annotated[str | None, told("Điểm trung bình", "Mean, two decimals, for show")]
    star_by_points: Annotated[Star | None, told("Hạng theo điểm", "Star by points")]
    star: Annotated[Star | None, told("Hạng sao", "Star")]
    result: Annotated[str | None, told("Tệp kết quả", "File of the whole result")]
    record: Annotated[str | None, told("Tệp bản ghi", "File of the record, where it is sealed")]
    digest: Annotated[Digest | None, told("Mã băm của bản ghi", "Digest of the record")]


class RoundRun(Format, frozen=True):
    """Chạy đợt / What `ocop round run` worked out and wrote."""

    format: Annotated[Literal["ocop-round-run/1"], told("Định dạng", "Format")]
    name: Annotated[str, told("Tên đợt", "Name of the round")]
    policy: Annotated[str, told("Cách tính", "Id of the policy")]
    products: Annotated[tuple[RatedProduct, ...], told("Sản phẩm", "Products")]
    journal: Annotated[
        Digest | None, told("Mã đầu nhật ký", "Head of the journal: null where there is none")
    ]
    files: Annotated[tuple[MadeFile, ...], told("Các tệp", "Files")]
    problems: Problems
