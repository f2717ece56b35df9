"""What is the same for certain, and what is not: levels one above the other."""

from __future__ import annotations

import pytest
from support.tables import MINI

import ocop_scoring as ocop
from ocop_scoring.exact import Interval
from ocop_scoring.rules.model import Criterion, Level
from ocop_scoring.rules.vocabulary import Clause, Condition
from ocop_scoring.text import Words
from ocop_scoring.workshop.crosswalk.proof import by_id, proven
from ocop_scoring.workshop.crosswalk.relation import choices_of

SMALL = MINI.product_set(1)
LABOUR = SMALL.criterion("1.1")
TASTE = SMALL.criterion("3.1.1")


def level(name: str, points: int, vi: str = "", when: str | None = None) -> Level:
    condition = None
    if when is not None:
        condition = Condition(((Clause("share", Interval.parse(when)),),))
    return TASTE.levels[0]._replace(
        id=name, points=points, words=Words(vi or name), when=condition, needs=None, minimum=None
    )


def ladder(*levels: Level) -> Criterion:
    return TASTE._replace(levels=levels)


def same(a: Criterion, b: Criterion) -> set[str]:
    found = proven(a, b)
    assert all(relation.kind == "same" for relation in found.values())
    return set(found)


@pytest.mark.parametrize("table", [SMALL, ocop.ruleset("26-2026").product_set(26)], ids=repr)
def test_every_choice_of_a_table_is_the_same_in_itself(table: ocop.ProductSet) -> None:
    for criterion in table.criteria:
        found = proven(criterion, criterion)
        assert {name: relation.levels for name, relation in found.items()} == {
            name: (name,) for name in choices_of(criterion)
        }


def test_equal_conditions_prove_more_than_labels() -> None:
    a = ladder(level("low", 0), level("half", 1, "Một nửa", when="from 50 %"))
    b = ladder(level("low", 0), level("half", 1, "Từ 50 %", when="from 50 %"))
    assert proven(a, b)["half"].basis == "condition"
    assert same(a, b) == {"low", "half"}


def test_an_equal_label_does_not_prove_what_conditions_deny() -> None:
    a = ladder(level("low", 0), level("half", 1, "Một nửa", when="from 50 %"))
    b = ladder(level("low", 0), level("half", 1, "Một nửa", when="from 40 %"))
    assert same(a, b) == set()


def test_a_new_level_above_leaves_those_below_open() -> None:
    a = ladder(level("low", 0), level("good", 1))
    b = ladder(level("low", 0), level("good", 1), level("best", 2))
    assert same(a, b) == set()


def test_a_new_level_above_that_excludes_one_below_leaves_it_the_same() -> None:
    half = level("half", 1, when="from 50 % to below 75 %")
    a = ladder(half)
    b = ladder(half, level("most", 2, when="from 75 %"))
    assert same(a, b) == {"half"}
    assert same(a, ladder(half, level("most", 2, when="from 70 %"))) == set()


def test_a_level_that_is_gone_leaves_those_below_as_they_were() -> None:
    a = ladder(level("low", 0), level("good", 1), level("best", 2))
    assert same(a, ladder(level("low", 0), level("good", 1))) == {"low", "good"}


def test_of_two_levels_that_change_places_only_the_one_that_comes_to_stand_higher_is_sure() -> None:
    first, second = level("one", 1), level("two", 2)
    assert same(ladder(first, second), ladder(second, first)) == {"one"}


def test_reaching_nothing_is_the_same_where_every_level_is() -> None:
    a = ladder(level("good", 1))
    assert same(a, a) == {"unreached", "good"}
    assert proven(a, ladder(level("low", 0), level("good", 1)))["unreached"].levels == ("low",)
    assert same(a, ladder(level("fair", 1), level("good", 2))) == {"good"}


def test_cases_of_other_words_prove_nothing() -> None:
    service = SMALL.criterion("4")
    assert service.cases
    assert same(service, service._replace(cases=TASTE.cases)) == set()


def test_lines_that_add_up_are_compared_one_by_one() -> None:
    lines = SMALL.criterion("5")
    one = lines._replace(levels=lines.levels[:1])
    assert same(lines, lines) == {"tea", "guides", "unreached"}
    assert same(lines, one) == {"tea"}
    assert same(lines, TASTE) == set()


def test_within_a_decision_a_level_is_the_one_of_its_id_whatever_changed() -> None:
    a = ladder(level("low", 0), level("half", 1, when="from 50 %"), level("best", 2))
    b = ladder(level("low", 0), level("half", 3, "Từ 40 %", when="from 40 %"))
    found = by_id(a, b)
    assert [(name, relation.kind) for name, relation in found.items()] == [
        ("low", "same"),
        ("half", "same"),
        ("best", "open"),
    ]
    assert by_id(LABOUR, ladder(level("none", 0), *LABOUR.levels))["unreached"].levels == ("none",)
