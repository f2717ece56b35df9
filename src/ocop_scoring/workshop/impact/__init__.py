"""What a change of the rules does to a population of products: who gains, who loses, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...faces import face

if TYPE_CHECKING:
    from .causes import Cause as Cause
    from .causes import Causes as Causes
    from .counts import ImpactCounts as ImpactCounts
    from .entry import CouncilOf as CouncilOf
    from .entry import Population as Population
    from .entry import PopulationEntry as PopulationEntry
    from .entry import PopulationProblem as PopulationProblem
    from .entry import RecordedResult as RecordedResult
    from .impact import Impact as Impact
    from .moved import RatedTwice as RatedTwice
    from .moved import Reason as Reason
    from .players import SingleChange as SingleChange
    from .result import MissedMinimum as MissedMinimum
    from .result import SideResult as SideResult

_HOMES = {
    "Cause": "causes",
    "Causes": "causes",
    "ImpactCounts": "counts",
    "CouncilOf": "entry",
    "RecordedResult": "entry",
    "PopulationEntry": "entry",
    "Population": "entry",
    "PopulationProblem": "entry",
    "Impact": "impact",
    "RatedTwice": "moved",
    "Reason": "moved",
    "SingleChange": "players",
    "MissedMinimum": "result",
    "SideResult": "result",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:  # type checkers see the imports above, and refuse a name that is not there
    __getattr__, __dir__ = face(__name__, _HOMES)
