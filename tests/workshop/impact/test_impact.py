"""A population under two sides: every product as `score` rates it, and who wins or loses why."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support.amounts import examples
from support.strategies import complete_marks, dossier_for, partial_marks, sheet_for

import ocop_scoring as ocop
from ocop_scoring.workshop.impact.carrier import SameDecision
from ocop_scoring.workshop.impact.causes import Causes
from ocop_scoring.workshop.impact.entry import Population, PopulationEntry
from ocop_scoring.workshop.impact.impact import Impact, impact, rated_twice
from ocop_scoring.workshop.impact.result import SideResult
from ocop_scoring.workshop.sides import Side

LAW = ocop.ruleset("26-2026")
SETS = (8, 22)


def entry(
    number: int, marks: dict[str, Any], name: str = "Chè (tên đặt ra)", **more: Any
) -> PopulationEntry:
    return PopulationEntry(
        name, number, (sheet_for(LAW.product_set(number), marks),), "a.yaml", **more
    )


@st.composite
def entries(draw: st.DrawFn) -> PopulationEntry:
    """A product of one of two sets, mostly with high marks; now and then one mark is missing."""
    table = LAW.product_set(draw(st.sampled_from(SETS)))
    whole = draw(st.integers(0, 9)) < 8
    marks = draw(complete_marks(table, good=True) if whole else partial_marks(table, 2))
    dossier = dossier_for(table) if draw(st.booleans()) else None
    return entry(table.product_set, marks, dossier=dossier)


def scored(side: ocop.Ruleset, one: PopulationEntry, sheet: ocop.ScoreSheet) -> ocop.Evaluation:
    """What `score` says of one product, its sheet filed under this side."""
    table = LAW.product_set(one.product_set)
    return ocop.score(
        side, one.dossier or dossier_for(table), sheet.model_copy(update={"ruleset": side.id})
    )


def assert_same(result: SideResult, of: ocop.Evaluation) -> None:
    assert result.status == {"incomplete": "open"}.get(of.status, of.status)
    assert (result.star, result.star_by_points) == (of.star, of.star_by_points)
    assert result.points == of.total
    assert result.gates == tuple(dict.fromkeys(raised.id for raised in of.gates))
    assert result.range == (of.range.star if of.range else None)
    if result.status != "rejected":
        assert [(m.star, m.criterion, m.number, m.needs, m.has) for m in result.missed] == [
            (u.star, u.printed.id, u.criterion, u.needs, u.has) for u in of.outcome.unmet
        ]


@settings(max_examples=examples(40))
@given(st.lists(entries(), min_size=1, max_size=4))
def test_impact_is_every_sheet_rated_twice_by_score(
    other: Side, population: list[PopulationEntry]
) -> None:
    carrier = SameDecision(LAW, other.ruleset)
    rows, _ = rated_twice(LAW, other.ruleset, population, carrier)
    found = Impact("a", "b", LAW, other.ruleset, "sheets", tuple(rows), (), Causes())
    assert [row.entry for row in found.rows] == population
    for row, one in zip(found.rows, population, strict=True):
        (sheet,) = one.sheets
        assert_same(row.a, scored(LAW, one, sheet))
        assert_same(row.b, scored(other.ruleset, one, carrier.sheet(one.product_set, sheet)))
    counts = found.counts
    assert counts.products == counts.rated + counts.open + counts.rejected == len(population)
    assert sum(sum(row.values()) for row in found.matrix.values()) == counts.rated + counts.rejected
    for group in found.by.values():
        assert sum(counted.products for counted in group.values()) == len(population)


BEST = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in LAW.product_set(8).criteria}


def test_a_mark_by_points_stays_the_level_that_it_ticked(other: Side) -> None:
    table = LAW.product_set(22)
    place = next(c for c in table.criteria if c.id == "packaging-and-labelling")
    marks = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in table.criteria}
    marks[place.number] = 3
    (row,) = impact(LAW, other, [entry(22, marks)]).rows
    assert isinstance(row.a.points, int)
    assert row.b.points == row.a.points - 1
    assert [reason.kind for reason in row.reasons] == ["points"]


def test_who_loses_is_named_with_the_condition_that_moved_them(other: Side) -> None:
    simple = entry(8, BEST | {"2.2": "simple"}, "Mật ong (tên đặt ra)", commune="Xã Mẫu")
    found = impact(LAW, other, [simple, entry(8, BEST)])
    (row,) = found.winners
    assert (row.entry.name, row.a.star, row.b.star) == ("Mật ong (tên đặt ra)", 2, 3)
    (reason,) = row.reasons
    missed = reason.missed
    assert missed is not None
    assert (reason.kind, missed.star, missed.criterion, missed.needs, missed.has) == (
        *("minimum-met", 3, "packaging"),
        *("creative", "simple"),
    )
    assert found.losers == ()
    assert found.matrix["2"]["3"] == found.matrix["5"]["5"] == 1
    assert found.counts.effect == Fraction(1, 2)
    assert found.by["commune"]["Xã Mẫu"].winners == 1
    assert list(found.by["commune"]) == ["Xã Mẫu", "unknown"]


def test_a_sheet_whose_ticked_level_is_gone_stays_open_and_is_never_won_or_lost(
    without_level: Side,
) -> None:
    found = impact(LAW, without_level, [entry(8, BEST | {"2.2": "simple"}), entry(8, BEST)])
    assert found.counts.open == 1
    assert found.winners == found.losers == ()
    (row,) = found.open
    assert (row.a.star, row.b.status, row.b.why, row.verdict) == (2, "open", "incomplete", "open")
    assert row.b.range == (2, 5)


def test_a_gate_on_one_side_is_a_loss_and_counts_among_the_rejected() -> None:
    rejected = entry(8, BEST)
    sheet = rejected.sheets[0].model_copy(update={"rejects": ("forged-dossier",)})
    both = impact(LAW, LAW, [rejected._replace(sheets=(sheet,))])
    assert both.counts.rejected == 1
    assert both.matrix["rejected"]["rejected"] == 1
    assert both.losers == ()


def test_of_one_side_with_itself_nothing_changes_and_that_is_said() -> None:
    found = impact("26-2026", "26-2026", [entry(8, BEST)])
    assert found.is_without_effect
    assert found.causes.none == "same-rules"
    assert repr(found) == "<Impact 26-2026 → 26-2026: 0 up, 0 down, 0 open of 1>"


def test_an_empty_population_has_no_effect_at_all(other: Side) -> None:
    found = impact(LAW, other, Population("sheets", ()))
    assert found.counts == (0, 0, 0, 0, 0, 0, None)
    assert found.causes.none == "nothing-settled"


def test_a_sheet_of_another_decision_is_named_and_left_out(other: Side) -> None:
    old = entry(8, {})._replace(sheets=(sheet_for(ocop.ruleset("148-2023").product_set(8), {}),))
    unfit = entry(8, {"1.1": 77}, "Cam (tên đặt ra)")._replace(origin="b.yaml")
    found = impact(LAW, other, [old, unfit, entry(8, BEST)])
    assert [(p.file, p.faults[0].code) for p in found.problems] == [
        ("a.yaml", "other-ruleset"),
        ("b.yaml", "unknown-points"),
    ]
    assert found.counts.products == 1


def test_a_product_set_that_the_second_side_lacks_leaves_its_products_open() -> None:
    marks = {c.number: 0 for c in ocop.ruleset("148-2023").product_set(26).criteria}
    sheet = sheet_for(ocop.ruleset("148-2023").product_set(26), marks)
    one = PopulationEntry("Làng (tên đặt ra)", 99, (sheet,), "a.yaml")
    found = impact("148-2023", "148-2023+1489", [one])
    assert found.open[0].b.why == "no-product-set"


def test_a_sheet_of_another_decision_is_open_even_where_a_gate_applies_already() -> None:
    old = ocop.ruleset("148-2023").product_set(16)
    marks = {c.number: c.levels[-1].mark for c in old.criteria} | {"6.d": 0}
    one = PopulationEntry("Nước (tên đặt ra)", 16, (sheet_for(old, marks),), "a.yaml")
    found = impact("148-2023", "26-2026", [one])
    (row,) = found.open
    assert (found.counts.winners, found.counts.losers, found.counts.rejected) == (0, 0, 0)
    assert (row.a.status, row.b.gates, row.b.why) == ("rated", ("zero-sensory",), "incomplete")
