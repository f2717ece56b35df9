"""The draft as people read it: a sheet that can be read, with every judgement written beside it."""

from __future__ import annotations

from typing import Any, Literal

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from support.strategies import partial_marks, sheet_for

import ocop_scoring as ocop
from ocop_scoring.workshop.crosswalk import Carried, Crosswalk, carried, crosswalk_of
from ocop_scoring.workshop.crosswalk.carrying import OpenMark
from ocop_scoring.workshop.crosswalk.draft import carried_json, draft_text, why_open
from ocop_scoring.workshop.crosswalk.formats import CarriedSheet

FROM_148 = crosswalk_of("148-2023", "26-2026")


def made_of(marks: dict[str, Any], number: int = 8, **changes: Any) -> Carried:
    return carried(FROM_148, sheet_for(FROM_148.a.product_set(number), marks, **changes))


@settings(max_examples=8, deadline=None)
@given(data=st.data(), number=st.sampled_from([8, 26]))
def test_a_draft_is_read_back_as_the_sheet_that_it_is_of(data: st.DataObject, number: int) -> None:
    table = FROM_148.a.product_set(number)
    made = made_of(data.draw(partial_marks(table, most_open=9)), number)
    read = ocop.read_sheet(draft_text(made, "vi"))
    assert (read.marks, read.rejects) == (made.draft.marks, made.draft.rejects)
    assert read.assessor == made.draft.assessor


def test_a_draft_of_nothing_that_is_sure_can_be_read_too() -> None:
    made = made_of({}, rejects=["food-safety-rules-not-met"])
    text = draft_text(made, "vi")
    assert not ocop.read_sheet(text).marks
    assert (
        "# PHẢI XÉT lý do loại của phiếu cũ, không chuyển sang: food-safety-rules-not-met\n" in text
    )


@pytest.mark.parametrize(("lang", "said"), [("vi", "BẢN NHÁP"), ("en", "DRAFT")])
def test_it_says_first_that_it_is_a_draft_and_nobodys(lang: Literal["vi", "en"], said: str) -> None:
    text = draft_text(made_of({"6.b": 2}), lang)
    assert text.startswith(f"# {said} ")
    assert ocop.read_sheet(text).comment
    assert ocop.read_sheet(text).assessed_on is None


def test_what_must_be_judged_offers_the_levels_that_are_possible_and_no_other() -> None:
    lines = draft_text(made_of({"3.c": 1}), "vi").splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("  # 3.3 "))
    assert lines[at + 1] == "  #   PHẢI XÉT. 148 tính người trong huyện, 26 tính người trong xã"
    assert [line.split("#")[1].strip() for line in lines[at + 2 : at + 5]] == [
        '"3.3": 0',
        '"3.3": 1',
        '"3.3": 2',
    ]
    assert lines[at + 5] == ""


def test_each_mark_says_where_it_comes_from() -> None:
    text = draft_text(made_of({"3.b": 1}), "vi")
    assert "  #   từ 3.b, phiếu cũ chấm 1: đòi ít hơn. 26 thêm người khuyết tật\n" in text


def test_what_is_lost_stands_at_the_end() -> None:
    text = draft_text(made_of({"3.đ": 1}), "vi")
    assert text.endswith("#   3.đ Kế toán (phiếu cũ chấm 1): 26 không còn chấm kế toán\n")


def test_lines_that_add_up_are_written_as_a_list(between: Crosswalk) -> None:
    sheet = sheet_for(between.a.product_set(1), {"5": ["tea"]})
    text = draft_text(carried(between, sheet), "vi")
    assert '  "5": [tea]' in text
    assert ocop.read_sheet(text).marks == {"5": ("tea",)}


def test_a_cause_is_said_where_the_crosswalk_gives_no_reason() -> None:
    open_ = OpenMark("1.1", "story", ("told",), "not-assessed", (), None)
    assert why_open(open_, "vi") == "phiếu cũ chưa chấm"
    assert why_open(open_._replace(cause="new", why="lý do"), "vi") == "tiêu chí mới: lý do"


def test_systems_read_all_of_it() -> None:
    made = made_of({"1.a": 5, "3.c": 1, "3.đ": 1}, rejects=["food-safety-rules-not-met"])
    entry = CarriedSheet.model_validate(carried_json(made, "phieu.yaml", None))
    assert ocop.read_sheet(dict(entry.draft)) == made.draft
    assert [one.number for one in entry.carried] == ["1.1"]
    assert {one.number for one in entry.to_judge} >= {"3.3", "2.4"}
    assert [one.criterion for one in entry.lost] == ["accounting"]
    assert entry.rejects_to_judge == ("food-safety-rules-not-met",)
    assert entry.star is not None
