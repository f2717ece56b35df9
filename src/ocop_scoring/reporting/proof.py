"""The files that a paper of records carries: the records, and how the paper was made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from ..records.paper_formats import PaperProof, RecordOfPaper, SheetOfRecord
from ..rules.resolved import canonical
from ..version import __version__
from .paper import Carried, Paper, PaperKind
from .papers.fields import Filled, fields_of
from .pdf import made_by
from .sealed import Opened
from .spans import message

__all__ = ["PAPER", "Form", "carrying"]

Form = Literal["html", "pdf"]
PAPER = "paper.json"
"""The file that says how a paper was made."""

_DIGEST_ALONE: tuple[PaperKind, ...] = ("notice",)
"""Papers that leave the council's hands without its members' marks, which are in a record."""

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")


def carrying(
    paper: Paper, sealed: Sequence[Opened], filled: Filled, form: Form, font: str = ""
) -> Paper:
    """A paper with the records that it is made of inside, and `paper.json` beside them. The result
    notice carries neither: it has the record's digest only.
    """
    if paper.kind in _DIGEST_ALONE:
        return paper
    names = _names(sealed)
    said = message("papers.proof.record-file", paper.lang)
    records = {
        name: Carried(name, each.record.to_bytes().decode(), "source", said)
        for name, each in zip(names, sealed, strict=True)
    }
    typst, segno, face = made_by(font) if form == "pdf" else (None, None, None)
    about = PaperProof(
        format="ocop-paper-proof/1",
        kind=paper.kind,
        lang=paper.lang,
        records=tuple([_named(*each) for each in zip(names, sealed, strict=True)]),
        fields={
            name: lines
            for name, lines in filled.values.items()
            if name.partition("/")[0] in {field.id for field in fields_of(paper.kind)}
        },
        fonts=(face,) if face else (),
        library=__version__,
        typst=typst,
        segno=segno,
    )
    content = canonical(about.model_dump(mode="json")).decode()
    how = Carried(PAPER, content, "supplement", message("papers.proof.paper-file", paper.lang))
    return paper._replace(carried=(*records.values(), how))


def _named(name: str, each: Opened) -> RecordOfPaper:
    sheet = None
    if each.sheet is not None:
        sheet = SheetOfRecord(assessor=each.sheet.assessor, round=each.sheet.round)
    return RecordOfPaper(file=name, digest=each.record.digest, sheet=sheet)


def _names(sealed: Sequence[Opened]) -> list[str]:
    """The names of the records' files: of a single one `record.json`, else each with the code of
    its product, or its place where that has none or is another one's too.
    """
    if len(sealed) == 1:
        return ["record.json"]
    codes = [_UNFIT.sub("-", each.result.dossier.product.code or "")[:80] for each in sealed]
    many = Counter(codes)
    return [
        f"record-{code if many[code] == 1 and code else f'{code}-{at}'.lstrip('-')}.json"
        for at, code in enumerate(codes, 1)
    ]
