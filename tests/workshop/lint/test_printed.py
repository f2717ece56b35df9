"""A ruleset's tables as printed: the value that the words of a misprint say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest
from support.folders import CRITERIA

from ocop_scoring import Catalog
from ocop_scoring.workshop.lint.printed import Table, Tables, printed_value
from ocop_scoring.workshop.lint.read import read_ruleset


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("13", 13),
        ("(để trống)", None),
        ("(không in)", None),
        ("4 1", "4 1"),
        ("l", "l"),
        ("tối đa 4 điểm; các mức 1, 2, 3", 4),
        ("35 điểm; các nhóm cộng lại 32", 35),
        ("-3", "-3"),
        ("4000", "4000"),
        ("", ""),
    ],
)
def test_points_are_a_whole_number_a_blank_or_text_that_is_shown(
    printed: str, value: int | str | None
) -> None:
    assert printed_value("points", printed) == value


@pytest.mark.parametrize(
    ("printed", "number", "value"),
    [
        ("6.5", "6.4", "6.5"),
        ("6.1.3, lần thứ hai", "6.1.4", "6.1.3"),
        ("c), lần thứ hai", "3.e", "3.c"),
        ("đ)", "1.e", "1.đ"),
        ("9", "8", "9"),
    ],
)
def test_a_number_is_the_row_s_own_where_print_has_a_letter_only(
    printed: str, number: str, value: str
) -> None:
    assert printed_value("number", printed, number) == value


@cache
def tables(name: str) -> Mapping[int, Table]:
    return Tables.of(read_ruleset(Catalog(CRITERIA), name), as_printed=True).by_number


def test_what_several_addresses_print_is_told_apart() -> None:
    table = tables("1048-2019")[2]
    groups = {group["number"]: group.get("number_printed") for group in table.groups()}
    assert (groups["7"], groups["8"], groups["9"], groups["10"]) == (None, "9", "10", "11")
    assert [c.get("number_printed") for c in table.criteria() if c["number"] == "8.2"] == ["9.2"]


def test_of_a_list_of_misprinted_words_an_entry_has_its_own() -> None:
    level = next(
        level
        for criterion in tables("148-2023")[8].criteria()
        for level in criterion["levels"]
        if (criterion["number"], level["id"]) == ("1.đ", "green-packaging")
    )
    (misprint,) = level["words"]
    assert misprint.printed == "môi hường; mình chứng"
    assert misprint.read_as == "môi trường; minh chứng"


def test_a_table_as_printed_has_nothing_that_makes_it_official() -> None:
    table = tables("26-2026")[4]
    assert table._fields == ("number", "parts", "misprints")
    assert not {"format", "ruleset", "digest", "provenance"} & table.parts[0].keys()


def test_a_table_as_printed_changes_no_table_as_read() -> None:
    read = read_ruleset(Catalog(CRITERIA), "26-2026")
    found = Tables.of(read, as_printed=True), Tables.of(read, as_printed=False)
    printed, as_read = (
        [c["points"] for c in tables.by_number[23].criteria() if c["number"] == "9"]
        for tables in found
    )
    assert (printed, as_read) == ([None], [4])
