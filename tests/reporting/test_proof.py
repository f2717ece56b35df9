"""Papers of records: what they say of them, what they carry, on which day they are dated."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from support.extras import extra
from support.papers import blocks, demo
from support.proofs import DAY, paper, sealed_council, sealed_sheet

import ocop_scoring as ocop
from ocop_scoring.records.record import Record
from ocop_scoring.reporting import paper_of
from ocop_scoring.reporting.carried import Code
from ocop_scoring.reporting.drawn import MOST
from ocop_scoring.reporting.html_files import files_in_html
from ocop_scoring.reporting.paper import Pages, Section
from ocop_scoring.reporting.papers import proof
from ocop_scoring.reporting.papers.proof import proven
from ocop_scoring.reporting.pdf_files import files_in_pdf
from ocop_scoring.reporting.sealed import SealedSheet, opened


def codes(of: Any) -> list[str]:
    return [code.code for code in blocks(of, Code)]


def test_a_paper_of_a_record_is_that_of_its_result_and_says_its_digest() -> None:
    record = sealed_council()
    made, plain = paper_of(record, "minutes"), paper_of(record.outcome(), "minutes")
    assert [block for block in made.blocks if block in plain.blocks] == list(plain.blocks)
    assert made.digests == (record.digest,)
    assert made.dated_on == DAY.isoformat()
    assert plain.digests == ()


def test_papers_of_one_sheet_have_its_digest_and_its_score_string() -> None:
    record = sealed_sheet()
    written = demo().sheet.to_string(demo().rules)
    for kind in ("report", "score_sheet"):
        assert codes(paper_of(record, kind)) == [f"{record.digest} {written}"]  # type: ignore[arg-type]
    of_council = paper_of(SealedSheet(sealed_council(), "m1"), "score_sheet")
    assert codes(of_council)[0].startswith(f"{sealed_council().digest} OCOP:26-2026/8/")


def test_a_score_string_that_fits_in_no_code_stands_in_words_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(proof, "MOST", 100)
    assert codes(paper_of(sealed_sheet(), "report")) == [sealed_sheet().digest]
    assert MOST == 2331


def test_papers_of_a_council_have_digest_mean_and_star() -> None:
    record = sealed_council()
    result = record.outcome()
    assert isinstance(result, ocop.CouncilResult)
    for kind in ("minutes", "summary", "notice", "proposal_letter", "draft_decision"):
        (found,) = codes(paper_of(record, kind))  # type: ignore[arg-type]
        shown = result.mean_shown
        assert re.fullmatch(rf"{record.digest} mean={shown} star={result.star}", found)


def test_of_several_records_the_digests_stand_in_an_annex() -> None:
    made = paper_of([sealed_council(), sealed_council()], "minutes")
    last = made.blocks[-1]
    assert isinstance(last, Pages)
    assert len(codes(last)) == 2
    assert made.digests == (sealed_council().digest,)


def test_in_a_report_they_have_a_section_and_before_annexes_no_page_of_their_own() -> None:
    report = paper_of(sealed_sheet(), "report")
    assert isinstance(report.blocks[-1], Section)
    sheet = paper_of(sealed_sheet(), "score_sheet")
    assert isinstance(sheet.blocks[-1], Pages)
    assert not codes(sheet.blocks[-1])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_not_a_rating_has_dashes(lang: Any) -> None:
    record = sealed_council()
    result = record.outcome()
    assert isinstance(result, ocop.CouncilResult)
    open_one = opened(record)._replace(result=result)
    assert "star=" in codes(proven(paper_of(record, "minutes", lang), [open_one]))[-1]


def test_results_and_records_are_not_mixed() -> None:
    with pytest.raises(ocop.FilingError, match="wrong-results"):
        paper_of([sealed_council(), sealed_council().outcome()], "minutes")


def test_html_and_pdf_carry_the_record_as_it_was_sealed() -> None:
    extra("typst")
    record = sealed_council()
    in_pdf, in_html = dict(files_in_pdf(paper())), dict(files_in_html(paper("minutes", "html")))
    assert sorted(in_pdf) == sorted(in_html) == ["paper.json", "record.json"]
    assert in_pdf["record.json"] == record.to_bytes()
    assert Record.read(in_html["record.json"]) == record


def test_records_of_several_products_are_named_by_their_codes() -> None:
    record = sealed_council()
    page = ocop.render([record, sealed_council()], "html", kind="minutes")
    assert [name for name, _ in files_in_html(page)] == [
        "record-96-32244-001-2026-1.json",
        "record-96-32244-001-2026-2.json",
        "paper.json",
    ]


def test_the_notice_has_the_digest_only() -> None:
    notice = paper("notice", "html")
    assert list(files_in_html(notice)) == []
    assert sealed_council().digest in notice.decode()
    assert '"marks"' not in notice.decode()
    extra("typst")
    pikepdf = extra("pikepdf")
    with pikepdf.open(io.BytesIO(paper("notice"))) as file:
        assert not file.attachments
        assert str(file.docinfo.Keywords) == sealed_council().digest


def test_a_docx_has_the_digest_in_its_properties() -> None:
    python_docx = extra("docx")
    made = ocop.render(sealed_council(), "docx", kind="notice")
    found = python_docx.Document(io.BytesIO(made)).core_properties
    assert found.keywords == sealed_council().digest
    assert found.created.date() == DAY
