"""The hidden sheets without formulas: entries of the drop-downs, what the workbook is."""

from __future__ import annotations

from ...rules.product_set import ProductSet
from .counted import Filled
from .pages import Page
from .places import FORMAT, IDENTITY, TEMPLATE, SheetLayout

__all__ = ["write_identity", "write_lists", "write_what"]


def write_lists(page: Page, layout: SheetLayout) -> None:
    """The entries of all drop-downs, one below the other: key, text, points."""
    for answer in layout.answers:
        for row, entry in enumerate(answer.entries, answer.first_entry):
            page.text(row, 0, entry.key, "text")
            page.text(row, 1, entry.text, "text")
            page.number(row, 2, entry.points)
    page.lock()


def write_what(page: Page, layout: SheetLayout, filled: Filled) -> None:
    """What the workbook of a score sheet is."""
    write_identity(page, layout.product_set, FORMAT, TEMPLATE, filled.product_code)


def write_identity(
    page: Page, product_set: ProductSet, name: str, template: int, product_code: str
) -> None:
    """What a workbook is: `IDENTITY`, a name and a value a row."""
    known: dict[str, object] = {
        "format": name,
        "template": template,
        "ruleset": product_set.ruleset,
        "revision": product_set.revision,
        "product_set": product_set.product_set,
        "ruleset_digest": product_set.digest,
        "product_code": product_code,
    }
    for row, entry in enumerate(IDENTITY):
        page.text(row, 0, entry)
        page.text(row, 1, str(known[entry]), "text")
    page.lock()
