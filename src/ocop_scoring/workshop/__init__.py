"""Trying the rules: case decks, how much of the rules they try, and lint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..faces import face

if TYPE_CHECKING:
    from .cases.coverage import Covered as Covered
    from .cases.coverage import OfTable as OfTable
    from .cases.decision_deck import DecisionDeckFile as DecisionDeckFile
    from .cases.deck import DeckCase as DeckCase
    from .cases.deck import DeckFile as DeckFile
    from .cases.deck import deck_files as deck_files
    from .cases.deck_coverage import DeckCoverage as DeckCoverage
    from .cases.deck_coverage import coverage_of as coverage_of
    from .cases.deck_coverage import what_would_try as what_would_try
    from .cases.differences import Difference as Difference
    from .cases.run import Run as Run
    from .cases.run import Tried as Tried
    from .cases.run import run_cases as run_cases
    from .cases.survivors import SurvivorsFile as SurvivorsFile
    from .crosswalk import Crosswalk as Crosswalk
    from .crosswalk import check_crosswalks as check_crosswalks
    from .crosswalk import crosswalk_of as crosswalk_of
    from .crosswalk.carrying import Carried as Carried
    from .crosswalk.carrying import CarriedMark as CarriedMark
    from .crosswalk.carrying import DerivedMark as DerivedMark
    from .crosswalk.carrying import LeadingMark as LeadingMark
    from .crosswalk.carrying import LostMark as LostMark
    from .crosswalk.carrying import OpenMark as OpenMark
    from .crosswalk.carrying import carry_over as carry_over
    from .diff.changes import BothSides as BothSides
    from .diff.changes import Related as Related
    from .diff.changes import RuleChange as RuleChange
    from .diff.difference import Diff as Diff
    from .diff.difference import TableDiff as TableDiff
    from .diff.joint import ChangedSheet as ChangedSheet
    from .diff.joint import StarChanges as StarChanges
    from .impact.causes import Cause as Cause
    from .impact.causes import Causes as Causes
    from .impact.counts import ImpactCounts as ImpactCounts
    from .impact.entry import CouncilOf as CouncilOf
    from .impact.entry import Population as Population
    from .impact.entry import PopulationEntry as PopulationEntry
    from .impact.entry import PopulationProblem as PopulationProblem
    from .impact.entry import RecordedResult as RecordedResult
    from .impact.impact import Impact as Impact
    from .impact.moved import RatedTwice as RatedTwice
    from .impact.moved import Reason as Reason
    from .impact.players import SingleChange as SingleChange
    from .impact.result import MissedMinimum as MissedMinimum
    from .impact.result import SideResult as SideResult
    from .lint.lint import ALL as ALL
    from .lint.lint import QUICK as QUICK
    from .lint.lint import lint_rulesets as lint_rulesets
    from .lint.on_release import against_release as against_release
    from .lint.remark import Remark as Remark
    from .lint.witness import command_of as command_of
    from .reach.values import Deciding as Deciding
    from .reach.values import Reach as Reach
    from .reach.values import ReachedStar as ReachedStar
    from .reach.values import WitnessSheet as WitnessSheet
    from .sides import Side as Side

_HOMES = {
    "Covered": "cases.coverage",
    "OfTable": "cases.coverage",
    "DeckCoverage": "cases.deck_coverage",
    "coverage_of": "cases.deck_coverage",
    "what_would_try": "cases.deck_coverage",
    "Crosswalk": "crosswalk",
    "check_crosswalks": "crosswalk",
    "crosswalk_of": "crosswalk",
    "Carried": "crosswalk.carrying",
    "CarriedMark": "crosswalk.carrying",
    "DerivedMark": "crosswalk.carrying",
    "LeadingMark": "crosswalk.carrying",
    "LostMark": "crosswalk.carrying",
    "OpenMark": "crosswalk.carrying",
    "carry_over": "crosswalk.carrying",
    "DeckCase": "cases.deck",
    "DeckFile": "cases.deck",
    "deck_files": "cases.deck",
    "DecisionDeckFile": "cases.decision_deck",
    "Difference": "cases.differences",
    "ALL": "lint.lint",
    "QUICK": "lint.lint",
    "lint_rulesets": "lint.lint",
    "against_release": "lint.on_release",
    "BothSides": "diff.changes",
    "Related": "diff.changes",
    "RuleChange": "diff.changes",
    "Diff": "diff.difference",
    "TableDiff": "diff.difference",
    "ChangedSheet": "diff.joint",
    "StarChanges": "diff.joint",
    "Deciding": "reach.values",
    "Reach": "reach.values",
    "ReachedStar": "reach.values",
    "WitnessSheet": "reach.values",
    "Remark": "lint.remark",
    "Run": "cases.run",
    "Tried": "cases.run",
    "run_cases": "cases.run",
    "SurvivorsFile": "cases.survivors",
    "command_of": "lint.witness",
    "Side": "sides",
    "Cause": "impact.causes",
    "Causes": "impact.causes",
    "ImpactCounts": "impact.counts",
    "CouncilOf": "impact.entry",
    "RecordedResult": "impact.entry",
    "PopulationEntry": "impact.entry",
    "Population": "impact.entry",
    "PopulationProblem": "impact.entry",
    "Impact": "impact.impact",
    "RatedTwice": "impact.moved",
    "Reason": "impact.moved",
    "SingleChange": "impact.players",
    "MissedMinimum": "impact.result",
    "SideResult": "impact.result",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:  # type checkers see the imports above, and refuse a name that is not there
    __getattr__, __dir__ = face(__name__, _HOMES)
