"""The rulesets hold the law's numbers: every row of the tables of facts, and nothing beside them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import ocop_scoring as ocop
from ocop_scoring.rules.model import Criterion, Level

FOLDER = Path(__file__).parent
ROWS = {}
GROUPS: dict[int, list[dict[str, str]]] = {}
for name, target in (("26-2026.tsv", ROWS), ("26-2026-groups.tsv", GROUPS)):
    with (FOLDER / name).open(encoding="utf8") as lines:
        for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
            target.setdefault(int(row["set"]), []).append(row)
NUMBERS = ocop.ruleset("26-2026").numbers


def _levels(levels: tuple[Level, ...]) -> str:
    return " ".join(f"{f'{lv.case}:' if lv.case else ''}{lv.points}{'*' * (lv.minimum or 0)}" for lv in levels)


def _row(part: str, group: str, criterion: Criterion) -> tuple[str, ...]:
    only_if = criterion.only_if.criterion if criterion.only_if else "-"
    return (part, group, criterion.heading or "-", criterion.number, str(criterion.points), _levels(criterion.levels), only_if)


@pytest.mark.parametrize("number", NUMBERS)
def test_criteria_levels_minimums_and_cases_are_the_printed_ones(number: int) -> None:
    table = ocop.ruleset("26-2026").product_set(number)
    ours = [_row(part.code, group.number, c) for part in table.parts for group in part.groups for c in group.criteria]
    keys = ("part", "group", "heading", "number", "points", "levels", "only_if")
    assert ours == [tuple(row[key] for key in keys) for row in ROWS[number]]


@pytest.mark.parametrize("number", NUMBERS)
def test_parts_groups_and_headings_have_the_printed_points(number: int) -> None:
    table = ocop.ruleset("26-2026").product_set(number)
    ours = [
        (part.code, str(part.points), group.number, str(group.points), " ".join(f"{h.number}={h.points}" for h in group.headings) or "-")
        for part in table.parts
        for group in part.groups
    ]
    theirs = [tuple(row.values())[1:] for row in GROUPS[number]]
    assert ours == theirs


def test_the_bands_are_those_of_article_3() -> None:
    stars = {total: band.star for total in range(101) for band in ocop.ruleset("26-2026").bands if total in band.points}
    assert [stars[total] for total in (0, 29, 30, 49, 50, 69, 70, 89, 90, 100)] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


@pytest.mark.parametrize("edge", ["49.99", "89.99", "29.99", "69.99"])
def test_a_mean_just_below_a_threshold_stays_below_it(edge: str) -> None:
    from decimal import Decimal

    (band,) = [band for band in ocop.ruleset("26-2026").bands if Decimal(edge) in band.points]
    (above,) = [band for band in ocop.ruleset("26-2026").bands if Decimal(edge) + Decimal("0.01") in band.points]
    assert above.star == band.star + 1


def test_every_yaml_file_names_the_schema_it_follows() -> None:
    root = Path(__file__).resolve().parents[2] / "criteria"
    files = list(root.rglob("*.yaml"))
    assert len(files) > 20
    for path in files:
        first = path.read_text(encoding="utf8").split("\n", 1)[0]
        schema = first.removeprefix("# yaml-language-server: $schema=")
        assert schema != first, path
        assert (path.parent / schema).resolve().parent == root / "schemas", path
