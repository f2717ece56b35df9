"""The engine and the second evaluator give the same total, parts, stars, missed minimums, range and
next star on random sheets.

OCOP_AGREEMENT_SHEETS is the number of sheets for each product set of each ruleset,
OCOP_AGREEMENT_PLANS that of next stars.
"""

from __future__ import annotations

import json
import os
import random
from typing import Any

import pytest
from oracle.evidence import show
from oracle.oracle import RULESETS, Mark, next_star, rate, read_table, ticked
from support.amounts import examples
from support.chance import FILED, HOLDERS, PRODUCTS, RATED, random_dossier

import ocop_scoring as ocop

TABLES = [(ruleset, number) for ruleset in RULESETS for number in range(1, 27)]
SHEETS = int(os.environ.get("OCOP_AGREEMENT_SHEETS", examples(60)))
PLANS = int(os.environ.get("OCOP_AGREEMENT_PLANS", examples(3)))

KIND = "joint-stock-company"


def _engine(ruleset: str, table: ocop.ProductSet, marks: dict[str, Mark]) -> ocop.Evaluation:
    dossier = ocop.read_dossier(
        {
            "format": "ocop-dossier/1",
            "product": {
                "name": "Mẫu",
                "product_set": table.product_set,
                "commune": "Xã Mẫu",
                "province": "Tỉnh Mẫu",
            },
            "producer": {
                "name": "HTX Mẫu",
                "kind": KIND,
                "representative": {"name": "Người Mẫu"},
            },
            "application": {"kind": "first", "submitted_on": FILED[ruleset]},
        }
    )
    as_marks = {
        number: _engine_mark(table.criterion(number), mark) for number, mark in marks.items()
    }
    sheet = ocop.read_sheet(
        {
            "format": "ocop-sheet/1",
            "ruleset": ruleset,
            "product_set": table.product_set,
            "assessor": {"id": "m1", "role": "member"},
            "marks": as_marks,
        }
    )
    return ocop.score(ocop.ruleset(ruleset), dossier, sheet)


def _engine_mark(criterion: Any, mark: Mark) -> Any:
    """A level's id, 0 for none; a list of ids where the ticked lines add up, [] or 0 for none."""
    if isinstance(mark, tuple):
        return [criterion.levels[place].id for place in mark]
    return 0 if mark is None else criterion.levels[mark].id


OPEN = (0.0, 0.5, 0.0, 0.1, 0.0)
"""Shares of criteria that are left open, one sheet after another."""


def _random_marks(
    table: ocop.ProductSet, chance: random.Random, open_share: float = 0.0
) -> dict[str, Mark]:
    goodness = chance.random()
    marks: dict[str, Mark] = {}
    for criterion in table.criteria:
        if chance.random() < open_share:
            continue
        count = len(criterion.levels)
        if criterion.mode == "sum":
            share = 1 if chance.random() < goodness else chance.random()
            lines = tuple(place for place in range(count) if chance.random() < share)
            marks[criterion.number] = None if chance.random() < 0.05 else lines
            continue
        place = count - 1 if chance.random() < goodness else chance.randrange(count)
        none_reached = chance.random() < 0.05 and not any(
            lv.points == 0 and lv.case is None for lv in criterion.levels
        )
        marks[criterion.number] = None if none_reached else place
    return marks


def _place(table: ocop.ProductSet, number: str, level: Any) -> int | None:
    levels = table.criterion(number).levels
    return (
        None if level is None else next(i for i, other in enumerate(levels) if other.id == level.id)
    )


def _places(table: ocop.ProductSet, number: str, levels: tuple[Any, ...]) -> tuple[int, ...]:
    ids = [level.id for level in levels]
    return tuple(
        place for place, level in enumerate(table.criterion(number).levels) if level.id in ids
    )


def _first(mark: Mark) -> int | None:
    """What the engine names as had: the ticked level, the first of several lines, or none."""
    return ticked(mark)[0] if ticked(mark) else None


@pytest.mark.parametrize(("ruleset", "number"), TABLES)
def test_engine_and_oracle_agree(ruleset: str, number: int) -> None:
    table, chance = ocop.ruleset(ruleset).product_set(number), random.Random(f"{ruleset}/{number}")
    seen = set()
    for sheet in range(SHEETS):
        marks = _random_marks(table, chance, OPEN[sheet % len(OPEN)])
        ours, theirs = (
            _engine(ruleset, table, marks),
            rate(number, marks, ruleset=ruleset, plan=False),
        )
        seen.add(ours.status)
        assert ours.status == theirs["status"], marks
        assert ours.total == theirs["total"], marks
        assert dict(ours.parts) == theirs["parts"], marks
        assert (ours.star_by_points, ours.star) == (theirs["star_by_points"], theirs["star"]), marks
        unmet = [
            (
                u.star,
                u.criterion,
                _place(table, u.criterion, u.needs_level),
                _place(table, u.criterion, u.has_level),
            )
            for u in ours.unmet
        ]
        assert unmet == [
            (star, criterion, needs, _first(had)) for star, criterion, needs, had in theirs["unmet"]
        ], marks
        bounds = ours.range and {"total": list(ours.range.total), "star": list(ours.range.star)}
        assert bounds == theirs["range"], marks
    assert seen >= {"rated", "incomplete"}


@pytest.mark.parametrize(("ruleset", "number"), TABLES)
def test_engine_and_oracle_plan_the_same_next_star(ruleset: str, number: int) -> None:
    table, chance = (
        ocop.ruleset(ruleset).product_set(number),
        random.Random(f"{ruleset}/{number}/plans"),
    )
    planned = 0
    while planned < PLANS:
        marks = _random_marks(table, chance)
        ours = _engine(ruleset, table, marks)
        if ours.status != "rated" or ours.star == 5:
            continue
        planned += 1
        plan, theirs = ours.next_star, next_star(read_table(number, ruleset), marks, KIND)
        assert (plan is None) == (theirs is None), marks
        if plan is None or theirs is None:
            continue
        assert (plan.star, plan.points_missing) == (theirs["star"], theirs["points_missing"]), marks
        assert (len(plan.changes), plan.gain) == tuple(theirs["fewest"]), marks
        if theirs["changes"] != "more than 3":
            changes = [
                (
                    c.criterion,
                    _places(table, c.criterion, c.from_levels),
                    _places(table, c.criterion, c.to_levels),
                    c.points,
                )
                for c in plan.changes
            ]
            options = [
                [(number, ticked(had), ticked(to), points) for number, had, to, points in option]
                for option in theirs["equally_good"]
            ]
            assert changes in options, marks


# Facts and papers

DOSSIERS = int(os.environ.get("OCOP_AGREEMENT_DOSSIERS", examples(25)))


def _same_names(one: str, other: str) -> bool:
    return (HOLDERS if other == "HTX Mẫu" else PRODUCTS)[one]


@pytest.mark.parametrize(("ruleset", "number"), TABLES)
def test_engine_and_oracle_see_the_same_in_facts_and_papers(ruleset: str, number: int) -> None:
    rules, chance = ocop.ruleset(ruleset), random.Random(f"{ruleset}/{number}/dossiers")
    table = rules.product_set(number)
    document = json.loads(json.dumps(table.as_json(whole=True)["document"]))
    for _ in range(DOSSIERS):
        given = random_dossier(ruleset, document, chance)
        rated = chance.choice([None, RATED[ruleset]])
        ours = _rated(rules, given, rated)
        theirs = show(document, given, rated, _same_names)
        assert [gate.id for gate in ours.gates if gate.source == "evidence"] == theirs["gates"], (
            given
        )
        decided = {c.number: c.level for c in ours.criteria if c.source == "fact"}
        shut = {c.number for c in ours.criteria if c.source == "condition"}
        assert decided == {n: lv for n, lv in theirs["levels"].items() if n not in shut}, given
        unsure = [f.values["gate"] for f in ours.findings if f.code == "requirement-unknown"]
        assert sorted(unsure) == sorted(theirs["unsure"]), given
        found = [f.values["contradictions"] for f in ours.findings if f.code == "facts-contradict"]
        assert sorted(sum(found, ())) == sorted(theirs["contradictions"]), given


def _rated(rules: ocop.Ruleset, dossier: dict[str, Any], rated: str | None) -> ocop.Evaluation:
    """What the engine makes of a dossier and a sheet without marks."""
    sheet = {
        "format": "ocop-sheet/1",
        "ruleset": rules.id,
        "assessor": {"id": "m1", "role": "member"},
    }
    sheet |= {"marks": {}, "assessed_on": rated}
    return ocop.score(rules, ocop.read_dossier(dossier), ocop.read_sheet(sheet))
