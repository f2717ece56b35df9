"""Whose sheet could change a council's star: exact over every complete sheet of a member."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.folders import INVENTED
from support.mini import BEST
from support.small_tables import items, marks_of, small_tables, table_from
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import Review
from ocop_scoring.rating.flips import flips_of
from ocop_scoring.rating.outcome import Outcome
from ocop_scoring.rating.outcome import rate as rate_outcome
from ocop_scoring.rating.policy import standing_of
from ocop_scoring.rating.table import Table

Doc = dict[str, Any]
SHIPPED = {policy.id: policy for policy in ocop.policies()}


def policy(**changes: Any) -> ocop.Policy:
    """A policy of members' sheets, with changes."""
    return SHIPPED["majority-minimums"].model_copy(update=changes)


ROUNDINGS = [
    {"mean": "totals", "rounding": "none"},
    {"mean": "totals", "rounding": {"places": 0, "half": "even", "of": "mean"}},
    {"mean": "parts", "rounding": {"places": 0, "half": "up", "of": "parts"}},
    {"mean": "parts", "rounding": {"places": 1, "half": "even", "of": "parts"}},
    {"mean": "criteria", "rounding": {"places": 0, "half": "up", "of": "criteria"}},
    {"mean": "criteria", "rounding": {"places": 1, "half": "even", "of": "criteria"}},
    {"mean": "criteria", "rounding": {"places": 9, "half": "up", "of": "criteria"}},
]


@st.composite
def two_parts(draw: st.DrawFn) -> Doc:
    """A small table whose criteria lie in one part, or in two; one may open another across them."""
    document = draw(small_tables())
    (part,) = document["parts"]
    (group,) = part["groups"]
    criteria = group["criteria"]
    cut = draw(st.integers(0, len(criteria) - 1))
    if cut == 0:
        return document
    shares = {"A": criteria[:cut], "B": criteria[cut:]}
    parts = [
        part
        | {
            "code": code,
            "points": sum(c["points"] for c in share),
            "groups": [
                group
                | {
                    "number": str(place),
                    "points": sum(c["points"] for c in share),
                    "criteria": share,
                }
            ],
        }
        for place, (code, share) in enumerate(shares.items(), 1)
    ]
    return document | {"parts": parts}


@st.composite
def opened_across(draw: st.DrawFn) -> Doc:
    """A small table of two parts, where the first criterion opens the last one."""
    document = draw(two_parts().filter(lambda document: len(document["parts"]) == 2))
    first, *_, last = items(document)
    opening = [level["id"] for level in first["levels"] if level["points"]]
    if first["mode"] == "one" and opening:
        last["only_if"] = {"criterion": first["number"], "at_least": draw(st.sampled_from(opening))}
    return document


def every_sheet(document: Doc) -> list[dict[str, Any]]:
    """Every complete sheet of a small table."""
    every = items(document)
    ways = [[(item, way) for way in marks_of(item)] for item in every]
    return [
        {
            item["number"]: list(way) if item["mode"] == "sum" else way[0] if way else 0
            for item, way in chosen
        }
        for chosen in itertools.product(*ways)
    ]


def outcome_of(table: Table, marks: dict[str, Any]) -> Outcome:
    return rate_outcome(table, Review(), sheet_for(table.product_set, marks))


def by_brute_force(
    rules: ocop.Policy,
    table: Table,
    counted: list[Outcome],
    place: int,
    every: list[Outcome],
    advisory: Outcome | None,
) -> tuple[int, ...]:
    """The stars over all sheets in one member's place, one by one."""
    stars = set()
    for one in every:
        instead = [*counted[:place], one, *counted[place + 1 :]]
        stars.add(standing_of(rules, table, instead, advisory).star)
    return tuple(sorted(stars))


MINIMUMS = ["every-member", "majority", "mean", "advisory"]


@settings(max_examples=60, deadline=None)
@given(
    document=two_parts(),
    data=st.data(),
    way=st.sampled_from(ROUNDINGS),
    minimums=st.sampled_from(MINIMUMS),
)
def test_they_are_those_of_all_sheets_tried_one_by_one(
    document: Doc, data: st.DataObject, way: dict[str, Any], minimums: str
) -> None:
    compare(document, data, policy(**way, minimums=minimums))


@settings(max_examples=60, deadline=None)
@given(
    document=opened_across(),
    data=st.data(),
    way=st.sampled_from([way for way in ROUNDINGS if way["mean"] == "parts"]),
    minimums=st.sampled_from(MINIMUMS),
)
def test_where_parts_are_rounded_a_criterion_may_open_one_of_another_part(
    document: Doc, data: st.DataObject, way: dict[str, Any], minimums: str
) -> None:
    compare(document, data, policy(**way, minimums=minimums))


def compare(document: Doc, data: st.DataObject, rules: ocop.Policy) -> None:
    """Draw a council of one to four members, and hold its flips against all sheets, one by one."""
    table, sheets = table_from(document), every_sheet(document)
    assume(len(sheets) <= 300)
    every = [outcome_of(table, marks) for marks in sheets]
    counted = [data.draw(st.sampled_from(every)) for _ in range(data.draw(st.integers(1, 4)))]
    advisory = data.draw(st.sampled_from(every)) if rules.minimums == "advisory" else None
    named = [(f"m{place}", outcome) for place, outcome in enumerate(counted)]
    found = flips_of(rules, table, named, advisory)
    assert [flip.member for flip in found] == [name for name, _ in named]
    for place, flip in enumerate(found):
        assert flip.stars == by_brute_force(rules, table, counted, place, every, advisory)


@settings(max_examples=20, deadline=None)
@given(document=two_parts(), data=st.data())
def test_an_agreed_sheet_can_come_to_what_any_sheet_does(
    document: Doc, data: st.DataObject
) -> None:
    table, sheets = table_from(document), every_sheet(document)
    assume(len(sheets) <= 300)
    every = [outcome_of(table, marks) for marks in sheets]
    agreed = data.draw(st.sampled_from(every))
    (flip,) = flips_of(SHIPPED["agreed-sheet"], table, [("h", agreed)], None)
    assert flip.stars == tuple(sorted({outcome.award.star for outcome in every}))


MINI = INVENTED.ruleset("mini-2030")
TABLE = MINI.product_set(1)


def council(*marks: dict[str, Any], **more: Any) -> ocop.CouncilResult:
    sheets = [
        sheet_for(TABLE, each, assessor={"id": f"m{place}", "role": "member"})
        for place, each in enumerate(marks)
    ]
    rules = more.pop("policy", SHIPPED["majority-minimums"])
    return ocop.council(MINI, dossier_for(TABLE), sheets, policy=rules, **more)


def test_the_star_given_is_always_among_those_possible() -> None:
    for name in ("mean-of-totals", "mean-of-parts", "mean-per-criterion", "every-member-minimums"):
        result = council(BEST, BEST | {"1.1": 0}, policy=SHIPPED[name])
        assert all(result.star in flip.stars for flip in result.flips)


def test_nothing_is_told_while_a_criterion_is_open() -> None:
    less = {number: mark for number, mark in BEST.items() if number != "1.1"}
    assert council(BEST, less).flips == ()


def test_a_gate_changes_nothing_of_them() -> None:
    sheets = [
        sheet_for(TABLE, BEST),
        sheet_for(TABLE, BEST, assessor={"id": "m2", "role": "member"}),
    ]
    raised = [sheet.model_copy(update={"rejects": ("forged",)}) for sheet in sheets]
    results = [
        ocop.council(MINI, dossier_for(TABLE), each, policy=SHIPPED["majority-minimums"])
        for each in (sheets, raised)
    ]
    assert results[1].status == "rejected"
    assert results[0].flips == results[1].flips
