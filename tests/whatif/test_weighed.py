"""What each mark weighs, and how firmly a star stands: held against every way to mark lower."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support.councils import council, seats
from support.small_tables import every_sheet, is_open, items, levels_of, small_tables, table_from
from support.strategies import TABLES, complete_marks, rate, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import Review
from ocop_scoring.rating.outcome import Outcome
from ocop_scoring.rating.outcome import rate as rate_outcome
from ocop_scoring.rating.policy import standing_of
from ocop_scoring.rating.table import Table
from ocop_scoring.whatif.losses import Counted, least_losses
from ocop_scoring.whatif.weighed import robustness_of, weights_of

Doc = dict[str, Any]
SHIPPED = {policy.id: policy for policy in ocop.policies()}
ROUNDINGS: list[Doc] = [
    {"mean": "totals", "rounding": "none"},
    {"mean": "totals", "rounding": {"places": 0, "half": "even", "of": "mean"}},
    {"mean": "parts", "rounding": {"places": 0, "half": "up", "of": "parts"}},
    {"mean": "criteria", "rounding": {"places": 0, "half": "up", "of": "criteria"}},
    {"mean": "criteria", "rounding": {"places": 1, "half": "even", "of": "criteria"}},
]


def outcome_of(table: Table, document: Doc, marks: Doc) -> Outcome:
    return rate_outcome(table, Review(), sheet_for(table.product_set, as_marks(document, marks)))


def as_marks(document: Doc, marks: Doc) -> Doc:
    return {
        item["number"]: list(marks[item["number"]])
        if item["mode"] == "sum"
        else (*marks[item["number"]], 0)[0]
        for item in items(document)
    }


def lower_sheets(document: Doc, marks: Doc) -> list[tuple[int, Doc]]:
    """Every sheet that is nowhere higher, and by how many levels it is lower in all."""
    ways = [list(lower(item, marks[item["number"]])) for item in items(document)]
    closed = [item["number"] for item in items(document) if not is_open(document, item, marks)]
    found = []
    for picked in itertools.product(*ways):
        after = {
            item["number"]: way for item, (_, way) in zip(items(document), picked, strict=True)
        }
        if all(after[number] == marks[number] for number in closed):
            found.append((sum([count for count, _ in picked]), after))
    return found


def lower(item: Doc, now: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
    """What a criterion has and what lies below it, with the number of levels down."""
    if item["mode"] == "sum":
        return [
            (lost, left)
            for lost in range(len(now) + 1)
            for left in itertools.combinations(now, len(now) - lost)
        ]
    if not now:
        return [(0, ())]
    (level,) = levels_of(item, now)
    below: dict[int, tuple[str, ...]] = {}
    for other in item["levels"]:
        if other["points"] < level["points"] and other.get("case") == level.get("case"):
            below.setdefault(other["points"], (other["id"],))
    steps = [below[points] for points in sorted(below, reverse=True)]
    if level["points"] > 0 and 0 not in below:
        zero = [lv["id"] for lv in item["levels"] if lv["points"] == 0 and "case" not in lv]
        steps.append(tuple(zero[:1]))
    return list(enumerate([now, *steps]))


def points(outcomes: tuple[Outcome, ...]) -> int:
    return sum([outcome.tally.total for outcome in outcomes])


@settings(max_examples=25)
@given(st.data())
def test_no_fewer_levels_or_points_cost_the_star_of_a_sheet(data: st.DataObject) -> None:
    document = data.draw(small_tables())
    table = table_from(document)
    marks = data.draw(st.sampled_from(list(every_sheet(document))))
    now = outcome_of(table, document, marks)
    star = now.award.star or 0
    losses = [
        (levels, now.tally.total - after.tally.total)
        for levels, lower_marks in lower_sheets(document, marks)
        for after in [outcome_of(table, document, lower_marks)]
        if (after.award.star or 0) < star
    ]
    found = least_losses(Counted(table, (now,)), star)
    assert (found is None) == (not losses)
    if found is not None:
        fewest_levels, fewest_points = found
        assert (fewest_levels.levels, fewest_levels.points) == min(losses)
        assert (fewest_points.points, fewest_points.levels) == min(
            (lost, levels) for levels, lost in losses
        )


@settings(max_examples=25)
@given(st.data())
def test_no_fewer_levels_or_points_of_members_cost_the_star_of_a_council(
    data: st.DataObject,
) -> None:
    document = data.draw(small_tables().filter(lambda d: len(items(d)) < 4))
    table = table_from(document)
    minimums = data.draw(st.sampled_from(["mean", "majority", "every-member"]))
    rules = data.draw(st.sampled_from(ROUNDINGS)) | {"minimums": minimums}
    policy = SHIPPED["majority-minimums"].model_copy(update=rules)
    sheets = list(every_sheet(document))
    marks = [data.draw(st.sampled_from(sheets)) for _ in range(2)]
    now = tuple([outcome_of(table, document, own) for own in marks])
    star = standing_of(policy, table, now).star
    ways = [
        [(levels, outcome_of(table, document, own)) for levels, own in lower_sheets(document, each)]
        for each in marks
    ]
    losses = []
    for (one, first), (two, second) in itertools.product(*ways):
        after = first, second
        if standing_of(policy, table, after).star < star:
            losses.append((one + two, points(now) - points(after)))
    found = least_losses(Counted(table, now, policy), star)
    assert (found is None) == (not losses)
    if found is not None:
        assert (found[0].levels, found[0].points) == min(losses)
        assert (found[1].points, found[1].levels) == min((lost, n) for n, lost in losses)


@settings(max_examples=15)
@given(st.data())
def test_every_mark_is_weighed_by_what_its_sheet_would_come_to(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    marks = data.draw(complete_marks(table, good=True))
    result = rate(table, marks)
    weights = weights_of(result)
    assert bool(weights) == (result.star is not None)
    order = [(-w.rises, -w.falls, w.missing or 0, table_place(table, w.criterion)) for w in weights]
    assert order == sorted(order)
    for weight in weights[:3]:
        for other in weight.others:
            then = rate(table, marks | {weight.criterion: mark_of(other.mark)})
            assert (then.total, then.star) == (other.total, other.star)


def mark_of(mark: Any) -> Any:
    return list(mark) if isinstance(mark, tuple) else mark


def table_place(table: ocop.ProductSet, number: str) -> int:
    return [criterion.number for criterion in table.criteria].index(number)


@settings(max_examples=15)
@given(st.data())
def test_the_marks_that_cost_the_star_alone_are_those_that_do(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    marks = data.draw(complete_marks(table, good=True))
    result = rate(table, marks)
    found = robustness_of(result)
    if result.star is None:
        assert found is None
        return
    assert found is not None
    for fall in found.falls:
        lower_mark = [level.id for level in fall.mark.to_levels]
        is_sum = fall.mark.printed.mode == "sum"
        mark = lower_mark if is_sum else (*lower_mark, 0)[0]
        then = rate(table, marks | {fall.mark.criterion: mark})
        assert then.star == fall.star
        assert (then.star or 0) < result.star
    if found.falls:
        assert found.fewest_levels is not None
        assert found.fewest_levels.levels == 1
    loss = found.fewest_points
    if loss is not None:
        lowered = {
            m.criterion: [lv.id for lv in m.to_levels]
            if m.printed.mode == "sum"
            else (*[lv.id for lv in m.to_levels], 0)[0]
            for m in loss.marks
        }
        then = rate(table, marks | lowered)
        assert (then.star or 0) < result.star
        assert result.total - then.total == loss.points


def test_of_a_council_each_member_is_told_apart() -> None:
    table = TABLES[8]
    best = {c.number: max(c.levels, key=lambda level: level.points).id for c in table.criteria}
    sheets = seats(table, [best, best, best | {"7": 0}])
    result = council(sheets, table, "every-member-minimums")
    found = robustness_of(result)
    assert result.star == 3
    assert found is not None
    for fall in found.falls[:4]:
        at = int(fall.mark.member[1:]) - 1 if fall.mark.member else 0
        lower_mark = {fall.mark.criterion: (*[lv.id for lv in fall.mark.to_levels], 0)[0]}
        own = [dict(sheet.marks) for sheet in sheets]
        own[at] |= lower_mark
        assert council(seats(table, own), table, "every-member-minimums").star == fall.star
    weights = weights_of(result)
    assert {weight.member for weight in weights} == {"m1", "m2", "m3"}
    assert (weights[0].rises, weights[0].member, weights[0].criterion) == (2, "m3", "7")


def test_the_lowest_star_is_never_lost() -> None:
    table = TABLES[8]
    found = robustness_of(rate(table, dict.fromkeys([c.number for c in table.criteria], 0)))
    assert found is not None
    assert (found.fewest_levels, found.falls) == (None, ())
