"""Mutation scores of rulesets: what is changed, what is refused, what a deck sees."""

from __future__ import annotations

import json
from multiprocessing import active_children
from pathlib import Path

import pytest
from support.decks import BEST

import ocop_scoring as ocop
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.workshop.mutation.edits import edited
from ocop_scoring.workshop.mutation.equivalent import proof_of
from ocop_scoring.workshop.mutation.mutants import mutants_of_table
from ocop_scoring.workshop.mutation.mutants_decision import mutants_of_decision
from ocop_scoring.workshop.mutation.mutate import Mutations, run_mutants
from ocop_scoring.workshop.mutation.trial_decision import trial_of_decision


def mutated(folder: Path, deck: str = BEST, state: Path | None = None, jobs: int = 1) -> Mutations:
    (folder / "mini-2030" / "cases" / "01-dried.yaml").write_text(deck, encoding="utf-8")
    return run_mutants(ocop.Catalog(folder), "mini-2030", 1, jobs=jobs, state=state)


def fates(found: Mutations) -> dict[str, str]:
    return {one.mutant.address: one.found.fate for one in found.tried}


def test_a_change_that_a_case_sees_is_killed(folder: Path) -> None:
    found = fates(mutated(folder))
    assert found["1/1.1/most points 3→4"] == "refused"  # the sum would not hold
    assert set(found.values()) == {"killed", "refused", "survived"}


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


def test_a_run_that_is_stopped_leaves_no_process_behind(folder: Path) -> None:
    def stop(done: int, of: int) -> None:
        if done:
            raise KeyboardInterrupt

    before = set(active_children())
    with pytest.raises(KeyboardInterrupt):
        run_mutants(ocop.Catalog(folder), "mini-2030", 1, jobs=2, said=stop)
    assert set(active_children()) <= before


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
    with pytest.raises(ocop.FilingError, match="not-a-state"):
        mutated(folder, state=state)


def test_a_case_that_fails_already_stops_the_run(folder: Path) -> None:
    with pytest.raises(ocop.RulesetError, match="case-fails"):
        mutated(folder, BEST.replace("total: 20", "total: 19"))


def test_an_explained_survivor_counts_apart_and_a_stale_one_is_said(folder: Path) -> None:
    survivor = next(one.mutant for one in mutated(folder).survivors if one.is_open)
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


@pytest.mark.parametrize(
    ("ruleset", "address", "proof"),
    [
        # Of an interval that reaches into the next level's, the better level counts.
        (
            "26-2026",
            "8/3.3/quarter when share_of_local_workers from 25 % to below 50 %→from 25 % to 50 %",
            ("same-level", 10),
        ),
        # A level worth nothing that is shown at least says nothing.
        ("148-2023", "21/7/failed when periodic_tests_required yes→–", ("same-level", 18)),
        # What a closed item can't give is missing from the points of the star.
        ("148-2023", "1/5.a/introduction minimum –→5", ("too-few-points", 88)),
    ],
)
def test_what_no_case_can_see_is_proven(ruleset: str, address: str, proof: tuple[str, int]) -> None:
    product_set = built_in().ruleset(ruleset).product_set(int(address.partition("/")[0]))
    found = mutants_of_table(product_set.resolved())
    mutant = next(one for one in found if one.address == address)
    changed = ProductSet(edited(product_set.resolved(), mutant.edits))
    assert proof_of(mutant, table_of(product_set), table_of(changed)) == proof


def test_what_a_mark_would_be_told_is_no_proof(law: ocop.Ruleset) -> None:
    """A paper that a level lacks is told of its mark, whatever level is shown."""
    found = mutants_of_table(law.product_set(8).resolved())
    product_set = law.product_set(8)
    papers = [one for one in found if one.kind == "condition" and one.what.endswith("document")]
    changed = [ProductSet(edited(product_set.resolved(), one.edits)) for one in papers[:3]]
    assert papers
    for mutant, other in zip(papers, changed, strict=False):
        assert proof_of(mutant, table_of(product_set), table_of(other)) is None


def test_a_changed_day_of_a_decision_is_seen_by_its_deck(law: ocop.Ruleset) -> None:
    trial = trial_of_decision(built_in(), law)
    by_address = {mutant.address: mutant for mutant in trial.mutants}
    limit = by_address["decision/transition/0 decide_by 2026-07-21→2026-07-22"]
    assert trial.found(limit).fate == "killed"
    twice = by_address["decision/transition/0/filed from 2025-07-06→2025-07-05"]
    assert trial.found(twice) == ("refused", "transition-overlap")


def test_mutants_of_every_decision_have_addresses_of_their_own() -> None:
    for ruleset in ocop.rulesets():
        addresses = [m.address for m in mutants_of_decision(ruleset.resolved(), ["148-2023"])]
        assert len(set(addresses)) == len(addresses)
