"""A council: who counts, the mean and its star, spread, quorum, gates, and what it refuses."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction
from typing import Any

import pytest
from support.folders import INVENTED
from support.mini import BEST
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop

RULES = INVENTED.ruleset("mini-2030")
TABLE = RULES.product_set(1)
DOSSIER = dossier_for(TABLE)
POLICIES = {policy.id: policy for policy in ocop.policies()}


def sheet(who: str = "m1", role: str = "member", **changes: Any) -> ocop.ScoreSheet:
    """A sheet with the best marks, of a member."""
    marks = changes.pop("marks", BEST)
    return sheet_for(TABLE, marks, assessor={"id": who, "role": role}, **changes)


def rate(
    *sheets: ocop.ScoreSheet, policy: Any = "mean-of-totals", **more: Any
) -> ocop.CouncilResult:
    return ocop.council(RULES, DOSSIER, sheets, policy=POLICIES[policy], **more)


def test_equal_sheets_come_to_what_one_of_them_does() -> None:
    alone, together = ocop.score(RULES, DOSSIER, sheet()), rate(sheet("m1"), sheet("m2"))
    assert together.mean == alone.total
    assert together.star == alone.star
    assert together.spread == 0


def test_it_is_a_value() -> None:
    result = rate(sheet("m1"), sheet("m2"))
    assert pickle.loads(pickle.dumps(result)) == result == copy.deepcopy(result)
    assert hash(result) == hash(rate(sheet("m2"), sheet("m1")))
    with pytest.raises(AttributeError):
        result.star = 5  # type: ignore[misc]


def test_the_json_is_what_its_model_reads() -> None:
    result = rate(sheet("m1"), sheet("m2"))
    read = ocop.formats.CouncilResult.model_validate_json(result.to_json())
    assert read.model_dump(mode="json") == result.as_json()
    assert Fraction(str(read.mean)) == result.mean
