"""The files of one decision, read and checked one by one; the faults of all of them are collected
before any is raised.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import Fault, Faults, Place, Placing, RulesetError
from ..sources.layout import SHARED_FILES, folders_of, number_of, shown_name, yaml_files
from ..sources.places import Source
from ..sources.read import read
from ..text import listed, near
from . import files
from .amend import Change, changes_of, layered
from .types import M, checked

__all__ = [
    "Doc",
    "Folder",
    "SharedCriterion",
    "amended_product_set_files",
    "assemble_vocabulary",
    "check_reading",
    "product_set_files",
    "reading_of",
]

Doc = dict[str, Any]


@dataclass(slots=True)
class SharedCriterion:
    """A criterion as its theme file has it, where it stands, and its resolved form."""

    shape: files.CriterionShape
    source: Source
    resolved: object = None


class Folder:
    """The files of one decision that all its product sets share, read and checked one by one."""

    def __init__(self, path: Path, vocabulary: Doc) -> None:
        self.path = path
        self.vocabulary = vocabulary
        self.faults = Faults()
        self.folders = folders_of(path)
        self._changes = changes_of(path) if len(self.folders) > 1 else []
        for base in self.folders[:-1]:
            if not (base / "ruleset.yaml").is_file():
                place = Place(shown_name(path / "ruleset.yaml"), 1, 1)
                raise RulesetError(
                    Fault("base-missing", place, "", base.name, f"{base.name}/ruleset.yaml")
                )
        if len(self.folders) > 1:
            own = path / "ruleset.yaml"
            checked(
                stated := read(own, RulesetError, name=shown_name(own)),
                files.AmendmentFile,
                RulesetError,
            )
            of_own = [
                change
                for change in self._changes
                if change.address[:2] in {("ruleset", field) for field in stated.root}
            ]
            self.faults.take(
                [
                    change.fault("change-of-own", change.address[1], "ruleset.yaml")
                    for change in of_own
                ]
            )
        self.ruleset_source, self.ruleset = self._file("ruleset", files.RulesetFile)
        self.groups_source, groups = self._file("groups", files.GroupsFile)
        self.gates_source, gates = self._file("gates", files.GatesFile)
        self.readings_source, readings = self._file("readings", files.ReadingsFile)
        self.errata_source, errata = self._file("errata", files.ErrataFile)
        self.classification_source, self.classification = self._file(
            "classification", files.ClassificationFile
        )
        self.groups, self.gates, self.readings, self.errata = (
            groups.root,
            gates.root,
            readings.root,
            errata.root,
        )
        self.minimums_source, self.minimums = (
            self.ruleset_source,
            files.MinimumsFile(known=[], missing=[]),
        )
        if any((folder / "minimums.yaml").is_file() for folder in self.folders):
            self.minimums_source, self.minimums = self._file("minimums", files.MinimumsFile)
        self.stated_minimums: dict[str, list[tuple[int, str]]] = {}
        for entry in self.minimums.known:
            for name, level in entry.levels.items():
                self.stated_minimums.setdefault(name, []).append((entry.star, level))
        self.criteria: dict[str, SharedCriterion] = {}
        for file in (
            place / name
            for place in (folder / "criteria" for folder in self.folders)
            for name in yaml_files(str(place))
        ):
            self._read_criteria(file)
        self.faults.take(
            [fault for change in self._changes if (fault := self._misplaced(change)) is not None]
        )
        self.faults.raise_any(RulesetError)

    def errata_of(self, number: int, file: Path) -> Iterator[tuple[int, str, files.ErratumShape]]:
        """The misprints of a product set, each with its position and address; of a table that an
        amendment replaced, its own alone.
        """
        replaced = len(self.folders) > 1 and file.parent.parent == self.path
        for index, erratum in enumerate(self.errata):
            if (
                replaced
                and Path(self.errata_source.place((index,)).file).parent.name != self.path.name
            ):
                continue
            for address in erratum.at:
                if address.split("/")[0] == str(number):
                    yield index, address, erratum

    def _misplaced(self, change: Change) -> Fault | None:
        """The fault of a change whose address is nowhere."""
        first, *rest = change.address
        if rest and first == "product-sets":
            numbers = [str(number) for number in amended_product_set_files(self.path)]
            return (
                None
                if rest[0] in numbers
                else change.fault("set-not-here", rest[0], listed(numbers))
            )
        if rest and first == "criteria":
            return (
                None
                if rest[0] in self.criteria
                else change.fault("unknown-criterion-id", rest[0], near(rest[0], self.criteria))
            )
        if (
            rest
            and first in SHARED_FILES
            and any((folder / f"{first}.yaml").is_file() for folder in self.folders)
        ):
            return None
        return change.fault("change-without-place", "/".join(change.address), "")

    def changed(
        self, source: Source, *address: str, among: Container[str] | None = None
    ) -> list[Fault]:
        """Carry out the amendment's changes at an address (of the entries `among` it, if given) in
        a file's content; what does not fit.
        """
        depth = len(address)
        here = [change for change in self._changes if change.address[:depth] == address]
        if among is not None:
            here = [
                change
                for change in here
                if len(change.address) > depth and change.address[depth] in among
            ]
        applied = [change.apply(source, change.address[depth:]) for change in here]
        return [fault for fault in applied if fault is not None]

    def _file(self, name: str, model: type[M]) -> tuple[Source, M]:
        source = layered(self.folders, f"{name}.yaml")
        self.faults.take(self.changed(source, name))
        return source, checked(source, model, RulesetError)

    def _read_criteria(self, file: Path) -> None:
        source = read(file, RulesetError, name=shown_name(file))
        self.faults.take(
            self.changed(
                source, "criteria", among=source.root if isinstance(source.root, dict) else ()
            )
        )
        for name, shape in checked(source, files.CriteriaFile, RulesetError).root.items():
            if name in self.criteria:
                first = self.criteria[name].source.place((name,), key=True)
                self.faults.add("criterion-twice", source, (name,), name, "", key=True, first=first)
            self.criteria[name] = SharedCriterion(shape, source)


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
    for file in (path / "product-sets" / name for name in yaml_files(f"{path}/product-sets")):
        number, place = number_of(file.name), Place(shown_name(file), 1, 1)
        if number is None:
            raise RulesetError(Fault("file-without-number", place, "", file.name, "08-name.yaml"))
        if number in found:
            raise RulesetError(
                Fault(
                    "product-set-twice",
                    place,
                    "",
                    f"{number:02d}",
                    "",
                    {"first": found[number].name},
                )
            )
        found[number] = file
    return found


def assemble_vocabulary(path: Path) -> Doc:
    """The vocabularies of facts and documents, from `facts.yaml` and `documents.yaml`."""
    facts_source = read(path / "facts.yaml", RulesetError, name=shown_name(path / "facts.yaml"))
    facts = checked(facts_source, files.FactsFile, RulesetError).root
    documents_source = read(
        path / "documents.yaml", RulesetError, name=shown_name(path / "documents.yaml")
    )
    documents = checked(documents_source, files.DocumentsFile, RulesetError).root
    faults = Faults()
    for name, fact in facts.items():
        if (fact.unit == "word") != (fact.words is not None):
            faults.add(
                "words-of-fact", facts_source, (name,), fact.unit, "word", key=True, fact=name
            )
    faults.raise_any(RulesetError)
    return {
        "facts": {
            name: _without_none(fact.model_dump(by_alias=True)) for name, fact in facts.items()
        },
        "documents": {
            kind: _without_none(document.model_dump()) for kind, document in documents.items()
        },
    }


def _without_none(entry: Doc) -> Doc:
    return {key: value for key, value in entry.items() if value is not None}


def reading_of(shape: files.ReadingShape) -> Doc:
    """A reading as resolved documents carry it."""
    return {
        "question": {"vi": shape.question, "en": shape.en.question},
        "taken": {"vi": shape.taken, "en": shape.en.taken},
        "basis": shape.basis,
        "other_readings": list(shape.other_readings),
        "article": shape.article,
    }


def check_reading(
    faults: Faults,
    name: str | None,
    readings: Mapping[str, object],
    source: Placing,
    path: Sequence[str | int],
) -> None:
    """A reading that is named must be written down."""
    if name is not None and name not in readings:
        faults.add("unknown-reading", source, path, name, near(name, readings))
