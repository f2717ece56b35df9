"""`ocop sheet new`: where a blank form goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commandline import Ocop
from support.extras import extra
from support.folders import DEMO, INVENTED

from ocop_scoring import (
    Assessor,
    blank_workbook,
    load_dossier,
    load_sheet,
    read_sheet,
    ruleset,
)
from ocop_scoring.filing.blank import blank_sheet

MINI = INVENTED.ruleset("mini-2030").product_set(1)


def test_a_form_goes_to_stdout_a_new_file_or_json(
    ocop: Ocop, mini: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "sheet.yaml"
    run = ocop("sheet", "new", "1", *mini, "--lang", "en")
    assert run.out == blank_sheet(MINI, "en")
    assert ocop("sheet", "new", "1", *mini, "--out", path, "--lang", "en") == (
        0,
        "",
        f"Written: {path}\n",
    )
    assert path.read_text(encoding="utf-8") == run.out
    form = ocop("sheet", "new", "1", *mini, "--json").json()
    assert (form["product_set"], form["ruleset"], form["marks"]) == (1, "mini-2030", None)
    assert read_sheet(form | {"assessor": {"id": "m1", "role": "self"}}).marks == {}
    assert (
        ocop("sheet", "new", "1", "--dossier", *mini, "--json").json()["product"]["product_set"]
        == 1
    )


def test_a_sheet_that_someone_filled_in_is_never_overwritten(
    ocop: Ocop, mini: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_text("filled in", encoding="utf-8")
    run = ocop("sheet", "new", "1", *mini, "--out", path, "--lang", "en")
    assert run == (
        2,
        "",
        f"{path}:1:1 file-exists: the file {path} is already there; choose another name.\n",
    )
    assert path.read_text(encoding="utf-8") == "filled in"


def test_a_product_set_that_is_not_there_is_refused(ocop: Ocop, mini: tuple[str, str]) -> None:
    assert (
        ocop("sheet", "new", "9", *mini, "--json").json()["errors"][0]["code"]
        == "unknown-product-set"
    )


def test_filled_in_sheets_are_written_as_yaml_each_into_a_file(ocop: Ocop, tmp_path: Path) -> None:
    table = tmp_path / "council.csv"
    table.write_text(
        "ruleset,assessor/id,assessor/role,product_code,marks/1.1\n"
        "26-2026,m1,member,96-32244-001-2026,2\n"
        "26-2026,m 2,chair,,below-half\n",
        encoding="utf-8",
    )
    out = tmp_path / "sheets"
    run = ocop("sheet", "read", table, "--out", out, "--lang", "en")
    assert run.status == 0
    names = ["council-96-32244-001-2026-m1-1.yaml", "council-m-2-1.yaml"]
    assert sorted(path.name for path in out.iterdir()) == names
    assert load_sheet(out / names[0]).marks == {"1.1": 2}
    again = ocop("sheet", "read", table, "--out", out, "--lang", "en")
    assert again.status == 2
    assert [line.split()[1] for line in again.sentences] == ["file-exists:", "file-exists:"]


def test_one_filled_in_sheet_goes_to_stdout_and_several_only_as_json(
    ocop: Ocop, tmp_path: Path
) -> None:
    table = tmp_path / "council.csv"
    lines = ["ruleset,assessor/id,assessor/role", "26-2026,m1,member", "26-2026,m2,member"]
    table.write_text("\n".join(lines[:2]), encoding="utf-8")
    run = ocop("sheet", "read", table)
    assert read_sheet(run.out).assessor.id == "m1"
    assert ocop("sheet", "read", table, "--json").json()["assessor"]["id"] == "m1"
    table.write_text("\n".join(lines), encoding="utf-8")
    assert "--out DIR is missing" in ocop("sheet", "read", table, "--lang", "en").err
    assert [s["assessor"]["id"] for s in ocop("sheet", "read", table, "--json").json()] == [
        "m1",
        "m2",
    ]


def test_one_filled_in_sheet_goes_to_the_file_that_is_named(ocop: Ocop, tmp_path: Path) -> None:
    table = _table(tmp_path / "m1.csv", "m1")
    out = tmp_path / "phieu.yaml"
    run = ocop("sheet", "read", table, "--out", out, "--lang", "en")
    assert run == (0, "", f"Written: {out}\n")
    assert load_sheet(out).assessor.id == "m1"
    assert "file-exists" in ocop("sheet", "read", table, "--out", out).err


def test_a_folder_may_end_as_a_file_does(ocop: Ocop, tmp_path: Path) -> None:
    table = _table(tmp_path / "m1.csv", "m1")
    (tmp_path / "a.yaml").mkdir()
    for out in (tmp_path / "a.yaml", f"{tmp_path}/b.yaml/", tmp_path / "2026.11"):
        assert ocop("sheet", "read", table, "--out", out).status == 0
        assert load_sheet(Path(out) / "m1.yaml").assessor.id == "m1"


@pytest.mark.parametrize(
    ("name", "members", "said"),
    [
        ("all.yaml", ("m1", "m2"), "is the name of one file, and there are 2 sheets"),
        ("none.yaml", (), "there is no score sheet in"),
        ("m1.json", ("m1",), "must end in .yaml"),
        ("m1.XLSX", ("m1",), "must end in .yaml"),
    ],
)
def test_a_file_that_can_not_hold_what_was_read_is_refused_and_nothing_is_written(
    ocop: Ocop, tmp_path: Path, name: str, members: tuple[str, ...], said: str
) -> None:
    table = _table(tmp_path / "council.csv", *members)
    run = ocop("sheet", "read", table, "--out", tmp_path / name, "--lang", "en")
    assert run.status == 2
    assert len(run.sentences) == 1
    assert said in run.err
    assert sorted(tmp_path.iterdir()) == [table]


def _table(path: Path, *members: str) -> Path:
    lines = ["ruleset,assessor/id,assessor/role", *[f"26-2026,{name},member" for name in members]]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_what_is_wrong_with_one_file_does_not_stop_the_others(ocop: Ocop, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("ruleset,assessor/id,assessor/role\n26-2026,m1,member", encoding="utf-8")
    bad.write_text("ruleset,assessor/id,assessor/role\n26-2026,m1,boss", encoding="utf-8")
    run = ocop("sheet", "read", bad, good, "--out", tmp_path / "out", "--lang", "en")
    assert run.status == 2
    assert f"{bad}:C2 wrong-word" in run.err
    assert (tmp_path / "out" / "good.yaml").exists()


def test_a_workbook_goes_to_a_new_file_and_bears_dossier_and_assessor(
    ocop: Ocop, tmp_path: Path
) -> None:
    extra("xlsxwriter")
    path = tmp_path / "m1.xlsx"
    asked = ["--for", DEMO / "dossier.yaml", "--assessor", "m1", "--role", "chair", "--round", "2"]
    run = ocop("sheet", "new", "8", "--xlsx", *asked, "--name", "B", "--out", path, "--lang", "en")
    assert run == (0, "", f"Written: {path}\n")
    rules, dossier = ruleset("26-2026"), load_dossier(DEMO / "dossier.yaml")
    assessor = Assessor(id="m1", role="chair", name="B")
    made = blank_workbook(rules, 8, dossier=dossier, assessor=assessor, round=2)
    assert path.read_bytes() == made
    assert ocop("sheet", "new", "8", "--xlsx", "--out", path).status == 2
    assert path.read_bytes() == made


def test_a_workbook_of_the_newest_ruleset_needs_no_dossier(
    ocop: Ocop, mini: tuple[str, str], tmp_path: Path
) -> None:
    extra("xlsxwriter")
    path = tmp_path / "1.xlsx"
    assert ocop("sheet", "new", "1", *mini, "--xlsx", "--out", path).status == 0
    assert path.read_bytes() == blank_workbook(INVENTED.ruleset("mini-2030"), 1)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--xlsx"], "missing-argument: --out is missing; --help says what it takes."),
        (["--xlsx", "--out", "x.xlsx", "--name", "B"], "missing-argument: --assessor is missing;"),
        (["--xlsx", "--out", "x.xlsx", "--assessor", "m1"], "missing-argument: --role is missing;"),
        (["--round", "2"], "wrong-option: “--round” can't be used here; expected --xlsx."),
        (["--xlsx", "--out", "x.xlsx", "--role", "boss"], "--role wrong-option: “boss”"),
    ],
)
def test_what_a_workbook_lacks_or_alone_takes_is_said(
    ocop: Ocop, mini: tuple[str, str], asked: list[str], said: str
) -> None:
    run = ocop("sheet", "new", "1", *mini, *asked, "--lang", "en")
    assert run.status == 2
    assert run.err.startswith(said)
    assert not Path("x").exists()


def test_an_entry_workbook_has_a_column_for_each_member(ocop: Ocop, tmp_path: Path) -> None:
    extra("xlsxwriter")
    extra("python_calamine")
    path = tmp_path / "council.xlsx"
    asked = ("--ruleset", "26-2026", "--members", "m1, m2,m3", "--out", path)
    assert ocop("sheet", "new", "8", "--xlsx", *asked).status == 0
    assert ocop("sheet", "read", path, "--json").json() == []
    run = ocop("sheet", "new", "8", "--members", "m1", "--lang", "en")
    assert "--members can't be used here; expected --xlsx" in run.err.replace("“", "").replace(
        "”", ""
    )


def test_a_dossier_has_a_workbook_too(ocop: Ocop, tmp_path: Path) -> None:
    extra("xlsxwriter")
    extra("python_calamine")
    path = tmp_path / "dossier.xlsx"
    assert ocop("sheet", "new", "8", "--dossier", "--xlsx", "--out", path).status == 0
    for verb in (("sheet", "read"), ("check",)):
        run = ocop(*verb, path, "--lang", "en")
        assert run.status == 2
        assert f"{path}:'Hồ sơ'!B6 missing-field: product/name" in run.err


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--members", "m1,m2,m1", "--out", "a.xlsx"), "--members member-twice"),
        (("--members", " , ", "--out", "a.xlsx"), "--members wrong-option"),
        (("--out", "a.pdf"), "--out other-suffix"),
        (("--dossier", "--out", "a.yaml"), "--out other-suffix"),
        (("--round", "0", "--out", "a.xlsx"), "--round out-of-range"),
    ],
)
def test_a_workbook_that_nobody_could_open_or_read_back_is_not_written(
    ocop: Ocop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    code: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    run = ocop("sheet", "new", "8", "--xlsx", *options)
    assert run.status == 2
    assert run.err.startswith(code)
    assert not list(tmp_path.iterdir())
