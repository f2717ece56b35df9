"""What lies in a round's folder: its dossiers, the sheets that came back, which belong together.

A file that can't be read, or that belongs to another product or round, is named and left where it
is: it never stops the others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import NamedTuple, TypeVar
from unicodedata import normalize

from ..errors import Fault, FilingError, OcopError, Place
from ..filing.forms import Dossier, ScoreSheet
from ..filing.round import ROUND_FILE, Round, load_round
from ..frozen import FrozenDict
from ..rating.score import ruleset_for, score
from ..rules.catalog import Catalog, built_in
from ..rules.ruleset import Ruleset
from .files import dossier_of, read_sheets

__all__ = [
    "DOSSIERS",
    "PAPERS",
    "RESULTS",
    "SHEETS",
    "Entered",
    "Problem",
    "Returned",
    "RoundFolder",
    "read_folder",
]

DOSSIERS, SHEETS, RESULTS, PAPERS = "dossiers", "sheets", "results", "papers"
_FORMS = (".yaml", ".yml", ".json", ".xlsx")
_TABLES = (".csv", ".tsv", ".parquet")
_REFUSED = (".ods", ".xls", ".xlsm", ".xlsb")
"""Other spreadsheets: nobody's sheet is passed over in silence, whoever reads them refuses them."""

Read = TypeVar("Read")


class Problem(NamedTuple):
    """A file that the round can't use, by its path in the folder, and what is wrong with it."""

    file: str
    faults: tuple[Fault, ...]


class Entered(NamedTuple):
    """A product of the round: its dossier, the ruleset that it is rated by, who doesn't rate it.

    `name` is that of its file without the ending: its sheets, results and papers are called by it.
    Its letters are composed (NFC), however a system that decomposes them called the file.
    """

    name: str
    file: str
    dossier: Dossier
    rules: Ruleset
    in_conflict: tuple[str, ...]

    @property
    def code(self) -> str | None:
        """The product's code, where it has one."""
        return self.dossier.product.code

    def is_called(self, named: str) -> bool:
        """Whether `round.yaml` means this product: it says its code, or the name of its file."""
        return named == self.code or _composed(named) == self.name


class Returned(NamedTuple):
    """A sheet that came back, and the file it came in."""

    file: str
    sheet: ScoreSheet


class RoundFolder(NamedTuple):
    """A round's folder as it was read: products in the order of their files' names, the sheets of
    each, those of a later round that nobody has filled in yet, and the files that can't be used.
    """

    root: Path
    round: Round
    products: tuple[Entered, ...]
    sheets: FrozenDict[str, tuple[Returned, ...]]
    awaited: FrozenDict[str, tuple[Returned, ...]]
    problems: tuple[Problem, ...]


def read_folder(
    root: str | PathLike[str], catalog: Catalog | None = None, *, jobs: int = 1
) -> RoundFolder:
    """A round's folder. FilingError for its `round.yaml` alone, where there is none, or where the
    folder can't be read; whatever else is wrong is among the `problems`.

    `jobs` processes read the sheets at once, where there are many.
    """
    known = built_in() if catalog is None else catalog
    form = Path(root, ROUND_FILE)
    if not os.path.lexists(form):
        raise FilingError(Fault("no-round", Place(str(form), 1, 1), "", str(root), ""))
    return _Reader(Path(root), load_round(root), known, jobs).read()


class _Reader:
    """Reads one folder, and keeps what can't be used."""

    def __init__(self, root: Path, of: Round, catalog: Catalog, jobs: int) -> None:
        self._root, self._round, self._catalog, self._jobs = root, of, catalog, jobs
        self._problems: list[Problem] = []

    def read(self) -> RoundFolder:
        """All products, then all sheets: which product a sheet is of is known then."""
        products = self._products()
        if not self._problems:  # else a code may be that of a dossier that can't be read
            self._look_at_names(products)
        sheets: dict[str, list[Returned]] = {product.name: [] for product in products}
        paths = list(_files_in(self._root / SHEETS))
        for path, read in zip(paths, read_sheets(paths, self._catalog, self._jobs), strict=True):
            if read.faults:
                self._problems.append(Problem(self._named(path), read.faults))
            for sheet in read.sheets:
                returned = Returned(self._named(path), sheet)
                product = self._product_of(returned, path, products)
                if product is not None:
                    sheets[product.name].append(returned)
        handed = {one.name: _handed_in(one, sheets[one.name]) for one in products}
        again = {
            name: tuple([one for one in given if one.sheet.round > 1 and one not in handed[name]])
            for name, given in sheets.items()
        }
        kept, awaited = FrozenDict(handed), FrozenDict(again)
        problems = tuple(self._problems)
        return RoundFolder(self._root, self._round, products, kept, awaited, problems)

    def _products(self) -> tuple[Entered, ...]:
        found: dict[str, Entered] = {}
        codes: dict[str, str] = {}
        for path in _files_in(self._root / DOSSIERS):
            product = self._kept(path, self._entered)
            if product is None:
                continue
            twice = codes.get(product.code or "") or (
                found[product.name].file if product.name in found else None
            )
            if twice:
                named = product.code or product.name
                self._leave(path, None, "product-twice", named, twice)
                continue
            found[product.name] = product
            if product.code:
                codes[product.code] = product.file
        return tuple(found.values())

    def _entered(self, path: Path) -> Entered:
        dossier = dossier_of(path, self._catalog)
        rules = ruleset_for(dossier, catalog=self._catalog, decided=self._round.decided_on)
        rules.product_set(dossier.product.product_set)
        name, conflicts = _composed(path.stem), self._round.conflicts
        entered = Entered(name, self._named(path), dossier, rules, ())
        called = [ids for named, ids in conflicts.items() if entered.is_called(named)]
        return entered._replace(in_conflict=tuple(dict.fromkeys(chain.from_iterable(called))))

    def _look_at_names(self, products: tuple[Entered, ...]) -> None:
        """A product that `round.yaml` names and the round lacks: a conflict that names none would
        keep nobody from rating the one that is meant.
        """
        of = self._round
        named = [("conflicts", key, key, "conflict-of-no-product") for key in of.conflicts]
        named += [
            ("papers", key, key.partition("/")[2], "field-of-no-product")
            for key in of.papers
            if "/" in key
        ]
        right = ", ".join([one.code or one.name for one in products])
        for entry, key, product, code in named:
            if products and not any(one.is_called(product) for one in products):
                place = of.place((entry, key), key=True)
                self._leave(self._root / ROUND_FILE, place, code, key, right)

    def _product_of(
        self, returned: Returned, path: Path, products: tuple[Entered, ...]
    ) -> Entered | None:
        """The product that a sheet is of: the one whose code it bears, and where it bears none, the
        one that its folder is called by. None, and a problem, where that is none of the round's.
        """
        sheet, code = returned.sheet, returned.sheet.product_code
        folder, stem = _composed(path.parent.name), _composed(path.stem)
        by_name = next((p for p in products if p.name in (folder, stem)), None)
        product = next((p for p in products if code and p.code == code), None)
        if product is None and (code is None or (by_name and by_name.code is None)):
            product = by_name
        if product is None:
            known = ", ".join(p.code or p.name for p in products)
            place = sheet.place(("product_code",)) if code else None
            self._leave(path, place, "sheet-of-no-product", code or folder, known)
            return None
        if _is_blank(sheet) and sheet.assessor.id in product.in_conflict:
            return None  # sent out before anybody knew
        misfit = self._misfit(product, sheet)
        if misfit is not None:
            where, *words = misfit
            self._leave(path, sheet.place(where), *words)
            return None
        return product

    def _misfit(
        self, product: Entered, sheet: ScoreSheet
    ) -> tuple[tuple[str, ...], str, str, str] | None:
        """Why a sheet isn't this round's: where that stands, a fault's code, what was found, what
        would be right.
        """
        wanted = product.dossier.product.product_set
        if sheet.ruleset != product.rules.id:
            return ("ruleset",), "other-ruleset", sheet.ruleset, product.rules.id
        if sheet.product_set not in (None, wanted):
            return ("product_set",), "other-product-set", str(sheet.product_set), str(wanted)
        if sheet.assessor.role not in ("member", "chair"):
            return None
        member, who = self._round.member(sheet.assessor.id), ("assessor", "id")
        if member is None:
            known = ", ".join(member.id for member in self._round.members)
            return who, "unknown-member", sheet.assessor.id, known
        if member.role != sheet.assessor.role:
            return ("assessor", "role"), "other-role", sheet.assessor.role, member.role
        if member.id in product.in_conflict:
            return who, "member-in-conflict", member.id, ROUND_FILE
        return None

    def _kept(self, path: Path, read: Callable[[Path], Read]) -> Read | None:
        """What a file holds; None, and a problem, where it can't be read."""
        try:
            return read(path)
        except OcopError as error:
            self._problems.append(Problem(self._named(path), error.faults))
            return None

    def _leave(self, path: Path, place: Place | None, code: str, found: str, right: str) -> None:
        """Name a file, and the place in it, that the round can't use."""
        fault = Fault(code, place or Place(str(path), 1, 1), "", found, right)
        self._problems.append(Problem(self._named(path), (fault,)))

    def _named(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()


def _files_in(folder: Path) -> Iterator[Path]:
    """The files of a folder and of its folders that people may have filled in, by their paths.

    None where there is no such folder. Passed over: what begins with a dot, and what a spreadsheet
    program keeps beside a file that is open (`~$…`).
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as problem:
        place = Place(str(folder), 1, 1)
        raise FilingError(
            Fault("unreadable-folder", place, "", problem.strerror or "", "")
        ) from None
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir():
            yield from _files_in(path)
        elif path.suffix.lower() in (*_FORMS, *_TABLES, *_REFUSED):
            yield path


def _composed(name: str) -> str:
    """A name with its letters composed: ế is one letter, not e with two signs."""
    return normalize("NFC", name)


def _is_blank(sheet: ScoreSheet) -> bool:
    return not sheet.marks and not sheet.rejects


def _handed_in(product: Entered, returned: list[Returned]) -> tuple[Returned, ...]:
    """The sheets that somebody has filled in: workbooks lie where they are handed in from the day
    that they are sent out.
    """
    return tuple([one for one in returned if not _is_as_sent(product, one.sheet, returned)])


def _is_as_sent(product: Entered, sheet: ScoreSheet, all_of_product: list[Returned]) -> bool:
    """Whether a sheet is as it was sent out: blank, or in a later round a copy of an earlier one
    that nobody has dated. Whoever stays with their marks dates the sheet.
    """
    if _is_blank(sheet):
        return True
    if sheet.round == 1 or sheet.assessed_on is not None:
        return False
    own = [one.sheet for one in all_of_product if one.sheet.assessor.id == sheet.assessor.id]
    earlier = [one for one in own if one.round < sheet.round]
    try:
        return any(_ticked(product, one) == _ticked(product, sheet) for one in earlier)
    except OcopError:
        return False  # whoever rates it says what is wrong


def _ticked(product: Entered, sheet: ScoreSheet) -> list[object]:
    """What is ticked, the same whether a mark is points or a level's id."""
    return [row.level for row in score(product.rules, product.dossier, sheet).criteria]
