"""Conditions made ready say what conditions themselves say, for every fact and paper."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import RULESETS, dossier_for, tables

import ocop_scoring as ocop
from ocop_scoring.filing.conditions import holds
from ocop_scoring.filing.evidence import Review, review, shown_at
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.model import Criterion
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.vocabulary import Fact

NUMBERS = ("0", "0.1", "0.2", "0.25", "0.3", "0.5", "0.50001", "0.7", "0.75", "0.76", "0.9", "1")


@pytest.mark.parametrize(
    ("alternatives", "true", "false", "expected"),
    [
        ((), 0, 0, False),
        ((0b01,), 0b01, 0, True),
        ((0b01,), 0, 0b01, False),
        ((0b01,), 0, 0, None),
        ((0b11,), 0b01, 0, None),
        ((0b11,), 0b01, 0b10, False),
        ((0b11,), 0b11, 0, True),
        ((0b01, 0b10), 0, 0b01, None),
        ((0b01, 0b10), 0b10, 0b01, True),
        ((0b01, 0b10), 0, 0b11, False),
    ],
)
def test_one_alternative_must_hold_and_all_clauses_of_it(
    alternatives: tuple[int, ...], true: int, false: int, expected: bool | None
) -> None:
    assert holds(alternatives, true, false) is expected


def value_of(fact: Fact) -> st.SearchStrategy[Any]:
    if fact.unit == "yes_no":
        return st.booleans()
    if fact.unit == "word":
        return st.sampled_from(sorted(fact.words))
    if fact.unit == "share":
        return st.sampled_from(NUMBERS)
    return st.integers(0, 40)


@st.composite
def filed(draw: st.DrawFn) -> tuple[ProductSet, ocop.Dossier]:
    table = draw(tables())
    facts = {
        name: draw(value_of(fact))
        for name, fact in table.vocabulary.facts.items()
        if not fact.from_dossier and draw(st.booleans())
    }
    kinds = draw(
        st.none() | st.lists(st.sampled_from(sorted(table.vocabulary.documents)), unique=True)
    )
    more: dict[str, Any] = {"facts": facts}
    if kinds is not None:
        more["documents"] = [{"kind": kind} for kind in kinds]
    person = {
        name: draw(st.none() | st.booleans()) for name in ("woman", "ethnic_minority", "disabled")
    }
    more["producer"] = {
        "name": "HTX Mẫu",
        "kind": draw(st.sampled_from(["cooperative", "household", "joint-stock-company"])),
        "representative": {"name": "A"} | {k: v for k, v in person.items() if v is not None},
    }
    return table, dossier_for(table, **more)


@given(filed())
def test_levels_and_gates_are_those_of_the_conditions_themselves(
    case: tuple[ProductSet, ocop.Dossier],
) -> None:
    table, dossier = case
    rules = RULESETS[table.ruleset]
    known = review(table_of(table), dossier, dossier.checked_facts(rules.vocabulary))
    assert known.true & known.false == 0
    assert (known.true | known.false) >> table_of(table).conditions.width == 0
    for place, criterion in enumerate(table.criteria):
        shown = shown_at(table_of(table), known, place)
        found = None if shown is None else (shown.level.id if shown.level else None, shown.at_least)
        assert found == plainly(criterion, known)
    assert known.gates == {
        gate.id
        for gate in table.gates
        if (gate.waived_by is None or known.holds(gate.waived_by) is False)
        and (
            (gate.when is not None and known.holds(gate.when) is True)
            or (gate.unless is not None and known.holds(gate.unless) is False)
        )
    }


def plainly(criterion: Criterion, known: Review) -> tuple[str | None, bool] | None:
    """The level that facts show, and whether a better one is open, read from the conditions."""
    if criterion.evidence != "derived" or criterion.mode != "one":
        return None
    shown = [(level, known.holds(level.when)) for level in criterion.levels if level.when]
    held = [level for level, is_held in shown if is_held]
    if held:
        best = max(held, key=lambda level: level.points)
        is_open = any(h is None and level.points > best.points for level, h in shown)
        return best.id, is_open
    if any(is_held is None for _, is_held in shown):
        return None
    if any(level.points for level in criterion.levels if not level.when):
        return None
    zero = [lv.id for lv in criterion.levels if lv.points == 0 and lv.case is None]
    return (zero[0] if zero else None), False


@pytest.mark.parametrize("value", ["0.4999999999", "0.5", "0.5000000001"])
def test_an_end_of_an_interval_is_told_from_its_neighbours_at_any_precision(value: str) -> None:
    table = RULESETS["mini-2030"].product_set(1)
    dossier = dossier_for(table, facts={"share_of_local_workers": value})
    with localcontext() as context:
        context.prec = 1
        known = review(table_of(table), dossier, {"share_of_local_workers": Decimal(value)})
        shown = shown_at(table_of(table), known, 0)
    assert shown is not None
    assert shown.level is not None
    assert shown.level.id == ("some" if value < "0.5" else "most")


SMALL = RULESETS["mini-2030"].product_set(1)


def changed(gate: dict[str, Any] | None = None, lines: dict[str, Any] | None = None) -> ProductSet:
    """The small table with other entries in its gate of imports and in its item of lines."""
    document = SMALL.resolved()
    next(g for g in document["gates"] if g["id"] == "imported").update(gate or {})
    document["parts"][1]["groups"][3]["criteria"][0].update(lines or {})
    return ProductSet(document)


def test_a_gate_known_at_second_hand_is_raised_by_no_fact() -> None:
    dossier = dossier_for(SMALL, facts={"all_imported": True})
    for provenance, raised in (("published", {"imported"}), ("second-hand", set())):
        table = table_of(changed(gate={"provenance": provenance}))
        known = review(table, dossier, dossier.facts)
        assert known.gates == raised
        (gate,) = [g for g in table.conditions.gates if g.id == "imported"]
        assert gate.applies(known.true, known.false)


def test_a_gate_known_at_second_hand_is_never_unsure() -> None:
    waived = {"waived_by": [{"certificate_required": False}]}
    dossier = dossier_for(SMALL, facts={"all_imported": True})
    for provenance, unsure in (("published", True), ("second-hand", False)):
        table = table_of(changed(gate={"provenance": provenance, **waived}))
        known = review(table, dossier, dossier.facts)
        (gate,) = [g for g in table.conditions.gates if g.id == "imported"]
        assert gate.is_unsure(known.true, known.false) is unsure


def test_lines_that_add_up_are_decided_by_no_fact() -> None:
    levels = [
        {"id": "tea", "points": 1, "vi": "Trà", "when": [{"label_languages": "from 2"}]},
        {"id": "guides", "points": 1, "vi": "Người dẫn", "when": [{"all_imported": False}]},
    ]
    table = table_of(changed(lines={"evidence": "derived", "levels": levels}))
    dossier = dossier_for(SMALL, facts={"label_languages": 2, "all_imported": False})
    assert shown_at(table, review(table, dossier, dossier.facts), table.index["5"]) is None


def test_a_word_answers_nothing_that_is_asked_of_a_number() -> None:
    answers = table_of(SMALL).conditions.answers["share_of_local_workers"]
    assert [answers.of(value) == 0 for value in ("nhiều", Decimal("0.3"))] == [True, False]
