"""`ocop what-if`: change something, and see the star move."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commandline import Ocop

import ocop_scoring as ocop_face
from ocop_scoring import formats

DEMO = Path(ocop_face.__file__).parent / "demo"
FILES = (DEMO / "dossier.yaml", DEMO / "sheet.yaml")


def test_before_and_after_stand_on_one_screen(ocop: Ocop) -> None:
    run = ocop("what-if", *FILES, "--mark", "1.5=3", "--mark", "3.4=2", "--lang", "en")
    lines = run.out.splitlines()
    assert lines[0] == "Before: 74 points reach 4★, but minimum conditions are missed: 3★ is given"
    assert lines[1].startswith("After: 77 points: 4★")
    assert "  1.5 Supply-chain contracts: 1 → 3" in lines
    assert len(lines) < 40
    assert (run.status, run.err) == (0, "")


def test_the_answer_to_programs_is_its_format(ocop: Ocop) -> None:
    run = ocop("what-if", *FILES, "--mark", "1.5=3", "--json")
    found = formats.WhatIf.model_validate_json(run.out)
    assert found.model_dump(mode="json") == run.json()
    assert (found.before.points, found.after.points) == ("74", "76")
    assert found.patch["marks"] == {"1.5": 3}


def test_options_are_laid_over_the_file(ocop: Ocop, tmp_path: Path) -> None:
    patch = tmp_path / "patch.yaml"
    patch.write_text(
        'format: ocop-what-if/1\nmarks: {"1.5": 3, "1.1": 2}\nkeep: ["2.1"]', encoding="utf-8"
    )
    run = ocop("what-if", *FILES, "--patch", patch, "--mark", "1.1=1", "--json")
    assert run.json()["patch"]["marks"] == {"1.5": 3, "1.1": 1}
    patch.write_text('format: ocop-what-if/1\nmarks: {"1.55": 3}', encoding="utf-8")
    run = ocop("what-if", *FILES, "--patch", patch, "--mark", "1.1=1", "--lang", "en")
    assert run.status == 2
    assert run.err.startswith(f"{patch}:2:9 unknown-criterion: ")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--mark", "1.5"), "1.5=3"),
        (("--mark", "1.55=3"), "unknown-criterion"),
        (("--fact", "share_of_local_worker=0.5"), "perhaps share_of_local_workers is meant"),
        (("--paper", "gmp"), "perhaps gmp-certificate is meant"),
        (("--paper", "gmp-certificate=issued_on"), "issued_on:2026-03-01"),
        (("--without-paper", "chain-contracts"), "there is chain-contract"),
        (("--day", "15/9/2026"), "2026-09-15"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(
    ocop: Ocop, options: tuple[str, ...], said: str
) -> None:
    run = ocop("what-if", *FILES, *options, "--lang", "en")
    assert run.status == 2
    assert run.out == ""
    assert said in run.err


def test_several_sheets_need_a_policy(ocop: Ocop) -> None:
    run = ocop("what-if", FILES[0], FILES[1], FILES[1], "--lang", "en")
    assert (run.status, run.out) == (2, "")
    assert "policy-not-chosen" in run.err
