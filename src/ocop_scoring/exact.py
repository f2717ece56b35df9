"""Numbers that never lose anything: decimals read from text, and intervals ("from 50 % to below 75
%").
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor

from .frozen import Value
from .text import Lang

__all__ = ["Interval", "decimal_from", "percent", "shown", "two_places"]

_DECIMAL = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d{1,18})?", re.ASCII)
_MOST_DIGITS = 350


def decimal_from(value: object) -> Decimal | None:
    """The exact number that text, an int, a Decimal or a float (by its repr) stands for, else None.

    Text is plain notation: no exponent, no leading zeros, no thousands' marks, at most 18 digits on
    each side. Other numbers may have what a float can (some 300 digits on each side), so that none
    takes a million digits to write.
    """
    if isinstance(value, str):
        return Decimal(value) if _DECIMAL.fullmatch(value) else None
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if (
        not number.is_finite()
        or number.adjusted() > _MOST_DIGITS
        or int(number.as_tuple().exponent) < -_MOST_DIGITS
    ):
        return None
    return number


def shown(number: Decimal | int, lang: Lang) -> str:
    """A number as people write it: no exponent, no trailing zeros; a comma in Vietnamese, a point
    in English.
    """
    text = format(Decimal(number), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",") if lang == "vi" else text


def two_places(value: Fraction | int, lang: Lang) -> str:
    """A value for show: two decimals, a half goes up; a comma in Vietnamese, a point in English."""
    hundredths = floor(value * 100 + Fraction(1, 2))
    sign, digits = "-" if hundredths < 0 else "", abs(hundredths)
    return f"{sign}{digits // 100}{',' if lang == 'vi' else '.'}{digits % 100:02}"


def percent(share: Decimal, lang: Lang) -> str:
    """A share from 0 to 1 as a percentage (0.64 → 64 %)."""
    return f"{shown(_shifted(share, 2), lang)} %"


def _shifted(number: Decimal, places: int) -> Decimal:
    """The number times a power of ten, exactly, whatever precision the thread's decimal context
    has.
    """
    sign, digits, exponent = number.as_tuple()
    return Decimal((sign, digits, int(exponent) + places))


_WORDS_OF_INTERVALS = frozenset(("exactly", "from", "above", "to", "below"))


class Interval(Value):
    """A stretch of numbers, each end in or out, or open to infinity (None). Shares are kept from 0
    to 1.
    """

    low: Decimal | None
    low_in: bool
    high: Decimal | None
    high_in: bool
    share: bool = False

    @staticmethod
    @lru_cache(maxsize=1024)
    def parse(text: str) -> Interval:
        """Read `from 50 % to below 75 %`, `above 75 %`, `from 12`, `to 3`, `below 30`, `exactly 0`.
        ValueError otherwise.
        """
        share = text.endswith(" %")
        shape, numbers = [], []
        for word in (text.replace(" %", "") if share else text).split(" "):
            if word in _WORDS_OF_INTERVALS:
                shape.append(word)
            else:
                shape.append("#")
                numbers.append(_number(word, share))
        if share and text.count(" %") != len(numbers):
            raise ValueError(text)
        interval = Interval._of(" ".join(shape), numbers, share)
        if interval.is_empty():
            raise ValueError(text)
        return interval

    @classmethod
    def _of(cls, shape: str, numbers: list[Decimal], share: bool) -> Interval:
        """The interval of a sentence whose numbers are taken out."""
        if shape == "exactly #":
            return cls(numbers[0], True, numbers[0], True, share)
        if shape in ("from #", "above #"):
            return cls(numbers[0], shape[0] == "f", None, False, share)
        if shape in ("to #", "below #"):
            return cls(None, False, numbers[0], shape[0] == "t", share)
        if shape in ("from # to #", "from # to below #", "above # to #", "above # to below #"):
            return cls(numbers[0], shape[0] == "f", numbers[1], "below" not in shape, share)
        raise ValueError(shape)

    def is_empty(self) -> bool:
        """Whether no number lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (
            self.low == self.high and not (self.low_in and self.high_in)
        )

    def __contains__(self, number: object) -> bool:
        """Whether a whole number, a decimal or a fraction (such as a mean) lies in it."""
        if not isinstance(number, (int, Decimal, Fraction)):
            return False
        return not (self._is_below(number) or self._is_above(number))

    def _is_below(self, number: Decimal | Fraction | int) -> bool:
        low = self.low  # a Decimal compares exactly with a Fraction too
        return low is not None and (number < low if self.low_in else number <= low)

    def _is_above(self, number: Decimal | Fraction | int) -> bool:
        high = self.high
        return high is not None and (number > high if self.high_in else number >= high)

    def meets(self, above: Interval, *, whole: bool = False) -> bool:
        """Whether `above` begins just where this one ends: no number lies between them, and none in
        both. Of whole numbers none lies between `to 2` and `from 3`.
        """
        if self.high is None or above.low is None:
            return False
        if self.high == above.low:
            return self.high_in != above.low_in
        return whole and self.high_in and above.low_in and self.high + 1 == above.low

    def overlaps(self, above: Interval) -> bool:
        """Whether it reaches into `above`, an interval that should lie higher."""
        if self.high is None or above.low is None or self.high > above.low:
            return True
        return self.high == above.low and self.high_in and above.low_in

    def say(self, lang: Lang) -> str:
        """The interval in words: "từ 50 % đến dưới 75 %", "from 50 % to below 75 %"."""
        words = _WORDS[lang]
        if self.low is not None and self.low == self.high:
            return f"{words['exactly']} {self._end(self.low, lang)}"
        said = []
        if self.low is not None:
            said.append(f"{words['from' if self.low_in else 'above']} {self._end(self.low, lang)}")
        if self.high is not None:
            key = ("to" if self.high_in else "to below") if said or self.high_in else "below"
            said.append(f"{words[key]} {self._end(self.high, lang)}")
        return " ".join(said)

    def _end(self, number: Decimal, lang: Lang) -> str:
        return percent(number, lang) if self.share else shown(number, lang)


_WORDS: dict[Lang, dict[str, str]] = {
    "vi": {
        "exactly": "đúng",
        "from": "từ",
        "above": "trên",
        "to": "đến",
        "to below": "đến dưới",
        "below": "dưới",
    },
    "en": {
        "exactly": "exactly",
        "from": "from",
        "above": "above",
        "to": "to",
        "to below": "to below",
        "below": "below",
    },
}


def _number(word: str, share: bool) -> Decimal:
    whole, point, fraction = word.partition(".")
    if (
        not _digits(whole)
        or (len(whole) > 1 and whole[0] == "0")
        or bool(point) != _digits(fraction)
    ):
        raise ValueError(word)
    return Decimal(f"{word}E-2" if share else word)


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
