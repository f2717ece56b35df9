"""What stands where in a folder of rulesets."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocop_scoring.sources.layout import (
    folders_of,
    number_of,
    rulesets_in,
    shipped_folder,
    shown_name,
    yaml_files,
)


def test_an_amendment_has_its_bases_folder_before_its_own() -> None:
    path = Path("criteria/148-2023+1489")
    assert folders_of(path) == (Path("criteria/148-2023"), path)
    assert folders_of(Path("criteria/26-2026")) == (Path("criteria/26-2026"),)


def test_the_base_of_an_amendment_in_another_folder_is_the_shipped_one(tmp_path: Path) -> None:
    base, own = folders_of(tmp_path / "148-2023+9")
    assert (base, own) == (shipped_folder() / "148-2023", tmp_path / "148-2023+9")
    (tmp_path / "148-2023").mkdir()
    assert folders_of(own) == (tmp_path / "148-2023", own)
    assert folders_of(tmp_path / "mini-2030+9")[0] == tmp_path / "mini-2030"


@pytest.mark.parametrize(
    ("name", "number"),
    [("08-meat.yaml", 8), ("26-tourism.yaml", 26), ("8-meat.yaml", None), ("00-x.yaml", None)],
)
def test_a_tables_file_begins_with_its_number_in_two_digits(name: str, number: int | None) -> None:
    assert number_of(name) == number


def test_rulesets_are_the_folders_with_a_ruleset_file(tmp_path: Path) -> None:
    for name in ("b-2030", "a-2029"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ruleset.yaml").write_text("", encoding="utf-8")
    (tmp_path / "notes").mkdir()
    assert list(rulesets_in(tmp_path)) == ["a-2029", "b-2030"]


def test_yaml_files_are_in_order_and_not_hidden(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", ".c.yaml", "d.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert list(yaml_files(str(tmp_path))) == ["a.yaml", "b.yaml"]


def test_a_built_in_file_is_shown_from_criteria_on() -> None:
    assert shown_name(Path("/x/ocop_scoring/criteria/26-2026/gates.yaml")) == (
        "criteria/26-2026/gates.yaml"
    )
    assert shown_name(Path("/x/own/gates.yaml")) == "/x/own/gates.yaml"
