"""A proposal tried: what it says, what stays reachable, which cases and which products it moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.folders import CRITERIA
from support.proposals import population, proposal

from ocop_scoring import CatalogError
from ocop_scoring.workshop.proposal import Proposed
from ocop_scoring.workshop.proposal.proposed import proposed

EASED = {"remove": "criteria/contracts/levels/stable/minimum", "from": "5"}
RAISED = {
    "add": "criteria/contracts/levels/stable/minimum",
    "to": "4",
    "article": "Mục 2 (đặt ra)",
}
DROPPED = {"remove": "criteria/contracts/levels/over-half/minimum", "from": "4"}


@pytest.fixture(scope="module")
def raised(tmp_path_factory: pytest.TempPathFactory) -> Proposed:
    """A proposal that asks for stable contracts from 4★ on, tried on two products."""
    folder = proposal(tmp_path_factory.mktemp("drafts"), DROPPED, EASED, RAISED)
    return proposed(folder, [("hai sản phẩm", population({}, {"1.2": 2}))])


def test_changes_are_told_with_what_they_are_about(raised: Proposed) -> None:
    last = raised.changes[-1]
    assert (last.verb, last.field, last.was, last.now) == ("add", "minimum", None, "4")
    assert last.title.vi == "Hợp đồng"
    assert last.level is not None
    assert last.level.vi == "Trên 50 %, từ 12 tháng"
    assert last.rows == ("1/1.2",)
    assert last.article == "Mục 2 (đặt ra)"
    assert raised.changes[0].at.endswith("changes.yaml:2")


def test_a_case_that_comes_otherwise_is_named_with_both_results(raised: Proposed) -> None:
    (table,) = raised.tables
    assert table.cases.tried == 2
    (moved,) = table.cases.moved
    assert moved.now is not None
    assert (moved.was.star, moved.now.star) == (4, 3)
    assert moved.case == "Đủ điểm, hợp đồng trên 50 % nên 4 sao"


def test_the_products_that_lose_are_named(raised: Proposed) -> None:
    (tried,) = raised.tried
    assert [row.entry.name for row in tried.impact.losers] == ["Sản phẩm 2 (tên đặt ra)"]
    assert not tried.impact.winners


def test_every_star_can_still_be_reached(raised: Proposed) -> None:
    (table,) = raised.tables
    assert table.lost_stars == table.opened_stars == ()
    assert table.star_changes is not None
    assert table.star_changes.changed > 0


def test_only_remarks_that_the_base_has_not_are_told(tmp_path: Path) -> None:
    nothing = proposed(proposal(tmp_path))
    assert (nothing.remarks, nothing.tables, nothing.changes) == ((), (), ())
    odd = {"replace": "criteria/taste/levels/great/vi", "from": "Ngon", "to": "Được"}
    assert proposed(proposal(tmp_path, odd, name="khac")).remarks


def test_a_released_ruleset_is_no_proposal() -> None:
    with pytest.raises(CatalogError, match="no-proposal"):
        proposed(CRITERIA / "26-2026")
