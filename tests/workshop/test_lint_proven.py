"""What is proven of a table, as remarks: an example of each kind, what a ruleset without it is like,
and every witness run as its command says.
"""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from support.bad_rulesets import Edit
from support.folders import GOOD

from ocop_scoring import Catalog
from ocop_scoring.cli.app import run
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.workshop import Remark, command_of, lint_rulesets
from ocop_scoring.workshop.lint_proven import on_proven

Out = pytest.CaptureFixture[str]
TABLE, CRITERIA = "mini-2030/product-sets/01-dried.yaml", "mini-2030/criteria/all.yaml"
RULESET, ERRATA = "mini-2030/ruleset.yaml", "mini-2030/errata.yaml"
UNKNOWN_SUM = (
    Edit(
        TABLE,
        ['  "1.3": processing'],
        ['  "1.3": {use: processing, points_printed: 3, why: Bản in ghi 3 điểm}'],
    ),
    Edit(
        TABLE,
        ["points: 9}", '  "1": {group: production, points: 9}'][1:],
        ['  "1": {group: production, points: 10}'],
    ),
    Edit(TABLE, ["  A: {part: whole, points: 9}"], ["  A: {part: whole, points: 10}"]),
    Edit(RULESET, ["points: 20"], ["points: 21"]),
)
"""A table that prints a point more than its levels give, and nobody knows where."""
MISPRINT = "- {{at: 1/{at}, field: points, printed: x, read_as: '{points}', why: Đặt ra, en: Invented, confidence: {sure}}}"


def misprint(at: str, points: str, sure: str = "high") -> Edit:
    return Edit(ERRATA, [], [MISPRINT.format(at=at, points=points, sure=sure)])


HALF = "    half: {points: 1, vi: Đến 50 %"
OVER_HALF = "    over-half: {points: 2, minimum: 4"
EXAMPLES: dict[str, tuple[Edit, ...]] = {
    "star-unreachable": (
        *UNKNOWN_SUM,
        misprint("1.3", "?", "unresolved"),
        Edit(
            RULESET,
            ["  5: from 18 to 20", "  4: from 14 to below 18"],
            ["  5: from 21 to 21", "  4: from 14 to below 21"],
        ),
    ),
    "points-unreachable": (
        *UNKNOWN_SUM,
        misprint("1.3", "?", "unresolved"),
        Edit(RULESET, ["from 18 to 20"], ["from 18 to 21"]),
    ),
    "minimum-unmeetable": (
        misprint("1.2/stable", "2"),
        Edit(CRITERIA, ["    stable:", "      points: 3"], ["    stable:", "      points: 2"]),
        Edit(CRITERIA, ["    deep: {points: 2"], ["    deep: {points: 3"]),
    ),
    "minimums-out-of-order": (
        misprint("1.2/over-half", "3"),
        misprint("1.2/stable", "2"),
        Edit(CRITERIA, [OVER_HALF], [OVER_HALF.replace("2", "3")]),
        Edit(CRITERIA, ["    stable:", "      points: 3"], ["    stable:", "      points: 2"]),
    ),
    "minimum-implied": (
        Edit(CRITERIA, ["    told: {points: 1, vi"], ["    told: {points: 1, minimum: 5, vi"]),
        Edit(CRITERIA, ["    written: {points: 3, minimum: 4"], ["    written: {points: 3"]),
    ),
    "level-unneeded": (
        misprint("1.2/half", "2"),
        misprint("1.2/over-half", "2"),
        Edit(CRITERIA, [HALF], [HALF.replace("1", "2")]),
        Edit(CRITERIA, [OVER_HALF], [OVER_HALF.replace(", minimum: 4", "")]),
    ),
    "criterion-decides-nothing": (
        Edit(
            CRITERIA,
            [
                "    simple: {points: 1, vi: Đơn giản}",
                "    deep: {points: 2, vi: Sâu, needs: {processing: deep}}",
            ],
            ["    any: {points: 0, vi: Có chế biến}"],
        ),
        Edit(
            TABLE,
            ["  A: {part: whole, points: 9}", '  "1": {group: production, points: 9}'],
            ["  A: {part: whole, points: 7}", '  "1": {group: production, points: 7}'],
        ),
        Edit(
            RULESET,
            ["points: 20", "stars:", "  5: from 18 to 20", "  4: from 14 to below 18"],
            ["points: 18", "stars:", "  5: from 16 to 18", "  4: from 14 to below 16"],
        ),
    ),
    "minimum-in-one-case": (
        Edit(CRITERIA, ["    a-full: {points: 2, vi"], ["    a-full: {points: 2, minimum: 4, vi"]),
    ),
}
ALSO = {  # what follows from the same slip
    "star-unreachable": {"points-unreachable"},
    "minimum-unmeetable": {"star-unreachable"},
    "minimums-out-of-order": {"star-unreachable"},
}


def remarks(root: Path, *edits: Edit) -> list[Remark]:
    shutil.copytree(GOOD, root / "r")
    for edit in edits:
        edit.apply(root / "r")
    return [*lint_rulesets(Catalog(root / "r"), ["mini-2030"], ((), (on_proven,)))["mini-2030"]]


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_of_each_kind_is_found(code: str, tmp_path: Path) -> None:
    found = {remark.code for remark in remarks(tmp_path, *EXAMPLES[code])}
    assert code in found
    assert found <= {code} | ALSO.get(code, set())


def test_a_table_in_order_has_none(tmp_path: Path) -> None:
    assert remarks(tmp_path) == []


def shown(table: ProductSet, remark: Remark, root: Path, out: Out) -> dict[str, Any]:
    """The result of a witness, rated as its command says."""
    assert remark.witness is not None
    program, *words = shlex.split(command_of(table, remark.witness, str(root)))
    out.readouterr()
    status = run([*words, "--json"])
    result: dict[str, Any] = json.loads(out.readouterr().out)
    assert (program, status, result["status"]) == ("ocop", 0, "rated")
    return result


@pytest.mark.parametrize("code", EXAMPLES)
def test_every_witness_run_as_its_command_says_shows_what_is_claimed(
    code: str, tmp_path: Path, capsys: Out
) -> None:
    found = remarks(tmp_path, *EXAMPLES[code])
    root = tmp_path / "r"
    table = Catalog(root).ruleset("mini-2030").product_set(1)
    for remark in found:
        if remark.witness is not None:
            result = shown(table, remark, root, capsys)
            said = remark.values
            assert (result["total"], result["star"]) == (str(said["total"]), said["reached"])
    claims = {remark.code: remark for remark in found}
    if code == "minimums-out-of-order":
        result = shown(table, claims[code], root, capsys)
        missed = [(u["star"], u["needs"]) for u in result["unmet"]]
        assert missed == [(claims[code].values["lower_star"], claims[code].values["lower"])]


def test_a_decision_has_nothing_proven_against_it_but_points_that_a_misprint_says_are_missing() -> (
    None
):
    found = lint_rulesets(built_in(), ["148-2023"], ((), (on_proven,)))["148-2023"]
    assert [(r.code, r.severity, r.where, r.recorded) for r in found] == [
        ("points-unreachable", "note", f"148-2023/{number}", (at,))
        for number, at in ((7, "7/6.d"), (11, "11/C"), (12, "12/C"), (13, "13/C"))
    ]
