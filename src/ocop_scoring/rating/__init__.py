"""From marks to a star, with the reasons: the steps of Article 3, advice, words.

The function `score` stands in the module of its name, `ocop_scoring.rating.score`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..faces import face

if TYPE_CHECKING:
    from .advise import Change as Change
    from .advise import Plan as Plan
    from .bounds import Bounds as Bounds
    from .caveats import Caveat as Caveat
    from .choices import Choice as Choice
    from .choices import Unmet as Unmet
    from .evaluation import Evaluation as Evaluation
    from .finding import Finding as Finding
    from .outcome import Outcome as Outcome
    from .score import ruleset_for as ruleset_for
    from .steps import Award as Award
    from .steps import Choices as Choices
    from .steps import Raised as Raised
    from .steps import Range as Range
    from .steps import Tally as Tally
    from .toward import Lacking as Lacking
    from .toward import Toward as Toward
    from .values import CriterionResult as CriterionResult
    from .values import Rated as Rated
    from .values import UnmetMinimum as UnmetMinimum
    from .workbook import blank_workbook as blank_workbook
    from .workbook import sheet_workbook as sheet_workbook

_HOMES = {
    "blank_workbook": "workbook",
    "sheet_workbook": "workbook",
    "Change": "advise",
    "Plan": "advise",
    "Bounds": "bounds",
    "Caveat": "caveats",
    "Choice": "choices",
    "Unmet": "choices",
    "CriterionResult": "values",
    "Evaluation": "evaluation",
    "Rated": "values",
    "UnmetMinimum": "values",
    "Finding": "finding",
    "Outcome": "outcome",
    "ruleset_for": "score",
    "Award": "steps",
    "Choices": "steps",
    "Raised": "steps",
    "Range": "steps",
    "Tally": "steps",
    "Lacking": "toward",
    "Toward": "toward",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:
    __getattr__, __dir__ = face(__name__, _HOMES)
