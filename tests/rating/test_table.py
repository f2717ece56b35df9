"""A product set laid flat: ready choices, minimums, and several numbers added up as one."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folders import INVENTED
from support.small_tables import criterion_of, document_of, table_from
from support.strategies import RULESETS, sheet_for, tables

from ocop_scoring.filing.evidence import Review
from ocop_scoring.rating.choices import Choice, ids_of, is_met, points_of
from ocop_scoring.rating.steps import add_up, choose
from ocop_scoring.rating.table import Packing, Table, table_of
from ocop_scoring.rules.model import Level
from ocop_scoring.rules.product_set import ProductSet

SMALL = INVENTED.ruleset("mini-2030").product_set(1)
TABLE = table_of(SMALL)


def level(number: str, name: str) -> Level:
    return next(lv for lv in SMALL.criterion(number).levels if lv.id == name)


# Made once


def test_a_table_is_made_once_per_product_set() -> None:
    assert table_of(SMALL) is table_of(SMALL)
    assert copy.deepcopy(TABLE) is TABLE


def test_tables_of_one_ruleset_differ_in_their_hashes() -> None:
    law = RULESETS["26-2026"]
    assert len({hash(table_of(law.product_set(number))) for number in law.numbers}) == 26


def test_two_tables_are_equal_where_their_product_sets_are() -> None:
    other = table_of(INVENTED.ruleset("mini-2030").product_set(1))
    assert (other == TABLE, hash(other) == hash(TABLE)) == (True, True)
    assert table_of(ProductSet(SMALL.resolved() | {"title": {"vi": "Khác"}})) != TABLE
    assert TABLE != "mini-2030/1"


@pytest.mark.parametrize(
    "change",
    [
        lambda table: setattr(table, "lowest_star", 3),
        lambda table: table.by_mark[0].update({"some": None}),
        lambda table: table.index.clear(),
        lambda table: table.gates.pop("forged"),
        lambda table: table.shown[0].setdefault("x", None),
    ],
)
def test_a_table_can_not_be_changed(change: Callable[[Table], object]) -> None:
    with pytest.raises((TypeError, AttributeError)):
        change(TABLE)


# Ready choices


@given(tables())
def test_each_mark_has_its_choice_and_points_are_those_of_its_levels(
    product_set: ProductSet,
) -> None:
    table = table_of(product_set)
    for criterion, by_mark in zip(table.criteria, table.by_mark, strict=True):
        for mark, choice in by_mark.items():
            assert choice.criterion == criterion
            assert choice.points == sum(lv.points for lv in choice.levels)
            assert choice.source == ("none" if mark is None else "mark")
            if isinstance(mark, str):
                assert [lv.id for lv in choice.levels] == [mark]
            if isinstance(mark, int):
                assert choice.points == mark


@given(tables())
def test_a_choice_misses_just_the_minimums_that_its_levels_do_not_meet(
    product_set: ProductSet,
) -> None:
    for item, by_mark in zip(
        table_of(product_set).items, table_of(product_set).by_mark, strict=True
    ):
        asked = [lv for lv in item.criterion.levels if lv.minimum is not None]
        assert sorted(a.level.id for a in item.minimums) == sorted(lv.id for lv in asked)
        for mark, choice in by_mark.items():
            missed = (
                {}
                if mark is None
                else {lv.id: lv.minimum for lv in asked if not is_met(lv, choice.levels)}
            )
            assert {unmet.needs: unmet.star for unmet in choice.unmet} == missed
            assert [unmet.star for unmet in choice.unmet] == sorted(missed.values(), key=int)


@given(tables())
def test_only_what_is_closed_remembers_a_mark_that_does_not_count(product_set: ProductSet) -> None:
    table = table_of(product_set)
    ready = [choice for found in (*table.by_mark, *table.shown) for choice in found.values()]
    assert {choice.marked for choice in (*ready, *table.best)} == {0}


@given(tables())
def test_a_missed_minimum_says_what_there_is(product_set: ProductSet) -> None:
    for by_mark in table_of(product_set).by_mark:
        for choice in by_mark.values():
            for unmet in choice.unmet:
                assert unmet.has_level == (choice.levels[0] if choice.levels else None)


@given(tables())
def test_a_mark_of_0_is_the_level_worth_0_where_there_is_one_of_no_case(
    product_set: ProductSet,
) -> None:
    table = table_of(product_set)
    for criterion, by_mark in zip(table.criteria, table.by_mark, strict=True):
        worth_0 = [lv for lv in criterion.levels if lv.points == 0 and lv.case is None]
        zero = worth_0[:1] if criterion.mode == "one" else []
        assert by_mark[0].levels == tuple(zero)  # type: ignore[index]
        assert by_mark[0].points == 0  # type: ignore[index]


def test_a_level_worth_0_of_one_case_is_not_what_0_means() -> None:
    document = SMALL.resolved()
    levels = document["parts"][1]["groups"][2]["criteria"][0]["levels"]
    levels.insert(0, {"id": "a-none", "points": 0, "case": "a", "vi": "Không có"})
    table = table_of(ProductSet(document))
    place = table.index["4"]
    assert table.by_mark[place][0].levels == ()
    assert [lv.id for lv in table.by_mark[place]["a-none"].levels] == ["a-none"]


@given(tables())
def test_what_facts_show_is_said_to_come_from_facts(product_set: ProductSet) -> None:
    for shown in table_of(product_set).shown:
        assert {choice.source for choice in shown.values()} == {"fact"}
        assert shown[None].levels == ()


def test_a_table_of_one_criterion_is_rated() -> None:
    document = SMALL.resolved()
    group = document["parts"][0]["groups"][0]
    document["parts"] = [document["parts"][0] | {"groups": [group]}]
    group["criteria"] = group["criteria"][:1]
    document["gates"] = []
    single = ProductSet(document)
    for mark, points in ((3, 3), ("some", 1), (0, 0)):
        choices = choose(table_of(single), sheet_for(single, {"1.1": mark}), Review()).criteria
        assert [choice.points for choice in choices] == [points]


def test_points_that_two_levels_share_are_no_mark() -> None:
    by_mark = TABLE.by_mark[TABLE.index["4"]]
    assert set(by_mark) == {None, 0, "a-basic", "a-full", "b-basic", "b-full"}


def test_a_closed_criterion_remembers_the_points_of_its_mark() -> None:
    closed = TABLE.closed[TABLE.index["2.2"]]
    assert [(choice.points, choice.marked, choice.source) for choice in closed] == [
        (0, marked, "condition") for marked in (0, 1, 2)
    ]
    assert [unmet.star for unmet in closed[0].unmet] == [5]


def test_a_closed_criterion_without_a_minimum_remembers_its_mark_too() -> None:
    levels = [{"id": name, "points": p, "vi": name} for name, p in (("none", 0), ("some", 2))]
    opener, closed = (criterion_of(number, levels) for number in ("1.1", "1.2"))
    closed["only_if"] = {"criterion": "1.1", "at_least": "some"}
    table = table_from(document_of([opener, closed], [1, 3]))
    assert [choice.marked for choice in table.closed[1]] == [0, 1, 2]


def test_of_levels_with_the_most_points_the_best_meets_more_minimums() -> None:
    document = SMALL.resolved()
    levels = document["parts"][1]["groups"][1]["criteria"][0]["levels"]
    levels.insert(0, {"id": "also-great", "points": 2, "vi": "Cũng ngon"})
    table = table_of(ProductSet(document))
    assert [lv.id for lv in table.best[table.index["3.1.1"]].levels] == ["great"]


def test_the_star_of_each_total_is_that_of_its_band() -> None:
    assert TABLE.star_of_total == (1,) * 6 + (2,) * 4 + (3,) * 4 + (4,) * 4 + (5,) * 3


# Minimums


def test_the_minimums_of_a_criterion_stand_lowest_star_first_then_as_printed() -> None:
    document = SMALL.resolved()
    criterion = document["parts"][0]["groups"][0]["criteria"][1]
    criterion["levels"] = [
        {"id": "z-best", "points": 3, "minimum": 5, "vi": "Nhất"},
        {"id": "y-good", "points": 2, "minimum": 3, "vi": "Tốt"},
        {"id": "x-fair", "points": 1, "minimum": 3, "vi": "Khá"},
    ]
    table = table_of(ProductSet(document))
    asked = table.items[table.index["1.2"]].minimums
    assert [(a.star, a.level.id) for a in asked] == [(3, "y-good"), (3, "x-fair"), (5, "z-best")]


def test_a_minimum_is_met_by_its_level_or_one_with_more_points() -> None:
    some, most = level("1.1", "some"), level("1.1", "most")
    assert [is_met(some, ()), is_met(some, (some,)), is_met(some, (most,))] == [False, True, True]
    assert [is_met(most, (some,)), is_met(most, (most,))] == [False, True]


def test_a_minimum_is_met_by_an_equal_level_of_another_copy() -> None:
    """Threads that load a table at once may hold copies of one level."""
    some = level("1.1", "some")
    twin = some._replace(vi=some.vi) if "vi" in some._fields else pickle.loads(pickle.dumps(some))
    assert twin is not some
    assert is_met(some, (twin,))


def test_a_minimum_binds_within_its_case() -> None:
    basic, other = level("4", "a-basic"), level("4", "b-basic")
    assert is_met(basic, (other,))


def test_lines_that_add_up_meet_a_minimum_that_is_ticked_or_that_they_exceed() -> None:
    tea, guides = level("5", "tea"), level("5", "guides")
    assert is_met(guides, (tea, guides))
    assert not is_met(guides._replace(points=2), (tea, tea))
    assert is_met(guides._replace(points=1, id="other"), (tea, guides))
    assert is_met(guides, (tea._replace(points=0), guides))  # ticked, with no point more


def test_ids_are_one_several_or_none() -> None:
    tea, guides = level("5", "tea"), level("5", "guides")
    assert ids_of((tea, guides), SMALL.criterion("5")) == ["tea", "guides"]
    assert ids_of((tea,), SMALL.criterion("1.1")) == "tea"
    assert ids_of((), SMALL.criterion("5")) is None
    assert points_of((tea, guides)) == 2


# Several numbers added up as one


@given(
    st.integers(1, 900),
    st.lists(
        st.tuples(st.integers(0, 100), st.integers(0, 2), st.booleans()), min_size=1, max_size=40
    ),
    st.lists(st.sampled_from((2, 3, 4, 5)), max_size=9),
)
def test_the_sum_of_packed_choices_is_the_sum_of_each_field(
    times: int, rows: list[tuple[int, int, bool]], missed: list[int]
) -> None:
    rows = [(points * times, part, is_open) for points, part, is_open in rows]
    parts = [sum(points for points, part, _ in rows if part == one) for one in range(3)]
    packing = Packing(parts, len(rows), [*missed, 2, 3, 4, 5])
    choices = []
    for place, (points, part, is_open) in enumerate(rows):
        own = missed if place == 0 else ()
        packed = packing.packed(points, part, is_open, own)
        choices.append(Choice(SMALL.criteria[0], (), points, "mark", (), packed))
    total, of_parts, still_open, lost = packing.added_up(choices)
    assert total == sum(parts)
    assert of_parts == tuple(parts)
    assert still_open == sum(is_open for *_, is_open in rows)
    assert lost == min(missed, default=None)


@pytest.mark.parametrize("most", [255, 256, 65_535, 65_536, 2**32 - 1])
def test_fields_are_as_wide_as_the_most_that_they_can_come_to(most: int) -> None:
    packing = Packing([most], 1, [3])
    choice = Choice(SMALL.criteria[0], (), most, "mark", (), packing.packed(most, 0, False, [3]))
    assert packing.added_up([choice]) == (most, (most,), 0, 3)


@pytest.mark.parametrize("count", [1, 2, 63, 64, 127, 128, 255, 256, 300])
def test_however_many_minimums_of_a_star_are_missed_the_star_lost_is_that_one(count: int) -> None:
    packing = Packing([10], 1, [*[2] * count, 3])
    assert [packing.added_up([missing(packing, [2] * count)])[3]] == [2]
    assert packing.added_up([missing(packing, [3])])[3] == 3


def missing(packing: Packing, stars: list[int]) -> Choice:
    return Choice(SMALL.criteria[0], (), 1, "mark", (), packing.packed(1, 0, False, stars))


def test_a_table_of_one_part_with_more_points_than_a_byte_holds_is_added_up() -> None:
    document = SMALL.resolved()
    part, group = document["parts"][0], document["parts"][0]["groups"][0]
    group["criteria"][0]["levels"][1]["points"] = 300
    document |= {"parts": [part], "gates": []}
    document["ruleset"] = document["ruleset"] | {"stars": {"2": "from 6", "1": "below 6"}}
    part["points"] = 310
    single = ProductSet(document)
    marks = {"1.1": "most", "1.2": 3, "1.3": 2, "1.4": 1}
    table = table_of(single)
    tally = add_up(table, choose(table, sheet_for(single, marks), Review()))
    assert (tally.total, tally.parts, tally.open) == (306, (306,), 0)


@pytest.mark.parametrize(("criteria", "most"), [(2**32, 100), (10, 2**32)])
def test_a_table_that_is_too_large_for_its_fields_is_refused(criteria: int, most: int) -> None:
    with pytest.raises(ValueError, match="too many to add up"):
        Packing([most], criteria, ())
