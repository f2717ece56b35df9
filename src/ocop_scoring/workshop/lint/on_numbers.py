"""Lint of the numbers of a table's rows: used twice, skipped, or out of order."""

from __future__ import annotations

from collections.abc import Iterator

from .on_sums import remark_on
from .printed import Table, Tables
from .read import Doc
from .remark import Remark

__all__ = ["followers", "on_numbers"]

_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters that decisions count by: those of the Vietnamese alphabet without accents, and đ."""


def on_numbers(tables: Tables) -> Iterator[Remark]:
    """What is to be said of the numbers of groups and items."""
    for table in tables.by_number.values():
        yield from _on_table(tables, table)


def _on_table(tables: Tables, table: Table) -> Iterator[Remark]:
    """Each number must be one that follows the one before it. After one that does not, those that
    follow it are named too: all of them are to be mended.
    """
    used: set[str] = set()
    for position, group in enumerate(table.groups(), 1):
        before = str(position)
        yield from _on_row(tables, table, group, [before], used)
        right = [f"{before}.{first}" for first in ("1", "a", "1.1", "a.1")]
        for criterion in group["criteria"]:
            if criterion["number"] != group["number"]:  # else print has one row for both
                yield from _on_row(tables, table, criterion, right, used)
                number = _printed_number(criterion)
                right = followers(number if number in right else right[0])


def _printed_number(entry: Doc) -> str:
    return str(entry.get("number_printed", entry["number"]))


def _on_row(
    tables: Tables, table: Table, entry: Doc, right: list[str], used: set[str]
) -> Iterator[Remark]:
    number = _printed_number(entry)
    if number not in right:
        skips = _rank(number) > _rank(right[0])
        code = "number-skipped" if skips else "number-out-of-order"
        values = {"printed": number, "right": right[0]}
        code = "number-twice" if number in used else code
        yield remark_on(tables, code, table, entry["number"], "number", **values)
    used.add(number)


def followers(number: str) -> list[str]:
    """The numbers that may follow that of an item in its group, the likeliest first: the next one,
    the next after those that it stands under, and the first one under these.
    """
    steps = number.split(".")
    depths = range(len(steps), 1, -1)
    following = [".".join([*steps[: depth - 1], _next(steps[depth - 1])]) for depth in depths]
    return following + [f"{one}.{first}" for one in following for first in ("1", "a")]


def _next(step: str) -> str:
    if step.isdecimal():
        return str(int(step) + 1)
    return _LETTERS[(_LETTERS.find(step) + 1) % len(_LETTERS)]


def _rank(number: str) -> list[int]:
    """What numbers are ordered by; what is neither digits nor a letter comes first."""
    steps = number.split(".")
    return [int(step) if step.isdecimal() else _LETTERS.find(step) for step in steps]
