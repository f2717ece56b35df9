"""Caveats: what keeps every result of a table in doubt, with the numbers of this one."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ..frozen import FrozenDict
from ..rules.product_set import ProductSet
from ..terms import CaveatCode, TableCaveat
from ..text import LANGUAGES, Lang, Words, say, say_both
from .bounds import Bounds, Number
from .words import Mean, Points, plain, points_in_words, sentence

__all__ = ["Caveat", "caveats_of", "in_words", "of_table"]

_OF_TABLE: Mapping[TableCaveat, str] = MappingProxyType(
    {
        "unverified": "caveat.unverified",
        "minimums-incomplete": "caveat.minimums-incomplete",
        "gates-incomplete": "caveat.gates-incomplete",
    }
)


class Caveat(NamedTuple):
    """Something about the table itself that keeps a result in doubt, and what its sentence is made
    of.
    """

    code: CaveatCode
    words: Words
    said_of: FrozenDict[str, object]

    @property
    def sign(self) -> str:
        """What stands before it in plain text: a result that is none is marked more."""
        return "!!" if self.code == "not-released" else "!"

    @property
    def values(self) -> FrozenDict[str, object]:
        """What the sentence is made of, in plain values: ids, text, numbers."""
        return FrozenDict({name: plain(value) for name, value in self.said_of.items()})

    @property
    def vi(self) -> str:
        """The caveat in Vietnamese."""
        return self.words.say("vi")

    @property
    def en(self) -> str:
        """The caveat in English."""
        return self.words.say("en")


def caveats_of(product_set: ProductSet, bounds: Bounds) -> tuple[Caveat, ...]:
    """All caveats of a result: that its table is no released one, then what is not known of it."""
    found = [_with_bounds(of_table(product_set, c), bounds) for c in product_set.caveats]
    return (*_not_released(product_set), *found)


def _not_released(product_set: ProductSet) -> Iterator[Caveat]:
    if product_set.released is not False:
        return
    released = product_set.released_digest
    key = "caveat.not-released-changed" if released else "caveat.not-released"
    values = {
        "ruleset": product_set.ruleset,
        "revision": product_set.revision,
        "product_set": product_set.product_set,
        "digest": product_set.digest,
        "released_digest": released or None,
    }
    yield _caveat("not-released", key, values)


def of_table(product_set: ProductSet, code: TableCaveat) -> Caveat:
    """What a caveat says of a table."""
    values: dict[str, object] = {"decision": product_set.decision}
    if code == "unverified":
        values["reachable"] = Points(product_set.most_points)
        values["printed"] = Points(product_set.points)
    elif code == "minimums-incomplete":
        lacking = product_set.minimums_missing
        values["star"] = min([star for entry in lacking for star in entry.stars], default=0)
        values["missing"] = tuple([_Missing(entry.part, entry.stars) for entry in lacking])
    return _caveat(code, _OF_TABLE[code], values)


class _Missing(NamedTuple):
    """A part whose minimums for some stars are not known; plainly both."""

    part: str
    stars: tuple[int, ...]

    def say(self, lang: Lang) -> str:
        return say("caveat.missing", lang, part=self.part, stars=_run(self.stars))

    def plain(self) -> object:
        return FrozenDict({"part": self.part, "stars": self.stars})


def _caveat(code: CaveatCode, key: str, values: dict[str, object]) -> Caveat:
    vi, en = (sentence(key, lang, values) for lang in LANGUAGES)
    return Caveat(code, Words(vi, en), FrozenDict(values))


def _with_bounds(caveat: Caveat, bounds: Bounds) -> Caveat:
    """Where print doesn't add up, also what the true total and star may be."""
    if caveat.code != "unverified":
        return caveat
    said = in_words(bounds)
    words = Words(f"{caveat.vi}. {said.vi}", f"{caveat.en}. {said.en}")
    values = {
        "total": _span(bounds.total),
        "possible_total": _span(bounds.true_total),
        "star": bounds.star,
        "possible_star": bounds.true_star,
    }
    return Caveat(caveat.code, words, FrozenDict({**caveat.said_of, **values}))


def _span(totals: tuple[Number, Number]) -> tuple[Points | Mean, Points | Mean]:
    low, high = totals
    return points_in_words(low), points_in_words(high)


def in_words(bounds: Bounds) -> Words:
    """The total and the star, and what they may truly be: 89, perhaps up to 92: 4★, perhaps 5★."""
    totals = _perhaps("points", bounds.total, bounds.true_total)
    if bounds.star is None or bounds.true_star is None:
        return totals
    stars = _perhaps("stars", bounds.star, bounds.true_star)
    return say_both("bounds.both", total=totals, star=stars)


_PERHAPS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("points", "known"): "bounds.points",
        ("points", "span"): "bounds.points-span",
        ("points", "up"): "bounds.points-up",
        ("points", "down"): "bounds.points-down",
        ("stars", "known"): "bounds.stars",
        ("stars", "span"): "bounds.stars-span",
        ("stars", "up"): "bounds.stars-up",
        ("stars", "down"): "bounds.stars-down",
    }
)


def _perhaps(what: str, known: tuple[Number, Number], true: tuple[Number, Number]) -> Words:
    """Some numbers, and beyond them what is perhaps so."""
    low, high = known
    keys = [_PERHAPS[what, "known" if low == high else "span"]]
    keys += [_PERHAPS[what, "up"]] if true[1] > high else []
    keys += [_PERHAPS[what, "down"]] if true[0] < low else []
    numbers = {"low": low, "high": high, "least": true[0], "most": true[1]}
    shown = {name: points_in_words(number) for name, number in numbers.items()}
    said = [Words(sentence(key, "vi", shown), sentence(key, "en", shown)) for key in keys]
    vi, en = ("".join([words.say(lang) for words in said]) for lang in LANGUAGES)
    return Words(vi, en)


def _run(stars: tuple[int, ...]) -> str:
    """Some stars, shortly: 2–5★ where none between is left out."""
    first, last = min(stars), max(stars)
    is_whole = len(stars) > 1 and len(set(stars)) == last - first + 1
    return (
        f"{first}–{last}★" if is_whole else ", ".join([f"{star}★" for star in sorted(set(stars))])
    )
