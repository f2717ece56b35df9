"""A record worked out again, from itself alone: its rules built anew, its sheets rated anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, Protocol

from ..errors import Fault, RecordError
from ..filing.forms import Dossier, ScoreSheet
from ..filing.policy import Policy
from ..rating.council import council
from ..rating.council_result import CouncilResult
from ..rating.evaluation import Evaluation
from ..rating.score import score
from ..rules.catalog import Catalog
from ..rules.ruleset import Ruleset
from ..terms import Certifier
from ..version import ENGINE
from .law import rules_of, same_in
from .pieces import Piece
from .result import sheets_of

__all__ = ["MOST_NAMED", "Differs", "Sealed", "differences", "outcome_of", "replayed"]


class Sealed(Protocol):
    """What of a record is rated again."""

    @property
    def engine(self) -> int: ...
    @property
    def dossier(self) -> Dossier: ...
    @property
    def sheets(self) -> tuple[ScoreSheet, ...]: ...
    @property
    def policy(self) -> Policy | None: ...
    @property
    def appointed(self) -> int | None: ...
    @property
    def conflicts(self) -> tuple[str, ...]: ...
    @property
    def level(self) -> Certifier | None: ...
    @property
    def day_of_council(self) -> date | None: ...


def outcome_of(
    sealed: Sealed, ruleset: Piece, product_set: Piece, catalog: Catalog | None
) -> Evaluation | CouncilResult:
    """What sealed sheets come to under the rules beside them. RecordError where these make no law,
    or another engine worked them out; FilingError where they don't fit one another.
    """
    if sealed.engine != ENGINE:
        found, here = str(sealed.engine), str(ENGINE)
        raise RecordError(Fault("other-engine", None, "engine", found, here, {"here": here}))
    rules = same_in(catalog, ruleset, product_set) if catalog is not None else None
    return replayed(sealed, rules or rules_of(ruleset, product_set, catalog))


def replayed(sealed: Sealed, rules: Ruleset) -> Evaluation | CouncilResult:
    """What sealed sheets come to under some rules. FilingError where they don't fit them, or one
    another; RecordError where they are no forms, or not in the council's order.
    """
    dossier, sheets, policy = sealed.dossier, sealed.sheets, sealed.policy
    if policy is None:
        if len(sheets) != 1:
            raise RecordError(Fault("wrong-shape", None, "sheets", str(len(sheets)), "1"))
        return score(rules, dossier, sheets[0])
    result = council(
        rules,
        dossier,
        sheets,
        policy=policy,
        appointed=sealed.appointed,
        conflicts=sealed.conflicts,
        decided_on=sealed.day_of_council,
        level=sealed.level,
    )
    if sheets_of(result) != sheets:
        found, right = _in_order(sheets), _in_order(result.sheets)
        raise RecordError(Fault("wrong-shape", None, "sheets", found, right))
    return result


def _in_order(sheets: tuple[ScoreSheet, ...]) -> str:
    return ", ".join([f"{sheet.assessor.id} {sheet.round}" for sheet in sheets])


class Differs(NamedTuple):
    """One place where two documents differ: its path, what should stand there, what does."""

    path: str
    expected: str
    found: str


MOST_NAMED = 20
"""So many places where a result differs are named."""


def differences(expected: Piece, found: Piece, path: str) -> list[Differs]:
    """Where a document differs from what it should be, at most `MOST_NAMED` places."""
    if expected.written == found.written:
        return []
    pairs = _differing(json.loads(expected.written), json.loads(found.written), path)
    return [each for each, _ in zip(pairs, range(MOST_NAMED), strict=False)]


_NOTHING = object()


def _differing(expected: Any, found: Any, path: str) -> Iterator[Differs]:
    if isinstance(expected, dict) and isinstance(found, dict):
        for name in sorted(expected.keys() | found.keys()):
            pair = expected.get(name, _NOTHING), found.get(name, _NOTHING)
            yield from _differing(*pair, f"{path}/{name}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for place, pair in enumerate(zip(expected, found, strict=True)):
            yield from _differing(*pair, f"{path}/{place}")
    elif (type(expected), expected) != (type(found), found):
        yield Differs(path, _shown(expected), _shown(found))


def _shown(value: object) -> str:
    if value is _NOTHING:
        return "–"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:120]}…"
