"""What lint says, as SARIF 2.1.0: what its schema asks for, and what tools for code review need."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from support.bad_rulesets import Edit
from support.commandline import Ocop
from support.folders import GOOD, ROOT

from ocop_scoring.errors import Place
from ocop_scoring.version import __version__
from ocop_scoring.workshop import Remark
from ocop_scoring.workshop.lint.remark import REMARKS
from ocop_scoring.workshop.lint.sarif import sarif

TABLE = "mini-2030/product-sets/01-dried.yaml"
Log = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "đặt ra")
    row = '  "1.2": {use: contracts, minimums: {4: stable}}'
    Edit(TABLE, ['  "1.2": contracts'], [row]).apply(tmp_path / "đặt ra")
    return tmp_path / "đặt ra"


@pytest.fixture
def log(ocop: Ocop, folder: Path) -> Log:
    found = ocop("lint", "--criteria", folder, "--sarif", "--lang", "en")
    assert found.status == 0
    read: Log = json.loads(found.out)
    return read


# What each object of the schema must have, may have, and of which type; additional names are
# refused there.
SHAPES: dict[str, tuple[dict[str, type], dict[str, type]]] = {
    "log": ({"version": str, "runs": list}, {"$schema": str}),
    "run": ({"tool": dict}, {"columnKind": str, "results": list}),
    "driver": ({"name": str}, {"version": str, "language": str, "rules": list}),
    "rule": (
        {"id": str},
        {
            "shortDescription": dict,
            "help": dict,
            "helpUri": str,
            "defaultConfiguration": dict,
            "properties": dict,
        },
    ),
    "result": (
        {"message": dict},
        {
            "ruleId": str,
            "ruleIndex": int,
            "level": str,
            "locations": list,
            "partialFingerprints": dict,
            "properties": dict,
        },
    ),
    "location": ({}, {"physicalLocation": dict, "logicalLocations": list}),
    "physical": ({}, {"artifactLocation": dict, "region": dict}),
    "region": ({}, {"startLine": int, "startColumn": int}),
    "logical": ({}, {"name": str, "fullyQualifiedName": str}),
    "text": ({"text": str}, {}),
}


def check(name: str, value: Log) -> None:
    must, may = SHAPES[name]
    assert must.keys() <= value.keys() <= must.keys() | may.keys(), (name, value.keys())
    for key, kind in (must | may).items():
        assert key not in value or type(value[key]) is kind, (name, key)


def test_the_log_has_the_form_of_the_schema(log: Log) -> None:
    check("log", log)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    check("run", run)
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = run["tool"]["driver"]
    check("driver", driver)
    assert re.fullmatch("[a-z]{2}(-[A-Z]{2})?", driver["language"])
    for rule in driver["rules"]:
        check("rule", rule)
        check("text", rule["shortDescription"])
        check("text", rule["help"])
    for result in run["results"]:
        check("result", result)
        check("text", result["message"])
        assert result["level"] in ("none", "note", "warning", "error")
        assert all(type(text) is str for text in result["partialFingerprints"].values())
        for location in result["locations"]:
            check("location", location)
            check("physical", location["physicalLocation"])
            check("region", location["physicalLocation"]["region"])
            assert min(location["physicalLocation"]["region"].values()) >= 1
            for logical in location["logicalLocations"]:
                check("logical", logical)


def test_every_result_names_its_rule_whose_page_is_there(log: Log) -> None:
    driver, results = log["runs"][0]["tool"]["driver"], log["runs"][0]["results"]
    rules = driver["rules"]
    assert driver["version"] == __version__
    assert {rule["id"] for rule in rules} == {result["ruleId"] for result in results}
    assert [rules[result["ruleIndex"]]["id"] for result in results] == [
        result["ruleId"] for result in results
    ]
    for rule in rules:
        assert (ROOT / rule["helpUri"]).is_file()
        assert rule["defaultConfiguration"] == {"level": REMARKS[rule["id"]][0]}


def test_files_are_relative_and_percent_encoded_and_fingerprints_differ(
    log: Log, tmp_path: Path
) -> None:
    results = log["runs"][0]["results"]
    (one,) = (result for result in results if result["ruleId"] == "minimum-differs")
    physical = one["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == f"%C4%91%E1%BA%B7t%20ra/{TABLE}"
    assert physical["region"] == {"startLine": 15, "startColumn": 3}
    assert one["properties"]["vi"] != one["properties"]["en"] == one["message"]["text"]
    assert str(tmp_path) not in json.dumps(log)
    fingerprints = [result["partialFingerprints"]["ocopAddress/v1"] for result in results]
    assert len({*fingerprints}) == len(fingerprints)


def test_lines_that_move_keep_their_fingerprints_and_equal_rules_give_equal_logs(
    ocop: Ocop, folder: Path, log: Log
) -> None:
    again = ocop("lint", "--criteria", folder, "--sarif", "--lang", "en").out
    assert json.loads(again) == log
    file = folder / TABLE
    file.write_text(f"# dời xuống\n{file.read_text('utf-8')}", "utf-8")
    moved = ocop("lint", "--criteria", folder, "--sarif", "--lang", "en").json()
    known = [[r["partialFingerprints"] for r in one["runs"][0]["results"]] for one in (log, moved)]
    assert known[0] == known[1]


def test_a_witness_and_what_is_on_record_stand_in_the_properties() -> None:
    remark = Remark(
        "points-differ",
        Place("a.yaml", 2, 3),
        "mini-2030/1/1.3",
        1,
        "1.3",
        values={"number": "1.3", "product_set": 1, "criterion": "processing"},
        recorded=("exactly-half",),
        witness={"1.1": 3},
    )
    found = sarif([remark], "vi", lambda place: place.file, lambda remark: "ocop score …")
    (result,) = found["runs"][0]["results"]
    assert result["level"] == "note"
    assert result["message"]["text"] == remark.vi
    properties = result["properties"]
    assert properties["witness"] == {"1.1": 3}
    assert properties["command"] == "ocop score …"
    assert properties["recorded"] == ["exactly-half"]


def test_where_nothing_is_found_the_log_is_empty() -> None:
    found = sarif([], "en", lambda place: place.file, lambda remark: None)
    assert found["runs"][0]["results"] == found["runs"][0]["tool"]["driver"]["rules"] == []
