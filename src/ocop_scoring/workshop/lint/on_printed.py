"""Lint of tables as printed: what the siblings of a row print otherwise, numbers that don't follow
one another, boxes and asterisks out of their place. `lint_printed` looks at the law without its
errata.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from ...rules.catalog import Catalog
from ...text import spans
from .on_numbers import on_numbers
from .on_sums import on_sums, remark_on
from .printed import Misprint, Table, Tables
from .read import Doc, ReadRuleset, read_ruleset
from .remark import Remark

__all__ = ["lint_printed", "on_arithmetic", "on_scales"]

_FEWEST = 3
"""So many siblings must agree before one that begins its scale elsewhere is looked at."""


def lint_printed(catalog: Catalog, name: str, only: int | None = None) -> tuple[Remark, ...]:
    """What to look at in a ruleset's tables as printed, of all or of `only` one, in the order of
    the tables. Of an amendment, what stands in files of its own.

    RulesetError where its files don't hold together, CatalogError where there is none of that name.
    """
    read = read_ruleset(catalog, name)
    tables = Tables.of(read, as_printed=True)
    found = [remark for check in _CHECKS for remark in check(tables) if read.is_own(remark.place)]
    wanted = [remark for remark in found if only in {None, remark.product_set}]
    return tuple(sorted(wanted, key=lambda remark: remark.product_set or 0))


def on_arithmetic(read: ReadRuleset) -> Iterator[Remark]:
    """What the same checks find in the tables as they are read."""
    tables = Tables.of(read, as_printed=False)
    for check in (on_sums, on_numbers, on_scales):
        yield from check(tables)


def _of_print(tables: Tables) -> Iterator[Remark]:
    """What only a page shows: boxes, and asterisks elsewhere than at a level."""
    for table in tables.by_number.values():
        for criterion in table.criteria():
            yield from _on_boxes(tables, table, criterion)
            yield from _on_asterisks(tables, table, criterion)


def _on_boxes(tables: Tables, table: Table, criterion: Doc) -> Iterator[Remark]:
    for at, entry in _rows(criterion):
        if entry.get("boxes") is False:
            printed = _printed(table, at, "boxes")
            yield remark_on(tables, "boxes-missing", table, at, "boxes", printed=printed)


def _printed(table: Table, at: str, field: str) -> str:
    misprint = table.misprint(at, field)
    return misprint.printed if misprint else ""


def _rows(criterion: Doc) -> Iterator[tuple[str, Doc]]:
    """An item and its levels, with their addresses."""
    number = criterion["number"]
    yield number, criterion
    for level in criterion["levels"]:
        yield f"{number}/{level['id']}", level


def _on_asterisks(tables: Tables, table: Table, criterion: Doc) -> Iterator[Remark]:
    number = criterion["number"]
    if "minimum" in criterion:
        stars = "*" * criterion["minimum"]
        yield remark_on(tables, "minimum-on-item", table, number, "minimum", stars=stars)
    for level in criterion["levels"]:
        star, at = level.get("minimum_in_words"), f"{number}/{level['id']}"
        if star is not None:
            stars, printed = "*" * star, _printed(table, at, "minimum")
            values = {"stars": stars, "printed": printed}
            yield remark_on(tables, "minimum-among-words", table, at, "minimum", **values)


# Siblings


def _siblings(
    tables: Tables, entries: Callable[[Table], Iterator[tuple[object, str, Doc]]]
) -> Iterator[tuple[Table, str, Doc, dict[int, Doc]]]:
    """Each entry of each table with the entries of the same key in other tables, by their number;
    `entries` gives key, address and entry.
    """
    by_key: dict[object, dict[int, Doc]] = {}
    every = [(table, *entry) for table in tables.by_number.values() for entry in entries(table)]
    for table, key, _, entry in every:
        by_key.setdefault(key, {})[table.number] = entry
    for table, key, at, entry in every:
        others = {number: o for number, o in by_key[key].items() if number != table.number}
        yield table, at, entry, others


def _criteria_by_id(table: Table) -> Iterator[tuple[object, str, Doc]]:
    for criterion in table.criteria():
        yield criterion["id"], criterion["number"], criterion


def _levels_by_id(table: Table) -> Iterator[tuple[object, str, Doc]]:
    for criterion in table.criteria():
        for level in criterion["levels"]:
            key = criterion["id"], level["id"]
            yield key, f"{criterion['number']}/{level['id']}", level


def _with_words(table: Table) -> Iterator[tuple[object, str, Doc]]:
    """All entries that have words, by what the same entry has in other tables: the id of an item,
    the title and words that a level is read as, the title of a group. What is read alike is printed
    alike, but for slips.
    """
    yield from _criteria_by_id(table)
    for criterion in table.criteria():
        for level in criterion["levels"]:
            key = criterion["title"]["vi"], level["vi"]
            yield key, f"{criterion['number']}/{level['id']}", level
    for group in table.groups():
        if group["number"] not in {criterion["number"] for criterion in group["criteria"]}:
            yield ("group", group["title"]["vi"]), group["number"], group


def on_scales(tables: Tables) -> Iterator[Remark]:
    """Items whose first level is worth something else than at all their siblings: the same
    criterion in other sets, where a row doesn't say why.
    """
    for table, number, criterion, others in _siblings(tables, _criteria_by_id):
        own = criterion["levels"][0]["points"]
        first = [other["levels"][0]["points"] for other in others.values()]
        is_alike = len(first) >= _FEWEST and len({*first}) == 1 and None not in first
        if own is None or not is_alike or own == first[0] or _is_explained(tables, table, number):
            continue
        at = f"{number}/{criterion['levels'][0]['id']}"
        values = {"points": own, "theirs": first[0], "sets": spans(others)}
        yield remark_on(tables, "scale-start-differs", table, at, "points", **values)


def _is_explained(tables: Tables, table: Table, number: str) -> bool:
    """Whether a row that gives other points says why."""
    row = tables.read.sheets[table.number].source.root["rows"].get(number)
    return isinstance(row, dict) and not row.keys().isdisjoint({"why", "reading"})


def _on_lost_levels(tables: Tables) -> Iterator[Remark]:
    for table, at, level, others in _siblings(tables, _levels_by_id):
        there = {number: other for number, other in others.items() if not other.get("missing")}
        if level.get("missing") and there:
            points = _points(there)
            values = {"words": level["vi"], "points": points, "sets": spans(there)}
            yield remark_on(tables, "level-missing", table, at, "level", **values)


def _points(others: Mapping[int, Doc]) -> str:
    """The points that siblings print, the most frequent first."""
    counted = Counter(str(other["points"]) for other in others.values())
    return ", ".join(points for points, _ in counted.most_common())


def _on_words(tables: Tables) -> Iterator[Remark]:
    """Words and titles that siblings print otherwise: where all print the same, nothing shows."""
    for table, at, entry, others in _siblings(tables, _with_words):
        for misprint in entry.get("words", ()):
            otherwise = {
                number: other for number, other in others.items() if not _prints(other, misprint)
            }
            if otherwise:
                values = {
                    "printed": misprint.printed,
                    "theirs": misprint.read_as,
                    "sets": spans(otherwise),
                }
                field = misprint.field
                remark = remark_on(tables, "words-differ", table, at, field, **values)
                yield remark._replace(place=misprint.place)


def _prints(entry: Doc, misprint: Misprint) -> bool:
    """Whether an entry prints the same words."""
    return any(other.printed == misprint.printed for other in entry.get("words", ()))


_CHECKS: tuple[Callable[[Tables], Iterator[Remark]], ...] = (
    on_sums,
    on_numbers,
    on_scales,
    _of_print,
    _on_lost_levels,
    _on_words,
)
