"""Mutation scores of rulesets: what is changed, what is refused, what a deck sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.decks import BEST

import ocop_scoring as ocop
from ocop_scoring.workshop.edits import edited
from ocop_scoring.workshop.mutants import mutants_of_table
from ocop_scoring.workshop.mutate import Mutations, run_mutants


def mutated(folder: Path, deck: str = BEST, state: Path | None = None, jobs: int = 1) -> Mutations:
    (folder / "mini-2030" / "cases" / "01-dried.yaml").write_text(deck, encoding="utf-8")
    return run_mutants(ocop.Catalog(folder), "mini-2030", 1, jobs=jobs, state=state)


def fates(found: Mutations) -> dict[str, str]:
    return {one.mutant.address: one.found.fate for one in found.tried}


def test_a_change_that_a_case_sees_is_killed(folder: Path) -> None:
    found = fates(mutated(folder))
    assert found["1/1.1/most points 3→4"] == "refused"  # the sum would not hold
    assert {"killed", "refused", "survived"} == set(found.values())


def test_every_mutant_has_an_address_of_its_own_and_changes_something(
    law: ocop.Ruleset,
) -> None:
    for number in (8, 16, 26):
        document = law.product_set(number).resolved()
        mutants = list(mutants_of_table(document))
        assert len({mutant.address for mutant in mutants}) == len(mutants)
        assert all(edited(document, mutant.edits) != document for mutant in mutants)


def test_two_processes_find_what_one_finds(folder: Path) -> None:
    assert mutated(folder, jobs=2) == mutated(folder)


def test_a_run_that_was_cut_off_goes_on_where_it_stood(folder: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.jsonl"
    whole = mutated(folder, state=state)
    lines = state.read_bytes().splitlines(keepends=True)
    assert len(lines) > 2
    state.write_bytes(b"".join(lines[:2]) + lines[2][:40])
    said: list[tuple[int, int]] = []
    again = run_mutants(
        ocop.Catalog(folder), "mini-2030", 1, state=state, said=lambda *one: said.append(one)
    )
    assert again == whole
    assert said[0] == (100, len(whole.tried))
    assert mutated(folder, state=state) == whole


def test_a_state_of_another_deck_is_begun_anew(folder: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.jsonl"
    mutated(folder, state=state)
    found = run_mutants(ocop.Catalog(folder), "mini-2030", state=state)
    assert found.others_in_state == 0
    other = BEST.replace("name: best", "name: other")
    (folder / "mini-2030" / "cases" / "01-dried.yaml").write_text(other, encoding="utf-8")
    found = run_mutants(ocop.Catalog(folder), "mini-2030", state=state)
    assert found.others_in_state > 0


def test_a_file_of_something_else_is_no_state(folder: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.jsonl"
    state.write_text(json.dumps({"format": "ocop-sheet/1"}))
    with pytest.raises(ocop.FilingError, match="not-our-file"):
        mutated(folder, state=state)


def test_a_case_that_fails_already_stops_the_run(folder: Path) -> None:
    with pytest.raises(ocop.RulesetError, match="case-fails"):
        mutated(folder, BEST.replace("total: 20", "total: 19"))


def test_an_explained_survivor_counts_apart_and_a_stale_one_is_said(folder: Path) -> None:
    survivor = mutated(folder).survivors[0].mutant
    killed = next(one.mutant for one in mutated(folder).tried if one.found.fate == "killed")
    entries = [
        {"at": [survivor.address, killed.address], "vi": "Không thấy được.", "en": "Not seen."},
        {"at": "1/9.9/gone points 1→2", "vi": "Không có.", "en": "There is none."},
    ]
    file = folder / "mini-2030" / "cases" / "survivors.yaml"
    file.write_text(json.dumps(entries), encoding="utf-8")
    found = mutated(folder)
    assert found.score.argued == 1
    assert [(one.address, one.is_killed) for one in found.stale] == [
        (killed.address, True),
        ("1/9.9/gone points 1→2", False),
    ]
