"""What a report is made of: the tree that every format sets, checked without markup."""

from __future__ import annotations

import ast
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.folders import GOOD
from support.papers import (
    CLEAN,
    LOST,
    MINI,
    OPEN,
    best_of,
    blocks,
    every_kind,
    paper,
    said,
    section,
)
from support.strategies import RULESETS, TABLES, dossier_for, rate, sheet_for

import ocop_scoring as ocop
from ocop_scoring import terms
from ocop_scoring.lang import LANGUAGES, Lang, catalogue
from ocop_scoring.reporting import Paper, paper_of, report, spans
from ocop_scoring.reporting.paper import Bars, Entry, Items, Notice, Quotation, Scale, Section
from ocop_scoring.rules import lock

ROOM = Path(report.__file__).parent


def scale(of: Paper) -> Scale:
    return next(blocks(of, Scale))


def entries(of: Paper) -> dict[str, str]:
    return {e.name: said(e.value) for e in blocks(section(of, "provenance"), Entry)}


def test_a_report_is_read_from_verdict_to_provenance() -> None:
    ids = [block.id for block in paper(CLEAN).blocks if isinstance(block, Section)]
    assert ids == ["picture", "table", "findings", "gates", "errata", "provenance"]
    assert type(paper(CLEAN).blocks[0]).__name__ == "Verdict"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_scale_is_that_of_the_law(lang: Lang) -> None:
    shown = scale(paper(CLEAN, lang))
    assert [(s.label, s.start, s.end, s.state) for s in shown.segments] == [
        ("1★", 0, 6, ""),
        ("2★", 6, 10, ""),
        ("3★", 10, 14, ""),
        ("4★", 14, 18, ""),
        ("5★", 18, 20, "given"),
    ]
    assert shown.segments[4].said == {"vi": "5★: từ 18 điểm", "en": "5★: from 18 points"}[lang]
    assert (shown.most, shown.low, shown.high, shown.mark) == (20, 20, 20, "20")


def test_a_lost_star_falls_to_the_band_of_the_star_given() -> None:
    shown = scale(paper(LOST))
    assert shown.falls_to == shown.segments[2]
    assert shown.segments[2].state == "given"
    assert scale(paper(CLEAN)).falls_to is None


def test_an_open_sheet_marks_all_totals_that_are_possible() -> None:
    shown = scale(paper(OPEN, "en"))
    assert (shown.low, shown.high, shown.mark) == (15, 20, "15–20")
    assert shown.said == "from 15 to 20 of 20 points"
    assert {segment.state for segment in shown.segments} == {""}


def test_a_star_that_is_an_upper_bound_stands_as_such_on_the_scale() -> None:
    shown = scale(paper_of(every_kind()["at-most"]))
    assert [segment.state for segment in shown.segments][-1] == "at-most"


def test_bars_show_the_points_of_each_part() -> None:
    (bars,) = blocks(paper(LOST), Bars)
    assert [(bar.points, bar.most) for bar in bars.bars] == [
        (points, part.points)
        for points, part in zip(rate(MINI, LOST).parts.values(), MINI.parts, strict=True)
    ]


def test_every_gate_is_named_and_the_raised_ones_stand_out() -> None:
    (gates,) = blocks(section(paper(CLEAN, rejects=["forged"]), "gates"), Items)
    assert [item.state for item in gates.items].count("raised") == 1
    assert len(gates.items) == len(MINI.gates)


def test_a_dossier_that_its_ruleset_does_not_cover_is_warned_of_above_all() -> None:
    dossier = dossier_for(MINI, application={"kind": "first", "submitted_on": "2029-12-31"})
    result = ocop.score(RULESETS["mini-2030"], dossier, sheet_for(MINI, CLEAN))
    first = paper_of(result).blocks[0]
    assert isinstance(first, Notice)
    assert "31/12/2029" in said(first)
    assert not list(blocks(paper(CLEAN), Notice))


def test_an_unverified_table_says_so_above_all() -> None:
    first = paper_of(every_kind()["unverified"]).blocks[0]
    assert isinstance(first, Notice)
    assert "chưa xác minh được" in said(first)
    assert "CHƯA XÁC MINH" in said(section(paper_of(every_kind()["unverified"]), "provenance"))


def test_what_the_assessor_wrote_is_quoted() -> None:
    (quoted,) = blocks(paper(CLEAN, comment="Ngon. Nên giữ."), Quotation)
    assert said(quoted) == "Ngon. Nên giữ."
    assert not list(blocks(paper(CLEAN), Quotation))


def test_provenance_names_what_a_result_rests_on() -> None:
    known = entries(paper(CLEAN, "en", round=2))
    assert known["Digest of the table"] == MINI.digest
    assert known["Round"] == "2"
    assert known["Ruleset id"] == "mini-2030, revision 1"
    assert known["Software"] == f"ocop-scoring {ocop.__version__}"


def test_provenance_tells_of_the_certificate_before() -> None:
    previous = {"star": 3, "certified_on": "2027-10-01", "expires_on": "2030-10-01"}
    application = {"kind": "renewal", "submitted_on": "2030-09-15", "previous": previous}
    dossier = dossier_for(MINI, application=application)
    result = ocop.score(RULESETS["mini-2030"], dossier, sheet_for(MINI, CLEAN))
    assert entries(paper_of(result))["Lần trước"] == "3★, công nhận ngày 01/10/2027"


def test_provenance_names_files_without_their_folders(tmp_path: Path) -> None:
    # Python hands on a file name that is not UTF-8 with halves of characters in it.
    for name in ("hồ sơ.yaml", "d\udcff.yaml"):
        result = filed_as(tmp_path / name)
        shown = entries(paper_of(result))["Tệp phiếu"]
        assert shown == name.replace("\udcff", "\N{REPLACEMENT CHARACTER}")
        for form in ("html", "md"):
            assert shown.split(".")[0] in ocop.render(result, form).decode()  # type: ignore[arg-type]


def filed_as(path: Path) -> ocop.Evaluation:
    sheet = """format: ocop-sheet/1\nruleset: mini-2030\nproduct_set: 1\nassessor: {id: m1, role: member}\nmarks: {"1.1": 3}\n"""
    path.write_text(sheet, encoding="utf-8")
    return ocop.score(RULESETS["mini-2030"], dossier_for(MINI), ocop.load_sheet(path))


def test_errata_say_what_is_printed_and_how_it_is_read() -> None:
    table = ocop.ruleset("26-2026").product_set(8)
    (items,) = blocks(section(paper_of(rate(table, {}), lang="en"), "errata"), Items)
    assert len(items.items) == len(table.errata)
    printed, read_as = items.items[0].entries
    assert (printed.name, read_as.name) == ("Printed", "Read as")
    assert table.errata[0].printed in said(printed)
    assert said(read_as).endswith("(certain)")


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (spans._ROLES, terms.ROLES),
        (report._CONFIDENCES, terms.CONFIDENCES),
        (report._PROVENANCES, terms.PROVENANCES),
        (report._KINDS, terms.KINDS_OF_APPLICATION),
    ],
)
def test_every_closed_word_has_its_message(keys: dict[str, str], words: tuple[str, ...]) -> None:
    assert tuple(keys) == words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_has_a_report(lang: Lang) -> None:
    for table in TABLES:
        result = rate(table, {})
        assert entries(paper_of(result, lang=lang)).keys() & {
            "Mã băm của bảng",
            "Digest of the table",
        }
        assert result.ruleset_digest in said(paper_of(result, lang=lang))


def asked_for() -> set[str]:
    """Every text in the code of this room."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOM.glob("*.py"))]
    nodes: list[Any] = [node for tree in trees for node in ast.walk(tree)]
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_of_the_reports_is_written_whole_where_it_is_asked_for(lang: Lang) -> None:
    own = {key for key in catalogue(lang) if key.startswith("report.")}
    assert own == {text for text in asked_for() if text.startswith("report.")}


# What is loud, and what is no official result


def test_loud_findings_stand_first_above_the_verdict_and_are_marked() -> None:
    result = rate(MINI, CLEAN, product_set=None)
    of = paper_of(result)
    (notice,) = blocks(of, Notice)
    assert "product_set" in said(notice)
    first, *others = [
        item for items in blocks(section(of, "findings"), Items) for item in items.items
    ]
    assert first.state == "raised"
    assert said(first).startswith("Quan trọng:")
    assert not [item for item in others if item.state]


def test_nothing_under_changed_criteria_looks_official(tmp_path: Path) -> None:
    folder = shutil.copytree(GOOD, tmp_path / "law")
    lock.release(ocop.Catalog(folder), "mini-2030", date(2030, 2, 1))
    shared = folder / "mini-2030" / "criteria" / "all.yaml"

    def result() -> ocop.Evaluation:
        rules = ocop.Catalog(folder).ruleset("mini-2030")
        return ocop.score(rules, dossier_for(MINI), sheet_for(MINI, CLEAN))

    official = paper_of(result())
    shared.write_text(shared.read_text("utf-8").replace("vi: Vị", "vi: Vị khác"), "utf-8")
    trial = paper_of(result())
    assert "BẢN THỬ" not in said(official)
    assert said(trial.above).startswith("BẢN THỬ, không chính thức")
    (notice,) = blocks(trial, Notice)
    assert "không phải kết quả chính thức" in said(notice)
    assert "chưa phát hành" in entries(trial)["Mã bộ tiêu chí"]


def test_a_report_names_who_certifies_the_star() -> None:
    of = paper_of(best_of("26-2026", 8, "2026-09-15"))
    assert entries(of)["Cấp công nhận"] == "cấp trung ương"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_said_to_be_read_where_nobody_knows_what_is_right(lang: Lang) -> None:
    of = paper_of(best_of("148-2023", 11, "2024-03-01"), lang=lang)
    assert "“unresolved”" not in said(section(of, "errata"))


@pytest.mark.parametrize(("lang", "name"), [("vi", "Chuỗi điểm"), ("en", "Score string")])
def test_a_report_has_the_whole_sheet_in_one_line(lang: Lang, name: str) -> None:
    for marks in (CLEAN, LOST, OPEN):
        result = rate(MINI, marks)
        shown = entries(paper_of(result, lang=lang))[name]
        assert shown == result.sheet.to_string(result.printed)
