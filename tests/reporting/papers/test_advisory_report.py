"""The advisory team's report: papers, gates, the level proposed for each criterion with its evidence,
where that differs from the producer's own score, what is missing.
"""

from __future__ import annotations

from typing import Any

import pytest
from support.papers import at_most, blocks, demo, named, said

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES, Lang
from ocop_scoring.reporting import paper_of, placeholders
from ocop_scoring.reporting.paper import Addressees, Bases, Heading, Notice, Paper, Ruled, Title


def team(sheet: str = "sheet", **marks: Any) -> ocop.Evaluation:
    """The demo's sheet as the advisory team's, with other marks."""
    return _as("advisory", demo(sheet), marks)


def own(**marks: Any) -> ocop.Evaluation:
    """The demo's sheet as the producer's own."""
    return _as("self", demo(), marks)


def _as(role: str, result: ocop.Evaluation, marks: dict[str, Any]) -> ocop.Evaluation:
    numbered = {number.replace("_", "."): mark for number, mark in marks.items()}
    changed = ocop.ScoreSheet.model_validate(
        result.sheet.model_dump()
        | {"assessor": {"id": role, "role": role}, "marks": {**result.sheet.marks, **numbered}}
    )
    return ocop.score(result.rules, result.dossier, changed)


def report(*results: ocop.Evaluation, lang: Lang = "vi", **fields: Any) -> Paper:
    return paper_of(results, "advisory_report", lang, fields)


def table(paper: Paper, caption: str) -> Ruled:
    return next(ruled for ruled in blocks(paper, Ruled) if said(ruled.caption) == caption)


LEVELS, DIFFERS = "Mức đề xuất của từng tiêu chí", "Tiêu chí đề xuất khác với chủ thể tự chấm"


def test_every_criterion_has_its_proposed_points_and_the_sum_is_the_results() -> None:
    result = team()
    shown = table(report(result), LEVELS)
    cells = [[said(cell) for cell in row.cells] for row in shown.rows]
    assert [(row[0], row[3]) for row in cells[:-1]] == [
        (c.number, "–" if c.points is None else str(c.points)) for c in result.criteria
    ]
    assert cells[-1][3] == f"{result.total}/{result.printed.points}"


def test_where_the_proposal_differs_from_the_own_score_both_stand_side_by_side() -> None:
    paper = report(own(**{"1.5": 2, "4.1": 2}), team())
    rows = [[said(cell) for cell in row.cells] for row in table(paper, DIFFERS).rows]
    assert [(row[0], row[2], row[3]) for row in rows] == [("1.5", "2", "1"), ("4.1", "2", "3")]


def test_equal_scores_are_said_to_be_equal_and_a_missing_own_sheet_to_be_missing() -> None:
    assert "Điểm đề xuất bằng điểm tự chấm" in said(report(own(), team()))
    assert "Không có phiếu tự chấm" in said(report(team()))


def test_every_paper_on_file_stands_there_with_whether_it_counts() -> None:
    result = team()
    shown = table(report(result), "Giấy tờ trong hồ sơ")
    assert len(shown.rows) == len(result.dossier.documents or ())
    lapsed = next(row for row in shown.rows if "VG-VD-03" in said(row))
    assert "Không tính: hết hạn" in said(lapsed)


def test_papers_that_the_table_asks_about_and_that_are_not_on_file_are_named() -> None:
    result = team()
    filed = {document.kind for document in result.dossier.documents or ()}
    text = said(report(result))
    for name, kind in result.printed.vocabulary.documents.items():
        if name not in filed:
            assert kind.title.vi in text
    assert "mà hồ sơ không có" in text


def test_the_evidence_of_a_level_is_what_the_dossier_shows() -> None:
    shown = table(report(team()), LEVELS)
    row = next(row for row in shown.rows if said(row.cells[0]) == "1.1")
    assert "82 %" in said(row)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reports_fields_are_there(lang: Lang) -> None:
    result = team()
    paper = report(result, lang=lang)
    assert any(blocks(paper, Addressees))
    assert "26/2026/QĐ-TTg" in said(next(blocks(paper, Bases)))
    assert result.verdict(lang) in said(paper)
    for held in result.held_back(lang):
        assert held in said(paper)
    for finding in result.findings:
        assert finding.say(lang) in said(paper)
    missing = {each.id for each in placeholders(paper)}
    assert {"team", "surveys", "tests", "received", "returned", "leader"} <= missing


def test_a_rejected_dossier_has_its_ground_and_no_star() -> None:
    result = team("sheet-rejected")
    paper = report(result)
    assert result.gates[0].words.vi in said(paper)
    assert said(table(paper, "TỔNG HỢP").rows[0].cells[-1]) == "Bị loại"


def test_an_unfinished_sheet_is_said_to_be_unfinished() -> None:
    shown = table(report(team("sheet-incomplete")), "TỔNG HỢP")
    assert said(shown.rows[0].cells[-1]) == "Chưa chấm xong"


def test_several_products_stand_one_after_the_other_and_in_one_table() -> None:
    paper = report(team(), team("sheet-rejected"))
    assert len(table(paper, "TỔNG HỢP").rows) == 2
    assert [h.number for h in blocks(paper, Heading) if h.level == 2] == ["1.", "2."]


def test_an_upper_bound_is_said_at_the_top_and_at_the_star() -> None:
    paper = report(_as("advisory", at_most(), {}))
    assert "CẬN TRÊN" in said(next(blocks(paper, Notice)))
    assert "Tối đa" in said(table(paper, "TỔNG HỢP").rows[0])


def test_an_amended_decision_is_named_with_what_amended_it() -> None:
    bases = said(next(blocks(report(_as("advisory", at_most(), {})), Bases)))
    assert "1048/QĐ-TTg của Thủ tướng Chính phủ, được sửa đổi, bổ sung bởi" in bases
    assert "781/QĐ-TTg ngày 08 tháng 6 năm 2020" in bases


def test_re_ratings_are_reported_as_such() -> None:
    result = team()
    previous = {"star": 3, "certified_on": "2023-10-01", "expires_on": "2026-10-01"}
    application = {"kind": "renewal", "submitted_on": "2026-06-01", "previous": previous}
    dossier = result.dossier.model_copy(
        update={"application": ocop.Application.model_validate(application)}
    )
    renewed = ocop.score(result.rules, dossier, result.sheet)
    assert "đánh giá lại" in said(next(blocks(report(renewed), Title)))


def test_what_is_given_stands_where_the_placeholder_stood() -> None:
    paper = report(team(), team=["A – Sở Công Thương", "B – Sở Y tế"], leader="C")
    assert "B – Sở Y tế" in said(paper)
    assert {"team", "leader"} & {each.id for each in placeholders(paper)} == set()


def test_hostile_names_are_shown_as_text() -> None:
    result = _as("advisory", named("<img src=x onerror=alert(1)>"), {})
    page = ocop.render(result, "html", kind="advisory_report").decode()
    assert "<img" not in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_languages_have_the_same_structure(lang: Lang) -> None:
    def shape(of: object) -> list[str]:
        return [type(part).__name__ for part in blocks(of, tuple) if type(part) is not tuple]

    both = [team(), own(**{"1.5": 2})]
    assert shape(report(*both, lang=lang).blocks) == shape(report(*both).blocks)
