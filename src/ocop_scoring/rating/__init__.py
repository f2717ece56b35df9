"""From marks to a star, with the reasons: the steps of Article 3, advice, words.

The functions `score` and `council` stand in the modules of their names.
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
    from .comparison import Compared as Compared
    from .comparison import Comparison as Comparison
    from .comparison import compare_policies as compare_policies
    from .council_gates import CouncilGate as CouncilGate
    from .council_gates import GateNotCarried as GateNotCarried
    from .council_result import CouncilResult as CouncilResult
    from .council_values import CouncilCriterion as CouncilCriterion
    from .council_values import CouncilMember as CouncilMember
    from .council_values import CouncilRound as CouncilRound
    from .council_values import CouncilTotal as CouncilTotal
    from .council_values import CouncilUnmet as CouncilUnmet
    from .council_values import Dispersion as Dispersion
    from .council_values import Flip as Flip
    from .council_values import QuorumCount as QuorumCount
    from .council_values import RatedByCouncil as RatedByCouncil
    from .council_values import Rescore as Rescore
    from .evaluation import Evaluation as Evaluation
    from .finding import Finding as Finding
    from .outcome import Outcome as Outcome
    from .policy import Standing as Standing
    from .score import ruleset_for as ruleset_for
    from .seats import Seat as Seat
    from .seats import Seats as Seats
    from .seats import Sitting as Sitting
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
    "Compared": "comparison",
    "Comparison": "comparison",
    "compare_policies": "comparison",
    "blank_workbook": "workbook",
    "sheet_workbook": "workbook",
    "Change": "advise",
    "Plan": "advise",
    "Bounds": "bounds",
    "Caveat": "caveats",
    "Choice": "choices",
    "Unmet": "choices",
    "CriterionResult": "values",
    "CouncilGate": "council_gates",
    "GateNotCarried": "council_gates",
    "CouncilResult": "council_result",
    "CouncilCriterion": "council_values",
    "CouncilMember": "council_values",
    "CouncilRound": "council_values",
    "CouncilTotal": "council_values",
    "CouncilUnmet": "council_values",
    "Dispersion": "council_values",
    "Flip": "council_values",
    "QuorumCount": "council_values",
    "RatedByCouncil": "council_values",
    "Rescore": "council_values",
    "Standing": "policy",
    "Seat": "seats",
    "Seats": "seats",
    "Sitting": "seats",
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
