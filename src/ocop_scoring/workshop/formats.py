"""`ocop-cases/1`: how the case decks of rulesets came out, as systems read it."""

from __future__ import annotations

from typing import Annotated, Literal

from ..rules.format_base import Format, told

__all__ = ["Cases", "CasesOfRuleset", "Coverage", "Difference", "FailedCase"]


class Difference(Format, frozen=True):
    """One thing that a case expects and that came otherwise."""

    what: Annotated[str, told("Điều so sánh", "What was compared")]
    expected: Annotated[str, told("Phải ra", "Expected")]
    found: Annotated[str, told("Đã ra", "Found")]


class FailedCase(Format, frozen=True):
    """A case that came otherwise than it says."""

    place: Annotated[str, told("Chỗ trong tệp", "File, line and column")]
    product_set: Annotated[
        int | None,
        told(
            "Số bộ sản phẩm; trống khi nói về chính quyết định",
            "Number of the product set; null of a case about the decision itself",
        ),
    ]
    case: Annotated[str, told("Câu của trường hợp", "The case's sentence")]
    differences: Annotated[tuple[Difference, ...], told("Các khác biệt", "Differences")]


class Coverage(Format, frozen=True):
    """How many of all things of one kind some case tries."""

    kind: Annotated[str, told("Loại", "Kind of thing")]
    tried: Annotated[int, told("Đã thử", "So many are tried")]
    of: Annotated[int, told("Trên tất cả", "Of so many")]
    missing: Annotated[tuple[str, ...], told("Chưa thử", "The first ones that none tries")]


class CasesOfRuleset(Format, frozen=True):
    """How the cases of one ruleset came out."""

    id: Annotated[str, told("Mã bộ tiêu chí", "Id of the ruleset")]
    ok: Annotated[bool, told("Đạt", "Whether all came as expected and nothing is left untried")]
    cases: Annotated[int, told("Số trường hợp", "Cases run")]
    failed: Annotated[tuple[FailedCase, ...], told("Ra khác", "Cases that came otherwise")]
    coverage: Annotated[tuple[Coverage, ...], told("Độ phủ", "Coverage, by kind")]


class Cases(Format, frozen=True):
    """Trường hợp mẫu / What `ocop check-cases` says."""

    format: Annotated[Literal["ocop-cases/1"], told("Định dạng", "Format")]
    rulesets: Annotated[tuple[CasesOfRuleset, ...], told("Các bộ tiêu chí", "Rulesets")]
