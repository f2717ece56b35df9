"""What a paper of ours is made of: a small tree of values in one language, with every word in it.

A setter needs nothing else: it asks for no message and knows no rule of the law. What a thing is
stands in its type and its `role`, how it stands in its `state`; a setter chooses the looks of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..lang import Lang
from .carried import Carried, Code, Codes
from .line import (
    Badge,
    Dotted,
    Line,
    Note,
    Placeholder,
    Points,
    Span,
    SpanRole,
    Starred,
    Tick,
    Words,
    clean,
    given,
)
from .official import (
    Addressees,
    Align,
    Annex,
    Bases,
    Clause,
    Closing,
    Head,
    Heading,
    Recipients,
    Room,
    Ruled,
    RuledCell,
    RuledColumn,
    RuledRow,
    Signature,
    Title,
)
from .paper_kind import PaperKind

__all__ = [
    "Addressees",
    "Align",
    "Annex",
    "Badge",
    "Bar",
    "Bars",
    "Bases",
    "Block",
    "Carried",
    "Cell",
    "Clause",
    "Closing",
    "Code",
    "Codes",
    "Column",
    "Dotted",
    "Entries",
    "Entry",
    "Grid",
    "GridRow",
    "Head",
    "Heading",
    "Item",
    "Items",
    "Line",
    "Note",
    "Notice",
    "Pages",
    "Paper",
    "PaperKind",
    "Paragraph",
    "Placeholder",
    "Points",
    "Quotation",
    "Recipients",
    "Room",
    "Ruled",
    "RuledCell",
    "RuledColumn",
    "RuledRow",
    "Scale",
    "Section",
    "Segment",
    "Signature",
    "Span",
    "SpanRole",
    "StarState",
    "Starred",
    "Stars",
    "Subheading",
    "Tick",
    "Title",
    "Verdict",
    "VerdictState",
    "Words",
    "clean",
    "given",
    "official",
    "placeholders",
    "texts",
]

_UNSAID = frozenset(
    (
        *("align", "carried", "code", "dated_on", "digests", "file"),
        *("id", "kind", "lang", "role", "state", "states", "to"),
    )
)


# Blocks of text.


class Subheading(NamedTuple):
    """A heading inside a section."""

    line: Line


class Paragraph(NamedTuple):
    """A paragraph: plain, the sentence of a verdict, a ground of it, or the legend of a grid; in
    official papers also in the middle, in a box, or without indent.
    """

    line: Line
    role: Literal["", "sentence", "ground", "legend", "centred", "boxed", "flush"] = ""


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


class Pages(NamedTuple):
    """Blocks on pages of their own, upright or `wide`; `numbered_apart`: from 1, as annexes are."""

    blocks: tuple[Block, ...]
    wide: bool = False
    numbered_apart: bool = False


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
    | Pages
    | Head
    | Title
    | Addressees
    | Bases
    | Heading
    | Clause
    | Ruled
    | Closing
    | Annex
    | Room
    | Codes
)


class Paper(NamedTuple):
    """A paper in one language, in the order in which it is read.

    `title` names it outside (a window); `above`, `heading` and `about` stand at its head. An
    `official` one has none of these: its head and title are blocks. `dated_on` is the day of the
    result in ISO form, or empty. `digests` are of the records that it is made of, `carried` the
    files inside it. `watermark` stands on every page of what must not be taken for official.
    """

    kind: PaperKind
    lang: Lang
    title: str
    above: Line
    heading: Line
    about: tuple[Line, ...]
    blocks: tuple[Block, ...]
    role: Literal["", "official"] = ""
    dated_on: str = ""
    digests: tuple[str, ...] = ()
    carried: tuple[Carried, ...] = ()
    watermark: str = ""


# Making and reading.


def official(
    kind: PaperKind, lang: Lang, title: str, blocks: tuple[Block, ...], dated_on: str = ""
) -> Paper:
    """An official paper: nothing stands above its blocks."""
    return Paper(kind, lang, title, (), (), (), blocks, "official", dated_on)


def placeholders(paper: Paper) -> tuple[Placeholder, ...]:
    """What is still to be filled in, in order; each id once."""
    found = {each.id: each for each in reversed(list(_all_placeholders(paper)))}
    return tuple(reversed(found.values()))


def _all_placeholders(node: object) -> Iterator[Placeholder]:
    if isinstance(node, Placeholder):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _all_placeholders(part)


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
