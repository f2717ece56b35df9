"""The entries of drop-downs: of every criterion of every decision."""

from __future__ import annotations

from support.tables import every_table

from ocop_scoring.filing.workbook.entries import entries_of, key_of, one_line
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.model import Criterion

CRITERIA = [(table, criterion) for table in every_table() for criterion in table.criteria]
CHOSEN = [(table, criterion) for table, criterion in CRITERIA if criterion.mode == "one"]


def test_keys_of_a_criterion_are_unique_and_stand_before_the_words() -> None:
    for _, criterion in CHOSEN:
        entries = entries_of(criterion)
        assert len({entry.key for entry in entries}) == len(entries)
        assert [key_of(entry.text) for entry in entries] == [entry.key for entry in entries]


def test_an_entry_for_every_level_and_one_that_says_none_is_reached() -> None:
    for table, criterion in CHOSEN:
        entries = entries_of(criterion)
        assert [e.level for e in entries if e.level] == list(criterion.levels)
        by_mark = table_of(table).by_mark[table.criteria.index(criterion)]
        for entry in entries:  # each entry's mark is what the engine takes for it
            choice = by_mark[entry.mark]
            assert choice.levels == ((entry.level,) if entry.level else ())
            assert choice.points == entry.points
        assert sum(entry.key == "0" for entry in entries) == 1


def test_an_item_whose_lines_add_up_has_no_entries() -> None:
    sums = [criterion for _, criterion in CRITERIA if criterion.mode == "sum"]
    assert sums
    assert all(entries_of(criterion) == () for criterion in sums)


def test_an_entry_is_one_short_line_that_says_points_case_and_asterisks() -> None:
    for _, criterion in CHOSEN:
        for entry in entries_of(criterion):
            assert len(entry.text) < 255
            assert entry.text == one_line(entry.text)
            if entry.level:
                assert entry.text.startswith(str(entry.level.points))
                assert entry.text.endswith(f"({'*' * (entry.level.minimum or 0)})") == bool(
                    entry.level.minimum
                )
                assert entry.level.case is None or f"({entry.level.case})" in entry.key


def test_levels_that_share_points_and_case_have_keys_of_their_own() -> None:
    criterion: Criterion = CHOSEN[0][1]
    twins = tuple(criterion.levels[1]._replace(id=name, mark=name) for name in ("x", "y"))
    keys = [entry.key for entry in entries_of(criterion._replace(levels=twins))]
    points = twins[0].points
    assert [key for key in keys if key != "0"] == [f"{points} [1]", f"{points} [2]"]


def test_text_without_a_key_has_none() -> None:
    assert key_of("2") is None
    assert key_of("") is None
