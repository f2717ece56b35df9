"""What is said of an impact: why a product moved or is open, a change in one line, in either
language; and the same as systems read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Protocol

from ...errors import CatalogError
from ...exact import two_places
from ...frozen import fresh
from ...lang import LANGUAGES, Lang
from ...rules.model import Criterion
from ...rules.product_set import ProductSet
from ...rules.ruleset import Ruleset
from ...text import cut, say
from .causes import Cause, Causes, NoCauses
from .counts import ImpactCounts
from .entry import PopulationKind, PopulationProblem
from .moved import RatedTwice, Reason
from .players import OWN_FILES, SingleChange
from .result import MissedMinimum, SideResult, Why, points_shown
from .synthetic import limits

__all__ = [
    "impact_json",
    "told_cause",
    "told_change",
    "told_no_causes",
    "told_open",
    "told_points",
    "told_reason",
    "told_signed",
]

_WHY: Mapping[Why, str] = MappingProxyType(
    {
        "incomplete": "impact.open.incomplete",
        "no-quorum": "impact.open.no-quorum",
        "rescore": "impact.open.rescore",
        "no-product-set": "impact.open.no-product-set",
        "advisory-open": "impact.open.advisory-open",
    }
)
_NONE: Mapping[NoCauses, str] = MappingProxyType(
    {
        "same-rules": "impact.none.same-rules",
        "not-its-amendment": "impact.none.not-its-amendment",
        "no-changes": "impact.none.no-changes",
        "nothing-settled": "impact.none.nothing-settled",
        "not-between": "impact.none.not-between",
    }
)
_VERBS: Mapping[str, str] = MappingProxyType(
    {
        "replace": "impact.change.replace",
        "add": "impact.change.add",
        "remove": "impact.change.remove",
    }
)


class Told(Protocol):
    """What is told of an impact: both sides, and what came of the products."""

    @property
    def from_(self) -> str: ...
    @property
    def to(self) -> str: ...
    @property
    def a(self) -> Ruleset: ...
    @property
    def b(self) -> Ruleset: ...
    @property
    def kind(self) -> PopulationKind: ...
    @property
    def problems(self) -> tuple[PopulationProblem, ...]: ...
    @property
    def causes(self) -> Causes: ...
    @property
    def counts(self) -> ImpactCounts: ...
    @property
    def matrix(self) -> Mapping[str, Mapping[str, int]]: ...
    @property
    def winners(self) -> tuple[RatedTwice, ...]: ...
    @property
    def losers(self) -> tuple[RatedTwice, ...]: ...
    @property
    def open(self) -> tuple[RatedTwice, ...]: ...
    @property
    def by(self) -> Mapping[str, Mapping[str, ImpactCounts]]: ...
    @property
    def decided_otherwise(self) -> tuple[RatedTwice, ...]: ...


def told_points(points: Fraction | int | None, lang: Lang) -> str:
    """Points for show: whole, or with two decimals."""
    if points is None:
        return "–"
    return str(points) if points == int(points) else two_places(points, lang)


def told_signed(share: Fraction, lang: Lang, places: int = 3) -> str:
    """A change for show: its sign, three decimals, a half goes away from zero."""
    scaled = (2 * abs(share) * 10**places + 1) // 2
    whole, decimals = divmod(int(scaled), 10**places)
    text = f"{whole}.{decimals:0{places}}"
    sign = "" if not scaled else "+" if share > 0 else "−"
    return sign + (text.replace(".", ",") if lang == "vi" else text)


def told_open(result: SideResult, lang: Lang) -> str:
    """Why a product has no result on a side."""
    return say(_WHY[result.why or "incomplete"], lang)


def told_no_causes(none: NoCauses, lang: Lang) -> str:
    """Why an effect can't be split among changes."""
    return say(_NONE[none], lang)


def told_change(change: SingleChange, lang: Lang) -> str:
    """A change in one line: its address, what stood there, what stands there now."""
    if change.address == OWN_FILES:
        return say("impact.change.files", lang, folder=change.at)
    values = {"address": change.address, "was": _brief(change.was), "now": _brief(change.now)}
    return say(_VERBS[change.verb], lang, **values)


def _brief(value: Any) -> str:
    if isinstance(value, (dict, tuple)):
        return "…"
    return cut(str(value), _SHORT)


def told_cause(cause: Cause, lang: Lang) -> str:
    """A share in stars, with its error where it is sampled."""
    share = told_signed(cause.share, lang)
    if cause.error is None:
        return share
    return f"{share} ± {told_signed(cause.error, lang).lstrip('+')}"


def told_reason(reason: Reason, row: RatedTwice, impact: Told, lang: Lang) -> str:
    """What moved a product, in one sentence."""
    if reason.missed is not None:
        rules = impact.b if reason.kind == "minimum-missed" else impact.a
        return _told_minimum(reason, reason.missed, _table(rules, row, impact), lang)
    if reason.gate is not None:
        rules = impact.b if reason.kind == "gate-raised" else impact.a
        table = _table(rules, row, impact)
        gates = table.gates if table is not None else ()
        words = next((gate.words.say(lang) for gate in gates if gate.id == reason.gate), None)
        key = "impact.gate-raised" if reason.kind == "gate-raised" else "impact.gate-lifted"
        return say(key, lang, gate=words or reason.gate)
    was, now = told_points(reason.was, lang), told_points(reason.now, lang)
    key = "impact.points" if reason.kind == "points" else "impact.band"
    return say(key, lang, was=was, now=now)


def _table(rules: Ruleset, row: RatedTwice, impact: Told) -> ProductSet | None:
    number = row.number if rules is impact.b else row.entry.product_set
    try:
        return None if number is None else rules.product_set(number)
    except CatalogError:
        return None


def _told_minimum(
    reason: Reason, missed: MissedMinimum, table: ProductSet | None, lang: Lang
) -> str:
    criteria = table.criteria if table is not None else ()
    criterion = next((c for c in criteria if c.number == missed.number), None)
    title = criterion.title.say(lang) if criterion is not None else missed.criterion
    values = {
        "star": missed.star,
        "number": missed.number,
        "title": title,
        "needs": _label(criterion, missed.needs, lang),
    }
    if reason.kind == "minimum-met":
        return say("impact.minimum-met", lang, **values)
    if missed.of is not None:
        counts = {"met_by": missed.met_by, "of": missed.of}
        return say("impact.minimum-missed.council", lang, **values, **counts)
    has = _label(criterion, missed.has, lang)
    return say("impact.minimum-missed", lang, **values, has=has)


_LONGEST, _SHORT = 60, 40
"""So many characters of a level's words, and of a value, are shown."""


def _label(criterion: Criterion | None, level: str | None, lang: Lang) -> str:
    """A level's words, cut where they are long; its id where there are none."""
    if level is None:
        return say("impact.no-level", lang)
    try:
        words = criterion.level(level).words.say(lang) if criterion is not None else level
    except KeyError:
        words = level
    return cut(words, _LONGEST)


# As systems read it


def impact_json(impact: Told) -> dict[str, Any]:
    """`ocop-impact/1`: what `ocop impact --json` prints."""
    counts, moved = impact.counts, [*impact.losers, *impact.winners, *impact.open]
    return {
        "format": "ocop-impact/1",
        "from": impact.from_,
        "to": impact.to,
        "population": {
            "kind": impact.kind,
            "products": counts.products,
            "rated": counts.rated,
            "open": counts.open,
            "rejected": counts.rejected,
            "limits": list(_limits_json()) if impact.kind == "synthetic" else [],
        },
        "matrix": {row: dict(columns) for row, columns in impact.matrix.items()},
        "winners": counts.winners,
        "losers": counts.losers,
        "effect": points_shown(counts.effect),
        "causes": [_cause_json(cause) for cause in impact.causes.parts],
        "without_causes": impact.causes.none,
        "by": {
            by: {name: _counts_json(of_name) for name, of_name in named.items()}
            for by, named in impact.by.items()
        },
        "products": [_product_json(row, impact) for row in moved],
        "decided_otherwise": [row.entry.origin for row in impact.decided_otherwise],
        "problems": [_problem_json(problem) for problem in impact.problems],
    }


def _limits_json() -> Iterator[dict[str, str]]:
    for vi, en in zip(limits("vi"), limits("en"), strict=True):
        yield {"vi": vi, "en": en}


def _cause_json(cause: Cause) -> dict[str, Any]:
    change, error = cause.change, cause.error
    return {
        "change": change.address,
        "at": change.at,
        "verb": change.verb,
        "was": fresh(change.was),
        "now": fresh(change.now),
        "share": str(cause.share),
        "exact": cause.exact,
        "error": None if error is None else told_signed(error, "en", 6).lstrip("+"),
    }


def _counts_json(counts: ImpactCounts) -> dict[str, Any]:
    return {**counts._asdict(), "effect": points_shown(counts.effect)}


def _product_json(row: RatedTwice, impact: Told) -> dict[str, Any]:
    entry = row.entry
    return {
        "name": entry.name,
        "product_set": entry.product_set,
        "producer_kind": entry.producer_kind,
        "commune": entry.commune,
        "source": entry.origin,
        "from": _standing_json(row.a),
        "to": _standing_json(row.b),
        "reasons": list(_reasons_json(row, impact)),
    }


def _standing_json(result: SideResult) -> dict[str, Any]:
    return {
        "status": result.status,
        "star": result.star,
        "points": points_shown(result.points),
        "star_by_points": result.star_by_points,
        "range": None if result.range is None else list(result.range),
        "why": result.why,
    }


def _reasons_json(row: RatedTwice, impact: Told) -> Iterator[dict[str, Any]]:
    for reason in () if row.is_open else row.reasons:
        words: dict[str, Any] = {lang: told_reason(reason, row, impact, lang) for lang in LANGUAGES}
        yield {
            "kind": reason.kind,
            "minimum": None if reason.missed is None else reason.missed._asdict(),
            "gate": reason.gate,
            "was": points_shown(reason.was),
            "now": points_shown(reason.now),
            **words,
        }


def _problem_json(problem: PopulationProblem) -> dict[str, Any]:
    return {"file": problem.file, "errors": [fault.as_json() for fault in problem.faults]}
