"""`ocop-council/1`, as systems read it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..rules.format_base import Day, Digest, Entries, Format, Points, Star, Whole, told
from ..terms import Certifier, CouncilStatus, Role
from .formats import Caveat, Finding, RaisedGate, Unmet

__all__ = [
    "CouncilGate",
    "CouncilMember",
    "CouncilQuorum",
    "CouncilRescore",
    "CouncilResult",
    "CouncilRound",
    "CouncilTotal",
    "CouncilUnmet",
    "Dispersion",
    "Flip",
    "RatedByCouncil",
]

Exact = Annotated[str, Field(pattern=r"^-?[0-9]+(/[1-9][0-9]*)?$")]
"""An exact number as text: whole, or a fraction in lowest terms."""
TwoPlaces = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$")]
"""A number for show, with two decimals."""
Member = Annotated[str, told("Mã thành viên", "Id of the member")]


class RatedByCouncil(Format, frozen=True):
    """Đối tượng được chấm / What was rated."""

    product_name: Annotated[str, told("Tên sản phẩm", "Name of the product")]
    product_code: Annotated[str | None, told("Mã sản phẩm, nếu có", "Code, where it is given")]
    producer: Annotated[str, told("Chủ thể", "Name of the producer")]
    submitted_on: Annotated[Day, told("Ngày nộp hồ sơ", "Day of filing")]
    assessed_on: Annotated[
        Day | None,
        told("Ngày đánh giá: của mọi phiếu", "Day of rating: of all sheets; null where not known"),
    ]


class CouncilMember(Format, frozen=True):
    """One sheet of the council."""

    id: Member
    role: Annotated[Role, told("Vai trò", "Role")]
    round: Annotated[Whole, told("Lần chấm", "Round")]
    counted: Annotated[bool, told("Được tính vào kết quả", "Counted: enters the result")]
    total: Annotated[Points, told("Tổng điểm: đã chấm", "Total: of all that is assessed")]
    parts: Annotated[Entries[Points], told("Điểm từng phần", "Points of each part, by letter")]
    star: Annotated[
        Star | None,
        told("Hạng của riêng phiếu", "Star of this sheet alone: null if rejected or incomplete"),
    ]
    deviation: Annotated[
        Exact | None,
        told("Lệch so với trung bình", "Deviation: total less the exact mean of the counted ones"),
    ]
    open: Annotated[tuple[str, ...], told("Tiêu chí chưa chấm", "Criteria not assessed")]


class CouncilQuorum(Format, frozen=True):
    """Số người dự / Who must be present, and is."""

    present: Annotated[Whole, told("Có mặt", "Present: counted sheets")]
    appointed: Annotated[Whole, told("Được cử", "Appointed")]
    needed: Annotated[Whole, told("Cần có", "Needed: the share, rounded up")]
    chair: Annotated[bool, told("Có Chủ tịch", "Chair: their sheet is counted")]
    met: Annotated[bool, told("Đủ", "Met")]


class Dispersion(Format, frozen=True):
    """A criterion on whose points the counted sheets differ."""

    criterion: Annotated[str, told("Số trong bảng", "Printed number")]
    lowest: Annotated[Points, told("Thấp nhất", "Lowest points")]
    highest: Annotated[Points, told("Cao nhất", "Highest points")]


class CouncilRescore(Format, frozen=True):
    """Chấm lại / Who scores again, and why."""

    reason: Annotated[Literal["spread"], told("Lý do: điểm lệch", "Reason: totals far apart")]
    limit: Annotated[Points, told("Chênh lệch tối đa", "Largest spread allowed")]
    members: Annotated[tuple[str, ...], told("Thành viên ở hai đầu", "Members at either end")]


class CouncilTotal(Format, frozen=True):
    """The total of one member."""

    id: Member
    total: Annotated[Points, told("Tổng điểm", "Total")]


class CouncilRound(Format, frozen=True):
    """Lần chấm / How the council stood after a round of marking."""

    round: Annotated[Whole, told("Lần chấm", "Round")]
    members: Annotated[
        tuple[CouncilTotal, ...], told("Các thành viên", "Members, by the latest sheet so far")
    ]
    mean: Annotated[Exact | None, told("Trung bình", "Mean: null where incomplete")]
    spread: Annotated[Exact | None, told("Chênh lệch", "Spread: highest less lowest total")]
    star: Annotated[Star | None, told("Hạng sao", "Star: null where rejected or incomplete")]


class CouncilUnmet(Unmet, frozen=True):
    """Điều kiện tối thiểu chưa đạt / A printed minimum that is missed."""

    mean: Annotated[
        Exact | None,
        told(
            "Điểm trung bình của tiêu chí",
            "Mean points of the criterion, over the sheets of the level's case or none",
        ),
    ]
    met_by: Annotated[Whole, told("Số phiếu đạt", "How many counted sheets meet it")]
    of: Annotated[
        Whole, told("Trên số phiếu", "Of how many: counted sheets of the level's case or none")
    ]


class CouncilGate(RaisedGate, frozen=True):
    """A ground of rejection that applies."""

    members: Annotated[
        tuple[str, ...], told("Thành viên nêu", "Members who raise it: none where evidence does")
    ]


class Flip(Format, frozen=True):
    """The stars that a member's sheet decides among."""

    member: Member
    stars: Annotated[
        tuple[Star, ...],
        told("Các hạng có thể", "Stars possible over every complete sheet in place of theirs"),
    ]


class CouncilResult(Format, frozen=True):
    """Kết quả của Hội đồng / The result of a council's sheets."""

    format: Annotated[Literal["ocop-council/1"], told("Định dạng", "Format")]
    ruleset: Annotated[str, told("Mã bộ tiêu chí", "Id of the ruleset")]
    product_set: Annotated[Whole, told("Số bộ sản phẩm", "Number of the product set")]
    ruleset_digest: Annotated[Digest, told("Mã băm của bảng", "Digest of the table")]
    engine: Annotated[Whole, told("Số của cách tính", "Number of the engine's meaning")]
    rated: Annotated[RatedByCouncil, told("Đối tượng được chấm", "What was rated")]
    policy: Annotated[str, told("Mã cách tính của Hội đồng", "Id of the policy")]
    policy_digest: Annotated[Digest, told("Mã băm của cách tính", "Digest of the policy")]
    level: Annotated[Certifier, told("Cấp của Hội đồng", "Level: the council's own")]
    decided_on: Annotated[
        Day | None, told("Ngày quyết định", "Day of the decision: null where none was given")
    ]
    status: Annotated[
        CouncilStatus,
        told(
            "Kết quả: đã xếp, bị loại, chưa đủ điểm, chưa đủ người, phải chấm lại",
            "Status: the first that holds of rejected, incomplete, no-quorum, rescore, else rated",
        ),
    ]
    members: Annotated[tuple[CouncilMember, ...], told("Các phiếu", "Sheets, in order")]
    mean: Annotated[
        Exact | None,
        told("Trung bình: đúng", "Mean: after the policy's rounding; null if incomplete"),
    ]
    mean_shown: Annotated[
        TwoPlaces | None, told("Trung bình để xem", "Mean for show, with two decimals")
    ]
    parts: Annotated[
        Entries[Exact] | None, told("Trung bình từng phần", "Mean of each part, by letter")
    ]
    spread: Annotated[
        Exact | None, told("Chênh lệch", "Spread: highest counted total less the lowest")
    ]
    quorum: Annotated[
        CouncilQuorum | None, told("Số người dự", "Quorum: null where the policy has none")
    ]
    dispersion: Annotated[
        tuple[Dispersion, ...], told("Tiêu chí chấm khác nhau", "Criteria whose points differ")
    ]
    agreement: Annotated[
        TwoPlaces | None,
        told("Độ đồng thuận", "Agreement: Krippendorff's alpha, interval; null where undefined"),
    ]
    rescore: Annotated[
        CouncilRescore | None, told("Chấm lại", "Rescore: where totals are too far apart")
    ]
    rounds: Annotated[tuple[CouncilRound, ...], told("Các lần chấm", "Rounds of marking")]
    star_by_points: Annotated[
        Star | None, told("Sao theo điểm", "Star by points: null where incomplete")
    ]
    star: Annotated[
        Star | None,
        told("Hạng sao", "Star: minimums counted; null where rejected or incomplete"),
    ]
    unmet: Annotated[tuple[CouncilUnmet, ...], told("Điều kiện chưa đạt", "Minimums missed")]
    gates: Annotated[tuple[CouncilGate, ...], told("Căn cứ loại", "Grounds of rejection")]
    flips: Annotated[
        tuple[Flip, ...],
        told("Phiếu quyết định hạng", "Flips: the stars that each counted sheet decides among"),
    ]
    certifies: Annotated[
        Certifier | None,
        told(
            "Cấp công nhận",
            "Certifies: who certifies the star; null where nobody, or not on this result",
        ),
    ]
    forward_to: Annotated[
        Certifier | None, told("Chuyển lên cấp", "Forward to: the next council, where there is one")
    ]
    findings: Annotated[tuple[Finding, ...], told("Điều cần xem", "What to look at")]
    readings: Annotated[
        tuple[str, ...], told("Cách hiểu mà kết quả dựa vào", "Open readings it rests on, by id")
    ]
    caveats: Annotated[tuple[Caveat, ...], told("Điều chưa biết", "What is not known")]
    released: Annotated[
        bool | None,
        told(
            "Bảng đã phát hành",
            "Released: whether the table is as its revision was released; null: no lock at hand",
        ),
    ]
    at_most: Annotated[
        bool, told("Nhiều nhất: có thể ít sao hơn", "At most: fewer stars are possible")
    ]
    at_least: Annotated[
        bool, told("Ít nhất: có thể nhiều sao hơn", "At least: more stars are possible")
    ]
