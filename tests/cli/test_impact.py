"""`ocop impact`: which products gain or lose a star by a change of the rules."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.commandline import Ocop
from support.drafts import draft
from support.extras import extra

import ocop_scoring

LAW = ocop_scoring.ruleset("26-2026")
BEST: dict[str, Any] = {
    c.number: max(c.levels, key=lambda lv: lv.points).id for c in LAW.product_set(8).criteria
}
DROPPED = {"remove": "criteria/packaging/levels/creative/minimum", "from": 3}


def sheet(marks: dict[str, Any], **more: Any) -> str:
    said = {
        "format": "ocop-sheet/1",
        "ruleset": "26-2026",
        "product_set": 8,
        "assessor": {"id": "m1", "role": "member"},
        "marks": marks,
    }
    return yaml.safe_dump(said | more, allow_unicode=True)


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two sheets, and a draft that drops a minimum."""
    monkeypatch.chdir(tmp_path)
    draft(tmp_path, DROPPED)
    (tmp_path / "phieu").mkdir()
    (tmp_path / "phieu/mat-ong.yaml").write_text(sheet(BEST | {"2.2": "simple"}), "utf-8")
    (tmp_path / "phieu/nuoc-mam.yaml").write_text(sheet(BEST), "utf-8")
    return tmp_path


def test_who_gains_is_named_with_the_condition_and_the_change(at: Path, ocop: Ocop) -> None:
    run = ocop("impact", "26-2026", "26-2026+thu", "phieu", "--lang", "en")
    assert run.status == 0
    assert "26-2026 → 26-2026+thu: 2 products" in run.out
    assert "mat-ong (set 8): 2★ → 5★" in run.out
    assert "no longer held back by the 3★ minimum of 2.2 Packaging" in run.out
    assert "+1.500  criteria/packaging/levels/creative/minimum: drops 3" in run.out
    said = ocop("impact", "26-2026", "26-2026+thu", "phieu")
    assert "không còn vướng điều kiện 3★ ở 2.2 Đóng gói, bao bì" in said.out
    assert "Số sao trung bình của 2 sản phẩm có kết quả ở cả hai bên đổi +1,500:" in said.out


def test_an_open_sheet_is_named_with_the_side_on_which_it_is_open(at: Path, ocop: Ocop) -> None:
    begun = {number: level for number, level in BEST.items() if number != "2.2"}
    (at / "phieu/mat-ong.yaml").write_text(sheet(begun), "utf-8")
    run = ocop("impact", "26-2026", "26-2026+thu", "phieu")
    assert run.status == 0
    assert "Bỏ ngỏ, không tính thêm hay mất: 1" in run.out
    assert "mat-ong: bộ cũ, còn tiêu chí phải chấm" in run.out


def test_the_json_is_of_its_format(at: Path, ocop: Ocop) -> None:
    run = ocop("impact", "26-2026", "26-2026+thu", "phieu", "--json")
    told = run.json()
    model = ocop_scoring.formats.Impact.model_validate(told)
    assert model.model_dump(mode="json") == told
    assert told["matrix"]["2"]["5"] == told["matrix"]["5"]["5"] == 1
    assert (told["winners"], told["losers"], told["effect"]) == (1, 0, "3/2")
    assert [cause["share"] for cause in told["causes"]] == ["3/2"]
    (moved,) = told["products"]
    assert (moved["name"], moved["from"]["star"], moved["to"]["star"]) == ("mat-ong", 2, 5)


def test_a_page_shows_who_moves_and_is_written_over_only_while_it_is_ours(
    at: Path, ocop: Ocop
) -> None:
    arguments = ("impact", "26-2026", "26-2026+thu", "phieu", "--html", "trang.html")
    assert ocop(*arguments).status == 0
    page = (at / "trang.html").read_text("utf-8")
    assert "mat-ong" in page
    assert "▲ 1" in page
    assert ocop(*arguments).status == 0
    (at / "trang.html").write_text("của người khác", "utf-8")
    assert "not-our-file" in ocop(*arguments).err


def test_every_product_goes_into_a_table(at: Path, ocop: Ocop) -> None:
    arguments = ("impact", "26-2026", "26-2026+thu", "phieu", "--csv", "ra.csv")
    assert ocop(*arguments).status == 0
    first = (at / "ra.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(first.decode("utf-8-sig"))))
    assert [(row["name"], row["from_star"], row["to_star"], row["verdict"]) for row in rows] == [
        ("mat-ong", "2", "5", "up"),
        ("nuoc-mam", "5", "5", "same"),
    ]
    assert ocop(*arguments).status == 0
    assert (at / "ra.csv").read_bytes() == first
    (at / "ra.csv").write_text("của người khác", "utf-8")
    assert "not-our-file" in ocop(*arguments).err


def test_parquet_has_the_same_rows(at: Path, ocop: Ocop) -> None:
    parquet = extra("pyarrow.parquet")
    run = ocop("impact", "26-2026", "26-2026+thu", "phieu", "--parquet", "ra.parquet")
    assert run.status == 0
    table = parquet.read_table(at / "ra.parquet")
    assert table.column("to_star").to_pylist() == [5, 5]
    assert table.column("from_points").to_pylist() == ["98", "100"]


def test_what_cannot_be_used_is_named_and_stops_no_other(at: Path, ocop: Ocop) -> None:
    (at / "phieu/hong.yaml").write_text(sheet({"1.1": 99}), "utf-8")
    (at / "phieu/khac.yaml").write_text(sheet({}, ruleset="148-2023"), "utf-8")
    (at / "phieu/khong-bo.yaml").write_text(sheet({}, product_set=None), "utf-8")
    run = ocop("impact", "26-2026", "26-2026+thu", "phieu", "--json")
    assert run.status == 2
    assert {Path(p["file"]).name: p["errors"][0]["code"] for p in run.json()["problems"]} == {
        "hong.yaml": "unknown-points",
        "khac.yaml": "other-ruleset",
        "khong-bo.yaml": "sheet-without-set",
    }
    assert run.json()["population"]["products"] == 2


def test_the_same_rules_have_no_effect_and_that_is_said(at: Path, ocop: Ocop) -> None:
    run = ocop("impact", "26-2026", "26-2026", "phieu")
    assert "Không sản phẩm nào có kết quả khác đi." in run.out
    assert run.status == 0


def test_without_a_population_there_is_nothing_to_rate(at: Path, ocop: Ocop) -> None:
    assert "no-sheets" in ocop("impact", "26-2026", "26-2026").err
    assert "unreadable-file" in ocop("impact", "26-2026", "26-2026", "khong-co").err


def test_a_folder_without_sheets_is_no_population(ocop: Ocop, tmp_path: Path) -> None:
    run = ocop("impact", "26-2026", "26-2026", tmp_path, "--lang", "en")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("POPULATION no-sheets: ")
    gone = ocop("impact", "26-2026", "26-2026", tmp_path / "gone", "--lang", "en")
    assert "there is no such file" in gone.err or "no file" in gone.err, gone.err
