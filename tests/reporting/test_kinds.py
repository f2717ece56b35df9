"""Which papers there are, and of what each is made: a wrong pair is one clear sentence."""

from __future__ import annotations

from typing import Any

import pytest
from support.papers import MINI, demo

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES
from ocop_scoring.reporting import KINDS, PaperKind, paper_of

OF_ONE_SHEET: tuple[PaperKind, ...] = ("report", "score_sheet", "advisory_report")


@pytest.mark.parametrize("kind", OF_ONE_SHEET)
def test_a_paper_names_its_kind_and_is_the_same_each_time(kind: PaperKind) -> None:
    assert paper_of(demo(), kind).kind == kind
    assert paper_of(demo(), kind) == paper_of([demo()], kind)


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


def test_a_product_set_makes_a_blank_sheet_alone() -> None:
    assert paper_of(MINI, "score_sheet").kind == "score_sheet"
    with pytest.raises(ocop.FilingError, match="wrong-results"):
        paper_of(MINI, "report")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", OF_ONE_SHEET)
def test_a_paper_is_in_its_language(kind: PaperKind, lang: ocop.Lang) -> None:
    assert paper_of(demo(), kind, lang).lang == lang


def test_what_nobody_gave_is_listed_by_field() -> None:
    assert [f.id for f in ocop.missing_fields(demo(), kind="score_sheet")] == ["phone", "place"]
    given = {"phone": "0290", "place": "Cà Mau"}
    assert ocop.missing_fields(demo(), kind="score_sheet", fields=given) == ()
