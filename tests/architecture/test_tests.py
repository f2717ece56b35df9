"""Where tests stand: one file a module, in the folder of its room."""

from __future__ import annotations

from support.code import modules, settings
from support.folders import ROOT

TESTS = ROOT / "tests"
ELSEWHERE: dict[str, str] = settings()["tool"]["ocop"]["tested-elsewhere"]
"""Modules without a file of their own, and where they are tested."""

OWN = {
    name: TESTS.joinpath(*name.split(".")[:-1]) / f"test_{name.rpartition('.')[2]}.py"
    for name, path in modules().items()
    if not path.name.startswith("__")
}


def test_every_module_has_a_test_file_or_says_where_it_is_tested() -> None:
    without = {name for name, file in OWN.items() if not file.exists()}
    assert without - ELSEWHERE.keys() == set(), (
        "write tests/ROOM/test_MODULE.py; or say in pyproject.toml, [tool.ocop.tested-elsewhere], "
        "which file tests it"
    )


def test_where_a_module_is_tested_is_a_file() -> None:
    named = {place for places in ELSEWHERE.values() for place in places.split(", ")}
    assert {place for place in named if not (TESTS / place).exists()} == set()
