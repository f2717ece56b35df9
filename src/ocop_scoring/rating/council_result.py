"""The result of a council as a value: what the JSON has as attributes, words when asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..errors import CatalogError, Fault
from ..filing.evidence import review
from ..filing.forms import Dossier, ScoreSheet
from ..filing.policy import Policy
from ..frozen import worked_out
from ..rules.ruleset import Ruleset
from ..text import Lang
from . import council_explain, council_writers, writers
from .caveats import Caveat, caveats_of
from .council_findings import council_findings
from .council_numbers import CouncilNumbers
from .date_findings import date_readings
from .finding import Finding
from .fitting import printed_set
from .outcome import rate, star_readings
from .seats import Seats, Sitting, day_of, seats_of
from .table import table_of

__all__ = ["CouncilResult", "council_result"]


class CouncilResult(CouncilNumbers, init=False):
    """The result of a council, `ocop-council/1`: numbers are worked out when first asked for, words
    when asked for.

    Beside the JSON's values stand the objects: `rules`, `printed` (the product set), `dossier`,
    `sheets` (all, in the council's order), `rules_of_procedure` (the policy), `appointed`,
    `conflicts`. Points are whole numbers, means fractions; what JSON shows as null is None.

    A value: equal where ruleset, product set, its release, engine, dossier, sheets, policy and what
    the council says of itself are. It pickles as these, with digest and engine; CatalogError on
    loading where the rules are no longer the same.
    """

    def __repr__(self) -> str:
        star = f"{self.star}★" if self.star else self.status
        rated = f"{self.ruleset}/{self.product_set} by {self.policy}"
        return f"<CouncilResult {rated}: {self.mean_shown}, {star}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CouncilResult):
            return NotImplemented
        return (
            self._given() == other._given()
            and self.printed == other.printed
            and self.released == other.released
        )

    def __hash__(self) -> int:
        return hash((self.printed, self.dossier, self.sheets, self.policy))

    def _given(self) -> tuple[object, ...]:
        """What it was made of."""
        return self.rules, self.dossier, self.sheets, self.rules_of_procedure, self.sitting

    def __reduce__(self) -> tuple[Callable[..., CouncilResult], tuple[object, ...]]:
        return _rated_again, (*self._given(), self.ruleset_digest, self.engine)

    @worked_out
    def findings(self) -> tuple[Finding, ...]:
        """What a council should look at, the loudest first; findings never change a number."""
        return council_findings(self)

    @property
    def readings(self) -> tuple[str, ...]:
        """The ids of the open readings of the law that this result rests on, its own and those of
        the dates that call for its ruleset.
        """
        by_dates = date_readings(self.rules, self.dossier, self.day)
        return tuple(sorted({*self.own_readings, *by_dates}))

    @property
    def own_readings(self) -> tuple[str, ...]:
        """Those of its readings that the ruleset alone says, whatever other rulesets there are."""
        found: set[str] = set()
        for outcome in self.counted:
            found.update(outcome.readings_of_choices)
        for gate in self.gates:
            found.update(gate.gate.readings)
        for unmet in self.unmet:
            found.update(unmet.needs_level.readings)
        found.update(star_readings(self.table, self.star_by_points, self.star))
        if self.stage is not None and (self.forward_to or self._is_below_top()):
            found.update(self.stage.readings)
        return tuple(sorted(found))

    def _is_below_top(self) -> bool:
        """Whether another certifies since this council's own star is not reached."""
        stage, who = self.stage, self.certifies
        return who is not None and stage is not None and who == stage.below_top_certified_by

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What keeps every result of this table in doubt."""
        return caveats_of(self.printed, self.bounds)

    # In words, and as JSON

    def verdict(self, lang: Lang = "vi") -> str:
        """The result in one sentence."""
        return council_explain.verdict(self, lang)

    def explain(self, lang: Lang = "vi") -> str:
        """The result in words: the verdict, how its mean is worked out, what held it back, who
        certifies, what to look at, the members. FilingError for another language than `vi`, `en`.
        """
        return "\n".join(council_explain.explain(self, self.findings, self.caveats, lang))

    def as_json(self) -> dict[str, Any]:
        """The result as `ocop-council/1`, in plain values; a fresh copy each time."""
        return council_writers.as_json(self, self.findings, self.readings, self.caveats)

    def to_json(self, words: bool = True, indent: int | None = 1) -> bytes:
        """The result as JSON: by default the bytes that `ocop council --json` prints, the same for
        every equal result. Without `words`, the sentences in `vi` and `en` are left out.
        """
        return writers.to_json(self.as_json(), words=words, indent=indent)


def council_result(
    rules: Ruleset,
    dossier: Dossier,
    seats: Seats,
    policy: Policy,
    sitting: Sitting,
) -> CouncilResult:
    """The result of sheets that may sit together: the dossier is reviewed once, each sheet rated
    once. FilingError for marks and gates that the table doesn't have.
    """
    table, facts = table_of(printed_set(rules, dossier)), dossier.facts
    if facts or dossier.documents:  # held against the ruleset's whole vocabulary
        facts = dossier.checked_facts(rules.vocabulary)
    shown = review(table, dossier, facts, day_of(sitting.decided_on, seats))
    outcomes = tuple([rate(table, shown, sheet) for sheet in seats.sheets])
    return CouncilResult(rules, dossier, seats, policy, outcomes, sitting)


def _rated_again(
    rules: Ruleset,
    dossier: Dossier,
    sheets: tuple[ScoreSheet, ...],
    policy: Policy,
    sitting: Sitting,
    digest: str,
    engine: int,
) -> CouncilResult:
    """The result that was pickled. CatalogError where rules or engine are no longer the same."""
    result = council_result(rules, dossier, seats_of(sheets, policy), policy, sitting)
    here = result.ruleset_digest
    if (here, result.engine) != (digest, engine):
        name, values = f"{rules.id}/{result.product_set}", {"engine": engine, "here": result.engine}
        raise CatalogError(Fault("other-law", None, name, digest[:19], here[:19], values))
    return result
