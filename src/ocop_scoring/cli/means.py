"""`ocop council --means`: the band of a mean, where nothing but means is known."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, NamedTuple

from ..errors import OcopError
from ..exact import two_places
from ..rules.model import Band
from ..rules.ruleset import Ruleset
from .language import Speech
from .options import bad_argument
from .output import put_json
from .show import screen

__all__ = ["show_means"]

_NUMBER = r"\d{1,3}(?:[.,]\d{1,9}| \d{1,6}/\d{1,6}|/\d{1,6})?"
_PART = re.compile(rf"\s*([A-Za-z])\s*=\s*({_NUMBER})\s*(?:[,;+ ]|$)", re.ASCII)
_RIGHT = "A=31,B=24,C=38"


class _Given(NamedTuple):
    """A mean as it was written: its exact number, and by how much it may have been rounded."""

    value: Fraction
    slack: Fraction


class _Means(NamedTuple):
    """The means given, by part where parts were, and what they come to."""

    parts: dict[str, _Given]
    mean: Fraction
    slack: Fraction
    band: Band


def show_means(text: str, rules: Ruleset, speech: Speech) -> None:
    """The star by points of a mean, or of the means of all parts; that minimums can't be judged.

    FilingError where the text is none of both; CatalogError where no band holds it.
    """
    means = _read(text, rules)
    near = _near(means, rules)
    if speech.json:
        put_json(_as_json(means, near, rules))
        return
    at = screen()
    mean = two_places(means.mean, speech.lang)
    at.line(
        speech.say(
            "means.band",
            mean=mean,
            star=means.band.star,
            band=means.band.points.say(speech.lang),
            ruleset=rules.id,
        ),
        "bold",
    )
    if means.parts:
        added = " + ".join(two_places(given.value, speech.lang) for given in means.parts.values())
        at.line(f"  {' + '.join(means.parts)}: {added} = {mean}")
    for end in near:
        at.line(speech.say("means.near", end=end, mean=mean), "yellow")
    at.line(speech.say("means.minimums"))


def _read(text: str, rules: Ruleset) -> _Means:
    alone = re.fullmatch(rf"\s*({_NUMBER})\s*", text, re.ASCII)
    if alone is not None:
        given = _given(alone[1])
        return _Means({}, given.value, given.slack, _band(rules, given.value, text))
    parts = _parts(text, rules)
    mean = sum((given.value for given in parts.values()), Fraction())
    slack = sum((given.slack for given in parts.values()), Fraction())
    return _Means(parts, mean, slack, _band(rules, mean, text))


def _band(rules: Ruleset, mean: Fraction, text: str) -> Band:
    if mean > rules.points:
        raise _refused(text, f"0–{rules.points}")
    star = rules.star_by_points(mean)
    return next(band for band in rules.bands if band.star == star)


def _parts(text: str, rules: Ruleset) -> dict[str, _Given]:
    """The mean of each part, every part once, none above its points. FilingError otherwise."""
    found: dict[str, _Given] = {}
    most = _most(rules)
    place = 0
    while place < len(text):
        match = _PART.match(text, place)
        if match is None:
            raise _refused(text, _RIGHT)
        code, place = match[1].upper(), match.end()
        given = _given(match[2])
        if code not in most or code in found:
            raise _refused(f"{match[1]}={match[2]}", ", ".join(f"{part}=…" for part in most))
        if given.value > most[code]:
            raise _refused(f"{match[1]}={match[2]}", f"{code}: 0–{most[code]}")
        found[code] = given
    missing = [code for code in most if code not in found]
    if missing:
        raise _refused(text, ", ".join(f"{part}=…" for part in most))
    return {code: found[code] for code in most}


def _most(rules: Ruleset) -> dict[str, int]:
    """The most points that each part has in any table of a ruleset."""
    most: dict[str, int] = {}
    for number in rules.numbers:
        for part in rules.product_set(number).parts:
            most[part.code] = max(most.get(part.code, 0), part.points)
    return most


def _given(text: str) -> _Given:
    """A number with its decimals, or a fraction: `31`, `31,25`, `93 1/3`, `280/3`."""
    whole, _, fraction = text.rpartition(" ")
    if "/" in text:
        above, below = fraction.split("/")
        if int(below) == 0:
            raise _refused(text, "93 1/3")
        return _Given(Fraction(int(whole or 0)) + Fraction(int(above), int(below)), Fraction())
    decimals = len(re.split("[.,]", text)[1]) if re.search("[.,]", text) else 0
    return _Given(Fraction(text.replace(",", ".")), Fraction(1, 2 * 10**decimals))


def _refused(found: str, right: str) -> OcopError:
    return bad_argument("wrong-option", found, right, "--means")


def _near(means: _Means, rules: Ruleset) -> list[str]:
    """Where bands begin that the mean reaches, or misses, by no more than it may be rounded by."""
    begins = [Fraction(band.points.low) for band in rules.bands if band.points.low is not None]
    return [str(low) for low in begins if low > 0 and abs(means.mean - low) <= means.slack]


def _as_json(means: _Means, near: list[str], rules: Ruleset) -> dict[str, Any]:
    parts = {code: str(given.value) for code, given in means.parts.items()}
    return {
        "format": "ocop-means/1",
        "ruleset": rules.id,
        "parts": parts or None,
        "mean": str(means.mean),
        "mean_shown": two_places(means.mean, "en"),
        "star_by_points": means.band.star,
        "band": means.band.points.say("en"),
        "near": near,
        "minimums": None,
    }
