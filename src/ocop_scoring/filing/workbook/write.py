"""A score sheet as a workbook: the printed form with drop-downs and live points. It needs the extra
`xlsx`.

All cells but the answers are locked, without a password. The file is meant for A4, upright, its
table's head on every page.
"""

from __future__ import annotations

from ...text import say
from .arithmetic import write_calc
from .calc import Calc, calc_of
from .counted import Counted, Filled
from .form import write_form
from .heights import WIDTHS
from .lists import write_lists, write_what
from .pages import Book, Page
from .places import CALC, FORM, LISTS, WHAT, SheetLayout
from .styles import STYLES

__all__ = ["workbook_of"]


def workbook_of(layout: SheetLayout, filled: Filled, counted: Counted) -> bytes:
    """The workbook of a score sheet, blank or filled in. The same input gives the same bytes."""
    calc = calc_of(layout.product_set)
    product_set = layout.product_set
    title = say("workbook.set", "vi", number=product_set.product_set, title=product_set.title.vi)
    book = Book(STYLES, filled.made_on, title)
    form, lists, sums, what = [book.page(name) for name in (FORM, LISTS, CALC, WHAT)]
    write_form(form, calc, filled, counted)
    _set_up(form, calc)
    write_lists(lists, layout)
    write_calc(sums, calc, filled, counted)
    write_what(what, layout, filled)
    for page in (lists, sums, what):
        page.hide()
    return book.content()


def _set_up(form: Page, calc: Calc) -> None:
    """How the form scrolls, prints and is locked."""
    layout = calc.layout
    product_set, last = layout.product_set, len(layout.rows) - 1
    form.set_columns(WIDTHS)
    footer = say(
        "workbook.footer",
        "vi",
        number=product_set.product_set,
        ruleset=product_set.ruleset,
        digest=product_set.digest[:19],
    )
    form.print_on_a4(first=2, last=last, head=layout.head, footer=footer)
    form.freeze(2)
    form.lock()
