"""What is written down twice says the same: the changelog and the version, the locks and what is
asked for.
"""

from __future__ import annotations

import re

import pytest
from mutation.__main__ import KNOWN_BAD, Bad
from support.code import PACKAGE, settings
from support.folders import ROOT

import ocop_scoring as ocop


def test_the_changelog_names_the_version() -> None:
    assert f"## [{ocop.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


LOCKS = {
    "requirements-dev.lock": ["test"],
    "requirements-bench.lock": ["test", "bench"],
    "requirements-mutants.lock": ["test", "mutants"],
}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_what_is_asked_for_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", line)] == []
    pinned = {line.partition("==")[0] for line in lines}
    project = settings()["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["cli"]]
    for group in LOCKS[lock]:
        asked += settings()["dependency-groups"][group]
    names = {re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in asked}
    assert names - pinned == set(), "write the locks anew: make lock"


@pytest.mark.parametrize("bad", KNOWN_BAD, ids=lambda bad: bad.file)
def test_the_known_bad_changes_of_the_mutation_run_fit_the_code(bad: Bad) -> None:
    """So that a run does not stop at its proof (tests/mutation)."""
    text = (PACKAGE / bad.file).read_text(encoding="utf-8")
    assert text.count(bad.old) == 1, "choose another known bad change in tests/mutation/__main__.py"
