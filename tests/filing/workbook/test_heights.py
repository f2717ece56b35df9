"""How many lines a text takes, and how high rows are."""

from __future__ import annotations

from support.tables import every_table

from ocop_scoring.filing.workbook.heights import height_of, heights_of, lines_of
from ocop_scoring.filing.workbook.layout import sheet_layout


def test_lines_grow_with_the_text_and_shrink_with_the_width() -> None:
    words = "Nguyên liệu trong tỉnh chiếm từ 75 % đến 100 % " * 5
    counts = [lines_of(words[:size].strip(), 285, 10) for size in range(5, len(words))]
    assert counts[0] == 1
    assert counts == sorted(counts)
    assert (
        lines_of(words, 285, 10)
        < lines_of(words, 150, 10)
        < lines_of(words, 150, 10, bold=True) + 1
    )


def test_a_break_begins_a_line_and_an_endless_word_is_broken() -> None:
    assert lines_of("a\nb\n\nc", 285, 10) == 4
    assert lines_of("", 285, 10) == 1
    assert lines_of("m" * 200, 285, 10) > 4


def test_tone_marks_make_no_letter_wider() -> None:
    assert lines_of("ố" * 57, 285, 10) == lines_of("o" * 57, 285, 10)


def test_every_row_has_a_height_that_holds_its_text() -> None:
    for table in every_table()[::8]:
        layout, heights = sheet_layout(table), heights_of(table)
        assert len(heights) == len(layout.rows)
        for row in layout.rows:
            if row.kind == "level":
                assert heights[row.row] >= height_of(row.b, 10)
        for answer in layout.answers:
            longest = max([height_of(entry.text, 10) for entry in answer.entries], default=0)
            assert heights[answer.cell.row] >= longest
