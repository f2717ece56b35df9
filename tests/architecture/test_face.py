"""The public face: each name is there for programs, type checkers and completion alike, and what a
public function takes or returns has a public name.
"""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from support.code import PACKAGE, modules, tree
from support.folders import ROOT

import ocop_scoring as ocop
from ocop_scoring.frozen import worked_out

NAMES = [name for name in ocop.__all__ if name != "__version__"]
FACES = [name for name, path in modules().items() if "faces import face" in path.read_text("utf-8")]


def _homes(package: str) -> dict[str, str]:
    found: dict[str, str] = import_module(f"ocop_scoring.{package}".rstrip("."))._HOMES
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_exists_and_lives_where_the_face_says(name: str) -> None:
    value = getattr(ocop, name)
    home = _homes("")[name]
    module = sys.modules[f"ocop_scoring.{home}"]
    assert value is (module if home == name else vars(module)[name])


@pytest.mark.parametrize("name", NAMES)
def test_every_public_type_and_function_has_a_docstring(name: str) -> None:
    value = getattr(ocop, name)
    assert get_origin(value) is Literal or inspect.getdoc(value)


@pytest.mark.parametrize("package", FACES)
def test_a_face_shows_type_checkers_the_same_names_as_programs(package: str) -> None:
    face = next(
        node
        for node in tree(modules()[package]).body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    shown = {
        alias.asname: node.module or alias.name
        for node in face.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert shown == _homes(package), f"{package}: the imports and _HOMES must name the same"


@pytest.mark.parametrize("package", [name for name in FACES if name])
def test_a_room_hands_on_what_the_package_shows_of_it(package: str) -> None:
    """But a function that is called like its module, which would stand in the module's place. A
    room may hand on more, to the rooms above it.
    """
    of_room = {
        name: home.removeprefix(f"{package}.")
        for name, home in _homes("").items()
        if home.startswith(f"{package}.") and name != home.rpartition(".")[2]
    }
    assert of_room.items() <= _homes(package).items()


def test_completions_show_public_names_and_nothing_else() -> None:
    assert dir(ocop) == sorted(NAMES)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing_like_this'"):
        ocop.nothing_like_this  # type: ignore[attr-defined] # noqa: B018


def test_importing_the_package_loads_no_model_and_no_yaml() -> None:
    heavy = ("pydantic", "pydantic_core", "yaml", "jinja2")
    code = f"import sys, ocop_scoring; print([m for m in {heavy} if m in sys.modules])"
    assert _said_by(code) == "[]"


def test_a_room_loads_none_of_its_modules_before_they_are_asked_for() -> None:
    rooms = [f"ocop_scoring.{name}" for name in FACES if name]
    code = f"import sys; before = {['ocop_scoring', 'ocop_scoring.faces', 'ocop_scoring.version']}"
    for room in rooms:
        code += f"\nimport {room}"
    code += "\nprint(sorted(m for m in sys.modules if m.startswith('ocop_scoring')"
    code += f" and m not in before and m not in {rooms}))"
    assert _said_by(code) == "[]"


def _said_by(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    )
    return done.stdout.strip()


# What a public function takes or returns has a public name.


def _annotated(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Every type that a caller meets: of parameters and results, of fields and properties."""
    if not inspect.isclass(value):
        if inspect.isfunction(value):
            yield from ((f"{name}({at})", kind) for at, kind in get_type_hints(value).items())
        return
    for at, kind in get_type_hints(value).items():
        if not at.startswith("_"):
            yield f"{name}.{at}", kind
    for at, member in vars(value).items():
        function = _function_of(member)
        if function is not None and not at.startswith("_"):
            hints = get_type_hints(function)
            yield from ((f"{name}.{at}({inner})", kind) for inner, kind in hints.items())


def _function_of(member: object) -> Any:
    if isinstance(member, property):
        return member.fget
    if isinstance(member, cached_property | worked_out):
        return member.func
    if isinstance(member, classmethod | staticmethod):
        return member.__func__
    return member if inspect.isfunction(member) else None


def _parts(kind: Any) -> Iterator[Any]:
    yield kind
    for inner in get_args(kind):
        if isinstance(inner, list):
            for one in inner:
                yield from _parts(one)
        else:
            yield from _parts(inner)


PUBLIC = {id(getattr(ocop, name)) for name in NAMES}

PROTOCOLS = {"Complaining", "Placing", "Table"}
"""What a caller may give, or hand on, without naming it: a table is the heart's own."""


@pytest.mark.parametrize("name", NAMES)
def test_what_is_taken_or_returned_has_a_public_name(name: str) -> None:
    private = {
        f"{at}: {part.__module__}.{part.__qualname__}"
        for at, kind in _annotated(name, getattr(ocop, name))
        for part in _parts(kind)
        if inspect.isclass(part)
        and part.__module__.startswith("ocop_scoring")
        and id(part) not in PUBLIC
        and part.__name__ not in PROTOCOLS
    }
    assert not private, "put these types on the face (src/ocop_scoring/__init__.py), or hide them"


CLOSED = {"lang", "kind", "role", "format", "status", "outcome", "source", "mode", "unit"}
"""Names whose words are closed: what bears one is a Literal, so that a typo does not type-check."""


OPEN = {"FiledDocument.kind", "DocumentKind.kind", "Review.flaws_of(kind)"}
"""Words of the same name that a vocabulary adds to."""


@pytest.mark.parametrize("name", NAMES)
def test_closed_words_are_literals(name: str) -> None:
    open_words = {
        at
        for at, kind in _annotated(name, getattr(ocop, name))
        if at.rstrip(")").replace("(", ".").rpartition(".")[2] in CLOSED and str in _parts(kind)
    }
    assert not open_words - OPEN, "annotate these with the Literal of ocop_scoring.terms or lang"


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").exists()
    assert Path(ocop.__file__ or "").name == "__init__.py"
