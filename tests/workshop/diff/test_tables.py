"""What two tables say differently: nothing of it is passed over, and seen from the other side it is
the mirror image.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folders import INVENTED

import ocop_scoring as ocop
from ocop_scoring.rules.resolved import Doc
from ocop_scoring.workshop.diff.changes import RuleChange
from ocop_scoring.workshop.diff.tables import changes_between
from ocop_scoring.workshop.mutation.edits import DROPPED, Edit, Mutant, edited
from ocop_scoring.workshop.mutation.mutants import mutants_of_table

MINI: Doc = INVENTED.ruleset("mini-2030").product_set(1).resolved()


def changes(one: Doc, other: Doc) -> list[RuleChange]:
    return [change for change, *_ in changes_between(one, other)]


def names(change: RuleChange, mutant: Mutant) -> bool:
    """Whether a change is at the address of a mutant."""
    _, row, *level = mutant.at.split("/")
    if row == "gates":
        return change.id == level[0]
    return change.number.from_ == row and change.level in (
        None,
        *"/".join(level).split("-"),
        *level,
    )


MUTANTS = [
    (document, mutant)
    for document, every in (
        (MINI, 2),
        (ocop.ruleset("26-2026").product_set(8).resolved(), 41),
        (ocop.ruleset("1048-2019").product_set(11).resolved(), 41),
    )
    for mutant in list(mutants_of_table(document))[::every]
    if mutant.edits[0].path[0] != "ruleset"
]


def test_every_mutant_is_told_at_its_address_and_nothing_else_is() -> None:
    for document, mutant in MUTANTS:
        found = changes(document, edited(document, mutant.edits))
        assert found, mutant.address
        for change in found:
            assert change.number.from_ == mutant.at.split("/")[1] or names(change, mutant), change
            assert change.from_ != change.to, mutant.address


def test_a_level_that_came_or_went_has_the_numbers_of_its_criterion_on_both_sides() -> None:
    one, other = (ocop.ruleset(name).product_set(8) for name in ("148-2023", "26-2026"))
    numbers = [{c.id: c.number for c in table.criteria} for table in (one, other)]
    found = changes(one.resolved(), other.resolved())
    levels = [change for change in found if change.kind in ("level-added", "level-removed")]
    assert len(levels) > 30
    for change in levels:
        assert change.number == tuple(of.get(change.id or "") for of in numbers)


def test_seen_from_the_other_side_a_change_is_its_mirror_image() -> None:
    for document, mutant in MUTANTS[::5]:
        other = edited(document, mutant.edits)
        there, back = changes(document, other), changes(other, document)
        assert Counter(map(str, back)) == Counter(str(change.mirrored) for change in there)
        assert [change.mirrored.mirrored for change in there] == there


def leaves(
    node: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(node, Mapping | list):
        for step, value in node.items() if isinstance(node, Mapping) else enumerate(node):
            yield from leaves(value, (*path, step))
    else:
        yield path, node


LEAVES = [
    (path, value)
    for path, value in leaves(MINI)
    if path[0]
    not in ("format", "number", "ruleset")  # what a table is called; what its decision says
]


@given(st.data())
def test_whatever_is_edited_is_told(data: st.DataObject) -> None:
    path, value = data.draw(st.sampled_from(LEAVES))
    if isinstance(value, bool):
        other: Any = not value
    elif isinstance(value, int):
        other = data.draw(st.integers(0, 99).filter(lambda number: number != value))
    else:
        other = data.draw(
            st.text("abđ ", min_size=1, max_size=9).filter(lambda text: text != value)
        )
    found = changes(MINI, edited(MINI, [Edit(path, other)]))
    assert found
    assert all(change.was != change.becomes for change in found)
    assert all(change.from_ != change.to for change in found)


@given(st.data())
def test_whatever_is_left_out_is_told(data: st.DataObject) -> None:
    criteria = [
        ("parts", p, "groups", g, "criteria", c)
        for p, part in enumerate(MINI["parts"])
        for g, group in enumerate(part["groups"])
        for c, _ in enumerate(group["criteria"])
    ]
    path: tuple[str | int, ...] = data.draw(st.sampled_from(criteria))
    other = edited(MINI, [Edit(path, DROPPED)])
    (found,) = of_criteria(changes(MINI, other))
    assert (found.kind, found.becomes) == ("criterion-removed", None)
    (back,) = of_criteria(changes(other, MINI))
    assert (back.kind, back.id) == ("criterion-added", found.id)


def of_criteria(found: list[RuleChange]) -> list[RuleChange]:
    return [change for change in found if change.thing == "criterion"]


def test_a_table_differs_from_itself_in_nothing() -> None:
    assert changes(MINI, MINI) == []


def test_a_table_that_is_not_there_is_told_whole() -> None:
    gone = changes(MINI, {})
    kinds = Counter(change.kind for change in gone)
    assert kinds["criterion-removed"] == 9
    assert kinds["level-removed"] == 0
    assert all(change.becomes is None for change in gone)


def test_another_order_is_told_of_both_that_changed_places() -> None:
    path = ("parts", 0, "groups", 0, "criteria", 0, "levels")
    levels = MINI["parts"][0]["groups"][0]["criteria"][0]["levels"]
    turned = [levels[1], levels[0], *levels[2:]]
    found = changes(MINI, edited(MINI, [Edit(path, turned)]))
    assert [(c.kind, c.field, c.from_, c.to) for c in found] == [
        ("label", "order", "2", "1"),
        ("label", "order", "1", "2"),
    ]


PATH = ("parts", 0, "groups", 0, "criteria", 0)


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ((*PATH, "number"), "1.9", ("criterion-moved", "place", "A, 1, 1.1", "A, 1, 1.9")),
        ((*PATH, "title", "en"), "Other", ("title", "title", MINI["parts"][0]["groups"][0]["criteria"][0]["title"]["en"], "Other")),
        ((*PATH, "levels", 0, "vi"), "Khác", ("label", "text", MINI["parts"][0]["groups"][0]["criteria"][0]["levels"][0]["vi"], "Khác")),
        (("parts", 0, "points"), 99, ("points", "points", str(MINI["parts"][0]["points"]), "99")),
        (("title", "vi"), "Khác", ("title", "title", MINI["title"]["vi"], "Khác")),
    ],
)  # fmt: skip
def test_a_change_is_told_in_one_line(
    path: tuple[str | int, ...], value: Any, expected: tuple[str, str, str, str]
) -> None:
    (found,) = changes(MINI, edited(MINI, [Edit(path, value)]))
    assert (found.kind, found.field, found.from_, found.to) == expected
