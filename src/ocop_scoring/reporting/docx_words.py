"""Words in a line as runs of a DOCX file."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from .paper import (
    Badge,
    Dotted,
    Line,
    Note,
    Placeholder,
    Points,
    Span,
    SpanRole,
    Starred,
    StarState,
    Tick,
    Words,
)
from .setter import isolated, unbroken

__all__ = ["DOTS_TO_THE_END", "runs", "said", "stars"]

DOTS_TO_THE_END = "<w:r><w:tab/></w:r>"
"""Dots up to the end of the line; its paragraph has the tab with them."""

# What XML can't hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A face that draws boxes and stars, where the paper's own has none.
_SYMBOLS = (
    '<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol"'
    ' w:cs="Segoe UI Symbol"/>'
)
_BOLD, _ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
_BREAK = "<w:r><w:br/></w:r>"
_LOOKS: dict[SpanRole, str] = {
    "": "",
    "strong": _BOLD,
    "soft": _ITALIC,
    "small": "",
    "code": "",
    "number": _BOLD,
}
# Small print in reports and in official papers, which know no colours.
_SMALL = tuple([f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' for half in (17, 20)])
_NOTES = {"": "4D565F", "alert": "8F3A0C"}
_BADGES = {"met": "1D5B41", "missed": "8F3A0C", "ahead": "4D565F", "open": "1C4D78"}
_STARS: dict[StarState, tuple[str, str]] = {
    "on": ("★", "B97D00"),
    "lost": ("☆", "8F3A0C"),
    "maybe": ("☆", "1C4D78"),
    "off": ("☆", "8B949C"),
}
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


@lru_cache(maxsize=4096)
def said(text: str) -> str:
    """A text as XML; a plain one, whatever it was."""
    return escape(_UNFIT.sub("\N{REPLACEMENT CHARACTER}", unbroken(text)), quote=True)


# The order that the schema asks for.
_ORDER = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "bdr", "shd", "lang")
_PROPERTY = re.compile(r"<w:(\w+)[^>]*/>")


@lru_cache(maxsize=512)
def _joined(*looks: str) -> str:
    """Properties of a run in order, each once; what is said first holds."""
    found: dict[str, str] = {}
    for one in looks:
        for part in _PROPERTY.finditer(one):
            found.setdefault(part[1], part[0])
    return "".join([found[name] for name in _ORDER if name in found])


@lru_cache(maxsize=8192)
def runs(line: Line, looks: str = "", *, is_official: bool = True) -> str:
    """The runs of a line; `looks` are those of all of them."""
    made = []
    for index, words in enumerate(line):
        is_note = isinstance(words, Note)
        if index and (is_note or isinstance(line[index - 1], Note)):
            made.append(_BREAK)
        made.append(_words(words, looks, is_official))
    return "".join(made)


def _run(text: str, looks: str) -> str:
    """A run; lines of a text stay lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    inner = "<w:br/>".join([f'<w:t xml:space="preserve">{said(line)}</w:t>' for line in lines])
    return f"<w:r><w:rPr>{looks}</w:rPr>{inner}</w:r>" if looks else f"<w:r>{inner}</w:r>"


def _words(words: Words, looks: str, is_official: bool) -> str:
    if isinstance(words, Span):
        return _span(words, looks, is_official)
    if isinstance(words, Points):
        return _run(words.got, _joined(_BOLD, looks)) + _run(f"/{words.most}", looks)
    if isinstance(words, Note):
        tone = "" if is_official else f'<w:color w:val="{_NOTES[words.role]}"/>'
        looks = _joined(tone, _SMALL[is_official], looks)
        return "".join([_span(span, looks, is_official) for span in words.spans])
    if isinstance(words, Badge):
        return _badge(words)
    return _official(words, looks)


def _span(span: Span, looks: str, is_official: bool) -> str:
    text = isolated(span.text) if span.given else span.text
    tongue = f'<w:lang w:val="{_LANGUAGES[span.lang]}"/>' if span.lang else ""
    own = _SMALL[is_official] if span.role in ("small", "code") else _LOOKS[span.role]
    made = _run(text, _joined(own, looks, tongue))
    if span.to:
        return f'<w:hyperlink w:anchor="{said(span.to)}" w:history="1">{made}</w:hyperlink>'
    return made


def _badge(badge: Badge) -> str:
    tone = _BADGES[badge.state]
    if badge.state == "missed":
        looks = f'<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="{tone}"/>'
    else:
        edge = f'<w:bdr w:val="single" w:sz="4" w:space="0" w:color="{tone}"/>'
        looks = f'<w:color w:val="{tone}"/>{edge}'
    inner = _run(f"{badge.label}\u00a0", _BOLD + looks)
    return inner + _run(badge.said.replace(" ", "\u00a0"), looks) + _run(" ", "")


def _official(words: Placeholder | Tick | Dotted | Starred, looks: str) -> str:
    """What only official papers have in their lines."""
    if isinstance(words, Placeholder):
        field = '<w:rStyle w:val="OCOPField"/>'
        return _run(f"[{words.words}]", _joined(field, _LOOKS[words.role], looks))
    if isinstance(words, Tick):
        return _run("☒" if words.ticked else "☐", _SYMBOLS)
    if isinstance(words, Starred):
        return _run("★" * words.given + "☆" * (words.of - words.given), _SYMBOLS)
    if words.mm:
        return _run("." * max(round(words.mm / 1.23), 3), looks)
    return DOTS_TO_THE_END


def stars(states: tuple[StarState, ...]) -> str:
    """Stars in their colours."""
    made = []
    for state in states:
        drawn, tone = _STARS[state]
        size = '<w:sz w:val="36"/><w:szCs w:val="36"/>'
        made.append(_run(drawn, f'{_SYMBOLS}<w:color w:val="{tone}"/>{size}'))
    return "".join(made)
