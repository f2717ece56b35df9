"""The rulesets and forms that tests share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat

import pytest
from hypothesis import HealthCheck, settings
from mutation import forget
from support.amounts import examples, phases
from support.folders import GOOD

import ocop_scoring as ocop

settings.register_profile(
    "steady",
    max_examples=examples(50),
    deadline=None,
    derandomize=True,
    phases=phases(),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, so that no core waits at the end for another's last test."""
    items.sort(key=lambda item: not {"docs", "slow"} & {mark.name for mark in item.iter_markers()})


@pytest.fixture(scope="session")
def first_tests() -> Iterator[bool]:
    """True before the first test, then False."""
    return chain([True], repeat(False))


@pytest.fixture(autouse=True)
def fresh(first_tests: Iterator[bool]) -> None:
    """Code that mutmut has changed finds nothing ready that the code of before has made."""
    forget.for_mutants(first=next(first_tests))


@pytest.fixture(scope="session")
def invented() -> ocop.Catalog:
    """The catalogue with the small invented ruleset: every pattern of the tables in nine criteria."""
    return ocop.Catalog(GOOD)


@pytest.fixture(scope="session")
def law() -> ocop.Ruleset:
    """The criteria of Decision 26/2026."""
    return ocop.ruleset("26-2026")
