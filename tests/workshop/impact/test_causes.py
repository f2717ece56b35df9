"""The change of the mean star, split over the entries of an amendment's changes."""

from __future__ import annotations

from fractions import Fraction
from operator import attrgetter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support.drafts import draft
from support.strategies import sheet_for

import ocop_scoring as ocop
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.ruleset import home_of
from ocop_scoring.workshop.impact.carrier import carried_sheet, moves_between
from ocop_scoring.workshop.impact.entry import PopulationEntry
from ocop_scoring.workshop.impact.impact import Impact, impact
from ocop_scoring.workshop.impact.moved import RatedTwice
from ocop_scoring.workshop.impact.players import Players, players_of
from ocop_scoring.workshop.impact.rated import Rater
from ocop_scoring.workshop.impact.shapley import every_set, exact_shares
from ocop_scoring.workshop.sides import Side

LAW = ocop.ruleset("26-2026")
BEST = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in LAW.product_set(8).criteria}


def of(side: Side | Path, *marks: dict[str, Any]) -> Impact:
    table = LAW.product_set(8)
    entries = [
        PopulationEntry(f"p{at}", 8, (sheet_for(table, m),), "a") for at, m in enumerate(marks)
    ]
    return impact(LAW, side, entries)


def shares(found: Impact) -> dict[str, Fraction]:
    assert found.causes.none is None
    return {cause.change.address: cause.share for cause in found.causes.parts}


def test_what_one_change_does_alone_is_its_share(other: Side) -> None:
    found = of(other, BEST | {"2.2": "simple"}, BEST)
    assert shares(found) == {
        "criteria/packaging/levels/creative/minimum": Fraction(1, 2),
        "criteria/growth/levels/two-years/minimum": 0,
        "criteria/packaging-and-labelling/levels/with-story/points": 0,
        "ruleset/stars/5": 0,
        "ruleset/stars/4": 0,
    }
    (first, *_) = found.causes.parts
    assert first.change.at.endswith("26-2026+thu/changes.yaml:3")
    assert (first.change.verb, first.change.was, first.change.now) == ("replace", "3", "4")


def test_two_changes_that_work_only_together_share_the_effect(tmp_path: Path) -> None:
    """A sheet that misses both minimums of 3 stars gains a star only where both are dropped."""
    folder = draft(
        tmp_path,
        {"remove": "criteria/packaging/levels/creative/minimum", "from": 3},
        {"remove": "criteria/labelling/levels/complete/minimum", "from": 3},
    )
    found = of(folder, BEST | {"2.2": "simple", "2.3": 0})
    assert shares(found) == {
        "criteria/packaging/levels/creative/minimum": Fraction(1, 2),
        "criteria/labelling/levels/complete/minimum": Fraction(1, 2),
    }


def test_a_change_of_what_another_one_put_there_has_no_effect_alone(tmp_path: Path) -> None:
    name = "criteria/packaging/levels/creative/minimum"
    folder = draft(
        tmp_path, {"replace": name, "from": 3, "to": 4}, {"replace": name, "from": 4, "to": 5}
    )
    found = of(folder, BEST | {"2.2": "simple"})
    assert [cause.share for cause in found.causes.parts] == [Fraction(3, 2), Fraction(1, 2)]


def test_why_there_are_no_causes_is_said(tmp_path: Path, other: Side) -> None:
    assert of(LAW.id, BEST).causes.none == "same-rules"
    assert impact(other, LAW, []).causes.none == "not-its-amendment"
    bare = draft(tmp_path)
    assert of(bare, BEST).causes.none == "no-changes"


def brute(players: Players, rows: list[RatedTwice], number: int, chosen: frozenset[int]) -> int:
    """The stars of all products under the table that these changes make, put together whole."""
    shared = frozenset([at for at in chosen if players.is_shared(at)])
    document = players.between(shared).document(number, chosen - shared)
    assert document is not None
    table = table_of(ProductSet(document))
    here = table_of(LAW.product_set(number))
    moves = moves_between(here, table)
    rater = Rater(LAW, {number: table})
    results = [
        rater.result(row.entry, number, [carried_sheet(moves, table, s) for s in row.entry.sheets])
        for row in rows
    ]
    return sum(
        result.range[0] if result.status == "open" and result.range else result.rank
        for result in results
    )


def test_shares_are_those_of_every_set_of_changes_carried_out_whole(tmp_path: Path) -> None:
    """What is laid over one table comes to the same as every table made of its own files."""
    number, level = 22, "criteria/packaging-and-labelling/levels/{}".format
    folder = draft(
        tmp_path,
        {"replace": level("with-story/points"), "from": 3, "to": 2},
        {"replace": level("complete/minimum"), "from": 3, "to": 2},
        {"replace": "ruleset/stars/3", "from": "from 50 to below 70", "to": "from 60 to below 70"},
        {"replace": "ruleset/stars/2", "from": "from 30 to below 50", "to": "from 30 to below 60"},
    )
    chance, table = Random(number), LAW.product_set(number)
    marks = [
        {
            c.number: (max(c.levels, key=attrgetter("points")) if at % 9 else c.levels[0]).id
            for c in table.criteria
        }
        | {"2.2": chance.choice(["complete", "with-story", "traceable", 0])}
        for at in range(40)
    ]
    assert table.criterion("2.2").id == "packaging-and-labelling"
    entries = [
        PopulationEntry(f"p{at}", number, (sheet_for(table, m),), "a") for at, m in enumerate(marks)
    ]
    found = impact(LAW, folder, entries)
    catalog = home_of(found.b)
    assert isinstance(catalog, ocop.Catalog)
    players = players_of(catalog, found.b.id)
    assert players is not None
    every = range(len(players.every))
    rows = list(found.rows)
    worths = {chosen: brute(players, rows, number, chosen) for chosen in every_set(every)}
    shares = exact_shares(every, worths)
    assert [cause.share * len(rows) for cause in found.causes.parts] == [
        shares[at].value for at in every
    ]
    assert len({share.value for share in shares.values()}) > 1
    assert found.causes.whole == found.counts.effect


def test_where_it_would_take_too_many_ratings_shares_are_sampled_and_still_add_up(
    other: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ocop_scoring.workshop.impact.causes.MOST_RATINGS", 8)
    found = of(other, BEST | {"2.2": "simple"}, BEST, BEST | {"2.2": "simple", "3.4": 0})
    assert found.causes.whole == found.counts.effect
    sampled = [cause for cause in found.causes.parts if not cause.exact]
    assert sampled
    assert all(cause.error is not None and cause.error >= 0 for cause in sampled)
    again = of(other, BEST | {"2.2": "simple"}, BEST, BEST | {"2.2": "simple", "3.4": 0})
    assert again.causes == found.causes


def test_a_change_of_rows_or_conditions_is_ground_for_all_others(tmp_path: Path) -> None:
    """A level that goes, a gate that goes, and a minimum: shares add up to the whole."""
    simple = {"points": 1, "vi": "Đóng gói thông thường, bao bì đơn giản"}
    folder = draft(
        tmp_path,
        {"remove": "criteria/packaging/levels/simple", "from": simple},
        {"remove": "criteria/growth/levels/two-years/minimum", "from": 4},
        {"replace": "criteria/labelling/levels/complete/minimum", "from": 3, "to": 2},
    )
    growth = next(c.number for c in LAW.product_set(8).criteria if c.id == "growth")
    found = of(folder, BEST | {growth: 0}, BEST | {"2.3": 0}, BEST | {"2.2": "simple"})
    assert found.counts.open == 1
    assert found.causes.none is None
    assert found.causes.whole == found.counts.effect


def test_across_decisions_what_the_crosswalk_leaves_open_is_neither_won_nor_lost() -> None:
    old = ocop.ruleset("148-2023")
    table = old.product_set(8)
    marks = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in table.criteria}
    found = impact(old, LAW, [PopulationEntry("p", 8, (sheet_for(table, marks),), "a")])
    (row,) = found.rows
    assert (row.verdict, row.a.star, row.b.why) == ("open", 5, "incomplete")
    assert found.winners == found.losers == ()
    assert found.causes.none == "not-its-amendment"
