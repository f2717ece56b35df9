"""Names compared as an officer would: the same, nearly the same, or another.

One name is written in many ways on papers: in capitals, with a hyphen, `Hoà` for `Hòa`, `HTX` for
`Hợp tác xã`. All that changes nothing. One letter off may be a slip of the pen, so it is forgiven
and told; a digit never is. The abbreviations are data: `names.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

import yaml

from ..frozen import FrozenDict
from ..installed import package_folder
from ..patterns import compiled

__all__ = ["Likeness", "likeness"]

Likeness = Literal["same", "near", "another"]
"""`same`: no difference that counts; `near`: perhaps a slip, to be looked at; `another` name."""

Words = tuple[str, ...]


def likeness(one: str, other: str, places: tuple[str, ...] = ()) -> Likeness:
    """Whether two names are the same, nearly the same, or another; which comes first is all one.

    `places` are places that may stand in brackets behind either name, beside those that say what
    they are (`(xã …)`).
    """
    if one == other:
        return "same"
    first, second = _folded(one), _folded(other)
    if not first.core and not second.core:
        return "same" if first.form == second.form is not None else "another"
    behind = _brackets(first.behind, second.behind, places)
    return _worse(_names(first, second), behind)


def _worse(one: Likeness, other: Likeness) -> Likeness:
    order: tuple[Likeness, ...] = ("same", "near", "another")
    return max(one, other, key=order.index)


def _names(one: _Folded, other: _Folded) -> Likeness:
    if "".join(one.plain) == "".join(other.plain):
        return _blanks(one.plain, other.plain)
    if one.form == other.form:
        return _cores(one, other)
    if one.form is None or other.form is None:
        return _left_out(one, other)
    is_like = frozenset((one.form, other.form)) in _known().alike
    return "near" if is_like and _are_same(one.core, other.core) else "another"


def _left_out(one: _Folded, other: _Folded) -> Likeness:
    """Only one name bears a form that is known: it is left out of the other, or misspelt there."""
    if one.core and _are_same(one.core, other.core):
        return "near"
    return "near" if _is_one_off(one.whole, other.whole) else "another"


def _cores(one: _Folded, other: _Folded) -> Likeness:
    if "".join(one.core) == "".join(other.core):
        return _blanks(one.core, other.core)
    if (one.is_bare or other.is_bare) and _are_same(_bare(one.core), _bare(other.core)):
        return "near"
    return "near" if _is_one_off(one.core, other.core) else "another"


def _blanks(one: Words, other: Words) -> Likeness:
    """Of two names with the same letters: blanks may be left out, not moved (An Hải, Anh Ải)."""
    if _digits(one) != _digits(other):
        return "another"
    cuts, others = _cuts(one), _cuts(other)
    return "same" if cuts <= others or others <= cuts else "near"


def _are_same(one: Words, other: Words) -> bool:
    return "".join(one) == "".join(other) and _blanks(one, other) == "same"


def _cuts(words: Words) -> set[int]:
    """How many letters stand before each blank."""
    found, at = set(), 0
    for word in words[:-1]:
        at += len(word)
        found.add(at)
    return found


def _digits(words: Words) -> list[str]:
    return compiled(_DIGITS).findall(" ".join(words))


# One letter or accent off


def _is_one_off(one: Words, other: Words) -> bool:
    """Whether two names differ by one letter or its accent, in a word where that may be a slip: of
    more than one letter, and not a number.
    """
    if _digits(one) != _digits(other):
        return False
    if len(one) == len(other):
        pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        return len(pairs) == 1 and _is_slip(*pairs[0])
    lone = any(len(_letters(word)) == 1 for word in {*one} ^ {*other})
    return not lone and _is_slip("".join(one), "".join(other))


def _is_slip(one: str, other: str) -> bool:
    if compiled(_NUMERAL).fullmatch(one) and compiled(_NUMERAL).fullmatch(other):
        return False
    if min(len(_letters(one)), len(_letters(other))) < 2:
        return False
    if _differ_by_one(_letters(one), _letters(other)):
        return True
    # A vowel more may only have taken the tone of its neighbour (Dụ, Dụi).
    have_one_tone = compiled(_TONE).findall(one) == compiled(_TONE).findall(other)
    bases = [_letters(compiled(_TONE).sub("", word)) for word in (one, other)]
    return have_one_tone and _differ_by_one(*bases)


def _differ_by_one(one: list[str], other: list[str]) -> bool:
    """Whether one letter more, less or changed makes one of the other."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) <= 1


def _letters(word: str) -> list[str]:
    """The letters of a folded word, each with its accents."""
    return compiled(_LETTERS).findall(word)


def _bare(words: Words) -> Words:
    """The words without accents."""
    return tuple([compiled(_MARKS).sub("", word).replace("đ", "d") for word in words])


# What stands in brackets behind a name


def _brackets(one: Words, other: Words, places: tuple[str, ...]) -> Likeness:
    """A place that one name alone has changes nothing; two that differ are of two producers."""
    if one == other:
        return "same"
    if not one or not other:
        return "same" if _is_place(one or other, places) else "near"
    first, second = _unlabelled(one), _unlabelled(other)
    if _lies_in(first, second) or _lies_in(second, first):
        return "same"
    return "near" if _is_one_off(first, second) else "another"


def _is_place(words: Words, places: tuple[str, ...]) -> bool:
    if _unlabelled(words) != words:
        return True
    return any(_lies_in(words, _folded(place).plain) for place in places)


def _unlabelled(words: Words) -> Words:
    """The words without those that say what kind of place it is."""
    return _without(words, _known().places)


def _without(words: Words, phrases: Sequence[Words]) -> Words:
    found: list[str] = []
    at = 0
    while at < len(words):
        size = max((len(p) for p in phrases if words[at : at + len(p)] == p), default=0)
        if not size:
            found.append(words[at])
        at += size or 1
    return tuple(found)


def _lies_in(some: Words, words: Words) -> bool:
    size = len(some)
    return any(words[at : at + size] == some for at in range(len(words) - size + 1))


# A name in the form in which names are compared


class _Folded(NamedTuple):
    """A name taken apart: the words as written, the form at its head, what remains of the name with
    abbreviations written out, and what stands in brackets behind it.

    `whole` is the name with its form written out; `is_bare` whether its own words have no accents.
    """

    plain: Words
    form: str | None
    core: Words
    whole: Words
    is_bare: bool
    behind: Words


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHAPES = "\u0302\u0306\u031b"
_MARKS = "[\u0300-\u036f]"
_LETTERS = "[^\u0300-\u036f][\u0300-\u036f]*"
_DIGITS = r"\d+"
_NUMERAL = "x{0,3}(?:ix|iv|v?i{0,3})"
_CLUSTER = "(?:[aeiouy][\u0300-\u036f]*)+"
_TONE = f"[{_TONES}]"
_LONE_Y = f"((?:[b-df-hj-np-tv-xzđ]*|qu))y([{_TONES}]?)"
_DOTTED = r"(?<![^\W_])([^\W_])\.(?=[^\W_](?![^\W_]))"
_BEHIND = r"(.*\w.*?)[(\[{]([^()\[\]{}]*)[)\]}]\W*"
_SIGNS = str.maketrans(
    {"ð": "đ", "ɖ": "đ", "&": " và ", "™": " ", "®": " ", "©": " "}
    | dict.fromkeys("\xad\u200b\u200c\u200d\u2060\ufeff")  # without width: None takes them out
)


@lru_cache(maxsize=8192)
def _folded(name: str) -> _Folded:
    text, behind = _split(_one_case(name))
    plain, known = _words(text), _known()
    written = [*_written_out(plain, known)]
    form, size = _form_of([word for word, _ in written], known)
    rest = [*_without_and(written[size:], known.business)]
    core = tuple([word for word, _ in rest])
    is_bare = all(_bare((word,)) == (word,) for word, is_short in rest if not is_short)
    whole = (known.titles[form] if form else ()) + core
    return _Folded(plain, form, core, whole, is_bare, behind)


def _one_case(name: str) -> str:
    signs = name.translate(_SIGNS)  # before NFKC, which writes ™ as letters
    return unicodedata.normalize("NFKC", signs).casefold().translate(_SIGNS)


def _split(text: str) -> tuple[str, Words]:
    """The name, and what stands in brackets behind it; a number stays with the name, unless it is
    that of a place.
    """
    behind: Words = ()
    while found := compiled(_BEHIND, re.DOTALL).fullmatch(text):
        words = _words(found[2])
        is_place = any(words[: len(place)] == place for place in _known().places)
        if _digits(words) and not is_place:
            break
        text, behind = found[1], words + behind
    return text, behind


def _words(text: str) -> Words:
    """The words of a text in lower case, each accent taken apart and at its one place, `y` for `i`
    told apart from it only beside another vowel.
    """
    apart = unicodedata.normalize("NFD", compiled(_DOTTED).sub(r"\1", text))
    letters = "".join(
        [sign if sign.isalnum() or unicodedata.combining(sign) else " " for sign in apart]
    )
    return tuple([_one_spelling(word) for word in letters.split()])


def _one_spelling(word: str) -> str:
    placed = compiled(_CLUSTER).sub(_tone_last, word)
    return (
        compiled(_LONE_Y).sub(r"\1i\2", placed) if compiled(_LONE_Y).fullmatch(placed) else placed
    )


def _tone_last(vowels: re.Match[str]) -> str:
    tones = compiled(_TONE).findall(vowels[0])
    return compiled(_TONE).sub("", vowels[0]) + "".join(tones) if tones else vowels[0]


def _written_out(words: Words, known: _Known) -> Iterator[tuple[str, bool]]:
    """The words with abbreviations written out, and whether each comes from one."""
    at = 0
    while at < len(words):
        for size in (3, 2, 1):
            long = known.abbreviations.get(words[at : at + size])
            if long:
                break
        else:
            long, size = _taken_apart(words[at], known), 1
        if long:
            yield from [(word, True) for word in long]
        else:
            yield words[at], False
        at += size


def _taken_apart(word: str, known: _Known) -> Words:
    """Joined abbreviations (DVNN, HTXSX) written out; nothing where a part of them is none."""
    for size in range(len(word) - 2, 1, -1):
        first = known.abbreviations.get((word[:size],))
        if first:
            rest = (word[size:],)
            others = known.abbreviations.get(rest) or _taken_apart(rest[0], known)
            if others:
                return first + others
    return ()


def _form_of(words: list[str], known: _Known) -> tuple[str | None, int]:
    """The form at the head of a name, and how many words it takes."""
    for size in range(min(known.longest, len(words)), 0, -1):
        form = known.forms.get(tuple(words[:size]))
        if form:
            return form, size
    return None, 0


def _without_and(
    written: list[tuple[str, bool]], business: frozenset[str]
) -> Iterator[tuple[str, bool]]:
    """The words without an *and* between two lines of business, which a dash may stand for."""
    for at, entry in enumerate(written):
        is_between = 0 < at < len(written) - 1 and _bare((entry[0],)) == ("va",)
        if is_between and {written[at - 1][0], written[at + 1][0]} <= business:
            continue
        yield entry


# The data


class _Known(NamedTuple):
    """What `names.yaml` says: forms by their words, with and without accents, and as they are
    written out; forms that may stand for one another; abbreviations; words of business; words
    before a place.
    """

    forms: FrozenDict[Words, str]
    titles: FrozenDict[str, Words]
    longest: int
    alike: frozenset[frozenset[str]]
    abbreviations: FrozenDict[Words, Words]
    business: frozenset[str]
    places: tuple[Words, ...]


@cache
def _known() -> _Known:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    content = (package_folder() / "filing" / "names.yaml").read_bytes()
    said: dict[str, Any] = yaml.load(content, Loader=loader)
    short = {_words(name): _words(long) for name, long in said["abbreviations"].items()}
    forms = dict(_forms(said["forms"], short))
    long = {word for phrase in short.values() for word in phrase}
    return _Known(
        FrozenDict(forms),
        FrozenDict({form: _words(written[0]) for form, written in said["forms"].items()}),
        max(map(len, forms)),
        frozenset(map(frozenset, said["alike"])),
        FrozenDict(short),
        frozenset(long) | frozenset(_bare(tuple(long))),
        tuple(map(_words, said["places"])),
    )


def _forms(written: dict[str, list[str]], short: dict[Words, Words]) -> Iterable[tuple[Words, str]]:
    """Every way to write a form, with abbreviations written out, and without accents."""
    none = _Known(FrozenDict(), FrozenDict(), 0, frozenset(), FrozenDict(short), frozenset(), ())
    for form, phrases in written.items():
        for phrase in phrases:
            words = tuple([word for word, _ in _written_out(_words(phrase), none)])
            yield words, form
            yield _bare(words), form
