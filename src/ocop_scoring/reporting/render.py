"""A paper on results as bytes, in any format and language that there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from ..errors import Fault, FilingError
from ..lang import Lang
from .html import html
from .kinds import Reported, paper_of
from .markdown import markdown
from .paper import Paper, PaperKind

__all__ = ["FORMATS", "PaperFormat", "render"]

PaperFormat = Literal["html", "md"]

_FORMATS: Mapping[PaperFormat, Callable[[Paper], bytes]] = {"html": html, "md": markdown}
FORMATS: tuple[PaperFormat, ...] = tuple(_FORMATS)


def render(
    result: Reported | Sequence[Reported],
    format: PaperFormat,  # noqa: A002 - the contract's name
    *,
    kind: PaperKind = "report",
    lang: Lang = "vi",
    fields: Mapping[str, object] = MappingProxyType({}),
) -> bytes:
    """A paper on a result or several: `html` (one file that needs no network) or `md`, in `vi` or
    `en`. `fields` are what no result knows: numbers, places, names (`fields_of(kind)`); what is
    left out stands in the paper as a placeholder.

    Equal results and fields give equal bytes. FilingError for another format, kind or language, for
    results of which a kind isn't made, and for fields that no paper has.
    """
    if format not in FORMATS:
        raise FilingError(Fault("wrong-option", None, "format", str(format), ", ".join(FORMATS)))
    return _FORMATS[format](paper_of(result, kind, lang, fields))
