"""The table of results: every number in it is the result's, worked out again here."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from support.councils import council, councils, every_status, seats
from support.papers import CLEAN, MINI, OPEN, said

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES
from ocop_scoring.reporting.papers.results_table import legend, results_table, tally

EVERY = every_status()


def cells(*results: ocop.CouncilResult, lang: ocop.Lang = "vi") -> list[list[str]]:
    return [[said(cell) for cell in row.cells] for row in results_table(results, lang).rows]


def hundredths(value: Fraction) -> str:
    """A number with two decimals, half up, worked out by hand."""
    units = int(value * 100 + Fraction(1, 2))
    return f"{units // 100},{units % 100:02d}"


@settings(max_examples=40)
@drawn(councils())
def test_every_number_is_that_of_the_result(result: ocop.CouncilResult) -> None:
    counted = [member for member in result.members if member.counted]
    (row,) = cells(result)
    count, parts = len(counted), len(result.printed.parts)
    assert row[3] == str(result.product_set)
    assert row[4 : 4 + count] == [str(sum(m.parts.values())) for m in counted]
    assert result.parts is not None
    assert result.mean is not None
    shown = row[4 + count : 4 + count + parts]
    assert shown == [hundredths(value) for value in result.parts.values()]
    mean, by_points, unmet, star = row[-4:]
    assert mean == hundredths(result.mean)
    assert by_points == f"{result.star_by_points} sao"
    assert all(each.criterion in unmet for each in result.unmet)
    assert (f"{result.star} sao" in star) == (result.status == "rated")


@settings(max_examples=40)
@drawn(councils())
def test_under_a_mean_of_totals_the_mean_is_their_sum_by_their_number(
    result: ocop.CouncilResult,
) -> None:
    totals = [member.total for member in result.members if member.counted]
    if result.rules_of_procedure.mean == "totals" and result.rules_of_procedure.rounding == "none":
        assert cells(result)[0][-4] == hundredths(Fraction(sum(totals), len(totals)))


@pytest.mark.parametrize(
    ("name", "said_of_it"),
    [
        ("rated", "5 sao"),
        ("lost", "3 sao"),
        ("rejected", "Bị loại"),
        ("incomplete", "Chưa chấm xong"),
        ("no-quorum", "Không đủ thành viên dự họp"),
        ("rescore", "Phải chấm lại"),
    ],
)
def test_a_result_that_is_none_is_said_to_be_that(name: str, said_of_it: str) -> None:
    (row,) = cells(EVERY[name])
    assert said_of_it in row[-1]
    if EVERY[name].status != "rated":
        assert "sao" not in row[-1]
        assert said(tuple(legend([EVERY[name]], "vi"))).count(MINI.title.vi) == 0


def test_an_unfinished_result_has_no_mean_and_marks_the_sheet() -> None:
    (row,) = cells(EVERY["incomplete"])
    assert row[-4] == "–"
    assert "15*" in row
    assert "chưa chấm xong" in said(tuple(legend([EVERY["incomplete"]], "vi")))


def test_members_of_all_results_have_a_column_and_a_dash_where_they_did_not_rate() -> None:
    few = council(seats(MINI, [CLEAN, CLEAN]))
    many = council(seats(MINI, [CLEAN] * 4))
    rows = cells(few, many)
    assert rows[0][4:8] == ["20", "20", "–", "–"]
    assert rows[1][4:8] == ["20"] * 4


def test_sheets_that_do_not_count_are_not_in_the_table() -> None:
    (row,) = cells(EVERY["beside"])
    assert row[4:7] == ["20", "20", "20"]
    assert "advisory" not in said(results_table([EVERY["beside"]], "vi").head)


def test_a_second_round_replaces_the_first() -> None:
    (row,) = cells(EVERY["second-round"])
    assert row[4:7] == ["20", "20", "20"]


def test_the_tally_counts_each_result_once() -> None:
    lines = [said(line) for line in tally(list(EVERY.values()), "vi")]
    counts = [int(line.rpartition(": ")[2]) for line in lines]
    assert counts[0] == len(EVERY) == sum(counts[1:])


def test_a_star_that_is_a_bound_is_not_drawn() -> None:
    assert "★" not in said(results_table([EVERY["rescore"]], "vi").rows[0].cells[-1])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_have_the_mark_of_the_language(lang: ocop.Lang) -> None:
    mark = {"vi": ",", "en": "."}[lang]
    assert cells(EVERY["lost"], lang=lang)[0][-4] == f"18{mark}67"


def test_long_ids_are_numbers_that_the_legend_explains() -> None:
    sheets = [
        ocop.ScoreSheet.model_validate(
            sheet.model_dump()
            | {"assessor": {**sheet.assessor.model_dump(), "id": f"{sheet.assessor.id}-so-y-te"}}
        )
        for sheet in seats(MINI, [CLEAN, CLEAN])
    ]
    result = council(sheets)
    heads = [said(cell) for cell in results_table([result], "vi").head[0].cells]
    assert heads[4:6] == ["1", "2"]
    assert "2 – Nguyễn Thị C" in said(tuple(legend([result], "vi")))


def test_an_open_sheet_alone_is_no_result() -> None:
    (row,) = cells(council(seats(MINI, [OPEN])))
    assert row[-3] == "–"
