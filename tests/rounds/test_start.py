"""How a round begins: nothing that is there is written over, every sheet has its workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.rounds import CODE, MEMBERS, TEA, put_dossier, put_round, put_sheet, small_round

import ocop_scoring as ocop
from ocop_scoring.errors import FilingError
from ocop_scoring.filing.round import load_round, read_round
from ocop_scoring.rounds.folder import read_folder
from ocop_scoring.rounds.start import (
    begin,
    rescoring_sheets,
    wanted_sheets,
    workbook_for,
    write_sheets,
)
from ocop_scoring.rules.catalog import built_in


def _files(root: Path, policy: str) -> list[str]:
    return [one.file for one in wanted_sheets(read_folder(root), built_in().policy(policy))]


def test_a_new_round_has_its_folders_and_a_blank_round_yaml(tmp_path: Path) -> None:
    made = begin(tmp_path / "dot-2", built_in(), 5, "vi")
    assert made == ("dossiers/", "sheets/", "results/", "papers/", "round.yaml")
    assert begin(tmp_path / "dot-2", built_in(), 5, "vi") == ()


def test_a_blank_round_is_refused_until_it_is_filled_in(tmp_path: Path) -> None:
    begin(tmp_path, built_in(), 3, "vi")
    with pytest.raises(FilingError) as refused:
        load_round(tmp_path)
    codes = {fault.code for fault in refused.value.faults}
    assert codes == {"not-filled-in", "missing-field"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_blank_round_with_every_line_taken_is_a_round(tmp_path: Path, lang: ocop.Lang) -> None:
    begin(tmp_path, built_in(), 3, lang)
    text = (tmp_path / "round.yaml").read_text(encoding="utf-8")
    lines = [
        line for line in text.splitlines() if "#policy:" not in line or "mean-of-totals" in line
    ]
    filled = "\n".join(
        line.replace("#", "", 1)
        if line.lstrip().startswith("#") and not line.lstrip().startswith("# ")
        else line
        for line in lines
    )
    filled = filled.replace("decided_on: …", "decided_on: 2026-12-08").replace("…", "Mẫu")
    found = read_round(filled)
    assert (found.policy, found.appointed) == ("mean-of-totals", 3)
    assert list(found.absent) == ["m3"]


def test_a_round_yaml_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    put_round(tmp_path)
    before = (tmp_path / "round.yaml").read_bytes()
    assert "round.yaml" not in begin(tmp_path, built_in(), 9, "vi")
    assert (tmp_path / "round.yaml").read_bytes() == before


def test_every_member_who_is_there_and_not_in_conflict_gets_a_sheet(tmp_path: Path) -> None:
    put_round(tmp_path, absent={"m1": "Ốm"}, conflicts={CODE: ["m2"]})
    put_dossier(tmp_path, "che", TEA, CODE)
    assert _files(tmp_path, "mean-of-totals") == ["sheets/che/m3.xlsx"]


@pytest.mark.parametrize(
    ("policy", "also"),
    [
        ("agreed-sheet", ["sheets/che/council.xlsx"]),
        (
            "advisory-minimums",
            ["sheets/che/advisory.xlsx", *(f"sheets/che/m{n}.xlsx" for n in "123")],
        ),
    ],
)
def test_a_policy_asks_for_the_sheets_that_it_needs(
    tmp_path: Path, policy: str, also: list[str]
) -> None:
    put_round(tmp_path)
    put_dossier(tmp_path, "che", TEA, CODE)
    assert _files(tmp_path, policy) == also


def test_the_next_round_s_sheet_begins_as_the_member_s_last_one(tmp_path: Path) -> None:
    small_round(tmp_path)
    folder = read_folder(tmp_path)
    (wanted,) = rescoring_sheets(folder, folder.products[0], ["m2"])
    assert (wanted.file, wanted.round) == ("sheets/che/m2-2.xlsx", 2)
    assert wanted.before == folder.sheets["che"][1].sheet


def test_what_somebody_filled_in_is_never_written_over(tmp_path: Path) -> None:
    put_round(tmp_path)
    put_dossier(tmp_path, "che", TEA, CODE)
    (tmp_path / "sheets" / "che").mkdir(parents=True)
    (tmp_path / "sheets" / "che" / "m2.xlsx").write_bytes(b"filled in")
    folder = read_folder(tmp_path)
    wanted = wanted_sheets(folder, built_in().policy("mean-of-totals"))
    new = [one.file for one, is_new in write_sheets(tmp_path, wanted, lambda _: b"new") if is_new]
    assert new == ["sheets/che/m1.xlsx", "sheets/che/m3.xlsx"]
    assert (tmp_path / "sheets" / "che" / "m2.xlsx").read_bytes() == b"filled in"


def test_a_workbook_is_the_same_whenever_it_is_made(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    small_round(tmp_path)
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[1], round=2)
    folder = read_folder(tmp_path)
    (again,) = rescoring_sheets(folder, folder.products[0], ["m2"])
    first = next(wanted_sheets(folder, built_in().policy("mean-of-totals")))
    assert workbook_for(first) == workbook_for(first) != workbook_for(again)
    assert again.file == "sheets/che/m2-3.xlsx"
