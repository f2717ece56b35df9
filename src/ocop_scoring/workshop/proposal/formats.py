"""What systems read of proposals: `ocop-proposal-begun/1`."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules.format_base import Format, told

__all__ = ["ProposalBegun"]


class ProposalBegun(Format, frozen=True):
    """Lập đề xuất / What `ocop proposal new` made."""

    format: Annotated[Literal["ocop-proposal-begun/1"], told("Định dạng", "Format")]
    folder: Annotated[str, told("Thư mục của đề xuất", "The proposal's folder")]
    files: Annotated[tuple[str, ...], told("Các tệp đã tạo", "Files that were made")]
