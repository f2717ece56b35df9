"""Opens an XLSX file that anybody may have made, and gives the values of its cells.

A workbook is a ZIP of XML parts. Before the reader of cells (python-calamine) sees any of it, the
parts that it needs are unpacked here, counted while they are, and their cells' addresses looked at:
of two cells far apart it would set up every cell between them, which ends the process. What was
looked at, and nothing else, is packed again and handed on, so both read the same. Macros, links to
other files, pictures, comments are never unpacked. Formulas are not run: a cell has the value that
the program which saved the file saw in it.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from typing import NoReturn
from xml.parsers import expat

from ...errors import Fault, FilingError, Place
from ...sources.places import address
from ...sources.read import content_of
from .cells import MOST_COLUMNS, MOST_ROWS, Cells, Formulas, Spot, Value

__all__ = ["Opened", "opened"]

LIMIT_BYTES = 10_000_000  # of the file
MOST_BYTES = 10_000_000  # of all parts that are read, unpacked
MOST_PARTS = 2_000

_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHARED = ("[content_types].xml", "_rels/.rels", "xl/sharedstrings.xml", "xl/styles.xml")
"""What the cells of every worksheet need."""

_SHEET = "xl/worksheets/"
_AS_WRITTEN = {
    "[content_types].xml": "[Content_Types].xml",
    "xl/sharedstrings.xml": "xl/sharedStrings.xml",
}


class Opened:
    """An opened workbook: the names of its worksheets, and their cells when asked for."""

    def __init__(self, file: str, content: bytes) -> None:
        self.file = file
        self._parts = _Parts(content, file)
        self._sheets = _sheets_of(self._parts, file)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the worksheets, in the order of the tabs."""
        return tuple(self._sheets)

    def cells(self, names: Iterable[str]) -> dict[str, Cells]:
        """The cells of the worksheets of these names, of those that are there.

        FilingError where one has cells beyond what any of our workbooks has, or can't be read.
        """
        wanted = {name: self._sheets[name] for name in names if name in self._sheets}
        self._parts.unpack([*_SHARED, *wanted.values()])
        seen = {part: _seen(self._parts.found[part], self.file) for part in set(wanted.values())}
        kept = {
            name: (content, self._parts.entries[name].CRC)
            for name, content in self._parts.found.items()
            if name in seen or not name.startswith(_SHEET)
        }
        book = _read(_packed(kept), self.file, wanted)
        return {
            name: Cells(name, rows, merged, *seen[wanted[name]])
            for name, (rows, merged) in book.items()
        }


def opened(given: str | PathLike[str] | bytes, file: str | None = None) -> Opened:
    """Open a workbook from a file or from its bytes; `file` is the name that faults show.

    FilingError in one sentence where it is another kind of file, has a password, has macros, is
    damaged, or unpacks to more than any form does.
    """
    if isinstance(given, bytes):
        name, content = file or "workbook.xlsx", given
    else:
        name = file or fspath(given)
        content = content_of(given, FilingError, LIMIT_BYTES, name)
    if len(content) > LIMIT_BYTES:
        _too_large(name, f"> {LIMIT_BYTES:,}", f"{LIMIT_BYTES:,}", "bytes")
    _refuse_other_kind(content, name)
    return Opened(name, content)


# Which file it is


def _refuse_other_kind(content: bytes, file: str) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0") and b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P" in content:
        _refuse("encrypted-workbook", file)
    if content.startswith(b"PK\3\4") and not _is_other_archive(content):
        return
    from ...sources.kinds import kind_of  # only on the way to an error

    found = kind_of(content, file)[0] or ("ZIP" if content.startswith(b"PK") else "text")
    if not content:
        found = "an empty file"
    values = {"habit": "workbook"}
    raise FilingError(Fault("file-of-another-kind", Place(file, 1, 1), "", found, ".xlsx", values))


def _is_other_archive(content: bytes) -> bool:
    """A document of OpenDocument begins with its kind; one of Word has its parts in word/."""
    return content[30:38] == b"mimetype" or (b"word/" in content and b"xl/work" not in content)


def _refuse(code: str, file: str, found: str = "", right: str = "", **values: object) -> NoReturn:
    raise FilingError(Fault(code, Place(file, 1, 1), "", found, right, values))


def _too_large(file: str, found: str, right: str, habit: str) -> NoReturn:
    _refuse("workbook-too-large", file, found, right, habit=habit)


def _damaged(file: str, found: object) -> NoReturn:
    _refuse("damaged-workbook", file, str(found))


# The parts


class _Parts:
    """The parts of a workbook by their names in small letters, unpacked when they are asked for, at
    most `MOST_BYTES` of them all.
    """

    def __init__(self, content: bytes, file: str) -> None:
        self.file = file
        self.found: dict[str, bytes] = {}
        self._left = MOST_BYTES
        with self._told():
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            entries = self._archive.infolist()
            if len(entries) > MOST_PARTS:
                _too_large(file, f"{len(entries):,}", f"{MOST_PARTS:,}", "parts")
            self.entries = {entry.filename.lower(): entry for entry in entries}
            _refuse_by_name([entry.filename.lower() for entry in entries], file)

    def unpack(self, names: Iterable[str]) -> None:
        """Unpack the parts of these names, of those that are there."""
        for name in names:
            if name in self.entries and name not in self.found:
                with self._told():
                    self.found[name] = self._unpacked(self.entries[name])

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        with self._archive.open(entry) as stream:
            part = stream.read(self._left + 1)  # counted, whatever its header says of its size
        self._left -= len(part)
        if self._left < 0:
            _too_large(self.file, f"> {MOST_BYTES:,}", f"{MOST_BYTES:,}", "unpacked")
        _refuse_odd_xml(part, self.file)
        return part

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns what the archive says into a sentence about the file."""
        try:
            yield
        except FilingError:
            raise
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as problem:
            _damaged(self.file, problem)
        except NotImplementedError:
            _damaged(self.file, "compression")
        except RuntimeError:  # what zipfile says of a part with a password
            _refuse("encrypted-workbook", self.file)


def _refuse_by_name(names: list[str], file: str) -> None:
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        _refuse("workbook-with-macros", file)
    if "xl/workbook.bin" in names:
        values = {"habit": "workbook"}
        found = "Excel, .xlsb"
        raise FilingError(
            Fault("file-of-another-kind", Place(file, 1, 1), "", found, ".xlsx", values)
        )
    if len(set(names)) != len(names):
        _damaged(file, "a part stands in it twice")


def _refuse_odd_xml(part: bytes, file: str) -> None:
    """Only UTF-8 without document types: none of a spreadsheet's programs writes anything else."""
    head = part[:200]
    if b"\0" in head or part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        _damaged(file, "XML in UTF-16")
    named = re.search(rb"""encoding\s*=\s*["']([^"']*)""", head)
    if named and named[1].lower() not in (b"utf-8", b"us-ascii"):
        _damaged(file, f"XML in {named[1].decode('ascii', 'replace')}")
    if b"!DOCTYPE" in part or b"!ENTITY" in part:
        _damaged(file, "DOCTYPE")


def _sheets_of(parts: _Parts, file: str) -> dict[str, str]:
    """The part of each worksheet, by its name, in the order of the tabs."""
    parts.unpack((_BOOK, _LINKS))
    if _BOOK not in parts.found or _LINKS not in parts.found:
        _damaged(file, _BOOK)
    targets = {
        entry.get("Id", ""): entry.get("Target", "")
        for entry in _elements(parts.found[_LINKS], "Relationship", file)
    }
    found: dict[str, str] = {}
    for entry in _elements(parts.found[_BOOK], "sheet", file):
        link = next((value for name, value in entry.items() if name.endswith(":id")), "")
        part = posixpath.normpath(posixpath.join("/xl", targets.get(link, "")))[1:].lower()
        if part.startswith(_SHEET) and part in parts.entries:
            found.setdefault(entry.get("name", ""), part)
    if not found:
        _damaged(file, "no worksheet")
    return found


def _elements(part: bytes, local: str, file: str) -> list[dict[str, str]]:
    """The attributes of all elements of a name, whatever its prefix."""
    found: list[dict[str, str]] = []

    def begins(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == local:
            found.append(attributes)

    _parse(part, begins, file)
    return found


def _parse(part: bytes, begins: Callable[[str, dict[str, str]], None], file: str) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = begins
    try:
        parser.Parse(part, True)
    except expat.ExpatError as problem:
        _damaged(file, problem)


# The cells

Special = tuple[Formulas, frozenset[Spot]]
"""The cells with a formula, and those that show an error."""


def _seen(sheet: bytes, file: str) -> Special:
    """What is special about a worksheet's cells. FilingError where one lies beyond our last row or
    column.

    What every program writes is recognised at once: each row and cell begins with its own plain
    address, which is then the one that counts. Anything else is gone through element by element.
    """
    if any(odd.search(sheet) for odd in _ODD):
        return _gone_through(sheet, file)
    errors = _ERROR.findall(sheet) if b't="e"' in sheet else ()
    return Formulas(sheet), frozenset(_spot(*found) for found in errors)


_ODD = (
    # <col>, <color>, <cfRule> and their like are no cells.
    re.compile(rb'<c(?! r="[A-C]?[A-Z][1-9][0-9]{0,3}"[ />]|o|f)'),
    re.compile(rb'<row(?! r="[1-9][0-9]{0,3}"[ />]|Breaks)'),
    re.compile(rb":(?:c|row)[\s/>]"),
)
_ERROR = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^<>]* t="e"')


def _spot(letters: bytes, digits: bytes) -> Spot:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - ord("A") + 1
    return int(digits) - 1, column - 1


def _gone_through(sheet: bytes, file: str) -> Special:
    """Every row and cell by its address, or where it has none, next to the one before."""
    found = _Walk(file)
    _parse(sheet, found.begins, file)
    return Formulas(known=found.formulas), frozenset(found.errors)


_IS_ROW = re.compile("[0-9]{1,7}", re.ASCII).fullmatch
_IS_CELL = re.compile("([A-Za-z]{1,3})([0-9]{1,7})", re.ASCII).fullmatch


class _Walk:
    """Where one is in a worksheet's elements."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.spot: Spot = (-1, -1)
        self.formulas: set[Spot] = set()
        self.errors: set[Spot] = set()

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins: a row, a cell, a formula."""
        local = name.rpartition(":")[2]
        if local == "row":
            self.spot = (self._row(attributes.get("r")), -1)
        elif local == "c":
            self.spot = self._cell(attributes.get("r"))
            if attributes.get("t") == "e":
                self.errors.add(self.spot)
        elif local == "f":
            self.formulas.add(self.spot)
        if self.spot[0] >= MOST_ROWS or self.spot[1] >= MOST_COLUMNS:
            last = address(MOST_ROWS - 1, MOST_COLUMNS - 1)
            _too_large(self.file, address(self.spot[0], max(self.spot[1], 0)), last, "cells")

    def _row(self, written: str | None) -> int:
        if written is None:
            return self.spot[0] + 1
        if not _IS_ROW(written):
            _damaged(self.file, f"row {written}")
        return int(written) - 1

    def _cell(self, written: str | None) -> Spot:
        if written is None:
            return self.spot[0], self.spot[1] + 1
        found = _IS_CELL(written)
        if not found:
            _damaged(self.file, f"cell {written}")
        return _spot(found[1].encode(), found[2].encode())


def _packed(parts: Mapping[str, tuple[bytes, int]]) -> io.BytesIO:
    """The parts, each with its checksum, in an archive as they are: what `zipfile` would write, in
    a third of the time.
    """
    heads, listed, at = [], [], 0
    for name, (content, checksum) in parts.items():
        written = _AS_WRITTEN.get(name, name).encode()
        size = len(content)
        common = struct.pack(
            "<HHHHHLLLHH", 20, 0x800, 0, 0, 33, checksum, size, size, len(written), 0
        )
        heads += [b"PK\3\4", common, written, content]
        listed += [b"PK\1\2\24\0", common, struct.pack("<HHHLL", 0, 0, 0, 0, at), written]
        at += 30 + len(written) + size
    index = b"".join(listed)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(parts), len(parts), len(index), at, 0)
    return io.BytesIO(b"".join([*heads, index, end]))


Found = dict[str, tuple[Sequence[Sequence[Value]], tuple[tuple[Spot, Spot], ...]]]


def _read(packed: io.BytesIO, file: str, names: Iterable[str]) -> Found:
    try:
        import python_calamine as calamine  # an extra
    except ImportError:
        values = {"package": "python-calamine"}
        raise FilingError(Fault("missing-extra", None, "", "XLSX", "xlsx", values)) from None
    found: Found = {}
    try:
        with calamine.CalamineWorkbook.from_filelike(packed) as book:
            for name in names:
                sheet = book.get_sheet_by_name(name)
                rows = sheet.to_python(skip_empty_area=False)
                found[name] = rows, tuple(sheet.merged_cell_ranges or ())
    except (calamine.CalamineError, OSError, ValueError) as problem:
        _damaged(file, problem)
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":  # what Rust raises where it can't go on
            raise
        _damaged(file, problem)
    return found
