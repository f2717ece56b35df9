"""What two rulesets are compared by: a side, from whatever was named – a ruleset's id, a folder, a
sealed record.
"""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import Path

from ..errors import CatalogError, Fault, OcopError, Place
from ..frozen import Frozen, FrozenDict
from ..records.record import load_record, pieces_of
from ..rules.catalog import Catalog, built_in, catalog_lent
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset, home_of
from ..sources.layout import is_there, names_in, rulesets_in, shipped_folder
from ..text import listed, nearest
from .lint.read import Doc, ReadRuleset, read_ruleset
from .lint.release_places import Entry

__all__ = ["Side", "side_of"]


class Side(Frozen):
    """One of two rulesets that are compared: how it was named, its rules, the numbers of the
    product sets that can be compared, and where in its files everything stands.

    `file` is the sealed record that it was read from, if it was.
    """

    name: str
    ruleset: Ruleset
    numbers: tuple[int, ...]
    file: str | None
    _documents: dict[int | None, Doc]
    _places: dict[tuple[int | None, tuple[str, ...]], str]
    _read: ReadRuleset | None

    def __init__(
        self,
        name: str,
        ruleset: Ruleset,
        numbers: tuple[int, ...] | None = None,
        file: str | None = None,
    ) -> None:
        known = ruleset.numbers if numbers is None else numbers
        self._set(name=name, ruleset=ruleset, numbers=known, file=file)
        self._set(_documents={}, _places={}, _read=None)

    def __eq__(self, other: object) -> bool:
        """Whether the same rules were called the same."""
        return self._given == other._given if isinstance(other, Side) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._given)

    def __reduce__(self) -> tuple[type[Side], tuple[object, ...]]:
        return Side, self._given

    @property
    def _given(self) -> tuple[object, ...]:
        """What it was made of."""
        return self.name, self.ruleset, self.numbers, self.file

    def __repr__(self) -> str:
        return f"<Side {self.name}: {self.ruleset!r}>"

    @property
    def criteria(self) -> Path | None:
        """The folder of rulesets that it stands in; None of a built-in one and of a record."""
        home, given = home_of(self.ruleset), Path(self.name)
        if not isinstance(home, Catalog) or home is built_in():
            return None
        is_path = given.name == self.ruleset.id != self.name
        return given.parent if is_path else home.folder

    def product_set(self, number: int) -> ProductSet:
        """The table of product set `number`. CatalogError where this side has none, RulesetError
        where its files don't hold together.
        """
        return self.ruleset.product_set(number)

    def document(self, number: int | None = None) -> Doc:
        """The resolved document of a table; without a number, that of the decision itself. It is
        kept: not to be changed.
        """
        if number not in self._documents:
            of = self.ruleset if number is None else self.product_set(number)
            self._documents[number] = of.resolved()
        return self._documents[number]

    def english(self) -> Mapping[str, Mapping[str, str]]:
        """The English of its levels, by criterion and level; none of a sealed record."""
        read = self._files()
        return FrozenDict({}) if read is None else read.english

    def at(self, address: str) -> str:
        """Where an address stands in its files, as `FILE:LINE`: `8/1.5/half`, `8/A`, `8/gates/ID`,
        `8/readings/ID`, `8` for a table, `in_force/from` for what the decision says. What stands
        nowhere of its own stands where its table, or the decision, begins.
        """
        head, *rest = address.split("/")
        number = int(head) if head.isdecimal() and int(head) in self.numbers else None
        return self.place(number, tuple(rest if number is not None else (head, *rest)))

    def place(self, number: int | None, path: tuple[str, ...]) -> str:
        """Where stands what some steps lead to: in a table a row, its level, then the field of it;
        else the names inside the document.
        """
        read = self._files()
        if read is None:
            return f"{self.file or self.name}:1"
        shared = number is not None and path[:1] in (("readings",), ("vocabulary",))
        key = None if shared else number, path
        if key not in self._places:
            place = _place(read, number, path)
            self._places[key] = f"{place.file}:{place.line}"
        return self._places[key]

    def _files(self) -> ReadRuleset | None:
        """Its files, read; None of a sealed record, which has no files of rules."""
        home = home_of(self.ruleset)
        if self._read is None and isinstance(home, Catalog):
            made = {number: self.document(number) for number in self.numbers}
            self._set(_read=read_ruleset(home, self.ruleset.id, made))
        return self._read


def _place(read: ReadRuleset, number: int | None, path: tuple[str, ...]) -> Place:
    if number is None:
        return Entry(None, (), path).home(read)
    sheet = read.sheets[number]
    if not path:
        return sheet.source.place(())
    row, *rest = path
    if row not in sheet.source.root["rows"]:
        return Entry(number, (), path).home(read)
    levels = _levels(sheet.document, row)
    address = (row, *rest[:1]) if rest and rest[0] in levels else (row,)
    return Entry.of_row(read, number, address, path[len(address) :]).home(read)


def _levels(document: Doc, row: str) -> frozenset[str]:
    """The ids of the levels of the criterion in a row; none where no criterion stands there."""
    return frozenset(
        level["id"]
        for part in document["parts"]
        for group in part["groups"]
        for criterion in group["criteria"]
        if criterion["number"] == row
        for level in criterion["levels"]
    )


def side_of(named: str | PathLike[str] | Ruleset | Side, catalog: Catalog | None = None) -> Side:
    """The side that is meant: a ruleset; the id of one of the catalogue (by default the built-in
    one); a folder with `ruleset.yaml`, as a draft, an amendment, or a checkout of older rules; a
    sealed record, whose one table is compared. An id goes before a folder of the same name: that is
    meant by `./NAME`.

    CatalogError where there is no such ruleset, folder or file; RulesetError where its files don't
    hold together; RecordError where a file is no record.
    """
    if isinstance(named, Side):
        return named
    if isinstance(named, Ruleset):
        return Side(named.id, named)
    text = fspath(named)
    known = built_in() if catalog is None else catalog
    if isinstance(named, str) and _is_id(known, text):
        return Side(text, known.ruleset(text))
    path = Path(text)
    if path.name in _FILES_OF_RULES and path.is_file():
        path = path.parent
    if path.is_dir():
        return _of_folder(path)
    if path.is_file():
        return _of_record(text)
    raise _missing(text, path, known)


_FILES_OF_RULES = ("ruleset.yaml", "changes.yaml")
"""Files that stand in a ruleset's own folder, which is meant where one of them is named."""


def _is_id(catalog: Catalog, text: str) -> bool:
    try:
        catalog.ruleset(text)
    except CatalogError:
        return False
    return True


def _of_folder(path: Path) -> Side:
    folder = path.resolve()
    if not is_there(folder / "ruleset.yaml"):
        names = rulesets_in(folder)
        values = {"habit": "several" if names else "side"}
        right = listed([str(path / name) for name in names]) if names else "ruleset.yaml"
        raise CatalogError(Fault("no-rulesets", None, "", str(path), right, values))
    is_shipped = folder.parent == shipped_folder().resolve()
    catalog = built_in() if is_shipped else catalog_lent(folder.parent)
    return Side(str(path), catalog.ruleset(folder.name))


def _of_record(text: str) -> Side:
    record = load_record(text)
    number = pieces_of(record)["product_set"].value["number"]
    return Side(text, record.rules(), (number,), text)


def _missing(text: str, path: Path, known: Catalog) -> OcopError:
    """The refusal of a name that is no ruleset, folder or file: with the nearest one."""
    try:
        known.ruleset(text)
    except CatalogError as unknown:
        if path.name == text:
            return unknown
    names = names_in(path.parent) if path.parent.is_dir() else []
    near = nearest(path.name, names)
    place, values = Place(text, 1, 1), {"habit": "misnamed" if near else "missing"}
    right = str(path.with_name(near)) if near else ""
    return CatalogError(Fault("unreadable-file", place, "", text, right, values))
