"""The result of one sheet as a value: what the JSON has as attributes, words when asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from ..errors import CatalogError, Fault
from ..filing.evidence import grounds, review
from ..filing.forms import Dossier, ScoreSheet
from ..frozen import FrozenDict
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from ..terms import Certifier, Status
from ..text import Lang
from . import explain
from .advise import Plan, next_star
from .bounds import Bounds, bounds_of
from .caveats import Caveat, caveats_of
from .choices import Choice
from .finding import Finding
from .of_table import OfTable
from .outcome import Outcome, rate
from .steps import Raised, Range
from .table import table_of
from .toward import Toward, toward
from .values import CriterionResult, Rated, UnmetMinimum, certifier_of

__all__ = ["Evaluation"]


class _Kept:
    """What an evaluation keeps: what it is of, and what is worked out when first asked for."""

    __slots__ = ("_findings", "_plan", "dossier", "outcome", "rules", "sheet")
    rules: Ruleset
    dossier: Dossier
    sheet: ScoreSheet
    outcome: Outcome
    _findings: tuple[Finding, ...]
    _plan: Plan | None


# An evaluation refuses to be assigned to; it is filled in by the slots themselves.
_set_rules = vars(_Kept)["rules"].__set__
_set_dossier = vars(_Kept)["dossier"].__set__
_set_sheet = vars(_Kept)["sheet"].__set__
_set_outcome = vars(_Kept)["outcome"].__set__


class Evaluation(OfTable, _Kept):
    """The result of one sheet, `ocop-evaluation/1`: numbers are ready, words made when asked for.

    Beside the JSON's values stand the objects: `rules`, `printed` (the product set that it was
    rated by), `dossier`, `sheet`, `outcome`. Points are whole numbers; what JSON shows as null is
    None.

    A value: equal where ruleset, product set, its release, engine, dossier and sheet are. It
    pickles as these, with digest and engine; CatalogError on loading where the rules are no longer
    the same.
    """

    __slots__ = ()

    def __init__(
        self, rules: Ruleset, dossier: Dossier, sheet: ScoreSheet, outcome: Outcome
    ) -> None:
        _set_rules(self, rules)
        _set_dossier(self, dossier)
        _set_sheet(self, sheet)
        _set_outcome(self, outcome)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an Evaluation can't be changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"an Evaluation can't be changed: {name}")

    def __repr__(self) -> str:
        star = f"{self.star}★" if self.star else self.status
        return f"<Evaluation {self.ruleset}/{self.product_set}: {self.total} points, {star}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Evaluation):
            return NotImplemented
        return (
            self.sheet == other.sheet
            and self.dossier == other.dossier
            and self.printed == other.printed
            and self.rules == other.rules
            and self.released == other.released
        )

    def __hash__(self) -> int:
        return hash((self.printed, self.dossier, self.sheet))

    def __reduce__(self) -> tuple[Callable[..., Evaluation], tuple[object, ...]]:
        return _rated_again, (
            self.rules,
            self.dossier,
            self.sheet,
            self.ruleset_digest,
            self.engine,
        )

    def __deepcopy__(self, memo: object) -> Evaluation:
        return self

    @property
    def printed(self) -> ProductSet:
        """The product set that the sheet was rated by."""
        return self.outcome.table.product_set

    @property
    def status(self) -> Status:
        """`rated`, `rejected` or `incomplete`."""
        return self.outcome.status

    @property
    def total(self) -> int:
        """All points assessed, added up."""
        return self.outcome.tally.total

    @property
    def parts(self) -> FrozenDict[str, int]:
        """The points of each part, by its code."""
        return self.outcome.parts

    @property
    def star_by_points(self) -> int | None:
        """The star of the total before minimums; None where criteria are open."""
        return self.outcome.star_by_points

    @property
    def star(self) -> int | None:
        """The star given; None where the dossier is rejected or the sheet incomplete."""
        return self.outcome.star

    @property
    def range(self) -> Range | None:
        """What is still possible for an incomplete sheet, else None."""
        return self.outcome.range

    @property
    def unmet(self) -> tuple[UnmetMinimum, ...]:
        """The minimums that are missed, lowest star first."""
        return tuple([UnmetMinimum._make(unmet) for unmet in self.outcome.unmet])

    @property
    def gates(self) -> tuple[Raised, ...]:
        """The gates that apply, in printed order."""
        return self.outcome.gates

    @property
    def criteria(self) -> tuple[CriterionResult, ...]:
        """What each criterion got, in printed order."""
        return tuple([self._criterion(choice) for choice in self.outcome.choices.criteria])

    def _criterion(self, choice: Choice) -> CriterionResult:
        if choice.source != "fact":
            return CriterionResult(choice, ())
        known = grounds(choice.criterion, self.outcome.review, self.printed.vocabulary)
        return CriterionResult(choice, known)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a council should look at; findings never change a number."""
        try:
            return self._findings
        except AttributeError:
            from .findings import findings_of  # only where they are asked for

            found = findings_of(self.outcome, self.rules, self.dossier, self.sheet)
            object.__setattr__(self, "_findings", found)
            return found

    @property
    def readings(self) -> tuple[str, ...]:
        """The ids of the open readings of the law that this result rests on, its table's and those
        of the dates that call for it (see `Ruleset.reading`).
        """
        from .date_findings import date_readings  # only where days are asked about

        by_dates = date_readings(self.rules, self.dossier, self.sheet.assessed_on)
        return tuple(sorted({*self.outcome.readings, *by_dates}))

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What keeps every result of this table in doubt."""
        return caveats_of(self.printed, self.bounds)

    @property
    def bounds(self) -> Bounds:
        """What the true total and star may be, where the table itself is not fully known."""
        return bounds_of(self.outcome)

    @property
    def at_most(self) -> bool:
        """Whether a lower star is possible than the one given (or than those of `range`), since the
        table itself is not fully known.
        """
        return self.bounds.at_most

    @property
    def at_least(self) -> bool:
        """Whether a higher star is possible than the one given (or than those of `range`), since
        the table itself is not fully known.
        """
        return self.bounds.at_least

    @property
    def certifies(self) -> Certifier | None:
        """Who certifies the star given; None where nobody does, or none is given."""
        return certifier_of(self.rules, self.star, self.dossier, self.sheet)

    @property
    def next_star(self) -> Plan | None:
        """The fewest changes, then the fewest points, that reach the next star; None at the top, or
        where nothing can.
        """
        try:
            return self._plan
        except AttributeError:
            plan = next_star(self.outcome)
            object.__setattr__(self, "_plan", plan)
            return plan

    @property
    def toward(self) -> Toward | None:
        """What the next star needs, minimums and points apart, of unfinished sheets too; None at
        the top, and where a gate applies.
        """
        return toward(self.outcome)

    def plan(self, keep: Collection[str] = (), *, change_kind: bool = False) -> Plan | None:
        """As `next_star`, where the criteria of the printed numbers in `keep` can't change, nor,
        without `change_kind`, what the producer legally is. FilingError for a number that the table
        doesn't have.
        """
        return next_star(self.outcome, keep, keep_kind=not change_kind)

    @property
    def rated(self) -> Rated:
        """What was rated, by whom, and when."""
        product, sheet = self.dossier.product, self.sheet
        return Rated(
            product.name,
            product.code or sheet.product_code,
            self.dossier.producer.name,
            sheet.assessor,
            sheet.round,
            self.dossier.application.submitted_on,
            sheet.assessed_on,
        )

    @property
    def is_upper_bound(self) -> bool:
        """Whether minimums of the star given (or of the highest of `range`) are not known, so that
        a lower one is possible.
        """
        return self.bounds.lacks_minimums

    def verdict(self, lang: Lang = "vi") -> str:
        """The result in one sentence."""
        return explain.verdict(self.outcome, self.bounds, lang)

    def held_back(self, lang: Lang = "vi") -> list[str]:
        """The gates that apply and the minimums that are missed, one sentence each."""
        return explain.held_back(self.outcome, lang)

    def on_next_star(
        self, lang: Lang = "vi", keep: Collection[str] = (), *, change_kind: bool = False
    ) -> list[str]:
        """What the next star needs and the way there, as `toward` and `plan`, a line each."""
        way = self.plan(keep, change_kind=change_kind)
        return list(explain.on_next_star(self.outcome, self.toward, way, lang))

    def reason(self, criterion: CriterionResult, lang: Lang = "vi") -> str:
        """Why a criterion got what it got."""
        return explain.reason(criterion.choice, criterion.grounds, lang)

    def explain(self, lang: Lang = "vi") -> str:
        """The result in words: the verdict, what held it back, what the next star needs, what to
        look at, and every criterion. FilingError for a language other than `vi` and `en`.
        """
        lines = [self.verdict(lang), *self.held_back(lang), *self.on_next_star(lang)]
        lines += [f"{caveat.sign} {caveat.words.say(lang)}" for caveat in self.caveats]
        lines += [f"{finding.sign} {finding.say(lang)}" for finding in self.findings]
        lines += [self._line(row, lang) for row in self.criteria]
        return "\n".join(lines)

    def _line(self, row: CriterionResult, lang: Lang) -> str:
        points = "–" if row.points is None else row.points
        reason = self.reason(row, lang)
        return f"{row.number} {row.title.say(lang)}: {points}/{row.max} · {reason}"

    def as_json(self) -> dict[str, Any]:
        """The result as `ocop-evaluation/1`, in plain values; a fresh copy each time."""
        from .writers import as_json  # only where JSON is asked for

        return as_json(self)

    def to_json(self, words: bool = True, indent: int | None = 1) -> bytes:
        """The result as JSON: by default the bytes that `ocop score --json` prints, the same for
        every equal result. Without `words`, the sentences in `vi` and `en` are left out.
        """
        from .writers import as_json, to_json  # only where JSON is asked for

        return to_json(as_json(self), words=words, indent=indent)


def _rated_again(
    rules: Ruleset, dossier: Dossier, sheet: ScoreSheet, digest: str, engine: int
) -> Evaluation:
    """The result that was pickled. CatalogError where rules or engine are no longer the same."""
    table = table_of(rules.product_set(dossier.product.product_set))
    facts = dossier.checked_facts(rules.vocabulary)
    shown = review(table, dossier, facts, sheet.assessed_on)
    result = Evaluation(rules, dossier, sheet, rate(table, shown, sheet))
    here = result.ruleset_digest
    if (here, result.engine) != (digest, engine):
        name, values = f"{rules.id}/{result.product_set}", {"engine": engine, "here": result.engine}
        raise CatalogError(Fault("other-law", None, name, digest[:19], here[:19], values))
    return result
