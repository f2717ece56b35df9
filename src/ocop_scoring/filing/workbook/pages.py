"""The workbook as a file, through XlsxWriter: the one module that knows it. It needs the extra
`xlsx`.

Text is always written as text, so that none becomes a formula. The same calls give the same bytes:
the file bears the day that it is told, its parts no time at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ...errors import Fault, FilingError

__all__ = ["Book", "Page", "Value"]

Value = str | int
"""What a formula comes to; an empty text shows nothing."""

Style = Mapping[str, Any]

_LONGEST = 32_767
"""So many letters a cell holds in every spreadsheet."""

_HIGHEST = 400
"""So many points a row is high at most: a program refuses more than 409."""

_DEFAULT: Style = {"font_name": "Times New Roman", "font_size": 11}


class _Sheet(Worksheet):  # type: ignore[misc]
    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        # XlsxWriter looks for forty functions that came late, none of which stands in ours: that
        # takes four tenths of the time.
        return formula.removeprefix("=")


class Page:
    """One sheet of a workbook."""

    def __init__(self, book: Book, name: str) -> None:
        self._book = book
        self.sheet = book.workbook.add_worksheet(name, _Sheet)

    def text(self, row: int, column: int, text: str, style: str = "") -> None:
        """Write text; an empty one is a blank cell. FilingError for more than a cell holds."""
        if len(text) > _LONGEST:
            raise FilingError(Fault("text-too-long", None, "", str(len(text)), str(_LONGEST)))
        if text:
            self.sheet.write_string(row, column, text, self._book.style(style))
        else:
            self.sheet.write_blank(row, column, None, self._book.style(style))

    def number(self, row: int, column: int, number: float, style: str = "") -> None:
        """Write a number."""
        self.sheet.write_number(row, column, number, self._book.style(style))

    def day(self, row: int, column: int, day: date, style: str) -> None:
        """Write a day."""
        self.sheet.write_datetime(
            row, column, datetime.combine(day, time()), self._book.style(style)
        )

    def formula(self, row: int, column: int, formula: str, value: Value, style: str = "") -> None:
        """Write a formula with what it comes to."""
        self.sheet.write_formula(row, column, f"={formula}", self._book.style(style), value)

    def choices(self, row: int, column: int, source: str | Sequence[str], message: str) -> None:
        """Offer a list in a cell, from a range or of a few words, and refuse whatever else."""
        options = {"validate": "list", "source": source, "error_message": message}
        self.sheet.data_validation(row, column, row, column, options)

    def offer(self, row: int, column: int, source: str) -> None:
        """Offer a list in a cell, from a range, and take whatever else is typed."""
        options = {"validate": "list", "source": source, "show_error": False}
        self.sheet.data_validation(row, column, row, column, options)

    def only(self, row: int, column: int, kind: str, least: int | date, message: str) -> None:
        """Take whole numbers, or days, from a least one on alone."""
        options = {"validate": kind, "criteria": ">=", "value": least, "error_message": message}
        self.sheet.data_validation(row, column, row, column, options)

    def height(self, row: int, points: float) -> None:
        """Give a row a height; others are as high as their text."""
        self.sheet.set_row(row, min(points, _HIGHEST))

    def hide(self) -> None:
        """Show the sheet only to who looks for it."""
        self.sheet.hide()

    def set_columns(self, widths: Sequence[float]) -> None:
        """Give the columns their widths, in letters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def freeze(self, rows: int, columns: int = 0) -> None:
        """Keep the first rows and columns in sight."""
        self.sheet.freeze_panes(rows, columns)

    def print_on_a4(self, *, first: int, last: int, head: int, footer: str) -> None:
        """Print these rows on upright A4, as wide as the page, the head's row on each; the footer
        and the number of the page at its foot.
        """
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=30 / 25.4, right=15 / 25.4, top=20 / 25.4, bottom=20 / 25.4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.print_area(first, 0, last, 3)
        self.sheet.repeat_rows(head)
        said = footer.replace("&", "&&")
        self.sheet.set_footer(f"&L&8{said}&R&8&P/&N", {"margin": 10 / 25.4})
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:D{last + 1}"})

    def print_wide(self, last: int, last_column: int, head: int, footer: str) -> None:
        """Print all rows on A4 laid on its side, as wide as the page, the head's row on each."""
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.print_area(0, 0, last, last_column)
        self.sheet.repeat_rows(head)
        said = footer.replace("&", "&&")
        self.sheet.set_footer(f"&L&8{said}&R&8&P/&N", {"margin": 10 / 25.4})
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:C{last + 1}"})

    def lock(self) -> None:
        """Lock all cells but those whose style is open; without a password."""
        self.sheet.protect("", {"format_rows": True, "format_columns": True})


class Book:
    """A workbook that is being written; `styles` has the styles by name."""

    def __init__(self, styles: Mapping[str, Style], made_on: date, title: str) -> None:
        self._bytes = BytesIO()
        # Columns are as wide as so many digits of the default type: all programs have this one, or
        # one as wide.
        options = {"in_memory": True, "default_format_properties": dict(_DEFAULT)}
        self.workbook = Workbook(self._bytes, options)
        created = datetime.combine(made_on, time())
        self.workbook.set_properties({"title": title, "created": created})
        self._styles = {name: self.workbook.add_format(dict(styles[name])) for name in styles}

    def page(self, name: str) -> Page:
        """A new sheet, behind those that are there."""
        return Page(self, name)

    def style(self, name: str) -> Any:
        """The style of this name; none for an empty one."""
        return self._styles[name] if name else None

    def content(self) -> bytes:
        """The whole file."""
        self.workbook.close()
        return self._bytes.getvalue()
