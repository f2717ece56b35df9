"""Two small decisions with a crosswalk, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.crosswalks import two_decisions

from ocop_scoring import Catalog
from ocop_scoring.workshop.crosswalk import Crosswalk, crosswalk_of


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    folder: Path = two_decisions(tmp_path_factory.mktemp("decisions") / "criteria")
    return Catalog(folder)


@pytest.fixture(scope="session")
def between(small: Catalog) -> Crosswalk:
    return crosswalk_of("mini-2030", "mini-2031", small)
