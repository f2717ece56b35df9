"""A council's result for people: on one screen, or what each policy gives side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ..exact import two_places
from ..rating.comparison import Compared, Comparison
from ..rating.council import CouncilResult
from ..rating.council_explain import (
    exactly,
    held_back,
    mean_in_words,
    on_agreement,
    on_flips,
    role_in_words,
    signed,
    what_follows,
)
from ..rating.council_values import CouncilMember
from ..rules.policy_words import basis_of, name_of
from ..terms import CouncilStatus
from .language import Speech
from .show import PROVENANCE, Screen, show_notes

__all__ = ["show_comparison", "show_council"]

_STYLES: Mapping[CouncilStatus, str] = {
    "rated": "bold green",
    "rejected": "bold red",
    "incomplete": "bold yellow",
    "no-quorum": "bold yellow",
    "rescore": "bold yellow",
}
_LOST = "bold dark_orange"


def show_council(at: Screen, result: CouncilResult, speech: Speech) -> None:
    """The verdict and what held it back; the mean; the members; what follows; what to look at."""
    is_lost = result.status == "rated" and result.star != result.star_by_points
    at.line(result.verdict(speech.lang), _LOST if is_lost else _STYLES[result.status])
    for sentence in held_back(result, speech.lang):
        at.line(f"  – {sentence}")
    for sentence in mean_in_words(result, speech.lang):
        at.line(sentence)
    at.rows(_table(result, speech))
    for sentence in _about_members(result, speech):
        at.line(sentence)
    for sentence in (*what_follows(result, speech.lang), *_next(result, speech)):
        at.line(sentence, "bold")
    show_notes(at, result, speech)
    at.line(_stands_on(result, speech), "dim")


# The members


def _table(result: CouncilResult, speech: Speech) -> Iterator[tuple[str, ...]]:
    """The sheets with their parts and totals, under a line of heads; the mean below."""
    codes = tuple(result.members[0].parts)
    heads = (speech.say("council.head-sheet"), speech.say("council.head-role"))
    numbers = (speech.say("council.head-total"), speech.say("council.head-star"))
    yield (*heads, *codes, *numbers, speech.say("council.head-deviation"))
    for member in result.members:
        yield _row(member, speech)
    if result.mean is not None and result.parts is not None:
        parts = (two_places(result.parts[code], speech.lang) for code in codes)
        mean, star = two_places(result.mean, speech.lang), _star(result.star)
        yield (speech.say("council.head-mean"), "", *parts, mean, star, "")


def _row(member: CouncilMember, speech: Speech) -> tuple[str, ...]:
    who = member.id if member.name is None else f"{member.id} {member.name}"
    role = role_in_words(member.role, speech.lang)
    if member.round > 1 or not member.counted:
        role += f" ({', '.join(_beside(member, speech))})"
    parts = map(str, member.parts.values())
    lang, deviation = speech.lang, member.deviation
    away = "–" if deviation is None else signed(deviation, lang)
    return (who, role, *parts, str(member.total), _star(member.star), away)


def _beside(member: CouncilMember, speech: Speech) -> Iterator[str]:
    if member.round > 1:
        yield speech.say("council.round", number=member.round)
    if not member.counted:
        yield speech.say("council.not-counted")


def _star(star: int | None) -> str:
    return "–" if star is None else f"{star}★"


def _about_members(result: CouncilResult, speech: Speech) -> Iterator[str]:
    """Spread, quorum, agreement, on which criteria they differ, whose sheet alone decides."""
    lang = speech.lang
    if result.spread is not None:
        limit = result.rules_of_procedure.max_spread
        key = "council.spread-free" if limit is None else "council.spread-limit"
        yield speech.say(key, spread=result.spread, limit=limit)
    quorum = result.quorum
    if quorum is not None:
        chair = speech.say("council.with-chair" if quorum.chair else "council.without-chair")
        shown = {"present": quorum.present, "appointed": quorum.appointed, "needed": quorum.needed}
        yield speech.say("council.quorum", chair=chair, **shown)
    yield from on_agreement(result, lang)
    yield from on_flips(result, lang)


# What comes next


def _next(result: CouncilResult, speech: Speech) -> Iterator[str]:
    """What the council does now, where it has not decided."""
    if result.status == "incomplete":
        members = ", ".join(m.id for m in result.members if m.counted and m.open)
        yield speech.say("council.next-incomplete", members=members)
    elif result.status == "no-quorum" and result.quorum is not None:
        short = max(result.quorum.needed - result.quorum.present, 0)
        key = "council.next-no-quorum" if short else "council.next-chair"
        yield speech.say(key, count=short)
    elif result.status == "rescore" and result.rescore is not None:
        rounds = [m.round for m in result.members if m.counted and m.id in result.rescore.members]
        members = ", ".join(result.rescore.members)
        yield speech.say("council.next-rescore", members=members, round=max(rounds) + 1)


def _stands_on(result: CouncilResult, speech: Speech) -> str:
    """What the result rests on: ruleset, revision, product set, where its text is known from, the
    begin of its digest and of the policy's.
    """
    table = result.printed
    key = "revision-not-released" if result.released is False else "revision"
    rests_on = speech.say(
        "stands-on",
        ruleset=table.ruleset,
        revision=speech.say(key, number=table.revision),
        text=speech.say(PROVENANCE[table.provenance]),
        number=table.product_set,
        title=table.title.say(speech.lang),
        digest=table.digest.removeprefix("sha256:")[:12],
    )
    digest = result.policy_digest.removeprefix("sha256:")[:12]
    return f"{rests_on} · {speech.say('council.policy-digest', id=result.policy, digest=digest)}"


# Side by side


_HEADS = (
    *("compared.policy", "compared.mean", "compared.by-points"),
    *("compared.star", "compared.minimums", "compared.status"),
)


def show_comparison(at: Screen, found: Comparison, speech: Speech) -> None:
    """Every policy with what it gives, in a row each; what they rest on; where they differ."""
    lang = speech.lang
    used = [row for row in found.rows if row.result is not None]
    at.line(speech.say("compared.title", count=len(found.rows)), "bold")
    rows = [tuple(speech.say(head) for head in _HEADS)]
    at.rows([*rows, *(_compared(row, speech) for row in used)])
    refused = [row for row in found.rows if row.result is None]
    if refused:
        at.line(speech.say("compared.refused"), "bold")
        for row in refused:
            reasons = " ".join(fault.sentence(lang) for fault in row.refused)
            at.line(f"  {row.policy.id}: {reasons}")
    for sentence in _where_they_differ(found, speech):
        at.line(sentence, "bold")
    at.line(speech.say("compared.what-they-are"))
    at.rows(
        (f"  {row.policy.id}", name_of(row.policy, lang), basis_of(row.policy, lang))
        for row in found.rows
    )


def _compared(row: Compared, speech: Speech) -> tuple[str, ...]:
    result = row.result
    assert result is not None
    mean: Fraction | None = result.mean
    unmet = ", ".join(dict.fromkeys(unmet.criterion for unmet in result.unmet))
    return (
        row.policy.id,
        "–" if mean is None else exactly(mean, speech.lang),
        _star(result.star_by_points),
        _star(result.star),
        unmet or "–",
        speech.say(_STATUS[result.status]),
    )


_STATUS: Mapping[CouncilStatus, str] = {
    "rated": "compared.rated",
    "rejected": "compared.rejected",
    "incomplete": "compared.incomplete",
    "no-quorum": "compared.no-quorum",
    "rescore": "compared.rescore",
}
_DIFFER = {
    "status": "compared.status",
    "mean": "compared.mean",
    "star_by_points": "compared.by-points",
    "star": "compared.star",
    "unmet": "compared.minimums",
    "certifies": "compared.certifies",
    "forward_to": "compared.forward",
}


def _where_they_differ(found: Comparison, speech: Speech) -> Iterator[str]:
    """In what policies differ; where in the star, which policies give which."""
    names = [speech.say(_DIFFER[name]).lower() for name in found.differ]
    if not names:
        yield speech.say("compared.same")
        return
    yield speech.say("compared.differ", names=", ".join(names))
    if "star" in found.differ:
        stars: dict[str, list[str]] = {}
        for row in found.rows:
            if row.result is not None:
                stars.setdefault(_star(row.result.star), []).append(row.policy.id)
        for star in sorted(stars, reverse=True):
            yield f"  {star}: {', '.join(stars[star])}"
