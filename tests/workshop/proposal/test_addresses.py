"""The schema of a proposal's changes: what an editor completes and underlines of its addresses."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from ocop_scoring.cli.schema import document
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.workshop.lint.read import read_ruleset
from ocop_scoring.workshop.proposal.addresses import with_addresses
from ocop_scoring.workshop.proposal.present import present_values

Schema = dict[str, Any]


@pytest.fixture(scope="module")
def schema() -> Schema:
    read = read_ruleset(built_in(), "26-2026")
    present = present_values(read, "vi")
    made: Schema = json.loads(
        with_addresses(json.dumps(document("rules/changes")), read, present, "vi")
    )
    return made


def test_an_address_is_completed_with_what_stands_there_now(schema: Schema) -> None:
    offered = schema["$defs"]["address"]["defaultSnippets"]
    said = {entry["label"]: entry["description"] for entry in offered}
    assert len(said) == len(offered) > 3000
    assert said["criteria/packaging/levels/creative/minimum"] == "Đóng gói, bao bì. Đang là: 3"
    assert said["ruleset/points"] == "Đang là: 100"


@pytest.mark.parametrize("verb", ["replace", "remove"])
@pytest.mark.parametrize(
    ("address", "is_there"),
    [
        ("criteria/packaging/levels/creative/minimum", True),
        ("criteria/packagin/levels/creative/minimum", False),
        ("product-sets/8/rows/1.1", True),
        ("product-sets/27/rows/1.1", False),
        ("ruleset/stars/5", True),
        ("rule-set/stars/5", False),
    ],
)
def test_a_criterion_or_table_that_is_not_there_is_underlined(
    schema: Schema, verb: str, address: str, is_there: bool
) -> None:
    change = {verb: address, "from": 1, "article": "Đề xuất, mục 1"}
    change |= {"to": 2} if verb == "replace" else {}
    assert jsonschema.Draft202012Validator(schema).is_valid([change]) == is_there


def test_what_a_change_needs_stays_checked(schema: Schema) -> None:
    wrong = [{"remove": "ruleset/points", "article": "Đề xuất, mục 1"}]
    assert not jsonschema.Draft202012Validator(schema).is_valid(wrong)
