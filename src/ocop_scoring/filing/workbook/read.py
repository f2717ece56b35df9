"""Reads a filled-in workbook back into a score sheet; what doesn't fit is said with its cell."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike

from ...errors import FilingError
from ...frozen import FrozenDict
from ...rules.catalog import Catalog
from ...rules.product_set import ProductSet
from ...sources.model import form_of
from ...sources.places import address
from ...spelling import spelled
from ...terms import ROLES
from ..forms import ScoreSheet
from .answers import NoAnswerError, mark_in, plain, yes_in
from .cells import Spot, Value
from .held import Held
from .identity import Template, held_of
from .layout import sheet_layout
from .places import (
    FORM,
    FORMAT,
    IDENTITY,
    NOT_TICKED,
    ROLE_WORDS,
    TEMPLATE,
    TICKED,
    Answer,
    Field,
    GateAnswer,
    SheetLayout,
)
from .safe import Opened, opened

__all__ = ["FIELDS", "put_field", "read_workbook", "sheet_from"]

_TEMPLATE = Template(FORMAT, TEMPLATE, FORM, IDENTITY)

FIELDS: Mapping[Field, tuple[str, ...]] = FrozenDict(
    {
        "product_code": ("product_code",),
        "assessor_id": ("assessor", "id"),
        "assessor_name": ("assessor", "name"),
        "role": ("assessor", "role"),
        "round": ("round",),
        "assessed_on": ("assessed_on",),
        "comment": ("comment",),
    }
)
"""Where in a score sheet the fields of the form belong; the others are for the paper."""


def read_workbook(
    given: str | PathLike[str] | bytes, *, catalog: Catalog | None = None, file: str | None = None
) -> ScoreSheet:
    """A score sheet from a workbook that `ocop sheet new --xlsx` made and somebody filled in: a
    file, or its bytes.

    An answer that is blank is not assessed. `catalog`: where the ruleset is looked for, else among
    the built-in ones. FilingError with all that is wrong, each with its cell: another template or
    table, changed texts, moved rows, and what is no answer.
    """
    return sheet_from(opened(given, file), catalog)


def sheet_from(workbook: Opened, catalog: Catalog | None) -> ScoreSheet:
    """The same of a workbook that is open."""
    held, product_set, said = held_of(workbook, _TEMPLATE, catalog)
    layout = sheet_layout(product_set)
    held.hold(product_set.kept(_texts))
    held.faults.raise_any(FilingError)
    held.refuse_merged((cell.row, cell.column) for cell in layout.answered)
    document: dict[str, object] = {
        "format": "ocop-sheet/1",
        "ruleset": product_set.ruleset,
        "product_set": product_set.product_set,
        "assessor": {},
    }
    for field, path in FIELDS.items():
        _take_field(held, layout, field, path, document)
    _hold_code(held, document, said["product_code"])
    document["marks"] = _marks(held, layout)
    rejects = [answer.gate.id for answer in layout.gates if _is_raised(held, answer)]
    if rejects:
        document["rejects"] = rejects
    return _sheet(held, document)


def _texts(product_set: ProductSet) -> dict[Spot, str]:
    texts = sheet_layout(product_set).texts()
    return {(cell.row, cell.column): text for cell, text in texts}


def _sheet(held: Held, document: dict[str, object]) -> ScoreSheet:
    """The sheet; the faults of its answers and of its fields at once."""
    held.root = document
    try:
        sheet = form_of(ScoreSheet, document, held, FilingError)
    except FilingError as error:
        held.faults.take(error.faults)
    held.faults.raise_any(FilingError)
    return sheet


def _take_field(
    held: Held, layout: SheetLayout, field: Field, path: tuple[str, ...], into: dict[str, object]
) -> None:
    cell = layout.fields[field]
    put_field(into, field, held.value(path, (cell.row, cell.column)))


def put_field(into: dict[str, object], field: Field, value: Value) -> None:
    """Put the value of a field where it belongs in a score sheet; nothing where it is blank."""
    if value is None:
        return
    if field == "role" and isinstance(value, str):
        value = role_in(value)
    elif field in ("assessor_id", "assessor_name", "comment") and isinstance(value, int):
        value = str(value)  # an id of digits alone, which spreadsheets take for a number
    target = into
    *outer, last = FIELDS[field]
    for step in outer:
        target = target[step]  # type: ignore[assignment]
    target[last] = value


def role_in(text: str) -> str:
    """The role that a text means: the form's words or the word of the format; else the text."""
    if text in _BY_WORDS:
        return _BY_WORDS[text]
    said = spelled(plain(text))
    return next((role for role in ROLES if said in (role, spelled(ROLE_WORDS[role]))), text)


_BY_WORDS: Mapping[str, str] = {words: role for role, words in ROLE_WORDS.items()}


def _hold_code(held: Held, document: Mapping[str, object], made_for: str) -> None:
    """A fault where the form names another product than the workbook was made for."""
    found = document.get("product_code")
    if made_for and found is not None and found != made_for:
        path = ("product_code",)
        held.refuse("other-product-code", path, found, made_for, habit="workbook")


def _marks(held: Held, layout: SheetLayout) -> dict[str, object]:
    marks: dict[str, object] = {}
    for answer in layout.answers:
        mark = _lines(held, answer) if answer.lines else _mark(held, answer)
        if mark is not None:
            marks[answer.number] = mark
        _refuse_ticks(held, answer, mark)
    return marks


def _mark(held: Held, answer: Answer) -> object:
    path = ("marks", answer.number)
    value = held.value(path, (answer.cell.row, answer.cell.column))
    try:
        return mark_in(answer.entries, answer.number, value)
    except NoAnswerError as wrong:
        held.refuse(wrong.code, path, value, wrong.right, **wrong.values)
        return None


def _lines(held: Held, answer: Answer) -> list[str] | None:
    """The lines that are ticked, once every line is answered; until then the item is open."""
    said = []
    for line in answer.lines:
        spot = (line.cell.row, line.cell.column)
        said.append(_yes(held, ("marks", answer.number, line.level.id), spot))
    held.spots["marks", answer.number] = (answer.lines[0].cell.row, answer.lines[0].cell.column)
    if None in said:
        return None
    return [line.level.id for line, yes in zip(answer.lines, said, strict=True) if yes]


def _is_raised(held: Held, answer: GateAnswer) -> bool:
    spot = (answer.cell.row, answer.cell.column)
    return _yes(held, ("gates", answer.gate.id), spot) is True


def _yes(held: Held, path: tuple[str, ...], spot: tuple[int, int]) -> bool | None:
    value = held.value(path, spot)
    try:
        return yes_in(value)
    except NoAnswerError as wrong:
        held.refuse(wrong.code, path, value, wrong.right, **wrong.values)
        return None


def _refuse_ticks(held: Held, answer: Answer, mark: object) -> None:
    """Faults for ticks written beside the levels, where formulas show which one was chosen: nobody
    would count them.
    """
    if answer.lines:
        return
    typed = []
    for row, level in zip(answer.ticks, answer.criterion.levels, strict=True):
        box = held.cells.at(row, 0)
        is_shown = box == NOT_TICKED or (box == TICKED and mark in (level.mark, level.id))
        if box is not None and not is_shown and (row, 0) not in held.cells.formulas:
            typed.append((row, 0))
    number, cell = answer.number, answer.cell.address
    if len(typed) > 1:
        ticked = ", ".join(address(*spot) for spot in typed)
        held.refuse_at("two-ticks", typed[0], ticked, cell, criterion=number)
    elif typed:
        found = held.cells.at(*typed[0])
        held.refuse_at("tick-outside-answer", typed[0], found, cell, criterion=number)
