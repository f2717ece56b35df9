"""The closed words of the field stand in one place: as a type, and as a tuple of the same words."""

from __future__ import annotations

import ast
from typing import Literal, get_args, get_origin

import pytest
from support.code import modules, tree

from ocop_scoring import terms

TYPES = {
    name: get_args(value)
    for name, value in vars(terms).items()
    if get_origin(value) is Literal and name in terms.__all__
}
TUPLES = {
    name: value
    for name, value in vars(terms).items()
    if isinstance(value, tuple) and name.isupper()
}


@pytest.mark.parametrize("name", TUPLES)
def test_a_tuple_of_words_is_that_of_a_type(name: str) -> None:
    assert TUPLES[name] in TYPES.values()


@pytest.mark.parametrize("name", TYPES)
def test_no_word_stands_twice_in_a_type(name: str) -> None:
    assert len(set(TYPES[name])) == len(TYPES[name])


def test_no_other_module_says_a_type_of_words_again() -> None:
    """A `Literal[...]` of the same words elsewhere would drift from this one."""
    said = {frozenset(words) for words in TYPES.values() if len(words) > 1}
    again = [
        f"{module}:{node.lineno}"
        for module, path in modules().items()
        if module != "terms"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Literal"
        and frozenset(_words(node)) in said
    ]
    assert not again, "import the type from ocop_scoring.terms"


def _words(node: ast.Subscript) -> list[object]:
    inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return [one.value for one in inner if isinstance(one, ast.Constant)]
