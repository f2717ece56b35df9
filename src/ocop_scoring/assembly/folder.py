"""The files of one decision, read and checked one by one; the faults of all of them are collected
before any is raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import RootModel

from ..errors import Fault, Faults, Place, Placing, RulesetError
from ..sources.layout import (
    SHARED_FILES,
    folders_of,
    is_there,
    number_of,
    shown_name,
    yaml_files,
)
from ..sources.places import Source
from ..sources.read import read
from ..text import listed, near
from . import decision_files, files
from .amend import Amendment, Change, Partly, layered
from .types import M, checked

__all__ = [
    "Doc",
    "Folder",
    "Shared",
    "amended_product_set_files",
    "check_readings",
    "cited",
    "product_set_files",
    "reading_of",
]

Doc = dict[str, Any]
T = TypeVar("T")


class Shared(NamedTuple, Generic[T]):
    """What a file says, or one entry of it, and the file that it stands in."""

    source: Source
    value: T


class Folder:
    """The files of one decision that all its product sets share, read and checked one by one.

    RulesetError with all faults of all files. With `partly`, some of an amendment's changes are
    carried out, and `is_whole` says that nothing need hold together (see `between`).
    """

    def __init__(self, path: Path, vocabulary: Doc, partly: Partly | None = None) -> None:
        self.path = path
        self.vocabulary = vocabulary
        self.is_whole = partly is None
        self.folders = folders_of(path) if partly is None else partly.folders
        self.amendment = Amendment(self.folders) if partly is None else partly
        reading = _Reading(self.folders, self.amendment)
        self.ruleset = reading.file("ruleset", decision_files.RulesetFile)
        self.groups = reading.entries("groups", files.GroupsFile)
        self.gates = reading.entries("gates", files.GatesFile)
        self.readings = reading.entries("readings", files.ReadingsFile)
        self.errata = reading.entries("errata", files.ErrataFile)
        self.classification = reading.file("classification", decision_files.ClassificationFile)
        self.minimums = self._minimums(reading)
        self.stated_minimums = _stated(self.minimums.value)
        self.criteria = reading.criteria()
        misplaced = [self._misplaced(change) for change in self.amendment.changes if self.is_whole]
        reading.faults.take(fault for fault in misplaced if fault is not None)
        reading.faults.raise_any(RulesetError)

    def _minimums(self, reading: _Reading) -> Shared[files.MinimumsFile]:
        """The minimums stated beside the tables; none where the decision needs no such file."""
        if any(is_there(folder / "minimums.yaml") for folder in self.folders):
            return reading.file("minimums", files.MinimumsFile)
        return Shared(self.ruleset.source, files.MinimumsFile(known=[], missing=[]))

    def errata_of(self, number: int, file: Path) -> Iterator[tuple[int, str, files.ErratumShape]]:
        """The misprints of a product set, each with its position and address; only the
        amendment's, if it replaced the table.
        """
        replaced = len(self.folders) > 1 and file.parent.parent == self.path
        for index, erratum in enumerate(self.errata.value):
            stands_in = Path(self.errata.source.place((index,)).file).parent.name
            if replaced and stands_in != self.path.name:
                continue
            for address in erratum.at:
                if address.split("/")[0] == str(number):
                    yield index, address, erratum

    def _misplaced(self, change: Change) -> Fault | None:
        """The fault of a change whose address is nowhere."""
        first, *rest = change.address
        if rest and first == "product-sets":
            numbers = [str(number) for number in amended_product_set_files(self.path)]
            is_here = rest[0] in numbers
            return None if is_here else change.fault("set-not-here", rest[0], listed(numbers))
        if rest and first == "criteria":
            if rest[0] in self.criteria:
                return None
            return change.fault("unknown-criterion-id", rest[0], near(rest[0], self.criteria))
        shared = [folder / f"{first}.yaml" for folder in self.folders if first in SHARED_FILES]
        if rest and any(is_there(file) for file in shared):
            return None
        return change.fault("change-without-place", "/".join(change.address), "")


class _Reading:
    """Reads the files of a decision, changes carried out, and collects their faults."""

    def __init__(self, folders: tuple[Path, ...], amendment: Amendment) -> None:
        self.folders, self.amendment = folders, amendment
        self.faults = Faults()
        self.faults.take(amendment.faults)

    def file(self, name: str, model: type[M]) -> Shared[M]:
        """A file of that name, of all folders that have it."""
        source = layered(self.folders, f"{name}.yaml")
        source, faults = self.amendment.carried_out(source, name)
        self.faults.take(faults)
        return Shared(source, checked(source, model, RulesetError))

    def entries(self, name: str, model: type[RootModel[T]]) -> Shared[T]:
        """A file that is one mapping or list of entries."""
        source, value = self.file(name, model)
        return Shared(source, value.root)

    def criteria(self) -> dict[str, Shared[files.CriterionShape]]:
        """The shared criteria of all theme files."""
        found: dict[str, Shared[files.CriterionShape]] = {}
        for room in (folder / "criteria" for folder in self.folders):
            for file in yaml_files(room):
                self._read_criteria(room / file, found)
        return found

    def _read_criteria(self, file: Path, found: dict[str, Shared[files.CriterionShape]]) -> None:
        source = read(file, RulesetError, name=shown_name(file))
        among = source.root if isinstance(source.root, dict) else ()
        source, faults = self.amendment.carried_out(source, "criteria", among=among)
        self.faults.take(faults)
        for name, shape in checked(source, files.CriteriaFile, RulesetError).root.items():
            if name in found:
                first = found[name].source.place((name,), key=True)
                self.faults.add("criterion-twice", source, (name,), name, "", key=True, first=first)
            found[name] = Shared(source, shape)


def _stated(minimums: files.MinimumsFile) -> dict[str, list[tuple[int, str]]]:
    """The stars and levels that are stated beside the tables, by criterion."""
    found: dict[str, list[tuple[int, str]]] = {}
    for entry in minimums.known:
        for name, level in entry.levels.items():
            found.setdefault(name, []).append((entry.star, level))
    return found


def amended_product_set_files(path: Path) -> dict[int, Path]:
    """The product-set files of a ruleset: its base's, where it amends one, and its own, which stand
    in for the base's.
    """
    found: dict[int, Path] = {}
    for folder in folders_of(path):
        found |= product_set_files(folder)
    return dict(sorted(found.items()))


def product_set_files(path: Path) -> dict[int, Path]:
    """The product-set files of a ruleset's folder, by the number their names begin with
    (`08-….yaml`).
    """
    found: dict[int, Path] = {}
    for file in (path / "product-sets" / name for name in yaml_files(path / "product-sets")):
        number, place = number_of(file.name), Place(shown_name(file), 1, 1)
        if number is None:
            raise RulesetError(Fault("file-without-number", place, "", file.name, "08-name.yaml"))
        if number in found:
            values = {"first": found[number].name}
            raise RulesetError(Fault("product-set-twice", place, "", f"{number:02d}", "", values))
        found[number] = file
    return found


def reading_of(shape: files.ReadingShape) -> Doc:
    """A reading as resolved documents carry it."""
    return {
        "question": {"vi": shape.question, "en": shape.en.question},
        "taken": {"vi": shape.taken, "en": shape.en.taken},
        "basis": shape.basis,
        "other_readings": list(shape.other_readings),
        "article": shape.article,
    }


def check_readings(
    faults: Faults,
    names: Sequence[str],
    readings: Mapping[str, object],
    source: Placing,
    path: Sequence[str | int],
) -> None:
    """Readings that are named must be written down."""
    for index, name in enumerate(names):
        if name not in readings:
            at = path if len(names) == 1 else (*path, index)
            faults.add("unknown-reading", source, at, name, near(name, readings))


def cited(names: Iterable[str]) -> Doc:
    """What something rests on, as resolved documents say it: its first reading, and all of them
    where there are several.
    """
    every = [*dict.fromkeys(names)]
    found: Doc = {"reading": every[0]} if every else {}
    return found | {"readings": every} if len(every) > 1 else found
