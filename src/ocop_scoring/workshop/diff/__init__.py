"""What differs between two rulesets, and which sheets it moves to another star."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...faces import face

if TYPE_CHECKING:
    from .changes import BothSides as BothSides
    from .changes import Related as Related
    from .changes import RuleChange as RuleChange
    from .difference import Diff as Diff
    from .difference import TableDiff as TableDiff
    from .joint import ChangedSheet as ChangedSheet
    from .joint import StarChanges as StarChanges
    from .joint import star_changes as star_changes

_HOMES = {
    "BothSides": "changes",
    "RuleChange": "changes",
    "Related": "changes",
    "Diff": "difference",
    "TableDiff": "difference",
    "ChangedSheet": "joint",
    "StarChanges": "joint",
    "star_changes": "joint",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:  # type checkers see the imports above, and refuse a name that is not there
    __getattr__, __dir__ = face(__name__, _HOMES)
