"""What systems read of proposals: `ocop-proposal-begun/1`, `ocop-proposal/1`."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules.format_base import Digest, Format, RulesetId, SetNumber, Star, told

__all__ = [
    "ChangeOfProposal",
    "PopulationOfProposal",
    "Proposal",
    "ProposalBegun",
    "ProposalTried",
    "TableOfProposal",
]


class ProposalBegun(Format, frozen=True):
    """Lập đề xuất / What `ocop proposal new` made."""

    format: Annotated[Literal["ocop-proposal-begun/1"], told("Định dạng", "Format")]
    folder: Annotated[str, told("Thư mục của đề xuất", "The proposal's folder")]
    files: Annotated[tuple[str, ...], told("Các tệp đã tạo", "Files that were made")]


class ChangeOfProposal(Format, frozen=True):
    """One entry of `changes.yaml`."""

    address: Annotated[str, told("Địa chỉ", "Address")]
    article: Annotated[str, told("Theo mục nào của đề xuất", "Which item of the proposal says so")]
    was: Annotated[str | None, told("Đang là", "What stood there")]
    now: Annotated[str | None, told("Thành", "What stands there now")]
    at: Annotated[str, told("Chỗ ghi", "Where it is written: FILE:LINE")]


class TableOfProposal(Format, frozen=True):
    """A table that a proposal changes."""

    product_set: SetNumber
    lost_stars: Annotated[
        tuple[Star, ...], told("Hạng không còn đạt được", "Stars that no sheet can have any more")
    ]
    cases: Annotated[int, told("Trường hợp mẫu đã thử", "Cases of the base that were tried")]
    cases_moved: Annotated[int, told("Trường hợp cho kết quả khác", "Those that come otherwise")]


class PopulationOfProposal(Format, frozen=True):
    """What a proposal does to one population."""

    name: Annotated[str, told("Tên", "What the population is called")]
    kind: Annotated[Literal["sheets", "records", "synthetic"], told("Loại", "What it is made of")]
    products: Annotated[int, told("Số sản phẩm", "Products")]
    winners: Annotated[int, told("Thêm sao", "Products that gain")]
    losers: Annotated[int, told("Mất sao", "Products that lose")]
    open: Annotated[int, told("Chưa kết luận được", "Products without a result on one side")]


class ProposalTried(Format, frozen=True):
    """One proposal, and what it does."""

    ruleset: RulesetId
    ruleset_digest: Annotated[Digest, told("Mã băm của bộ tiêu chí", "Digest of its rules")]
    base: Annotated[RulesetId, told("Bộ tiêu chí gốc", "Id of the ruleset that it amends")]
    changes: Annotated[tuple[ChangeOfProposal, ...], told("Các thay đổi", "The changes")]
    new_remarks: Annotated[int, told("Nhắc nhở mới của lint", "Remarks that the base has not")]
    tables: Annotated[tuple[TableOfProposal, ...], told("Các bảng bị đổi", "Tables that change")]
    populations: Annotated[
        tuple[PopulationOfProposal, ...], told("Các nhóm sản phẩm đã thử", "Populations tried")
    ]


class Proposal(Format, frozen=True):
    """Đề xuất đã thử / What `ocop proposal build` found, and the files that it wrote."""

    format: Annotated[Literal["ocop-proposal/1"], told("Định dạng", "Format")]
    proposals: Annotated[tuple[ProposalTried, ...], told("Các đề xuất", "The proposals")]
    files: Annotated[tuple[str, ...], told("Các tệp đã ghi", "Files that were written")]
