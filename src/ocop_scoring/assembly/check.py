"""Checks a whole ruleset from its files: every table, every shared criterion, and what only shows
over all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import Fault, OcopError, Place, RulesetError
from ..sources.layout import SHARED_FILES, folders_of, rulesets_in, shown_name
from ..text import nearest
from .amend import layered
from .criteria import resolved_criterion
from .decision import assemble_ruleset
from .folder import Doc, Folder, amended_product_set_files
from .tables import assemble_product_set

__all__ = ["check_ruleset"]


def check_ruleset(folder: Folder) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The numbers of a ruleset's tables, and of those that stay unverified. RulesetError with all
    faults of all files otherwise.
    """
    files = amended_product_set_files(folder.path)
    faults: list[Fault] = []
    tables: list[Doc] = []
    try:
        assemble_ruleset(folder, list(files))
    except OcopError as error:
        faults += error.faults
    for path in files.values():
        try:
            tables.append(assemble_product_set(folder, path))
        except OcopError as error:
            faults += [fault for fault in error.faults if fault not in faults]
    faults += [
        fault
        for fault in _over_all(folder, tables, whole=len(tables) == len(files))
        if fault not in faults
    ]
    if faults:
        raise RulesetError(_as_amended(folder, faults))
    return tuple(files), tuple(
        table["number"] for table in tables if table["provenance"] == "unverified"
    )


def _as_amended(folder: Folder, faults: list[Fault]) -> list[Fault]:
    """The faults, and of those that stand in a base's file and are not the base's own, whose
    amendment makes them.
    """
    if len(folder.folders) == 1 or not faults:
        return faults
    own, of_base = f"{shown_name(folder.path)}/", list[Fault]()
    try:
        check_ruleset(Folder(folder.folders[-2], folder.vocabulary))
    except RulesetError as error:
        of_base += error.faults
    return [
        fault
        if fault in of_base or fault.place is None or fault.place.file.startswith(own)
        else replace(fault, values={**fault.values, "as_amended_by": folder.path.name})
        for fault in faults
    ]


def _over_all(folder: Folder, tables: list[Doc], whole: bool) -> Iterator[Fault]:
    others = _others(folder)
    yield from _filings_twice(folder, others)
    yield from _transitions_twice(folder, others)
    yield from _passed_over(folder)
    for name, shared in folder.criteria.items():
        yield from resolved_criterion(
            name, shared, folder
        ).faults  # of those too that no table uses
    if whole:
        groups = [group for table in tables for part in table["parts"] for group in part["groups"]]
        used = {criterion["id"] for group in groups for criterion in group["criteria"]}
        for index, entry in enumerate(folder.minimums.known):
            for name in entry.levels:
                if name in folder.criteria and name not in used:
                    place = folder.minimums_source.place(("known", index, "levels", name), key=True)
                    yield Fault("minimum-unused", place, "known", name, "")


def _passed_over(folder: Folder) -> Iterator[Fault]:
    """Files and folders that look like rules and are not read, since they are called otherwise."""
    rooms, own = (
        ("criteria", "product-sets", "cases"),
        ("changes",) if len(folder.folders) > 1 else (),
    )
    read_here = {
        **{name: name for name in rooms},
        **{name: f"{name}.yaml" for name in (*SHARED_FILES, *own)},
    }
    for file in _rules_in(folder.path):
        if file.name == "changes.yaml" and not own:
            yield _not_read(file, "RULESET+NUMBER/changes.yaml")
        elif file.name not in read_here.values():
            near = nearest(file.stem, list(read_here))
            yield _not_read(file, read_here[near] if near else ", ".join(read_here.values()))
    for file in (file for room in rooms for file in _rules_in(folder.path / room)):
        if file.suffix != ".yaml" or file.is_dir():
            yield _not_read(
                file, f"{file.parent.name}/….yaml" if file.is_dir() else f"{file.stem}.yaml"
            )


def _rules_in(place: Path) -> Iterator[Path]:
    """The folders of a place, and its files that look like YAML; hidden ones are nobody's rules."""
    for file in sorted(place.glob("[!.]*")):
        if file.is_dir() or file.suffix.lower() in (".yml", ".yaml"):
            yield file


def _not_read(file: Path, right: str) -> Fault:
    return Fault("file-passed-over", Place(shown_name(file), 1, 1), "", file.name, right)


def _others(folder: Folder) -> list[tuple[str, Doc]]:
    """The rulesets beside this one: of each its name and what its file says, unchecked."""
    place = folder.path.parent
    roots = [
        (name, layered(folders_of(place / name), "ruleset.yaml").root)
        for name in rulesets_in(place)
        if name != folder.path.name
    ]
    return [(name, root) for name, root in roots if isinstance(root, dict)]


def _filings_twice(folder: Folder, others: list[tuple[str, Doc]]) -> Iterator[Fault]:
    """Filing days that another ruleset takes too: then no date could tell which law applies."""
    source = folder.ruleset_source
    first, last = _filing_days(source.root)
    for other, theirs in others:
        start, end = _filing_days(theirs)
        if first <= end and start <= last:
            place = source.place(("filings" if "filings" in source.root else "in_force",))
            yield Fault("filings-overlap", place, "filings", first, "", {"other": other})


def _transitions_twice(folder: Folder, others: list[tuple[str, Doc]]) -> Iterator[Fault]:
    """Transitions whose dossiers another ruleset's transition takes too."""
    for other, theirs in others:
        for entry in (
            entry for entry in _items(theirs.get("transition")) if isinstance(entry, dict)
        ):
            first, last = _span(entry.get("filed"))
            for index, own in enumerate(folder.ruleset.transition):
                meets = (
                    first <= (own.filed.until or date.max).isoformat()
                    and own.filed.from_.isoformat() <= last
                )
                if meets and any(kind in own.kinds for kind in _items(entry.get("kinds"))):
                    place = folder.ruleset_source.place(("transition", index, "filed"))
                    yield Fault(
                        "transition-overlap",
                        place,
                        "transition",
                        str(own.filed.from_),
                        first,
                        {"other": other},
                    )


def _filing_days(ruleset: Doc) -> tuple[str, str]:
    """The first and last day on which dossiers are filed for a ruleset, as its file has them."""
    return _span(ruleset.get("filings") or ruleset.get("in_force"))


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _span(days: object) -> tuple[str, str]:
    """A span's first and last day as text; one that no day is in where there is none."""
    return (
        (str(days.get("from", "9")), str(days.get("until", "9")))
        if isinstance(days, dict)
        else ("9", "0")
    )
