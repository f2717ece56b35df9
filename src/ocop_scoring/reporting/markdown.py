"""A paper as Markdown (CommonMark, with the tables of GitHub's)."""

from __future__ import annotations

import re
from itertools import groupby

from .paper import Badge, Line, Note, Paper, Points, Span, SpanRole
from .setter import Ready, Setter, unbroken

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


def _mark(words: Span | Badge | Points | Note) -> str:
    return _AROUND.get(words.role, "") if isinstance(words, Span) else ""


def _set_words(words: Span | Badge | Points | Note) -> str:
    if isinstance(words, Span):
        return _marked(words.text)
    if isinstance(words, Points):
        return f"{_marked(words.got)}/{_marked(words.most)}"
    if isinstance(words, Note):
        return _REMARK + "".join([_marked(span.text) for span in words.spans])
    said = f"{_marked(words.label)} {_marked(words.said)}"
    return _NEXT + (f"**{said}**" if words.state == "missed" else said)


_SETTER = Setter("md", _escape, _line)
