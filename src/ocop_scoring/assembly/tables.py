"""Makes product sets out of shared criteria, errata and readings, and checks that each table adds
up.

The result is a resolved product set: a plain JSON document with everything a rating rests on. A
table that doesn't hold together is refused here, with file, line and reason: coverage errors of the
law are load errors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ..errors import RulesetError
from ..sources.layout import shown_name
from ..sources.read import read
from ..text import listed, near
from . import files
from .criteria import Criteria, stated
from .decision_files import RulesetFile
from .folder import Doc, Folder, check_readings, reading_of
from .gates import gates_of
from .making import Making
from .rows import parts_of
from .sums import check_sums, errata_of
from .types import checked

__all__ = ["assemble_product_set", "pairs_that_differ", "wrong_openers"]

_MISPLACED = ("row-before-part", "row-outside-its-group", "unknown-criterion-id")


def assemble_product_set(folder: Folder, criteria: Criteria, path: Path) -> Doc:
    """One product set, resolved. RulesetError with every fault of its file and of the shared
    criteria as it uses them.
    """
    source = read(path, RulesetError, name=shown_name(path))
    number = str(int(path.name.split("-")[0]))
    source, moved = folder.amendment.carried_out(source, "product-sets", number)
    if moved:
        raise RulesetError(moved)
    shape = checked(source, files.ProductSetFile, RulesetError)
    making = Making(folder, criteria, source, shape, path)
    _check_head(making, path)
    return _document(making)


def _check_head(making: Making, path: Path) -> None:
    """The sector is in the classification, the number that of the file's name."""
    shape, sectors = making.shape, making.folder.classification.value.sectors
    if shape.sector not in sectors:
        right = near(shape.sector, sectors)
        making.faults.add("unknown-sector", making.source, ("sector",), shape.sector, right)
    if int(path.name.split("-")[0]) != shape.number:
        right = path.name.split("-")[0]
        making.faults.add("number-is-not-file", making.source, ("number",), shape.number, right)
    written = making.folder.readings.value
    check_readings(making.faults, shape.readings, written, making.source, ("readings",))
    making.cited |= set(shape.readings)


def _document(making: Making) -> Doc:
    """The resolved document: rows first, then what must hold between them."""
    parts = parts_of(making)
    is_whole = making.folder.is_whole
    if is_whole and any(fault.code in _MISPLACED for fault in making.faults.found):
        # sums and references of a table that lacks rows would only repeat it
        making.faults.raise_any(RulesetError)
    check_sums(making, parts)
    criteria = {
        c["number"]: c for part in parts for group in part["groups"] for c in group["criteria"]
    }
    _check_only_if(making, criteria)
    _check_pairs(making, criteria)
    _check_parts_of_minimums(making, parts)
    gates, errata = gates_of(making, criteria), errata_of(making, parts, criteria)
    if is_whole:
        making.faults.raise_any(RulesetError)
    missing = _missing_minimums(making)
    return stated(
        {
            "format": "ocop-resolved/1",
            "ruleset": _ruleset(making.folder.ruleset.value),
            "number": making.shape.number,
            "title": {"vi": making.shape.vi, "en": making.shape.en},
            "sector": making.shape.sector,
            "provenance": "unverified" if making.unverified else making.shape.provenance,
            "caveats": _caveats(making, missing),
            "minimums_missing": missing or None,
            "parts": parts,
            "gates": gates,
            "errata": errata,
            "rests_on": list(making.shape.readings) or None,
            "readings": _readings(making),
            "vocabulary": _vocabulary(making),
        }
    )


def _ruleset(ruleset: RulesetFile) -> Doc:
    """What a table's results rest on of its decision."""
    stars = sorted(ruleset.stars.items(), reverse=True)
    return {
        "id": ruleset.id,
        "revision": ruleset.revision,
        "decision": ruleset.decision.model_dump(mode="json"),
        "stars": {str(star): text for star, text in stars},
        "points": ruleset.points,
        "readings": ruleset.readings.model_dump(exclude_none=True),
    }


def _missing_minimums(making: Making) -> list[Doc]:
    return [
        {"part": entry.part, "stars": entry.stars}
        for entry in making.folder.minimums.value.missing
        if making.shape.number not in entry.not_in
    ]


def _caveats(making: Making, missing: list[Doc]) -> list[str]:
    caveats = {*making.folder.ruleset.value.caveats, *making.shape.caveats}
    if making.unverified:
        caveats.add("unverified")
    if missing:
        caveats.add("minimums-incomplete")
    return sorted(caveats)


def _readings(making: Making) -> Doc:
    """The readings that the table's results may rest on. One that is named but not written down is
    refused where it is named.
    """
    of_law, written = making.folder.ruleset.value.readings, making.folder.readings.value
    cited = making.cited | {name for name in (of_law.star_lost, of_law.minimums) if name}
    return {name: reading_of(written[name]) for name in sorted(cited & written.keys())}


def _vocabulary(making: Making) -> Doc:
    """What of the vocabulary the table's conditions name; the contradictions that touch any of it,
    with what else they name beside it.
    """
    known, asked = making.folder.vocabulary, making.conditions
    facts, kinds = {*asked.facts}, {*asked.kinds}
    contradictions: Doc = {}
    for name, (named_facts, named_kinds) in making.criteria.contradictions.items():
        if named_facts & asked.facts or named_kinds & asked.kinds:
            contradictions[name] = known["contradictions"][name]
            facts |= named_facts
            kinds |= named_kinds
    beside = sorted((facts - asked.facts) | (kinds - asked.kinds))
    return {
        "facts": {name: known["facts"][name] for name in sorted(facts)},
        "documents": {kind: known["documents"][kind] for kind in sorted(kinds)},
    } | stated({"contradictions": contradictions or None, "beside": beside or None})


# checks across the table


def _check_only_if(making: Making, criteria: dict[str, Doc]) -> None:
    for wrong in wrong_openers(criteria):
        path = ("rows", wrong.number, "only_if", *wrong.at)
        values: Doc = {"number": wrong.name} if wrong.code in _OF_LEVELS else {}
        making.faults.add(wrong.code, making.source, path, wrong.found, wrong.right, **values)


_OF_LEVELS = ("unknown-level", "only-if-nothing")


class WrongOpener(NamedTuple):
    """What is wrong with what a conditional criterion hangs on: its number, the opener's `name`,
    where, what was found, what would be right.
    """

    code: str
    number: str
    name: str
    at: tuple[str, ...]
    found: str
    right: str


def wrong_openers(criteria: Mapping[str, Doc]) -> Iterator[WrongOpener]:
    """A conditional criterion hangs on a level, worth something, of one that stands before it and
    is not conditional itself: nothing else is rated right.
    """
    earlier: list[str] = []
    for number, criterion in criteria.items():
        only_if = criterion.get("only_if")
        if only_if:
            yield from _wrong_opener(number, only_if, criteria, earlier)
        earlier.append(number)


def _wrong_opener(
    number: str, only_if: Doc, criteria: Mapping[str, Doc], earlier: list[str]
) -> Iterator[WrongOpener]:
    name, at_least = only_if["criterion"], only_if["at_least"]
    opener = criteria.get(name) if name in earlier else None
    if opener is None:
        yield WrongOpener("only-if-not-earlier", number, name, (), name, listed(earlier))
        return
    if "only_if" in opener:
        yield WrongOpener("only-if-chain", number, name, ("criterion",), name, "")
    points = {level["id"]: level["points"] for level in opener["levels"]}
    worth = listed(level for level in points if points[level])
    at = ("at_least",)
    if at_least not in points:
        yield WrongOpener("unknown-level", number, name, at, at_least, listed(points))
    elif points[at_least] == 0:
        yield WrongOpener("only-if-nothing", number, name, at, at_least, worth)


def _check_pairs(making: Making, criteria: dict[str, Doc]) -> None:
    for number, other in pairs_that_differ(criteria):
        cases, right = listed(criteria[number].get("cases", {})), listed(other.get("cases", {}))
        values = {
            "pair": criteria[number]["pair"],
            "number": number,
            "other": other["number"],
        }
        path = ("rows", number)
        making.faults.add("pair-differs", making.source, path, cases, right, key=True, **values)


def pairs_that_differ(criteria: Mapping[str, Doc]) -> Iterator[tuple[str, Doc]]:
    """Items of one pair have the same cases: a sheet takes the same one in all of them. Those that
    differ from the first of their pair, with that one.
    """
    first: dict[str, Doc] = {}
    for number, criterion in criteria.items():
        pair, cases = criterion.get("pair"), criterion.get("cases", {})
        other = first.setdefault(pair, criterion) if pair is not None else criterion
        if cases.keys() != other.get("cases", {}).keys():
            yield number, other


def _check_parts_of_minimums(making: Making, parts: list[Doc]) -> None:
    """Minimums stated or missing are of parts that the table has, and of the part that their
    criterion stands in.
    """
    codes = {
        part["code"]: {c["id"] for group in part["groups"] for c in group["criteria"]}
        for part in parts
    }
    source, minimums = making.folder.minimums
    for index, entry in enumerate(minimums.missing):
        if making.shape.number not in entry.not_in and entry.part not in codes:
            path = ("missing", index, "part")
            making.faults.add("unknown-part", source, path, entry.part, listed(codes))
    for index, known in enumerate(minimums.known):
        here = {code for code, ids in codes.items() if ids & set(known.levels)}
        if here - {known.part}:
            path, right = ("known", index, "part"), listed(sorted(here))
            making.faults.add("unknown-part", source, path, known.part, right)
