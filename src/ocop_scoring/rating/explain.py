"""Why, in words: a level, a gate, a lost star, the way to the next one; in Vietnamese and English.

One family of sentences: the command, a result's own text and the papers all take them from here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from ..filing.evidence import Ground
from ..rules.model import Level
from ..rules.product_set import ProductSet
from ..text import Lang, Words, say, say_both
from .advise import Change, Plan
from .choices import Choice, Unmet, points_of
from .outcome import Outcome
from .steps import Raised
from .toward import Lacking, Toward
from .words import grounds_in_words, label, labels

__all__ = [
    "caveat",
    "change",
    "gate",
    "held_back",
    "is_upper_bound",
    "lacking",
    "next_needs",
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


def gate(raised: Raised, lang: Lang) -> str:
    """That a gate applies, and who raised it."""
    source = say(_RAISED_BY[raised.source], lang)
    return say(_GATES[raised.outcome], lang, gate=raised.words.say(lang), source=source)


def held_back(outcome: Outcome, lang: Lang) -> list[str]:
    """The gates that apply and the minimums that are missed, one sentence each."""
    gates = [gate(raised, lang) for raised in outcome.gates]
    return gates + [unmet(missed).say(lang) for missed in outcome.unmet]


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


def is_upper_bound(outcome: Outcome) -> bool:
    """Whether the star given (of an open sheet, the highest possible) may be too high, since
    minimums of it are not known.
    """
    highest = outcome.range.star[1] if outcome.range else outcome.star or 0
    return outcome.table.product_set.lacks_minimums_of(highest)


def verdict(outcome: Outcome, lang: Lang) -> str:
    """The result in one sentence; also that its star is an upper bound, where that is so."""
    if outcome.status == "rejected":
        return say("verdict.rejected", lang, total=outcome.tally.total)
    at_most = is_upper_bound(outcome)
    key = _VERDICTS[_kind_of(outcome), at_most]
    bound = ""
    if at_most:
        decision = outcome.table.product_set.decision
        bound = say("verdict.upper-bound", lang, decision=decision)
    return say(key, lang, **_values_of(outcome)) + bound


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


def next_needs(needs: Toward) -> Words:
    """What the next star needs, minimums and points, in one sentence."""
    numbers = ", ".join([lacking.criterion for lacking in needs.unmet])
    of_minimums = "toward.minimums" if needs.unmet else "toward.minimums-met"
    of_points = "toward.points" if needs.points_missing else "toward.points-enough"
    return say_both(
        "toward",
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
    said_before = {missed.criterion for missed in outcome.unmet}
    for lack in needs.unmet:
        if lack.criterion not in said_before:
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


# The table itself

_CAVEATS: Mapping[str, str] = MappingProxyType(
    {
        "unverified": "caveat.unverified",
        "minimums-incomplete": "caveat.minimums-incomplete",
        "gates-incomplete": "caveat.gates-incomplete",
    }
)


def caveat(product_set: ProductSet, code: str) -> Words:
    """What a caveat says of every result of a table."""
    lacking = product_set.minimums_missing
    missing = [
        say_both("caveat.missing", part=entry.part, stars=_run(entry.stars)) for entry in lacking
    ]
    return say_both(
        _CAVEATS[code],
        star=min([star for entry in lacking for star in entry.stars], default=0),
        decision=product_set.decision,
        reachable=product_set.most_points,
        printed=sum([part.points for part in product_set.parts]),
        missing=Words(
            "; ".join([words.vi for words in missing]),
            "; ".join([words.say("en") for words in missing]),
        ),
    )


def _run(stars: tuple[int, ...]) -> str:
    """Some stars, shortly: 2–5★ where none between is left out."""
    first, last = min(stars), max(stars)
    is_whole = len(stars) > 1 and len(set(stars)) == last - first + 1
    return (
        f"{first}–{last}★" if is_whole else ", ".join([f"{star}★" for star in sorted(set(stars))])
    )
