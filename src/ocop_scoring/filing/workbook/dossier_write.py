"""Writes the workbook of a dossier, blank or filled in. It needs the extra `xlsx`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from ...text import say
from ..forms import Dossier, FiledDocument
from .dossier_layout import (
    ALL_LISTED,
    DOSSIER,
    DOSSIER_FORMAT,
    DOSSIER_TEMPLATE,
    PAPER_FIELDS,
    DossierLayout,
    DossierRow,
    Form,
    Path,
)
from .entries import NO, YES
from .heights import height_of
from .lists import write_identity
from .pages import Book, Page
from .places import LISTS, WHAT
from .styles import STYLES

__all__ = ["dossier_workbook_of"]

_WIDTHS = (46.0, 30.0, 30.0, 20.0, 12.0, 12.0, 26.0, 26.0, 12.0)
_STYLES: Mapping[Form, str] = {
    "text": "field",
    "choice": "field",
    "yes_no": "yes-no",
    "day": "field-day",
    "whole": "field-number",
    "share": "field-share",
}


def dossier_workbook_of(layout: DossierLayout, dossier: Dossier | None, made_on: date) -> bytes:
    """The workbook of a dossier. The same input gives the same bytes."""
    product_set = layout.product_set
    title = say("workbook.set", "vi", number=product_set.product_set, title=product_set.title.vi)
    book = Book(STYLES, made_on, title)
    form, lists, what = [book.page(name) for name in (DOSSIER, LISTS, WHAT)]
    form.set_columns(_WIDTHS)
    known = dict(_answers(dossier))
    papers = _papers_of(layout, dossier)
    for row in layout.rows:
        _write_row(form, layout, row, str(known.get(row.path, "")))
        if row.kind == "field":
            _write_answer(form, row, known.get(row.path))
        elif row.kind in ("paper", "other"):
            _write_paper(form, row, papers.get(row.row))
    head = layout.of("head")[0].row
    form.print_wide(len(layout.rows) - 1, len(_WIDTHS) - 1, head, title)
    form.freeze(2, 1)
    form.lock()
    for row in layout.rows:
        for at, choice in enumerate(row.choices, row.first):
            lists.text(at, 0, choice.value, "text")
            lists.text(at, 1, choice.text, "text")
    lists.lock()
    code = dossier.product.code if dossier else None
    write_identity(what, product_set, DOSSIER_FORMAT, DOSSIER_TEMPLATE, code or "")
    for page in (lists, what):
        page.hide()
    return book.content()


def _answers(dossier: Dossier | None) -> Iterator[tuple[Path, object]]:
    """What a dossier says, by path; not its papers, but whether they are listed."""
    if dossier is None:
        return
    if dossier.documents is not None:
        yield ALL_LISTED, True
    yield from _leaves((), dossier.model_dump(include={"product", "producer", "application"}))
    for name, value in dossier.facts.items():
        yield ("facts", name), value


def _leaves(path: Path, value: object) -> Iterator[tuple[Path, object]]:
    if isinstance(value, Mapping):
        for name, entry in value.items():
            yield from _leaves((*path, name), entry)
    else:
        yield path, value


def _papers_of(layout: DossierLayout, dossier: Dossier | None) -> dict[int, FiledDocument]:
    """The row of each paper: the one of its kind, for others of the kind those below."""
    of_kind = {row.path[0]: row.row for row in layout.of("paper")}
    others = [row.row for row in layout.of("other")]
    found: dict[int, FiledDocument] = {}
    for paper in (dossier.documents or ()) if dossier else ():
        row = of_kind.pop(paper.kind, None)
        found[others.pop(0) if row is None else row] = paper
    return found


def _write_row(page: Page, layout: DossierLayout, row: DossierRow, answer: str) -> None:
    row_at, label = row.row, row.label
    if row.kind == "head":
        for column, text in enumerate(layout.heads):
            page.text(row_at, column, text, "head")
        page.height(row_at, 30.0)
        return
    styles = {"section": "part", "field": "level", "paper": "level"}
    if row.kind != "other":
        page.text(row_at, 0, label, styles.get(row.kind, row.kind))
    if row.hint:
        page.text(row_at, 2, row.hint, "legend")
    size = 15.0 if row.kind == "title" else 11.0
    # Heights are reckoned for a column of 54 letters; these have fewer.
    label_height = height_of(label + label[: len(label) // 4], size)
    others = (height_of(row.hint * 2, 9), height_of(_words_of(row, answer) * 2, 11))
    page.height(row_at, max(17.0, label_height, *others))


def _write_answer(page: Page, row: DossierRow, value: object) -> None:
    style = _STYLES[row.form]
    if value is None:
        page.text(row.row, 1, "", style)
    elif isinstance(value, bool):
        page.text(row.row, 1, YES if value else NO, style)
    elif isinstance(value, date):
        page.day(row.row, 1, value, style)
    elif isinstance(value, Decimal | int):
        number = int(value) if value == int(value) else float(value)
        page.number(row.row, 1, number, style)
    else:
        page.text(row.row, 1, _words_of(row, str(value)), style)
    _restrict(page, row)


def _restrict(page: Page, row: DossierRow) -> None:
    if row.form == "yes_no":
        page.choices(row.row, 1, [YES, NO], say("workbook.only.yes-no", "vi"))
    elif row.choices:
        _offer(page, row, 1)


def _offer(page: Page, row: DossierRow, column: int) -> None:
    first, last = row.first + 1, row.first + len(row.choices)
    source = f"={LISTS}!$B${first}:$B${last}"
    page.choices(row.row, column, source, say("workbook.dossier.only-list", "vi"))


def _words_of(row: DossierRow, value: str) -> str:
    return next((choice.text for choice in row.choices if choice.value == value), value)


def _write_paper(page: Page, row: DossierRow, paper: FiledDocument | None) -> None:
    if row.kind == "other":
        page.text(row.row, 0, _words_of(row, paper.kind) if paper else "", "field")
        _offer(page, row, 0)
    page.text(row.row, 1, YES if paper else "", "yes-no")
    page.choices(row.row, 1, [YES, NO], say("workbook.only.yes-no", "vi"))
    for column, name in enumerate(PAPER_FIELDS, 2):
        value = getattr(paper, name) if paper else None
        if isinstance(value, date):
            page.day(row.row, column, value, "field-day")
        else:
            page.text(row.row, column, value or "", "field-day" if name[-3:] == "_on" else "field")
