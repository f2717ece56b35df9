"""What becomes of a star where something is changed, and which change would matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..faces import face

if TYPE_CHECKING:
    from .moved import Moved as Moved
    from .moved import MovedCriterion as MovedCriterion
    from .moved import PointsGiven as PointsGiven
    from .patch import Cost as Cost
    from .patch import CostOfCriterion as CostOfCriterion
    from .patch import Patch as Patch
    from .patch import load_patch as load_patch
    from .patch import read_patch as read_patch
    from .plan import Asks as Asks
    from .plan import Blocked as Blocked
    from .plan import CostedChange as CostedChange
    from .plan import CostedPlan as CostedPlan
    from .plan import Plans as Plans
    from .question import Answer as Answer
    from .question import Question as Question
    from .question import Questions as Questions
    from .under import NotCarried as NotCarried
    from .weighed import AnotherLevel as AnotherLevel
    from .weighed import Fall as Fall
    from .weighed import LeastLoss as LeastLoss
    from .weighed import LowerMark as LowerMark
    from .weighed import MarkWeight as MarkWeight
    from .weighed import Robustness as Robustness
    from .what_if import WhatIf as WhatIf

_HOMES = {
    "PointsGiven": "moved",
    "Moved": "moved",
    "MovedCriterion": "moved",
    "Cost": "patch",
    "CostOfCriterion": "patch",
    "Patch": "patch",
    "load_patch": "patch",
    "read_patch": "patch",
    "Answer": "question",
    "Question": "question",
    "Questions": "question",
    "Asks": "plan",
    "Blocked": "plan",
    "CostedChange": "plan",
    "CostedPlan": "plan",
    "Plans": "plan",
    "AnotherLevel": "weighed",
    "Fall": "weighed",
    "LeastLoss": "weighed",
    "LowerMark": "weighed",
    "Robustness": "weighed",
    "MarkWeight": "weighed",
    "NotCarried": "under",
    "WhatIf": "what_if",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:  # type checkers see the imports above, and refuse a name that is not there
    __getattr__, __dir__ = face(__name__, _HOMES)
