"""Reads the workbook of a dossier back; whatever doesn't fit is said with its cell."""

from __future__ import annotations

from ...errors import FilingError
from ...rules.catalog import Catalog, built_in
from ...sources.model import form_of
from ..forms import Dossier
from .answers import NoAnswerError, plain, yes_in
from .cells import Spot, Value
from .dossier_layout import (
    ALL_LISTED,
    DOSSIER,
    DOSSIER_FORMAT,
    DOSSIER_TEMPLATE,
    PAPER_FIELDS,
    Choice,
    DossierLayout,
    DossierRow,
    dossier_layout,
)
from .entries import SEPARATOR
from .held import Held
from .identity import Template, held_of
from .places import IDENTITY
from .safe import Opened

__all__ = ["dossier_from"]

_TEMPLATE = Template(
    DOSSIER_FORMAT,
    DOSSIER_TEMPLATE,
    DOSSIER,
    IDENTITY,
)


def dossier_from(workbook: Opened, catalog: Catalog | None) -> Dossier:
    """The dossier of a workbook that is open. FilingError with all that is wrong, each with its
    cell.
    """
    known = catalog or built_in()
    held, product_set, _ = held_of(workbook, _TEMPLATE, known)
    layout = dossier_layout(known.ruleset(product_set.ruleset), product_set)
    held.hold(layout.texts)
    held.faults.raise_any(FilingError)
    held.refuse_merged(_answered(layout))
    reading = _Reading(held, layout, product_set.product_set)
    document = reading.document()
    held.root = document
    try:
        dossier = form_of(Dossier, document, held, FilingError, {"catalog": known})
    except FilingError as error:
        held.faults.take(error.faults)
    held.faults.raise_any(FilingError)
    dossier.checked_facts(known.vocabulary())
    return dossier


def _answered(layout: DossierLayout) -> list[Spot]:
    spots = [(row.row, 1) for row in layout.of("field", "paper", "other")]
    for row in layout.of("paper", "other"):
        spots += [(row.row, column) for column in range(2, 2 + len(PAPER_FIELDS))]
    return spots + [(row.row, 0) for row in layout.of("other")]


class _Reading:
    """Takes the answers of a dossier's workbook, and notes where each stands."""

    def __init__(self, held: Held, layout: DossierLayout, number: int) -> None:
        self.held, self.layout, self.number = held, layout, number

    def document(self) -> dict[str, object]:
        """The dossier as a mapping."""
        document: dict[str, object] = {"format": "ocop-dossier/1", "product": {}}
        self._put(document, ("product", "product_set"), self.number)
        for name in ("producer", "application"):
            document[name] = {}
        document["producer"] = {"representative": {}}
        for row in self.layout.of("field"):
            value = self._answer(row)
            if value is not None and row.path != ALL_LISTED:
                self._put(document, row.path, value)
        papers = self._papers()
        if papers is not None:
            document["documents"] = papers
        return document

    def _put(self, document: dict[str, object], path: tuple[str, ...], value: object) -> None:
        target = document
        for step in path[:-1]:
            target = target.setdefault(step, {})  # type: ignore[assignment]
        target[path[-1]] = value

    def _answer(self, row: DossierRow) -> object:
        value = self.held.value(row.path, (row.row, 1))
        if value is None:
            return None
        if row.form == "yes_no":
            return self._yes(row.path, value)
        if row.form == "choice" and isinstance(value, str):
            return _chosen(row.choices, value)
        return _as_text(value) if row.form == "text" else value

    def _yes(self, path: tuple[str | int, ...], value: Value) -> bool | None:
        try:
            return yes_in(value)
        except NoAnswerError as wrong:
            self.held.refuse(wrong.code, path, value, wrong.right, **wrong.values)
            return None

    def _papers(self) -> list[dict[str, object]] | None:
        """The papers on file; None where they are not listed. A fault where some are listed, and it
        is not said that these are all: what is missing would count as not on file.
        """
        question = next(row for row in self.layout.of("field") if row.path == ALL_LISTED)
        all_listed = self._answer(question)
        papers: list[dict[str, object]] = []
        for row in self.layout.of("paper", "other"):
            paper = self._paper(row, len(papers))
            if paper is not None:
                papers.append(paper)
        self.held.spots[ALL_LISTED] = (question.row, 1)
        if papers and not all_listed:
            self.held.refuse("papers-not-all", ALL_LISTED, len(papers), question.label)
        return papers if all_listed else None

    def _paper(self, row: DossierRow, place: int) -> dict[str, object] | None:
        path = ("documents", place)
        paper: dict[str, object] = {}
        for column, name in enumerate(PAPER_FIELDS, 2):
            value = self.held.value((*path, name), (row.row, column))
            if value is not None:
                paper[name] = value if name.endswith("_on") else _as_text(value)
        on_file = self._yes((*path, "on-file"), self.held.value((*path, "on-file"), (row.row, 1)))
        kind: object = row.path[0] if row.path else None
        if row.kind == "other":
            value = self.held.value((*path, "kind"), (row.row, 0))
            kind = _chosen(row.choices, value) if isinstance(value, str) else value
        self.held.spots[(*path, "kind")] = self.held.spots[path] = (row.row, 0)
        if row.kind == "paper" and not paper and not on_file:
            return None
        if row.kind == "other" and kind is None and not paper and not on_file:
            return None
        return paper if kind is None else {"kind": kind, **paper}


def _chosen(choices: tuple[Choice, ...], text: str) -> str:
    """What the dossier has for an entry: by its words, or by its own word; else the text."""
    said = plain(text)
    for choice in choices:
        if said in (choice.value, plain(choice.text), choice.text.partition(SEPARATOR)[0]):
            return choice.value
    return text


def _as_text(value: Value) -> object:
    """Digits that a spreadsheet took for a number, as the text that was meant."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
