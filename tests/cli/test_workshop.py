"""`ocop check-cases`: what passes, what came otherwise, what is left untried."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.commandline import Ocop
from support.folders import GOOD

DECK = """\
- case: Mọi mức cao nhất
  marks: {"1": [3, 3, 2, 1], "2": [3, 2], "3": [2], "4": a-full, "5": [tea, guides]}
  expect: {total: 20, star_by_points: 5, star: 5}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "criteria")
    cases = tmp_path / "criteria" / "mini-2030" / "cases"
    cases.mkdir()
    (cases / "01-dried.yaml").write_text(DECK, encoding="utf-8")
    return tmp_path / "criteria"


def test_what_is_left_untried_fails_the_run_and_is_named(ocop: Ocop, folder: Path) -> None:
    run = ocop("check-cases", "--criteria", folder, "--lang", "en")
    assert run.status == 1
    assert run.out.startswith("mini-2030: 1 of 1 cases came as expected\nlevels ticked")
    assert "Stars that no case gets: mini-2030/1/4★, mini-2030/1/3★" in run.out


def test_a_case_that_came_otherwise_is_shown_with_its_place(ocop: Ocop, folder: Path) -> None:
    file = folder / "mini-2030" / "cases" / "01-dried.yaml"
    file.write_text(DECK.replace("star: 5}", "star: 4}"), encoding="utf-8")
    run = ocop("check-cases", "mini-2030", "1", "--criteria", folder, "--lang", "en")
    assert run.status == 1
    assert f"{file}:1:3 Mọi mức cao nhất\n  star: expected 4, came 5\n" in run.out
    (ruleset,) = ocop("check-cases", "--criteria", folder, "--json").json()["rulesets"]
    assert ruleset["failed"][0]["differences"] == [{"what": "star", "expected": "4", "found": "5"}]
    assert {c["kind"]: c["of"] for c in ruleset["coverage"]}["boundaries"] == 8


def test_the_law_passes_whole(ocop: Ocop) -> None:
    run = ocop("check-cases", "26-2026", "--lang", "en")
    assert run.status == 0
    assert "levels ticked               2579/2579  100 %" in run.out
    assert "no case" not in run.out


def test_a_deck_that_cannot_be_read_is_one_sentence(ocop: Ocop, folder: Path) -> None:
    file = folder / "mini-2030" / "cases" / "01-dried.yaml"
    file.write_text(DECK.replace("[3, 3, 2, 1]", "[3, 3]"), encoding="utf-8")
    run = ocop("check-cases", "--criteria", folder, "--lang", "en")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(
        f"{file}:2:11 marks-of-group: group 1 has 4 criteria, and 2 marks are given;"
    )


def test_a_product_set_that_is_not_there_is_refused(ocop: Ocop, folder: Path) -> None:
    assert ocop("check-cases", "mini-2030", "9", "--criteria", folder).status == 2
    assert ocop("check-cases", "mini-2031", "--criteria", folder).status == 2
