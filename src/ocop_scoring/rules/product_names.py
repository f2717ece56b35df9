"""What the name of a product says that it is.

In Vietnamese the noun that stands first says it, and the longest known phrase counts as one noun;
what follows – a way of working, another noun – may make another kind of it: *tôm sú* is fresh
seafood, *tôm sú ép* a product of it. In English the last noun says it. Words that are not known,
such as brands, say nothing. All that is known is data: `products.yaml`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from ..spelling import has_accents, singular, spelled, words_of
from .lexicon import Lexicon, Noun, Phrase, Phrases, Reading

__all__ = ["readings"]

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BREAK = re.compile(r"\s[-–—]+\s|[,;:(){}\[\]/|·•“”\"!?.+]+")
_SYLLABLE = re.compile(
    "(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(ch|ng|nh|[cmnpt])?"
)
_BEFORE_WHAT_IT_IS_OF = frozenset(("of", "with", "in", "from", "for", "by", "on"))


def readings(
    name: str, lexicon: Lexicon, vi: Phrases, en: Phrases, *, strict: bool = False
) -> tuple[Reading, ...]:
    """The ways to read a name, best first; `vi` and `en` are the names of a classification's own
    lines.

    Words are taken as written. Where nothing is known so, words without accents may stand for
    others, and the name may be English; not where `strict`.
    """
    text = spelled(name)
    parts = tuple(_parts(text))
    accented = has_accents(text)
    if strict or accented:
        found = _best(_clauses(parts, (lexicon.vi, vi)), lexicon, _first)
        if found or strict:
            return found if accented else ()
    both = (lexicon.vi, vi, lexicon.en, en) if accented else (lexicon.vi, vi)
    vietnamese = _clauses(parts, both, lax=True)
    english = _clauses(map(_in_singular, parts), (lexicon.en, en))
    ways: list[tuple[Sequence[_Clause], _Lead]] = [(vietnamese, _first), (english, _last)]
    if (_known(english), _is_english(parts)) > (_known(vietnamese), False):
        ways.reverse()
    return _best(ways[0][0], lexicon, ways[0][1]) or _best(ways[1][0], lexicon, ways[1][1])


# The parts of a name, and what is known of each


class _Part(NamedTuple):
    """The words of a name between two breaks; `aside` what stands in brackets."""

    words: Sequence[str]
    aside: bool


def _parts(text: str) -> Iterator[_Part]:
    for index, outer in enumerate(_BRACKETS.split(text)):
        for clause in _BREAK.split(outer):
            words = words_of(clause)
            if words:
                yield _Part(words, aside=index % 2 == 1)


def _in_singular(part: _Part) -> _Part:
    return part._replace(words=[singular(word) for word in part.words])


class _Hit(NamedTuple):
    """A known phrase, in all its senses: the words of a part from `start` up to `end`."""

    start: int
    end: int
    senses: tuple[Phrase, ...]

    def has(self, *roles: str) -> bool:
        return any(phrase.role in roles for phrase in self.senses)

    def of(self, role: str) -> list[Phrase]:
        return [phrase for phrase in self.senses if phrase.role == role]

    def may_lead(self) -> bool:
        """Whether it may say what the thing is: one word that is also a way of working (*khô*) only
        where it stands first.
        """
        is_work = self.end - self.start == 1 and self.has("work")
        return self.has("noun", "line") and (self.start == 0 or not is_work)

    def is_guess(self, words: Sequence[str]) -> bool:
        """Whether it is one word, of which only another spelling is known."""
        is_one = self.end - self.start == 1
        return is_one and all(phrase.key != words[self.start] for phrase in self.senses)


class _Clause(NamedTuple):
    """A part of a name and the known phrases in it; what follows *HTX*, a producer's name, is one
    of its own, aside.
    """

    part: _Part
    hits: Sequence[_Hit]


def _clauses(
    parts: Iterable[_Part], phrases: tuple[Phrases, ...], *, lax: bool = False
) -> list[_Clause]:
    found = []
    for part in parts:
        hits = list(_hits(part.words, phrases, lax))
        maker = next((i for i, hit in enumerate(hits) if hit.has("makers")), len(hits))
        found.append(_Clause(part, hits[:maker]))
        found.append(_Clause(part._replace(aside=True), hits[maker:]))
    return found


def _hits(words: Sequence[str], phrases: tuple[Phrases, ...], lax: bool) -> Iterator[_Hit]:
    """The known phrases from left to right, without those that are names or tastes, and without a
    lone word whose accents are guessed, where unknown words stand before it.
    """
    start, known = 0, 0
    while start < len(words):
        hit = _hit(words, start, phrases, lax)
        if hit is None:
            start += 1
            continue
        is_whole = hit.end - hit.start == len(words)
        opens = not hit.has("noun", "work") and hit.has("names_follow", "tastes_follow")
        passes = opens or hit.has("passed_over") or (0 < known < start and hit.is_guess(words))
        if is_whole or not passes:
            yield hit
            known = hit.end
        start = hit.end
        if opens and hit.has("names_follow"):
            start += 1
        elif opens:
            taste = _hit(words, start, phrases, lax)
            start = taste.end if taste is not None else start + 1


def _hit(words: Sequence[str], start: int, phrases: tuple[Phrases, ...], lax: bool) -> _Hit | None:
    """The longest known phrase that begins there."""
    found = [some.at(words, start, lax=lax) for some in phrases]
    size = max((some[0].size for some in found if some), default=0)
    senses = chain.from_iterable(some for some in found if some and some[0].size == size)
    return _Hit(start, start + size, tuple(senses)) if size else None


def _known(clauses: Iterable[_Clause]) -> int:
    """How many words are known."""
    return sum(hit.end - hit.start for clause in clauses for hit in clause.hits)


def _is_english(parts: Iterable[_Part]) -> bool:
    """Whether some word without accents can be none of Vietnamese."""
    words = [word for part in parts for word in part.words if word.isalpha()]
    return not all(map(_SYLLABLE.fullmatch, words))


# What the noun that leads says


_Lead = Callable[[_Clause, Sequence[_Hit]], _Hit]
"""Which of the nouns of a clause says what the thing is."""


def _best(clauses: Sequence[_Clause], lexicon: Lexicon, lead: _Lead) -> tuple[Reading, ...]:
    """The readings of the clause that says most: first where a noun decides wherever it stands,
    then where more than a material is named; what stands aside last.
    """
    found = [said for clause in clauses if (said := _said(clause, lexicon, lead)) is not None]
    return min(found, key=lambda said: said[0])[1] if found else ()


def _first(clause: _Clause, nouns: Sequence[_Hit]) -> _Hit:
    """The noun that stands first, as in Vietnamese."""
    return nouns[0]


def _last(clause: _Clause, nouns: Sequence[_Hit]) -> _Hit:
    """The noun that stands last, before what it is of (`candy of coconut`), as in English."""
    words = clause.part.words
    of = [index for index, word in enumerate(words) if word in _BEFORE_WHAT_IT_IS_OF]
    before = [hit for hit in nouns if not of or hit.end <= of[0]]
    return (before or nouns)[-1]


def _said(clause: _Clause, lexicon: Lexicon, lead: _Lead) -> tuple[int, tuple[Reading, ...]] | None:
    """How little a clause says – 0 is most –, and its readings, best first; None where it has no
    noun.
    """
    nouns = [hit for hit in clause.hits if hit.may_lead()]
    if not nouns:
        return None
    deciding = [hit for hit in nouns if any(map(lexicon.decides, hit.of("noun")))]
    head = deciding[0] if deciding else lead(clause, nouns)
    before = [hit for hit in reversed(clause.hits) if hit.end <= head.start]
    after = [hit for hit in clause.hits if hit.start >= head.end]
    beside = [*before, *after] if lead is _last else after
    read = [_reading(phrase, head, beside, lexicon) for phrase in head.of("noun")]
    own = [(1, Reading(None, phrase.of, phrase.said)) for phrase in head.of("line")]
    found = tuple([entry[1] for entry in sorted([*read, *own], key=lambda entry: entry[0])])
    if deciding:
        return 0, found
    return (1 if found[0].worked is None else 2) + 2 * clause.part.aside, found


def _reading(
    phrase: Phrase, head: _Hit, beside: Sequence[_Hit], lexicon: Lexicon
) -> tuple[int, Reading]:
    """A noun with what stands beside it: first (0) where that makes another kind of it, else behind
    (2) the names of lines.
    """
    noun = lexicon.nouns[phrase.of]
    kind, why = _kind(noun, beside, lexicon.keeps)
    if why is None:
        return 2, Reading(kind, None, phrase.said, noun.worked)
    return 0, Reading(kind, None, _because(phrase.said, head, why))


def _kind(
    noun: Noun, beside: Sequence[_Hit], keeps: frozenset[str]
) -> tuple[str, tuple[_Hit, str] | None]:
    """The kind of a noun with what stands beside it, and the words that make another kind of it."""
    works = [(hit, phrase) for hit in beside for phrase in hit.of("work")]
    making = [(hit, phrase) for hit, phrase in works if phrase.of not in keeps]
    for hit, phrase in making or works:
        if phrase.of in noun.works:
            return noun.works[phrase.of], (hit, phrase.said)
    for hit in beside:
        for phrase in hit.of("noun"):
            if phrase.of in noun.beside:
                return noun.beside[phrase.of], (hit, phrase.said)
    if making and noun.worked is not None:
        hit, phrase = making[0]
        return noun.worked, (hit, phrase.said)
    return noun.kind, None


def _because(said: str, head: _Hit, why: tuple[_Hit, str]) -> str:
    """Two phrases in the order of the name."""
    hit, other = why
    first, last = (said, other) if head.start < hit.start else (other, said)
    gap = "" if head.end == hit.start or hit.end == head.start else " …"
    return f"{first}{gap} {last}"
