"""`ocop mutate`: the score, the survivors, JSON, exit status."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commandline import Ocop
from support.decks import BEST, law_in

from ocop_scoring import formats


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small invented ruleset with a deck."""
    made = law_in(tmp_path)
    (made / "mini-2030" / "cases" / "01-dried.yaml").write_text(BEST, encoding="utf-8")
    return made


def test_the_score_comes_first_then_survivors_and_what_would_see_them(
    ocop: Ocop, folder: Path
) -> None:
    run = ocop("mutate", "mini-2030", "1", "--criteria", folder, "--jobs", 1, "--lang", "en")
    lines = run.out.splitlines()
    assert lines[0].startswith("mini-2030/1: ")
    assert any(line.startswith("  – It takes ") for line in lines)
    assert run.status == 1


def test_json_is_of_its_model_and_adds_up(ocop: Ocop, folder: Path) -> None:
    run = ocop("mutate", "mini-2030", "--criteria", folder, "--jobs", 1, "--json")
    found = formats.Mutants.model_validate(run.json())
    assert found.model_dump(mode="json") == run.json()
    score = found.score
    assert score.made == score.refused + score.loaded == sum(one.made for one in found.kinds)
    assert score.loaded == score.killed + score.proven + score.argued + score.survived
    assert len(found.survivors) == score.proven + score.argued + score.survived
    assert sum(one.count for one in found.refused) == score.refused


def test_a_state_that_was_begun_anew_is_said(ocop: Ocop, folder: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.jsonl"
    asked = (
        "mutate",
        "mini-2030",
        "--criteria",
        folder,
        "--jobs",
        1,
        "--state",
        state,
        "--lang",
        "en",
    )
    assert not ocop(*asked).err
    deck = folder / "mini-2030" / "cases" / "01-dried.yaml"
    deck.write_text(BEST.replace("name: best", "name: other"), encoding="utf-8")
    assert "tried anew" in ocop(*asked).err


def test_a_number_that_is_no_product_set_is_refused(ocop: Ocop, folder: Path) -> None:
    assert ocop("mutate", "mini-2030", "9", "--criteria", folder).status == 2
