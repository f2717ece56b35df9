"""What a paper carries beside its words: files inside it, and codes that machines read."""

from __future__ import annotations

from typing import Literal, NamedTuple

from .line import Line

__all__ = ["Carried", "Code", "Codes"]


class Carried(NamedTuple):
    """A file inside a paper: its name, its JSON, what it is to the paper, and that in words.

    The `source` is what the paper was made of; a `supplement` says how.
    """

    name: str
    content: str
    role: Literal["source", "supplement"]
    said: str


class Code(NamedTuple):
    """A code that machines read, and the lines beside it, which say the same to people; `said`
    tells who can't see it what it is.
    """

    code: str
    lines: tuple[Line, ...]
    said: str


class Codes(NamedTuple):
    """Codes: a single one with its lines beside it, or many in columns."""

    codes: tuple[Code, ...]
