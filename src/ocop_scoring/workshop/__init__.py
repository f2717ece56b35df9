"""Trying the rules: case decks, how much of the rules they try, and lint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..faces import face

if TYPE_CHECKING:
    from .coverage import Covered as Covered
    from .coverage import OfTable as OfTable
    from .crosswalk import Crosswalk as Crosswalk
    from .crosswalk import check_crosswalks as check_crosswalks
    from .crosswalk import crosswalk_of as crosswalk_of
    from .decision_deck import DecisionDeckFile as DecisionDeckFile
    from .deck import DeckCase as DeckCase
    from .deck import DeckFile as DeckFile
    from .deck import deck_files as deck_files
    from .deck_coverage import DeckCoverage as DeckCoverage
    from .deck_coverage import coverage_of as coverage_of
    from .deck_coverage import what_would_try as what_would_try
    from .differences import Difference as Difference
    from .lint import ALL as ALL
    from .lint import QUICK as QUICK
    from .lint import lint as lint
    from .lint import lint_rulesets as lint_rulesets
    from .lint_release import against_release as against_release
    from .reach_values import Deciding as Deciding
    from .reach_values import Reach as Reach
    from .reach_values import ReachedStar as ReachedStar
    from .reach_values import WitnessSheet as WitnessSheet
    from .remark import Remark as Remark
    from .run import Run as Run
    from .run import Tried as Tried
    from .run import run_cases as run_cases
    from .survivors import SurvivorsFile as SurvivorsFile
    from .witness import command_of as command_of

_HOMES = {
    "Covered": "coverage",
    "OfTable": "coverage",
    "DeckCoverage": "deck_coverage",
    "coverage_of": "deck_coverage",
    "what_would_try": "deck_coverage",
    "Crosswalk": "crosswalk",
    "check_crosswalks": "crosswalk",
    "crosswalk_of": "crosswalk",
    "DeckCase": "deck",
    "DeckFile": "deck",
    "deck_files": "deck",
    "DecisionDeckFile": "decision_deck",
    "Difference": "differences",
    "ALL": "lint",
    "QUICK": "lint",
    "lint": "lint",
    "lint_rulesets": "lint",
    "against_release": "lint_release",
    "Deciding": "reach_values",
    "Reach": "reach_values",
    "ReachedStar": "reach_values",
    "WitnessSheet": "reach_values",
    "Remark": "remark",
    "Run": "run",
    "Tried": "run",
    "run_cases": "run",
    "SurvivorsFile": "survivors",
    "command_of": "witness",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:  # type checkers see the imports above, and refuse a name that is not there
    __getattr__, __dir__ = face(__name__, _HOMES)
