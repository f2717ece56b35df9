"""The first page of a proposal: what an official asks, answered at once. Who loses? Why? Since
which change? Can the highest star still be reached?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ...workshop.impact.causes import Cause
from ...workshop.impact.moved import RatedTwice
from ...workshop.proposal.proposed import Proposed, TableTried, Tried
from ..line import Line
from ..paper import Ruled, RuledCell
from .effect import conditions, counted
from .reasons import change_words
from .voice import Voice, cell, line

__all__ = ["answers"]

_FEW = 8
"""So many products, conditions or changes stand on the first page; the others are counted."""
_SHORT = 40
"""So many characters of a level's words stand there."""


def answers(proposals: Sequence[Proposed], heads: Sequence[str], voice: Voice) -> Ruled:
    """A row for each question, a column for each proposal."""
    made = (_who_loses, _who_gains, _why, _since, _reachable, _all_sheets, _what)
    questions = (
        "proposal.ask-loses",
        "proposal.ask-gains",
        "proposal.ask-why",
        "proposal.ask-since",
        "proposal.ask-reach",
        "proposal.ask-sheets",
        "proposal.ask-what",
    )
    rows: list[Sequence[RuledCell | str]] = []
    for key, answer in zip(questions, made, strict=True):
        told = [cell(*answer(one, voice)) for one in proposals]
        rows.append([cell(line(voice.say(key), "strong")), *told])
    widths = (22, *[78 // len(proposals)] * len(proposals))
    said = [voice.say("proposal.question"), *heads]
    return voice.table(voice.say("proposal.answers"), said, widths, rows)


def _what(of: Proposed, voice: Voice) -> Iterator[str | Line]:
    """The changes, each with the item of the proposal that it is of."""
    values = {"changes": len(of.changes), "tables": len(of.tables)}
    yield line(voice.say("proposal.says", **values), "strong")
    told = [f"{one.article}: {change_words(one, voice, most=_SHORT)}" for one in of.changes]
    yield from _first(told, voice)


def _real(of: Proposed) -> list[Tried]:
    return [one for one in of.tried if one.impact.kind != "synthetic"]


def _named(tried: Tried, rows: Sequence[RatedTwice], voice: Voice) -> Iterator[str | Line]:
    for row in rows[:_FEW]:
        yield f"– {row.entry.name}: {voice.moved(row.a, row.b)}"
    if len(rows) > _FEW:
        yield voice.say("proposal.more", count=len(rows) - _FEW)


def _who(of: Proposed, verdict: str, voice: Voice) -> Iterator[str | Line]:
    """Of each real population by name, of a drawn one in numbers."""
    if not of.tried:
        yield voice.say("proposal.not-tried")
    for one in of.tried:
        rows = one.impact.losers if verdict == "down" else one.impact.winners
        values = {"count": len(rows), "of": one.impact.counts.products, "name": one.name}
        yield line(voice.say("proposal.count-of", **values), "strong")
        if one.impact.kind != "synthetic":
            yield from _named(one, rows, voice)
        else:
            yield voice.say("proposal.synthetic-only")


def _who_loses(of: Proposed, voice: Voice) -> Iterator[str | Line]:
    yield from _who(of, "down", voice)


def _who_gains(of: Proposed, voice: Voice) -> Iterator[str | Line]:
    yield from _who(of, "up", voice)
    yield from [f"{one.name}: {counted(one.impact, voice)}" for one in of.tried]


def _why(of: Proposed, voice: Voice) -> Iterator[str | Line]:
    """The conditions that moved products, of all populations."""
    for one in of.tried:
        for key, rows in (
            ("proposal.why-down", one.impact.losers),
            ("proposal.why-up", one.impact.winners),
        ):
            found = conditions(one.impact, rows, voice)
            if found:
                yield line(voice.say(key, name=one.name), "strong")
                yield from _first(found, voice)
    if not any(one.impact.losers or one.impact.winners for one in of.tried):
        yield voice.say("proposal.nobody-moves")


def _first(texts: Sequence[str], voice: Voice) -> Iterator[str]:
    yield from [f"– {text}" for text in texts[:_FEW]]
    if len(texts) > _FEW:
        yield voice.say("proposal.more", count=len(texts) - _FEW)


def _since(of: Proposed, voice: Voice) -> Iterator[str | Line]:
    """The share of each change in the stars that are won and lost."""
    for one in _real(of) or of.tried:
        parts = one.impact.causes.parts
        if not parts:
            continue
        counts = one.impact.counts
        settled = counts.products - counts.open
        yield line(voice.say("proposal.since", name=one.name), "strong")
        shares = _by_item(of, parts)
        moved = {item: share for item, share in shares.items() if share}
        ordered = sorted(moved.items(), key=lambda entry: -abs(entry[1]))
        for item, share in ordered[:_FEW]:
            stars = voice.signed(share * settled)
            yield voice.say("proposal.since-item", stars=stars, item=item)
        still = [item for item, share in shares.items() if not share]
        if still:
            yield voice.say("proposal.since-others", items="; ".join(still))
    if not any(one.impact.causes.parts for one in of.tried):
        yield voice.say("proposal.since-unknown")


def _by_item(of: Proposed, parts: Sequence[Cause]) -> dict[str, Fraction]:
    """The shares added up by the items of the proposal: what belongs together counts together."""
    item_at = {one.at: one.article for one in of.changes}
    shares: dict[str, Fraction] = {}
    for cause in parts:
        item = item_at.get(cause.change.at, cause.change.address)
        shares[item] = shares.get(item, Fraction()) + cause.share
    return shares


def _reachable(of: Proposed, voice: Voice) -> Iterator[str | Line]:
    """Whether each star that could be reached still can, in all changed tables."""
    lost = [table for table in of.tables if table.lost_stars]
    if not of.tables:
        yield voice.say("proposal.nothing-rated")
    elif not lost:
        star = max([_highest(table) for table in of.tables])
        yield line(voice.say("proposal.still", star=star, count=len(of.tables)), "strong")
    for table in lost[:_FEW]:
        stars = ", ".join([f"{star}★" for star in table.lost_stars])
        yield line(voice.say("proposal.no-longer", stars=stars, number=table.number), "strong")
    yield from _easier(of.tables, voice)


def _highest(table: TableTried) -> int:
    reach = table.after or table.before
    return reach.stars[0].star if reach is not None else 0


def _easier(tables: Iterable[TableTried], voice: Voice) -> Iterator[str]:
    """Where the fewest points for the highest star are others than before."""
    for table in tables:
        if table.before is None or table.after is None:
            continue
        was, now = table.before.stars[0], table.after.stars[0]
        if was.fewest_points != now.fewest_points and now.fewest_points is not None:
            values = {"was": was.fewest_points, "now": now.fewest_points, "star": now.star}
            yield voice.say("proposal.fewest-now", number=table.number, **values)


def _all_sheets(of: Proposed, voice: Voice) -> Iterator[str | Line]:
    """How many of all sheets that could be filled in change star, where choices are equal."""
    known = [table for table in of.tables if table.star_changes is not None]
    unmoved = [table for table in known if table.star_changes and not table.star_changes.changed]
    moved = [table for table in known if table.star_changes and table.star_changes.changed]
    if moved:
        most = max(moved, key=_moved_share)
        assert most.star_changes is not None
        share = voice.share(most.star_changes.changed, most.star_changes.of)
        yield voice.say("proposal.most-sheets", count=len(moved), share=share, number=most.number)
    if unmoved:
        yield voice.say("proposal.no-sheet", numbers=voice.sets([t.number for t in unmoved]))
    others = [table.number for table in of.tables if table.star_changes is None]
    if others:
        yield voice.say("proposal.not-counted", numbers=voice.sets(others))


def _moved_share(table: TableTried) -> float:
    assert table.star_changes is not None
    return table.star_changes.changed / table.star_changes.of
