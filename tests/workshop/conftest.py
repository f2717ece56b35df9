"""A folder of rules for decks to stand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.decks import law_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small invented ruleset, with room for decks."""
    return law_in(tmp_path)
