"""Sheets that change star from one table to another: against every sheet of small tables tried one
by one; on real tables against what is counted of each alone, and by rating.
"""

from __future__ import annotations

import copy
import pickle
import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.amounts import examples
from support.small_tables import (
    came,
    criterion_of,
    document_of,
    every_sheet,
    items,
    small_tables,
)

import ocop_scoring as ocop
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.workshop.diff.joint import StarChanges, star_changes
from ocop_scoring.workshop.reach.space import space_of
from ocop_scoring.workshop.reach.witness_forms import invented_dossier, sheet_of

Doc = dict[str, Any]


@st.composite
def changed_tables(draw: st.DrawFn) -> tuple[Doc, Doc]:
    """A small table, and the same one with other points, minimums and bands here and there."""
    first = draw(small_tables())
    second = copy.deepcopy(first)
    for item in items(second):
        for level in item["levels"]:
            if level["points"] and draw(st.integers(0, 3)) == 3:
                level["points"] = draw(st.integers(1, 4))
            if draw(st.integers(0, 3)) == 3:
                level.pop("minimum", None)
                if draw(st.booleans()):
                    level["minimum"] = draw(st.integers(2, 4))
        of_levels = [level["points"] for level in item["levels"]]
        item["points"] = sum(of_levels) if item["mode"] == "sum" else max(of_levels)
    most = sum(item["points"] for item in items(second))
    second["parts"][0]["points"] = most
    if draw(st.booleans()):
        starts = sorted(draw(st.sets(st.integers(1, max(most, 3)), min_size=2, max_size=3)))
        second["ruleset"]["stars"] = document_of(items(second), starts)["ruleset"]["stars"]
    return first, second


@settings(max_examples=examples(40))
@given(changed_tables())
def test_stars_under_two_tables_are_counted_as_every_sheet_has_them(both: tuple[Doc, Doc]) -> None:
    first, second = both
    found = star_changes(ProductSet(first), ProductSet(second))
    if found is None:
        return
    every = Counter((came(first, marks)[2], came(second, marks)[2]) for marks in every_sheet(first))
    assert dict(found.matrix) == every
    assert found.of == every.total()
    assert found.changed == sum(n for (one, other), n in every.items() if one != other)
    assert found.unchanged_is_proven is (found.witness is None) is (found.changed == 0)


@settings(max_examples=examples(25))
@given(changed_tables())
def test_each_pair_of_stars_has_a_sheet_that_shows_it(both: tuple[Doc, Doc]) -> None:
    first, second = both
    found = star_changes(ProductSet(first), ProductSet(second))
    for stars, sheet in (found.witnesses if found else {}).items():
        under = [
            came(document, _ticked(ProductSet(document), marks))
            for document, marks in zip(both, (sheet.marks, sheet.marks_of_second), strict=True)
        ]
        assert [(total, star) for total, _, star in under] == list(
            zip(sheet.totals, stars, strict=True)
        )
        assert sheet.stars == stars


def _ticked(table: ProductSet, marks: Any) -> dict[str, tuple[str, ...]]:
    """The ids of what some marks tick; of what is closed, none."""
    found = {}
    for criterion in table.criteria:
        mark = marks.get(criterion.number, 0)
        zero = criterion.zero if criterion.mode == "one" and mark == 0 else None
        fits = [level.id for level in criterion.levels if mark in (level.id, level.mark)]
        named = [zero.id] if zero else fits
        found[criterion.number] = mark if isinstance(mark, tuple) else tuple(named)
    return found


REAL = [
    (("148-2023", 11), ("148-2023+1489", 11)),
    (("1048-2019", 23), ("1048-2019+781", 23)),
    (("26-2026", 16), ("26-2026", 16)),
]


def _changes(one: tuple[str, int], other: tuple[str, int]) -> StarChanges:
    found = star_changes(
        ocop.ruleset(one[0]).product_set(one[1]), ocop.ruleset(other[0]).product_set(other[1])
    )
    assert found is not None
    return found


@pytest.mark.parametrize(("one", "other"), REAL)
def test_each_side_alone_has_the_sheets_that_reach_counts(
    one: tuple[str, int], other: tuple[str, int]
) -> None:
    found = _changes(one, other)
    for side, (ruleset, number) in enumerate((one, other)):
        alone = Counter[int]()
        for stars, sheets in found.matrix.items():
            alone[stars[side]] += sheets
        counted = Counter[int]()
        for outcome in space_of(ocop.ruleset(ruleset).product_set(number)).outcomes():
            counted[outcome.star] += outcome.sheets
        assert alone == counted


@pytest.mark.parametrize(("one", "other"), REAL[1:])
def test_a_witness_of_the_law_is_rated_as_it_says(
    one: tuple[str, int], other: tuple[str, int]
) -> None:
    found = _changes(one, other)
    for stars, sheet in found.witnesses.items():
        for side, marks in enumerate((sheet.marks, sheet.marks_of_second)):
            result = _rated(*(one, other)[side], dict(marks))
            assert result.total == sheet.totals[side]
            assert result.star == stars[side] or (sheet.is_gated and result.gates)


def test_random_sheets_have_stars_that_are_counted() -> None:
    one, other = REAL[0]
    found = _changes(one, other)
    table = ocop.ruleset(one[0]).product_set(one[1])
    chance = random.Random(3)
    for _ in range(12):
        marks = {}
        for criterion in table.criteria:
            level = chance.choice(criterion.levels)
            marks[criterion.number] = level.mark if criterion.mode == "one" else (level.id,)
        stars = [_rated(*of, marks).star or 0 for of in (one, other)]
        assert found.matrix[stars[0], stars[1]] > 0


def _rated(ruleset: str, number: int, marks: dict[str, Any]) -> ocop.Evaluation:
    rules = ocop.ruleset(ruleset)
    table = rules.product_set(number)
    return ocop.score(rules, invented_dossier(rules, table), sheet_of(table, marks))


def test_a_table_beside_itself_changes_no_sheet() -> None:
    found = _changes(("26-2026", 8), ("26-2026", 8))
    assert found.unchanged_is_proven
    assert (found.changed, found.gained, found.lost, found.witness) == (0, 0, 0, None)
    assert found.of == ocop.reach("26-2026", product_set=8).sheets
    assert pickle.loads(pickle.dumps(found)) == found


def test_bands_alone_change_stars() -> None:
    first = _table()
    second = copy.deepcopy(first)
    second["ruleset"]["stars"] = document_of(items(first), [2, 5, 6])["ruleset"]["stars"]
    found = star_changes(ProductSet(first), ProductSet(second))
    assert found is not None
    assert (found.gained, found.lost, found.of) == (0, 3, 16)
    assert found.witness is not None
    assert found.witness.changes
    assert found.witness.stars == (3, 2)
    assert found.witness.totals == (4, 4)


def test_a_criterion_that_moves_and_is_numbered_anew_is_the_same() -> None:
    first, second = _table(), _table()
    two = items(second)
    two[0]["number"], two[1]["number"] = "1.9", "1.1"
    second["parts"][0]["groups"][0]["criteria"] = two[::-1]
    found = star_changes(ProductSet(first), ProductSet(second))
    assert found is not None
    assert found.unchanged_is_proven
    best = found.witnesses[4, 4]
    assert dict(best.marks) == {"1.1": 3, "1.2": 3}
    assert dict(best.marks_of_second) == {"1.1": 3, "1.9": 3}


@pytest.mark.parametrize(
    "change",
    [
        {"mode": "sum"},
        {"id": "item-9"},
        {"cases": {"a": {"vi": "Một"}, "b": {"vi": "Hai"}}},
        {"only_if": {"criterion": "1.1", "at_least": "level-3"}},
        {"levels": [{"id": f"level-{n}", "points": n + 1, "vi": "Mức"} for n in range(4)]},
        {"levels": [{"id": f"level-{n}", "points": n, "vi": "Mức"} for n in range(3)]},
    ],
    ids=["mode", "id", "cases", "opener", "none-reached", "levels"],
)
def test_tables_with_other_choices_are_not_counted(change: Doc) -> None:
    first, second = _table(), _table()
    items(second)[1].update(change)
    assert star_changes(ProductSet(first), ProductSet(second)) is None


def test_an_opener_that_opens_at_another_level_is_another_choice() -> None:
    first = _table()
    items(first)[1]["only_if"] = {"criterion": "1.1", "at_least": "level-2"}
    second = copy.deepcopy(first)
    items(second)[0]["levels"][1]["points"] = 2
    assert star_changes(ProductSet(first), ProductSet(first)) is not None
    assert star_changes(ProductSet(first), ProductSet(second)) is None


def _table() -> Doc:
    levels = [{"id": f"level-{n}", "points": n, "vi": f"Mức {n}"} for n in range(4)]
    both = [criterion_of(number, copy.deepcopy(levels)) for number in ("1.1", "1.2")]
    return document_of(both, [2, 4, 6])
