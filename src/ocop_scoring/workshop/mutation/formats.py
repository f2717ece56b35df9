"""`ocop-mutants/1`: what became of a ruleset's mutants, as systems read it."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules.format_base import Digest, Format, Points, RulesetId, Whole, told

__all__ = [
    "ArgumentWithoutEffect",
    "Mutants",
    "MutantsOfKind",
    "MutantsOfPart",
    "RefusedMutants",
    "ScoreOfMutants",
    "SurvivingMutant",
]

SetOrDecision = Annotated[
    int | None,
    told(
        "Số bộ sản phẩm; trống khi là chính quyết định",
        "Number of the product set; null of the decision itself",
    ),
]


class ScoreOfMutants(Format, frozen=True):
    """How many mutants there are, and what became of them."""

    made: Annotated[Whole, told("Đã tạo", "Mutants made")]
    refused: Annotated[Whole, told("Không nạp được", "Refused: what the loader would not take")]
    loaded: Annotated[Whole, told("Nạp được", "Loaded: all others")]
    killed: Annotated[Whole, told("Bị thấy", "Killed: some case comes otherwise")]
    proven: Annotated[Whole, told("Đã chứng minh", "Survivors that no case can see, proven")]
    argued: Annotated[Whole, told("Có giải thích", "Survivors that are explained")]
    survived: Annotated[Whole, told("Còn sống", "Survivors that nothing explains")]
    score: Annotated[
        Points,
        told(
            "Phần trăm bị thấy trên số nạp được; làm tròn xuống",
            "Percent killed of those that load; rounded down",
        ),
    ]


class MutantsOfKind(ScoreOfMutants, frozen=True):
    """The mutants of one kind."""

    kind: Annotated[str, told("Loại thay đổi", "Kind of change")]


class MutantsOfPart(ScoreOfMutants, frozen=True):
    """The mutants of one product set, or of the decision itself."""

    product_set: SetOrDecision


class RefusedMutants(Format, frozen=True):
    """How many mutants a check of the loader refuses."""

    code: Annotated[str, told("Mã lỗi", "Code of the error")]
    count: Annotated[Whole, told("Số lượng", "How many")]


class SurvivingMutant(Format, frozen=True):
    """A mutant that no case sees."""

    address: Annotated[str, told("Địa chỉ", "Address: where, what, from, to")]
    product_set: SetOrDecision
    kind: Annotated[str, told("Loại thay đổi", "Kind of change")]
    at: Annotated[str, told("Chỗ", "Where")]
    what: Annotated[str, told("Điều đổi", "What changes")]
    was: Annotated[str, told("Trước", "What was")]
    becomes: Annotated[str, told("Sau", "What is")]
    status: Annotated[
        Literal["survived", "argued", "proven"],
        told("Tình trạng: proven là máy đã chứng minh", "State: a machine proved `proven`"),
    ]
    vi: Annotated[str, told("Vì sao, hoặc cần trường hợp nào", "Why, or what would kill it")]
    en: Annotated[str, told("Như trên, tiếng Anh", "The same in English")]


class ArgumentWithoutEffect(Format, frozen=True):
    """An explanation whose mutant is killed by now, or isn't there."""

    address: Annotated[str, told("Địa chỉ", "Address")]
    is_killed: Annotated[bool, told("Nay đã bị thấy", "Whether a case kills it now")]


class Mutants(Format, frozen=True):
    """Điểm biến thể / What `ocop mutate` says."""

    format: Annotated[Literal["ocop-mutants/1"], told("Định dạng", "Format")]
    ruleset: RulesetId
    digest: Annotated[
        Digest,
        told(
            "Mã băm của bộ tiêu chí, hồ sơ thử và máy tính điểm",
            "Digest of rules, decks, changes and engine",
        ),
    ]
    score: Annotated[ScoreOfMutants, told("Tất cả", "All mutants")]
    kinds: Annotated[tuple[MutantsOfKind, ...], told("Theo loại", "By kind")]
    product_sets: Annotated[tuple[MutantsOfPart, ...], told("Theo bộ", "By product set")]
    refused: Annotated[tuple[RefusedMutants, ...], told("Vì sao không nạp", "Refused, by check")]
    survivors: Annotated[tuple[SurvivingMutant, ...], told("Còn sống", "Survivors")]
    without_effect: Annotated[
        tuple[ArgumentWithoutEffect, ...],
        told("Giải thích không còn đúng", "Explanations that no longer apply"),
    ]
