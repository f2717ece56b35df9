"""Every JSON format that systems read, a pydantic model each: `ocop.formats.NAME`.

    table = ocop.formats.ProductSet.model_validate_json(text)
    table.parts[0].groups[0].criteria[0].levels[0].points

The models are frozen; their fields bear the JSON's names and types (decimals and days as text).
They read what this version and later ones write: unknown keys are passed over.
"""

from __future__ import annotations

from typing import Annotated, Literal

from .rating.formats import (
    Caveat,
    Change,
    Demo,
    Evaluation,
    Finding,
    Lacking,
    Plan,
    RaisedGate,
    Range,
    Rated,
    RatedBy,
    RatedCriterion,
    Report,
    Toward,
    Unmet,
)
from .rules.format_base import (
    Format,
    Words,
    told,
)
from .rules.format_decision import (
    CertificateDays,
    Competence,
    Council,
    FiledBefore,
    Procedure,
    Process,
    Programme,
    RatingRound,
    Samples,
    Span,
    Stage,
    TimeLimit,
    Transition,
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
    DigestOfSet,
    Digests,
    ListedSet,
    Place,
    Places,
    Release,
    Releases,
    Ruleset,
    RulesetEntry,
    Rulesets,
)
from .workshop.formats import (
    Cases,
    CasesOfRuleset,
    Coverage,
    Difference,
    FailedCase,
)

__all__ = [
    "FORMATS",
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
    "Competence",
    "Contradiction",
    "Council",
    "Coverage",
    "Criterion",
    "Demo",
    "Derived",
    "DerivedSet",
    "Difference",
    "DigestOfSet",
    "Digests",
    "DocumentKind",
    "Erratum",
    "Errors",
    "Evaluation",
    "Fact",
    "FailedCase",
    "Fault",
    "FiledBefore",
    "Finding",
    "Format",
    "Gate",
    "GateConditions",
    "Group",
    "Heading",
    "Lacking",
    "Level",
    "LevelConditions",
    "ListedSet",
    "MissingMinimums",
    "OnlyIf",
    "Part",
    "Place",
    "Places",
    "Plan",
    "Procedure",
    "Process",
    "ProductSet",
    "Programme",
    "RaisedGate",
    "Range",
    "Rated",
    "RatedBy",
    "RatedCriterion",
    "RatingRound",
    "Reading",
    "Release",
    "Releases",
    "Report",
    "Ruleset",
    "RulesetEntry",
    "Rulesets",
    "Samples",
    "Schemas",
    "SharedCases",
    "Span",
    "Stage",
    "TimeLimit",
    "Toward",
    "Transition",
    "Unmet",
    "Vocabulary",
    "Words",
]


class Fault(Format, frozen=True):
    """One thing that is wrong, and what would be right."""

    code: Annotated[str, told("Mã lỗi: không đổi", "Code: it never changes")]
    file: Annotated[str | None, told("Tệp", "File, where the fault stands in one")]
    line: Annotated[int | None, told("Dòng", "Line, from 1")]
    column: Annotated[int | None, told("Cột", "Column, from 1")]
    path: Annotated[str, told("Đường dẫn trong văn bản", "Path in the document, joined by /")]
    found: Annotated[str, told("Đã thấy", "What was found")]
    right: Annotated[str, told("Đúng ra là", "What would be right: empty where nothing is near")]
    vi: Annotated[str, told("Câu tiếng Việt", "Sentence in Vietnamese")]
    en: Annotated[str, told("Câu tiếng Anh", "Sentence in English")]


class Errors(Format, frozen=True):
    """Bad input: all faults at once."""

    format: Annotated[Literal["ocop-errors/1"], told("Định dạng", "Format")]
    errors: Annotated[tuple[Fault, ...], told("Các lỗi", "Faults")]


class Schemas(Format, frozen=True):
    """The names of all JSON Schemas."""

    format: Annotated[Literal["ocop-schemas/1"], told("Định dạng", "Format")]
    schemas: Annotated[tuple[str, ...], told("Các tên", "Names")]


FORMATS: dict[str, type[Format]] = {
    "evaluation": Evaluation,
    "product-set": ProductSet,
    "ruleset": Ruleset,
    "rulesets": Rulesets,
    "applicable": Applicable,
    "places": Places,
    "certificate": Certificate,
    "derived": Derived,
    "check": Check,
    "digests": Digests,
    "releases": Releases,
    "cases": Cases,
    "report": Report,
    "demo": Demo,
    "errors": Errors,
    "schemas": Schemas,
}
"""The model of each format that systems read, by the format's name without `ocop-` and number."""
