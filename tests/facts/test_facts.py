"""The rulesets hold the law's numbers: every row of the tables of facts, and nothing beside them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import ocop_scoring as ocop
from ocop_scoring.rules.model import Criterion, Level
from ocop_scoring.rules.product_set import ProductSet

FOLDER = Path(__file__).parent
RULESETS = {  # ruleset: its files here
    "26-2026": "26-2026",
    "148-2023": "148-2023",
    "148-2023+1489": "148-2023",
    "1048-2019": "1048-2019",
    "1048-2019+781": "1048-2019+781",
}


def _read(name: str) -> dict[int, list[dict[str, str]]]:
    rows: dict[int, list[dict[str, str]]] = {}
    with (FOLDER / name).open(encoding="utf8") as lines:
        for row in csv.DictReader(
            (line for line in lines if not line.startswith("#")), delimiter="\t"
        ):
            rows.setdefault(int(row["set"]), []).append(row)
    return rows


ROWS = {file: _read(f"{file}.tsv") for file in RULESETS.values()}
GROUPS = {file: _read(f"{file}-groups.tsv") for file in RULESETS.values()}
TABLES = [(ruleset, number) for ruleset, file in RULESETS.items() for number in ROWS[file]]


def _level(level: Level, mode: str) -> str:
    """3, 2****, b:3, or +2 where the ticked lines add up."""
    return f"{f'{level.case}:' if level.case else ''}{'+' if mode == 'sum' else ''}{level.points}{'*' * (level.minimum or 0)}"


def _only_if(table: ProductSet, criterion: Criterion) -> str:
    """5.1 where any points of it will do, - where there is no condition. No table has another one."""
    if criterion.only_if is None:
        return "-"
    story = table.criterion(criterion.only_if.criterion)
    (opens,) = [level.points for level in story.levels if level.id == criterion.only_if.at_least]
    least = min(level.points for level in story.levels if level.points > 0)
    return story.number if opens == least else f"{story.number} from {opens} points"


def _row(table: ProductSet, part: str, group: str, criterion: Criterion) -> tuple[str, ...]:
    levels, only_if = (
        " ".join(_level(level, criterion.mode) for level in criterion.levels),
        _only_if(table, criterion),
    )
    return (
        part,
        group,
        criterion.heading or "-",
        criterion.number,
        str(criterion.points),
        levels,
        only_if,
    )


@pytest.mark.parametrize("ruleset", RULESETS)
def test_a_ruleset_has_the_printed_product_sets(ruleset: str) -> None:
    assert (
        list(ocop.ruleset(ruleset).numbers)
        == list(ROWS[RULESETS[ruleset]])
        == list(GROUPS[RULESETS[ruleset]])
        == list(range(1, 27))
    )


@pytest.mark.parametrize(("ruleset", "number"), TABLES)
def test_criteria_levels_minimums_and_cases_are_the_printed_ones(ruleset: str, number: int) -> None:
    table = ocop.ruleset(ruleset).product_set(number)
    ours = [
        _row(table, part.code, group.number, c)
        for part in table.parts
        for group in part.groups
        for c in group.criteria
    ]
    keys = ("part", "group", "heading", "number", "points", "levels", "only_if")
    assert ours == [tuple(row[key] for key in keys) for row in ROWS[RULESETS[ruleset]][number]]


@pytest.mark.parametrize(("ruleset", "number"), TABLES)
def test_parts_groups_and_headings_have_the_printed_points(ruleset: str, number: int) -> None:
    """Where the printed points do not add up they stand as printed.

    148: set 7's 6.d, part C of sets 11, 12, 13; 1048: set 19's item 10, part A of set 26.
    """
    table = ocop.ruleset(ruleset).product_set(number)
    ours = [
        (
            part.code,
            str(part.points),
            group.number,
            str(group.points),
            " ".join(f"{h.number}={h.points}" for h in group.headings) or "-",
        )
        for part in table.parts
        for group in part.groups
    ]
    theirs = [tuple(row.values())[1:] for row in GROUPS[RULESETS[ruleset]][number]]
    assert ours == theirs


@pytest.mark.parametrize("ruleset", RULESETS)
def test_the_bands_are_the_printed_ones(ruleset: str) -> None:
    stars = {
        total: band.star
        for total in range(101)
        for band in ocop.ruleset(ruleset).bands
        if total in band.points
    }
    assert [stars[total] for total in (0, 29, 30, 49, 50, 69, 70, 89, 90, 100)] == [
        1,
        1,
        2,
        2,
        3,
        3,
        4,
        4,
        5,
        5,
    ]


@pytest.mark.parametrize("ruleset", RULESETS)
@pytest.mark.parametrize("edge", ["49.99", "89.99", "29.99", "69.99"])
def test_a_mean_just_below_a_threshold_stays_below_it(edge: str, ruleset: str) -> None:
    from decimal import Decimal

    (band,) = [band for band in ocop.ruleset(ruleset).bands if Decimal(edge) in band.points]
    (above,) = [
        band
        for band in ocop.ruleset(ruleset).bands
        if Decimal(edge) + Decimal("0.01") in band.points
    ]
    assert above.star == band.star + 1


def test_every_yaml_file_names_the_schema_it_follows() -> None:
    root = Path(__file__).resolve().parents[2] / "criteria"
    files = list(root.rglob("*.yaml"))
    assert len(files) > 20
    for path in files:
        first = path.read_text(encoding="utf8").split("\n", 1)[0]
        schema = first.removeprefix("# yaml-language-server: $schema=")
        assert schema != first, path
        found = (path.parent / schema).resolve()
        assert found.is_file(), path
        assert found.is_relative_to(root / "schemas"), path
