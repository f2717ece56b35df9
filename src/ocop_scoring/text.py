"""Words in Vietnamese and English, messages put into them, and the nearest known word."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from .errors import language
from .lang import LANGUAGES, Lang, formatted

__all__ = [
    "LANGUAGES",
    "Lang",
    "Words",
    "cut",
    "listed",
    "near",
    "nearest",
    "said",
    "say",
    "say_both",
]


class Words(NamedTuple):
    """One text in both languages; English is empty where the law's label has none."""

    vi: str
    en: str | None = None

    def say(self, lang: Lang) -> str:
        """The text in `lang`, in Vietnamese where there is no English. FilingError for another."""
        english = self.en if language(lang) == "en" else None
        return self.vi if english is None else english


def say(key: str, lang: Lang, **values: object) -> str:
    """The message `key` in `lang` with its values; a missing key is a programming error (KeyError).

    FilingError for a language that is not one of ours.
    """
    return formatted(key, language(lang), **values)


def say_both(key: str, **values: object) -> Words:
    """The message `key` in both languages; values that are words are said in each, dates written as
    each writes them.
    """
    vi, en = (
        say(key, lang, **{name: said(value, lang) for name, value in values.items()})
        for lang in LANGUAGES
    )
    return Words(vi, en)


def said(value: object, lang: Lang) -> object:
    """A value as a sentence in `lang` has it: words in that language, days as people write them."""
    if isinstance(value, str):
        return value
    if isinstance(value, Words):
        return value.say(lang)
    if isinstance(value, date) and lang == "vi":
        return f"{value:%d/%m/%Y}"
    return value


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str | None:
    """The known word closest to a mistyped one, or None where nothing is close."""
    from difflib import get_close_matches  # only on the way to an error

    found = get_close_matches(word, known, n=1, cutoff=0.6)
    return found[0] if found else None


def near(name: str, known: Mapping[str, object]) -> str:
    """The known name closest to a mistyped one, else some of the known names."""
    return nearest(name, list(known)) or listed(known)


def spans(numbers: Iterable[int]) -> str:
    """Numbers in order, those in a row as a span: `1, 3–6`."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in found)


def cut(text: str, most: int) -> str:
    """A text for show, of so many characters at most; where it goes on, `…` is the last of them."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def listed(names: Iterable[object]) -> str:
    """Some names, as a fault shows them."""
    shown = [str(name) for name in names]
    return ", ".join(shown[:12]) + (", …" if len(shown) > 12 else "")
