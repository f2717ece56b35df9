"""Two small decisions, one after the other, and what is said of a refusal."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ocop_scoring import Catalog, CatalogError
from support.bad_rulesets import RULESETS, Edit

OLD = """in_force: {from: 2030-01-01, article: "1/2030/QĐ-THỬ, Điều 1"}"""
OLD_UNTIL = """in_force: {from: 2030-01-01, until: 2031-06-30, article: "1/2030/QĐ-THỬ, Điều 1"}"""
NEW = """in_force: {from: 2031-05-01, article: Điều 11}
filings: {from: FILINGS, article: "Điều 11.1"}
replaces: [mini-2030]
transition:
  - kinds: [first, upgrade]
    filed: {from: 2031-05-01, until: 2031-06-30}
    under: mini-2030
    decide_by: 2031-07-20
    article: "Điều 12.2a"
"""


def day(text: str) -> date:
    return date.fromisoformat(text)


def two_decisions(root: Path, filings_from: str = "2031-07-01") -> Catalog:
    """mini-2030, in force until 30 June 2031, and mini-2031, in force from 1 May, rating what is
    filed from 1 July.
    """
    shutil.copytree(RULESETS / "good", root)
    shutil.copytree(root / "mini-2030", root / "mini-2031")
    Edit("mini-2030/ruleset.yaml", [OLD], [OLD_UNTIL]).apply(root)
    Edit("mini-2031/ruleset.yaml", ["id: mini-2030"], ["id: mini-2031"]).apply(root)
    Edit("mini-2031/ruleset.yaml", ["number: 1/2030/QĐ-THỬ"], ["number: 1/2031/QĐ-THỬ"]).apply(root)
    Edit("mini-2031/ruleset.yaml", [OLD], NEW.replace("FILINGS", filings_from).splitlines()).apply(
        root
    )
    return Catalog(root)


def refused(asked: Callable[[], object]) -> list[str]:
    with pytest.raises(CatalogError) as error:
        asked()
    return error.value.lines("en")
