"""Whether a table adds up as printed, and whether its misprints are read as they say."""

from __future__ import annotations

from collections.abc import Iterator

from . import files
from .criteria import most_of
from .folder import Doc
from .making import Making

__all__ = ["check_sums", "errata_of", "points_by_address", "sums_of"]


def check_sums(making: Making, parts: list[Doc]) -> None:
    """Points add up from levels to criteria, headings, groups, parts and the whole table, as
    printed. Where an unresolved erratum says that they don't, the table is unverified.
    """
    for number, printed, added in sums_of(parts):
        if printed != added:
            _wrong_sum(making, number, added, printed)
    total, printed = sum(part["points"] for part in parts), making.folder.ruleset.value.points
    if total != printed:
        _wrong_sum(making, "", total, printed, " + ".join(part["code"] for part in parts))


def sums_of(parts: list[Doc]) -> Iterator[tuple[str, int, int]]:
    """Of each row below the whole: its number, the points printed, those that add up."""
    for part in parts:
        for group in part["groups"]:
            yield from _sums_of_group(group)
        yield part["code"], part["points"], _points(part["groups"])


def _sums_of_group(group: Doc) -> Iterator[tuple[str, int, int]]:
    criteria = group["criteria"]
    for heading in group["headings"]:
        under = [c for c in criteria if c.get("heading") == heading["number"]]
        yield heading["number"], heading["points"], _points(under)
    yield group["number"], group["points"], _points(criteria)
    for criterion in criteria:
        most = most_of(criterion["levels"], criterion["mode"])
        yield criterion["number"], criterion["points"], most


def _points(entries: list[Doc]) -> int:
    return sum(entry["points"] for entry in entries)


def _wrong_sum(making: Making, number: str, added: int, printed: int, of: str = "") -> None:
    if making.is_unresolved(f"{making.shape.number}/{number}".rstrip("/")):
        making.unverified = True
        return
    path, said = ("rows", number) if number else ("rows",), number or of
    making.faults.add("sum-mismatch", making.source, path, added, printed, key=True, number=said)


def errata_of(making: Making, parts: list[Doc], criteria: dict[str, Doc]) -> list[Doc]:
    """This table's misprints; a reading of points must be what the rule says."""
    points = dict(points_by_address(parts, criteria))
    errata = []
    for index, address, erratum in making.errata:
        at = address.partition("/")[2]
        if at not in points:
            source, path = making.folder.errata.source, (index, "at")
            making.faults.add("erratum-without-place", source, path, address, "")
            continue
        _check_followed(making, index, address, erratum, points[at])
        _note_provenance(making, erratum, criteria.get(at.partition("/")[0]))
        errata.append(
            {
                "at": address,
                "printed": erratum.printed,
                "read_as": erratum.read_as,
                "why": {"vi": erratum.why, "en": erratum.en},
                "confidence": erratum.confidence,
            }
        )
    return errata


def points_by_address(parts: list[Doc], criteria: dict[str, Doc]) -> Iterator[tuple[str, int]]:
    """The points of everything that an erratum can be about: parts, groups, headings, criteria,
    levels.
    """
    for part in parts:
        yield part["code"], part["points"]
        for group in part["groups"]:
            yield group["number"], group["points"]
            for heading in group["headings"]:
                yield heading["number"], heading["points"]
    for number, criterion in criteria.items():
        yield number, criterion["points"]
        for level in criterion["levels"]:
            yield f"{number}/{level['id']}", level["points"]


def _check_followed(
    making: Making, index: int, address: str, erratum: files.ErratumShape, points: int
) -> None:
    is_of_points = erratum.field == "points" and erratum.read_as.isdecimal()
    if not is_of_points or erratum.confidence == "unresolved":
        return
    if erratum.read_as != str(points):
        source, path = making.folder.errata.source, (index, "read_as")
        found = erratum.read_as
        making.faults.add("erratum-not-followed", source, path, found, points, at=address)


def _note_provenance(making: Making, erratum: files.ErratumShape, criterion: Doc | None) -> None:
    """What rests on a reading of print, or on none that anyone knows, says so."""
    unresolved = erratum.confidence == "unresolved"
    if unresolved:
        making.unverified = True
    if criterion is not None and erratum.field == "points":
        criterion["provenance"] = "unverified" if unresolved else "reading"
