"""What a round's form says for its papers, and which papers there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.extras import extra
from support.programs import pdf_text
from support.proofs import sealed_council
from support.rounds import CODE, MEMBERS, RULES, TEA, best_marks, put_sheet, small_round

import ocop_scoring as ocop
from ocop_scoring.reporting.html_files import files_in_html
from ocop_scoring.reporting.pdf_files import files_in_pdf
from ocop_scoring.rounds import papers
from ocop_scoring.rounds.councils import councils_of
from ocop_scoring.rounds.folder import read_folder
from ocop_scoring.rounds.papers import (
    fields_by_product,
    fields_of_round,
    job_for_printer,
    job_of_product,
    job_of_round,
    set_papers,
)
from ocop_scoring.rounds.sealing import for_papers, seal_round
from ocop_scoring.rules.catalog import built_in


def _jobs(root: Path) -> dict[str, list[str]]:
    folder = read_folder(root)
    councils = councils_of(folder, built_in().policy("mean-of-totals"))
    results = {one.product.name: one.result for one in councils if one.result is not None}
    jobs = [job_of_product(name, one, {}, ("md",), "vi") for name, one in results.items()]
    jobs.append(job_of_round(tuple(results.values()), {}, ("md",), "vi"))
    return {job.name: [part.file for part in job.parts] for job in jobs}


def _weaker(number: int) -> dict[str, object]:
    """Marks of less than 90 points that miss no minimum of 4 stars: less where only 5 stars ask."""
    marks, total = best_marks(number), 100
    for criterion in RULES.product_set(number).criteria:
        if total >= 90 and not any((level.minimum or 5) < 5 for level in criterion.levels):
            marks[criterion.number], total = 0, total - criterion.points
    return marks


def test_the_number_is_that_of_the_minutes_alone(tmp_path: Path) -> None:
    papers = {"number": "12/BB-HĐ", "notice.number": "30/TB-HĐ", "place": "Cà Mau"}
    found = fields_of_round(read_folder(small_round(tmp_path, papers=papers)).round, "vi")
    assert "number" not in found
    assert (found["minutes.number"], found["notice.number"]) == ("12/BB-HĐ", "30/TB-HĐ")
    assert found["place"] == "Cà Mau"


def test_papers_name_who_is_there_who_is_not_and_why(tmp_path: Path) -> None:
    secretary = {"name": "Ngô Thị Thử", "office": "Văn phòng điều phối"}
    folder = read_folder(small_round(tmp_path, absent={"m3": "Ốm"}, secretary=secretary))
    found = fields_of_round(folder.round, "vi")
    assert found["chair"] == MEMBERS[0]["name"]
    assert found["present"] == [MEMBERS[0]["name"], MEMBERS[1]["name"]]
    assert found["absent"] == [f"{MEMBERS[2]['name']}: Ốm"]
    assert found["secretary_office"] == "Văn phòng điều phối"


def test_where_nobody_is_absent_papers_say_so(tmp_path: Path) -> None:
    folder = read_folder(small_round(tmp_path))
    assert fields_of_round(folder.round, "vi")["absent"] == "không có"
    assert fields_of_round(folder.round, "en")["absent"] == "nobody"


def test_every_sheet_has_its_paper_and_a_result_that_stands_its_notice(tmp_path: Path) -> None:
    small_round(tmp_path)
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[0], marks={"1.1": 0})
    jobs = _jobs(tmp_path)
    sheets = [f"papers/che/score-sheet-m{n}.md" for n in (1, 2, 3)]
    assert sorted(jobs["che"]) == sheets
    assert "papers/mam/notice.md" in jobs["mam"]


def test_a_round_that_certifies_nothing_proposes_nothing(tmp_path: Path) -> None:
    small_round(tmp_path)
    nothing_to_certify = _jobs(tmp_path)["/round"]
    assert nothing_to_certify == ["papers/minutes.md", "papers/summary.md"]
    for name, number in (("che", TEA), ("mam", 9)):
        for member in MEMBERS:
            code = CODE if name == "che" else "96-32244-002-2026"
            put_sheet(tmp_path, name, number, code, member, marks=_weaker(number))
    assert {"papers/proposal-letter.md", "papers/draft-decision.md"} <= set(
        _jobs(tmp_path)["/round"]
    )


def test_the_advisory_team_s_report_is_made_where_it_has_sheets(tmp_path: Path) -> None:
    small_round(tmp_path)
    put_sheet(tmp_path, "che", TEA, CODE, {"id": "team", "role": "advisory"})
    assert "papers/advisory-report.md" in _jobs(tmp_path)["/round"]


def test_a_paper_on_a_sheet_shows_that_sheet(tmp_path: Path) -> None:
    folder = read_folder(small_round(tmp_path))
    (tea, _) = councils_of(folder, built_in().policy("mean-of-totals"))
    assert tea.result is not None
    papers = set_papers(job_of_product("che", tea.result, {}, ("md",), "vi"))
    assert "m2" in papers["papers/che/score-sheet-m2.md"].decode()
    assert "m3" not in papers["papers/che/score-sheet-m2.md"].decode()


def test_one_pdf_for_the_printer_holds_every_paper_but_the_score_sheets(tmp_path: Path) -> None:
    extra("typst")
    folder = read_folder(small_round(tmp_path))
    councils = councils_of(folder, built_in().policy("mean-of-totals"))
    results = [one.result for one in councils if one.result is not None]
    fields = fields_of_round(folder.round, "vi")
    jobs = [job_of_round(results, fields, ("pdf",), "vi")]
    jobs += [job_of_product("x", result, fields, ("pdf",), "vi") for result in results]
    alone = [
        pdf_text(content)
        for job in jobs
        for file, content in set_papers(job).items()
        if "score-sheet" not in file
    ]
    (of_all,) = set_papers(job_for_printer(results, fields, "vi")).values()
    assert pdf_text(of_all) == "".join(alone)


def test_papers_on_all_products_carry_a_record_each_where_all_can_be_sealed(
    tmp_path: Path,
) -> None:
    folder = read_folder(small_round(tmp_path))
    councils = councils_of(folder, built_in().policy("mean-of-totals"))
    results = {one.product.name: one.result for one in councils if one.result is not None}
    records = for_papers(results, seal_round(folder.root, councils))
    fields = fields_of_round(folder.round, "vi")
    job = job_of_round(tuple(results.values()), fields, ("html",), "vi", records)
    made = set_papers(job)
    assert len(made) >= 2
    for content in made.values():
        assert [name for name, _ in files_in_html(content)] == [
            *(f"record-{one.result.dossier.product.code}.json" for one in councils if one.result),
            "paper.json",
        ]
        assert ocop.verify_paper(content).ok
    assert job.of != job_of_round(tuple(results.values()), fields, ("html",), "vi").of


def test_records_of_more_bytes_than_a_paper_carries_stand_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = read_folder(small_round(tmp_path))
    councils = councils_of(folder, built_in().policy("mean-of-totals"))
    results = {one.product.name: one.result for one in councils if one.result is not None}
    records = for_papers(results, seal_round(folder.root, councils))
    assert papers.carried(records) == records
    monkeypatch.setattr(papers, "MOST_CARRIED", 1)
    assert papers.carried(records) == ()
    fields = fields_of_round(folder.round, "vi")
    of_all = job_of_round(tuple(results.values()), fields, ("html",), "vi")
    for content in set_papers(of_all).values():
        assert list(files_in_html(content)) == []


def test_what_is_printed_says_the_digests_and_carries_nothing(tmp_path: Path) -> None:
    extra("typst")
    folder = read_folder(small_round(tmp_path))
    councils = councils_of(folder, built_in().policy("mean-of-totals"))
    results = {one.product.name: one.result for one in councils if one.result is not None}
    records = for_papers(results, seal_round(folder.root, councils))
    fields = fields_of_round(folder.round, "vi")
    (of_all,) = set_papers(job_for_printer(tuple(results.values()), fields, "vi", records)).values()
    said = "".join(pdf_text(of_all).split())
    for record in records:
        assert record.digest in said
    assert list(files_in_pdf(of_all)) == []


def test_many_notices_come_in_volumes_after_that_of_the_round(tmp_path: Path) -> None:
    folder = read_folder(small_round(tmp_path))
    councils = councils_of(folder, built_in().policy("mean-of-totals"))
    results = [one.result for one in councils if one.result is not None]
    names = [part.file for part in job_for_printer(results * 13, {}, "vi").parts]
    assert names == ["papers/all-1.pdf", "papers/all-2.pdf", "papers/all-3.pdf"]
    assert [part.file for part in job_for_printer(results, {}, "vi").parts] == ["papers/all.pdf"]
    assert len(job_for_printer([], {}, "vi").parts) == 1


def test_fields_of_a_product_go_by_its_code_however_round_yaml_names_it(tmp_path: Path) -> None:
    papers = {"votes/che": "3/3", "discussion/mam": "Không", "venue": "Hội trường"}
    folder = read_folder(small_round(tmp_path, papers=papers))
    fields = fields_by_product(fields_of_round(folder.round, "vi"), folder.products, ["che"])
    assert fields["venue"] == "Hội trường"
    assert [name for name in fields if "/" in name] == [f"votes/{CODE}"]


def test_score_sheets_of_a_sealed_product_carry_its_record_and_the_notice_does_not() -> None:
    record = sealed_council()
    result = record.outcome()
    assert isinstance(result, ocop.CouncilResult)
    job = papers.job_of_product("tom", result, {}, ("html",), "vi", record)
    made = papers.set_papers(job)
    assert job.of != papers.job_of_product("tom", result, {}, ("html",), "vi").of
    for file, content in made.items():
        assert record.digest in content.decode()
        if "notice" in file:
            assert list(files_in_html(content)) == []
        else:
            assert ocop.verify_paper(content).ok
