"""The records inside a paper, read back, and what it says of how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..errors import Fault, Place, RecordError
from ..records.record import Record
from ..sources.read import too_large
from .html_files import files_in_html
from .pdf_files import MOST_BYTES, Unreadable, files_in_pdf
from .proof import PAPER, Form

__all__ = ["PaperRead", "form_of_paper", "read_paper"]

_HTML = (b"<!doctype html", b"<html")


class PaperRead(NamedTuple):
    """What lies inside a paper: its records by the names of their files, and `paper.json`."""

    form: Form
    content: bytes
    records: tuple[tuple[str, Record], ...]
    about: bytes | None


def form_of_paper(content: bytes) -> Form | None:
    """Whether it looks like a PDF or an HTML page; None where it is neither."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    return "html" if content[:200].lstrip().lower().startswith(_HTML) else None


def read_paper(content: bytes, file: str = "paper") -> PaperRead:
    """The records that a PDF or an HTML page of ours carries, and what it says of itself. `file` is
    the name that faults show.

    RecordError where it is none of ours, carries no record, two files of one name, or one that is
    no record. Nothing of them is verified yet.
    """
    if len(content) > MOST_BYTES:
        raise RecordError(too_large(file, MOST_BYTES))
    form = form_of_paper(content)
    if form is None:
        raise _refused("not-a-paper", file, content[:20].decode("latin-1"), "PDF, HTML")
    found: dict[str, bytes] = {}
    for name, inside in _files(content, form, file):
        if name in found:
            raise _refused("paper-file-twice", file, name, "1")
        found[name] = inside
    records = tuple(
        [
            (name, Record.read(inside, f"{file}:{name}"))
            for name, inside in found.items()
            if name.startswith("record") and name.endswith(".json")
        ]
    )
    if not records:
        raise _refused("paper-without-record", file, ", ".join(found), "record.json")
    return PaperRead(form, content, records, found.get(PAPER))


def _files(content: bytes, form: Form, file: str) -> Iterator[tuple[str, bytes]]:
    if form == "html":
        yield from files_in_html(content)
        return
    try:
        yield from files_in_pdf(content)
    except Unreadable as problem:
        raise _refused("pdf-not-ours", file, str(problem), "") from None


def _refused(code: str, file: str, found: str, right: str) -> RecordError:
    return RecordError(Fault(code, Place(file, 1, 1), "", found, right))
