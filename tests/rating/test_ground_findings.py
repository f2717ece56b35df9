"""Grounds of rejection that are known at second hand: evidence tells of them, assessors raise
them.
"""

from __future__ import annotations

from typing import Any

import pytest
from support.strategies import RULESETS, dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import review
from ocop_scoring.rating.ground_findings import ground_findings
from ocop_scoring.rating.outcome import rate
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.product_set import ProductSet

DOSSIER: dict[str, Any] = {
    "format": "ocop-dossier/1",
    "product": {"name": "Bánh thử", "product_set": 6, "commune": "Xã Thử", "province": "Cà Mau"},
    "producer": {"name": "Hộ Thử", "kind": "household", "representative": {"name": "Thử"}},
    "application": {"kind": "first", "submitted_on": "2024-03-01"},
}
SHEET: dict[str, Any] = {
    "format": "ocop-sheet/1",
    "ruleset": "148-2023",
    "product_set": 6,
    "assessor": {"id": "m1", "role": "member"},
    "marks": {},
}


def _rated(facts: dict[str, Any], rejects: tuple[str, ...] = ()) -> ocop.Evaluation:
    return ocop.score(
        ocop.ruleset("148-2023"),
        ocop.read_dossier({**DOSSIER, "facts": facts}),
        ocop.read_sheet({**SHEET, "rejects": [*rejects]}),
    )


def _told(result: ocop.Evaluation) -> list[Any]:
    return [f.values["gate"] for f in result.findings if f.code == "ground-at-second-hand"]


@pytest.mark.parametrize(
    ("fact", "gate"),
    [
        ("registration_complete", "incomplete-registration"),
        ("label_complete", "declaration-or-label-not-in-order"),
    ],
)
def test_a_ground_known_at_second_hand_is_told_of_and_rejects_nothing(fact: str, gate: str) -> None:
    result = _rated({fact: False})
    assert (result.status, _told(result)) == ("incomplete", [gate])
    assert _told(_rated({fact: True})) == _told(_rated({})) == []


def test_what_an_assessor_raises_is_not_told_again() -> None:
    result = _rated({"registration_complete": False}, ("incomplete-registration",))
    (gate,) = result.gates
    assert (result.status, gate.id, gate.source) == (
        "rejected",
        "incomplete-registration",
        "sheet",
    )
    assert _told(result) == []


def test_a_ground_that_the_table_prints_is_raised_by_evidence() -> None:
    result = _rated({"materials_origin": "all-imported"})
    (gate,) = result.gates
    assert (gate.id, gate.source) == ("imported-or-untraceable-materials", "evidence")


def test_every_table_of_148_has_the_four_grounds_and_says_that_more_may_be_missing() -> None:
    rules = ocop.ruleset("148-2023")
    for number in rules.numbers:
        table = rules.product_set(number)
        hearsay = {gate.id for gate in table.gates if gate.provenance == "second-hand"}
        assert hearsay == {
            "forged-dossier",
            "food-safety-rules-not-met",
            "declaration-or-label-not-in-order",
            "incomplete-registration",
        }
        assert all(
            gate.raised_by == "assessor" for gate in table.gates if gate.provenance == "second-hand"
        )
        assert "gates-incomplete" in table.caveats


def test_a_ground_that_is_printed_at_an_item_is_told_there() -> None:
    small = RULESETS["mini-2030"].product_set(1)
    document = small.resolved()
    gate = next(gate for gate in document["gates"] if gate["id"] == "imported")
    gate["provenance"] = "second-hand"
    table, dossier = (
        table_of(ProductSet(document)),
        dossier_for(small, facts={"all_imported": True}),
    )
    outcome = rate(table, review(table, dossier, dossier.facts), sheet_for(small, {}))
    (finding,) = ground_findings(outcome)
    assert (finding.criterion, finding.values["gate"]) == ("1.1", "imported")
