"""What lies in a round's folder: which sheet is of which product, and what is left aside."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from support.rounds import CODE, MEMBERS, TEA, put_dossier, put_round, put_sheet, small_round

from ocop_scoring.errors import FilingError
from ocop_scoring.rounds.folder import RoundFolder, read_folder


def _problems(folder: RoundFolder) -> list[tuple[str, str]]:
    return [(one.file, fault.code) for one in folder.problems for fault in one.faults]


def _files(folder: RoundFolder, name: str) -> list[str]:
    return [one.file for one in folder.sheets[name]]


def test_products_stand_in_the_order_of_their_files_with_their_sheets(tmp_path: Path) -> None:
    found = read_folder(small_round(tmp_path))
    assert [product.name for product in found.products] == ["che", "mam"]
    assert _files(found, "mam") == [f"sheets/mam/m{n}.yaml" for n in (1, 2, 3)]
    assert found.problems == ()


def test_a_sheet_belongs_to_the_product_whose_code_it_bears_wherever_it_lies(
    tmp_path: Path,
) -> None:
    put_round(tmp_path)
    put_dossier(tmp_path, "che", TEA, CODE)
    put_sheet(tmp_path, "anywhere", TEA, CODE, MEMBERS[0])
    assert _files(read_folder(tmp_path), "che") == ["sheets/anywhere/m1.yaml"]


def test_without_codes_the_folder_says_which_product_a_sheet_is_of(tmp_path: Path) -> None:
    put_round(tmp_path)
    put_dossier(tmp_path, "che", TEA, None)
    put_sheet(tmp_path, "che", TEA, None, MEMBERS[0])
    put_sheet(tmp_path, "elsewhere", TEA, None, MEMBERS[1])
    found = read_folder(tmp_path)
    assert _files(found, "che") == ["sheets/che/m1.yaml"]
    assert _problems(found) == [("sheets/elsewhere/m2.yaml", "sheet-of-no-product")]


def test_a_folder_without_dossiers_or_sheets_is_an_empty_round(tmp_path: Path) -> None:
    put_round(tmp_path)
    found = read_folder(tmp_path)
    assert (found.products, found.problems) == ((), ())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"product_code": "96-32244-009-2026"}, "sheet-of-no-product"),
        ({"product_set": 12}, "other-product-set"),
        ({"ruleset": "148-2023"}, "other-ruleset"),
        ({"assessor": {"id": "m9", "role": "member"}}, "unknown-member"),
        ({"assessor": {"id": "m2", "role": "chair"}}, "other-role"),
        ({"marks": {"1.1": "?"}}, "not-a-mark"),
    ],
)
def test_a_sheet_of_another_product_or_round_is_named_and_left(
    tmp_path: Path, changes: dict[str, Any], code: str
) -> None:
    small_round(tmp_path)
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[1], **changes)
    found = read_folder(tmp_path)
    assert _problems(found) == [("sheets/che/m2.yaml", code)]
    assert _files(found, "che") == ["sheets/che/m1.yaml", "sheets/che/m3.yaml"]
    assert len(_files(found, "mam")) == 3


@pytest.mark.parametrize("role", ["self", "advisory", "council"])
def test_whoever_is_no_member_may_hand_in_a_sheet_of_another_role(
    tmp_path: Path, role: str
) -> None:
    small_round(tmp_path)
    put_sheet(tmp_path, "che", TEA, CODE, {"id": "team", "role": role})
    found = read_folder(tmp_path)
    assert found.problems == ()
    assert "sheets/che/team.yaml" in _files(found, "che")


@pytest.mark.parametrize("named", [CODE, "che"])
def test_a_sheet_of_a_member_in_conflict_is_left(tmp_path: Path, named: str) -> None:
    found = read_folder(small_round(tmp_path, conflicts={named: ["m3"]}))
    assert found.products[0].in_conflict == ("m3",)
    assert _problems(found) == [("sheets/che/m3.yaml", "member-in-conflict")]
    assert len(_files(found, "mam")) == 3


def test_two_dossiers_of_one_product_are_one_too_many(tmp_path: Path) -> None:
    small_round(tmp_path)
    put_dossier(tmp_path, "zz", TEA, CODE)
    found = read_folder(tmp_path)
    assert _problems(found) == [("dossiers/zz.yaml", "product-twice")]
    assert len(_files(found, "che")) == 3


def test_a_dossier_that_can_t_be_read_stops_no_other(tmp_path: Path) -> None:
    small_round(tmp_path)
    (tmp_path / "dossiers" / "aa.yaml").write_text("format: ocop-dossier/1\n", encoding="utf-8")
    found = read_folder(tmp_path)
    assert {file for file, _ in _problems(found)} == {"dossiers/aa.yaml"}
    assert len(found.products) == 2


def test_what_a_spreadsheet_program_keeps_beside_an_open_file_is_passed_over(
    tmp_path: Path,
) -> None:
    small_round(tmp_path)
    for name in ("~$m1.xlsx", ".m2.yaml", "notes.txt"):
        (tmp_path / "sheets" / "che" / name).write_bytes(b"\x00")
    assert read_folder(tmp_path).problems == ()


def test_a_round_yaml_that_can_t_be_read_is_an_error(tmp_path: Path) -> None:
    small_round(tmp_path, level="commune")
    with pytest.raises(FilingError, match="wrong-word"):
        read_folder(tmp_path)


def test_a_sheet_that_is_as_it_was_sent_out_is_not_handed_in(tmp_path: Path) -> None:
    small_round(tmp_path)
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[0], marks={})
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[1], round=2, assessed_on=None)
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[2], round=2)
    found = read_folder(tmp_path)
    assert found.problems == ()
    assert _files(found, "che") == [
        "sheets/che/m2.yaml",
        "sheets/che/m3-2.yaml",
        "sheets/che/m3.yaml",
    ]


def test_a_blank_sheet_that_went_out_before_a_conflict_was_known_is_no_problem(
    tmp_path: Path,
) -> None:
    small_round(tmp_path, conflicts={CODE: ["m3"]})
    put_sheet(tmp_path, "che", TEA, CODE, MEMBERS[2], marks={})
    assert read_folder(tmp_path).problems == ()


def test_a_conflict_that_names_no_product_is_a_problem_with_its_place(tmp_path: Path) -> None:
    small_round(tmp_path, conflicts={"96-32244-010-2026": ["m3"]})
    (problem,) = read_folder(tmp_path).problems
    (fault,) = problem.faults
    assert (problem.file, fault.code) == ("round.yaml", "conflict-of-no-product")
    assert fault.found == "96-32244-010-2026"
    text = (tmp_path / "round.yaml").read_text(encoding="utf-8").splitlines()
    assert fault.place is not None
    assert text[fault.place.line - 1][fault.place.column - 1 :].startswith('"96-32244-010-2026"')


def test_a_conflict_may_name_a_dossier_that_can_t_be_read_yet(tmp_path: Path) -> None:
    small_round(tmp_path, conflicts={"aa": ["m3"]})
    (tmp_path / "dossiers" / "aa.yaml").write_text("format: ocop-dossier/1\n", encoding="utf-8")
    assert {file for file, _ in _problems(read_folder(tmp_path))} == {"dossiers/aa.yaml"}


def test_names_are_the_same_however_a_system_composes_their_letters(tmp_path: Path) -> None:
    composed = normalize("NFC", "chè xanh Đồi Mẫu")
    apart = normalize("NFD", composed)
    put_round(tmp_path, conflicts={composed: ["m3"]})
    put_dossier(tmp_path, apart, TEA, None)
    put_sheet(tmp_path, composed, TEA, None, MEMBERS[0])
    put_sheet(tmp_path, apart, TEA, None, MEMBERS[1])
    found = read_folder(tmp_path)
    assert found.problems == ()
    assert [product.name for product in found.products] == [composed]
    assert found.products[0].in_conflict == ("m3",)
    assert len(found.sheets[composed]) == 2


@pytest.mark.parametrize("name", ["m2.ods", "m2.xls", "m2.XLSX", "m2.xlsm"])
def test_what_a_spreadsheet_program_saved_otherwise_is_named_not_passed_over(
    tmp_path: Path, name: str
) -> None:
    small_round(tmp_path)
    (tmp_path / "sheets" / "che" / name).write_text("something else", encoding="utf-8")
    assert _problems(read_folder(tmp_path)) == [(f"sheets/che/{name}", "file-of-another-kind")]


def test_what_is_wrong_with_a_sheet_is_named_with_its_place(tmp_path: Path) -> None:
    small_round(tmp_path)
    put_sheet(tmp_path, "che", TEA, CODE, {"id": "m9", "role": "member"})
    ((fault,),) = [one.faults for one in read_folder(tmp_path).problems]
    assert fault.place is not None
    text = (tmp_path / "sheets" / "che" / "m9.yaml").read_text(encoding="utf-8").splitlines()
    assert text[fault.place.line - 1][fault.place.column - 1 :].startswith('"m9"')


def test_a_folder_without_round_yaml_says_how_a_round_begins(tmp_path: Path) -> None:
    with pytest.raises(FilingError, match=r"no-round.*ocop round new") as refused:
        read_folder(tmp_path / "đợt 1")
    assert refused.value.faults[0].file == str(tmp_path / "đợt 1" / "round.yaml")


def test_a_field_of_a_product_that_the_round_lacks_is_a_problem_with_its_place(
    tmp_path: Path,
) -> None:
    small_round(tmp_path, papers={"votes/che": "3/3", f"votes/{CODE}": "3/3", "votes/chè": "3/3"})
    ((fault,),) = [one.faults for one in read_folder(tmp_path).problems]
    assert (fault.code, fault.found) == ("field-of-no-product", "votes/chè")
    assert fault.place is not None
    assert fault.place.line > 1
