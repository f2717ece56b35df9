"""What a decision says of itself, as formats show it: days, councils, procedure, transitions."""

from __future__ import annotations

from typing import Annotated, Literal

from ..frozen import FrozenDict
from ..terms import Certifier, KindOfApplication, KindOfProducer, LimitCode
from .format_base import Day, Entries, Format, Star, Whole, told

__all__ = [
    "AlsoEligible",
    "Article",
    "CertificateDays",
    "Competence",
    "Council",
    "Eligible",
    "FiledBefore",
    "Procedure",
    "Process",
    "Programme",
    "RatingRound",
    "Receiver",
    "Registered",
    "Samples",
    "Span",
    "Stage",
    "TimeLimit",
    "Transition",
]

Receiver = Literal["commune", "district"]
Article = Annotated[str | None, told("Điều, khoản", "Article")]


class Span(Format, frozen=True):
    """Days, and the article that sets them."""

    from_: Annotated[Day, told("Từ ngày", "First day", alias="from")]
    until: Annotated[Day | None, told("Đến ngày", "Last day: null where none is set")]
    article: Article


class Council(Format, frozen=True):
    """A council on a dossier's way, where the decision regulates it."""

    members: Annotated[
        tuple[Whole, Whole], told("Số thành viên: ít nhất, nhiều nhất", "Members: least and most")
    ]
    rounds: Annotated[Whole, told("Số vòng", "Rounds")]
    first_round_from: Annotated[
        Star | None, told("Qua vòng một từ sao", "Star from which the first round is passed")
    ]
    papers_days_before: Annotated[
        Whole | None, told("Gửi giấy tờ trước, ngày", "Days that papers are sent before")
    ]
    sends_on: Annotated[
        str | None, told("Chuyển tiếp khi đạt điểm", "Points that go to the next council")
    ]
    to: Annotated[Certifier | None, told("Chuyển đến", "The next council")]
    below_top_certified_by: Annotated[
        Certifier | None, told("Dưới hạng cao nhất do", "Who certifies below the top star")
    ]


class Process(Format, frozen=True):
    """How councils work, where the decision itself regulates it."""

    policy: Annotated[str, told("Quy chế", "Id of the policy")]
    councils: Annotated[
        Entries[Council], told("Các Hội đồng, theo cấp", "Councils, by their level")
    ]


class CertificateDays(Format, frozen=True):
    """How long a certificate is valid, and when it is renewed."""

    months: Annotated[Whole, told("Thời hạn, tháng", "Months that it is valid")]
    renew_between_days: Annotated[
        tuple[Whole, Whole] | None,
        told("Nộp lại trong khoảng ngày trước khi hết hạn", "Days before its end to renew it"),
    ]
    late_extension_days: Annotated[
        Whole | None, told("Kéo dài nhiều nhất, ngày", "Days that it may run on")
    ]
    articles: Annotated[
        Entries[str],
        told("Điều, khoản, theo việc", "Articles, by matter", default_factory=FrozenDict),
    ]
    readings: Annotated[
        Entries[str],
        told("Cách hiểu, theo việc", "Readings, by matter", default_factory=FrozenDict),
    ]


class Transition(Format, frozen=True):
    """Dossiers of an earlier decision's time, and until when they are decided under it."""

    kinds: Annotated[tuple[KindOfApplication, ...], told("Loại đề nghị", "Kinds of application")]
    filed: Annotated[Span, told("Nộp trong khoảng", "Filed on these days")]
    under: Annotated[str, told("Theo bộ tiêu chí", "Ruleset they are rated under")]
    decide_by: Annotated[Day, told("Hạn quyết định", "Last day to decide")]
    article: Article
    reading: Annotated[str | None, told("Cách hiểu", "Reading that it rests on: the first")]
    readings: Annotated[
        tuple[str, ...], told("Mọi cách hiểu", "All readings that it rests on")
    ] = ()
    or_: Annotated[
        tuple[str, ...], told("Hoặc theo", "Other rulesets that its words may mean", alias="or")
    ] = ()
    silent: Annotated[
        tuple[str, ...], told("Cách hiểu khi quá hạn", "Readings where the limit is missed")
    ] = ()


class FiledBefore(Format, frozen=True):
    """Dossiers of an earlier decision that nothing limits in time."""

    filed: Annotated[Span, told("Nộp trong khoảng", "Filed on these days")]
    under: Annotated[str, told("Theo bộ tiêu chí", "Ruleset they are rated under")]
    article: Article
    readings: Annotated[tuple[str, ...], told("Cách hiểu", "Readings that it rests on")]


class AlsoEligible(Format, frozen=True):
    """Kinds of producers that take part in one product set."""

    product_set: Annotated[Whole, told("Bộ sản phẩm", "Product set")]
    kinds: Annotated[tuple[KindOfProducer, ...], told("Loại hình", "Kinds of producers")]


class Registered(Format, frozen=True):
    """Kinds of producers that take part only with a paper."""

    kinds: Annotated[tuple[KindOfProducer, ...], told("Loại hình", "Kinds of producers")]
    document: Annotated[str, told("Giấy tờ phải có", "Kind of paper that they need")]


class Eligible(Format, frozen=True):
    """Who may take part."""

    kinds: Annotated[tuple[KindOfProducer, ...], told("Loại hình", "Kinds of producers")]
    also: Annotated[
        tuple[AlsoEligible, ...], told("Thêm ở một số bộ", "More of them in some product sets")
    ]
    registered: Annotated[Registered | None, told("Phải đăng ký", "Those that need a registration")]
    article: Article
    readings: Annotated[tuple[str, ...], told("Cách hiểu", "Readings that it rests on")]


class Programme(Format, frozen=True):
    """The programme that a decision belongs to."""

    since: Annotated[Day, told("Từ ngày", "Since when")]
    decision: Annotated[str, told("Theo quyết định", "By which decision")]


class Competence(Format, frozen=True):
    """Who receives and who certifies what is decided from a day on."""

    since: Annotated[Day | None, told("Quyết định từ ngày", "Decided from this day on")]
    received_by: Annotated[Receiver | None, told("Nơi nhận hồ sơ", "Who receives dossiers")]
    certified_by: Annotated[
        Entries[Certifier], told("Ai công nhận, theo sao", "Who certifies, by star")
    ]
    councils: Annotated[tuple[Certifier, ...], told("Các Hội đồng", "Councils that there are")]
    article: Article
    readings: Annotated[tuple[str, ...], told("Cách hiểu", "Readings that it rests on")]


class Stage(Format, frozen=True):
    """Where a council's products go."""

    level: Annotated[Certifier, told("Hội đồng cấp", "The council's level")]
    sends_on: Annotated[
        str | None, told("Chuyển tiếp khi đạt điểm", "Points that go to the next council")
    ]
    to: Annotated[Certifier | None, told("Chuyển đến", "The next council")]
    below_top_certified_by: Annotated[
        Certifier | None, told("Dưới hạng cao nhất do", "Who certifies below the top star")
    ]
    article: Article
    readings: Annotated[tuple[str, ...], told("Cách hiểu", "Readings that it rests on")]


MonthDay = Annotated[str, told("Tháng-ngày", "Month and day, such as 04-30")]


class RatingRound(Format, frozen=True):
    """A rating round of the year: proposed before a day, rated before another."""

    level: Annotated[Certifier, told("Đợt của cấp", "Whose round it is")]
    proposed_by: Annotated[
        Literal["commune", "province"], told("Nơi đề nghị", "Who proposes the dossiers")
    ]
    proposed_before: MonthDay
    ends_before: MonthDay
    article: Article
    readings: Annotated[tuple[str, ...], told("Cách hiểu", "Readings that it rests on")]


class TimeLimit(Format, frozen=True):
    """How many days a step may take."""

    code: Annotated[LimitCode, told("Việc", "The step")]
    days: Annotated[Whole, told("Số ngày", "Days")]
    working: Annotated[bool, told("Chỉ tính ngày làm việc", "Only working days count")]
    kinds: Annotated[
        tuple[KindOfApplication, ...], told("Loại đề nghị", "Of these kinds: empty for all")
    ]
    article: Article
    readings: Annotated[tuple[str, ...], told("Cách hiểu", "Readings that it rests on")]


class Samples(Format, frozen=True):
    """How many samples go with a dossier."""

    count: Annotated[Whole, told("Số mẫu", "Samples")]
    article: Article


class Procedure(Format, frozen=True):
    """A dossier's way, as far as the text is known."""

    competences: Annotated[
        tuple[Competence, ...], told("Thẩm quyền, theo ngày quyết định", "Who is competent, by day")
    ]
    stages: Annotated[tuple[Stage, ...], told("Chuyển tiếp", "Where products go on to")]
    rounds: Annotated[tuple[RatingRound, ...], told("Các đợt trong năm", "Rounds of a year")]
    limits: Annotated[tuple[TimeLimit, ...], told("Thời hạn", "Time limits")]
    samples: Annotated[Samples | None, told("Sản phẩm mẫu", "Samples")]
