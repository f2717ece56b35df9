"""`ocop report` and `ocop demo`: what lies where afterwards, and what is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.commandline import Filed, Ocop
from support.folders import GOOD

import ocop_scoring


def test_a_report_lies_where_it_is_wanted(ocop: Ocop, filed: Filed, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    run = ocop("report", *filed(), "--out", path, "--lang", "en")
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
    ocop: Ocop, filed: Filed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    document = ocop("report", *filed(), "--format", "md", "--json").json()
    assert (document["format"], document["file"], document["star"]) == (
        "ocop-report/1",
        "dossier-report.md",
        3,
    )
    assert (here / "dossier-report.md").is_file()


def test_a_report_is_what_its_file_is_called(ocop: Ocop, filed: Filed, tmp_path: Path) -> None:
    assert ocop("report", *filed(), "--out", tmp_path / "report.MD").status == 0
    assert (tmp_path / "report.MD").read_text(encoding="utf-8").startswith("# ")
    assert ocop("report", *filed(), "--out", tmp_path / "other.md", "--format", "html").status == 0
    assert (tmp_path / "other.md").read_bytes().lstrip().lower().startswith(b"<!doctype html>")


def test_a_dash_writes_the_paper_to_stdout(ocop: Ocop, filed: Filed) -> None:
    arguments = filed()
    catalog = ocop_scoring.Catalog(Path(arguments[-1]))
    result = ocop_scoring.score(
        catalog.ruleset("mini-2030"),
        ocop_scoring.load_dossier(arguments[0], catalog=catalog),
        ocop_scoring.load_sheet(arguments[1]),
    )
    run = ocop("report", *arguments, "--out", "-", "--lang", "en", "--format", "md")
    assert run.out == ocop_scoring.render(result, "md", kind="report", lang="en").decode()
    assert ocop("report", *arguments, "--out", "-", "--json").status == 2


def test_a_report_exits_as_score_does(ocop: Ocop, filed: Filed, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "report.html")
    assert ocop("report", *filed(sheet=('"1.1": 3, ', "")), *out).status == 4
    assert ocop("report", *filed(sheet=("marks:", "rejects: [forged]\nmarks:")), *out).status == 3


@pytest.mark.parametrize("place", ["nowhere/report.html", "."])
def test_where_nothing_can_be_written_one_sentence_says_so(
    ocop: Ocop, filed: Filed, tmp_path: Path, place: str
) -> None:
    arguments = filed()
    before = sorted(tmp_path.rglob("*"))
    run = ocop("report", *arguments, "--out", tmp_path / place, "--lang", "en")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(
        f"{tmp_path / place}:1:1 unwritable-file: the file can't be written ("
    )
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("own", ["dossier.yaml", "sheet.yaml"])
@pytest.mark.parametrize("way", ["itself", "symlink", "hard link", "another spelling"])
def test_a_report_is_never_written_over_what_it_is_of(
    ocop: Ocop, filed: Filed, tmp_path: Path, own: str, way: str
) -> None:
    arguments = filed()
    target = tmp_path / own if way == "itself" else tmp_path / "report.html"
    if way == "symlink":
        target.symlink_to(tmp_path / own)
    elif way == "hard link":
        target.hardlink_to(tmp_path / own)
    elif way == "another spelling":
        target = tmp_path / "." / ".." / tmp_path.name / own
    before = (tmp_path / own).read_bytes()
    run = ocop("report", *arguments, "--out", target, "--lang", "en")
    assert (run.status, run.out) == (2, "")
    assert f"would-overwrite: this run reads {tmp_path / own}, so it is not written over" in run.err
    assert (tmp_path / own).read_bytes() == before


def test_a_report_is_never_written_over_the_rules_that_it_rests_on(
    ocop: Ocop, filed: Filed, tmp_path: Path
) -> None:
    law = shutil.copytree(GOOD, tmp_path / "law")
    table = law / "mini-2030" / "product-sets" / "01-dried.yaml"
    before = table.read_bytes()
    run = ocop("report", *filed()[:2], "--criteria", law, "--out", table)
    assert (run.status, table.read_bytes()) == (2, before)
    assert ocop("report", *filed()[:2], "--criteria", law, "--out", law / "new.html").status == 0


@pytest.mark.parametrize("name", [".hidden.yaml", "a.b.yaml", "đơn.yaml", "-x.yaml"])
def test_a_report_named_after_its_dossier_lies_here_and_not_beside_it(
    ocop: Ocop, filed: Filed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    dossier, sheet, *mini = filed()
    here = tmp_path / "here"
    here.mkdir()
    Path(dossier).rename(tmp_path / name)
    monkeypatch.chdir(here)
    assert ocop("report", Path("..", name), sheet, *mini).status == 0
    assert [entry.name for entry in here.iterdir()] == [f"{Path(name).stem}-report.html"]


def test_the_demo_names_verdict_cost_next_star_and_place(ocop: Ocop, tmp_path: Path) -> None:
    run = ocop("demo", "--out", tmp_path / "new" / "folder")
    report = tmp_path / "new" / "folder" / "ocop-demo-report.html"
    assert run.status == 0
    assert (
        "thuộc thang 4★, nhưng chưa đủ điều kiện tối thiểu: xếp 3★\n  – 4★ cần mục 1.5 " in run.out
    )
    assert "Hạng tiếp theo, 4★: còn thiếu 0 điểm" in run.out
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
