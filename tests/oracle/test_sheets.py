"""What the second evaluator says of all sheets of a table: brute force, counting and HiGHS agree."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from oracle import draw, sheets, solver
from oracle.sheets import Table, counted, every_sheet, read_table
from support.amounts import examples
from support.extras import extra
from support.small_tables import criterion_of, document_of, small_tables

import ocop_scoring as ocop
from ocop_scoring.rules.product_set import ProductSet

SMALL = settings(max_examples=examples(30))
HERE = Path(sheets.__file__).parent


def table_of(document: dict[str, Any]) -> Table:
    return read_table(ProductSet(document).as_json())


@SMALL
@given(small_tables())
def test_counting_says_of_small_tables_what_looking_at_each_sheet_says(
    document: dict[str, Any],
) -> None:
    table = table_of(document)
    assert counted(table) == every_sheet(table)


@settings(max_examples=examples(15))
@given(small_tables())
def test_highs_says_of_small_tables_what_looking_at_each_sheet_says(
    document: dict[str, Any],
) -> None:
    table = table_of(document)
    said = every_sheet(table)
    most, fewest, without = solver.solved(table, extra("highspy"))
    assert (most, fewest, without) == (said.most_points, said.fewest, said.most_without)


@pytest.mark.parametrize("number", [1, 8, 26])
def test_random_sheets_are_among_those_that_are_counted(number: int) -> None:
    table = read_table(ocop.ruleset("1048-2019").product_set(number).as_json())
    said = counted(table, with_decisive=False)
    for total, lost in draw.drawn(table, 2000, number, extra("numpy")):
        assert table.star(total, lost) in said.stars_of_total[total]


def test_a_sheet_is_counted_as_the_contract_says() -> None:
    """Two levels and none; two lines in four ways; a criterion that the first opens at 2 points."""
    levels = [{"id": "a", "points": 1, "vi": "A"}, {"id": "b", "points": 2, "vi": "B"}]
    lines = [level | {"minimum": 2} for level in levels]
    opened = criterion_of("1.3", [{"id": "c", "points": 3, "vi": "C"}])
    opened["only_if"] = {"criterion": "1.1", "at_least": "b"}
    criteria = [criterion_of("1.1", levels), criterion_of("1.2", lines, "sum"), opened]
    said = every_sheet(table_of(document_of(criteria, [4])))
    assert said.sheets == (1 + 1 + 2) * 4
    assert said.totals == {0: 1, 1: 2, 2: 3, 3: 3, 4: 2, 5: 2, 6: 1, 7: 1, 8: 1}
    # both lines have a minimum: "b" alone meets that of "a" too, since it has more points
    assert said.of_star == {2: 5, 1: 11}
    assert (said.fewest, said.most_without) == ({2: 4, 1: 0}, {2: 6, 1: None})
    # where 1.3 is opened and the minimums are met, there are 4 points without it
    assert said.decisive == {"1.1", "1.2"}


@pytest.mark.parametrize("module", ["sheets", "solver", "draw"])
def test_the_second_evaluator_imports_nothing_of_the_package(module: str) -> None:
    tree = ast.parse((HERE / f"{module}.py").read_text(encoding="utf-8"))
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names <= {*sys.stdlib_module_names, "oracle"}
