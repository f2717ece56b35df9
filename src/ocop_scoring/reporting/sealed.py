"""Records as papers take them: the whole of one, or a single sheet of a council's."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import Fault, FilingError
from ..frozen import Value
from ..rating.council_result import CouncilResult
from ..rating.evaluation import Evaluation
from ..records.record import Record

__all__ = ["Opened", "SealedSheet", "opened"]


class SealedSheet(Value):
    """One sheet of a sealed council: whose, and of which round."""

    record: Record
    assessor: str
    round: int = 1


class Opened(NamedTuple):
    """A record with its result, worked out anew from it; of one sheet, that sheet's."""

    record: Record
    result: Evaluation | CouncilResult
    sheet: SealedSheet | None = None


def opened(sealed: Record | SealedSheet) -> Opened:
    """The result of a record, or of one sheet in it. RecordError where the record can't be worked
    out, FilingError where it has no such sheet.
    """
    if isinstance(sealed, Record):
        return Opened(sealed, sealed.outcome())
    result = sealed.record.outcome()
    if isinstance(result, CouncilResult):
        for sheet, outcome in zip(result.sheets, result.outcomes, strict=True):
            if (sheet.assessor.id, sheet.round) == (sealed.assessor, sealed.round):
                one = Evaluation(result.rules, result.dossier, sheet, outcome)
                return Opened(sealed.record, one, sealed)
    found = f"{sealed.assessor}, {sealed.round}"
    there = ", ".join([f"{sheet.assessor.id}, {sheet.round}" for sheet in sealed.record.sheets])
    raise FilingError(Fault("wrong-option", None, "sheet", found, there))
