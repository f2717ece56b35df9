"""Sets a paper in a format: same result, same bytes. Templates are strict (what is missing is an
error) and escape by default.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from ..errors import Fault, FilingError
from ..lang import Lang, catalogue
from ..rating.score import Evaluation
from .documents import document
from .paper import Document, Row

__all__ = ["render"]

_TEMPLATES = Path(__file__).parent / "templates"
_PREFIX = "report."
# What Markdown (CommonMark and GitHub's) would read as more than text. Digits, dots and dashes mean
# something only where a line begins, and no value begins one.
_MARKS = re.compile(r"[\\`*_\[\]<>#|~&$@]|:(?=//|[\w+-]+:)|(?<=www)\.", re.IGNORECASE)
_BREAKS = re.compile(r"\s+")
_GAPS = re.compile(r"\n{3,}")


def render(result: Evaluation, format: str, *, kind: str = "report", lang: str = "vi") -> bytes:  # noqa: A002 - the contract's name
    """A paper on a result as bytes: `format` html (one file that needs no network) or md; `lang` vi
    or en.

    FilingError for a format, kind or language that there is none of.
    """
    set_in = _FORMATS.get(format)
    if set_in is None:
        raise FilingError(Fault("wrong-option", None, "format", str(format), ", ".join(_FORMATS)))
    return set_in(document(kind, result, lang))


def _html(paper: Document) -> bytes:
    return (
        _template(paper.kind, "html")
        .render(d=paper, w=_words(paper.lang), row_html=_rows_in(paper.lang))
        .encode()
    )


@cache
def _rows_in(lang: Lang) -> Callable[[Row], Markup]:
    """Sets a row in HTML. Most rows are shared by many papers, so the last few thousand are kept
    set.
    """
    template, words = _environment("html").get_template("row.html.j2"), _words(lang)
    return lru_cache(maxsize=4096)(lambda row: Markup(template.render(row=row, w=words)))


def _markdown(paper: Document) -> bytes:
    set_out = _template(paper.kind, "md").render(d=paper, w=_words(paper.lang))
    return _GAPS.sub("\n\n", set_out).encode()  # what is left out leaves its blank lines


_FORMATS: Mapping[str, Callable[[Document], bytes]] = {"html": _html, "md": _markdown}


@cache
def _template(kind: str, suffix: str) -> Template:
    return _environment(suffix).get_template(f"{kind}.{suffix}.j2")


@cache
def _environment(suffix: str) -> Environment:
    """Every value is escaped: for HTML by Jinja's own autoescape, for Markdown on its way out."""
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        autoescape=suffix == "html",
        finalize=_as_markdown if suffix == "md" else None,
    )


@cache
def _words(lang: Lang) -> Mapping[str, str]:
    """The messages of papers, by their keys without the prefix."""
    return {
        key.removeprefix(_PREFIX): words
        for key, words in catalogue(lang).items()
        if key.startswith(_PREFIX)
    }


def _as_markdown(value: object) -> object:
    """A value as Markdown that shows it as it is: on one line, with every mark escaped."""
    return _MARKS.sub(r"\\\g<0>", _BREAKS.sub(" ", value)) if isinstance(value, str) else value
