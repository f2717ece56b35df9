"""The engine and the second evaluator come to the same on random councils: members, mean, parts,
spread, quorum, rounds, stars, minimums, gates, agreement, who certifies.

OCOP_AGREEMENT_COUNCILS is the number of councils in all.
"""

from __future__ import annotations

import os
import random
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from oracle.council import POLICIES, Policy, Sheet, council
from oracle.oracle import RULESETS, Criterion, Mark, Marks, points, read_table
from support.chance import FILED, RATED

import ocop_scoring as ocop

COUNCILS = int(os.environ.get("OCOP_AGREEMENT_COUNCILS", "120"))
BATCHES = 4
TABLES = [(ruleset, number) for ruleset in RULESETS for number in range(1, 27)]
STARTS = [30, 50, 70, 90]
SHIPPED = {policy.id: policy for policy in ocop.policies()}


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_second_evaluator_agrees_on_random_councils(batch: int) -> None:
    for number in range(batch, COUNCILS, BATCHES):
        compare(random.Random(f"council {number}"))


def test_the_policies_are_those_that_ship() -> None:
    assert {name: _policy(name, policy) for name, policy in POLICIES.items()} == {
        name: policy.model_copy(update={"vi": None, "en": None, "basis": "the oracle"})
        for name, policy in SHIPPED.items()
    }


def compare(chance: random.Random) -> None:
    """One council by both."""
    ruleset, number = chance.choice(TABLES)
    table = ocop.ruleset(ruleset).product_set(number)
    criteria = read_table(number, ruleset)
    policy = _random_policy(chance)
    sheets = _random_sheets(chance, criteria, policy, [g.id for g in table.gates if not g.any_of])
    appointed = (
        len(sheets) + chance.randint(0, 3) if policy.quorum or chance.random() < 0.2 else None
    )
    level, districts = _random_level(chance, ruleset)
    expected = council(
        number, sheets, policy, ruleset, appointed=appointed, level=level, districts=districts
    )
    forms = [_form(table, ruleset, sheet) for sheet in sheets]
    chance.shuffle(forms)
    result = ocop.council(
        ocop.ruleset(ruleset),
        _dossier(ruleset, number),
        forms,
        policy=_policy("drawn", policy),
        appointed=appointed,
        decided_on=date.fromisoformat(RATED[ruleset]),
        level=level,
    )
    assert _summary(result) == _expected(expected, table), (ruleset, number, policy, sheets)


def _summary(result: ocop.CouncilResult) -> dict[str, Any]:
    quorum = result.quorum
    return {
        "status": result.status,
        "members": [(m.id, m.round, m.total, list(m.open), m.deviation) for m in result.members],
        "mean": result.mean,
        "parts": result.parts,
        "spread": result.spread,
        "rescore": list(result.rescore.members) if result.rescore else None,
        "quorum": quorum and (quorum.present, quorum.needed, quorum.chair, quorum.met),
        "by_points": result.star_by_points,
        "star": result.star,
        "unmet": [(u.star, u.criterion, u.needs, u.mean, u.met_by, u.of) for u in result.unmet],
        "gates": {gate.id: list(gate.members) for gate in result.gates},
        "in_vain": {gate.id: list(members) for gate, members in result.gates_not_carried},
        "dispersion": [(d.criterion, d.lowest, d.highest) for d in result.dispersion],
        "alpha": result.alpha,
        "rounds": [
            (r.round, list(map(tuple, r.members)), r.mean, r.spread, r.star) for r in result.rounds
        ],
        "course": (result.forward_to, result.certifies),
    }


def _expected(found: dict[str, Any], table: ocop.ProductSet) -> dict[str, Any]:
    quorum = found["quorum"]
    members = [
        (m["id"], m["round"], m["total"], m["open"], m["deviation"]) for m in found["members"]
    ]
    return {
        "status": found["status"],
        "members": members,
        "mean": found["mean"],
        "parts": found["parts"],
        "spread": found["spread"],
        "rescore": found["rescore"],
        "quorum": quorum and (quorum["present"], quorum["needed"], quorum["chair"], quorum["met"]),
        "by_points": found["star_by_points"],
        "star": found["star"],
        "unmet": [
            (star, at, table.criterion(at).levels[place].id, mean, met_by, of)
            for star, at, place, mean, met_by, of in found["unmet"]
        ],
        "gates": found["gates"],
        "in_vain": found["gates_not_carried"],
        "dispersion": found["dispersion"],
        "alpha": found["alpha"],
        "rounds": found["rounds"],
        "course": (found["forward_to"], found["certifies"]),
    }


# Drawing


def _random_policy(chance: random.Random) -> Policy:
    if chance.random() < 0.4:
        return chance.choice(list(POLICIES.values()))
    mean = chance.choice(["totals", "parts", "criteria"])
    stage = chance.choice(["mean", "mean" if mean == "totals" else mean])
    rounding = (chance.choice([0, 1, 2, 9]), chance.choice(["up", "even"]), stage)
    return Policy(
        mean=mean,
        rounding=rounding if chance.random() < 0.7 else None,
        minimums=chance.choice(["every-member", "majority", "mean", "advisory"]),
        gates=chance.choice(["any-member", "majority", "chair"]),
        max_spread=chance.choice([None, 0, 3, 10]),
        quorum=chance.choice([None, (Fraction(2, 3), True), (Fraction(1, 2), False)]),
    )


def _random_sheets(
    chance: random.Random, criteria: list[Criterion], policy: Policy, gates: list[str]
) -> list[Sheet]:
    goodness, noise = chance.choice([0.5, 0.8, 0.95, 1]), chance.choice([0, 0.03, 0.1, 0.3])
    base = {criterion.number: _random_mark(chance, criterion, goodness) for criterion in criteria}
    is_open = chance.random() < 0.06
    rejecting = chance.random() < 0.1

    def sheet(who: str, role: str, number: int = 1) -> Sheet:
        marks = dict(base)
        for criterion in criteria:
            if chance.random() < noise:
                marks[criterion.number] = _random_mark(chance, criterion, goodness)
            if is_open and role != "advisory" and chance.random() < 0.02:
                del marks[criterion.number]
        raised = _random_gates(chance, gates, rejecting)
        return Sheet(who, role, marks, number, tuple(raised))

    has_chair = policy.gates == "chair" or chance.random() < 0.7
    members = [
        sheet(f"m{place}", "chair" if has_chair and place == 1 else "member")
        for place in range(1, chance.randint(1, 9) + 1)
    ]
    if chance.random() < 0.4:
        _tune(chance, criteria, members)
    found = [*members, *[sheet(m.id, m.role, 2) for m in members if chance.random() < 0.15]]
    if policy.minimums == "advisory" or chance.random() < 0.2:
        found.append(sheet("t1", "advisory"))
    if policy.mean == "agreed":
        found.append(sheet("h", "council"))
    if chance.random() < 0.2:
        found.append(sheet("c", "self"))
    return found


def _random_gates(chance: random.Random, gates: list[str], rejecting: bool) -> list[str]:
    return [chance.choice(gates)] if gates and rejecting and chance.random() < 0.4 else []


def _random_mark(chance: random.Random, criterion: Criterion, goodness: float) -> Mark:
    count = len(criterion.levels)
    if all(level.adds for level in criterion.levels):
        return tuple(place for place in range(count) if chance.random() < goodness)
    if chance.random() < goodness:
        best = max(range(count), key=lambda place: criterion.levels[place].points)
        if criterion.levels[best].case is None or chance.random() < 0.6:
            return best
    return chance.choice([None, *range(count)])


def _tune(chance: random.Random, criteria: list[Criterion], members: list[Sheet]) -> None:
    """Change marks until the mean of the totals lies on a threshold, or a step below it, where
    that can be done one mark at a time.
    """
    if any(len(member.marks) < len(criteria) for member in members):
        return
    wanted = chance.choice(STARTS) * len(members) - chance.choice([0, 0, 1])
    plain = [c for c in criteria if not any(level.adds for level in c.levels)]
    lacking = wanted - sum(_total(criteria, member.marks) for member in members)
    for _ in range(200):
        if lacking == 0:
            return
        member, criterion = chance.choice(members), chance.choice(plain)
        before, had = member.marks[criterion.number], _total(criteria, member.marks)
        member.marks[criterion.number] = chance.choice([None, *range(len(criterion.levels))])
        gained = _total(criteria, member.marks) - had
        if abs(lacking - gained) > abs(lacking):
            member.marks[criterion.number] = before
        else:
            lacking -= gained


def _total(criteria: list[Criterion], marks: Marks) -> int:
    return sum(
        points(criterion, marks[criterion.number])
        for criterion in criteria
        if criterion.only_if is None or _is_told(criteria, criterion.only_if, marks)
    )


def _is_told(criteria: list[Criterion], number: str, marks: Marks) -> bool:
    return any(c.number == number and points(c, marks[number]) > 0 for c in criteria)


def _random_level(chance: random.Random, ruleset: str) -> tuple[Any, bool]:
    districts = ruleset in ("1048-2019", "1048-2019+781", "148-2023")
    levels = ["district", "province", "ministry"] if districts else ["province", "ministry"]
    return chance.choice(levels), districts


# As the package takes them


def _policy(name: str, policy: Policy) -> ocop.Policy:
    rounding, quorum = policy.rounding, policy.quorum
    return ocop.read_policy(
        {
            "format": "ocop-policy/1",
            "id": name,
            "basis": "the oracle",
            "mean": policy.mean,
            "rounding": "none"
            if rounding is None
            else dict(zip(("places", "half", "of"), rounding, strict=True)),
            "minimums": policy.minimums,
            "gates": policy.gates,
            "max_spread": policy.max_spread,
            "quorum": None
            if quorum is None
            else {
                "share": f"{quorum[0].numerator}/{quorum[0].denominator}",
                "of": "appointed",
                "chair": "required" if quorum[1] else "optional",
            },
        }
    )


def _dossier(ruleset: str, number: int) -> ocop.Dossier:
    place = {"product_set": number, "commune": "Xã Mẫu", "province": "Tỉnh Mẫu"}
    representative = {"name": "Người Mẫu"}
    return ocop.read_dossier(
        {
            "format": "ocop-dossier/1",
            "product": {"name": "Mẫu", **place},
            "producer": {
                "name": "HTX Mẫu",
                "kind": "joint-stock-company",
                "representative": representative,
            },
            "application": {"kind": "first", "submitted_on": FILED[ruleset]},
        }
    )


def _form(table: ocop.ProductSet, ruleset: str, sheet: Sheet) -> ocop.ScoreSheet:
    return ocop.read_sheet(
        {
            "format": "ocop-sheet/1",
            "ruleset": ruleset,
            "product_set": table.product_set,
            "assessor": {"id": sheet.id, "role": sheet.role},
            "round": sheet.round,
            "rejects": list(sheet.rejects),
            "marks": {at: _mark(table.criterion(at), mark) for at, mark in sheet.marks.items()},
        }
    )


def _mark(criterion: ocop.Criterion, mark: Mark) -> Any:
    if isinstance(mark, tuple):
        return [criterion.levels[place].id for place in mark]
    return 0 if mark is None else criterion.levels[mark].id
