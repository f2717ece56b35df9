"""A paper as HTML: one file that needs no network and runs no script."""

from __future__ import annotations

from html import escape

from .paper import Badge, Line, Note, Paper, Points, Span, SpanRole
from .setter import Ready, Setter, unbroken

__all__ = ["html"]

_TAGS: dict[SpanRole, tuple[str, str]] = {
    "": ("span", ""),
    "strong": ("b", ""),
    "soft": ("i", ""),
    "small": ("small", ""),
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


def _set_words(words: Span | Badge | Points | Note) -> str:
    if isinstance(words, Span):
        return _span(words)
    if isinstance(words, Points):
        return f'<span class="points"><b>{_escape(words.got)}</b>/{_escape(words.most)}</span>'
    if isinstance(words, Note):
        said = "".join([_span(span) for span in words.spans])
        return f'<small class="{_escape(f"note {words.role}".strip())}">{said}</small>'
    label, said = _escape(words.label), _escape(words.said)
    return f'<span class="badge {_escape(words.state)}"><b>{label}</b> {said}</span>'


def _span(span: Span) -> str:
    said = _escape(span.text)
    if span.given:
        said = f"<bdi>{said}</bdi>"
    if span.to:
        said = f'<a href="#{_escape(span.to)}">{said}</a>'
    if not span.role and not span.lang:
        return said
    tag, attributes = _TAGS[span.role]
    if span.lang:
        attributes += f' lang="{_escape(span.lang)}"'
    return f"<{tag}{attributes}>{said}</{tag}>"


def _share(part: int, whole: int) -> str:
    """A share of the whole in percent, to a tenth, as style sheets write it."""
    tenths = (part * 2000 + whole) // (2 * whole) if whole else 0
    return f"{tenths // 10}.{tenths % 10}%"


def _anchor(part: int, whole: int) -> str:
    """On which side of its place a mark has room. A twentieth of the narrowest page is half as wide
    as the widest mark.
    """
    return "start" if 20 * part < whole else "end" if 20 * part > 19 * whole else "middle"


def setter(*, keep: bool) -> Setter:
    """Sets blocks in HTML."""
    return Setter("html", _escape, _line, keep=keep, share=_share, anchor=_anchor)


_SETTER = setter(keep=True)
