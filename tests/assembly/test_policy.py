"""A council's policy: what goes together, what doesn't, and how its text is read."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from support.folders import GOOD

from ocop_scoring import Policy, PolicyError, load_policy, read_policy

POLICY: dict[str, Any] = {
    "format": "ocop-policy/1",
    "id": "mean-of-totals",
    "basis": "1048/QĐ-TTg, Phụ lục II",
    "mean": "totals",
    "rounding": "none",
    "minimums": "majority",
    "gates": "any-member",
    "max_spread": 10,
    "quorum": None,
}
AGREED = POLICY | dict.fromkeys(("mean", "minimums", "gates"), "agreed") | {"max_spread": None}
QUORUM = {"share": "2/3", "of": "appointed", "chair": "required"}


def rounding(of: str) -> dict[str, Any]:
    return {"places": 2, "half": "up", "of": of}


def faults(**changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(PolicyError) as refused:
        read_policy(POLICY | changes)
    return [(fault.path, fault.code) for fault in refused.value.faults]


def test_the_policy_of_1048_is_read_with_its_places() -> None:
    policy = load_policy(GOOD / "policies" / "mean-of-totals.yaml")
    assert policy.mean == "totals"
    place = policy.place(("gates",))
    assert place is not None
    assert Path(place.file).name == "mean-of-totals.yaml"


@pytest.mark.parametrize(
    ("mean", "of"),
    [("totals", "mean"), ("parts", "mean"), ("parts", "parts"), ("criteria", "criteria")],
)
def test_the_mean_can_be_rounded_and_what_is_averaged(mean: str, of: str) -> None:
    assert read_policy(POLICY | {"mean": mean, "rounding": rounding(of)}).mean == mean


@pytest.mark.parametrize(
    ("mean", "of"),
    [("totals", "parts"), ("totals", "criteria"), ("parts", "criteria"), ("criteria", "parts")],
)
def test_what_is_not_averaged_is_not_rounded(mean: str, of: str) -> None:
    assert faults(mean=mean, rounding=rounding(of)) == [("rounding/of", "policy-clash")]


def test_an_agreed_sheet_gives_mean_minimums_and_gates_together() -> None:
    assert read_policy(AGREED).gates == "agreed"
    assert faults(gates="agreed") == [
        ("mean", "policy-clash"),
        ("minimums", "policy-clash"),
        ("max_spread", "policy-clash"),
    ]


@pytest.mark.parametrize(
    ("field", "value"), [("rounding", rounding("mean")), ("max_spread", 10), ("quorum", QUORUM)]
)
def test_an_agreed_sheet_has_no_rounding_spread_or_quorum(field: str, value: object) -> None:
    with pytest.raises(PolicyError) as refused:
        read_policy(AGREED | {field: value})
    assert [(f.path, f.code) for f in refused.value.faults] == [(field, "policy-clash")]
    assert f"{field} " in refused.value.faults[0].en


def test_a_quorum_is_an_exact_share() -> None:
    quorum = read_policy(POLICY | {"quorum": QUORUM}).quorum
    assert quorum is not None
    assert (quorum.share, quorum.fraction) == ("2/3", Fraction(2, 3))


@pytest.mark.parametrize("share", ["0.66", "3/2", "0/3", "2/0", "2 / 3", 0.5, "1" * 5000 + "/2"])
def test_what_is_no_share_is_refused(share: object) -> None:
    assert faults(quorum=QUORUM | {"share": share}) == [("quorum/share", "not-a-fraction")]


@pytest.mark.parametrize("text", ["a\u200bb", "a\u202eb", "a\tb", "a\0b", "To\u0302m", " "])
def test_text_of_a_policy_is_read_as_strictly_as_a_rule_file(text: str) -> None:
    with pytest.raises(PolicyError):
        read_policy(POLICY | {"basis": text})


def test_a_policy_is_a_value() -> None:
    one = Policy(**POLICY)
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one == read_policy(one)
    assert hash(one) == hash(Policy(**POLICY))
    with pytest.raises(ValidationError, match="frozen"):
        one.mean = "parts"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="policy-clash"):
        one.model_copy(update={"mean": "agreed"})


def test_one_schema_says_what_goes_in_and_what_comes_out() -> None:
    schemas = [Policy.model_json_schema(mode=mode) for mode in ("validation", "serialization")]
    assert schemas[0] == schemas[1]
    assert {"Quorum", "Rounding"} <= set(schemas[0]["$defs"])
