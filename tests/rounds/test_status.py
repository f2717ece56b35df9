"""Who has handed in what."""

from __future__ import annotations

from pathlib import Path

from support.rounds import (
    CODE,
    MEMBERS,
    TEA,
    best_marks,
    put_dossier,
    put_round,
    put_sheet,
    small_round,
)

from ocop_scoring.rounds.folder import read_folder
from ocop_scoring.rounds.status import RoundStatus, status_of


def _states(status: RoundStatus, at: int = 0) -> list[str]:
    return [one.state for one in status.products[at].handed]


def test_a_round_is_ready_once_every_sheet_is_there_and_whole(tmp_path: Path) -> None:
    status = status_of(read_folder(small_round(tmp_path)))
    assert (status.complete, status.expected) == (6, 6)
    assert all(product.is_ready for product in status.products)


def test_an_unfinished_sheet_names_what_it_leaves_open(tmp_path: Path) -> None:
    small_round(tmp_path)
    marks = best_marks(TEA)
    del marks["1.1"], marks["4.2"]
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[1], marks=marks)
    status = status_of(read_folder(tmp_path))
    assert _states(status) == ["complete", "open", "complete"]
    assert status.products[0].handed[1].open == ("1.1", "4.2")
    assert (status.complete, status.expected) == (5, 6)
    assert not status.products[0].is_ready


def test_nothing_is_expected_of_who_is_absent_or_in_conflict(tmp_path: Path) -> None:
    put_round(tmp_path, absent={"m1": "Công tác"}, conflicts={CODE: ["m2"]})
    put_dossier(tmp_path, "che", TEA, CODE)
    status = status_of(read_folder(tmp_path))
    assert _states(status) == ["absent", "conflict", "missing"]
    assert (status.complete, status.expected) == (0, 1)


def test_of_a_member_s_sheets_the_one_of_the_highest_round_is_looked_at(tmp_path: Path) -> None:
    small_round(tmp_path)
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[1], round=2, marks={"1.1": 0})
    handed = status_of(read_folder(tmp_path)).products[0].handed[1]
    assert (handed.round, handed.state, handed.file) == (2, "open", "sheets/che/m2-2.yaml")


def test_a_sheet_with_marks_of_another_table_is_a_problem_not_a_sheet(tmp_path: Path) -> None:
    small_round(tmp_path)
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[1], marks={"99.9": 1})
    status = status_of(read_folder(tmp_path))
    assert [(p.file, p.faults[0].code) for p in status.problems] == [
        ("sheets/che/m2.yaml", "unknown-criterion")
    ]
    assert _states(status) == ["complete", "missing", "complete"]
