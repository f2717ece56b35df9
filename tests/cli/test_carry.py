"""`ocop carry-over`: what is carried, lost and must be judged, on one screen and as drafts."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
from support.commandline import Ocop

import ocop_scoring
from ocop_scoring.cli.schema import document
from ocop_scoring.formats import FORMATS

SHEET = """\
format: ocop-sheet/1
ruleset: 148-2023
product_set: 8
assessor: {id: m1, role: member}
assessed_on: 2025-03-01
marks: {"1.a": 5, "3.b": 1, "3.c": 1, "3.đ": 1}
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "phieu.yaml"
    file.write_text(SHEET, encoding="utf-8")
    return file


def test_the_list_names_what_is_carried_judged_and_lost(ocop: Ocop, sheet: Path) -> None:
    run = ocop("carry-over", sheet, "--to", "26-2026", "--lang", "vi")
    lines = run.out.splitlines()
    assert lines[0] == f"{sheet}: 148-2023 bộ 8 → 26-2026 bộ 8"
    assert "Chuyển được 2 tiêu chí: 1.1, 3.2" in lines
    (labour,) = [line for line in lines if line.startswith("  3.3 ")]
    assert "  0, 1, 2  " in labour
    assert "  3.đ  Kế toán  26 không còn chấm kế toán" in lines
    assert lines[-1] == "Chưa ghi bản nháp; --out ghi ra tệp"
    assert run.status == 4


def test_a_draft_is_written_and_never_over_another_file(
    ocop: Ocop, sheet: Path, tmp_path: Path
) -> None:
    out = tmp_path / "moi.yaml"
    assert ocop("carry-over", sheet, "--to", "26-2026", "--out", out).status == 4
    draft = ocop_scoring.load_sheet(out)
    assert (draft.ruleset, dict(draft.marks)) == ("26-2026", {"1.1": 3, "3.2": 1})
    again = ocop("carry-over", sheet, "--to", "26-2026", "--out", out)
    assert again.status == 2
    assert "file-exists" in again.err


def test_several_sheets_become_drafts_in_a_folder(ocop: Ocop, sheet: Path, tmp_path: Path) -> None:
    room = tmp_path / "phieu"
    room.mkdir()
    for name in ("m1", "m2"):
        (room / f"{name}.yaml").write_text(SHEET.replace("id: m1", f"id: {name}"), encoding="utf-8")
    assert ocop("carry-over", room, "--to", "26-2026", "--out", tmp_path / "nhap").status == 4
    assert sorted(path.name for path in (tmp_path / "nhap").iterdir()) == [
        "m1.26-2026.yaml",
        "m2.26-2026.yaml",
    ]


def test_the_json_fits_its_schema(ocop: Ocop, sheet: Path) -> None:
    printed = ocop("carry-over", sheet, "--to", "26-2026", "--json").json()
    jsonschema.Draft202012Validator(document("carry-over")).validate(printed)
    read = FORMATS["carry-over"].model_validate(printed)
    assert read.model_dump(mode="json") == printed
    assert printed["crosswalks"] == ["148-2023--26-2026"]


def test_nothing_is_left_to_judge_under_an_amendment_of_one_decision(
    ocop: Ocop, tmp_path: Path
) -> None:
    whole = ocop_scoring.ruleset("148-2023").product_set(8)
    marks = {one.number: one.levels[-1].id for one in whole.criteria}
    text = SHEET.replace(SHEET[SHEET.index("marks:") :], f"marks: {marks}\n")
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    run = ocop("carry-over", tmp_path / "s.yaml", "--to", "148-2023+1489", "--lang", "en")
    assert run.status == 0
    assert "Star, whatever is judged: 5★" in run.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "26-2027"], "unknown-ruleset"),
        (["--to", "1048-2019"], "no-crosswalk"),
        (["--to", "26-2026", "--into", "9"], "product-set-not-led"),
        ([], "missing-argument"),
    ],
)
def test_bad_input_is_one_sentence(
    ocop: Ocop, sheet: Path, arguments: list[str], said: str
) -> None:
    run = ocop("carry-over", sheet, *arguments)
    assert run.status == 2
    assert said in run.err


def test_marks_that_stop_the_rating_are_told_instead_of_a_star(ocop: Ocop, tmp_path: Path) -> None:
    file = tmp_path / "nuoc.yaml"
    of_16 = SHEET.replace("product_set: 8", "product_set: 16")
    file.write_text(of_16.split("marks:")[0] + 'marks: {"6.d": 0}\n', encoding="utf-8")
    run = ocop("carry-over", file, "--to", "26-2026", "--lang", "vi")
    assert "Dừng đánh giá: Có chỉ tiêu cảm quan 0 điểm (căn cứ điểm chấm)" in run.out
    assert "★" not in run.out


def test_a_mark_that_is_a_levels_name_is_shown_with_its_points(ocop: Ocop, tmp_path: Path) -> None:
    file = tmp_path / "du-lich.yaml"
    of_26 = SHEET.replace("product_set: 8", "product_set: 26")
    file.write_text(of_26.split("marks:")[0] + 'marks: {"9": a-all}\n', encoding="utf-8")
    run = ocop("carry-over", file, "--to", "26-2026", "--lang", "vi")
    assert "0, a-safe (1), a-trained (2)" in run.out


def test_a_folder_without_sheets_is_said_to_have_none(ocop: Ocop, tmp_path: Path) -> None:
    run = ocop("carry-over", tmp_path, "--to", "26-2026", "--lang", "en")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("SHEET no-sheets: ")
