"""Decks about the decision itself: what they ask, what they refuse, what differs."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.decks import failed
from support.folders import CRITERIA

import ocop_scoring as ocop
from ocop_scoring.errors import RulesetError
from ocop_scoring.workshop import Run, run_cases
from ocop_scoring.workshop.cases.decision_deck import AskedCertificate, AskedRuleset
from ocop_scoring.workshop.cases.decision_run import answer

CATALOG = ocop.Catalog(CRITERIA)
RULES = CATALOG.ruleset("26-2026")


def asked(folder: Path, deck: str, name: str = "decision.yaml") -> Run:
    """The run of the small ruleset with this deck of its decision."""
    cases = folder / "mini-2030" / "cases"
    cases.mkdir(exist_ok=True)
    (cases / name).write_text(deck, encoding="utf-8")
    return run_cases(ocop.Catalog(folder), "mini-2030")


def said(folder: Path, deck: str) -> list[str]:
    """What is said of a deck that is refused."""
    with pytest.raises(RulesetError) as refused:
        asked(folder, deck)
    return [line.partition("cases/")[2] for line in refused.value.lines("en") if "cases/" in line]


@pytest.mark.parametrize("ruleset", CATALOG.ids())
def test_every_decision_of_the_law_has_a_deck_of_its_own(ruleset: str) -> None:
    deck = CRITERIA / ruleset / "cases" / "decision.yaml"
    sentences = [line for line in deck.read_text("utf-8").splitlines() if line[:7] == "- case:"]
    assert len(sentences) == len(set(sentences)) > 30


def test_each_question_is_answered_and_compared(folder: Path) -> None:
    deck = """\
- case: Nộp ngày đầu
  filed: 2030-01-01
  kind: first
  expect: {ruleset: mini-2030}
- case: Nộp trước ngày đầu
  filed: 2029-12-31
  kind: first
  expect: {refused: no-ruleset-for-dates}
- case: Trung bình sát 5 sao
  mean: 1000
  expect: {star_by_points: 5}
"""
    with pytest.raises(RulesetError, match="out-of-range"):
        asked(folder, deck)
    run = asked(folder, deck.replace("1000", "20"))
    assert [tried.product_set for tried in run.cases if tried.case.startswith("Nộp")] == [None] * 2


def test_a_refusal_that_no_one_expects_differs(folder: Path) -> None:
    deck = "- case: Nộp sớm\n  filed: 2029-12-31\n  kind: first\n  expect: {ruleset: mini-2030}\n"
    assert failed(asked(folder, deck)) == [
        ("ruleset", "mini-2030", "null"),
        ("refused", "null", "no-ruleset-for-dates"),
    ]


def test_only_what_is_named_is_compared(folder: Path) -> None:
    deck = "- case: Giấy cấp ngày đầu\n  certified_on: 2030-01-01\n  expect: {renew_from: null}\n"
    assert [name for name, *_ in failed(asked(folder, deck))] in ([], ["renew_from"])


@pytest.mark.parametrize(
    ("deck", "line"),
    [
        (
            "- case: Không hỏi gì\n  expect: {ruleset: mini-2030}\n",
            "decision.yaml:1:3 case-asks-nothing: this case of a decision asks nothing; one of filed, "
            "in_force_on, certified_on, council, mean, application, decided_on says what it asks.",
        ),
        (
            "- case: Sai ngày\n  filed: 2030-02-30\n  kind: first\n  expect: {}\n",
            "decision.yaml:2:10 not-a-date",
        ),
        (
            "- case: Hỏi một đằng\n  in_force_on: 2030-01-01\n  expect: {decide_by: null}\n",
            "decision.yaml:3:12 unknown-field",
        ),
        (
            "- case: Thiếu kết quả\n  mean: 3\n",
            "decision.yaml:1:3 missing-field",
        ),
        (
            "- case: Không phải số\n  mean: nhiều\n  expect: {star_by_points: 1}\n",
            "decision.yaml:2:9 out-of-range",
        ),
        (
            "- case: Hồ sơ sai\n  application: {kind: first, submitted_on: hôm qua}\n"
            "  expect: {findings: []}\n",
            "decision.yaml:2:44 not-a-date",
        ),
        (
            "- case: Giấy lạ\n  application: {kind: first, submitted_on: 2030-01-01}\n"
            "  documents: [giay-la]\n  expect: {findings: []}\n",
            "decision.yaml:3:",
        ),
    ],
)
def test_what_is_wrong_with_a_case_is_said_at_its_place(folder: Path, deck: str, line: str) -> None:
    (found,) = said(folder, deck)
    assert found.startswith(line)


def test_the_faults_of_all_decks_are_named_at_once(folder: Path) -> None:
    deck = "- case: Một\n  mean: nhiều\n  expect: {star_by_points: 1}\n- case: Hai\n  expect: {}\n"
    assert [found.split(" ")[1].rstrip(":") for found in said(folder, deck)] == [
        "out-of-range",
        "case-asks-nothing",
    ]


def test_an_amendment_does_not_inherit_the_deck_of_its_bases_decision() -> None:
    run = run_cases(CATALOG, "148-2023+1489")
    places = {case.place.partition(":")[0] for case in run.cases if case.product_set is None}
    assert {Path(place).parent.parent.name for place in places} == {"148-2023+1489"}


@given(issued=st.dates(date(2026, 5, 22), date(2100, 12, 31)))
def test_the_days_of_a_certificate_are_counted_once_more(issued: date) -> None:
    told = AskedCertificate.model_validate(
        {"case": "Giấy", "certified_on": issued, "expect": {"expires_on": issued}}
    )
    found = answer(told, RULES, CATALOG.rulesets(), CATALOG)
    try:
        end = issued.replace(year=issued.year + 3)
    except ValueError:
        end = date(issued.year + 3, 2, 28)
    assert found["expires_on"] == end
    assert found["renew_from"] == end - timedelta(180)
    assert found["renew_until"] == end - timedelta(120)
    assert found["extended_until"] == end + timedelta(180)


@given(filed=st.dates(date(2019, 8, 21), date(2030, 12, 31)), after=st.integers(0, 2500))
def test_which_ruleset_is_asked_of_the_catalogue(filed: date, after: int) -> None:
    decided = filed + timedelta(after)
    told = AskedRuleset.model_validate(
        {"case": "Nộp", "filed": filed, "kind": "first", "decided": decided, "expect": {}}
    )
    found = answer(told, RULES, CATALOG.rulesets(), CATALOG)
    right = CATALOG.applicable(filed, "first", decided)
    assert (found["ruleset"], found["decide_by"]) == (right.ruleset, right.decide_by)
    assert found["choices"] == list(right.choices)
