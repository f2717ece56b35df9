"""The way of a dossier: competence by day, stages, the rounds of a year, time limits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folders import INVENTED

import ocop_scoring as ocop
from ocop_scoring.rules.procedure import Procedure
from ocop_scoring.terms import Certifier

TODAY = ocop.ruleset("26-2026").procedure
DAYS = st.dates(date(2018, 1, 1), date(2040, 12, 31))


def procedure(name: str) -> Procedure:
    return ocop.ruleset(name).procedure


@given(st.sampled_from(["province", "ministry"]), DAYS)
def test_a_dossier_belongs_to_the_next_round_that_it_was_proposed_for(
    level: Certifier, proposed: date
) -> None:
    found = TODAY.round_for(level, proposed)
    assert found is not None
    assert proposed < found.proposed_before < found.ends_before
    assert (found.ends_before - found.proposed_before).days in (59, 60, 61, 62)
    others = [entry.days(proposed.year) for entry in TODAY.rounds if entry.level == level]
    assert not any(proposed < other.proposed_before < found.proposed_before for other in others)


@pytest.mark.parametrize(
    ("level", "proposed", "before", "ends"),
    [
        ("province", date(2026, 4, 29), date(2026, 4, 30), date(2026, 6, 30)),
        ("province", date(2026, 4, 30), date(2026, 10, 30), date(2026, 12, 30)),
        ("province", date(2026, 10, 30), date(2027, 4, 30), date(2027, 6, 30)),
        ("ministry", date(2026, 1, 29), date(2026, 1, 30), date(2026, 3, 30)),
        ("ministry", date(2026, 7, 30), date(2027, 1, 30), date(2027, 3, 30)),
    ],
)
def test_before_a_day_means_strictly_before(
    level: Certifier, proposed: date, before: date, ends: date
) -> None:
    found = TODAY.round_for(level, proposed)
    assert found is not None
    assert (found.proposed_before, found.ends_before) == (before, ends)
    assert found.round.article.startswith("26/2026/QĐ-TTg, Điều 5")
    assert found.round.readings == ("before-means-strictly",)


def test_a_decision_whose_rounds_are_not_known_has_none() -> None:
    assert procedure("148-2023").round_for("province", date(2024, 1, 1)) is None
    assert procedure("148-2023").limit("commune-check") is None


def test_the_limits_of_26_2026() -> None:
    known = {limit.code: (limit.days, limit.is_working) for limit in TODAY.limits}
    assert known == {
        "commune-check": (15, True),
        "re-rating": (45, False),
        "revocation": (15, False),
    }
    assert TODAY.limit("re-rating", "first") is None
    assert TODAY.limit("re-rating", "renewal") is not None
    assert TODAY.samples is not None
    assert TODAY.samples.number == 5


@pytest.mark.parametrize(
    ("name", "level", "day", "points", "to"),
    [
        ("26-2026", "province", None, "90", "ministry"),
        ("148-2023", "district", date(2024, 1, 1), "70", "province"),
        ("148-2023", "province", date(2026, 1, 1), "90", "ministry"),
        ("148-2023+1489", "province", None, "90", "ministry"),
        ("1048-2019", "district", None, "50", "province"),
        ("1048-2019+781", "province", None, "90", "ministry"),
    ],
)
def test_points_send_a_product_on(
    name: str, level: Certifier, day: date | None, points: str, to: str
) -> None:
    stage = procedure(name).stage(level, day)
    assert stage is not None
    assert stage.sends_on is not None
    assert (str(stage.sends_on.low), stage.to) == (points, to)
    assert stage.article


@pytest.mark.parametrize("name", ["26-2026", "148-2023", "148-2023+1489", "1048-2019"])
def test_what_the_ministry_rates_below_the_top_the_province_certifies(name: str) -> None:
    stage = procedure(name).stage("ministry")
    assert stage is not None
    assert stage.below_top_certified_by == "province"


def test_there_is_no_district_council_since_july_2025() -> None:
    for name in ("1048-2019", "1048-2019+781", "148-2023"):
        assert procedure(name).stage("district", date(2025, 6, 30)) is not None
        assert procedure(name).stage("district", date(2025, 7, 1)) is None
        assert procedure(name).competence(date(2025, 7, 1)).readings
    assert "district" not in procedure("148-2023+1489").competence(None).councils


def test_a_ruleset_that_says_nothing_of_the_way_has_the_competence_of_its_head() -> None:
    (only,) = INVENTED.ruleset("mini-2030").procedure.competences
    assert only.certified_by == INVENTED.ruleset("mini-2030").certified_by
    assert set(only.councils) == set(only.certified_by.values())
