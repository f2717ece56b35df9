"""What a report is made of: the tree that every format sets, checked without markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.folders import INVENTED
from support.strategies import RULESETS, TABLES, dossier_for, rate, sheet_for

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES, Lang, catalogue
from ocop_scoring.reporting import document
from ocop_scoring.reporting.paper import Document, Row

MINI = RULESETS["mini-2030"].product_set(1)
SET_11 = RULESETS["26-2026"].product_set(11)
BEST = {
    c.number: max(c.levels, key=lambda level: level.points).id
    for c in MINI.criteria
    if c.mode == "one"
}
CLEAN: dict[str, Any] = {**BEST, "5": ["tea", "guides"]}
LOST: dict[str, Any] = {**CLEAN, "1.2": "half"}


def paper(marks: dict[str, Any], lang: str = "vi", **changes: Any) -> Document:
    return document("report", rate(MINI, marks, **changes), lang)


def row(of: Document, number: str) -> Row:
    return next(
        r
        for part in of.parts
        for section in part.sections
        for r in section.rows
        if r.number == number
    )


def test_a_clean_result_has_all_its_stars_and_nothing_missing() -> None:
    verdict = paper(CLEAN).verdict
    assert (verdict.outcome, verdict.headline, verdict.glyphs) == ("clean", "5 sao", ("on",) * 5)
    assert not verdict.lost
    assert verdict.at_top


def test_a_star_lost_to_minimums_names_what_is_needed_and_what_there_is() -> None:
    verdict = paper(LOST).verdict
    assert verdict.sentence == "18 điểm thuộc thang 5★ – xếp 3★ vì thiếu điều kiện tối thiểu"
    assert verdict.glyphs == ("on", "on", "on", "lost", "lost")
    assert [
        (lost.star, short.number, short.needs_points, short.has_points)
        for lost in verdict.lost
        for short in lost.shortfalls
    ] == [
        (4, "1.2", 2, 1),
        (5, "1.2", 3, 1),
    ]
    assert verdict.way is not None
    assert [
        (step.number, step.now_points, step.then_points, step.told) for step in verdict.way.steps
    ] == [("1.2", 1, 2, True)]


def test_an_open_sheet_shows_what_is_open_and_what_is_still_possible() -> None:
    of = paper({number: mark for number, mark in CLEAN.items() if number not in ("1.1", "4")})
    assert of.verdict.outcome == "incomplete"
    assert [number for number, _ in of.verdict.open] == ["1.1", "4"]
    assert of.verdict.glyphs == ("on", "on", "maybe", "maybe", "maybe")
    assert of.scale.mark == "15–20"
    assert (row(of, "4").points, row(of, "4").state) == ("–", "open")


@pytest.mark.parametrize(
    ("gate", "outcome", "headline"),
    [("forged", "rejected", "Bị loại"), ("zero-look", "stopped", "Dừng đánh giá")],
)
def test_a_gate_leaves_points_but_no_star(gate: str, outcome: str, headline: str) -> None:
    of = paper(CLEAN, rejects=[gate])
    assert (of.verdict.outcome, of.verdict.headline, of.verdict.glyphs) == (outcome, headline, ())
    assert of.verdict.way is None
    assert [ground.outcome for ground in of.verdict.grounds] == [outcome]
    assert sum(raised for _, raised in of.gates) == 1
    assert "20/20 điểm" in of.verdict.sentence


def test_a_minimum_is_met_missed_or_lies_ahead() -> None:
    # 13 points reach 3★: what 4★ and 5★ ask for lies ahead, what 3★ asks for is missed.
    of = paper(
        {
            "1.1": 3,
            "1.2": "over-half",
            "1.3": 2,
            "1.4": 1,
            "2.1": 0,
            "2.2": 0,
            "3.1.1": 2,
            "4": "a-full",
            "5": ["tea"],
        }
    )
    assert [(badge.star, badge.state) for badge in row(of, "1.2").badges] == [
        (4, "met"),
        (5, "ahead"),
    ]
    assert [(badge.star, badge.state) for badge in row(of, "5").badges] == [(3, "missed")]
    assert row(of, "5").state == "short"


def test_a_minimum_of_the_other_case_is_not_shown() -> None:
    assert [badge.star for badge in row(paper(CLEAN), "4").badges] == [3]
    in_b = row(paper({**CLEAN, "4": "b-full"}), "4")
    assert in_b.badges == ()
    assert in_b.case is not None
    assert in_b.case.text == "Điểm"


def test_a_level_that_facts_decide_shows_the_facts() -> None:
    dossier = dossier_for(MINI).model_copy(update={"facts": {}})
    entries = dossier.model_dump(mode="json") | {"facts": {"share_of_local_workers": "0.64"}}
    catalog = INVENTED
    result = ocop.score(
        RULESETS["mini-2030"],
        ocop.read_dossier(entries, catalog=catalog),
        sheet_for(MINI, {}),
    )
    shown = row(document("report", result, "vi"), "1.1")
    assert (shown.source, shown.level.text, shown.ground) == (
        "fact",
        "Từ 50 % trở lên",
        "Tỷ lệ lao động địa phương: 64 %",
    )


def test_a_criterion_without_its_story_says_so() -> None:
    closed = row(paper({**CLEAN, "2.1": 0}), "2.2")
    assert (closed.source, closed.level.text, closed.points) == ("condition", "", "0")
    assert "2.1" in closed.ground


def test_labels_of_the_law_are_marked_as_vietnamese_in_english() -> None:
    assert row(paper(LOST, "en"), "1.2").level.lang == "vi"
    assert row(paper(LOST, "en"), "1.4").level == ("Yes", "")
    assert row(paper(LOST, "vi"), "1.2").level.lang == ""


def test_a_mark_does_not_leave_the_scale() -> None:
    assert paper(CLEAN).scale.anchor == "end"
    assert paper(dict.fromkeys(CLEAN, 0)).scale.anchor == "start"


@pytest.mark.parametrize("table", [MINI, SET_11], ids=repr)
def test_headings_add_up_and_every_criterion_stands_under_its_own(table: ocop.ProductSet) -> None:
    best = {
        c.number: [level.id for level in c.levels]
        if c.mode == "sum"
        else max(c.levels, key=lambda at: at.points).id
        for c in table.criteria
    }
    of = document("report", rate(table, best), "vi")
    sections = [section for part in of.parts for section in part.sections]
    assert [r.number for section in sections for r in section.rows] == [
        c.number for c in table.criteria
    ]
    for section in sections:
        if section.heading:
            assert section.heading.points == section.heading.most
            assert all(r.number.startswith(f"{section.heading.number}.") for r in section.rows)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_has_a_report(lang: Lang) -> None:
    for table in TABLES:
        result = rate(table, {})
        for form in ("html", "md"):
            assert result.ruleset_digest in ocop.render(result, form, lang=lang).decode()


def test_the_scale_is_that_of_the_law() -> None:
    of = paper(CLEAN)
    assert [(band.star, band.start, band.left, band.width) for band in of.scale.stretches] == [
        (1, 0, "0.0%", "30.0%"),
        (2, 6, "30.0%", "20.0%"),
        (3, 10, "50.0%", "20.0%"),
        (4, 14, "70.0%", "20.0%"),
        (5, 18, "90.0%", "10.0%"),
    ]


def test_a_dossier_that_its_ruleset_does_not_cover_is_warned_of_above_all() -> None:
    dossier = dossier_for(MINI, application={"kind": "first", "submitted_on": "2029-12-31"})
    result = ocop.score(RULESETS["mini-2030"], dossier, sheet_for(MINI, CLEAN))
    assert any(
        "31/12/2029" in warning for warning in document("report", result, "vi").verdict.warnings
    )


def test_provenance_names_what_a_result_rests_on() -> None:
    known = dict(paper(CLEAN, "en", round=2).provenance)
    assert known["Digest of the table"] == MINI.digest
    assert known["Round"] == "2"
    assert known["Ruleset id"] == "mini-2030, revision 1"
    assert known["Software"] == f"ocop-scoring {ocop.__version__}"


def test_no_word_of_the_reports_is_idle() -> None:
    folder = Path(ocop.__file__).parent / "reporting"
    written = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".py", ".j2")
    )
    written = written.replace("'", '"')
    outcomes = {"incomplete", "rejected", "stopped"}  # asked for by their name
    for key in (
        key.removeprefix("report.") for key in catalogue("vi") if key.startswith("report.")
    ):
        family = key.rpartition(".")[0]
        named = (
            f'"{key}"' in written
            or f'"report.{key}"' in written
            or f"report.{family}.{{" in written
        )
        assert named or key in outcomes or key.startswith("says."), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_star_that_is_an_upper_bound_is_never_shown_as_given(lang: Lang) -> None:
    rules = ocop.ruleset("1048-2019+781")
    best = {
        c.number: max(c.levels, key=lambda level: level.points).id
        for c in rules.product_set(1).criteria
    }
    dossier = ocop.read_dossier(
        {
            "format": "ocop-dossier/1",
            "product": {"name": "Mẫu", "product_set": 1, "commune": "Xã", "province": "Tỉnh"},
            "producer": {"name": "HTX", "kind": "cooperative", "representative": {"name": "A"}},
            "application": {"kind": "first", "submitted_on": "2021-06-01"},
        }
    )
    sheet = ocop.read_sheet(
        {
            "format": "ocop-sheet/1",
            "ruleset": rules.id,
            "assessor": {"id": "m1", "role": "member"},
            "marks": best,
        }
    )
    result = ocop.score(rules, dossier, sheet)
    verdict = document("report", result, lang).verdict
    assert verdict.headline == {"vi": "Tối đa 5 sao", "en": "At most 5 stars"}[lang]
    assert verdict.glyphs == ("on", "maybe", "maybe", "maybe", "maybe")
    bound = {"vi": "CẬN TRÊN", "en": "UPPER BOUND"}[lang]
    assert bound in verdict.sentence
    assert any(bound in warning for warning in verdict.warnings)
    for form in ("html", "md"):
        text = ocop.render(result, form, lang=lang).decode()
        words = text[text.index("<body") :] if form == "html" else text
        assert words.count(bound) >= 2
        assert words.index(bound) < 1500
