"""What is proven against a table: nothing more and nothing less than looking at each sheet shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import given, settings
from oracle.sheets import (
    Row,
    Table,
    Way,
    as_counted,
    complete_sheets,
    counted_as,
    every_sheet,
    read_table,
)
from oracle.sheets import star_of as star_of_sheet
from support.amounts import examples
from support.small_tables import items, small_tables

from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.workshop.reach.proven import Proven, proven_of

SMALL = settings(max_examples=examples(40))
Doc = dict[str, Any]


def proven(document: Doc, *codes: str) -> list[Proven]:
    return [one for one in proven_of(ProductSet(document)) if one.code in codes]


def places(document: Doc, *codes: str) -> set[tuple[str | None, str | None]]:
    return {(one.number, one.level) for one in proven(document, *codes)}


def printed(document: Doc) -> Table:
    return read_table(ProductSet(document).as_json())


def without_minimum(document: Doc, number: str, level: str) -> Doc:
    """The document with one asterisk less."""

    def of(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: of(value) for key, value in node.items()}
        return [of(entry) for entry in node] if isinstance(node, list) else node

    changed: Doc = of(document)
    (criterion,) = [item for item in items(changed) if item["number"] == number]
    (found,) = [lv for lv in criterion["levels"] if lv["id"] == level]
    del found["minimum"]
    return changed


def has_cases(document: Doc, number: str) -> bool:
    """Whether a criterion has two cases: of two minimums on lowest levels either could go, since
    both are missed where no level is reached, and nothing is said of that.
    """
    return any(item["cases"] for item in items(document) if item["number"] == number)


def stars(table: Table) -> list[int]:
    return [star_of_sheet(table, sheet) for sheet in complete_sheets(table)]


@SMALL
@given(small_tables())
def test_stars_that_no_sheet_gets_are_named(document: Doc) -> None:
    said = every_sheet(printed(document)).of_star
    named = {one.values["star"] for one in proven(document, "star-unreachable")}
    assert named == {star for star, sheets in said.items() if not sheets}


@SMALL
@given(small_tables())
def test_criteria_on_which_no_star_hangs_are_named(document: Doc) -> None:
    table = printed(document)
    numbers = {row.number for row in table.rows}
    named = {number for number, _ in places(document, "criterion-decides-nothing")}
    assert named == numbers - every_sheet(table).decisive


@SMALL
@given(small_tables())
def test_minimums_that_could_go_without_changing_a_star_are_named(document: Doc) -> None:
    table = printed(document)
    as_it_stands = stars(table)
    named = places(document, "minimum-implied", "minimums-out-of-order")
    for row in table.rows:
        for minimum in row.minimums:
            without = printed(without_minimum(document, row.number, minimum.level))
            asks_for_nothing = stars(without) == as_it_stands
            is_named = (row.number, minimum.level) in named
            assert asks_for_nothing or not is_named
            if max(as_it_stands) >= minimum.star and not has_cases(document, row.number):
                assert is_named == asks_for_nothing


@SMALL
@given(small_tables())
def test_levels_that_could_go_without_changing_a_star_are_named(document: Doc) -> None:
    table = printed(document)
    decisive = every_sheet(table).decisive
    named = places(document, "level-unneeded")
    for row, item in zip(table.rows, items(document), strict=True):
        for level in item["levels"]:
            pairs = list(instead(row, item, level))
            unneeded = bool(pairs) and any(
                all(same_star(table, row, way, other) for way, other in choice) for choice in pairs
            )
            is_named = (row.number, level["id"]) in named
            assert is_named == (unneeded and row.number in decisive), (row.number, level["id"])


def instead(row: Row, item: Doc, level: Doc) -> Iterator[list[tuple[Way, Way]]]:
    """What may stand for a level: for a line, every set without it for that with it; else one that
    is worth as much and printed before it, or the next lower choice of its case.
    """
    ways = {way.levels: way for way in row.ways}
    name = level["id"]
    if item["mode"] == "sum":
        yield [
            (way, ways[tuple(other for other in way.levels if other != name)])
            for way in row.ways
            if name in way.levels
        ]
        return
    before = True
    lower = [] if () not in ways else [(0, ways[()])] if level["points"] > 0 else []
    for other in item["levels"]:
        before = before and other is not level
        if other is level or other.get("case") != level.get("case"):
            continue
        way = ways[(other["id"],)]
        if before and other["points"] == level["points"]:
            yield [(ways[(name,)], way)]
        if other["points"] < level["points"]:
            lower.append((other["points"] + 0.5, way))
    if lower:
        most = max(points for points, _ in lower)
        yield [(ways[(name,)], next(way for points, way in lower if points == most))]


def same_star(table: Table, row: Row, way: Way, other: Way) -> bool:
    others = [one for one in table.rows if one is not row]
    for chosen in product(*[one.ways for one in others]):
        marks = {one.number: picked for one, picked in zip(others, chosen, strict=True)}
        one, two = (
            star_of_sheet(table, as_counted(table, marks | {row.number: w})) for w in (way, other)
        )
        if one != two:
            return False
    return True


@SMALL
@given(small_tables())
def test_every_witness_has_the_total_and_star_that_its_sentence_names(document: Doc) -> None:
    shown = ProductSet(document).as_json()
    for proven in proven_of(ProductSet(document)):
        if proven.witness is not None:
            said = proven.values["total"], proven.values["reached"]
            assert counted_as(shown, proven.witness) == said, proven.code


@SMALL
@given(small_tables())
def test_no_sheet_gets_a_star_whose_minimums_are_said_to_be_out_of_reach(document: Doc) -> None:
    said = every_sheet(printed(document)).of_star
    for one in proven(document, "minimum-unmeetable"):
        if not has_cases(document, one.number or ""):
            asked = one.values["star"]
            assert isinstance(asked, int)
            assert not any(sheets for star, sheets in said.items() if star >= asked)
