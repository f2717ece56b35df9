"""A paper on a result as bytes, in any format and language that there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from ..errors import Fault, FilingError, language
from ..lang import Lang
from ..rating.evaluation import Evaluation
from .html import html
from .markdown import markdown
from .paper import Paper
from .report import report

__all__ = ["FORMATS", "KINDS", "PaperFormat", "PaperKind", "paper_of", "render"]

PaperKind = Literal["report"]
PaperFormat = Literal["html", "md"]

_KINDS: Mapping[PaperKind, Callable[[Evaluation, Lang], Paper]] = {"report": report}
_FORMATS: Mapping[PaperFormat, Callable[[Paper], bytes]] = {"html": html, "md": markdown}
KINDS: tuple[PaperKind, ...] = tuple(_KINDS)
FORMATS: tuple[PaperFormat, ...] = tuple(_FORMATS)


def render(
    result: Evaluation,
    format: PaperFormat,  # noqa: A002 - the contract's name
    *,
    kind: PaperKind = "report",
    lang: Lang = "vi",
) -> bytes:
    """A paper on a result: `html` (one file that needs no network) or `md`, in `vi` or `en`.

    Equal results give equal bytes. FilingError for another format, kind or language.
    """
    if format not in FORMATS:
        raise _unknown("format", format, FORMATS)
    return _FORMATS[format](paper_of(result, kind, lang))


def paper_of(result: Evaluation, kind: PaperKind = "report", lang: Lang = "vi") -> Paper:
    """What a paper of this kind says of a result, as a tree that can be set in any format.

    FilingError for another kind or language.
    """
    if kind not in KINDS:
        raise _unknown("kind", kind, KINDS)
    return _KINDS[kind](result, language(lang))


def _unknown(option: str, found: object, known: tuple[str, ...]) -> FilingError:
    return FilingError(Fault("wrong-option", None, option, str(found), ", ".join(known)))
