"""A patch says what is to be changed, and is read as strictly as any form."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import ocop_scoring as ocop

EMPTY = {"format": "ocop-what-if/1"}


def test_costs_are_exact_whatever_they_are_written_as() -> None:
    patch = ocop.read_patch(
        'format: ocop-what-if/1\ncosts: {"1.5": {cost: 12000000.50, months: 6}, '
        '"2.3": {levels: {half: {cost: 0.1}}}}'
    )
    assert patch.costs["1.5"].cost == Decimal("12000000.5")
    assert patch.costs["1.5"].months == 6
    assert patch.costs["2.3"].levels["half"].cost == Decimal("0.1")
    written = patch.model_dump_json()
    assert ocop.read_patch(written) == patch
    assert patch.model_dump(mode="json")["costs"]["1.5"] == {"cost": "12000000.5", "months": "6"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"costs": {"1.5": {"cost": -1}}}, "not-an-amount"),
        ({"costs": {"1.5": {"cost": "12 triệu"}}}, "not-an-amount"),
        ({"costs": {"1.5": {"price": 1}}}, "unknown-field"),
        ({"least": "costs"}, "cost"),
        ({"facts": {"share_of_local_worker": "0.5"}}, "share_of_local_workers"),
        ({"documents": [{"kind": "gmp-certificat"}]}, "gmp-certificate"),
        ({"star": 6}, "1–5"),
        ({"mark": {}}, "marks"),
    ],
)
def test_what_is_wrong_is_named_with_what_is_near(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ocop.FilingError, match=said):
        ocop.read_patch(EMPTY | given)


def test_another_form_is_named_as_what_it_is() -> None:
    with pytest.raises(ocop.FilingError, match="product dossier"):
        ocop.read_patch("format: ocop-dossier/1")
