"""The way from one ruleset to another: an amendment's tables are read by the crosswalk of its base,
which tells of what the amendment puts in.
"""

from __future__ import annotations

import pytest

from ocop_scoring.workshop.crosswalk import Crosswalk, crosswalk_of

FROM, AMENDED, TO = "1048-2019", "1048-2019+781", "148-2023"


@pytest.fixture(scope="module")
def amended() -> Crosswalk:
    return crosswalk_of(AMENDED, TO)


def test_an_amendment_goes_along_the_crosswalk_of_its_base(amended: Crosswalk) -> None:
    (step,) = amended.steps
    assert (step.a.id, step.b.id) == (AMENDED, TO)
    assert amended.files == crosswalk_of(FROM, TO).files


def test_an_amended_decision_is_come_to_through_its_base() -> None:
    steps = crosswalk_of(AMENDED, "148-2023+1489").steps
    assert [step.b.id for step in steps] == [TO, "148-2023+1489"]


def test_a_table_that_an_amendment_puts_in_leads_by_its_own_criteria(amended: Crosswalk) -> None:
    pair = amended.pair(26, 26)
    assert len(pair.leads) == len(pair.a.criteria) - 1
    assert [lost.criterion for lost in pair.lost] == ["tourism-community-in-management"]
    before = crosswalk_of(FROM, TO).pair(26, 26)
    assert {lead.criterion for lead in before.leads}.isdisjoint({"service-conditions", "location"})
