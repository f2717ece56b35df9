"""Where resolved documents come from: the files of now, or those that a ruleset was loaded from."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from support.bad_rulesets import RULESETS, Edit
from support.decisions import day, refused, two_decisions

import ocop_scoring as ocop
from ocop_scoring import Catalog, RulesetError


def test_loading_one_product_set_reads_no_other(tmp_path: Path) -> None:
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    (tmp_path / "r/mini-2030/product-sets/02-broken.yaml").write_text("\t{", encoding="utf-8")
    ruleset = Catalog(tmp_path / "r").ruleset("mini-2030")
    assert ruleset.numbers == (1, 2)
    assert ruleset.product_set(1).product_set == 1
    with pytest.raises(RulesetError) as error:
        ruleset.product_set(2)
    assert error.value.faults[0].code == "tab"


def test_loading_one_ruleset_reads_no_other(two: Catalog, tmp_path: Path) -> None:
    shutil.copytree(two.folder, tmp_path / "r")
    (tmp_path / "r/mini-2031/ruleset.yaml").write_text("\t{", encoding="utf-8")
    assert Catalog(tmp_path / "r").ruleset("mini-2030").product_set(1).product_set == 1


@pytest.mark.parametrize("endless", [False, True])
def test_a_file_that_would_not_be_read_is_not_read_for_a_key_either(
    tmp_path: Path, endless: bool
) -> None:
    """Far over the limit, or without an end: a sentence, in no time and little memory."""
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    large = tmp_path / "r/mini-2030/criteria/large.yaml"
    if endless:
        large.symlink_to("/dev/zero")
    else:
        with large.open("wb") as file:
            file.truncate(2**32)
    with pytest.raises(RulesetError) as error:
        Catalog(tmp_path / "r").ruleset("mini-2030")
    (fault,) = error.value.faults
    assert fault.file == str(large)
    assert fault.code in ("file-too-large", "unreadable-file")


def test_a_name_of_strange_bytes_is_read_as_any_other(tmp_path: Path) -> None:
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    (tmp_path / "r/mini-2030/criteria/\udcff.yaml").write_text("{}\n", encoding="utf-8")
    assert Catalog(tmp_path / "r").ruleset("mini-2030").product_set(1).product_set == 1


def test_two_rulesets_must_not_finish_the_same_dossiers(tmp_path: Path) -> None:
    catalog = two_decisions(tmp_path / "r")
    shutil.copytree(tmp_path / "r/mini-2031", tmp_path / "r/mini-2032")
    days = "in_force: {from: 2031-05-01, article: Điều 11}"
    Edit("mini-2032/ruleset.yaml", ["id: mini-2031"], ["id: mini-2032"]).apply(tmp_path / "r")
    Edit("mini-2032/ruleset.yaml", ['filings: {from: 2031-07-01, article: "Điều 11.1"}'], []).apply(
        tmp_path / "r"
    )
    Edit(
        "mini-2032/ruleset.yaml", [days], ["in_force: {from: 2032-01-01, article: Điều 11}"]
    ).apply(tmp_path / "r")
    Edit(
        "mini-2031/ruleset.yaml",
        ["filings: {from: 2031-07-01,"],
        ["filings: {from: 2031-07-01, until: 2031-12-31,"],
    ).apply(tmp_path / "r")
    with pytest.raises(
        RulesetError, match="transition-overlap: dossiers of the same kind filed from 2031-05-01"
    ):
        catalog.check("mini-2032")
    for broken in (
        "transition: [x, [y]]",
        "transition: [{filed: x, kinds: [[first]]}]",
        "transition: x",
    ):
        text = (tmp_path / "r/mini-2031/ruleset.yaml").read_text(encoding="utf-8")
        (tmp_path / "r/mini-2031/ruleset.yaml").write_text(
            f"{text[: text.index('transition:')]}{broken}\n", encoding="utf-8"
        )
        assert catalog.check("mini-2032") == (
            (1,),
            (),
        )  # what is wrong with the other is said where that one is checked


# Only what is not there counts as not there


AMENDMENT = """id: mini-2030+5
revision: 1
vi: Bản sửa
en: Amended
decision: {number: 5/2031/QĐ-THỬ, issued_on: 2031-01-01}
in_force: {from: 2031-01-01, article: Điều 1}
"""


@pytest.fixture
def amended(tmp_path: Path) -> Path:
    """The invented ruleset with an amendment that has a table of its own."""
    root = shutil.copytree(RULESETS / "good", tmp_path / "r")
    text = (root / "mini-2030/ruleset.yaml").read_text(encoding="utf-8")
    old = 'in_force: {from: 2030-01-01, article: "1/2030/QĐ-THỬ, Điều 1"}'
    assert old in text
    until = old.replace("from: 2030-01-01", "from: 2030-01-01, until: 2030-12-31")
    (root / "mini-2030/ruleset.yaml").write_text(text.replace(old, until), encoding="utf-8")
    own = root / "mini-2030+5"
    (own / "product-sets").mkdir(parents=True)
    (own / "criteria").mkdir()
    (own / "ruleset.yaml").write_text(AMENDMENT, encoding="utf-8")
    table = (root / "mini-2030/product-sets/01-dried.yaml").read_text(encoding="utf-8")
    new = table.replace("vi: Đồ khô", "vi: Đồ khô MỚI")
    (own / "product-sets/01-dried.yaml").write_text(new, encoding="utf-8")
    return root


@pytest.mark.parametrize("room", ["product-sets", "criteria"])
def test_a_room_of_an_amendment_that_cant_be_read_is_never_taken_for_an_empty_one(
    amended: Path, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    """Else the base's law would answer in its place. Permissions, a stale mount, a broken disk."""
    shut = amended / "mini-2030+5" / room
    listed = os.listdir

    def listdir(path: Any) -> list[str]:
        if Path(path) == shut:
            raise PermissionError(13, "Permission denied")
        return listed(path)

    assert Catalog(amended).ruleset("mini-2030+5").product_set(1).title.vi == "Đồ khô MỚI"
    monkeypatch.setattr(os, "listdir", listdir)
    catalog = Catalog(amended)
    for asked in (lambda: catalog.ruleset("mini-2030+5"), lambda: catalog.check("mini-2030+5")):
        (line,) = refused(asked)
        assert line.startswith(
            f"{shut}:1:1 unreadable-folder: the folder can't be read (Permission denied)"
        )
    assert catalog.ids() == ("mini-2030",)
    assert list(catalog.unreadable) == ["mini-2030+5"]


def test_a_file_that_cant_be_looked_at_is_never_taken_for_one_that_is_not_there(
    amended: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = os.lstat

    def lstat(path: Any, **options: Any) -> os.stat_result:
        if str(path).endswith("mini-2030+5/changes.yaml"):
            raise OSError(116, "Stale file handle")
        return looked(path, **options)

    monkeypatch.setattr(os, "lstat", lstat)
    (line,) = refused(lambda: Catalog(amended).ruleset("mini-2030+5"))
    assert "(Stale file handle)" in line


@pytest.mark.parametrize("file", ["gates.yaml", "criteria/all.yaml", "product-sets/01-dried.yaml"])
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "huge"])
def test_what_is_no_file_of_rules_is_refused_in_a_sentence_without_waiting(
    tmp_path: Path, file: str, kind: str
) -> None:
    root = shutil.copytree(RULESETS / "good", tmp_path / "r")
    path = root / "mini-2030" / file
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    else:
        with path.open("wb") as stream:
            stream.truncate(2**40)
    with pytest.raises(ocop.OcopError) as error:
        Catalog(root).ruleset("mini-2030").product_set(1)
    assert {fault.code for fault in error.value.faults} <= {"unreadable-file", "file-too-large"}
    assert {fault.file for fault in error.value.faults} == {str(path)}


# One ruleset, one state of its files


def _with_two_tables(root: Path) -> Path:
    shutil.copytree(RULESETS / "good", root)
    folder = root / "mini-2030/product-sets"
    text = (folder / "01-dried.yaml").read_text(encoding="utf-8")
    (folder / "02-wet.yaml").write_text(text.replace("number: 1", "number: 2"), encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("mini-2030/ruleset.yaml", "revision: 1", "revision: 2"),
        ("mini-2030/criteria/all.yaml", "vi: Ngon", "vi: Rất ngon"),
        ("mini-2030/product-sets/02-wet.yaml", "vi: Đồ khô", "vi: Đồ ướt"),
        ("facts.yaml", "vi: Tỷ lệ theo hợp đồng", "vi: Tỷ lệ có hợp đồng"),
    ],
)
def test_a_ruleset_never_has_tables_of_two_states(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    root = _with_two_tables(tmp_path / "r")
    catalog = Catalog(root)
    rules = catalog.ruleset("mini-2030")
    first = rules.product_set(1)
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    (line,) = refused(lambda: rules.product_set(2))
    assert line.startswith("ruleset-changed: the files of ruleset mini-2030 have changed")
    assert rules.product_set(1) is first
    assert catalog.ruleset("mini-2030") is rules
    assert Catalog(root).ruleset("mini-2030").product_set(2).product_set == 2


def test_a_table_that_goes_away_meanwhile_is_refused_too(tmp_path: Path) -> None:
    root = _with_two_tables(tmp_path / "r")
    rules = Catalog(root).ruleset("mini-2030")
    (root / "mini-2030/product-sets/02-wet.yaml").unlink()
    assert refused(lambda: rules.product_set(2))[0].startswith("ruleset-changed")


def test_a_check_is_of_the_files_of_now(tmp_path: Path) -> None:
    root = _with_two_tables(tmp_path / "r")
    catalog = Catalog(root)
    assert catalog.check("mini-2030").numbers == (1, 2)
    (root / "mini-2030/product-sets/02-wet.yaml").unlink()
    assert catalog.check("mini-2030").numbers == (1,)


def test_a_folder_is_listed_once_whatever_is_asked(
    two: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = Catalog(two.folder)
    catalog.rulesets()
    monkeypatch.setattr(os, "listdir", None)
    monkeypatch.setattr(os, "stat", None)
    for _ in range(3):
        assert catalog.ids() == ("mini-2030", "mini-2031")
        assert catalog.in_force(day("2031-07-01")).id == "mini-2031"
        assert catalog.applicable(day("2031-05-10"), "first").ruleset == "mini-2030"
        assert catalog.ruleset("mini-2030").id == "mini-2030"
