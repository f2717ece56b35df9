"""What each policy gives on the same sheets: side by side, and where they differ."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.folders import INVENTED
from support.mini import BEST
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop

RULES = INVENTED.ruleset("mini-2030")
TABLE = RULES.product_set(1)
DOSSIER = dossier_for(TABLE)
POLICIES = ocop.policies()


def sheet(who: str = "m1", role: str = "member", **changes: Any) -> ocop.ScoreSheet:
    marks = {**BEST, **changes.pop("marks", {})}
    return sheet_for(TABLE, marks, assessor={"id": who, "role": role}, **changes)


def compared(*sheets: ocop.ScoreSheet, **more: Any) -> ocop.Comparison:
    return ocop.compare_policies(RULES, DOSSIER, sheets, policies=POLICIES, **more)


def test_every_policy_stands_there_with_its_own_result() -> None:
    sheets = sheet("c1", "chair"), sheet("m2", marks={"1.1": 0}), sheet("a1", "advisory")
    found = compared(*sheets, appointed=3)
    assert [row.policy for row in found.rows] == list(POLICIES)
    for row in found.rows:
        if row.result is not None:
            own = ocop.council(RULES, DOSSIER, sheets, policy=row.policy, appointed=3)
            assert row.result == own
    assert [row.policy.id for row in found.rows if row.result is None] == ["agreed-sheet"]


def test_equal_sheets_are_the_same_under_every_policy() -> None:
    found = compared(sheet("c1", "chair"), sheet("m2"), sheet("a1", "advisory"), appointed=2)
    assert found.differ == ()


def test_policies_that_do_not_fit_say_why_and_stop_no_other() -> None:
    found = {row.policy.id: row for row in compared(sheet("m1"), sheet("m2")).rows}
    refused = {name: [f.code for f in row.refused] for name, row in found.items() if row.refused}
    assert refused == {
        "advisory-minimums": ["one-advisory-sheet"],
        "agreed-sheet": ["one-agreed-sheet"],
        "three-quarters-with-chair": ["appointed-not-given"],
        "two-thirds-quorum": ["appointed-not-given"],
    }
    assert all((row.result is None) == bool(row.refused) for row in found.values())


def test_what_is_wrong_under_every_policy_is_the_sheets_own_fault() -> None:
    with pytest.raises(ocop.FilingError) as refused:
        compared(sheet("m1"), sheet("m1"))
    assert {fault.code for fault in refused.value.faults} == {"sheet-twice"}


def test_where_they_differ_is_named() -> None:
    far = sheet("m2", marks={"1.1": 0, "2.1": 0, "2.2": 0, "3.1.1": 0})
    found = compared(sheet("m1"), far)
    by_id = {row.policy.id: row.result for row in found.rows}
    stars = {row.result.star for row in found.rows if row.result is not None}
    assert ("star" in found.differ) == (len(stars) > 1)
    totals, criteria = by_id["mean-of-totals"], by_id["mean-per-criterion"]
    assert totals is not None
    assert criteria is not None
    assert totals.mean == criteria.mean
    assert "mean" not in found.differ


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries({"1.1": st.sampled_from([0, 1, 3]), "2.1": st.sampled_from([0, 3])}),
        min_size=1,
        max_size=4,
    )
)
def test_the_json_is_what_its_model_reads(marks: list[dict[str, int]]) -> None:
    found = compared(*[sheet(f"m{place}", marks=one) for place, one in enumerate(marks)])
    document = found.as_json()
    model = ocop.formats.Comparison.model_validate(document)
    assert model.model_dump(mode="json") == document
    for row, read in zip(found.rows, model.policies, strict=True):
        assert (row.result is None) == (read.result is None)
        if row.result is not None and read.result is not None:
            whole = row.result.as_json()
            said = read.result.model_dump(mode="json")
            assert said.pop("unmet") == [
                {"star": one["star"], "criterion": one["criterion"]} for one in whole["unmet"]
            ]
            assert said == {name: whole[name] for name in said}


def test_no_policies_compare_to_nothing() -> None:
    found = ocop.compare_policies(RULES, DOSSIER, [sheet()], policies=())
    assert (found.rows, found.differ) == ((), ())
