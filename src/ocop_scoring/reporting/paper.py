"""What a paper of ours is made of: a small tree of values in one language, with every word in it.

A setter needs nothing else: it asks for no message and knows no rule of the law. What a thing is
stands in its type and its `role`, how it stands in its `state`; a setter chooses the looks of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..lang import Lang

__all__ = [
    "Badge",
    "Bar",
    "Bars",
    "Block",
    "Cell",
    "Column",
    "Entries",
    "Entry",
    "Grid",
    "GridRow",
    "Item",
    "Items",
    "Line",
    "Note",
    "Notice",
    "Paper",
    "Paragraph",
    "Points",
    "Quotation",
    "Scale",
    "Section",
    "Segment",
    "Span",
    "StarState",
    "Stars",
    "Subheading",
    "Verdict",
    "VerdictState",
    "clean",
    "given",
    "texts",
]

# What a reader can't see and what changes how the text after it reads: control characters, marks
# that turn the direction of text, and halves of characters (a file name that is not UTF-8).
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

_UNSAID = frozenset({"id", "kind", "lang", "role", "state", "states", "to"})


# Words in a line.

SpanRole = Literal["", "strong", "soft", "small", "number"]
"""How words stand in their line; `number` stands for itself, in a box or in bold."""


class Span(NamedTuple):
    """Words in a line.

    `lang` is their language where it is not the paper's. `given`: people wrote them, or they hold
    what people wrote, so nothing in them may reach beyond. `to` is the id of a section that they
    lead to.
    """

    text: str
    role: SpanRole = ""
    lang: Lang | Literal[""] = ""
    given: bool = False
    to: str = ""


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


Line = tuple[Span | Badge | Points | Note, ...]
"""Words that belong on one line, in order; blanks between them stand in the spans."""


# Blocks of text.


class Subheading(NamedTuple):
    """A heading inside a section."""

    line: Line


class Paragraph(NamedTuple):
    """A paragraph: plain, the sentence of a verdict, a ground of it, or the legend of a grid."""

    line: Line
    role: Literal["", "sentence", "ground", "legend"] = ""


class Quotation(NamedTuple):
    """What somebody wrote, as it is."""

    line: Line


class Entry(NamedTuple):
    """A name and its value."""

    name: str
    value: Line


class Entries(NamedTuple):
    """Names and values, a row each."""

    entries: tuple[Entry, ...]


class Item(NamedTuple):
    """An item of a list, and names and values that belong to it."""

    line: Line
    entries: tuple[Entry, ...] = ()
    state: Literal["", "raised"] = ""


class Items(NamedTuple):
    """A list: plain, of missed minimums, of changes to make, of criteria left open, of gates or of
    findings.
    """

    items: tuple[Item, ...]
    role: Literal["", "unmet", "plan", "open", "gates", "findings"] = ""


class Cell(NamedTuple):
    """A cell of a grid, and how many columns it covers."""

    line: Line
    role: Literal["", "number"] = ""
    columns: int = 1


class GridRow(NamedTuple):
    """A row of a grid; its first cell is its heading. A group or a heading spans what follows."""

    cells: tuple[Cell, ...]
    role: Literal["", "group", "heading"] = ""
    state: Literal["", "short", "open"] = ""


class Column(NamedTuple):
    """The head of a column."""

    title: str
    role: Literal["", "number"] = ""


class Grid(NamedTuple):
    """Rows and columns: several bodies, each of rows that belong together."""

    caption: Line
    columns: tuple[Column, ...]
    bodies: tuple[tuple[GridRow, ...], ...]


# Pictures. Each has words for readers who can't see it, and for formats that can't draw it.


StarState = Literal["on", "lost", "maybe", "off"]
"""Given, lost, still possible, not reached."""


class Stars(NamedTuple):
    """Stars in a row, the highest last. `said` tells it in words; `text` draws it in letters, or is
    empty where letters would mislead.
    """

    states: tuple[StarState, ...]
    said: str
    text: str


class Bar(NamedTuple):
    """A bar from 0 to `most`, filled up to `points`; its line says both."""

    line: Line
    points: int
    most: int


class Bars(NamedTuple):
    """Bars one below the other."""

    bars: tuple[Bar, ...]


class Segment(NamedTuple):
    """A stretch of a scale, from `start` to before `end`."""

    label: str
    said: str
    start: int
    end: int
    state: Literal["", "given", "at-most"] = ""


class Scale(NamedTuple):
    """A line from 0 to `most` cut into segments, and a mark at `low`, or a span from it to `high`.

    `falls_to` is the segment that counts in the end, where it is a lower one than the mark's.
    """

    segments: tuple[Segment, ...]
    most: int
    low: int
    high: int
    mark: str
    said: str
    falls_to: Segment | None = None


# Blocks of blocks.


class Notice(NamedTuple):
    """What must be read before all else."""

    title: str
    lines: tuple[Line, ...]


VerdictState = Literal["clean", "lost", "incomplete", "rejected", "stopped"]
"""All stars of its points, or some of them lost; not finished; no star."""


class Verdict(NamedTuple):
    """What came of it, at a glance, and why; `at-most`: it is only an upper bound."""

    title: str
    states: tuple[VerdictState | Literal["at-most"], ...]
    headline: str
    stars: Stars | None
    total: Line
    why: tuple[Block, ...]
    note: str


class Section(NamedTuple):
    """Blocks under a heading; spans lead to it by its `id`."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    role: Literal["picture", "criteria", "notes", "provenance"] = "notes"


Block = (
    Subheading
    | Paragraph
    | Quotation
    | Entries
    | Items
    | Grid
    | Stars
    | Bars
    | Scale
    | Notice
    | Verdict
    | Section
)


class Paper(NamedTuple):
    """A paper in one language, in the order in which it is read.

    `title` names it outside (a window, a list of files); `above`, `heading` and `about` stand at
    its head.
    """

    kind: Literal["report"]
    lang: Lang
    title: str
    above: Line
    heading: Line
    about: tuple[Line, ...]
    blocks: tuple[Block, ...]


# Making and reading.


def clean(text: str) -> str:
    """What people wrote, as a plain `str` that shows all it holds: � for what nobody can see."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", str.__str__(text))


def given(text: str, role: SpanRole = "") -> Span:
    """Words that people wrote, or that hold such."""
    return Span(clean(text), role, given=True)


def texts(node: object) -> Iterator[str]:
    """All that is said in a tree or a part of it, in order. Not: what a thing is, how it stands, in
    which language.
    """
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        names = getattr(node, "_fields", ())
        for index, part in enumerate(node):
            if not names or names[index] not in _UNSAID:
                yield from texts(part)
