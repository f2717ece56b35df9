"""All complete sheets of a table: counted against every sheet tried one by one."""

from __future__ import annotations

import itertools
import pickle
from collections import Counter
from collections.abc import Iterator
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
    is_open,
    items,
    small_tables,
)
from support.strategies import TABLES, rate

import ocop_scoring as ocop
from ocop_scoring.filing.forms import Mark
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.workshop.reach.choosable import options_of
from ocop_scoring.workshop.reach.space import Space, space_of

Doc = dict[str, Any]
Ticked = dict[str, tuple[str, ...]]

ALL = [
    pytest.param(rules.id, number, id=f"{rules.id}/{number}")
    for rules in ocop.rulesets()
    for number in rules.numbers
]


def ticked(space: Space, marks: dict[str, Mark]) -> Ticked:
    """The ids of what some marks tick; of what is closed, none."""
    found: Ticked = {}
    for criterion in space.table.criteria:
        mark = marks.get(criterion.number, 0)
        if isinstance(mark, tuple):
            found[criterion.number] = mark
        else:
            zero = criterion.zero if criterion.mode == "one" else None
            fits = [lv.id for lv in criterion.levels if mark in (lv.id, lv.mark)]
            found[criterion.number] = tuple(fits or [lv.id for lv in [zero] if lv])
    return found


@settings(max_examples=examples(60))
@given(small_tables())
def test_totals_and_stars_are_counted_as_every_sheet_has_them(document: Doc) -> None:
    space = space_of(ProductSet(document))
    every = Counter((total, star) for total, _, star in _came(document))
    counted: Counter[tuple[int, int]] = Counter()
    for found in space.outcomes():
        counted[found.total, found.star] += found.sheets
    assert counted == every
    assert space.sheets == every.total()


def _came(document: Doc) -> Iterator[tuple[int, int, int]]:
    return (came(document, marks) for marks in every_sheet(document))


@settings(max_examples=examples(40))
@given(small_tables())
def test_each_total_and_lost_star_has_a_sheet_that_shows_it(document: Doc) -> None:
    space = space_of(ProductSet(document))
    for found in space.outcomes():
        marks = space.marks(found.total, found.lost)
        total, _, star = came(document, ticked(space, marks))
        assert (total, star) == (found.total, found.star)


@settings(max_examples=examples(40))
@given(small_tables())
def test_sheets_that_differ_in_one_criterion_are_all_among_its_settings(document: Doc) -> None:
    space = space_of(ProductSet(document))
    every = [(marks, came(document, marks)) for marks in every_sheet(document)]
    for place, number in enumerate(space.table.numbers):
        item = items(document)[place]
        of_rest: dict[object, set[int]] = {}
        for marks, (_, _, star) in every:
            if is_open(document, item, marks):
                rest = tuple((n, t) for n, t in marks.items() if n != number)
                of_rest.setdefault(rest, set()).add(star)
        decides = any(len(stars) > 1 for stars in of_rest.values())
        assert decides <= _decides(space, place)
        is_opener = any(opener.opener == place for opener in space.table.openers)
        assert is_opener or decides == _decides(space, place)


def _decides(space: Space, place: int) -> bool:
    rest = list(space.rest(place).outcomes())
    for setting in space.settings(place):
        for total, lost in rest:
            stars = set()
            for way in setting.ways:
                both = [star for star in (lost, space.lost_of(way)) if star is not None]
                stars.add(space.star(total + way.points, min(both, default=None)))
            if len(stars) > 1:
                return True
    return False


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), min_size=1, max_size=7))
def test_sets_of_lines_are_put_together_as_if_each_were_looked_at(
    drawn: list[tuple[int, int]],
) -> None:
    levels: list[Doc] = [
        {"id": f"level-{place}", "points": points, "vi": "Mức"}
        | ({"minimum": star} if star > 1 else {})
        for place, (points, star) in enumerate(drawn)
    ]
    space = space_of(ProductSet(document_of([criterion_of("1.1", levels, "sum")], [1, 2, 3])))
    (item,) = space.table.items
    every = Counter[object]()
    for size in range(len(levels) + 1):
        for lines in itertools.combinations(item.criterion.levels, size):
            choice = item.choice(lines, "mark")
            every[choice.points, tuple(unmet.needs for unmet in choice.unmet)] += 1
    found = {
        (o.points, tuple(unmet.needs for unmet in o.choice.unmet)): o.ways for o in options_of(item)
    }
    assert found == every


def test_many_lines_are_no_matter() -> None:
    levels: list[Doc] = [{"id": f"level-{n}", "points": 1, "vi": "Mức"} for n in range(60)]
    space = space_of(ProductSet(document_of([criterion_of("1.1", levels, "sum")], [10, 20, 30])))
    assert space.sheets == 2**60
    assert space.counts[None][30] == 118264581564861424  # 60 over 30
    assert len(space.marks(30, None)["1.1"]) == 30  # type: ignore[arg-type]


@pytest.mark.parametrize(("ruleset", "number"), ALL)
def test_counts_of_the_law_add_up(ruleset: str, number: int) -> None:
    table = ocop.ruleset(ruleset).product_set(number)
    space = space_of(table)
    assert sum(found.sheets for found in space.outcomes()) == space.sheets
    assert max(found.total for found in space.outcomes()) == table.most_points
    one_by_one = 1
    for component in space.components:
        one_by_one *= sum(way.ways for way in component.ways)
    assert space.sheets == one_by_one


@settings(max_examples=examples(40))
@given(st.sampled_from(TABLES), st.data())
def test_a_sheet_of_the_law_is_rated_as_the_space_says(
    table: ProductSet, data: st.DataObject
) -> None:
    space = space_of(table)
    found = data.draw(st.sampled_from(list(space.outcomes())))
    result = rate(table, dict(space.marks(found.total, found.lost)))
    assert result.total == found.total
    assert result.star == (None if result.gates else found.star)
    assert bool(result.gates) is not space.ungated.has(found.total, found.lost)


def test_a_sheet_that_nobody_can_have_is_refused() -> None:
    space = space_of(TABLES[0])
    with pytest.raises(LookupError, match="no sheet has 999 points"):
        space.marks(999, None)
    with pytest.raises(LookupError, match="no rest of a sheet has 999 points"):
        space.rest(0).marks(999, None)


def test_a_space_is_made_once_and_pickles_as_its_table() -> None:
    table = ocop.ruleset("26-2026").product_set(8)
    space = space_of(table)
    assert space_of(table) is space
    assert pickle.loads(pickle.dumps(space)).counts == space.counts
