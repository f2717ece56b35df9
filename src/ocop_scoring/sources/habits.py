"""What people write from habit, and how it is written here: `1/12/2026`, `80%`, `có`, `0,8`, `08`.

Nothing of it is accepted in a file: a reader that refuses a value asks here what was meant, and
says it. What is suggested is always accepted in the same place; a test holds that for every habit.
Loaded only on the way to an error. `words` does the same for words and printed numbers.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from .characters import in_one_form, named
from .meant import Meant

__all__ = [
    "amount",
    "day",
    "folded",
    "in_form",
    "interval",
    "odd_in",
    "pair_in",
    "plain",
    "share",
    "share_above_one",
    "unsigned",
    "whole",
    "yes_no",
]


# Characters

_ODD = re.compile(
    "[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"  # blanks of other widths
    "\uff01-\uff5e\u2018-\u201f\u3001\u3002]"  # fullwidth signs, curly quotes, ideographic commas
)
_LONGEST = 300  # letters that are looked at: a value may have a megabyte
_QUOTES = "\"'“”„‘’‚‟‛«»`"


def odd_in(text: str) -> str | None:
    """The first character that looks like another one, or like a blank: a no-break space, a
    fullwidth colon, a curly quote.
    """
    found = _ODD.search(text)
    return found[0] if found else None


def in_form(text: str, fits: Callable[[str], bool]) -> Meant | None:
    """A text in the form that a place takes, where only capitals, blanks and signs differ."""
    said = _unquoted(text)
    tight = re.sub(r"\s*([-/])\s*", r"\1", said)
    dashed = re.sub(r"[\s/_.-]+", "-", tight)
    for form in (tight, dashed):
        for written in (form, form.lower(), form.upper()):
            if fits(written):
                return Meant("meant", written)
    return None


def plain(text: str) -> str:
    """The text as a keyboard types it: no-break spaces as blanks, fullwidth signs as usual ones,
    curly quotes straight, nothing that has no width.
    """
    seen = unicodedata.normalize("NFKC", in_one_form(text[:_LONGEST]))
    for signs, sign in (("“”„‟", '"'), ("‘’‚‛", "'"), ("、", ","), ("。", "."), ("–—−", "-")):
        seen = re.sub(f"[{signs}]", sign, seen)
    return " ".join(seen.split())


def folded(text: str) -> str:
    """Letters and digits alone, without accents and capitals: words that look alike are alike."""
    letters = unicodedata.normalize("NFD", plain(text).casefold()).replace("đ", "d")
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare))


def pair_in(key: str) -> Meant | None:
    """The key and value in a key whose colon, or the blank after it, is not the usual one."""
    head, colon, value = plain(key).partition(":")
    right = f"{head.strip()}: {value.strip()}" if colon else head
    odd = odd_in(key)
    if odd:
        return Meant("odd", right, {"character": named(odd)})
    return Meant("colon", right) if colon and value else None


def _unquoted(text: str) -> str:
    return plain(text).strip(f"{_QUOTES} ").rstrip(" .,;").strip(_QUOTES)


# Days

_DAY_FIRST = re.compile(r"(\d{1,2})[\s./,-]+(\d{1,2})[\s./,-]+(\d{4}|\d\d)", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[\s./,-]+(\d{1,2})[\s./,-]+(\d{1,2})", re.ASCII)
_DIGITS_ALONE = re.compile(r"([12]\d{3})(\d\d)(\d\d)", re.ASCII)
_WORDS_OF_DAYS = re.compile(r"\b(ngay|thang|nam)\b")


def day(text: str) -> Meant | None:
    """A day written another way than year-month-day, or one that no calendar has."""
    written = _WORDS_OF_DAYS.sub("/", unsigned(text)).strip("./,- ")
    found = _YEAR_FIRST.fullmatch(written) or _DIGITS_ALONE.fullmatch(written)
    if found:
        year, month, number = map(int, found.groups())
        return _day_of(year, month, number)
    found = _DAY_FIRST.fullmatch(written)
    if found is None:
        return None
    number, month, year = map(int, found.groups())
    if month > 12 >= number:  # month first, as Americans write
        number, month = month, number
    return _day_of(year + 2000 if year < 100 else year, month, number)


def unsigned(text: str) -> str:
    """The text without accents and capitals, its other signs as they stand."""
    letters = unicodedata.normalize("NFD", _unquoted(text).casefold()).replace("đ", "d")
    return "".join(c for c in letters if not unicodedata.combining(c))


def _day_of(year: int, month: int, number: int) -> Meant | None:
    if not 1000 <= year < 3000 or not number:
        return None
    if not 1 <= month <= 12:
        return Meant("no-such-month", "YYYY-MM-DD", {"month": month})
    days = monthrange(year, month)[1]
    if number > days:
        right = f"{date(year, month, 1)} – {date(year, month, days)}"
        return Meant("no-such-day", right, {"month": month, "year": year, "days": days})
    return Meant("meant", date(year, month, number).isoformat())


# Yes and no

_YES = frozenset(
    (
        *("co", "yes", "y", "dung", "phai", "roi", "true", "t", "on", "ok", "duoc", "da"),
        *("da co", "co roi", "1", "x", "v", "✓", "✔", "☑"),
    )
)
_NO = frozenset(
    (
        *("khong", "ko", "k", "kg", "no", "n", "sai", "chua", "false", "f", "off"),
        *("khong co", "chua co", "0", "✗", "✘", "☐"),
    )
)
_OPEN = frozenset(("khong ro", "chua ro", "chua biet", "khong biet", "unknown", "n a", "na"))


def yes_no(text: str, also: Mapping[str, str] | None = None) -> Meant | None:
    """A yes or no in other words: `có`, `Không`, `TRUE`; `also` has what answers this question
    alone (`nữ`).
    """
    written = plain(text)
    said = written if written in "01✓✔☑✗✘☐" else folded(text)
    if also and said in also:
        return Meant("meant", also[said])
    if said in _OPEN:
        return Meant("open", "")
    if said.isdecimal() and said != written:
        return None
    if said in _YES or said in _NO:
        return Meant("meant", "yes" if said in _YES else "no")
    return None


# Numbers

_SHARE = re.compile(r"(\d*)([.,]\d+)?\s*(%|phan tram|percent)?", re.ASCII)
_MOST = 18  # digits on each side of the point, as `exact.decimal_from` reads text


def share(text: str) -> Meant | None:
    """A share in percent, or with a decimal comma: `80 %`, `0,8`, `.5`."""
    written = unsigned(text)
    found = _SHARE.fullmatch(written)
    if found is None or not (found[1] or found[2]):
        return None
    if len(found[1]) > _MOST or len(found[2] or "") > _MOST:
        return Meant("digits", "0.64", {"most": _MOST})
    number = Decimal(f"{found[1] or 0}{(found[2] or '').replace(',', '.')}")
    if not found[3]:
        return _share_of(number, is_comma="," in written)
    return Meant("meant", _shown(number / 100)) if number <= 100 else None


def _share_of(number: Decimal, is_comma: bool) -> Meant | None:
    if number <= 1:
        return Meant("comma" if is_comma else "meant", _shown(number))
    right = share_above_one(number)
    return Meant("meant", right) if right else None


def share_above_one(number: Decimal) -> str:
    """The share that a number above 1 stands for, in percent; nothing where that would be a guess
    (1.01, 150).
    """
    return _shown(number / 100) if 2 <= number <= 100 else ""


def _shown(number: Decimal) -> str:
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


_GROUPED = re.compile(r"\d{1,3}([ .,])\d{3}(\1\d{3})*", re.ASCII)
_ROUND = re.compile(r"(\d+)[.,]0+", re.ASCII)
_COUNTED = re.compile(r"(\d+)\s*([^\W\d_][\w\s]*)?")


def whole(text: str, months: bool = False) -> Meant | None:
    """A whole number with thousands' marks, with what is counted, with zeros before it; of
    `months`, also years.
    """
    written = unsigned(text)
    if _GROUPED.fullmatch(written):
        return _number(re.sub(r"\D", "", written))
    found = _ROUND.fullmatch(written)
    if found:
        return _number(found[1])
    found = _COUNTED.fullmatch(written)
    if found is None:
        return None
    years = months and re.match(r"nam|years?\b", found[2] or "")
    return _number(str(int(found[1][:10]) * 12) if years else found[1])


def _number(digits: str) -> Meant | None:
    return Meant("meant", str(int(digits))) if len(digits) < 10 else None


def amount(text: str) -> bool:
    """Whether a text is digits alone: what stands on one side of a decimal comma."""
    return text.isascii() and text.isdigit()


# Intervals

_WORDS_OF_INTERVALS = {
    **dict.fromkeys(("tu", "from", ">=", "≥", "at least", "it nhat"), "from"),
    **dict.fromkeys(("tren", "above", "more than", "hon", ">"), "above"),
    **dict.fromkeys(("duoi", "below", "less than", "<"), "below"),
    **dict.fromkeys(("den", "to", "toi", "<=", "≤", "at most", "toi da", "khong qua"), "to"),
    **dict.fromkeys(("dung", "bang", "exactly", "="), "exactly"),
}
_OPENING = re.compile("|".join(sorted(map(re.escape, _WORDS_OF_INTERVALS), key=len, reverse=True)))


def interval(text: str, fits: Callable[[str], bool]) -> Meant | None:
    """A stretch of numbers in Vietnamese or in signs: `từ 50% đến dưới 75%`, `>= 50`."""
    said = _OPENING.sub(lambda word: f" {_WORDS_OF_INTERVALS[word[0]]} ", unsigned(text))
    said = re.sub(r"(\d),(\d)", r"\1.\2", said).replace("%", " % ")
    said = re.sub(r"^\s*(\d[\d.]*\s*%?)\s*-\s*(?=\d)", r"from \1 to ", said)
    written = " ".join(said.split())
    if written.count("%") == 1 and len(re.findall(r"\d+(?:\.\d+)?", written)) == 2:
        written = re.sub(r"(\d+(?:\.\d+)?)(?! ?%)(?=\s)", r"\1 %", written, count=1)
    return Meant("meant", written) if fits(written) else None
