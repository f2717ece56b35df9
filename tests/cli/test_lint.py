"""`ocop lint`: what holds together in rulesets and may still be wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

from support.bad_rulesets import Edit
from support.commandline import Ocop
from support.folders import GOOD

from ocop_scoring import formats, ruleset
from ocop_scoring.workshop import command_of

TABLE = "mini-2030/product-sets/01-dried.yaml"
ROW = Edit(TABLE, ['  "1.2": contracts'], ['  "1.2": {use: contracts, minimums: {4: stable}}'])


def small(root: Path, *edits: Edit) -> Path:
    """The small ruleset with some changes."""
    shutil.copytree(GOOD, root / "r")
    for edit in edits:
        edit.apply(root / "r")
    return root / "r"


def test_each_kind_is_counted_with_its_first_place_and_where_the_others_are(
    ocop: Ocop, tmp_path: Path
) -> None:
    run = ocop("lint", "--criteria", small(tmp_path, ROW), "--lang", "en")
    lines = run.out.splitlines()
    at = lines.index("warning minimum-differs: 1")
    assert "product-sets/01-dried.yaml:15:3 item 1.2 of set 1 (“Contracts”) has" in lines[at + 1]
    assert "ocop lint RULESET --code CODE" in lines[-1]
    assert run.status == 0
    assert len(lines) < 24


def test_a_whole_decision_is_one_screen_without_ids_of_criteria(ocop: Ocop) -> None:
    lines = ocop("lint", "26-2026").out.splitlines()
    assert len(lines) < 24
    assert any("“Ngoại hình, độ đồng đều”" in line for line in lines)


def test_every_place_of_one_kind_can_be_asked_for_with_its_mend_and_its_page(
    ocop: Ocop, tmp_path: Path
) -> None:
    folder = small(tmp_path, ROW)
    lines = ocop(
        "lint", "--code", "minimum-differs", "--criteria", folder, "--lang", "en"
    ).out.splitlines()
    at = lines.index("warning minimum-differs")
    assert lines[at + 2] == (
        "    → Compare with print; take the exception away, or add reading: ID or an erratum. "
        "(docs/reference/lint/minimum-differs.md)"
    )
    unknown = ocop("lint", "--code", "minimum-difers", "--criteria", folder, "--lang", "en")
    assert "minimum-differs" in unknown.err
    assert unknown.status == 2


def test_json_is_a_bare_list_of_remarks(ocop: Ocop, tmp_path: Path) -> None:
    found = ocop("lint", "mini-2030", "1", "--criteria", small(tmp_path, ROW), "--json").json()
    assert isinstance(found, list)
    assert formats.Remarks.model_validate(found).model_dump(mode="json") == found
    (one,) = (one for one in found if one["code"] == "minimum-differs")
    assert (one["product_set"], one["number"], one["line"], one["column"]) == (1, "1.2", 15, 3)
    assert (one["severity"], one["where"]) == ("warning", "mini-2030/1/1.2")


def test_a_folder_is_looked_at_as_by_rules_check(ocop: Ocop, tmp_path: Path) -> None:
    folder = small(tmp_path, ROW)
    of_one = ocop("lint", "--folder", folder / "mini-2030", "--json").json()
    of_all = ocop("lint", "--folder", folder, "--json").json()
    assert {"fact-unasked"} < {one["code"] for one in of_all}
    assert [one["code"] for one in of_one if one["code"] == "minimum-differs"]


def test_a_table_that_is_none_is_refused(ocop: Ocop) -> None:
    run = ocop("lint", "26-2026", "99", "--lang", "en")
    assert run.status == 2


def test_the_command_of_a_witness_rates_it(ocop: Ocop) -> None:
    command = command_of(ruleset("26-2026").product_set(8), {"1.1": 3, "1.2": 0})
    assert command == "ocop score --string OCOP:26-2026/8/1.1=most/1.2=none"
    assert ocop(*command.split()[1:]).status == 4


def test_the_law_as_printed_has_errors_and_the_corrected_reading_none(ocop: Ocop) -> None:
    printed = ocop("lint", "26-2026", "4", "--as-printed", "--json")
    corrected = ocop("lint", "26-2026", "4", "--json")
    assert {"points-above-maximum"} < {one["code"] for one in printed.json()}
    assert (printed.status, corrected.status) == (1, 0)
