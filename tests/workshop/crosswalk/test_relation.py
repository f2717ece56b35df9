"""Relations one after the other: what is sure stays sure only where every step is."""

from __future__ import annotations

from collections.abc import Mapping

import hypothesis.strategies as st
from hypothesis import given

from ocop_scoring.workshop.crosswalk.relation import OPEN, Kind, Relation, composed

NAMES = ("one", "two", "three")
KINDS: tuple[Kind, ...] = ("same", "merged", "looser", "split", "stricter")
relations = st.one_of(
    st.just(OPEN),
    st.just(Relation("none", (), "stated", "không có")),
    st.builds(
        lambda kind, levels: Relation(kind, tuple(levels), "stated"),
        st.sampled_from(KINDS),
        st.lists(st.sampled_from(NAMES), min_size=1, unique=True),
    ),
)
steps = st.fixed_dictionaries(dict.fromkeys(NAMES, relations))


def possible(relation: Relation) -> set[str]:
    return set(relation.levels or NAMES)


@given(steps, steps)
def test_a_chain_leaves_possible_whatever_its_links_do(
    first: Mapping[str, Relation], second: Mapping[str, Relation]
) -> None:
    for name, relation in composed(first, second).items():
        through = [possible(second[level]) for level in possible(first[name])]
        assert possible(relation) >= set.union(*through)


@given(steps)
def test_a_step_in_which_all_is_the_same_changes_no_level(first: Mapping[str, Relation]) -> None:
    identity = {name: Relation("same", (name,), "id") for name in NAMES}
    for name, relation in composed(first, identity).items():
        assert set(relation.levels) == set(first[name].levels)
        assert relation.is_sure == first[name].is_sure


@given(steps, steps)
def test_what_is_open_on_the_way_stays_open(
    first: Mapping[str, Relation], second: Mapping[str, Relation]
) -> None:
    for name, relation in composed(first, second).items():
        if not first[name].levels or any(not second[at].levels for at in first[name].levels):
            assert relation.levels == ()
            assert relation.kind in ("none", "open")


def test_two_that_split_and_meet_again_are_merged_and_keep_their_reasons() -> None:
    first = {"one": Relation("split", ("two", "three"), "stated", "tách")}
    both = Relation("merged", ("one",), "stated", "gộp")
    (relation,) = composed(first, {"two": both, "three": both}).values()
    assert relation == Relation("merged", ("one",), "stated", "tách. gộp")


def test_what_is_left_open_has_only_the_reasons_of_steps_that_leave_it_open() -> None:
    first = {
        "one": Relation("looser", ("two",), "stated", "nới"),
        "two": Relation("split", ("two", "three"), "stated", "tách"),
    }
    second = {
        "two": Relation("split", ("one", "two"), "stated", "tách nữa"),
        "three": Relation("same", ("three",), "stated", "như cũ"),
    }
    one, two = composed(first, second, ("mục đầu", "mục sau")).values()
    assert one.why == "mục sau. tách nữa"
    assert two.why == "mục đầu. tách. mục sau. tách nữa"
