"""The notice: to commune and producer, the result, and what the next star needs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from support.councils import councils, every_status, real
from support.papers import blocks, said

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES
from ocop_scoring.rating.council_toward import council_toward
from ocop_scoring.reporting import paper_of, placeholders
from ocop_scoring.reporting.paper import Addressees, Paper, Ruled

EVERY = every_status()


def notice(result: ocop.CouncilResult, lang: ocop.Lang = "vi", **fields: Any) -> Paper:
    return paper_of(result, "notice", lang, fields)


def test_it_goes_to_the_commune_and_the_producer() -> None:
    names = [said(name) for name in next(blocks(notice(real()), Addressees)).names]
    assert names == [
        "Ủy ban nhân dân xã (phường) Phan Ngọc Hiển",
        "Hợp tác xã Tôm khô Ví Dụ (tên đặt ra)",
    ]


@settings(max_examples=30)
@drawn(councils())
def test_star_mean_and_what_the_next_star_needs_are_those_of_the_result(
    result: ocop.CouncilResult,
) -> None:
    paper = notice(result)
    text, needs = said(paper), council_toward(result)
    if result.status != "rated":
        assert "Chưa xếp hạng" in text
        assert "Điểm trung bình:" not in text
        return
    assert f"Điểm trung bình: {str(result.mean_shown).replace('.', ',')} điểm" in text
    assert f"{result.star} sao" in text
    if needs is None:
        assert "ở hạng cao nhất" in text
        return
    assert f"Để đạt {needs.star} sao" in text
    assert ("Điểm trung bình còn thiếu" in text) == (needs.points_missing > 0)
    tables = list(blocks(paper, Ruled))
    numbers = [said(row.cells[0]) for table in tables for row in table.rows]
    assert numbers == [unmet.criterion for unmet in needs.unmet]


def test_minimums_that_cost_a_star_are_said_with_what_there_is() -> None:
    text = said(notice(EVERY["lost"]))
    assert "1/3 phiếu đạt" in text
    assert "Để đạt 4 sao" in text
    assert "Điểm trung bình đã đủ" in text


def test_who_certifies_is_said() -> None:
    assert "thẩm quyền công nhận: cấp tỉnh" in said(notice(real()))


@pytest.mark.parametrize("name", ["rejected", "incomplete", "no-quorum", "rescore"])
def test_what_is_no_result_has_no_star(name: str) -> None:
    text = said(notice(EVERY[name]))
    assert "Hạng:" not in text
    assert "công nhận" not in text.replace("không công nhận", "")


def test_what_nobody_knows_is_asked_for() -> None:
    assert [each.id for each in placeholders(notice(real()))] == [
        *("agency_above", "agency", "number", "place", "dated", "minutes", "deadline"),
        *("signer_office", "signer"),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_both_languages_have_the_same_structure(name: str, lang: ocop.Lang) -> None:
    def shape(of: object) -> list[str]:
        return [type(part).__name__ for part in blocks(of, tuple) if type(part) is not tuple]

    result = EVERY[name]
    assert shape(notice(result, lang).blocks) == shape(notice(result).blocks)


def test_a_notice_is_about_one_product() -> None:
    with pytest.raises(ocop.FilingError, match="wrong-results"):
        paper_of([real(), real()], "notice")
