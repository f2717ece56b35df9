"""What sentences about results are made of: levels, facts, papers, points; each said in words, and
as plain values for systems.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ..errors import language
from ..exact import percent, shown
from ..filing.evidence import Ground
from ..frozen import FrozenDict
from ..lang import formatted
from ..rules.model import Level
from ..rules.vocabulary import Fact, FactValue
from ..text import Lang, Words, said, say

__all__ = [
    "Facts",
    "Labels",
    "Named",
    "Points",
    "fresh",
    "grounds_in_words",
    "label",
    "labels",
    "plain",
    "sentence",
]


class Labels(NamedTuple):
    """The levels reached, where a sentence needs their words; plainly their ids."""

    levels: tuple[Level, ...]

    def say(self, lang: Lang) -> str:
        """The words of the levels, or that none is reached."""
        return label(self.levels, lang)


class Facts(NamedTuple):
    """What is known, where a sentence needs its words; plainly facts' values, and of kinds of
    papers whether one counts.
    """

    grounds: tuple[Ground, ...]

    def say(self, lang: Lang) -> str:
        """The facts and papers with what is known of them."""
        return grounds_in_words(self.grounds, lang)


class Named(NamedTuple):
    """A thing of the rules – a kind of paper, a case, a fact – where a sentence needs its words;
    plainly its id.
    """

    id: str
    words: Words

    def say(self, lang: Lang) -> str:
        """Its words."""
        return self.words.say(lang)


class Points(int):
    """Points in a sentence; plainly a decimal string, as everywhere in JSON."""

    __slots__ = ()


def sentence(key: str, lang: Lang, values: Mapping[str, object]) -> str:
    """The message `key` with values that may be levels, facts, words, days or numbers."""
    lang = language(lang)
    return formatted(key, lang, **{name: _said(value, lang) for name, value in values.items()})


def _said(value: object, lang: Lang) -> object:
    if isinstance(value, (str, int)):
        return value
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return ", ".join([str(_said(entry, lang)) for entry in value])
    return value.say(lang) if isinstance(value, (Labels, Facts, Named)) else said(value, lang)


def plain(value: object) -> object:
    """A value of a sentence as systems read it: ids, text, whole numbers, yes or no; points and
    other decimals as text, days as ISO text. Nothing in it can be changed.
    """
    if isinstance(value, Labels):
        return tuple([level.id for level in value.levels])
    if isinstance(value, Facts):
        return FrozenDict({_name(ground): plain(ground.value) for ground in value.grounds})
    if isinstance(value, Named):
        return value.id
    if isinstance(value, Points):
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return shown(value, "en")
    return tuple(map(plain, value)) if isinstance(value, tuple) else value


def fresh(value: object) -> object:
    """A plain value as lists and dicts of the caller's own."""
    if isinstance(value, Mapping):
        return {name: fresh(entry) for name, entry in value.items()}
    return [fresh(entry) for entry in value] if isinstance(value, tuple) else value


def _name(ground: Ground) -> str:
    return ground.of.name if isinstance(ground.of, Fact) else ground.of.kind


def label(levels: tuple[Level, ...], lang: Lang) -> str:
    """The words of the level reached (of all, where lines add up), or that none is."""
    if not levels:
        return say("level.none", lang)
    return "; ".join([level.words.say(lang) for level in levels])


def labels(levels: tuple[Level, ...]) -> Words:
    """The same in both languages."""
    return Words(label(levels, "vi"), label(levels, "en"))


def grounds_in_words(grounds: tuple[Ground, ...], lang: Lang) -> str:
    """Facts with their values, and papers that count or don't; a dash where nothing is known."""
    return "; ".join([_ground(ground, lang) for ground in grounds]) or "–"


def _ground(ground: Ground, lang: Lang) -> str:
    if isinstance(ground.of, Fact):
        return f"{ground.of.title.say(lang)}: {_value(ground.of, ground.value, lang)}"
    key = "fact.document-valid" if ground.value else "fact.document-missing"
    return say(key, lang, document=ground.of.title.say(lang))


def _value(fact: Fact, value: FactValue, lang: Lang) -> str:
    if isinstance(value, bool):
        return say("fact.yes" if value else "fact.no", lang)
    if isinstance(value, str):
        return fact.words[value].say(lang) if value in fact.words else value
    return percent(value, lang) if fact.unit == "share" else shown(value, lang)
