"""Changes of a decision in words: days, bands, authorities as people say them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from ...exact import Interval
from ...lang import Lang
from ...text import said as said_of
from ...text import say
from .changes import RuleChange, is_words
from .line import Said

__all__ = ["moves_dates_or_stars", "of_decision", "plain"]


def of_decision(change: RuleChange, lang: Lang) -> Said:
    """A change of the decision in words."""
    first, *rest = change.steps
    number = ""
    if first.isdecimal():
        number, first, *rest = change.steps
    names = [say(_DECISION[first], lang) if first in _DECISION else first]
    names += [_named(step, first, lang) for step in rest]
    where = " ".join(names)
    if number:
        where = say("diff.of-set", lang, number=number, what=where)
    nothing = say("diff.nothing", lang)
    was, becomes = (plain(value, lang) or nothing for value in (change.was, change.becomes))
    return Said("≠", where, "", was, becomes, "")


def _named(step: str, room: str, lang: Lang) -> str:
    """A step inside a decision: its word; of a list, which entry, from 1; of stars the star."""
    if step.isdecimal():
        return f"{step}★" if room in ("stars", "certified_by") else str(int(step) + 1)
    return say(_PARTS[step], lang) if step in _PARTS else step


def moves_dates_or_stars(change: RuleChange) -> bool:
    """Whether a change of the decision is about stars, days, who decides, or certificates; not
    about where that stands.
    """
    return change.steps[0] in _FIRST and not {*change.steps} & {*_WHERE_ONLY}


_FIRST = (
    *("stars", "points", "in_force", "filings", "certified_by", "received_by"),
    *("certificate", "process", "product_sets"),
)
_WHERE_ONLY = ("article", "articles", "reading", "readings", "silent")


def plain(value: Any, lang: Lang) -> str:
    if is_words(value):
        return str(value.get(lang) or value["vi"])
    if isinstance(value, Mapping):
        said = [(_named(name, "", lang), plain(entry, lang)) for name, entry in value.items()]
        return ", ".join(f"{name}: {told}" for name, told in said if told)
    if isinstance(value, list | tuple):
        return ", ".join(plain(entry, lang) for entry in value)
    if isinstance(value, bool):
        return say("diff.yes" if value else "diff.no", lang)
    if isinstance(value, str):
        return _text(value, lang)
    return "" if value is None else str(value)


def _text(value: str, lang: Lang) -> str:
    """A text of the rules: days, intervals and authorities as people say them."""
    if value in _WHO:
        return say(_WHO[value], lang)
    if _DAY.fullmatch(value):
        return str(said_of(date.fromisoformat(value), lang))
    if _INTERVAL.match(value):
        try:
            return Interval.parse(value).say(lang)
        except ValueError:
            return value
    return value


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INTERVAL = re.compile(r"(?:from|above|below|to|exactly) \d")
_WHO: Mapping[str, str] = MappingProxyType(
    {
        "commune": "diff.who.commune",
        "district": "diff.who.district",
        "province": "diff.who.province",
        "ministry": "diff.who.ministry",
    }
)
_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "from": "diff.part.from",
        "until": "diff.part.until",
        "article": "diff.field.article",
        "number": "diff.part.number",
        "issued_on": "diff.part.issued_on",
        "months": "diff.part.months",
        "renew_between_days": "diff.part.renew_between_days",
        "late_extension_days": "diff.part.late_extension_days",
        "sends_on": "diff.part.sends_on",
        "members": "diff.part.members",
        "rounds": "diff.part.rounds",
        "competence": "diff.part.competence",
        "stages": "diff.part.stages",
        "limits": "diff.part.limits",
        "samples": "diff.part.samples",
        "kinds": "diff.part.kinds",
        "filed": "diff.part.filed",
        "under": "diff.part.under",
        "or": "diff.or",
        "decide_by": "diff.part.decide_by",
        "level": "diff.part.level",
        "to": "diff.part.to",
        "days": "diff.part.days",
        "working": "diff.part.working",
        "proposed_by": "diff.part.proposed_by",
        "proposed_before": "diff.part.proposed_before",
        "ends_before": "diff.part.ends_before",
        "below_top_certified_by": "diff.part.below_top_certified_by",
        "councils": "diff.decision.process",
        "received_by": "diff.decision.received_by",
        "certified_by": "diff.decision.certified_by",
        "reading": "diff.field.readings",
        "readings": "diff.field.readings",
        **_WHO,
    }
)


_DECISION: Mapping[str, str] = MappingProxyType(
    {
        "id": "diff.decision.id",
        "revision": "diff.decision.revision",
        "title": "diff.decision.title",
        "decision": "diff.decision.decision",
        "provenance": "diff.decision.provenance",
        "caveats": "diff.decision.caveats",
        "in_force": "diff.decision.in_force",
        "filings": "diff.decision.filings",
        "points": "diff.decision.points",
        "stars": "diff.decision.stars",
        "received_by": "diff.decision.received_by",
        "certified_by": "diff.decision.certified_by",
        "certificate": "diff.decision.certificate",
        "process": "diff.decision.process",
        "procedure": "diff.decision.procedure",
        "transition": "diff.decision.transition",
        "filed_before": "diff.decision.filed_before",
        "replaces": "diff.decision.replaces",
        "eligible": "diff.decision.eligible",
        "programme": "diff.decision.programme",
        "product_sets": "diff.decision.product_sets",
        "classification": "diff.decision.classification",
        "products": "diff.decision.products",
        "readings": "diff.decision.readings",
        "readings_of_law": "diff.decision.readings_of_law",
    }
)
