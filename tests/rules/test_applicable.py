"""Which ruleset a dossier's dates call for (26/2026/QĐ-TTg, Articles 11 and 12)."""

from __future__ import annotations

import copy
import pickle
from datetime import timedelta
from pathlib import Path

import pytest
from support.bad_rulesets import Edit
from support.decisions import day, refused, two_decisions

import ocop_scoring as ocop
from ocop_scoring import Catalog


@pytest.mark.parametrize(
    ("filed", "kind", "ruleset", "article"),
    [
        ("2030-01-01", "first", "mini-2030", "1/2030/QĐ-THỬ, Điều 1"),
        ("2031-04-30", "upgrade", "mini-2030", "1/2030/QĐ-THỬ, Điều 1"),
        ("2031-05-01", "renewal", "mini-2030", "1/2030/QĐ-THỬ, Điều 1"),
        ("2031-06-30", "renewal", "mini-2030", "1/2030/QĐ-THỬ, Điều 1"),
        ("2031-07-01", "first", "mini-2031", "Điều 11.1"),
        ("2031-07-01", "renewal", "mini-2031", "Điều 11.1"),
    ],
)
def test_the_filing_date_calls_for_one_ruleset(
    two: Catalog, filed: str, kind: str, ruleset: str, article: str
) -> None:
    found = two.applicable(day(filed), kind)
    assert (found.ruleset, found.choices, found.decide_by, found.article) == (
        ruleset,
        (ruleset,),
        None,
        article,
    )


@pytest.mark.parametrize("filed", ["2031-05-01", "2031-06-30"])
@pytest.mark.parametrize("decided", [None, "2031-06-30", "2031-07-20"])
def test_in_transition_the_earlier_ruleset_finishes_by_the_last_day(
    two: Catalog, filed: str, decided: str | None
) -> None:
    found = two.applicable(day(filed), "first", day(decided) if decided else None)
    assert (found.ruleset, found.choices, found.decide_by, found.article) == (
        "mini-2030",
        ("mini-2030",),
        day("2031-07-20"),
        "Điều 12.2a",
    )
    assert "2031-07-20" in found.words.say("en")
    assert "20/7/2031" in found.words.vi


def test_a_day_after_the_last_day_of_the_transition_the_law_is_silent(two: Catalog) -> None:
    found = two.applicable(day("2031-06-30"), "upgrade", day("2031-07-21"))
    assert (found.ruleset, found.choices, found.decide_by) == (
        None,
        ("mini-2030", "mini-2031"),
        day("2031-07-20"),
    )
    assert "mini-2030, mini-2031" in found.words.vi


def test_where_filings_of_two_rulesets_are_open_both_are_choices(tmp_path: Path) -> None:
    catalog = two_decisions(tmp_path / "r", filings_from="2031-06-30")
    spans = (
        "filed: {from: 2031-05-01, until: 2031-06-30}",
        "filed: {from: 2031-05-01, until: 2031-06-29}",
    )
    Edit("mini-2031/ruleset.yaml", [spans[0]], [spans[1]]).apply(tmp_path / "r")
    found = catalog.applicable(day("2031-06-30"), "renewal")
    assert (found.ruleset, found.choices, found.decide_by, found.article) == (
        None,
        ("mini-2030", "mini-2031"),
        None,
        "",
    )
    assert catalog.applicable(day("2031-06-29"), "renewal").ruleset == "mini-2030"


def test_where_no_known_ruleset_covers_the_day_all_are_named(two: Catalog) -> None:
    (line,) = refused(lambda: two.applicable(day("2029-12-31"), "first"))
    assert line.startswith(
        "no-ruleset-for-dates: no known ruleset covers a dossier filed on 2029-12-31; known are mini-2030 (2030-01-01"
    )


def test_what_is_applicable_as_json_has_the_keys_of_the_contract(two: Catalog) -> None:
    shown = two.applicable(day("2031-06-30"), "first").as_json()
    assert list(shown) == [
        *("format", "ruleset", "choices", "decide_by", "vi", "en", "article", "readings"),
    ]
    assert (shown["format"], shown["decide_by"], shown["choices"]) == (
        "ocop-applicable/1",
        "2031-07-20",
        ["mini-2030"],
    )


@pytest.mark.parametrize("kind", ["first", "upgrade", "renewal"])
def test_a_ruleset_may_rate_what_the_dates_leave_to_it(two: Catalog, kind: str) -> None:
    """For every day around the change: what `applicable` names may be rated, and what may be rated
    is named.
    """
    old, new = two.rulesets()
    for offset in range(-2, 95):
        filed = day("2031-04-29") + timedelta(days=offset)
        for decided in (
            decided
            for decided in (None, day("2031-07-20"), day("2031-07-21"))
            if decided is None or decided >= filed
        ):
            found = two.applicable(filed, kind, decided)
            assert new.may_rate(filed, kind, decided) is (new.id in found.choices)
            assert old.id not in found.choices or old.may_rate(filed, kind, decided)


def test_the_answer_names_the_readings_that_it_rests_on() -> None:
    found = ocop.applicable(day("2026-05-10"), "renewal")
    assert (found.ruleset, found.decide_by, found.readings) == (
        "148-2023+1489",
        day("2026-06-21"),
        ("renewal-limit-on-sunday",),
    )
    assert set(found.readings) <= set(ocop.ruleset("26-2026").readings)
    assert found.as_json()["readings"] == ["renewal-limit-on-sunday"]
    assert ocop.applicable(day("2026-09-15"), "first").readings == ()


@pytest.mark.parametrize("decided", [None, "2026-06-01", "2026-12-01"])
def test_the_answer_is_a_value_with_words_in_both_languages(decided: str | None) -> None:
    asked = (day("2026-05-10"), "first", day(decided) if decided else None)
    found, again = ocop.applicable(*asked), ocop.applicable(*asked)
    assert (found, hash(found)) == (again, hash(again))
    assert pickle.loads(pickle.dumps(found)) == copy.deepcopy(found) == found
    assert (found.vi, found.en) == (found.words.vi, found.words.en)
    assert found.as_json()["vi"] == found.vi
    with pytest.raises(AttributeError):
        found.ruleset = "x"  # type: ignore[misc]
    found.as_json()["choices"].append("x")
    assert "x" not in found.as_json()["choices"]
