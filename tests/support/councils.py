"""Councils for tests: drawn ones of small tables, and one of every kind that papers show in its own
way.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

import ocop_scoring as ocop
from ocop_scoring.rating.outcome import rate as rate_outcome
from ocop_scoring.rating.table import table_of
from support.folders import CRITERIA
from support.papers import CLEAN, LOST, MINI, OPEN, at_most, demo, unreleased
from support.strategies import RULESETS, complete_marks, dossier_for, sheet_for, tables

DAY = date(2026, 12, 8)
NAMES = (
    "Trần Văn B",
    "Nguyễn Thị C",
    "Lê Văn D",
    "Phạm Thị E",
    "Võ Văn F",
    "Đỗ Thị G",
    "Bùi Văn H",
)
POLICIES = (
    *("mean-of-totals", "mean-of-parts", "mean-per-criterion"),
    *("majority-minimums", "every-member-minimums", "two-thirds-quorum"),
)


def seats(
    table: ocop.ProductSet, marks: list[dict[str, Any]], **changes: Any
) -> list[ocop.ScoreSheet]:
    """A sheet for each marks: the first is the chair's."""
    return [seat(table, place, each, **changes) for place, each in enumerate(marks)]


def seat(
    table: ocop.ProductSet, place: int, marks: dict[str, Any], role: str = "", **changes: Any
) -> ocop.ScoreSheet:
    """The sheet of the member at a place, `m1` being the chair, or of another role."""
    role = role or ("member" if place else "chair")
    known = {"id": f"m{place + 1}" if role in ("member", "chair") else role, "role": role}
    assessor = {**known, "name": f"{NAMES[place % len(NAMES)]} (tên đặt ra)"}
    return sheet_for(table, marks, assessor=assessor, product_set=table.product_set, **changes)


def council(
    sheets: list[ocop.ScoreSheet],
    table: ocop.ProductSet = MINI,
    policy: str = "mean-of-totals",
    **given: Any,
) -> ocop.CouncilResult:
    """The result of these sheets, decided on the day of all these tests."""
    rules = RULESETS[table.ruleset]
    day = DAY if table.ruleset != "mini-2030" else DAY.replace(year=2030)
    given = {"decided_on": day, "appointed": 7, **given}
    return ocop.council(rules, dossier_for(table), sheets, policy=shipped(policy), **given)


def shipped(policy: str) -> ocop.Policy:
    """A policy that the package ships; the small ruleset's folder has others of its own."""
    return ocop.load_policy(CRITERIA / "policies" / f"{policy}.yaml")


@st.composite
def councils(draw: st.DrawFn) -> ocop.CouncilResult:
    """A council of one to seven members of a small or real table, under any policy."""
    table = draw(tables())
    marks = draw(st.lists(complete_marks(table), min_size=1, max_size=7))
    return council(seats(table, marks), table, draw(st.sampled_from(POLICIES)))


def real(*changes: dict[str, Any], **given: Any) -> ocop.CouncilResult:
    """A council of five on the demo's dossier; each of `changes` is one member's other marks."""
    base = demo()
    marks = [dict(base.sheet.marks) for _ in range(5)]
    for each, changed in zip(marks, changes, strict=False):
        each.update(changed)
    sheets = seats(base.printed, marks)
    given = {"policy": "mean-of-totals", "decided_on": DAY, "appointed": 7, **given}
    return ocop.council(base.rules, base.dossier, sheets, **given)


def every_status() -> dict[str, ocop.CouncilResult]:
    """A result of every kind that papers show in its own way."""
    again = seat(MINI, 1, CLEAN, round=2)
    far = {**CLEAN, "1.1": 0, "1.2": 0, "1.3": 0, "1.4": 0, "2.1": 0, "2.2": 0, "5": []}
    three = seats(MINI, [CLEAN, CLEAN, CLEAN])
    forged = seat(MINI, 1, CLEAN, rejects=["forged"])
    return {
        "rated": council(three),
        "lost": council(seats(MINI, [LOST, LOST, CLEAN])),
        "rejected": council([three[0], forged, three[2]]),
        "incomplete": council(seats(MINI, [CLEAN, OPEN])),
        "no-quorum": council(three, policy="two-thirds-quorum"),
        "rescore": council(seats(MINI, [CLEAN, far, CLEAN])),
        "second-round": council([*seats(MINI, [CLEAN, far, CLEAN]), again]),
        "conflict": council(three, conflicts=["m7"]),
        "agreed": council([seat(MINI, 0, CLEAN, role="council")], policy="agreed-sheet"),
        "beside": council(
            [*three, seat(MINI, 3, LOST, role="advisory"), seat(MINI, 4, CLEAN, role="self")]
        ),
        "real": real({"1.1": 2}, {"1.3": 2, "4.1": 2}),
    }


def top(**given: Any) -> ocop.CouncilResult:
    """A council that gives the demo's product the best level everywhere: it goes on."""
    base = demo()
    best = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in base.printed.criteria}
    return real(*[best] * 5, **given)


def bound() -> ocop.CouncilResult:
    """A council under a decision of which not all minimums are known: its star is an upper bound."""
    base = at_most()
    given = {"policy": "mean-of-totals", "level": "province", "decided_on": DAY.replace(year=2021)}
    low = {"2.1": 0, "2.2": 0, "3.1": 0, "3.2": 0, "4.1": 0}
    sheets = seats(base.printed, [{**base.sheet.marks, **low}] * 3)
    return ocop.council(base.rules, base.dossier, sheets, **given)


def unreleased_council() -> ocop.CouncilResult:
    """The result of a council by a table that is none that was released."""
    result, table = real(), table_of(unreleased().printed)
    outcomes = tuple(
        [
            rate_outcome(table, o.review, s)
            for o, s in zip(result.outcomes, result.sheets, strict=True)
        ]
    )
    given = (result.rules, result.dossier, result.seats, result.rules_of_procedure)
    return ocop.CouncilResult(*given, outcomes, result.sitting)
