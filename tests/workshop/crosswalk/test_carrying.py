"""A sheet as a draft under another decision: nothing is carried silently, nothing is lost silently."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from support.strategies import complete_marks, dossier_for, partial_marks, sheet_for

import ocop_scoring as ocop
from ocop_scoring import CatalogError, FilingError
from ocop_scoring.workshop.crosswalk import Carried, Crosswalk, TableCarrier, carried, crosswalk_of

FROM_148 = crosswalk_of("148-2023", "26-2026")
ITSELF = crosswalk_of("26-2026", "26-2026")
OF_148 = FROM_148.a.product_set(8)


def _carrier(made: Carried) -> TableCarrier:
    number = made.a.product_set
    return FROM_148.kept(number, made.b.product_set, TableCarrier)


def carried_into_26(marks: dict[str, Any], **changes: Any) -> Carried:
    return carried(FROM_148, sheet_for(OF_148, marks, **changes))


@settings(max_examples=20, deadline=None)
@given(data=st.data(), number=st.sampled_from([8, 16, 26]))
def test_every_criterion_and_every_mark_is_accounted_for(data: st.DataObject, number: int) -> None:
    table = FROM_148.a.product_set(number)
    marks = data.draw(partial_marks(table, most_open=5))
    sheet = sheet_for(table, marks)
    made = carried(FROM_148, sheet)
    told = [
        *(one.number for one in made.moved),
        *(one.number for one in made.derived),
        *(one.number for one in made.to_judge),
        *made.closed,
    ]
    assert sorted(told) == sorted(criterion.number for criterion in made.b.criteria)
    assert {one.number: one.mark for one in made.moved} == dict(made.draft.marks)
    from_there = [one for entry in (*made.moved, *made.to_judge) for one in entry.of]
    named = {one.number for one in from_there} | {one.number for one in made.lost}
    shut = {table.criteria[opener.at].number for opener in _carrier(made).a.openers}
    into_closed = {
        lead.number
        for lead in _carrier(made).pair.leads
        if made.b.criterion(_number(made, lead.to)).number in made.closed
    }
    assert set(sheet.marks) - named <= shut | into_closed


def _number(made: Carried, criterion: str) -> str:
    return next(one.number for one in made.b.criteria if one.id == criterion)


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_under_its_own_rules_a_sheet_is_carried_whole(data: st.DataObject) -> None:
    table = ITSELF.a.product_set(8)
    sheet = sheet_for(table, data.draw(complete_marks(table)))
    made = carried(ITSELF, sheet)
    assert made.is_whole
    assert not made.lost
    before = ocop.score(ITSELF.a, dossier_for(table), sheet)
    assert made.outcome.star == before.star


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_the_draft_has_the_marks_that_a_carrier_gives(data: st.DataObject) -> None:
    sheet = sheet_for(OF_148, data.draw(partial_marks(OF_148)))
    made = carried(FROM_148, sheet)
    assert made.draft.marks == _carrier(made).marks(sheet.marks)


def test_the_draft_is_nobodys_sheet() -> None:
    made = carried_into_26({"6.b": 2}, assessed_on="2025-03-01", round=2, comment="Chấm kỹ")
    draft = made.draft
    assert (draft.assessor.id, draft.assessor.name) == ("–", None)
    assert (draft.assessed_on, draft.round, draft.comment) == (None, 1, None)
    assert (draft.ruleset, draft.product_set) == ("26-2026", 8)


def test_what_must_be_judged_says_which_levels_and_why() -> None:
    (found,) = [one for one in carried_into_26({"3.c": 1}).to_judge if one.number == "3.3"]
    assert found.levels == ("unreached", "quarter", "half")
    assert (found.cause, found.why) == (
        "relation",
        "148 tính người trong huyện, 26 tính người trong xã",
    )
    (of,) = found.of
    assert (of.number, of.levels, of.kinds, of.bases) == (
        "3.c",
        ("half",),
        ("stricter",),
        ("stated",),
    )


def test_new_criteria_and_those_without_a_mark_must_be_judged() -> None:
    causes = {one.number: one.cause for one in carried_into_26({"6.b": 2}).to_judge}
    assert (causes["2.4"], causes["6.1"]) == ("new", "not-assessed")


def test_a_mark_that_did_not_count_says_nothing() -> None:
    made = carried_into_26({"5.a": 0, "5.b": 5})
    causes = {one.number: one.cause for one in made.to_judge}
    assert causes["5.3"] == "not-counted"


def test_a_mark_without_a_counterpart_is_lost_by_name() -> None:
    (lost,) = carried_into_26({"3.đ": 1}).lost
    assert (lost.criterion, lost.levels, lost.why) == (
        "accounting",
        ("organised",),
        "26 không còn chấm kế toán",
    )


def test_marks_that_contradict_one_another_leave_all_of_their_levels() -> None:
    table = FROM_148.a.product_set(16)
    made = carried(FROM_148, sheet_for(table, {"8.a": 0, "8.b": 3}))
    (found,) = [one for one in made.to_judge if one.criterion == "quality-declaration"]
    assert found.cause == "relation"
    assert "unreached" not in found.levels


def test_a_level_that_facts_decide_there_is_not_said_twice() -> None:
    facts = {"share_of_provincial_materials": "0.8"}
    table = FROM_148.b.product_set(8)
    sheet = sheet_for(OF_148, {"1.a": 5})
    made = carried(FROM_148, sheet, dossier_for(table, facts=facts))
    assert "1.1" not in made.draft.marks
    (found,) = [one for one in made.derived if one.number == "1.1"]
    assert (found.level, [one.number for one in found.of]) == ("most", ["1.a"])


def test_a_mark_beside_other_facts_is_carried_and_says_so() -> None:
    facts = {"share_of_provincial_materials": "0.6"}
    table = FROM_148.b.product_set(8)
    made = carried(FROM_148, sheet_for(OF_148, {"1.a": 5}), dossier_for(table, facts=facts))
    (found,) = [one for one in made.moved if one.number == "1.1"]
    assert (found.levels, found.facts) == (("most",), "half")


def test_facts_answer_what_the_crosswalk_leaves_open() -> None:
    facts = {"share_of_local_workers": "0.8"}
    table = FROM_148.b.product_set(8)
    made = carried(FROM_148, sheet_for(OF_148, {"3.c": 3}), dossier_for(table, facts=facts))
    assert ("3.3", "three-quarters") in [(one.number, one.level) for one in made.derived]


def test_a_ground_of_rejection_is_carried_only_in_its_own_words() -> None:
    grounds = ["forged-dossier", "food-safety-rules-not-met"]
    made = carried_into_26({}, rejects=grounds)
    assert made.rejects == ("forged-dossier",)
    assert made.rejects_to_judge == ("food-safety-rules-not-met",)
    assert not made.is_whole


def test_a_product_set_that_may_become_several_is_asked_for() -> None:
    crosswalk = crosswalk_of("1048-2019", "148-2023")
    sheet = sheet_for(crosswalk.a.product_set(4), {})
    with pytest.raises(
        CatalogError, match=r"product-set-left-open: product set 4 of 1048-2019 may"
    ):
        carried(crosswalk, sheet)
    assert carried(crosswalk, sheet, into=8).draft.product_set == 8
    with pytest.raises(CatalogError, match="product-set-not-led"):
        carried(crosswalk, sheet, into=9)


def test_products_that_are_rated_no_more_are_told_so() -> None:
    crosswalk = crosswalk_of("1048-2019", "148-2023")
    with pytest.raises(CatalogError, match="are not rated under 148-2023 any more"):
        carried(crosswalk, sheet_for(crosswalk.a.product_set(21), {}))


def test_a_sheet_that_does_not_fit_its_own_table_is_refused() -> None:
    with pytest.raises(FilingError, match="unknown-criterion"):
        carried_into_26({"99": 1})


def test_a_sheet_that_names_no_product_set_is_asked_for_one(between: Crosswalk) -> None:
    sheet = sheet_for(between.a.product_set(1), {"1.1": 3}, product_set=None)
    with pytest.raises(FilingError, match="sheet-without-set"):
        carried(between, sheet)
    assert carried(between, sheet, product_set=1).draft.marks == {"1.1": 3}


def test_a_sheet_is_carried_by_the_name_of_the_other_ruleset() -> None:
    sheet = sheet_for(OF_148, {"6.b": 2})
    assert ocop.carry_over(sheet, "26-2026").draft == carried_into_26({"6.b": 2}).draft


@settings(max_examples=15, deadline=None)
@given(data=st.data(), number=st.sampled_from([8, 16]))
def test_any_judgement_among_the_possible_levels_lies_between_the_stars(
    data: st.DataObject, number: int
) -> None:
    table = FROM_148.a.product_set(number)
    made = carried(FROM_148, sheet_for(table, data.draw(partial_marks(table))))
    marks: dict[str, Any] = dict(made.draft.marks)
    for one in made.to_judge:
        level = data.draw(st.sampled_from(one.levels))
        marks[one.number] = 0 if level == "unreached" else level
    judged = ocop.score(FROM_148.b, dossier_for(made.b), sheet_for(made.b, marks))
    assert made.stars is not None or made.outcome.gates
    if made.stars is not None and judged.star is not None:
        low, high = made.stars
        assert low <= judged.star <= high


def test_what_is_possible_narrows_the_stars() -> None:
    best = {one.number: one.levels[-1].id for one in OF_148.criteria}
    made = carried_into_26(best | {"3.e": 1})
    assert made.stars == (2, 3)  # 4 stars ask for an origin sign, which a mark of 1 denies
    assert made.outcome.range is not None
    assert carried_into_26({}, rejects=["forged-dossier"]).stars is None


@pytest.mark.parametrize(("number", "code"), [(9, None), (8, "96-32244-002-2026")])
def test_a_dossier_of_another_product_is_refused(number: int, code: str | None) -> None:
    sheet = sheet_for(OF_148, {"6.b": 2}, product_code="96-32244-001-2026")
    filed = dossier_for(FROM_148.b.product_set(number))
    product = filed.product.model_dump() | ({"code": code} if code else {})
    other = filed.model_copy(update={"product": product})
    with pytest.raises(FilingError, match="other-product-code" if code else "other-product-set"):
        carried(FROM_148, sheet, other)
