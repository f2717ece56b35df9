"""The file of a crosswalk: its shape, and the faults of one that has another."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.folders import GOOD

from ocop_scoring import RulesetError
from ocop_scoring.assembly.crosswalk import load_crosswalk

WRITTEN = GOOD.parent / "crosswalks" / "mini-2030--mini-2031.yaml"


def refused(folder: Path, old: str, new: str) -> str:
    file = folder / WRITTEN.name
    text = WRITTEN.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RulesetError) as refusal:
        load_crosswalk(file)
    (said,) = refusal.value.lines("en")
    return said.removeprefix(f"{file}:")


def test_a_relation_knows_its_kind_and_the_levels_that_are_possible() -> None:
    _, crosswalk = load_crosswalk(WRITTEN)
    (contracts,) = crosswalk.leadings("contracts")
    assert [(r.kind, r.led) for r in contracts.levels.values()] == [
        ("split", ("third", "half")),
        ("stricter", ("half", "over-half")),
    ]
    (story,) = crosswalk.leadings("story")
    assert (story.levels["told"].kind, story.levels["told"].led) == ("none", ())


def test_a_criterion_leads_elsewhere_in_some_product_sets() -> None:
    _, crosswalk = load_crosswalk(WRITTEN)
    assert [(one.to, one.in_, one.none) for one in crosswalk.leadings("taste")] == [
        ("flavour", [1], None),
        (None, [2], "Bộ này không chấm vị"),
    ]


def test_a_product_set_becomes_one_or_several_or_none() -> None:
    _, crosswalk = load_crosswalk(WRITTEN)
    assert [crosswalk.targets(n) for n in crosswalk.product_sets] == [(1,), (2, 3), ()]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "{split: [third, half], why: Ngưỡng mới ở giữa mức cũ}",
            "{split: [third, half], same: half}",
            "15:13 relation-of-one-kind: a relation is exactly one of"
            " same, split, merged, stricter, looser, none; found: same, split.",
        ),
        (
            "{split: [third, half], why: Ngưỡng mới ở giữa mức cũ}",
            "{why: Không rõ}",
            "15:13 relation-of-one-kind: a relation is exactly one of"
            " same, split, merged, stricter, looser, none; there is none.",
        ),
        ("{split: [third, half]", "{split: [third]", "15:21 wrong-length: "),
        ("{none: Không còn chấm}", "{none: Không còn chấm, to: story}", "17:14 relation-of-one"),
        ("over-half: {stricter", "over-half: {strict", "16:19 unknown-field: "),
        ("to: [2, 3]", "to: 2", "8:13 not-a-list: "),
        ('"4": {to', '"0": {to', "9:3 out-of-range: "),
        (
            "from: mini-2030",
            "from: mini-2029",
            "3:7 crosswalk-name: the crosswalk leads from and to mini-2029--mini-2031,",
        ),
        ("read: once", "read: often", "5:7 wrong-word: "),
        ("read: once\n", "", "2:1 missing-field: "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_where_it_stands(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert refused(tmp_path, old, new).startswith(said)
