"""What stands on the command line is read, or refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commandline import Ocop
from support.folders import GOOD

from ocop_scoring import Catalog, CatalogError
from ocop_scoring.cli.options import catalog_at, newest

REFUSED = [
    (
        ("rules", "list", "--lang", "fr"),
        "--lang wrong-option: “fr” can't be used here; expected vi, en.",
    ),
    (
        ("rules", "list", "--criteria", "nowhere"),
        "nowhere:1:1 unreadable-folder: there is no such folder; check its name.",
    ),
    (
        ("rules", "show", "26-2026", "x"),
        "N not-a-whole-number: “x” is not a whole number; expected 0, 1, 2, …",
    ),
    (
        ("rules", "applicable", "--kind", "first", "--filed", "15/9/2026"),
        "--filed not-a-date: “15/9/2026” is not written as year-month-day; perhaps 2026-09-15 is meant.",
    ),
    (
        ("rules", "applicable", "--kind", "first", "--filed", "2026-02-30"),
        "--filed not-a-date: there is no day “2026-02-30”: month 2 of 2026 has 28 days; write one from 2026-02-01 – 2026-02-28.",
    ),
    (
        ("rules", "applicable", "--kind", "frist", "--filed", "2026-09-15"),
        "--kind wrong-option: “frist” can't be used here; perhaps first is meant.",
    ),
    (
        ("report", "a", "b", "--format", "rtf"),
        "--format wrong-option: “rtf” can't be used here; expected html, md, docx, pdf.",
    ),
]


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED)
def test_a_wrong_argument_gets_one_sentence_and_exit_2(
    ocop: Ocop, arguments: tuple[str, ...], sentence: str
) -> None:
    assert ocop(*arguments, OCOP_LANG="en") == (2, "", f"{sentence}\n")


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED)
def test_with_json_the_same_fault_is_on_stdout_in_both_languages(
    ocop: Ocop, arguments: tuple[str, ...], sentence: str
) -> None:
    run = ocop(*arguments, "--json")
    assert run.status == 2
    document = run.json()
    assert document["format"] == "ocop-errors/1"
    (error,) = document["errors"]
    assert sentence.endswith(error["en"])
    assert error["vi"] != error["en"]
    assert error["vi"] in run.err


def test_a_folder_without_rulesets_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="no-rulesets"):
        catalog_at(tmp_path)
    assert catalog_at(GOOD).ids() == ("mini-2030",)


def test_the_newest_ruleset_is_taken_where_none_is_named() -> None:
    catalog = Catalog(GOOD)
    assert newest(catalog) is newest(catalog, "mini-2030")
    with pytest.raises(CatalogError, match="unknown-ruleset"):
        newest(catalog, "26-2026")


def test_of_a_rulesets_own_folder_the_one_to_name_is_said(ocop: Ocop) -> None:
    run = ocop("rules", "list", "--criteria", GOOD / "mini-2030", "--lang", "en")
    assert (run.status, run.err) == (
        2,
        f"no-rulesets: the folder {GOOD / 'mini-2030'} is a ruleset itself; name the folder that "
        f"it stands in, {GOOD}.\n",
    )


def test_a_folder_that_is_not_there_is_called_so(ocop: Ocop, tmp_path: Path) -> None:
    run = ocop("rules", "list", "--criteria", tmp_path / "law", "--lang", "en")
    assert run.status == 2
    assert run.err.endswith("unreadable-folder: there is no such folder; check its name.\n")
