"""What is written down twice says the same: the changelog and the version."""

from __future__ import annotations

from support.folders import ROOT

import ocop_scoring as ocop


def test_the_changelog_names_the_version() -> None:
    assert f"## [{ocop.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
