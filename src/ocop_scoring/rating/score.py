"""One sheet to one `Evaluation`: the review of the dossier, then the five steps of Article 3."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeVar

from ..errors import CatalogError, Fault, FilingError
from ..filing.evidence import Review, review
from ..filing.forms import Dossier, ScoreSheet
from ..rules.catalog import Catalog, built_in
from ..rules.classification import places
from ..rules.model import Level, ProductSet, Reading, Ruleset
from ..text import Lang, Words, say
from ..version import ENGINE
from . import explain
from .advise import Plan, next_star
from .explain import Finding
from .steps import (
    Choice,
    Raised,
    ScoringTable,
    Tally,
    Unmet,
    add_up,
    award,
    choose,
    missing_minimums,
    raise_gates,
    table_of,
)

__all__ = ["Evaluation", "Range", "ruleset_for", "score"]

Found = TypeVar("Found")
Status = Literal["rated", "rejected", "incomplete"]


class Range(NamedTuple):
    """What is still possible for an incomplete sheet: the lowest and highest total and star over
    all ways to complete it.
    """

    total: tuple[int, int]
    star: tuple[int, int]


class Evaluation:
    """The result of one sheet, `ocop-evaluation/1`. Numbers are ready; words are made when asked
    for.

    `total` and the values of `parts` are whole points; `star` is None where the dossier is rejected
    or the sheet incomplete.
    """

    __slots__ = (
        "_findings",
        "_plan",
        "_review",
        "choices",
        "dossier",
        "gates",
        "range",
        "ruleset",
        "sheet",
        "star",
        "star_by_points",
        "status",
        "table",
        "tally",
        "unmet",
    )

    status: Status
    star: int | None
    star_by_points: int | None
    range: Range | None
    gates: tuple[Raised, ...]
    unmet: tuple[Unmet, ...]

    def __init__(
        self,
        ruleset: Ruleset,
        table: ScoringTable,
        dossier: Dossier,
        sheet: ScoreSheet,
        review: Review,
        choices: tuple[Choice, ...],
        gates: tuple[Raised, ...],
        tally: Tally,
    ) -> None:
        self.ruleset, self.table, self.dossier, self.sheet = ruleset, table, dossier, sheet
        self._review, self.choices, self.gates, self.tally = review, choices, gates, tally
        self._findings: tuple[Finding, ...] | None = None
        self._plan: Plan | Literal["unasked"] | None = "unasked"
        self.range = None
        if tally.open:
            self._leave_open()
            return
        given = award(table, tally)
        self.star_by_points = given.star_by_points
        self.unmet = missing_minimums(table, choices, tally, given.star_by_points)
        if gates:
            self.status, self.star = "rejected", None
        else:
            self.status, self.star = "rated", given.star

    def _leave_open(self) -> None:
        """An incomplete sheet: the worst and the best way to complete it bound what is still
        possible.
        """
        worst, best = (
            add_up(self.table, completed) for completed in _extremes(self.table, self.choices)
        )
        highest = award(self.table, best)
        self.star_by_points = self.star = None
        self.unmet = missing_minimums(self.table, self.choices, self.tally, highest.star_by_points)
        self.status = "rejected" if self.gates else "incomplete"
        if not self.gates:
            self.range = Range(
                (worst.total, best.total), (award(self.table, worst).star, highest.star)
            )

    def __repr__(self) -> str:
        star = f"{self.star}★" if self.star else self.status
        table = self.table.product_set
        return f"<Evaluation {table.ruleset}/{table.product_set}: {self.total} points, {star}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Evaluation) and self.to_json() == other.to_json()

    __hash__ = None  # type: ignore[assignment]

    @property
    def product_set(self) -> ProductSet:
        """The table that the sheet was rated by."""
        return self.table.product_set

    @property
    def ruleset_digest(self) -> str:
        """The digest of that table, with all that its results rest on."""
        return self.product_set.digest

    @property
    def engine(self) -> int:
        """The number of the engine's meaning."""
        return ENGINE

    @property
    def total(self) -> int:
        """All points assessed, added up."""
        return self.tally.total

    @property
    def parts(self) -> Mapping[str, int]:
        """The points of each part, by its code."""
        return MappingProxyType(dict(zip(self.table.part_codes, self.tally.parts, strict=True)))

    @property
    def criteria(self) -> tuple[Choice, ...]:
        """What each criterion got, in printed order."""
        return self.choices

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a council should look at; findings never change a number."""
        if self._findings is None:
            self._findings = tuple(self._found())
        return self._findings

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The open readings of the law that this result rests on, in the order of their ids."""
        cited = {
            level.reading for choice in self.choices for level in choice.levels if level.reading
        }
        cited |= {raised.gate.reading for raised in self.gates if raised.gate.reading}
        cited |= {unmet.needs.reading for unmet in self.unmet if unmet.needs.reading}
        if (
            self.star is not None
            and self.star_by_points is not None
            and self.star < self.star_by_points
        ):
            cited |= (
                {self.product_set.star_lost_reading}
                if self.product_set.star_lost_reading
                else set()
            )
        if self.product_set.minimums_reading and any(
            minimum.star <= (self.star_by_points or 0) for minimum in self.table.minimums
        ):
            cited.add(self.product_set.minimums_reading)
        return tuple(self.product_set.readings[name] for name in sorted(cited))

    @property
    def caveats(self) -> tuple[str, ...]:
        """What is not known about the table itself: `unverified`, `minimums-incomplete`,
        `gates-incomplete`.
        """
        return self.product_set.caveats

    @property
    def is_upper_bound(self) -> bool:
        """Whether a lower star is possible than the one given (or the highest of `range`), since
        minimums of it are not known.
        """
        highest = self.range.star[1] if self.range else self.star or 0
        return self.product_set.lacks_minimums_of(highest)

    @property
    def next_star(self) -> Plan | None:
        """The fewest changes, then the fewest points, that reach the next star; None at the top, or
        where nothing can.
        """
        if self._plan == "unasked":
            rated = self.status == "rated" and self.star is not None
            self._plan = (
                next_star(self.table, self.choices, self.total, self.star or 0) if rated else None
            )
        return self._plan

    def reason(self, choice: Choice, lang: Lang) -> str:
        """Why a criterion got what it got."""
        return explain.reason_in(self.table, choice, self._review, lang)

    def explain(self, lang: Lang = "vi") -> str:
        """The result in words: the verdict, what held it back, what the next star needs, and every
        criterion.
        """
        lines = [self.verdict(lang), *self.held_back(lang)]
        plan = self.next_star
        if plan:
            lines.append(explain.plan_in_words(plan, self.product_set).say(lang))
            lines += [f"  – {explain.change_in_words(change).say(lang)}" for change in plan.changes]
        lines += [f"! {finding.words.say(lang)}" for finding in self.findings]
        lines += [f"! {explain.caveat(self.product_set, code).say(lang)}" for code in self.caveats]
        for choice in self.choices:
            points = "–" if choice.source == "none" else str(choice.points)
            c = choice.criterion
            lines.append(
                f"{c.number} {c.title.say(lang)}: {points}/{c.points} · {self.reason(choice, lang)}"
            )
        return "\n".join(lines)

    def verdict(self, lang: Lang) -> str:
        """The result in one sentence; where minimums are missing from the table, that its star is
        an upper bound.
        """
        if self.status == "rejected":
            return say("verdict.rejected", lang, total=self.total)
        bound = (
            say("verdict.upper-bound", lang, decision=self.product_set.decision)
            if self.is_upper_bound
            else ""
        )
        if self.range is not None:
            (low, high), (worst, best) = self.range.total, self.range.star
            values = {
                "open": self.tally.open,
                "low": low,
                "high": high,
                "worst": worst,
                "best": best,
            }
            key = "verdict.incomplete" + ("-at-most" if bound else "")
            return say(key, lang, total=self.total, **values) + bound
        key = ("verdict.lost" if self.star != self.star_by_points else "verdict.rated") + (
            "-at-most" if bound else ""
        )
        return (
            say(key, lang, total=self.total, star=self.star, by_points=self.star_by_points) + bound
        )

    def held_back(self, lang: Lang) -> list[str]:
        """The gates that apply and the minimums that are missed, one sentence each."""
        said = [
            say(
                f"gate.{r.gate.outcome}",
                lang,
                gate=r.gate.words.say(lang),
                source=say(f"gate.by-{r.source}", lang),
            )
            for r in self.gates
        ]
        table = self.product_set
        return said + [
            explain.unmet_in_words(unmet, table.criterion(unmet.criterion)).say(lang)
            for unmet in self.unmet
        ]

    def _found(self) -> list[Finding]:
        found = list(_dates_and_place(self))
        marked = {
            conditional.at: points
            for conditional in self.table.conditionals
            if self.choices[conditional.at].source == "condition"
            and (points := self._marked_points(conditional.at))
        }
        return [
            *explain.findings_of(self.table, self.choices, self._review, self.dossier, marked),
            *found,
        ]

    def _marked_points(self, index: int) -> int:
        choice = self.table.by_mark[index].get(self.sheet.marks.get(self.table.numbers[index]))
        return choice.points if choice else 0

    def as_json(self) -> dict[str, Any]:
        """The result as `ocop-evaluation/1`, in plain values."""
        table, plan = self.table, self.next_star
        return {
            "format": "ocop-evaluation/1",
            "ruleset": self.product_set.ruleset,
            "product_set": self.product_set.product_set,
            "ruleset_digest": self.ruleset_digest,
            "engine": ENGINE,
            "status": self.status,
            "total": str(self.total),
            "parts": {code: str(points) for code, points in self.parts.items()},
            "star_by_points": self.star_by_points,
            "star": self.star,
            "range": {"total": [str(t) for t in self.range.total], "star": list(self.range.star)}
            if self.range
            else None,
            "unmet": [
                {
                    "star": u.star,
                    "criterion": u.criterion,
                    "needs": u.needs.id,
                    "has": u.has.id if u.has else None,
                    **_both(explain.unmet_in_words(u, self.product_set.criterion(u.criterion))),
                }
                for u in self.unmet
            ],
            "gates": [
                {
                    "id": r.gate.id,
                    "outcome": r.gate.outcome,
                    **_both(r.gate.words),
                    "source": r.source,
                }
                for r in self.gates
            ],
            "criteria": [
                {
                    "number": c.criterion.number,
                    "id": c.criterion.id,
                    "level": _ids(c.levels, c.criterion.mode == "sum"),
                    "points": None if c.source == "none" else str(c.points),
                    "max": str(c.criterion.points),
                    "source": c.source,
                    **_both(explain.reason(table, c, self._review)),
                }
                for c in self.choices
            ],
            "findings": [
                {"code": f.code, "criterion": f.criterion, "vi": f.vi, "en": f.en}
                for f in self.findings
            ],
            "readings": [reading.id for reading in self.readings],
            "caveats": [
                {"code": code, **_both(explain.caveat(self.product_set, code))}
                for code in self.caveats
            ],
            "next_star": _plan_json(plan) if plan else None,
        }

    def to_json(self) -> bytes:
        """The bytes that `ocop score --json` prints; the same for every equal result."""
        return json.dumps(self.as_json(), ensure_ascii=False, indent=1).encode() + b"\n"


def score(ruleset: Ruleset, dossier: Dossier, sheet: ScoreSheet) -> Evaluation:
    """Rate one sheet (26/2026/QĐ-TTg, Article 3 and the notes of Appendix II). Reads no clock, no
    disk, no environment.

    FilingError where the sheet doesn't fit the dossier or the table; CatalogError where the ruleset
    lacks the product set.
    """
    if (
        sheet.ruleset != ruleset.id
        or dossier.application.ruleset not in (None, ruleset.id)
        or _codes_differ(dossier, sheet)
    ):
        raise FilingError(_misfits(ruleset, dossier, sheet))
    table = table_of(_product_set_of(ruleset, dossier))
    reviewed = review(table.product_set, dossier)
    choices = choose(table, sheet, reviewed)
    gates = raise_gates(table, sheet, choices, reviewed)
    return Evaluation(
        ruleset, table, dossier, sheet, reviewed, choices, gates, add_up(table, choices)
    )


def ruleset_for(
    dossier: Dossier, name: str | None = None, *, catalog: Catalog | None = None
) -> Ruleset:
    """The ruleset to rate a dossier under: the one named, else the dossier's own, else the one that
    its dates allow (Article 12).

    CatalogError where the dates leave several, naming the choices, or where no known ruleset covers
    them.
    """
    known, application = catalog or built_in(), dossier.application
    if name is not None:
        return known.ruleset(name)
    if application.ruleset is not None:
        return _at(
            dossier, ("application", "ruleset"), lambda: known.ruleset(str(application.ruleset))
        )
    return _at(dossier, ("application", "submitted_on"), lambda: _ruleset_of_dates(dossier, known))


def _ruleset_of_dates(dossier: Dossier, known: Catalog) -> Ruleset:
    filed = dossier.application.submitted_on
    answer = known.applicable(filed, dossier.application.kind)
    if answer.ruleset is None:
        raise CatalogError(
            Fault("ruleset-left-open", None, "", filed.isoformat(), ", ".join(answer.choices))
        )
    if answer.ruleset not in known.ids():
        values = {"under": answer.ruleset}
        raise CatalogError(
            Fault("ruleset-not-here", None, "", filed.isoformat(), ", ".join(known.ids()), values)
        )
    return known.ruleset(answer.ruleset)


def _product_set_of(ruleset: Ruleset, dossier: Dossier) -> ProductSet:
    number = dossier.product.product_set
    try:
        return ruleset.product_set(number)
    except CatalogError:
        return _at(dossier, ("product", "product_set"), lambda: ruleset.product_set(number))


def _at(dossier: Dossier, path: tuple[str, ...], found: Callable[[], Found]) -> Found:
    """What `found` gives; its errors of the catalogue with the place in the dossier that led to
    them.
    """
    try:
        return found()
    except CatalogError as error:
        place = dossier.source.place(path) if dossier.source else None
        raise CatalogError(
            [replace(fault, place=place, path="/".join(path)) for fault in error.faults]
        ) from None


def _codes_differ(dossier: Dossier, sheet: ScoreSheet) -> bool:
    return (
        None not in (dossier.product.code, sheet.product_code)
        and dossier.product.code != sheet.product_code
    )


def _misfits(ruleset: Ruleset, dossier: Dossier, sheet: ScoreSheet) -> list[Fault]:
    faults = []
    for form, path, found in (
        (sheet, ("ruleset",), sheet.ruleset),
        (dossier, ("application", "ruleset"), dossier.application.ruleset),
    ):
        if found not in (None, ruleset.id):
            place = form.source.place(path) if form.source else None
            faults.append(Fault("other-ruleset", place, "/".join(path), str(found), ruleset.id))
    if _codes_differ(dossier, sheet):
        place = sheet.source.place(("product_code",)) if sheet.source else None
        faults.append(
            Fault(
                "other-product-code",
                place,
                "product_code",
                str(sheet.product_code),
                str(dossier.product.code),
            )
        )
    return faults


def _extremes(
    table: ScoringTable, choices: tuple[Choice, ...]
) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The worst and the best way to complete a sheet.

    Worst: nothing more is reached, and what hangs on an open story counts 0. Best: the most points
    everywhere; the level with the most points meets every minimum of its case, and an open story at
    its best opens what hangs on it. So no completion lies outside.
    """
    worst = [
        table.nothing[i] if choice.source == "none" else choice for i, choice in enumerate(choices)
    ]
    for conditional in table.conditionals:
        if choices[conditional.story].source == "none":
            worst[conditional.at] = table.nothing[conditional.at]
    best = [
        table.best[i] if choice.source == "none" else choice for i, choice in enumerate(choices)
    ]
    return tuple(worst), tuple(best)


def _dates_and_place(evaluation: Evaluation) -> list[Finding]:
    """Findings on the dossier as a whole: a ruleset that its dates don't allow, a product in
    another product set's class.
    """
    dossier, ruleset, found = evaluation.dossier, evaluation.ruleset, []
    application = dossier.application
    if not ruleset.may_rate(
        application.submitted_on, application.kind, evaluation.sheet.assessed_on
    ):
        found.append(
            explain.finding(
                "ruleset-not-applicable",
                None,
                ruleset=ruleset.id,
                filed=application.submitted_on,
                kind=Words(
                    say(f"kind.{application.kind}", "vi"), say(f"kind.{application.kind}", "en")
                ),
            )
        )
    previous = application.previous
    if application.kind == "renewal" and previous is not None:
        certificate = ruleset.certificate(previous.certified_on, previous.expires_on)
        if not certificate.may_be_renewed(application.submitted_on):
            days = {
                "expires": certificate.expires_on,
                "first": certificate.renew_from,
                "last": certificate.renew_until,
            }
            found.append(
                explain.finding(
                    "outside-renewal-window", None, filed=application.submitted_on, **days
                )
            )
    group = dossier.product.product_group
    if group is not None:
        lines = [place for place in places(ruleset) if group in place.ancestors]
        numbers = sorted({place.product_set for place in lines})
        if not lines:
            found.append(explain.finding("unknown-product-group", None, group=group))
        elif dossier.product.product_set not in numbers:
            listed = ", ".join(str(number) for number in numbers)
            found.append(
                explain.finding(
                    "wrong-product-set",
                    None,
                    group=group,
                    product_set=dossier.product.product_set,
                    right=listed,
                )
            )
    return found


def _both(words: Words) -> dict[str, str | None]:
    return {"vi": words.vi, "en": words.en}


def _ids(levels: tuple[Level, ...], lines_add_up: bool) -> str | list[str] | None:
    if lines_add_up and levels:
        return [level.id for level in levels]
    return levels[0].id if levels else None


def _plan_json(plan: Plan) -> dict[str, Any]:
    return {
        "star": plan.star,
        "points_missing": str(plan.points_missing),
        "changes": [
            {
                "criterion": change.criterion.number,
                "from": _ids(change.from_levels, change.criterion.mode == "sum"),
                "to": _ids(change.to_levels, change.criterion.mode == "sum"),
                "points": str(change.points),
            }
            for change in plan.changes
        ],
    }
