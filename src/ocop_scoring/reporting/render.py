"""A paper on results as bytes, in any format and language that there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from ..errors import Fault, FilingError
from ..lang import Lang
from .docx import docx
from .html import html
from .kinds import Reported, made_of
from .markdown import markdown
from .paper import Paper, PaperKind
from .pdf import pdf
from .proof import carrying

__all__ = ["FORMATS", "PaperFormat", "render"]

PaperFormat = Literal["html", "md", "docx", "pdf"]

_FORMATS: Mapping[PaperFormat, Callable[[Paper], bytes]] = {
    "html": html,
    "md": markdown,
    "docx": docx,
    "pdf": pdf,
}
FORMATS: tuple[PaperFormat, ...] = tuple(_FORMATS)


def render(
    result: Reported | Sequence[Reported],
    format: PaperFormat,  # noqa: A002 - the contract's name
    *,
    kind: PaperKind = "report",
    lang: Lang = "vi",
    fields: Mapping[str, object] = MappingProxyType({}),
    font: str = "",
    font_paths: Sequence[str | Path] = (),
) -> bytes:
    """A paper on a result or several: `html` (one file that needs no network), `md`, `docx` or
    `pdf` (extras), in `vi` or `en`. `fields` are what no result knows: numbers, places, names
    (`fields_of(kind)`); what is left out stands in the paper as a placeholder.

    A PDF is set in Libertinus Serif, which comes with the extra; another `font` is looked for in
    the folders `font_paths` and among the machine's ("Times New Roman"). A DOCX names Times New
    Roman, or that `font`.

    A paper of records is dated as they are and says their digests, PDF with codes that machines
    read; PDF and HTML carry the records inside, but for the result notice. `verify_paper` reads
    them back.

    Equal results and fields give equal bytes. FilingError for another format, kind or language, for
    results of which a kind isn't made, for fields that no paper has, an extra that is not installed
    and a font that is not there.
    """
    if format not in FORMATS:
        raise FilingError(Fault("wrong-option", None, "format", str(format), ", ".join(FORMATS)))
    paper, sealed, given = made_of(result, kind, lang, fields)
    if sealed and (format == "pdf" or format == "html"):
        paper = carrying(paper, sealed, given, format, font)
    if format == "docx":
        return docx(paper, font=font)
    if format == "pdf":
        return pdf(paper, font=font, font_paths=font_paths)
    return _FORMATS[format](paper)
