"""Grounds known at second hand: what decks expect of them is what the second evaluator answers."""

from __future__ import annotations

import re

import pytest
from oracle.evidence import is_raised, one_holds
from support.folders import CRITERIA

import ocop_scoring as ocop

CASE = re.compile(r"  facts: \{(\w+): (yes|no)\}\n  expect: \{status: (\w+), findings: \[(.+)\]\}")
RULES = ocop.ruleset("148-2023")


@pytest.mark.parametrize("number", RULES.numbers)
def test_a_fact_tells_of_such_a_ground_and_raises_none(number: int) -> None:
    """The evaluator judges that the ground's condition holds, and that no ground is raised; that
    this is told as `ground-at-second-hand` is what findings are called, which it doesn't know.
    """
    gates = RULES.product_set(number).resolved()["gates"]
    deck = (CRITERIA / "148-2023" / "cases" / f"{number:02}-conditions.yaml").read_text("utf-8")
    cases = [case for case in CASE.findall(deck) if "ground-at-second-hand" in case[3]]
    assert cases
    for fact, said, status, findings in cases:
        facts = {fact: said == "yes"}
        told = [
            gate["id"]
            for gate in gates
            if gate["provenance"] == "second-hand"
            and one_holds(gate.get("when", []), facts, None) is True
        ]
        assert len(told) == findings.count("ground-at-second-hand")
        assert not any(is_raised(gate, facts, None) is True for gate in gates)
        assert status == "incomplete"
