"""Whether the loader would refuse a changed table: by the assembly's own checks, as far as a
resolved document can be asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...assembly.conditions import wrong_in_cover
from ...assembly.criteria import wrong_in_ladder
from ...assembly.decision import wrong_bands
from ...assembly.sums import points_by_address, sums_of
from ...assembly.tables import pairs_that_differ, wrong_openers
from ...exact import Interval
from ...rules.resolved import Doc
from .edits import criteria_in

__all__ = ["Wrong", "wrong_in_stars", "wrong_in_table"]

Wrong = tuple[str, str]
"""What is wrong: its code, and where."""


def wrong_in_table(document: Mapping[str, Any]) -> frozenset[Wrong]:
    """All that the loader would refuse in a table: intervals and bands without a number in them or
    that don't meet, levels and minimums out of order, points that don't add up, openers and pairs
    that don't fit, gates that nobody raises as they say, misprints that are not read as they say.

    A table that was loaded may have some too, where a reading or a misprint lets it stand: of a
    mutant those count that its table doesn't have.
    """
    empty = frozenset(_empty(document))
    return empty or frozenset(_wrong(document))  # an interval that is none has no neighbours


def _empty(document: Mapping[str, Any]) -> Iterator[Wrong]:
    """Intervals that can't be read: no number lies in them."""
    for _, criterion in criteria_in(document):
        entries = [*criterion["levels"], *criterion.get("cases", {}).values()]
        for entry in entries:
            for key in ("when", "needs"):
                yield from _unreadable_in(entry.get(key, ()), criterion["number"])
    for gate in document["gates"]:
        for key in ("when", "unless", "waived_by"):
            yield from _unreadable_in(gate.get(key, ()), gate["id"])


def _unreadable_in(alternatives: list[Doc], where: str) -> Iterator[Wrong]:
    for alternative in alternatives:
        for wanted in alternative.values():
            if isinstance(wanted, str):
                yield from _unreadable(wanted, where)


def _unreadable(text: str, where: str) -> Iterator[Wrong]:
    try:
        Interval.parse(text)
    except ValueError:
        yield "not-an-interval", where


def _wrong(document: Mapping[str, Any]) -> Iterator[Wrong]:
    stars = [int(star) for star in document["ruleset"]["stars"]]
    yield from wrong_in_stars(document["ruleset"]["stars"], document["ruleset"]["points"])
    criteria = {criterion["number"]: criterion for _, criterion in criteria_in(document)}
    for number, criterion in criteria.items():
        for in_ladder in wrong_in_ladder(criterion["levels"], criterion["mode"], stars):
            yield in_ladder.code, f"{number}/{in_ladder.level}"
        for cover in wrong_in_cover(criterion["levels"]):
            yield cover.code, f"{number}/{cover.level}-{cover.above}"
    for opener in wrong_openers(criteria):
        yield opener.code, opener.number
    for number, _ in pairs_that_differ(criteria):
        yield "pair-differs", number
    yield from _sums(document)
    yield from _gates(document["gates"])
    yield from _errata(document, criteria)


def wrong_in_stars(stars: Mapping[str, str], points: int) -> Iterator[Wrong]:
    """What the loader would refuse in the bands of stars."""
    empty = [wrong for star, text in stars.items() for wrong in _unreadable(text, f"stars/{star}")]
    yield from empty
    bands = {int(star): text for star, text in stars.items()}
    for band in () if empty else wrong_bands(bands, points):
        yield band.code, f"stars/{band.star}"


def _sums(document: Mapping[str, Any]) -> Iterator[Wrong]:
    for number, printed, added in sums_of(document["parts"]):
        if printed != added:
            yield "sum-mismatch", number
    if sum(part["points"] for part in document["parts"]) != document["ruleset"]["points"]:
        yield "sum-mismatch", ""


def _gates(gates: list[Doc]) -> Iterator[Wrong]:
    """A gate's raiser is what it is made of; its file says both."""
    for gate in gates:
        by_evidence = ("when" in gate or "unless" in gate) and gate["provenance"] != "second-hand"
        raised_by = "evidence" if by_evidence else "assessor"
        if (raised_by if not gate.get("any_of") else "marks") != gate["raised_by"]:
            yield "gate-raised-by", gate["id"]


def _errata(document: Mapping[str, Any], criteria: dict[str, Doc]) -> Iterator[Wrong]:
    """Points that a misprint is read as, and that are not so in the table."""
    points = dict(points_by_address(document["parts"], criteria))
    for erratum in document["errata"]:
        at = erratum["at"].partition("/")[2]
        is_read = erratum["confidence"] != "unresolved" and erratum["read_as"].isdecimal()
        if is_read and at in points and erratum["read_as"] != str(points[at]):
            yield "erratum-not-followed", at
