"""`ocop report` and `ocop demo`: what lies where afterwards, and what is said."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.commandline import Filed, Ocop
from support.extras import extra
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


def test_a_report_without_a_place_lies_here_named_after_dossier_assessor_and_round(
    ocop: Ocop, filed: Filed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    document = ocop("report", *filed(), "--format", "md", "--json").json()
    assert (document["format"], document["file"], document["star"]) == (
        "ocop-report/1",
        "dossier-m1-1-report.md",
        3,
    )
    assert (here / "dossier-m1-1-report.md").is_file()


def test_a_report_is_what_its_file_is_called(ocop: Ocop, filed: Filed, tmp_path: Path) -> None:
    assert ocop("report", *filed(), "--out", tmp_path / "report.MD").status == 0
    assert (tmp_path / "report.MD").read_text(encoding="utf-8").startswith("# ")
    assert ocop("report", *filed(), "--out", tmp_path / "other.htm").status == 0
    assert (tmp_path / "other.htm").read_bytes().lstrip().lower().startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("name", "more", "right"),
    [
        ("report.rtf", (), ".html, .htm, .md, .docx, .pdf"),
        ("report.docx", ("--format", "html"), ".html, .htm"),
        ("report", (), ".html, .htm, .md, .docx, .pdf"),
        ("report.md", ("--format", "html"), ".html, .htm"),
        ("report.html", ("--format", "md"), ".md"),
    ],
)
def test_a_name_that_says_another_format_is_refused_in_one_sentence(
    ocop: Ocop, filed: Filed, tmp_path: Path, name: str, more: tuple[str, ...], right: str
) -> None:
    run = ocop("report", *filed(), "--out", tmp_path / name, *more, "--lang", "en")
    assert (run.status, run.out) == (2, "")
    (line,) = run.err.splitlines()
    assert line.startswith("--out other-suffix: ")
    assert line.endswith(f"; it must end in {right}.")
    assert not (tmp_path / name).exists()


def test_the_sheets_of_one_dossier_have_a_report_each(
    ocop: Ocop, filed: Filed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    for assessor in ("m1", "m2", "Trần Văn/B"):
        assert ocop("report", *filed(sheet=("id: m1", f"id: {assessor}"))).status == 0
    assert ocop("report", *filed(sheet=("marks:", "round: 2\nmarks:"))).status == 0
    assert sorted(path.name for path in here.iterdir()) == [
        "dossier-Trần-Văn-B-1-report.html",
        "dossier-m1-1-report.html",
        "dossier-m1-2-report.html",
        "dossier-m2-1-report.html",
    ]


# What is never written over


def test_a_report_is_written_over_its_own_earlier_one(
    ocop: Ocop, filed: Filed, tmp_path: Path
) -> None:
    for name in ("report.html", "report.md"):
        path = tmp_path / name
        assert ocop("report", *filed(), "--out", path).status == 0
        first = path.read_bytes()
        assert ocop("report", *filed(sheet=('1.1": 3', '1.1": 1')), "--out", path).status == 0
        assert path.read_bytes() != first
        assert ocop("report", *filed(), "--out", path).status == 0
        assert path.read_bytes() == first


@pytest.mark.parametrize(
    "change", [lambda old: b"<p>notes</p>\n", lambda old: old.replace(b"</body>", b"x</body>")]
)
def test_a_file_that_no_run_wrote_or_that_was_changed_since_is_kept(
    ocop: Ocop, filed: Filed, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "report.html"
    assert ocop("report", *filed(), "--out", path).status == 0
    path.write_bytes(change(path.read_bytes()))
    before = path.read_bytes()
    run = ocop("report", *filed(), "--out", path, "--lang", "en")
    assert (run.status, run.out, path.read_bytes()) == (2, "", before)
    assert "not-our-file" in run.err
    assert "--force" in run.err
    assert ocop("report", *filed(), "--out", path, "--force").status == 0
    assert path.read_bytes() != before


def test_an_empty_file_is_filled(ocop: Ocop, filed: Filed, tmp_path: Path) -> None:
    (tmp_path / "report.html").touch()
    assert ocop("report", *filed(), "--out", tmp_path / "report.html").status == 0


def test_not_even_force_writes_over_what_a_run_reads(
    ocop: Ocop, filed: Filed, tmp_path: Path
) -> None:
    arguments = filed()
    before = (tmp_path / "sheet.yaml").read_bytes()
    run = ocop("report", *arguments, "--out", tmp_path / "sheet.yaml", "--force")
    assert (run.status, (tmp_path / "sheet.yaml").read_bytes()) == (2, before)


def test_the_demo_keeps_a_file_that_it_did_not_write(ocop: Ocop, tmp_path: Path) -> None:
    report = tmp_path / "ocop-demo-report.html"
    report.write_text("mine", encoding="utf-8")
    assert ocop("demo", "--out", tmp_path).status == 2
    assert report.read_text(encoding="utf-8") == "mine"
    assert ocop("demo", "--out", tmp_path, "--force").status == 0
    assert ocop("demo", "--out", tmp_path).status == 0


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
    assert [entry.name for entry in here.iterdir()] == [f"{Path(name).stem}-m1-1-report.html"]


def test_the_demo_names_verdict_cost_next_star_and_place(ocop: Ocop, tmp_path: Path) -> None:
    run = ocop("demo", "--out", tmp_path / "new" / "folder")
    report = tmp_path / "new" / "folder" / "ocop-demo-report.html"
    assert run.status == 0
    assert (
        "thuộc thang 4★, nhưng chưa đủ điều kiện tối thiểu: xếp 3★\n  – 4★ cần mục 1.5 " in run.out
    )
    assert "Để lên 4★: điều kiện tối thiểu còn thiếu ở mục 1.5, 3.4; điểm đã đủ" in run.out
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


@pytest.mark.parametrize(("name", "begins"), [("r.docx", b"PK"), ("r.pdf", b"%PDF-1.7")])
def test_a_report_is_written_for_offices_too(
    ocop: Ocop, filed: Filed, tmp_path: Path, name: str, begins: bytes
) -> None:
    extra("docx" if name == "r.docx" else "typst")
    path = tmp_path / name
    for _ in range(2):  # the same is written again
        assert ocop("report", *filed(), "--out", path).status == 0
        assert path.read_bytes().startswith(begins)
    path.write_bytes(path.read_bytes() + b"\n")
    refused = ocop("report", *filed(), "--out", path)
    assert (refused.status, "not-our-file" in refused.err) == (2, True)
    assert ocop("report", *filed(), "--out", path, "--force").status == 0


# Papers of a council


@pytest.fixture
def council(filed: Filed, tmp_path: Path) -> tuple[str, ...]:
    """The arguments that name a dossier and the sheets of a council of three."""
    dossier, sheet, *mini = filed()
    text = Path(sheet).read_text(encoding="utf-8")
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    for name, role in (("c1", "chair"), ("m2", "member"), ("m3", "member")):
        said = text.replace("{id: m1, role: member}", f"{{id: {name}, role: {role}}}")
        (sheets / f"{name}.yaml").write_text(said, encoding="utf-8")
    return (dossier, str(sheets), *mini, "--policy", "majority-minimums")


KINDS = ["score_sheet", "minutes", "summary", "notice", "proposal-letter", "draft_decision"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_a_council_is_written(
    ocop: Ocop, council: tuple[str, ...], tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "paper.html"
    run = ocop("report", *council, "--kind", kind, "--out", path, "--lang", "en")
    assert (run.status, run.err) == (0, "")
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_fields_are_given_by_id_and_those_left_open_are_listed(
    ocop: Ocop, council: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "minutes.md"
    given = ("--field", "number=12/BB-HĐ", "--field", "absent=A – ốm", "--field", "absent=B – họp")
    options = ("--kind", "minutes", "--out", path, *given)
    run = ocop("report", *council, *options, "--lang", "en", "--json")
    document = run.json()
    assert (document["format"], document["kind"]) == ("ocop-paper/1", "minutes")
    assert {"venue", "votes"} <= set(document["missing"])
    assert not {"number", "absent"} & set(document["missing"])
    assert document["results"][0]["status"] == "rated"
    assert "B – họp" in path.read_text(encoding="utf-8")
    shown = ocop("report", *council, *options, "--lang", "en")
    assert "venue (where the council meets)" in shown.out


def test_a_paper_is_named_after_its_dossier_and_kind(
    ocop: Ocop, council: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert ocop("report", *council, "--kind", "proposal_letter", "--format", "md").status == 0
    assert [entry.name for entry in here.iterdir()] == ["dossier-proposal-letter.md"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--kind", "minute"), "wrong-option"),
        (("--kind", "minutes", "--field", "numbr=1"), "unknown-paper-field"),
        (("--kind", "minutes", "--field", "12"), "wrong-option"),
        (("--kind", "report"), "wrong-results"),
        (("--kind", "minutes", "--policy", "mean-of-total"), "unknown-policy"),
    ],
)
def test_what_no_paper_is_made_of_is_refused_in_one_sentence(
    ocop: Ocop, council: tuple[str, ...], tmp_path: Path, more: tuple[str, ...], code: str
) -> None:
    run = ocop("report", *council, *more, "--out", tmp_path / "x.html", "--lang", "en")
    assert run.status == 2
    assert len(run.sentences) == 1
    assert f"{code}:" in run.sentences[0]
    assert not (tmp_path / "x.html").exists()


def test_a_paper_of_a_council_asks_for_its_policy(ocop: Ocop, filed: Filed) -> None:
    run = ocop("report", *filed(), "--kind", "minutes", "--lang", "en")
    assert run.status == 2
    assert "policy-not-chosen" in run.err


def test_one_sheet_at_a_time_has_a_report(ocop: Ocop, filed: Filed) -> None:
    dossier, sheet, *mini = filed()
    run = ocop("report", dossier, sheet, sheet, *mini, "--lang", "en")
    assert run.status == 2
    assert "one dossier and one sheet" in run.err


def test_the_score_sheet_of_one_assessor_needs_no_policy(
    ocop: Ocop, filed: Filed, tmp_path: Path
) -> None:
    out = tmp_path / "sheet.md"
    assert ocop("report", *filed(), "--kind", "score-sheet", "--out", out).status == 0
    assert "PHIẾU ĐÁNH GIÁ" in out.read_text(encoding="utf-8")
