"""`ocop council --means`: the band of a mean, where nothing but means is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from ..errors import Fault, FilingError, OcopError
from ..exact import two_places
from ..rating.council_explain import exactly
from ..rules.model import Band
from ..rules.ruleset import Ruleset
from .language import Speech
from .options import bad_argument
from .output import put_json
from .show import Screen, screen

__all__ = ["show_means"]

_NUMBER = r"\d{1,3}(?:[.,]\d{1,9}| \d{1,6}/\d{1,6}|/\d{1,6})?"
_PART = re.compile(rf"\s*([A-Za-z])\s*=\s*({_NUMBER})\s*(?:[,;+ ]|$)", re.ASCII)
_RIGHT = "A=31,B=24,C=38"


class _Given(NamedTuple):
    """A mean as it was written: its exact number, and by how much it may have been rounded."""

    value: Fraction
    slack: Fraction


class _Mean(NamedTuple):
    """What the given numbers come to, by how much they may have been rounded, and the parts."""

    value: Fraction
    slack: Fraction
    parts: dict[str, _Given]


class _Banded(NamedTuple):
    """The band of a ruleset that a mean lies in; the ends of bands that are near."""

    ruleset: str
    band: Band
    near: list[str]


def show_means(text: str, rulesets: Sequence[Ruleset], speech: Speech) -> None:
    """The star by points of a mean, or of the means of all parts, under each ruleset; that minimums
    can't be judged.

    FilingError where the text is none of both, or fits none of the rulesets.
    """
    banded, refused = list[_Banded](), list[tuple[str, Fault]]()
    mean = _Mean(Fraction(), Fraction(), {})
    for rules in rulesets:
        try:
            mean = _read(text, rules)
            banded.append(_banded(mean, rules, text))
        except FilingError as error:
            refused.append((rules.id, error.faults[0]))
    if not banded:
        raise FilingError(refused[-1][1])
    if speech.json:
        put_json(_as_json(mean, banded, refused))
        return
    _show(screen(), mean, banded, refused, speech)


def _show(
    at: Screen,
    mean: _Mean,
    banded: Sequence[_Banded],
    refused: Sequence[tuple[str, Fault]],
    speech: Speech,
) -> None:
    said = exactly(mean.value, speech.lang)
    if mean.parts:
        added = " + ".join(exactly(given.value, speech.lang) for given in mean.parts.values())
        at.line(f"{' + '.join(mean.parts)}: {added} = {said}")
    for ruleset, band, _ in banded:
        points = band.points.say(speech.lang)
        values = {"mean": said, "star": band.star, "band": points, "ruleset": ruleset}
        at.line(speech.say("means.band", **values), "bold")
    for ruleset, fault in refused:
        at.line(f"{ruleset}: {fault.sentence(speech.lang)}")
    for end in dict.fromkeys(end for found in banded for end in found.near):
        at.line(speech.say("means.near", end=end, mean=said), "yellow")
    at.line(speech.say("means.minimums"))


def _read(text: str, rules: Ruleset) -> _Mean:
    alone = re.fullmatch(rf"\s*({_NUMBER})\s*", text, re.ASCII)
    if alone is not None:
        return _Mean(*_given(alone[1]), {})
    parts = _parts(text, rules)
    mean = sum((given.value for given in parts.values()), Fraction())
    slack = sum((given.slack for given in parts.values()), Fraction())
    return _Mean(mean, slack, parts)


def _banded(mean: _Mean, rules: Ruleset, text: str) -> _Banded:
    if mean.value > rules.points:
        raise _refused(text, f"0–{rules.points}")
    star = rules.star_by_points(mean.value)
    band = next(band for band in rules.bands if band.star == star)
    begins = [Fraction(band.points.low) for band in rules.bands if band.points.low is not None]
    near = [low for low in begins if low > 0 and abs(mean.value - low) <= mean.slack]
    return _Banded(rules.id, band, [str(low) for low in near])


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


def _as_json(
    mean: _Mean, banded: Sequence[_Banded], refused: Sequence[tuple[str, Fault]]
) -> dict[str, Any]:
    parts = {code: str(given.value) for code, given in mean.parts.items()}
    return {
        "format": "ocop-means/1",
        "parts": parts or None,
        "mean": str(mean.value),
        "mean_shown": two_places(mean.value, "en"),
        "rulesets": [
            {
                "ruleset": ruleset,
                "star_by_points": band.star,
                "band": band.points.say("en"),
                "near": near,
            }
            for ruleset, band, near in banded
        ],
        "refused": [
            {"ruleset": ruleset, "code": fault.code, "vi": fault.vi, "en": fault.en}
            for ruleset, fault in refused
        ],
        "minimums": None,
    }
