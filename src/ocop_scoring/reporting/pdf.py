"""A paper as PDF: PDF/A-3a and PDF/UA-1 at once, set by Typst, the same bytes for the same tree.

The tree goes to a fixed template as JSON: what people wrote is text there and never code. Fonts are
those that Typst carries inside (Libertinus Serif first), or one that is asked for by its name,
never one that happens to lie on the machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import local
from typing import Any

from ..errors import Fault, FilingError
from .drawn import drawn
from .paper import (
    Carried,
    Cell,
    Code,
    GridRow,
    Heading,
    Paper,
    Ruled,
    RuledCell,
    RuledRow,
    Span,
    texts,
)
from .setter import Placed, isolated, placed, unbroken

__all__ = ["BUILT_IN_FACE", "keep_nothing", "made_by", "pdf"]

_TEMPLATE = Path(__file__).parent / "templates" / "paper.typ"
BUILT_IN_FACE = "Libertinus Serif"
# Papers of nobody's day name this one.
_NO_DAY = date(1970, 1, 1)
# Typst keeps what it worked out for the last ten documents, some 15 MB each. With two empty ones
# after every paper that is the last three papers; with ten none: after a long one, of more
# characters than this, and where nothing is to be kept.
_EMPTY, _EMPTY_TO_KEEP_NOTHING, _LONG = 2, 10, 400_000
_empty = [_EMPTY]
# How deep the headings of blocks stand, the title of a paper being 1.
_DEPTHS = {
    "title": 1,
    "annex": 2,
    "section": 2,
    "verdict": 2,
    "notice": 2,
    "subheading": 3,
    "grid": 3,
}
# A word longer than this may be broken anywhere, in pieces as narrow as the narrowest column.
_LONG_WORD, _PIECE = re.compile(r"\S{30,}"), re.compile(r"\S{4}(?=\S)")
# What is read by programs is broken between its steps alone.
_STEP = re.compile("[^/+]+[/+]?|[/+]")
# A cell with more characters may be continued on the next page: of a report's columns, and of the
# whole width of a table.
_MOST_IN_CELL, _MOST_IN_WIDTH = 500, 1500
_MISSING = re.compile(
    r'(?:the text|contains the codepoint) `"((?:[^"\\]|\\.)+)"`(?: could not be displayed|)'
)
_ESCAPES = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def pdf(paper: Paper, *, font: str = "", font_paths: Iterable[str | Path] = ()) -> bytes:
    """The paper as a PDF file; the same tree gives the same bytes.

    `font` names another face than the one carried inside, looked for in the folders `font_paths`
    and among the machine's fonts. What no face can show appears as �. FilingError where the extra
    `pdf` is not installed, or no such face is there.
    """
    compiler = _compiler(font, tuple([str(path) for path in font_paths]))
    day = date.fromisoformat(paper.dated_on) if paper.dated_on else _NO_DAY
    fixed = {"font": font or BUILT_IN_FACE, "year": f"{day.year}", "month": f"{day.month}"}
    fixed["day"] = f"{day.day}"
    # Not in the tree: what is long there is looked through for what no face can show.
    fixed |= {f"file-{number}": file.content for number, file in enumerate(paper.carried)}
    unshown: frozenset[str] = frozenset()
    while True:
        try:
            return compiler({"paper": _json(paper, unshown), **fixed}, day)
        except _Unshown as found:
            if found.texts <= unshown:
                raise RuntimeError(str(found)) from found
            unshown |= found.texts


def made_by(font: str = "") -> tuple[str, str, str]:
    """What a PDF is made with: the releases of Typst and of segno, and the face. FilingError where
    the extra `pdf` is not installed.
    """
    _compiler("", ())
    return version("typst"), version("segno"), font or BUILT_IN_FACE


def keep_nothing() -> None:
    """From now on nothing of one paper is kept for the next: a process that sets many which are
    little alike takes 45 MB less, and hardly longer.
    """
    _empty[0] = _EMPTY_TO_KEEP_NOTHING


class _Unshown(Exception):  # noqa: N818 - nothing went wrong yet
    """Typst names characters that no face can show."""

    def __init__(self, problem: Exception, texts: Iterable[str]) -> None:
        super().__init__(str(problem))
        self.texts = frozenset(texts)


class _Compiler:
    """Typst with its fonts and the template, kept for the next paper: a compiler a thread, since
    none is made for two.
    """

    def __init__(self, typst: Any, fonts: object) -> None:
        self._typst, self._fonts = typst, fonts
        self._template = _TEMPLATE.read_bytes()
        self._own = local()

    def __call__(self, inputs: dict[str, str], day: date) -> bytes:
        """The paper with these inputs. _Unshown where no face shows some of it."""
        if not hasattr(self._own, "compiler"):
            self._own.compiler = self._typst.Compiler(
                root=_TEMPLATE.parent, font_paths=self._fonts, ignore_system_fonts=True
            )
        at = datetime(day.year, day.month, day.day, tzinfo=UTC)
        try:
            made: bytes = self._own.compiler.compile(
                self._template,
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=["a-3a", "ua-1"],
                timestamp=at,
            )
            is_long = len(inputs["paper"]) > _LONG
            for _ in range(_EMPTY_TO_KEEP_NOTHING if is_long else _empty[0]):
                self._own.compiler.compile(b"", format="pdf")
        except self._typst.TypstError as refused:
            unshown = _MISSING.findall(str(getattr(refused, "diagnostic", "")))
            if not unshown:
                raise
            raise _Unshown(refused, map(_unescaped, unshown)) from refused
        return made


@lru_cache(maxsize=4)
def _compiler(font: str, font_paths: tuple[str, ...]) -> _Compiler:
    """Typst with these fonts."""
    try:
        import typst  # an extra
    except ImportError:
        raise FilingError(
            Fault("missing-extra", None, "", "PDF", "pdf", {"package": "typst"})
        ) from None
    fonts = typst.Fonts(include_system_fonts=bool(font), font_paths=list(font_paths))
    if font and font not in fonts.families():
        raise FilingError(Fault("unknown-font", None, "font", font, BUILT_IN_FACE))
    return _Compiler(typst, fonts)


def _unescaped(text: str) -> str:
    """A text as Typst's sentences quote it."""
    return _ESCAPES.sub(
        lambda it: chr(int(it[1], 16)) if it[1] else _CONTROLS.get(it[2], it[2]), text
    )


# The tree as JSON.


@lru_cache(maxsize=8192, typed=True)
def _length(node: object) -> int:
    return sum([len(text) for text in texts(node)])


def _laid(table: Ruled) -> tuple[Ruled, list[int]]:
    """A table whose rows are all complete, and those with a cell that could fill much of a page."""
    columns, whole = table.columns, sum([column.width for column in table.columns])
    rows, long = placed(table.rows, len(columns)), []
    for number, row in enumerate(rows):
        for at, cell, many in row:
            wide = sum([column.width for column in columns[at : at + many]])
            if cell and _length(cell) * whole > _MOST_IN_WIDTH * wide:
                long.append(number)
    head = placed(table.head, len(columns))
    return table._replace(head=_complete(table.head, head), rows=_complete(table.rows, rows)), long


def _complete(
    rows: tuple[RuledRow, ...], cells: tuple[tuple[Placed, ...], ...]
) -> tuple[RuledRow, ...]:
    return tuple(
        [
            row._replace(cells=tuple([place.cell for place in places if place.cell]))
            for row, places in zip(rows, cells, strict=True)
        ]
    )


def _json(paper: Paper, unshown: frozenset[str]) -> str:
    """The tree as JSON: objects with what differs from the rule, plain words as strings."""
    longest = sorted(unshown, key=lambda text: (-len(text), text))
    missing = re.compile("|".join([re.escape(text) for text in longest])) if longest else None
    plain = _Plain(missing, 0 if paper.role else 1).node(paper)
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace").decode()


class _Plain:
    """Turns a tree into what JSON knows."""

    def __init__(self, missing: re.Pattern[str] | None, depth: int) -> None:
        self._missing = missing
        self._depth = depth  # of the last heading: none is more than one below the one before

    def node(self, node: object) -> object:
        """A part of the tree, and all below it."""
        if isinstance(node, str):
            return self._text(node)
        if isinstance(node, Cell | RuledCell) and self._missing is None:
            return _kept(node)
        if isinstance(node, tuple):
            names: tuple[str, ...] = getattr(node, "_fields", ())
            return self._named(node, names) if names else [self.node(part) for part in node]
        return node

    def _named(self, node: tuple[object, ...], names: tuple[str, ...]) -> object:
        if isinstance(node, Carried):
            return {"name": node.name, "role": node.role, "said": self._text(node.said)}
        if isinstance(node, Code):
            lines = self.node(node.lines)
            return {"lines": lines, "said": self._text(node.said), **drawn(node.code)._asdict()}
        return self._object(node, names)

    def cell(self, cell: Cell | RuledCell) -> object:
        """A cell, which has no headings inside."""
        return self._object(cell, cell._fields)

    def _text(self, text: str) -> str:
        said = unbroken(text)
        if self._missing:
            said = self._missing.sub("\N{REPLACEMENT CHARACTER}", said)
        return said

    def _spoken(self, span: Span) -> object:
        """The text of words in a line; in pieces where it holds a word too long for a line."""
        said = self._text(isolated(span.text) if span.given else span.text)
        if span.role == "code":
            return _STEP.findall(said)
        if len(said) < 30 or not _LONG_WORD.search(said):
            return said
        return _LONG_WORD.sub(lambda word: _PIECE.sub("\\g<0>\0", word[0]), said).split("\0")

    def _object(self, node: tuple[object, ...], names: tuple[str, ...]) -> object:
        if isinstance(node, Span):
            said = self._spoken(node)
            if not (node.role or node.lang or node.to):
                return said if isinstance(said, str) else {"is": "span", "text": said}
            node = node._replace(text="", given=False)
        long: list[int] = []
        if isinstance(node, Ruled):
            node, long = _laid(node)
        usual = type(node)._field_defaults  # type: ignore[attr-defined]
        kind = type(node).__name__.lower()
        shown: dict[str, Any] = {"is": kind}
        if kind in _DEPTHS or isinstance(node, Heading):
            wanted = node.level + 1 if isinstance(node, Heading) else _DEPTHS[kind]
            shown["depth"] = self._depth = min(wanted, self._depth + 1)
        for name, value in zip(names, node, strict=True):
            if name not in usual or value != usual[name]:
                shown[name] = self.node(value)
        if isinstance(node, Span):
            shown["text"] = said
        elif isinstance(node, GridRow) and max(map(_length, node.cells), default=0) > _MOST_IN_CELL:
            shown["long"] = True
        for row in long:
            shown["rows"][row]["long"] = True
        return shown


@lru_cache(maxsize=8192, typed=True)
def _kept(cell: Cell | RuledCell) -> object:
    """Cells of papers on products of one set, which have most of theirs in common."""
    return _Plain(None, 0).cell(cell)
