"""Words of the law, of a day, of a level as spans of a paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from ..filing.forms import Assessor
from ..lang import Lang
from ..rating.words import label
from ..rules.model import Level
from ..terms import Role
from ..text import Words, say
from .paper import Points, Span, SpanRole

__all__ = ["day_in", "label_of", "law", "message", "points_of", "role_of", "words_of"]


@lru_cache(maxsize=512)
def message(key: str, lang: Lang) -> str:
    """A message that takes no values; every paper has most of them."""
    return say(key, lang)


def words_of(words: Words, lang: Lang, role: SpanRole = "") -> Span:
    """Words in the paper's language; marked as Vietnamese where they have no English."""
    return Span(words.say(lang), role, "vi" if lang == "en" and words.en is None else "")


def law(text: str, lang: Lang, role: SpanRole = "") -> Span:
    """Words of the law, which are Vietnamese in every paper."""
    return Span(text, role, "" if lang == "vi" else "vi")


def label_of(levels: tuple[Level, ...], lang: Lang) -> Span:
    """The label of the levels reached, or that no level is."""
    foreign = lang == "en" and any(level.words.en is None for level in levels)
    return Span(label(levels, lang), lang="vi" if foreign else "")


def points_of(got: int | None, most: int) -> Points:
    """Points of the most that there are; a dash where nothing is assessed."""
    return Points("–" if got is None else str(got), str(most))


_ROLES: Mapping[Role, str] = MappingProxyType(
    {
        "self": "report.role.self",
        "advisory": "report.role.advisory",
        "member": "report.role.member",
        "chair": "report.role.chair",
        "council": "report.role.council",
    }
)


def role_of(assessor: Assessor, lang: Lang) -> str:
    """In what role somebody filled in a sheet."""
    return message(_ROLES[assessor.role], lang)


def day_in(day: date, lang: Lang) -> str:
    """A day as each language writes it."""
    return f"{day:%d/%m/%Y}" if lang == "vi" else day.isoformat()
