"""Every JSON format that systems read, a pydantic model each: `ocop.formats.NAME`.

    table = ocop.formats.ProductSet.model_validate_json(text)
    table.parts[0].groups[0].criteria[0].levels[0].points

The models are frozen; their fields bear the JSON's names and types (decimals and days as text).
They read what this version and later ones write: unknown keys are passed over.
"""

from __future__ import annotations

from typing import Annotated, Literal

from .rating.comparison_formats import (
    ComparedPolicy,
    ComparedResult,
    Comparison,
    Means,
    MeansRefused,
    MeansUnder,
    RefusedPolicy,
    UnmetMark,
)
from .rating.council_formats import (
    CouncilGate,
    CouncilMember,
    CouncilQuorum,
    CouncilRescore,
    CouncilResult,
    CouncilRound,
    CouncilTotal,
    CouncilUnmet,
    Dispersion,
    Flip,
    RatedByCouncil,
)
from .rating.formats import (
    Caveat,
    Change,
    Demo,
    Evaluation,
    Finding,
    Lacking,
    PaperResult,
    Plan,
    RaisedGate,
    Range,
    Rated,
    RatedBy,
    RatedCriterion,
    Report,
    Toward,
    Unmet,
    WrittenPaper,
)
from .records.formats import DigestsOfRecord, NotedFinding, Record
from .rounds.formats import (
    Handed,
    MadeFile,
    Problem,
    ProductOfRound,
    RatedProduct,
    RoundBegun,
    RoundRun,
    RoundStatus,
)
from .rules.format_base import (
    Day,
    Fault,
    Format,
    Points,
    Star,
    Whole,
    Words,
    told,
)
from .rules.format_decision import (
    AlsoEligible,
    CertificateDays,
    Competence,
    Council,
    Eligible,
    FiledBefore,
    Procedure,
    Process,
    Programme,
    RatingRound,
    Registered,
    Samples,
    Span,
    Stage,
    TimeLimit,
    Transition,
)
from .rules.format_releases import (
    DigestOfSet,
    Digests,
    KnownPolicy,
    KnownRuleset,
    KnownTable,
    ListedPolicy,
    Policies,
    PolicyRelease,
    QuorumOfPolicy,
    Release,
    Releases,
    Rounded,
    RulesetRelease,
    Tables,
)
from .rules.format_table import (
    Band,
    Case,
    Criterion,
    Erratum,
    Gate,
    GateConditions,
    Group,
    Heading,
    Level,
    LevelConditions,
    MissingMinimums,
    OnlyIf,
    Part,
    ProductSet,
    Reading,
    SharedCases,
)
from .rules.format_vocabulary import Contradiction, DocumentKind, Fact, Vocabulary
from .rules.formats import (
    Applicable,
    Certificate,
    Check,
    Checked,
    Derived,
    DerivedSet,
    ListedSet,
    Place,
    Places,
    Remark,
    Ruleset,
    RulesetEntry,
    Rulesets,
)
from .terms import Certifier, LimitCode
from .workshop.formats import (
    Cases,
    CasesOfRuleset,
    Coverage,
    Difference,
    FailedCase,
)

__all__ = [
    "FORMATS",
    "AlsoEligible",
    "Applicable",
    "Band",
    "Case",
    "Cases",
    "CasesOfRuleset",
    "Caveat",
    "Certificate",
    "CertificateDays",
    "Change",
    "Check",
    "Checked",
    "ComparedPolicy",
    "ComparedResult",
    "Comparison",
    "Competence",
    "Contradiction",
    "Council",
    "CouncilGate",
    "CouncilMember",
    "CouncilQuorum",
    "CouncilRescore",
    "CouncilResult",
    "CouncilRound",
    "CouncilTotal",
    "CouncilUnmet",
    "Coverage",
    "Criterion",
    "Demo",
    "Derived",
    "DerivedSet",
    "Difference",
    "DigestOfSet",
    "Digests",
    "DigestsOfRecord",
    "Dispersion",
    "DocumentKind",
    "Due",
    "Eligible",
    "Erratum",
    "Errors",
    "Evaluation",
    "Fact",
    "FailedCase",
    "Fault",
    "FiledBefore",
    "Finding",
    "Flip",
    "FormCheck",
    "Format",
    "Gate",
    "GateConditions",
    "Group",
    "Handed",
    "Heading",
    "KnownPolicy",
    "KnownRuleset",
    "KnownTable",
    "Lacking",
    "Level",
    "LevelConditions",
    "ListedPolicy",
    "ListedSet",
    "MadeFile",
    "MarksOfSheet",
    "Means",
    "MeansRefused",
    "MeansUnder",
    "MissingMinimums",
    "NotedFinding",
    "OnlyIf",
    "PaperResult",
    "Part",
    "Place",
    "Places",
    "Plan",
    "Policies",
    "PolicyRelease",
    "Problem",
    "Procedure",
    "Process",
    "ProductOfRound",
    "ProductSet",
    "Programme",
    "QuorumOfPolicy",
    "RaisedGate",
    "Range",
    "Rated",
    "RatedBy",
    "RatedByCouncil",
    "RatedCriterion",
    "RatedProduct",
    "RatingRound",
    "Reading",
    "Record",
    "RefusedPolicy",
    "Registered",
    "Release",
    "Releases",
    "Remark",
    "Report",
    "RoundBegun",
    "RoundOfDossier",
    "RoundRun",
    "RoundStatus",
    "Rounded",
    "Ruleset",
    "RulesetEntry",
    "RulesetRelease",
    "Rulesets",
    "Samples",
    "Schemas",
    "SharedCases",
    "Span",
    "Stage",
    "Tables",
    "TimeLimit",
    "Toward",
    "Transition",
    "Unmet",
    "UnmetMark",
    "Vocabulary",
    "Words",
    "WrittenPaper",
]


class Errors(Format, frozen=True):
    """Bad input: all faults at once."""

    format: Annotated[Literal["ocop-errors/1"], told("Định dạng", "Format")]
    errors: Annotated[tuple[Fault, ...], told("Các lỗi", "Faults")]


class RoundOfDossier(Format, frozen=True):
    """The rating round that a proposal belongs to."""

    level: Annotated[Certifier, told("Đợt của cấp", "Whose round it is")]
    proposed_on: Annotated[Day, told("Ngày đề nghị", "Day of the proposal")]
    proposed_before: Annotated[Day, told("Đề nghị trước ngày", "Proposed before this day")]
    ends_before: Annotated[Day, told("Xong trước ngày", "Done before this day")]
    article: Annotated[str, told("Điều, khoản", "Article")]


class Due(Format, frozen=True):
    """A step with a time limit."""

    code: Annotated[LimitCode, told("Việc", "The step")]
    days: Annotated[Whole, told("Số ngày", "Days")]
    working: Annotated[bool, told("Chỉ tính ngày làm việc", "Only working days count")]
    until: Annotated[Day | None, told("Đến hết ngày", "Last day, where it is known")]
    article: Annotated[str, told("Điều, khoản", "Article")]


class MarksOfSheet(Format, frozen=True):
    """Which criteria of a sheet have a mark."""

    marked: Annotated[tuple[str, ...], told("Đã tích", "Numbers with a mark")]
    open: Annotated[tuple[str, ...], told("Chưa tích", "Numbers without one")]
    total: Annotated[Points, told("Tổng điểm đã tích", "Points of what is marked")]
    star_by_points: Annotated[
        Star | None, told("Hạng theo điểm", "Star of the total; null where marks are missing")
    ]
    star: Annotated[
        Star | None, told("Hạng sao", "Star as far as the sheet alone says; null where it can't")
    ]
    range: Annotated[Range | None, told("Còn có thể", "What is still possible")]


class FormCheck(Format, frozen=True):
    """Xem một tệp / What can be said of a dossier or a sheet alone."""

    format: Annotated[Literal["ocop-form-check/1"], told("Định dạng", "Format")]
    form: Annotated[Literal["dossier", "sheet"], told("Loại tệp", "What was read")]
    ruleset: Annotated[str | None, told("Bộ tiêu chí", "Ruleset: null where none is called for")]
    product_set: Annotated[
        Whole | None, told("Bộ sản phẩm", "Product set: null where a sheet names none")
    ]
    applicable: Annotated[
        Applicable | None, told("Bộ tiêu chí áp dụng", "What the dossier's dates call for")
    ]
    errors: Annotated[
        tuple[Fault, ...], told("Các lỗi", "Why no ruleset is called for: empty where one is")
    ]
    gates: Annotated[
        tuple[RaisedGate, ...], told("Trường hợp loại, dừng", "Gates that facts or papers raise")
    ]
    findings: Annotated[tuple[Finding, ...], told("Điều cần xem lại", "What to look at")]
    rounds: Annotated[
        tuple[RoundOfDossier, ...], told("Đợt đánh giá", "Rounds that proposals belong to")
    ]
    limits: Annotated[tuple[Due, ...], told("Thời hạn", "Time limits")]
    decided: Annotated[
        tuple[str, ...], told("Hồ sơ xác định", "Numbers of the criteria that a dossier decides")
    ]
    marks: Annotated[MarksOfSheet | None, told("Điểm tích", "Marks of a sheet")]


class Schemas(Format, frozen=True):
    """The names of all JSON Schemas."""

    format: Annotated[Literal["ocop-schemas/1"], told("Định dạng", "Format")]
    schemas: Annotated[tuple[str, ...], told("Các tên", "Names")]


FORMATS: dict[str, type[Format]] = {
    "evaluation": Evaluation,
    "council": CouncilResult,
    "product-set": ProductSet,
    "ruleset": Ruleset,
    "rulesets": Rulesets,
    "applicable": Applicable,
    "places": Places,
    "certificate": Certificate,
    "derived": Derived,
    "check": Check,
    "digests": Digests,
    "tables": Tables,
    "releases": Releases,
    "policies": Policies,
    "cases": Cases,
    "comparison": Comparison,
    "means": Means,
    "paper": WrittenPaper,
    "report": Report,
    "demo": Demo,
    "form-check": FormCheck,
    "round-begun": RoundBegun,
    "round-status": RoundStatus,
    "round-run": RoundRun,
    "record": Record,
    "errors": Errors,
    "schemas": Schemas,
}
"""The model of each format that systems read, by the format's name without `ocop-` and number."""
