"""Changes and conditions in words: what a proposal says, which condition moved a product."""

from __future__ import annotations

from ...text import cut
from ...workshop.impact.causes import Cause
from ...workshop.impact.impact import Impact
from ...workshop.impact.moved import RatedTwice, Reason
from ...workshop.impact.words import told_change, told_reason
from ...workshop.proposal.told import Asked, ToldChange
from .voice import DASH, Voice

__all__ = ["cause_words", "change_words", "condition_words", "reason_words", "reasons_of", "where"]

_FIELDS = {
    "minimum": "proposal.field-minimum",
    "points": "proposal.field-points",
    "vi": "proposal.field-vi",
    "en": "proposal.field-en",
    "when": "proposal.field-when",
    "needs": "proposal.field-needs",
    "reading": "proposal.field-reading",
}
_VERBS = {
    "replace": "proposal.change-replace",
    "add": "proposal.change-add",
    "remove": "proposal.change-remove",
}
_MOST = 90
"""So many characters of a level's words are shown."""


def change_words(change: ToldChange, voice: Voice, *, most: int = _MOST) -> str:
    """One change in a sentence: what it is about, what stood there, what stands there now. Of the
    words of a level, and of long values, at most so many characters are shown.
    """
    about = voice.words(change.title)
    if change.level is not None:
        about = voice.say(
            "proposal.of-level", title=about, level=cut(voice.words(change.level), most)
        )
    if change.asks is not None and change.asks[0] != change.asks[1]:
        was, now = [_asked(asks, voice, most) for asks in change.asks]
        return voice.say("proposal.change-asks", about=about, was=was, now=now)
    was, now = change.was or DASH, change.now or DASH
    if change.field == "minimum":
        was, now = f"{was}★", f"{now}★"
    key = _FIELDS.get(change.field)
    field = voice.say(key) if key else change.field
    values = {"about": about, "field": field, "was": cut(was, most), "now": cut(now, most)}
    return voice.say(_VERBS[change.verb], **values)


def _asked(asks: tuple[Asked, ...], voice: Voice, most: int) -> str:
    """The minimums of a row: the star, and the level that it asks for."""
    said = [f"{one.star}★ “{cut(voice.words(one.level), most)}”" for one in asks]
    return ", ".join(said) or DASH


def where(change: ToldChange, voice: Voice) -> str:
    """The tables that a change is in, by number: of one table its row."""
    numbers = {int(row.partition("/")[0]) for row in change.rows}
    if not numbers:
        return ""
    if len(change.rows) == 1:
        number, _, row = change.rows[0].partition("/")
        return voice.say("proposal.in-row", number=number, row=row)
    return voice.say("proposal.in-sets", count=len(numbers), numbers=voice.sets(numbers))


def cause_words(cause: Cause, changes: tuple[ToldChange, ...], voice: Voice) -> str:
    """A change that moves products, in words where its entry is known."""
    known = next((one for one in changes if one.at == cause.change.at), None)
    if known is None:
        return told_change(cause.change, voice.lang)
    return f"{known.article}: {change_words(known, voice)}"


# Conditions


def reasons_of(row: RatedTwice) -> tuple[Reason, ...]:
    """The conditions that moved a product. Its points and the star by points are told only where
    no gate and no minimum came otherwise: they say the same again.
    """
    conditions = [one for one in row.reasons if one.kind not in ("points", "band")]
    return tuple(conditions) or row.reasons


def reason_words(impact: Impact, row: RatedTwice, reason: Reason, voice: Voice) -> str:
    """One condition that came otherwise for a product."""
    return told_reason(reason, row, impact, voice.lang)


def condition_words(impact: Impact, row: RatedTwice, reason: Reason, voice: Voice) -> str:
    """The same, of all products alike: without what a single product has."""
    missed = reason.missed
    if missed is None:
        return reason_words(impact, row, reason, voice)
    rules, number = impact.b, row.number
    if reason.kind == "minimum-met":
        rules, number = impact.a, row.entry.product_set
    title = missed.criterion
    if number is not None and number in rules.numbers:
        for criterion in rules.product_set(number).criteria:
            if criterion.id == missed.criterion:
                title = voice.words(criterion.title)
    key = "proposal.minimum-met" if reason.kind == "minimum-met" else "proposal.minimum-missed"
    return voice.say(key, title=title, star=missed.star)
