"""What keeps every result of a table in doubt, and its numbers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.strategies import RULESETS, rate

import ocop_scoring as ocop
from ocop_scoring.frozen import FrozenDict
from ocop_scoring.rating.bounds import Bounds
from ocop_scoring.rating.caveats import _run, caveats_of, in_words, of_table
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.releases import Released

EARLIER = ocop.ruleset("1048-2019+781")
TEA = ocop.ruleset("148-2023").product_set(11)
SHRIMP = ocop.ruleset("26-2026").product_set(8)


@pytest.mark.parametrize(
    ("stars", "said"),
    [
        ((2, 3, 4, 5), "2–5★"),
        ((5, 4), "4–5★"),
        ((2, 4, 5), "2★, 4★, 5★"),
        ((4,), "4★"),
        ((4, 4, 5, 5), "4–5★"),
    ],
)
def test_stars_without_a_gap_are_said_as_a_span(stars: tuple[int, ...], said: str) -> None:
    assert _run(stars) == said


def test_a_caveat_names_the_parts_and_stars_whose_minimums_are_missing() -> None:
    table = EARLIER.product_set(1)
    said = of_table(table, "minimums-incomplete").words
    lowest = min(star for entry in table.minimums_missing for star in entry.stars)
    assert f"từ {lowest}★ trở lên" in said.vi
    for entry in table.minimums_missing:
        assert f"phần {entry.part} ({_run(entry.stars)})" in said.vi
        assert f"part {entry.part} for {_run(entry.stars)}" in (said.en or "")


def test_a_caveat_has_the_parts_and_stars_in_plain_values_too() -> None:
    table = EARLIER.product_set(1)
    values = of_table(table, "minimums-incomplete").values
    assert values["missing"] == tuple(
        [{"part": entry.part, "stars": entry.stars} for entry in table.minimums_missing]
    )


def test_where_only_is_known_that_minimums_lack_no_star_is_named() -> None:
    values = of_table(SHRIMP, "minimums-incomplete").values
    assert (values["star"], values["missing"]) == (0, ())


# Print that doesn't add up


def bounds(**changes: Any) -> Bounds:
    known = Bounds((89, 89), (89, 92), (4, 4), (4, 5), False)
    return known._replace(**changes)


@pytest.mark.parametrize(
    ("changes", "vi", "en"),
    [
        (
            {},
            "89, có thể tới 92 điểm: 4★, có thể 5★",
            "89, perhaps up to 92: 4★, perhaps 5★",
        ),
        (
            {"true_total": (89, 89), "true_star": (4, 4)},
            "89 điểm: 4★",
            "89: 4★",
        ),
        (
            {"true_total": (86, 89), "true_star": (3, 4)},
            "89, có thể chỉ 86 điểm: 4★, có thể chỉ 3★",
            "89, perhaps only 86: 4★, perhaps only 3★",
        ),
        (
            {"total": (49, 89), "true_total": (49, 92), "star": (2, 4), "true_star": (2, 5)},
            "từ 49 đến 89, có thể tới 92 điểm: từ 2★ đến 4★, có thể 5★",
            "from 49 to 89, perhaps up to 92: from 2★ to 4★, perhaps 5★",
        ),
        (
            {"star": None},
            "89, có thể tới 92",
            "89, perhaps up to 92",
        ),
        (
            {"star": None, "true_star": None},
            "89, có thể tới 92",
            "89, perhaps up to 92",
        ),
    ],
)
def test_what_may_be_beyond_what_is_known_is_said_in_numbers(
    changes: dict[str, Any], vi: str, en: str
) -> None:
    assert in_words(bounds(**changes)) == (vi, en)


def test_an_unverified_table_says_its_numbers_on_every_result() -> None:
    (caveat,) = [c for c in caveats_of(TEA, bounds()) if c.code == "unverified"]
    assert caveat.vi.endswith(". 89, có thể tới 92 điểm: 4★, có thể 5★")
    assert caveat.values["reachable"] == "97"
    assert caveat.values["printed"] == "100"
    assert caveat.values["total"] == ("89", "89")
    assert caveat.values["possible_total"] == ("89", "92")
    assert (caveat.values["star"], caveat.values["possible_star"]) == ((4, 4), (4, 5))
    assert caveat.en.endswith(". 89, perhaps up to 92: 4★, perhaps 5★")
    of_the_table = of_table(TEA, "unverified")
    assert "92" not in of_the_table.vi


def test_every_caveat_is_plain_in_json() -> None:
    for table in (TEA, EARLIER.product_set(19)):
        for caveat in caveats_of(table, bounds()):
            assert json.loads(json.dumps(caveat.values))


# Released or not


def locked(digest: str | None) -> ProductSet:
    """The shrimp table under a lock that has this digest for it; None: that it doesn't know."""
    key = (SHRIMP.ruleset, SHRIMP.revision, SHRIMP.product_set)
    digests = FrozenDict({key: digest} if digest else {})
    lock = Released(digests, frozenset([SHRIMP.ruleset]))
    return ProductSet(SHRIMP.resolved(), releases=lambda: lock)


def test_a_released_table_has_no_caveat_of_it() -> None:
    assert locked(SHRIMP.digest).released is True
    assert caveats_of(locked(SHRIMP.digest), bounds()) == ()


def test_a_revision_that_the_lock_lacks_is_said_to_be_none_that_was_released() -> None:
    (caveat,) = caveats_of(locked(None), bounds())
    assert (caveat.code, caveat.sign) == ("not-released", "!!")
    assert caveat.values["released_digest"] is None
    assert "chưa phát hành" in caveat.vi
    assert "is not released" in caveat.en


def test_a_table_that_is_not_as_it_was_released_is_said_to_be_another() -> None:
    (caveat,) = caveats_of(locked("sha256:" + "0" * 64), bounds())
    assert caveat.values["released_digest"] == "sha256:" + "0" * 64
    assert caveat.values["digest"] == SHRIMP.digest
    assert "không phải bảng đã phát hành" in caveat.vi
    assert "not the one that was released" in caveat.en


def test_without_a_lock_nothing_is_said_of_releases() -> None:
    result = rate(RULESETS["mini-2030"].product_set(1), {})
    assert result.released is None
    assert "not-released" not in [caveat.code for caveat in result.caveats]
