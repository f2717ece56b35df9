"""The stretches of numbers that levels ask for, and those that their labels name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ...exact import Interval
from .read import Doc

__all__ = ["Band", "bands_in", "labelled", "named_numbers"]


class Band(NamedTuple):
    """What one alternative of a level's condition asks of a fact: the interval, and the alternative
    without it, which is what else it asks for.
    """

    fact: str
    interval: Interval
    beside: str
    level: Doc


def bands_in(level: Doc, *keys: str) -> Iterator[Band]:
    """The bands of a level's conditions, of its `when` or `needs`."""
    for key in keys:
        for alternative in level.get(key) or ():
            for fact, wanted in alternative.items():
                if isinstance(wanted, str):
                    beside = {name: asked for name, asked in alternative.items() if name != fact}
                    said = repr(sorted(beside.items(), key=str))
                    yield Band(fact, Interval.parse(wanted), said, level)


_NUMBER = r"(\d+(?:,\d+)?)( ?%)?"
_FORMS: tuple[tuple[str, str], ...] = (
    (rf"từ {_NUMBER} đến dưới {_NUMBER}", "from {} to below {}"),
    (rf"(?:từ )?{_NUMBER} đến {_NUMBER}", "from {} to {}"),
    (rf"(?:từ|ít nhất|tối thiểu) {_NUMBER}", "from {}"),
    (rf"(?:không quá|tối đa) {_NUMBER}", "to {}"),
    (rf"dưới {_NUMBER}", "below {}"),
    (rf"trên {_NUMBER}", "above {}"),
    (rf"đúng {_NUMBER}", "exactly {}"),
)
"""How Vietnamese law writes an interval, the longer forms first."""


def labelled(label: str, share: bool) -> list[Interval]:
    """The intervals that a label names, in the order of the forms: of shares, or of counts."""
    rest, found = label.lower(), []
    for pattern, form in _FORMS:
        for match in re.finditer(pattern, rest):
            numbers = [text for text in match.groups()[::2] if text is not None]
            is_share = any(match.groups()[1::2])
            unit = " %" if is_share else ""
            said = form.format(*(f"{_plain(number)}{unit}" for number in numbers))
            interval = _read(said)
            if interval is not None and interval.share == share:
                found.append(interval)
        rest = re.sub(pattern, lambda m: "·" * len(m[0]), rest)
    return found


def _plain(number: str) -> str:
    return re.sub(r"^0+(?=\d)", "", number.replace(",", "."))


def _read(said: str) -> Interval | None:
    try:
        return Interval.parse(said)
    except ValueError:
        return None


_WORDS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_ALL = ("mọi", "tất cả", "toàn bộ")
_HALF = ("một nửa", "nửa")


def named_numbers(label: str, share: bool) -> frozenset[Decimal]:
    """The numbers that a label names: of shares those with a percent sign, and words for half and
    all; of counts all others, in figures or words, and the months that years make.
    """
    text = label.lower()
    figures = [(Decimal(_plain(match[1])), bool(match[2])) for match in re.finditer(_NUMBER, text)]
    if share:
        words = {Decimal(1)} if any(word in text for word in _ALL) else set()
        words |= {Decimal("0.5")} if any(word in text for word in _HALF) else set()
        is_range = re.search(r"\d+ đến (?:dưới )?\d+ ?%", text)
        return frozenset(words | {n / 100 for n, percent in figures if percent or is_range})
    found = {number for number, percent in figures if not percent}
    found |= {Decimal(number) for word, number in _WORDS.items() if re.search(rf"\b{word}\b", text)}
    years = re.findall(r"(\d+) năm\b", text)
    return frozenset(found | {Decimal(year) * 12 for year in years})
