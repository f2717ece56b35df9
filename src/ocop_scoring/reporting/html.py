"""A paper as HTML: one file that needs no network and runs no script."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from urllib.parse import quote

from .paper import (
    Badge,
    Dotted,
    Line,
    Note,
    Paper,
    Placeholder,
    Points,
    Ruled,
    RuledCell,
    Span,
    SpanRole,
    Starred,
    Tick,
    Words,
)
from .setter import Ready, Setter, aligned, placed, unbroken

__all__ = ["html"]

_TAGS: dict[SpanRole, tuple[str, str]] = {
    "": ("span", ""),
    "strong": ("b", ""),
    "soft": ("i", ""),
    "small": ("small", ""),
    "code": ("small", ""),
    "number": ("b", ' class="number"'),
}


def html(paper: Paper) -> bytes:
    """The paper as an HTML page; the same tree gives the same bytes."""
    return _SETTER.set(paper).text.encode("utf-8", "replace") + b"\n"


def _escape(text: str) -> str:
    """Text as HTML shows it."""
    return escape(unbroken(text))


def _line(line: Line) -> Ready:
    return Ready("".join([_set_words(words) for words in line]))


def _set_words(words: Words) -> str:
    if isinstance(words, Span):
        return _span(words)
    if isinstance(words, Points):
        return f'<span class="points"><b>{_escape(words.got)}</b>/{_escape(words.most)}</span>'
    if isinstance(words, Note):
        said = "".join([_span(span) for span in words.spans])
        return f'<small class="{_escape(f"note {words.role}".strip())}">{said}</small>'
    if isinstance(words, Badge):
        label, said = _escape(words.label), _escape(words.said)
        return f'<span class="badge {_escape(words.state)}"><b>{label}</b> {said}</span>'
    return _set_official(words)


def _set_official(words: Placeholder | Tick | Dotted | Starred) -> str:
    """What only official papers have in their lines."""
    if isinstance(words, Placeholder):
        said = _span(Span(f"[{words.words}]", words.role, words.lang, given=True))
        return f'<mark class="placeholder" data-field="{_escape(words.id)}">{said}</mark>'
    if isinstance(words, Tick):
        return f'<span class="tick">{"☒" if words.ticked else "☐"}</span>'
    if isinstance(words, Starred):
        return _starred(words)
    width = f' style="width: {int(words.mm)}mm"' if words.mm else ""
    said = f'<span class="unseen">{_escape(words.said)}</span>' if words.said else ""
    return f'<span class="{"dotted" if words.mm else "dotted rest"}"{width}>{said}</span>'


def _starred(stars: Starred) -> str:
    """Stars as tall as the letters beside them."""
    drawn = "".join(
        [
            f'<use href="#star" x="{26 * i}" width="24" height="24" class="{state}"/>'
            for i, state in enumerate(["on"] * stars.given + ["off"] * (stars.of - stars.given))
        ]
    )
    shape = f'viewBox="0 0 {26 * stars.of - 2} 24" role="img" aria-label="{_escape(stars.said)}"'
    return f'<svg class="starred" {shape}>{drawn}</svg>'


def _span(span: Span) -> str:
    said = _escape(span.text)
    if span.given:
        said = f"<bdi>{said}</bdi>"
    if span.to:
        said = f'<a href="#{_escape(span.to)}">{said}</a>'
    elif span.file:
        # "./" before it: a name such as `javascript:…` is a file's too.
        said = f'<a href="./{_escape(quote(span.file))}">{said}</a>'
    if not span.role and not span.lang:
        return said
    tag, attributes = _TAGS[span.role]
    if span.lang:
        attributes += f' lang="{_escape(span.lang)}"'
    return f"<{tag}{attributes}>{said}</{tag}>"


_INERT = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def _inert(content: str) -> Ready:
    """JSON in which no element of a page ends or begins; it says the same."""
    return Ready(content.translate(_INERT))


def _css(text: str) -> Ready:
    """A text in quotes, as style sheets have it: no character in it ends them."""
    return Ready('"' + "".join([c if c.isalnum() else f"\\{ord(c):x} " for c in text]) + '"')


def _share(part: int, whole: int) -> str:
    """A share of the whole in percent, to a tenth, as style sheets write it."""
    tenths = (part * 2000 + whole) // (2 * whole) if whole else 0
    return f"{tenths // 10}.{tenths % 10}%"


def _anchor(part: int, whole: int) -> str:
    """On which side of its place a mark has room. A twentieth of the narrowest page is half as wide
    as the widest mark.
    """
    return "start" if 20 * part < whole else "end" if 20 * part > 19 * whole else "middle"


def _spans(cell: RuledCell) -> Ready:
    """How many columns and rows a cell covers, as attributes."""
    spans = {"colspan": cell.columns, "rowspan": cell.rows}
    return Ready("".join([f' {name}="{many}"' for name, many in spans.items() if many > 1]))


def _rows(table: Ruled) -> list[tuple[str, list[tuple[RuledCell, str]]]]:
    """The rows of a table: what each is, and its cells, each with how it stands."""
    return [
        (row.role, [(cell, aligned(table, at, cell)) for at, cell, _ in cells if cell])
        for row, cells in zip(table.rows, placed(table.rows, len(table.columns)), strict=True)
    ]


def setter(*, keep: bool) -> Setter:
    """Sets blocks in HTML."""
    filters: dict[str, Callable[..., object]] = {
        "inert": _inert,
        "css": _css,
        "share": _share,
        "anchor": _anchor,
        "spans": _spans,
        "rows": _rows,
    }
    return Setter("html", _escape, _line, keep=keep, **filters)


_SETTER = setter(keep=True)
