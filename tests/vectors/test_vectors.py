"""The golden vectors: the engine comes to what the second evaluator wrote, and they notice changes."""

from __future__ import annotations

import random

import pytest
from oracle.write_vectors import count_of, vectors
from vectors.mutants import (
    ASSESSOR,
    RULESETS,
    Tried,
    by_table,
    came,
    dossier_for,
    mutants_of,
    vectors_of,
)

import ocop_scoring as ocop
from ocop_scoring.rating.table import table_of


@pytest.mark.parametrize("ruleset", RULESETS)
def test_the_engine_comes_to_what_the_second_evaluator_wrote(ruleset: str) -> None:
    for number, of_table in by_table(ruleset).items():
        table = ocop.ruleset(ruleset).product_set(number)
        sheets = [ocop.sheet_from_string(v.string, table, assessor=ASSESSOR) for v in of_table]
        found = list(came(table_of(table), dossier_for(table), sheets))
        assert list(zip([v.string for v in of_table], found, strict=True)) == of_table
        few = [sheet.to_string(table) for sheet in sheets[::8]]
        assert few == [vector.string for vector in of_table[::8]]


def test_they_are_20_000_each_once_of_every_table() -> None:
    strings = [vector.string for ruleset in RULESETS for vector in vectors_of(ruleset)]
    assert len(strings) == len(set(strings)) == 20_000
    tables = {tuple(string.split("/", 2)[:2]) for string in strings}
    expected = {(f"OCOP:{rules.id}", str(n)) for rules in ocop.rulesets() for n in rules.numbers}
    assert tables == expected


def test_they_are_written_as_their_script_writes_them() -> None:
    ruleset, number = "26-2026", 16
    written = vectors(ruleset, number, 60)
    found = [f"{v.string} {v.expected}" for v in by_table(ruleset)[number]]
    assert found[:60] == written
    assert len(found) == count_of(ruleset, number)


def test_each_change_of_the_law_is_noticed_by_a_vector() -> None:
    """A few of all changes; `python -m vectors.mutants` tries all."""
    chance, kinds = random.Random(26), set()
    for ruleset, number in (("26-2026", 16), ("148-2023", 13), ("1048-2019", 26)):
        tried = Tried(ruleset, number, by_table(ruleset)[number])
        every = list(mutants_of(tried.document))
        first = {mutant.kind: mutant for mutant in every}
        for mutant in (*first.values(), *chance.sample(every, 6)):
            kinds.add(mutant.kind)
            assert tried.notices(mutant), f"{ruleset}/{number}: {mutant.said}"
    assert kinds == {"band", "minimum", "points", "case", "condition", "gate"}


def test_a_table_without_a_change_is_no_mutant() -> None:
    tried = Tried("1048-2019", 26, by_table("1048-2019")[26])
    same = next(mutants_of(tried.document))._replace(change=lambda document: None)
    assert not tried.notices(same)
