"""A frozen mapping is a dict in all that reads it, and refuses all that would change it; a value is its
fields.
"""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from operator import itemgetter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_scoring.frozen import FrozenDict, Value

ENTRIES = st.dictionaries(st.text(max_size=5), st.integers() | st.tuples(st.text(max_size=3)))

CHANGES: dict[str, Callable[[Any], object]] = {
    "set": lambda d: d.__setitem__("a", 2),
    "delete": lambda d: d.__delitem__("a"),
    "update": lambda d: d.update(a=2),
    "in place": lambda d: d.__ior__({"a": 2}),
    "pop": lambda d: d.pop("a"),
    "pop an item": lambda d: d.popitem(),
    "set by default": lambda d: d.setdefault("b", 2),
    "clear": lambda d: d.clear(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_way_to_change_it_is_refused(change: Callable[[Any], object]) -> None:
    frozen = FrozenDict({"a": 1})
    with pytest.raises(TypeError, match="can't be changed"):
        change(frozen)
    assert frozen == {"a": 1}


def test_no_method_of_a_dict_that_changes_it_is_forgotten() -> None:
    """What `dict` has and `Mapping` has not changes it, or makes another one."""
    from collections.abc import Mapping

    others = {"copy", "fromkeys", "__or__", "__ror__", "__reversed__"}
    changing = {
        name
        for name in set(dir(dict)) - set(dir(Mapping)) - others
        if not name.startswith("__") or name in ("__setitem__", "__delitem__", "__ior__")
    }
    assert {name for name in changing if getattr(FrozenDict, name) is getattr(dict, name)} == set()


@given(ENTRIES)
def test_it_equals_a_dict_of_the_same_entries_and_keeps_their_order(
    entries: dict[str, Any],
) -> None:
    frozen = FrozenDict(entries)
    assert frozen == entries
    assert list(frozen.items()) == list(entries.items())
    assert json.dumps(frozen) == json.dumps(entries)


@given(ENTRIES)
def test_equal_ones_hash_equal_in_whatever_order_they_were_made(entries: dict[str, Any]) -> None:
    turned = FrozenDict(dict(reversed(entries.items())))
    assert FrozenDict(entries) == turned
    assert hash(FrozenDict(entries)) == hash(turned)


@given(ENTRIES)
def test_it_pickles_and_is_copied_to_an_equal_frozen_one(entries: dict[str, Any]) -> None:
    frozen = FrozenDict(entries)
    for twin in (pickle.loads(pickle.dumps(frozen)), copy.deepcopy(frozen), copy.copy(frozen)):
        assert type(twin) is FrozenDict
        assert twin == frozen


def test_a_union_is_a_new_plain_dict() -> None:
    frozen = FrozenDict({"a": 1})
    joined = frozen | {"b": 2}
    assert type(joined) is dict
    assert joined == {"a": 1, "b": 2}
    assert frozen == {"a": 1}


def test_what_reads_a_dict_reads_it() -> None:
    frozen = FrozenDict({"a": 1, "b": 2})
    assert itemgetter("a", "b")(frozen) == (1, 2)
    assert {**frozen} == {"a": 1, "b": 2}
    assert repr(frozen) == "FrozenDict({'a': 1, 'b': 2})"


def test_it_hashes_only_where_its_values_do() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(FrozenDict({"a": [1]}))


class Point(Value):
    """A value with a default."""

    x: int
    y: int = 2


def test_a_value_takes_its_fields_in_order_or_by_name() -> None:
    assert Point(1) == Point(1, 2) == Point(y=2, x=1)
    assert repr(Point(1, y=3)) == "Point(x=1, y=3)"
    assert Point(1)._replace(x=5) == Point(5, 2)


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), ((1, 2, 3), {}), ((1,), {"x": 1}), ((1,), {"z": 1})]
)
def test_a_value_without_a_field_or_with_another_is_refused(
    given: tuple[int, ...], named: dict[str, int]
) -> None:
    with pytest.raises(TypeError, match="Point takes x, y"):
        Point(*given, **named)


def test_a_value_is_equal_hashed_copied_and_pickled_by_its_fields() -> None:
    class Other(Value):
        x: int
        y: int = 2

    assert Point(1) != Other(1)
    assert Point(1) != Point(2)
    assert hash(Point(1)) == hash(Point(1, 2))
    assert copy.deepcopy(Point(1)) == copy.copy(Point(1)) == pickle.loads(pickle.dumps(Point(1)))


def test_a_value_refuses_to_be_changed() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="can't be changed: x"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="can't be changed: x"):
        del point.x
    assert point == Point(1)
