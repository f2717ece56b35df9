"""`ocop coverage`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.commandline import Ocop
from support.decks import BEST, law_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small ruleset with one deck."""
    found = law_in(tmp_path)
    (found / "mini-2030" / "cases" / "01-dried.yaml").write_text(BEST, encoding="utf-8")
    return found


def test_what_is_untried_is_named_with_the_case_that_would_try_it(ocop: Ocop, folder: Path) -> None:
    run = ocop("coverage", "mini-2030", "1", "--criteria", str(folder), "--lang", "en")
    assert run.status == 1
    assert "conditions that hold" in run.out
    assert "Set 1: a case with share_of_local_workers/0, beside an end" in run.out
    assert len(run.out.splitlines()) < 50


def test_json_names_every_untried_thing(ocop: Ocop, folder: Path) -> None:
    run = ocop("coverage", "mini-2030", "--criteria", str(folder), "--json")
    found = json.loads(run.out)
    assert (run.status, found["format"], found["ok"]) == (1, "ocop-coverage/1", False)
    kinds = [count["kind"] for count in found["counts"]]
    assert {"levels", "alternatives-true", "ends", "papers", "gate-ways", "days"} <= set(kinds)
    assert found["product_sets"][0]["product_set"] == 1


def test_a_product_set_that_is_not_there_is_said(ocop: Ocop, folder: Path) -> None:
    run = ocop("coverage", "mini-2030", "26", "--criteria", str(folder))
    assert run.status == 2
