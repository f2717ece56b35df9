"""Writes the entry workbook. It needs the extra `xlsx`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ...sources.places import address
from ...terms import ROLES
from ...text import say
from ..forms import Assessor, ScoreSheet
from ..marks import Mark
from .entries import NO, YES
from .entry_layout import (
    ENTRY,
    ENTRY_FORMAT,
    ENTRY_TEMPLATE,
    MEMBERS,
    Column,
    EntryLayout,
    EntryRow,
)
from .heights import height_of
from .layout import sheet_layout
from .lists import write_identity, write_lists
from .pages import Book, Page
from .places import LISTS, ROLE_WORDS, WHAT, Answer
from .styles import STYLES

__all__ = ["entry_workbook_of"]

_WIDTHS = (7.0, 62.0, 8.0)
_WIDE = 16.0  # of a member's column
_STYLES = {
    "part": "part-points",
    "group": "group-points",
    "heading": "heading-points",
    "criterion": "criterion-points",
    "item": "criterion-points",
    "line": "worth",
    "total": "criterion-points",
}


def entry_workbook_of(
    layout: EntryLayout, columns: Sequence[Column], product_code: str, made_on: date
) -> bytes:
    """The entry workbook, its columns blank, for members who are known, or with their sheets. The
    same input gives the same bytes.
    """
    product_set = layout.product_set
    title = say("workbook.set", "vi", number=product_set.product_set, title=product_set.title.vi)
    book = Book(STYLES, made_on, title)
    table, lists, what = [book.page(name) for name in (ENTRY, LISTS, WHAT)]
    table.set_columns((*_WIDTHS, *[_WIDE] * len(columns)))
    for row in layout.rows:
        _write_row(table, layout, row, product_code)
        for at, column in enumerate(columns):
            _write_answer(table, layout, row, MEMBERS + at, column)
    head = layout.of("head")[0].row
    table.print_wide(len(layout.rows) - 1, MEMBERS + len(columns) - 1, head, title)
    table.freeze(layout.field("assessor_name") + 1, MEMBERS)
    table.lock()
    write_lists(lists, sheet_layout(product_set))
    write_identity(what, product_set, ENTRY_FORMAT, ENTRY_TEMPLATE, product_code)
    for page in (lists, what):
        page.hide()
    return book.content()


def _write_row(page: Page, layout: EntryLayout, row: EntryRow, product_code: str) -> None:
    """The fixed texts of a row, and the field of the product."""
    kind = "criterion" if row.kind == "item" else row.kind
    style = {"line": "level", "total": "criterion", "open": "level", "product_code": "label"}
    named = style.get(kind, "label" if kind == "field" else kind)
    if row.a:
        page.text(row.row, 0, row.a, named)
    page.text(row.row, 1, row.b, named)
    if row.c:
        page.text(row.row, 2, row.c, _STYLES.get(row.kind, named))
    if row.kind == "product_code":
        page.text(row.row, MEMBERS, product_code, "field-fixed" if product_code else "field")
    least = (
        30.0 if row.kind == "head" or row.field in ("role", "assessor_name", "comment") else 16.0
    )
    size = 14.5 if row.kind == "title" else 11
    page.height(row.row, max(least, height_of(row.b, size)))


def _write_answer(page: Page, layout: EntryLayout, row: EntryRow, at: int, column: Column) -> None:
    """One column's cell of a row."""
    sheet = column if isinstance(column, ScoreSheet) else None
    if row.field is not None:
        _write_field(page, row, at, column)
    elif row.gate is not None:
        raised = sheet is not None and row.gate.id in sheet.rejects
        _yes_no(page, row.row, at, YES if raised else "")
    elif row.kind == "line" and row.answer is not None and row.level is not None:
        mark = sheet.marks.get(row.answer.number) if sheet else None
        ticked = isinstance(mark, tuple) and row.level.id in mark
        _yes_no(page, row.row, at, "" if mark is None else YES if ticked else NO)
    elif row.answer is not None:
        mark = sheet.marks.get(row.answer.number) if sheet else None
        page.text(row.row, at, _text_of(row.answer, mark), "entry-answer")
        first = row.answer.first_entry + 1
        last = first + len(row.answer.entries) - 1
        page.offer(row.row, at, f"={LISTS}!$B${first}:$B${last}")
    elif row.kind == "head":
        page.text(row.row, at, str(at - MEMBERS + 1), "head")
    elif row.kind in ("total", "open"):
        formula = _total(layout, at) if row.kind == "total" else _open(layout, at)
        counted = _counted(layout, sheet)
        page.formula(row.row, at, formula, counted[row.kind], "criterion-points")


def _write_field(page: Page, row: EntryRow, at: int, column: Column) -> None:
    sheet = column if isinstance(column, ScoreSheet) else None
    assessor = sheet.assessor if sheet else column if isinstance(column, Assessor) else None
    texts: Mapping[str, str | None] = {
        "assessor_id": assessor.id if assessor else None,
        "assessor_name": assessor.name if assessor else None,
        "role": ROLE_WORDS[assessor.role] if assessor else None,
        "comment": sheet.comment if sheet else None,
    }
    if row.field == "round":
        page.text(row.row, at, "", "field-number")
        if sheet is not None:
            page.number(row.row, at, sheet.round, "field-number")
    elif row.field == "assessed_on":
        page.text(row.row, at, "", "field-day")
        if sheet is not None and sheet.assessed_on is not None:
            page.day(row.row, at, sheet.assessed_on, "field-day")
    else:
        page.text(row.row, at, texts[str(row.field)] or "", "field")
    if row.field == "role":
        words = [ROLE_WORDS[role] for role in ROLES]
        page.choices(row.row, at, words, say("workbook.only.list", "vi"))


def _yes_no(page: Page, row: int, at: int, text: str) -> None:
    page.text(row, at, text, "yes-no")
    page.choices(row, at, [YES, NO], say("workbook.only.yes-no", "vi"))


def _text_of(answer: Answer, mark: Mark | None) -> str:
    for entry in answer.entries:
        if mark is not None and (mark == entry.mark or (entry.level and mark == entry.level.id)):
            return entry.text
    return ""


# Sums of what is typed: points, or an entry that begins with them


def _total(layout: EntryLayout, at: int) -> str:
    terms = []
    for row in layout.of("criterion", "line"):
        cell = address(row.row, at)
        if row.kind == "criterion":
            terms.append(f'IFERROR(VALUE(LEFT({cell},FIND(" ",{cell}&" ")-1)),0)')
        elif row.level is not None:
            terms.append(f'IF({cell}="{YES}",{row.level.points},0)')
    return "+".join(terms)


def _open(layout: EntryLayout, at: int) -> str:
    terms = [f'({address(row.row, at)}="")' for row in layout.of("criterion")]
    lines: dict[str, list[str]] = {}
    for row in layout.of("line"):
        if row.answer is not None:
            lines.setdefault(row.answer.number, []).append(f'{address(row.row, at)}=""')
    terms += [f"OR({','.join(cells)})" for cells in lines.values()]
    return "+".join(f"IF({term},1,0)" for term in terms)


def _counted(layout: EntryLayout, sheet: ScoreSheet | None) -> Mapping[str, int]:
    """What the two formulas come to."""
    criteria = layout.product_set.criteria
    if sheet is None:
        return {"total": 0, "open": len(criteria)}
    total = 0
    for criterion in criteria:
        mark = sheet.marks.get(criterion.number)
        ids = mark if isinstance(mark, tuple) else (mark,)
        worth = [lv.points for lv in criterion.levels if lv.id in ids or lv.mark == mark]
        total += sum(worth)
    return {"total": total, "open": sum(c.number not in sheet.marks for c in criteria)}
