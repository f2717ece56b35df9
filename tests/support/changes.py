"""What the workshop and `what_if` say of small invented changes: values to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ocop_scoring as ocop
from ocop_scoring.workshop.impact.entry import (
    CouncilOf,
    Population,
    PopulationEntry,
    PopulationProblem,
    RecordedResult,
)
from support.crosswalks import two_decisions
from support.decks import law_in
from support.drafts import draft
from support.folders import DEMO, INVENTED
from support.mini import BEST
from support.strategies import dossier_for, sheet_for

__all__ = ["changes_told"]

_PATCH = {"format": "ocop-what-if/1"}


@cache
def _room() -> TemporaryDirectory[str]:
    """A folder that is there as long as the tests run: drafts are read from it again."""
    return TemporaryDirectory(prefix="ocop-values-")


def changes_told(problem: ocop.Fault) -> Iterator[Any]:
    """Differences, effects, sheets carried, and what becomes of a sheet; `problem` stands for what
    is wrong with a file of a population.
    """
    room = Path(_room().name)
    yield ocop.diff("mini-2030", _edited(room), catalog=INVENTED)
    later = ocop.Catalog(two_decisions(room / "later"))
    yield ocop.diff("mini-2030", "mini-2031", catalog=later)
    yield from _carried(later)
    yield from _effects(room, problem)
    yield from _tried()


def _edited(room: Path) -> Path:
    """The small ruleset with a minimum lowered, under an id of its own."""
    law = law_in(room / "draft") / "mini-2032"
    (law.parent / "mini-2030").rename(law)
    for name, was, becomes in (
        ("criteria/all.yaml", "good: {points: 2, minimum: 5", "good: {points: 2, minimum: 4"),
        ("ruleset.yaml", "id: mini-2030", "id: mini-2032"),
    ):
        text = (law / name).read_text(encoding="utf-8")
        assert was in text
        (law / name).write_text(text.replace(was, becomes), encoding="utf-8")
    return law


def _carried(later: ocop.Catalog) -> Iterator[ocop.Carried | ocop.WhatIf]:
    """A sheet under a later decision: read alone, by what facts of its dossier decide, and what
    becomes of its star.
    """
    first = later.ruleset("mini-2030")
    table = first.product_set(1)
    for facts in ({}, {"share_under_contract": "0.9", "share_of_local_workers": "0.8"}):
        dossier = dossier_for(table, facts=facts)
        sheet = sheet_for(table, BEST)
        yield ocop.carry_over(sheet, "mini-2031", dossier, catalog=later)
    under = _PATCH | {"rules": "mini-2031"}
    yield ocop.what_if(first, dossier, sheet, under, catalog=later)


def _effects(room: Path, problem: ocop.Fault) -> Iterator[Any]:
    """A draft of a shipped decision, and a population of three products."""
    simple = {"points": 1, "vi": "Đóng gói thông thường, bao bì đơn giản"}
    other = draft(
        room / "drafts",
        {"remove": "criteria/packaging/levels/simple", "from": simple},
        {"replace": "ruleset/stars/4", "from": "from 70 to below 90", "to": "from 75 to below 90"},
        {"replace": "ruleset/stars/3", "from": "from 50 to below 70", "to": "from 50 to below 75"},
    )
    dossier, sheet = ocop.load_dossier(DEMO / "dossier.yaml"), ocop.load_sheet(DEMO / "sheet.yaml")
    council = CouncilOf(INVENTED.policy("mean-of-totals"), ocop.Sitting(1, (), None, "province"))
    entries = (
        PopulationEntry.filed(dossier, (sheet,), "a.yaml"),
        PopulationEntry.filed(
            dossier, (sheet,), "b.yaml", decided=RecordedResult("rated", 5, "99")
        ),
        PopulationEntry.filed(dossier, (sheet,), "c.yaml", council=council),
    )
    population = Population("sheets", entries, (PopulationProblem("d.yaml", (problem,)),))
    yield population
    yield ocop.impact("26-2026", other, population)


def _tried() -> Iterator[ocop.WhatIf]:
    """A star to climb to, at a price; a plan that is blocked; an open sheet."""
    rules = ocop.ruleset("26-2026")
    dossier, sheet = ocop.load_dossier(DEMO / "dossier.yaml"), ocop.load_sheet(DEMO / "sheet.yaml")
    price = {"cost": 5, "months": 2, "levels": {"half": {"cost": 3}}}
    for patch in (
        {"costs": {"1.5": price}, "marks": {"1.1": 0}},
        {"keep": [c.number for c in rules.product_set(8).criteria], "star": 5, "marks": {"6.5": 0}},
        {"star": 5},
        {"without_marks": ["5.3", "6.5"]},
    ):
        yield ocop.what_if(rules, dossier, sheet, _PATCH | patch)
