"""Drafts that many tests rate by, each read once."""

from __future__ import annotations

import pytest
from support.drafts import draft

from ocop_scoring.workshop.sides import Side, side_of

_LEVELS = "criteria/{}/levels/{}".format
SIMPLE = {"points": 1, "vi": "Đóng gói thông thường, bao bì đơn giản"}
OF_PACKAGING = {"replace": _LEVELS("packaging", "creative/minimum"), "from": 3, "to": 4}
OF_GROWTH = {"remove": _LEVELS("growth", "two-years/minimum"), "from": 4}
OF_LABELS = {"replace": _LEVELS("packaging-and-labelling", "with-story/points"), "from": 3, "to": 2}
OF_TOP = {"replace": "ruleset/stars/5", "from": "from 90 to 100", "to": "from 85 to 100"}
OF_FOUR = {"replace": "ruleset/stars/4", "from": "from 70 to below 90", "to": "from 70 to below 85"}
GONE = {"remove": _LEVELS("packaging", "simple"), "from": SIMPLE}


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Side:
    """A draft of 26-2026 that changes minimums, points and a band."""
    changes = (OF_PACKAGING, OF_GROWTH, OF_LABELS, OF_TOP, OF_FOUR)
    return side_of(draft(tmp_path_factory.mktemp("drafts"), *changes))


@pytest.fixture(scope="session")
def without_level(tmp_path_factory: pytest.TempPathFactory) -> Side:
    """A draft of 26-2026 that takes a level away."""
    return side_of(draft(tmp_path_factory.mktemp("drafts"), GONE))
