"""Words in a line of a paper: plain and marked ones, conditions, points, remarks; what is still to
be filled in, boxes to tick, room to write by hand, stars.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ..lang import Lang

__all__ = [
    "Badge",
    "Dotted",
    "Line",
    "Note",
    "Placeholder",
    "Points",
    "Span",
    "SpanRole",
    "Starred",
    "Tick",
    "Words",
    "clean",
    "given",
]

# What a reader can't see and what changes how the text after it reads: control characters, marks
# that turn the direction of text, and halves of characters (a file name that is not UTF-8).
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


SpanRole = Literal["", "strong", "soft", "small", "number", "code"]
"""How words stand in their line; `number` stands for itself, in a box or in bold; `code` is read
by programs too: no line of it ends at a hyphen, which copying would take out.
"""


class Span(NamedTuple):
    """Words in a line.

    `lang` is their language where it is not the paper's. `given`: people wrote them, or they hold
    what people wrote, so nothing in them may reach beyond. `to` is the id of a section that they
    lead to, `file` the path of a file beside the page, which only HTML can lead to.
    """

    text: str
    role: SpanRole = ""
    lang: Lang | Literal[""] = ""
    given: bool = False
    to: str = ""
    file: str = ""


class Badge(NamedTuple):
    """A condition in short: what it is for, what it asks and how it stands."""

    label: str
    said: str
    state: Literal["met", "missed", "ahead", "open"]


class Points(NamedTuple):
    """So many points of so many; `got` is a dash where nothing is known yet."""

    got: str
    most: str


class Note(NamedTuple):
    """A remark inside a line, on a line of its own where there is room; `alert`: one to act on."""

    spans: tuple[Span, ...]
    role: Literal["", "alert"] = ""


class Placeholder(NamedTuple):
    """What nobody can know but who issues the paper: a number, a day, a name. `words` say what is
    to stand there; setters put them in brackets and mark them. `id` names it for those who fill it
    in.
    """

    id: str
    words: str
    role: SpanRole = ""
    lang: Lang | Literal[""] = ""


class Tick(NamedTuple):
    """A box to tick, or one that is ticked: ☐ or ☒."""

    ticked: bool


class Dotted(NamedTuple):
    """Room to write by hand on dots, `mm` wide; 0: up to the end of the line."""

    mm: int
    said: str = ""


class Starred(NamedTuple):
    """Stars in a line: `given` filled ones, `of` in all. `said` tells it in words."""

    given: int
    of: int
    said: str


Words = Span | Badge | Points | Note | Placeholder | Tick | Dotted | Starred
"""What can stand in a line."""

Line = tuple[Words, ...]
"""Words that belong on one line, in order; blanks between them stand in the spans."""


def clean(text: str) -> str:
    """What people wrote, as a plain `str` that shows all it holds: � for what nobody can see."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", str.__str__(text))


def given(text: str, role: SpanRole = "") -> Span:
    """Words that people wrote, or that hold such."""
    return Span(clean(text), role, given=True)
