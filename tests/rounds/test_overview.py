"""The overview of a round, as a tree: what a secretary should look at before anybody signs."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.rounds import (
    CODE,
    MEMBERS,
    OTHER,
    TEA,
    best_marks,
    put_dossier,
    put_round,
    put_sheet,
    small_round,
)

from ocop_scoring.lang import Lang
from ocop_scoring.reporting.paper import Section, texts
from ocop_scoring.rounds.councils import councils_of
from ocop_scoring.rounds.folder import read_folder
from ocop_scoring.rounds.overview import overview
from ocop_scoring.rules.catalog import built_in


def said(root: Path, section: str, lang: Lang = "vi") -> list[str]:
    """What a section of a round's overview says, piece by piece, without its head."""
    folder = read_folder(root)
    products = councils_of(folder, built_in().policy(folder.round.policy))
    paper = overview(folder, products, (), folder.problems, lang)
    blocks = [each for each in paper.blocks if isinstance(each, Section)]
    return [text for each in blocks if each.id == section for text in texts(each.blocks) if text]


def with_totals_of_tea(root: Path, without: dict[str, list[str]]) -> Path:
    """A round with tea alone; each member's marks are the best ones but for some criteria."""
    put_round(root)
    put_dossier(root, "che", TEA, CODE)
    for member in MEMBERS:
        marks = best_marks(TEA) | dict.fromkeys(without.get(member["id"], []), 0)
        put_sheet(root, "che", TEA, CODE, member, marks=marks)
    return root


ALIKE = {
    "vi": "phiếu của Trần Văn Mẫu (tên đặt ra) (m1), Lê Thị Thử (tên đặt ra) (m2) giống hệt nhau",
    "en": "equal on the sheets of Trần Văn Mẫu (tên đặt ra) (m1), Lê Thị Thử (tên đặt ra) (m2)",
}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_identical_sheets_are_named_with_product_and_members(tmp_path: Path, lang: Lang) -> None:
    criterion = next(iter(best_marks(TEA)))
    (line,) = said(with_totals_of_tea(tmp_path, {"m3": [criterion]}), "alike", lang)
    assert ALIKE[lang] in line
    assert "m3" not in line


def test_where_all_sheets_differ_the_overview_says_so(tmp_path: Path) -> None:
    first, second, *_ = best_marks(TEA)
    root = with_totals_of_tea(tmp_path, {"m2": [first], "m3": [second]})
    assert said(root, "alike") == ["Không có hai phiếu nào của một sản phẩm giống hệt nhau."]


def test_the_members_on_whom_a_star_hangs_alone_are_named_with_the_stars(tmp_path: Path) -> None:
    root = with_totals_of_tea(tmp_path, {"m3": list(best_marks(TEA))})
    found = said(root, "flips")
    (run,) = councils_of(read_folder(root), built_in().policy("mean-of-totals"))
    assert run.result is not None
    able = {flip.member: flip.stars for flip in run.result.flips if len(flip.stars) > 1}
    assert len(set(able.values())) == 2
    for member in MEMBERS:
        row = next(at for at, text in enumerate(found) if f"({member['id']})" in text)
        assert found[row + 1] == ", ".join([f"{star}★" for star in able[member["id"]]])


def test_where_any_member_could_change_the_star_one_line_says_so(tmp_path: Path) -> None:
    found = said(small_round(tmp_path), "flips")
    assert "Phiếu của bất kỳ thành viên nào cũng có thể làm đổi hạng (2 sản phẩm)" in found
    assert OTHER not in found
