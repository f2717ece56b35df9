"""Which ruleset a dossier's dates call for (26/2026/QĐ-TTg, Articles 11 and 12), and who is
competent on the day of decision.
"""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
    assert "20/07/2031" in found.words.vi


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
        *("procedure", "working_days"),
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
        day("2026-06-22"),
        ("renewal-limit-on-sunday", "filed-in-force-side-by-side"),
    )
    assert set(found.readings) <= set(ocop.ruleset("26-2026").readings)
    assert found.as_json()["readings"] == list(found.readings)
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


# The law's own days

FILED = st.dates(date(2019, 8, 21), date(2032, 12, 31))
KINDS = st.sampled_from(["first", "upgrade", "renewal"])
CAME = date(2026, 5, 22)


def limit_of(kind: str) -> date:
    return date(2026, 6, 22) if kind == "renewal" else date(2026, 7, 21)


@given(FILED, KINDS, st.integers(0, 2000))
def test_what_was_filed_and_decided_before_26_2026_meets_no_transition(
    filed: date, kind: str, days: int
) -> None:
    decided = filed + timedelta(days=days)
    found = ocop.applicable(filed, kind, decided)
    if decided < CAME:
        assert found.ruleset is not None
        assert found.decide_by is None
        assert "26/2026" not in found.article
        assert ocop.ruleset(found.ruleset).filings.covers(filed)


@given(FILED, KINDS, st.none() | st.integers(0, 4000))
def test_every_answer_names_an_article_and_a_ruleset_or_choices(
    filed: date, kind: str, days: int | None
) -> None:
    decided = None if days is None else filed + timedelta(days=days)
    found = ocop.applicable(filed, kind, decided)
    assert found.article
    assert (found.ruleset is None) is (len(found.choices) > 1)
    assert len(set(found.choices)) == len(found.choices)
    is_late = decided is not None and filed < CAME and decided > limit_of(kind)
    assert (found.ruleset is None) is is_late
    if is_late:
        assert "late-transition" in found.readings
        assert found.choices[-1] == "26-2026"
    for ruleset in ocop.rulesets():
        assert ruleset.may_rate(filed, kind, decided) is (ruleset.id in found.choices)


@given(FILED, KINDS, st.none() | st.integers(0, 4000))
def test_every_reading_that_an_answer_rests_on_is_written_down(
    filed: date, kind: str, days: int | None
) -> None:
    decided = None if days is None else filed + timedelta(days=days)
    known = {name for ruleset in ocop.rulesets() for name in ruleset.readings}
    assert set(ocop.applicable(filed, kind, decided).readings) <= known


@pytest.mark.parametrize(
    ("filed", "kind", "decided", "ruleset", "limit", "article"),
    [
        ("2024-03-01", "first", "2024-06-01", "148-2023", None, "148/QĐ-TTg"),
        ("2024-03-01", "first", "2026-05-21", "148-2023", None, "148/QĐ-TTg"),
        (
            *("2024-03-01", "first", "2026-05-22", "148-2023", "2026-07-21"),
            "26/2026/QĐ-TTg, Điều 12.2a",
        ),
        ("2024-03-01", "first", None, "148-2023", "2026-07-21", "26/2026/QĐ-TTg, Điều 12.2a"),
        (
            *("2026-05-21", "first", "2026-05-21", "148-2023+1489", None),
            "148/QĐ-TTg, sửa đổi bởi 1489/QĐ-TTg",
        ),
        (
            *("2026-05-10", "renewal", "2026-06-22", "148-2023+1489", "2026-06-22"),
            "26/2026/QĐ-TTg, Điều 12.2b",
        ),
        ("2021-06-01", "first", None, "1048-2019+781", None, "1048/QĐ-TTg, sửa đổi bởi 781/QĐ-TTg"),
        (
            *("2023-02-20", "first", "2026-07-21", "1048-2019+781", "2026-07-21"),
            "26/2026/QĐ-TTg, Điều 12.2a",
        ),
    ],
)
def test_the_law_in_force_or_the_transition_answers(
    filed: str, kind: str, decided: str | None, ruleset: str, limit: str | None, article: str
) -> None:
    found = ocop.applicable(day(filed), kind, day(decided) if decided else None)
    assert (found.ruleset, found.article) == (ruleset, article)
    assert found.decide_by == (day(limit) if limit else None)


def test_a_sentence_names_decisions_not_ids() -> None:
    found = ocop.applicable(day("2026-05-10"), "first")
    assert "Quyết định 148/QĐ-TTg, 1489/QĐ-TTg" in found.vi
    assert "148-2023" not in found.vi + found.en


@pytest.mark.parametrize(
    ("filed", "kind", "decided", "choices"),
    [
        ("2026-05-10", "first", "2026-07-22", ("148-2023+1489", "26-2026")),
        ("2024-03-01", "upgrade", "2026-07-22", ("148-2023", "26-2026")),
        ("2026-05-10", "renewal", "2026-06-23", ("148-2023+1489", "26-2026")),
        ("2023-02-20", "first", "2026-08-01", ("1048-2019+781", "148-2023+1489", "26-2026")),
        ("2019-09-01", "renewal", "2026-06-23", ("1048-2019", "148-2023+1489", "26-2026")),
    ],
)
def test_a_dossier_not_decided_in_the_60_or_30_days_must_name_its_ruleset(
    filed: str, kind: str, decided: str, choices: tuple[str, ...]
) -> None:
    found = ocop.applicable(day(filed), kind, day(decided))
    assert (found.ruleset, found.choices) == (None, choices)
    assert all(choice in found.vi for choice in choices)


@pytest.mark.parametrize(
    ("filed", "decided", "reading"),
    [
        ("2020-06-07", "2020-06-08", "filed-before-amendment"),
        ("2023-02-23", "2023-02-24", "filed-before-this-decision"),
        ("2025-07-05", "2025-07-06", "filed-before-amendment"),
        ("2026-05-21", "2026-05-22", "filed-in-force-side-by-side"),
        ("2026-06-01", "2026-06-02", "filed-in-force-side-by-side"),
    ],
)
def test_a_decision_that_came_between_filing_and_deciding_is_a_reading(
    filed: str, decided: str, reading: str
) -> None:
    assert reading in ocop.applicable(day(filed), "first", day(decided)).readings
    assert ocop.applicable(day("2024-01-01"), "first", day("2024-02-01")).readings == ()


@pytest.mark.parametrize(
    ("filed", "decided", "receives", "certifies"),
    [
        ("2024-01-01", "2025-06-30", "district", "district"),
        ("2024-01-01", "2025-07-01", "commune", "province"),
        ("2025-07-05", "2025-09-01", "commune", "province"),
        ("2025-08-01", "2025-09-01", "commune", "province"),
        ("2026-09-15", "2026-12-08", "commune", "province"),
        ("2021-06-01", "2021-09-01", "district", "province"),
        ("2021-06-01", "2025-09-01", "commune", "province"),
    ],
)
def test_who_is_competent_follows_the_day_of_decision(
    filed: str, decided: str, receives: str, certifies: str
) -> None:
    found = ocop.applicable(day(filed), "first", day(decided))
    (competence,) = found.competences
    assert (competence.received_by, competence.certified_by[3]) == (receives, certifies)
    assert competence.article
    assert found.as_json()["procedure"]["competences"][0]["certified_by"]["3"] == certifies


def test_where_the_day_of_decision_is_not_known_every_competence_since_filing_is_named() -> None:
    found = ocop.applicable(day("2024-01-01"), "first")
    assert [(c.since, c.certified_by[3]) for c in found.competences] == [
        (None, "district"),
        (day("2025-07-01"), "province"),
    ]
    assert [c.since for c in ocop.applicable(day("2021-06-01"), "first").competences] == [None]
