"""Where in the files of a ruleset stands what a path of its resolved documents leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ...assembly.conditions import place_of
from ...errors import Place, RulesetError
from ...sources.layout import is_there, shipped_folder, shown_name
from ...sources.places import Source
from ...sources.read import read as read_file
from .read import ReadRuleset

__all__ = ["Entry"]

Steps = tuple[str | int, ...]


_ROWS = ("parts", "groups", "headings", "criteria", "levels")
"""What rows stand in, from the whole table down."""


_OF_ROW = {
    "points": "points",
    "minimum": "minimums",
    "note": "note",
    "reading": "reading",
    "readings": "reading",
}
"""What a row calls what a criterion's document calls so."""


class Entry(NamedTuple):
    """What a path of a resolved document leads to: its address in a table, the field that differs,
    and the criterion and level, or the shared title, that it is of.
    """

    number: int | None
    address: tuple[str, ...]
    field: tuple[str, ...]
    criterion: str = ""
    level: str = ""
    title: str = ""

    @classmethod
    def at(cls, read: ReadRuleset, number: int | None, path: tuple[str, ...]) -> Entry:
        """What stands there."""
        address: tuple[str, ...] = ()
        rest = path if number is not None else ()
        for kind in _ROWS:
            if rest[:1] == (kind,) and len(rest) > 1:
                address = (*address, rest[1]) if kind == "levels" else (rest[1],)
                rest = rest[2:]
        if number is None or not address:
            return cls(number, (), path)
        if "criteria" not in path:
            title = _title_of(read, number, address[0]) if rest[:1] == ("title",) else ""
            return cls(number, address, rest, title=title)
        return cls.of_row(read, number, address, rest)

    @classmethod
    def of_row(
        cls, read: ReadRuleset, number: int, address: tuple[str, ...], field: tuple[str, ...]
    ) -> Entry:
        """A field of a row of a table, or of a level of the criterion in it."""
        criterion = _id_of(read, number, address[0])
        title = _title_of(read, number, address[0]) if field[:1] == ("title",) else ""
        return cls(number, address, field, criterion, "".join(address[1:]), title)

    def home(self, read: ReadRuleset) -> Place:
        """Where it stands by itself, whatever else differs: what a row says in the row, what it
        takes from a criterion, a title or a ground that tables share, in their file.
        """
        if self.number is None:
            return self.place(read, [])
        alike = [self.number]
        if self.criterion:
            if self._row_says(read):
                row = ("rows", self.address[0], *self._in_row())
                return read.sheets[self.number].source.place(row, key=True)
            shared = read.folder.criteria[self.criterion].source
            return shared.place((*self._steps(read), *self.field[:1]), key=True)
        if self.title:
            alike = [*_with_title(read, self.title)]
        elif not self.address and self.field[:1] == ("gates",):
            alike = [*_with_gate(read, *self.field[1:2])]
        return self.place(read, alike)

    def _row_says(self, read: ReadRuleset) -> bool:
        """Whether its own row says it, or only a row can."""
        row = read.sheets[self.number or 0].source.root["rows"].get(self.address[0])
        return self.field[:1] in {("id",), ("only_if",)} or self._says(row)

    def _in_row(self) -> Steps:
        """Where in a row stands what the row says instead of the shared criterion."""
        key = _OF_ROW.get(self.field[0]) if self.field else None
        if key is None:
            return ()
        return (key, self.level) if key == "points" and self.level else (key,)

    @property
    def key(self) -> tuple[Any, ...]:
        """What the same entry has in other tables: a criterion its id, a file's entry its name."""
        if self.criterion:
            return ("criterion", self.criterion, self.level, self.field)
        if self.title:
            return ("title", self.title, self.field)
        if self.address:
            return (self.number, self.address, self.field)
        return ("entry", self.number is None, self.field)

    def place(self, read: ReadRuleset, numbers: list[int]) -> Place:
        """Where it stands: where every table that has the criterion differs, at the shared one,
        else at the row; of what is in no row, in the file that it comes from.
        """
        if self.address:
            source = read.sheets[self.number or 0].source
            if self.title and {*numbers} == {*_with_title(read, self.title)}:
                return read.folder.groups.source.place((self.title, *self.field[1:]), key=True)
            if not self.criterion or not self._is_shared(read, numbers):
                return source.place(("rows", self.address[0]), key=True)
            shared = read.folder.criteria[self.criterion].source
            return shared.place((*self._steps(read), *self.field[:1]), key=True)
        if self.number is None:
            return _in_decision(read, self.field)
        return _in_table(read, self.number, numbers, self.field)

    def _is_shared(self, read: ReadRuleset, numbers: list[int]) -> bool:
        """Whether it is the shared criterion that differs: then all tables do whose own row doesn't
        say it.
        """
        using = {
            number: sheet.source.root["rows"].get(criterion["number"])
            for number, sheet in read.sheets.items()
            for criterion in sheet.criteria()
            if criterion["id"] == self.criterion
        }
        shared = {number for number, row in using.items() if not self._says(row)}
        return self.field[:1] not in {("id",), ("only_if",)} and shared == {*numbers}

    def _says(self, row: Any) -> bool:
        """Whether the row itself says what differs, instead of the shared criterion."""
        key = _OF_ROW.get(self.field[0]) if self.field else None
        said = row.get(key) if isinstance(row, dict) and key is not None else None
        return self.level in said if key == "points" and said is not None else said is not None

    def _steps(self, read: ReadRuleset) -> Steps:
        """Where the criterion or its level stands in its file."""
        levels = {level["id"]: level for level in read.criteria[self.criterion].levels}
        level = levels.get(self.level)
        return (self.criterion,) if level is None else place_of(self.criterion, dict(level))


def _title_of(read: ReadRuleset, number: int, row: str) -> str:
    """The name of the title that a part, group or heading has now; nothing where it has none."""
    said = read.sheets[number].source.root["rows"].get(row)
    if not isinstance(said, dict):
        return ""
    return next((str(said[kind]) for kind in ("part", "group", "heading") if kind in said), "")


def _with_title(read: ReadRuleset, title: str) -> Iterator[int]:
    """The tables in which some row has a title."""
    for number, sheet in read.sheets.items():
        if any(_title_of(read, number, row) == title for row in sheet.source.root["rows"]):
            yield number


def _with_gate(read: ReadRuleset, gate: str = "") -> Iterator[int]:
    """The tables that list a ground."""
    for number, sheet in read.sheets.items():
        if any(entry["id"] == gate for entry in sheet.document["gates"]):
            yield number


def _id_of(read: ReadRuleset, number: int, row: str) -> str:
    """The id of the criterion that stands in a row now; nothing where none does."""
    found = (c["id"] for c in read.sheets[number].criteria() if c["number"] == row)
    return next(found, "")


_OF_SHEET = {"title": "vi", "rests_on": "readings", "parts": "rows"}
"""Where in a table's file stands what its document calls so."""
_OF_VOCABULARY = ("facts", "documents", "contradictions")


def _in_table(read: ReadRuleset, number: int, numbers: list[int], path: Steps) -> Place:
    """Where what is in no row of a table stands."""
    folder, (room, *rest) = read.folder, path
    if room == "ruleset":
        return _in_decision(read, tuple(rest))
    if room == "readings":
        return folder.readings.source.place(tuple(rest), key=True)
    if room == "errata":
        return folder.errata.source.place(_erratum(read, rest))
    if room == "minimums_missing":
        return folder.minimums.source.place(("missing",), key=True)
    if room == "vocabulary" and rest and rest[0] in _OF_VOCABULARY:
        beside = (folder.path.parent, shipped_folder())
        file = next((f for at in beside if is_there(f := at / f"{rest[0]}.yaml")), None)
        if file is not None:
            state = file.stat()
            source = _vocabulary(file, state.st_mtime_ns, state.st_size)
            return source.place(tuple(rest[1:]), key=True)
    is_shared = room == "gates" and len(rest) > 1 and rest[0] in folder.gates.value
    if is_shared and {*_with_gate(read, str(rest[0]))} == {*numbers}:
        return folder.gates.source.place(tuple(rest), key=True)
    source = read.sheets[number].source
    if room == "gates":
        return source.place(("gates", *_gate(source.root.get("gates", ()), rest)))
    return source.place((_OF_SHEET.get(str(room), str(room)),), key=True)


@lru_cache(maxsize=8)
def _vocabulary(file: Path, written: int, size: int) -> Source:
    """A file of the vocabulary as it was last written: many entries of it are asked for."""
    return read_file(file, RulesetError, name=shown_name(file))


def _gate(gates: Iterable[Any], rest: Sequence[int | str]) -> Steps:
    """The position of a ground among those of a table."""
    names = [gate.get("gate") if isinstance(gate, dict) else gate for gate in gates]
    return (names.index(rest[0]),) if rest and rest[0] in names else ()


def _erratum(read: ReadRuleset, rest: Sequence[int | str]) -> Steps:
    """The position of a misprint among those of a ruleset, by one of its addresses."""
    errata = enumerate(read.folder.errata.value)
    return next(((index,) for index, erratum in errata if rest and rest[0] in erratum.at), ())


def _in_decision(read: ReadRuleset, path: Steps) -> Place:
    """Where what a decision's document says stands."""
    folder, (room, *rest) = read.folder, path or ("id",)
    if room == "readings_of_law":
        return folder.readings.source.place(tuple(rest), key=True)
    if room in {"classification", "products"}:
        name = "sectors" if room == "classification" else "products"
        return folder.classification.source.place((name, *rest), key=True)
    if room == "product_sets":
        return folder.ruleset.source.place(())
    if room == "title":
        return folder.ruleset.source.place(tuple(rest) or ("vi",), key=True)
    steps = [int(step) if str(step).isdecimal() and room != "stars" else step for step in rest]
    return folder.ruleset.source.place((str(room), *steps), key=True)
