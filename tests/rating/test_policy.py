"""The arithmetic of policies: means on every threshold and a ninth below, rounding, minimums."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_tables import criterion_of, document_of, table_from
from support.strategies import sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import Review
from ocop_scoring.rating.outcome import Outcome
from ocop_scoring.rating.outcome import rate as rate_outcome
from ocop_scoring.rating.policy import (
    Judged,
    is_unmet,
    needed_present,
    parts_of,
    rounded,
    standing_of,
    star_of_mean,
)
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.product_set import ProductSet

LAW = ocop.ruleset("26-2026").product_set(8)
TABLE = table_of(LAW)
SHIPPED = {policy.id: policy for policy in ocop.policies()}
STARTS = [(5, 90), (4, 70), (3, 50), (2, 30)]
BY_MEMBERS = [name for name, policy in SHIPPED.items() if policy.mean != "agreed"]
ROUNDINGS: list[dict[str, Any]] = [
    {"mean": mean, "rounding": {"places": places, "half": half, "of": of}}
    for mean, of in [
        ("totals", "mean"),
        ("parts", "mean"),
        ("parts", "parts"),
        ("criteria", "mean"),
        ("criteria", "criteria"),
    ]
    for places in (0, 2)
    for half in ("up", "even")
]


def with_total(total: int, seed: int) -> Outcome:
    """A sheet of so many points, whichever they are."""
    return _with_total(total, seed % 7)


@cache
def _with_total(total: int, seed: int) -> Outcome:
    chance = random.Random(seed)
    points = {c.number: 0 for c in LAW.criteria}
    reached = {c.number: sorted({0, *[lv.points for lv in c.levels]}) for c in LAW.criteria}
    lacking, told = total, LAW.criteria
    numbers = [c.number for c in told if c.only_if is None]
    numbers.sort(key=lambda _: chance.random())
    story = {c.only_if.criterion for c in told if c.only_if}
    numbers.sort(key=lambda number: number not in story)
    numbers += [c.number for c in told if c.only_if]
    for number in numbers:
        points[number] = max(p for p in reached[number] if p <= lacking)
        lacking -= points[number]
    assert lacking == 0
    marks = {c.number: _mark(c, points[c.number]) for c in told}
    outcome = rate_outcome(TABLE, Review(), sheet_for(LAW, marks))
    assert outcome.tally.total == total
    return outcome


def _mark(criterion: ocop.Criterion, points: int) -> Any:
    return next((lv.id for lv in criterion.levels if lv.points == points), 0)


@st.composite
def sums(draw: st.DrawFn, total: int, count: int = 9) -> list[Outcome]:
    """So many sheets whose totals come to this sum."""
    outcomes, left = [], total
    for place in range(count):
        behind = count - place - 1
        low, high = max(0, left - 100 * behind), min(100, left)
        near = [n for n in range(low, high + 1) if abs(n - left / (behind + 1)) <= 6] or [low]
        one = draw(st.sampled_from(near))
        outcomes.append(with_total(one, draw(st.integers(0, 6))))
        left -= one
    return outcomes


def policy(**changes: Any) -> ocop.Policy:
    return SHIPPED["majority-minimums"].model_copy(update=changes)


def by_decimals(value: Fraction, places: int, half: str) -> Fraction:
    """A value rounded by the standard library's decimals."""
    with localcontext() as context:
        context.prec = 60
        way = ROUND_HALF_UP if half == "up" else ROUND_HALF_EVEN
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return Fraction(exact.quantize(Decimal(1).scaleb(-places), way))


# Thresholds


@pytest.mark.parametrize("name", BY_MEMBERS)
@pytest.mark.parametrize(("star", "start"), STARTS)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_a_mean_on_a_threshold_has_its_star_and_a_ninth_below_has_not(
    name: str, star: int, start: int, data: st.DataObject
) -> None:
    rules = SHIPPED[name]
    on, below = data.draw(sums(9 * start)), data.draw(sums(9 * start - 1))
    advisory = with_total(60, 1)
    for outcomes, exact, expected in (
        (on, Fraction(start), star),
        (below, start - Fraction(1, 9), star - 1),
    ):
        found = standing_of(
            rules, TABLE, outcomes, advisory if rules.minimums == "advisory" else None
        )
        assert found.exact == exact
        if rules.rounding == "none":
            assert found.mean == exact
            assert found.star_by_points == expected
        else:
            parts = [_mean_of_part(outcomes, place) for place in range(3)]
            assert parts_of(rules, TABLE, outcomes) == tuple(
                by_decimals(part, 2, "up") for part in parts
            )
            assert found.mean == sum(parts_of(rules, TABLE, outcomes))
            assert found.star_by_points == next((s for s, low in STARTS if found.mean >= low), 1)


def _mean_of_part(outcomes: list[Outcome], place: int) -> Fraction:
    return Fraction(sum(outcome.tally.parts[place] for outcome in outcomes), len(outcomes))


def test_89_points_and_eight_ninths_are_4_stars_and_no_rounding_for_show_lifts_them() -> None:
    outcomes = [with_total(90, 0)] * 8 + [with_total(89, 0)]
    found = standing_of(SHIPPED["majority-minimums"], TABLE, outcomes)
    assert found.mean == 90 - Fraction(1, 9)
    assert found.star_by_points == 4


def test_a_policy_that_rounds_the_mean_to_whole_points_lifts_89_5_and_one_to_even_not_88_5() -> (
    None
):
    outcomes = [with_total(89, 0), with_total(90, 0)]
    for half, expected in (("up", 90), ("even", 90)):
        rules = policy(rounding={"places": 0, "half": half, "of": "mean"})
        assert standing_of(rules, TABLE, outcomes).mean == expected
    outcomes = [with_total(88, 0), with_total(89, 0)]
    for half, expected in (("up", 89), ("even", 88)):
        rules = policy(rounding={"places": 0, "half": half, "of": "mean"})
        assert standing_of(rules, TABLE, outcomes).mean == expected


@pytest.mark.parametrize("way", ROUNDINGS)
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_rounding_happens_at_the_named_stage_alone(
    way: dict[str, Any], data: st.DataObject
) -> None:
    rules, rounding = policy(**way), way["rounding"]
    outcomes = data.draw(sums(data.draw(st.integers(200, 680)), 7))
    found = standing_of(rules, TABLE, outcomes)

    def at(stage: str, value: Fraction) -> Fraction:
        if rounding["of"] != stage:
            return value
        return by_decimals(value, rounding["places"], rounding["half"])

    parts = [Fraction()] * 3
    for place, item in enumerate(TABLE.items):
        points = [o.choices.criteria[place].points for o in outcomes]
        parts[item.part] += at("criteria", Fraction(sum(points), 7))
    parts = [at("parts", part) for part in parts]
    mean = found.exact if way["mean"] == "totals" else sum(parts, Fraction())
    assert parts_of(rules, TABLE, outcomes) == tuple(parts)
    assert found.mean == at("mean", mean)


@given(
    value=st.fractions(0, 100, max_denominator=2000),
    places=st.integers(0, 9),
    half=st.sampled_from(["up", "even"]),
)
def test_rounding_is_that_of_decimals(value: Fraction, places: int, half: str) -> None:
    rules = policy(rounding={"places": places, "half": half, "of": "mean"})
    assert rules.rounding != "none"
    assert rounded(value, rules.rounding) == by_decimals(value, places, half)


@given(st.fractions(0, 100, max_denominator=1000))
def test_a_mean_lies_in_the_band_that_the_ruleset_says(mean: Fraction) -> None:
    assert star_of_mean(LAW, mean) == ocop.ruleset("26-2026").star_by_points(mean)


@pytest.mark.parametrize(
    ("total", "shift", "mean", "by_points"),
    [
        (89, Fraction(1), 90, 5),
        (90, Fraction(-1, 9), Fraction(809, 9), 4),
        (99, Fraction(5), 100, 5),  # never above the table
        (2, Fraction(-5), 0, 1),  # nor below nothing
    ],
)
def test_a_mean_is_shifted_within_the_table_before_it_is_rounded_and_banded(
    total: int, shift: Fraction, mean: Fraction, by_points: int
) -> None:
    found = standing_of(policy(), TABLE, [with_total(total, 0)], shift=shift)
    assert (found.exact, found.mean, found.star_by_points) == (total, mean, by_points)
    whole = policy(rounding={"places": 0, "half": "up", "of": "mean"})
    assert standing_of(whole, TABLE, [with_total(total, 0)], shift=shift).mean == round(mean)


@pytest.mark.parametrize(
    ("bands", "star"),
    [
        ({"2": "from 2.5", "1": "below 2.5"}, 2),
        ({"2": "above 2.5", "1": "to 2.5"}, 1),
    ],
)
def test_a_band_may_begin_between_two_points_with_that_number_or_above_it(
    bands: dict[str, str], star: int
) -> None:
    document = document_of([criterion_of("1.1", [level(5)])], [2, 3])
    document["ruleset"]["stars"] = bands
    product_set = ProductSet(document)
    assert star_of_mean(product_set, Fraction(5, 2)) == star
    assert star_of_mean(product_set, Fraction(5, 2) - Fraction(1, 10**30)) == 1
    assert star_of_mean(product_set, Fraction(5, 2) + Fraction(1, 10**30)) == 2
    assert star_of_mean(product_set, Fraction(0)) == 1


# Minimums


def level(points: int, name: str = "", **more: Any) -> dict[str, Any]:
    return {"id": name or f"level-{points}", "points": points, "vi": "Mức", **more}


def test_a_minimum_of_just_the_star_that_the_points_reach_is_lost() -> None:
    criteria = [
        criterion_of("1.1", [level(1, minimum=2), level(2, minimum=3)]),
        criterion_of("1.2", [level(3)]),
    ]
    table = table_from(document_of(criteria, [2, 5]))
    sheet = sheet_for(table.product_set, {"1.1": 0, "1.2": 3})
    outcomes = [rate_outcome(table, Review(), sheet)] * 2
    found = standing_of(policy(), table, outcomes)
    assert (found.star_by_points, found.star) == (2, 1)
    assert [(u.star, u.criterion) for u in found.unmet] == [(2, "1.1")]


def test_minimums_of_one_star_on_a_criterion_stand_as_printed_whoever_misses_them() -> None:
    levels = [level(1, "fair", minimum=2), level(2, "good", minimum=2), level(3, "best", minimum=2)]
    table = table_from(
        document_of([criterion_of("1.1", levels), criterion_of("1.2", [level(3)])], [2, 9])
    )

    def missed(*marks: Any) -> list[str]:
        sheets = [sheet_for(table.product_set, {"1.1": mark, "1.2": 3}) for mark in marks]
        outcomes = [rate_outcome(table, Review(), sheet) for sheet in sheets]
        found = standing_of(policy(minimums="every-member"), table, outcomes)
        return [u.needs for u in found.unmet]

    assert missed("good", "fair", 0) == missed(0, "fair", "good") == ["fair", "good", "best"]


def marked(number: str, *levels: str | int) -> list[Outcome]:
    """Sheets with the best of everything but one criterion."""
    best = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in LAW.criteria}
    return [
        rate_outcome(TABLE, Review(), sheet_for(LAW, best | {number: level})) for level in levels
    ]


ASKED = next(
    m
    for m in LAW.minimums
    if m.star == 3 and 0 < m.level.points < LAW.criterion(m.criterion).points
)
LEVEL = ASKED.level.id


@pytest.mark.parametrize(
    ("minimums", "missing", "is_lost"),
    [
        ("every-member", 0, False),
        ("every-member", 1, True),
        ("majority", 1, False),
        ("majority", 2, True),  # two of four are no more than half
    ],
)
def test_a_minimum_is_lost_by_the_sheets_that_miss_it(
    minimums: str, missing: int, is_lost: bool
) -> None:
    outcomes = marked(ASKED.criterion, *[0] * missing, *[LEVEL] * (4 - missing))
    found = standing_of(policy(minimums=minimums), TABLE, outcomes)
    named = [(u.criterion, u.needs) for u in found.unmet if u.star == ASKED.star]
    assert ((ASKED.criterion, LEVEL) in named) == is_lost
    if is_lost:
        unmet = next(u for u in found.unmet if u.criterion == ASKED.criterion)
        assert (unmet.met_by, unmet.of) == (4 - missing, 4)
        assert unmet.has is None


def test_on_the_mean_it_is_lost_a_fraction_below_the_levels_points() -> None:
    level = next(lv for lv in LAW.criterion(ASKED.criterion).levels if lv.id == LEVEL)
    above = max(lv.points for lv in LAW.criterion(ASKED.criterion).levels)
    assert above > level.points > 0
    ids = {lv.points: lv.id for lv in LAW.criterion(ASKED.criterion).levels}
    rules = policy(mean="criteria", minimums="mean")
    on = marked(ASKED.criterion, *[ids[level.points]] * 3)
    assert ASKED.criterion not in [
        u.criterion for u in standing_of(rules, TABLE, on).unmet if u.star == 3
    ]
    below = marked(ASKED.criterion, *[ids[level.points]] * 3, 0)
    unmet = next(
        u for u in standing_of(rules, TABLE, below).unmet if u.criterion == ASKED.criterion
    )
    assert unmet.mean == Fraction(3 * level.points, 4)
    assert unmet.met_by == 3
    lifted = marked(ASKED.criterion, *[ids[above]] * 3, 0)
    if 3 * above >= 4 * level.points:
        named = [u.criterion for u in standing_of(rules, TABLE, lifted).unmet if u.star == 3]
        assert ASKED.criterion not in named


BY_CRITERIA = {"mean": "criteria", "minimums": "mean"}
WHOLE = {"places": 0, "half": "up", "of": "criteria"}


@pytest.mark.parametrize(
    ("changes", "points", "of", "is_lost"),
    [
        (BY_CRITERIA, 6, 3, False),  # a mean of just the points that the level asks for
        (BY_CRITERIA, 5, 3, True),
        (BY_CRITERIA | {"rounding": WHOLE}, 6, 3, False),
        (BY_CRITERIA | {"rounding": WHOLE}, 5, 3, False),  # 1 2/3 is 2
        (BY_CRITERIA | {"rounding": WHOLE}, 3, 2, False),  # a half goes up
        (BY_CRITERIA | {"rounding": WHOLE}, 4, 3, True),  # 1 1/3 is 1
        (BY_CRITERIA | {"rounding": WHOLE | {"of": "mean"}}, 5, 3, True),
    ],
)
def test_on_the_mean_a_minimum_is_held_against_the_mean_as_it_is_rounded_there(
    changes: dict[str, Any], points: int, of: int, is_lost: bool
) -> None:
    needed = ASKED.level._replace(points=2)
    assert is_unmet(policy(**changes), needed, Judged(0, of, points)) == is_lost


@pytest.mark.parametrize("minimums", ["every-member", "majority", "mean"])
def test_a_minimum_that_no_sheet_judges_is_not_lost(minimums: str) -> None:
    assert not is_unmet(policy(minimums=minimums), ASKED.level, Judged(0, 0, 0))


@pytest.mark.parametrize(
    ("minimums", "met_by", "of", "is_lost"),
    [
        ("every-member", 3, 3, False),
        ("every-member", 2, 3, True),
        ("majority", 2, 3, False),
        ("majority", 1, 3, True),
        ("majority", 2, 4, True),
    ],
)
def test_a_minimum_is_lost_by_how_many_meet_it(
    minimums: str, met_by: int, of: int, is_lost: bool
) -> None:
    assert is_unmet(policy(minimums=minimums), ASKED.level, Judged(met_by, of, 0)) == is_lost


@pytest.mark.parametrize(
    ("rounding", "mean"),
    [("none", Fraction(2, 3)), (WHOLE, 1), (WHOLE | {"of": "mean"}, Fraction(2, 3))],
)
def test_the_mean_that_is_told_of_a_minimum_is_the_criterions_as_the_policy_rounds_it(
    rounding: Any, mean: Fraction
) -> None:
    one = next(lv.id for lv in LAW.criterion(ASKED.criterion).levels if lv.points == 1)
    outcomes = marked(ASKED.criterion, one, one, 0)
    rules = policy(mean="criteria", minimums="every-member", rounding=rounding)
    found = standing_of(rules, TABLE, outcomes).unmet
    assert next(u.mean for u in found if u.criterion == ASKED.criterion) == mean


def test_the_advisory_teams_sheet_alone_decides_where_the_policy_says_so() -> None:
    full, without = marked(ASKED.criterion, LEVEL, 0)
    rules = SHIPPED["advisory-minimums"]
    lost = standing_of(rules, TABLE, [full, full], without)
    assert next(u for u in lost.unmet if u.criterion == ASKED.criterion).met_by == 2
    assert lost.star == 2
    kept = standing_of(rules, TABLE, [without, without], full)
    assert ASKED.criterion not in [u.criterion for u in kept.unmet if u.star == 3]


def test_what_a_sheet_has_is_told_of_a_missed_minimum_only_where_one_sheet_decides() -> None:
    asked = next(m for m in LAW.minimums if m.level.points > 1)
    one = next(lv.id for lv in LAW.criterion(asked.criterion).levels if lv.points == 1)
    less, full = marked(asked.criterion, one, asked.level.id)

    def has(name: str, counted: list[Outcome], advisory: Outcome | None = None) -> Any:
        found = standing_of(SHIPPED[name], TABLE, counted, advisory).unmet
        return next(u.has for u in found if u.criterion == asked.criterion)

    assert has("advisory-minimums", [full, full], less) == one
    assert has("agreed-sheet", [less]) == one
    assert has("majority-minimums", [less, less]) is None
    assert has("every-member-minimums", [less, full]) is None


# Presence


@pytest.mark.parametrize(
    ("name", "appointed", "needed"),
    [
        ("two-thirds-quorum", 7, 5),
        ("two-thirds-quorum", 9, 6),
        ("three-quarters-with-chair", 9, 7),
        ("three-quarters-with-chair", 8, 6),
        ("mean-of-totals", 9, 0),
    ],
)
def test_a_share_of_the_appointed_is_rounded_up(name: str, appointed: int, needed: int) -> None:
    assert needed_present(SHIPPED[name], appointed) == needed
    quorum = SHIPPED[name].quorum
    assert needed == (ceil(quorum.fraction * appointed) if quorum else 0)
