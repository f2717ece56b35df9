"""Why, in words: a level, a gate, a lost star, the way to the next one; in Vietnamese and English.

One family of sentences: the command, a result's own text and the papers all take them from here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from ..filing.evidence import Ground
from ..rules.model import Level
from ..rules.product_set import ProductSet
from ..text import Lang, Words, say, say_both
from .advise import Change, Plan
from .bounds import Bounds
from .caveats import in_words
from .choices import Choice, Unmet, points_of
from .outcome import Outcome
from .steps import Raised
from .toward import Lacking, Toward
from .words import grounds_in_words, label, labels

__all__ = [
    "beyond",
    "change",
    "gate",
    "gates",
    "held_back",
    "lacking",
    "next_needs",
    "not_said_before",
    "on_next_star",
    "plan",
    "reason",
    "still_open",
    "unmet",
    "verdict",
]


# A criterion


def reason(choice: Choice, grounds: tuple[Ground, ...], lang: Lang) -> str:
    """Why a criterion has the level it has; `grounds` are the facts that decided it."""
    if choice.source == "mark":
        return say("reason.mark", lang, label=label(choice.levels, lang))
    if choice.source == "fact":
        facts = grounds_in_words(grounds, lang)
        return say("reason.fact", lang, label=label(choice.levels, lang), facts=facts)
    if choice.source == "condition" and choice.criterion.only_if:
        return say("reason.condition", lang, story=choice.criterion.only_if.criterion)
    return say("reason.none", lang)


# What held a result back


def unmet(missed: Unmet) -> Words:
    """Which star a missed minimum costs, what it needs, and what there is."""
    has = missed.has_level
    return say_both(
        "unmet",
        star=missed.star,
        number=missed.criterion,
        title=missed.printed.title,
        needs=missed.needs_level.words,
        points=missed.needs_level.points,
        has=labels((has,) if has else ()),
        has_points=has.points if has else 0,
    )


_GATES: Mapping[str, str] = MappingProxyType(
    {"rejected": "gate.rejected", "stopped": "gate.stopped"}
)
_RAISED_BY: Mapping[str, str] = MappingProxyType(
    {"sheet": "gate.by-sheet", "evidence": "gate.by-evidence", "marks": "gate.by-marks"}
)


def gates(raised: Sequence[Raised], lang: Lang) -> list[str]:
    """The gates that apply and who raised them, a sentence each; of one that several raised, one
    sentence.
    """
    of_each: dict[str, list[Raised]] = {}
    for one in raised:
        of_each.setdefault(one.id, []).append(one)
    return [gate(entries, lang) for entries in of_each.values()]


def gate(raised: Sequence[Raised], lang: Lang) -> str:
    """That a gate applies, and all who raised it."""
    # What facts and papers raise says most: which of them.
    first = max(raised, key=lambda one: one.source == "evidence")
    sources = ", ".join([say(_RAISED_BY[one.source], lang) for one in raised])
    said = say(_GATES[first.outcome], lang, gate=first.words.say(lang), source=sources)
    if first.gate.provenance != "second-hand":
        return said
    return said + say("gate.second-hand", lang)


def held_back(outcome: Outcome, lang: Lang) -> list[str]:
    """The gates that apply, one sentence each; where none does, the minimums that are missed."""
    if outcome.gates:
        return gates(outcome.gates, lang)
    return [unmet(missed).say(lang) for missed in outcome.unmet]


# The verdict

_VERDICTS: Mapping[tuple[str, bool], str] = MappingProxyType(
    {
        ("rated", False): "verdict.rated",
        ("rated", True): "verdict.rated-at-most",
        ("lost", False): "verdict.lost",
        ("lost", True): "verdict.lost-at-most",
        ("incomplete", False): "verdict.incomplete",
        ("incomplete", True): "verdict.incomplete-at-most",
        ("incomplete-one-star", False): "verdict.incomplete-one-star",
        ("incomplete-one-star", True): "verdict.incomplete-at-most",
    }
)
"""By what came out, and whether the star is an upper bound."""


def verdict(outcome: Outcome, bounds: Bounds, lang: Lang) -> str:
    """The result in one sentence; also that its star is an upper bound, or may be another, where
    that is so.
    """
    if outcome.gates:
        is_rejected = any(raised.outcome == "rejected" for raised in outcome.gates)
        key = "verdict.rejected" if is_rejected else "verdict.stopped"
        return say(key, lang, total=outcome.tally.total)
    key = _VERDICTS[_kind_of(outcome), bounds.lacks_minimums]
    return say(key, lang, **_values_of(outcome)) + beyond(outcome.table.product_set, bounds, lang)


def beyond(product_set: ProductSet, bounds: Bounds, lang: Lang) -> str:
    """What the true star may be beyond the one said; nothing where that is known."""
    said = ""
    if bounds.lacks_minimums:
        said += say("verdict.upper-bound", lang, decision=product_set.decision)
    if bounds.star != bounds.true_star:
        said += say("verdict.unverified", lang, bounds=in_words(bounds).say(lang))
    return said


def _kind_of(outcome: Outcome) -> str:
    if outcome.range is not None:
        worst, best = outcome.range.star
        return "incomplete-one-star" if worst == best else "incomplete"
    return "rated" if outcome.star == outcome.star_by_points else "lost"


def _values_of(outcome: Outcome) -> dict[str, object]:
    total = outcome.tally.total
    if outcome.range is None:
        return {"total": total, "star": outcome.star, "by_points": outcome.star_by_points}
    (low, high), (worst, best) = outcome.range
    possible = {"low": low, "high": high, "worst": worst, "best": best}
    return {"total": total, "open": outcome.tally.open, **possible}


# The next star: what it needs, and the way there


def next_needs(needs: Toward, *, under_heading: bool = False) -> Words:
    """What the next star needs, minimums and points, in one sentence; under a heading that names
    the star, without it.
    """
    numbers = ", ".join([lacking.criterion for lacking in needs.unmet])
    of_minimums = "toward.minimums" if needs.unmet else "toward.minimums-met"
    of_points = "toward.points" if needs.points_missing else "toward.points-enough"
    return say_both(
        "toward.under-heading" if under_heading else "toward",
        star=needs.star,
        minimums=say_both(of_minimums, numbers=numbers),
        points=say_both(of_points, missing=needs.points_missing),
    )


def lacking(lack: Lacking, outcome: Outcome) -> Words:
    """A minimum that the next star asks for: what it needs, and what there is."""
    choice = outcome.choices.criteria[outcome.table.index[lack.criterion]]
    return say_both(
        "toward.lacking" if choice.is_assessed else "toward.lacking-open",
        number=lack.criterion,
        title=lack.printed.title,
        needs=lack.needs_level.words,
        points=lack.needs_level.points,
        has=labels(lack.has_levels),
        has_points=points_of(lack.has_levels),
    )


def not_said_before(needs: Toward, outcome: Outcome) -> list[Lacking]:
    """The minimums of the next star whose criteria held nothing back so far."""
    said_before = {missed.criterion for missed in outcome.unmet}
    return [lack for lack in needs.unmet if lack.criterion not in said_before]


def still_open(needs: Toward) -> Words:
    """Which criteria nobody has assessed."""
    return say_both("toward.open", numbers=", ".join(needs.open))


def on_next_star(
    outcome: Outcome, needs: Toward | None, way: Plan | None, lang: Lang
) -> Iterator[str]:
    """What the next star needs and the way there, a line each; what stands under another begins
    with a dash. Minimums that held the result back are not said again.
    """
    if needs is None:
        return
    yield next_needs(needs).say(lang)
    for lack in not_said_before(needs, outcome):
        yield f"  – {lacking(lack, outcome).say(lang)}"
    if needs.open:
        yield still_open(needs).say(lang)
    elif way is None:
        yield say("plan.none", lang, star=needs.star)
    if way is not None:
        yield plan(way, outcome.table.product_set).say(lang)
        named = {lack.needs_level for lack in needs.unmet}
        yield from [f"  – {change(step, named).say(lang)}" for step in way.changes]


def plan(way: Plan, product_set: ProductSet) -> Words:
    """The way to the next star in one sentence; also that more may be needed, where minimums of
    that star are not known.
    """
    key = "plan-at-least" if product_set.lacks_minimums_of(way.star) else "plan"
    return say_both(key, count=len(way.changes), gain=way.gain)


def change(step: Change, named: Collection[Level] = ()) -> Words:
    """One change of a plan; in numbers alone where its level is one of those `named` before."""
    return say_both(
        "plan.change-named" if set(step.to_levels) <= set(named) else "plan.change",
        number=step.criterion,
        title=step.printed.title,
        label=labels(step.to_levels),
        points=step.points,
        now=labels(step.from_levels),
        from_points=points_of(step.from_levels),
        to_points=points_of(step.to_levels),
    )
