"""A face loads a name when it is first used, once, and says what is not there."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from ocop_scoring.faces import face


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A package with a face over two modules of the standard library's `json`."""
    import json

    shown = ModuleType("json")
    shown.__path__ = json.__path__
    monkeypatch.setitem(sys.modules, "json", shown)
    homes = {"JSONDecoder": "decoder", "scanner": "scanner"}
    shown.__getattr__, shown.__dir__ = face("json", homes)  # type: ignore[method-assign, assignment]
    return shown


def test_a_name_is_taken_from_its_module_and_kept(package: ModuleType) -> None:
    from json.decoder import JSONDecoder

    assert "JSONDecoder" not in vars(package)
    assert package.JSONDecoder is JSONDecoder
    assert vars(package)["JSONDecoder"] is JSONDecoder


def test_a_module_is_handed_on_under_its_own_name(package: ModuleType) -> None:
    assert package.scanner is sys.modules["json.scanner"]


def test_what_is_not_there_is_an_attribute_error_that_names_the_package(
    package: ModuleType,
) -> None:
    with pytest.raises(AttributeError, match="module 'json' has no attribute 'nosuch'"):
        package.nosuch  # noqa: B018


def test_completions_show_the_names_of_the_face_alone(package: ModuleType) -> None:
    assert dir(package) == ["JSONDecoder", "scanner"]
