"""The two small decisions that tests of dates share."""

from __future__ import annotations

import pytest
from support.decisions import two_decisions

from ocop_scoring import Catalog


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """mini-2030 and mini-2031, which follows it."""
    return two_decisions(tmp_path_factory.mktemp("two") / "r")
