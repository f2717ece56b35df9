"""Whether a paper is what its records make: set once more, and compared byte by byte."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from pydantic import ValidationError

from ..errors import FilingError, OcopError
from ..records.paper_formats import PaperProof
from ..terms import CheckState
from ..version import __version__
from .kinds import KINDS
from .mark import marked
from .paper_files import PaperRead
from .pdf import BUILT_IN_FACE, made_by
from .pdf_changes import Appended, appended
from .pdf_files import first_revision
from .proof import PAPER, Form
from .render import render
from .sealed import SealedSheet

__all__ = ["PaperState", "state_of"]

_MOST_ABOUT, _MOST_OF_RECORDS = 256 * 1024, 64 * 2**20
"""A paper that says more of itself, or is made of more, is not set again: it could take hours."""


class PaperState(NamedTuple):
    """Whether a paper holds; where not, what was expected at which place, and what was found.
    `pictures`: so many signatures are seen on its pages, where they may cover something.
    """

    state: CheckState
    path: str = ""
    expected: str = ""
    found: str = ""
    pictures: int = 0


def state_of(read: PaperRead) -> PaperState:
    """How a paper stands to its records: the same bytes where it is set again with the same
    library, Typst and fonts, and behind them nothing but signatures.
    """
    about = _about(read)
    if isinstance(about, PaperState):
        return about
    behind = _behind(read)
    if isinstance(behind, PaperState) and behind.state == "failed":
        return behind
    again = _set_again(read, about)
    if isinstance(again, PaperState):
        return again
    same = _compared(read, again, about)
    if same is not None:
        return same
    return behind if isinstance(behind, PaperState) else PaperState("held", pictures=behind.seen)


def _about(read: PaperRead) -> PaperProof | PaperState:
    """What a paper says of itself, where it speaks of the records that it carries."""
    if read.about is None:
        return PaperState("failed", PAPER, PAPER, "–")
    if len(read.about) > _MOST_ABOUT or sum(_sizes(read)) > _MOST_OF_RECORDS:
        size = len(read.about) + sum(_sizes(read))
        return PaperState("not-checked", PAPER, str(_MOST_OF_RECORDS), str(size))
    try:
        about = PaperProof.model_validate_json(read.about)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        path = "/".join([PAPER, *map(str, first["loc"])])
        return PaperState("failed", path, "ocop-paper-proof/1", first["msg"])
    if about.kind not in KINDS:
        return PaperState("failed", f"{PAPER}/kind", ", ".join(KINDS), about.kind)
    named = [(each.file, each.digest) for each in about.records]
    carried = [(name, record.digest) for name, record in read.records]
    if sorted(named) != sorted(carried):
        other = sorted({*named} ^ {*carried}) or sorted(named)
        said, found = [each for each in named if each in other], [e for e in carried if e in other]
        return PaperState("failed", f"{PAPER}/records", _listed(said), _listed(found))
    return about


def _sizes(read: PaperRead) -> list[int]:
    return [len(record.to_bytes()) for _, record in read.records]


def _listed(entries: Sequence[tuple[str, str]]) -> str:
    return ", ".join([f"{name} {digest}" for name, digest in entries[:3]]) or "–"


def _behind(read: PaperRead) -> Appended | PaperState:
    """What stands behind the first revision of a PDF."""
    if read.form == "html":
        return Appended(0, 0)
    end = first_revision(read.content)
    if end == len(read.content):
        return Appended(0, 0)
    try:
        found = appended(read.content)
    except FilingError:
        return PaperState("not-checked", f"byte {end}", "pyHanko (ocop-scoring[sign])", "–")
    if found.other:
        return PaperState("failed", f"byte {end}", "/Sig", found.other)
    return found


def _set_again(read: PaperRead, about: PaperProof) -> bytes | PaperState:
    """The paper as the records make it now; why it can't be said where other tools made it."""
    font = about.fonts[0] if about.fonts and about.fonts[0] != BUILT_IN_FACE else ""
    try:
        for path, here, there in _tools(read.form, about):
            if here != there:
                return PaperState("not-checked", f"{PAPER}/{path}", str(here), str(there))
        records = dict(read.records)
        made_of = [
            SealedSheet(records[each.file], each.sheet.assessor, each.sheet.round)
            if each.sheet
            else records[each.file]
            for each in about.records
        ]
        kind = next(known for known in KINDS if known == about.kind)
        return render(
            made_of, read.form, kind=kind, lang=about.lang, fields=about.fields, font=font
        )
    except OcopError as problem:
        fault = problem.faults[0]
        return PaperState("not-checked", PAPER, fault.right or fault.code, fault.found or "–")
    except RuntimeError as problem:  # Typst finds no way to set it
        return PaperState("not-checked", PAPER, about.kind, str(problem)[:100])


def _tools(form: Form, about: PaperProof) -> list[tuple[str, str | None, str | None]]:
    """What sets papers: its name, the release that is here, the one that a paper names."""
    typst, segno, _ = made_by() if form == "pdf" else (None, None, "")
    return [
        ("library", __version__, about.library),
        ("typst", typst, about.typst),
        ("segno", segno, about.segno),
    ]


def _compared(read: PaperRead, again: bytes, about: PaperProof) -> PaperState | None:
    """None where the paper is the one that was set again."""
    content = read.content
    if read.form == "html":
        if content in (again, marked(again)):
            return None
    elif content[: first_revision(content)] == again:
        return None
    pairs = enumerate(zip(content, again, strict=False))
    at = next((n for n, (x, y) in pairs if x != y), min(len(content), len(again)))
    # A font on two machines may be two fonts of one name.
    is_ours = not about.fonts or about.fonts == (BUILT_IN_FACE,)
    state: Literal["failed", "not-checked"] = "failed" if is_ours else "not-checked"
    return PaperState(state, f"byte {at}", _near(again, at), _near(content, at))


def _near(content: bytes, at: int) -> str:
    """Some bytes from a place on, as people can read them."""
    return ascii(content[at : at + 24].decode("latin-1"))[1:-1] or "–"
