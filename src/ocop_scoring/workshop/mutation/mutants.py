"""Mutants of a product set: every one-step change of its resolved table that a slip of whoever
typed it would make.

Printed sums (of criteria, groups, parts) are not changed: a rating reads none of them, and the
loader refuses what doesn't add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from ...assembly.conditions import ladders_of
from ...assembly.criteria import evidence_of
from ...exact import Interval
from ...rules.resolved import Doc
from .edits import DROPPED, Edit, Kind, Mutant, Path, criteria_in
from .mutants_conditions import ends_moved, moved, of_condition, said, whole_condition

__all__ = ["mutants_of_bands", "mutants_of_table"]


def mutants_of_table(document: Mapping[str, Any]) -> Iterator[Mutant]:
    """Every mutant of a table's resolved document, in printed order, each when it is asked for."""
    number = str(document["number"])
    stars = sorted(map(int, document["ruleset"]["stars"]))
    every = list(criteria_in(document))
    asked = sorted({lv["minimum"] for _, c in every for lv in c["levels"] if "minimum" in lv})
    by_number = {criterion["number"]: criterion for _, criterion in every}
    units = document["vocabulary"]["facts"]
    for path, criterion in every:
        row = _Row(f"{number}/{criterion['number']}", path, criterion)
        yield from _points(row)
        yield from _minimums(row, asked, stars)
        yield from _conditions(row, units)
        yield from _borders(row)
        yield from _opener(row, by_number)
        yield from _cases(row, units)
    yield from _gates(document["gates"], number, units)
    yield from mutants_of_bands(document["ruleset"]["stars"], number, ("ruleset", "stars"))


class _Row(NamedTuple):
    """A criterion on its way to its mutants: its address, its path, what it says."""

    at: str
    path: Path
    criterion: Doc

    def levels(self) -> Iterator[tuple[int, Doc, str, Path]]:
        """Each level: its place, what it says, its address, its path."""
        for place, level in enumerate(self.criterion["levels"]):
            yield place, level, f"{self.at}/{level['id']}", (*self.path, "levels", place)


def _points(row: _Row) -> Iterator[Mutant]:
    for _, level, at, path in row.levels():
        points = level["points"]
        for other in (points - 1, points + 1):
            if other >= 0:
                edits = (Edit((*path, "points"), other),)
                yield Mutant(at, "points", "points", str(points), str(other), edits)


def _minimums(row: _Row, asked: Sequence[int], stars: Sequence[int]) -> Iterator[Mutant]:
    """Asterisks left out, of one star more or less, at the level above or below, or where none is:
    those of every star that the table asks for anywhere.
    """
    for place, level, at, path in row.levels():
        here = (*path, "minimum")
        star = level.get("minimum")
        if star is None:
            if level["points"]:
                for other in asked:
                    edits = (Edit(here, other),)
                    yield Mutant(at, "minimum-added", "minimum", "–", str(other), edits)
            continue
        yield Mutant(at, "minimum-dropped", "minimum", str(star), "–", (Edit(here, DROPPED),))
        for other in (star - 1, star + 1):
            if other in stars:
                edits = (Edit(here, other),)
                yield Mutant(at, "minimum-star", "minimum", str(star), str(other), edits)
        yield from _moved(row, place, star)


def _moved(row: _Row, place: int, star: int) -> Iterator[Mutant]:
    levels = row.criterion["levels"]
    own = levels[place]
    for other in (place - 1, place + 1):
        if not 0 <= other < len(levels):
            continue
        there = levels[other]
        if "minimum" in there or there.get("case") != own.get("case"):
            continue
        edits = (
            Edit((*row.path, "levels", place, "minimum"), DROPPED),
            Edit((*row.path, "levels", other, "minimum"), star),
        )
        what = f"minimum {star}"
        yield Mutant(row.at, "minimum-moved", what, own["id"], there["id"], edits)


def _conditions(row: _Row, units: Mapping[str, Doc]) -> Iterator[Mutant]:
    """What facts and papers must show for a level (`when`), or not show against it (`needs`)."""
    for place, level, at, path in row.levels():
        for key, kind in _KEYS:
            if key not in level:
                continue
            edits = [Edit((*path, key), DROPPED)]
            others = [lv for i, lv in enumerate(row.criterion["levels"]) if i != place]
            own = {name: value for name, value in level.items() if name != key}
            edits.append(Edit((*row.path, "evidence"), evidence_of([*others, own])))
            was = whole_condition(level[key])
            yield Mutant(at, kind or "condition", key, was, "–", tuple(edits))
            yield from of_condition(level[key], at, (*path, key), key, units, kind)


_KEYS: tuple[tuple[str, Kind | None], ...] = (("when", None), ("needs", "guard"))


def _borders(row: _Row) -> Iterator[Mutant]:
    """The number where one level's interval ends and the next begins, typed wrong in both places:
    one step down or up, or counted to the other side.
    """
    places = {id(level): place for place, level in enumerate(row.criterion["levels"])}
    for fact, ladder in ladders_of(row.criterion["levels"]).items():
        for (lower, below), (higher, above) in pairwise(ladder):
            at = f"{row.at}/{below['id']}-{above['id']}"
            for new_lower, new_higher in _moved_borders(lower, higher):
                edits = tuple(
                    Edit((*row.path, "levels", places[id(level)], "when", 0, fact), text)
                    for level, text in ((below, new_lower), (above, new_higher))
                )
                was = f"{said(lower)} | {said(higher)}"
                becomes = f"{new_lower} | {new_higher}"
                yield Mutant(at, "threshold", f"border {fact}", was, becomes, edits)


def _moved_borders(lower: Interval, higher: Interval) -> Iterator[tuple[str, str]]:
    """Two intervals that meet, with their common border elsewhere."""
    if not lower.meets(higher, whole=not lower.share):
        return
    for step in (-1, 1):
        below, above = moved(lower, high=step), moved(higher, low=step)
        if below is not None and above is not None:
            yield said(below), said(above)
    if lower.high == higher.low:
        turned = lower._replace(high_in=not lower.high_in)
        yield said(turned), said(higher._replace(low_in=not higher.low_in))


def _opener(row: _Row, by_number: Mapping[str, Doc]) -> Iterator[Mutant]:
    """What opens a conditional criterion: left out, or a level sooner or later."""
    only_if = row.criterion.get("only_if")
    if only_if is None:
        return
    path = (*row.path, "only_if")
    was = f"{only_if['criterion']}/{only_if['at_least']}"
    yield Mutant(row.at, "opener", "only_if", was, "–", (Edit(path, DROPPED),))
    levels = [level["id"] for level in by_number[only_if["criterion"]]["levels"]]
    place = levels.index(only_if["at_least"])
    for other in (place - 1, place + 1):
        if 0 <= other < len(levels):
            edits = (Edit((*path, "at_least"), levels[other]),)
            becomes = f"{only_if['criterion']}/{levels[other]}"
            yield Mutant(row.at, "opener", "only_if", was, becomes, edits)


def _cases(row: _Row, units: Mapping[str, Doc]) -> Iterator[Mutant]:
    """How levels count: one or all of them, in which case, with which other item."""
    criterion, at = row.criterion, row.at
    mode = criterion["mode"]
    other_mode = "sum" if mode == "one" else "one"
    yield Mutant(at, "case", "mode", mode, other_mode, (Edit((*row.path, "mode"), other_mode),))
    if "pair" in criterion:
        edits = (Edit((*row.path, "pair"), DROPPED),)
        yield Mutant(at, "case", "pair", criterion["pair"], "–", edits)
    cases = criterion.get("cases", {})
    for _, level, at_level, path in row.levels():
        for case in cases:
            if level["case"] != case:
                edits = (Edit((*path, "case"), case),)
                yield Mutant(at_level, "case", "case", level["case"], case, edits)
    for case, entry in cases.items():
        if "when" in entry:
            path, at_case = (*row.path, "cases", case, "when"), f"{at}/{case}"
            was = whole_condition(entry["when"])
            yield Mutant(at_case, "case", "when", was, "–", (Edit(path, DROPPED),))
            yield from of_condition(entry["when"], at_case, path, "when", units, "case")


def _gates(gates: Sequence[Doc], number: str, units: Mapping[str, Doc]) -> Iterator[Mutant]:
    """Grounds of rejection: left out, with the other outcome, with other conditions."""
    for place, gate in enumerate(gates):
        at, path = f"{number}/gates/{gate['id']}", ("gates", place)
        yield Mutant(at, "gate", "gate", gate["id"], "–", (Edit(path, DROPPED),))
        other = "stopped" if gate["outcome"] == "rejected" else "rejected"
        edits = (Edit((*path, "outcome"), other),)
        yield Mutant(at, "gate", "outcome", gate["outcome"], other, edits)
        for key in ("when", "unless", "waived_by"):
            if key in gate:
                was = whole_condition(gate[key])
                yield Mutant(at, "gate", key, was, "–", (Edit((*path, key), DROPPED),))
                yield from of_condition(gate[key], at, (*path, key), key, units, "gate")
        yield from _gate_by_marks(gate, at, path)


def _gate_by_marks(gate: Doc, at: str, path: Path) -> Iterator[Mutant]:
    for index, criterion in enumerate(gate.get("any_of", ())):
        edits = (Edit((*path, "any_of", index), DROPPED),)
        yield Mutant(at, "gate", "any_of", criterion, "–", edits)
    points = gate.get("points")
    for other in (points - 1, points + 1) if points is not None else ():
        if other >= 0:
            edits = (Edit((*path, "points"), other),)
            yield Mutant(at, "gate", "points", str(points), str(other), edits)


def mutants_of_bands(stars: Mapping[str, str], at: str, path: Path) -> Iterator[Mutant]:
    """The points where one star's band ends and the next begins, typed wrong in one place or in
    both; one step down or up, or counted to the other side.
    """
    bands = {star: Interval.parse(text) for star, text in stars.items()}
    for star, band in bands.items():
        for becomes in ends_moved(band):
            edits: tuple[Edit, ...] = (Edit((*path, star), becomes),)
            yield Mutant(f"{at}/stars/{star}", "band", "points", said(band), becomes, edits)
    for (star, lower), (next_star, higher) in pairwise(sorted(bands.items())):
        for new_lower, new_higher in _moved_borders(lower, higher):
            edits = (
                Edit((*path, star), new_lower),
                Edit((*path, next_star), new_higher),
            )
            was, becomes = f"{said(lower)} | {said(higher)}", f"{new_lower} | {new_higher}"
            yield Mutant(f"{at}/stars/{star}-{next_star}", "band", "border", was, becomes, edits)
