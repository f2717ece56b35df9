"""What is written down twice says the same: the changelog and the version, the schemas for editors
and the models.
"""

from __future__ import annotations

import json

import pytest
from support.folders import ROOT

import ocop_scoring as ocop
from ocop_scoring.cli.schema import NAMES, document


def test_the_changelog_names_the_version() -> None:
    assert f"## [{ocop.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_schemas_are_those_of_the_code(name: str) -> None:
    shipped = json.loads(
        (ROOT / "criteria" / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    )
    assert shipped == json.loads(json.dumps(document(name))), "write them with: make schemas"
