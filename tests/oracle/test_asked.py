"""What is drawn for decks shows each slip of a condition that a dossier can show."""

from __future__ import annotations

from typing import Any

import pytest
from oracle.asked import answer, asker_of, dossiers_for, slips_of_interval

VOCABULARY: dict[str, Any] = {
    "facts": {
        "share": {"unit": "share"},
        "agents": {"unit": "count"},
        "told": {"unit": "yes_no"},
        "market": {"unit": "word", "words": {"commune": {}, "province": {}, "abroad": {}}},
    }
}
LEVELS: list[dict[str, Any]] = [
    {"id": "none", "points": 0},
    {"id": "half", "points": 1, "when": [{"share": "from 50 % to below 75 %"}]},
    {
        "id": "most",
        "points": 2,
        "when": [{"share": "from 75 %", "told": True}, {"document": ["award", "report"]}],
    },
]
CRITERION = {"number": "1.1", "mode": "one", "levels": LEVELS}
GATE = {
    "id": "no-report",
    "outcome": "rejected",
    "unless": [{"document": ["report"]}],
    "waived_by": [{"market": ["commune"]}],
}


@pytest.mark.parametrize("entry", [CRITERION, GATE], ids=["criterion", "gate"])
def test_every_slip_is_answered_otherwise_for_some_dossier(entry: dict[str, Any]) -> None:
    asker = asker_of("1.1", entry, VOCABULARY)
    assert asker is not None
    shows, left = dossiers_for(asker, VOCABULARY)
    assert left <= 4  # below 75 % and from 75 % overlap after a slip: the better level stays
    assert len(asker.goals) - left == len(set().union(*shows.values()))


def test_the_same_dossiers_are_drawn_each_time() -> None:
    asker = asker_of("1.1", CRITERION, VOCABULARY)
    assert asker is not None
    assert dossiers_for(asker, VOCABULARY) == dossiers_for(asker, VOCABULARY)


def test_an_interval_slips_by_a_step_or_to_the_other_side() -> None:
    assert set(slips_of_interval("from 50 % to below 75 %")) == {
        "from 49 % to below 75 %",
        "from 51 % to below 75 %",
        "above 50 % to below 75 %",
        "from 50 % to below 74 %",
        "from 50 % to below 76 %",
        "from 50 % to 75 %",
    }
    assert set(slips_of_interval("to 3")) == {"to 2", "to 4", "below 3"}


def test_what_is_unknown_is_no_answer() -> None:
    asker = asker_of("1.1", CRITERION, VOCABULARY)
    assert asker is not None
    shows, _ = dossiers_for(asker, VOCABULARY)
    unknown = [shown for shown in shows if not shown.known() and not shown.mark]
    assert all(answer(CRITERION, shown) in (None, ("most",)) for shown in unknown)
