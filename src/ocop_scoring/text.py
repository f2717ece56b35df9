"""Words in Vietnamese and English: labels of the law, messages of the library, the chosen language."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

import yaml

__all__ = ["LANGUAGES", "Lang", "Words", "catalogue", "nearest", "say", "say_both"]

Lang = Literal["vi", "en"]
LANGUAGES: tuple[Lang, ...] = ("vi", "en")
_MESSAGES = Path(__file__).parent / "messages"


class Words(NamedTuple):
    """One text in both languages; English is empty where the law's label has none."""

    vi: str
    en: str | None = None

    def say(self, lang: Lang) -> str:
        """The text in `lang`, in Vietnamese where there is no English."""
        return self.vi if lang == "vi" or self.en is None else self.en


@cache
def catalogue(lang: Lang) -> dict[str, str]:
    """All messages of one language, by key (`error.unknown-points`, `report.title`, …)."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    content = (_MESSAGES / f"{lang}.yaml").read_bytes()
    return cast("dict[str, str]", yaml.load(content, Loader=loader))


def say(key: str, lang: Lang, **values: object) -> str:
    """The message `key` in `lang` with its values put in; a missing key is a programming error (KeyError)."""
    message = catalogue(lang)[key]
    return message.format(**values) if values else message


def say_both(key: str, **values: object) -> Words:
    """The message `key` in both languages; values that are words are said in each, dates written as each writes them."""
    vi, en = (say(key, lang, **{name: _said(value, lang) for name, value in values.items()}) for lang in LANGUAGES)
    return Words(vi, en)


def _said(value: object, lang: Lang) -> object:
    if isinstance(value, Words):
        return value.say(lang)
    if isinstance(value, date) and lang == "vi":
        return f"{value.day}/{value.month}/{value.year}"
    return value


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str | None:
    """The known word closest to a mistyped one, or None where nothing is close."""
    from difflib import get_close_matches  # only on the way to an error

    found = get_close_matches(word, known, n=1, cutoff=0.6)
    return found[0] if found else None
