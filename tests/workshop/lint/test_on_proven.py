"""What is proven of a table, as remarks: an example of each kind, and every witness run as its
command says.
"""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from support.bad_rulesets import Edit, edits_in
from support.folders import GOOD, ROOT

from ocop_scoring import Catalog
from ocop_scoring.cli.app import run
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.workshop import Remark, command_of, lint_rulesets
from ocop_scoring.workshop.lint.on_proven import on_proven

Out = pytest.CaptureFixture[str]
TABLE, CRITERIA = "mini-2030/product-sets/01-dried.yaml", "mini-2030/criteria/all.yaml"
RULESET, ERRATA = "mini-2030/ruleset.yaml", "mini-2030/errata.yaml"
PAGES = ROOT / "docs" / "reference" / "lint"
CODES = [
    "star-unreachable",
    "points-unreachable",
    "case-worth-less",
    "minimum-unmeetable",
    "minimums-out-of-order",
    "minimum-in-one-case",
    "minimum-implied",
    "level-unneeded",
    "criterion-decides-nothing",
]
ALSO = {  # what follows from the same slip
    "star-unreachable": {"points-unreachable"},
    "minimum-unmeetable": {"star-unreachable"},
}


def example(code: str) -> list[Edit]:
    """The changes of the small ruleset that a kind's page shows."""
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    return edits_in(page.partition("## An example")[2])


def remarks(root: Path, *edits: Edit) -> list[Remark]:
    shutil.copytree(GOOD, root / "r")
    for edit in edits:
        edit.apply(root / "r")
    return [*lint_rulesets(Catalog(root / "r"), ["mini-2030"], ((), (on_proven,)))["mini-2030"]]


@pytest.mark.parametrize("code", CODES)
def test_an_example_shows_one_slip_alone(code: str, tmp_path: Path) -> None:
    found = {remark.code for remark in remarks(tmp_path, *example(code))}
    assert found == {code} | ALSO.get(code, set())


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


@pytest.mark.parametrize("code", CODES)
def test_every_witness_run_as_its_command_says_shows_what_is_claimed(
    code: str, tmp_path: Path, capsys: Out
) -> None:
    found = remarks(tmp_path, *example(code))
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


def test_points_that_an_unresolved_misprint_says_are_missing_are_a_note() -> None:
    (found,) = lint_rulesets(built_in(), ["148-2023"], ((), (on_proven,)), only=7)["148-2023"]
    assert (found.code, found.severity, found.where) == ("points-unreachable", "note", "148-2023/7")
    assert found.recorded == ("7/6.d",)
