"""The rulesets and forms that tests share."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from support.folders import GOOD

import ocop_scoring as ocop

settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def invented() -> ocop.Catalog:
    """The catalogue with the small invented ruleset: every pattern of the tables in nine criteria."""
    return ocop.Catalog(GOOD)


@pytest.fixture(scope="session")
def law() -> ocop.Ruleset:
    """The criteria of Decision 26/2026."""
    return ocop.ruleset("26-2026")
