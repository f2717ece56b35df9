"""The closed words of the field, each said once: as a type for checkers, as a tuple for readers."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = [
    "CAVEATS",
    "CONFIDENCES",
    "DOSSIER_PATHS",
    "KINDS_OF_APPLICATION",
    "KINDS_OF_PRODUCER",
    "MODES",
    "PROVENANCES",
    "RAISED_BY",
    "ROLES",
    "SEVERITIES",
    "STATUSES",
    "UNITS",
    "CaveatCode",
    "Certifier",
    "Chair",
    "CheckState",
    "ChoiceSource",
    "Confidence",
    "CouncilStatus",
    "DossierPath",
    "Ending",
    "Evidence",
    "GateProvenance",
    "GateSource",
    "GatesBy",
    "Half",
    "KindOfApplication",
    "KindOfProducer",
    "LimitCode",
    "MeanOf",
    "MinimumsBy",
    "Mode",
    "Provenance",
    "RaisedBy",
    "Role",
    "RoundingOf",
    "Severity",
    "Status",
    "TableCaveat",
    "Unit",
]

KindOfProducer = Literal[
    "household",
    "farm",
    "cooperative-group",
    "private-enterprise",
    "limited-company",
    "joint-stock-company",
    "cooperative",
    "community",
    "other",
    "unknown",
]
KINDS_OF_PRODUCER: tuple[KindOfProducer, ...] = get_args(KindOfProducer)
"""What a producer is; from `unknown` nothing follows (an old sheet is checked without the
dossier).
"""

DossierPath = Literal[
    "producer/kind",
    "producer/representative/woman",
    "producer/representative/ethnic_minority",
    "producer/representative/disabled",
]
DOSSIER_PATHS: tuple[DossierPath, ...] = get_args(DossierPath)
"""Where in a dossier facts stand that are not under `facts`."""

KindOfApplication = Literal["first", "upgrade", "renewal"]
KINDS_OF_APPLICATION: tuple[KindOfApplication, ...] = get_args(KindOfApplication)

Role = Literal["self", "advisory", "member", "chair", "council"]
ROLES: tuple[Role, ...] = get_args(Role)
"""In what role someone fills in a sheet; `council`: the one sheet that a council agreed on."""

Status = Literal["rated", "rejected", "incomplete"]
STATUSES: tuple[Status, ...] = get_args(Status)
"""What came of a sheet."""

CouncilStatus = Literal["rated", "rejected", "incomplete", "no-quorum", "rescore"]
"""What came of a council's sheets."""

ChoiceSource = Literal["mark", "fact", "condition", "none"]
"""Where a criterion's level comes from; `none`: it is not assessed."""

GateSource = Literal["sheet", "evidence", "marks"]
"""Who raised a gate: the assessor, facts and papers, or the marks."""

Ending = Literal["rejected", "stopped"]
"""What a gate does to a dossier."""

RaisedBy = Literal["assessor", "evidence", "marks"]
RAISED_BY: tuple[RaisedBy, ...] = get_args(RaisedBy)
"""Who can raise a gate."""

Evidence = Literal["derived", "guarded", "judged"]
"""Whether facts and papers decide a criterion, bound it, or leave it to a person."""

Mode = Literal["one", "sum"]
MODES: tuple[Mode, ...] = get_args(Mode)
"""Whether one level of a criterion is ticked, or lines that add up."""

Unit = Literal["share", "count", "months", "yes_no", "word"]
UNITS: tuple[Unit, ...] = get_args(Unit)
"""What a fact's value is: a share is from 0 to 1, a count and months are whole."""

Provenance = Literal["published", "transcription", "reading", "unverified"]
PROVENANCES: tuple[Provenance, ...] = get_args(Provenance)
"""Where a rule's text is known from."""

GateProvenance = Literal["published", "transcription", "reading", "unverified", "second-hand"]
"""Where a ground of rejection is known from; `second-hand`: from what others write of the text."""

TableCaveat = Literal["unverified", "minimums-incomplete", "gates-incomplete"]
"""What is not known about a table; its files say so, or it shows when they are assembled."""

CaveatCode = Literal["not-released", "unverified", "minimums-incomplete", "gates-incomplete"]
CAVEATS: tuple[CaveatCode, ...] = get_args(CaveatCode)
"""What keeps every result of a table in doubt; `not-released`: it is not as it was released."""

Severity = Literal["loud", "check", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""How loud a finding is, the loudest first."""

Confidence = Literal["high", "medium", "low", "unresolved"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
"""How sure the reading of a misprint is."""

MeanOf = Literal["totals", "parts", "criteria", "agreed"]
"""What a council's policy averages; `agreed`: nothing, the council has one sheet."""

Half = Literal["up", "even"]
"""Where a half goes when a policy rounds."""

RoundingOf = Literal["mean", "parts", "criteria"]
"""At which stage a policy rounds."""

MinimumsBy = Literal["every-member", "majority", "mean", "advisory", "agreed"]
"""By whom a policy holds a minimum to be met."""

GatesBy = Literal["any-member", "majority", "chair", "agreed"]
"""By whom a policy lets a gate be raised."""

Chair = Literal["required", "optional"]
"""Whether a policy's quorum wants the chair."""

Certifier = Literal["district", "province", "ministry"]
"""Who certifies a star."""

CheckState = Literal["held", "failed", "not-checked"]
"""How a check of a record came out."""

LimitCode = Literal["commune-check", "re-rating", "revocation"]
"""Steps of a dossier's way that a decision gives a number of days."""
