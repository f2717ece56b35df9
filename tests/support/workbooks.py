"""Workbooks as other programs save them: score sheets filled in without our writer."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from ocop_scoring import ScoreSheet
from ocop_scoring.filing.workbook.entries import NO, YES
from ocop_scoring.filing.workbook.layout import sheet_layout
from ocop_scoring.filing.workbook.places import (
    FORM,
    FORMAT,
    IDENTITY,
    ROLE_WORDS,
    TEMPLATE,
    WHAT,
    Answer,
)
from ocop_scoring.rules.product_set import ProductSet
from support.extras import extra

__all__ = ["answers_of", "filled", "saved"]

openpyxl = extra("openpyxl")

Change = Callable[[Any], None]
"""What is done to a workbook, as openpyxl has it, before it is saved."""


def filled(table: ProductSet, sheet: ScoreSheet | None = None, *changes: Change) -> bytes:
    """The form of a table as openpyxl saves it, with a sheet's answers."""
    workbook = openpyxl.Workbook()
    form = workbook.active
    form.title = FORM
    layout = sheet_layout(table)
    for cell, text in layout.texts():
        form[cell.address] = text
    for address, value in answers_of(table, sheet).items() if sheet else ():
        form[address] = value
    identity = {
        "format": FORMAT,
        "template": str(TEMPLATE),
        "ruleset": table.ruleset,
        "revision": "1",
        "product_set": str(table.product_set),
        "ruleset_digest": table.digest,
        "product_code": sheet.product_code if sheet else None,
    }
    what = workbook.create_sheet(WHAT)
    what.sheet_state = "veryHidden"
    for name in IDENTITY:
        what.append([name, identity[name]])
    for change in changes:
        change(workbook)
    return saved(workbook)


def saved(workbook: Any) -> bytes:
    """A workbook's bytes."""
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def answers_of(table: ProductSet, sheet: ScoreSheet) -> dict[str, Any]:
    """What stands in each answer's cell for a sheet, by addresses."""
    layout = sheet_layout(table)
    fields: Mapping[Any, Any] = {
        "product_code": sheet.product_code,
        "assessor_id": sheet.assessor.id,
        "assessor_name": sheet.assessor.name,
        "role": ROLE_WORDS[sheet.assessor.role],
        "round": sheet.round if "round" in sheet.model_fields_set else None,
        "assessed_on": sheet.assessed_on,
        "comment": sheet.comment,
    }
    written = {layout.fields[name].address: value for name, value in fields.items()}
    for gate in layout.gates:
        written[gate.cell.address] = YES if gate.gate.id in sheet.rejects else None
    for number, mark in sheet.marks.items():
        written |= _answers(layout.answer_of(number), mark)
    return {address: value for address, value in written.items() if value is not None}


def _answers(answer: Answer, mark: Any) -> dict[str, Any]:
    if answer.lines:
        ticked = mark if isinstance(mark, tuple) else ()
        return {line.cell.address: YES if line.level.id in ticked else NO for line in answer.lines}
    fitting = [
        entry
        for entry in answer.entries
        if mark == entry.mark or (entry.level is not None and mark == entry.level.id)
    ]
    return {answer.cell.address: fitting[0].text}
