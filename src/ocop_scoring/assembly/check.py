"""Checks a whole ruleset from its files: every table, every shared criterion, and what only shows
across all tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..days import Span
from ..errors import Fault, Faults, OcopError, Place, RulesetError
from ..sources.layout import SHARED_FILES, folders_of, rulesets_in, shown_name
from ..sources.places import Plain
from ..sources.values import day
from ..text import near, nearest
from .amend import layered
from .criteria import Criteria
from .decision import assemble_ruleset
from .english import english_of
from .folder import Doc, Folder, amended_product_set_files
from .products import kinds_of
from .tables import assemble_product_set

__all__ = ["check_ruleset"]


def check_ruleset(
    folder: Folder, criteria: Criteria, products: Doc | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The numbers of a ruleset's tables, and of those that stay unverified. RulesetError with all
    faults of all files otherwise; `products` are the everyday names of products, where there are
    any.
    """
    files = amended_product_set_files(folder.path)
    faults = Faults()
    tables: list[Doc] = []
    try:
        assemble_ruleset(folder, criteria, list(files))
    except OcopError as error:
        faults.take(error.faults)
    for path in files.values():
        try:
            tables.append(assemble_product_set(folder, criteria, path))
        except OcopError as error:
            faults.take(error.faults)
    try:
        english_of(folder, criteria)
    except OcopError as error:
        faults.take(error.faults)
    faults.take(_across_tables(folder, criteria, tables, whole=len(tables) == len(files)))
    faults.take(_unknown_kinds(folder, products))
    if faults:
        raise RulesetError(_as_amended(folder, list(faults.found), products))
    unverified = [table["number"] for table in tables if table["provenance"] == "unverified"]
    return tuple(files), tuple(unverified)


def _unknown_kinds(folder: Folder, products: Doc | None) -> Iterator[Fault]:
    """Kinds of products that no everyday name is of."""
    if products is None:
        return
    known = kinds_of(products)
    source, shape = folder.classification
    for kind in shape.products:
        if kind not in known:
            place, right = source.place(("products", kind), key=True), near(kind, known)
            yield Fault("unknown-kind-of-product", place, f"products/{kind}", kind, right)


def _as_amended(folder: Folder, faults: list[Fault], products: Doc | None) -> list[Fault]:
    """The faults; those in files of the base that only this amendment causes are marked so."""
    if len(folder.folders) == 1:
        return faults
    own, of_base = f"{shown_name(folder.path)}/", list[Fault]()
    try:
        base = Folder(folder.folders[-2], folder.vocabulary)
        check_ruleset(base, Criteria(base), products)
    except OcopError as error:
        of_base += error.faults
    return [
        fault
        if fault in of_base or fault.file is None or fault.file.startswith(own)
        else fault._replace(values={**fault.values, "as_amended_by": folder.path.name})
        for fault in faults
    ]


def _across_tables(
    folder: Folder, criteria: Criteria, tables: list[Doc], whole: bool
) -> Iterator[Fault]:
    others = _others(folder)
    yield from _filings_twice(folder, others)
    yield from _transitions_twice(folder, others)
    yield from _passed_over(folder)
    for name in folder.criteria:
        yield from criteria[name].faults  # of those too that no table uses
    yield from _retired(folder, criteria)
    if whole:
        yield from _unused_minimums(folder, tables)


def _retired(folder: Folder, criteria: Criteria) -> Iterator[Fault]:
    """Criteria that ask for a fact or a kind of paper that is said to be asked for no more."""
    for room, named in (("facts", "facts"), ("documents", "kinds")):
        entries = folder.vocabulary[room]
        retired = {name: e["retired_by"] for name, e in entries.items() if "retired_by" in e}
        for name, (source, _) in folder.criteria.items():
            for entry in sorted(retired.keys() & getattr(criteria[name], named)):
                place, values = source.place((name,), key=True), {"criterion": name}
                yield Fault("retired-but-asked", place, name, entry, retired[entry], values)


def _unused_minimums(folder: Folder, tables: list[Doc]) -> Iterator[Fault]:
    """Minimums that are stated of criteria in no table."""
    groups = [group for table in tables for part in table["parts"] for group in part["groups"]]
    used = {criterion["id"] for group in groups for criterion in group["criteria"]}
    source, minimums = folder.minimums
    for index, entry in enumerate(minimums.known):
        for name in entry.levels:
            if name in folder.criteria and name not in used:
                place = source.place(("known", index, "levels", name), key=True)
                yield Fault("minimum-unused", place, "known", name, "")


_ROOMS = ("criteria", "product-sets", "cases", "en")


def _passed_over(folder: Folder) -> Iterator[Fault]:
    """Files and folders that look like rules and are not read, since they are called otherwise."""
    own = ("changes",) if len(folder.folders) > 1 else ()
    read_here = {name: name for name in _ROOMS}
    read_here |= {name: f"{name}.yaml" for name in (*SHARED_FILES, *own)}
    for file in _rules_in(folder.path):
        if file.name == "changes.yaml" and not own:
            yield _not_read(file, "RULESET+NUMBER/changes.yaml")
        elif file.name not in read_here.values():
            near = nearest(file.stem, list(read_here))
            yield _not_read(file, read_here[near] if near else ", ".join(read_here.values()))
    for file in (file for room in _ROOMS for file in _rules_in(folder.path / room)):
        if file.is_dir():
            yield _not_read(file, f"{file.parent.name}/….yaml")
        elif file.suffix != ".yaml":
            yield _not_read(file, f"{file.stem}.yaml")


def _rules_in(place: Path) -> Iterator[Path]:
    """The folders of a place, and its files that look like YAML; hidden ones are nobody's rules."""
    for file in sorted(place.glob("[!.]*")):
        if file.is_dir() or file.suffix.lower() in (".yml", ".yaml"):
            yield file


def _not_read(file: Path, right: str) -> Fault:
    return Fault("file-passed-over", Place(shown_name(file), 1, 1), "", file.name, right)


def _others(folder: Folder) -> list[tuple[str, Doc]]:
    """The rulesets beside this one: of each its name and what its file says, unchecked. What is
    wrong with another is said where that one is checked.
    """
    place, found = folder.path.parent, []
    for name in rulesets_in(place):
        if name == folder.path.name:
            continue
        try:
            root = layered(folders_of(place / name), "ruleset.yaml").root
        except OcopError:
            continue
        if isinstance(root, dict):
            found.append((name, root))
    return found


def _filings_twice(folder: Folder, others: list[tuple[str, Doc]]) -> Iterator[Fault]:
    """Filing days that another ruleset takes too: then no date could tell which law applies."""
    source, shape = folder.ruleset
    own = (shape.filings or shape.in_force).span
    key = "filings" if "filings" in source.root else "in_force"
    for other, theirs in others:
        span = _span(theirs.get("filings") or theirs.get("in_force"))
        if span is not None and own.meets(span):
            found, place = own.from_.isoformat(), source.place((key,))
            yield Fault("filings-overlap", place, "filings", found, "", {"other": other})


def _transitions_twice(folder: Folder, others: list[tuple[str, Doc]]) -> Iterator[Fault]:
    """Transitions whose dossiers another ruleset's transition takes too."""
    source, shape = folder.ruleset
    for other, theirs in others:
        for kinds, span in _transitions(theirs):
            for index, own in enumerate(shape.transition):
                if own.filed.span.meets(span) and any(kind in own.kinds for kind in kinds):
                    place = source.place(("transition", index, "filed"))
                    found, right = own.filed.from_.isoformat(), span.from_.isoformat()
                    values = {"other": other}
                    yield Fault("transition-overlap", place, "transition", found, right, values)


def _transitions(ruleset: Doc) -> Iterator[tuple[list[Any], Span]]:
    """The kinds and filing days of another ruleset's transitions, as far as they can be read."""
    for entry in _items(ruleset.get("transition")):
        span = _span(entry.get("filed")) if isinstance(entry, dict) else None
        if span is not None:
            yield _items(entry.get("kinds")), span


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _span(days: object) -> Span | None:
    """A span of days as another ruleset's file has it; None where it has none that can be read."""
    if not isinstance(days, dict):
        return None
    until = days.get("until")
    is_open = until is None or (isinstance(until, Plain) and until.text in ("", "~", "null"))
    try:
        return Span(day(days.get("from")), None if is_open else day(until))
    except ValueError:
        return None
