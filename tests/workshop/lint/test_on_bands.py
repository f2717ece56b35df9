"""Gaps, overlaps, and labels that lost a number, on the small ruleset and in the law."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from support.bad_rulesets import Edit
from support.folders import GOOD

from ocop_scoring import Catalog
from ocop_scoring.exact import Interval
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.workshop import ALL, lint_rulesets
from ocop_scoring.workshop.lint.bands import labelled, named_numbers
from ocop_scoring.workshop.lint.on_bands import on_bands, on_labels
from ocop_scoring.workshop.lint.read import read_ruleset

OURS = ("band-gap", "band-overlap", "label-number-lost", "label-number-unasked")
CRITERIA = "mini-2030/criteria/all.yaml"
MOST = "vi: Từ 50 % trở lên, when: {share_of_local_workers: from 50 %}"


def said(root: Path, *edits: tuple[str, str]) -> list[str]:
    """What is said of the criteria of the small ruleset with some changes."""
    shutil.copytree(GOOD, root / "r")
    for old, new in edits:
        Edit(CRITERIA, old.splitlines(), new.splitlines()).apply(root / "r")
    found = lint_rulesets(Catalog(root / "r"), ["mini-2030"], ALL)
    every = [remark for of_one in found.values() for remark in of_one if remark.code in OURS]
    return [f"{remark.severity} {remark.code} {remark.where}" for remark in every]


AS_IT_STANDS = [
    "note label-number-lost mini-2030/contracts/half",
    "warning label-number-lost mini-2030/bilingual/yes",
]


def test_the_small_ruleset_as_it_stands(tmp_path: Path) -> None:
    """A label that lacks the lower end of its band, on record; a yes or no that counts."""
    assert said(tmp_path) == AS_IT_STANDS


def test_a_threshold_that_moved_away_from_its_label_is_found(tmp_path: Path) -> None:
    moved = (
        (
            "Dưới 50 %, when: {share_of_local_workers: above 0 % to below 50 %}",
            "Dưới 50 %, when: {share_of_local_workers: above 0 % to below 60 %}",
        ),
        (MOST, MOST.replace("from 50 %", "from 60 %")),
    )
    assert [line for line in said(tmp_path, *moved) if line not in AS_IT_STANDS] == [
        "warning label-number-lost mini-2030/local-labour/some",
        "warning label-number-lost mini-2030/local-labour/most",
    ]


def test_a_condition_that_asks_for_nothing_is_found(tmp_path: Path) -> None:
    edit = ("months_under_contract: from 12}", "months_under_contract: from 0}")
    assert "warning label-number-lost mini-2030/contracts/stable" in said(tmp_path, edit)


def test_a_number_of_the_label_that_the_condition_lost_is_found(tmp_path: Path) -> None:
    edit = ("vi: Sâu, needs", "vi: Sâu từ 6 tháng, needs")
    assert "note label-number-unasked mini-2030/processing/deep" in said(tmp_path, edit)


def test_a_gap_or_an_overlap_that_labels_leave_is_found_though_conditions_meet(
    tmp_path: Path,
) -> None:
    over = MOST.replace("Từ 50 % trở lên", "Trên 50 %")
    some = "vi: Dưới 50 %, when: {share_of_local_workers: above 0 %"
    assert "warning band-gap mini-2030/local-labour/most" in said(tmp_path / "1", (MOST, over))
    edit = (some, some.replace("Dưới 50 %", "Từ 10 % đến 50 %"))
    assert "warning band-overlap mini-2030/local-labour/most" in said(tmp_path / "2", edit)


def test_conditions_that_ask_for_something_else_alike_are_held_against_each_other(
    tmp_path: Path,
) -> None:
    """The loader looks at levels that one fact alone decides."""
    edits = (
        (
            "{share_under_contract: from 20 % to 50 %}",
            "{share_under_contract: to 40 %, label_languages: from 2}",
        ),
        (
            "minimum: 4, vi: Trên 50 %, when: {share_under_contract: above 50 %}",
            "minimum: 4, vi: Trên 50 %, when: {share_under_contract: above 50 %, label_languages: from 2}",
        ),
    )
    assert "note band-gap mini-2030/contracts/over-half" in said(tmp_path, *edits)


@pytest.mark.parametrize(
    ("label", "share", "interval"),
    [
        ("Nguyên liệu chiếm từ 50 % đến dưới 75 %", True, "from 50 % to below 75 %"),
        ("Từ 50 đến 75 % lao động", True, "from 50 % to 75 %"),
        ("Hợp đồng cho trên 75 % sản lượng, từ 12 tháng trở lên", True, "above 75 %"),
        ("Hợp đồng cho trên 75 % sản lượng, từ 12 tháng trở lên", False, "from 12"),
        ("Không quá 3 hoạt động", False, "to 3"),
        ("ít nhất 06 tháng", False, "from 6"),
        ("có 1 đến 2 chỉ tiêu", False, "from 1 to 2"),
        ("dưới 0,5 %", True, "below 0.5 %"),
    ],
)
def test_the_interval_that_a_label_names_is_read(label: str, share: bool, interval: str) -> None:
    assert labelled(label, share) == [Interval.parse(interval)]


@pytest.mark.parametrize(
    ("label", "share", "number", "is_named"),
    [
        ("Mọi cơ sở đủ điều kiện", True, "1", True),
        ("một nửa sản lượng", True, "0.5", True),
        ("chiếm 75 % lao động", False, "75", False),
        ("ổn định từ 3 năm", False, "36", True),
        ("hai mùa vụ", False, "2", True),
        ("Luật 12", True, "0.12", False),
    ],
)
def test_a_number_is_named_in_figures_words_or_years(
    label: str, share: bool, number: str, is_named: bool
) -> None:
    assert (Decimal(number) in named_numbers(label, share)) is is_named


def test_the_law_leaves_exactly_three_quarters_open_and_a_reading_says_so() -> None:
    read = read_ruleset(built_in(), "26-2026")
    found = [(r.code, r.where, r.severity, r.recorded) for r in on_bands(read)]
    assert found == [
        (
            "band-overlap",
            "26-2026/local-labour/three-quarters",
            "note",
            ("three-quarters-of-labour",),
        ),
        (
            "band-gap",
            "26-2026/chain-contracts/over-three-quarters",
            "note",
            ("exactly-three-quarters",),
        ),
    ]
    assert {remark.recorded for remark in on_labels(read)} == {
        ("bilingual-yes-no",),
        ("promotion-between-levels",),
        ("trained-without-language",),
    }
