"""The five steps: which minimums are listed and in what order; what a closed criterion remembers."""

from __future__ import annotations

from typing import Any

from support.folders import INVENTED
from support.mini import BEST
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import Review, review
from ocop_scoring.rating.steps import Raised, add_up, award_of, choose, missed, raise_gates
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.product_set import ProductSet

SMALL = INVENTED.ruleset("mini-2030").product_set(1)


def listed(**marks: Any) -> list[tuple[int, str]]:
    """The minimums that these marks miss, star and criterion."""
    table = table_of(SMALL)
    choices = choose(table, sheet_for(SMALL, BEST | marks), Review())
    award = award_of(table, add_up(table, choices))
    return [(unmet.star, unmet.criterion) for unmet in missed(choices, award)]


def test_missed_minimums_stand_lowest_star_first_then_in_printed_order() -> None:
    assert listed(**{"1.1": 1, "4": 0}) == [(3, "4"), (4, "1.1")]
    assert listed(**{"1.1": 0, "4": 0}) == [(3, "1.1"), (3, "4"), (4, "1.1")]


def test_a_missed_minimum_of_a_star_above_the_points_is_not_listed() -> None:
    assert listed(**{"1.1": 0, "3.1.1": 1}) == [(3, "1.1"), (4, "1.1")]


def test_a_level_that_facts_decide_on_a_closed_criterion_is_no_mark() -> None:
    document = SMALL.resolved()
    structure = document["parts"][1]["groups"][0]["criteria"][1]
    structure["evidence"] = "derived"
    structure["levels"][1]["when"] = [{"all_imported": False}]
    table = table_of(ProductSet(document))
    dossier = dossier_for(SMALL, facts={"all_imported": False})
    place = table.index["2.2"]
    for marks, marked in (({"2.1": 0}, 0), ({"2.1": 0, "2.2": 2}, 2)):
        shown = review(table, dossier, dossier.facts)
        choice = choose(table, sheet_for(SMALL, marks), shown).criteria[place]
        assert (choice.source, choice.points, choice.marked) == ("condition", 0, marked)
    open_choice = choose(table, sheet_for(SMALL, {"2.1": 3}), shown).criteria[place]
    assert (open_choice.source, open_choice.points) == ("fact", 2)


def chosen(marks: Any, **changes: Any) -> dict[str, tuple[str, int]]:
    """Where each criterion's points come from, and how many."""
    table = table_of(SMALL)
    choices = choose(table, sheet_for(SMALL, marks, **changes), Review()).criteria
    return {choice.number: (choice.source, choice.points) for choice in choices}


def test_an_opener_that_has_just_the_points_opens() -> None:
    assert chosen({"2.1": "told", "2.2": 2})["2.2"] == ("mark", 2)
    assert chosen({"2.1": "none", "2.2": 2})["2.2"] == ("condition", 0)


def test_an_opener_that_nobody_assessed_closes_nothing() -> None:
    assert chosen({"2.2": 2})["2.2"] == ("mark", 2)
    assert chosen({})["2.2"] == ("none", 0)


def test_the_worst_way_to_complete_a_sheet_closes_what_hangs_on_an_open_opener() -> None:
    table = table_of(SMALL)
    marks = {number: mark for number, mark in BEST.items() if number != "2.1"}
    tally = add_up(table, choose(table, sheet_for(SMALL, marks), Review()))
    assert tally.lowest is not None
    assert tally.highest is not None
    assert (tally.total, tally.lowest.total, tally.highest.total) == (17, 15, 20)
    marks = {**marks, "5": 0}
    tally = add_up(table, choose(table, sheet_for(SMALL, marks), Review()))
    assert tally.highest is not None
    assert tally.highest.total == 18  # what is assessed stays as it is


def test_a_minimum_of_just_the_star_that_the_points_reach_is_listed() -> None:
    """10 points are 3 stars, and a minimum of 3 stars is missed."""
    marks = {**dict.fromkeys(BEST, 0), "1.2": 3, "1.3": 2, "2.1": 3, "2.2": 2, "1.1": 0, "4": 0}
    table = table_of(SMALL)
    choices = choose(table, sheet_for(SMALL, marks), Review())
    award = award_of(table, add_up(table, choices))
    assert (award.star_by_points, award.lost, award.star) == (3, 3, 2)
    assert [(u.star, u.criterion) for u in missed(choices, award)] == [
        (3, "1.1"),
        (3, "4"),
        (3, "5"),
    ]


def test_of_an_open_sheet_the_minimums_that_are_missed_already_are_listed() -> None:
    marks = {number: mark for number, mark in BEST.items() if number != "1.3"} | {"1.1": 0}
    table = table_of(SMALL)
    choices = choose(table, sheet_for(SMALL, marks), Review())
    award = award_of(table, add_up(table, choices))
    assert (award.star, award.lost, award.reach) == (None, 3, 4)
    assert [(u.star, u.criterion) for u in missed(choices, award)] == [(3, "1.1"), (4, "1.1")]


def test_missed_minimums_of_one_star_stand_as_printed_not_as_numbers_are_spelt() -> None:
    """1.9 and 1.10: as text 1.10 would come first."""
    document = SMALL.resolved() | {"gates": []}
    first, second = document["parts"][0]["groups"][0]["criteria"][:2]
    first["number"], second["number"] = "1.9", "1.10"
    second["levels"][2]["minimum"] = 3
    renamed = ProductSet(document)
    table, marks = table_of(renamed), {"1.9": 0, "1.10": 0}
    marks = {number: mark for number, mark in BEST.items() if number in table.index} | marks
    choices = choose(table, sheet_for(renamed, marks), Review())
    award = award_of(table, add_up(table, choices))
    lost = [u.criterion for u in missed(choices, award) if u.star == 3]
    assert lost == ["1.9", "1.10"]


# Gates


def raised(dossier: ocop.Dossier, table: ProductSet = SMALL, **sheet: Any) -> list[Raised]:
    """The gates that apply to a dossier with a sheet without marks."""
    flat = table_of(table)
    shown = review(flat, dossier, dossier.facts)
    marks = sheet.pop("marks", {})
    return list(raise_gates(flat, choose(flat, sheet_for(table, marks, **sheet), shown), shown))


EXPIRED = {"kind": "certificate", "expires_on": "2030-01-01"}


def test_a_gate_that_papers_raise_names_those_on_file_that_do_not_count() -> None:
    facts = {"certificate_required": True}
    (gate,) = raised(dossier_for(SMALL, facts=facts, documents=[EXPIRED]))
    assert (gate.id, gate.source, gate.outcome) == ("no-certificate", "evidence", "rejected")
    (paper,) = gate.papers
    assert (paper.of, [flaw.why for flaw in paper.flaws]) == (
        SMALL.vocabulary.documents["certificate"],
        ["expired"],
    )
    (gate,) = raised(dossier_for(SMALL, facts=facts, documents=[]))
    assert (gate.source, gate.papers) == ("evidence", ())


def test_a_paper_that_a_gate_asks_for_twice_is_named_once() -> None:
    document = SMALL.resolved()
    gates = {gate["id"]: gate for gate in document["gates"]}
    gates["no-certificate"]["unless"] = [
        {"document": ["certificate"], "label_languages": "from 1"},
        {"document": ["certificate"], "label_languages": "from 2"},
        {"all_imported": True},
    ]
    facts = {"certificate_required": True, "label_languages": 3, "all_imported": False}
    dossier = dossier_for(SMALL, facts=facts, documents=[EXPIRED])
    (gate,) = raised(dossier, ProductSet(document))
    assert (gate.id, len(gate.papers)) == ("no-certificate", 1)


def test_a_gate_that_a_fact_raises_has_no_papers() -> None:
    (gate,) = raised(dossier_for(SMALL, facts={"all_imported": True}))
    assert (gate.id, gate.source, gate.papers) == ("imported", "evidence", ())
    assert gate.values == {}


def test_a_gate_of_marks_names_the_criteria_and_counts_up_to_its_points() -> None:
    (gate,) = raised(dossier_for(SMALL), marks={"3.1.1": 0})
    assert (gate.source, gate.criteria, gate.values) == (
        "marks",
        ("3.1.1",),
        {"criteria": ("3.1.1",)},
    )
    document = SMALL.resolved()
    next(g for g in document["gates"] if g["id"] == "zero-look")["points"] = 1
    for points, ids in ((0, ["zero-look"]), (1, ["zero-look"]), (2, [])):
        found = raised(dossier_for(SMALL), ProductSet(document), marks={"3.1.1": points})
        assert [gate.id for gate in found] == ids
