"""Lint of a table's arithmetic: points that can't be read, that are more than the item has, that
don't add up, and levels that don't rise. The same checks look at tables as printed and as read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...rules.resolved import words_from
from .printed import Table, Tables
from .read import Doc, quoted
from .remark import Remark

__all__ = ["on_sums", "remark_on"]


def on_sums(tables: Tables) -> Iterator[Remark]:
    """What arithmetic shows in each table."""
    for table in tables.by_number.values():
        for part in table.parts:
            yield from _on_part(tables, table, part)


def remark_on(
    tables: Tables, code: str, table: Table, at: str, field: str = "", **values: object
) -> Remark:
    """A remark on an entry of a table, at its address without the set's number."""
    number, _, level = at.partition("/")
    place = tables.place(table, at, field)
    where = f"{table.number}/{at}"
    said = {"at": where, **values}
    where = f"{tables.read.name}/{where}"
    return Remark(code, place, where, table.number, number, level or None, values=said)


def _on_part(tables: Tables, table: Table, part: Doc) -> Iterator[Remark]:
    if part.get("title_points", part["points"]) != part["points"]:
        values = {"title": part["title_points"], "column": part["points"]}
        code = "title-and-column-differ"
        yield remark_on(tables, code, table, part["code"], "title", **values)
    yield from _on_sum(tables, table, part["code"], part, part["groups"])
    for group in part["groups"]:
        yield from _on_group(tables, table, group, _over(part))


def _over(part: Doc) -> int:
    """How many points more the groups of a part have than it bears; 0 where a cell has none."""
    points = [group["points"] for group in part["groups"]]
    is_whole = part["points"] is not None and None not in points
    return sum(points) - part["points"] if is_whole else 0


def _on_group(tables: Tables, table: Table, group: Doc, over: int) -> Iterator[Remark]:
    """A group, its headings and items. Where its part has points `over`, the group that has them
    more than its levels reach is named too: it and an item can agree on a number that none gives.
    """
    number, criteria = group["number"], group["criteria"]
    if not _is_one_row(group):
        yield from _on_cell(tables, table, number, group)
        wrong = [*_on_sum(tables, table, number, group, criteria)]
        yield from wrong
        if over and not wrong:
            yield from _on_reach(tables, table, group, over)
    for heading in group["headings"]:
        yield from _on_cell(tables, table, heading["number"], heading)
        under = [c for c in criteria if c.get("heading") == heading["number"]]
        yield from _on_sum(tables, table, heading["number"], heading, under)
    for criterion in criteria:
        yield from _on_criterion(tables, table, criterion)


def _is_one_row(group: Doc) -> bool:
    """Whether a group is its only item: print has one row for both."""
    return [criterion["number"] for criterion in group["criteria"]] == [group["number"]]


def _on_cell(tables: Tables, table: Table, at: str, entry: Doc) -> Iterator[Remark]:
    """Points that are blank, or no number."""
    if entry["points"] is None:
        text = entry["printed"]
        code = "points-unreadable" if text else "points-blank"
        yield remark_on(tables, code, table, at, "points", printed=text)


def _on_sum(
    tables: Tables, table: Table, at: str, entry: Doc, addends: Sequence[Doc]
) -> Iterator[Remark]:
    """Points that are not the sum of what stands under them; nothing where a cell has none."""
    points = [addend["points"] for addend in addends]
    if entry["points"] is not None and None not in points and sum(points) != entry["points"]:
        yield _mismatch(tables, table, at, entry["points"], sum(points))


def _mismatch(tables: Tables, table: Table, at: str, printed: int, added: int) -> Remark:
    """A sum that doesn't hold. Where a misprint says so and nobody knows which reading is right,
    the table as read is not wrong: it says what is missing.
    """
    misprint = table.misprint(at, "points")
    values: dict[str, object] = {"printed": printed, "added": added}
    if tables.as_printed or misprint is None or not misprint.unresolved:
        return remark_on(tables, "sum-mismatch", table, at, "points", **values)
    values["erratum"] = f"errata.yaml, {table.number}/{misprint.at}"
    remark = remark_on(tables, "sum-unresolved", table, at, "", **values)
    return remark._replace(place=misprint.place)


def _on_reach(tables: Tables, table: Table, group: Doc, over: int) -> Iterator[Remark]:
    most = [_most(criterion) for criterion in group["criteria"]]
    reached = sum(points for points in most if points is not None)
    if None not in most and group["points"] is not None and group["points"] - reached == over:
        yield _mismatch(tables, table, group["number"], group["points"], reached)


def _most(criterion: Doc) -> int | None:
    """The most points that an item's levels give; None where one has none."""
    points = [level["points"] for level in _levels(criterion)]
    if None in points:
        return None
    return int(sum(points) if criterion["mode"] == "sum" else max(points))


def _levels(criterion: Doc) -> list[Doc]:
    return [level for level in criterion["levels"] if not level.get("missing")]


def _on_criterion(tables: Tables, table: Table, criterion: Doc) -> Iterator[Remark]:
    number, levels = criterion["number"], _levels(criterion)
    yield from _on_cell(tables, table, number, criterion)
    for level in levels:
        yield from _on_cell(tables, table, f"{number}/{level['id']}", level)
    yield from _on_most(tables, table, criterion)
    if criterion["mode"] == "one":
        for case in dict.fromkeys(level.get("case") for level in levels):
            ladder = [level for level in levels if level.get("case") == case]
            yield from _on_ladder(tables, table, number, ladder)


def _on_most(tables: Tables, table: Table, criterion: Doc) -> Iterator[Remark]:
    """Levels above the item's points, or an item whose points no level reaches."""
    number, printed, most = criterion["number"], criterion["points"], _most(criterion)
    if printed is None:
        return
    if most is not None and (most < printed or (criterion["mode"] == "sum" and most != printed)):
        yield _mismatch(tables, table, number, printed, most)
    for level in _levels(criterion):
        points = level["points"]
        if points is not None and points > printed:
            at = f"{number}/{level['id']}"
            remark = remark_on(
                tables, "points-above-maximum", table, at, points=points, most=printed
            )
            yield _at_the_item(tables, table, number, remark)


def _at_the_item(tables: Tables, table: Table, number: str, remark: Remark) -> Remark:
    """The remark where the misprint is: the item's, if its own points are misprinted."""
    misprint = table.misprint(number, "points") if tables.as_printed else None
    return remark._replace(place=misprint.place) if misprint else remark


def _on_ladder(
    tables: Tables, table: Table, number: str, ladder: Sequence[Doc]
) -> Iterator[Remark]:
    """Levels worth as much as the one before, or less."""
    worth = [level for level in ladder if level["points"] is not None]
    for lower, higher in pairwise(worth):
        if higher["points"] <= lower["points"]:
            is_same = higher["points"] == lower["points"]
            misprinted = [
                level
                for level in (lower, higher)
                if tables.as_printed and table.misprint(f"{number}/{level['id']}", "points")
            ]
            at = f"{number}/{(misprinted or [higher])[0]['id']}"
            code = "levels-equal" if is_same else "levels-out-of-order"
            values = {
                "points": higher["points"],
                "lower_points": lower["points"],
                "one": quoted(words_from(lower)),
                "other": quoted(words_from(higher)),
            }
            yield remark_on(tables, code, table, at, "points", **values)
