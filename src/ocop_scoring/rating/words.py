"""What sentences about results are made of: levels, facts, papers, points; each said in words, and
as plain values for systems.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from ..errors import language
from ..exact import Interval, percent, shown, two_places
from ..filing.evidence import Ground
from ..filing.forms import FiledDocument
from ..filing.papers import DocumentFlaw
from ..frozen import FrozenDict
from ..lang import formatted, places_of
from ..rules.model import Level
from ..rules.vocabulary import Fact, FactValue
from ..text import LANGUAGES, Lang, Words, said, say

__all__ = [
    "Asked",
    "Facts",
    "Labels",
    "Lacking",
    "Mean",
    "Named",
    "Paper",
    "Points",
    "Several",
    "Why",
    "failed_papers",
    "fresh",
    "grounds_in_words",
    "label",
    "labels",
    "plain",
    "points_in_words",
    "sentence",
    "with_id",
    "with_papers",
]


_WHYS: Mapping[str, str] = MappingProxyType(
    {
        "dates-contradict": "why.dates-contradict",
        "expired": "why.expired",
        "expires-before-rating": "why.expires-before-rating",
        "issued-after-filing": "why.issued-after-filing",
        "issued-after-rating": "why.issued-after-rating",
        "lapsed": "why.lapsed",
        "listed-twice": "why.listed-twice",
        "not-yet-issued": "why.not-yet-issued",
        "other-producer": "why.other-producer",
        "other-product": "why.other-product",
        "producer-nearly-same": "why.producer-nearly-same",
        "product-nearly-same": "why.product-nearly-same",
        "undated": "why.undated",
        "unnumbered": "why.unnumbered",
    }
)


class Labels(NamedTuple):
    """The levels reached, where a sentence needs their words; plainly their ids."""

    levels: tuple[Level, ...]

    def say(self, lang: Lang) -> str:
        """The words of the levels, or that none is reached."""
        return label(self.levels, lang)

    def plain(self) -> tuple[str, ...]:
        """The ids of the levels."""
        return tuple([level.id for level in self.levels])


class Facts(NamedTuple):
    """What is known, where a sentence needs its words; plainly facts' values, and of kinds of
    papers whether one counts.
    """

    grounds: tuple[Ground, ...]

    def say(self, lang: Lang) -> str:
        """The facts and papers with what is known of them."""
        return grounds_in_words(self.grounds, lang)

    def plain(self) -> FrozenDict[str, object]:
        """The value of each fact; of a kind of papers whether one counts."""
        return FrozenDict({_name(ground): plain(ground.value) for ground in self.grounds})


class Named(NamedTuple):
    """A thing of the rules – a kind of paper, a case, a fact – where a sentence needs its words;
    plainly its id.
    """

    id: str
    words: Words

    def say(self, lang: Lang) -> str:
        """Its words."""
        return self.words.say(lang)

    def plain(self) -> str:
        """Its id."""
        return self.id


class Several(NamedTuple):
    """Things of the rules whose words have commas of their own; plainly their ids."""

    things: tuple[Named, ...]

    def say(self, lang: Lang) -> str:
        """Their words, told apart by semicolons."""
        return "; ".join([thing.say(lang) for thing in self.things])

    def plain(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple([thing.id for thing in self.things])


class Paper(NamedTuple):
    """A paper on file, where a sentence names it with its number; plainly its kind."""

    kind: str
    title: Words
    number: str | None

    def say(self, lang: Lang) -> str:
        """Its title, and its number where it has one."""
        title = self.title.say(lang)
        if self.number is None:
            return title
        return say("paper.numbered", lang, document=title, number=self.number)

    def plain(self) -> str:
        """Its kind."""
        return self.kind


class Why(NamedTuple):
    """Why a paper does not count, or what is to be looked at in it; plainly the word for that."""

    flaw: DocumentFlaw

    def say(self, lang: Lang) -> str:
        """It in words that follow the paper's name."""
        document = self.flaw.document
        values = {
            "issued_on": document.issued_on,
            "expires_on": document.expires_on,
            "issued_to": document.issued_to,
            "product": document.product,
            "against": self.flaw.against,
        }
        known = {name: said(value, lang) for name, value in values.items()}
        return say(_WHYS[self.flaw.why], lang, **known)

    def plain(self) -> str:
        """The word for it."""
        return self.flaw.why


class Asked(NamedTuple):
    """A fact that nobody states, and what it would have to be."""

    fact: Fact
    wanted: Interval | bool | tuple[str, ...]

    def say(self, lang: Lang) -> str:
        """The fact and the value asked for."""
        return f"{self.fact.title.say(lang)}: {self._wanted(lang)}"

    def _wanted(self, lang: Lang) -> str:
        if isinstance(self.wanted, Interval):
            return self.wanted.say(lang)
        wanted = self.wanted if isinstance(self.wanted, tuple) else (self.wanted,)
        return ", ".join([_value(self.fact, value, lang) for value in wanted])

    def plain(self) -> str:
        """The fact's name."""
        return self.fact.name


class Lacking(NamedTuple):
    """What a condition lacks: all of `every`, and one choice of each group; papers that are not on
    file or don't count, facts that nobody states. Plainly their ids.
    """

    every: tuple[Ground | Asked, ...]
    groups: tuple[tuple[tuple[Ground | Asked, ...], ...], ...] = ()

    def say(self, lang: Lang) -> str:
        """Each by its title, papers that are there with why they don't count."""
        found = [_lack(lack, lang) for lack in self.every]
        for group in self.groups:
            choices = [" + ".join([_lack(lack, lang) for lack in choice]) for choice in group]
            found.append(say("lacking.one-of", lang, choices=" / ".join(choices)))
        return "; ".join(found)

    def plain(self) -> FrozenDict[str, object]:
        """The ids of what is lacking."""
        groups = [tuple([tuple(map(_id, choice)) for choice in group]) for group in self.groups]
        return FrozenDict({"all_of": tuple(map(_id, self.every)), "one_of": tuple(groups)})


def _id(lack: Ground | Asked) -> str:
    return lack.plain() if isinstance(lack, Asked) else _name(lack)


class Points(int):
    """Points in a sentence; plainly a decimal string, as everywhere in JSON."""

    __slots__ = ()


class Mean(NamedTuple):
    """A mean in a sentence, with two decimals; plainly an exact fraction."""

    value: Fraction

    def say(self, lang: Lang) -> str:
        """The mean for show: 76,20."""
        return two_places(self.value, lang)

    def plain(self) -> str:
        """The mean as it is: 381/5."""
        return str(self.value)


def points_in_words(points: int | Fraction) -> Points | Mean:
    """Points as a sentence takes them: a whole number is a total, another one a mean."""
    return Points(points) if isinstance(points, int) else Mean(points)


def sentence(key: str, lang: Lang, values: Mapping[str, object]) -> str:
    """The message `key` with values that may be levels, facts, words, days or numbers."""
    lang = language(lang)
    places = places_of(key, lang)  # only what the sentence says is put into words
    return formatted(key, lang, **{n: _said(v, lang) for n, v in values.items() if n in places})


def _said(value: object, lang: Lang) -> object:
    if isinstance(value, (str, int)):
        return value
    words = getattr(value, "say", None)
    if words is not None:
        return str(words(lang))
    if isinstance(value, tuple):
        return ", ".join([str(_said(entry, lang)) for entry in value])
    return said(value, lang)


_PLAIN = frozenset((str, int, bool, type(None)))
"""The types of most values: they are plain as they are."""


def plain(value: object) -> object:
    """A value of a sentence as systems read it: ids, text, whole numbers, yes or no; points and
    other decimals as text, days as ISO text. Nothing in it can be changed.
    """
    if type(value) in _PLAIN:
        return value
    of_its_own = getattr(value, "plain", None)
    if of_its_own is not None:
        found: object = of_its_own()
        return found
    if isinstance(value, Points):
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return shown(value, "en")
    return tuple(map(plain, value)) if isinstance(value, tuple) else value


def fresh(value: object) -> object:
    """A plain value as lists and dicts of the caller's own."""
    if isinstance(value, tuple):
        return [fresh(entry) for entry in value]
    if type(value) in _PLAIN or not isinstance(value, (dict, Mapping)):
        return value
    return {name: fresh(entry) for name, entry in value.items()}


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
    document = ground.of.title.say(lang)
    if ground.flaws:
        return say("fact.document-flawed", lang, document=document, flaws=_flaws(ground, lang))
    key = "fact.document-valid" if ground.value else "fact.document-missing"
    return say(key, lang, document=document)


def _lack(lack: Ground | Asked, lang: Lang) -> str:
    if isinstance(lack, Asked):
        return lack.say(lang)
    document = lack.of.title.say(lang)
    if not lack.flaws:
        return document
    return say("lacking.flawed", lang, document=document, flaws=_flaws(lack, lang))


def with_papers(words: Words, grounds: tuple[Ground, ...]) -> Words:
    """The ground of a gate, with the papers that are on file and failed."""
    if not grounds:
        return words
    vi, en = (_with_papers(words, grounds, lang) for lang in LANGUAGES)
    return Words(vi, en)


def failed_papers(grounds: tuple[Ground, ...]) -> tuple[FrozenDict[str, object], ...]:
    """The papers that are on file and failed, in plain values: kind, number, position, why."""
    flaws = [flaw for ground in grounds for flaw in ground.flaws]
    return tuple([_plain_flaw(flaw) for flaw in flaws])


def _plain_flaw(flaw: DocumentFlaw) -> FrozenDict[str, object]:
    document = flaw.document
    known = {
        "document": flaw.position,
        "kind": document.kind,
        "number": document.number,
        "why": flaw.why,
        "issued_on": plain(document.issued_on),
        "expires_on": plain(document.expires_on),
        "issued_to": document.issued_to,
        "product": document.product,
    }
    return FrozenDict({name: value for name, value in known.items() if value is not None})


def _with_papers(words: Words, grounds: tuple[Ground, ...], lang: Lang) -> str:
    papers = [
        f"{Paper(document.kind, ground.of.title, document.number).say(lang)} {why}"
        for ground in grounds
        for document, why in _whys(ground, lang)
    ]
    return say("gate.with-papers", lang, gate=words.say(lang), papers="; ".join(papers))


def _flaws(ground: Ground, lang: Lang) -> str:
    """Why papers of a kind don't count, each paper by its number, where it has one."""
    found = [
        why
        if document.number is None
        else say("paper.flawed", lang, number=document.number, why=why)
        for document, why in _whys(ground, lang)
    ]
    return "; ".join(found)


def _whys(ground: Ground, lang: Lang) -> Iterator[tuple[FiledDocument, str]]:
    """The papers of a kind that don't count, each with all that is wrong with it."""
    for _, flaws in groupby(ground.flaws, key=lambda flaw: flaw.position):
        of_paper = list(flaws)
        yield of_paper[0].document, ", ".join([Why(flaw).say(lang) for flaw in of_paper])


def _value(fact: Fact, value: FactValue, lang: Lang) -> str:
    if isinstance(value, bool):
        return say("fact.yes" if value else "fact.no", lang)
    if isinstance(value, str):
        return fact.words[value].say(lang) if value in fact.words else value
    return percent(value, lang) if fact.unit == "share" else shown(value, lang)


def with_id(title: Words, name: str) -> Words:
    """The words of a fact with the name under which it is written."""
    return Words(f"{name} ({title.vi})", f"{name} ({title.say('en')})")
