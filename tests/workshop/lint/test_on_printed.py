"""Lint of tables as printed: arithmetic and siblings show the misprints, and none is left as read."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
from support.folders import CRITERIA, GOOD

from ocop_scoring import Catalog
from ocop_scoring.workshop import Remark
from ocop_scoring.workshop.lint.on_numbers import followers, on_numbers
from ocop_scoring.workshop.lint.on_printed import lint_printed, on_scales
from ocop_scoring.workshop.lint.on_sums import on_sums
from ocop_scoring.workshop.lint.printed import Misprint, Tables
from ocop_scoring.workshop.lint.read import read_ruleset

DECISIONS = ("26-2026", "148-2023", "1048-2019")
CODES = {
    "points": {
        "points-blank",
        "points-unreadable",
        "points-above-maximum",
        "sum-mismatch",
        "levels-equal",
        "levels-out-of-order",
    },
    "number": {"number-twice", "number-skipped", "number-out-of-order"},
    "boxes": {"boxes-missing"},
    "level": {"level-missing"},
    "minimum": {"minimum-among-words"},
    "title": {"title-and-column-differ", "words-differ"},
    "text": {"words-differ"},
}
"""What can be found of a misprint of each field."""

ALONE = {
    "26-2026": {
        "2/2.1/outstanding",
        "2/6.1",
        "3/6.1",
        "4/6.4/strange-acceptable",
        "17/A",
        "19/2.3/application-accepted",
    },
    "148-2023": {
        "2/2.a/outstanding",
        "3/6.b/acceptable",
        "5/2.a/typical-of-province",
        "18/6/certified",
        "24/2.b/complete",
        "25/2.b/complete",
        "26/6/connected",
        "26/16/shows",
        "26/4.d/international",
    },
    "1048-2019": {"3/6.4/acceptable", "12/6.1.2", "23/6.5/high", "24/6.5/high", "26/4.1"},
}
"""Words that no other set has, so that no sibling shows a slip in them."""


@cache
def as_printed(name: str) -> tuple[Remark, ...]:
    return lint_printed(Catalog(CRITERIA), name)


@cache
def as_read(name: str) -> list[Remark]:
    tables = Tables.of(read_ruleset(Catalog(CRITERIA), name), as_printed=False)
    return [remark for check in (on_sums, on_numbers, on_scales) for remark in check(tables)]


def finds(remark: Remark, name: str, number: int, misprint: Misprint) -> bool:
    """Whether a remark says what is misprinted there, at its address or at a level of it."""
    address = f"{name}/{number}/{misprint.at}"
    is_there = remark.where == address or remark.where.startswith(f"{address}/")
    return is_there and remark.code in CODES[misprint.field]


@pytest.mark.parametrize("name", DECISIONS)
def test_each_misprint_that_a_check_can_show_is_found_where_it_is_printed(name: str) -> None:
    remarks = as_printed(name)
    tables = Tables.of(read_ruleset(Catalog(CRITERIA), name), as_printed=True).by_number
    missed = {
        f"{name}/{table.number}/{misprint.at}"
        for table in tables.values()
        for misprint in table.misprints
        if not any(finds(remark, name, table.number, misprint) for remark in remarks)
    }
    # the same slip in all 25 sets that have the item: siblings agree on it
    everywhere = {where for where in missed if name == "26-2026" and "/5.2/" in where}
    assert len(everywhere) == (50 if name == "26-2026" else 0)
    assert missed - everywhere == {f"{name}/{at}" for at in ALONE[name]}


@pytest.mark.parametrize("name", DECISIONS)
def test_a_remark_on_a_misprint_stands_at_its_line_of_the_errata(name: str) -> None:
    for remark in as_printed(name):
        is_sum_of_others = remark.code == "sum-mismatch" and remark.place.file.count("product-sets")
        is_real = remark.code in {"minimum-on-item", "number-skipped"}
        assert is_sum_of_others or is_real or remark.place.file.endswith("errata.yaml")


@pytest.mark.parametrize(
    ("name", "unresolved"),
    [
        ("26-2026", []),
        ("148-2023", ["7/6.d", "11/C", "12/C", "13/C"]),
        ("1048-2019", ["19/10", "26/A"]),
    ],
)
def test_tables_as_read_have_no_error_and_name_the_misprints_that_nobody_can_read(
    name: str, unresolved: list[str]
) -> None:
    remarks = as_read(name)
    assert [remark for remark in remarks if remark.severity == "error"] == []
    found = [remark for remark in remarks if remark.code == "sum-unresolved"]
    assert [remark.where for remark in found] == [f"{name}/{at}" for at in unresolved]
    assert all("errata.yaml" in remark.vi for remark in found)


def test_a_number_that_print_skips_is_a_warning_of_the_table_as_read() -> None:
    (remark,) = [remark for remark in as_read("1048-2019") if remark.code == "number-skipped"]
    assert (remark.where, remark.values["right"]) == ("1048-2019/15/6.5", "6.4")


def test_one_table_is_looked_at_alone() -> None:
    remarks = lint_printed(Catalog(CRITERIA), "26-2026", 23)
    assert {remark.where for remark in remarks} == {"26-2026/23/6.2/acceptable", "26-2026/23/9"}


# Misprints of every sort, in the small ruleset


def printed(root: Path, at: str, field: str, text: str, read_as: str) -> list[str]:
    """What is found in the small ruleset as printed with one more misprint; its own aside."""
    shutil.copytree(GOOD, root / "r")
    with (root / "r/mini-2030/errata.yaml").open("a", encoding="utf-8") as file:
        file.write(
            f'- {{at: 1/{at}, field: {field}, printed: "{text}", read_as: "{read_as}", '
            "why: Để thử, en: To try, confidence: high}\n"
        )
    found = lint_printed(Catalog(root / "r"), "mini-2030")
    return [f"{r.code} {r.where}" for r in found if not r.where.startswith("mini-2030/1/1.1/")]


@pytest.mark.parametrize(
    ("at", "field", "text", "read_as", "expected"),
    [
        ("1.3/simple", "points", "(để trống)", "1", ["points-blank 1.3/simple"]),
        ("1.3/simple", "points", "I", "1", ["points-unreadable 1.3/simple"]),
        ("2.1/told", "points", "0", "1", ["levels-equal 2.1/told"]),
        ("3.1.1/fine", "points", "12", "1", ["points-above-maximum 3.1.1/fine", "levels-out-of-order 3.1.1/fine"]),
        ("3.1", "points", "3", "2", ["sum-mismatch 3.1"]),
        ("3", "points", "3", "2", ["sum-mismatch B", "sum-mismatch 3"]),
        ("A", "points", "7", "9", ["sum-mismatch A"]),
        ("4", "points", "7 3", "2", ["points-unreadable 4"]),
        ("5/tea", "points", "2", "1", ["sum-mismatch 5"]),
        ("A", "title", "8 điểm trong tên phần, 9 ở cột điểm", "9", ["title-and-column-differ A"]),
        ("1.2", "number", "1.1, lần thứ hai", "1.2", ["number-twice 1.2"]),
        ("1.4", "number", "1.5", "1.4", ["number-skipped 1.4"]),
        ("2", "number", "0", "2", ["number-out-of-order 2"]),
        ("1.4", "boxes", "không có ô", "có, không", ["boxes-missing 1.4"]),
        ("2.2/good", "minimum", "lẫn trong lời", "*****", ["minimum-among-words 2.2/good"]),
        ("1.3", "text", "chế biên", "chế biến", []),
    ],
)  # fmt: skip
def test_each_sort_of_misprint_is_found(
    tmp_path: Path, at: str, field: str, text: str, read_as: str, expected: list[str]
) -> None:
    found = printed(tmp_path, at, field, text, read_as)
    assert sorted(found) == sorted(one.replace(" ", " mini-2030/1/") for one in expected)


@pytest.mark.parametrize(
    ("number", "following"),
    [
        ("6.1", ["6.2", "6.2.1", "6.2.a"]),
        ("6.1.5", ["6.1.6", "6.2", "6.1.6.1", "6.1.6.a", "6.2.1", "6.2.a"]),
        ("1.d", ["1.đ", "1.đ.1", "1.đ.a"]),
        ("1.e", ["1.g", "1.g.1", "1.g.a"]),
    ],
)
def test_numbers_follow_as_decisions_count(number: str, following: list[str]) -> None:
    assert followers(number) == following


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("points: {plain: 1}", ["mini-2030/4/2.2/plain"]),
        ("points: {plain: 1}, why: Bản in của bộ này bắt đầu từ 1", []),
    ],
)
def test_a_first_level_worth_other_points_than_at_all_siblings_wants_a_reason(
    tmp_path: Path, row: str, found: list[str]
) -> None:
    """Three tables agree; the fourth begins elsewhere, and says why or not."""
    tables = shutil.copytree(GOOD, tmp_path / "r") / "mini-2030" / "product-sets"
    first = (tables / "01-dried.yaml").read_text(encoding="utf-8")
    use = '"2.2": {use: structure,'
    for number in (2, 3, 4):
        text = first.replace("number: 1\n", f"number: {number}\n")
        text = text.replace(use, f"{use} {row},") if number == 4 else text
        (tables / f"{number:02}-other.yaml").write_text(text, encoding="utf-8")
    read = read_ruleset(Catalog(tmp_path / "r"), "mini-2030")
    remarks = [*on_scales(Tables.of(read, as_printed=False))]
    assert [remark.where for remark in remarks] == found
    assert {remark.code for remark in remarks} <= {"scale-start-differs"}
