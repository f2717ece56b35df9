"""Lint of what is proven of all sheets of a table: a remark each, at the row that it is of."""

from __future__ import annotations

from collections.abc import Iterator

from ..reach.proven import Proven, proven_of
from .read import ReadRuleset
from .remark import Remark

__all__ = ["on_proven"]


def on_proven(read: ReadRuleset, number: int) -> Iterator[Remark]:
    """What is proven against the table of this number."""
    for one in proven_of(read.product_set(number)):
        if one.code not in _OF_SHARED or number == _first_with(read, number, one.number):
            yield _remark(read, number, one)


_OF_SHARED = {"case-worth-less"}
"""What is true of a criterion in whatever table: said once, of the first table that has it."""


def _first_with(read: ReadRuleset, number: int, row: str | None) -> int:
    """The first table with the criterion that stands in a row of this one."""
    name = next(c["id"] for c in read.sheets[number].criteria() if c["number"] == row)
    having = [n for n, sheet in read.sheets.items() if name in {c["id"] for c in sheet.criteria()}]
    return min(having)


def _remark(read: ReadRuleset, number: int, one: Proven) -> Remark:
    at = "/".join([part for part in (str(number), one.number, one.level) if part])
    place = read.sheets[number].source.place(("number",), key=True)
    if one.number is not None:
        place = read.place_of_row(number, one.number)
    where, values = f"{read.name}/{at}", {"at": at, **one.values}
    remark = Remark(one.code, place, where, number, one.number, one.level, values)
    return remark._replace(witness=one.witness, recorded=_recorded(read, number, one))


def _recorded(read: ReadRuleset, number: int, one: Proven) -> tuple[str, ...]:
    """The misprints that nobody can mend, where points are out of reach: they say so already."""
    if one.code != "points-unreachable":
        return ()
    errata = read.product_set(number).errata
    return tuple([erratum.at for erratum in errata if erratum.confidence == "unresolved"])
