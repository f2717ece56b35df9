"""Laws that hold for every sheet of every table."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.strategies import complete_marks, partial_marks, rate, tables

import ocop_scoring as ocop
from ocop_scoring.rules.model import Criterion
from ocop_scoring.rules.product_set import ProductSet


@st.composite
def rated(draw: st.DrawFn) -> tuple[ProductSet, dict[str, Any]]:
    table = draw(tables())
    return table, draw(complete_marks(table, good=draw(st.booleans())))


@st.composite
def unfinished(draw: st.DrawFn) -> tuple[ProductSet, dict[str, Any]]:
    table = draw(tables())
    return table, draw(partial_marks(table))


@given(unfinished())
def test_the_total_is_the_sum_of_the_parts_and_of_the_criteria(
    case: tuple[ProductSet, dict[str, Any]],
) -> None:
    result = rate(*case)
    assert (
        result.total
        == sum(result.parts.values())
        == sum(choice.points or 0 for choice in result.criteria)
    )
    for part in case[0].parts:
        numbers = {c.number for group in part.groups for c in group.criteria}
        assert result.parts[part.code] == sum(
            c.points or 0 for c in result.criteria if c.number in numbers
        )


@given(unfinished(), st.randoms(use_true_random=False))
def test_the_order_of_marks_changes_nothing(
    case: tuple[ProductSet, dict[str, Any]], random: Any
) -> None:
    table, marks = case
    shuffled = list(marks.items())
    random.shuffle(shuffled)
    assert rate(table, marks).to_json() == rate(table, dict(shuffled)).to_json()


@given(rated())
def test_the_star_never_exceeds_the_star_by_points(case: tuple[ProductSet, dict[str, Any]]) -> None:
    result = rate(*case)
    assert result.star is None or (
        result.star_by_points is not None and 1 <= result.star <= result.star_by_points
    )


@given(rated(), st.data())
def test_raising_a_mark_never_lowers_total_or_star(
    case: tuple[ProductSet, dict[str, Any]], data: st.DataObject
) -> None:
    table, marks = case
    before = rate(table, marks)
    choice = data.draw(st.sampled_from(before.criteria))
    higher = [level for level in choice.printed.levels if _is_higher(level, choice)]
    if choice.printed.mode == "sum" or not higher or before.gates:
        return
    raised = marks | {choice.number: data.draw(st.sampled_from(higher)).id}
    after = rate(table, raised)
    assert after.total >= before.total
    assert (after.star or 0) >= (before.star or 0)


def _is_higher(level: Any, choice: Any) -> bool:
    return level.points > choice.points and (
        not choice.levels or choice.levels[0].case == level.case
    )


@given(rated())
def test_a_star_is_lost_just_where_a_minimum_of_it_or_a_lower_one_is_missed(
    case: tuple[ProductSet, dict[str, Any]],
) -> None:
    result = rate(*case)
    if result.star is None:
        return
    lost = {unmet.star for unmet in result.unmet}
    expected = max(
        (s for s in range(1, (result.star_by_points or 1) + 1) if not any(x <= s for x in lost)),
        default=1,
    )
    assert result.star == expected


@given(unfinished(), st.data())
def test_the_range_contains_every_completion(
    case: tuple[ProductSet, dict[str, Any]], data: st.DataObject
) -> None:
    table, marks = case
    open_result = rate(table, marks)
    if open_result.range is None:
        return
    completed = dict(marks)
    for criterion in table.criteria:
        if criterion.number not in marks:
            completed[criterion.number] = data.draw(
                st.sampled_from([0, *(level.id for level in criterion.levels)])
            )
    total, star = _outcome(rate(table, completed))
    assert open_result.range.total[0] <= total <= open_result.range.total[1]
    assert open_result.range.star[0] <= star <= open_result.range.star[1]


def _outcome(result: ocop.Evaluation) -> tuple[int, int]:
    """Total and star, gates aside."""
    star = result.outcome.award.star
    assert star is not None
    return result.total, star


@given(unfinished())
def test_both_ends_of_the_range_are_reached_by_some_completion(
    case: tuple[ProductSet, dict[str, Any]],
) -> None:
    table, marks = case
    result = rate(table, marks)
    if result.range is None:
        return
    missing = [c for c in table.criteria if c.number not in marks]
    lowest = rate(table, marks | {c.number: 0 for c in missing})
    highest = rate(table, marks | {c.number: _best(c) for c in missing})
    assert (result.range.total[0], result.range.star[0]) == _outcome(lowest)
    assert (result.range.total[1], result.range.star[1]) == _outcome(highest)


def _best(criterion: Criterion) -> Any:
    if criterion.mode == "sum":
        return [level.id for level in criterion.levels]
    return max(criterion.levels, key=lambda level: level.points).id


@given(rated())
def test_the_plan_for_the_next_star_reaches_it(case: tuple[ProductSet, dict[str, Any]]) -> None:
    table, marks = case
    result = rate(table, marks)
    plan = result.next_star
    if plan is None:
        return
    # What hangs on a story that was closed counts nothing until the plan raises it too: its old
    # mark is not revived.
    closed = {choice.number: 0 for choice in result.criteria if choice.source == "condition"}
    after = rate(table, marks | closed | {c.criterion: _as_mark(c) for c in plan.changes})
    # The gates of marks (an item at 0) stand apart from the plan.
    assert _outcome(after)[1] >= plan.star
    assert after.total == result.total + plan.gain
    assert plan.points_missing == max(0, _least(table, plan.star) - result.total)


def _as_mark(change: Any) -> Any:
    ids = [level.id for level in change.to_levels]
    return ids if change.printed.mode == "sum" else ids[0]


def _least(table: ProductSet, star: int) -> int:
    return next(int(band.points.low or 0) for band in table.bands if band.star == star)


@given(rated())
def test_no_single_or_double_change_beats_the_plan(case: tuple[ProductSet, dict[str, Any]]) -> None:
    """Brute force over one and two changed criteria, on the small invented table."""
    table, marks = case
    if table.ruleset != "mini-2030":
        return
    result = rate(table, marks)
    if result.star is None or result.star == 5:
        return
    plan = result.next_star
    best = _brute_force(table, marks, result)
    if best is not None:
        assert plan is not None
        assert (len(plan.changes), plan.gain, [c.criterion for c in plan.changes]) == best
    elif plan is not None:
        assert len(plan.changes) > 2


def _brute_force(
    table: ProductSet, marks: dict[str, Any], before: ocop.Evaluation
) -> tuple[int, int, list[str]] | None:
    order = [c.number for c in table.criteria]
    found = []
    for count in (1, 2):
        for criteria in itertools.combinations(before.criteria, count):
            for levels in itertools.product(*(_raised(choice) for choice in criteria)):
                changed = {c.number: mark for c, mark in zip(criteria, levels, strict=True)}
                after = rate(table, marks | changed)
                if _outcome(after)[1] > (before.star or 0) and after.total > before.total - 1:
                    gained = all(
                        a.points > b.points or a.levels == b.levels
                        for a, b in zip(after.criteria, before.criteria, strict=True)
                    )
                    if gained:
                        found.append(
                            (count, after.total - before.total, [order.index(n) for n in changed])
                        )
        if found:
            count, gain, indexes = min(found)
            return count, gain, [order[i] for i in indexes]
    return None


def _raised(choice: Any) -> list[Any]:
    if choice.printed.mode == "sum":
        ids = [level.id for level in choice.printed.levels]
        have = {level.id for level in choice.levels}
        return [
            list(s)
            for n in range(1, len(ids) + 1)
            for s in itertools.combinations(ids, n)
            if have < set(s)
        ]
    return [level.id for level in choice.printed.levels if _is_higher(level, choice)]
