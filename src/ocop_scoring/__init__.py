"""Vietnam's OCOP ratings as law: versioned criteria, exact scores, reasons.

    import ocop_scoring as ocop

    rules = ocop.in_force(date(2026, 9, 15))
    result = ocop.score(rules, ocop.load_dossier("dossier.yaml"), ocop.load_sheet("sheet.yaml"))
    print(result.explain("vi"))

Every name is loaded when it is first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .faces import face
from .version import __version__ as __version__

if TYPE_CHECKING:
    from . import formats as formats
    from .days import Certificate as Certificate
    from .days import CertificateRule as CertificateRule
    from .days import Span as Span
    from .errors import CatalogError as CatalogError
    from .errors import Fault as Fault
    from .errors import FilingError as FilingError
    from .errors import OcopError as OcopError
    from .errors import Place as Place
    from .errors import PolicyError as PolicyError
    from .errors import RecordError as RecordError
    from .errors import RulesetError as RulesetError
    from .exact import Interval as Interval
    from .filing.column_files import csv_of as csv_of
    from .filing.column_files import load_columns as load_columns
    from .filing.column_files import parquet_of as parquet_of
    from .filing.column_files import read_columns as read_columns
    from .filing.dossiers import load_dossier as load_dossier
    from .filing.evidence import Ground as Ground
    from .filing.evidence import Review as Review
    from .filing.forms import Application as Application
    from .filing.forms import Assessor as Assessor
    from .filing.forms import Dossier as Dossier
    from .filing.forms import FiledDocument as FiledDocument
    from .filing.forms import Previous as Previous
    from .filing.forms import Producer as Producer
    from .filing.forms import Product as Product
    from .filing.forms import Representative as Representative
    from .filing.forms import ScoreSheet as ScoreSheet
    from .filing.papers import DocumentFlaw as DocumentFlaw
    from .filing.policy import Policy as Policy
    from .filing.policy import Quorum as Quorum
    from .filing.policy import Rounding as Rounding
    from .filing.policy import load_policy as load_policy
    from .filing.policy import read_policy as read_policy
    from .filing.read import read_dossier as read_dossier
    from .filing.read import read_sheet as read_sheet
    from .filing.round import Official as Official
    from .filing.round import Round as Round
    from .filing.round import RoundMember as RoundMember
    from .filing.round import load_round as load_round
    from .filing.round import read_round as read_round
    from .filing.sheets import load_sheet as load_sheet
    from .filing.sheets import load_sheets as load_sheets
    from .filing.sheets import sheets_at as sheets_at
    from .filing.string import ScoreString as ScoreString
    from .filing.string import parse_string as parse_string
    from .filing.string_sheet import sheet_from_string as sheet_from_string
    from .filing.workbook.dossier import dossier_workbook as dossier_workbook
    from .filing.workbook.entry import entry_workbook as entry_workbook
    from .filing.workbook.read import read_workbook as read_workbook
    from .lang import Lang as Lang
    from .rating.advise import Change as Change
    from .rating.advise import Plan as Plan
    from .rating.bounds import Bounds as Bounds
    from .rating.caveats import Caveat as Caveat
    from .rating.choices import Choice as Choice
    from .rating.choices import Unmet as Unmet
    from .rating.comparison import Compared as Compared
    from .rating.comparison import Comparison as Comparison
    from .rating.comparison import compare_policies as compare_policies
    from .rating.council import council as council
    from .rating.council_gates import CouncilGate as CouncilGate
    from .rating.council_gates import GateNotCarried as GateNotCarried
    from .rating.council_result import CouncilResult as CouncilResult
    from .rating.council_values import CouncilCriterion as CouncilCriterion
    from .rating.council_values import CouncilMember as CouncilMember
    from .rating.council_values import CouncilRound as CouncilRound
    from .rating.council_values import CouncilTotal as CouncilTotal
    from .rating.council_values import CouncilUnmet as CouncilUnmet
    from .rating.council_values import Dispersion as Dispersion
    from .rating.council_values import Flip as Flip
    from .rating.council_values import QuorumCount as QuorumCount
    from .rating.council_values import RatedByCouncil as RatedByCouncil
    from .rating.council_values import Rescore as Rescore
    from .rating.evaluation import Evaluation as Evaluation
    from .rating.finding import Finding as Finding
    from .rating.outcome import Outcome as Outcome
    from .rating.policy import Standing as Standing
    from .rating.score import ruleset_for as ruleset_for
    from .rating.score import score as score
    from .rating.seats import Seat as Seat
    from .rating.seats import Seats as Seats
    from .rating.seats import Sitting as Sitting
    from .rating.steps import Award as Award
    from .rating.steps import Choices as Choices
    from .rating.steps import Raised as Raised
    from .rating.steps import Range as Range
    from .rating.steps import Tally as Tally
    from .rating.toward import Lacking as Lacking
    from .rating.toward import Toward as Toward
    from .rating.values import CriterionResult as CriterionResult
    from .rating.values import Rated as Rated
    from .rating.values import UnmetMinimum as UnmetMinimum
    from .rating.workbook import blank_workbook as blank_workbook
    from .rating.workbook import sheet_workbook as sheet_workbook
    from .records.journal import Journal as Journal
    from .records.journal import JournalBreak as JournalBreak
    from .records.journal import JournalEntry as JournalEntry
    from .records.journal import JournalLine as JournalLine
    from .records.journal import add_to_journal as add_to_journal
    from .records.journal import load_journal as load_journal
    from .records.journal_checks import JournalVerification as JournalVerification
    from .records.journal_checks import verify_journal as verify_journal
    from .records.record import Record as Record
    from .records.record import load_record as load_record
    from .records.record import read_record as read_record
    from .records.seal import seal as seal
    from .records.signature_checks import check_signatures as check_signatures
    from .records.signing import PublicKey as PublicKey
    from .records.signing import Signature as Signature
    from .records.signing import SigningKey as SigningKey
    from .records.signing import add_signature as add_signature
    from .records.signing import load_key as load_key
    from .records.signing import load_trusted as load_trusted
    from .records.signing import signatures_at as signatures_at
    from .records.verification import RecordCaveat as RecordCaveat
    from .records.verification import RecordCheck as RecordCheck
    from .records.verification import Verification as Verification
    from .records.verify import verify as verify
    from .reporting.kinds import missing_fields as missing_fields
    from .reporting.papers.fields import PaperField as PaperField
    from .reporting.papers.fields import fields_of as fields_of
    from .reporting.render import render as render
    from .reporting.sealed import SealedSheet as SealedSheet
    from .reporting.verified import PaperVerification as PaperVerification
    from .reporting.verified import verify_paper as verify_paper
    from .rounds.population import population_at as population_at
    from .rules.applicable import Applicable as Applicable
    from .rules.catalog import Catalog as Catalog
    from .rules.catalog import applicable as applicable
    from .rules.catalog import find as find
    from .rules.catalog import in_force as in_force
    from .rules.catalog import policies as policies
    from .rules.catalog import ruleset as ruleset
    from .rules.catalog import rulesets as rulesets
    from .rules.classification import Classification as Classification
    from .rules.classification import Match as Match
    from .rules.classification import Places as Places
    from .rules.decision import Council as Council
    from .rules.decision import Eligible as Eligible
    from .rules.decision import FiledBefore as FiledBefore
    from .rules.decision import Programme as Programme
    from .rules.decision import Transition as Transition
    from .rules.model import Band as Band
    from .rules.model import Case as Case
    from .rules.model import Criterion as Criterion
    from .rules.model import Erratum as Erratum
    from .rules.model import Gate as Gate
    from .rules.model import Group as Group
    from .rules.model import Heading as Heading
    from .rules.model import Level as Level
    from .rules.model import Minimum as Minimum
    from .rules.model import MissingMinimums as MissingMinimums
    from .rules.model import OnlyIf as OnlyIf
    from .rules.model import Part as Part
    from .rules.model import Reading as Reading
    from .rules.model import Row as Row
    from .rules.policies import policy_digest as policy_digest
    from .rules.procedure import Competence as Competence
    from .rules.procedure import Procedure as Procedure
    from .rules.procedure import RatingRound as RatingRound
    from .rules.procedure import RoundDays as RoundDays
    from .rules.procedure import Samples as Samples
    from .rules.procedure import Stage as Stage
    from .rules.procedure import TimeLimit as TimeLimit
    from .rules.product_set import ProductSet as ProductSet
    from .rules.ruleset import Ruleset as Ruleset
    from .rules.store import Checked as Checked
    from .rules.vocabulary import Clause as Clause
    from .rules.vocabulary import Condition as Condition
    from .rules.vocabulary import Contradiction as Contradiction
    from .rules.vocabulary import DocumentKind as DocumentKind
    from .rules.vocabulary import Fact as Fact
    from .rules.vocabulary import Vocabulary as Vocabulary
    from .sources.faults import faults_of as faults_of
    from .text import Words as Words
    from .whatif.moved import Moved as Moved
    from .whatif.moved import MovedCriterion as MovedCriterion
    from .whatif.moved import PointsGiven as PointsGiven
    from .whatif.patch import Cost as Cost
    from .whatif.patch import CostOfCriterion as CostOfCriterion
    from .whatif.patch import Patch as Patch
    from .whatif.patch import load_patch as load_patch
    from .whatif.patch import read_patch as read_patch
    from .whatif.plan import Asks as Asks
    from .whatif.plan import Blocked as Blocked
    from .whatif.plan import CostedChange as CostedChange
    from .whatif.plan import CostedPlan as CostedPlan
    from .whatif.plan import Plans as Plans
    from .whatif.question import Answer as Answer
    from .whatif.question import Question as Question
    from .whatif.question import Questions as Questions
    from .whatif.under import NotCarried as NotCarried
    from .whatif.weighed import AnotherLevel as AnotherLevel
    from .whatif.weighed import Fall as Fall
    from .whatif.weighed import LeastLoss as LeastLoss
    from .whatif.weighed import LowerMark as LowerMark
    from .whatif.weighed import MarkWeight as MarkWeight
    from .whatif.weighed import Robustness as Robustness
    from .whatif.what_if import WhatIf as WhatIf
    from .whatif.what_if import what_if as what_if
    from .workshop.crosswalk.carrying import Carried as Carried
    from .workshop.crosswalk.carrying import CarriedMark as CarriedMark
    from .workshop.crosswalk.carrying import DerivedMark as DerivedMark
    from .workshop.crosswalk.carrying import LeadingMark as LeadingMark
    from .workshop.crosswalk.carrying import LostMark as LostMark
    from .workshop.crosswalk.carrying import OpenMark as OpenMark
    from .workshop.crosswalk.carrying import carry_over as carry_over
    from .workshop.diff.changes import BothSides as BothSides
    from .workshop.diff.changes import Related as Related
    from .workshop.diff.changes import RuleChange as RuleChange
    from .workshop.diff.diff import diff as diff
    from .workshop.diff.difference import Diff as Diff
    from .workshop.diff.difference import TableDiff as TableDiff
    from .workshop.diff.joint import ChangedSheet as ChangedSheet
    from .workshop.diff.joint import StarChanges as StarChanges
    from .workshop.impact.causes import Cause as Cause
    from .workshop.impact.causes import Causes as Causes
    from .workshop.impact.counts import ImpactCounts as ImpactCounts
    from .workshop.impact.entry import CouncilOf as CouncilOf
    from .workshop.impact.entry import Population as Population
    from .workshop.impact.entry import PopulationEntry as PopulationEntry
    from .workshop.impact.entry import PopulationProblem as PopulationProblem
    from .workshop.impact.entry import RecordedResult as RecordedResult
    from .workshop.impact.impact import Impact as Impact
    from .workshop.impact.impact import impact as impact
    from .workshop.impact.moved import RatedTwice as RatedTwice
    from .workshop.impact.moved import Reason as Reason
    from .workshop.impact.players import SingleChange as SingleChange
    from .workshop.impact.result import MissedMinimum as MissedMinimum
    from .workshop.impact.result import SideResult as SideResult
    from .workshop.impact.synthetic import synthetic as synthetic
    from .workshop.reach.reach import reach as reach
    from .workshop.reach.values import Deciding as Deciding
    from .workshop.reach.values import Reach as Reach
    from .workshop.reach.values import ReachedStar as ReachedStar
    from .workshop.reach.values import WitnessSheet as WitnessSheet
    from .workshop.sides import Side as Side

_HOMES = {
    "Journal": "records.journal",
    "JournalBreak": "records.journal",
    "JournalEntry": "records.journal",
    "JournalLine": "records.journal",
    "JournalVerification": "records.journal_checks",
    "PublicKey": "records.signing",
    "Signature": "records.signing",
    "SigningKey": "records.signing",
    "add_signature": "records.signing",
    "check_signatures": "records.signature_checks",
    "add_to_journal": "records.journal",
    "load_journal": "records.journal",
    "load_key": "records.signing",
    "load_trusted": "records.signing",
    "signatures_at": "records.signing",
    "verify_journal": "records.journal_checks",
    "blank_workbook": "rating.workbook",
    "sheet_workbook": "rating.workbook",
    "Review": "filing.evidence",
    "DocumentFlaw": "filing.papers",
    "Certificate": "days",
    "CertificateRule": "days",
    "Span": "days",
    "CatalogError": "errors",
    "Fault": "errors",
    "FilingError": "errors",
    "OcopError": "errors",
    "Place": "errors",
    "RulesetError": "errors",
    "Ground": "filing.evidence",
    "PolicyError": "errors",
    "RecordError": "errors",
    "Application": "filing.forms",
    "Assessor": "filing.forms",
    "Dossier": "filing.forms",
    "FiledDocument": "filing.forms",
    "Previous": "filing.forms",
    "Producer": "filing.forms",
    "Product": "filing.forms",
    "Representative": "filing.forms",
    "ScoreSheet": "filing.forms",
    "Policy": "filing.policy",
    "Quorum": "filing.policy",
    "Rounding": "filing.policy",
    "load_policy": "filing.policy",
    "read_policy": "filing.policy",
    "load_dossier": "filing.dossiers",
    "read_dossier": "filing.read",
    "read_sheet": "filing.read",
    "load_sheet": "filing.sheets",
    "load_sheets": "filing.sheets",
    "sheets_at": "filing.sheets",
    "ScoreString": "filing.string",
    "parse_string": "filing.string",
    "sheet_from_string": "filing.string_sheet",
    "dossier_workbook": "filing.workbook.dossier",
    "entry_workbook": "filing.workbook.entry",
    "read_workbook": "filing.workbook.read",
    "csv_of": "filing.column_files",
    "load_columns": "filing.column_files",
    "parquet_of": "filing.column_files",
    "read_columns": "filing.column_files",
    "Official": "filing.round",
    "Round": "filing.round",
    "RoundMember": "filing.round",
    "load_round": "filing.round",
    "read_round": "filing.round",
    "Interval": "exact",
    "Lang": "lang",
    "Change": "rating.advise",
    "Plan": "rating.advise",
    "Bounds": "rating.bounds",
    "Caveat": "rating.caveats",
    "CriterionResult": "rating.values",
    "Compared": "rating.comparison",
    "Comparison": "rating.comparison",
    "compare_policies": "rating.comparison",
    "council": "rating.council",
    "CouncilGate": "rating.council_gates",
    "GateNotCarried": "rating.council_gates",
    "CouncilResult": "rating.council_result",
    "CouncilCriterion": "rating.council_values",
    "CouncilMember": "rating.council_values",
    "CouncilRound": "rating.council_values",
    "CouncilTotal": "rating.council_values",
    "CouncilUnmet": "rating.council_values",
    "Dispersion": "rating.council_values",
    "Flip": "rating.council_values",
    "QuorumCount": "rating.council_values",
    "RatedByCouncil": "rating.council_values",
    "Rescore": "rating.council_values",
    "Standing": "rating.policy",
    "Seat": "rating.seats",
    "Seats": "rating.seats",
    "Sitting": "rating.seats",
    "Evaluation": "rating.evaluation",
    "Rated": "rating.values",
    "UnmetMinimum": "rating.values",
    "Finding": "rating.finding",
    "Outcome": "rating.outcome",
    "ruleset_for": "rating.score",
    "score": "rating.score",
    "Award": "rating.steps",
    "Choices": "rating.steps",
    "Raised": "rating.steps",
    "Range": "rating.steps",
    "Tally": "rating.steps",
    "Lacking": "rating.toward",
    "Toward": "rating.toward",
    "Choice": "rating.choices",
    "Unmet": "rating.choices",
    "Record": "records.record",
    "load_record": "records.record",
    "read_record": "records.record",
    "seal": "records.seal",
    "RecordCaveat": "records.verification",
    "RecordCheck": "records.verification",
    "Verification": "records.verification",
    "verify": "records.verify",
    "PaperField": "reporting.papers.fields",
    "fields_of": "reporting.papers.fields",
    "missing_fields": "reporting.kinds",
    "render": "reporting.render",
    "SealedSheet": "reporting.sealed",
    "PaperVerification": "reporting.verified",
    "verify_paper": "reporting.verified",
    "Applicable": "rules.applicable",
    "Catalog": "rules.catalog",
    "applicable": "rules.catalog",
    "find": "rules.catalog",
    "in_force": "rules.catalog",
    "policies": "rules.catalog",
    "ruleset": "rules.catalog",
    "rulesets": "rules.catalog",
    "Classification": "rules.classification",
    "Match": "rules.classification",
    "Places": "rules.classification",
    "Band": "rules.model",
    "Case": "rules.model",
    "Criterion": "rules.model",
    "Erratum": "rules.model",
    "Gate": "rules.model",
    "Group": "rules.model",
    "Heading": "rules.model",
    "Level": "rules.model",
    "Minimum": "rules.model",
    "MissingMinimums": "rules.model",
    "OnlyIf": "rules.model",
    "Part": "rules.model",
    "Reading": "rules.model",
    "faults_of": "sources.faults",
    "Row": "rules.model",
    "ProductSet": "rules.product_set",
    "Council": "rules.decision",
    "Eligible": "rules.decision",
    "FiledBefore": "rules.decision",
    "Programme": "rules.decision",
    "Transition": "rules.decision",
    "policy_digest": "rules.policies",
    "Competence": "rules.procedure",
    "Procedure": "rules.procedure",
    "RatingRound": "rules.procedure",
    "RoundDays": "rules.procedure",
    "Samples": "rules.procedure",
    "Stage": "rules.procedure",
    "TimeLimit": "rules.procedure",
    "Ruleset": "rules.ruleset",
    "Checked": "rules.store",
    "Clause": "rules.vocabulary",
    "Condition": "rules.vocabulary",
    "Contradiction": "rules.vocabulary",
    "DocumentKind": "rules.vocabulary",
    "Fact": "rules.vocabulary",
    "Vocabulary": "rules.vocabulary",
    "Words": "text",
    "BothSides": "workshop.diff.changes",
    "RuleChange": "workshop.diff.changes",
    "Related": "workshop.diff.changes",
    "diff": "workshop.diff.diff",
    "Diff": "workshop.diff.difference",
    "TableDiff": "workshop.diff.difference",
    "Side": "workshop.sides",
    "ChangedSheet": "workshop.diff.joint",
    "StarChanges": "workshop.diff.joint",
    "Carried": "workshop.crosswalk.carrying",
    "CarriedMark": "workshop.crosswalk.carrying",
    "DerivedMark": "workshop.crosswalk.carrying",
    "LeadingMark": "workshop.crosswalk.carrying",
    "LostMark": "workshop.crosswalk.carrying",
    "OpenMark": "workshop.crosswalk.carrying",
    "carry_over": "workshop.crosswalk.carrying",
    "Cause": "workshop.impact.causes",
    "Causes": "workshop.impact.causes",
    "ImpactCounts": "workshop.impact.counts",
    "CouncilOf": "workshop.impact.entry",
    "RecordedResult": "workshop.impact.entry",
    "PopulationEntry": "workshop.impact.entry",
    "Population": "workshop.impact.entry",
    "PopulationProblem": "workshop.impact.entry",
    "Impact": "workshop.impact.impact",
    "impact": "workshop.impact.impact",
    "RatedTwice": "workshop.impact.moved",
    "Reason": "workshop.impact.moved",
    "SingleChange": "workshop.impact.players",
    "MissedMinimum": "workshop.impact.result",
    "SideResult": "workshop.impact.result",
    "synthetic": "workshop.impact.synthetic",
    "population_at": "rounds.population",
    "reach": "workshop.reach.reach",
    "Deciding": "workshop.reach.values",
    "Reach": "workshop.reach.values",
    "ReachedStar": "workshop.reach.values",
    "WitnessSheet": "workshop.reach.values",
    "formats": "formats",
    "PointsGiven": "whatif.moved",
    "Moved": "whatif.moved",
    "MovedCriterion": "whatif.moved",
    "Cost": "whatif.patch",
    "CostOfCriterion": "whatif.patch",
    "Patch": "whatif.patch",
    "load_patch": "whatif.patch",
    "read_patch": "whatif.patch",
    "WhatIf": "whatif.what_if",
    "Answer": "whatif.question",
    "Question": "whatif.question",
    "Questions": "whatif.question",
    "Asks": "whatif.plan",
    "Blocked": "whatif.plan",
    "CostedChange": "whatif.plan",
    "CostedPlan": "whatif.plan",
    "Plans": "whatif.plan",
    "AnotherLevel": "whatif.weighed",
    "Fall": "whatif.weighed",
    "LeastLoss": "whatif.weighed",
    "LowerMark": "whatif.weighed",
    "Robustness": "whatif.weighed",
    "MarkWeight": "whatif.weighed",
    "NotCarried": "whatif.under",
    "what_if": "whatif.what_if",
}

__all__ = sorted([*_HOMES, "__version__"])  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:  # type checkers see the imports above, and refuse a name that is not there
    __getattr__, __dir__ = face(__name__, _HOMES)
