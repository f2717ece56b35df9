"""Judges what `ocop reach` says of every table: by counting, by HiGHS, by a million random sheets, and
each of its witnesses by hand; and which minimums `ocop lint` says ask for nothing, by HiGHS.

    cd tests
    python -m oracle.judge                          # all rulesets, all tables
    python -m oracle.judge --sheets 100000 26-2026
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from oracle import draw, sheets, solver
from oracle.sheets import Statements, Table

__all__ = ["by_counting", "by_drawing", "by_solving", "witnesses"]

Document = Mapping[str, Any]


def by_counting(table: Table, document: Document, reach: Document) -> Iterator[str]:
    """Everything that is counted, and which criteria decide."""
    ours, theirs = vars(sheets.counted(table)), vars(sheets.said(reach))
    for name, value in ours.items():
        if theirs[name] != value:
            yield f"{name} is {value}, said is {theirs[name]}"
    asked = {star: int(reach["stars"][str(star)]["minimum_points"]) for star, _ in table.stars}
    if asked != sheets.minimum_points(document):
        yield f"minimum_points is {sheets.minimum_points(document)}, said is {asked}"


def by_solving(table: Table, reach: Document, highspy: Any) -> Iterator[str]:
    """Most points, fewest with each star, most without."""
    said = sheets.said(reach)
    found = solver.solved(table, highspy)
    if found != (said.most_points, said.fewest, said.most_without):
        yield f"HiGHS finds {found}"


def by_solving_minimums(table: Table, implied: set[tuple[str, str]], highspy: Any) -> Iterator[str]:
    """Minimums that lint says ask for nothing, and those that do."""
    ends = solver.Ends(table, highspy)
    for row in table.rows:
        for minimum in row.minimums:
            at = minimum.number, minimum.level
            if ends.asks_for_something(minimum) is (at in implied):
                yield f"the minimum of {minimum.star} stars on {at}: said to be implied: {at in implied}"


def by_drawing(table: Table, said: Statements, drawn: Counter[tuple[int, int]]) -> Iterator[str]:
    """Random sheets that are not as the statements have it."""
    for total, lost in drawn:
        star = table.star(total, lost)
        fewest = said.fewest[star]
        if total > said.most_points or said.stars_of_total.get(total, {}).get(star, 0) == 0:
            yield f"a sheet has {total} points and {star} stars"
        if fewest is None or total < fewest:
            yield f"a sheet with {star} stars has {total} points"
        for higher in (s for s, _ in table.stars if s > star):
            most = said.most_without[higher]
            if most is None or total > most:
                yield f"a sheet without {higher} stars has {total} points"


def witnesses(document: Document, reach: Document) -> Iterator[str]:
    """Witnesses that don't show what their name says, and criteria that decide otherwise."""
    said, lowest = sheets.said(reach), min(int(star) for star in reach["stars"])
    named = {name: sheets.counted_as(document, marks) for name, marks in reach["witnesses"].items()}
    expected = {"most_points"}
    for star in said.of_star:
        if said.fewest[star] is not None:
            expected.add(f"fewest_points_{star}")
        if said.most_without[star] is not None and star > lowest:
            expected.add(f"most_points_without_{star}")
    if named.keys() != expected:
        yield f"witnesses are {sorted(named)}"
    for name, (total, star) in named.items():
        claim, _, of = name.rpartition("_")
        is_right = {
            "most": total == said.most_points,
            "fewest_points": of.isdigit() and (total, star) == (said.fewest.get(int(of)), int(of)),
            "most_points_without": of.isdigit()
            and total == said.most_without.get(int(of))
            and star < int(of),
        }[claim]
        if not is_right:
            yield f"{name}: its witness has {total} points and {star} stars"
    for one in reach["decisive"]:
        if one["decides"]:
            number, marks = one["criterion"], one["marks"]
            before = sheets.counted_as(document, marks)
            after = sheets.counted_as(document, marks | {number: one["instead"]})
            stars = (one["star"], one["star_instead"])
            if (before[1], after[1]) != stars or before[1] == after[1]:
                yield f"{number} decides: stars are {before[1]} and {after[1]}, said is {stars}"


def implied(product_set: Any) -> set[tuple[str, str]]:
    """The minimums of a table that lint says ask for nothing."""
    proven: Any = import_module("ocop_scoring.workshop.reach.proven")
    codes = ("minimum-implied", "minimums-out-of-order")
    return {(p.number, p.level) for p in proven.proven_of(product_set) if p.code in codes}


def main() -> int:
    """The judgement of each ruleset, and every contradiction."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rulesets", nargs="*")
    parser.add_argument("--sheets", type=int, default=1_000_000)
    asked = parser.parse_args()
    ocop: Any = import_module("ocop_scoring")
    numpy, highspy = import_module("numpy"), import_module("highspy")
    wrong = 0
    for name in asked.rulesets or [rules.id for rules in ocop.rulesets()]:
        spent: Counter[str] = Counter()
        seen = 0
        rules = ocop.ruleset(name)
        for number in rules.numbers:
            document = rules.product_set(number).as_json()
            table = sheets.read_table(document)
            start = time.perf_counter()
            reach = ocop.reach(rules, product_set=number).as_json()
            spent["reach"] += time.perf_counter() - start
            drawn = draw.drawn(table, asked.sheets, number, numpy)
            seen += drawn.total()
            found = {
                "counting": by_counting(table, document, reach),
                "HiGHS": by_solving(table, reach, highspy),
                "minimums": by_solving_minimums(table, implied(rules.product_set(number)), highspy),
                "random sheets": by_drawing(table, sheets.said(reach), drawn),
                "witnesses": witnesses(document, reach),
            }
            for how, contradictions in found.items():
                start = time.perf_counter()
                for contradiction in contradictions:
                    wrong += 1
                    print(f"{name}/{number} {how}: {contradiction}")
                spent[how] += time.perf_counter() - start
        times = ", ".join(f"{how} {seconds:.1f} s" for how, seconds in spent.items())
        print(f"{name}: {seen} random sheets; {times}", flush=True)
    print(f"contradictions: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
