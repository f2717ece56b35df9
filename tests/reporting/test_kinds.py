"""Which papers there are, and of what each is made: a wrong pair is one clear sentence."""

from __future__ import annotations

from typing import Any

import pytest
from support.councils import every_status, real
from support.papers import MINI, blocks, demo, said

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES
from ocop_scoring.reporting import KINDS, PaperKind, paper_of
from ocop_scoring.reporting.paper import Pages, Title
from ocop_scoring.terms import ROLES, Role

OF_COUNCILS: tuple[PaperKind, ...] = (
    *("minutes", "summary", "notice", "proposal_letter", "draft_decision", "score_sheet"),
)
OF_ONE_SHEET: tuple[PaperKind, ...] = ("report", "score_sheet", "advisory_report")


def of(kind: PaperKind) -> ocop.Evaluation:
    """The demo's result, on a sheet of the role that this kind is made of."""
    return by("advisory" if kind == "advisory_report" else "member")


def by(role: Role) -> ocop.Evaluation:
    """The demo's result, its sheet by someone of this role."""
    result = demo()
    changed = result.sheet.model_copy(update={"assessor": ocop.Assessor(id="m1", role=role)})
    return ocop.score(result.rules, result.dossier, changed)


@pytest.mark.parametrize("kind", OF_ONE_SHEET)
def test_a_paper_names_its_kind_and_is_the_same_each_time(kind: PaperKind) -> None:
    assert paper_of(of(kind), kind).kind == kind
    assert paper_of(of(kind), kind) == paper_of([of(kind)], kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("wrong", [[], "x", None, 5, ["x"], [None, 1]])
def test_what_is_no_result_is_refused_in_one_sentence(kind: PaperKind, wrong: Any) -> None:
    with pytest.raises(ocop.FilingError, match="wrong-results") as refused:
        paper_of(wrong, kind)
    (fault,) = refused.value.faults
    assert fault.path == kind
    assert fault.vi != fault.en


@pytest.mark.parametrize("kind", ["report", "score_sheet"])
def test_a_kind_of_one_sheet_takes_one(kind: PaperKind) -> None:
    with pytest.raises(ocop.FilingError, match="wrong-results"):
        paper_of([demo(), demo()], kind)


@pytest.mark.parametrize("kind", OF_COUNCILS)
def test_a_paper_of_a_council_is_made_of_a_councils_result(kind: PaperKind) -> None:
    assert paper_of(real(), kind) == paper_of([real()], kind)


@pytest.mark.parametrize("kind", [kind for kind in OF_COUNCILS if kind != "score_sheet"])
def test_a_single_sheet_makes_no_paper_of_a_council(kind: PaperKind) -> None:
    with pytest.raises(ocop.FilingError, match="wrong-results") as refused:
        paper_of(demo(), kind)
    assert "Hội đồng" in refused.value.faults[0].vi
    with pytest.raises(ocop.FilingError, match="wrong-results"):
        paper_of([real(), demo()], kind)


@pytest.mark.parametrize("kind", ["report", "advisory_report"])
def test_a_council_without_such_a_sheet_makes_no_paper_of_one(kind: PaperKind) -> None:
    with pytest.raises(ocop.FilingError, match="wrong-results"):
        paper_of(real(), kind)


def test_the_teams_and_the_producers_sheets_of_a_council_make_its_report() -> None:
    assert "Tự chấm" in said(paper_of(every_status()["beside"], "advisory_report"))


@pytest.mark.parametrize("role", [role for role in ROLES if role != "advisory"])
def test_the_teams_report_is_made_of_no_other_sheet_than_the_teams(role: Role) -> None:
    beside = [by("advisory")] if role != "self" else []
    with pytest.raises(ocop.FilingError, match="wrong-results") as refused:
        paper_of([*beside, by(role)], "advisory_report")
    (fault,) = refused.value.faults
    assert (fault.found, fault.right) == (role, "advisory")
    assert fault.vi.startswith("giấy tờ loại advisory_report là của Tổ tư vấn")
    assert "here is a sheet of m1 (" in fault.en


def test_all_sheets_of_a_council_stand_on_pages_of_their_own() -> None:
    paper = paper_of(real(), "score_sheet")
    titles = [pages for pages in blocks(paper, Pages) if any(blocks(pages, Title))]
    assert len(titles) == 5


def test_a_product_set_makes_a_blank_sheet_alone() -> None:
    assert paper_of(MINI, "score_sheet").kind == "score_sheet"
    with pytest.raises(ocop.FilingError, match="wrong-results"):
        paper_of(MINI, "report")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", OF_ONE_SHEET)
def test_a_paper_is_in_its_language(kind: PaperKind, lang: ocop.Lang) -> None:
    assert paper_of(of(kind), kind, lang).lang == lang


def test_what_nobody_gave_is_listed_by_field() -> None:
    assert [f.id for f in ocop.missing_fields(demo(), kind="score_sheet")] == ["phone", "place"]
    given = {"phone": "0290", "place": "Cà Mau"}
    assert ocop.missing_fields(demo(), kind="score_sheet", fields=given) == ()
