"""Marks are carried where they are sure, and nowhere else."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from support.strategies import complete_marks, partial_marks, sheet_for

import ocop_scoring as ocop
from ocop_scoring.workshop.crosswalk import Crosswalk, SheetCarrier, TableCarrier, crosswalk_of
from ocop_scoring.workshop.crosswalk.carrier import together
from ocop_scoring.workshop.crosswalk.relation import UNREACHED

PAIRS = {
    number: TableCarrier(crosswalk_of("148-2023", "26-2026").pair(number, number))
    for number in (8, 16, 26)
}
ITSELF = TableCarrier(crosswalk_of("26-2026", "26-2026").pair(8, 8))


def possible_by_hand(carrier: TableCarrier, number: str, marks: dict[str, Any]) -> set[str]:
    """The levels that all relations leave a criterion, worked out one by one; empty: every one."""
    criterion = carrier.pair.b.criterion(number)
    found: list[set[str]] = []
    for lead in carrier.pair.leads_to(criterion.id):
        place = carrier.a.index[lead.number]
        shut = [opener for opener in carrier.a.openers if opener.at == place]
        for opener in shut:
            mark = marks.get(carrier.a.numbers[opener.opener])
            choice = carrier.a.by_mark[opener.opener][mark]
            if choice.is_assessed and choice.points < opener.at_least:
                break
        else:
            choice = carrier.a.by_mark[place][marks.get(lead.number)]
            if choice.is_assessed:
                zero = choice.criterion.zero
                level = choice.levels[0].id if choice.levels else (zero.id if zero else UNREACHED)
                found.append(set(lead.relations[level].levels))
    told = [levels for levels in found if levels]
    return set.intersection(*told) if told else set()


@settings(max_examples=25, deadline=None)
@given(data=st.data(), number=st.sampled_from(sorted(PAIRS)))
def test_a_mark_is_carried_where_one_level_alone_is_possible(
    data: st.DataObject, number: int
) -> None:
    carrier = PAIRS[number]
    marks = data.draw(partial_marks(carrier.pair.a, most_open=6))
    carried = carrier.marks(sheet_for(carrier.pair.a, marks).marks)
    for criterion in carrier.pair.b.criteria:
        levels = possible_by_hand(carrier, criterion.number, marks)
        if len(levels) == 1:
            (level,) = levels
            expected = 0 if level == UNREACHED else criterion.level(level).mark
            assert carried[criterion.number] == expected
        else:
            assert criterion.number not in carried


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_table_carries_every_mark_into_itself(data: st.DataObject) -> None:
    table = ITSELF.pair.a
    marks = data.draw(complete_marks(table))
    sheet = sheet_for(table, marks)
    before = [choice.levels for choice in rated(table, sheet).choices.criteria]
    after = [choice.levels for choice in rated(table, ITSELF.sheet(sheet)).choices.criteria]
    assert before == after


def rated(table: ocop.ProductSet, sheet: ocop.ScoreSheet) -> Any:
    from ocop_scoring.filing.evidence import Review
    from ocop_scoring.rating.outcome import rate
    from ocop_scoring.rating.table import table_of

    return rate(table_of(table), Review(), sheet)


def test_lines_that_add_up_are_carried_where_all_of_them_are(between: Crosswalk) -> None:
    carrier = TableCarrier(between.pair(1, 1))
    assert carrier.marks({"5": ("tea",)}) == {"5": ("tea",)}
    assert carrier.marks({"5": ()}) == {"5": ()}
    assert carrier.marks({"5": 0}) == {"5": ()}


def test_the_mark_of_a_criterion_that_is_not_open_says_nothing(between: Crosswalk) -> None:
    carrier = TableCarrier(between.pair(1, 1))
    assert carrier.marks({"2.1": 1, "2.2": 2}) == {"2.1": 1, "2.2": 2}
    assert carrier.marks({"2.1": 0, "2.2": 2}) == {"2.1": 0}


def test_several_criteria_that_lead_to_one_must_agree() -> None:
    one, other = frozenset({"low", "high"}), frozenset({"high", "top"})
    assert together([one, other]) == {"high"}
    assert together([one, None]) == one
    assert together([None]) is None
    assert together([one, frozenset({"top"})]) == {"low", "high", "top"}


def test_the_sheet_that_is_carried_is_one_that_could_be_read(between: Crosswalk) -> None:
    carrier = SheetCarrier(between)
    assert carrier.number(1) == 1
    sheet = sheet_for(between.a.product_set(1), {"1.1": 3, "1.2": "half", "1.4": 1})
    made = carrier.sheet(1, sheet)
    assert made.marks == {"1.1": 3, "1.2": 1}
    assert made == ocop.ScoreSheet.model_validate(made.model_dump())


def test_of_a_sheet_that_rejects_on_a_ground_unknown_there_nothing_is_sure() -> None:
    carrier = PAIRS[8]
    table = carrier.pair.a
    marks = {"6.b": 2}
    kept = carrier.sheet(sheet_for(table, marks, rejects=["forged-dossier"]))
    assert (dict(kept.marks), kept.rejects) == ({"6.2": 2}, ("forged-dossier",))
    other = carrier.sheet(sheet_for(table, marks, rejects=["food-safety-rules-not-met"]))
    assert (dict(other.marks), other.rejects) == ({}, ())


def test_a_product_set_that_becomes_several_has_no_number() -> None:
    carrier = SheetCarrier(crosswalk_of("1048-2019", "148-2023"))
    assert carrier.number(10) == 9
    assert carrier.number(4) is None
    with pytest.raises(KeyError):
        carrier.sheet(4, sheet_for(carrier.crosswalk.a.product_set(4), {}))
