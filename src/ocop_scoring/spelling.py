"""Vietnamese words in one spelling: case, the place of tone marks (hoà, hòa) and i for y (mỹ, mĩ)
make no difference; and words without their accents.
"""

from __future__ import annotations

import unicodedata

from .patterns import compiled

__all__ = ["bare", "has_accents", "singular", "spelled", "words_of"]

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_SHAPES = "\u0302\u0306\u031b"  # of â, ă, ơ
_TONE = f"([{_TONES}])([a-z{_SHAPES}]+)"
_LONE_Y = f"(?<![aeiouy{_SHAPES}])(qu)?y(?![a-z])"
_MARKS = "[\u0300-\u036f]"
_WORD = "[^\\W_](?:[^\\W_]|[\u0300-\u036f])*"


def spelled(text: str) -> str:
    """A text in lower case and the one spelling that is compared: `Thuỷ Sản` and `thủy sản` become
    the same. Letters stand apart from their marks, the tone at the end of its word.
    """
    apart = unicodedata.normalize("NFD", text.lower())
    return compiled(_LONE_Y).sub(r"\1i", compiled(_TONE).sub(r"\2\1", apart))


def words_of(spelling: str) -> list[str]:
    """The words of a text as `spelled` gave it, without what stands between them."""
    return compiled(_WORD).findall(spelling)


def bare(spelling: str) -> str:
    """What `spelled` gave, without accents: `tom kho` of `tôm khô`."""
    return compiled(_MARKS).sub("", spelling).replace("đ", "d")


def has_accents(spelling: str) -> bool:
    """Whether what `spelled` gave has any accent."""
    return "đ" in spelling or compiled(_MARKS).search(spelling) is not None


def singular(word: str) -> str:
    """An English word without the ending of its plural, as far as spelling tells."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")) or (word.endswith("oes") and len(word) > 5):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word
