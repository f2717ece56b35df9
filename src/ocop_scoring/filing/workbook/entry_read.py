"""Reads an entry workbook back: one score sheet a member."""

from __future__ import annotations

from ...errors import FilingError
from ...rules.catalog import Catalog
from ...sources.model import form_of
from ..forms import ScoreSheet
from .answers import NoAnswerError, mark_in, yes_in
from .cells import Spot, Value
from .entry_layout import (
    ENTRY,
    ENTRY_FORMAT,
    ENTRY_IDENTITY,
    ENTRY_TEMPLATE,
    MEMBERS,
    MOST_MEMBERS,
    EntryLayout,
    entry_layout,
)
from .held import Held
from .identity import Template, held_of
from .read import FIELDS, put_field
from .safe import Opened

__all__ = ["entries_from"]

_TEMPLATE = Template(
    ENTRY_FORMAT,
    ENTRY_TEMPLATE,
    ENTRY,
    ENTRY_IDENTITY,
)


def entries_from(workbook: Opened, catalog: Catalog | None) -> tuple[ScoreSheet, ...]:
    """The sheets of an entry workbook that is open, from left to right. FilingError with all that
    is wrong, each with its cell.
    """
    held, product_set, said = held_of(workbook, _TEMPLATE, catalog)
    layout = entry_layout(product_set)
    held.hold(layout.texts)
    held.faults.raise_any(FilingError)
    columns = [at for at in range(MEMBERS, MEMBERS + MOST_MEMBERS) if _is_used(held, layout, at)]
    held.refuse_merged((row, at) for row in _answered(layout) for at in columns)
    spot = (layout.of("product_code")[0].row, MEMBERS)
    code = held.value(("product_code",), spot)
    if said["product_code"] and code is not None and code != said["product_code"]:
        right = said["product_code"]
        held.refuse("other-product-code", ("product_code",), code, right, habit="workbook")
    sheets = [_Column(held, layout, at).sheet(code, spot) for at in columns]
    held.faults.raise_any(FilingError)
    return tuple(sheet for sheet in sheets if sheet is not None)


def _answered(layout: EntryLayout) -> list[int]:
    return [r.row for r in layout.rows if r.field or r.gate or r.kind in ("criterion", "line")]


def _is_used(held: Held, layout: EntryLayout, at: int) -> bool:
    """Whether anything is answered in a column: a member who is only named has no sheet yet."""
    for row in layout.rows:
        if row.field == "comment" or row.gate or row.kind in ("criterion", "line"):
            value = held.cells.at(row.row, at)
            if value is not None and str(value).strip():
                return True
    return False


class _Column:
    """One member's column."""

    def __init__(self, held: Held, layout: EntryLayout, at: int) -> None:
        self.layout, self.at = layout, at
        self.held = Held(held.file, held.cells, held.faults)

    def sheet(self, code: Value, code_at: Spot) -> ScoreSheet | None:
        """The member's sheet; None where something is wrong with it, which is among the faults."""
        product_set = self.layout.product_set
        document: dict[str, object] = {
            "format": "ocop-sheet/1",
            "ruleset": product_set.ruleset,
            "product_set": product_set.product_set,
            "assessor": {},
        }
        if code is not None:
            document["product_code"] = code
        for row in self.layout.of("field"):
            if row.field is not None:
                value = self.held.value(FIELDS[row.field], (row.row, self.at))
                put_field(document, row.field, value)
        document["marks"] = self._marks()
        rejects = [
            row.gate.id
            for row in self.layout.of("gate")
            if row.gate is not None and self._yes(("gates", row.gate.id), row.row)
        ]
        if rejects:
            document["rejects"] = rejects
        self.held.spots[("product_code",)] = code_at
        self.held.root = document
        try:
            return form_of(ScoreSheet, document, self.held, FilingError)
        except FilingError as error:
            self.held.faults.take(error.faults)
            return None

    def _marks(self) -> dict[str, object]:
        marks: dict[str, object] = {}
        lines: dict[str, list[tuple[str, bool | None]]] = {}
        for row in self.layout.of("criterion", "line"):
            if row.answer is None:
                continue
            number = row.answer.number
            if row.level is not None:
                said = self._yes(("marks", number, row.level.id), row.row)
                lines.setdefault(number, []).append((row.level.id, said))
                self.held.spots.setdefault(("marks", number), (row.row, self.at))
                continue
            path = ("marks", number)
            value = self.held.value(path, (row.row, self.at))
            try:
                mark = mark_in(row.answer.entries, number, value)
            except NoAnswerError as wrong:
                self.held.refuse(wrong.code, path, value, wrong.right, **wrong.values)
                continue
            if mark is not None:
                marks[number] = mark
        for number, answered in lines.items():
            if all(said is not None for _, said in answered):
                marks[number] = [name for name, said in answered if said]
        return marks

    def _yes(self, path: tuple[str, ...], row: int) -> bool | None:
        value = self.held.value(path, (row, self.at))
        try:
            return yes_in(value)
        except NoAnswerError as wrong:
            self.held.refuse(wrong.code, path, value, wrong.right, **wrong.values)
            return None
