"""The conformance kit: what it expects the engine comes to too; its runners, in PHP and JavaScript,
find their examples right and a changed one wrong.
"""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from oracle.write_conformance import KIT, councils, evidence, sheets
from support.programs import program
from vectors.mutants import RULESETS, vectors_of

import ocop_scoring as ocop

RUNNERS = {"mjs": "node", "php": "php"}
CASES = {
    name: json.loads((KIT / f"{name}.json").read_text(encoding="utf-8"))["cases"]
    for name in ("sheets", "evidence", "councils")
}


def _rated(case: dict[str, Any]) -> dict[str, Any]:
    """What the library makes of a case."""
    rules, dossier = ocop.ruleset(case["ruleset"]), ocop.read_dossier(case["dossier"])
    forms = [ocop.read_sheet(sheet) for sheet in case["sheets"]]
    if case["policy"] is None:
        return ocop.score(rules, dossier, forms[0]).as_json()
    found = ocop.council(
        rules,
        dossier,
        forms,
        policy=ocop.read_policy(case["policy"]),
        appointed=case["appointed"],
        level=case["level"],
        decided_on=date.fromisoformat(case["decided_on"]),
    ).as_json()
    return found | {"rescore": found["rescore"] and found["rescore"]["members"]}


def _like(found: Any, expected: Any) -> Any:
    """What was found, with the keys alone that are expected."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return {key: _like(found.get(key), value) for key, value in expected.items()}
    if isinstance(expected, list) and isinstance(found, list) and len(found) == len(expected):
        return [_like(one, other) for one, other in zip(found, expected, strict=True)]
    return found


@pytest.mark.parametrize("name", CASES)
def test_the_library_comes_to_what_the_kit_expects(name: str) -> None:
    for case in CASES[name]:
        assert _like(_rated(case), case["expected"]) == case["expected"], case["name"]


def test_the_kit_has_every_kind_of_outcome() -> None:
    def statuses(name: str) -> set[str]:
        return {case["expected"]["status"] for case in CASES[name]}

    assert statuses("sheets") == {"rated", "rejected", "incomplete"}
    assert statuses("evidence") == {"rated", "rejected", "incomplete"}
    assert statuses("councils") == {"rated", "rejected", "incomplete", "no-quorum", "rescore"}
    sources = {gate["source"] for case in CASES["evidence"] for gate in case["expected"]["gates"]}
    assert "evidence" in sources
    assert sum(bool(case["expected"]["unmet"]) for case in CASES["sheets"]) > 50


@pytest.mark.parametrize(
    ("name", "make"), [("sheets", sheets), ("evidence", evidence), ("councils", councils)]
)
def test_the_kit_is_written_as_its_script_writes_it(name: str, make: Any) -> None:
    first = CASES[name][0]
    assert json.loads(json.dumps(next(make()))) == first | {"name": ""}


@pytest.mark.parametrize("ending", RUNNERS)
def test_a_runner_is_short_finds_its_example_right_and_a_changed_one_wrong(
    ending: str, tmp_path: Path
) -> None:
    runner, example = KIT / f"run.{ending}", KIT / f"rate.{ending}"
    assert len(runner.read_text(encoding="utf-8").splitlines()) <= 60
    (tmp_path / "few.txt").write_text("\n".join(_few_vectors()) + "\n", encoding="utf-8")
    done = _run(RUNNERS[ending], runner, example, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines() == [
        "sheets: 260 right, 0 wrong, 0 not done",
        "evidence: 0 right, 0 wrong, 60 not done",
        "councils: 0 right, 0 wrong, 80 not done",
        "few.txt: 400 right, 0 wrong, 0 not done",
    ]
    changed = tmp_path / f"changed.{ending}"
    text = example.read_text(encoding="utf-8")
    assert text.count(">= from") + text.count(">= $from") == 1
    text = text.replace(">= from", "> from").replace(">= $from", "> $from")
    changed.write_text(text, encoding="utf-8")
    done = _run(RUNNERS[ending], runner, changed, tmp_path)
    assert done.returncode == 1
    assert '"star_by_points":4' in done.stdout


def _few_vectors() -> list[str]:
    """Every fiftieth vector; both runners without arguments take all."""
    vectors = [vector for ruleset in RULESETS for vector in vectors_of(ruleset)]
    return [f"{vector.string} {vector.expected}" for vector in vectors[::50]]


def _run(name: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    command = [program(name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
