"""How many lines a text takes in a cell: spreadsheets don't make a row as high as its text where
the sheet is locked, so that the form says how high each row is.

Letters have the widths of Times New Roman, a Vietnamese letter that of its base.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from ...rules.product_set import ProductSet
from .layout import sheet_layout
from .places import Answer, Kind, Placed

__all__ = ["WIDTHS", "height_of", "heights_of", "lines_of"]

WIDTHS = (13.0, 54.0, 10.5, 8.5)
"""Of the form's four columns, in letters as spreadsheets count them: 165 mm together."""

_POINTS_A, _POINTS_B = 72.0, 284.0  # of a line in the first two columns
_SIZES: dict[Kind, float] = {
    "title": 14,
    "legend": 9,
    "note": 9,
    "asterisks": 9,
    "level": 10,
    "line": 10,
    "case": 10,
    "gate": 10,
    "field": 10,
    "comment": 10,
    "result": 10,
}
_BOLD_KINDS = frozenset(
    {"title", "gates", "part", "group", "heading", "criterion", "total", "result"}
)

_BY_WIDTH = {  # in thousandths of the size of the type
    180: "'|",
    250: " ,.",
    278: "/:;\\ijlt",
    333: "!()-I[]`fr",
    389: "Js",
    444: '"?acez',
    500: "#$*0123456789_bdghknopqvxuyđ",
    556: "FPSơư",
    564: "+<=>~^{}",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYwĐ",
    778: "&m",
    889: "%M",
    944: "@W…",
}
_WIDTHS = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
_BOLD = 1.04


@lru_cache(maxsize=8192)
def lines_of(text: str, width: float, size: float, bold: bool = False) -> int:
    """The lines that a text takes where lines are `width` points long and the type is `size` high;
    at least one.
    """
    most = width * 1000 / size / (_BOLD if bold else 1)
    return sum(_lines(line, most) for line in text.split("\n"))


def _lines(text: str, most: float) -> int:
    lines, at = 1, 0.0
    for word in text.split(" "):
        wide = _width(word)
        if at and at + 250 + wide > most:
            lines, at = lines + 1, 0.0
        at += wide + (250 if at else 0)
        while at > most:  # a word longer than the line is broken
            lines, at = lines + 1, at - most
    return lines


@lru_cache(maxsize=8192)
def _width(word: str) -> int:
    return sum(_WIDTHS.get(letter, 500) for letter in _bases(word))


def _bases(word: str) -> str:
    """The letters without tone marks: `ố` is as wide as `o`."""
    return "".join(
        letter for letter in normalize("NFD", word) if ord(letter) < 0x300 or ord(letter) > 0x36F
    )


def heights_of(product_set: ProductSet) -> tuple[float, ...]:
    """The height of each row of the form, in points, by its fixed texts and its drop-down's longest
    entry; made once and kept with the product set.
    """
    return product_set.kept(_heights)


def _heights(product_set: ProductSet) -> tuple[float, ...]:
    layout = sheet_layout(product_set)
    answers = {answer.cell.row: answer for answer in layout.answers}
    return tuple(_height(placed, answers.get(placed.row)) for placed in layout.rows)


def _height(placed: Placed, answer: Answer | None) -> float:
    size, bold = _SIZES.get(placed.kind, 11), placed.kind in _BOLD_KINDS
    if placed.kind in ("live", "sign"):
        return 18
    if answer is not None and answer.entries:
        # Beside it may stand two short lines: what facts show, and which star is missed.
        beside = 21.5 if any(level.minimum for level in answer.criterion.levels) else 0.0
        return max(beside, *[height_of(entry.text, 10) for entry in answer.entries])
    if answer is not None:
        return height_of(placed.b, 9)
    before = lines_of(placed.a, _POINTS_A, size, bold)
    return max(height_of(placed.b, size, bold=bold), _of_lines(before, size))


def height_of(text: str, size: float, *, bold: bool = False) -> float:
    """The height of a row with this text in column B, in points."""
    return _of_lines(lines_of(text, _POINTS_B, size, bold), size)


def _of_lines(lines: int, size: float) -> float:
    return round(lines * size * 1.22 + 2.5, 1)
