"""`ocop report` and `ocop demo`: what lies where afterwards, and what is said."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.commandline import Ocop

import ocop_scoring
from ocop_scoring.cli.files import write_whole

Case = Callable[..., tuple[str, ...]]


def test_a_report_lies_where_it_is_wanted(ocop: Ocop, case: Case, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    run = ocop("report", *case(), "--out", path, "--lang", "en")
    assert run == (
        0,
        f"18 points reach 5★, but minimum conditions are missed: 3★ is given\nReport: {path}\n",
        "",
    )
    assert path.read_bytes().lstrip().lower().startswith(b"<!doctype html>")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [
        "dossier.yaml",
        "report.html",
        "sheet.yaml",
    ]


def test_a_report_without_a_place_lies_here_under_the_dossiers_name(
    ocop: Ocop, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    document = ocop("report", *case(), "--format", "md", "--json").json()
    assert (document["format"], document["file"], document["star"]) == (
        "ocop-report/1",
        "dossier-report.md",
        3,
    )
    assert (here / "dossier-report.md").is_file()


def test_a_report_is_what_its_file_is_called(ocop: Ocop, case: Case, tmp_path: Path) -> None:
    assert ocop("report", *case(), "--out", tmp_path / "report.MD").status == 0
    assert (tmp_path / "report.MD").read_text(encoding="utf-8").startswith("# ")
    assert ocop("report", *case(), "--out", tmp_path / "other.md", "--format", "html").status == 0
    assert (tmp_path / "other.md").read_bytes().lstrip().lower().startswith(b"<!doctype html>")


def test_a_dash_writes_the_paper_to_stdout(ocop: Ocop, case: Case) -> None:
    arguments = case()
    catalog = ocop_scoring.Catalog(Path(arguments[-1]))
    result = ocop_scoring.score(
        catalog.ruleset("mini-2030"),
        ocop_scoring.load_dossier(arguments[0], catalog=catalog),
        ocop_scoring.load_sheet(arguments[1]),
    )
    run = ocop("report", *arguments, "--out", "-", "--lang", "en", "--format", "md")
    assert run.out == ocop_scoring.render(result, "md", kind="report", lang="en").decode()
    assert ocop("report", *arguments, "--out", "-", "--json").status == 2


def test_a_report_exits_as_score_does(ocop: Ocop, case: Case, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "report.html")
    assert ocop("report", *case(sheet=('"1.1": 3, ', "")), *out).status == 4
    assert ocop("report", *case(sheet=("marks:", "rejects: [forged]\nmarks:")), *out).status == 3


@pytest.mark.parametrize("place", ["nowhere/report.html", "."])
def test_where_nothing_can_be_written_one_sentence_says_so(
    ocop: Ocop, case: Case, tmp_path: Path, place: str
) -> None:
    arguments = case()
    before = sorted(tmp_path.rglob("*"))
    run = ocop("report", *arguments, "--out", tmp_path / place, "--lang", "en")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(
        f"{tmp_path / place}:1:1 unwritable-file: the file can't be written ("
    )
    assert sorted(tmp_path.rglob("*")) == before


def test_a_write_that_fails_leaves_the_old_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ocop_scoring.FilingError, match="unwritable-file"):
        write_whole(path, b"new")
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [
        ("report.html", b"old")
    ]


@pytest.mark.skipif(os.name == "nt", reason="links and devices are another matter there")
def test_links_stay_links_and_devices_stay_devices(tmp_path: Path) -> None:
    (tmp_path / "link.html").symlink_to(tmp_path / "report.html")
    write_whole(tmp_path / "link.html", b"new")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "report.html").read_bytes() == b"new"
    write_whole(Path(os.devnull), b"nothing")
    assert not Path(os.devnull).is_file()


def test_the_demo_names_verdict_cost_next_star_and_place(ocop: Ocop, tmp_path: Path) -> None:
    run = ocop("demo", "--out", tmp_path / "new" / "folder")
    report = tmp_path / "new" / "folder" / "ocop-demo-report.html"
    assert run.status == 0
    assert (
        "thuộc thang 4★, nhưng chưa đủ điều kiện tối thiểu: xếp 3★\n  – 4★ cần mục 1.5 " in run.out
    )
    assert "Để lên 4★" in run.out
    assert "sheet-incomplete.yaml: Chưa chấm xong" in run.out
    assert "sheet-rejected.yaml: Hồ sơ bị loại" in run.out
    assert f"Báo cáo: {report}\n" in run.out
    assert report.is_file()


def test_the_demo_speaks_english_and_json(
    ocop: Ocop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Report: ocop-demo-report.html\n" in ocop("demo", "--lang", "en").out
    document = ocop("demo", "--json").json()
    assert (
        document["format"],
        document["report"]["star"],
        document["result"]["star_by_points"],
    ) == ("ocop-demo/1", 3, 4)
