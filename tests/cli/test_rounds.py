"""`ocop round new`, `status`, `run`: as a secretary types them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support.commandline import Ocop
from support.rounds import (
    CODE,
    MEMBERS,
    OTHER,
    TEA,
    best_marks,
    put_dossier,
    put_round,
    put_sheet,
    small_round,
)

import ocop_scoring as ocop_module

FORMS = ocop_module.formats


def test_a_round_begins_with_a_folder_to_fill_in(ocop: Ocop, tmp_path: Path) -> None:
    run = ocop("round", "new", str(tmp_path / "dot"), "--members", "5")
    assert run.status == 0
    assert "  round.yaml\n" in run.out
    assert "điền" in run.out
    text = (tmp_path / "dot" / "round.yaml").read_text(encoding="utf-8")
    assert text.count("role: ") == 5


def test_a_round_that_is_not_filled_in_is_refused_line_by_line(ocop: Ocop, tmp_path: Path) -> None:
    ocop("round", "new", str(tmp_path))
    put_dossier(tmp_path, "che", TEA, CODE)
    run = ocop("round", "new", str(tmp_path))
    assert run.status == 2
    assert "round.yaml:4:7 not-filled-in" in run.err


def test_once_there_are_dossiers_every_member_gets_a_workbook(ocop: Ocop, tmp_path: Path) -> None:
    put_round(tmp_path)
    put_dossier(tmp_path, "che", TEA, CODE)
    run = ocop("round", "new", str(tmp_path), "--json")
    begun = FORMS.RoundBegun.model_validate_json(run.out)
    assert [file for file in begun.written if file.endswith(".xlsx")] == [
        f"sheets/che/m{n}.xlsx" for n in (1, 2, 3)
    ]
    again = FORMS.RoundBegun.model_validate_json(ocop("round", "new", str(tmp_path), "--json").out)
    assert (len(again.written), len(again.kept)) == (0, 3)
    status = FORMS.RoundStatus.model_validate_json(
        ocop("round", "status", str(tmp_path), "--json").out
    )
    assert [one.state for one in status.products[0].members] == ["missing"] * 3


def test_status_says_per_product_and_member_what_is_missing(ocop: Ocop, tmp_path: Path) -> None:
    small_round(tmp_path, absent={"m3": "Ốm"})
    marks = best_marks(TEA)
    del marks["1.1"]
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[0], marks=marks)
    (tmp_path / "sheets" / "mam" / "m2.yaml").unlink()
    run = ocop("round", "status", str(tmp_path), "--lang", "en")
    assert run.status == 4
    assert "che  …   ✓   ✓\n" in run.out
    assert "mam  ✓   –   ✓\n" in run.out
    assert "che, m1: open 1.1" in run.out


def test_status_is_done_when_all_is_there(ocop: Ocop, tmp_path: Path) -> None:
    assert ocop("round", "status", str(small_round(tmp_path))).status == 0


def test_a_run_makes_results_papers_and_an_overview(ocop: Ocop, tmp_path: Path) -> None:
    small_round(tmp_path)
    run = ocop("round", "run", str(tmp_path), "--format", "html", "--jobs", "1", "--json")
    assert run.status == 0, run.err
    done = FORMS.RoundRun.model_validate_json(run.out)
    assert [(one.name, one.mean_shown, one.star) for one in done.products] == [
        ("che", "100.00", 5),
        ("mam", "100.00", 5),
    ]
    files = {one.file for one in done.files}
    assert {"index.html", "papers/minutes.html", "papers/che/notice.html"} <= files
    assert all((tmp_path / file).is_file() for file in files)
    result = (tmp_path / "results" / "che.json").read_text(encoding="utf-8")
    assert FORMS.CouncilResult.model_validate_json(result).star == 5


def test_a_second_run_makes_only_what_has_changed(ocop: Ocop, tmp_path: Path) -> None:
    small_round(tmp_path)
    ask = ("round", "run", str(tmp_path), "--format", "html", "--jobs", "1", "--json")
    ocop(*ask)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.html")}
    states = {one["file"]: one["state"] for one in json.loads(ocop(*ask).out)["files"]}
    assert set(states.values()) == {"unchanged"}
    (tmp_path / "papers" / "che" / "notice.html").write_text("sửa tay", encoding="utf-8")
    put_sheet(tmp_path, "mam", 9, OTHER, MEMBERS[1], marks=best_marks(9) | {"1.1": 0})
    states = {one["file"]: one["state"] for one in json.loads(ocop(*ask).out)["files"]}
    assert states["papers/che/notice.html"] == "kept"
    assert states["papers/che/score-sheet-m1.html"] == "unchanged"
    assert states["papers/mam/notice.html"] == states["papers/minutes.html"] == "written"
    # Every score sheet of a product carries the record of its council, which is another one now.
    assert states["papers/mam/score-sheet-m3.html"] == "written"
    changed = {p for p, content in before.items() if p.read_bytes() != content}
    assert changed >= {tmp_path / "papers/mam/score-sheet-m3.html"}
    assert {p.name for p in changed if p.parent.name == "che"} == {"notice.html"}


def test_a_broken_sheet_is_listed_at_the_end_and_stops_nothing(ocop: Ocop, tmp_path: Path) -> None:
    small_round(tmp_path)
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[1], product_code="96-32244-009-2026")
    run = ocop("round", "run", str(tmp_path), "--format", "html", "--jobs", "1")
    assert run.status == 2
    assert re.search(r"sheets/che/m2.yaml:\d+:\d+ sheet-of-no-product", run.out)
    assert (tmp_path / "results" / "mam.json").is_file()
    assert (tmp_path / "results" / "che.json").is_file()


def test_members_too_far_apart_get_workbooks_for_another_round(ocop: Ocop, tmp_path: Path) -> None:
    small_round(tmp_path)
    low = best_marks(TEA) | dict.fromkeys(("1.1", "1.2", "1.3", "1.4", "1.5", "2.1"), 0)
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[2], marks=low)
    ask = ("round", "run", str(tmp_path), "--format", "html", "--jobs", "1")
    run = ocop(*ask)
    assert run.status == 4
    assert sorted(p.name for p in (tmp_path / "sheets" / "che").glob("*.xlsx")) == [
        "m1-2.xlsx",
        "m2-2.xlsx",
        "m3-2.xlsx",
    ]
    assert ocop(*ask).status == 4
    assert len(list((tmp_path / "sheets" / "che").glob("*.xlsx"))) == 3
    for member in MEMBERS:
        put_sheet(tmp_path, "che", TEA, CODE, member, round=2)
    assert ocop(*ask).status == 0


@pytest.mark.parametrize("form", ["doc", "pdf,odt", ""])
def test_another_format_is_refused(ocop: Ocop, tmp_path: Path, form: str) -> None:
    run = ocop("round", "run", str(small_round(tmp_path)), "--format", form)
    assert run.status == 2
    assert "wrong-option" in run.err
    assert not (tmp_path / "index.html").exists()


def test_a_folder_that_is_no_round_is_refused(ocop: Ocop, tmp_path: Path) -> None:
    run = ocop("round", "status", str(tmp_path / "nowhere"))
    assert run.status == 2
    assert "round.yaml:1:1 no-round" in run.err


@pytest.mark.parametrize("verb", ["new", "status", "run"])
def test_an_unknown_policy_is_refused_with_its_place_by_every_verb(
    ocop: Ocop, tmp_path: Path, verb: str
) -> None:
    small_round(tmp_path, policy="mean-of-total")
    run = ocop("round", verb, str(tmp_path), "--lang", "en")
    assert run.status == 2
    assert re.search(r"round.yaml:\d+:\d+ unknown-policy: .*mean-of-totals", run.err)


def test_what_keeps_a_council_from_a_result_is_said_of_its_dossier(
    ocop: Ocop, tmp_path: Path
) -> None:
    small_round(tmp_path, policy="agreed-sheet")
    run = ocop("round", "run", str(tmp_path), "--format", "html", "--jobs", "1")
    assert run.status == 2
    for name in ("che", "mam"):
        assert f"dossiers/{name}.yaml:1:1 one-agreed-sheet" in run.out


def test_a_level_that_has_no_council_is_named_where_it_stands(ocop: Ocop, tmp_path: Path) -> None:
    small_round(tmp_path, level="district")
    run = ocop("round", "run", str(tmp_path), "--format", "html", "--jobs", "1")
    assert re.search(r"round.yaml:\d+:\d+ no-such-council", run.out)


def test_a_round_without_dossiers_has_something_due(ocop: Ocop, tmp_path: Path) -> None:
    put_round(tmp_path)
    for verb in ("status", "run"):
        run = ocop("round", verb, str(tmp_path), "--lang", "en")
        assert run.status == 4
        assert "There are no dossiers" in run.out


def test_a_notice_of_a_result_that_no_longer_stands_is_named(ocop: Ocop, tmp_path: Path) -> None:
    small_round(tmp_path)
    ask = ("round", "run", str(tmp_path), "--format", "html", "--jobs", "1", "--lang", "en")
    assert "papers/che/notice.html" not in ocop(*ask).out
    low = best_marks(TEA) | dict.fromkeys(("1.1", "1.2", "1.3", "1.4", "1.5", "2.1"), 0)
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[2], marks=low)
    said = ocop(*ask).out
    assert "they may no longer hold" in said
    assert "  papers/che/notice.html\n" in said


@pytest.mark.parametrize(
    "asked", [("new", "--members", "0"), ("run", "--jobs", "0"), ("new", "--members", "no")]
)
def test_no_member_and_no_process_are_too_few(
    ocop: Ocop, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    run = ocop("round", asked[0], str(tmp_path), *asked[1:])
    assert run.status == 2
    assert asked[1] in run.err
    assert not list(tmp_path.iterdir())


def test_a_folder_with_spaces_is_quoted_where_it_is_to_be_typed(ocop: Ocop, tmp_path: Path) -> None:
    folder = str(tmp_path / "đợt 1")
    assert f'`ocop round new "{folder}"`' in ocop("round", "new", folder).out
