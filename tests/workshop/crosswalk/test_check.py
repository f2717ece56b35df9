"""A crosswalk is whole, or what it passes over is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.crosswalks import CROSSWALK, two_decisions

from ocop_scoring import Catalog, RulesetError
from ocop_scoring.workshop.crosswalk import check_crosswalks


def test_a_whole_crosswalk_is_named(small: Catalog) -> None:
    assert check_crosswalks(small) == ("mini-2030--mini-2031",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "      none: {same: none}\n",
            "",
            "9:3 crosswalk-open: nothing says what the level contracts/none → contracts becomes (product sets 1)",
        ),
        (
            "  bilingual: {none: Không còn chấm}\n",
            "",
            "8:1 crosswalk-open: nothing says what the criterion bilingual becomes (product sets 1)",
        ),
        (
            "new:\n  recycling: Chưa có trước đây\n",
            "",
            "2:1 crosswalk-open: nothing leads to the criterion recycling (from product sets 1)",
        ),
        ('  "1": 1\n', '  "1": {to: [], why: Bỏ}\n', "2:1 crosswalk-open: product set 1 of mini-2031"),
        ('  "1": 1\n', '  "1": 1\n  "2": 1\n', "8:3 set-not-here: "),
        ('  "1": 1\n', '  "1": 2\n', "7:3 set-not-here: "),
        ("{none: Không còn", "{in: [7], none: Không còn", "14:20 set-not-here: "),
        ("  bilingual: {", "  bilinguol: {", "14:3 unknown-criterion-id: "),
        ("to: flavour", "to: flavor", "16:5 unknown-criterion-id: "),
        ("  recycling: Chưa", "  recycled: Chưa", "22:3 unknown-criterion-id: "),
        ("  recycling: Chưa", "  story: Chưa", "22:3 crosswalk-not-new: story of mini-2031"),
        ("      stable: {", "      steady: {", "13:7 unknown-level: "),
        ("looser: [stable]", "looser: [steady]", "13:7 unknown-level: "),
        ("to: mini-2031", "to: mini-2032", "3:7 crosswalk-name: "),
    ],
)  # fmt: skip
def test_what_a_crosswalk_passes_over_is_named(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert CROSSWALK.count(old) == 1
    folder = two_decisions(tmp_path / "criteria", CROSSWALK.replace(old, new))
    with pytest.raises(RulesetError) as refused:
        check_crosswalks(Catalog(folder))
    file = folder / "crosswalks" / "mini-2030--mini-2031.yaml"
    found = [line.removeprefix(f"{file}:") for line in refused.value.lines("en")]
    assert any(line.startswith(said) for line in found), found


def test_a_crosswalk_of_an_unknown_ruleset_is_refused_where_it_names_it(tmp_path: Path) -> None:
    folder = two_decisions(tmp_path / "criteria")
    room = folder / "crosswalks"
    text = CROSSWALK.replace("to: mini-2031", "to: mini-2099")
    (room / "mini-2030--mini-2099.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesetError, match=r"mini-2099.yaml:4:5 unknown-ruleset"):
        check_crosswalks(Catalog(folder))
