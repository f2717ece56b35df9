"""`ocop-comparison/1` and `ocop-means/1`, as systems read them."""

from __future__ import annotations

from typing import Annotated, Literal

from ..rules.format_base import Digest, Entries, Format, Star, Whole, told
from ..terms import Certifier, CouncilStatus
from .council_formats import Exact, TwoPlaces

__all__ = [
    "ComparedPolicy",
    "ComparedResult",
    "Comparison",
    "Means",
    "MeansRefused",
    "MeansUnder",
    "RefusedPolicy",
    "UnmetMark",
]


class UnmetMark(Format, frozen=True):
    """A printed minimum that is missed, by star and criterion."""

    star: Annotated[Star, told("Hạng sao", "Star that asks for it")]
    criterion: Annotated[str, told("Số trong bảng", "Printed number of the criterion")]


class ComparedResult(Format, frozen=True):
    """What a policy gives on these sheets."""

    status: Annotated[CouncilStatus, told("Kết quả", "Status")]
    mean: Annotated[Exact | None, told("Trung bình", "Mean: null where incomplete")]
    mean_shown: Annotated[TwoPlaces | None, told("Trung bình để xem", "Mean for show")]
    star_by_points: Annotated[Star | None, told("Sao theo điểm", "Star by points")]
    star: Annotated[Star | None, told("Hạng sao", "Star: null where rejected or incomplete")]
    unmet: Annotated[tuple[UnmetMark, ...], told("Điều kiện chưa đạt", "Minimums missed")]
    certifies: Annotated[Certifier | None, told("Ai công nhận", "Who certifies")]
    forward_to: Annotated[Certifier | None, told("Chuyển lên cấp", "Where it is forwarded")]


class RefusedPolicy(Format, frozen=True):
    """Why a policy can't be used on these sheets."""

    code: Annotated[str, told("Mã lỗi", "Code of the error")]
    vi: Annotated[str, told("Câu tiếng Việt", "Sentence in Vietnamese")]
    en: Annotated[str, told("Câu tiếng Anh", "Sentence in English")]


class ComparedPolicy(Format, frozen=True):
    """A policy and what it gives."""

    policy: Annotated[str, told("Mã cách tính", "Id of the policy")]
    policy_digest: Annotated[Digest, told("Mã băm của cách tính", "Digest of the policy")]
    vi: Annotated[str | None, told("Tên tiếng Việt", "Name in Vietnamese")]
    en: Annotated[str | None, told("Tên tiếng Anh", "Name in English")]
    basis: Annotated[str, told("Căn cứ", "What it rests on")]
    result: Annotated[
        ComparedResult | None, told("Kết quả", "What it gives; null where it can't be used")
    ]
    refused: Annotated[tuple[RefusedPolicy, ...], told("Vì sao không dùng được", "Why not")]


class Comparison(Format, frozen=True):
    """So sánh các cách tính / What each policy gives on the same sheets, side by side."""

    format: Annotated[Literal["ocop-comparison/1"], told("Định dạng", "Format")]
    ruleset: Annotated[str, told("Mã bộ tiêu chí", "Id of the ruleset")]
    product_set: Annotated[Whole, told("Số bộ sản phẩm", "Number of the product set")]
    ruleset_digest: Annotated[Digest, told("Mã băm của bảng", "Digest of the table")]
    engine: Annotated[Whole, told("Số của cách tính", "Number of the engine's meaning")]
    policies: Annotated[tuple[ComparedPolicy, ...], told("Các cách tính", "Policies, by id")]
    differ: Annotated[
        tuple[str, ...], told("Khác nhau ở", "Keys of the results in which they differ")
    ]


class MeansUnder(Format, frozen=True):
    """The band of a mean under one ruleset."""

    ruleset: Annotated[str, told("Mã bộ tiêu chí", "Id of the ruleset")]
    star_by_points: Annotated[Star, told("Sao theo điểm", "Star by points")]
    band: Annotated[str, told("Thang điểm", "Points of its band")]
    near: Annotated[
        tuple[str, ...],
        told(
            "Ranh giới gần kề",
            "Ends of bands that lie within what the given numbers may have been rounded by",
        ),
    ]


class MeansRefused(RefusedPolicy, frozen=True):
    """Why means don't fit a ruleset's tables."""

    ruleset: Annotated[str, told("Mã bộ tiêu chí", "Id of the ruleset")]


class Means(Format, frozen=True):
    """Hạng theo điểm trung bình / The band of a mean, where nothing but means is known."""

    format: Annotated[Literal["ocop-means/1"], told("Định dạng", "Format")]
    parts: Annotated[
        Entries[Exact] | None,
        told("Trung bình từng phần", "Means of the parts, by letter; null if one mean was given"),
    ]
    mean: Annotated[Exact, told("Trung bình", "Mean: what was given, or its parts added")]
    mean_shown: Annotated[TwoPlaces, told("Trung bình để xem", "Mean for show")]
    rulesets: Annotated[
        tuple[MeansUnder, ...], told("Theo bộ tiêu chí", "Its band under each ruleset")
    ]
    refused: Annotated[
        tuple[MeansRefused, ...], told("Không hợp với", "Rulesets whose parts it does not fit")
    ]
    minimums: Annotated[
        None, told("Điều kiện tối thiểu", "Always null: means can't show whether minimums are met")
    ]
