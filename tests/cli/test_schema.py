"""`ocop schema`: the JSON Schemas of what people write and of what systems read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import ValidationError
from support.commandline import Ocop
from support.folders import DEMO, GOOD, ROOT

from ocop_scoring.assembly.decision_files import FILE_MODELS
from ocop_scoring.cli.schema import NAMES, document
from ocop_scoring.formats import FORMATS

MINI = ("--criteria", str(GOOD))
PRINTED: list[list[object]] = [
    ["rules", "list"],
    ["rules", "show", "26-2026"],
    ["rules", "show", "26-2026", "8"],
    ["rules", "show", "26-2026", "26", "--whole"],
    ["rules", "show", "mini-2030", "1", *MINI],
    ["rules", "show", "26-2026", "--derived"],
    ["rules", "find", "tôm khô"],
    ["rules", "find", "không có gì như thế"],
    ["rules", "check", "mini-2030", *MINI],
    ["rules", "applicable", "--filed", "2026-05-10", "--kind", "first"],
    ["rules", "applicable", "--filed", "2026-05-10", "--kind", "first", "--decided", "2026-09-01"],
    ["rules", "applicable", "--filed", "2026-09-15", "--kind", "renewal"],
    ["rules", "applicable", "--filed", "1999-09-15", "--kind", "renewal"],
    ["rules", "certificate", "--issued", "2026-10-01"],
    ["rules", "certificate", "--issued", "2022-10-01", "--ruleset", "1048-2019+781"],
    ["rules", "digest", "mini-2030", *MINI],
    ["score", DEMO / "dossier.yaml", DEMO / "sheet.yaml"],
    ["score", DEMO / "dossier.yaml", DEMO / "sheet-incomplete.yaml"],
    ["score", DEMO / "dossier.yaml", DEMO / "sheet-rejected.yaml"],
    ["report", DEMO / "dossier.yaml", DEMO / "sheet.yaml"],
    ["report", DEMO / "dossier.yaml", DEMO / "sheet.yaml", "--kind", "score_sheet"],
    ["demo"],
    ["check-cases", "mini-2030", *MINI],
    ["schema"],
    ["schema", "nothing"],
    ["score", "nowhere.yaml", "nowhere.yaml"],
]


def _spoken(arguments: list[object]) -> str:
    return " ".join(str(argument).rpartition("/")[2] for argument in arguments)


SHIPPED = ROOT / "criteria" / "schemas"


def test_schema_lists_its_names(ocop: Ocop) -> None:
    lines = ocop("schema").out.splitlines()
    assert [line.split()[0] for line in lines] == list(NAMES)
    assert ocop("schema", "--json").json() == {
        "format": "ocop-schemas/1",
        "schemas": list(NAMES),
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_says_what_it_is(ocop: Ocop, name: str) -> None:
    printed = ocop("schema", name).json()
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert printed["title"] == f"OCOP {name}"
    assert printed["type"] in ("object", "array")
    jsonschema.Draft202012Validator.check_schema(printed)


def test_the_name_of_a_format_is_its_schemas_name() -> None:
    for name, model in FORMATS.items():
        (printed,) = [document(name)["properties"]["format"]["const"]]
        assert printed == f"ocop-{name}/1", model


def test_files_of_rules_stand_apart_from_what_systems_read(ocop: Ocop) -> None:
    assert ocop("schema", "product-set").json()["properties"]["format"]
    assert "format" not in ocop("schema", "rules/product-set").json()["properties"]


@pytest.mark.parametrize("name", NAMES)
def test_no_description_breaks_its_line(name: str) -> None:
    described = [entry for key, entry in _texts(document(name)) if key == "description"]
    assert described or name.startswith("rules/")
    assert not [text for text in described if text != " ".join(text.split())]


@pytest.mark.parametrize("name", FORMATS)
def test_every_field_of_a_format_has_a_title_and_a_description_in_both_languages(
    name: str,
) -> None:
    printed = document(name)
    for shape in (printed, *printed.get("$defs", {}).values()):
        assert shape["description"], shape
        for field, said in shape["properties"].items():
            assert said["title"].count(" / ") == 1, (name, field)
            assert said["description"].count(". / ") == 1, (name, field)


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_schemas_are_those_of_the_code(name: str) -> None:
    shipped = json.loads((SHIPPED / f"{name}.json").read_text(encoding="utf-8"))
    assert shipped == document(name), "write them with: make schemas"


def test_every_file_beside_the_rules_fits_the_schema_that_it_names() -> None:
    known: dict[Path, jsonschema.Draft202012Validator] = {}
    files = sorted((ROOT / "criteria").rglob("*.yaml"))
    decks = [file for file in files if file.parent.name == "cases"]  # many, and much alike
    for file in [*(file for file in files if file not in decks), *decks[::8]]:
        text = file.read_text(encoding="utf-8")
        named = text.split("\n", 1)[0].removeprefix("# yaml-language-server: $schema=")
        path = (file.parent / named).resolve()
        if path not in known:
            content = json.loads(path.read_text(encoding="utf-8"))
            known[path] = jsonschema.Draft202012Validator(content)
        wrong = [error.message for error in known[path].iter_errors(_as_an_editor_reads(text))]
        assert not wrong, file


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("rules/groups", {"Production": {"vi": "Sản xuất", "en": "Production"}}),
        ("rules/groups", {"production": {"vi": " ", "en": "Production"}}),
        ("rules/facts", {"local-workers": {"unit": "count", "vi": "a", "en": "b"}}),
        ("rules/facts", {"local_workers": {"unit": "percent", "vi": "a", "en": "b"}}),
        ("rules/documents", {"test-report": {"vi": "a", "en": "b", "expires": "never"}}),
        ("rules/classification", {"sectors": {}}),
        ("rules/minimums", {"known": [], "missing": [{"part": "first", "stars": [3]}]}),
        ("rules/minimums", {"known": [], "missing": [{"part": "A", "stars": [1]}]}),
        ("rules/errata", [{"at": "8/2.4"}]),
        ("policy", {"format": "ocop-policy/2"}),
    ],
)
def test_schema_and_reader_of_a_rule_file_refuse_the_same(name: str, wrong: object) -> None:
    assert not jsonschema.Draft202012Validator(document(name)).is_valid(wrong)
    with pytest.raises(ValidationError):
        FILE_MODELS[name.removeprefix("rules/")].model_validate(wrong)


def test_no_other_schema_is_shipped() -> None:
    shipped = {
        path.relative_to(SHIPPED).with_suffix("").as_posix() for path in SHIPPED.rglob("*.json")
    }
    assert shipped == set(NAMES)


@pytest.mark.parametrize("arguments", PRINTED, ids=_spoken)
def test_what_a_verb_prints_is_read_back_by_its_model_and_fits_its_schema(
    ocop: Ocop, arguments: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    printed = ocop(*arguments, "--json").json()
    name = printed["format"].removeprefix("ocop-").removesuffix("/1")
    read = FORMATS[name].model_validate(printed)
    assert json.dumps(read.model_dump(mode="json")) == json.dumps(printed)
    jsonschema.Draft202012Validator(document(name)).validate(printed)


def test_write_leaves_every_schema_in_a_folder(ocop: Ocop, tmp_path: Path) -> None:
    assert ocop("schema", "--write", tmp_path / "schemas").status == 0
    written = {
        path.relative_to(tmp_path / "schemas").with_suffix("").as_posix(): path
        for path in (tmp_path / "schemas").rglob("*.json")
    }
    assert sorted(written) == sorted(NAMES)
    for name in ("sheet", "rules/case"):
        assert written[name].read_text(encoding="utf-8") == ocop("schema", name).out


def test_write_with_a_name_writes_that_one(ocop: Ocop, tmp_path: Path) -> None:
    assert ocop("schema", "rules/gates", "--write", tmp_path).status == 0
    assert [path.name for path in tmp_path.rglob("*.json")] == ["gates.json"]


def test_a_dossier_of_ones_own_rules_is_completed_with_ones_own_facts(ocop: Ocop) -> None:
    own, built_in = (
        next(form for form in printed["properties"]["facts"]["anyOf"] if "properties" in form)
        for printed in (ocop("schema", "dossier", *MINI).json(), document("dossier"))
    )
    assert "share_of_local_workers" in built_in["properties"]
    assert set(own["properties"]) != set(built_in["properties"])


def test_an_unknown_schema_is_refused_with_the_nearest(ocop: Ocop) -> None:
    run = ocop("schema", "shet", "--lang", "en")
    assert run == (2, "", "NAME wrong-option: “shet” can't be used here; expected sheet.\n")


def _as_an_editor_reads(text: str) -> Any:
    """YAML as an editor shows it to a schema: keys are text, days, yes and no too."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): plain(entry) for key, entry in value.items()}
        if isinstance(value, list):
            return [plain(entry) for entry in value]
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value.isoformat() if isinstance(value, date) else value

    return plain(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """Every text of a document with its key."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, entry in entries:
        if isinstance(entry, str):
            yield str(key), entry
        elif isinstance(entry, dict | list):
            yield from _texts(entry)
