"""What a blank form has where something must be written: a text in round brackets, `…`.

Left as it is, it is no name and no number: the fields refuse it as not filled in.
"""

from __future__ import annotations

from functools import cache

from ..lang import LANGUAGES, Lang, formatted

__all__ = ["OPEN", "is_placeholder", "placeholder"]

OPEN = "…"
"""What stands for a number, a name or a day that a form leaves open."""

_PRINTED = (
    "blank.name",
    "blank.commune",
    "blank.province",
    "blank.producer",
    "blank.representative",
    "blank.assessor",
)
_DOTS = frozenset((OPEN, "...", "..", "yyyy-mm-dd", "năm-tháng-ngày", "(…)", "(...)"))


def placeholder(key: str, lang: Lang) -> str:
    """The text in round brackets that a form has at a field: `blank.name` and its like."""
    assert key in _PRINTED, key
    return formatted(key, lang)


def is_placeholder(text: str) -> bool:
    """Whether a text is what a blank form of either language has there."""
    return text.strip().casefold() in _all()


@cache
def _all() -> frozenset[str]:
    printed = (formatted(key, lang) for key in _PRINTED for lang in LANGUAGES)
    return _DOTS | frozenset(text.casefold() for text in printed)
