"""The five steps: which minimums are listed and in what order; what a closed criterion remembers."""

from __future__ import annotations

from typing import Any

from support.folders import INVENTED
from support.mini import BEST
from support.strategies import dossier_for, sheet_for

from ocop_scoring.filing.evidence import Review, review
from ocop_scoring.rating.steps import add_up, award_of, choose, missed
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.product_set import ProductSet

SMALL = INVENTED.ruleset("mini-2030").product_set(1)


def listed(**marks: Any) -> list[tuple[int, str]]:
    """The minimums that these marks miss, star and criterion."""
    table = table_of(SMALL)
    choices = choose(table, sheet_for(SMALL, BEST | marks), Review())
    award = award_of(table, add_up(table, choices))
    return [(unmet.star, unmet.criterion) for unmet in missed(table, choices, award)]


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
