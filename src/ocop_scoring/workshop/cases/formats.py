"""`ocop-cases/1`, `ocop-coverage/1`: how case decks came out, and what they exercise; and lint's
list of remarks.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import RootModel

from ...rules.format_base import Format, told
from ...rules.formats import Remark

__all__ = [
    "Cases",
    "CasesOfRuleset",
    "Coverage",
    "CoverageOfTable",
    "CoveredKind",
    "DeckCoverage",
    "Difference",
    "FailedCase",
    "Remarks",
    "UntriedThing",
]


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


class UntriedThing(Format, frozen=True):
    """What no case tries, and what case would."""

    at: Annotated[str, told("Chỗ", "Where it stands")]
    vi: Annotated[str, told("Trường hợp cần thêm", "What case would try it, in Vietnamese")]
    en: Annotated[str, told("Bằng tiếng Anh", "What case would try it")]


class CoveredKind(Format, frozen=True):
    """How many of all things of one kind some case tries."""

    kind: Annotated[str, told("Loại", "Kind of thing")]
    tried: Annotated[int, told("Đã thử", "So many are tried")]
    of: Annotated[int, told("Trên tất cả", "Of so many")]
    untried: Annotated[tuple[UntriedThing, ...], told("Chưa thử", "All that none tries")]


class CoverageOfTable(Format, frozen=True):
    """How many of all things of one table some case tries."""

    product_set: Annotated[int, told("Số bộ sản phẩm", "Number of the product set")]
    tried: Annotated[int, told("Đã thử", "So many are tried")]
    of: Annotated[int, told("Trên tất cả", "Of so many")]


class DeckCoverage(Format, frozen=True):
    """Độ phủ / What `ocop coverage` says."""

    format: Annotated[Literal["ocop-coverage/1"], told("Định dạng", "Format")]
    ruleset: Annotated[str, told("Mã bộ tiêu chí", "Id of the ruleset")]
    product_set: Annotated[
        int | None, told("Chỉ bộ sản phẩm này", "Of this product set alone; null of all")
    ]
    ok: Annotated[bool, told("Đạt", "Whether all came as expected and nothing is left untried")]
    cases: Annotated[int, told("Số trường hợp", "Cases run")]
    failed: Annotated[int, told("Ra khác", "Cases that came otherwise")]
    counts: Annotated[tuple[CoveredKind, ...], told("Theo loại", "By kind of thing")]
    product_sets: Annotated[tuple[CoverageOfTable, ...], told("Theo bộ", "By product set")]


class Remarks(RootModel[tuple[Remark, ...]], frozen=True):
    """Chỗ nên xem lại / What `ocop lint` says: a list of remarks."""
