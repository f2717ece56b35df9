"""A paper as Markdown (CommonMark, with the tables of GitHub's)."""

from __future__ import annotations

import re
from itertools import groupby

from .paper import (
    Badge,
    Dotted,
    Line,
    Note,
    Paper,
    Placeholder,
    Points,
    Ruled,
    RuledColumn,
    Span,
    SpanRole,
    Starred,
    Tick,
    Words,
)
from .setter import Ready, Setter, placed, unbroken

__all__ = ["markdown"]

# What would be read as more than text, wherever it stands …
_MARKS = re.compile(r"[\\`*_\[\]<>#|~&$@]|:(?=//|[\w+-]+:)|(?<=www)\.", re.IGNORECASE)
# … and what would, where a line begins: a list, an underline of a heading, a definition.
_BEGINNINGS = re.compile(r"\A(?:(?=[-+=:])|(\d+)(?=[.)](?:\s|\Z)))")
_BREAKS = re.compile(r"\s+")

_AROUND: dict[SpanRole, str] = {"strong": "**", "number": "**", "soft": "*"}
# What stands before remarks and conditions, except at the beginning of a line.
_REMARK, _NEXT = " – ", "; "


def markdown(paper: Paper) -> bytes:
    """The paper as a Markdown file; the same tree gives the same bytes."""
    return _SETTER.set(paper).text.encode("utf-8", "replace") + b"\n"


def _escape(text: str) -> str:
    """Text on one line, with every mark escaped; what begins it begins nothing else."""
    return _begun(_marked(text).strip())


def _marked(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", _BREAKS.sub(" ", unbroken(text)))


def _begun(line: str) -> str:
    return _BEGINNINGS.sub(r"\1\\", line, count=1)


def _line(line: Line) -> Ready:
    """Words on one line; neighbours that stand alike are put between the same marks."""
    said = ""
    for mark, words in groupby(line, _mark):
        said += mark + "".join([_set_words(each) for each in words]) + mark
    return Ready(_begun(said.removeprefix(_REMARK).removeprefix(_NEXT).strip()))


def _mark(words: Words) -> str:
    return _AROUND.get(words.role, "") if isinstance(words, Span | Placeholder) else ""


def _set_words(words: Words) -> str:
    if isinstance(words, Span):
        return _marked(words.text)
    if isinstance(words, Points):
        return f"{_marked(words.got)}/{_marked(words.most)}"
    if isinstance(words, Note):
        return _REMARK + "".join([_marked(span.text) for span in words.spans])
    if isinstance(words, Badge):
        said = f"{_marked(words.label)} {_marked(words.said)}"
        return _NEXT + (f"**{said}**" if words.state == "missed" else said)
    return _set_official(words)


def _set_official(words: Placeholder | Tick | Dotted | Starred) -> str:
    """What only official papers have in their lines."""
    if isinstance(words, Placeholder):
        return _marked(f"[{words.words}]")
    if isinstance(words, Tick):
        return "☒" if words.ticked else "☐"
    if isinstance(words, Starred):
        return "★" * words.given + "☆" * (words.of - words.given)
    return "…" * max(words.mm // 3, 3) if words.mm else "…" * 20


def _flat(table: Ruled) -> list[list[tuple[Line, ...]]]:
    """A table with one row as its head and a cell in every column; what covers more than one stands
    in the first.
    """
    width = len(table.columns)
    head: list[tuple[Line, ...]] = [()] * width
    for row in placed(table.head, width):
        for at, cell, columns in row:
            for column in range(at, at + columns):
                head[column] += cell.lines if cell else ()
    rows = []
    for row in placed(table.rows, width):
        shown: list[tuple[Line, ...]] = [()] * width
        for at, cell, _ in row:
            shown[at] = cell.lines if cell else ()
        rows.append(shown)
    return [head, *rows]


def _edge(column: RuledColumn) -> Ready:
    """What stands below the head of a column."""
    return Ready({"left": "---", "centre": ":-:", "right": "--:"}[column.align])


_SETTER = Setter("md", _escape, _line, flat=_flat, edge=_edge)
