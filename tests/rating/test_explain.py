"""Why, in words: verdicts, missed minimums, caveats, facts; in both languages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from support.folders import INVENTED
from support.mini import BEST
from support.strategies import RULESETS, dossier_for, rate, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import Ground
from ocop_scoring.rating import explain
from ocop_scoring.rating.words import grounds_in_words

SMALL = INVENTED.ruleset("mini-2030").product_set(1)
EARLIER = ocop.ruleset("1048-2019+781")


def earlier(number: int, **marks: Any) -> ocop.Evaluation:
    """A result under an earlier decision, whose minimums are not all known."""
    table = EARLIER.product_set(number)
    best: dict[str, Any] = {
        c.number: [lv.id for lv in c.levels]
        if c.mode == "sum"
        else max(c.levels, key=lambda lv: lv.points).id
        for c in table.criteria
    }
    entries = {
        "format": "ocop-dossier/1",
        "product": {"name": "M", "product_set": number, "commune": "X", "province": "T"},
        "producer": {"name": "H", "kind": "other", "representative": {"name": "N"}},
        "application": {"kind": "first", "submitted_on": "2021-06-01"},
    }
    sheet = {
        "format": "ocop-sheet/1",
        "ruleset": EARLIER.id,
        "product_set": number,
        "assessor": {"id": "m1", "role": "member"},
        "marks": {number: mark for number, mark in (best | marks).items() if mark is not None},
    }
    dossier = ocop.Dossier.model_validate(entries)
    return ocop.score(EARLIER, dossier, ocop.ScoreSheet.model_validate(sheet))


@pytest.mark.parametrize(
    ("marks", "changes", "said"),
    [
        ({}, {}, "20 points: 5★"),
        ({"1.1": 1}, {}, "18 points reach 5★, but minimum conditions are missed: 3★ is given"),
        (
            {"5": None},
            {},
            "Not finished: criteria not yet assessed: 1. 18 points so far; from 18 to 20 are possible, "
            "2★ to 5★",
        ),
        (
            {"1.1": 1, "5": 0, "4": None},
            {},
            "Not finished: criteria not yet assessed: 1. 14 points so far; from 14 to 16 are "
            "possible, all of them 2★",
        ),
        ({}, {"rejects": ["forged"]}, "The dossier is rejected; its 20 points give no star"),
    ],
)
def test_the_verdict_is_one_sentence(
    marks: dict[str, Any], changes: dict[str, Any], said: str
) -> None:
    kept = {number: mark for number, mark in (BEST | marks).items() if mark is not None}
    assert rate(SMALL, kept, **changes).verdict("en") == said


def test_where_minimums_are_not_known_the_star_is_an_upper_bound() -> None:
    result = earlier(1)
    assert result.is_upper_bound
    assert "nhiều nhất" in result.verdict("vi")
    assert result.printed.decision in result.verdict("vi")
    assert "at most" in result.verdict("en")


def test_an_open_sheet_of_such_a_table_has_an_upper_bound_too() -> None:
    number = EARLIER.product_set(1).criteria[0].number
    result = earlier(1, **{number: None})
    assert result.range is not None
    assert result.is_upper_bound
    assert f"nhiều nhất {result.range.star[1]}★" in result.verdict("vi")


def test_a_missed_minimum_says_what_it_costs_needs_and_has() -> None:
    (missed,) = [u for u in rate(SMALL, BEST | {"1.1": 1}).unmet if u.star == 4]
    assert missed.vi == (
        "4★ cần mục 1.1 (Lao động địa phương) đạt 3 điểm, “Từ 50 % trở lên”; "
        "hiện 1 điểm, “Dưới 50 %”"
    )
    (none,) = [u for u in rate(SMALL, BEST | {"1.1": 0}).unmet if u.star == 4]
    assert none.has is None
    assert "hiện 0 điểm, “không đạt mức nào”" in none.vi


def test_a_level_that_facts_decide_says_the_facts() -> None:
    facts = {"share_under_contract": "0.9", "months_under_contract": 12}
    dossier = dossier_for(SMALL, facts=facts)
    marks = {number: mark for number, mark in BEST.items() if number != "1.2"}
    row = ocop.score(RULESETS["mini-2030"], dossier, sheet_for(SMALL, marks)).criteria[1]
    assert row.source == "fact"
    assert [(ground.of.title.vi, ground.value) for ground in row.grounds] == [
        ("Tỷ lệ theo hợp đồng", Decimal("0.9")),
        ("Số tháng thực hiện", Decimal(12)),
    ]
    assert row.vi == (
        "Theo hồ sơ: Trên 50 %, từ 12 tháng (Tỷ lệ theo hợp đồng: 90 %; Số tháng thực hiện: 12)"
    )


def test_grounds_say_facts_in_their_units_and_papers_that_count() -> None:
    vocabulary = SMALL.vocabulary
    word, paper = vocabulary.facts["processing"], vocabulary.documents["certificate"]
    grounds = (
        Ground(vocabulary.facts["all_imported"], True),
        Ground(vocabulary.facts["certificate_required"], False),
        Ground(word, "deep"),
        Ground(paper, True),
        Ground(paper, False),
    )
    assert grounds_in_words(grounds, "en").split("; ") == [
        "All imported: yes",
        "The law requires the certificate: no",
        "Processing: Deep",
        "Certificate: on file and valid",
        "Certificate: not on file",
    ]
    assert grounds_in_words((), "vi") == "–"


@pytest.mark.parametrize("lang", ["fr", "", "../en", "criteria/facts"])
def test_another_language_is_refused_wherever_words_are_asked_for(lang: Any) -> None:
    result = rate(SMALL, BEST | {"1.1": 1})
    for ask in (
        lambda: result.verdict(lang),
        lambda: result.held_back(lang),
        lambda: result.explain(lang),
        lambda: result.reason(result.criteria[0], lang),
        lambda: result.findings[0].say(lang),
    ):
        with pytest.raises(ocop.FilingError, match="wrong-option"):
            ask()


def test_a_whole_explanation_has_verdict_reasons_way_findings_and_criteria() -> None:
    result = rate(SMALL, BEST | {"1.1": 1})
    lines = result.explain("en").splitlines()
    assert lines[0] == result.verdict("en")
    assert lines[1 : 1 + len(result.unmet)] == [unmet.en for unmet in result.unmet]
    assert sum(line.startswith("  – ") for line in lines) == len(result.next_star.changes)  # type: ignore[union-attr]
    assert [line for line in lines if line[0] in "!·"] == [
        f"{finding.sign} {finding.en}" for finding in result.findings
    ]
    assert lines[-9].startswith("1.1 Local labour: 1/3 · ")


def test_an_open_criterion_shows_a_dash_for_its_points() -> None:
    assert "1.1 Lao động địa phương: –/3 · Chưa chấm" in rate(SMALL, {}).explain("vi")


def test_a_gate_says_what_it_does_and_who_raised_it_in_both_languages() -> None:
    result = rate(SMALL, BEST, rejects=["forged"])
    assert result.held_back("vi") == ["Bị loại: Hồ sơ giả mạo (căn cứ phiếu đánh giá)"]
    assert result.held_back("en") == ["Rejected: Forged dossier (raised by the assessor)"]


def test_a_plan_and_its_changes_say_their_numbers() -> None:
    plan = rate(SMALL, {**BEST, "1.1": 1, "1.2": 1, "2.1": 1}).next_star
    assert plan is not None
    assert explain.plan(plan, SMALL).say("en") == (
        "The way with the fewest changes: 3 (points gained: 5)"
    )
    assert explain.change(plan.changes[0]) == (
        "mục 1.1 (Lao động địa phương): từ “Dưới 50 %” lên “Từ 50 % trở lên”, thêm 2 điểm",
        "item 1.1 (Local labour): from “Dưới 50 %” to “Từ 50 % trở lên” (+2)",
    )
