"""A difference in words: each change in one line, what moves a star first."""

from __future__ import annotations

import pytest
from support.folders import INVENTED

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.workshop.diff.decision_words import moves_dates_or_stars, of_decision
from ocop_scoring.workshop.diff.difference import TableDiff
from ocop_scoring.workshop.diff.said import TOPIC_NAMES, grouped_digits
from ocop_scoring.workshop.diff.tables import changes_between
from ocop_scoring.workshop.diff.words import (
    TOPICS,
    by_topic,
    said,
    title_of,
)
from ocop_scoring.workshop.mutation.edits import edited
from ocop_scoring.workshop.mutation.mutants import mutants_of_table

MINI = INVENTED.ruleset("mini-2030").product_set(1)


def table_of(edits: object) -> TableDiff:
    document = edited(MINI.resolved(), edits)  # type: ignore[arg-type]
    changes = tuple(change for change, *_ in changes_between(MINI.resolved(), document))
    return TableDiff(1, MINI, ProductSet(document), changes)


def test_every_mutant_is_said_in_both_languages() -> None:
    for mutant in list(mutants_of_table(MINI.resolved()))[::4]:
        table = table_of(mutant.edits)
        for change in table.changes:
            for lang in LANGUAGES:
                told = said(table, change, lang)
                assert told.where
                assert told.sign != "≠" or told.was != told.becomes, mutant.address
                assert "{" not in told.line()


def test_groups_come_in_the_order_of_what_they_move() -> None:
    table = ocop.diff("148-2023", "26-2026", product_set=8).product_set(8)
    found = by_topic(table)
    assert list(found) == [topic for topic in TOPICS if topic in found]
    assert sum(map(len, found.values())) == len(table.changes)
    assert {*TOPIC_NAMES} == {*TOPICS}
    lines = [said(table, c, "vi").line() for c in (*found["minimum"], *found["criteria"])]
    assert "≠ 2.2 (2.b) Đóng gói, bao bì · “Đóng gói sáng tạo, bao bì đẹp”: không có → 3★" in lines
    assert "– 3.đ Kế toán (tối đa 1 điểm: 0 1)" in lines
    assert title_of(table).vi.startswith("Chế biến từ thịt")
    short = said(table, found["minimum"][0], "vi").cut(30)
    assert len(short.where) == 30
    assert short.where.endswith("…")


def test_days_and_authorities_of_a_decision_are_said_as_people_say_them() -> None:
    found = ocop.diff("148-2023", "26-2026", product_set=8)
    lines = [of_decision(c, "vi").line() for c in found.ruleset if moves_dates_or_stars(c)]
    assert "≠ Hiệu lực từ ngày: 24/02/2023 → 22/05/2026" in lines
    assert "≠ Nơi công nhận hạng 3★: huyện → tỉnh" in lines
    for change in found.ruleset:
        assert of_decision(change, "en").where


@pytest.mark.parametrize(("lang", "expected"), [("vi", "21.600"), ("en", "21,600")])
def test_counts_are_grouped(lang: ocop.Lang, expected: str) -> None:
    assert grouped_digits(21_600, lang) == expected
