"""The formats of digests and releases, and of the policies that are released beside rulesets."""

from __future__ import annotations

from typing import Annotated, Literal

from ..terms import Chair, GatesBy, Half, MeanOf, MinimumsBy, RoundingOf
from .format_base import Day, Digest, Format, RulesetId, SetNumber, Whole, told

__all__ = [
    "DigestOfSet",
    "Digests",
    "KnownPolicy",
    "KnownRuleset",
    "KnownTable",
    "ListedPolicy",
    "Policies",
    "PolicyRelease",
    "QuorumOfPolicy",
    "Release",
    "Releases",
    "Rounded",
    "RulesetRelease",
    "Tables",
]


class DigestOfSet(Format, frozen=True):
    """A product set and its digest."""

    product_set: SetNumber
    digest: Annotated[Digest, told("Mã băm", "Digest of the table")]


class Digests(Format, frozen=True):
    """What `ocop rules digest` says."""

    format: Annotated[Literal["ocop-digests/1"], told("Định dạng", "Format")]
    ruleset: RulesetId
    revision: Annotated[Whole, told("Lần sửa", "Revision")]
    digest: Annotated[
        Digest | None, told("Mã băm của quyết định", "Digest of the ruleset's own document")
    ] = None
    product_sets: Annotated[tuple[DigestOfSet, ...], told("Các bộ sản phẩm", "Product sets")]


class KnownTable(Format, frozen=True):
    """A table that has a digest."""

    ruleset: RulesetId
    revision: Annotated[Whole, told("Bản", "Revision")]
    product_set: SetNumber
    digest: Annotated[Digest, told("Mã băm", "Digest of the table")]
    released_on: Annotated[
        Day | None, told("Ngày phát hành", "Day of its release: null where it never was")
    ]
    here: Annotated[bool, told("Đang có", "Whether it is the table as it stands here")]


class KnownRuleset(Format, frozen=True):
    """A ruleset's own document that has a digest."""

    ruleset: RulesetId
    revision: Annotated[Whole, told("Bản", "Revision")]
    digest: Annotated[Digest, told("Mã băm", "Digest of the document")]
    released_on: Annotated[
        Day | None, told("Ngày phát hành", "Day of its release: null where it never was")
    ]
    here: Annotated[bool, told("Đang có", "Whether it is the document as it stands here")]


class KnownPolicy(Format, frozen=True):
    """A council's policy that has a digest."""

    policy: Annotated[str, told("Cách tính", "Id of the policy")]
    digest: Annotated[Digest, told("Mã băm", "Digest of the policy")]
    released_on: Annotated[
        Day | None, told("Ngày phát hành", "Day of its release: null where it never was")
    ]
    here: Annotated[bool, told("Đang có", "Whether it is the policy as it stands here")]


class Tables(Format, frozen=True):
    """Mã băm của cái gì / What a digest is of: `ocop rules digest DIGEST`."""

    format: Annotated[Literal["ocop-tables/1"], told("Định dạng", "Format")]
    digest: Annotated[str, told("Mã băm đã hỏi", "The digest asked for, or its begin")]
    tables: Annotated[tuple[KnownTable, ...], told("Các bảng", "Tables")]
    rulesets: Annotated[
        tuple[KnownRuleset, ...], told("Các quyết định", "Rulesets' own documents")
    ] = ()
    policies: Annotated[tuple[KnownPolicy, ...], told("Các cách tính", "Policies")] = ()


class Release(Format, frozen=True):
    """A table whose digest is in the lock of releases from that day on."""

    ruleset: RulesetId
    revision: Annotated[Whole, told("Lần sửa", "Revision")]
    product_set: SetNumber
    digest: Annotated[Digest, told("Mã băm", "Digest of the table")]
    on: Annotated[Day, told("Ngày phát hành", "Day of release")]


class RulesetRelease(Format, frozen=True):
    """A ruleset's own document whose digest is in the lock of releases from that day on."""

    ruleset: RulesetId
    revision: Annotated[Whole, told("Lần sửa", "Revision")]
    digest: Annotated[Digest, told("Mã băm", "Digest of the document")]
    on: Annotated[Day, told("Ngày phát hành", "Day of release")]


class PolicyRelease(Format, frozen=True):
    """A policy whose digest is in the lock of releases from that day on."""

    policy: Annotated[str, told("Cách tính", "Id of the policy")]
    digest: Annotated[Digest, told("Mã băm", "Digest of the policy")]
    on: Annotated[Day, told("Ngày phát hành", "Day of release")]


class Releases(Format, frozen=True):
    """Phát hành / What `ocop rules lock` released now."""

    format: Annotated[Literal["ocop-releases/1"], told("Định dạng", "Format")]
    released: Annotated[tuple[Release, ...], told("Đã phát hành", "Tables that were released")]
    rulesets: Annotated[
        tuple[RulesetRelease, ...], told("Các quyết định", "Rulesets' own documents")
    ] = ()
    policies: Annotated[tuple[PolicyRelease, ...], told("Các cách tính", "Policies")] = ()


class Rounded(Format, frozen=True):
    """How a policy rounds."""

    places: Annotated[Whole, told("Số chữ số thập phân", "Decimal places")]
    half: Annotated[Half, told("Nửa đơn vị", "Where a half goes")]
    of: Annotated[RoundingOf, told("Làm tròn cái gì", "What is rounded")]


class QuorumOfPolicy(Format, frozen=True):
    """How many members must be present."""

    share: Annotated[str, told("Tỷ lệ", "Share of those appointed, rounded up")]
    of: Annotated[Literal["appointed"], told("Trên số", "Of those appointed")]
    chair: Annotated[Chair, told("Chủ tịch", "Whether the chair must be there")]


class ListedPolicy(Format, frozen=True):
    """A council's policy and its digest."""

    id: Annotated[str, told("Mã", "Id")]
    vi: Annotated[str | None, told("Tên tiếng Việt", "Name in Vietnamese")]
    en: Annotated[str | None, told("Tên tiếng Anh", "Name in English")]
    basis: Annotated[str, told("Căn cứ", "What it rests on")]
    mean: Annotated[MeanOf, told("Lấy trung bình", "What is averaged")]
    rounding: Annotated[Rounded | Literal["none"], told("Làm tròn", "Rounding")]
    minimums: Annotated[MinimumsBy, told("Điều kiện tối thiểu", "By whom minimums are met")]
    gates: Annotated[GatesBy, told("Lý do loại", "By whom gates are raised")]
    max_spread: Annotated[Whole | None, told("Chênh lệch tối đa", "Largest spread; null for none")]
    quorum: Annotated[QuorumOfPolicy | None, told("Số người dự", "Quorum; null for none")]
    digest: Annotated[Digest, told("Mã băm", "Digest of the policy")]


class Policies(Format, frozen=True):
    """Các cách tính / The policies that a council may choose from."""

    format: Annotated[Literal["ocop-policies/1"], told("Định dạng", "Format")]
    policies: Annotated[tuple[ListedPolicy, ...], told("Các cách tính", "Policies, by their ids")]
