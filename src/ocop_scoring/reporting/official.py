"""Blocks of official papers, as Decree 30/2020 lays them out: head, title, bases, headings and
clauses, ruled tables, signatures, recipients, annexes.

All words are the paper's: the name of the country too. Capitals are written as such.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from .line import Line

__all__ = [
    "Addressees",
    "Align",
    "Annex",
    "Bases",
    "Clause",
    "Closing",
    "Head",
    "Heading",
    "Recipients",
    "Room",
    "Ruled",
    "RuledCell",
    "RuledColumn",
    "RuledRow",
    "Signature",
    "Title",
]


class Head(NamedTuple):
    """The head: left the agency above, the agency that issues, number, and what a letter is about;
    right country, motto, place and date. Whatever is not known or not printed is an empty line.
    Without an agency the country's name stands alone in the middle (forms of producers).
    """

    above: Line
    agency: Line
    country: str
    motto: str
    number: Line = ()
    about: Line = ()
    dated: Line = ()


class Title(NamedTuple):
    """What a paper is, in capitals (BIÊN BẢN), and its subject line by line, a short rule below."""

    name: Line
    subject: tuple[Line, ...] = ()
    ruled: bool = True


class Addressees(NamedTuple):
    """To whom it goes: "Kính gửi:" and one name behind it, or several below."""

    label: str
    names: tuple[Line, ...]


class Bases(NamedTuple):
    """The legal bases, a line each, in italics."""

    lines: tuple[Line, ...]


class Heading(NamedTuple):
    """A heading with its number ("I.", "Điều 1."), `level` 1 right below the title of the paper."""

    number: str
    line: Line
    level: int = 1
    role: Literal["", "centred"] = ""


class Clause(NamedTuple):
    """A numbered paragraph: of an article ("Điều 1.", in bold), a clause ("1."), a point ("a)") or
    a dash ("-").
    """

    number: str
    line: Line
    role: Literal["article", "clause", "point", "dash"] = "clause"


# Tables with rules. The heads are repeated on every page; no row is torn apart.

Align = Literal["left", "centre", "right"]


class RuledColumn(NamedTuple):
    """A column: its share of the width, in any unit that all columns have in common, and how its
    cells stand.
    """

    width: int
    align: Align = "left"


class RuledCell(NamedTuple):
    """A cell: paragraphs, how many columns and rows it covers, its own way to stand; `state`: what
    it counts stays as it is, rises or falls, which its words say too.
    """

    lines: tuple[Line, ...]
    columns: int = 1
    rows: int = 1
    align: Align | Literal[""] = ""
    state: Literal["", "same", "up", "down"] = ""


class RuledRow(NamedTuple):
    """A row. What a cell above covers is left out, as in HTML. A `group` heads rows below it."""

    cells: tuple[RuledCell, ...]
    role: Literal["", "group", "total"] = ""


class Ruled(NamedTuple):
    """A table: its name for readers who can't see it, which is printed only with `captioned`."""

    caption: Line
    columns: tuple[RuledColumn, ...]
    head: tuple[RuledRow, ...]
    rows: tuple[RuledRow, ...]
    captioned: bool = False


# The end of a paper.


class Signature(NamedTuple):
    """Who signs: place and date above, where they are not in the head; offices in capitals, a hint
    ("ký, ghi rõ họ tên"), room to sign, the name.
    """

    office: tuple[Line, ...]
    hint: Line = ()
    name: Line = ()
    dated: Line = ()


class Recipients(NamedTuple):
    """ "Nơi nhận:" and who gets the paper."""

    label: str
    names: tuple[Line, ...]


class Closing(NamedTuple):
    """Signatures and recipients side by side, from the left; None leaves its place empty."""

    columns: tuple[Signature | Recipients | None, ...]


class Annex(NamedTuple):
    """The head of an annex: "PHỤ LỤC I", its title, the paper that it belongs to."""

    label: Line
    title: Line
    belongs_to: Line = ()


class Room(NamedTuple):
    """Room to write by hand: so many dotted lines."""

    lines: int
    said: str = ""
