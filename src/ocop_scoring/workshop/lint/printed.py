"""The tables of a ruleset as its decision prints them: misprints switched off.

What print says stands in the errata of a ruleset in words, since people read them there; a few
small rules find the value in these words. A table as printed is for looking at: it is plain data
without format, digest or id of a ruleset, so nothing can rate by it or take it for a ruleset.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from ...assembly.files import ErratumShape
from ...assembly.folder import amended_product_set_files
from ...errors import Place
from .read import Doc, ReadRuleset

__all__ = ["Misprint", "Table", "Tables", "printed_value"]

_BLANK = re.compile(r"\([^)]*\)")
_WHOLE = re.compile(r"\d{1,3}")
_POINTS_FIRST = re.compile(r"(?:tối đa )?(\d{1,3}) điểm;.*")
"""The points that an item or a part bears, and after a semicolon what it is said to add up to."""
_TITLE_AND_COLUMN = re.compile(r"(\d{1,3}) điểm trong tên phần, (\d{1,3}) ở cột điểm")
_AGAIN = re.compile(r"(.+), lần thứ hai")
_LETTER = re.compile(r"(\w)\)")
_LISTS = {"number": ",", "text": ";", "title": ";"}
"""What stands between the things that are printed at several addresses."""


class Misprint(NamedTuple):
    """What print says at one address, and where the errata say so."""

    at: str
    """The address without the set's number: `7/more-than-two`."""
    field: str
    printed: str
    read_as: str
    unresolved: bool
    place: Place


class Table(NamedTuple):
    """The rows of one table as printed or as read: parts as in a resolved document, plain.

    As printed, `points` that are blank or no number are None, with what is printed in `printed`;
    `boxes` is False where a row or level has no box to tick, `title_points` are those in a part's
    title, `words` the misprinted words with what they are read as, `minimum` of a criterion stands
    on the item itself, and `minimum_in_words` of a level among its words.
    """

    number: int
    parts: tuple[dict[str, Any], ...]
    misprints: tuple[Misprint, ...]

    def groups(self) -> Iterator[Doc]:
        """Its groups in printed order."""
        for part in self.parts:
            yield from part["groups"]

    def criteria(self) -> Iterator[Doc]:
        """Its criteria in printed order."""
        for group in self.groups():
            yield from group["criteria"]

    def misprint(self, at: str, field: str = "") -> Misprint | None:
        """What is misprinted at an address: of that field, or of any."""
        found = (m for m in self.misprints if m.at == at and field in {"", m.field})
        return next(found, None)


class Tables(NamedTuple):
    """All tables of a ruleset, as printed or as read, and where everything in them stands."""

    read: ReadRuleset
    as_printed: bool
    by_number: Mapping[int, Table]

    @classmethod
    def of(cls, read: ReadRuleset, *, as_printed: bool) -> Tables:
        """The tables of a ruleset: with their misprints, or without."""
        misprints = _misprints(read)
        tables = {
            number: Table(number, tuple(sheet.document["parts"]), misprints[number])
            for number, sheet in read.sheets.items()
        }
        if as_printed:
            tables = {number: _printed(read, table) for number, table in tables.items()}
        return cls(read, as_printed, tables)

    def place(self, table: Table, at: str, field: str = "") -> Place:
        """Where an entry of a table stands: as printed, where the errata say what is printed there;
        else its row, or its level among the shared criteria.
        """
        misprint = table.misprint(at, field) if self.as_printed else None
        if misprint is not None:
            return misprint.place
        number, _, level = at.partition("/")
        found = (
            next((c for c in table.criteria() if c["number"] == number), None) if level else None
        )
        if found is not None:
            entry = next(entry for entry in found["levels"] if entry["id"] == level)
            return self.read.place_of_level(found["id"], entry)
        return self.read.sheets[table.number].source.place(("rows", number), key=True)


def _misprints(read: ReadRuleset) -> dict[int, tuple[Misprint, ...]]:
    source = read.folder.errata.source
    found: dict[int, tuple[Misprint, ...]] = {}
    for number, file in amended_product_set_files(read.folder.path).items():
        found[number] = tuple(
            Misprint(
                address.partition("/")[2],
                erratum.field,
                _own(erratum, erratum.printed, address),
                _own(erratum, erratum.read_as, address),
                erratum.confidence == "unresolved",
                source.place((index, "at", [*erratum.at].index(address))),
            )
            for index, address, erratum in read.folder.errata_of(number, file)
        )
    return found


def _own(erratum: ErratumShape, text: str, address: str) -> str:
    """What of a text is said of one of an erratum's addresses: where as many things are listed as
    there are addresses, the one in the same place; else all of it.
    """
    if erratum.field not in _LISTS or _AGAIN.fullmatch(text):
        return text
    listed = [text.strip() for text in text.split(_LISTS[erratum.field])]
    one_each = len(listed) == len(erratum.at)
    return listed[erratum.at.index(address)] if one_each else text


def printed_value(field: str, printed: str, number: str = "") -> int | str | None:
    """The value that print has, found in the words on it: whole points; a row's number; None where
    the cell is blank. Text where it is no such value (`4 1`, a letter).

    `number` is that of the row: a letter with a bracket takes its place in it (`c)` of 3.e is 3.c).
    """
    if _BLANK.fullmatch(printed):
        return None
    if field == "number":
        return _number(printed, number)
    if _WHOLE.fullmatch(printed):
        return int(printed)
    first = _POINTS_FIRST.fullmatch(printed)
    return int(first[1]) if first else printed


def _number(printed: str, number: str) -> str:
    again = _AGAIN.fullmatch(printed)
    text = again[1] if again else printed
    letter = _LETTER.fullmatch(text)
    return f"{number.rpartition('.')[0]}.{letter[1]}" if letter else text


def _printed(read: ReadRuleset, table: Table) -> Table:
    parts = deepcopy(table.parts)
    for criterion in (c for part in parts for group in part["groups"] for c in group["criteria"]):
        _put_minimum_on_item(read, criterion)
    entries = _entries(parts)
    for misprint in table.misprints:
        for entry in entries.get(misprint.at, ()):
            _put(entry, misprint)
    return table._replace(parts=parts)


def _put_minimum_on_item(read: ReadRuleset, criterion: dict[str, Any]) -> None:
    """Asterisks that print has on the item stand there again, and not on its first level."""
    star = read.folder.criteria[criterion["id"]].value.minimum
    first = next((level for level in criterion["levels"] if level["points"] > 0), None)
    if star is not None and first is not None and first.get("minimum") == star:
        criterion["minimum"] = first.pop("minimum")


def _entries(parts: Iterable[dict[str, Any]]) -> Mapping[str, list[dict[str, Any]]]:
    """Parts, groups, headings, criteria and levels by their address. A group of one criterion has
    its number: both stand there.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for part in parts:
        found.setdefault(part["code"], []).append(part)
        for group in part["groups"]:
            for entry in (group, *group["headings"], *group["criteria"]):
                found.setdefault(entry["number"], []).append(entry)
            for criterion in group["criteria"]:
                for level in criterion["levels"]:
                    found[f"{criterion['number']}/{level['id']}"] = [level]
    return found


def _put(entry: dict[str, Any], misprint: Misprint) -> None:
    """Put what is printed into an entry."""
    title_and_column = _TITLE_AND_COLUMN.fullmatch(misprint.printed)
    if misprint.field == "points":
        value = printed_value("points", misprint.printed)
        entry["points"] = value if isinstance(value, int) else None
        entry["printed"] = value if isinstance(value, str) else ""
    elif misprint.field == "number":
        entry["number_printed"] = printed_value("number", misprint.printed, entry["number"])
    elif misprint.field == "boxes":
        entry["boxes"] = False
    elif misprint.field == "level":
        entry["missing"] = True
    elif misprint.field == "minimum":
        entry["minimum_in_words"] = entry.pop("minimum", None)
    elif title_and_column:
        entry["title_points"] = int(title_and_column[1])
        entry["points"] = int(title_and_column[2])
    else:
        entry.setdefault("words", []).append(_of_entry(entry, misprint))


def _of_entry(entry: Doc, misprint: Misprint) -> Misprint:
    """Of a list of misprinted words, those that stand in an entry: its words as read have what they
    are read as.
    """
    words = entry["vi"] if "vi" in entry else entry["title"]["vi"]
    listed = (misprint.printed.split(";"), misprint.read_as.split(";"))
    if len(listed[0]) != len(listed[1]):
        return misprint
    pairs = [(one.strip(), other.strip()) for one, other in zip(*listed, strict=True)]
    here = [pair for pair in pairs if pair[1].casefold() in words.casefold()]
    if not here:
        return misprint
    printed, read_as = ("; ".join(said) for said in zip(*here, strict=True))
    return misprint._replace(printed=printed, read_as=read_as)
