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

from ocop_scoring.rounds.councils import policy_of_round
from ocop_scoring.rounds.folder import RoundFolder, read_folder
from ocop_scoring.rounds.status import RoundStatus, status_of
from ocop_scoring.rules.catalog import built_in


def status_in(folder: RoundFolder) -> RoundStatus:
    return status_of(folder, policy_of_round(folder, built_in()))


def _states(status: RoundStatus, at: int = 0) -> list[str]:
    return [one.state for one in status.products[at].handed]


def test_a_round_is_ready_once_every_sheet_is_there_and_whole(tmp_path: Path) -> None:
    status = status_in(read_folder(small_round(tmp_path)))
    assert (status.complete, status.expected) == (6, 6)
    assert all(product.is_ready for product in status.products)


def test_an_unfinished_sheet_names_what_it_leaves_open(tmp_path: Path) -> None:
    small_round(tmp_path)
    marks = best_marks(TEA)
    del marks["1.1"], marks["4.2"]
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[1], marks=marks)
    status = status_in(read_folder(tmp_path))
    assert _states(status) == ["complete", "open", "complete"]
    assert status.products[0].handed[1].open == ("1.1", "4.2")
    assert (status.complete, status.expected) == (5, 6)
    assert not status.products[0].is_ready


def test_nothing_is_expected_of_who_is_absent_or_in_conflict(tmp_path: Path) -> None:
    put_round(tmp_path, absent={"m1": "Công tác"}, conflicts={CODE: ["m2"]})
    put_dossier(tmp_path, "che", TEA, CODE)
    status = status_in(read_folder(tmp_path))
    assert _states(status) == ["absent", "conflict", "missing"]
    assert (status.complete, status.expected) == (0, 1)


def test_of_a_member_s_sheets_the_one_of_the_highest_round_is_looked_at(tmp_path: Path) -> None:
    small_round(tmp_path)
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[1], round=2, marks={"1.1": 0})
    handed = status_in(read_folder(tmp_path)).products[0].handed[1]
    assert (handed.round, handed.state, handed.file) == (2, "open", "sheets/che/m2-2.yaml")


def test_a_sheet_with_marks_of_another_table_is_a_problem_not_a_sheet(tmp_path: Path) -> None:
    small_round(tmp_path)
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[1], marks={"99.9": 1})
    status = status_in(read_folder(tmp_path))
    assert [(p.file, p.faults[0].code) for p in status.problems] == [
        ("sheets/che/m2.yaml", "unknown-criterion")
    ]
    assert _states(status) == ["complete", "missing", "complete"]


def test_two_sheets_of_a_member_in_a_round_are_a_problem_before_any_result(tmp_path: Path) -> None:
    small_round(tmp_path)
    again = tmp_path / "sheets" / "che" / "phiếu của chị Thử.yaml"
    again.write_bytes((tmp_path / "sheets" / "che" / "m2.yaml").read_bytes())
    (problem,) = status_in(read_folder(tmp_path)).problems
    assert (problem.file, problem.faults[0].code) == (
        "sheets/che/phiếu của chị Thử.yaml",
        "sheet-twice",
    )


def test_a_later_round_that_was_sent_out_is_missing_until_it_is_dated(tmp_path: Path) -> None:
    small_round(tmp_path)
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[1], round=2, assessed_on=None)
    handed = status_in(read_folder(tmp_path)).products[0].handed[1]
    assert (handed.state, handed.round, handed.file) == ("missing", 2, "sheets/che/m2-2.yaml")
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[1], round=2)
    handed = status_in(read_folder(tmp_path)).products[0].handed[1]
    assert (handed.state, handed.round) == ("complete", 2)


def test_under_an_agreed_sheet_that_one_is_expected_and_no_member_s(tmp_path: Path) -> None:
    put_round(tmp_path, policy="agreed-sheet")
    put_dossier(tmp_path, "che", TEA, CODE)
    status = status_in(read_folder(tmp_path))
    assert [one.id for one in status.assessors] == ["council"]
    assert (_states(status), status.expected) == (["missing"], 1)
    council = {"id": "hd", "role": "council"}
    put_sheet(tmp_path, "che", TEA, CODE, council)
    assert _states(status_in(read_folder(tmp_path))) == ["complete"]


def test_where_the_policy_asks_the_advisory_team_its_sheet_is_expected_too(tmp_path: Path) -> None:
    status = status_in(read_folder(small_round(tmp_path, policy="advisory-minimums")))
    assert [one.id for one in status.assessors] == ["advisory", "m1", "m2", "m3"]
    assert _states(status) == ["missing", *["complete"] * 3]
