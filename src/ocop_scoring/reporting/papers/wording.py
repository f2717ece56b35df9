"""Sentences of official papers: messages with lines put in; numbers and days as papers say them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from string import Formatter

from ...exact import two_places
from ...lang import Lang
from ...text import say
from ..line import Line, Span, SpanRole
from ..spans import message

__all__ = ["joined", "line", "long_day", "plain", "points", "strong", "text"]


def text(key: str, lang: Lang, **values: object) -> str:
    """A message as plain text."""
    return say(key, lang, **values) if values else message(key, lang)


def line(key: str, lang: Lang, role: SpanRole = "", **values: str | int | Line) -> Line:
    """A message as a line; a value that is a line itself stands in it as it is."""
    found: Line = ()
    for words, name in _pieces(message(key, lang)):
        if words:
            found += (Span(words, role),)
        if name:
            value = values[name]
            found += value if isinstance(value, tuple) else (Span(str(value), role),)
    return found


@lru_cache(maxsize=1024)
def _pieces(message: str) -> tuple[tuple[str, str | None], ...]:
    return tuple([(words, name) for words, name, _, _ in Formatter().parse(message)])


def plain(words: object) -> Line:
    """Words of ours as a line."""
    return (Span(str(words)),)


def strong(words: object) -> Line:
    """Words of ours in bold."""
    return (Span(str(words), "strong"),)


def joined(lines: Iterable[Line], between: str) -> Line:
    """Lines one after the other, with some words between them."""
    found: Line = ()
    for index, each in enumerate(lines):
        found += (Span(between), *each) if index else each
    return found


# Numbers and days


def points(value: Fraction | int, lang: Lang) -> str:
    """Points: whole ones as they are, others with two decimals."""
    return (
        str(int(value)) if Fraction(value).denominator == 1 else two_places(Fraction(value), lang)
    )


def long_day(day: date, lang: Lang) -> str:
    """A day in words, as official papers have it: ngày 08 tháng 12 năm 2026 (Decree 30/2020)."""
    month = message("papers.months", lang).split(" ")[day.month - 1]
    return say("papers.day", lang, day=day.day, month=month, year=day.year)
