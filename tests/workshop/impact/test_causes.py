"""The change of the mean star, split over the entries of an amendment's changes."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from support.drafts import draft
from support.strategies import sheet_for

import ocop_scoring as ocop
from ocop_scoring.workshop.impact.entry import Entry
from ocop_scoring.workshop.impact.impact import Impact, impact
from ocop_scoring.workshop.sides import Side

LAW = ocop.ruleset("26-2026")
BEST = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in LAW.product_set(8).criteria}


def of(side: Side | Path, *marks: dict[str, Any]) -> Impact:
    table = LAW.product_set(8)
    entries = [Entry(f"p{at}", 8, (sheet_for(table, m),), "a") for at, m in enumerate(marks)]
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
