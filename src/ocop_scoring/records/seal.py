"""A result made into a record: everything that it rests on in one document, each part under its
digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..assembly import resolved_policy
from ..errors import Fault, Faults, RecordError
from ..filing.forms import Dossier, ScoreSheet
from ..rating.council_result import CouncilResult
from ..rating.evaluation import Evaluation
from ..rating.fitting import names_its_set
from ..sources.values import day as day_from
from ..version import ENGINE, __version__
from .pieces import Piece, piece, piece_of_product_set, piece_of_ruleset
from .record import Record, digest_of
from .result import noted_of, result_of, sheets_of
from .shape import FORMAT, is_digest

__all__ = ["filed", "seal", "wrong_days"]


def seal(
    outcome: Evaluation | CouncilResult,
    *,
    decided_on: date,
    recorded_on: date | None = None,
    supersedes: str | Record | None = None,
) -> Record:
    """A result as a record: rules, dossier, every sheet, policy, result, the day's findings.

    `decided_on` is the council's where it was given one, else any day not before the last
    `assessed_on`; `recorded_on` the day of sealing, where it should stand there; `supersedes` the
    record, or its digest, that this one takes the place of. Nothing is read from a clock or a disk:
    equal results and days give equal bytes.

    RecordError for another day, or a sheet that doesn't say of which product set it is.
    """
    faults = Faults()
    decided, recorded = _day("decided_on", decided_on, faults), None
    if recorded_on is not None:
        recorded = _day("recorded_on", recorded_on, faults)
    before = supersedes.digest if isinstance(supersedes, Record) else supersedes
    if before is not None and not is_digest(before):
        faults.add("not-a-digest", None, ("supersedes",), before, "sha256:…")
    _look_at(outcome, decided, recorded, faults)
    faults.raise_any(RecordError)
    return Record(_sealed(outcome, str(decided), str(recorded) if recorded else None, before))


def _day(name: str, given: object, faults: Faults) -> date | None:
    try:
        return day_from(given)
    except ValueError:
        faults.add("not-a-date", None, (name,), given, "YYYY-MM-DD")
        return None


def _look_at(
    outcome: Evaluation | CouncilResult,
    decided: date | None,
    recorded: date | None,
    faults: Faults,
) -> None:
    sheets = sheets_of(outcome)
    for place, sheet in enumerate(sheets):
        if not names_its_set(outcome.dossier, sheet):
            who, right = sheet.assessor.id, outcome.product_set
            faults.add("sheet-without-set", sheet, ("sheets", place), who, right)
    if decided is not None:
        of_council = outcome.decided_on if isinstance(outcome, CouncilResult) else None
        faults.take(wrong_days(decided, of_council, sheets, recorded))


def wrong_days(
    decided: date,
    of_council: date | None,
    sheets: tuple[ScoreSheet, ...],
    recorded: date | None,
) -> list[Fault]:
    """What is wrong with the days of a record: another day of decision than the council's, one
    before the last assessment, sealing before the decision.
    """
    found = []
    last = max([s.assessed_on for s in sheets if s.assessed_on is not None], default=None)
    if of_council is not None and decided != of_council:
        found.append(Fault("other-day", None, "decided_on", str(decided), str(of_council)))
    elif of_council is None and last is not None and decided < last:
        found.append(Fault("decided-too-early", None, "decided_on", str(decided), str(last)))
    if recorded is not None and recorded < decided:
        found.append(Fault("recorded-too-early", None, "recorded_on", str(recorded), str(decided)))
    return found


def _sealed(
    outcome: Evaluation | CouncilResult,
    decided_on: str,
    recorded_on: str | None,
    supersedes: str | None,
) -> dict[str, Piece]:
    sheets = [piece(filed(sheet)) for sheet in sheets_of(outcome)]
    documents = {
        "ruleset": piece_of_ruleset(outcome.rules),
        "product_set": piece_of_product_set(outcome.printed),
        "policy": piece(_policy(outcome)),
        "dossier": piece(filed(outcome.dossier)),
        "sheets": piece([sheet.value for sheet in sheets]),
        "result": piece(result_of(outcome)),
        "noted": piece(noted_of(outcome)),
    }
    digests: dict[str, Any] = {name: found.digest for name, found in documents.items()}
    digests["sheets"] = [sheet.digest for sheet in sheets]
    digests["policy"] = digests["policy"] if documents["policy"].value is not None else None
    head = {
        "format": FORMAT,
        "engine": ENGINE,
        "library": __version__,
        "decided_on": decided_on,
        "recorded_on": recorded_on,
        "supersedes": supersedes,
        **_sitting(outcome),
        "digests": digests,
    }
    pieces = documents | {name: piece(value) for name, value in head.items()}
    return pieces | {"digest": piece(digest_of(pieces))}


def _policy(outcome: Evaluation | CouncilResult) -> dict[str, Any] | None:
    if isinstance(outcome, CouncilResult):
        return resolved_policy(outcome.rules_of_procedure)
    return None


def _sitting(outcome: Evaluation | CouncilResult) -> Mapping[str, Any]:
    """What a council says of itself; nothing of a single sheet."""
    if not isinstance(outcome, CouncilResult):
        return {"appointed": None, "conflicts": [], "level": None}
    appointed, conflicts, _, level = outcome.sitting
    return {"appointed": appointed, "conflicts": list(conflicts), "level": level}


def filed(form: Dossier | ScoreSheet) -> dict[str, Any]:
    """A form as a record has it: what was filled in, decimals and days as text, the same for equal
    forms; a sheet always with its round and its rejects.
    """
    own: dict[str, Any] = {}
    if isinstance(form, ScoreSheet):
        own = {"round": form.round, "rejects": list(form.rejects)}
    given: dict[str, Any] = _without_null(form.model_dump(mode="json")) | own
    if not given.get("facts", True):
        del given["facts"]
    return given


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_null(entry) for name, entry in value.items() if entry is not None}
    return [_without_null(entry) for entry in value] if isinstance(value, list) else value
