"""A council's result: means, gates, spread and rounds, quorum, who certifies, and it as a value."""

from __future__ import annotations

import copy
import itertools
import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.folders import INVENTED
from support.mini import BEST
from support.small_tables import table_from
from support.strategies import complete_marks, dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import Review
from ocop_scoring.rating.outcome import rate as rate_outcome
from ocop_scoring.rating.policy import standing_of

RULES = INVENTED.ruleset("mini-2030")
TABLE = RULES.product_set(1)
DOSSIER = dossier_for(TABLE)
SHIPPED = {policy.id: policy for policy in ocop.policies()}
LOW = BEST | {"1.1": 0, "2.1": 0, "2.2": 0, "5": []}


def sheet(who: str = "m1", role: str = "member", **changes: Any) -> ocop.ScoreSheet:
    marks = changes.pop("marks", BEST)
    return sheet_for(TABLE, marks, assessor={"id": who, "role": role}, **changes)


def rate(*sheets: ocop.ScoreSheet, **more: Any) -> ocop.CouncilResult:
    rules = SHIPPED[more.pop("policy", "majority-minimums")].model_copy(
        update=more.pop("change", {})
    )
    return ocop.council(RULES, more.pop("dossier", DOSSIER), sheets, policy=rules, **more)


def members(*marks: dict[str, Any]) -> list[ocop.ScoreSheet]:
    return [sheet(f"m{place}", marks=each) for place, each in enumerate(marks, 1)]


# The mean


def test_equal_sheets_come_to_what_one_of_them_does() -> None:
    alone, together = ocop.score(RULES, DOSSIER, sheet()), rate(*members(BEST, BEST))
    assert together.mean == alone.total
    assert (together.star, together.spread) == (alone.star, 0)
    assert together.parts == alone.parts


def test_a_deviation_is_from_the_exact_mean_of_the_counted_totals() -> None:
    result = rate(*members(BEST, BEST, LOW), sheet("t", "advisory", marks=LOW))
    best, low = (ocop.score(RULES, DOSSIER, sheet(marks=m)).total for m in (BEST, LOW))
    mean = Fraction(2 * best + low, 3)
    assert [m.deviation for m in result.members] == [
        best - mean,
        best - mean,
        low - mean,
        low - mean,
    ]


@settings(max_examples=25, deadline=None)
@given(data=st.data(), name=st.sampled_from([n for n, p in SHIPPED.items() if p.mean != "agreed"]))
def test_the_order_of_sheets_changes_nothing(data: st.DataObject, name: str) -> None:
    marks = data.draw(st.lists(complete_marks(TABLE), min_size=1, max_size=5))
    sheets = [*members(*marks), sheet("t", "advisory"), sheet("x", "self", marks=LOW)]
    sheets.append(sheet("m1", round=2, marks=LOW))
    one = rate(*sheets, policy=name, appointed=9)
    other = rate(*data.draw(st.permutations(sheets)), policy=name, appointed=9)
    assert one == other
    assert one.to_json() == other.to_json()


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_to_double_every_sheet_changes_neither_mean_nor_star(data: st.DataObject) -> None:
    marks = data.draw(st.lists(complete_marks(TABLE), min_size=1, max_size=4))
    for name in (
        "majority-minimums",
        "every-member-minimums",
        "mean-per-criterion",
        "mean-of-parts",
    ):
        once, twice = (
            rate(*members(*marks), policy=name),
            rate(*members(*marks, *marks), policy=name),
        )
        assert (once.mean, once.star, once.parts) == (twice.mean, twice.star, twice.parts)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_sheet_of_the_advisory_team_or_the_producer_changes_no_number(
    data: st.DataObject,
) -> None:
    marks = data.draw(st.lists(complete_marks(TABLE), min_size=1, max_size=4))
    beside = [sheet("t", "advisory", marks=LOW), sheet("x", "self")]
    alone, both = rate(*members(*marks)), rate(*members(*marks), *beside)
    assert (alone.mean, alone.star, alone.unmet) == (both.mean, both.star, both.unmet)
    assert (alone.agreement, alone.flips) == (both.agreement, both.flips)


def test_an_open_criterion_of_a_counted_sheet_leaves_mean_spread_and_stars_open() -> None:
    less = {number: mark for number, mark in BEST.items() if number != "1.2"}
    result = rate(*members(BEST, less))
    assert result.status == "incomplete"
    assert [m.open for m in result.members] == [(), ("1.2",)]
    for name in ("mean", "mean_shown", "spread", "star_by_points", "star", "parts", "certifies"):
        assert getattr(result, name) is None
    assert rate(*members(BEST), sheet("t", "advisory", marks=less)).status == "rated"


def test_a_criterion_that_a_counted_sheet_leaves_open_has_no_mean() -> None:
    less = {number: mark for number, mark in BEST.items() if number != "1.2"}
    rows = {row.number: row for row in rate(*members(BEST, less)).criteria}
    assert (rows["1.2"].points, rows["1.2"].mean) == ((3, None), None)
    assert (rows["1.1"].points, rows["1.1"].mean) == ((3, 3), 3)


def test_criteria_that_facts_decide_are_not_open() -> None:
    less = {number: mark for number, mark in BEST.items() if number != "1.1"}
    known = ocop.read_dossier(
        DOSSIER.model_dump(mode="json") | {"facts": {"share_of_local_workers": "0.9"}},
        catalog=INVENTED,
    )
    assert rate(*members(less), dossier=known).status == "rated"


# Cases


def test_a_level_of_the_other_case_neither_meets_nor_misses() -> None:
    document = TABLE.resolved()
    service = next(
        c
        for p in document["parts"]
        for g in p["groups"]
        for c in g["criteria"]
        if c["number"] == "4"
    )
    needed = next(level for level in service["levels"] if level["id"] == "a-full")
    other = next(level["id"] for level in service["levels"] if level["case"] != needed["case"])
    needed["minimum"] = 2
    table = table_from(document)

    def came(*marks: Any) -> list[tuple[int, int, Any]]:
        sheets = [sheet(marks=BEST | {"4": mark}) for mark in marks]
        outcomes = [rate_outcome(table, Review(), each) for each in sheets]
        found = standing_of(SHIPPED["majority-minimums"], table, outcomes)
        return [(u.met_by, u.of, u.mean) for u in found.unmet if u.needs == "a-full"]

    assert came(other, other) == []
    assert came(other, other, "a-full") == []
    assert came(other, other, 0) == [(0, 1, 0)]
    assert came(other, "a-full", 0) == [(1, 2, Fraction(needed["points"], 2))]
    assert came(other, "a-full", "a-full", 0) == []


# Gates


@pytest.mark.parametrize(
    ("gates", "raising", "is_carried"),
    [
        ("any-member", ["m3"], True),
        ("majority", ["m2", "m3"], False),
        ("majority", ["m1", "m2", "m3"], True),
        ("chair", ["m2", "m3"], False),
        ("chair", ["m1"], True),
    ],
)
def test_gates_of_sheets_are_carried_by_the_policy(
    gates: str, raising: list[str], is_carried: bool
) -> None:
    sheets = [
        sheet(
            who, "chair" if who == "m1" else "member", rejects=["forged"] if who in raising else []
        )
        for who in ("m1", "m2", "m3", "m4")
    ]
    result = rate(*sheets, change={"gates": gates})
    found = {finding.code: finding for finding in result.findings}
    if is_carried:
        assert result.status == "rejected"
        assert [(g.id, g.source, list(g.members)) for g in result.gates] == [
            ("forged", "sheet", raising)
        ]
        assert (result.star, result.certifies, result.exit_status) == (None, None, 3)
        assert result.mean is not None
        assert result.star_by_points is not None
    else:
        assert result.gates == ()
        assert found["gate-not-carried"].severity == "loud"
        assert found["gate-not-carried"].values["members"] == tuple(raising)


def test_gates_of_marks_are_found_sheet_by_sheet() -> None:
    zero = BEST | {"3.1.1": 0}
    result = rate(*members(zero, BEST, zero), change={"gates": "majority"})
    assert [(g.id, g.source, g.members) for g in result.gates] == [
        ("zero-look", "marks", ("m1", "m3"))
    ]
    assert result.gates[0].values["criteria"] == ("3.1.1",)
    assert rate(*members(zero, BEST, BEST), change={"gates": "majority"}).gates == ()


def test_gates_of_evidence_apply_whatever_the_policy() -> None:
    imported = ocop.read_dossier(
        DOSSIER.model_dump(mode="json") | {"facts": {"all_imported": True}}, catalog=INVENTED
    )
    result = rate(*members(BEST, BEST), dossier=imported, change={"gates": "majority"})
    assert [(g.id, g.source, g.members) for g in result.gates] == [("imported", "evidence", ())]


def test_a_gate_that_evidence_raises_is_not_put_on_too_few_members_who_raise_it_too() -> None:
    imported = ocop.read_dossier(
        DOSSIER.model_dump(mode="json") | {"facts": {"all_imported": True}}, catalog=INVENTED
    )
    sheets = [sheet("m1", rejects=["imported"]), sheet("m2"), sheet("m3")]

    def raised(gates: str) -> list[tuple[str, tuple[str, ...]]]:
        result = rate(*sheets, dossier=imported, change={"gates": gates})
        assert result.gates_not_carried == ()
        return [(gate.source, gate.members) for gate in result.gates]

    assert raised("majority") == [("evidence", ())]
    assert raised("any-member") == [("sheet", ("m1",)), ("evidence", ())]


# Spread and rounds


def test_a_spread_above_the_limit_asks_all_at_either_end_to_score_again() -> None:
    totals = [ocop.score(RULES, DOSSIER, sheet(marks=m)).total for m in (BEST, LOW)]
    spread = totals[0] - totals[1]
    sheets = members(BEST, LOW, BEST | {"1.4": 0}, LOW)
    kept = rate(*sheets, change={"max_spread": spread})
    assert (kept.status, kept.rescore, kept.spread) == ("rated", None, spread)
    again = rate(*sheets, change={"max_spread": spread - 1})
    assert again.status == "rescore"
    assert again.rescore == ("spread", spread - 1, ("m1", "m2", "m4"))
    assert (again.mean, again.star) == (kept.mean, kept.star)
    assert (again.certifies, again.forward_to, again.exit_status) == (None, None, 4)


def test_sheets_of_a_later_round_replace_the_earlier_ones_and_every_round_is_kept() -> None:
    first = members(BEST, LOW, BEST)
    again = [sheet("m2", round=2, marks=BEST | {"1.4": 0})]
    result = rate(*first, *again, change={"max_spread": 2})
    before = rate(*first, change={"max_spread": 2})
    assert (before.status, result.status) == ("rescore", "rated")
    one, two = result.rounds
    assert (one.round, one.mean, one.spread, one.star) == (
        1,
        before.mean,
        before.spread,
        before.star,
    )
    assert (two.round, two.mean, two.spread, two.star) == (2, result.mean, 1, result.star)
    totals = [ocop.score(RULES, DOSSIER, each).total for each in (*first, *again)]
    assert one.members == (("m1", totals[0]), ("m2", totals[1]), ("m3", totals[2]))
    assert two.members == (("m1", totals[0]), ("m2", totals[3]), ("m3", totals[2]))


# Quorum


@pytest.mark.parametrize(
    ("present", "has_chair", "is_met"), [(5, True, True), (4, True, False), (5, False, False)]
)
def test_a_quorum_asks_for_its_share_and_the_chair(
    present: int, has_chair: bool, is_met: bool
) -> None:
    sheets = [
        sheet(f"m{place}", "chair" if has_chair and not place else "member")
        for place in range(present)
    ]
    result = rate(*sheets, policy="two-thirds-quorum", appointed=7)
    assert result.quorum == (present, 7, 5, has_chair, is_met)
    assert result.status == ("rated" if is_met else "no-quorum")
    assert result.star is not None
    assert (result.certifies is None) == (not is_met)


def test_the_status_is_the_first_that_holds() -> None:
    low, less = members(BEST, LOW), [sheet("m9", marks={})]
    many = {"policy": "two-thirds-quorum", "appointed": 9, "change": {"max_spread": 1}}
    assert rate(*low, **many).status == "no-quorum"
    assert rate(*low, **many).rescore is not None
    assert rate(*low, *less, **many).status == "incomplete"
    assert rate(*low, *less, sheet("m8", rejects=["forged"]), **many).status == "rejected"
    assert rate(*low, change={"max_spread": 1}).status == "rescore"


# Day and level


def test_the_day_is_the_decisions_else_the_latest_sheets() -> None:
    early, late = sheet("m1", assessed_on="2030-10-01"), sheet("m2", assessed_on="2030-10-05")
    beside = sheet("t", "advisory", assessed_on="2030-11-01")
    result = rate(early, late, beside)
    assert (result.decided_on, result.rated.assessed_on) == (None, date(2030, 10, 5))
    decided = rate(early, late, decided_on=date(2030, 12, 8))
    assert decided.decided_on == decided.rated.assessed_on == date(2030, 12, 8)
    assert rate(sheet()).day is None


TOTALS = {"1048-2019": "2019-12-08", "148-2023": "2024-12-08", "26-2026": "2026-12-08"}


def at(ruleset: str, total: int, level: str | None, day: str = "") -> tuple[Any, Any]:
    """Where a product with so many points goes, and who certifies it; minimums all met."""
    rules = ocop.ruleset(ruleset)
    table = rules.product_set(8)
    lacking = table.points - total
    asked = {m.criterion for m in table.minimums if m.star <= rules.star_by_points(total)}
    marks: dict[str, Any] = {}
    for criterion in sorted(table.criteria, key=lambda c: (c.number in asked, c.points)):
        levels = sorted({0, *[lv.points for lv in criterion.levels]})
        best = levels[-1]
        least = max(
            [
                m.level.points
                for m in table.minimums
                if m.criterion == criterion.number and m.star <= rules.star_by_points(total)
            ],
            default=0,
        )
        opens = any(c.only_if and c.only_if.criterion == criterion.number for c in table.criteria)
        points = best if opens else min(p for p in levels if p >= max(least, best - lacking))
        lacking -= best - points
        marks[criterion.number] = next((lv.id for lv in criterion.levels if lv.points == points), 0)
    assert lacking == 0
    result = ocop.council(
        rules,
        dossier_for(table),
        [sheet_for(table, marks)],
        policy="mean-of-totals" if ruleset == "1048-2019" else "majority-minimums",
        decided_on=date.fromisoformat(day or TOTALS[ruleset]),
        level=level,  # type: ignore[arg-type]
    )
    assert result.mean == total
    assert result.status == "rated"
    return result.forward_to, result.certifies


@pytest.mark.parametrize(
    ("ruleset", "level", "total", "expected"),
    [
        ("1048-2019", "district", 50, ("province", None)),
        ("1048-2019", "district", 49, (None, None)),
        ("1048-2019", "province", 90, ("ministry", None)),
        ("1048-2019", "province", 89, (None, "province")),
        ("1048-2019", "ministry", 90, (None, "ministry")),
        ("1048-2019", "ministry", 89, (None, "province")),
        ("148-2023", "district", 70, ("province", None)),
        ("148-2023", "district", 69, (None, "district")),
        ("148-2023", "province", 89, (None, "province")),
        ("148-2023", "ministry", 90, (None, "ministry")),
        ("26-2026", None, 90, ("ministry", None)),
        ("26-2026", None, 89, (None, "province")),
        ("26-2026", "ministry", 89, (None, "province")),
    ],
)
def test_who_certifies_follows_from_each_decisions_own_procedure(
    ruleset: str, level: str | None, total: int, expected: tuple[Any, Any]
) -> None:
    assert at(ruleset, total, level) == expected


def test_forwarding_is_on_points_alone_and_says_by_which_reading() -> None:
    rules = ocop.ruleset("26-2026")
    table = rules.product_set(8)
    best = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in table.criteria}
    asked = next(m for m in table.minimums if m.star == 3)
    sheets = [sheet_for(table, best | {asked.criterion: 0})]
    result = ocop.council(rules, dossier_for(table), sheets, policy="majority-minimums")
    assert (result.star, result.forward_to, result.certifies) == (2, "ministry", None)
    assert "forwarding-on-points" in result.readings


def test_the_level_is_asked_for_while_there_are_district_councils() -> None:
    with pytest.raises(ocop.FilingError, match="level-not-given"):
        at("148-2023", 80, None)
    assert at("148-2023", 80, None, "2025-07-01") == (None, "province")
    with pytest.raises(ocop.FilingError, match="no-such-council"):
        at("26-2026", 80, "district")


# As a value


def test_it_is_a_value() -> None:
    result = rate(*members(BEST, LOW), conflicts=["m7"], decided_on=date(2030, 12, 8))
    again = pickle.loads(pickle.dumps(result))
    assert again == result == copy.deepcopy(result)
    assert again.to_json() == result.to_json()
    assert hash(result) == hash(again)
    assert result != rate(*members(BEST, LOW), conflicts=["m7"])
    assert result != rate(*members(BEST, BEST), conflicts=["m7"], decided_on=date(2030, 12, 8))
    with pytest.raises(AttributeError):
        result.star = 5  # type: ignore[misc]
    with pytest.raises(AttributeError):
        result.level = "ministry"


def test_it_survives_a_process_pool() -> None:
    rules = ocop.ruleset("26-2026")
    table = rules.product_set(1)
    best = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in table.criteria}
    result = ocop.council(
        rules, dossier_for(table), [sheet_for(table, best)], policy="majority-minimums"
    )
    with ProcessPoolExecutor(1) as pool:
        assert pool.submit(_again, result).result(60) == result


def _again(result: ocop.CouncilResult) -> ocop.CouncilResult:
    assert result.star is not None
    return result


def test_every_criterion_has_its_points_and_mean_in_printed_order() -> None:
    result = rate(*members(BEST, LOW))
    assert [row.number for row in result.criteria] == [c.number for c in TABLE.criteria]
    first = result.criteria[0]
    assert (first.points, first.mean, first.max) == ((3, 0), Fraction(3, 2), 3)
    assert ("1.1", 0, 3) in [(d.criterion, d.lowest, d.highest) for d in result.dispersion]


def test_the_true_star_is_in_doubt_where_one_sheets_is() -> None:
    doubted = [rules for rules in ocop.rulesets() if rules.caveats or rules.id.startswith("1048")]
    for rules, number in itertools.islice(itertools.product(doubted, (19, 26)), 6):
        table = rules.product_set(number)
        best = {c.number: _best(c) for c in table.criteria}
        dossier, one = dossier_for(table), sheet_for(table, best)
        alone = ocop.score(rules, dossier, one)
        council = ocop.council(rules, dossier, [one], policy="majority-minimums", level="province")
        assert (council.at_most, council.at_least) == (alone.at_most, alone.at_least)
        assert [c.code for c in council.caveats] == [c.code for c in alone.caveats]
        assert council.released == alone.released


def _best(criterion: ocop.Criterion) -> Any:
    if criterion.mode == "sum":
        return [level.id for level in criterion.levels]
    return max(criterion.levels, key=lambda level: level.points).id
