"""A council's policy comes in by the same doors as forms do, and says the same by each."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from support.folders import CRITERIA

from ocop_scoring.errors import PolicyError
from ocop_scoring.filing.policy import load_policy, read_policy

POLICIES = sorted((CRITERIA / "policies").glob("*.yaml"))


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_a_policy_is_the_same_from_a_file_a_text_bytes_and_a_mapping(path: Path) -> None:
    policy = load_policy(path)
    text = path.read_text(encoding="utf-8")
    for given in (text, text.encode(), yaml.safe_load(text), policy):
        assert read_policy(given) == policy
    assert policy.id == path.stem


def test_what_is_wrong_is_told_at_its_place() -> None:
    text = POLICIES[0].read_text(encoding="utf-8")
    line = next(n for n, said in enumerate(text.splitlines(), 1) if said.startswith("mean:"))
    given = text.splitlines()[line - 1]
    with pytest.raises(PolicyError) as refused:
        read_policy(text.replace(given, "mean: median"))
    (fault,) = refused.value.faults
    assert (fault.path, fault.found, fault.line) == ("mean", "median", line)
