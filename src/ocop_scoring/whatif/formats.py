"""`ocop-what-if-result/1`: what a change does to a result, as systems read it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..rating.council_formats import CouncilUnmet
from ..rating.formats import Caveat, English, Finding, RaisedGate, Range, Unmet, Vietnamese
from ..rules.format_base import Entries, Format, RulesetId, SetNumber, Star, Tree, Whole, told
from ..terms import CouncilStatus, Status

__all__ = [
    "AnotherLevel",
    "AnswerOfQuestion",
    "AskedOfDossier",
    "BlockedPlans",
    "CameOut",
    "CostedChange",
    "CostedPlan",
    "FallOfStar",
    "GaveBefore",
    "LeastLoss",
    "LowerMark",
    "MovedBetween",
    "MovedFindings",
    "MovedGates",
    "MovedOfCriterion",
    "MovedUnmet",
    "NotCarried",
    "Plans",
    "QuestionOfSheet",
    "Questions",
    "Robustness",
    "WeightOfMark",
    "WhatIf",
]

Exact = Annotated[str, Field(pattern=r"^[0-9]+(/[1-9][0-9]*)?$")]
"""Points, or a mean of them: a whole number or a fraction."""
Number = Annotated[str, told("Số của tiêu chí", "Printed number of the criterion")]
Levels = str | tuple[str, ...] | None


def _is_none(value: object) -> bool:
    return value is None


class CameOut(Format, frozen=True):
    """What dossier and sheets come to, before or after the change."""

    ruleset: RulesetId
    status: Annotated[Status | CouncilStatus, told("Trạng thái", "Status")]
    points: Annotated[
        Exact | None, told("Điểm", "Total: of a council its mean, null where incomplete")
    ]
    is_mean: Annotated[bool, told("Là điểm trung bình", "Whether the points are a council's mean")]
    star_by_points: Annotated[Star | None, told("Hạng theo điểm", "Star by points")]
    star: Annotated[Star | None, told("Hạng sao", "Star")]
    range: Annotated[Range | None, told("Còn có thể", "What is still possible of an open sheet")]
    released: Annotated[
        bool | None, told("Bảng đã phát hành", "Whether the table is released: null if unknown")
    ]
    caveats: Annotated[
        tuple[Caveat, ...], told("Điều còn ngờ", "What keeps every result of the table in doubt")
    ]


class GaveBefore(Format, frozen=True):
    """What one criterion gave on one side of the change."""

    level: Annotated[Levels, told("Mức", "Level: null where none, and of councils")]
    points: Annotated[Exact | None, told("Điểm", "Points: null where not assessed")]


class MovedOfCriterion(Format, frozen=True):
    """A criterion that gives something else."""

    criterion: Number
    id: Annotated[str, told("Mã của tiêu chí", "Id of the criterion")]
    from_: Annotated[
        GaveBefore | None,
        told("Trước", "Before: null where the rules had it not", alias="from"),
    ]
    to: Annotated[GaveBefore | None, told("Sau", "After: null where the rules have it no more")]


class MovedUnmet(Format, frozen=True):
    """Minimums that are missed now and were not, and those that no longer are."""

    appeared: Annotated[tuple[CouncilUnmet | Unmet, ...], told("Thiếu thêm", "Missed now")]
    vanished: Annotated[tuple[CouncilUnmet | Unmet, ...], told("Hết thiếu", "Missed before")]


class MovedGates(Format, frozen=True):
    """Gates that apply now and did not, and those that no longer do."""

    appeared: Annotated[tuple[RaisedGate, ...], told("Thêm căn cứ loại", "Apply now")]
    vanished: Annotated[tuple[RaisedGate, ...], told("Hết căn cứ loại", "Applied before")]


class MovedFindings(Format, frozen=True):
    """Findings that are made now and were not, and those that no longer are."""

    appeared: Annotated[tuple[Finding, ...], told("Thêm điều cần xem", "Made now")]
    vanished: Annotated[tuple[Finding, ...], told("Hết điều cần xem", "Made before")]


class NotCarried(Format, frozen=True):
    """What other rules leave out of the sheets."""

    to_judge: Annotated[
        tuple[str, ...], told("Phải chấm mới", "Criteria of theirs that must be judged anew")
    ]
    lost: Annotated[tuple[str, ...], told("Không còn", "Criteria that they have no more")]


class MovedBetween(Format, frozen=True):
    """All that differs between the two results."""

    criteria: Annotated[tuple[MovedOfCriterion, ...], told("Tiêu chí", "Criteria")]
    unmet: Annotated[MovedUnmet, told("Điều kiện tối thiểu", "Minimums")]
    gates: Annotated[MovedGates, told("Căn cứ loại", "Gates")]
    findings: Annotated[MovedFindings, told("Điều cần xem", "Findings")]


Mark = int | str | tuple[str, ...]
Count = Annotated[str, Field(pattern=r"^(0|[1-9][0-9]*)$")]
"""A whole number as text: it may be longer than a number of JSON can be."""
Amount = Annotated[str | None, Field(pattern=r"^[0-9]+(\.[0-9]+)?$")]
StarCounts = Annotated[Entries[Count], told("Số cách chấm theo hạng", "Ways to complete, by star")]


class AnotherLevel(Format, frozen=True):
    """What the result comes to where one mark is another."""

    mark: Annotated[Mark, told("Điểm tích", "Mark")]
    points: Annotated[Exact, told("Điểm", "Points of the criterion")]
    total: Annotated[Exact, told("Tổng điểm", "Total: of a council its mean")]
    star: Annotated[Star | None, told("Hạng sao", "Star: null where a gate applies")]


class WeightOfMark(Format, frozen=True):
    """What each other level of one criterion would give."""

    criterion: Number
    member: Annotated[str | None, told("Thành viên", "Member: null of a sheet alone")]
    level: Annotated[Levels, told("Mức đang có", "Level now")]
    points: Annotated[Exact, told("Điểm đang có", "Points now")]
    rises: Annotated[Whole, told("Lên được mấy hạng", "By how many stars it can raise the result")]
    falls: Annotated[Whole, told("Xuống mấy hạng", "By how many stars it can lower the result")]
    missing: Annotated[
        Exact | None,
        told("Còn thiếu", "What the best level leaves missing to the next band: null at the top"),
    ]
    others: Annotated[tuple[AnotherLevel, ...], told("Các mức khác", "Other levels")]


class LowerMark(Format, frozen=True):
    """A mark that is lower than it is."""

    criterion: Number
    member: Annotated[str | None, told("Thành viên", "Member: null of a sheet alone")]
    from_: Annotated[Levels, told("Từ mức", "From", alias="from")]
    to: Annotated[Levels, told("Xuống mức", "To")]


class FallOfStar(LowerMark, frozen=True):
    """One mark a level lower that costs the star."""

    star: Annotated[Star | None, told("Hạng còn lại", "Star left: null where a gate applies")]


class LeastLoss(Format, frozen=True):
    """The least that costs the star."""

    levels: Annotated[Whole, told("Số mức", "Levels lower in all")]
    points: Annotated[Exact, told("Số điểm", "Points lower in all")]
    marks: Annotated[tuple[LowerMark, ...], told("Ở đâu", "Where")]


class Robustness(Format, frozen=True):
    """How firmly a star stands."""

    star: Annotated[Star, told("Hạng sao", "Star")]
    marks: Annotated[Whole, told("Số điểm tích thấp xuống được", "Marks that can go a level lower")]
    falls: Annotated[tuple[FallOfStar, ...], told("Mất hạng", "Those that cost the star alone")]
    fewest_levels: Annotated[
        LeastLoss | None, told("Ít mức nhất", "Fewest levels that cost the star: null: none do")
    ]
    fewest_points: Annotated[
        LeastLoss | None, told("Ít điểm nhất", "Fewest points that cost the star: null: none do")
    ]


class AskedOfDossier(Format, frozen=True):
    """What a level rests on and the dossier doesn't show: a fact, or a kind of paper."""

    fact: Annotated[
        str | None, told("Dữ kiện", "Fact: not there for a paper", exclude_if=_is_none)
    ] = None
    document: Annotated[
        str | None, told("Loại giấy tờ", "Paper: not there for a fact", exclude_if=_is_none)
    ] = None
    vi: Vietnamese = None
    en: English = None


class CostedChange(Format, frozen=True):
    """One criterion that a plan raises."""

    criterion: Number
    from_: Annotated[Levels, told("Từ mức", "From", alias="from")]
    to: Annotated[Levels, told("Lên mức", "To")]
    points: Annotated[Exact, told("Thêm điểm", "Points gained")]
    cost: Annotated[Amount, told("Chi phí", "Cost: null where nobody said")]
    months: Annotated[Amount, told("Số tháng", "Months: null where nobody said")]
    asks: Annotated[
        tuple[AskedOfDossier, ...],
        told("Hồ sơ cần có thêm", "What facts and papers would still have to show"),
    ]


class CostedPlan(Format, frozen=True):
    """Changes that reach a star together."""

    star: Annotated[Star, told("Hạng muốn đạt", "Star that is reached, or a higher one")]
    points: Annotated[Exact, told("Thêm điểm", "Points gained")]
    unpriced: Annotated[Whole, told("Số thay đổi chưa có giá", "Changes without a price")]
    cost: Annotated[Amount, told("Chi phí", "Cost of those that have one")]
    months: Annotated[Amount, told("Số tháng", "Months: the longest, or all together")]
    changes: Annotated[tuple[CostedChange, ...], told("Các thay đổi", "Changes")]
    marks: Annotated[Entries[Mark], told("Điểm của phiếu khi ấy", "Marks of the sheet then")]


class BlockedPlans(Format, frozen=True):
    """Why no plan reaches the star."""

    most_points: Annotated[Exact, told("Thêm được nhiều nhất", "Points that can be gained at most")]
    below: Annotated[
        tuple[str, ...], told("Không đạt được", "Criteria that stay below what the star asks")
    ]
    free: Annotated[
        tuple[str, ...] | None,
        told(
            "Phải cho thay đổi",
            "Fewest criteria that would have to change though they are kept: null: none would do",
        ),
    ]
    plan: Annotated[CostedPlan | None, told("Cách tốt nhất khi ấy", "The best plan then")]


class Plans(Format, frozen=True):
    """The best plans to reach a star, or what blocks them."""

    star: Annotated[Star, told("Hạng muốn đạt", "Star to reach")]
    points_missing: Annotated[Exact, told("Còn thiếu", "Points missing to its band")]
    gates: Annotated[
        tuple[str, ...], told("Căn cứ loại", "Gates that have to be lifted first: their ids")
    ]
    plans: Annotated[tuple[CostedPlan, ...], told("Các cách", "Plans, the best first")]
    blocked: Annotated[BlockedPlans | None, told("Vì sao không có", "Why there is none")]


class AnswerOfQuestion(Format, frozen=True):
    """One answer to an open criterion."""

    mark: Annotated[Mark, told("Điểm tích", "Mark")]
    stars: StarCounts


class QuestionOfSheet(Format, frozen=True):
    """An open criterion, and what its answers leave."""

    criterion: Number
    most_stars: Annotated[Whole, told("Còn nhiều nhất", "Stars left at most")]
    mean_stars: Annotated[Exact, told("Còn trung bình", "Stars left on average")]
    answers: Annotated[tuple[AnswerOfQuestion, ...], told("Các câu trả lời", "Answers")]


class Questions(Format, frozen=True):
    """What an open sheet can come to, and what to look at next."""

    stars: StarCounts
    questions: Annotated[
        tuple[QuestionOfSheet, ...], told("Nên xem trước", "Open criteria, the next one first")
    ]


class WhatIf(Format, frozen=True):
    """Kết quả của một thay đổi thử / What a change does to a result, and what else would."""

    format: Annotated[Literal["ocop-what-if-result/1"], told("Định dạng", "Format")]
    product_set: SetNumber
    patch: Annotated[Tree, told("Thay đổi thử", "The patch: ocop-what-if/1")]
    before: Annotated[CameOut, told("Trước", "Before")]
    after: Annotated[CameOut, told("Sau", "After")]
    lists_papers: Annotated[
        bool,
        told(
            "Nay mới kê khai minh chứng",
            "Whether the dossier listed no papers before: those of the patch are the whole file",
        ),
    ]
    not_carried: Annotated[
        NotCarried | None,
        told("Không mang sang được", "What other rules leave out: null where they are the same"),
    ]
    moved: Annotated[MovedBetween, told("Điều đã đổi", "What moved")]
    weights: Annotated[
        tuple[WeightOfMark, ...],
        told("Điểm nào đáng kể", "What each mark would change: what matters most first"),
    ]
    robustness: Annotated[
        Robustness | None, told("Hạng vững không", "How firmly the star stands: null without one")
    ]
    plans: Annotated[
        Plans | None, told("Cách lên hạng", "Plans: null of councils, of open sheets, at the top")
    ]
    questions: Annotated[
        Questions | None, told("Nên xem trước", "What to look at next: null of complete sheets")
    ]
