"""The schemas of files beside the rules: what an editor shows, completes and underlines by them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from support.folders import ROOT

from ocop_scoring.assembly.amend import _is_of_one_kind
from ocop_scoring.assembly.decision_files import FILE_MODELS, ChangeShape
from ocop_scoring.cli.schema import NAMES, document

RULE_FILES = [name for name in NAMES if name.startswith("rules/")]


@cache
def _schema(name: str) -> dict[str, Any]:
    return document(name)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping of a schema."""
    if isinstance(value, dict):
        yield value
    for entry in value.values() if isinstance(value, dict) else value:
        if isinstance(entry, dict | list):
            yield from _nodes(entry)


def _faults(name: str, content: object) -> list[str]:
    validator = jsonschema.Draft202012Validator(_schema(name))
    return [error.message for error in validator.iter_errors(content)]


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_every_schema_is_described_in_both_languages(name: str) -> None:
    for shape in (_schema(name), *_schema(name).get("$defs", {}).values()):
        for field, said in shape.get("properties", {}).items():
            assert " / " in said.get("description", ""), (name, field)


@pytest.mark.parametrize("name", RULE_FILES)
def test_a_rule_files_shapes_say_what_they_are_in_both_languages(name: str) -> None:
    described = _schema(name).get("description", "")
    assert ". / " in described, name


@pytest.mark.parametrize("name", RULE_FILES)
def test_every_closed_word_says_what_it_means(name: str) -> None:
    for node in _nodes(_schema(name)):
        if isinstance(node.get("enum"), list):
            told = node["markdownEnumDescriptions"]
            assert len(told) == len(node["enum"]), node["enum"]
            assert all(told), dict(zip(node["enum"], told, strict=True))


@pytest.mark.parametrize("name", RULE_FILES)
def test_what_a_pattern_wants_is_said_in_words(name: str) -> None:
    for node in _nodes(_schema(name)):
        pattern = node.get("pattern")
        if isinstance(pattern, str) and not pattern.startswith(("^(0", "^[0-9]")):  # numbers
            assert ". / " in node["patternErrorMessage"], node


def test_every_yaml_file_beside_the_rules_names_a_schema_that_is_there() -> None:
    files = [*(ROOT / "criteria").rglob("*.yaml")]
    assert len(files) > 100
    for file in files:
        with file.open(encoding="utf-8") as lines:
            first = next(lines).strip()
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert named != first, file
        assert not Path(named).is_absolute(), file
        assert (file.parent / named).is_file(), file


LEVELS = "{a: {points: 1, vi: Một, when: %s}}"


def _criterion(levels: str) -> object:
    return {"a-thing": {"vi": "Một", "en": "One", "levels": _read(levels)}}


def _read(text: str) -> object:
    loaded = yaml.load(text, Loader=yaml.BaseLoader)
    return _numbered(loaded)


def _numbered(value: Any) -> Any:
    """Text of digits as an editor reads it: as numbers."""
    if isinstance(value, dict):
        return {key: _numbered(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_numbered(entry) for entry in value]
    return int(value) if value.isdecimal() else value


@pytest.mark.parametrize(
    "asked",
    [
        "{share_of_local_workers: from 50 % to below 75 %}",
        "{share_of_local_workers: above 12.5 %}",
        "{months_under_contract: from 12}",
        "{document: national-quality-certificate}",
        "{document: [gmp-certificate, test-report], producer_kind: [cooperative, farm]}",
        "[{document: gmp-certificate}, {registration_complete: yes}]",
    ],
)
def test_what_may_be_asked_of_a_dossier_is_taken(asked: str) -> None:
    assert not _faults("rules/criteria", _criterion(LEVELS % asked))


@pytest.mark.parametrize(
    "asked",
    [
        "{share_of_lokal_workers: from 50 %}",
        "{share_of_local_workers: from 50}",
        "{share_of_local_workers: '50–75 %'}",
        "{months_under_contract: from 12 %}",
        "{document: a-paper}",
        "{producer_kind: a-company}",
        "{registration_complete: true}",
        "{}",
        "[]",
        "from 12",
    ],
)
def test_what_may_not_be_asked_of_a_dossier_is_underlined(asked: str) -> None:
    assert _faults("rules/criteria", _criterion(LEVELS % asked))


@pytest.mark.parametrize(
    "level",
    [
        "{points: 1, vi: Một, minimun: 3}",
        "{points: 1, vi: Một, minimum: 6}",
        "{points: 1, vi: Một, minimum: 1}",
        "{points: một, vi: Một}",
        "{points: 1, vi: 2026}",
        "{points: 1, vi: Một *}",
        "{vi: Một}",
    ],
)
def test_faults_of_a_level_are_underlined(level: str) -> None:
    assert not _faults("rules/criteria", _criterion("{a: {points: 1, vi: Một, minimum: 3}}"))
    assert _faults("rules/criteria", _criterion(f"{{a: {level}}}"))


def test_an_optional_field_is_left_out_and_not_null() -> None:
    level = {"points": 1, "vi": "Một", "minimum": None}
    criterion = {"a-thing": {"vi": "Một", "en": "One", "levels": {"a": level}}}
    assert _faults("rules/criteria", criterion)
    with pytest.raises(ValueError, match="minimum"):
        FILE_MODELS["criteria"].model_validate(
            _read("{a: {vi: a, en: b, levels: {a: {minimum: ~}}}}")
        )


@pytest.mark.parametrize("verbs", range(8))
@pytest.mark.parametrize("sides", range(4))
def test_a_change_is_underlined_where_its_reader_refuses_it(verbs: int, sides: int) -> None:
    names = ("replace", "add", "remove")
    change = {"article": "Điều 1"}
    change |= {name: "ruleset/points" for at, name in enumerate(names) if verbs >> at & 1}
    change |= {name: "100" for at, name in enumerate(("from", "to")) if sides >> at & 1}
    is_read = _is_of_one_kind(ChangeShape.model_validate(change))
    assert is_read == (not _faults("rules/changes", [change]))


def test_facts_of_a_case_are_completed_by_name() -> None:
    facts = _schema("rules/case")["$defs"]["DeckCase"]["properties"]["facts"]
    assert "share_of_local_workers" in facts["properties"]
    assert facts["additionalProperties"] is False


def test_stars_are_completed_and_a_sixth_is_underlined() -> None:
    bands = _schema("rules/ruleset")["properties"]["stars"]
    assert list(bands["properties"]) == ["5", "4", "3", "2", "1"]
    validator = jsonschema.Draft202012Validator(bands)
    assert validator.is_valid({"5": "from 90 to 100"})
    assert not validator.is_valid({"6": "from 90 to 100"})
    assert not validator.is_valid({"5": "90-100"})
